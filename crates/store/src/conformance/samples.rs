//! Values with every field set, so that a field which is not stored shows.

use byline_model::client::{
    Application, Client, ClientSecret, ClientState, ClientType, RedirectUri, RevocationReason, SecretHash, Switch,
    Token, WebhookBody, WebhookSettings,
};
use byline_model::record::{CreationMethod, History};
use byline_model::{
    Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp, Visibility,
};

use crate::{
    Change, GroupId, NameKind, Organization, OrganizationDetails, OrganizationId, OrganizationName, OrganizationStatus,
};

/// When the commits of the suite happen, unless they say otherwise.
pub const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_123);

pub fn orcid(number: u64) -> OrcidId {
    OrcidId::from_base(900_900_000_000_000 + number).expect("fifteen digits")
}

pub fn put_code(number: u64) -> PutCode {
    PutCode::new(number).expect("a small number")
}

pub fn client_id(number: u64) -> ClientId {
    format!("APP-{number:016X}").parse().expect("sixteen digits")
}

/// A hash that nothing else has.
pub fn hash(number: u64) -> SecretHash {
    let mut bytes = [7u8; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    SecretHash(bytes)
}

pub fn at(second: i64) -> Timestamp {
    NOW.plus_seconds(second)
}

/// All four ids and names, a client of the old form among them.
pub fn source() -> Source {
    Source {
        author: Some(Agent::Client(client_id(1))),
        author_name: Some("Journal of \"Ästhetik\"".into()),
        origin: Some(Agent::Client("0000-0003-1415-9269".parse().expect("the old form"))),
        origin_name: Some("Университет 北京".into()),
    }
}

/// A plain record, as most promises need it.
pub fn record(number: u64) -> Change {
    Change::PutRecord(Box::new(RecordHead::new(orcid(number), NOW)))
}

pub fn full_head(number: u64, state: RecordState) -> RecordHead {
    RecordHead {
        orcid: orcid(number),
        version: 1,
        state,
        history: History {
            creation_method: Some(CreationMethod::MemberReferred),
            completed: Some(at(1)),
            submitted: Some(at(-2)),
            modified: Some(at(3)),
            claimed: false,
            source: source(),
            deactivated: Some(at(4)),
            verified_email: true,
            verified_primary_email: true,
        },
        locale: "zh_CN".into(),
        default_visibility: Visibility::Limited,
    }
}

pub fn full_item(kind: ItemKind, number: u64) -> Item {
    Item {
        kind,
        put_code: put_code(number),
        visibility: Visibility::RegisteredOnly,
        source: source(),
        created: Some(Timestamp::from_millis(-1)),
        modified: Some(at(6)),
        display_index: -3,
        body: format!(r#"{{"title":"Über \u0000 — 🜁","email":"person-{number}@example.org"}}"#).into(),
    }
}

/// An item by the owner, public.
pub fn item(kind: ItemKind, number: u64, body: &str) -> Item {
    Item {
        kind,
        put_code: put_code(number),
        visibility: Visibility::Public,
        source: Source::default(),
        created: None,
        modified: None,
        display_index: 0,
        body: body.into(),
    }
}

/// The name of a record.
pub fn name(given: &str, family: &str, visibility: Visibility) -> Item {
    let body = format!(r#"{{"given-names":{{"value":"{given}"}},"family-name":{{"value":"{family}"}}}}"#);
    Item { visibility, put_code: PutCode::SINGLE, ..item(ItemKind::Name, 1, &body) }
}

pub fn put(owner: u64, item: Item) -> Change {
    Change::PutItem { owner: orcid(owner), item: Box::new(item) }
}

pub fn put_item(owner: u64, kind: ItemKind, number: u64) -> Change {
    Change::PutItem { owner: orcid(owner), item: Box::new(item(kind, number, "{}")) }
}

pub fn put_email(owner: u64, number: u64, address: &str) -> Change {
    let body = format!(r#"{{"email":"{address}","primary":true}}"#);
    Change::PutItem { owner: orcid(owner), item: Box::new(item(ItemKind::Email, number, &body)) }
}

pub fn delete_item(owner: u64, kind: ItemKind, number: u64) -> Change {
    Change::DeleteItem { owner: orcid(owner), kind, put_code: put_code(number) }
}

pub fn full_client(number: u64) -> Client {
    Client {
        id: client_id(number),
        name: "Ärzteblatt & Söhne".into(),
        description: "Writes \"things\"".into(),
        website: "https://client.example.org/?a=b".into(),
        client_type: ClientType::PremiumUpdater,
        application: Application::Native,
        state: ClientState::Locked,
        secrets: vec![ClientSecret { hash: hash(1), ends: None }, ClientSecret { hash: hash(2), ends: Some(at(7)) }],
        redirect_uris: vec![
            RedirectUri {
                uri: "https://client.example.org/cb".into(),
                kind: "default".into(),
                scopes: Vec::new(),
                retired: false,
            },
            RedirectUri {
                uri: "https://client.example.org/wizard".into(),
                kind: "import-works-wizard".into(),
                scopes: vec!["/read-limited".into(), "/activities/update".into()],
                retired: true,
            },
        ],
        extra_scopes: vec!["/email/read-private".into()],
        obo_enabled: true,
        obo_whitelist: vec![client_id(8), client_id(9)],
        user_obo_enabled: true,
        persistent_tokens: false,
        strict: true,
        switches: Switch::ALL.into(),
        webhooks: WebhookSettings {
            off: true,
            body: WebhookBody::Json,
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse().ok(),
        },
        owner: Some(orcid(5)),
        created: Some(at(8)),
    }
}

/// A token that counts, for a person.
pub fn token(number: u64, client: u64, person: Option<u64>) -> Token {
    Token {
        access: hash(number),
        refresh: Some(hash(number + 1_000_000)),
        tail: "c0de".into(),
        client: client_id(client),
        person: person.map(orcid),
        scopes: vec!["/read-limited".into(), "openid".into()],
        issued: NOW.plus_seconds(i64::try_from(number).unwrap_or(0)),
        expires: at(3600),
        revoked: None,
        origin_client: None,
        code: None,
    }
}

pub fn full_token(number: u64) -> Token {
    Token {
        revoked: Some((at(9), RevocationReason::UserRevoked)),
        origin_client: Some(client_id(3)),
        code: Some(hash(4)),
        ..token(number, 2, Some(6))
    }
}

pub fn group_id(number: u64, id: &str) -> GroupId {
    GroupId {
        put_code: put_code(number),
        name: "Zeitschrift für Übung".into(),
        group_id: id.into(),
        description: "Reviews".into(),
        group_type: "journal".into(),
        source: source(),
        created: Some(at(10)),
        modified: Some(at(11)),
    }
}

pub fn organization() -> Organization {
    Organization {
        source: "ROR".into(),
        identifier: "https://ror.org/02mhbdp94".into(),
        name: "Universidad de los Andes".into(),
        city: Some("Bogotá".into()),
        region: Some("Cundinamarca".into()),
        country: Some("CO".into()),
        details: OrganizationDetails {
            status: OrganizationStatus::Obsolete,
            successors: vec!["https://ror.org/03vek6s52".into()],
            names: vec![
                OrganizationName { value: "Uniandes".into(), kind: NameKind::Acronym, language: None },
                OrganizationName {
                    value: "University of the Andes".into(),
                    kind: NameKind::Label,
                    language: Some("en".into()),
                },
            ],
            types: vec!["education".into(), "funder".into()],
            ids: vec![OrganizationId { source: "GRID".into(), identifier: "grid.7247.6".into(), preferred: true }],
            popularity: 12,
        },
    }
}

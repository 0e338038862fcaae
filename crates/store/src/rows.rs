//! How model types become rows: column codes and JSON bodies, shared by all adapters.
//!
//! What is filtered or sorted is a column; the rest is JSON text, so that a new field needs no migration. Everything
//! read back goes through the types of the model, so a damaged row is [`StoreError::Corrupt`] and never a wrong value.

use byline_model::client::{Application, Client, ClientSecret, RedirectUri, SecretHash, WebhookBody, WebhookSettings};
use byline_model::record::{CreationMethod, History};
use byline_model::{
    Agent, ClientId, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp, Visibility, email,
};
use serde::{Deserialize, Serialize};

use crate::{Result, StoreError};

fn damaged(what: &str, value: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("{value} is no {what}"))
}

// ----- column codes

/// The number under which a record is kept: its fifteen digits.
pub fn orcid_code(orcid: OrcidId) -> i64 {
    i64::try_from(orcid.base()).expect("fifteen digits fit")
}

/// Reads what [`orcid_code`] made; the check digit follows from it.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn orcid(code: i64) -> Result<OrcidId> {
    let base = u64::try_from(code).map_err(|_| damaged("ORCID iD", code))?;
    OrcidId::from_base(base).map_err(|_| damaged("ORCID iD", code))
}

/// The number under which an item is kept: its put-code, 0 for parts of which there is one at most.
pub fn put_code_code(put_code: PutCode) -> i64 {
    i64::try_from(put_code.get()).expect("at most 2^53-1")
}

/// Reads what [`put_code_code`] made.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn put_code(code: i64) -> Result<PutCode> {
    let number = u64::try_from(code).map_err(|_| damaged("put-code", code))?;
    PutCode::new(number).map_err(|_| damaged("put-code", code))
}

/// Reads the number of a kind ([`ItemKind::code`]).
///
/// # Errors
/// [`StoreError::Corrupt`] for numbers that no kind ever had.
pub fn kind(code: i64) -> Result<ItemKind> {
    u8::try_from(code).ok().and_then(ItemKind::from_code).ok_or_else(|| damaged("kind of item", code))
}

/// What has no moment is older than all that have one.
pub const NEVER: i64 = -i64::MAX;

/// A moment as lists by age have it.
pub fn moment_of_age(created: Option<Timestamp>) -> i64 {
    created.map_or(NEVER, Timestamp::millis)
}

/// Sorts from open to closed, like [`Visibility`] itself.
pub const fn visibility_code(visibility: Visibility) -> i64 {
    match visibility {
        Visibility::Public => 0,
        Visibility::RegisteredOnly => 1,
        Visibility::Limited => 2,
        Visibility::Private => 3,
    }
}

/// Reads what [`visibility_code`] made.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn visibility(code: i64) -> Result<Visibility> {
    Visibility::ALL.into_iter().find(|it| visibility_code(*it) == code).ok_or_else(|| damaged("visibility", code))
}

/// Reads the thirty-two bytes of a hash.
///
/// # Errors
/// [`StoreError::Corrupt`] for any other number of bytes.
pub fn hash(bytes: &[u8]) -> Result<SecretHash> {
    bytes.try_into().map(SecretHash).map_err(|_| damaged("hash", format_args!("a value of {} bytes", bytes.len())))
}

/// Reads a client id.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn client_id(text: &str) -> Result<ClientId> {
    text.parse().map_err(|_| damaged("client id", text))
}

/// The address in the body of an e-mail item, if it has one.
pub fn email_of(body: &str) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Email {
        email: Option<String>,
    }
    let body: Email = serde_json::from_str(body).map_err(|error| damaged("e-mail item", error))?;
    Ok(body.email.map(|address| email::key(&address)).filter(|address| !address.is_empty()))
}

/// Marks clients of the old form, which looks like an ORCID iD.
const LEGACY_CLIENT: &str = "client/";

/// `APP-…` and `client/0000-…` are clients, a bare iD is a person.
pub fn agent_text(agent: &Agent) -> String {
    match agent {
        Agent::Person(orcid) => orcid.to_string(),
        Agent::Client(client) if client.as_str().starts_with("APP-") => client.to_string(),
        Agent::Client(client) => format!("{LEGACY_CLIENT}{client}"),
    }
}

/// Reads what [`agent_text`] wrote.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn agent(text: &str) -> Result<Agent> {
    if text.starts_with("APP-") {
        client_id(text).map(Agent::Client)
    } else if let Some(legacy) = text.strip_prefix(LEGACY_CLIENT) {
        client_id(legacy).map(Agent::Client)
    } else {
        text.parse().map(Agent::Person).map_err(|_| damaged("person or client", text))
    }
}

// ----- JSON bodies

fn write<T: Serialize>(body: &T) -> String {
    serde_json::to_string(body).expect("plain structs with text keys always serialize")
}

fn read<'a, T: Deserialize<'a>>(what: &str, json: &'a str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| StoreError::Corrupt(format!("{what}: {error}")))
}

/// A list of names as one column.
pub fn names_json(names: &[Box<str>]) -> String {
    write(&names)
}

/// Reads what [`names_json`] wrote.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn names(json: &str) -> Result<Vec<Box<str>>> {
    read("list of names", json)
}

#[derive(Serialize, Deserialize)]
struct SourceBody {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author_name: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin_name: Option<Box<str>>,
}

impl From<&Source> for SourceBody {
    fn from(source: &Source) -> Self {
        let Source { author, author_name, origin, origin_name } = source;
        SourceBody {
            author: author.as_ref().map(agent_text),
            author_name: author_name.clone(),
            origin: origin.as_ref().map(agent_text),
            origin_name: origin_name.clone(),
        }
    }
}

impl TryFrom<SourceBody> for Source {
    type Error = StoreError;

    fn try_from(body: SourceBody) -> Result<Self> {
        Ok(Source {
            author: body.author.as_deref().map(agent).transpose()?,
            author_name: body.author_name,
            origin: body.origin.as_deref().map(agent).transpose()?,
            origin_name: body.origin_name,
        })
    }
}

/// What has no column of its own in a record's row.
#[derive(Serialize, Deserialize)]
struct HeadBody {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    creation_method: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    completed: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    submitted: Option<i64>,
    claimed: bool,
    source: SourceBody,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deactivated: Option<i64>,
    #[serde(default)]
    verified_email: bool,
    #[serde(default)]
    verified_primary_email: bool,
    locale: Box<str>,
    default_visibility: String,
}

/// The row of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadRow {
    pub orcid: i64,
    pub version: i64,
    /// [`RecordState::as_str`].
    pub state: String,
    /// Of a deprecated record, the one it was merged into.
    pub primary: Option<i64>,
    pub modified: Option<i64>,
    pub body: String,
}

impl From<&RecordHead> for HeadRow {
    fn from(head: &RecordHead) -> Self {
        let RecordHead { orcid, version, state, history, locale, default_visibility } = head;
        let body = HeadBody {
            creation_method: history.creation_method.map(|method| method.as_xml().to_owned()),
            completed: history.completed.map(Timestamp::millis),
            submitted: history.submitted.map(Timestamp::millis),
            claimed: history.claimed,
            source: SourceBody::from(&history.source),
            deactivated: history.deactivated.map(Timestamp::millis),
            verified_email: history.verified_email,
            verified_primary_email: history.verified_primary_email,
            locale: locale.clone(),
            default_visibility: default_visibility.to_string(),
        };
        HeadRow {
            orcid: orcid_code(*orcid),
            version: i64::try_from(*version).unwrap_or(i64::MAX),
            state: state.as_str().to_owned(),
            primary: match state {
                RecordState::Deprecated { primary } => Some(orcid_code(*primary)),
                RecordState::Active | RecordState::Unclaimed | RecordState::Locked | RecordState::Deactivated => None,
            },
            modified: history.modified.map(Timestamp::millis),
            body: write(&body),
        }
    }
}

impl TryFrom<HeadRow> for RecordHead {
    type Error = StoreError;

    fn try_from(row: HeadRow) -> Result<Self> {
        let body: HeadBody = read("record", &row.body)?;
        let method = |text: String| {
            let found = CreationMethod::ALL.into_iter().find(|it| it.as_xml() == text);
            found.ok_or_else(|| damaged("creation method", text))
        };
        Ok(RecordHead {
            orcid: orcid(row.orcid)?,
            version: u64::try_from(row.version).map_err(|_| damaged("version", row.version))?,
            state: state(&row.state, row.primary)?,
            history: History {
                creation_method: body.creation_method.map(method).transpose()?,
                completed: body.completed.map(Timestamp::from_millis),
                submitted: body.submitted.map(Timestamp::from_millis),
                modified: row.modified.map(Timestamp::from_millis),
                claimed: body.claimed,
                source: body.source.try_into()?,
                deactivated: body.deactivated.map(Timestamp::from_millis),
                verified_email: body.verified_email,
                verified_primary_email: body.verified_primary_email,
            },
            locale: body.locale,
            default_visibility: body
                .default_visibility
                .parse()
                .map_err(|_| damaged("visibility", &body.default_visibility))?,
        })
    }
}

fn state(name: &str, primary: Option<i64>) -> Result<RecordState> {
    match (name, primary) {
        ("active", None) => Ok(RecordState::Active),
        ("unclaimed", None) => Ok(RecordState::Unclaimed),
        ("locked", None) => Ok(RecordState::Locked),
        ("deactivated", None) => Ok(RecordState::Deactivated),
        ("deprecated", Some(primary)) => Ok(RecordState::Deprecated { primary: orcid(primary)? }),
        _ => Err(damaged("state of a record", name)),
    }
}

#[derive(Serialize, Deserialize)]
struct SecretBody {
    hash: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ends: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct RedirectBody {
    uri: Box<str>,
    kind: Box<str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    scopes: Vec<Box<str>>,
    #[serde(default)]
    retired: bool,
}

#[derive(Serialize, Deserialize)]
struct ClientBody {
    description: Box<str>,
    website: Box<str>,
    client_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    application: Option<String>,
    state: String,
    #[serde(default)]
    secrets: Vec<SecretBody>,
    #[serde(default)]
    redirect_uris: Vec<RedirectBody>,
    #[serde(default)]
    extra_scopes: Vec<Box<str>>,
    obo_enabled: bool,
    #[serde(default)]
    obo_whitelist: Vec<String>,
    user_obo_enabled: bool,
    persistent_tokens: bool,
    strict: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    switches: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    webhooks_off: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    webhook_body: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    webhook_secret: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<i64>,
}

/// Everything of a client but its id and name, which are columns.
pub fn client_json(client: &Client) -> String {
    write(&ClientBody {
        description: client.description.clone(),
        website: client.website.clone(),
        client_type: client.client_type.as_str().to_owned(),
        application: Some(client.application).filter(|it| *it != Application::Server).map(|it| it.as_str().into()),
        state: client.state.as_str().to_owned(),
        secrets: client
            .secrets
            .iter()
            .map(|it| SecretBody { hash: it.hash.to_hex(), ends: it.ends.map(Timestamp::millis) })
            .collect(),
        redirect_uris: client
            .redirect_uris
            .iter()
            .map(|it| RedirectBody {
                uri: it.uri.clone(),
                kind: it.kind.clone(),
                scopes: it.scopes.clone(),
                retired: it.retired,
            })
            .collect(),
        extra_scopes: client.extra_scopes.clone(),
        obo_enabled: client.obo_enabled,
        obo_whitelist: client.obo_whitelist.iter().map(ClientId::to_string).collect(),
        user_obo_enabled: client.user_obo_enabled,
        persistent_tokens: client.persistent_tokens,
        strict: client.strict,
        switches: client.switches.iter().map(|it| it.as_str().to_owned()).collect(),
        webhooks_off: client.webhooks.off,
        webhook_body: Some(client.webhooks.body).filter(|it| *it != WebhookBody::Empty).map(|it| it.as_str().into()),
        webhook_secret: client.webhooks.secret.as_ref().map(|it| it.expose().to_owned()),
        owner: client.owner.map(|it| it.to_string()),
        created: client.created.map(Timestamp::millis),
    })
}

/// Reads what [`client_json`] wrote, with id and name from their columns.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn client(id: &str, name: &str, json: &str) -> Result<Client> {
    let body: ClientBody = read("client", json)?;
    let secret = |it: SecretBody| match it.hash.parse() {
        Ok(hash) => Ok(ClientSecret { hash, ends: it.ends.map(Timestamp::from_millis) }),
        Err(_) => Err(damaged("hash", "a client secret")),
    };
    let redirect =
        |it: RedirectBody| RedirectUri { uri: it.uri, kind: it.kind, scopes: it.scopes, retired: it.retired };
    Ok(Client {
        id: client_id(id)?,
        name: name.into(),
        description: body.description,
        website: body.website,
        client_type: body.client_type.parse().map_err(|_| damaged("client type", &body.client_type))?,
        application: match body.application {
            Some(name) => name.parse().map_err(|_| damaged("application", &name))?,
            None => Application::Server,
        },
        state: body.state.parse().map_err(|_| damaged("client state", &body.state))?,
        secrets: body.secrets.into_iter().map(secret).collect::<Result<_>>()?,
        redirect_uris: body.redirect_uris.into_iter().map(redirect).collect(),
        extra_scopes: body.extra_scopes,
        obo_enabled: body.obo_enabled,
        obo_whitelist: body.obo_whitelist.iter().map(|it| client_id(it)).collect::<Result<_>>()?,
        user_obo_enabled: body.user_obo_enabled,
        persistent_tokens: body.persistent_tokens,
        strict: body.strict,
        switches: body
            .switches
            .iter()
            .map(|it| it.parse().map_err(|_| damaged("switch of a client", it)))
            .collect::<Result<_>>()?,
        webhooks: WebhookSettings {
            off: body.webhooks_off,
            body: match body.webhook_body {
                Some(name) => name.parse().map_err(|_| damaged("body of webhooks", &name))?,
                None => WebhookBody::Empty,
            },
            secret: match body.webhook_secret {
                Some(secret) => Some(secret.parse().map_err(|_| damaged("secret", "webhooks"))?),
                None => None,
            },
        },
        owner: body.owner.map(|it| it.parse().map_err(|_| damaged("ORCID iD", &it))).transpose()?,
        created: body.created.map(Timestamp::from_millis),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_clients_and_people_do_not_mix() {
        let text = "0000-0003-1415-9269";
        let person = Agent::Person(text.parse().unwrap());
        let client = Agent::Client(text.parse().unwrap());
        assert_ne!(agent_text(&person), agent_text(&client));
        for it in [person, client, Agent::Client("APP-0123456789ABCDEF".parse().unwrap())] {
            assert_eq!(agent(&agent_text(&it)).unwrap(), it);
        }
    }

    #[test]
    fn damage_is_noticed() {
        assert!(matches!(visibility(4), Err(StoreError::Corrupt(_))));
        assert!(matches!(kind(9), Err(StoreError::Corrupt(_))));
        assert!(matches!(put_code(-1), Err(StoreError::Corrupt(_))));
        assert!(matches!(agent("someone"), Err(StoreError::Corrupt(_))));
        assert!(matches!(hash(&[0; 31]), Err(StoreError::Corrupt(_))));
        assert!(matches!(state("deprecated", None), Err(StoreError::Corrupt(_))));
    }

    #[test]
    fn addresses_are_compared_in_lower_case() {
        assert_eq!(
            email_of(r#"{"email":"Ada@Example.ORG","primary":true}"#).unwrap().as_deref(),
            Some("ada@example.org")
        );
        assert_eq!(email_of(r#"{"verified":true}"#).unwrap(), None);
        assert!(email_of("not json").is_err());
    }
}

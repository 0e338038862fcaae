//! From what the registry keeps to the keys of the file.

use byline_model::client::{Application, Client, ClientState, ClientType, RevocationReason, Token, WebhookBody};
use byline_model::record::CreationMethod;
use byline_model::{Agent, Item, OrcidId, RecordState, Source, Timestamp};
use byline_store::{Consent, GroupId, Organization};

use super::names::NO_CREATION_METHOD;
use super::{
    ClientEntry, EmailBody, Password, PersonEntry, Registry, TokenEntry, backup, notifications, raw, webhooks,
};

pub(super) fn registry(registry: &Registry) -> raw::Registry {
    raw::Registry {
        next_put_code: registry.next_put_code,
        signing_keys: registry.signing_keys.iter().map(backup::write_key).collect(),
        mails: registry.mails.iter().map(backup::write_mail).collect(),
        clients: registry.clients.iter().map(client).collect(),
        people: registry.people.iter().map(person).collect(),
        tokens: registry.tokens.iter().map(token).collect(),
        consents: registry.consents.iter().map(consent).collect(),
        notifications: registry.notifications.iter().map(notifications::write).collect(),
        webhooks: registry.webhooks.iter().map(webhooks::write).collect(),
        group_ids: registry.group_ids.iter().map(group_id).collect(),
        organizations: registry.organizations.iter().map(organization).collect(),
    }
}

fn client(entry: &ClientEntry) -> raw::Client {
    let it: &Client = &entry.client;
    // The newest secret without an end stands for itself, if it is the first: reading puts it there.
    let (plain, rest) = match it.secrets.split_first() {
        Some((first, rest)) if first.ends.is_none() => (Some(first.hash.to_hex()), rest),
        _ => (None, &it.secrets[..]),
    };
    raw::Client {
        id: it.id.to_string(),
        name: it.name.to_string(),
        description: it.description.to_string(),
        website: it.website.to_string(),
        client_type: ClientType::as_str(it.client_type).to_owned(),
        application: (it.application != Application::Server).then(|| it.application.as_str().to_owned()),
        state: (it.state != ClientState::Active).then(|| it.state.as_str().to_owned()),
        secret: None,
        secret_hash: plain,
        extra_scopes: texts(&it.extra_scopes),
        obo_enabled: it.obo_enabled,
        obo_whitelist: it.obo_whitelist.iter().map(ToString::to_string).collect(),
        user_obo_enabled: it.user_obo_enabled,
        persistent_tokens: it.persistent_tokens,
        strict: it.strict,
        switches: it.switches.iter().map(|it| it.as_str().to_owned()).collect(),
        webhooks: !it.webhooks.off,
        webhook_body: (it.webhooks.body != WebhookBody::Empty).then(|| it.webhooks.body.as_str().to_owned()),
        webhook_secret: it.webhooks.secret.as_ref().map(|secret| secret.expose().to_owned()),
        owner: it.owner.map(|owner| owner.to_string()),
        created: moment(it.created),
        redirect_uris: it
            .redirect_uris
            .iter()
            .map(|redirect| raw::Redirect {
                uri: redirect.uri.to_string(),
                kind: redirect.kind.to_string(),
                scopes: texts(&redirect.scopes),
                retired: redirect.retired,
            })
            .collect(),
        secrets: rest
            .iter()
            .map(|secret| raw::Secret {
                secret: None,
                secret_hash: Some(secret.hash.to_hex()),
                ends: moment(secret.ends),
            })
            .collect(),
    }
}

fn person(entry: &PersonEntry) -> raw::Person {
    let head = &entry.head;
    let history = &head.history;
    let (password, password_hash) = match &entry.password {
        None => (None, None),
        Some(Password { plain, hash }) => (plain.as_deref().map(str::to_owned), hash.as_deref().map(str::to_owned)),
    };
    raw::Person {
        orcid: head.orcid.to_string(),
        about: entry.about.as_deref().map(str::to_owned),
        state: (head.state != RecordState::Active).then(|| head.state.as_str().to_owned()),
        primary: match head.state {
            RecordState::Deprecated { primary } => Some(primary.to_string()),
            RecordState::Active | RecordState::Unclaimed | RecordState::Locked | RecordState::Deactivated => None,
        },
        locale: (!entry.left_out.locale).then(|| head.locale.to_string()),
        default_visibility: Some(head.default_visibility.to_string()),
        password,
        password_hash,
        creation_method: (!entry.left_out.creation_method)
            .then(|| history.creation_method.map_or(NO_CREATION_METHOD, CreationMethod::as_xml).to_owned()),
        claimed: Some(history.claimed),
        created: moment(history.submitted),
        completed: moment(history.completed),
        modified: moment(history.modified),
        deactivated: moment(history.deactivated),
        verified_email: history.verified_email,
        verified_primary_email: history.verified_primary_email,
        source: (!history.source.is_empty()).then(|| source(&history.source)),
        account: backup::write_account(&entry.account),
        emails: entry.emails.iter().map(|item| email(item, head.orcid)).collect(),
    }
}

fn email(item: &Item, owner: OrcidId) -> raw::Email {
    let body = EmailBody::of(item);
    raw::Email {
        email: body.email,
        verified: body.verified,
        primary: Some(body.primary),
        visibility: Some(item.visibility.to_string()),
        put_code: Some(item.put_code.get()),
        created: moment(item.created),
        modified: moment(item.modified),
        source: (item.source != Source::person(owner)).then(|| source(&item.source)),
    }
}

pub(super) fn source(it: &Source) -> raw::Source {
    let split = |agent: &Option<Agent>| match agent {
        None => (None, None),
        Some(Agent::Client(id)) => (Some(id.to_string()), None),
        Some(Agent::Person(orcid)) => (None, Some(orcid.to_string())),
    };
    let (client, person) = split(&it.author);
    let (origin_client, origin_person) = split(&it.origin);
    let name = |name: &Option<Box<str>>| name.as_deref().map(str::to_owned);
    raw::Source {
        client,
        person,
        name: name(&it.author_name),
        origin_client,
        origin_person,
        origin_name: name(&it.origin_name),
    }
}

fn token(entry: &TokenEntry) -> raw::Token {
    let it: &Token = &entry.token;
    raw::Token {
        value: None,
        value_hash: Some(it.access.to_hex()),
        tail: Some(it.tail.to_string()),
        refresh_token: None,
        refresh_token_hash: it.refresh.map(|hash| hash.to_hex()),
        client: it.client.to_string(),
        person: it.person.map(|orcid| orcid.to_string()),
        scopes: texts(&it.scopes),
        issued: moment(Some(it.issued)),
        expires: moment(Some(it.expires)),
        expires_in: None,
        revoked: moment(it.revoked.map(|(at, _)| at)),
        revocation_reason: it.revoked.map(|(_, reason)| RevocationReason::as_str(reason).to_owned()),
        origin_client: it.origin_client.as_ref().map(ToString::to_string),
        bases: Vec::new(),
        base_hashes: entry.bases.iter().map(|hash| hash.to_hex()).collect(),
        code_hash: it.code.map(|hash| hash.to_hex()),
    }
}

fn consent(it: &Consent) -> raw::Consent {
    raw::Consent {
        person: it.person.to_string(),
        client: it.client.to_string(),
        scopes: texts(&it.scopes),
        first: moment(Some(it.first)),
        latest: moment(Some(it.latest)),
    }
}

fn group_id(it: &GroupId) -> raw::GroupId {
    raw::GroupId {
        put_code: it.put_code.get(),
        name: it.name.to_string(),
        group_id: it.group_id.to_string(),
        description: it.description.to_string(),
        group_type: it.group_type.to_string(),
        created: moment(it.created),
        modified: moment(it.modified),
        source: (!it.source.is_empty()).then(|| source(&it.source)),
    }
}

fn organization(it: &Organization) -> raw::Organization {
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    raw::Organization {
        source: it.source.to_string(),
        identifier: it.identifier.to_string(),
        name: it.name.to_string(),
        city: text(&it.city),
        region: text(&it.region),
        country: text(&it.country),
    }
}

pub(super) fn moment(at: Option<Timestamp>) -> Option<raw::Moment> {
    at.map(|at| raw::Moment(at.to_string()))
}

fn texts(list: &[Box<str>]) -> Vec<String> {
    list.iter().map(|text| text.to_string()).collect()
}

//! From the keys of the file to what the registry keeps.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use byline_accounts::check_hash;
use byline_model::client::Token;
use byline_model::client::{
    Application, Client, ClientSecret, ClientState, ClientType, RedirectUri, RevocationReason, SecretHash, Switch,
    WebhookBody, WebhookSettings,
};
use byline_model::enums::{COUNTRY, DISAMBIGUATION_SOURCE, Enumeration, GROUP_ID_PREFIX, GROUP_TYPE, LOCALE};
use byline_model::record::{CreationMethod, History};
use byline_model::scope::Scope;
use byline_model::{
    Agent, ClientId, EmailAddress, Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp,
    Visibility, email,
};
use byline_store::{Consent, GroupId, Organization};

use super::names::{NO_CREATION_METHOD, REDIRECT_TYPES};
use super::{
    ClientEntry, EmailBody, Invalid, LeftOut, Password, PersonEntry, Registry, TokenEntry, backup, hash_secret,
    notifications, raw, webhooks,
};

type Result<T> = std::result::Result<T, Invalid>;

/// How long a token lives unless it says otherwise: that of a persistent one (`oauth` 5.5).
const TWENTY_YEARS: i64 = 631_138_519;

pub(super) fn registry(raw: raw::Registry, now: Timestamp) -> Result<Registry> {
    let registry = Registry {
        clients: each("clients", raw.clients, client)?,
        people: each("people", raw.people, person)?,
        tokens: each("tokens", raw.tokens, |raw| token(raw, now))?,
        consents: each("consents", raw.consents, |raw| consent(raw, now))?,
        notifications: each("notifications", raw.notifications, notifications::read)?,
        webhooks: each("webhooks", raw.webhooks, webhooks::read)?,
        group_ids: each("group_ids", raw.group_ids, group_id)?,
        organizations: each("organizations", raw.organizations, organization)?,
        signing_keys: each("signing_keys", raw.signing_keys, backup::read_key)?,
        mails: each("mails", raw.mails, backup::read_mail)?,
        next_put_code: match raw.next_put_code {
            Some(next) => Some(PutCode::new(next).map_err(|it| wrong(it).under("next_put_code"))?.get()),
            None => None,
        },
    };
    unique("signing_keys", "kid", registry.signing_keys.iter().map(|it| &it.kid))?;
    unique("clients", "id", registry.clients.iter().map(|entry| &entry.client.id))?;
    unique("people", "orcid", registry.people.iter().map(|entry| entry.head.orcid))?;
    unique("tokens", "value", registry.tokens.iter().map(|entry| entry.token.access))?;
    unique("consents", "client", registry.consents.iter().map(|it| (it.person, &it.client)))?;
    unique("webhooks", "uri", registry.webhooks.iter().map(|it| (&it.client, it.orcid, &it.uri)))?;
    unique("notifications", "put_code", registry.notifications.iter().map(|it| it.put_code))?;
    unique("group_ids", "put_code", registry.group_ids.iter().map(|group| group.put_code))?;
    unique("group_ids", "group_id", registry.group_ids.iter().map(|group| group.group_id.to_lowercase()))?;
    unique("organizations", "identifier", registry.organizations.iter().map(|it| (&it.source, &it.identifier)))?;
    unique_addresses(&registry.people)?;
    no_rings(&registry.people)?;
    Ok(registry)
}

pub(super) fn client(raw: raw::Client) -> Result<ClientEntry> {
    let id: ClientId = parsed("id", &raw.id)?;
    let mut client = Client::new(
        id,
        required("name", &raw.name)?,
        named("type", &raw.client_type, ClientType::ALL, ClientType::as_str)?,
    );
    client.description = raw.description.into();
    client.website = raw.website.into();
    client.state = match &raw.state {
        Some(state) => named("state", state, ClientState::ALL, ClientState::as_str)?,
        None => ClientState::Active,
    };
    client.application = match &raw.application {
        Some(name) => named("application", name, Application::ALL, Application::as_str)?,
        None => Application::Server,
    };
    if !client.application.suits(client.client_type) {
        let kind = client.application.as_str();
        return Err(Invalid::new(format!("only a public-client can be a {kind} application")).under("application"));
    }
    if !client.application.keeps_secrets() {
        let given = [("secret", raw.secret.is_some()), ("secret_hash", raw.secret_hash.is_some())];
        let given = given.into_iter().chain([("secrets", !raw.secrets.is_empty())]).find(|(_, given)| *given);
        if let Some((key, _)) = given {
            let what = format!("a {} application cannot keep a secret, and has none", client.application.as_str());
            return Err(Invalid::new(what).under(key));
        }
    }
    let secret = raw.secret.clone().map(String::into_boxed_str);
    if let Some(hash) = one_of(("secret", raw.secret), ("secret_hash", raw.secret_hash))? {
        client.secrets.push(ClientSecret { hash, ends: None });
    }
    client.secrets.extend(each("secrets", raw.secrets, client_secret)?);
    client.redirect_uris = each("redirect_uris", raw.redirect_uris, redirect)?;
    client.extra_scopes = scopes("extra_scopes", raw.extra_scopes)?;
    client.obo_enabled = raw.obo_enabled;
    client.obo_whitelist = each("obo_whitelist", raw.obo_whitelist, |id| id.parse().map_err(wrong))?;
    client.user_obo_enabled = raw.user_obo_enabled;
    client.persistent_tokens = raw.persistent_tokens;
    client.strict = raw.strict;
    client.switches = each("switches", raw.switches, switch)?.into_iter().collect();
    client.webhooks = WebhookSettings {
        off: !raw.webhooks,
        body: match &raw.webhook_body {
            Some(body) => named("webhook_body", body, WebhookBody::ALL, WebhookBody::as_str)?,
            None => WebhookBody::Empty,
        },
        secret: raw.webhook_secret.map(|secret| parsed("webhook_secret", &secret)).transpose()?,
    };
    client.owner = raw.owner.map(|owner| parsed("owner", &owner)).transpose()?;
    client.created = moment("created", raw.created)?;
    Ok(ClientEntry { client, secret })
}

fn client_secret(raw: raw::Secret) -> Result<ClientSecret> {
    let hash = one_of(("secret", raw.secret), ("secret_hash", raw.secret_hash))?;
    let hash = hash.ok_or_else(|| Invalid::new("needs secret or secret_hash"))?;
    Ok(ClientSecret { hash, ends: moment("ends", raw.ends)? })
}

fn redirect(raw: raw::Redirect) -> Result<RedirectUri> {
    // One that is retired matches nothing, whatever it looks like.
    if !raw.retired {
        RedirectUri::check(&raw.uri).map_err(|it| wrong(it).under("uri"))?;
    }
    if !REDIRECT_TYPES.contains(&raw.kind.as_str()) {
        return Err(Invalid::new(format!("a type is one of {}", REDIRECT_TYPES.join(", "))).under("type"));
    }
    let scopes = scopes("scopes", raw.scopes)?;
    Ok(RedirectUri { uri: raw.uri.trim().into(), kind: raw.kind.into(), scopes, retired: raw.retired })
}

fn person(raw: raw::Person) -> Result<PersonEntry> {
    let orcid: OrcidId = parsed("orcid", &raw.orcid)?;
    let state = state(raw.state.as_deref(), raw.primary.as_deref(), orcid)?;
    let left_out = LeftOut { creation_method: raw.creation_method.is_none(), locale: raw.locale.is_none() };
    let password = password(raw.password, raw.password_hash)?;
    let history = History {
        creation_method: creation_method(raw.creation_method.as_deref())?,
        completed: moment("completed", raw.completed)?,
        submitted: moment("created", raw.created)?,
        modified: moment("modified", raw.modified)?,
        claimed: raw.claimed.unwrap_or(state != RecordState::Unclaimed),
        source: raw.source.map(|raw| source(raw).map_err(|it| it.under("source"))).transpose()?.unwrap_or_default(),
        deactivated: moment("deactivated", raw.deactivated)?,
        verified_email: raw.verified_email,
        verified_primary_email: raw.verified_primary_email,
    };
    let locale = raw.locale.unwrap_or_else(|| "en".to_owned());
    listed("locale", &locale, &LOCALE)?;
    let head = RecordHead {
        orcid,
        version: 0,
        state,
        history,
        locale: locale.into(),
        default_visibility: visibility("default_visibility", raw.default_visibility.as_deref(), Visibility::Public)?,
    };
    let emails = emails(raw.emails, orcid)?;
    let account = raw.account.map(backup::read_account).transpose().map_err(|it| it.under("account"))?;
    let (about, account) = (raw.about.map(String::into_boxed_str), account.unwrap_or_default());
    Ok(PersonEntry { head, left_out, about, password, account, emails })
}

fn password(plain: Option<String>, hash: Option<String>) -> Result<Option<Password>> {
    if let Some(hash) = &hash {
        check_hash(hash).map_err(|it| wrong(it).under("password_hash"))?;
    }
    if let Some(plain) = &plain {
        required("password", plain)?;
    }
    let boxed = |text: Option<String>| text.map(String::into_boxed_str);
    Ok((plain.is_some() || hash.is_some()).then(|| Password { plain: boxed(plain), hash: boxed(hash) }))
}

fn state(state: Option<&str>, primary: Option<&str>, orcid: OrcidId) -> Result<RecordState> {
    let state = match (state.unwrap_or("active"), primary) {
        ("deprecated", Some(primary)) => {
            let primary = parsed("primary", primary)?;
            if primary == orcid {
                return Err(Invalid::new("a record cannot be merged into itself").under("primary"));
            }
            return Ok(RecordState::Deprecated { primary });
        }
        ("deprecated", None) => {
            return Err(Invalid::new("a deprecated record needs `primary`, the iD it was merged into").under("state"));
        }
        ("active", _) => RecordState::Active,
        ("unclaimed", _) => RecordState::Unclaimed,
        ("locked", _) => RecordState::Locked,
        ("deactivated", _) => RecordState::Deactivated,
        _ => {
            let expected = "a state is active, unclaimed, locked, deactivated or deprecated";
            return Err(Invalid::new(expected).under("state"));
        }
    };
    match primary {
        Some(_) => Err(Invalid::new("belongs to deprecated records alone").under("primary")),
        None => Ok(state),
    }
}

fn creation_method(name: Option<&str>) -> Result<Option<CreationMethod>> {
    match name {
        None => Ok(Some(CreationMethod::Direct)),
        Some(NO_CREATION_METHOD) => Ok(None),
        Some(name) => named("creation_method", name, CreationMethod::ALL, CreationMethod::as_xml).map(Some),
    }
}

/// At most one is primary; when none says so it is the first.
fn emails(raw: Vec<raw::Email>, orcid: OrcidId) -> Result<Vec<Item>> {
    if let Some(second) = (0..raw.len()).filter(|at| raw[*at].primary == Some(true)).nth(1) {
        return Err(Invalid::new("only one address is primary").under("primary").at(second).under("emails"));
    }
    let primary = raw.iter().position(|email| email.primary == Some(true));
    let primary = primary.or_else(|| raw.iter().position(|email| email.primary.is_none()));
    let mut at = 0;
    let items = each("emails", raw, |email| {
        at += 1;
        email_item(email, orcid, at as u64, primary == Some(at - 1))
    })?;
    unique("emails", "put_code", items.iter().map(|item| item.put_code))?;
    Ok(items)
}

fn email_item(raw: raw::Email, orcid: OrcidId, place: u64, primary: bool) -> Result<Item> {
    let address: EmailAddress = parsed("email", &raw.email)?;
    if address.as_str() != raw.email {
        return Err(Invalid::new("there are blanks or signs that nobody sees around the address").under("email"));
    }
    let put_code = PutCode::new(raw.put_code.unwrap_or(place)).map_err(|it| wrong(it).under("put_code"))?;
    let source = match raw.source {
        Some(raw) => source(raw).map_err(|it| it.under("source"))?,
        None => Source::person(orcid),
    };
    Ok(Item {
        kind: ItemKind::Email,
        put_code,
        visibility: visibility("visibility", raw.visibility.as_deref(), Visibility::Private)?,
        source,
        created: moment("created", raw.created)?,
        modified: moment("modified", raw.modified)?,
        display_index: 0,
        body: EmailBody { email: raw.email, verified: raw.verified, primary }.to_body(),
    })
}

pub(super) fn source(raw: raw::Source) -> Result<Source> {
    let author = agent(("client", raw.client), ("person", raw.person))?;
    let origin = agent(("origin_client", raw.origin_client), ("origin_person", raw.origin_person))?;
    let boxed = |name: Option<String>| name.map(String::into_boxed_str);
    Ok(Source { author, author_name: boxed(raw.name), origin, origin_name: boxed(raw.origin_name) })
}

fn agent(client: (&'static str, Option<String>), person: (&'static str, Option<String>)) -> Result<Option<Agent>> {
    match (client.1, person.1) {
        (None, None) => Ok(None),
        (Some(id), None) => Ok(Some(Agent::Client(parsed(client.0, &id)?))),
        (None, Some(id)) => Ok(Some(Agent::Person(parsed(person.0, &id)?))),
        (Some(_), Some(_)) => Err(Invalid::new(format!("stands beside {}; one is enough", person.0)).under(client.0)),
    }
}

fn token(raw: raw::Token, now: Timestamp) -> Result<TokenEntry> {
    let value = raw.value.clone().map(String::into_boxed_str);
    let tail = match (&raw.value, &raw.tail) {
        (Some(value), None) => last_four(value),
        (None, tail) => tail.as_deref().unwrap_or_default(),
        (Some(_), Some(_)) => return Err(Invalid::new("is known from value").under("tail")),
    };
    let tail = tail.into();
    let access = one_of(("value", raw.value), ("value_hash", raw.value_hash))?;
    let access = access.ok_or_else(|| Invalid::new("a token needs value or value_hash"))?;
    let issued = moment("issued", raw.issued)?.unwrap_or(now);
    let expires = match (moment("expires", raw.expires)?, raw.expires_in) {
        (Some(_), Some(_)) => return Err(Invalid::new("stands beside expires; one is enough").under("expires_in")),
        (Some(at), None) => at,
        (None, seconds) => issued.plus_seconds(seconds.unwrap_or(TWENTY_YEARS)),
    };
    if expires < issued {
        return Err(Invalid::new("a token does not end before it is issued").under(match raw.expires_in {
            Some(_) => "expires_in",
            None => "expires",
        }));
    }
    let revoked = match (moment("revoked", raw.revoked)?, raw.revocation_reason) {
        (Some(at), reason) => {
            let reason = reason.as_deref().unwrap_or(RevocationReason::ClientRevoked.as_str());
            Some((at, named("revocation_reason", reason, RevocationReason::ALL, RevocationReason::as_str)?))
        }
        (None, None) => None,
        (None, Some(_)) => return Err(Invalid::new("needs revoked, the moment it happened").under("revocation_reason")),
    };
    let token = Token {
        access,
        refresh: one_of(("refresh_token", raw.refresh_token), ("refresh_token_hash", raw.refresh_token_hash))?,
        tail,
        client: parsed("client", &raw.client)?,
        person: raw.person.map(|orcid| parsed("person", &orcid)).transpose()?,
        scopes: scopes("scopes", raw.scopes)?,
        issued,
        expires,
        revoked,
        origin_client: raw.origin_client.map(|id| parsed("origin_client", &id)).transpose()?,
        code: raw.code_hash.map(|hash| secret_hash("code_hash", &hash)).transpose()?,
    };
    let mut bases = each("bases", raw.bases, |value| required_value(&value).map(hash_secret))?;
    bases.extend(each("base_hashes", raw.base_hashes, |hash| hash_of(&hash))?);
    bases.sort_unstable();
    bases.dedup();
    Ok(TokenEntry { token, bases, value })
}

fn consent(raw: raw::Consent, now: Timestamp) -> Result<Consent> {
    let (first, latest) = (moment("first", raw.first)?, moment("latest", raw.latest)?);
    if first.zip(latest).is_some_and(|(first, latest)| latest < first) {
        return Err(Invalid::new("comes before first").under("latest"));
    }
    Ok(Consent {
        person: parsed("person", &raw.person)?,
        client: parsed("client", &raw.client)?,
        scopes: scopes("scopes", raw.scopes)?,
        first: first.or(latest).unwrap_or(now),
        latest: latest.or(first).unwrap_or(now),
    })
}

fn last_four(value: &str) -> &str {
    value.char_indices().rev().nth(3).map_or(value, |(at, _)| &value[at..])
}

fn group_id(raw: raw::GroupId) -> Result<GroupId> {
    listed("type", &raw.group_type, &GROUP_TYPE)?;
    // common-3.0.xsd group-id: a known prefix, then two characters at least.
    let tail = GROUP_ID_PREFIX.values.iter().find_map(|prefix| raw.group_id.strip_prefix(prefix));
    if !tail.is_some_and(|tail| tail.len() >= 2 && !tail.contains(char::is_whitespace)) {
        let prefixes = GROUP_ID_PREFIX.values.join(", ");
        return Err(Invalid::new(format!("a group id has one of {prefixes} and a name")).under("group_id"));
    }
    Ok(GroupId {
        put_code: PutCode::new(raw.put_code).map_err(|it| wrong(it).under("put_code"))?,
        name: required("name", &raw.name)?.into(),
        group_id: raw.group_id.into(),
        description: raw.description.into(),
        group_type: raw.group_type.into(),
        source: raw.source.map(|raw| source(raw).map_err(|it| it.under("source"))).transpose()?.unwrap_or_default(),
        created: moment("created", raw.created)?,
        modified: moment("modified", raw.modified)?,
    })
}

fn organization(raw: raw::Organization) -> Result<Organization> {
    listed("source", &raw.source, &DISAMBIGUATION_SOURCE)?;
    if let Some(country) = &raw.country {
        listed("country", country, &COUNTRY)?;
    }
    let boxed = |name: Option<String>| name.map(String::into_boxed_str);
    Ok(Organization {
        source: raw.source.into(),
        identifier: required("identifier", &raw.identifier)?.into(),
        name: required("name", &raw.name)?.into(),
        city: boxed(raw.city),
        region: boxed(raw.region),
        country: boxed(raw.country),
    })
}

// ----- single values

pub(super) fn each<R, T>(key: &'static str, raw: Vec<R>, mut read: impl FnMut(R) -> Result<T>) -> Result<Vec<T>> {
    let members = raw.into_iter().enumerate();
    members.map(|(index, member)| read(member).map_err(|it| it.at(index).under(key))).collect()
}

pub(super) fn wrong(problem: impl std::fmt::Display) -> Invalid {
    Invalid::new(problem.to_string())
}

pub(super) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(key: &'static str, text: &str) -> Result<T> {
    text.parse().map_err(|it| wrong(it).under(key))
}

pub(super) fn required<'a>(key: &'static str, text: &'a str) -> Result<&'a str> {
    required_value(text).map_err(|it| it.under(key))
}

fn required_value(text: &str) -> Result<&str> {
    if text.trim().is_empty() { Err(Invalid::new("must not be empty")) } else { Ok(text) }
}

/// The member of a closed list with this name; says which there are.
fn switch(name: String) -> Result<Switch> {
    name.parse().map_err(|_| Invalid::new(format!("is one of {}", Switch::ALL.map(Switch::as_str).join(", "))))
}

fn named<T: Copy, const N: usize>(
    key: &'static str,
    name: &str,
    all: [T; N],
    as_str: fn(T) -> &'static str,
) -> Result<T> {
    let known = all.into_iter().find(|it| as_str(*it) == name);
    known.ok_or_else(|| Invalid::new(format!("is one of {}", all.map(as_str).join(", "))).under(key))
}

pub(super) fn listed(key: &'static str, value: &str, list: &'static Enumeration) -> Result<()> {
    if list.contains(value) {
        return Ok(());
    }
    let expected = match list.values.len() {
        ..=20 => format!("is one of {}", list.values.join(", ")),
        _ => format!("\"{value}\" is not a {}", list.name),
    };
    Err(Invalid::new(expected).under(key))
}

fn visibility(key: &'static str, text: Option<&str>, default: Visibility) -> Result<Visibility> {
    text.map_or(Ok(default), |text| parsed(key, text))
}

pub(super) fn moment(key: &'static str, raw: Option<raw::Moment>) -> Result<Option<Timestamp>> {
    raw.map(|raw| parsed(key, &raw.0)).transpose()
}

fn scopes(key: &'static str, raw: Vec<String>) -> Result<Vec<Box<str>>> {
    each(key, raw, |name| match name.parse::<Scope>() {
        Ok(_) => Ok(name.into()),
        Err(_) => Err(Invalid::new(format!("there is no scope {name}"))),
    })
}

fn secret_hash(key: &'static str, text: &str) -> Result<SecretHash> {
    hash_of(text).map_err(|it| it.under(key))
}

fn hash_of(text: &str) -> Result<SecretHash> {
    text.parse().map_err(|_| Invalid::new("a hash has 64 hexadecimal digits"))
}

/// The hash of a value that stands plain or hashed.
fn one_of(plain: (&'static str, Option<String>), hashed: (&'static str, Option<String>)) -> Result<Option<SecretHash>> {
    match (plain.1, hashed.1) {
        (None, None) => Ok(None),
        (Some(text), None) => Ok(Some(hash_secret(required(plain.0, &text)?))),
        (None, Some(text)) => secret_hash(hashed.0, &text).map(Some),
        (Some(_), Some(_)) => Err(Invalid::new(format!("stands beside {}; one is enough", hashed.0)).under(plain.0)),
    }
}

/// Refuses the second of two members that share what must be unique.
fn unique<T: Hash + Eq>(list: &'static str, key: &'static str, values: impl Iterator<Item = T>) -> Result<()> {
    let mut seen = HashSet::new();
    for (index, value) in values.enumerate() {
        if !seen.insert(value) {
            return Err(Invalid::new("stands here twice").under(key).at(index).under(list));
        }
    }
    Ok(())
}

/// Whoever follows the records that others were merged into comes to an end.
fn no_rings(people: &[PersonEntry]) -> Result<()> {
    let merged: HashMap<OrcidId, (usize, OrcidId)> = people
        .iter()
        .enumerate()
        .filter_map(|(index, person)| match person.head.state {
            RecordState::Deprecated { primary } => Some((person.head.orcid, (index, primary))),
            _ => None,
        })
        .collect();
    // Every record is walked over once: what leads to a known end has one.
    let mut ends: HashSet<OrcidId> = HashSet::new();
    for start in people.iter().map(|it| it.head.orcid) {
        let (mut way, mut here) = (HashSet::new(), start);
        while let Some((index, primary)) = merged.get(&here).filter(|_| !ends.contains(&here)) {
            if !way.insert(here) {
                let ring = "this record was merged into others that were merged into it in the end";
                return Err(Invalid::new(ring).under("primary").at(*index).under("people"));
            }
            here = *primary;
        }
        ends.extend(way);
    }
    Ok(())
}

/// The first client that is named and neither in the file nor known.
pub(super) fn undeclared_client(registry: &Registry, known: impl Fn(&ClientId) -> bool) -> Option<Invalid> {
    let declared: HashSet<&ClientId> = registry.clients.iter().map(|it| &it.client.id).collect();
    let find = |list: &'static str, key: &'static str, ids: &mut dyn Iterator<Item = Option<&ClientId>>| {
        let (index, id) = ids
            .enumerate()
            .find_map(|(index, id)| Some((index, id.filter(|id| !declared.contains(id) && !known(id))?)))?;
        Some(Invalid::new(format!("there is no client {id}")).under(key).at(index).under(list))
    };
    let partner = || {
        let clients = registry.clients.iter().enumerate();
        let mut partners =
            clients.flat_map(|(of, entry)| entry.client.obo_whitelist.iter().enumerate().map(move |it| (of, it)));
        let (of, (index, id)) = partners.find(|(_, (_, id))| !declared.contains(id) && !known(id))?;
        let nobody = Invalid::new(format!("there is no client {id}"));
        Some(nobody.at(index).under("obo_whitelist").at(of).under("clients"))
    };
    let tokens = || registry.tokens.iter().map(|it| &it.token);
    find("tokens", "client", &mut tokens().map(|it| Some(&it.client)))
        .or_else(|| find("tokens", "origin_client", &mut tokens().map(|it| it.origin_client.as_ref())))
        .or_else(|| find("consents", "client", &mut registry.consents.iter().map(|it| Some(&it.client))))
        .or_else(|| find("webhooks", "client", &mut registry.webhooks.iter().map(|it| Some(&it.client))))
        .or_else(partner)
}

/// An address belongs to one person, however it is written (`decisions` 50).
fn unique_addresses(people: &[PersonEntry]) -> Result<()> {
    let mut seen = HashSet::new();
    for (index, person) in people.iter().enumerate() {
        for (place, item) in person.emails.iter().enumerate() {
            if !seen.insert(email::key(&EmailBody::of(item).email)) {
                let twice = Invalid::new("another address is the same, written in another way");
                return Err(twice.under("email").at(place).under("emails").at(index).under("people"));
            }
        }
    }
    Ok(())
}

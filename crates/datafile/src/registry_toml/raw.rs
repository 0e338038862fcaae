//! The keys of the file. Plain data: what a value must look like is decided in `read`.

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::backup::{RawAccount, RawKey, RawMail};
use super::notifications::RawNotification;
use super::webhooks::RawWebhook;

#[derive(Deserialize, Serialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Registry {
    // Before all tables, as TOML wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_put_code: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<Client>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<Token>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notifications: Vec<RawNotification>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub webhooks: Vec<RawWebhook>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group_ids: Vec<GroupId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<Organization>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signing_keys: Vec<RawKey>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mails: Vec<RawMail>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Client {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub website: String,
    #[serde(rename = "type")]
    pub client_type: String,
    /// `browser` and `native` ones have no secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_hash: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra_scopes: Vec<String>,
    #[serde(default)]
    pub obo_enabled: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obo_whitelist: Vec<String>,
    #[serde(default)]
    pub user_obo_enabled: bool,
    #[serde(default = "yes")]
    pub persistent_tokens: bool,
    #[serde(default)]
    pub strict: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub switches: Vec<String>,
    /// Whether it is called about changes.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub webhooks: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webhook_body: Option<String>,
    /// In plain: both sides need it to sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webhook_secret: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Moment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redirect_uris: Vec<Redirect>,
    /// Further secrets: those with an end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secrets: Vec<Secret>,
}

/// A bare address is one of type `default`.
#[derive(Deserialize, Serialize)]
#[serde(from = "RedirectForms")]
pub(super) struct Redirect {
    pub uri: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    pub retired: bool,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "an address, or a table with uri, type, scopes and retired")]
enum RedirectForms {
    Bare(String),
    Table(RedirectTable),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RedirectTable {
    uri: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    retired: bool,
}

impl From<RedirectForms> for Redirect {
    fn from(form: RedirectForms) -> Self {
        let default = || "default".to_owned();
        match form {
            RedirectForms::Bare(uri) => Redirect { uri, kind: default(), scopes: Vec::new(), retired: false },
            RedirectForms::Table(RedirectTable { uri, kind, scopes, retired }) => {
                Redirect { uri, kind: kind.unwrap_or_else(default), scopes, retired }
            }
        }
    }
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Secret {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<Moment>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub orcid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The record a deprecated one was merged into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_visibility: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deactivated: Option<Moment>,
    /// What counts while no address is known.
    #[serde(default, skip_serializing_if = "is_false")]
    pub verified_email: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub verified_primary_email: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<RawAccount>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Email {
    pub email: String,
    #[serde(default)]
    pub verified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub put_code: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

#[derive(Deserialize, Serialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_client: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_name: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Token {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_hash: Option<String>,
    /// The last four characters, where the value itself is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_hash: Option<String>,
    pub client: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    pub scopes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
    /// Seconds from `issued`, instead of `expires`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocation_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_client: Option<String>,
    /// The tokens a delegated one was derived from, by value or by hash.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub base_hashes: Vec<String>,
    /// Of the authorization code it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_hash: Option<String>,
}

/// Of people and clients that hold a token together it need not be said.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Consent {
    pub person: String,
    pub client: String,
    pub scopes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<Moment>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupId {
    pub put_code: u64,
    pub name: String,
    pub group_id: String,
    pub description: String,
    #[serde(rename = "type")]
    pub group_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organization {
    pub source: String,
    pub identifier: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// A date and time, as text or as a date of TOML's own.
#[derive(Serialize)]
pub(super) struct Moment(pub String);

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Moment;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a date and time like 2018-10-30T10:49:18.250Z")
            }

            fn visit_str<E>(self, text: &str) -> Result<Moment, E> {
                Ok(Moment(text.to_owned()))
            }

            /// TOML hands its dates over as a map with a private key.
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Moment, A::Error> {
                let date = toml::value::Datetime::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Moment(date.to_string()))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

fn yes() -> bool {
    true
}

fn is_true(value: &bool) -> bool {
    *value
}

fn is_false(flag: &bool) -> bool {
    !flag
}

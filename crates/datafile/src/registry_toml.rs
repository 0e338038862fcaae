//! `registry.toml`: what documents cannot carry. Clients, people with their e-mail addresses and state, tokens,
//! consents, notifications, webhooks, group ids and organisations.
//!
//! * What an export writes is a backup: it has signing keys and mails that wait, too, and says so in its first line.
//! * Every value that an answer can show can be set: put-codes, dates to the millisecond, sources, token values.
//! * Unknown keys and bad values are refused with file and line, and the path of keys that led there.
//! * Secrets may stand plain (`secret`, `value`, `password`) or hashed (`secret_hash`, `value_hash`, `password_hash`);
//!   what is written back is hashed (`decisions` 25). Hashes of secrets and tokens are SHA-256 in hexadecimal, those of
//!   passwords PHC strings; making the latter is left to the caller, as it is slow on purpose.
//!
//! The same keys describe a client in JSON at the sandbox's `PUT clients/{id}`: [`client_from_json`].

mod backup;
mod error;
mod names;
mod notifications;
mod raw;
mod read;
mod webhooks;
mod write;

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;

use aws_lc_rs::digest;
use byline_model::client::{Client, SecretHash, Token};
use byline_model::{ClientId, Item, OrcidId, RecordHead, Timestamp};
use byline_store::{Consent, GroupId, Mail, Notification, Organization, SigningKey};
use serde::{Deserialize, Serialize};

pub use backup::AccountRest;
pub use error::{FileError, Invalid};
pub use webhooks::WebhookEntry;

/// The name of the file in a fixture directory.
pub const FILE_NAME: &str = "registry.toml";

/// A file, parsed and checked.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Registry {
    pub clients: Vec<ClientEntry>,
    pub people: Vec<PersonEntry>,
    pub tokens: Vec<TokenEntry>,
    pub consents: Vec<Consent>,
    pub notifications: Vec<Notification>,
    pub webhooks: Vec<WebhookEntry>,
    pub group_ids: Vec<GroupId>,
    pub organizations: Vec<Organization>,
    /// Those that sign identity tokens, or did.
    pub signing_keys: Vec<SigningKey>,
    /// Those that were not sent.
    pub mails: Vec<Mail>,
    /// Put-codes below this one were handed out, also those of items that are gone.
    pub next_put_code: Option<u64>,
}

/// A client, with its secret as long as somebody knows it.
#[derive(Clone, PartialEq)]
pub struct ClientEntry {
    pub client: Client,
    /// The secret in plain, when the file had it: the sandbox shows it. Stores keep the hash inside `client` alone.
    pub secret: Option<Box<str>>,
}

/// A token, with its value as long as somebody knows it.
#[derive(Clone, PartialEq)]
pub struct TokenEntry {
    pub token: Token,
    /// The tokens a delegated one was derived from: it ends with the last of them.
    pub bases: Vec<SecretHash>,
    pub value: Option<Box<str>>,
}

/// A person: the head of the record, and what belongs to the account.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonEntry {
    /// Dates of the history are `None` when the file leaves them to the documents.
    pub head: RecordHead,
    pub left_out: LeftOut,
    /// What the person is there for; shown by the sandbox, not part of the record.
    pub about: Option<Box<str>>,
    pub password: Option<Password>,
    pub account: AccountRest,
    /// Items of kind e-mail. Of a declared person these are all there are: documents add none.
    pub emails: Vec<Item>,
}

/// Keys that have a default and were left out: what a document says counts then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct LeftOut {
    pub creation_method: bool,
    pub locale: bool,
}

/// How a person signs in: one of the two at least.
#[derive(Clone, PartialEq, Eq)]
pub struct Password {
    /// To be hashed by whoever stores it, unless the hash stands beside it: the sandbox shows it then, and saves the
    /// hashing.
    pub plain: Option<Box<str>>,
    /// A PHC string.
    pub hash: Option<Box<str>>,
}

impl fmt::Debug for ClientEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientEntry").field("client", &self.client).finish_non_exhaustive()
    }
}

impl fmt::Debug for TokenEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenEntry").field("token", &self.token).finish_non_exhaustive()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// The content of an e-mail item.
#[derive(Serialize, Deserialize, Default)]
pub(crate) struct EmailBody {
    pub(crate) email: String,
    #[serde(default)]
    verified: bool,
    #[serde(default)]
    primary: bool,
}

impl EmailBody {
    pub(crate) fn of(item: &Item) -> Self {
        serde_json::from_str(&item.body).unwrap_or_default()
    }

    fn to_body(&self) -> Box<str> {
        serde_json::to_string(self).expect("a text and two flags have a form in JSON").into()
    }
}

/// What is kept instead of a secret, a code or a token.
pub fn hash_secret(secret: &str) -> SecretHash {
    let hash = digest::digest(&digest::SHA256, secret.as_bytes());
    SecretHash(hash.as_ref().try_into().expect("SHA-256 has 32 bytes"))
}

/// Reads a file. `name` stands in messages; tokens without a date are issued `now`.
///
/// # Errors
/// The first thing that is wrong, with its line.
pub fn parse(text: &str, name: &Path, now: Timestamp) -> Result<Registry, FileError> {
    let raw: raw::Registry = toml::from_str(text).map_err(|problem| FileError::syntax(text, name, &problem))?;
    read::registry(raw, now).map_err(|invalid| FileError::semantic(text, name, &invalid))
}

/// The first mention of a client that is neither in the file nor `known`, with its line: who consents to nobody, and
/// whose tokens are nobody's, has been misspelt.
///
/// # Errors
/// As [`parse`].
pub fn check_clients(
    registry: &Registry,
    known: impl Fn(&ClientId) -> bool,
    text: &str,
    name: &Path,
) -> Result<(), FileError> {
    match read::undeclared_client(registry, known) {
        Some(invalid) => Err(FileError::semantic(text, name, &invalid)),
        None => Ok(()),
    }
}

/// What to say of an entry of a list whose `key` names somebody who is not there.
pub(crate) fn nobody(
    text: &str,
    name: &Path,
    (list, index, key): (&'static str, usize, &'static str),
    orcid: OrcidId,
) -> FileError {
    let invalid = Invalid::new(format!("there is no record {orcid}")).under(key).at(index).under(list);
    FileError::semantic(text, name, &invalid)
}

/// Reads one client from JSON with the keys of `[[clients]]`.
///
/// # Errors
/// The first thing that is wrong, with the path of keys that leads to it.
pub fn client_from_json(value: serde_json::Value) -> Result<ClientEntry, Invalid> {
    let raw: raw::Client = serde_json::from_value(value).map_err(|problem| Invalid::new(problem.to_string()))?;
    read::client(raw)
}

/// Writes a file that [`parse`] reads back. Secrets and tokens are written as their hashes; a password is written as
/// it is held, and stores hold none in plain.
pub fn to_toml(registry: &Registry) -> String {
    let text = toml::to_string_pretty(&write::registry(registry)).expect("the file's own types have a form in TOML");
    format!("{}{text}", backup::WARNING)
}

//! `registry.toml`: what documents cannot carry. Clients, people with their e-mail addresses and state, tokens,
//! consents, notifications, webhooks, group ids and organisations.
//!
//! * Each table is described once, in [`tables`]; reading, writing, [`schema`] and [`page`] follow from that.
//! * What an export writes is all of a registry: it has signing keys and mails that wait, too, and says so in its first line.
//! * Every value that an answer can show can be set: put-codes, dates to the millisecond, sources, token values.
//! * Unknown keys and bad values are refused with file and line, and the path of keys that led there; all of a file at
//!   once.
//! * Secrets may stand plain (`secret`, `value`, `password`) or hashed (`secret_hash`, `value_hash`, `password_hash`);
//!   what is written back is hashed (`decisions` 25). Hashes of secrets and tokens are SHA-256 in hexadecimal, those of
//!   passwords PHC strings; making the latter is left to the caller, as it is slow on purpose.
//!
//! The same keys describe a client in JSON at the sandbox's `PUT clients/{id}`: [`client_from_json`].

mod columns;
mod entries;
mod error;
mod tables;

#[cfg(test)]
mod tests;

use std::path::Path;

use aws_lc_rs::digest;
use byline_model::client::{Client, SecretHash};
use byline_model::{ClientId, OrcidId, Timestamp};
use toml::de::DeTable;

use columns::{Columns, Form, Keys, Node, Row};
use tables::{Clients, File};

pub(crate) use entries::EmailBody;
pub use entries::{AccountRest, ClientEntry, LeftOut, Password, PersonEntry, TokenEntry, WebhookEntry};
pub use error::{FileError, FileErrors, Invalid};
pub use tables::Registry;

/// The name of the file in a fixture directory.
pub const FILE_NAME: &str = "registry.toml";

/// What stands at the beginning of every file that is written.
const WARNING: &str = "\
# All of a registry. It holds what is private: e-mail addresses, hashes of passwords and secrets, the keys that sign\n\
# identity tokens, items that nobody else may see. Keep it as you keep the registry itself.\n\n";

/// What is kept instead of a secret, a code or a token.
pub fn hash_secret(secret: &str) -> SecretHash {
    let hash = digest::digest(&digest::SHA256, secret.as_bytes());
    SecretHash(hash.as_ref().try_into().expect("SHA-256 has 32 bytes"))
}

/// Reads a file. `name` stands in messages; tokens without a date are issued `now`.
///
/// # Errors
/// Everything that is wrong, with its line; of what is no TOML the first.
pub fn parse(text: &str, name: &Path, now: Timestamp) -> Result<Registry, FileErrors> {
    read(&File, text, name, now)
}

fn read<C: Columns>(file: &C, text: &str, name: &Path, now: Timestamp) -> Result<C::Value, FileErrors> {
    let root = DeTable::parse(text).map_err(|problem| FileErrors::syntax(text, name, &problem))?;
    let keys = Keys::toml(root.get_ref(), now);
    file.read_whole(&keys).map_err(|problems| FileErrors::semantic(text, name, &problems))
}

/// Every mention of a client that is neither in the file nor `known`, with its line.
///
/// # Errors
/// As [`parse`].
pub fn check_clients(
    registry: &Registry,
    known: impl Fn(&ClientId) -> bool,
    text: &str,
    name: &Path,
) -> Result<(), FileErrors> {
    let unknown = tables::rules::undeclared_clients(registry, known);
    unknown.or(Some(())).map_err(|problems| FileErrors::semantic(text, name, &problems))
}

/// What to say of entries of a list whose `key` names somebody who is not there, each by its place.
pub(crate) fn nobody(
    text: &str,
    name: &Path,
    (list, index, key): (&'static str, usize, &'static str),
    orcid: OrcidId,
) -> FileError {
    let invalid = Invalid::new(format!("there is no record {orcid}")).under(key).at(index).under(list);
    FileErrors::semantic(text, name, &invalid.into()).0.remove(0)
}

/// Reads one client from JSON with the keys of `[[clients]]`.
///
/// # Errors
/// The first thing that is wrong, with the path of keys that leads to it.
pub fn client_from_json(value: &serde_json::Value) -> Result<ClientEntry, Invalid> {
    // No column of a client asks for the time.
    let node = Node::json(value, Timestamp::EPOCH);
    columns::nested(Clients).read(node).map_err(error::Problems::first)
}

/// Writes a file that [`parse`] reads back. Secrets and tokens are written as their hashes; a password is written as
/// it is held, and stores hold none in plain.
pub fn to_toml(registry: Registry) -> String {
    format!("{WARNING}{}", written(&File, registry))
}

/// Writes one client as it stands in a file: a table of `[[clients]]`, secrets as their hashes.
pub fn client_to_toml(client: Client) -> String {
    written(&File, Registry { clients: vec![ClientEntry { client, secret: None }], ..Registry::default() })
}

/// The same with the keys of `[[clients]]` in JSON: what [`client_from_json`] reads.
pub fn client_to_json(client: Client) -> serde_json::Value {
    let mut file: serde_json::Value = toml::from_str(&client_to_toml(client)).expect("what was written is TOML");
    file["clients"][0].take()
}

fn written<C: Columns>(file: &C, value: C::Value) -> String {
    let mut row = Row::default();
    file.write(value, &mut row);
    toml::to_string_pretty(&row).expect("texts, numbers, flags and tables have a form in TOML")
}

/// What editors know about the file: a JSON Schema.
pub fn schema() -> serde_json::Value {
    columns::schema(&File.looks())
}

/// The reference of the file, in Markdown.
pub fn page() -> String {
    columns::page(&File.looks())
}

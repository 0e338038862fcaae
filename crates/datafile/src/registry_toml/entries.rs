//! Rows that are more than what a store keeps.

use std::fmt;

use byline_model::client::{Client, SecretHash, Token};
use byline_model::{ClientId, Item, OrcidId, RecordHead, Timestamp};
use byline_store::Account;
use byline_store::webhooks::{Webhook, WebhookChange};
use serde::{Deserialize, Serialize};

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

/// Of an account, everything but the password.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AccountRest {
    pub terms_accepted: Option<Timestamp>,
    pub tips: bool,
    pub registered_from: Option<Box<str>>,
    pub referred_by: Option<ClientId>,
    pub last_sign_in: Option<Timestamp>,
}

/// A registration. What it is owed is nothing that a file has: whoever imports it has the record as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookEntry {
    pub client: ClientId,
    pub orcid: OrcidId,
    pub uri: Box<str>,
    /// Whose machine it is.
    pub(super) host: Box<str>,
    pub created: Option<Timestamp>,
}

/// The content of an e-mail item.
#[derive(Serialize, Deserialize, Default)]
pub(crate) struct EmailBody {
    pub(crate) email: String,
    #[serde(default)]
    pub(super) verified: bool,
    #[serde(default)]
    pub(super) primary: bool,
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

impl AccountRest {
    pub fn of(account: &Account) -> Self {
        let Account { orcid: _, password: _, terms_accepted, tips, registered_from, referred_by, last_sign_in } =
            account;
        AccountRest {
            terms_accepted: *terms_accepted,
            tips: *tips,
            registered_from: registered_from.clone(),
            referred_by: referred_by.clone(),
            last_sign_in: *last_sign_in,
        }
    }

    pub fn put_into(&self, account: &mut Account) {
        let AccountRest { terms_accepted, tips, registered_from, referred_by, last_sign_in } = self.clone();
        *account = Account { terms_accepted, tips, registered_from, referred_by, last_sign_in, ..account.clone() };
    }
}

impl WebhookEntry {
    /// As a registration that is made now, unless the file knows when it was.
    pub fn change(self, now: Timestamp) -> WebhookChange {
        let WebhookEntry { client, orcid, uri, host, created } = self;
        WebhookChange::Put { client, orcid, uri, host, at: created.unwrap_or(now) }
    }
}

impl From<Webhook> for WebhookEntry {
    fn from(hook: Webhook) -> Self {
        let Webhook { client, orcid, uri, host, created, .. } = hook;
        WebhookEntry { client, orcid, uri, host, created: Some(created) }
    }
}

impl EmailBody {
    pub(crate) fn of(item: &Item) -> Self {
        serde_json::from_str(&item.body).unwrap_or_default()
    }

    pub(super) fn to_body(&self) -> Box<str> {
        serde_json::to_string(self).expect("a text and two flags have a form in JSON").into()
    }
}

//! How people sign in: accounts, sessions, links sent by mail, failed attempts, and the mail itself.

use std::fmt;

use async_trait::async_trait;
use byline_model::client::{SecretHash, UnknownName};
use byline_model::{ClientId, OrcidId, PutCode, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{GrantStore, Page, Result, Stretch};

/// The account of a person: what is not part of the record.
#[derive(Clone, PartialEq)]
pub struct Account {
    pub orcid: OrcidId,
    /// A PHC string; without one nobody can sign in.
    pub password: Option<Box<str>>,
    pub terms_accepted: Option<Timestamp>,
    /// Wants mails with tips.
    pub tips: bool,
    /// The network address it was registered from, kept against abuse.
    pub registered_from: Option<Box<str>>,
    /// The client whose consent request led to the registration.
    pub referred_by: Option<ClientId>,
    pub last_sign_in: Option<Timestamp>,
}

impl Account {
    /// An account nobody can sign in to yet.
    pub fn new(orcid: OrcidId) -> Self {
        Account {
            orcid,
            password: None,
            terms_accepted: None,
            tips: false,
            registered_from: None,
            referred_by: None,
            last_sign_in: None,
        }
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let has_password = self.password.is_some();
        f.debug_struct("Account")
            .field("orcid", &self.orcid)
            .field("has_password", &has_password)
            .finish_non_exhaustive()
    }
}

/// The PHC string of a password, on its way into the store.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub Box<str>);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// How far a sign-in got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The password was right, the second factor is still to come: good for nothing else.
    AwaitingSecondFactor,
    SignedIn,
}

/// Somebody in front of a browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub id: SecretHash,
    /// Whose account signed in.
    pub person: OrcidId,
    /// The record acted for, when it is not the person's own.
    pub acting_for: Option<OrcidId>,
    pub stage: Stage,
    /// When the person last proved who they are, and whether with a second factor.
    pub authenticated: Timestamp,
    pub second_factor: bool,
    pub seen: Timestamp,
}

/// What a link in a mail is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkPurpose {
    VerifyEmail,
    ResetPassword,
}

impl LinkPurpose {
    /// Everything that a link in a mail can be for.
    pub const ALL: [LinkPurpose; 2] = [Self::VerifyEmail, Self::ResetPassword];

    /// The name in the store, in lower case with hyphens.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify-email",
            Self::ResetPassword => "reset-password",
        }
    }
}

impl std::str::FromStr for LinkPurpose {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(UnknownName)
    }
}

/// A link sent by mail, good once.
#[derive(Clone, PartialEq)]
pub struct Link {
    pub hash: SecretHash,
    pub purpose: LinkPurpose,
    pub person: OrcidId,
    /// The address it was sent to.
    pub address: Box<str>,
    pub expires: Timestamp,
    pub used: Option<Timestamp>,
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the address, which is nobody's business.
        f.debug_struct("Link")
            .field("hash", &self.hash)
            .field("purpose", &self.purpose)
            .field("person", &self.person)
            .field("expires", &self.expires)
            .field("used", &self.used)
            .finish_non_exhaustive()
    }
}

/// A complete registration that waits for an answer (`registry` 5.5), sealed by who keeps it.
///
/// Whoever has the store must not be able to read it: it is of somebody who has agreed to nothing yet.
#[derive(Clone, PartialEq)]
pub struct WaitingForm {
    /// What the page carries, hashed.
    pub key: SecretHash,
    /// At most [`WaitingForm::LONGEST`] bytes.
    pub sealed: Box<[u8]>,
    /// From this moment on it is forgotten, sooner or later, and counts for nothing.
    pub expires: Timestamp,
}

impl WaitingForm {
    /// So many wait at a time: the one that came so many before the newest is gone.
    pub const MOST: u64 = 10_000;
    /// So many bytes are sealed at most.
    pub const LONGEST: usize = 48 * 1024;
}

impl fmt::Debug for WaitingForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitingForm").field("key", &self.key).field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Failed attempts at something, under a key the caller makes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    pub failures: u32,
    /// The first of them.
    pub first: Timestamp,
    pub latest: Timestamp,
    /// The moment their number reached the threshold.
    pub locked: Option<Timestamp>,
}

/// A mail, written in the commit that gives the reason for it.
#[derive(Clone, PartialEq)]
pub struct Mail {
    /// Given by the store; ignored when a mail is put.
    pub id: u64,
    pub to: Box<str>,
    pub subject: Box<str>,
    pub text: Box<str>,
    pub html: Box<str>,
    pub created: Timestamp,
    pub delivery: Delivery,
}

/// How far a mail got on its way.
#[derive(Clone, PartialEq)]
pub enum Delivery {
    /// To be tried at `due`; with tries behind it, `reason` says what came of the last.
    Waiting { tries: u32, due: Timestamp, reason: Option<Box<str>> },
    /// Another server has taken it.
    Sent(Timestamp),
    /// Given up, and kept for whoever runs the registry.
    Refused { tries: u32, at: Timestamp, reason: Box<str> },
}

impl Mail {
    /// One that waits to be sent, as soon as somebody sends.
    pub fn new(to: &str, subject: &str, text: String, html: String, created: Timestamp) -> Self {
        Mail {
            id: 0,
            to: to.into(),
            subject: subject.into(),
            text: text.into(),
            html: html.into(),
            created,
            delivery: Delivery::Waiting { tries: 0, due: created, reason: None },
        }
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither the address nor what is written: links in mails open accounts.
        f.debug_struct("Mail").field("id", &self.id).field("delivery", &self.delivery).finish_non_exhaustive()
    }
}

impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without reasons: servers like to repeat addresses.
        match self {
            Self::Waiting { tries, due, .. } => write!(f, "Waiting({tries} tries, due {due})"),
            Self::Sent(at) => write!(f, "Sent({at})"),
            Self::Refused { tries, at, .. } => write!(f, "Refused({tries} tries, at {at})"),
        }
    }
}

/// Changes to all that; none is logged.
#[derive(Clone, Debug, PartialEq)]
pub enum AccountChange {
    PutAccount(Box<Account>),
    /// Sets the password, making the account when there is none; the rest of the account stays.
    SetPassword {
        orcid: OrcidId,
        password: PasswordHash,
    },
    /// Sets `last_sign_in`; nothing happens when there is no account.
    SignedIn {
        orcid: OrcidId,
        at: Timestamp,
    },
    PutSession(Box<Session>),
    /// Somebody was there; nothing happens when the session is gone.
    TouchSession {
        id: SecretHash,
        at: Timestamp,
    },
    DeleteSession(SecretHash),
    /// Ends the sessions of a person, all but one perhaps, and those in which somebody acts for them when none is spared.
    DeleteSessions {
        person: OrcidId,
        except: Option<SecretHash>,
    },
    /// Puts a link; older ones of the same purpose for this person and address are void.
    PutLink(Box<Link>),
    /// Marks a link; nothing happens when there is none.
    UseLink {
        hash: SecretHash,
        at: Timestamp,
    },
    /// Keeps a form; when more than [`WaitingForm::MOST`] were kept since, the oldest goes.
    PutWaitingForm(Box<WaitingForm>),
    DeleteWaitingForm(SecretHash),
    /// Counts one more failure. With `restart_after`, counting begins anew so many seconds after the first.
    CountFailure {
        key: Box<str>,
        at: Timestamp,
        threshold: u32,
        restart_after: Option<i64>,
    },
    /// Counts one more of something under a key of its own, unless `most` were counted since the first of them; counting
    /// begins anew `restart_after` seconds after that. [`Committed::changed`](crate::Committed::changed) says whether this
    /// one was counted.
    CountUpTo {
        key: Box<str>,
        at: Timestamp,
        most: u32,
        restart_after: i64,
    },
    ForgetFailures(Box<str>),
    /// Writes a mail that waits; whatever else it says of its delivery is ignored.
    PutMail(Box<Mail>),
    MailSent {
        id: u64,
        at: Timestamp,
    },
    /// Counts a try that failed for now. Nothing happens to mails that do not wait.
    PutOffMail {
        id: u64,
        due: Timestamp,
        reason: Box<str>,
    },
    /// Counts a try that failed for good. Nothing happens to mails that do not wait.
    RefuseMail {
        id: u64,
        at: Timestamp,
        reason: Box<str>,
    },
    /// Makes a mail due, be it refused or waiting; its tries still count. Nothing happens to mails that were sent.
    RetryMail {
        id: u64,
        at: Timestamp,
    },
    /// Forgets mails that were sent before this moment: what is in them is nobody's business for longer than needed.
    ForgetSentMails {
        before: Timestamp,
    },
    /// Forgets sessions not seen since `before`, links and failures from before it, and waiting forms whose time is over
    /// by `now`: at most so many of each.
    ForgetOld {
        before: Timestamp,
        now: Timestamp,
        most: usize,
    },
}

/// Two records that have one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedAddress {
    /// As addresses are compared.
    pub address: Box<str>,
    /// Who is found by it.
    pub keeper: OrcidId,
    /// Who has it in their record, and is found by their iD alone.
    pub other: OrcidId,
}

/// A place in the list of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharedPlace {
    pub address: Box<str>,
    pub other: OrcidId,
    /// A record may have written one address in several ways.
    pub put_code: PutCode,
}

/// The part of a store that signing in needs.
#[async_trait]
pub trait AccountStore: GrantStore {
    /// The account of a record; `None` for records that nobody can sign in to.
    async fn account(&self, orcid: OrcidId) -> Result<Option<Account>>;
    /// The session whose id hashes to this, ended ones included until they are forgotten.
    async fn session(&self, id: SecretHash) -> Result<Option<Session>>;
    /// Used and expired ones included.
    async fn link(&self, hash: SecretHash) -> Result<Option<Link>>;
    /// The addresses that several records have, in order of address: only an upgrade that found two ways of writing to
    /// be one leaves such behind.
    async fn shared_addresses(&self, stretch: Stretch<SharedPlace>) -> Result<Page<SharedAddress, SharedPlace>>;
    /// What was counted under this key; `None` when nothing was, or it was forgotten.
    async fn attempts(&self, key: &str) -> Result<Option<Attempts>>;
    /// The form under this key, until it is forgotten: also when its time is over.
    async fn waiting_form(&self, key: SecretHash) -> Result<Option<WaitingForm>>;
    /// Whether [`AccountChange::ForgetOld`] would find something.
    async fn any_old(&self, before: Timestamp, now: Timestamp) -> Result<bool>;
    /// Mails in order of writing: to one address, compared without regard to case, or all.
    async fn mails(&self, to: Option<&str>, stretch: Stretch<u64>) -> Result<Page<Mail, u64>>;
    /// The mail with this number.
    async fn mail(&self, id: u64) -> Result<Option<Mail>>;
    /// Mails that were not sent, those that were refused included, oldest first.
    async fn unsent_mails(&self, stretch: Stretch<u64>) -> Result<Page<Mail, u64>>;
    /// Takes waiting mails that are due by `now` and that nobody has, the longest due first, at most `limit`: whoever asked
    /// has them until `until`, or until it is written down what became of them. Of those who ask at once, by whichever
    /// process on the store, each mail is given to one.
    async fn claim_mails(&self, now: Timestamp, until: Timestamp, limit: usize) -> Result<Vec<Mail>>;
    /// Keeps mails that were claimed, and of which nothing was written down yet, until another moment.
    async fn hold_mails(&self, ids: &[u64], until: Timestamp) -> Result<()>;
    /// When the next of the waiting mails can be claimed: it is due, and nobody has it any more.
    async fn next_mail_due(&self) -> Result<Option<Timestamp>>;
    /// Wakes when more than `seen` times mails were written or made due since the store was opened; returns how often. It may
    /// know of this process alone: whoever waits looks by themselves now and then.
    async fn wait_for_mails(&self, seen: u64) -> u64;
}

#[derive(Serialize, Deserialize)]
struct AccountBody {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    password: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms_accepted: Option<i64>,
    #[serde(default)]
    tips: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    registered_from: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    referred_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_sign_in: Option<i64>,
}

/// Everything of an account but its key, for the adapters.
pub fn account_json(account: &Account) -> String {
    let Account { orcid: _, password, terms_accepted, tips, registered_from, referred_by, last_sign_in } = account;
    let body = AccountBody {
        password: password.clone(),
        terms_accepted: terms_accepted.map(Timestamp::millis),
        tips: *tips,
        registered_from: registered_from.clone(),
        referred_by: referred_by.as_ref().map(ClientId::to_string),
        last_sign_in: last_sign_in.map(Timestamp::millis),
    };
    serde_json::to_string(&body).expect("plain structs with text keys always serialize")
}

/// Reads what [`account_json`] wrote; the record is a column beside it.
///
/// # Errors
/// [`StoreError::Corrupt`](crate::StoreError::Corrupt) when it is no account.
pub fn account_from_json(orcid: OrcidId, json: &str) -> Result<Account> {
    let body: AccountBody =
        serde_json::from_str(json).map_err(|error| crate::StoreError::Corrupt(format!("{error}: no account")))?;
    Ok(Account {
        orcid,
        password: body.password,
        terms_accepted: body.terms_accepted.map(Timestamp::from_millis),
        tips: body.tips,
        registered_from: body.registered_from,
        referred_by: body.referred_by.as_deref().map(crate::rows::client_id).transpose()?,
        last_sign_in: body.last_sign_in.map(Timestamp::from_millis),
    })
}

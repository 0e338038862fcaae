//! What a use case asks a store to do, all at once.

use std::sync::Arc;

use byline_model::client::{Client, RevocationReason, SecretHash, Token};
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp};

use crate::{
    AccountChange, Deed, GrantChange, GroupId, NotificationChange, Organization, PasswordHash, Reply, WebhookChange,
};

/// One commit: conditions, then changes in order.
#[derive(Clone, Debug)]
pub struct ChangeSet {
    /// When it happens; log entries carry it, and records touched get it as their last modification, unless they have a
    /// later one or the change set puts their head itself.
    pub at: Timestamp,
    /// Who does it: the log says so. `None` for imports, upkeep and whatever nobody in particular asked for.
    pub by: Option<Source>,
    pub guards: Vec<Guard>,
    pub changes: Vec<Change>,
}

/// A condition that is checked inside the transaction, before any change.
#[derive(Clone, Debug, PartialEq)]
pub enum Guard {
    /// The record exists and still has the version that was read.
    RecordVersion(OrcidId, u64),
    /// The record exists and its head is the one that was read but for version and last modification: its items may
    /// have changed.
    Head(Arc<RecordHead>),
    /// The item exists and was last modified when it was read.
    Item {
        owner: OrcidId,
        kind: ItemKind,
        put_code: PutCode,
        modified: Option<Timestamp>,
    },
    /// The client, or the person, has not been answered under this key.
    NoReply {
        to: Agent,
        key: Box<str>,
    },
    /// No item of this record, but perhaps the one that is put, has one of these [`crate::identities`].
    NoIdentity {
        owner: OrcidId,
        keys: Box<[i64]>,
        except: Option<PutCode>,
    },
    /// So many more items of a kind make no more than this in the record.
    Room {
        owner: OrcidId,
        kind: ItemKind,
        more: u64,
        most: u64,
    },
    /// The consumer's cursor is where it was read.
    Cursor {
        consumer: Box<str>,
        at: u64,
    },
    /// There is no such record.
    NoRecord(OrcidId),
    /// This client has not registered this address for this record.
    NoWebhook(ClientId, OrcidId, Box<str>),
    /// No record has this e-mail address, compared without regard to case.
    NoEmail(Box<str>),
    NoClient(ClientId),
    /// There is a group with this id, compared without regard to case.
    GroupKnown(Box<str>),
    /// No peer review belongs to the group with this id.
    GroupUnused(Box<str>),
    /// The notification exists and was neither read nor archived.
    NotificationUnread(PutCode),
    /// The token exists and is not revoked.
    TokenLive(SecretHash),
    /// The authorization code exists and was not used.
    CodeUnused(SecretHash),
    /// No signing key was put yet.
    NoSigningKey,
    /// The link exists and was not used.
    LinkUnused(SecretHash),
    /// A form waits under this key.
    FormWaits(SecretHash),
    /// The account still has this password.
    Password(OrcidId, PasswordHash),
}

/// One change. Each appends one entry to the change log, but for those on tokens, grants, accounts, notifications,
/// webhooks, cursors and the journal.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Creates the record or replaces its head. The version is set by the store; everything else is kept as given,
    /// the last modification included.
    PutRecord(Box<RecordHead>),
    /// Removes a record with all its items and tokens: for the sandbox and for imports that replace.
    DeleteRecord(OrcidId),
    /// Creates or replaces the item with this kind and put-code. The record must exist.
    PutItem {
        owner: OrcidId,
        item: Box<Item>,
    },
    /// Removes an item; nothing happens when there is none.
    DeleteItem {
        owner: OrcidId,
        kind: ItemKind,
        put_code: PutCode,
    },
    PutClient(Box<Client>),
    DeleteClient(ClientId),
    PutToken(Box<Token>),
    /// Marks a token, and what others hold only because of it; nothing happens when there is none or it is revoked
    /// already.
    RevokeToken {
        access: SecretHash,
        at: Timestamp,
        reason: RevocationReason,
    },
    PutGroupId(Box<GroupId>),
    DeleteGroupId(PutCode),
    PutOrganization(Box<Organization>),
    /// Keeps what a client or a person was answered, in the place of what was kept under this key, and forgets what
    /// anybody was answered a day before. Logged nowhere.
    PutReply {
        to: Agent,
        key: Box<str>,
        reply: Reply,
    },
    /// How far a consumer of the log has come, in the same commit as what it did. Logged nowhere.
    PutCursor {
        consumer: Box<str>,
        sequence: u64,
    },
    Notification(NotificationChange),
    Grant(GrantChange),
    Account(AccountChange),
    Webhook(WebhookChange),
    /// Enters what is done by the rest of the change set into the journal, unless all of that finds nothing to change:
    /// what was done by another request a moment ago is not done again. Logged nowhere.
    Journal(Box<Deed>),
    /// Forgets entries of the journal that have been kept for as long as their action says: at most so many of each.
    ForgetJournal {
        now: Timestamp,
        most: usize,
    },
    /// Adds to how often each of these asked in a day. Logged nowhere.
    CountUses {
        /// Days since 1970.
        day: i64,
        counts: Vec<(Box<str>, u64)>,
    },
    /// Forgets what was counted in days before this one.
    ForgetUses {
        before: i64,
    },
}

impl ChangeSet {
    /// A set that changes nothing yet, made at this moment: modification dates and log entries have it.
    pub fn new(at: Timestamp) -> Self {
        ChangeSet { at, by: None, guards: Vec::new(), changes: Vec::new() }
    }

    /// Says who does it: log entries carry it, so that readers of the log need not look it up.
    #[must_use]
    pub fn by(mut self, source: Source) -> Self {
        self.by = Some(source);
        self
    }

    /// Adds a condition; one that does not hold refuses the whole set.
    #[must_use]
    pub fn guard(mut self, guard: Guard) -> Self {
        self.guards.push(guard);
        self
    }

    /// Adds a change. They are made in the order in which they were added.
    #[must_use]
    pub fn with(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }

    /// With its entry in the journal, should there be anything to change. A set of entries alone is always written.
    #[must_use]
    pub fn tells(self, deed: Deed) -> Self {
        self.with(deed.into())
    }
}

/// What a commit was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The number of its last log entry; 0 when it logged nothing.
    pub sequence: u64,
    /// Whether there was anything to change: false when all that should go was gone, and all that should end had ended.
    /// Of two requests that do the same at the same moment, one hears true.
    pub changed: bool,
}

//! Storage contracts: what every adapter promises, whatever its database.
//!
//! * Reads are few and large: what a request wants to know is one call ([`read`]), a whole record one range scan. Lists are
//!   read a stretch at a time ([`page`]).
//! * Writes are [`ChangeSet`]s: everything that must happen together, with the conditions under which it may.
//!   [`Store::commit`] applies one atomically, appends what changed to the ordered change log in the same transaction,
//!   and returns only when that is durable. There are no interactive transactions: a use case reads, decides, commits
//!   with a [`Guard`] on what it read, and starts again on [`StoreError::Conflict`].
//! * What narrows access counts for every read that starts after the acknowledgement.
//!
//! What the contracts promise is tests in `conformance` (a feature of this crate), run whole by each adapter.

mod accounts;
mod change;
mod entity;
mod error;
pub mod grants;
mod log;

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod groups;
pub mod identities;
pub mod journal;
pub mod log_pack;
pub mod names;
pub mod notifications;
mod organizations;
pub mod page;
pub mod put_codes;
pub mod read;
pub mod rows;
pub mod webhooks;

use std::ops::Range;
use std::sync::Arc;

use async_trait::async_trait;
use byline_model::client::{Client, SecretHash, Token};
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead};
use bytes::Bytes;

pub use accounts::{
    Account, AccountChange, AccountStore, Attempts, Delivery, Link, LinkPurpose, Mail, PasswordHash, Session,
    SharedAddress, SharedPlace, Stage, WaitingForm, account_from_json, account_json,
};
pub use change::{Change, ChangeSet, Committed, Guard};
pub use entity::{ByAge, GroupId, Reply};
pub use error::StoreError;
pub use grants::{
    Code, Consent, EndedPermission, EndedPlace, GrantChange, GrantStore, KeptToken, Permission, PermissionPlace,
    SigningKey,
};
pub use journal::{Action, Actor, Deed, JournalEntry, JournalOf, JournalPlace, JournalStore, Kept, Matter, Period};
pub use log::{InvalidSubject, LogEntry, Operation, Subject};
pub use notifications::{
    Amendment, InboxStore, MessageKind, Notification, NotificationChange, NotificationContent, PermissionRequest,
    RequestId, RequestItem, Shelf,
};
pub use organizations::{
    ByChange, ChangedOrganization, NameKind, Organization, OrganizationDetails, OrganizationId, OrganizationKey,
    OrganizationName, OrganizationStatus,
};
pub use page::{Page, Stretch, Walk, whole};
pub use read::{Found, Read};
pub use webhooks::{WebhookChange, WebhookStore};

/// Of a store; the error is [`StoreError`] unless another is named.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// A record as one consistent snapshot: the head and the items that were asked for, in storage order (kind, put-code).
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    pub head: Arc<RecordHead>,
    pub items: Vec<Item>,
}

/// A rendered answer that may be kept with its record, until the record changes.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// [`RecordHead::version`] of the record that was rendered.
    pub version: u64,
    /// [`Found::epoch`] when it was rendered: client names show inside.
    pub epoch: u64,
    pub body: Bytes,
}

/// Entries of the log that are read in one go where only their number is asked for.
const COUNTED_AT_ONCE: usize = 1000;

/// Everything a deployment keeps. One object per process, shared by all.
#[async_trait]
pub trait Store: InboxStore + WebhookStore + JournalStore + Send + Sync + 'static {
    // ----- records

    /// All that a request wants to know, in one call ([`read`]). What is in it is no older than what was acknowledged when
    /// the call began.
    async fn read(&self, read: &Read) -> Result<Found>;

    /// State and version of a record; `None` means there is no such record. Cheap enough to ask on every request:
    /// adapters keep heads in memory as long as they can prove them current.
    async fn head(&self, orcid: OrcidId) -> Result<Option<Arc<RecordHead>>>;

    /// Head and items of `kinds` (a contiguous stretch of [`ItemKind`] order is one range scan; `..` is the record).
    async fn snapshot(&self, orcid: OrcidId, kinds: KindRange) -> Result<Option<Snapshot>>;

    /// Several records, each as a snapshot of its own moment, in the order in which they are asked for: the first of them at
    /// least, and no more than have about `most` items together, so that whoever asks for many goes on with the rest.
    async fn snapshots(&self, orcids: &[OrcidId], kinds: KindRange, most: usize) -> Result<Vec<Option<Snapshot>>>;

    /// One item, of whichever kind has this put-code in this record among `kinds`.
    async fn item(&self, orcid: OrcidId, kinds: KindRange, put_code: PutCode) -> Result<Option<Item>>;

    /// Which of these [`identities`] items of the record have, with the put-code of the item.
    async fn find_identities(&self, owner: OrcidId, keys: &[i64]) -> Result<Vec<(i64, PutCode)>>;

    /// How many items of a kind the record has.
    async fn count_items(&self, owner: OrcidId, kind: ItemKind) -> Result<u64>;

    /// Records in iD order, for exports.
    async fn records(&self, stretch: Stretch<OrcidId>) -> Result<Page<Arc<RecordHead>, OrcidId>>;

    /// How many records there are.
    async fn count_records(&self) -> Result<u64>;

    /// The record one of whose e-mail items is this address, compared without regard to case.
    async fn find_by_email(&self, address: &str) -> Result<Option<OrcidId>>;

    /// Records in use whose name everybody may see and is this one, compared without regard to case, accents and the
    /// order of its words ([`names`]): the closest first, at most `limit`. Reads that follow a commit see it.
    async fn find_by_name(&self, given: &str, family: &str, limit: usize) -> Result<Vec<OrcidId>>;

    /// Whether writes succeed, as far as is known: tries one when the last failed for want of room.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`].
    async fn check_writes(&self) -> Result<()>;

    /// Whether the tables are at least those that this program knows. An adapter that brings them up to date on opening, and
    /// that nobody can come after, has nothing to look at.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when they are of an older version.
    async fn check_schema(&self) -> Result<()> {
        Ok(())
    }

    // ----- everything else by key

    /// The client with this id, deactivated ones included.
    async fn client(&self, id: &ClientId) -> Result<Option<Arc<Client>>>;
    /// All clients in id order.
    async fn clients(&self, stretch: Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>>;
    /// How many there are.
    async fn count_clients(&self) -> Result<u64>;
    /// Those that belong to this person, in id order.
    async fn clients_of(&self, owner: OrcidId, stretch: Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>>;
    /// Whether there are any: asked on pages of whoever is signed in.
    async fn owns_clients(&self, owner: OrcidId) -> Result<bool>;
    /// Another number after every change of any client, the same for every process on the store. Whoever reads it and
    /// then the clients has clients at least as new.
    async fn clients_epoch(&self) -> Result<u64>;

    /// The token whose access token hashes to `access`, revoked and expired ones included.
    async fn token(&self, access: SecretHash) -> Result<Option<Arc<Token>>>;
    /// The token whose refresh token hashes to this, revoked and expired ones included. Should several have it, the one
    /// that still counts.
    async fn token_by_refresh(&self, refresh: SecretHash) -> Result<Option<Arc<Token>>>;
    /// All tokens in order of hash, for exports.
    async fn tokens(&self, stretch: Stretch<SecretHash>) -> Result<Page<KeptToken, SecretHash>>;

    /// The group of peer reviews with this put-code.
    async fn group_id(&self, put_code: PutCode) -> Result<Option<GroupId>>;
    /// Group ids in order of creation, then put-code.
    async fn group_ids(&self, stretch: Stretch<ByAge>) -> Result<Page<GroupId, ByAge>>;
    /// How many there are.
    async fn count_groups(&self) -> Result<u64>;
    /// The first of them that has this name, compared without regard to case.
    async fn find_group_by_name(&self, name: &str) -> Result<Option<GroupId>>;
    /// The group with this id, compared without regard to case.
    async fn find_group_id(&self, group_id: &str) -> Result<Option<GroupId>>;
    /// Whether a peer review of any record belongs to the group with this id.
    async fn group_in_use(&self, group_id: &str) -> Result<bool>;
    /// The organisation with this identifier in this vocabulary (`ROR`, `RINGGOLD`, …).
    async fn organization(&self, source: &str, identifier: &str) -> Result<Option<Organization>>;
    /// All of them in order of vocabulary and identifier.
    async fn organizations(&self, stretch: Stretch<OrganizationKey>) -> Result<Page<Organization, OrganizationKey>>;

    /// The same in order of their last change: whoever keeps what follows from them goes on after the last that they
    /// know, and meets each that was put since.
    async fn organizations_by_change(&self, stretch: Stretch<ByChange>) -> Result<Page<ChangedOrganization, ByChange>>;

    /// The places of rows alone, in the order of their list: whoever is asked for the page with a number steps over
    /// those before it without reading them.
    async fn places(&self, list: NumberedList, stretch: Stretch<ByAge>) -> Result<Page<ByAge, ByAge>>;

    /// What the client, or the person, was answered under a key, at most a day ago.
    async fn reply(&self, to: &Agent, key: &str) -> Result<Option<Reply>>;

    // ----- writes

    /// Put-codes never handed out before nor again, even after deletes and restarts; leased in blocks.
    async fn lease_put_codes(&self, count: u64) -> Result<Range<u64>>;

    /// Applies all changes or none, appends them to the change log in the same transaction, and returns when the
    /// commit is durable.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a guard does not hold; nothing is changed then.
    async fn commit(&self, changes: ChangeSet) -> Result<Committed>;

    /// Like [`Store::commit`], for callers that keep the change set because they try a refused one again in parts.
    async fn commit_shared(&self, changes: Arc<ChangeSet>) -> Result<Committed> {
        self.commit(ChangeSet::clone(&changes)).await
    }

    // ----- the change log

    /// Entries after `cursor` in order, at most `limit`: those that were acknowledged when the call began, and perhaps more;
    /// 0 is the beginning. A reader that continues from the last
    /// number it got never skips a committed entry; numbers may have gaps.
    async fn log_after(&self, cursor: u64, limit: usize) -> Result<Vec<LogEntry>>;

    /// How many entries come after `cursor`, counted no further than to `most`. Numbers alone do not say: how far they lie
    /// apart is the adapter's affair.
    async fn log_length(&self, cursor: u64, most: u64) -> Result<u64> {
        let (mut at, mut counted) = (cursor, 0);
        while counted < most {
            let limit = usize::try_from(most - counted).map_or(COUNTED_AT_ONCE, |it| it.min(COUNTED_AT_ONCE));
            let entries = self.log_after(at, limit).await?;
            let Some(last) = entries.last() else { break };
            (at, counted) = (last.sequence, counted + entries.len() as u64);
        }
        Ok(counted)
    }

    /// The newest number in the log, no older than what was acknowledged when the call began; 0 while it is empty. Nothing
    /// becomes visible before it afterwards, so it is a place to go on from. Cheap enough to ask on every request.
    async fn newest_in_log(&self) -> Result<u64>;

    /// How far a consumer of the log has come, by its own account ([`Change::PutCursor`]); 0 when it never began.
    async fn cursor(&self, consumer: &str) -> Result<u64>;

    /// How often somebody asked in a day, see [`Change::CountUses`].
    async fn uses(&self, day: i64, who: &str) -> Result<u64>;

    /// Wakes when something was committed after `cursor`, by whichever process on the store; returns the newest number.
    async fn wait_for_log(&self, cursor: u64) -> u64;

    // ----- rendered views

    /// What [`Store::keep_view`] kept under this key, if it is of `version` still.
    async fn view(&self, orcid: OrcidId, key: u32) -> Result<Option<View>>;

    /// Keeps a rendered answer, best effort: dropped when the record has changed meanwhile. Views are no data: they are
    /// not logged, and a commit that touches the record removes them in the same transaction.
    fn keep_view(&self, orcid: OrcidId, key: u32, view: View);
}

/// A list of which people and clients ask for pages by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberedList {
    /// [`Store::group_ids`], the oldest first.
    Groups,
    /// [`InboxStore::inbox`], the newest first.
    Inbox(OrcidId, Shelf),
}

/// Which kinds a read is about: first and last, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindRange {
    pub first: ItemKind,
    pub last: ItemKind,
}

impl KindRange {
    /// The whole record.
    pub const ALL: KindRange = KindRange { first: ItemKind::Name, last: ItemKind::Work };
    /// `/person`: all kinds that are parts of the person.
    pub const PERSON: KindRange = KindRange { first: ItemKind::Name, last: ItemKind::ExternalIdentifier };
    /// `/activities`: all kinds that stand in the activities section.
    pub const ACTIVITIES: KindRange = KindRange { first: ItemKind::Distinction, last: ItemKind::Work };

    /// A single kind.
    pub const fn one(kind: ItemKind) -> Self {
        KindRange { first: kind, last: kind }
    }

    /// Each of them, in order.
    pub fn kinds(self) -> impl Iterator<Item = ItemKind> {
        ItemKind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }

    /// Whether items of this kind are among those that are read.
    pub fn contains(self, kind: ItemKind) -> bool {
        self.first <= kind && kind <= self.last
    }
}

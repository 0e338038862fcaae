//! The change feed: what changed in records, in order, as far as the reader may know.
//!
//! The log remembers how open a thing was when it changed; what may be told is decided when it is asked for
//! (`decisions` 23, 24):
//!
//! * An entry is told to whoever could see the item then. Entries about what was always hidden from the reader are not.
//! * If the reader cannot see the item any more, because it is gone or was closed, the entry says `deleted`, and no more
//!   than which item it was.
//! * Of a record that is not served there is its state alone, in place of all that happened to it.
//! * A state that changes is an entry about the record: whoever reads one reads the record again.
//! * Where to go on is behind the last entry that was told. Were it behind what was looked through for nothing, readers
//!   could count what they may not know of.
//!
//! Order is the log's, so entries about one record are never out of order, and none is skipped that the reader may see.

use byline_model::scope::ScopeSet;
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Timestamp};
use byline_store::{KindRange, LogEntry, Operation};
use quick_cache::sync::Cache;
use tokio::sync::Semaphore;

use crate::viewer::EntryAccess;
use crate::{Cursor, RecordError, Registry, Viewer, Visible, state};

/// So many entries are looked through for one page, however few of them may be told.
const MOST_READ: usize = 5000;
/// Read from the log at a time.
const PAGE: usize = 500;
const BREATH: usize = 64;
/// Stretches that are read at the same time: whoever catches up shares these with all others who do.
const AT_ONCE: usize = 4;
/// Readers whose way through hidden entries is remembered.
const REMEMBERED: usize = 10_000;

/// How far the log was looked through for nothing, by who reads and where from: that cannot be said to the reader, and is
/// not to be done each time.
pub(crate) struct LookedThrough {
    until: Cache<(Eyes, Cursor), Cursor>,
    turns: Semaphore,
}

impl Default for LookedThrough {
    fn default() -> Self {
        LookedThrough { until: Cache::new(REMEMBERED), turns: Semaphore::new(AT_ONCE) }
    }
}

/// Readers who are told the same.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Eyes {
    Public,
    Owner(OrcidId),
    Member(ClientId, Option<OrcidId>, ScopeSet),
}

impl Eyes {
    fn of(viewer: &Viewer) -> Self {
        match viewer {
            Viewer::Public => Eyes::Public,
            Viewer::Owner(person) => Eyes::Owner(*person),
            Viewer::Member(caller) => Eyes::Member(caller.client.clone(), caller.person, caller.scopes),
        }
    }
}

/// Something that happened to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    pub cursor: Cursor,
    pub orcid: OrcidId,
    /// `None`: the record itself.
    pub kind: Option<ItemKind>,
    /// Of kinds whose items have addresses.
    pub put_code: Option<PutCode>,
    pub operation: FeedOperation,
    /// The client that did it, where one did; never told of what the reader cannot see any more.
    pub client: Option<ClientId>,
    /// On whose behalf that client did it.
    pub origin: Option<ClientId>,
    pub at: Timestamp,
}

/// What happened, as the reader may know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedOperation {
    Created,
    Updated,
    /// Gone, or closed to this reader.
    Deleted,
    /// The record is not served; this is why.
    State(RecordState),
}

impl FeedOperation {
    /// The word in the feed (`docs/change-feed.md`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::State(state) => state.as_str(),
        }
    }
}

/// A stretch of the feed.
#[derive(Clone, Debug)]
pub struct FeedPage {
    pub entries: Visible<Vec<FeedEntry>>,
    /// Where to go on: behind the last entry, or where it was begun when there is none.
    pub next: Cursor,
    /// Up to where the log was looked through; for nobody outside.
    pub read: Cursor,
    /// Whether there is more to be looked through already.
    pub more: bool,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// It was not handed out by this registry.
    #[error("the cursor was not handed out here; go on from one that was, or begin again with 0")]
    UnknownCursor,
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl Registry {
    /// What changed after `after`, at most `limit` entries.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn changes(&self, viewer: &Viewer, after: Cursor, limit: usize) -> Result<FeedPage, FeedError> {
        self.must_be_known(after).await?;
        let known = self.looked_through.until.get(&(Eyes::of(viewer), after));
        self.changes_from(viewer, after, known.unwrap_or(after), limit).await
    }

    /// The same for a reader who has looked through everything up to `read`.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn changes_from(
        &self,
        viewer: &Viewer,
        after: Cursor,
        read: Cursor,
        limit: usize,
    ) -> Result<FeedPage, FeedError> {
        let _turn = self.looked_through.turns.acquire().await.expect("nobody closes it");
        let page = self.look_through(viewer, after, read.max(after), limit).await?;
        if page.read != page.next {
            self.looked_through.until.insert((Eyes::of(viewer), page.next), page.read);
        }
        Ok(page)
    }

    async fn look_through(
        &self,
        viewer: &Viewer,
        after: Cursor,
        from: Cursor,
        limit: usize,
    ) -> Result<FeedPage, FeedError> {
        let (mut entries, mut next, mut read, mut seen) = (Vec::new(), after, from, 0);
        while seen < MOST_READ {
            let log = self.store.log_after(read.sequence(), PAGE).await.map_err(RecordError::from)?;
            let ended = log.len() < PAGE;
            for entry in log {
                seen += 1;
                if seen.is_multiple_of(BREATH) {
                    // Each entry is a look-up or two: others have their turn.
                    tokio::task::yield_now().await;
                }
                let told = self.told(viewer, &entry).await?;
                read = Cursor::new(entry.sequence);
                let Some(told) = told else { continue };
                next = read;
                entries.push(told);
                if entries.len() == limit {
                    let more = self.has_changes_after(read).await;
                    return Ok(FeedPage { entries: Visible::filtered(entries), next, read, more });
                }
            }
            if ended {
                return Ok(FeedPage { entries: Visible::filtered(entries), next, read, more: false });
            }
        }
        Ok(FeedPage { entries: Visible::filtered(entries), next, read, more: true })
    }

    /// Wakes when something was committed after `after`.
    pub async fn wait_for_changes(&self, after: Cursor) {
        self.store.wait_for_log(after.sequence()).await;
    }

    async fn must_be_known(&self, cursor: Cursor) -> Result<(), FeedError> {
        match cursor.sequence().checked_sub(1) {
            Some(before) if !self.has_changes_after(Cursor::new(before)).await => Err(FeedError::UnknownCursor),
            Some(_) | None => Ok(()),
        }
    }

    /// Without waiting for any.
    async fn has_changes_after(&self, cursor: Cursor) -> bool {
        // Unconstrained: a task that has done much already is otherwise told to wait, which would look like none.
        let known = tokio::task::unconstrained(self.store.wait_for_log(cursor.sequence()));
        tokio::time::timeout(std::time::Duration::ZERO, known).await.is_ok()
    }

    /// The entry as this reader may know it.
    async fn told(&self, viewer: &Viewer, entry: &LogEntry) -> Result<Option<FeedEntry>, RecordError> {
        let Some(orcid) = entry.orcid else { return Ok(None) };
        let Some((kind, put_code)) = entry.kind.zip(entry.put_code) else {
            let head = self.store.head(orcid).await?;
            return Ok(Some(self.of_record(viewer, entry, orcid, head.as_deref())));
        };
        // Most of what may not be told is known by the log alone.
        let access = viewer.might_see(orcid, kind, entry.openness);
        if access == EntryAccess::Closed {
            return Ok(None);
        }
        let head = self.store.head(orcid).await?;
        if head.is_none_or(|head| state::readable(&head, viewer, self.clock.now()).is_err()) {
            return Ok(None);
        }
        let item = self.store.item(orcid, KindRange::one(kind), put_code).await?;
        let visible = item.filter(|item| viewer.may_see(orcid, item).is_ok());
        Ok(of_item(access, entry, orcid, (kind, put_code), visible.as_ref()))
    }

    fn of_record(&self, viewer: &Viewer, entry: &LogEntry, orcid: OrcidId, head: Option<&RecordHead>) -> FeedEntry {
        let operation = match head {
            None => FeedOperation::Deleted,
            Some(head) if state::readable(head, viewer, self.clock.now()).is_err() => FeedOperation::State(head.state),
            Some(_) => operation(entry.operation),
        };
        let plain = FeedEntry {
            cursor: Cursor::new(entry.sequence),
            orcid,
            kind: None,
            put_code: None,
            operation,
            client: None,
            origin: None,
            at: entry.at,
        };
        match operation {
            FeedOperation::Created | FeedOperation::Updated => plain.by(entry),
            FeedOperation::Deleted | FeedOperation::State(_) => plain,
        }
    }
}

const fn operation(operation: Operation) -> FeedOperation {
    match operation {
        Operation::Created => FeedOperation::Created,
        Operation::Updated => FeedOperation::Updated,
        Operation::Deleted => FeedOperation::Deleted,
    }
}

fn of_item(
    access: EntryAccess<'_>,
    entry: &LogEntry,
    orcid: OrcidId,
    (kind, put_code): (ItemKind, PutCode),
    visible: Option<&Item>,
) -> Option<FeedEntry> {
    let told = match access {
        EntryAccess::Open => true,
        // Whoever wrote it sees it whatever its visibility.
        EntryAccess::OwnAlone(client) => {
            visible.is_some_and(|item| item.source.is_written_by(client)) || done_by(entry, client)
        }
        EntryAccess::Closed => false,
    };
    let plain = FeedEntry {
        cursor: Cursor::new(entry.sequence),
        orcid,
        kind: Some(kind),
        put_code: Some(put_code).filter(|_| kind.spec().by_put_code),
        operation: FeedOperation::Deleted,
        client: None,
        origin: None,
        at: entry.at,
    };
    match visible {
        _ if !told => None,
        None => Some(plain),
        Some(_) => Some(FeedEntry { operation: operation(entry.operation), ..plain }.by(entry)),
    }
}

fn done_by(entry: &LogEntry, client: &ClientId) -> bool {
    entry.by.as_ref().is_some_and(|by| by.is_written_by(client))
}

impl FeedEntry {
    fn by(self, entry: &LogEntry) -> Self {
        let client = |agent: &Option<Agent>| match agent {
            Some(Agent::Client(id)) => Some(id.clone()),
            Some(Agent::Person(_)) | None => None,
        };
        let by = entry.by.as_deref();
        FeedEntry { client: by.and_then(|it| client(&it.author)), origin: by.and_then(|it| client(&it.origin)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_named_as_elsewhere() {
        assert_eq!(FeedOperation::State(RecordState::Locked).as_str(), "locked");
        assert_eq!(FeedOperation::State(RecordState::Deactivated).as_str(), "deactivated");
        let primary = "0009-9000-0000-0010".parse().unwrap();
        assert_eq!(FeedOperation::State(RecordState::Deprecated { primary }).as_str(), "deprecated");
    }
}

//! What is searched, kept as new as the store.
//!
//! Before each question, what was written since the last one is read from the change log: where its newest number has not
//! moved, that is all. Records that have changed are evaluated anew, once each, whoever asks, and are in memory until the
//! index has them.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use byline_model::OrcidId;
use byline_search::index::Snapshot;
use byline_search::overlay::{Changed, Overlay};
use byline_store::{StoreError, Walk};
use tokio::sync::Notify;

use super::SearchError;
use super::documents::AT_ONCE;
use crate::health::SearchStanding;
use crate::{Heavy, Registry};

/// So many entries of the log are read in one go.
const ENTRIES: usize = 1000;
/// Entries are read on until they are about so many records, or are so many: most are about the same few records, which are
/// evaluated once.
const RECORDS_AT_ONCE: usize = 2000;
const ENTRIES_AT_ONCE: usize = 200 * ENTRIES;
/// What the index has yet to take in: so many entries, records and bytes. Beyond them nobody is answered until it has.
pub(crate) const FAR_BEHIND: u64 = 1_000_000;
const MOST_RECORDS: usize = 10_000;
const MOST_BYTES: usize = 64 << 20;

/// A server that has just started has its index in a moment, unless it has to be made of very many records.
const MOMENT: Duration = Duration::from_secs(1);
/// So many bytes of documents are put together where they are asked for.
const AT_ONCE_BYTES: usize = 1 << 20;

/// What is searched at a moment.
#[derive(Clone, Default)]
pub(super) struct Current {
    /// The newest number of the log that counts in it; `None` before anybody has looked.
    pub seen: Option<u64>,
    pub index: Option<Snapshot>,
    /// Without an index, everybody.
    pub overlay: Overlay,
    /// Records that are in it as they were at a later number than `seen`, with that number: those before them in the log did
    /// not fit with them. What the log says of them up to there counts already.
    ahead: Arc<HashMap<OrcidId, u64>>,
}

impl Current {
    /// Whether the index had better take in what is in memory: there is still room for those who search meanwhile.
    pub fn is_full(&self) -> bool {
        self.overlay.bytes() >= MOST_BYTES / 2
    }
}

/// Has what is searched, and catches up with the store before each question.
#[derive(Default)]
pub(crate) struct Finder {
    current: RwLock<Arc<Current>>,
    /// Whoever catches up; others wait for it, and mostly find that it is done.
    turn: tokio::sync::Mutex<()>,
    /// Whether there is, or will be, an index.
    indexed: bool,
    /// Told when there is one.
    opened: Notify,
    /// Whether somebody had to catch up before an answer, since the index was written.
    asked: AtomicBool,
}

impl Finder {
    /// Waits for an index before it answers.
    pub fn behind_an_index() -> Self {
        Finder { indexed: true, ..Finder::default() }
    }

    pub(super) fn known(&self) -> Arc<Current> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn publish(&self, next: Current) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }

    /// What is searched, with everything that was acknowledged when this was asked.
    pub(super) async fn current(&self, registry: &Registry) -> Result<Arc<Current>, SearchError> {
        let newest = registry.store.newest_in_log().await?;
        let is_new_enough = |known: &Current| {
            known.seen.is_some_and(|seen| newest <= seen)
                && known.overlay.outlives().is_none_or(|end| registry.clock.now() < end)
        };
        let known = self.known();
        if is_new_enough(&known) {
            return Ok(known);
        }
        self.asked.store(true, Ordering::Relaxed);
        if self.indexed && known.seen.is_none() {
            let _later = tokio::time::timeout(MOMENT, self.is_opened()).await;
        }
        let _turn = self.turn.lock().await;
        loop {
            let known = self.known();
            if is_new_enough(&known) {
                return Ok(known);
            }
            self.is_in_reach(registry, &known).await?;
            self.step(registry, &known).await?;
        }
    }

    /// Until there is an index.
    async fn is_opened(&self) {
        let mut opened = pin!(self.opened.notified());
        // From here on it is told, so that nothing is missed between looking and waiting.
        opened.as_mut().enable();
        if self.known().seen.is_none() {
            opened.await;
        }
    }

    /// How far it has come, without catching up.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn standing(&self, registry: &Registry) -> Result<SearchStanding, StoreError> {
        let known = self.known();
        let seen = match known.seen {
            Some(seen) => seen,
            None if self.indexed => 0,
            // Everybody is read at the first question.
            None => registry.store.newest_in_log().await?,
        };
        let behind = registry.store.log_length(seen, FAR_BEHIND).await?;
        Ok(SearchStanding { refuses: self.refuses(&known, behind), behind, bound: FAR_BEHIND })
    }

    /// Whether what is missing fits into memory.
    async fn is_in_reach(&self, registry: &Registry, known: &Current) -> Result<(), SearchError> {
        let behind = match known.seen {
            Some(seen) if self.indexed => registry.store.log_length(seen, FAR_BEHIND).await?,
            Some(_) | None => 0,
        };
        self.refuses(known, behind).map_or(Ok(()), |why| Err(SearchError::Unavailable(why)))
    }

    /// Why nobody is answered while so many entries of the log are to be taken in.
    fn refuses(&self, known: &Current, behind: u64) -> Option<&'static str> {
        if !self.indexed {
            return None;
        }
        if known.seen.is_none() {
            return Some("it is being made");
        }
        let is_full = known.overlay.len() >= MOST_RECORDS || known.overlay.bytes() >= MOST_BYTES;
        (is_full || behind >= FAR_BEHIND).then_some("more has changed than fits into memory")
    }

    /// Whether somebody who searches does by now what the index should do.
    pub(super) fn is_missed(&self, most: usize) -> bool {
        let known = self.known();
        self.asked.load(Ordering::Relaxed) && (known.overlay.len() >= most || known.is_full())
    }

    /// Takes in some of what has changed.
    async fn step(&self, registry: &Registry, known: &Current) -> Result<(), StoreError> {
        if known.seen.is_none() {
            return self.begin(registry).await;
        }
        let newest = registry.store.newest_in_log().await?;
        let Stretch { orcids, first, end } = changed_since(registry, known, newest).await?;
        let mut changed = registry.some_changed(&orcids, end).await?;
        // Whoever did not fit is the first of the next step.
        let (fitted, rest) = orcids.split_at(changed.len());
        let seen = rest.first().map_or(end, |next| first[next] - 1);
        let ahead =
            known.ahead.iter().map(|(orcid, number)| (*orcid, *number)).chain(fitted.iter().map(|it| (*it, end)));
        let ahead = ahead.filter(|(_, number)| *number > seen).collect();
        if rest.is_empty() {
            let old = known.overlay.outlived(registry.clock.now());
            changed.extend(registry.some_changed(&old, seen).await?);
        }
        let old = known.overlay.clone();
        let overlay = match old.bytes() < AT_ONCE_BYTES {
            true => old.with(changed),
            false => Heavy::apart(move || old.with(changed)).await,
        };
        self.publish(Current { seen: Some(seen), overlay, ahead: Arc::new(ahead), index: known.index.clone() });
        Ok(())
    }

    /// Takes in everybody.
    async fn begin(&self, registry: &Registry) -> Result<(), StoreError> {
        // What changes meanwhile comes after this number, and is looked at again.
        let seen = registry.store.newest_in_log().await?;
        let (mut walk, mut overlay) = (Walk::by(AT_ONCE), Overlay::without_an_index());
        while let Some(stretch) = walk.stretch() {
            let heads = walk.on(registry.store.records(stretch).await?);
            let orcids: Vec<OrcidId> = heads.iter().map(|head| head.orcid).collect();
            overlay = overlay.with(registry.changed(&orcids, seen).await?);
        }
        self.publish(Current { seen: Some(seen), overlay, ..Current::default() });
        Ok(())
    }

    /// Goes on with an index, which has what the log had up to this number.
    pub(super) async fn begin_with(&self, index: Snapshot, seen: u64) {
        let _turn = self.turn.lock().await;
        let known = self.known();
        let next = match known.seen.filter(|known| *known >= seen) {
            // It was opened again. What is in memory is at least as new, wherever it was written to.
            Some(_) => Current { index: Some(index), ..Current::clone(&known) },
            None => Current { seen: Some(seen), index: Some(index), ..Current::default() },
        };
        self.publish(next);
        self.opened.notify_waiters();
    }

    /// Takes in what has changed up to this number, until that is so many records; says whether there is more.
    pub(super) async fn gather(&self, registry: &Registry, until: u64, most: usize) -> Result<bool, StoreError> {
        loop {
            let _turn = self.turn.lock().await;
            let known = self.known();
            if known.seen.is_none_or(|seen| seen >= until) {
                return Ok(false);
            }
            if known.overlay.len() >= most || known.is_full() {
                return Ok(true);
            }
            self.step(registry, &known).await?;
        }
    }

    /// Looks at these again: time has made others of their documents.
    pub(super) async fn renew(&self, registry: &Registry, orcids: Vec<OrcidId>) -> Result<(), StoreError> {
        if orcids.is_empty() {
            return Ok(());
        }
        let _turn = self.turn.lock().await;
        let known = self.known();
        let changed = registry.changed(&orcids, known.seen.unwrap_or_default()).await?;
        self.publish(Current { overlay: known.overlay.with(changed), ..Current::clone(&known) });
        Ok(())
    }

    /// Lets go of what the index has now.
    pub(super) async fn settle(&self, index: Snapshot, written: &Overlay) {
        let _turn = self.turn.lock().await;
        let known = self.known();
        let overlay = known.overlay.without(written);
        self.publish(Current { overlay, index: Some(index), ..Current::clone(&known) });
        self.asked.store(false, Ordering::Relaxed);
    }
}

/// A stretch of the log, taken to records.
struct Stretch {
    /// Whom the entries are about, each once.
    orcids: Vec<OrcidId>,
    /// The number of the first entry about each.
    first: HashMap<OrcidId, u64>,
    /// How far that is: what was the newest when it was asked for, or what more there was by then.
    end: u64,
}

/// The next entries after those that were seen, but for what is known of later moments than they are.
async fn changed_since(registry: &Registry, known: &Current, newest: u64) -> Result<Stretch, StoreError> {
    let (mut orcids, mut first) = (Vec::new(), HashMap::new());
    let (mut end, mut read) = (known.seen.unwrap_or_default(), 0);
    loop {
        let entries = registry.store.log_after(end, ENTRIES).await?;
        for entry in &entries {
            if let Some(orcid) = entry.orcid
                && known.ahead.get(&orcid).is_none_or(|number| *number < entry.sequence)
            {
                first.entry(orcid).or_insert_with(|| {
                    orcids.push(orcid);
                    entry.sequence
                });
            }
        }
        read += entries.len();
        end = entries.last().map_or(end, |last| last.sequence);
        if entries.len() < ENTRIES {
            // Numbers have gaps.
            return Ok(Stretch { orcids, first, end: end.max(newest) });
        }
        if orcids.len() >= RECORDS_AT_ONCE || read >= ENTRIES_AT_ONCE {
            return Ok(Stretch { orcids, first, end });
        }
    }
}

impl Registry {
    /// The first of these as they are now, as many as fit into memory: one at least.
    async fn some_changed(&self, orcids: &[OrcidId], number: u64) -> Result<Vec<Changed>, StoreError> {
        let mut changed: Vec<Changed> = Vec::new();
        let mut bytes = 0;
        while changed.len() < orcids.len() && bytes < MOST_BYTES / 4 {
            let some = self.first_changed(&orcids[changed.len()..], number).await?;
            bytes += some.iter().filter_map(|it| it.document.as_ref()).map(|it| it.bytes()).sum::<usize>();
            changed.extend(some);
        }
        Ok(changed)
    }
}

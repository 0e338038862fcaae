//! Writes the index, behind the change log.
//!
//! What changes is in memory first ([`Finder`](super::Finder)), and answers have it; here it goes into the index, some at a
//! time. How far it has come is in the commit of the index, so that whoever is ended anywhere goes on from there: entries of
//! the log that are looked at twice put the same record in its own place.

use std::sync::Arc;

use byline_model::OrcidId;
use byline_search::index::{Index, IndexError, Snapshot, Writer};
use byline_search::overlay::{Changed, Overlay};
use byline_store::{StoreError, Stretch};

use super::documents::AT_ONCE;
use super::shelf::{Progress, Shelf};
use crate::{Heavy, Registry};

/// So many records are written in one go while there are more.
const BATCH: usize = 2000;
/// While all of an index is made, this many are lost at most when it is broken off.
const BETWEEN_COMMITS: usize = 20_000;
/// So many records whose documents are others by now are looked at in one go.
const OUTLIVED: usize = 5000;
/// So many changes are looked at one by one, however few records there are.
const TOO_MANY: u64 = 100_000;
/// Entries about no record are not worth a commit, until there are so many.
const WORTH_A_COMMIT: u64 = 10_000;
/// After so many entries the index is written even if nobody asks: who asks then waits until they are looked at, and after
/// twice as many is not answered.
const PRESSING: u64 = 500_000;

/// Why the index is not written.
#[derive(Debug, thiserror::Error)]
pub enum IndexingError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl From<std::io::Error> for IndexingError {
    fn from(error: std::io::Error) -> Self {
        IndexingError::Index(error.into())
    }
}

/// The one who writes the index of a registry.
pub struct Indexer {
    registry: Arc<Registry>,
    shelf: Shelf,
    memory: usize,
    open: Option<Open>,
    /// What the last commit has seen.
    committed: u64,
    /// What it has looked at: what is about no record is not worth a commit.
    looked_at: u64,
    /// Up to where it goes before it rests, once it has begun: there is always more where much is written.
    goal: Option<u64>,
    /// The last day on which documents were looked through for those that time has made others.
    day: Option<(i64, u8, u8)>,
}

struct Open {
    index: Index,
    writer: Writer,
}

/// How much of an index is made: so many records of so many.
pub type Made<'m> = &'m (dyn Fn(u64, u64) + Send + Sync);

impl Indexer {
    /// Into this folder, with so many bytes for what is not written yet.
    pub fn new(registry: Arc<Registry>, shelf: Shelf, memory: usize) -> Self {
        Indexer { registry, shelf, memory, open: None, committed: 0, looked_at: 0, goal: None, day: None }
    }

    /// Waits until there may be something to do.
    pub async fn wait(&self) {
        self.registry.store.wait_for_log(self.looked_at).await;
    }

    /// Whether so much has changed since the last commit that whoever searches begins to feel it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_pressing(&self) -> Result<bool, IndexingError> {
        let is_missed = self.registry.finder.is_missed(BATCH);
        Ok(is_missed || self.registry.store.log_length(self.looked_at, PRESSING).await? >= PRESSING)
    }

    /// Writes what had changed when this was called first, as much as fits into memory; says whether there was more than
    /// that. The first time, it makes the index where there is none.
    ///
    /// # Errors
    /// When store or index fail; trying again goes on from the last commit.
    pub async fn go_on(&mut self) -> Result<bool, IndexingError> {
        let open = match self.open.take() {
            Some(open) => open,
            None => self.begin().await?,
        };
        let finder = &self.registry.finder;
        let goal = match self.goal {
            Some(goal) => goal,
            None => self.registry.store.newest_in_log().await?,
        };
        self.goal = Some(goal);
        let mut more = finder.gather(&self.registry, goal, BATCH).await?;
        let today = self.registry.clock.now().date();
        if self.day != Some(today) {
            let (now, snapshot) = (self.registry.clock.now(), open.index.snapshot());
            let old = Heavy::apart(move || snapshot.outlived(now, OUTLIVED)).await?;
            let older = old.len() >= OUTLIVED;
            // Those that were looked at again are in memory until they are written.
            finder.renew(&self.registry, old).await?;
            self.day = (!older).then_some(today);
            more |= older;
        }
        if !more {
            self.goal = None;
        }
        let known = finder.known();
        let seen = known.seen.unwrap_or_default();
        self.looked_at = seen;
        let is_worth_it = || self.registry.store.log_length(self.committed, WORTH_A_COMMIT);
        if known.overlay.is_empty() && is_worth_it().await? < WORTH_A_COMMIT {
            self.open = Some(open);
            return Ok(more);
        }
        let overlay = known.overlay.clone();
        let (open, snapshot) = Heavy::apart(move || written(open, &overlay, seen)).await?;
        self.committed = seen;
        finder.settle(snapshot, &known.overlay).await;
        self.open = Some(open);
        Ok(more)
    }

    /// Makes all of the index anew and puts it in the place of the old one; goes on where an earlier run was broken off.
    /// Nobody may have the old one open.
    ///
    /// # Errors
    /// When store or index fail.
    pub async fn make(&self, made: Made<'_>) -> Result<(), IndexingError> {
        let store = &self.registry.store;
        let (shelf, newest) = (self.shelf.clone(), store.newest_in_log().await?);
        let (index, progress) = Heavy::apart(move || shelf.begun(newest)).await?;
        if let Progress::Making { from, mut after } = progress {
            let all = store.count_records().await?;
            let mut done = index.snapshot().len();
            // What was read is written while the next is read.
            let mut writing = tokio::spawn(std::future::ready(Ok(index.writer(self.memory)?)));
            let mut uncommitted = 0;
            loop {
                let page = store.records(Stretch::after(after, AT_ONCE)).await?;
                let orcids: Vec<OrcidId> = page.rows.iter().map(|head| head.orcid).collect();
                after = orcids.last().copied().or(after);
                uncommitted += orcids.len();
                done += orcids.len() as u64;
                let changed = self.registry.changed(&orcids, from).await?;
                let word = match page.next {
                    None => Some(Progress::Whole { seen: from }),
                    Some(_) if uncommitted >= BETWEEN_COMMITS => Some(Progress::Making { from, after }),
                    Some(_) => None,
                };
                let writer = joined(writing).await?;
                made(done, all);
                writing = tokio::spawn(Heavy::apart(move || added(writer, &changed, word)));
                if word.is_some() {
                    uncommitted = 0;
                }
                if page.next.is_none() {
                    break;
                }
            }
            let writer = joined(writing).await?;
            Heavy::apart(move || writer.finish()).await?;
        }
        drop(index);
        let shelf = self.shelf.clone();
        Heavy::apart(move || shelf.swap()).await?;
        Ok(())
    }

    /// Opens the index, and makes it first where there is none.
    async fn begin(&mut self) -> Result<Open, IndexingError> {
        let store = &self.registry.store;
        let newest = store.newest_in_log().await?;
        // Looking at each change would take longer than looking at everybody.
        let too_many = TOO_MANY.max(store.count_records().await?);
        let found = match self.opened().await? {
            Some((_, seen)) if seen > newest => {
                tracing::warn!(seen, newest, "the index is of another time than the registry, and is made anew");
                None
            }
            Some((_, seen)) if store.log_length(seen, too_many).await? >= too_many => {
                tracing::warn!(seen, newest, "very much has changed since the index was written");
                None
            }
            found => found,
        };
        let (index, seen) = match found {
            Some(found) => found,
            None => {
                tracing::info!("the index of the search is made; until it is whole, searches are not answered");
                self.make(&|_, _| {}).await?;
                let made = self.opened().await?;
                tracing::info!("the index of the search is whole");
                made.ok_or_else(|| StoreError::Unavailable("the index that was made cannot be opened".into()))?
            }
        };
        let memory = self.memory;
        let open = Heavy::apart(move || Ok::<_, IndexError>(Open { writer: index.writer(memory)?, index })).await?;
        self.committed = seen;
        self.registry.finder.begin_with(open.index.snapshot(), seen).await;
        Ok(open)
    }

    async fn opened(&self) -> Result<Option<(Index, u64)>, IndexError> {
        let shelf = self.shelf.clone();
        Heavy::apart(move || shelf.open()).await
    }
}

impl Registry {
    /// Searches through the index on a shelf, and whatever has changed since, without writing it: for whoever has the store
    /// to itself. Says whether there was one; otherwise all records are read before the first answer.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub async fn peek(&self, shelf: &Shelf) -> Result<bool, IndexingError> {
        let newest = self.store.newest_in_log().await?;
        let shelf = shelf.clone();
        match Heavy::apart(move || shelf.open()).await? {
            Some((index, seen)) if seen <= newest => {
                self.finder.begin_with(index.snapshot(), seen).await;
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

/// What a task came to.
async fn joined<T>(task: tokio::task::JoinHandle<Result<T, IndexError>>) -> Result<T, IndexError> {
    match task.await {
        Ok(done) => done,
        Err(broken) if broken.is_panic() => std::panic::resume_unwind(broken.into_panic()),
        Err(_) => std::future::pending().await,
    }
}

/// Writes what has changed and commits it.
fn written(mut open: Open, overlay: &Overlay, seen: u64) -> Result<(Open, Snapshot), IndexError> {
    for Changed { orcid, document, .. } in overlay.records() {
        match document {
            Some(document) => open.writer.put(document)?,
            None => open.writer.remove(*orcid),
        }
    }
    open.writer.commit(&Progress::Whole { seen }.to_string())?;
    open.index.refresh()?;
    let snapshot = open.index.snapshot();
    Ok((open, snapshot))
}

/// Adds those who are found, and commits where there is something to say.
fn added(mut writer: Writer, changed: &[Changed], word: Option<Progress>) -> Result<Writer, IndexError> {
    changed.iter().filter_map(|it| it.document.as_ref()).try_for_each(|document| writer.add(document))?;
    if let Some(word) = word {
        writer.commit(&word.to_string())?;
    }
    Ok(writer)
}

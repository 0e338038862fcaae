//! Records that have changed since the index was committed, as they are now.
//!
//! What changes comes in batches. Each is a run of its own, and runs of like size become one, so that there are few of them
//! and what a batch costs goes by its own size, times the logarithm of what is there. An overlay is a value: whoever
//! searches one goes on with it, whatever is added meanwhile.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use byline_model::{OrcidId, Timestamp};

use crate::document::Document;
use crate::memory::{Budget, Collection, Statistics, TooExpensive};
use crate::order::Found;
use crate::plan::Search;

/// Runs above this are not put together any more: whoever asks first waits for that.
const LARGEST: usize = 128;
/// A run takes up those before it that are at most so many times as large.
const LIKE: usize = 3;

type Records = HashSet<OrcidId, foldhash::fast::RandomState>;

/// A record that has changed.
#[derive(Clone, Debug)]
pub struct Changed {
    pub orcid: OrcidId,
    /// The number of the change, or of a later one.
    pub number: u64,
    /// What is found of it; nothing where it is found no more.
    pub document: Option<Arc<Document>>,
}

/// Records that have changed, each as it is now.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// The oldest first.
    runs: Vec<Run>,
    changed: Arc<Records>,
    bytes: usize,
    /// When the first of the documents is another one.
    outlives: Option<Timestamp>,
    /// Whether texts are kept only until they are searched by lists of who has which word.
    lets_go: bool,
}

/// Records that changed at about the same time.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    batch: Arc<Batch>,
    /// Those of them that changed again.
    gone: Arc<Records>,
}

#[derive(Debug)]
struct Batch {
    /// In order of iD, each once.
    records: Vec<Changed>,
    bytes: usize,
    outlives: Option<Timestamp>,
    /// Made when somebody looks.
    collection: OnceLock<Collection>,
}

impl Changed {
    fn is_the_same(&self, other: &Changed) -> bool {
        match (&self.document, &other.document) {
            (Some(own), Some(their)) => Arc::ptr_eq(own, their),
            (None, None) => self.number == other.number,
            _ => false,
        }
    }
}

impl Overlay {
    /// One that nobody writes an index from: of documents it keeps what they are found by, and not their texts.
    pub fn without_an_index() -> Self {
        Overlay { lets_go: true, ..Overlay::default() }
    }

    /// How many records have changed.
    pub fn len(&self) -> usize {
        self.changed.len()
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty()
    }

    /// About how many bytes the documents have, those included that were replaced and not yet let go.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether this record has changed.
    pub fn has(&self, orcid: OrcidId) -> bool {
        self.changed.contains(&orcid)
    }

    /// Every record that has changed, once.
    pub fn records(&self) -> impl Iterator<Item = &Changed> {
        self.runs.iter().flat_map(Run::records)
    }

    /// When the first of the documents is another one, though nobody changes the record.
    pub fn outlives(&self) -> Option<Timestamp> {
        self.outlives
    }

    /// Whose documents are others by now.
    pub fn outlived(&self, now: Timestamp) -> Vec<OrcidId> {
        let is_old = |it: &&Changed| it.document.as_ref().is_some_and(|it| it.until.is_some_and(|until| until <= now));
        self.records().filter(is_old).map(|it| it.orcid).collect()
    }

    /// This with records that have changed since; of one that comes twice the last counts.
    #[must_use]
    pub fn with(&self, changed: Vec<Changed>) -> Overlay {
        let mut batch = Batch::of(changed);
        if self.lets_go {
            batch.let_go();
        }
        if batch.records.is_empty() {
            return self.clone();
        }
        let mut next = self.clone();
        for run in &mut next.runs {
            let again = batch.records.iter().map(|it| it.orcid).filter(|orcid| run.batch.has(*orcid));
            let mut again = again.peekable();
            if again.peek().is_some() {
                Arc::make_mut(&mut run.gone).extend(again);
            }
        }
        Arc::make_mut(&mut next.changed).extend(batch.records.iter().map(|it| it.orcid));
        next.runs.push(Run { batch: Arc::new(batch), gone: Arc::default() });
        next.put_together();
        next.measure();
        next
    }

    /// This without the records that are as they were in another: the index has them.
    #[must_use]
    pub fn without(&self, written: &Overlay) -> Overlay {
        let known: HashMap<OrcidId, &Changed, foldhash::fast::RandomState> =
            written.records().map(|it| (it.orcid, it)).collect();
        let is_new = |it: &Changed| known.get(&it.orcid).is_none_or(|known| !it.is_the_same(known));
        let mut rest = Overlay::default();
        for run in &self.runs {
            let records: Vec<Changed> = run.records().filter(|it| is_new(it)).cloned().collect();
            if records.len() == run.batch.records.len() {
                rest.runs.push(run.clone());
            } else {
                rest.runs.extend((!records.is_empty()).then(|| Run::of(records)));
            }
        }
        rest.changed = Arc::new(rest.records().map(|it| it.orcid).collect());
        rest.measure();
        rest
    }

    pub(crate) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter()
    }

    fn measure(&mut self) {
        self.bytes = self.runs.iter().map(|run| run.batch.bytes).sum();
        self.outlives = self.runs.iter().filter_map(|run| run.batch.outlives).min();
    }

    fn put_together(&mut self) {
        while let [.., one, other] = &*self.runs {
            let (own, next) = (one.batch.records.len(), other.batch.records.len());
            if own > LIKE * next || own + next > LARGEST {
                return;
            }
            let run = Run::of_both(one, other);
            self.runs.truncate(self.runs.len() - 2);
            self.runs.push(run);
        }
    }
}

impl Run {
    fn of(records: Vec<Changed>) -> Self {
        Run { batch: Arc::new(Batch::of(records)), gone: Arc::default() }
    }

    /// Both as one.
    fn of_both(one: &Run, other: &Run) -> Self {
        let run = Run::of(one.records().chain(other.records()).cloned().collect());
        // Where nobody looks, nothing is made to be looked at.
        if let Some(own) = one.batch.collection.get() {
            let [is_out, other_is_out] = [one, other].map(|run| |orcid| run.gone.contains(&orcid));
            let merged = Collection::merged((own, is_out), (other.collection(), other_is_out));
            let _made_just_now = run.batch.collection.set(merged);
        }
        run
    }

    fn records(&self) -> impl Iterator<Item = &Changed> {
        self.batch.records.iter().filter(|it| !self.gone.contains(&it.orcid))
    }

    pub(crate) fn collection(&self) -> &Collection {
        self.batch.collection()
    }

    /// Those that a search finds of those who did not change again: the first so many.
    pub(crate) fn search(
        &self,
        search: &Search,
        most: usize,
        statistics: &dyn Statistics,
        budget: &mut Budget,
    ) -> Result<Found, TooExpensive> {
        self.collection().search_but(search, 0, most, |orcid| self.gone.contains(&orcid), statistics, budget)
    }
}

impl Batch {
    fn of(mut records: Vec<Changed>) -> Self {
        // Stable, so that of equal ones the last is the first from behind.
        records.sort_by_key(|it| it.orcid);
        records.reverse();
        records.dedup_by_key(|it| it.orcid);
        records.reverse();
        let documents = || records.iter().filter_map(|it| it.document.as_ref());
        let bytes = documents().map(|it| it.bytes()).sum();
        let outlives = documents().filter_map(|it| it.until).min();
        Batch { records, bytes, outlives, collection: OnceLock::new() }
    }

    /// Lets go of texts that are searched by lists from here on.
    fn let_go(&mut self) {
        self.collection();
        for document in self.records.iter_mut().filter_map(|it| it.document.as_mut()) {
            *document = Arc::new(document.without_texts());
        }
    }

    fn has(&self, orcid: OrcidId) -> bool {
        self.records.binary_search_by_key(&orcid, |it| it.orcid).is_ok()
    }

    fn collection(&self) -> &Collection {
        self.collection.get_or_init(|| {
            let documents: Vec<&Document> = self.records.iter().filter_map(|it| it.document.as_deref()).collect();
            Collection::of(&documents)
        })
    }
}

#[cfg(test)]
mod tests;

//! Those that match, as far as a page needs them.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

use byline_model::{OrcidId, Timestamp};
use tantivy::columnar::Column;
use tantivy::fastfield::AliveBitSet;
use tantivy::query::Weight;
use tantivy::{DocId, Score, Searcher, SegmentReader};

use super::facets::Counting;
use super::work::Work;
use super::{Elsewhere, FOUND_FROM, IndexError};
use crate::facets::Counts;
use crate::order::{Found, Hit};
use crate::plan::After;

/// So many are counted while one is scored.
const COUNTED: u64 = 8;

/// Where matches are collected.
pub(super) struct Collection<'c> {
    pub searcher: &'c Searcher,
    /// Records that are searched elsewhere, where there are any.
    pub elsewhere: Option<Elsewhere<'c>>,
    /// Now.
    pub at: Timestamp,
    pub work: &'c Work,
    /// Where those who match are counted by what they have.
    pub facets: Option<RefCell<Counts>>,
}

/// A match: who it is, how well, and where in the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub base: u64,
    pub score: Score,
    pub segment: usize,
    pub document: DocId,
}

impl Match {
    /// The best first; ties in order of iD.
    fn compare(&self, other: &Match) -> Ordering {
        other.score.total_cmp(&self.score).then(self.base.cmp(&other.base))
    }

    pub fn hit(&self) -> Hit {
        let orcid = OrcidId::from_base(self.base).expect("the index was written from iDs");
        Hit { orcid, score: self.score, keys: Box::default() }
    }
}

/// A score that has a place in an order: behind the iD, which decides.
#[derive(Clone, Copy, Debug)]
struct OrderedScore(Score);

impl Ord for OrderedScore {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for OrderedScore {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for OrderedScore {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for OrderedScore {}

/// The best so far, as many as are wanted.
pub(super) struct Best {
    keep: usize,
    found: Vec<Match>,
    /// Whoever scores less is not among them.
    pub least: Score,
}

impl Best {
    pub fn new(keep: usize) -> Self {
        Best { keep, found: Vec::new(), least: f32::NEG_INFINITY }
    }

    pub fn push(&mut self, found: Match) {
        if self.keep == 0 || found.score < self.least {
            return;
        }
        self.found.push(found);
        // Twice as many as are needed, so that cutting costs little per match.
        if self.found.len() >= self.keep.saturating_mul(2).max(128) {
            self.cut();
        }
    }

    /// Lets go of those that do not belong.
    pub fn cut(&mut self) {
        if self.keep > 0 && self.found.len() >= self.keep {
            let (_, last, _) = self.found.select_nth_unstable_by(self.keep - 1, Match::compare);
            self.least = last.score;
            self.found.truncate(self.keep);
        }
    }

    /// Those from this one on, the best first.
    pub fn page(mut self, from: usize, most: usize) -> Vec<Hit> {
        self.found.sort_unstable_by(Match::compare);
        self.found.iter().skip(from).take(most).map(Match::hit).collect()
    }
}

/// Which documents of a segment count.
pub(super) struct Here<'c> {
    alive: Option<&'c AliveBitSet>,
    ids: Column<u64>,
    /// Where somebody is found only later.
    found_from: Option<Column<i64>>,
    at: Timestamp,
    elsewhere: Option<Elsewhere<'c>>,
}

impl<'c> Here<'c> {
    pub fn of(collection: &Collection<'c>, reader: &'c SegmentReader) -> tantivy::Result<Self> {
        let (ids, at) = (reader.fast_fields().u64("id")?, collection.at);
        let found_from = reader.fast_fields().column_opt::<i64>(FOUND_FROM)?;
        let found_from = found_from.filter(|column| column.max_value() > at.millis());
        Ok(Here { alive: reader.alive_bitset(), ids, found_from, at, elsewhere: collection.elsewhere })
    }

    /// Whose document it is, where it counts.
    pub fn whose(&self, document: DocId) -> Option<u64> {
        let is_later = |column: &Column<i64>| column.first(document).is_some_and(|from| from > self.at.millis());
        if self.alive.is_some_and(|alive| alive.is_deleted(document)) || self.found_from.as_ref().is_some_and(is_later)
        {
            return None;
        }
        let base = self.ids.first(document)?;
        let is_elsewhere = |elsewhere| OrcidId::from_base(base).is_ok_and(elsewhere);
        (!self.elsewhere.is_some_and(is_elsewhere)).then_some(base)
    }

    fn counts(&self, document: DocId) -> bool {
        match (self.alive, &self.found_from, self.elsewhere) {
            (None, None, None) => true,
            _ => self.whose(document).is_some(),
        }
    }
}

impl Collection<'_> {
    /// The page of the best, from this one on.
    pub fn best(&self, weight: &dyn Weight, from: usize, most: usize) -> Result<Found, IndexError> {
        let mut best = Best::new(from.saturating_add(most));
        let mut total = 0;
        self.each(weight, |found| {
            total += 1;
            best.push(found);
        })?;
        Ok(Found { total, hits: best.page(from, most), facets: None })
    }

    /// How many match, whoever they are.
    pub fn count(&self, weight: &dyn Weight) -> Result<usize, IndexError> {
        let mut total = 0;
        for reader in self.searcher.segment_readers() {
            let here = Here::of(self, reader)?;
            let mut spent = Ok(());
            weight.for_each_no_score(reader, &mut |documents| {
                if spent.is_ok() {
                    spent = self.work.spend(1 + documents.len() as u64 / COUNTED);
                    total += documents.iter().filter(|document| here.counts(**document)).count();
                }
            })?;
            spent?;
        }
        Ok(total)
    }

    /// The page of the first after a place in the order of iDs.
    pub fn by_id(&self, weight: &dyn Weight, after: After, from: usize, most: usize) -> Result<Found, IndexError> {
        let keep = from.saturating_add(most);
        // The largest on top: it is the next that does not belong to the page.
        let mut first: BinaryHeap<(u64, OrderedScore)> = BinaryHeap::new();
        let mut total = 0;
        let after = after.0.map(OrcidId::base);
        self.each(weight, |found| {
            total += 1;
            let fits = first.len() < keep || first.peek().is_some_and(|(largest, _)| found.base < *largest);
            if keep > 0 && fits && after.is_none_or(|after| after < found.base) {
                first.push((found.base, OrderedScore(found.score)));
                if first.len() > keep {
                    first.pop();
                }
            }
        })?;
        let hit = |(base, score): (u64, OrderedScore)| Match { base, score: score.0, segment: 0, document: 0 }.hit();
        Ok(Found { total, hits: first.into_sorted_vec().into_iter().skip(from).map(hit).collect(), facets: None })
    }

    /// All of them, by segment and document.
    pub fn all(&self, weight: &dyn Weight) -> Result<Vec<Match>, IndexError> {
        let mut all = Vec::new();
        self.each(weight, |found| all.push(found))?;
        Ok(all)
    }

    fn each(&self, weight: &dyn Weight, mut each: impl FnMut(Match)) -> Result<(), IndexError> {
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            let here = Here::of(self, reader)?;
            let mut spent = Ok(());
            let mut counting = self.facets.is_some().then(|| Counting::of(reader)).transpose()?;
            weight.for_each(reader, &mut |document, score| {
                let Some(base) = here.whose(document) else { return };
                if spent.is_ok() {
                    let values = counting.as_mut().map_or(0, |counting| counting.add(document));
                    spent = self.work.spend(1 + values);
                    each(Match { base, score, segment, document });
                }
            })?;
            spent?;
            if let (Some(counting), Some(counts)) = (counting, &self.facets) {
                counting.finish(self.work, &mut counts.borrow_mut())?;
            }
        }
        Ok(())
    }
}

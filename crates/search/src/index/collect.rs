//! Those that match, as far as a page needs them.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

use byline_model::{OrcidId, Timestamp};
use tantivy::columnar::Column;
use tantivy::query::Weight;
use tantivy::{DocId, Score, Searcher};

use super::facets::Counting;
use super::work::Work;
use super::{Elsewhere, FOUND_FROM, IndexError};
use crate::facets::Counts;
use crate::order::{Found, Hit};
use crate::plan::After;

/// Where matches are collected.
pub(super) struct Collection<'c> {
    pub searcher: &'c Searcher,
    /// Records that are searched elsewhere.
    pub elsewhere: Elsewhere<'c>,
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

impl Collection<'_> {
    /// The page of the best, from this one on.
    pub fn best(&self, weight: &dyn Weight, from: usize, most: usize) -> Result<Found, IndexError> {
        let keep = from.saturating_add(most);
        let mut best: Vec<Match> = Vec::new();
        let mut total = 0;
        self.each(weight, |found| {
            total += 1;
            if keep > 0 {
                best.push(found);
                // Twice as many as are needed, so that cutting costs little per match.
                if best.len() >= keep.saturating_mul(2).max(1024) {
                    best.select_nth_unstable_by(keep, Match::compare);
                    best.truncate(keep);
                }
            }
        })?;
        best.sort_unstable_by(Match::compare);
        let hits = best.iter().skip(from).take(most).map(Match::hit).collect();
        Ok(Found { total, hits, facets: None })
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
            let ids: Column<u64> = reader.fast_fields().u64("id")?;
            let found_from = reader.fast_fields().column_opt::<i64>(FOUND_FROM)?;
            let is_later = |document| {
                let from = found_from.as_ref().and_then(|column| column.first(document));
                from.is_some_and(|from| from > self.at.millis())
            };
            let alive = reader.alive_bitset();
            let mut spent = Ok(());
            let mut counting = self.facets.is_some().then(|| Counting::of(reader)).transpose()?;
            weight.for_each(reader, &mut |document, score| {
                let is_here = alive.is_none_or(|alive| alive.is_alive(document));
                let Some(base) = ids.first(document).filter(|_| is_here && !is_later(document)) else { return };
                if OrcidId::from_base(base).is_ok_and(self.elsewhere) {
                    return;
                }
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

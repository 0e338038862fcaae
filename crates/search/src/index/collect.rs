//! Those that match, as far as a page needs them.

use std::cmp::Ordering;
use std::collections::HashSet;

use byline_model::OrcidId;
use tantivy::columnar::Column;
use tantivy::query::Weight;
use tantivy::{DocId, Score, Searcher};

use super::IndexError;
use super::work::Work;
use crate::order::{Found, Hit};

/// Where matches are collected.
pub(super) struct Collection<'c> {
    pub searcher: &'c Searcher,
    /// Records that are searched elsewhere, by [`OrcidId::base`].
    pub elsewhere: &'c HashSet<u64>,
    pub work: &'c Work,
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
        Ok(Found { total, hits })
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
            let alive = reader.alive_bitset();
            let mut spent = Ok(());
            weight.for_each(reader, &mut |document, score| {
                let is_here = alive.is_none_or(|alive| alive.is_alive(document));
                let Some(base) = ids.first(document).filter(|base| is_here && !self.elsewhere.contains(base)) else {
                    return;
                };
                if spent.is_ok() {
                    spent = self.work.spend(1);
                    each(Match { base, score, segment, document });
                }
            })?;
            spent?;
        }
        Ok(())
    }
}

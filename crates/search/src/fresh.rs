//! The index with what has changed since: answers are as if all were in one place.

use std::collections::HashSet;

use byline_model::OrcidId;

use crate::fields::is_exact;
use crate::index::{IndexError, Snapshot};
use crate::memory::{Budget, Collection, Statistics};
use crate::order::Found;
use crate::plan::Search;

/// An index at a moment, without the records that have changed since, and those as they are now.
pub struct Fresh<'f> {
    index: &'f Snapshot<'f>,
    /// All that have changed, whether they are still found or not.
    changed: &'f HashSet<OrcidId>,
    /// Of those, the ones that are found.
    overlay: &'f Collection,
}

impl<'f> Fresh<'f> {
    /// Each record of the overlay has to be among those that have changed: it would be found twice.
    pub fn new(index: &'f Snapshot<'f>, changed: &'f HashSet<OrcidId>, overlay: &'f Collection) -> Self {
        debug_assert!(overlay.records().all(|orcid| changed.contains(&orcid)), "what is in the overlay has changed");
        Fresh { index, changed, overlay }
    }

    /// Those that a search finds: so many hits from this one on. Index and overlay have a budget each.
    ///
    /// # Errors
    /// [`IndexError::TooExpensive`] when one of them is spent before it is known who matches.
    pub fn search(&self, search: &Search, from: usize, most: usize, budget: Budget) -> Result<Found, IndexError> {
        // Where the page begins in each is known when both are put together.
        let until = from.saturating_add(most);
        let indexed = self.index.search(search, 0, until, self.changed, self, budget)?;
        let changed = self.overlay.search(search, 0, until, self, budget)?;
        Ok(indexed.merged(changed, &search.sort, from, most))
    }
}

/// Of both together, so that a score does not depend on where a record is. Records that have changed count twice until the
/// index has caught up.
impl Statistics for Fresh<'_> {
    fn documents(&self) -> u64 {
        self.index.documents() + self.overlay.documents()
    }

    fn frequency(&self, field: usize, term: &str) -> u64 {
        self.index.frequency(field, term) + self.overlay.frequency(field, term)
    }

    fn average_length(&self, field: usize) -> f32 {
        if is_exact(field) {
            return 1.0;
        }
        let all = |of: &dyn Statistics| f64::from(of.average_length(field)) * of.documents() as f64;
        ((all(self.index) + all(self.overlay)) / self.documents().max(1) as f64) as f32
    }
}

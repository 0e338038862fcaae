//! The index with what has changed since: answers are as if all were in one place.

use crate::fields::is_exact;
use crate::index::{Elsewhere, IndexError, Snapshot};
use crate::memory::{Budget, Statistics};
use crate::order::Found;
use crate::overlay::Overlay;
use crate::plan::Search;

/// An index at a moment, without the records that have changed since, and those as they are now. Without an index, the
/// overlay has all of them.
pub struct Fresh<'f> {
    index: Option<&'f Snapshot>,
    overlay: &'f Overlay,
}

impl<'f> Fresh<'f> {
    /// All that changed since the commit of the index has to be in the overlay.
    pub fn new(index: Option<&'f Snapshot>, overlay: &'f Overlay) -> Self {
        Fresh { index, overlay }
    }

    /// Those that a search finds: so many hits from this one on.
    ///
    /// # Errors
    /// [`IndexError::TooExpensive`] when the budget is spent before it is known who matches.
    pub fn search(&self, search: &Search, from: usize, most: usize, budget: Budget) -> Result<Found, IndexError> {
        let mut budget = budget;
        // Where the page begins in each is known when all are put together.
        let until = from.saturating_add(most);
        let has_changed = |orcid| self.overlay.has(orcid);
        let elsewhere: Option<Elsewhere<'_>> = (!self.overlay.is_empty()).then_some(&has_changed);
        let mut found = match self.index {
            Some(index) => index.search_but(search, 0, until, elsewhere, self, &mut budget)?,
            None => Found::default(),
        };
        for run in self.overlay.runs() {
            let changed = run.search(search, until, self, &mut budget)?;
            found = found.merged(changed, search, 0, until);
        }
        Ok(found.merged(Found::default(), search, from, most))
    }
}

/// Of all together, so that a score does not depend on where a record is. Records that have changed count twice until the
/// index has caught up.
impl Statistics for Fresh<'_> {
    fn documents(&self) -> u64 {
        self.parts().map(Statistics::documents).sum()
    }

    fn frequency(&self, field: usize, term: &str) -> u64 {
        self.parts().map(|part| part.frequency(field, term)).sum()
    }

    fn average_length(&self, field: usize) -> f32 {
        if is_exact(field) {
            return 1.0;
        }
        let all: f64 = self.parts().map(|of| f64::from(of.average_length(field)) * of.documents() as f64).sum();
        (all / self.documents().max(1) as f64) as f32
    }
}

impl<'f> Fresh<'f> {
    fn parts(&self) -> impl Iterator<Item = &'f dyn Statistics> {
        let index = self.index.map(|index| index as &dyn Statistics);
        index.into_iter().chain(self.overlay.runs().map(|run| run.collection() as &dyn Statistics))
    }
}

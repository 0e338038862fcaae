//! How much a search may cost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a search may still touch: entries of lists, and terms that are compared. Counted and not timed, so that the same
/// query is refused on every machine.
#[derive(Clone, Debug)]
pub struct Budget {
    most: u64,
    left: u64,
    nobody_waits: Option<Arc<AtomicBool>>,
}

/// A query that would look at more than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the query is too expensive: it would look at more than {most} entries")]
pub struct TooExpensive {
    pub most: u64,
}

impl Budget {
    /// Of so many entries and terms.
    pub const fn of(most: u64) -> Self {
        Budget { most, left: most, nobody_waits: None }
    }

    /// Spent at once when this becomes true: whoever asked has gone away.
    #[must_use]
    pub fn until(self, nobody_waits: Arc<AtomicBool>) -> Self {
        Budget { nobody_waits: Some(nobody_waits), ..self }
    }

    /// How much has been touched.
    pub const fn spent(&self) -> u64 {
        self.most - self.left
    }

    pub(crate) const fn most(&self) -> u64 {
        self.most
    }

    pub(crate) const fn left(&self) -> u64 {
        self.left
    }

    pub(crate) fn with_left(self, left: u64) -> Self {
        Budget { left, ..self }
    }

    /// Whether nobody waits for the answer any more.
    pub(crate) fn is_in_vain(&self) -> bool {
        self.nobody_waits.as_ref().is_some_and(|it| it.load(Ordering::Relaxed))
    }

    pub(crate) fn spend(&mut self, work: u64) -> Result<(), TooExpensive> {
        let left = self.left.checked_sub(work).filter(|_| !self.is_in_vain());
        self.left = left.ok_or(TooExpensive { most: self.most })?;
        Ok(())
    }
}

impl Default for Budget {
    /// What takes about two seconds, which is when the published service gives up.
    fn default() -> Self {
        Budget::of(100_000_000)
    }
}

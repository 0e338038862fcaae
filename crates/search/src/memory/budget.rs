//! How much a search may cost.

/// What a search may still touch: entries of lists, and terms that are compared. Counted and not timed, so that the same
/// query is refused on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    most: u64,
    left: u64,
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
        Budget { most, left: most }
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

    pub(super) fn spend(&mut self, work: u64) -> Result<(), TooExpensive> {
        self.left = self.left.checked_sub(work).ok_or(TooExpensive { most: self.most })?;
        Ok(())
    }
}

impl Default for Budget {
    /// What takes about two seconds, which is when the published service gives up.
    fn default() -> Self {
        Budget::of(100_000_000)
    }
}

//! What the index of the search may take.

use super::SearchSettings;

/// The index engine takes no less.
const LEAST: u64 = 15 << 20;

impl SearchSettings {
    /// Bytes for what is not written yet.
    pub fn memory(&self) -> usize {
        usize::try_from(self.index_memory.0.max(LEAST)).unwrap_or(usize::MAX)
    }
}

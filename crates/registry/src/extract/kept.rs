//! Outlines that are kept in memory, so that a page of a record that has thousands of works reads those that it shows.
//!
//! An outline holds while its record has the same version and nobody was renamed ([`byline_store::read::Stamp`]); with the
//! works that it names comes the head that says so, in one call.

use std::sync::Arc;

use byline_model::OrcidId;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::outline::Outline;

/// Bytes of outlines that are kept: about a hundred records of thousands of works.
const ROOM: u64 = 64 << 20;
/// The works of a record that has fewer groups are read as quickly as its outline.
const WORTH: usize = 200;

/// An outline of what everybody may see.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) outline: Outline,
    /// Version of the record, and epoch of the names.
    pub(crate) stamp: (u64, u64),
}

#[derive(Clone)]
struct BySize;

impl Weighter<OrcidId, Arc<Kept>> for BySize {
    fn weight(&self, _: &OrcidId, kept: &Arc<Kept>) -> u64 {
        kept.outline.weight() as u64 + 200
    }
}

/// Of records, by their iDs.
pub(crate) struct Outlines(Cache<OrcidId, Arc<Kept>, BySize>);

impl Default for Outlines {
    fn default() -> Self {
        Outlines(Cache::with_weighter(256, ROOM, BySize))
    }
}

impl Outlines {
    pub(crate) fn get(&self, orcid: OrcidId) -> Option<Arc<Kept>> {
        self.0.get(&orcid)
    }

    /// Keeps it where that is worth something.
    pub(crate) fn put(&self, orcid: OrcidId, kept: &Arc<Kept>) {
        if kept.outline.len() >= WORTH {
            self.0.insert(orcid, Arc::clone(kept));
        }
    }
}

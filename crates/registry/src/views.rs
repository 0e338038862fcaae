//! Rendered answers that are kept: in memory, and in the store for those that are expensive to make again.
//!
//! Only answers to anonymous readers are kept. A kept answer carries the version of the record it was made from (and of
//! other records whose names it shows); versions grow in the same commit as any change, so an answer made before a
//! commit is never served after its acknowledgement.

use std::sync::Arc;

use byline_model::OrcidId;
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};

use crate::render::{Rendered, Written};

/// How long rendered answers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepViews {
    /// Not at all: every answer is made anew.
    Off,
    /// In the store, beside the record.
    Store,
    /// In memory up to this many bytes, and in the store where making the answer is expensive.
    Memory { bytes: u64 },
}

impl KeepViews {
    /// In memory, up to 64 MiB.
    pub const DEFAULT: KeepViews = KeepViews::Memory { bytes: 64 * 1024 * 1024 };
}

/// Larger answers are worth a write to the store, up to those that memory alone keeps: on their way into the database they
/// are there three times, and making the largest again takes a tenth of a second.
const EXPENSIVE: std::ops::Range<usize> = 256 * 1024..8 * 1024 * 1024;

pub(crate) struct Views {
    keep: KeepViews,
    memory: Option<Cache<Key, Arc<Rendered>, BySize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) orcid: OrcidId,
    pub(crate) view: u32,
}

impl Key {
    pub(crate) fn new(orcid: OrcidId, section: u32, written: Written) -> Self {
        Key { orcid, view: (written.edition.number() << 12) + section * 4 + written.form as u32 }
    }
}

#[derive(Clone)]
struct BySize;

impl Weighter<Key, Arc<Rendered>> for BySize {
    fn weight(&self, _: &Key, rendered: &Arc<Rendered>) -> u64 {
        rendered.body.len() as u64 + 200
    }
}

/// Room for one of the largest records there are: a cache in shards takes nothing larger than a shard.
const SHARD: u64 = 64 * 1024 * 1024;

fn memory(bytes: u64) -> Cache<Key, Arc<Rendered>, BySize> {
    let options = OptionsBuilder::new()
        .shards(((bytes / SHARD) as usize).clamp(1, 64))
        .estimated_items_capacity((bytes / 20_000).max(16) as usize)
        .weight_capacity(bytes)
        .build()
        .expect("capacities are given");
    Cache::with_options(options, BySize, DefaultHashBuilder::default(), DefaultLifecycle::default())
}

impl Views {
    pub(crate) fn new(keep: KeepViews) -> Self {
        let memory = match keep {
            KeepViews::Memory { bytes } => Some(memory(bytes)),
            KeepViews::Off | KeepViews::Store => None,
        };
        Views { keep, memory }
    }

    pub(crate) fn get(&self, key: Key) -> Option<Arc<Rendered>> {
        self.memory.as_ref()?.get(&key)
    }

    pub(crate) fn put(&self, key: Key, rendered: &Arc<Rendered>) {
        if let Some(memory) = &self.memory {
            memory.insert(key, Arc::clone(rendered));
        }
    }

    /// Whether the store may have an answer.
    pub(crate) fn reads_store(&self) -> bool {
        self.keep != KeepViews::Off
    }

    pub(crate) fn writes_store(&self, rendered: &Rendered) -> bool {
        match self.keep {
            KeepViews::Off => false,
            KeepViews::Store => rendered.stamp.others.is_empty(),
            KeepViews::Memory { .. } => rendered.stamp.others.is_empty() && EXPENSIVE.contains(&rendered.body.len()),
        }
    }
}

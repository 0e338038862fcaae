//! Backups as files: the database and what is said of it, in an archive that other programs can read, too.
//!
//! A backup is a tar archive, compressed by zstd: `manifest.json`, `byline.db`, `SHA256SUMS`, in this order. It is compressed
//! a stretch at a time, each with a checksum of its own, so that what is damaged can be named with its place. The sums at
//! its end are of what stands before them: a backup without them was cut off.

mod frames;
mod read;
mod write;

#[cfg(test)]
mod tests;

use byline_store_sqlite::backup::Facts;
use serde::{Deserialize, Serialize};

pub use read::Reader;
pub use write::write;

/// What stands in a backup.
const MANIFEST: &str = "manifest.json";
const DATABASE: &str = "byline.db";
const SUMS: &str = "SHA256SUMS";

/// Of a manifest, and of the sums.
const SHORT: u64 = 1 << 20;

/// The one there is.
const FORMAT: u32 = 1;

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// Which program wrote it, and its version.
    pub program: String,
    /// The moment that it is of, as RFC 3339 writes it.
    pub made: String,
    /// Bytes of the database.
    pub bytes: u64,
    /// Migrations that were applied to it.
    pub migrations: u64,
    /// The newest number in its change log.
    pub newest: u64,
    /// Rows of each table, in order of names.
    pub rows: Vec<(String, u64)>,
}

impl Manifest {
    /// Of a database that was copied at this moment.
    pub fn new(facts: &Facts, made: String) -> Self {
        let Facts { bytes, migrations, newest, rows } = facts.clone();
        let program = format!("byline {}", env!("CARGO_PKG_VERSION"));
        Manifest { format: FORMAT, program, made, bytes, migrations, newest, rows }
    }

    /// Whether a database is what this says.
    pub fn is_of(&self, facts: &Facts) -> bool {
        let Facts { bytes, migrations, newest, rows } = facts;
        (self.bytes, self.migrations, self.newest, &self.rows) == (*bytes, *migrations, *newest, rows)
    }

    /// Rows of a table; 0 when there is no such table.
    pub fn count(&self, table: &str) -> u64 {
        self.rows.iter().find(|(name, _)| name == table).map_or(0, |(_, count)| *count)
    }
}

//! The suite of `store`, on a file and on a store that is thrown away.

use std::sync::Arc;

use async_trait::async_trait;
use byline_store::Store;
use byline_store::conformance::Harness;
use byline_store_sqlite::{Options, SqliteStore};
use tempfile::TempDir;

struct OnDisk(TempDir);

impl OnDisk {
    fn new() -> Self {
        OnDisk(TempDir::new().expect("temporary directories can be made"))
    }
}

#[async_trait]
impl Harness for OnDisk {
    async fn open(&self) -> Arc<dyn Store> {
        SqliteStore::open(self.0.path().join("byline.db"), Options::small()).expect("the database opens")
    }
}

byline_store::conformance_tests!(OnDisk::new());

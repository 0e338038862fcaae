//! The part of the suite of `store` that is about grants and accounts.

use std::sync::Arc;

use async_trait::async_trait;
use byline_store::AccountStore;
use byline_store::conformance::accounts::AccountHarness;
use byline_store_sqlite::{Options, SqliteStore};
use tempfile::TempDir;

struct OnDisk(TempDir);

impl OnDisk {
    fn new() -> Self {
        OnDisk(TempDir::new().expect("temporary directories can be made"))
    }
}

#[async_trait]
impl AccountHarness for OnDisk {
    async fn open(&self) -> Arc<dyn AccountStore> {
        SqliteStore::open(self.0.path().join("byline.db"), Options::small()).expect("the database opens")
    }
}

byline_store::account_conformance_tests!(OnDisk::new());

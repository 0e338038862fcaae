//! The suite of `store`.

use std::sync::Arc;

use async_trait::async_trait;
use byline_store::conformance::Harness;
use byline_store::conformance::accounts::AccountHarness;
use byline_store::{AccountStore, Store};

use super::{OnServer, on_server};

#[async_trait]
impl Harness for OnServer {
    async fn open(&self) -> Arc<dyn Store> {
        self.store().await
    }
}

#[async_trait]
impl AccountHarness for OnServer {
    async fn open(&self) -> Arc<dyn AccountStore> {
        self.store().await
    }
}

mod store {
    use super::*;

    byline_store::conformance_tests!(on_server!("store"));
}

mod accounts {
    use super::*;

    byline_store::account_conformance_tests!(on_server!("accounts"));
}

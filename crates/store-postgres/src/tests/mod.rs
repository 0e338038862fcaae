//! The suite of `store` on a real server, and what only this adapter promises.

mod calls;
mod conformance;
mod connections;
mod log;
mod schema;

use std::sync::Arc;

use crate::server::Database;
use crate::{Options, PostgresStore};

/// A database of its own, for one test.
pub struct OnServer(pub Database);

impl OnServer {
    /// `None`, and a word about it, where there is no server.
    pub async fn new(test: &str) -> Option<Self> {
        let database = Database::create().await;
        if database.is_none() {
            crate::server::skipped(test);
        }
        database.map(OnServer)
    }

    /// A store on it.
    pub async fn store(&self) -> Arc<PostgresStore> {
        self.store_with(self.0.options()).await
    }

    pub async fn store_with(&self, options: Options) -> Arc<PostgresStore> {
        PostgresStore::open(options).await.expect("the database opens")
    }
}

/// The database of a test, which ends here where there is no server.
macro_rules! on_server {
    ($test:expr) => {
        match $crate::tests::OnServer::new($test).await {
            Some(database) => database,
            None => return,
        }
    };
}
pub(crate) use on_server;

//! How a store is opened.

use std::fmt;
use std::time::Duration;

use byline_store::StoreError;
use tokio_postgres::Config;

use crate::failure::{Failure, Result};

/// Where the database is, and how much of it is used.
#[derive(Clone)]
pub struct Options {
    /// `postgres://user@host/database`, or `host=… dbname=…`, as libpq has them.
    pub url: String,
    /// Of the user, where it is not part of the address.
    pub password: Option<String>,
    /// How many connections there are at most, besides the one that listens.
    pub connections: usize,
    /// How long a statement may take.
    pub statement: Duration,
    /// How long a statement may wait for somebody else's transaction, and how long a transaction of ours may wait for us.
    /// The change log is read up to the oldest transaction that writes, so this is also how long it may stand still.
    pub patience: Duration,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the address, which may have a password in it.
        f.debug_struct("Options").field("connections", &self.connections).finish_non_exhaustive()
    }
}

impl Options {
    /// The usual ones.
    pub fn new(url: impl Into<String>) -> Self {
        Options {
            url: url.into(),
            password: None,
            connections: 16,
            statement: Duration::from_secs(60),
            patience: Duration::from_secs(10),
        }
    }

    /// As the client library wants them, with what every session is told.
    pub(crate) fn config(&self) -> Result<Config> {
        let unusable = |error| Failure::Store(StoreError::Unavailable(format!("the address of the database: {error}")));
        let mut config: Config = self.url.parse().map_err(unusable)?;
        let (statement, patience) = (self.statement.as_millis(), self.patience.as_millis());
        let given = config.get_options().unwrap_or_default().to_owned();
        config.options(format!(
            "{given} -c statement_timeout={statement} -c lock_timeout={patience} \
             -c idle_in_transaction_session_timeout={patience} -c jit=off -c timezone=UTC"
        ));
        if let Some(password) = &self.password {
            config.password(password);
        }
        if config.get_application_name().is_none() {
            config.application_name("byline");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(self.patience);
        }
        Ok(config)
    }
}

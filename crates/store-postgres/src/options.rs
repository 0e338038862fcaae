//! How a store is opened.

use std::fmt;
use std::time::Duration;

use tokio_postgres::{Client, Config, Connection, Socket};

use crate::address::Address;
use crate::failure::Result;
use crate::tls::{Stream, Tls};

/// Where the database is, and how much of it is used.
#[derive(Clone)]
pub struct Options {
    pub address: Address,
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
        f.debug_struct("Options")
            .field("address", &self.address)
            .field("connections", &self.connections)
            .finish_non_exhaustive()
    }
}

impl Options {
    /// The usual ones.
    pub fn new(address: Address) -> Self {
        Options {
            address,
            password: None,
            connections: 16,
            statement: Duration::from_secs(60),
            patience: Duration::from_secs(10),
        }
    }

    /// As the client library wants them, with what every session is told.
    pub(crate) fn config(&self) -> Config {
        let (statement, patience) = (self.statement.as_millis(), self.patience.as_millis());
        self.telling(&format!(
            "-c statement_timeout={statement} -c lock_timeout={patience} \
             -c idle_in_transaction_session_timeout={patience} -c jit=off -c timezone=UTC"
        ))
    }

    /// For upkeep: what is made anew may take long, and whoever waits for it must wait as long.
    pub(crate) fn patient(&self) -> Config {
        self.telling("-c statement_timeout=0 -c lock_timeout=0 -c client_min_messages=warning -c timezone=UTC")
    }

    fn telling(&self, session: &str) -> Config {
        let mut config = self.address.config();
        let given = config.get_options().unwrap_or_default().to_owned();
        config.options(format!("{given} {session}").trim_start());
        if let Some(password) = &self.password {
            config.password(password);
        }
        if config.get_application_name().is_none() {
            config.application_name("byline");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(self.patience);
        }
        config
    }

    /// How its connections are protected.
    ///
    /// # Errors
    /// As [`Tls::new`].
    pub(crate) fn tls(&self) -> Result<Tls> {
        Tls::new(self.address.protection())
    }

    /// One connection, and what has to be driven for it.
    pub(crate) async fn connect(&self, config: &Config) -> Result<(Client, Connection<Socket, Stream<Socket>>)> {
        Ok(config.connect(self.tls()?).await?)
    }
}

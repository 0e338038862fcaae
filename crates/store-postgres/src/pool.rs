//! Connections.

use std::sync::Arc;
use std::time::Duration;

use byline_store::StoreError;
use deadpool_postgres::{Manager, ManagerConfig, Object, RecyclingMethod, Runtime, Timeouts};

use crate::failure::{Failure, Result};
use crate::heard::Heard;
use crate::options::Options;
use crate::query::{self, Answer, Query};

/// Connections to one database, as many as its options say.
#[derive(Clone)]
pub struct Pool {
    pool: deadpool_postgres::Pool,
    heard: Arc<Heard>,
}

/// For so long somebody waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

impl Pool {
    /// A pool that has no connection yet.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the options cannot be used.
    pub fn new(options: &Options) -> Result<Self> {
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(options.config(), options.tls()?, recycling);
        let limits = Timeouts { wait: Some(PATIENCE), create: Some(PATIENCE), recycle: Some(PATIENCE) };
        let pool = deadpool_postgres::Pool::builder(manager)
            .max_size(options.connections.max(2))
            .timeouts(limits)
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| Failure::Store(StoreError::Unavailable(error.to_string())))?;
        Ok(Pool { pool, heard: Arc::default() })
    }

    /// What was asked of the database.
    pub fn heard(&self) -> &Arc<Heard> {
        &self.heard
    }

    /// A connection for several turns.
    pub async fn conn(&self) -> Result<Conn> {
        Ok(Conn { object: Some(self.pool.get().await?), heard: Arc::clone(&self.heard), in_transaction: false })
    }

    /// Statements that change nothing, each by itself, in one turn; tried once more when the connection was gone.
    pub async fn ask(&self, queries: &[Query]) -> Result<Vec<Answer>> {
        match self.conn().await?.run(queries).await {
            Err(failure) if failure.is_about_connection() => self.conn().await?.run(queries).await,
            done => done,
        }
    }

    /// A statement that changes nothing.
    pub async fn one(&self, query: Query) -> Result<Answer> {
        Ok(self.ask(&[query]).await?.into_iter().next().unwrap_or_default())
    }
}

/// A connection that somebody has for themselves. One that is let go inside of a transaction is closed, which ends the
/// transaction.
pub struct Conn {
    object: Option<Object>,
    heard: Arc<Heard>,
    in_transaction: bool,
}

impl Conn {
    /// One turn.
    pub async fn run(&mut self, queries: &[Query]) -> Result<Vec<Answer>> {
        let Some(object) = &self.object else {
            return Err(Failure::Store(StoreError::Unavailable("the connection is closed".into())));
        };
        self.heard.turn(queries);
        // Whoever waits for the answers may be gone before they come: the transaction must be known of before.
        self.in_transaction |= queries.iter().any(|it| it.sql == "BEGIN");
        let answers = query::run(object, queries).await?;
        self.in_transaction &= queries.last().is_none_or(|it| it.sql != "COMMIT" && it.sql != "ROLLBACK");
        Ok(answers)
    }

    /// Undoes what was done in the transaction.
    pub async fn roll_back(&mut self) {
        if self.in_transaction
            && let Err(failure) = self.run(&[Query::new("ROLLBACK", Vec::new())]).await
        {
            tracing::debug!(?failure, "a transaction could not be undone: its connection is closed");
        }
    }
}

impl Drop for Conn {
    fn drop(&mut self) {
        if self.in_transaction
            && let Some(object) = self.object.take()
        {
            drop(Object::take(object));
        }
    }
}

//! What can go wrong inside the adapter, before it is told in the words of the contract.

use byline_store::StoreError;
use deadpool_postgres::PoolError;
use tokio_postgres::error::SqlState;

/// An error of PostgreSQL or one of the contract, so that `?` serves for both.
#[derive(Debug)]
pub enum Failure {
    Store(StoreError),
    Sql(tokio_postgres::Error),
}

/// Inside of this crate, where either error can happen.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// The conflict that a commit ends with when another record has an address; the unique index says the same.
pub const EMAIL_TAKEN: &str = "a record has this e-mail address";

impl Failure {
    /// [`StoreError::Conflict`]: a guard that does not hold, or something that is in the way.
    pub fn conflict(what: &'static str) -> Self {
        Failure::Store(StoreError::Conflict(what))
    }

    /// [`StoreError::Corrupt`]: what was read cannot be understood.
    pub fn corrupt(what: impl Into<String>) -> Self {
        Failure::Store(StoreError::Corrupt(what.into()))
    }

    /// Whether others were in the way, and the same may go through when it is tried again.
    pub fn is_transient(&self) -> bool {
        let Failure::Sql(error) = self else { return false };
        let transient = [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED];
        error.code().is_some_and(|code| transient.contains(code))
    }

    /// Whether the connection is gone.
    pub fn is_about_connection(&self) -> bool {
        let Failure::Sql(error) = self else { return false };
        let ending =
            [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT];
        error.is_closed() || error.code().is_some_and(|code| ending.contains(code))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Store(error)
    }
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        Failure::Sql(error)
    }
}

impl From<PoolError> for Failure {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => Failure::Sql(error),
            other => Failure::Store(StoreError::Unavailable(format!("no connection to the database: {other}"))),
        }
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        let error = match failure {
            Failure::Store(error) => return error,
            Failure::Sql(error) => error,
        };
        let Some(db) = error.as_db_error() else { return StoreError::Unavailable(told(&error)) };
        let code = db.code();
        if *code == SqlState::UNIQUE_VIOLATION {
            return StoreError::Conflict(match db.constraint() {
                Some("emails_pkey") => EMAIL_TAKEN,
                Some("group_ids_group_key_key") => "a group has this id",
                _ => "something that there can be once is there already",
            });
        }
        if [SqlState::DISK_FULL, SqlState::READ_ONLY_SQL_TRANSACTION].contains(code) {
            return StoreError::ReadOnly(told(&error));
        }
        if [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED].contains(code) {
            return StoreError::Corrupt(told(&error));
        }
        StoreError::Unavailable(told(&error))
    }
}

/// An error with what is behind it.
fn told(error: &tokio_postgres::Error) -> String {
    use std::error::Error as _;
    match (error.as_db_error(), error.source()) {
        (Some(db), _) => format!("{} ({})", db.message(), db.code().code()),
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    }
}

//! What can go wrong inside the adapter, before it is told in the words of the contract.

use byline_store::StoreError;
use rusqlite::ErrorCode;

/// An error of SQLite or one of the contract, so that `?` serves for both.
#[derive(Debug)]
pub enum Failure {
    Store(StoreError),
    Sql(rusqlite::Error),
}

/// Inside of this crate, where either error can happen.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

impl Failure {
    /// [`StoreError::Conflict`]: a guard that does not hold, or something that is in the way.
    pub fn conflict(what: &'static str) -> Self {
        Failure::Store(StoreError::Conflict(what))
    }

    /// [`StoreError::Unavailable`]: the database cannot be reached, now or at all.
    pub fn unavailable(what: impl Into<String>) -> Self {
        Failure::Store(StoreError::Unavailable(what.into()))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Store(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Failure::Sql(error)
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => error,
            Failure::Sql(error) if is_damage(&error) => StoreError::Corrupt(error.to_string()),
            Failure::Sql(error) if is_about_writing(&error) => StoreError::ReadOnly(error.to_string()),
            Failure::Sql(error) => StoreError::Unavailable(error.to_string()),
        }
    }
}

/// A disk that is full, or a quota, a limit of file sizes, or a file system that became read-only.
fn is_about_writing(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|failure| {
        matches!(failure.code, ErrorCode::DiskFull | ErrorCode::ReadOnly)
            || failure.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE
    })
}

fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::Error as E;
    match error {
        E::SqliteFailure(failure, _) => matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase),
        E::FromSqlConversionFailure(..)
        | E::IntegralValueOutOfRange(..)
        | E::InvalidColumnType(..)
        | E::Utf8Error(..) => true,
        _ => false,
    }
}

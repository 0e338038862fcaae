//! One process per database.
//!
//! Heads and tokens are kept in memory, so a second process would serve what the first one changed. An advisory lock
//! on a file next to the database keeps it out; the system releases it however the process ends.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// Held as long as the store is open.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// `byline.db` is guarded by `byline.db.lock`.
pub fn path_of(database: &Path) -> PathBuf {
    let mut name = OsString::from(database.as_os_str());
    name.push(".lock");
    PathBuf::from(name)
}

impl Lock {
    pub fn take(database: &Path) -> Result<Self> {
        let path = path_of(database);
        let unusable = |error: std::io::Error| Failure::unavailable(format!("{}: {error}", path.display()));
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => {
                Err(Failure::unavailable(format!("another process has {} open", database.display())))
            }
            Err(TryLockError::Error(error)) => Err(unusable(error)),
        }
    }
}

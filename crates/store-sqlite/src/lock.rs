//! One process per database, and that of this program.
//!
//! Heads and tokens are kept in memory, so a second process would serve what the first one changed. Advisory locks keep it
//! out; the system releases them however the process ends. There are two: on a file next to the database, which holds
//! when the database is replaced, and on the database itself, which holds when somebody tidied the other file away.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::connection::APPLICATION;
use crate::failure::{Failure, Result};

/// Held as long as the store is open.
#[derive(Debug)]
pub struct Lock {
    _beside: File,
    #[cfg(unix)]
    _itself: itself::Held,
}

/// `byline.db` is guarded by `byline.db.lock`.
pub fn path_of(database: &Path) -> PathBuf {
    let mut name = OsString::from(database.as_os_str());
    name.push(".lock");
    PathBuf::from(name)
}

impl Lock {
    /// Makes an empty database when there is none. One of another program is not touched.
    pub fn take(database: &Path) -> Result<Self> {
        must_be_ours(database)?;
        let path = path_of(database);
        let beside = private(&path).map_err(unusable(&path))?;
        exclusively(&beside, database, &path)?;
        Ok(Lock {
            _beside: beside,
            #[cfg(unix)]
            _itself: itself::Held::take(database)?,
        })
    }
}

fn unusable(path: &Path) -> impl Fn(std::io::Error) -> Failure + '_ {
    |error| Failure::unavailable(format!("{}: {error}", path.display()))
}

fn exclusively(file: &File, database: &Path, path: &Path) -> Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(in_use(database)),
        Err(TryLockError::Error(error)) => Err(unusable(path)(error)),
    }
}

fn in_use(database: &Path) -> Failure {
    Failure::unavailable(format!(
        "another process has {} open, and only one can use it: stop the server first",
        database.display()
    ))
}

/// Opens a file to write, for its owner alone: hashes of secrets, addresses and keys lie in it. SQLite gives the files that
/// it keeps beside a database the rights of the database.
pub fn private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights = file.metadata()?.permissions().mode();
        if rights & 0o077 != 0 {
            file.set_permissions(PermissionsExt::from_mode(rights & 0o700))?;
        }
    }
    Ok(file)
}

/// Looks at the header of a file (<https://sqlite.org/fileformat.html>) before anything else does: SQLite itself would
/// write to a database of another program on opening it. What is not there, or empty, may become ours.
pub fn must_be_ours(database: &Path) -> Result<()> {
    #[cfg(unix)]
    if itself::is_open_here(database) {
        // Closing it again would end the locks that SQLite has on it.
        return Ok(());
    }
    let mut header = Vec::new();
    match File::open(database).and_then(|file| file.take(100).read_to_end(&mut header)) {
        Ok(0) => return Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Ok(_) => {}
        Err(error) => return Err(unusable(database)(error)),
    }
    let number = |at: usize| header.get(at..at + 4).map(|it| i32::from_be_bytes(it.try_into().expect("four bytes")));
    let name = database.display();
    match (header.starts_with(b"SQLite format 3\0"), number(68)) {
        (true, Some(APPLICATION)) => Ok(()),
        // Made, and not yet signed: the process ended in between, or what follows is in the write-ahead log.
        (true, Some(0)) if number(40) == Some(0) => Ok(()),
        (true, Some(_)) => Err(Failure::unavailable(format!("{name} is another program's database"))),
        (true, None) | (false, _) => Err(Failure::unavailable(format!("{name} is no database"))),
    }
}

#[cfg(unix)]
mod itself {
    use std::collections::HashSet;
    use std::fs::File;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use super::{exclusively, in_use, private, unusable};
    use crate::failure::Result;

    /// Device and number of each database that this process has open. Closing a file ends the locks that SQLite has on it
    /// through others of the same process (POSIX), so a second one must not even be opened.
    static OPEN: Mutex<Option<HashSet<(u64, u64)>>> = Mutex::new(None);

    fn open() -> MutexGuard<'static, Option<HashSet<(u64, u64)>>> {
        OPEN.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key_of(database: &Path) -> Option<(u64, u64)> {
        std::fs::metadata(database).ok().map(|it| (it.dev(), it.ino()))
    }

    /// Whether this process has the database open.
    pub fn is_open_here(database: &Path) -> bool {
        key_of(database).is_some_and(|key| open().as_ref().is_some_and(|open| open.contains(&key)))
    }

    /// A lock of its own kind (`flock`): those of SQLite (`fcntl`) do not see it.
    #[derive(Debug)]
    pub struct Held {
        _file: File,
        key: (u64, u64),
    }

    impl Held {
        /// Locks the database file itself, beside the file next to it.
        ///
        /// # Errors
        /// Names the database when somebody has it, also when that is this process.
        pub fn take(database: &Path) -> Result<Self> {
            let mut open = open();
            let open = open.get_or_insert_default();
            if key_of(database).is_some_and(|key| open.contains(&key)) {
                return Err(in_use(database));
            }
            let file = private(database).map_err(unusable(database))?;
            exclusively(&file, database, database)?;
            let metadata = file.metadata().map_err(unusable(database))?;
            let key = (metadata.dev(), metadata.ino());
            open.insert(key);
            Ok(Held { _file: file, key })
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            if let Some(open) = open().as_mut() {
                open.remove(&self.key);
            }
        }
    }
}

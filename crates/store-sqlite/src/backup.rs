//! Copies of a database that another process may be writing to, and databases that come back from one.
//!
//! A copy is of one moment: a reader in the middle of a transaction sees the database as it was when that began, however
//! much is written meanwhile, and SQLite's own backup copies page by page what this reader sees. Nobody waits for it. While
//! it lasts the write-ahead log cannot begin anew, and grows by what is written.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use byline_store::{Result, StoreError};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::failure::{self, Failure};
use crate::throwaway::Directory;
use crate::{connection, lock, migrate, query};

/// Pages that are copied between two looks at how far it is: 8 MiB.
const STRETCH: i32 = 1024;

/// Numbers that a registry handed out after its backup are known to others: after it is restored, they are not handed out
/// again. So many put-codes, and places in the change log, are passed over; more than anybody hands out between two backups.
const PUT_CODES: u64 = 10_000_000;
const PLACES: u64 = 1 << 32;

/// How far a copy is: bytes of so many.
pub type Copied<'c> = &'c dyn Fn(u64, u64);

/// What is known of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Length of its file.
    pub bytes: u64,
    /// Migrations that were applied to it.
    pub migrations: u64,
    /// The newest number in its change log.
    pub newest: u64,
    /// Rows of each table, in order of names.
    pub rows: Vec<(String, u64)>,
}

/// A copy without a name, which is gone when it is dropped, and however the process ends.
#[derive(Debug)]
pub struct Copy {
    file: File,
    pub facts: Facts,
    _folder: Directory,
}

impl Copy {
    /// Copies the database as it is at this moment, also while a server writes to it, then looks whether the copy is
    /// sound. The copy takes as much room in the folder `scratch` as the database has.
    ///
    /// # Errors
    /// When there is no database of this program, when it is damaged, or when there is no room.
    pub fn of(database: &Path, scratch: &Path, copied: Copied<'_>) -> Result<Self> {
        Ok(copy(database, scratch, copied)?)
    }

    /// The bytes of the database, from the first one.
    pub fn bytes(&mut self) -> &mut impl Read {
        &mut self.file
    }
}

fn copy(database: &Path, scratch: &Path, copied: Copied<'_>) -> failure::Result<Copy> {
    let unusable = |error: std::io::Error| Failure::unavailable(format!("{}: {error}", scratch.display()));
    lock::must_be_ours(database)?;
    let from = connection::open(database, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    from.execute_batch("PRAGMA query_only = ON; BEGIN")?;
    // The first read is the moment.
    let _pinned: i64 = from.query_row("SELECT sequence FROM meta WHERE id = 1", [], |row| row.get(0))?;
    let folder = Directory::within(scratch)?;
    let path = folder.database();
    drop(lock::private(&path).map_err(unusable)?);
    let mut to = connection::open(&path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Nothing of the copy has to survive anything.
    to.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")?;
    {
        let backup = Backup::new(&from, &mut to)?;
        while backup.step(STRETCH)? != StepResult::Done {
            let progress = backup.progress();
            let pages = |count: i32| u64::try_from(count).unwrap_or(0) * connection::PAGE_SIZE;
            copied(pages(progress.pagecount - progress.remaining), pages(progress.pagecount));
        }
    }
    from.execute_batch("ROLLBACK")?;
    // It came with a write-ahead log, and is to be one file.
    let mode: String = to.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if mode != "delete" {
        return Err(Failure::unavailable(format!("{}: the copy is no single file", scratch.display())));
    }
    let file = File::open(&path).map_err(unusable)?;
    folder.unlink();
    let facts = looked_through(&to, file.metadata().map_err(unusable)?.len())?;
    Ok(Copy { file, facts, _folder: folder })
}

/// Looks through a database that nobody has open: whether it is sound, and one that this program can serve.
///
/// # Errors
/// [`StoreError::Corrupt`] says what is damaged, [`StoreError::Unavailable`] whose it is otherwise.
pub fn examine(database: &Path) -> Result<Facts> {
    lock::must_be_ours(database)?;
    let conn = connection::open(database, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    migrate::must_be_known(&conn)?;
    let bytes = database.metadata().map_err(|error| StoreError::Unavailable(error.to_string()))?.len();
    Ok(looked_through(&conn, bytes)?)
}

/// Makes a database that was restored go on after whatever was handed out since its backup: put-codes and places in the
/// change log are not handed out twice.
///
/// # Errors
/// When it cannot be written.
pub fn go_on_after(database: &Path) -> Result<()> {
    let leap = || -> failure::Result<()> {
        let conn = connection::open(database, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        // Nobody has it yet: half of this is thrown away.
        conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL")?;
        let sql = "UPDATE meta SET put_code = put_code + $1, sequence = sequence + $2 WHERE id = 1";
        conn.execute(sql, [PUT_CODES.cast_signed(), PLACES.cast_signed()])?;
        Ok(())
    };
    Ok(leap()?)
}

fn looked_through(conn: &Connection, bytes: u64) -> failure::Result<Facts> {
    let found: Vec<String> = query::all(conn, "PRAGMA integrity_check(10)", [], |row| Ok(row.get(0)?))?;
    if found != ["ok"] {
        return Err(StoreError::Corrupt(found.join("; ")).into());
    }
    let number = |sql: &str| -> failure::Result<u64> {
        let number: i64 = conn.query_row(sql, [], |row| row.get(0))?;
        Ok(u64::try_from(number).unwrap_or_default())
    };
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let tables: Vec<String> = query::all(conn, tables, [], |row| Ok(row.get(0)?))?;
    let rows = tables.into_iter().map(|table| {
        let count = number(&format!("SELECT count(*) FROM \"{table}\""))?;
        Ok((table, count))
    });
    Ok(Facts {
        bytes,
        migrations: number("SELECT count(*) FROM migrations")?,
        newest: number("SELECT sequence FROM meta WHERE id = 1")?,
        rows: rows.collect::<failure::Result<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use byline_model::{OrcidId, RecordHead, Timestamp};
    use byline_store::{Change, ChangeSet, Store};

    use super::*;
    use crate::{Options, SqliteStore};

    async fn add(store: &SqliteStore, number: u64) {
        let orcid = OrcidId::from_base(990_000_000_000 + number).unwrap();
        let now = Timestamp::from_millis(1);
        let set = ChangeSet::new(now).with(Change::PutRecord(Box::new(RecordHead::new(orcid, now))));
        store.commit(set).await.unwrap();
    }

    fn restored(copy: &mut Copy, path: &Path) -> SqliteStore {
        let mut file = lock::private(path).unwrap();
        std::io::copy(copy.bytes(), &mut file).unwrap();
        assert_eq!(examine(path).unwrap(), copy.facts);
        go_on_after(path).unwrap();
        std::sync::Arc::into_inner(SqliteStore::open(path, Options::small()).unwrap()).unwrap()
    }

    fn count(facts: &Facts, table: &str) -> u64 {
        facts.rows.iter().find(|(name, _)| name == table).unwrap().1
    }

    /// OPS-04
    #[tokio::test]
    async fn a_copy_is_of_one_moment_and_handed_out_numbers_do_not_come_again() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let store = SqliteStore::open(at("byline.db"), Options::small()).unwrap();
        for number in 0..500 {
            add(&store, number).await;
        }
        let (path, scratch) = (at("byline.db"), folder.path().to_owned());
        let copying = std::thread::spawn(move || Copy::of(&path, &scratch, &|_, _| ()));
        for number in 500..600 {
            add(&store, number).await;
        }
        let mut copy = copying.join().unwrap().unwrap();
        let there = count(&copy.facts, "records");
        assert!((500..=600).contains(&there), "{there}");
        assert_eq!(copy.facts.newest, there, "an entry of the log for each");
        let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert!(names.iter().all(|name| name.to_string_lossy().starts_with("byline.db")), "{names:?}");
        let (newest, leased) = (store.newest_in_log().await.unwrap(), store.lease_put_codes(1).await.unwrap());
        let other = restored(&mut copy, &at("other.db"));
        assert_eq!(other.count_records().await.unwrap(), there);
        add(&other, 700).await;
        assert!(other.newest_in_log().await.unwrap() > newest);
        assert!(other.lease_put_codes(1).await.unwrap().start > leased.end);
    }

    /// OPS-04
    #[allow(clippy::disallowed_methods, reason = "how long others wait is what is looked at")]
    #[tokio::test]
    async fn nobody_who_writes_waits_for_a_copy_and_the_log_comes_down_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("byline.db");
        let longest = 1 << 20;
        let store = SqliteStore::open(&path, Options { longest_log: longest, ..Options::small() }).unwrap();
        let log = || std::fs::metadata(folder.path().join("byline.db-wal")).unwrap().len();
        add(&store, 0).await;
        let reader = connection::open(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        reader.execute_batch("BEGIN; SELECT * FROM meta").unwrap();
        let began = std::time::Instant::now();
        let mut number = 1;
        while log() < 4 * longest {
            add(&store, number).await;
            number += 1;
        }
        // A log that cannot begin anew is tried each time it has grown by as much again, for a moment.
        assert!(began.elapsed() < std::time::Duration::from_secs(8), "{:?} for {number}", began.elapsed());
        drop(reader);
        while log() > longest + (1 << 19) {
            assert!(number < 100_000, "it stays at {}", log());
            add(&store, number).await;
            number += 1;
        }
    }

    #[tokio::test]
    async fn what_is_damaged_or_of_another_program_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        drop(SqliteStore::open(at("byline.db"), Options::small()).unwrap());
        let mut bytes = std::fs::read(at("byline.db")).unwrap();
        let end = bytes.len();
        bytes[end - 8192..].fill(0x5a);
        std::fs::write(at("damaged.db"), &bytes).unwrap();
        let told = Copy::of(&at("damaged.db"), folder.path(), &|_, _| ()).unwrap_err();
        assert!(matches!(told, StoreError::Corrupt(_)), "{told}");
        std::fs::write(at("text.db"), "no database").unwrap();
        let told = Copy::of(&at("text.db"), folder.path(), &|_, _| ()).unwrap_err().to_string();
        assert!(told.contains("text.db is no database"), "{told}");
        let newer = Connection::open(at("byline.db")).unwrap();
        newer.execute("INSERT INTO migrations VALUES (99, 'later', 0)", []).unwrap();
        drop(newer);
        let told = examine(&at("byline.db")).unwrap_err().to_string();
        assert!(told.contains("newer version"), "{told}");
        assert!(Copy::of(&at("byline.db"), folder.path(), &|_, _| ()).is_ok(), "it is kept as it is");
    }
}

//! Connections and their settings.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::failure::{Failure, Result};
use crate::options::Options;

/// `BYLN`, so that tools such as file(1) can tell whose database this is.
pub const APPLICATION: i32 = 0x4259_4c4e;

/// With bodies of about a kilobyte, 8 KB pages hold a few items each; measured faster than 4 KB for whole records.
pub const PAGE_SIZE: u64 = 8192;

/// For checkpoints, and for a command that has mails tried again ([`crate::Inspection`]): nobody else writes.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// As many as one connection is ever asked, and some more.
const STATEMENTS: usize = 200;

/// Whether an acknowledgement means that the change survives a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    Full,
    /// For what is thrown away at the end of the process.
    None,
}

impl Durability {
    const fn pragma(self) -> &'static str {
        match self {
            Self::Full => "FULL",
            Self::None => "OFF",
        }
    }
}

/// The connection that writes. Creates the file when there is none.
pub fn writer(path: &Path, options: &Options, durability: Durability) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = open(path, flags)?;
    tune(&conn, options, durability)?;
    let mut is_new = false;
    let application: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match application {
        APPLICATION => {}
        0 if tables == 0 => is_new = true,
        _ => return Err(Failure::unavailable(format!("{} is another program's database", path.display()))),
    }
    conn.execute_batch(&format!("PRAGMA page_size = {PAGE_SIZE}"))?;
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Failure::unavailable(format!("{} cannot have a write-ahead log", path.display())));
    }
    if is_new {
        conn.execute_batch(&format!("PRAGMA application_id = {APPLICATION}"))?;
    }
    // The file of a log that had to grow is cut when it begins anew.
    let (cache, longest) = (options.writer_cache / 1024, options.longest_log);
    conn.execute_batch(&format!("PRAGMA cache_size = -{cache}; PRAGMA journal_size_limit = {longest}"))?;
    Ok(conn)
}

/// A connection for checkpoints: may write, keeps no statements.
pub fn checkpointer(path: &Path, options: &Options, durability: Durability) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    tune(&conn, options, durability)?;
    Ok(conn)
}

/// A connection that reads. Durable like the others all the same: the last one to close moves the write-ahead log into
/// the database, and that may be this one.
pub fn reader(path: &Path, options: &Options, durability: Durability) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    tune(&conn, options, durability)?;
    conn.execute_batch("PRAGMA query_only = ON")?;
    Ok(conn)
}

/// A connection as it is before [`Options`] shape it: waits for locks, keeps statements prepared.
///
/// # Errors
/// Names the file when it cannot be opened.
pub fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags)
        .map_err(|error| Failure::unavailable(format!("{}: {error}", path.display())))?;
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    #[cfg(test)]
    crate::statements::trace(&conn);
    Ok(conn)
}

fn tune(conn: &Connection, options: &Options, durability: Durability) -> Result<()> {
    conn.execute_batch(&format!(
        "PRAGMA synchronous = {}; PRAGMA mmap_size = {}; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0",
        durability.pragma(),
        options.mapped
    ))?;
    Ok(())
}

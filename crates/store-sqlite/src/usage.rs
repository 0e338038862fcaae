//! What was counted in days.

use rusqlite::{Connection, params};

use crate::change::{execute, stored};
use crate::decode::unsigned;
use crate::failure::Result;
use crate::query::one;

/// Adds to what was counted in a day (days since 1970).
pub fn count(conn: &Connection, day: i64, counts: &[(Box<str>, u64)]) -> Result<()> {
    let sql = "INSERT INTO uses (day, who, count) VALUES ($1, $2, $3)
        ON CONFLICT (day, who) DO UPDATE SET count = count + excluded.count";
    for (who, more) in counts {
        execute(conn, sql, params![day, who, stored(*more)])?;
    }
    Ok(())
}

/// Takes away some of what was counted in days before this one.
pub fn forget(conn: &Connection, before: i64) -> Result<()> {
    // Some at a time: a day has as many rows as there were addresses, and this is asked every second.
    let sql = "DELETE FROM uses WHERE (day, who) IN (SELECT day, who FROM uses WHERE day < $1 LIMIT 1000)";
    execute(conn, sql, [before])?;
    Ok(())
}

/// What was counted of somebody in a day; 0 when nothing was.
pub fn counted(conn: &Connection, day: i64, who: &str) -> Result<u64> {
    let sql = "SELECT count FROM uses WHERE day = $1 AND who = $2";
    Ok(one(conn, sql, params![day, who], |row| unsigned(row, 0))?.unwrap_or(0))
}

//! What clients and people were answered, by the keys of their requests.

use byline_model::{Agent, OrcidId, Timestamp};
use byline_store::{Reply, rows};
use rusqlite::{Connection, params};

use crate::change::execute;
use crate::decode::{boxed, get};
use crate::failure::Result;
use crate::query::one;

const DAY: i64 = 24 * 3600 * 1000;

/// What somebody was answered under a key, unless that was forgotten.
pub fn find(conn: &Connection, to: &Agent, key: &str) -> Result<Option<Reply>> {
    let sql = "SELECT fingerprint, outcome FROM replies WHERE client = $1 AND key = $2";
    one(conn, sql, params![rows::agent_text(to), key], |row| {
        Ok(Reply { fingerprint: get(row, 0)?, outcome: boxed(row, 1)? })
    })
}

/// Keeps an answer, and forgets those that are older than a day.
pub fn put(conn: &Connection, to: &Agent, key: &str, reply: &Reply, at: Timestamp) -> Result<()> {
    execute(conn, "DELETE FROM replies WHERE at < $1", [at.millis() - DAY])?;
    let sql = "INSERT INTO replies (client, key, at, fingerprint, outcome) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (client, key) DO UPDATE SET at = excluded.at, fingerprint = excluded.fingerprint,
            outcome = excluded.outcome";
    execute(conn, sql, params![rows::agent_text(to), key, at.millis(), reply.fingerprint, reply.outcome])?;
    Ok(())
}

/// Takes away what a person was answered: it says what was on the record.
pub fn forget_person(conn: &Connection, person: OrcidId) -> Result<()> {
    execute(conn, "DELETE FROM replies WHERE client = $1", [rows::agent_text(&Agent::Person(person))])?;
    Ok(())
}

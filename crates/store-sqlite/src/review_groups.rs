//! Which peer review belongs to which group.

use byline_model::{Item, ItemKind, OrcidId, PutCode};
use byline_store::groups::{group_key, review_group_key};
use byline_store::rows;
use rusqlite::{Connection, params};

use crate::change::{execute, exists};
use crate::decode::{get, text};
use crate::failure::Result;

const KEEP: &str = "INSERT INTO review_groups (orcid, put_code, group_key) VALUES ($1, $2, $3)
    ON CONFLICT (orcid, put_code) DO UPDATE SET group_key = excluded.group_key";
const FORGET: &str = "DELETE FROM review_groups WHERE orcid = $1 AND put_code = $2";
const REVIEWS: &str = "SELECT items.orcid, items.put_code, items.body FROM records CROSS JOIN items
    ON items.orcid = records.orcid AND items.kind = $1";

/// Keeps what a peer review says now.
pub fn put(conn: &Connection, owner: OrcidId, item: &Item) -> Result<()> {
    match review_group_key(&item.body)? {
        Some(key) => {
            execute(conn, KEEP, params![rows::orcid_code(owner), rows::put_code_code(item.put_code), key])?;
            Ok(())
        }
        None => delete(conn, owner, item.put_code),
    }
}

/// Forgets to which group a review belonged.
pub fn delete(conn: &Connection, owner: OrcidId, put_code: PutCode) -> Result<()> {
    execute(conn, FORGET, params![rows::orcid_code(owner), rows::put_code_code(put_code)])?;
    Ok(())
}

/// Whether a review of any record names the group.
pub fn in_use(conn: &Connection, group_id: &str) -> Result<bool> {
    exists(conn, "SELECT 1 FROM review_groups WHERE group_key = $1 LIMIT 1", [group_key(group_id)])
}

/// Whether there is a group with this id.
pub fn known(conn: &Connection, group_id: &str) -> Result<bool> {
    exists(conn, "SELECT 1 FROM group_ids WHERE group_key = $1", [group_key(group_id)])
}

/// Fills the look-up of a database that was made without one.
pub fn fill(conn: &Connection) -> Result<()> {
    let mut statement = conn.prepare(REVIEWS)?;
    let mut found = statement.query([ItemKind::PeerReview.code()])?;
    while let Some(row) = found.next()? {
        if let Some(key) = review_group_key(text(row, 2)?)? {
            execute(conn, KEEP, params![get::<i64>(row, 0)?, get::<i64>(row, 1)?, key])?;
        }
    }
    Ok(())
}

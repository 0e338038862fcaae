//! What identifies items, and how many there are: rows that follow from the items themselves.

use byline_model::{Item, ItemKind, OrcidId, PutCode};
use byline_store::identities::Identities;
use byline_store::{Change, ChangeSet, StoreError, rows};
use rusqlite::{Connection, params};

use crate::change::execute;
use crate::decode::{self, get};
use crate::failure::Result;
use crate::query::{all, one};

const KEEP: &str =
    "INSERT INTO identities (orcid, key, put_code) VALUES ($1, $2, $3) ON CONFLICT (orcid, key, put_code) DO NOTHING";
const FORGET: &str = "DELETE FROM identities WHERE orcid = $1 AND key = $2 AND put_code = $3";
const FIND: &str = "SELECT put_code FROM identities WHERE orcid = $1 AND key = $2";
const COUNT: &str = "SELECT count FROM item_counts WHERE orcid = $1 AND kind = $2";
const ADD: &str = "INSERT INTO item_counts (orcid, kind, count) VALUES ($1, $2, $3)
    ON CONFLICT (orcid, kind) DO UPDATE SET count = count + excluded.count";

/// The numbers of an item.
pub fn of(item: &Item) -> Result<Vec<i64>, StoreError> {
    Identities::new(item.kind, &item.source).of_body(&item.body)
}

/// The numbers of every item that a change set puts, in its order. They are worked out where the change set is made, so
/// that the writer need not.
pub fn of_set(set: &ChangeSet) -> Result<Box<[Vec<i64>]>, StoreError> {
    let items = set.changes.iter().filter_map(|change| match change {
        Change::PutItem { item, .. } => Some(of(item)),
        _ => None,
    });
    items.collect()
}

/// Keeps `after` in the place of `before`.
pub fn replace(conn: &Connection, owner: OrcidId, put_code: PutCode, before: &[i64], after: &[i64]) -> Result<()> {
    let (owner, put_code) = (rows::orcid_code(owner), rows::put_code_code(put_code));
    for key in before.iter().filter(|key| !after.contains(key)) {
        execute(conn, FORGET, params![owner, key, put_code])?;
    }
    for key in after.iter().filter(|key| !before.contains(key)) {
        execute(conn, KEEP, params![owner, key, put_code])?;
    }
    Ok(())
}

pub fn find(conn: &Connection, owner: OrcidId, keys: &[i64]) -> Result<Vec<(i64, PutCode)>> {
    let mut found = Vec::new();
    for key in keys {
        let codes = all(conn, FIND, params![rows::orcid_code(owner), key], |row| Ok(rows::put_code(get(row, 0)?)?))?;
        found.extend(codes.into_iter().map(|code| (*key, code)));
    }
    Ok(found)
}

pub fn count(conn: &Connection, owner: OrcidId, kind: ItemKind) -> Result<u64> {
    let count = one(conn, COUNT, params![rows::orcid_code(owner), kind.code()], |row| decode::unsigned(row, 0))?;
    Ok(count.unwrap_or(0))
}

pub fn add_to_count(conn: &Connection, owner: OrcidId, kind: ItemKind, more: i64) -> Result<()> {
    execute(conn, ADD, params![rows::orcid_code(owner), kind.code(), more])?;
    Ok(())
}

pub fn forget_record(conn: &Connection, owner: OrcidId) -> Result<()> {
    for sql in ["DELETE FROM identities WHERE orcid = $1", "DELETE FROM item_counts WHERE orcid = $1"] {
        execute(conn, sql, [rows::orcid_code(owner)])?;
    }
    Ok(())
}

/// Fills both tables of a database that was made without them.
pub fn fill(conn: &Connection) -> Result<()> {
    conn.execute_batch("INSERT INTO item_counts SELECT orcid, kind, count(*) FROM items GROUP BY orcid, kind")?;
    let mut statement = conn.prepare(
        "SELECT kind, put_code, visibility, author, author_name, origin, origin_name, created, modified, display_index,
            body, orcid FROM items",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let item = decode::item(row)?;
        replace(conn, rows::orcid(get(row, 11)?)?, item.put_code, &[], &of(&item)?)?;
    }
    Ok(())
}

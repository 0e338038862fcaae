//! What identifies items, and how many there are: rows that follow from the items themselves.

use byline_model::{ItemKind, OrcidId, PutCode};
use byline_store::identities::{RULES, of_item};
use byline_store::rows;
use rusqlite::{Connection, Row, params};

use crate::change::execute;
use crate::decode::{self, get};
use crate::failure::Result;
use crate::query::{self, all, one};

const KEEP: &str =
    "INSERT INTO identities (orcid, key, put_code) VALUES ($1, $2, $3) ON CONFLICT (orcid, key, put_code) DO NOTHING";
const FORGET: &str = "DELETE FROM identities WHERE orcid = $1 AND key = $2 AND put_code = $3";
/// In the order in which they are asked for. A statement for each would begin and end a read each time, which is most of
/// what it costs.
const FIND: &str = "SELECT wanted.value, put_code FROM json_each($1) AS wanted CROSS JOIN identities AS it
    ON it.orcid = $2 AND it.key = wanted.value";
/// The same for one number, as most writes have it: a list is read as JSON first.
const FIND_ONE: &str = "SELECT key, put_code FROM identities WHERE key = $1 AND orcid = $2";
/// Both of what a write of one item is held to, in one read.
const FIND_ONE_AND_COUNT: &str = "SELECT key, put_code FROM identities WHERE key = $1 AND orcid = $2
    UNION ALL SELECT NULL, count FROM item_counts WHERE orcid = $2 AND kind = $3";
const COUNT: &str = "SELECT count FROM item_counts WHERE orcid = $1 AND kind = $2";
const ADD: &str = "INSERT INTO item_counts (orcid, kind, count) VALUES ($1, $2, $3)
    ON CONFLICT (orcid, kind) DO UPDATE SET count = count + excluded.count";

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

/// Which of these numbers items of the record have, each with the put-code of its item.
pub fn find(conn: &Connection, owner: OrcidId, keys: &[i64]) -> Result<Vec<(i64, PutCode)>> {
    let owner = rows::orcid_code(owner);
    let found = |row: &Row<'_>| Ok((get(row, 0)?, rows::put_code(get(row, 1)?)?));
    match keys {
        [] => Ok(Vec::new()),
        [one] => all(conn, FIND_ONE, params![one, owner], found),
        _ => all(conn, FIND, params![query::numbers(keys.iter().copied()), owner], found),
    }
}

/// The same, and how many items of a kind the record has.
pub fn find_and_count(
    conn: &Connection,
    owner: OrcidId,
    keys: &[i64],
    kind: ItemKind,
) -> Result<(Vec<(i64, PutCode)>, u64)> {
    let &[one] = keys else { return Ok((find(conn, owner, keys)?, count(conn, owner, kind)?)) };
    let (mut found, mut count) = (Vec::new(), 0);
    let row = |row: &Row<'_>| Ok((get::<Option<i64>>(row, 0)?, decode::unsigned(row, 1)?));
    for (key, number) in all(conn, FIND_ONE_AND_COUNT, params![one, rows::orcid_code(owner), kind.code()], row)? {
        match key {
            Some(key) => found.push((key, rows::put_code(crate::change::stored(number))?)),
            None => count = number,
        }
    }
    Ok((found, count))
}

/// How many items of a kind a record has, without looking at them.
pub fn count(conn: &Connection, owner: OrcidId, kind: ItemKind) -> Result<u64> {
    let count = one(conn, COUNT, params![rows::orcid_code(owner), kind.code()], |row| decode::unsigned(row, 0))?;
    Ok(count.unwrap_or(0))
}

/// Notes that a record has so many items of a kind more, or fewer.
pub fn add_to_count(conn: &Connection, owner: OrcidId, kind: ItemKind, more: i64) -> Result<()> {
    execute(conn, ADD, params![rows::orcid_code(owner), kind.code(), more])?;
    Ok(())
}

/// Takes away numbers and counts of a record.
pub fn forget_record(conn: &Connection, owner: OrcidId) -> Result<()> {
    for sql in ["DELETE FROM identities WHERE orcid = $1", "DELETE FROM item_counts WHERE orcid = $1"] {
        execute(conn, sql, [rows::orcid_code(owner)])?;
    }
    Ok(())
}

/// Items whose numbers are made anew in one transaction, and so at most once more when that was broken off.
pub const STRETCH: usize = 10_000;
const ITEMS: &str = "SELECT kind, put_code, visibility, author, author_name, origin, origin_name, created, modified,
    display_index, body, orcid FROM items WHERE orcid > $1 ORDER BY orcid, kind, put_code";

/// Makes the numbers anew where they were made by other rules than today's. Answers that are kept go too, since they show
/// what the rules say. A run that is broken off goes on where it was.
pub fn renew(conn: &mut Connection, stretch: usize) -> Result<()> {
    let mut done = 0_usize;
    loop {
        let rules = "SELECT version, reached FROM identity_rules WHERE id = 1";
        let (version, reached): (u32, i64) = conn.query_row(rules, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if version == RULES {
            return Ok(());
        }
        let transaction = conn.transaction()?;
        if reached == 0 {
            execute(&transaction, "DELETE FROM views", [])?;
        }
        let (items, last) = renew_after(&transaction, reached, stretch)?;
        match last {
            Some(last) => execute(&transaction, "UPDATE identity_rules SET reached = $1 WHERE id = 1", [last])?,
            None => {
                let sql = "UPDATE identity_rules SET version = $1, reached = 0 WHERE id = 1";
                execute(&transaction, sql, [RULES])?
            }
        };
        transaction.commit()?;
        done += items;
        if items > 0 {
            tracing::info!(
                items = done,
                rules = RULES,
                "identifiers are compared by newer rules: working them out anew"
            );
        }
    }
}

/// The records after one, about so many items: how many they were, and the last record, or `None` after the last of all.
fn renew_after(conn: &Connection, reached: i64, stretch: usize) -> Result<(usize, Option<i64>)> {
    let mut statement = conn.prepare_cached(ITEMS)?;
    let mut found = statement.query([reached])?;
    let (mut items, mut last) = (0, None);
    while let Some(row) = found.next()? {
        let orcid: i64 = get(row, 11)?;
        if last != Some(orcid) {
            if items >= stretch {
                break;
            }
            execute(conn, "DELETE FROM identities WHERE orcid = $1", [orcid])?;
            last = Some(orcid);
        }
        items += 1;
        let item = decode::item(row)?;
        match of_item(&item) {
            Ok(keys) => replace(conn, rows::orcid(orcid)?, item.put_code, &[], &keys)?,
            // One damaged item must not keep everybody else out.
            Err(error) => {
                tracing::warn!(error = %error, put_code = item.put_code.get(), "an item cannot be identified")
            }
        }
    }
    Ok((items, last))
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
        replace(conn, rows::orcid(get(row, 11)?)?, item.put_code, &[], &of_item(&item)?)?;
    }
    Ok(())
}

//! The look-up of names. What a name is kept under is made from its item alone, so the rows of one that goes are known
//! without a second index, and a new record costs a row or two.

use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordState};
use byline_store::{names, rows};
use rusqlite::{Connection, params};

use crate::change::execute;
use crate::decode::{get, text};
use crate::failure::Result;
use crate::query::{all, one};

const KEEP: &str = "INSERT INTO names (key, orcid) VALUES ($1, $2) ON CONFLICT (key, orcid) DO NOTHING";
const FORGET: &str = "DELETE FROM names WHERE key = $1 AND orcid = $2";
/// Whether the record is in use is asked when somebody looks: closing one touches no rows here.
const FIND: &str = "SELECT names.orcid FROM names JOIN records ON records.orcid = names.orcid
    WHERE names.key = $1 AND records.state = $2 LIMIT $3";
const NAME: &str = "SELECT visibility, body FROM items WHERE orcid = $1 AND kind = $2 AND put_code = $3";
/// In the order of the table, so that a filled-in look-up costs one pass.
const NAMES: &str = "SELECT items.orcid, items.visibility, items.body FROM records CROSS JOIN items
    ON items.orcid = records.orcid AND items.kind = $1 WHERE items.visibility = $2";

/// The numbers under which the name that the database has now is kept.
fn kept(conn: &Connection, owner: OrcidId, put_code: PutCode) -> Result<Vec<i64>> {
    let key = params![rows::orcid_code(owner), ItemKind::Name.code(), rows::put_code_code(put_code)];
    let found = one(conn, NAME, key, |row| keys(rows::visibility(get(row, 0)?)?, text(row, 1)?))?;
    Ok(found.unwrap_or_default())
}

fn keys(visibility: byline_model::Visibility, body: &str) -> Result<Vec<i64>> {
    Ok(names::public_name_keys(visibility, body)?)
}

/// Before a name is put in the place of what is there: keeps it where it is to be found from now on.
pub fn put(conn: &Connection, owner: OrcidId, item: &Item) -> Result<()> {
    let (before, after) = (kept(conn, owner, item.put_code)?, keys(item.visibility, &item.body)?);
    for key in before.iter().filter(|key| !after.contains(key)) {
        execute(conn, FORGET, params![key, rows::orcid_code(owner)])?;
    }
    for key in after.iter().filter(|key| !before.contains(key)) {
        execute(conn, KEEP, params![key, rows::orcid_code(owner)])?;
    }
    Ok(())
}

/// Before a name is deleted.
pub fn delete(conn: &Connection, owner: OrcidId, put_code: PutCode) -> Result<()> {
    for key in kept(conn, owner, put_code)? {
        execute(conn, FORGET, params![key, rows::orcid_code(owner)])?;
    }
    Ok(())
}

/// Records in use, by the closest number first.
pub fn find(conn: &Connection, given: &str, family: &str, most: usize) -> Result<Vec<OrcidId>> {
    let mut found: Vec<OrcidId> = Vec::new();
    for key in names::name_keys(given, family) {
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        for orcid in
            all(conn, FIND, params![key, RecordState::Active.as_str(), limit], |row| Ok(rows::orcid(get(row, 0)?)?))?
        {
            if found.len() < most && !found.contains(&orcid) {
                found.push(orcid);
            }
        }
    }
    Ok(found)
}

/// So many rows are sorted in memory before they are written: in order they cost a fraction of what they do at random.
const SORTED: usize = 1 << 20;

/// Fills the look-up of a database that was made without one.
pub fn fill(conn: &Connection) -> Result<()> {
    let mut statement = conn.prepare(NAMES)?;
    let public = rows::visibility_code(byline_model::Visibility::Public);
    let mut found = statement.query(params![ItemKind::Name.code(), public])?;
    let mut waiting: Vec<(i64, i64)> = Vec::new();
    while let Some(row) = found.next()? {
        let orcid: i64 = get(row, 0)?;
        let keys = keys(rows::visibility(get(row, 1)?)?, text(row, 2)?)?;
        waiting.extend(keys.into_iter().map(|key| (key, orcid)));
        if waiting.len() >= SORTED {
            write(conn, &mut waiting)?;
        }
    }
    write(conn, &mut waiting)
}

fn write(conn: &Connection, waiting: &mut Vec<(i64, i64)>) -> Result<()> {
    waiting.sort_unstable();
    for (key, orcid) in waiting.drain(..) {
        execute(conn, KEEP, params![key, orcid])?;
    }
    Ok(())
}

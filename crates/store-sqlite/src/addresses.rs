//! The look-up of e-mail addresses, and what becomes of two that turn out to be one.
//!
//! An address belongs to one item. Addresses that were kept apart until their keys were made in another way
//! (`decisions` 50) belong to the item whose owner proved it first; the others are contested, and stay in their records
//! until they are put again.

use std::collections::BTreeMap;

use byline_model::{Item, ItemKind, OrcidId, PutCode, email};
use byline_store::{LinkPurpose, Page, SharedAddress, SharedPlace, Stretch, rows};
use rusqlite::{Connection, Row, params};

use crate::change::{execute, exists};
use crate::decode::{boxed, get, text};
use crate::failure::{Failure, Result};
use crate::guards::EMAIL_TAKEN;
use crate::lists::{BEFORE_ALL, most, page};
use crate::query::{all, one};

/// Before an item is put: finds its record by its address from now on.
pub fn keep(conn: &Connection, owner: OrcidId, item: &Item) -> Result<()> {
    let Some(address) = rows::email_of(&item.body)? else { return Ok(()) };
    let place = params![address, rows::orcid_code(owner), rows::put_code_code(item.put_code)];
    let kept = "INSERT INTO emails (address, orcid, put_code) VALUES ($1, $2, $3) ON CONFLICT (address) DO NOTHING";
    if execute(conn, kept, place)? > 0 {
        uncontest(conn, owner, item.put_code)?;
        return Ok(());
    }
    // What was there before goes on being there, whatever else changes about it.
    let contested = "SELECT 1 FROM contested WHERE address = $1 AND orcid = $2 AND put_code = $3";
    if exists(conn, contested, place)? { Ok(()) } else { Err(Failure::conflict(EMAIL_TAKEN)) }
}

/// Before another item is put in the place of one.
pub fn drop(conn: &Connection, owner: OrcidId, put_code: PutCode) -> Result<()> {
    let key = params![rows::orcid_code(owner), rows::put_code_code(put_code)];
    execute(conn, "DELETE FROM emails WHERE orcid = $1 AND put_code = $2", key)?;
    Ok(())
}

/// After an item was deleted.
pub fn uncontest(conn: &Connection, owner: OrcidId, put_code: PutCode) -> Result<()> {
    let key = params![rows::orcid_code(owner), rows::put_code_code(put_code)];
    execute(conn, "DELETE FROM contested WHERE orcid = $1 AND put_code = $2", key)?;
    Ok(())
}

/// Takes away all addresses of a record, those that another record has as well included.
pub fn forget_record(conn: &Connection, owner: OrcidId) -> Result<()> {
    let key = [rows::orcid_code(owner)];
    execute(conn, "DELETE FROM emails WHERE orcid = $1", key)?;
    execute(conn, "DELETE FROM contested WHERE orcid = $1", key)?;
    Ok(())
}

const SHARED: &str = "SELECT c.address, e.orcid, c.orcid, c.put_code
    FROM contested c CROSS JOIN emails e ON e.address = c.address WHERE (c.address, c.orcid, c.put_code) > ($1, $2, $3)
    ORDER BY c.address, c.orcid, c.put_code LIMIT $4";

/// The addresses that several records have, in order of address.
pub fn shared(conn: &Connection, stretch: &Stretch<SharedPlace>) -> Result<Page<SharedAddress, SharedPlace>> {
    let (address, other, put_code) = stretch.place().map_or(("", BEFORE_ALL, BEFORE_ALL), |it| {
        (&*it.address, rows::orcid_code(it.other), rows::put_code_code(it.put_code))
    });
    let row = |row: &Row<'_>| {
        let (address, keeper, other) = (boxed(row, 0)?, rows::orcid(get(row, 1)?)?, rows::orcid(get(row, 2)?)?);
        let place = SharedPlace { address: address.clone(), other, put_code: rows::put_code(get(row, 3)?)? };
        Ok((SharedAddress { address, keeper, other }, place))
    };
    let found = page(conn, SHARED, params![address, other, put_code, most(stretch)], stretch, row, |it| it.1.clone())?;
    Ok(found.map(|(shared, _)| shared))
}

/// Somebody who has an address: compares by when they proved it, those who never did after all others.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    unproven: bool,
    since: i64,
    orcid: i64,
    put_code: i64,
}

/// Gives every address its key anew. Those in ASCII keep theirs, which is most of them.
pub fn derive_keys(conn: &Connection) -> Result<()> {
    let mut claims: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
    for (old, orcid, put_code) in
        all(conn, "SELECT address, orcid, put_code FROM emails WHERE address GLOB '*[^ -~]*'", [], |row| {
            Ok((text(row, 0)?.to_owned(), get::<i64>(row, 1)?, get::<i64>(row, 2)?))
        })?
    {
        let claim = claim(conn, &old, orcid, put_code)?;
        claims.entry(email::key(&old)).or_default().push(claim);
        execute(conn, "DELETE FROM emails WHERE address = $1", [old])?;
    }
    for (key, mut claims) in claims {
        // Somebody may have written it in ASCII all along.
        let there = one(conn, "SELECT orcid, put_code FROM emails WHERE address = $1", [&key], |row| {
            Ok((get::<i64>(row, 0)?, get::<i64>(row, 1)?))
        })?;
        if let Some((orcid, put_code)) = there {
            claims.push(claim(conn, &key, orcid, put_code)?);
        }
        claims.sort_unstable();
        let mut claims = claims.into_iter();
        if let Some(Claim { orcid, put_code, .. }) = claims.next() {
            let sql = "INSERT INTO emails (address, orcid, put_code) VALUES ($1, $2, $3)
                ON CONFLICT (address) DO UPDATE SET orcid = excluded.orcid, put_code = excluded.put_code";
            execute(conn, sql, params![key, orcid, put_code])?;
        }
        for Claim { orcid, put_code, .. } in claims {
            let sql = "INSERT INTO contested (orcid, put_code, address) VALUES ($1, $2, $3)";
            execute(conn, sql, params![orcid, put_code, key])?;
        }
    }
    rekey(conn, "links", "address")?;
    rekey(conn, "mails", "address_key")
}

/// A proof leaves the link that was followed, for a while, and the moment when the item was changed by it.
fn claim(conn: &Connection, address: &str, orcid: i64, put_code: i64) -> Result<Claim> {
    let sql = "SELECT json_extract(body, '$.verified'), coalesce(modified, created) FROM items
        WHERE orcid = $1 AND kind = $2 AND put_code = $3";
    let item = one(conn, sql, params![orcid, ItemKind::Email.code(), put_code], |row| {
        Ok((get::<Option<bool>>(row, 0)?.unwrap_or(false), get::<Option<i64>>(row, 1)?))
    })?;
    let (proven, changed) = item.unwrap_or((false, None));
    let sql = "SELECT used FROM links WHERE person = $1 AND purpose = $2 AND address = $3 AND used IS NOT NULL
        ORDER BY used LIMIT 1";
    let followed =
        one(conn, sql, params![orcid, LinkPurpose::VerifyEmail.as_str(), address], |row| get::<i64>(row, 0))?;
    Ok(Claim { unproven: !proven, since: followed.or(changed).unwrap_or(i64::MAX), orcid, put_code })
}

fn rekey(conn: &Connection, table: &str, column: &str) -> Result<()> {
    let old = format!("SELECT DISTINCT {column} FROM {table} WHERE {column} GLOB '*[^ -~]*'");
    let new = format!("UPDATE {table} SET {column} = $1 WHERE {column} = $2");
    for address in all(conn, &old, [], |row| Ok(text(row, 0)?.to_owned()))? {
        execute(conn, &new, params![email::key(&address), address])?;
    }
    Ok(())
}

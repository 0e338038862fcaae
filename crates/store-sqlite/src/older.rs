//! Databases as older versions of this program left them, for tests of what an upgrade does.

use byline_model::{ItemKind, OrcidId, RecordHead, Timestamp};
use byline_store::rows::{self, HeadRow};
use byline_store::{Account, account_json};
use rusqlite::{Connection, params};

use crate::connection::APPLICATION;
use crate::failure::Result;
use crate::migrate;

/// Somebody with an address.
pub struct Somebody<'a> {
    pub orcid: OrcidId,
    pub address: &'a str,
    /// When they followed the link of the mail.
    pub proven: Option<Timestamp>,
    /// A PHC string.
    pub password: Option<&'a str>,
}

/// Fills an empty database with people, as it was before addresses that are written in two ways were one.
pub fn fill(conn: &mut Connection, people: &[Somebody<'_>]) -> Result<()> {
    conn.pragma_update(None, "application_id", APPLICATION)?;
    migrate::run_before("email_keys", conn)?;
    for (Somebody { orcid, address, proven, password }, put_code) in people.iter().zip(1000..) {
        let head = RecordHead::new(*orcid, proven.unwrap_or(Timestamp::EPOCH));
        let row = HeadRow::from(&head);
        conn.execute(
            "INSERT INTO records (orcid, version, state, primary_orcid, modified, body) VALUES ($1, 1, $2, NULL, $3, $4)",
            params![row.orcid, row.state, row.modified, row.body],
        )?;
        let body = format!(r#"{{"email":"{address}","verified":{},"primary":true}}"#, proven.is_some());
        conn.execute(
            "INSERT INTO items (orcid, kind, put_code, visibility, modified, display_index, body)
             VALUES ($1, $2, $3, 3, $4, 0, $5)",
            params![row.orcid, ItemKind::Email.code(), put_code, proven.map(Timestamp::millis), body],
        )?;
        let key = address.trim().to_lowercase();
        conn.execute(
            "INSERT INTO emails (address, orcid, put_code) VALUES ($1, $2, $3)",
            params![key, row.orcid, put_code],
        )?;
        let account = Account { password: password.map(Box::from), ..Account::new(*orcid) };
        conn.execute(
            "INSERT INTO accounts (orcid, body) VALUES ($1, $2)",
            params![rows::orcid_code(*orcid), account_json(&account)],
        )?;
    }
    conn.execute("UPDATE meta SET records = records + $1, put_code = 5000", [people.len() as i64])?;
    Ok(())
}

/// The same as a file, as [`SqliteStore::throwaway_from`](crate::SqliteStore::throwaway_from) takes it.
///
/// # Panics
/// When there is no place for it.
pub fn image(people: &[Somebody<'_>]) -> Vec<u8> {
    let mut conn = Connection::open_in_memory().expect("memory");
    fill(&mut conn, people).expect("an empty database");
    conn.serialize("main").expect("a database in memory").to_vec()
}

//! Inboxes.

use async_trait::async_trait;
use byline_model::{Agent, ClientId, OrcidId, PutCode, Source, Timestamp};
use byline_store::notifications::{content, content_json};
use byline_store::{InboxStore, Notification, NotificationChange, NotificationContent, Result, Shelf, rows};
use rusqlite::{Connection, Row, params};

use crate::change::{execute, exists};
use crate::decode::{get, moment, source, text};
use crate::failure::{Failure, Result as Done};
use crate::query::{all, limit, one};
use crate::store::SqliteStore;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT put_code, orcid, kind, author, author_name, origin, origin_name, created, sent, read, actioned, \
             archived, body FROM notifications ",
            $rest
        )
    };
}

const ONE: &str = select!("WHERE put_code = $1");
const CURRENT: &str =
    select!("WHERE orcid = $1 AND archived IS NULL ORDER BY created DESC, put_code DESC LIMIT $2 OFFSET $3");
const ARCHIVED: &str =
    select!("WHERE orcid = $1 AND archived IS NOT NULL ORDER BY created DESC, put_code DESC LIMIT $2 OFFSET $3");
const COUNT_CURRENT: &str = "SELECT count(*) FROM notifications WHERE orcid = $1 AND archived IS NULL";
const COUNT_ARCHIVED: &str = "SELECT count(*) FROM notifications WHERE orcid = $1 AND archived IS NOT NULL";
const COUNT_UNREAD: &str = "SELECT count(*) FROM notifications WHERE orcid = $1 AND read IS NULL AND archived IS NULL";
const REQUESTS: &str =
    select!("WHERE orcid = $1 AND author = $2 AND kind = $3 ORDER BY created DESC, put_code DESC LIMIT $4");
const OPEN_REQUESTS: &str = select!(
    "WHERE orcid = $1 AND kind = $2 AND actioned IS NULL AND archived IS NULL ORDER BY created DESC, put_code DESC"
);
const OPEN_AMENDMENT: &str = select!(
    "WHERE orcid = $1 AND author = $2 AND kind = $3 AND origin IS $4 AND read IS NULL AND sent IS NULL \
     AND archived IS NULL ORDER BY created DESC, put_code DESC LIMIT 1"
);
const AFTER: &str = select!("WHERE put_code > $1 ORDER BY put_code LIMIT $2");

#[async_trait]
impl InboxStore for SqliteStore {
    async fn notification(&self, put_code: PutCode) -> Result<Option<Notification>> {
        Ok(self.lookups.run(|conn| one(conn, ONE, [rows::put_code_code(put_code)], notification))?)
    }

    async fn inbox(&self, person: OrcidId, shelf: Shelf, skip: usize, count: usize) -> Result<Vec<Notification>> {
        Ok(self.lookups.run(|conn| page(conn, person, shelf, skip, count))?)
    }

    async fn count_inbox(&self, person: OrcidId, shelf: Shelf) -> Result<u64> {
        let sql = match shelf {
            Shelf::Current => COUNT_CURRENT,
            Shelf::Archived => COUNT_ARCHIVED,
        };
        Ok(self.lookups.run(|conn| count(conn, sql, person))?)
    }

    async fn count_unread(&self, person: OrcidId) -> Result<u64> {
        Ok(self.lookups.run(|conn| count(conn, COUNT_UNREAD, person))?)
    }

    async fn permission_requests(&self, person: OrcidId, client: &ClientId, most: usize) -> Result<Vec<Notification>> {
        let author = rows::agent_text(&Agent::Client(client.clone()));
        let person = rows::orcid_code(person);
        let most = limit(most);
        self.readers
            .run(move |conn| {
                all(conn, REQUESTS, params![person, author, NotificationContent::PERMISSION, most], notification)
            })
            .await
    }

    async fn open_requests(&self, person: OrcidId) -> Result<Vec<Notification>> {
        let key = params![rows::orcid_code(person), NotificationContent::PERMISSION];
        Ok(self.lookups.run(|conn| all(conn, OPEN_REQUESTS, key, notification))?)
    }

    async fn open_amendment(&self, person: OrcidId, source: &Source) -> Result<Option<Notification>> {
        let (author, origin) =
            (source.author.as_ref().map(rows::agent_text), source.origin.as_ref().map(rows::agent_text));
        let key = params![rows::orcid_code(person), author, NotificationContent::AMENDED, origin];
        Ok(self.lookups.run(|conn| one(conn, OPEN_AMENDMENT, key, notification))?)
    }

    async fn notifications_after(&self, after: Option<PutCode>, most: usize) -> Result<Vec<Notification>> {
        let after = after.map_or(0, rows::put_code_code);
        self.readers.run(move |conn| all(conn, AFTER, params![after, limit(most)], notification)).await
    }
}

pub fn page(conn: &Connection, person: OrcidId, shelf: Shelf, skip: usize, count: usize) -> Done<Vec<Notification>> {
    let sql = match shelf {
        Shelf::Current => CURRENT,
        Shelf::Archived => ARCHIVED,
    };
    all(conn, sql, params![rows::orcid_code(person), limit(count), limit(skip)], notification)
}

fn count(conn: &Connection, sql: &str, person: OrcidId) -> Done<u64> {
    let found = one(conn, sql, [rows::orcid_code(person)], |row| crate::decode::unsigned(row, 0))?;
    Ok(found.unwrap_or_default())
}

fn notification(row: &Row<'_>) -> Done<Notification> {
    Ok(Notification {
        put_code: rows::put_code(get(row, 0)?)?,
        person: rows::orcid(get(row, 1)?)?,
        source: source(row, 3)?,
        created: Timestamp::from_millis(get(row, 7)?),
        sent: moment(row, 8)?,
        read: moment(row, 9)?,
        actioned: moment(row, 10)?,
        archived: moment(row, 11)?,
        content: content(text(row, 2)?, text(row, 12)?)?,
    })
}

/// Whether the notification is there and was neither read nor put away.
pub fn unread(conn: &Connection, put_code: PutCode) -> Done<bool> {
    let sql = "SELECT 1 FROM notifications WHERE put_code = $1 AND read IS NULL AND archived IS NULL";
    exists(conn, sql, [rows::put_code_code(put_code)])
}

pub fn forget_person(conn: &Connection, person: OrcidId) -> Done<()> {
    execute(conn, "DELETE FROM notifications WHERE orcid = $1", [rows::orcid_code(person)])?;
    Ok(())
}

pub fn apply(conn: &Connection, change: &NotificationChange) -> Done<()> {
    let (sql, person, put_code, at) = match change {
        NotificationChange::Put(notification) => return put(conn, notification),
        NotificationChange::Trim { person, current, all, at } => return trim(conn, *person, (*current, *all), *at),
        NotificationChange::Age { archive, forget, most, at } => return age(conn, (*archive, *forget), *most, *at),
        NotificationChange::Read { person, put_code, at } => (
            "UPDATE notifications SET read = $1 WHERE put_code = $2 AND orcid = $3 AND read IS NULL",
            person,
            put_code,
            at,
        ),
        NotificationChange::Actioned { person, put_code, at } => (
            "UPDATE notifications SET actioned = $1, read = coalesce(read, $1)
             WHERE put_code = $2 AND orcid = $3 AND actioned IS NULL",
            person,
            put_code,
            at,
        ),
        NotificationChange::Archive { person, put_code, at } => (
            "UPDATE notifications SET archived = $1 WHERE put_code = $2 AND orcid = $3 AND archived IS NULL",
            person,
            put_code,
            at,
        ),
    };
    execute(conn, sql, params![at.millis(), rows::put_code_code(*put_code), rows::orcid_code(*person)])?;
    Ok(())
}

fn trim(conn: &Connection, person: OrcidId, (current, every): (usize, usize), at: Timestamp) -> Done<()> {
    let person = rows::orcid_code(person);
    let sql = "UPDATE notifications SET archived = $1 WHERE put_code IN (
        SELECT put_code FROM notifications WHERE orcid = $2 AND archived IS NULL
        ORDER BY created DESC, put_code DESC LIMIT -1 OFFSET $3)";
    execute(conn, sql, params![at.millis(), person, limit(current)])?;
    let sql = "DELETE FROM notifications WHERE put_code IN (
        SELECT put_code FROM notifications WHERE orcid = $1 ORDER BY created DESC, put_code DESC LIMIT -1 OFFSET $2)";
    execute(conn, sql, params![person, limit(every)])?;
    Ok(())
}

fn age(conn: &Connection, (archive, forget): (Timestamp, Timestamp), most: usize, at: Timestamp) -> Done<()> {
    let sql = "DELETE FROM notifications WHERE put_code IN (
        SELECT put_code FROM notifications WHERE created < $1 ORDER BY created LIMIT $2)";
    execute(conn, sql, params![forget.millis(), limit(most)])?;
    let sql = "UPDATE notifications SET archived = $1 WHERE put_code IN (
        SELECT put_code FROM notifications WHERE created < $2 AND archived IS NULL ORDER BY created LIMIT $3)";
    execute(conn, sql, params![at.millis(), archive.millis(), limit(most)])?;
    Ok(())
}

fn put(conn: &Connection, it: &Notification) -> Done<()> {
    let person = rows::orcid_code(it.person);
    if !exists(conn, "SELECT 1 FROM records WHERE orcid = $1", [person])? {
        return Err(Failure::conflict("there is no such record"));
    }
    let Source { author, author_name, origin, origin_name } = &it.source;
    execute(
        conn,
        "INSERT INTO notifications (put_code, orcid, kind, author, author_name, origin, origin_name, created, sent,
            read, actioned, archived, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (put_code) DO UPDATE SET orcid = excluded.orcid, kind = excluded.kind, author = excluded.author,
            author_name = excluded.author_name, origin = excluded.origin, origin_name = excluded.origin_name,
            created = excluded.created, sent = excluded.sent, read = excluded.read, actioned = excluded.actioned,
            archived = excluded.archived, body = excluded.body",
        params![
            rows::put_code_code(it.put_code),
            person,
            it.content.kind(),
            author.as_ref().map(rows::agent_text),
            author_name,
            origin.as_ref().map(rows::agent_text),
            origin_name,
            it.created.millis(),
            it.sent.map(Timestamp::millis),
            it.read.map(Timestamp::millis),
            it.actioned.map(Timestamp::millis),
            it.archived.map(Timestamp::millis),
            content_json(&it.content),
        ],
    )?;
    Ok(())
}

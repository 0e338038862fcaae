//! Inboxes.

use async_trait::async_trait;
use byline_model::{Agent, ClientId, OrcidId, PutCode, Source, Timestamp};
use byline_store::notifications::{content, content_json};
use byline_store::{
    ByAge, InboxStore, Notification, NotificationChange, NotificationContent, Page, Result, Shelf, Stretch, rows,
};
use rusqlite::{Connection, Params, Row, params};

use crate::change::{execute, exists};
use crate::decode::{get, moment, source, text};
use crate::failure::{Failure, Result as Done};
use crate::lists::{most, newest_first, page, put_code_place};
use crate::query::{limit, one};
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
const SHELF: &str = select!(
    "WHERE orcid = $1 AND (archived IS NOT NULL) = $2 AND (created, put_code) < ($3, $4) \
     ORDER BY created DESC, put_code DESC LIMIT $5"
);
const COUNT: &str = "SELECT count(*) FROM notifications WHERE orcid = $1 AND (archived IS NOT NULL) = $2";
const COUNT_UNREAD: &str = "SELECT count(*) FROM notifications WHERE orcid = $1 AND read IS NULL AND archived IS NULL";
const REQUESTS: &str = select!(
    "WHERE orcid = $1 AND author = $2 AND kind = $3 AND (created, put_code) < ($4, $5) \
     ORDER BY created DESC, put_code DESC LIMIT $6"
);
const OPEN_REQUESTS: &str = select!(
    "WHERE orcid = $1 AND (archived IS NOT NULL) = false AND kind = $2 AND actioned IS NULL \
     AND (created, put_code) < ($3, $4) ORDER BY created DESC, put_code DESC LIMIT $5"
);
const OPEN_AMENDMENT: &str = select!(
    "WHERE orcid = $1 AND author = $2 AND kind = $3 AND origin IS $4 AND read IS NULL AND sent IS NULL \
     AND archived IS NULL ORDER BY created DESC, put_code DESC LIMIT 1"
);
const ALL: &str = select!("WHERE put_code > $1 ORDER BY put_code LIMIT $2");

#[async_trait]
impl InboxStore for SqliteStore {
    async fn notification(&self, put_code: PutCode) -> Result<Option<Notification>> {
        Ok(self.lookups.run(|conn| one(conn, ONE, [rows::put_code_code(put_code)], notification))?)
    }

    async fn inbox(&self, person: OrcidId, shelf: Shelf, stretch: Stretch<ByAge>) -> Result<Page<Notification, ByAge>> {
        Ok(self.lookups.run(|conn| on_shelf(conn, person, shelf, &stretch))?)
    }

    async fn count_inbox(&self, person: OrcidId, shelf: Shelf) -> Result<u64> {
        let key = params![rows::orcid_code(person), shelf == Shelf::Archived];
        Ok(self.lookups.run(|conn| count(conn, COUNT, key))?)
    }

    async fn count_unread(&self, person: OrcidId) -> Result<u64> {
        Ok(self.lookups.run(|conn| count(conn, COUNT_UNREAD, [rows::orcid_code(person)]))?)
    }

    async fn permission_requests(
        &self,
        person: OrcidId,
        client: &ClientId,
        stretch: Stretch<ByAge>,
    ) -> Result<Page<Notification, ByAge>> {
        let author = rows::agent_text(&Agent::Client(client.clone()));
        self.readers
            .run(move |conn| {
                let (created, put_code) = newest_first(&stretch);
                let whose = (rows::orcid_code(person), author, NotificationContent::PERMISSION);
                let key = params![whose.0, whose.1, whose.2, created, put_code, most(&stretch)];
                page(conn, REQUESTS, key, &stretch, notification, Notification::place)
            })
            .await
    }

    async fn open_requests(&self, person: OrcidId, stretch: Stretch<ByAge>) -> Result<Page<Notification, ByAge>> {
        let (created, put_code) = newest_first(&stretch);
        let person = rows::orcid_code(person);
        let key = params![person, NotificationContent::PERMISSION, created, put_code, most(&stretch)];
        Ok(self.lookups.run(|conn| page(conn, OPEN_REQUESTS, key, &stretch, notification, Notification::place))?)
    }

    async fn open_amendment(&self, person: OrcidId, source: &Source) -> Result<Option<Notification>> {
        let (author, origin) =
            (source.author.as_ref().map(rows::agent_text), source.origin.as_ref().map(rows::agent_text));
        let key = params![rows::orcid_code(person), author, NotificationContent::AMENDED, origin];
        Ok(self.lookups.run(|conn| one(conn, OPEN_AMENDMENT, key, notification))?)
    }

    async fn notifications(&self, stretch: Stretch<PutCode>) -> Result<Page<Notification, PutCode>> {
        self.readers
            .run(move |conn| {
                let key = params![put_code_place(&stretch), most(&stretch)];
                page(conn, ALL, key, &stretch, notification, |it| it.put_code)
            })
            .await
    }
}

/// What lies in an inbox, or in its archive, the newest first.
pub fn on_shelf(
    conn: &Connection,
    person: OrcidId,
    shelf: Shelf,
    stretch: &Stretch<ByAge>,
) -> Done<Page<Notification, ByAge>> {
    let (created, put_code) = newest_first(stretch);
    let key = params![rows::orcid_code(person), shelf == Shelf::Archived, created, put_code, most(stretch)];
    page(conn, SHELF, key, stretch, notification, Notification::place)
}

fn count(conn: &Connection, sql: &str, params: impl Params) -> Done<u64> {
    let found = one(conn, sql, params, |row| crate::decode::unsigned(row, 0))?;
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

/// Takes away the inbox of a record.
pub fn forget_person(conn: &Connection, person: OrcidId) -> Done<()> {
    execute(conn, "DELETE FROM notifications WHERE orcid = $1", [rows::orcid_code(person)])?;
    Ok(())
}

/// Makes a change to an inbox. One that finds nothing changes nothing; none is logged.
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

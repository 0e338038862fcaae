//! Inboxes.

use async_trait::async_trait;
use byline_model::{Agent, ClientId, OrcidId, PutCode, Source, Timestamp};
use byline_store::notifications::{content, content_json};
use byline_store::{
    ByAge, InboxStore, Notification, NotificationChange, NotificationContent, Page, Result, Shelf, Stretch, rows,
};
use tokio_postgres::Row;

use crate::decode::{at, get, moment, source, text};
use crate::failure::Result as Done;
use crate::lists::{count, limit, most, newest_first, one, page_of, put_code_place};
use crate::query::{Query, query};
use crate::store::PostgresStore;

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
    "WHERE orcid = $1 AND author = $2 AND kind = $3 AND origin IS NOT DISTINCT FROM $4 AND read IS NULL \
     AND sent IS NULL AND archived IS NULL ORDER BY created DESC, put_code DESC LIMIT 1"
);
const ALL: &str = select!("WHERE put_code > $1 ORDER BY put_code LIMIT $2");

#[async_trait]
impl InboxStore for PostgresStore {
    async fn notification(&self, put_code: PutCode) -> Result<Option<Notification>> {
        Ok(one(self.pool(), query!(ONE, rows::put_code_code(put_code)), notification).await?)
    }

    async fn inbox(&self, person: OrcidId, shelf: Shelf, stretch: Stretch<ByAge>) -> Result<Page<Notification, ByAge>> {
        let (created, put_code) = newest_first(&stretch);
        let archived = shelf == Shelf::Archived;
        let query = query!(SHELF, rows::orcid_code(person), archived, created, put_code, most(&stretch));
        Ok(page_of(self.pool(), query, &stretch, notification, Notification::place).await?)
    }

    async fn count_inbox(&self, person: OrcidId, shelf: Shelf) -> Result<u64> {
        Ok(count(self.pool(), query!(COUNT, rows::orcid_code(person), shelf == Shelf::Archived)).await?)
    }

    async fn count_unread(&self, person: OrcidId) -> Result<u64> {
        Ok(count(self.pool(), query!(COUNT_UNREAD, rows::orcid_code(person))).await?)
    }

    async fn permission_requests(
        &self,
        person: OrcidId,
        client: &ClientId,
        stretch: Stretch<ByAge>,
    ) -> Result<Page<Notification, ByAge>> {
        let author = rows::agent_text(&Agent::Client(client.clone()));
        let (created, put_code) = newest_first(&stretch);
        let (person, kind) = (rows::orcid_code(person), NotificationContent::PERMISSION.to_owned());
        let query = query!(REQUESTS, person, author, kind, created, put_code, most(&stretch));
        Ok(page_of(self.pool(), query, &stretch, notification, Notification::place).await?)
    }

    async fn open_requests(&self, person: OrcidId, stretch: Stretch<ByAge>) -> Result<Page<Notification, ByAge>> {
        let (created, put_code) = newest_first(&stretch);
        let (person, kind) = (rows::orcid_code(person), NotificationContent::PERMISSION.to_owned());
        let query = query!(OPEN_REQUESTS, person, kind, created, put_code, most(&stretch));
        Ok(page_of(self.pool(), query, &stretch, notification, Notification::place).await?)
    }

    async fn open_amendment(&self, person: OrcidId, source: &Source) -> Result<Option<Notification>> {
        let (author, origin) =
            (source.author.as_ref().map(rows::agent_text), source.origin.as_ref().map(rows::agent_text));
        let (person, kind) = (rows::orcid_code(person), NotificationContent::AMENDED.to_owned());
        Ok(one(self.pool(), query!(OPEN_AMENDMENT, person, author, kind, origin), notification).await?)
    }

    async fn notifications(&self, stretch: Stretch<PutCode>) -> Result<Page<Notification, PutCode>> {
        let query = query!(ALL, put_code_place(&stretch), most(&stretch));
        Ok(page_of(self.pool(), query, &stretch, notification, |it| it.put_code).await?)
    }
}

fn notification(row: &Row) -> Done<Notification> {
    Ok(Notification {
        put_code: rows::put_code(get(row, 0)?)?,
        person: rows::orcid(get(row, 1)?)?,
        source: source(row, 3)?,
        created: at(row, 7)?,
        sent: moment(row, 8)?,
        read: moment(row, 9)?,
        actioned: moment(row, 10)?,
        archived: moment(row, 11)?,
        content: content(text(row, 2)?, text(row, 12)?)?,
    })
}

/// Takes away the inbox of a record.
pub fn forget_person(person: OrcidId) -> Query {
    query!("DELETE FROM notifications WHERE orcid = $1", rows::orcid_code(person))
}

/// Makes a change to an inbox. One that finds nothing changes nothing; none is logged.
pub fn apply(change: &NotificationChange) -> Vec<Query> {
    let (sql, person, put_code, at) = match change {
        NotificationChange::Put(notification) => return vec![put(notification)],
        NotificationChange::Trim { person, current, all, at } => return trim(*person, (*current, *all), *at),
        NotificationChange::Age { archive, forget, most, at } => return age((*archive, *forget), *most, *at),
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
    vec![query!(sql, at.millis(), rows::put_code_code(*put_code), rows::orcid_code(*person))]
}

fn trim(person: OrcidId, (current, every): (usize, usize), at: Timestamp) -> Vec<Query> {
    const ARCHIVE: &str = "UPDATE notifications SET archived = $1 WHERE put_code = ANY(ARRAY(
        SELECT put_code FROM notifications WHERE orcid = $2 AND archived IS NULL
        ORDER BY created DESC, put_code DESC OFFSET $3))";
    const FORGET: &str = "DELETE FROM notifications WHERE put_code = ANY(ARRAY(
        SELECT put_code FROM notifications WHERE orcid = $1 ORDER BY created DESC, put_code DESC OFFSET $2))";
    let person = rows::orcid_code(person);
    vec![query!(ARCHIVE, at.millis(), person, limit(current)), query!(FORGET, person, limit(every))]
}

fn age((archive, forget): (Timestamp, Timestamp), most: usize, at: Timestamp) -> Vec<Query> {
    const FORGET: &str = "DELETE FROM notifications WHERE put_code = ANY(ARRAY(
        SELECT put_code FROM notifications WHERE created < $1 ORDER BY created LIMIT $2))";
    const ARCHIVE: &str = "UPDATE notifications SET archived = $1 WHERE put_code = ANY(ARRAY(
        SELECT put_code FROM notifications WHERE created < $2 AND archived IS NULL ORDER BY created LIMIT $3))";
    vec![query!(FORGET, forget.millis(), limit(most)), query!(ARCHIVE, at.millis(), archive.millis(), limit(most))]
}

fn put(it: &Notification) -> Query {
    const SQL: &str = "INSERT INTO notifications (put_code, orcid, kind, author, author_name, origin, origin_name,
            created, sent, read, actioned, archived, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (put_code) DO UPDATE SET orcid = excluded.orcid, kind = excluded.kind, author = excluded.author,
            author_name = excluded.author_name, origin = excluded.origin, origin_name = excluded.origin_name,
            created = excluded.created, sent = excluded.sent, read = excluded.read, actioned = excluded.actioned,
            archived = excluded.archived, body = excluded.body";
    let Source { author, author_name, origin, origin_name } = &it.source;
    query!(
        SQL,
        rows::put_code_code(it.put_code),
        rows::orcid_code(it.person),
        it.content.kind().to_owned(),
        author.as_ref().map(rows::agent_text),
        author_name.as_ref().map(ToString::to_string),
        origin.as_ref().map(rows::agent_text),
        origin_name.as_ref().map(ToString::to_string),
        it.created.millis(),
        it.sent.map(Timestamp::millis),
        it.read.map(Timestamp::millis),
        it.actioned.map(Timestamp::millis),
        it.archived.map(Timestamp::millis),
        content_json(&it.content),
    )
}

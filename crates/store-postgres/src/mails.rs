//! The outbox for mail.

use byline_model::{Timestamp, email};
use byline_store::{Delivery, Mail, Page, Stretch};
use tokio_postgres::Row;

use crate::decode::{at, boxed, moment, optional_boxed, unsigned};
use crate::failure::Result;
use crate::guards::stored;
use crate::lists::{limit, most, number_place, one, page_of};
use crate::pool::Pool;
use crate::query::{Query, query};

macro_rules! columns {
    () => {
        "id, address, subject, text, html, created, sent, tries, due, refused, reason"
    };
}

const ONE: &str = concat!("SELECT ", columns!(), " FROM mails WHERE id = $1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM mails WHERE id > $1 ORDER BY id LIMIT $2");
const TO: &str = concat!("SELECT ", columns!(), " FROM mails WHERE address_key = $1 AND id > $2 ORDER BY id LIMIT $3");
const UNSENT: &str = concat!("SELECT ", columns!(), " FROM mails WHERE sent IS NULL AND id > $1 ORDER BY id LIMIT $2");
/// What another process is about to claim is passed by, and not waited for.
const CLAIM: &str = concat!(
    "WITH mine AS MATERIALIZED (SELECT id FROM mails WHERE sent IS NULL AND refused IS NULL AND due <= $1
        AND (leased IS NULL OR leased <= $1) ORDER BY due, id LIMIT $2 FOR UPDATE SKIP LOCKED)
    UPDATE mails SET leased = $3 WHERE id IN (SELECT id FROM mine) RETURNING ",
    columns!()
);
const HOLD: &str =
    "UPDATE mails SET leased = $1 WHERE id = ANY($2) AND sent IS NULL AND refused IS NULL AND leased IS NOT NULL";
const NEXT_DUE: &str = "SELECT least(
    (SELECT due FROM mails WHERE sent IS NULL AND refused IS NULL AND leased IS NULL ORDER BY due LIMIT 1),
    (SELECT min(greatest(due, leased)) FROM mails WHERE sent IS NULL AND refused IS NULL AND leased IS NOT NULL))";

/// All mails in order of writing, or those to one address, which is given by its key.
pub async fn written(pool: &Pool, to: Option<&str>, stretch: &Stretch<u64>) -> Result<Page<Mail, u64>> {
    let (after, most) = (number_place(stretch), most(stretch));
    let query = match to {
        Some(to) => query!(TO, email::key(to), after, most),
        None => query!(ALL, after, most),
    };
    page_of(pool, query, stretch, mail, |it| it.id).await
}

/// The mail with this number.
pub async fn find(pool: &Pool, id: u64) -> Result<Option<Mail>> {
    one(pool, query!(ONE, stored(id)), mail).await
}

/// Mails that were not sent, refused ones included, the oldest first.
pub async fn unsent(pool: &Pool, stretch: &Stretch<u64>) -> Result<Page<Mail, u64>> {
    page_of(pool, query!(UNSENT, number_place(stretch), most(stretch)), stretch, mail, |it| it.id).await
}

/// Takes waiting mails that are due by `now` and that nobody has, the longest due first.
pub async fn claim(pool: &Pool, now: Timestamp, until: Timestamp, count: usize) -> Result<Vec<Mail>> {
    let claim = query!(CLAIM, now.millis(), limit(count), until.millis());
    // An answer that was lost is a lease that nobody has: it is not asked for twice.
    let answers = pool.conn().await?.run(&[claim]).await?;
    let mut mails = answers.iter().flat_map(|it| &it.rows).map(mail).collect::<Result<Vec<_>>>()?;
    mails.sort_unstable_by_key(|mail| (due(mail), mail.id));
    Ok(mails)
}

fn due(mail: &Mail) -> Option<Timestamp> {
    match mail.delivery {
        Delivery::Waiting { due, .. } => Some(due),
        Delivery::Sent(_) | Delivery::Refused { .. } => None,
    }
}

/// Keeps those that are still somebody's for longer.
pub async fn hold(pool: &Pool, ids: &[u64], until: Timestamp) -> Result<()> {
    let ids: Vec<i64> = ids.iter().map(|id| stored(*id)).collect();
    pool.one(query!(HOLD, until.millis(), ids)).await?;
    Ok(())
}

/// When the first of the waiting mails can be claimed, also when that is past.
pub async fn next_due(pool: &Pool) -> Result<Option<Timestamp>> {
    Ok(one(pool, query!(NEXT_DUE), |row| moment(row, 0)).await?.flatten())
}

fn mail(row: &Row) -> Result<Mail> {
    Ok(Mail {
        id: unsigned(row, 0)?,
        to: boxed(row, 1)?,
        subject: boxed(row, 2)?,
        text: boxed(row, 3)?,
        html: boxed(row, 4)?,
        created: at(row, 5)?,
        delivery: delivery(row)?,
    })
}

fn delivery(row: &Row) -> Result<Delivery> {
    if let Some(at) = moment(row, 6)? {
        return Ok(Delivery::Sent(at));
    }
    let (tries, reason) = (unsigned(row, 7)?, optional_boxed(row, 10)?);
    Ok(match moment(row, 9)? {
        Some(at) => Delivery::Refused { tries, at, reason: reason.unwrap_or_default() },
        None => Delivery::Waiting { tries, due: at(row, 8)?, reason },
    })
}

/// Puts a mail at the end of the outbox, due at once.
pub fn put(mail: &Mail) -> Query {
    const SQL: &str = "INSERT INTO mails (address, address_key, subject, text, html, created, due)
        VALUES ($1, $2, $3, $4, $5, $6, $6)";
    let (subject, text, html) = (mail.subject.to_string(), mail.text.to_string(), mail.html.to_string());
    query!(SQL, mail.to.to_string(), email::key(&mail.to), subject, text, html, mail.created.millis())
}

/// Whatever became of it before: a mail that another server has taken is sent.
pub fn sent(id: u64, at: Timestamp) -> Query {
    const SQL: &str = "UPDATE mails SET sent = $1, refused = NULL, leased = NULL WHERE id = $2 AND sent IS NULL";
    query!(SQL, at.millis(), stored(id))
}

/// Counts a try that failed for now, and says when the next one is. What is sent or refused stays so.
pub fn put_off(id: u64, due: Timestamp, reason: &str) -> Query {
    const SQL: &str = "UPDATE mails SET tries = tries + 1, due = $1, reason = $2, leased = NULL
        WHERE id = $3 AND sent IS NULL AND refused IS NULL";
    query!(SQL, due.millis(), reason.to_owned(), stored(id))
}

/// Counts a try that failed for good. What is sent stays so.
pub fn refuse(id: u64, at: Timestamp, reason: &str) -> Query {
    const SQL: &str = "UPDATE mails SET tries = tries + 1, refused = $1, reason = $2, leased = NULL
        WHERE id = $3 AND sent IS NULL AND refused IS NULL";
    query!(SQL, at.millis(), reason.to_owned(), stored(id))
}

/// Makes a mail due, one that was refused included; finds nothing when there is none or it was sent.
pub fn retry(id: u64, at: Timestamp) -> Query {
    const SQL: &str = "UPDATE mails SET due = $1, refused = NULL WHERE id = $2 AND sent IS NULL";
    query!(SQL, at.millis(), stored(id))
}

/// Takes away what was sent before this moment.
pub fn forget_sent(before: Timestamp) -> Query {
    query!("DELETE FROM mails WHERE sent < $1", before.millis())
}

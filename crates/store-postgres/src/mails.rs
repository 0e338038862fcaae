//! The outbox for mail.

use byline_model::{Timestamp, email};
use byline_store::{Delivery, Mail, Page, Stretch};
use tokio_postgres::Row;

use crate::decode::{at, boxed, moment, optional_boxed, unsigned};
use crate::failure::Result;
use crate::guards::stored;
use crate::lists::{all, limit, most, number_place, one, page_of};
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
const DUE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM mails WHERE sent IS NULL AND refused IS NULL AND due <= $1 ORDER BY due, id LIMIT $2"
);
const NEXT_DUE: &str = "SELECT due FROM mails WHERE sent IS NULL AND refused IS NULL ORDER BY due LIMIT 1";

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

/// Waiting mails that are due by `now`, the longest due first.
pub async fn due(pool: &Pool, now: Timestamp, count: usize) -> Result<Vec<Mail>> {
    all(pool, query!(DUE, now.millis(), limit(count)), mail).await
}

/// When the first of the waiting mails is due, also when that is past.
pub async fn next_due(pool: &Pool) -> Result<Option<Timestamp>> {
    one(pool, query!(NEXT_DUE), |row| at(row, 0)).await
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
    const SQL: &str = "UPDATE mails SET sent = $1, refused = NULL WHERE id = $2 AND sent IS NULL";
    query!(SQL, at.millis(), stored(id))
}

/// Counts a try that failed for now, and says when the next one is. What is sent or refused stays so.
pub fn put_off(id: u64, due: Timestamp, reason: &str) -> Query {
    const SQL: &str = "UPDATE mails SET tries = tries + 1, due = $1, reason = $2
        WHERE id = $3 AND sent IS NULL AND refused IS NULL";
    query!(SQL, due.millis(), reason.to_owned(), stored(id))
}

/// Counts a try that failed for good. What is sent stays so.
pub fn refuse(id: u64, at: Timestamp, reason: &str) -> Query {
    const SQL: &str = "UPDATE mails SET tries = tries + 1, refused = $1, reason = $2
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

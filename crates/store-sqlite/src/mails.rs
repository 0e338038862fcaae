//! The outbox for mail.

use byline_model::{Timestamp, email};
use byline_store::{Delivery, Mail, Page, Stretch};
use rusqlite::{Connection, Row, params};

use crate::change::{execute, stored};
use crate::decode::{boxed, get, moment, optional_boxed, unsigned};
use crate::failure::Result;
use crate::lists::{most, number_place, page};
use crate::query::{all, limit, one};

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
const FIRST_DUE: &str = "SELECT id, due FROM mails WHERE sent IS NULL AND refused IS NULL ORDER BY due, id LIMIT $1";

/// All mails in order of writing, or those to one address, which is given by its key.
pub fn written(conn: &Connection, to: Option<&str>, stretch: &Stretch<u64>) -> Result<Page<Mail, u64>> {
    let (after, most) = (number_place(stretch), most(stretch));
    match to {
        Some(to) => page(conn, TO, params![to, after, most], stretch, mail, |it| it.id),
        None => page(conn, ALL, [after, most], stretch, mail, |it| it.id),
    }
}

/// The mail with this number.
pub fn find(conn: &Connection, id: u64) -> Result<Option<Mail>> {
    one(conn, ONE, [stored(id)], mail)
}

/// Mails that were not sent, refused ones included, the oldest first.
pub fn unsent(conn: &Connection, stretch: &Stretch<u64>) -> Result<Page<Mail, u64>> {
    page(conn, UNSENT, [number_place(stretch), most(stretch)], stretch, mail, |it| it.id)
}

/// Waiting mails that are due by `now`, the longest due first.
pub fn due(conn: &Connection, now: Timestamp, count: usize) -> Result<Vec<Mail>> {
    all(conn, DUE, params![now.millis(), limit(count)], mail)
}

/// So many of the waiting mails that are due first, with when that is.
pub fn first_due(conn: &Connection, count: usize) -> Result<Vec<(u64, Timestamp)>> {
    all(conn, FIRST_DUE, [limit(count)], |row| Ok((unsigned(row, 0)?, Timestamp::from_millis(get(row, 1)?))))
}

fn mail(row: &Row<'_>) -> Result<Mail> {
    Ok(Mail {
        id: unsigned(row, 0)?,
        to: boxed(row, 1)?,
        subject: boxed(row, 2)?,
        text: boxed(row, 3)?,
        html: boxed(row, 4)?,
        created: Timestamp::from_millis(get(row, 5)?),
        delivery: delivery(row)?,
    })
}

fn delivery(row: &Row<'_>) -> Result<Delivery> {
    if let Some(at) = moment(row, 6)? {
        return Ok(Delivery::Sent(at));
    }
    let (tries, reason) = (get(row, 7)?, optional_boxed(row, 10)?);
    Ok(match moment(row, 9)? {
        Some(at) => Delivery::Refused { tries, at, reason: reason.unwrap_or_default() },
        None => Delivery::Waiting { tries, due: Timestamp::from_millis(get(row, 8)?), reason },
    })
}

/// Puts a mail at the end of the outbox, due at once.
pub fn put(conn: &Connection, mail: &Mail) -> Result<usize> {
    let sql = "INSERT INTO mails (address, address_key, subject, text, html, created, due)
        VALUES ($1, $2, $3, $4, $5, $6, $6)";
    let key = email::key(&mail.to);
    execute(conn, sql, params![mail.to, key, mail.subject, mail.text, mail.html, mail.created.millis()])
}

/// Whatever became of it before: a mail that another server has taken is sent.
pub fn sent(conn: &Connection, id: u64, at: Timestamp) -> Result<usize> {
    let sql = "UPDATE mails SET sent = $1, refused = NULL WHERE id = $2 AND sent IS NULL";
    execute(conn, sql, params![at.millis(), stored(id)])
}

/// Counts a try that failed for now, and says when the next one is. What is sent or refused stays so.
pub fn put_off(conn: &Connection, id: u64, due: Timestamp, reason: &str) -> Result<usize> {
    let sql = "UPDATE mails SET tries = tries + 1, due = $1, reason = $2
        WHERE id = $3 AND sent IS NULL AND refused IS NULL";
    execute(conn, sql, params![due.millis(), reason, stored(id)])
}

/// Counts a try that failed for good. What is sent stays so.
pub fn refuse(conn: &Connection, id: u64, at: Timestamp, reason: &str) -> Result<usize> {
    let sql = "UPDATE mails SET tries = tries + 1, refused = $1, reason = $2
        WHERE id = $3 AND sent IS NULL AND refused IS NULL";
    execute(conn, sql, params![at.millis(), reason, stored(id)])
}

/// Makes a mail due, one that was refused included; returns 0 when there is none or it was sent.
pub fn retry(conn: &Connection, id: u64, at: Timestamp) -> Result<usize> {
    let sql = "UPDATE mails SET due = $1, refused = NULL WHERE id = $2 AND sent IS NULL";
    execute(conn, sql, params![at.millis(), stored(id)])
}

/// Takes away what was sent before this moment; returns how many.
pub fn forget_sent(conn: &Connection, before: Timestamp) -> Result<usize> {
    execute(conn, "DELETE FROM mails WHERE sent < $1", [before.millis()])
}

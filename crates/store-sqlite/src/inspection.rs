//! A look at a registry beside a server that runs.
//!
//! Whoever runs a registry wants to see what became of its mails and calls, and to have some tried again, without stopping
//! it. Nothing of them is kept in memory ([`crate::lock`]), and SQLite keeps the writers of two processes apart, so a
//! second process may open this much of a database and no more.

use std::path::Path;

use byline_model::Timestamp;
use byline_store::webhooks::Webhook;
use byline_store::{
    JournalEntry, JournalOf, JournalPlace, Mail, Page, Period, Result, SharedAddress, SharedPlace, Stretch,
};
use rusqlite::{Connection, OpenFlags};

use crate::{addresses, connection, failure, journal, lock, mails, migrate, webhooks};

/// A look at a database that may be in use.
pub struct Inspection {
    conn: Connection,
}

impl Inspection {
    /// # Errors
    /// [`StoreError::Unavailable`](byline_store::StoreError::Unavailable) when there is no such database, or when it was
    /// written by another version.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Ok(Inspection { conn: beside(path.as_ref())? })
    }

    /// Mails that were not sent, oldest first.
    pub fn unsent_mails(&self, stretch: Stretch<u64>) -> Result<Page<Mail, u64>> {
        Ok(mails::unsent(&self.conn, &stretch)?)
    }

    /// Makes a mail due; returns whether there is one with this number that was not sent.
    pub fn retry_mail(&self, id: u64, at: Timestamp) -> Result<bool> {
        Ok(mails::retry(&self.conn, id, at)? > 0)
    }

    /// Registrations of webhooks in order of their numbers.
    pub fn webhooks(&self, stretch: Stretch<u64>) -> Result<Page<Webhook, u64>> {
        Ok(webhooks::list(&self.conn, None, &stretch)?)
    }

    /// Makes what a registration is owed due; returns whether there is one with this number that is owed something.
    pub fn retry_webhook(&self, hook: u64, at: Timestamp) -> Result<bool> {
        Ok(webhooks::retry(&self.conn, hook, at)? > 0)
    }

    /// See [`JournalStore::journal`](byline_store::JournalStore::journal).
    pub fn journal(
        &self,
        of: &JournalOf,
        period: Period,
        stretch: &Stretch<JournalPlace>,
    ) -> Result<Page<JournalEntry, JournalPlace>> {
        Ok(journal::page(&self.conn, of, period, stretch)?)
    }

    /// See [`AccountStore::shared_addresses`](byline_store::AccountStore::shared_addresses).
    pub fn shared_addresses(&self, stretch: Stretch<SharedPlace>) -> Result<Page<SharedAddress, SharedPlace>> {
        Ok(addresses::shared(&self.conn, &stretch)?)
    }
}

fn beside(path: &Path) -> failure::Result<Connection> {
    lock::must_be_ours(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = connection::open(path, flags)?;
    migrate::must_be_current(&conn)?;
    Ok(conn)
}

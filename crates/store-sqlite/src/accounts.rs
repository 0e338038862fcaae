//! Accounts, sessions, links and failed attempts.

use async_trait::async_trait;
use byline_model::client::SecretHash;
use byline_model::{OrcidId, Timestamp, email};
use byline_store::{
    Account, AccountChange, AccountStore, Attempts, Link, Mail, Page, Result, Session, SharedAddress, SharedPlace,
    Stage, StoreError, Stretch, WaitingForm, account_from_json, account_json, rows,
};
use rusqlite::{Connection, Row, params};

use crate::change::{execute, exists};
use crate::decode::{boxed, get, moment, text};
use crate::failure::Result as Done;
use crate::grants::hash;
use crate::query::{limit, one};
use crate::store::SqliteStore;
use crate::{addresses, mails};

const ACCOUNT: &str = "SELECT orcid, body FROM accounts WHERE orcid = $1";
const SESSION: &str = "SELECT id, person, acting_for, signed_in, authenticated, second_factor, seen
    FROM sessions WHERE id = $1";
const LINK: &str = "SELECT hash, purpose, person, address, expires, used FROM links WHERE hash = $1";
/// What is forgotten: a table, its key, the moment of its rows, and from when on they are kept.
const OLD: [(&str, &str, &str, Keep); 4] = [
    ("sessions", "id", "seen", Keep::Since),
    ("links", "hash", "expires", Keep::Since),
    ("attempts", "key", "latest", Keep::Since),
    ("waiting_forms", "number", "expires", Keep::Until),
];

/// How long something is kept.
#[derive(Clone, Copy)]
enum Keep {
    /// For a while after its moment.
    Since,
    /// Until its moment.
    Until,
}

impl Keep {
    /// Whose moment is before this one is forgotten.
    fn end(self, before: Timestamp, now: Timestamp) -> i64 {
        match self {
            Keep::Since => before.millis(),
            Keep::Until => now.millis().saturating_add(1),
        }
    }
}

const WAITING_FORM: &str = "SELECT key, sealed, expires FROM waiting_forms WHERE key = $1";
const ATTEMPTS: &str = "SELECT failures, first, latest, locked FROM attempts WHERE key = $1";

#[async_trait]
impl AccountStore for SqliteStore {
    async fn account(&self, orcid: OrcidId) -> Result<Option<Account>> {
        Ok(self.lookups.run(|conn| one(conn, ACCOUNT, [rows::orcid_code(orcid)], account))?)
    }

    async fn session(&self, id: SecretHash) -> Result<Option<Session>> {
        Ok(self.lookups.run(|conn| one(conn, SESSION, [&id.0[..]], session))?)
    }

    async fn link(&self, hash: SecretHash) -> Result<Option<Link>> {
        Ok(self.lookups.run(|conn| one(conn, LINK, [&hash.0[..]], link))?)
    }

    async fn attempts(&self, key: &str) -> Result<Option<Attempts>> {
        Ok(self.lookups.run(|conn| one(conn, ATTEMPTS, [key], attempts))?)
    }

    async fn waiting_form(&self, key: SecretHash) -> Result<Option<WaitingForm>> {
        Ok(self.lookups.run(|conn| one(conn, WAITING_FORM, [&key.0[..]], waiting_form))?)
    }

    async fn any_old(&self, before: Timestamp, now: Timestamp) -> Result<bool> {
        Ok(self.lookups.run(|conn| any_old(conn, before, now))?)
    }

    async fn shared_addresses(&self, stretch: Stretch<SharedPlace>) -> Result<Page<SharedAddress, SharedPlace>> {
        self.readers.run(move |conn| addresses::shared(conn, &stretch)).await
    }

    async fn mails(&self, to: Option<&str>, stretch: Stretch<u64>) -> Result<Page<Mail, u64>> {
        let to = to.map(email::key);
        self.readers.run(move |conn| mails::written(conn, to.as_deref(), &stretch)).await
    }

    async fn mail(&self, id: u64) -> Result<Option<Mail>> {
        Ok(self.lookups.run(|conn| mails::find(conn, id))?)
    }

    async fn unsent_mails(&self, stretch: Stretch<u64>) -> Result<Page<Mail, u64>> {
        self.readers.run(move |conn| mails::unsent(conn, &stretch)).await
    }

    async fn claim_mails(&self, now: Timestamp, until: Timestamp, limit: usize) -> Result<Vec<Mail>> {
        let due = |count| self.lookups.run(|conn| mails::due(conn, now, count));
        Ok(self.leases.mails.claim((now, until), limit, due, |mail| mail.id)?)
    }

    async fn hold_mails(&self, ids: &[u64], until: Timestamp) -> Result<()> {
        self.leases.mails.hold(ids, until);
        Ok(())
    }

    async fn next_mail_due(&self) -> Result<Option<Timestamp>> {
        Ok(self.leases.mails.next(|count| self.lookups.run(|conn| mails::first_due(conn, count)))?)
    }

    async fn wait_for_mails(&self, seen: u64) -> u64 {
        self.mails_written_after(seen).await
    }
}

fn account(row: &Row<'_>) -> Done<Account> {
    Ok(account_from_json(rows::orcid(get(row, 0)?)?, text(row, 1)?)?)
}

fn session(row: &Row<'_>) -> Done<Session> {
    Ok(Session {
        id: hash(row, 0)?,
        person: rows::orcid(get(row, 1)?)?,
        acting_for: get::<Option<i64>>(row, 2)?.map(rows::orcid).transpose()?,
        stage: if get(row, 3)? { Stage::SignedIn } else { Stage::AwaitingSecondFactor },
        authenticated: Timestamp::from_millis(get(row, 4)?),
        second_factor: get(row, 5)?,
        seen: Timestamp::from_millis(get(row, 6)?),
    })
}

fn link(row: &Row<'_>) -> Done<Link> {
    let purpose = text(row, 1)?;
    Ok(Link {
        hash: hash(row, 0)?,
        purpose: purpose.parse().map_err(|_| StoreError::Corrupt(format!("{purpose} is no purpose of a link")))?,
        person: rows::orcid(get(row, 2)?)?,
        address: boxed(row, 3)?,
        expires: Timestamp::from_millis(get(row, 4)?),
        used: moment(row, 5)?,
    })
}

fn attempts(row: &Row<'_>) -> Done<Attempts> {
    Ok(Attempts {
        failures: get(row, 0)?,
        first: Timestamp::from_millis(get(row, 1)?),
        latest: Timestamp::from_millis(get(row, 2)?),
        locked: moment(row, 3)?,
    })
}

fn waiting_form(row: &Row<'_>) -> Done<WaitingForm> {
    let sealed = get::<Vec<u8>>(row, 1)?.into();
    Ok(WaitingForm { key: hash(row, 0)?, sealed, expires: Timestamp::from_millis(get(row, 2)?) })
}

/// Whether there is something to forget: sessions, links, counted failures, waiting forms.
pub fn any_old(conn: &Connection, before: Timestamp, now: Timestamp) -> Done<bool> {
    for (table, _, moment, keep) in OLD {
        if exists(conn, &format!("SELECT 1 FROM {table} WHERE {moment} < $1"), [keep.end(before, now)])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a form waits under this key, be its time over or not.
pub fn form_waits(conn: &Connection, key: SecretHash) -> Done<bool> {
    exists(conn, "SELECT 1 FROM waiting_forms WHERE key = $1", [&key.0[..]])
}

/// Whether the link is there and was not used yet.
pub fn link_unused(conn: &Connection, hash: SecretHash) -> Done<bool> {
    exists(conn, "SELECT 1 FROM links WHERE hash = $1 AND used IS NULL", [&hash.0[..]])
}

/// Whether the stored hash of the password is this very one: guards that nobody changed it meanwhile.
pub fn has_password(conn: &Connection, orcid: OrcidId, password: &str) -> Done<bool> {
    let sql = "SELECT 1 FROM accounts WHERE orcid = $1 AND json_extract(body, '$.password') = $2";
    exists(conn, sql, params![rows::orcid_code(orcid), password])
}

/// Takes away account, sessions (also of who acts for the person) and links of a record.
pub fn forget_person(conn: &Connection, person: OrcidId) -> Done<()> {
    let key = [rows::orcid_code(person)];
    execute(conn, "DELETE FROM accounts WHERE orcid = $1", key)?;
    execute(conn, "DELETE FROM sessions WHERE person = $1", key)?;
    execute(conn, "DELETE FROM sessions WHERE acting_for = $1", key)?;
    execute(conn, "DELETE FROM links WHERE person = $1", key)?;
    Ok(())
}

/// Makes a change about accounts, sessions, links, counted failures or mails. One that finds nothing changes nothing.
pub fn apply(conn: &Connection, change: &AccountChange) -> Done<()> {
    let _rows = match change {
        AccountChange::PutAccount(account) => execute(
            conn,
            "INSERT INTO accounts (orcid, body) VALUES ($1, $2) ON CONFLICT (orcid) DO UPDATE SET body = excluded.body",
            params![rows::orcid_code(account.orcid), account_json(account)],
        )?,
        AccountChange::SetPassword { orcid, password } => execute(
            conn,
            "INSERT INTO accounts (orcid, body) VALUES ($1, json_object('password', $2))
             ON CONFLICT (orcid) DO UPDATE SET body = json_set(body, '$.password', $2)",
            params![rows::orcid_code(*orcid), password.0],
        )?,
        AccountChange::SignedIn { orcid, at } => execute(
            conn,
            "UPDATE accounts SET body = json_set(body, '$.last_sign_in', $1) WHERE orcid = $2",
            params![at.millis(), rows::orcid_code(*orcid)],
        )?,
        AccountChange::PutSession(session) => put_session(conn, session)?,
        AccountChange::TouchSession { id, at } => {
            execute(conn, "UPDATE sessions SET seen = $1 WHERE id = $2", params![at.millis(), &id.0[..]])?
        }
        AccountChange::DeleteSession(id) => execute(conn, "DELETE FROM sessions WHERE id = $1", [&id.0[..]])?,
        AccountChange::DeleteSessions { person, except: Some(spared) } => execute(
            conn,
            "DELETE FROM sessions WHERE person = $1 AND id <> $2",
            params![rows::orcid_code(*person), &spared.0[..]],
        )?,
        AccountChange::DeleteSessions { person, except: None } => {
            let key = [rows::orcid_code(*person)];
            execute(conn, "DELETE FROM sessions WHERE acting_for = $1", key)?;
            execute(conn, "DELETE FROM sessions WHERE person = $1", key)?
        }
        AccountChange::PutLink(link) => put_link(conn, link)?,
        AccountChange::UseLink { hash, at } => execute(
            conn,
            "UPDATE links SET used = $1 WHERE hash = $2 AND used IS NULL",
            params![at.millis(), &hash.0[..]],
        )?,
        AccountChange::PutWaitingForm(form) => put_waiting_form(conn, form)?,
        AccountChange::DeleteWaitingForm(key) => {
            execute(conn, "DELETE FROM waiting_forms WHERE key = $1", [&key.0[..]])?
        }
        AccountChange::CountFailure { key, at, threshold, restart_after } => {
            count_failure(conn, key, *at, *threshold, *restart_after)?
        }
        AccountChange::CountUpTo { key, at, most, restart_after } => {
            count_up_to(conn, key, *at, *most, *restart_after)?
        }
        AccountChange::ForgetFailures(key) => execute(conn, "DELETE FROM attempts WHERE key = $1", [key])?,
        AccountChange::PutMail(mail) => mails::put(conn, mail)?,
        AccountChange::MailSent { id, at } => mails::sent(conn, *id, *at)?,
        AccountChange::PutOffMail { id, due, reason } => mails::put_off(conn, *id, *due, reason)?,
        AccountChange::RefuseMail { id, at, reason } => mails::refuse(conn, *id, *at, reason)?,
        AccountChange::RetryMail { id, at } => mails::retry(conn, *id, *at)?,
        AccountChange::ForgetSentMails { before } => mails::forget_sent(conn, *before)?,
        AccountChange::ForgetOld { before, now, most } => {
            let mut forgotten = 0;
            for (table, key, moment, keep) in OLD {
                let old = format!("SELECT {key} FROM {table} WHERE {moment} < $1 LIMIT $2");
                let sql = format!("DELETE FROM {table} WHERE {key} IN ({old})");
                forgotten += execute(conn, &sql, params![keep.end(*before, *now), limit(*most)])?;
            }
            forgotten
        }
    };
    Ok(())
}

fn put_session(conn: &Connection, session: &Session) -> Done<usize> {
    let sql = "INSERT INTO sessions (id, person, acting_for, signed_in, authenticated, second_factor, seen)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE SET person = excluded.person, acting_for = excluded.acting_for,
            signed_in = excluded.signed_in, authenticated = excluded.authenticated,
            second_factor = excluded.second_factor, seen = excluded.seen";
    let row = params![
        &session.id.0[..],
        rows::orcid_code(session.person),
        session.acting_for.map(rows::orcid_code),
        session.stage == Stage::SignedIn,
        session.authenticated.millis(),
        session.second_factor,
        session.seen.millis(),
    ];
    execute(conn, sql, row)
}

fn put_link(conn: &Connection, link: &Link) -> Done<usize> {
    let address = email::key(&link.address);
    execute(
        conn,
        "DELETE FROM links WHERE person = $1 AND purpose = $2 AND address = $3 AND used IS NULL",
        params![rows::orcid_code(link.person), link.purpose.as_str(), address],
    )?;
    let sql = "INSERT INTO links (hash, purpose, person, address, expires, used) VALUES ($1, $2, $3, $4, $5, $6)";
    let row = params![
        &link.hash.0[..],
        link.purpose.as_str(),
        rows::orcid_code(link.person),
        address,
        link.expires.millis(),
        link.used.map(Timestamp::millis),
    ];
    execute(conn, sql, row)
}

fn put_waiting_form(conn: &Connection, form: &WaitingForm) -> Done<usize> {
    let sql = "INSERT OR REPLACE INTO waiting_forms (key, sealed, expires) VALUES ($1, $2, $3)";
    execute(conn, sql, params![&form.key.0[..], form.sealed, form.expires.millis()])?;
    // By number and not by count: those that are done leave gaps, and nobody has to count the rest.
    let oldest = conn.last_insert_rowid().saturating_sub(WaitingForm::MOST.cast_signed());
    execute(conn, "DELETE FROM waiting_forms WHERE number <= $1", [oldest])
}

/// One statement, so that no two that come at once are both the last.
fn count_up_to(conn: &Connection, key: &str, at: Timestamp, most: u32, restart_after: i64) -> Done<usize> {
    if most == 0 {
        return Ok(0);
    }
    let sql = "INSERT INTO attempts (key, failures, first, latest) VALUES ($1, 1, $2, $2)
        ON CONFLICT (key) DO UPDATE SET
            failures = CASE WHEN first <= $3 THEN 1 ELSE failures + 1 END,
            first = CASE WHEN first <= $3 THEN excluded.first ELSE first END,
            latest = excluded.latest
        WHERE failures < $4 OR first <= $3";
    execute(conn, sql, params![key, at.millis(), at.plus_seconds(-restart_after).millis(), most])
}

/// One statement, so that no two attempts count as one.
fn count_failure(
    conn: &Connection,
    key: &str,
    at: Timestamp,
    threshold: u32,
    restart_after: Option<i64>,
) -> Done<usize> {
    // What began at or before this moment begins anew.
    let stale = restart_after.map_or(i64::MIN, |seconds| at.plus_seconds(-seconds).millis());
    let sql = "INSERT INTO attempts (key, failures, first, latest, locked)
        VALUES ($1, 1, $2, $2, CASE WHEN $3 <= 1 THEN $2 END)
        ON CONFLICT (key) DO UPDATE SET
            locked = CASE WHEN first <= $4 THEN excluded.locked
                ELSE coalesce(locked, CASE WHEN failures + 1 >= $3 THEN excluded.latest END) END,
            failures = CASE WHEN first <= $4 THEN 1 ELSE failures + 1 END,
            first = CASE WHEN first <= $4 THEN excluded.first ELSE first END,
            latest = excluded.latest";
    execute(conn, sql, params![key, at.millis(), threshold, stale])
}

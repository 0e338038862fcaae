//! Accounts, sessions, links, failed attempts and forms that wait.

use async_trait::async_trait;
use byline_model::client::SecretHash;
use byline_model::{OrcidId, Timestamp, email};
use byline_store::{
    Account, AccountChange, AccountStore, Attempts, Link, Mail, Page, Result, Session, SharedAddress, SharedPlace,
    Stage, Stretch, WaitingForm, account_from_json, account_json, rows,
};
use tokio_postgres::Row;

use crate::decode::{at, boxed, get, hash, moment, text, unsigned};
use crate::failure::{Failure, Result as Done};
use crate::lists::{limit, one, whether};
use crate::mails;
use crate::query::{Query, query};
use crate::store::PostgresStore;

const ACCOUNT: &str = "SELECT orcid, body::text FROM accounts WHERE orcid = $1";
const SESSION: &str = "SELECT id, person, acting_for, signed_in, authenticated, second_factor, seen
    FROM sessions WHERE id = $1";
const LINK: &str = "SELECT hash, purpose, person, address, expires, used FROM links WHERE hash = $1";
const WAITING_FORM: &str = "SELECT key, sealed, expires FROM waiting_forms WHERE key = $1";
const ATTEMPTS: &str = "SELECT failures, first, latest, locked FROM attempts WHERE key = $1";
/// `$1`: what is kept for a while after its moment is from before it. `$2`: what is kept until its moment is.
const ANY_OLD: &str = "SELECT EXISTS (SELECT FROM sessions WHERE seen < $1)
    OR EXISTS (SELECT FROM links WHERE expires < $1)
    OR EXISTS (SELECT FROM attempts WHERE latest < $1)
    OR EXISTS (SELECT FROM waiting_forms WHERE expires < $2)";
const FORGET_OLD: [&str; 3] = [
    "DELETE FROM sessions WHERE id = ANY(ARRAY(SELECT id FROM sessions WHERE seen < $1 LIMIT $2))",
    "DELETE FROM links WHERE hash = ANY(ARRAY(SELECT hash FROM links WHERE expires < $1 LIMIT $2))",
    "DELETE FROM attempts WHERE key = ANY(ARRAY(SELECT key FROM attempts WHERE latest < $1 LIMIT $2))",
];
const FORGET_FORMS: &str =
    "DELETE FROM waiting_forms WHERE key = ANY(ARRAY(SELECT key FROM waiting_forms WHERE expires < $1 LIMIT $2))";

#[async_trait]
impl AccountStore for PostgresStore {
    async fn account(&self, orcid: OrcidId) -> Result<Option<Account>> {
        Ok(one(self.pool(), query!(ACCOUNT, rows::orcid_code(orcid)), account).await?)
    }

    async fn session(&self, id: SecretHash) -> Result<Option<Session>> {
        Ok(one(self.pool(), query!(SESSION, id.0.to_vec()), session).await?)
    }

    async fn link(&self, hash: SecretHash) -> Result<Option<Link>> {
        Ok(one(self.pool(), query!(LINK, hash.0.to_vec()), link).await?)
    }

    /// Addresses have had one key from the beginning here, and the key is unique: no two records share one.
    async fn shared_addresses(&self, stretch: Stretch<SharedPlace>) -> Result<Page<SharedAddress, SharedPlace>> {
        let nowhere = |it: &SharedAddress| SharedPlace {
            address: it.address.clone(),
            other: it.other,
            put_code: byline_model::PutCode::SINGLE,
        };
        Ok(Page::cut(&stretch, Vec::new(), nowhere))
    }

    async fn attempts(&self, key: &str) -> Result<Option<Attempts>> {
        Ok(one(self.pool(), query!(ATTEMPTS, key.to_owned()), attempts).await?)
    }

    async fn waiting_form(&self, key: SecretHash) -> Result<Option<WaitingForm>> {
        Ok(one(self.pool(), query!(WAITING_FORM, key.0.to_vec()), waiting_form).await?)
    }

    async fn any_old(&self, before: Timestamp, now: Timestamp) -> Result<bool> {
        Ok(whether(self.pool(), query!(ANY_OLD, before.millis(), now.millis().saturating_add(1))).await?)
    }

    async fn mails(&self, to: Option<&str>, stretch: Stretch<u64>) -> Result<Page<Mail, u64>> {
        Ok(mails::written(self.pool(), to, &stretch).await?)
    }

    async fn mail(&self, id: u64) -> Result<Option<Mail>> {
        Ok(mails::find(self.pool(), id).await?)
    }

    async fn unsent_mails(&self, stretch: Stretch<u64>) -> Result<Page<Mail, u64>> {
        Ok(mails::unsent(self.pool(), &stretch).await?)
    }

    async fn claim_mails(&self, now: Timestamp, until: Timestamp, limit: usize) -> Result<Vec<Mail>> {
        Ok(mails::claim(self.pool(), now, until, limit).await?)
    }

    async fn hold_mails(&self, ids: &[u64], until: Timestamp) -> Result<()> {
        Ok(mails::hold(self.pool(), ids, until).await?)
    }

    async fn next_mail_due(&self) -> Result<Option<Timestamp>> {
        Ok(mails::next_due(self.pool()).await?)
    }

    async fn wait_for_mails(&self, seen: u64) -> u64 {
        self.bell().mails_beyond(seen).await
    }
}

fn account(row: &Row) -> Done<Account> {
    Ok(account_from_json(rows::orcid(get(row, 0)?)?, text(row, 1)?)?)
}

fn session(row: &Row) -> Done<Session> {
    Ok(Session {
        id: hash(row, 0)?,
        person: rows::orcid(get(row, 1)?)?,
        acting_for: get::<Option<i64>>(row, 2)?.map(rows::orcid).transpose()?,
        stage: if get(row, 3)? { Stage::SignedIn } else { Stage::AwaitingSecondFactor },
        authenticated: at(row, 4)?,
        second_factor: get(row, 5)?,
        seen: at(row, 6)?,
    })
}

fn link(row: &Row) -> Done<Link> {
    let purpose = text(row, 1)?;
    Ok(Link {
        hash: hash(row, 0)?,
        purpose: purpose.parse().map_err(|_| Failure::corrupt(format!("{purpose} is no purpose of a link")))?,
        person: rows::orcid(get(row, 2)?)?,
        address: boxed(row, 3)?,
        expires: at(row, 4)?,
        used: moment(row, 5)?,
    })
}

fn attempts(row: &Row) -> Done<Attempts> {
    Ok(Attempts { failures: unsigned(row, 0)?, first: at(row, 1)?, latest: at(row, 2)?, locked: moment(row, 3)? })
}

fn waiting_form(row: &Row) -> Done<WaitingForm> {
    Ok(WaitingForm { key: hash(row, 0)?, sealed: get::<&[u8]>(row, 1)?.into(), expires: at(row, 2)? })
}

/// Takes away account, sessions (also of who acts for the person) and links of a record.
pub fn forget_person(person: OrcidId) -> Vec<Query> {
    const SQL: &[&str] = &[
        "DELETE FROM accounts WHERE orcid = $1",
        "DELETE FROM sessions WHERE person = $1",
        "DELETE FROM sessions WHERE acting_for = $1",
        "DELETE FROM links WHERE person = $1",
    ];
    SQL.iter().map(|sql| query!(*sql, rows::orcid_code(person))).collect()
}

/// Makes a change about accounts, sessions, links, counted failures or mails. One that finds nothing changes nothing.
pub fn apply(change: &AccountChange) -> Vec<Query> {
    match change {
        AccountChange::PutAccount(account) => vec![query!(
            "INSERT INTO accounts (orcid, body) VALUES ($1, $2::text::jsonb)
             ON CONFLICT (orcid) DO UPDATE SET body = excluded.body",
            rows::orcid_code(account.orcid),
            account_json(account)
        )],
        AccountChange::SetPassword { orcid, password } => vec![query!(
            "INSERT INTO accounts (orcid, body) VALUES ($1, jsonb_build_object('password', $2::text))
             ON CONFLICT (orcid) DO UPDATE SET body = accounts.body || excluded.body",
            rows::orcid_code(*orcid),
            password.0.to_string()
        )],
        AccountChange::SignedIn { orcid, at } => vec![query!(
            "UPDATE accounts SET body = body || jsonb_build_object('last_sign_in', $1::bigint) WHERE orcid = $2",
            at.millis(),
            rows::orcid_code(*orcid)
        )],
        AccountChange::PutSession(session) => vec![put_session(session)],
        AccountChange::TouchSession { id, at } => {
            vec![query!("UPDATE sessions SET seen = $1 WHERE id = $2", at.millis(), id.0.to_vec())]
        }
        AccountChange::DeleteSession(id) => vec![query!("DELETE FROM sessions WHERE id = $1", id.0.to_vec())],
        AccountChange::DeleteSessions { person, except: Some(spared) } => vec![query!(
            "DELETE FROM sessions WHERE person = $1 AND id <> $2",
            rows::orcid_code(*person),
            spared.0.to_vec()
        )],
        AccountChange::DeleteSessions { person, except: None } => {
            ["DELETE FROM sessions WHERE acting_for = $1", "DELETE FROM sessions WHERE person = $1"]
                .map(|sql| query!(sql, rows::orcid_code(*person)))
                .into()
        }
        AccountChange::PutLink(link) => put_link(link),
        AccountChange::UseLink { hash, at } => {
            vec![query!("UPDATE links SET used = $1 WHERE hash = $2 AND used IS NULL", at.millis(), hash.0.to_vec())]
        }
        AccountChange::PutWaitingForm(form) => put_waiting_form(form),
        AccountChange::DeleteWaitingForm(key) => {
            vec![query!("DELETE FROM waiting_forms WHERE key = $1", key.0.to_vec())]
        }
        AccountChange::CountFailure { key, at, threshold, restart_after } => {
            vec![count_failure(key, *at, *threshold, *restart_after)]
        }
        AccountChange::CountUpTo { key, at, most, restart_after } => {
            count_up_to(key, *at, *most, *restart_after).into_iter().collect()
        }
        AccountChange::ForgetFailures(key) => vec![query!("DELETE FROM attempts WHERE key = $1", key.to_string())],
        AccountChange::PutMail(mail) => vec![mails::put(mail)],
        AccountChange::MailSent { id, at } => vec![mails::sent(*id, *at)],
        AccountChange::PutOffMail { id, due, reason } => vec![mails::put_off(*id, *due, reason)],
        AccountChange::RefuseMail { id, at, reason } => vec![mails::refuse(*id, *at, reason)],
        AccountChange::RetryMail { id, at } => vec![mails::retry(*id, *at)],
        AccountChange::ForgetSentMails { before } => vec![mails::forget_sent(*before)],
        AccountChange::ForgetOld { before, now, most } => {
            let mut queries: Vec<_> =
                FORGET_OLD.iter().map(|sql| query!(*sql, before.millis(), limit(*most))).collect();
            queries.push(query!(FORGET_FORMS, now.millis().saturating_add(1), limit(*most)));
            queries
        }
    }
}

fn put_session(session: &Session) -> Query {
    const SQL: &str = "INSERT INTO sessions (id, person, acting_for, signed_in, authenticated, second_factor, seen)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE SET person = excluded.person, acting_for = excluded.acting_for,
            signed_in = excluded.signed_in, authenticated = excluded.authenticated,
            second_factor = excluded.second_factor, seen = excluded.seen";
    query!(
        SQL,
        session.id.0.to_vec(),
        rows::orcid_code(session.person),
        session.acting_for.map(rows::orcid_code),
        session.stage == Stage::SignedIn,
        session.authenticated.millis(),
        session.second_factor,
        session.seen.millis(),
    )
}

fn put_link(link: &Link) -> Vec<Query> {
    const VOID: &str = "DELETE FROM links WHERE person = $1 AND purpose = $2 AND address = $3 AND used IS NULL";
    const PUT: &str =
        "INSERT INTO links (hash, purpose, person, address, expires, used) VALUES ($1, $2, $3, $4, $5, $6)";
    let (address, person, purpose) =
        (email::key(&link.address), rows::orcid_code(link.person), link.purpose.as_str().to_owned());
    vec![
        query!(VOID, person, purpose.clone(), address.clone()),
        query!(
            PUT,
            link.hash.0.to_vec(),
            purpose,
            person,
            address,
            link.expires.millis(),
            link.used.map(Timestamp::millis)
        ),
    ]
}

/// By number and not by count: those that are done leave gaps, and nobody has to count the rest.
fn put_waiting_form(form: &WaitingForm) -> Vec<Query> {
    const FORGET: &str = "DELETE FROM waiting_forms WHERE number <= (SELECT max(number) FROM waiting_forms) - $1";
    vec![
        query!("DELETE FROM waiting_forms WHERE key = $1", form.key.0.to_vec()),
        query!(
            "INSERT INTO waiting_forms (key, sealed, expires) VALUES ($1, $2, $3)",
            form.key.0.to_vec(),
            form.sealed.to_vec(),
            form.expires.millis()
        ),
        query!(FORGET, WaitingForm::MOST.cast_signed()),
    ]
}

/// One statement, so that no two that come at once are both the last.
fn count_up_to(key: &str, at: Timestamp, most: u32, restart_after: i64) -> Option<Query> {
    const SQL: &str = "INSERT INTO attempts (key, failures, first, latest) VALUES ($1, 1, $2, $2)
        ON CONFLICT (key) DO UPDATE SET
            failures = CASE WHEN attempts.first <= $3 THEN 1 ELSE attempts.failures + 1 END,
            first = CASE WHEN attempts.first <= $3 THEN excluded.first ELSE attempts.first END,
            latest = excluded.latest
        WHERE attempts.failures < $4 OR attempts.first <= $3";
    let stale = at.plus_seconds(-restart_after).millis();
    (most > 0).then(|| query!(SQL, key.to_owned(), at.millis(), stale, i64::from(most)))
}

/// One statement, so that no two attempts count as one.
fn count_failure(key: &str, at: Timestamp, threshold: u32, restart_after: Option<i64>) -> Query {
    // What began at or before this moment begins anew.
    let stale = restart_after.map_or(i64::MIN, |seconds| at.plus_seconds(-seconds).millis());
    const SQL: &str = "INSERT INTO attempts (key, failures, first, latest, locked)
        VALUES ($1, 1, $2, $2, CASE WHEN $3::bigint <= 1 THEN $2::bigint END)
        ON CONFLICT (key) DO UPDATE SET
            locked = CASE WHEN attempts.first <= $4 THEN excluded.locked ELSE coalesce(attempts.locked,
                CASE WHEN attempts.failures + 1 >= $3 THEN excluded.latest END) END,
            failures = CASE WHEN attempts.first <= $4 THEN 1 ELSE attempts.failures + 1 END,
            first = CASE WHEN attempts.first <= $4 THEN excluded.first ELSE attempts.first END,
            latest = excluded.latest";
    query!(SQL, key.to_owned(), at.millis(), i64::from(threshold), stale)
}

//! Webhooks and their calls.

use std::cmp::Reverse;
use std::collections::HashMap;

use async_trait::async_trait;
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::webhooks::{
    CALLS_KEPT, CallOutcome, Lane, OwnedWebhooks, Schedule, Verdict, Webhook, WebhookCall, WebhookChange,
};
use byline_store::{Page, Result as Done, StoreError, Stretch, WebhookStore, rows};
use rusqlite::{Connection, Row, params};

use crate::change::{execute, exists, stored};
use crate::decode::{boxed, get, moment, optional_boxed, text, unsigned};
use crate::failure::{Failure, Result};
use crate::lists::{self, BEFORE_ALL, BEHIND_ALL, most, number_place, page};
use crate::query::{all, limit, numbers, one};
use crate::store::SqliteStore;

macro_rules! columns {
    () => {
        "id, client, orcid, uri, host, created, owed, told, failures, sent, due, given_up"
    };
}

const ONE: &str = concat!("SELECT ", columns!(), " FROM webhooks WHERE orcid = $1 AND uri = $2 AND client = $3");
const ALL: &str = concat!("SELECT ", columns!(), " FROM webhooks WHERE id > $1 ORDER BY id LIMIT $2");
const OF_CLIENT: &str =
    concat!("SELECT ", columns!(), " FROM webhooks WHERE client = $1 AND id > $2 ORDER BY id LIMIT $3");
const DUE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM webhooks WHERE client = $1 AND host = $2 AND due <= $3 ORDER BY due, id LIMIT $4"
);
const NEXT: &str = "SELECT due FROM webhooks WHERE client = $1 AND host = $2 AND due > $3 ORDER BY due LIMIT 1";
const WATCHED: &str =
    "SELECT r.value FROM json_each($1) r WHERE EXISTS (SELECT 1 FROM webhooks w WHERE w.orcid = r.value)";
/// The first row of the next lane of a client, and else of the next client: one step through the index for each. Compared
/// as a pair, all rows of the last lane would be stepped through.
macro_rules! next_lane {
    ($client:literal, $host:literal) => {
        concat!(
            "coalesce(
                (SELECT id FROM webhooks WHERE due IS NOT NULL AND client = ",
            $client,
            " AND host > ",
            $host,
            " ORDER BY host, due, id LIMIT 1),
                (SELECT id FROM webhooks WHERE due IS NOT NULL AND client > ",
            $client,
            " ORDER BY client, host, due, id LIMIT 1))"
        )
    };
}
const LANES: &str = concat!(
    "WITH RECURSIVE firsts(id) AS (SELECT ",
    next_lane!("$1", "$2"),
    " UNION ALL SELECT ",
    next_lane!("last.client", "last.host"),
    " FROM firsts CROSS JOIN webhooks last ON last.id = firsts.id LIMIT $3)
    SELECT w.client, w.host, w.due FROM firsts CROSS JOIN webhooks w ON w.id = firsts.id"
);

macro_rules! calls {
    ($which:literal) => {
        concat!("SELECT c.id, c.hook, c.client, w.orcid, w.uri, c.at, c.millis, c.status, c.failure FROM ", $which)
    };
    ($condition:literal, $limit:literal) => {
        concat!(
            calls!("webhook_calls c CROSS JOIN webhooks w ON w.id = c.hook WHERE "),
            $condition,
            " ORDER BY c.id DESC LIMIT ",
            $limit
        )
    };
}
const NEWEST_OF_EACH: &str = calls!(
    "json_each($1) of CROSS JOIN webhook_calls c ON c.id IN
        (SELECT id FROM webhook_calls WHERE client = of.value ORDER BY id DESC LIMIT $2)
    CROSS JOIN webhooks w ON w.id = c.hook"
);

#[async_trait]
impl WebhookStore for SqliteStore {
    async fn webhook(&self, client: &ClientId, orcid: OrcidId, uri: &str) -> Done<Option<Webhook>> {
        Ok(self.lookups.run(|conn| find(conn, client, orcid, uri))?)
    }

    async fn has_webhook(&self, orcid: OrcidId, uri: &str) -> Done<bool> {
        Ok(self.lookups.run(|conn| is_registered(conn, orcid, uri))?)
    }

    async fn webhooks(&self, client: Option<&ClientId>, stretch: Stretch<u64>) -> Done<Page<Webhook, u64>> {
        let client = client.cloned();
        self.readers.run(move |conn| list(conn, client.as_ref(), &stretch)).await
    }

    async fn any_webhooks(&self) -> Done<bool> {
        Ok(self.lookups.run(any)?)
    }

    async fn watched(&self, records: Vec<OrcidId>) -> Done<Vec<OrcidId>> {
        self.readers.run(move |conn| watched(conn, &records)).await
    }

    async fn due_lanes(&self, stretch: Stretch<Lane>) -> Done<Page<(Lane, Timestamp), Lane>> {
        Ok(self.lookups.run(|conn| due_lanes(conn, &stretch))?)
    }

    async fn claim_webhooks(&self, lane: &Lane, now: Timestamp, until: Timestamp, limit: usize) -> Done<Vec<Webhook>> {
        let due = |count| self.lookups.run(|conn| due(conn, lane, now, count));
        Ok(self.leases.webhooks.claim((now, until), limit, due, |hook| hook.id)?)
    }

    async fn next_webhook_due(&self, lane: &Lane, after: Timestamp) -> Done<Option<Timestamp>> {
        let key = params![lane.client.as_str(), lane.host, after.millis()];
        Ok(self.lookups.run(|conn| one(conn, NEXT, key, |row| Ok(Timestamp::from_millis(get(row, 0)?))))?)
    }

    async fn webhook_calls(&self, client: Option<&ClientId>, stretch: Stretch<u64>) -> Done<Page<WebhookCall, u64>> {
        let client = client.cloned();
        self.readers.run(move |conn| calls(conn, client.as_ref(), &stretch)).await
    }

    async fn owned_webhooks(
        &self,
        owner: OrcidId,
        calls: usize,
        stretch: Stretch<ClientId>,
    ) -> Done<Page<OwnedWebhooks, ClientId>> {
        self.readers.run(move |conn| owned(conn, owner, calls, &stretch)).await
    }

    async fn wait_for_webhooks(&self, seen: u64) -> u64 {
        self.webhooks_due_after(seen).await
    }
}

/// The registration of an address by a client for a record.
pub fn find(conn: &Connection, client: &ClientId, orcid: OrcidId, uri: &str) -> Result<Option<Webhook>> {
    one(conn, ONE, params![rows::orcid_code(orcid), uri, client.as_str()], webhook)
}

/// Whether any client has registered this address for this record.
pub fn is_registered(conn: &Connection, orcid: OrcidId, uri: &str) -> Result<bool> {
    exists(conn, "SELECT 1 FROM webhooks WHERE orcid = $1 AND uri = $2", params![rows::orcid_code(orcid), uri])
}

/// Registrations after a number, of one client or of all, in order of their numbers.
pub fn list(conn: &Connection, client: Option<&ClientId>, stretch: &Stretch<u64>) -> Result<Page<Webhook, u64>> {
    let (after, most) = (number_place(stretch), most(stretch));
    match client {
        Some(client) => page(conn, OF_CLIENT, params![client.as_str(), after, most], stretch, webhook, |hook| hook.id),
        None => page(conn, ALL, [after, most], stretch, webhook, |hook| hook.id),
    }
}

/// Whether there is any registration at all.
pub fn any(conn: &Connection) -> Result<bool> {
    exists(conn, "SELECT 1 FROM webhooks WHERE id > $1", [BEFORE_ALL])
}

/// Those of these records that somebody has registered for.
pub fn watched(conn: &Connection, records: &[OrcidId]) -> Result<Vec<OrcidId>> {
    let records = numbers(records.iter().map(|it| rows::orcid_code(*it)));
    all(conn, WATCHED, [records], |row| Ok(rows::orcid(get(row, 0)?)?))
}

/// Where calls are due, now or later, with the moment of the first: one look into the index for each lane.
pub fn due_lanes(conn: &Connection, stretch: &Stretch<Lane>) -> Result<Page<(Lane, Timestamp), Lane>> {
    let lane = |row: &Row<'_>| {
        let lane = Lane { client: rows::client_id(text(row, 0)?)?, host: boxed(row, 1)? };
        Ok((lane, Timestamp::from_millis(get(row, 2)?)))
    };
    let (client, host) = stretch.place().map_or(("", ""), |it| (it.client.as_str(), &*it.host));
    page(conn, LANES, params![client, host, most(stretch)], stretch, lane, |(lane, _)| lane.clone())
}

/// Registrations of a lane that are due by `now`, the longest due first.
pub fn due(conn: &Connection, lane: &Lane, now: Timestamp, count: usize) -> Result<Vec<Webhook>> {
    all(conn, DUE, params![lane.client.as_str(), lane.host, now.millis(), limit(count)], webhook)
}

/// The last calls of a client or of all, the newest first.
pub fn calls(conn: &Connection, client: Option<&ClientId>, stretch: &Stretch<u64>) -> Result<Page<WebhookCall, u64>> {
    let (before, most) = (stretch.place().map_or(BEHIND_ALL, |it| stored(*it)), most(stretch));
    match client {
        Some(client) => {
            let key = params![client.as_str(), before, most];
            page(conn, calls!("c.client = $1 AND c.id < $2", "$3"), key, stretch, call, |it| it.id)
        }
        None => page(conn, calls!("c.id < $1", "$2"), [before, most], stretch, call, |it| it.id),
    }
}

/// Two statements, however many clients there are.
pub fn owned(
    conn: &Connection,
    owner: OrcidId,
    most_calls: usize,
    stretch: &Stretch<ClientId>,
) -> Result<Page<OwnedWebhooks, ClientId>> {
    let clients = lists::clients_of(conn, owner, stretch)?;
    let ids: Vec<Box<str>> = clients.rows.iter().map(|it| it.id.as_str().into()).collect();
    let mut calls: HashMap<ClientId, Vec<WebhookCall>> = HashMap::new();
    for call in all(conn, NEWEST_OF_EACH, params![rows::names_json(&ids), limit(most_calls)], call)? {
        calls.entry(call.client.clone()).or_default().push(call);
    }
    Ok(clients.map(|client| {
        let mut calls = calls.remove(&client.id).unwrap_or_default();
        calls.sort_unstable_by_key(|call| Reverse(call.id));
        OwnedWebhooks { client, calls }
    }))
}

fn webhook(row: &Row<'_>) -> Result<Webhook> {
    Ok(Webhook {
        id: unsigned(row, 0)?,
        client: rows::client_id(text(row, 1)?)?,
        orcid: rows::orcid(get(row, 2)?)?,
        uri: boxed(row, 3)?,
        host: boxed(row, 4)?,
        created: Timestamp::from_millis(get(row, 5)?),
        owed: unsigned(row, 6)?,
        told: unsigned(row, 7)?,
        failures: get(row, 8)?,
        sent: moment(row, 9)?,
        schedule: match (moment(row, 10)?, moment(row, 11)?) {
            (_, Some(at)) => Schedule::GivenUp(at),
            (Some(at), None) => Schedule::Due(at),
            (None, None) => Schedule::Idle,
        },
    })
}

fn call(row: &Row<'_>) -> Result<WebhookCall> {
    Ok(WebhookCall {
        id: unsigned(row, 0)?,
        hook: unsigned(row, 1)?,
        client: rows::client_id(text(row, 2)?)?,
        orcid: rows::orcid(get(row, 3)?)?,
        uri: boxed(row, 4)?,
        at: Timestamp::from_millis(get(row, 5)?),
        millis: get(row, 6)?,
        outcome: match (get::<Option<u16>>(row, 7)?, optional_boxed(row, 8)?) {
            (Some(status), _) => CallOutcome::Answered(status),
            (None, Some(failure)) => CallOutcome::Failed(failure),
            (None, None) => return Err(Failure::Store(StoreError::Corrupt("a call without an outcome".into()))),
        },
    })
}

/// Returns how many registrations became due. `newest` is the last number of the change log.
pub fn apply(conn: &Connection, newest: u64, change: &WebhookChange) -> Result<usize> {
    match change {
        WebhookChange::Put { client, orcid, uri, host, at } => {
            let sql = "INSERT INTO webhooks (client, orcid, uri, host, created, owed, told)
                VALUES ($1, $2, $3, $4, $5, $6, $6)
                ON CONFLICT (orcid, uri, client) DO UPDATE SET failures = 0, given_up = NULL,
                    due = CASE WHEN owed > told THEN $5 END";
            let orcid = rows::orcid_code(*orcid);
            execute(conn, sql, params![client.as_str(), orcid, uri, host, at.millis(), stored(newest)])
        }
        WebhookChange::Delete { client, orcid, uri } => {
            let found = find(conn, client, *orcid, uri)?;
            found.map_or(Ok(()), |hook| delete(conn, hook.id)).map(|()| 0)
        }
        WebhookChange::Owe { orcid, sequence, due } => {
            let sql = "UPDATE webhooks SET owed = $1,
                    due = CASE WHEN given_up IS NULL THEN coalesce(due, $2) END
                WHERE orcid = $3 AND owed < $1";
            execute(conn, sql, params![stored(*sequence), due.millis(), rows::orcid_code(*orcid)])
        }
        WebhookChange::Called { hook, at, millis, outcome, verdict } => {
            if judge(conn, *hook, *at, *verdict)? > 0 {
                keep_call(conn, *hook, *at, *millis, outcome)?;
            }
            Ok(1)
        }
        WebhookChange::Retry { hook, at } => retry(conn, *hook, *at),
    }
}

/// What was waiting or given up is due; returns whether there is something to be told.
pub fn retry(conn: &Connection, hook: u64, at: Timestamp) -> Result<usize> {
    let sql = "UPDATE webhooks SET failures = 0, given_up = NULL, due = $1 WHERE id = $2 AND owed > told";
    execute(conn, sql, params![at.millis(), stored(hook)])
}

fn judge(conn: &Connection, hook: u64, at: Timestamp, verdict: Verdict) -> Result<usize> {
    let hook = stored(hook);
    match verdict {
        Verdict::Told { sequence, next } => {
            let sql = "UPDATE webhooks SET told = max(told, $1), failures = 0, sent = $2, given_up = NULL,
                due = CASE WHEN owed > $1 THEN $3 END WHERE id = $4";
            execute(conn, sql, params![stored(sequence), at.millis(), next.millis(), hook])
        }
        Verdict::Later { next } => {
            let sql = "UPDATE webhooks SET failures = failures + 1, due = $1 WHERE id = $2";
            execute(conn, sql, params![next.millis(), hook])
        }
        Verdict::GiveUp => {
            let sql = "UPDATE webhooks SET failures = failures + 1, due = NULL, given_up = $1 WHERE id = $2";
            execute(conn, sql, params![at.millis(), hook])
        }
    }
}

fn keep_call(conn: &Connection, hook: u64, at: Timestamp, millis: u32, outcome: &CallOutcome) -> Result<()> {
    let (status, failure) = match outcome {
        CallOutcome::Answered(status) => (Some(*status), None),
        CallOutcome::Failed(failure) => (None, Some(failure)),
    };
    let sql = "INSERT INTO webhook_calls (hook, client, at, millis, status, failure)
        SELECT id, client, $1, $2, $3, $4 FROM webhooks WHERE id = $5";
    execute(conn, sql, params![at.millis(), millis, status, failure, stored(hook)])?;
    let sql = "DELETE FROM webhook_calls WHERE hook = $1 AND id <=
        (SELECT id FROM webhook_calls WHERE hook = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)";
    execute(conn, sql, params![stored(hook), limit(CALLS_KEPT)])?;
    Ok(())
}

fn delete(conn: &Connection, hook: u64) -> Result<()> {
    execute(conn, "DELETE FROM webhook_calls WHERE hook = $1", [stored(hook)])?;
    execute(conn, "DELETE FROM webhooks WHERE id = $1", [stored(hook)])?;
    Ok(())
}

/// With the record, everybody's interest in it goes.
pub fn forget_record(conn: &Connection, orcid: OrcidId) -> Result<()> {
    let orcid = rows::orcid_code(orcid);
    let calls = "DELETE FROM webhook_calls WHERE hook IN (SELECT id FROM webhooks WHERE orcid = $1)";
    execute(conn, calls, [orcid])?;
    execute(conn, "DELETE FROM webhooks WHERE orcid = $1", [orcid])?;
    Ok(())
}

/// With a client, its registrations go, and what became of its calls.
pub fn forget_client(conn: &Connection, client: &ClientId) -> Result<()> {
    execute(conn, "DELETE FROM webhook_calls WHERE client = $1", [client.as_str()])?;
    execute(conn, "DELETE FROM webhooks WHERE client = $1", [client.as_str()])?;
    Ok(())
}

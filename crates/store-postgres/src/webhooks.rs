//! Webhooks and their calls.

use std::cmp::Reverse;
use std::collections::HashMap;

use async_trait::async_trait;
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::webhooks::{
    CALLS_KEPT, CallOutcome, Lane, OwnedWebhooks, Schedule, Verdict, Webhook, WebhookCall, WebhookChange,
};
use byline_store::{Page, Result as Done, Stretch, WebhookStore, rows};
use tokio_postgres::Row;

use crate::change_log::own_number;
use crate::decode::{at, boxed, get, moment, optional_boxed, text, unsigned};
use crate::failure::{Failure, Result};
use crate::guards::stored;
use crate::lists::{self, BEHIND_ALL, all, limit, most, number_place, one, page_of, whether};
use crate::query::{Query, query};
use crate::store::PostgresStore;

macro_rules! columns {
    () => {
        "id, client, orcid, uri, host, created, owed, told, failures, sent, due, given_up"
    };
}

const ONE: &str = concat!("SELECT ", columns!(), " FROM webhooks WHERE orcid = $1 AND uri = $2 AND client = $3");
const ALL: &str = concat!("SELECT ", columns!(), " FROM webhooks WHERE id > $1 ORDER BY id LIMIT $2");
const OF_CLIENT: &str =
    concat!("SELECT ", columns!(), " FROM webhooks WHERE client = $1 AND id > $2 ORDER BY id LIMIT $3");
/// What another process is about to claim is passed by, and not waited for.
const CLAIM: &str = concat!(
    "WITH mine AS MATERIALIZED (SELECT id FROM webhooks WHERE client = $1 AND host = $2 AND due <= $3
        AND (leased IS NULL OR leased <= $3) ORDER BY due, id LIMIT $4 FOR UPDATE SKIP LOCKED)
    UPDATE webhooks SET leased = $5 WHERE id IN (SELECT id FROM mine) RETURNING ",
    columns!()
);
const NEXT: &str = "SELECT due FROM webhooks WHERE client = $1 AND host = $2 AND due > $3 ORDER BY due LIMIT 1";
const WATCHED: &str = "SELECT r FROM unnest($1::bigint[]) AS r WHERE EXISTS (SELECT FROM webhooks w WHERE w.orcid = r)";
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
    "WITH RECURSIVE firsts(number, id) AS (SELECT 1::bigint, ",
    next_lane!("$1", "$2"),
    " UNION ALL SELECT firsts.number + 1, ",
    next_lane!("last.client", "last.host"),
    " FROM firsts JOIN webhooks last ON last.id = firsts.id WHERE firsts.number < $3)
    SELECT w.client, w.host, w.due FROM firsts JOIN webhooks w ON w.id = firsts.id ORDER BY firsts.number"
);

macro_rules! calls {
    ($which:literal) => {
        concat!("SELECT c.id, c.hook, c.client, w.orcid, w.uri, c.at, c.millis, c.status, c.failure FROM ", $which)
    };
    ($condition:literal, $limit:literal) => {
        concat!(
            calls!("webhook_calls c JOIN webhooks w ON w.id = c.hook WHERE "),
            $condition,
            " ORDER BY c.id DESC LIMIT ",
            $limit
        )
    };
}
const CALLS: &str = calls!("c.id < $1", "$2");
const CALLS_OF: &str = calls!("c.client = $1 AND c.id < $2", "$3");
/// The clients of a person, with their newest calls.
const NEWEST_OF_EACH: &str = calls!(
    "(SELECT id FROM clients WHERE owner = $1 AND id > $2 ORDER BY id LIMIT $3) AS of
    CROSS JOIN LATERAL (SELECT id, hook, client, at, millis, status, failure FROM webhook_calls
        WHERE client = of.id ORDER BY id DESC LIMIT $4) AS c
    JOIN webhooks w ON w.id = c.hook"
);

#[async_trait]
impl WebhookStore for PostgresStore {
    async fn webhook(&self, client: &ClientId, orcid: OrcidId, uri: &str) -> Done<Option<Webhook>> {
        let query = query!(ONE, rows::orcid_code(orcid), uri.to_owned(), client.to_string());
        Ok(one(self.pool(), query, webhook).await?)
    }

    async fn has_webhook(&self, orcid: OrcidId, uri: &str) -> Done<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT FROM webhooks WHERE orcid = $1 AND uri = $2)";
        Ok(whether(self.pool(), query!(SQL, rows::orcid_code(orcid), uri.to_owned())).await?)
    }

    async fn webhooks(&self, client: Option<&ClientId>, stretch: Stretch<u64>) -> Done<Page<Webhook, u64>> {
        let (after, most) = (number_place(&stretch), most(&stretch));
        let query = match client {
            Some(client) => query!(OF_CLIENT, client.to_string(), after, most),
            None => query!(ALL, after, most),
        };
        Ok(page_of(self.pool(), query, &stretch, webhook, |it| it.id).await?)
    }

    async fn any_webhooks(&self) -> Done<bool> {
        Ok(whether(self.pool(), query!("SELECT EXISTS (SELECT FROM webhooks)")).await?)
    }

    async fn watched(&self, records: Vec<OrcidId>) -> Done<Vec<OrcidId>> {
        let records: Vec<_> = records.into_iter().map(rows::orcid_code).collect();
        Ok(all(self.pool(), query!(WATCHED, records), |row| Ok(rows::orcid(get(row, 0)?)?)).await?)
    }

    async fn due_lanes(&self, stretch: Stretch<Lane>) -> Done<Page<(Lane, Timestamp), Lane>> {
        let (client, host) =
            stretch.place().map_or_else(Default::default, |it| (it.client.to_string(), it.host.to_string()));
        let query = query!(LANES, client, host, most(&stretch));
        Ok(page_of(self.pool(), query, &stretch, lane, |(lane, _)| lane.clone()).await?)
    }

    async fn claim_webhooks(&self, lane: &Lane, now: Timestamp, until: Timestamp, count: usize) -> Done<Vec<Webhook>> {
        Ok(self.claim(lane, (now, until), count).await?)
    }

    async fn next_webhook_due(&self, lane: &Lane, after: Timestamp) -> Done<Option<Timestamp>> {
        let query = query!(NEXT, lane.client.to_string(), lane.host.to_string(), after.millis());
        Ok(one(self.pool(), query, |row| at(row, 0)).await?)
    }

    async fn webhook_calls(&self, client: Option<&ClientId>, stretch: Stretch<u64>) -> Done<Page<WebhookCall, u64>> {
        let (before, most) = (stretch.place().map_or(BEHIND_ALL, |it| stored(*it)), most(&stretch));
        let query = match client {
            Some(client) => query!(CALLS_OF, client.to_string(), before, most),
            None => query!(CALLS, before, most),
        };
        Ok(page_of(self.pool(), query, &stretch, call, |it| it.id).await?)
    }

    async fn owned_webhooks(
        &self,
        owner: OrcidId,
        calls: usize,
        stretch: Stretch<ClientId>,
    ) -> Done<Page<OwnedWebhooks, ClientId>> {
        Ok(self.owned(owner, calls, &stretch).await?)
    }

    async fn wait_for_webhooks(&self, seen: u64) -> u64 {
        self.bell().webhooks_beyond(seen).await
    }
}

impl PostgresStore {
    async fn claim(&self, lane: &Lane, time: (Timestamp, Timestamp), count: usize) -> Result<Vec<Webhook>> {
        let ((now, until), Lane { client, host }) = (time, lane);
        let claim = query!(CLAIM, client.to_string(), host.to_string(), now.millis(), limit(count), until.millis());
        // An answer that was lost is a lease that nobody has: it is not asked for twice.
        let answers = self.pool().conn().await?.run(&[claim]).await?;
        let mut hooks = answers.iter().flat_map(|it| &it.rows).map(webhook).collect::<Result<Vec<_>>>()?;
        let due = |hook: &Webhook| match hook.schedule {
            Schedule::Due(at) => Some(at),
            Schedule::Idle | Schedule::GivenUp(_) => None,
        };
        hooks.sort_unstable_by_key(|hook| (due(hook), hook.id));
        Ok(hooks)
    }

    /// Two statements, however many clients there are.
    async fn owned(
        &self,
        owner: OrcidId,
        calls: usize,
        stretch: &Stretch<ClientId>,
    ) -> Result<Page<OwnedWebhooks, ClientId>> {
        let (whose, after, most) = (owner.to_string(), lists::client_place(stretch), most(stretch));
        let answers = self
            .pool()
            .ask(&[
                query!(lists::CLIENTS_OF, whose.clone(), after.clone(), most),
                query!(NEWEST_OF_EACH, whose, after, most, limit(calls)),
            ])
            .await?;
        let [clients, calls] = &answers[..] else { return Err(Failure::corrupt("an answer is missing")) };
        let clients = clients.rows.iter().map(lists::client).collect::<Result<Vec<_>>>()?;
        let mut of_client: HashMap<ClientId, Vec<WebhookCall>> = HashMap::new();
        for row in &calls.rows {
            let call = call(row)?;
            of_client.entry(call.client.clone()).or_default().push(call);
        }
        Ok(Page::cut(stretch, clients, |client| client.id.clone()).map(|client| {
            let mut calls = of_client.remove(&client.id).unwrap_or_default();
            calls.sort_unstable_by_key(|call| Reverse(call.id));
            OwnedWebhooks { client, calls }
        }))
    }
}

fn lane(row: &Row) -> Result<(Lane, Timestamp)> {
    Ok((Lane { client: rows::client_id(text(row, 0)?)?, host: boxed(row, 1)? }, at(row, 2)?))
}

fn webhook(row: &Row) -> Result<Webhook> {
    Ok(Webhook {
        id: unsigned(row, 0)?,
        client: rows::client_id(text(row, 1)?)?,
        orcid: rows::orcid(get(row, 2)?)?,
        uri: boxed(row, 3)?,
        host: boxed(row, 4)?,
        created: at(row, 5)?,
        owed: unsigned(row, 6)?,
        told: unsigned(row, 7)?,
        failures: unsigned(row, 8)?,
        sent: moment(row, 9)?,
        schedule: match (moment(row, 10)?, moment(row, 11)?) {
            (_, Some(at)) => Schedule::GivenUp(at),
            (Some(at), None) => Schedule::Due(at),
            (None, None) => Schedule::Idle,
        },
    })
}

fn call(row: &Row) -> Result<WebhookCall> {
    let status = get::<Option<i64>>(row, 7)?.map(u16::try_from).transpose();
    Ok(WebhookCall {
        id: unsigned(row, 0)?,
        hook: unsigned(row, 1)?,
        client: rows::client_id(text(row, 2)?)?,
        orcid: rows::orcid(get(row, 3)?)?,
        uri: boxed(row, 4)?,
        at: at(row, 5)?,
        millis: unsigned(row, 6)?,
        outcome: match (status, optional_boxed(row, 8)?) {
            (Ok(Some(status)), _) => CallOutcome::Answered(status),
            (Ok(None), Some(failure)) => CallOutcome::Failed(failure),
            _ => return Err(Failure::corrupt("a call without an outcome")),
        },
    })
}

/// The statements of a change. `place` is that of the last log entry that the commit has so far.
pub fn apply(place: i64, change: &WebhookChange) -> Vec<Query> {
    match change {
        WebhookChange::Put { client, orcid, uri, host, at } => {
            // What there was of the record before has a smaller number than the newest that is visible, and what comes
            // later, by whoever takes the lock of the record next, a greater one.
            const SQL: &str = concat!(
                "INSERT INTO webhooks (client, orcid, uri, host, created, owed, told)
                 SELECT $1, $2, $3, $4, $5, newest, newest FROM (SELECT greatest(
                    coalesce((SELECT max(sequence) FROM change_log), 0),
                    CASE WHEN $6::bigint > 0 THEN ",
                own_number!(),
                " + $6 ELSE 0 END) AS newest) AS it
                 ON CONFLICT (orcid, uri, client) DO UPDATE SET failures = 0, given_up = NULL,
                    due = CASE WHEN webhooks.owed > webhooks.told THEN $5 END"
            );
            let (client, orcid) = (client.to_string(), rows::orcid_code(*orcid));
            vec![query!(SQL, client, orcid, uri.to_string(), host.to_string(), at.millis(), place).rings()]
        }
        WebhookChange::Delete { client, orcid, uri } => [
            "DELETE FROM webhook_calls WHERE hook =
                (SELECT id FROM webhooks WHERE orcid = $1 AND uri = $2 AND client = $3)",
            "DELETE FROM webhooks WHERE orcid = $1 AND uri = $2 AND client = $3",
        ]
        .map(|sql| query!(sql, rows::orcid_code(*orcid), uri.to_string(), client.to_string()))
        .into(),
        WebhookChange::Owe { orcid, sequence, due } => {
            const SQL: &str = "UPDATE webhooks SET owed = $1,
                    due = CASE WHEN given_up IS NULL THEN coalesce(due, $2) END
                WHERE orcid = $3 AND owed < $1";
            vec![query!(SQL, stored(*sequence), due.millis(), rows::orcid_code(*orcid)).rings()]
        }
        WebhookChange::Called { hook, at, millis, outcome, verdict } => {
            let mut queries = vec![judge(*hook, *at, *verdict).rings()];
            queries.extend(keep_call(*hook, *at, *millis, outcome));
            queries
        }
        WebhookChange::Retry { hook, at } => {
            const SQL: &str =
                "UPDATE webhooks SET failures = 0, given_up = NULL, due = $1 WHERE id = $2 AND owed > told";
            vec![query!(SQL, at.millis(), stored(*hook)).rings()]
        }
    }
}

fn judge(hook: u64, at: Timestamp, verdict: Verdict) -> Query {
    let hook = stored(hook);
    match verdict {
        Verdict::Told { sequence, next } => {
            const SQL: &str = "UPDATE webhooks SET told = greatest(told, $1), failures = 0, sent = $2, given_up = NULL,
                leased = NULL, due = CASE WHEN owed > $1 THEN $3::bigint END WHERE id = $4";
            query!(SQL, stored(sequence), at.millis(), next.millis(), hook)
        }
        Verdict::Later { next } => {
            const SQL: &str = "UPDATE webhooks SET failures = failures + 1, due = $1, leased = NULL WHERE id = $2";
            query!(SQL, next.millis(), hook)
        }
        Verdict::GiveUp => {
            const SQL: &str = "UPDATE webhooks SET failures = failures + 1, due = NULL, given_up = $1, leased = NULL
                WHERE id = $2";
            query!(SQL, at.millis(), hook)
        }
    }
}

fn keep_call(hook: u64, at: Timestamp, millis: u32, outcome: &CallOutcome) -> Vec<Query> {
    const KEEP: &str = "INSERT INTO webhook_calls (hook, client, at, millis, status, failure)
        SELECT id, client, $1::bigint, $2::bigint, $3::bigint, $4::text FROM webhooks WHERE id = $5";
    const FORGET: &str = "DELETE FROM webhook_calls WHERE hook = $1 AND id <=
        (SELECT id FROM webhook_calls WHERE hook = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)";
    let (status, failure) = match outcome {
        CallOutcome::Answered(status) => (Some(i64::from(*status)), None),
        CallOutcome::Failed(failure) => (None, Some(failure.to_string())),
    };
    let hook = stored(hook);
    vec![query!(KEEP, at.millis(), i64::from(millis), status, failure, hook), query!(FORGET, hook, limit(CALLS_KEPT))]
}

/// With the record, everybody's interest in it goes.
pub fn forget_record(orcid: OrcidId) -> Vec<Query> {
    [
        "DELETE FROM webhook_calls WHERE hook = ANY(ARRAY(SELECT id FROM webhooks WHERE orcid = $1))",
        "DELETE FROM webhooks WHERE orcid = $1",
    ]
    .map(|sql| query!(sql, rows::orcid_code(orcid)))
    .into()
}

/// With a client, its registrations go, and what became of its calls.
pub fn forget_client(client: &ClientId) -> Vec<Query> {
    ["DELETE FROM webhook_calls WHERE client = $1", "DELETE FROM webhooks WHERE client = $1"]
        .map(|sql| query!(sql, client.to_string()))
        .into()
}

//! The schema, as numbered files that are applied once, in order, and never edited afterwards.
//!
//! One node at a time applies them, under a lock; the others wait for it. A migration only ever adds: nodes of the version
//! before go on serving beside it, and may be started again.

use byline_store::identities::{RULES, of_item};
use byline_store::{StoreError, rows};
use tokio_postgres::Client;
use tokio_postgres::error::SqlState;
use xxhash_rust::xxh3::xxh3_64;

use crate::decode::{self, get};
use crate::failure::{Failure, Result};
use crate::locks::{self, UPKEEP};
use crate::options::Options;
use crate::query::{Query, query};

/// Name and text. The number is the place in this list.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_initial", include_str!("../migrations/0001_initial.sql")),
    ("0002_leases", include_str!("../migrations/0002_leases.sql")),
];

/// Brings the schema up to date. Returns how many migrations were applied.
///
/// # Errors
/// When a migration that was applied is not the one known here, or the database cannot be reached.
pub async fn run(options: &Options) -> Result<usize> {
    let (client, connection) = options.connect(&options.patient()).await?;
    let _driver = crate::bell::AbortOnDrop(tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "the connection for migrations ended");
        }
    }));
    must_be_recent(&client).await?;
    let applied = if is_current(&client).await? { 0 } else { migrate(&client).await.map_err(whose)? };
    continue_log(&client).await?;
    renew_identities(&client).await?;
    Ok(applied)
}

/// The server that decision 45 rests on.
const OLDEST: i32 = 15;

const FOREIGN: &str = "the database has tables of something else: a registry needs one of its own";

fn unusable<T>(told: impl Into<String>) -> Result<T> {
    Err(Failure::Store(StoreError::Unavailable(told.into())))
}

async fn must_be_recent(client: &Client) -> Result<()> {
    let asked = "SELECT current_setting('server_version_num')::integer, current_setting('server_version')";
    let row = client.query_one(asked, &[]).await?;
    let (number, version): (i32, &str) = (row.try_get(0)?, row.try_get(1)?);
    if number / 10_000 >= OLDEST {
        return Ok(());
    }
    unusable(format!("PostgreSQL {OLDEST} or newer is needed, and this is {version}"))
}

/// Whoever may not change tables is told who may.
fn whose(failure: Failure) -> Failure {
    match &failure {
        Failure::Sql(error) if error.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE) => {
            let told = "its tables are of an older version, or there are none yet, and this user may not change that: \
                `byline migrate` does, as their owner";
            Failure::Store(StoreError::Unavailable(told.into()))
        }
        Failure::Sql(_) | Failure::Store(_) => failure,
    }
}

async fn is_current(client: &Client) -> Result<bool> {
    let asked = "SELECT to_regclass('migrations') IS NOT NULL,
        EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p'))";
    let row = client.query_one(asked, &[]).await?;
    match (row.try_get(0)?, row.try_get(1)?) {
        (true, _) => Ok(applied(client).await? >= MIGRATIONS.len()),
        (false, false) => Ok(false),
        (false, true) => unusable(FOREIGN),
    }
}

/// How many migrations a current schema has seen at least, as a query that answers whether this one has.
pub fn current() -> Query {
    let needed = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    query!("SELECT count(*) >= $1 FROM migrations", needed)
}

/// How many were applied, all of them as they are known here. There may be more, of a newer version.
async fn applied(client: &Client) -> Result<usize> {
    let asked = "SELECT number, name, checksum FROM migrations ORDER BY number";
    let found = match client.query(asked, &[]).await {
        Err(error) if error.code() == Some(&SqlState::UNDEFINED_COLUMN) => {
            return unusable(FOREIGN);
        }
        found => found?,
    };
    for ((name, sql), row) in MIGRATIONS.iter().zip(&found) {
        let (applied, checksum): (&str, i64) = (row.try_get(1)?, row.try_get(2)?);
        if applied != *name || checksum != sum(sql) {
            let told = format!("migration {applied} of the database is not the one that this version knows as {name}");
            return unusable(told);
        }
    }
    if found.len() > MIGRATIONS.len() {
        tracing::warn!(
            "the tables were brought up to date by a newer version; this one goes on with what it knows of them"
        );
    }
    Ok(found.len())
}

fn sum(sql: &str) -> i64 {
    xxh3_64(sql.as_bytes()).cast_signed()
}

async fn migrate(client: &Client) -> Result<usize> {
    client.execute("SELECT pg_advisory_lock($1)", &[&UPKEEP]).await?;
    client
        .batch_execute(
            "CREATE TABLE IF NOT EXISTS migrations (number bigint PRIMARY KEY, name text NOT NULL,
                checksum bigint NOT NULL)",
        )
        .await?;
    let before = applied(client).await?;
    for (number, (name, sql)) in (1i64..).zip(MIGRATIONS).skip(before) {
        client.batch_execute(&format!("BEGIN; {sql}")).await?;
        let note = "INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3)";
        client.execute(note, &[&number, name, &sum(sql)]).await?;
        client.batch_execute("COMMIT").await?;
        tracing::info!(migration = name, "the schema was brought up to date");
    }
    client.execute("SELECT pg_advisory_unlock($1)", &[&UPKEEP]).await?;
    Ok(MIGRATIONS.len().saturating_sub(before))
}

/// In another cluster transactions are counted anew: numbers of the log go on behind those that are there.
async fn continue_log(client: &Client) -> Result<()> {
    let sql = "UPDATE meta SET log_base = (SELECT max(sequence) >> 20 FROM change_log) + 1
            - pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        WHERE (SELECT max(sequence) FROM change_log)
            >= ((pg_snapshot_xmax(pg_current_snapshot())::text::bigint + log_base) << 20)";
    if client.execute(sql, &[]).await? > 0 {
        tracing::info!("the database comes from another cluster: the change log goes on where it was");
    }
    Ok(())
}

/// Records whose identities are made anew in one transaction.
const STRETCH: i64 = 200;

/// Makes the numbers in `identities` anew where they were made by other rules than today's. Answers that are kept go too,
/// since they show what the rules say. A run that is broken off goes on where it was; each record is locked for it, so
/// others may write meanwhile.
async fn renew_identities(client: &Client) -> Result<()> {
    let rules = "SELECT identity_rules, identities_reached FROM meta WHERE id = 1";
    let version: i64 = client.query_one(rules, &[]).await?.try_get(0)?;
    if version == i64::from(RULES) {
        return Ok(());
    }
    client.execute("SELECT pg_advisory_lock($1)", &[&UPKEEP]).await?;
    loop {
        let row = client.query_one(rules, &[]).await?;
        let (version, reached): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        if version == i64::from(RULES) {
            break;
        }
        if reached == 0 {
            client.execute("DELETE FROM views", &[]).await?;
        }
        let next = "SELECT orcid FROM records WHERE orcid > $1 ORDER BY orcid LIMIT $2";
        let orcids = client.query(next, &[&reached, &STRETCH]).await?;
        let orcids = orcids.iter().map(|row| get::<i64>(row, 0)).collect::<Result<Vec<_>>>()?;
        client.batch_execute("BEGIN").await?;
        match orcids.last() {
            Some(last) => {
                renew_stretch(client, &orcids).await?;
                client.execute("UPDATE meta SET identities_reached = $1 WHERE id = 1", &[last]).await?;
            }
            None => {
                let done = "UPDATE meta SET identity_rules = $1, identities_reached = 0 WHERE id = 1";
                client.execute(done, &[&i64::from(RULES)]).await?;
            }
        }
        client.batch_execute("COMMIT").await?;
        tracing::info!(records = orcids.len(), rules = RULES, "identifiers are compared by newer rules");
    }
    client.execute("SELECT pg_advisory_unlock($1)", &[&UPKEEP]).await?;
    Ok(())
}

async fn renew_stretch(client: &Client, orcids: &[i64]) -> Result<()> {
    let locks: Vec<i64> = orcids.iter().map(|it| locks::of_record(*it)).collect();
    client.execute("SELECT count(pg_advisory_xact_lock(it)::text) FROM unnest($1::bigint[]) AS it", &[&locks]).await?;
    let items = "SELECT kind, put_code, visibility, author, author_name, origin, origin_name, created, modified,
        display_index, body, orcid FROM items WHERE orcid = ANY($1)";
    let (mut owners, mut keys, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    for row in client.query(items, &[&orcids]).await? {
        let item = decode::item(&row)?;
        match of_item(&item) {
            Ok(found) => {
                for key in found {
                    owners.push(get::<i64>(&row, 11)?);
                    keys.push(key);
                    numbers.push(rows::put_code_code(item.put_code));
                }
            }
            // One damaged item must not keep everybody else out.
            Err(error) => {
                tracing::warn!(%error, put_code = item.put_code.get(), "an item cannot be identified");
            }
        }
    }
    client.execute("DELETE FROM identities WHERE orcid = ANY($1)", &[&orcids]).await?;
    let keep = "INSERT INTO identities (orcid, key, put_code)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) ON CONFLICT DO NOTHING";
    client.execute(keep, &[&owners, &keys, &numbers]).await?;
    Ok(())
}

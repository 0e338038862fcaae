//! What clients and people were answered, by the keys of their requests, and what was counted in days.

use byline_model::{Agent, OrcidId, Timestamp};
use byline_store::{Reply, rows};
use tokio_postgres::Row;

use crate::decode::{boxed, get};
use crate::failure::Result;
use crate::guards::stored;
use crate::lists::{count, one};
use crate::pool::Pool;
use crate::query::{Query, query};

const DAY: i64 = 24 * 3600 * 1000;

/// What somebody was answered under a key, unless that was forgotten.
pub async fn find(pool: &Pool, to: &Agent, key: &str) -> Result<Option<Reply>> {
    const SQL: &str = "SELECT fingerprint, outcome FROM replies WHERE client = $1 AND key = $2";
    let reply = |row: &Row| Ok(Reply { fingerprint: get(row, 0)?, outcome: boxed(row, 1)? });
    one(pool, query!(SQL, rows::agent_text(to), key.to_owned()), reply).await
}

/// Keeps an answer, and forgets those that are older than a day: not those that somebody else is just forgetting.
pub fn put(to: &Agent, key: &str, reply: &Reply, at: Timestamp) -> Vec<Query> {
    const FORGET: &str = "DELETE FROM replies USING (SELECT client, key FROM replies WHERE at < $1
        FOR UPDATE SKIP LOCKED) AS old WHERE replies.client = old.client AND replies.key = old.key";
    const KEEP: &str = "INSERT INTO replies (client, key, at, fingerprint, outcome) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (client, key) DO UPDATE SET at = excluded.at, fingerprint = excluded.fingerprint,
            outcome = excluded.outcome";
    let (client, key, outcome) = (rows::agent_text(to), key.to_owned(), reply.outcome.to_string());
    vec![query!(FORGET, at.millis() - DAY), query!(KEEP, client, key, at.millis(), reply.fingerprint, outcome)]
}

/// Takes away what a person was answered: it says what was on the record.
pub fn forget_person(person: OrcidId) -> Query {
    const SQL: &str = "DELETE FROM replies WHERE client = $1";
    query!(SQL, rows::agent_text(&Agent::Person(person)))
}

/// Adds to what was counted in a day (days since 1970), in one order, so that no two wait for each other.
pub fn count_uses(day: i64, counts: &[(Box<str>, u64)]) -> Query {
    const SQL: &str = "INSERT INTO uses (day, who, count)
        SELECT $1, who, sum(more)::bigint FROM unnest($2::text[], $3::bigint[]) AS it(who, more) GROUP BY who ORDER BY who
        ON CONFLICT (day, who) DO UPDATE SET count = uses.count + excluded.count";
    let (who, more): (Vec<_>, Vec<_>) = counts.iter().map(|(who, more)| (who.to_string(), stored(*more))).unzip();
    query!(SQL, day, who, more)
}

/// Takes away some of what was counted in days before this one: a day has as many rows as there were addresses, and this is
/// asked every second.
pub fn forget_uses(before: i64) -> Query {
    const SQL: &str = "DELETE FROM uses USING (SELECT day, who FROM uses WHERE day < $1 LIMIT 1000) AS old
        WHERE uses.day = old.day AND uses.who = old.who";
    query!(SQL, before)
}

/// What was counted of somebody in a day; 0 when nothing was.
pub async fn uses(pool: &Pool, day: i64, who: &str) -> Result<u64> {
    count(pool, query!("SELECT count FROM uses WHERE day = $1 AND who = $2", day, who.to_owned())).await
}

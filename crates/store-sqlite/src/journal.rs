//! The journal: one row for each deed.
//!
//! A page is put together from the stretches of its indexes: what a person did and what was done about them are two, the
//! whole journal is one for each action, which SQLite merges. Each begins at a place and ends at a limit, so that a page
//! costs the same in any journal.

use std::sync::LazyLock;

use async_trait::async_trait;
use byline_model::{OrcidId, Timestamp};
use byline_store::{
    Action, Actor, Deed, JournalEntry, JournalOf, JournalPlace, JournalStore, Kept, Matter, Page, Period, Result,
    StoreError, Stretch, rows,
};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

use crate::change::{execute, exists, stored};
use crate::decode::{get, optional_boxed, optional_text, unsigned};
use crate::failure::Result as Done;
use crate::lists::{BEHIND_ALL, most};
use crate::query::{all, limit};
use crate::store::SqliteStore;

macro_rules! entries {
    ($which:literal) => {
        concat!(
            "SELECT number, at, action, actor, person, client, matter, reason FROM journal WHERE at >= $1 AND \
             (at, number) < ($2, $3) AND ",
            $which
        )
    };
}

const OF_ACTION: &str = entries!("action = $4 ORDER BY at DESC, number DESC LIMIT $5");
const OF_ACTOR: &str = entries!("actor IS $4 ORDER BY at DESC, number DESC LIMIT $5");
const OF_PERSON: &str = entries!("person = $4 ORDER BY at DESC, number DESC LIMIT $5");
const OF_CLIENT: &str = entries!("client = $4 ORDER BY at DESC, number DESC LIMIT $5");
/// There is no index of all by moment, which would be another place for each entry.
static OF_ALL: LazyLock<String> = LazyLock::new(|| {
    let of_one = |action: &Action| format!("{} {}", entries!("action ="), action_code(*action));
    let of_each: Vec<_> = Action::ALL.iter().map(of_one).collect();
    format!("{} ORDER BY at DESC, number DESC LIMIT $4", of_each.join(" UNION ALL "))
});

#[async_trait]
impl JournalStore for SqliteStore {
    async fn journal(
        &self,
        of: JournalOf,
        period: Period,
        stretch: Stretch<JournalPlace>,
    ) -> Result<Page<JournalEntry, JournalPlace>> {
        self.readers.run(move |conn| page(conn, &of, period, &stretch)).await
    }

    async fn journal_outgrown(&self, now: Timestamp) -> Result<bool> {
        Ok(self.lookups.run(|conn| outgrown(conn, now))?)
    }
}

/// The newest first.
pub fn page(
    conn: &Connection,
    of: &JournalOf,
    period: Period,
    stretch: &Stretch<JournalPlace>,
) -> Done<Page<JournalEntry, JournalPlace>> {
    let (at, number) = before(period, stretch);
    let (since, most) = (period.since.map_or(i64::MIN, Timestamp::millis), most(stretch));
    let mut found = Vec::new();
    for (sql, key) in parts(of) {
        found.extend(all(conn, sql, params![since, at, number, key, most], entry)?);
    }
    if *of == JournalOf::All {
        found = all(conn, &OF_ALL, params![since, at, number, most], entry)?;
    }
    found.sort_unstable_by_key(|it| std::cmp::Reverse(it.place()));
    Ok(Page::cut(stretch, found, JournalEntry::place))
}

/// The statements that find it by a key; no entry is found by two of them.
fn parts(of: &JournalOf) -> Vec<(&'static str, Value)> {
    let by = |actor| (OF_ACTOR, actor_value(&actor));
    match of {
        JournalOf::All => Vec::new(),
        JournalOf::Action(action) => vec![(OF_ACTION, action_code(*action).into())],
        JournalOf::Actor(actor) => vec![by(actor.clone())],
        JournalOf::Person(person) => {
            vec![by(Actor::Person(*person)), (OF_PERSON, rows::orcid_code(*person).into())]
        }
        JournalOf::Client(client) => {
            vec![by(Actor::Client(client.clone())), (OF_CLIENT, client.as_str().to_owned().into())]
        }
    }
}

/// The place before which entries are asked for.
fn before(period: Period, stretch: &Stretch<JournalPlace>) -> (i64, i64) {
    let until = period.until.map_or((BEHIND_ALL, BEHIND_ALL), |it| (it.millis(), i64::MIN));
    stretch.place().map_or(until, |it| until.min((it.at.millis(), stored(it.number))))
}

const OPERATOR: &str = "operator";
const REGISTRY: &str = "registry";

fn actor_value(actor: &Actor) -> Value {
    match actor {
        Actor::Nobody => Value::Null,
        Actor::Registry => REGISTRY.to_owned().into(),
        Actor::Operator => OPERATOR.to_owned().into(),
        Actor::Person(person) => rows::orcid_code(*person).into(),
        Actor::Client(client) => client.as_str().to_owned().into(),
    }
}

fn actor(value: Value) -> Result<Actor> {
    match value {
        Value::Null => Ok(Actor::Nobody),
        Value::Integer(code) => rows::orcid(code).map(Actor::Person),
        Value::Text(text) if text == OPERATOR => Ok(Actor::Operator),
        Value::Text(text) if text == REGISTRY => Ok(Actor::Registry),
        Value::Text(text) => rows::client_id(&text).map(Actor::Client),
        Value::Real(_) | Value::Blob(_) => Err(StoreError::Corrupt("an actor is a number or a text".into())),
    }
}

fn action_code(action: Action) -> i64 {
    action.spec().code.into()
}

fn entry(row: &Row<'_>) -> Done<JournalEntry> {
    let code: i64 = get(row, 2)?;
    let action = u16::try_from(code).ok().and_then(Action::from_code);
    let action = action.ok_or_else(|| StoreError::Corrupt(format!("{code} is no action")))?;
    let matter = |text: &str| {
        let damaged = |_| StoreError::Corrupt(format!("{text} is nothing that {} is about", action.spec().name));
        Matter::read(action.spec().about, text).map_err(damaged)
    };
    Ok(JournalEntry {
        number: unsigned(row, 0)?,
        at: Timestamp::from_millis(get(row, 1)?),
        deed: Deed {
            action,
            actor: actor(get(row, 3)?)?,
            person: get::<Option<i64>>(row, 4)?.map(rows::orcid).transpose()?,
            client: optional_text(row, 5)?.map(rows::client_id).transpose()?,
            matter: optional_text(row, 6)?.map(matter).transpose()?,
            reason: optional_boxed(row, 7)?,
        },
    })
}

pub fn put(conn: &Connection, number: u64, at: Timestamp, deed: &Deed) -> Done<()> {
    execute(
        conn,
        "INSERT INTO journal (number, at, action, actor, person, client, matter, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            stored(number),
            at.millis(),
            action_code(deed.action),
            actor_value(&deed.actor),
            deed.person.map(rows::orcid_code),
            deed.client.as_ref().map(|it| it.as_str()),
            deed.matter.as_ref().map(Matter::to_string),
            deed.reason,
        ],
    )?;
    Ok(())
}

/// What is older than its action is kept: a row of the table of actions each.
fn ends(now: Timestamp) -> impl Iterator<Item = (i64, i64)> {
    Action::ALL.iter().filter_map(move |action| match action.spec().kept {
        Kept::ForGood => None,
        Kept::Days(days) => Some((action_code(*action), now.plus_seconds(-i64::from(days) * 24 * 3600).millis())),
    })
}

pub fn outgrown(conn: &Connection, now: Timestamp) -> Done<bool> {
    for (action, before) in ends(now) {
        if exists(conn, "SELECT 1 FROM journal WHERE action = $1 AND at < $2", [action, before])? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub fn forget(conn: &Connection, now: Timestamp, most: usize) -> Done<()> {
    let sql = "DELETE FROM journal WHERE number IN
        (SELECT number FROM journal WHERE action = $1 AND at < $2 ORDER BY at LIMIT $3)";
    for (action, before) in ends(now) {
        execute(conn, sql, [action, before, limit(most)])?;
    }
    Ok(())
}

/// Their entries stay, and say no more of whom they tell, but for what those did who run the registry.
pub fn forget_person(conn: &Connection, person: OrcidId) -> Done<()> {
    let staff: Vec<_> = Action::ALL.iter().filter(|it| it.spec().staff).map(|it| action_code(*it)).collect();
    let key = params![rows::orcid_code(person), crate::query::numbers(staff)];
    execute(
        conn,
        "UPDATE journal SET actor = NULL WHERE actor = $1 AND action NOT IN (SELECT value FROM json_each($2))",
        key,
    )?;
    execute(
        conn,
        "UPDATE journal SET person = NULL WHERE person = $1 AND action NOT IN (SELECT value FROM json_each($2))",
        key,
    )?;
    Ok(())
}

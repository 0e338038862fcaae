//! The journal: one row for each deed.
//!
//! An entry is one row, at the end of the table. What leads to it by action, actor, person and client are places in another
//! table, which are made for some thousand entries together and in order ([`place`]): made one at a time, they would change a
//! page of the database each, which is most of what a small write costs.
//!
//! A page is put together from the entries that have no places yet and the stretches of those that have: what a person did
//! and what was done about them are two, the whole journal is one for each action, which SQLite merges. Each begins at a
//! place and ends at a limit, so that a page costs the same in any journal.

use std::sync::LazyLock;

use async_trait::async_trait;
use byline_model::{OrcidId, Timestamp};
use byline_store::journal::outgrown_before;
use byline_store::{
    Action, Actor, Deed, JournalEntry, JournalOf, JournalPlace, JournalStore, Matter, Page, Period, Result, StoreError,
    Stretch, rows,
};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

use crate::change::{execute, exists, stored};
use crate::decode::{get, optional_boxed, optional_text, unsigned};
use crate::failure::Result as Done;
use crate::lists::{BEHIND_ALL, most};
use crate::query::{all, limit};
use crate::store::SqliteStore;

/// So many entries wait for their places at most, when a transaction has ended.
const WAITING: u64 = 2048;

/// What a list of places is in order of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i64)]
enum List {
    Action = 1,
    Actor = 2,
    Person = 3,
    Client = 4,
}

macro_rules! columns {
    () => {
        "it.number, it.at, it.action, it.actor, it.person, it.client, it.matter, it.reason"
    };
}

/// Entries that have these places, and all of the period that have none yet, of which there are few.
fn entries(places: &str, most: &str) -> String {
    format!(
        "SELECT {columns} FROM ({places} ORDER BY at DESC, number DESC LIMIT {most}) AS place
            CROSS JOIN journal AS it ON it.number = place.number
         UNION ALL SELECT {columns} FROM journal AS it
            WHERE number > (SELECT journal_placed FROM meta WHERE id = 1) AND at >= $1 AND (at, number) < ($2, $3)",
        columns = columns!()
    )
}

const PLACES: &str = "SELECT at, number FROM journal_places WHERE at >= $1 AND (at, number) < ($2, $3) AND";

static OF_ONE: LazyLock<String> = LazyLock::new(|| entries(&format!("{PLACES} list = $4 AND key = $5"), "$6"));
/// There is no list of all by moment, which would be another place for each entry.
static OF_ALL: LazyLock<String> = LazyLock::new(|| {
    let of_one = |action: &Action| format!("{PLACES} list = 1 AND key = {}", action_code(*action));
    entries(&Action::ALL.iter().map(of_one).collect::<Vec<_>>().join(" UNION ALL "), "$4")
});
const WAITING_ENTRIES: &str =
    concat!("SELECT ", columns!(), " FROM journal AS it WHERE number > (SELECT journal_placed FROM meta WHERE id = 1)");

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
    for (list, key) in lists_of(of) {
        found.extend(all(conn, &OF_ONE, params![since, at, number, list as i64, key, most], entry)?);
    }
    if *of == JournalOf::All {
        found = all(conn, &OF_ALL, params![since, at, number, most], entry)?;
    }
    found.retain(|it| of.has(&it.deed));
    found.sort_unstable_by_key(|it| std::cmp::Reverse(it.place()));
    // What had no places when the first list was read comes with the second again, however it is there by then.
    found.dedup_by_key(|it| it.number);
    Ok(Page::cut(stretch, found, JournalEntry::place))
}

/// The lists that have it, by their key; no entry is found by two of them.
fn lists_of(of: &JournalOf) -> Vec<(List, Value)> {
    let by = |actor| (List::Actor, key_of(&actor));
    match of {
        JournalOf::All => Vec::new(),
        JournalOf::Action(action) => vec![(List::Action, action_code(*action).into())],
        JournalOf::Actor(actor) => vec![by(actor.clone())],
        JournalOf::Person(person) => {
            vec![by(Actor::Person(*person)), (List::Person, rows::orcid_code(*person).into())]
        }
        JournalOf::Client(client) => {
            vec![by(Actor::Client(client.clone())), (List::Client, client.as_str().to_owned().into())]
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

/// Of who did it, in its list.
fn key_of(actor: &Actor) -> Value {
    match actor_value(actor) {
        Value::Null => String::new().into(),
        known => known,
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

/// An action and the moment before which its entries are outgrown, as columns.
fn row((action, before): (Action, Timestamp)) -> (i64, i64) {
    (action_code(action), before.millis())
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

/// Whether so many entries wait for their places that they get them now.
pub fn is_due(newest: u64, placed: u64) -> bool {
    newest.saturating_sub(placed) >= WAITING
}

/// Gives the entries behind this one their places.
pub fn place(conn: &Connection, placed: u64) -> Done<()> {
    execute(
        conn,
        "INSERT INTO journal_places (list, key, at, number)
         SELECT 1, action, at, number FROM journal WHERE number > $1
         UNION ALL SELECT 2, coalesce(actor, ''), at, number FROM journal WHERE number > $1
         UNION ALL SELECT 3, person, at, number FROM journal WHERE number > $1 AND person IS NOT NULL
         UNION ALL SELECT 4, client, at, number FROM journal WHERE number > $1 AND client IS NOT NULL
         ORDER BY 1, 2, 3, 4",
        [stored(placed)],
    )?;
    Ok(())
}

pub fn outgrown(conn: &Connection, now: Timestamp) -> Done<bool> {
    // In a quiet registry entries get old while they wait for their places.
    let waiting = all(conn, WAITING_ENTRIES, [], entry)?;
    let is_old = |it: &JournalEntry| {
        let code = action_code(it.deed.action);
        outgrown_before(now).map(row).any(|(action, before)| action == code && it.at.millis() < before)
    };
    if waiting.iter().any(is_old) {
        return Ok(true);
    }
    for (action, before) in outgrown_before(now).map(row) {
        if exists(conn, "SELECT 1 FROM journal_places WHERE list = 1 AND key = $1 AND at < $2", [action, before])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Of each action so many at most. All entries have their places.
pub fn forget(conn: &Connection, now: Timestamp, most: usize) -> Done<()> {
    const OLD: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM journal_places AS place CROSS JOIN journal AS it ON it.number = place.number WHERE place.list = 1 AND \
         place.key = $1 AND place.at < $2 ORDER BY place.at, place.number LIMIT $3"
    );
    for (action, before) in outgrown_before(now).map(row) {
        for old in all(conn, OLD, params![action, before, limit(most)], entry)? {
            for (list, key) in places_of(&old.deed) {
                let place = params![list as i64, key, old.at.millis(), stored(old.number)];
                let sql = "DELETE FROM journal_places WHERE list = $1 AND key = $2 AND at = $3 AND number = $4";
                execute(conn, sql, place)?;
            }
            execute(conn, "DELETE FROM journal WHERE number = $1", [stored(old.number)])?;
        }
    }
    Ok(())
}

/// The lists that have an entry, and where.
fn places_of(deed: &Deed) -> impl Iterator<Item = (List, Value)> {
    let person = deed.person.map(|it| (List::Person, rows::orcid_code(it).into()));
    let client = deed.client.as_ref().map(|it| (List::Client, it.as_str().to_owned().into()));
    let always = [(List::Action, action_code(deed.action).into()), (List::Actor, key_of(&deed.actor))];
    always.into_iter().chain(person).chain(client)
}

/// Their entries stay, and say no more of whom they tell, but for what those did who run the registry. All entries have
/// their places.
pub fn forget_person(conn: &Connection, person: OrcidId) -> Done<()> {
    let staff: Vec<_> = Action::ALL.iter().filter(|it| it.spec().staff).map(|it| action_code(*it)).collect();
    let (person, staff) = (rows::orcid_code(person), crate::query::numbers(staff));
    // What is not by staff: first where it will be found, then what it says, then where it was found.
    execute(
        conn,
        "INSERT INTO journal_places SELECT 2, '', place.at, place.number FROM journal_places AS place
         CROSS JOIN journal AS it ON it.number = place.number
         WHERE place.list = 2 AND place.key = $1 AND it.action NOT IN (SELECT value FROM json_each($2))",
        params![person, staff],
    )?;
    execute(
        conn,
        "UPDATE journal SET actor = NULL WHERE action NOT IN (SELECT value FROM json_each($1)) AND number IN
            (SELECT number FROM journal_places WHERE list = 2 AND key = $2)",
        params![staff, person],
    )?;
    execute(
        conn,
        "UPDATE journal SET person = NULL WHERE action NOT IN (SELECT value FROM json_each($1)) AND number IN
            (SELECT number FROM journal_places WHERE list = 3 AND key = $2)",
        params![staff, person],
    )?;
    for sql in [
        "DELETE FROM journal_places WHERE list = 2 AND key = $1
         AND (SELECT actor FROM journal WHERE journal.number = journal_places.number) IS NULL",
        "DELETE FROM journal_places WHERE list = 3 AND key = $1
         AND (SELECT person FROM journal WHERE journal.number = journal_places.number) IS NULL",
    ] {
        execute(conn, sql, [person])?;
    }
    Ok(())
}

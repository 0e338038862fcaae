//! The journal: one row for each deed, with an index for each way in which it is asked for. A page begins at a place in an
//! index and ends at a limit, so that it costs the same in any journal.

use async_trait::async_trait;
use byline_model::{Agent, ClientId, OrcidId, Timestamp};
use byline_store::journal::outgrown_before;
use byline_store::{
    Action, Actor, Deed, JournalEntry, JournalOf, JournalPlace, JournalStore, Matter, Page, Period, Result, Stretch,
    rows,
};
use tokio_postgres::Row;

use crate::decode::{at, get, optional_boxed, optional_text, unsigned};
use crate::failure::{Failure, Result as Done};
use crate::guards::stored;
use crate::lists::{BEHIND_ALL, limit, most, whether};
use crate::query::{Query, query};
use crate::store::PostgresStore;

/// Entries of a period, the newest first.
macro_rules! entries {
    ($which:literal, $limit:literal) => {
        concat!(
            "SELECT number, at, action, actor, person, client, matter, reason FROM journal
             WHERE at >= $1 AND (at, number) < ($2, $3) ",
            $which,
            " ORDER BY at DESC, number DESC LIMIT ",
            $limit
        )
    };
}

const ALL: &str = entries!("", "$4");
const OF_ACTION: &str = entries!("AND action = $4", "$5");
const OF_ACTOR: &str = entries!("AND actor = $4", "$5");
const OF_NOBODY: &str = entries!("AND actor IS NULL", "$4");
const OF_PERSON: &str = entries!("AND person = $4", "$5");
const OF_CLIENT: &str = entries!("AND client = $4", "$5");

#[async_trait]
impl JournalStore for PostgresStore {
    async fn journal(
        &self,
        of: JournalOf,
        period: Period,
        stretch: Stretch<JournalPlace>,
    ) -> Result<Page<JournalEntry, JournalPlace>> {
        let mut found = Vec::new();
        for answer in self.pool().ask(&questions(&of, period, &stretch)).await? {
            for row in &answer.rows {
                found.push(entry(row)?);
            }
        }
        found.retain(|it| of.has(&it.deed));
        found.sort_unstable_by_key(|it| std::cmp::Reverse(it.place()));
        found.dedup_by_key(|it| it.number);
        Ok(Page::cut(&stretch, found, JournalEntry::place))
    }

    async fn journal_outgrown(&self, now: Timestamp) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT FROM unnest($1::bigint[], $2::bigint[]) AS it(action, before)
            WHERE EXISTS (SELECT FROM journal j WHERE j.action = it.action AND j.at < it.before))";
        let (actions, moments): (Vec<_>, Vec<_>) = ends(now).unzip();
        Ok(whether(self.pool(), query!(SQL, actions, moments)).await?)
    }
}

/// One statement for each list that has it: what a person did and what was done about them are two.
fn questions(of: &JournalOf, period: Period, stretch: &Stretch<JournalPlace>) -> Vec<Query> {
    let until = period.until.map_or((BEHIND_ALL, BEHIND_ALL), |it| (it.millis(), i64::MIN));
    let (at, number) = stretch.place().map_or(until, |it| until.min((it.at.millis(), stored(it.number))));
    let (since, most) = (period.since.map_or(i64::MIN, Timestamp::millis), most(stretch));
    let by = |actor: &Actor| match column_of(actor) {
        Some(actor) => query!(OF_ACTOR, since, at, number, actor, most),
        None => query!(OF_NOBODY, since, at, number, most),
    };
    match of {
        JournalOf::All => vec![query!(ALL, since, at, number, most)],
        JournalOf::Action(action) => vec![query!(OF_ACTION, since, at, number, code(*action), most)],
        JournalOf::Actor(actor) => vec![by(actor)],
        JournalOf::Person(person) => {
            vec![by(&Actor::Person(*person)), query!(OF_PERSON, since, at, number, rows::orcid_code(*person), most)]
        }
        JournalOf::Client(client) => {
            vec![by(&Actor::Client(client.clone())), query!(OF_CLIENT, since, at, number, client.to_string(), most)]
        }
    }
}

const OPERATOR: &str = "operator";
const REGISTRY: &str = "registry";

/// Who did it, as the column has it.
fn column_of(actor: &Actor) -> Option<String> {
    match actor {
        Actor::Nobody => None,
        Actor::Registry => Some(REGISTRY.to_owned()),
        Actor::Operator => Some(OPERATOR.to_owned()),
        Actor::Person(person) => Some(rows::agent_text(&Agent::Person(*person))),
        Actor::Client(client) => Some(rows::agent_text(&Agent::Client(client.clone()))),
    }
}

fn actor(text: Option<&str>) -> Done<Actor> {
    Ok(match text {
        None => Actor::Nobody,
        Some(OPERATOR) => Actor::Operator,
        Some(REGISTRY) => Actor::Registry,
        Some(text) => Actor::from(Some(&rows::agent(text)?)),
    })
}

fn code(action: Action) -> i64 {
    action.spec().code.into()
}

fn entry(row: &Row) -> Done<JournalEntry> {
    let code: i64 = get(row, 2)?;
    let action = u16::try_from(code).ok().and_then(Action::from_code);
    let action = action.ok_or_else(|| Failure::corrupt(format!("{code} is no action")))?;
    let matter = |text: &str| {
        let damaged = |_| Failure::corrupt(format!("{text} is nothing that {} is about", action.spec().name));
        Matter::read(action.spec().about, text).map_err(damaged)
    };
    Ok(JournalEntry {
        number: unsigned(row, 0)?,
        at: at(row, 1)?,
        deed: Deed {
            action,
            actor: actor(optional_text(row, 3)?)?,
            person: get::<Option<i64>>(row, 4)?.map(rows::orcid).transpose()?,
            client: optional_text(row, 5)?.map(rows::client_id).transpose()?,
            matter: optional_text(row, 6)?.map(matter).transpose()?,
            reason: optional_boxed(row, 7)?,
        },
    })
}

/// Enters what was done, in this order.
pub fn put(at: Timestamp, deeds: &[&Deed]) -> Query {
    const SQL: &str = "INSERT INTO journal (at, action, actor, person, client, matter, reason)
        SELECT $1, action, actor, person, client, matter, reason
        FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[])
            AS it(action, actor, person, client, matter, reason)";
    let actions: Vec<_> = deeds.iter().map(|it| code(it.action)).collect();
    let actors: Vec<_> = deeds.iter().map(|it| column_of(&it.actor)).collect();
    let people: Vec<_> = deeds.iter().map(|it| it.person.map(rows::orcid_code)).collect();
    let clients: Vec<_> = deeds.iter().map(|it| it.client.as_ref().map(ClientId::to_string)).collect();
    let matters: Vec<_> = deeds.iter().map(|it| it.matter.as_ref().map(Matter::to_string)).collect();
    let reasons: Vec<_> = deeds.iter().map(|it| it.reason.as_ref().map(ToString::to_string)).collect();
    query!(SQL, at.millis(), actions, actors, people, clients, matters, reasons)
}

/// Actions, and the moments before which their entries are outgrown.
fn ends(now: Timestamp) -> impl Iterator<Item = (i64, i64)> {
    outgrown_before(now).map(|(action, before)| (code(action), before.millis()))
}

/// Of each action so many at most.
pub fn forget(now: Timestamp, most: usize) -> Query {
    const SQL: &str = "DELETE FROM journal USING (SELECT old.at, old.number
            FROM unnest($1::bigint[], $2::bigint[]) AS it(action, before)
            CROSS JOIN LATERAL (SELECT j.at, j.number FROM journal j
                WHERE j.action = it.action AND j.at < it.before ORDER BY j.at, j.number LIMIT $3) AS old) AS gone
        WHERE journal.at = gone.at AND journal.number = gone.number";
    let (actions, moments): (Vec<_>, Vec<_>) = ends(now).unzip();
    query!(SQL, actions, moments, limit(most))
}

/// Their entries stay, and say no more of whom they tell, but for what those did who run the registry.
pub fn forget_person(person: OrcidId) -> Vec<Query> {
    let staff: Vec<_> = Action::ALL.iter().filter(|it| it.spec().staff).map(|it| code(*it)).collect();
    vec![
        query!(
            "UPDATE journal SET actor = NULL WHERE actor = $1 AND action <> ALL($2)",
            rows::agent_text(&Agent::Person(person)),
            staff.clone()
        ),
        query!(
            "UPDATE journal SET person = NULL WHERE person = $1 AND action <> ALL($2)",
            rows::orcid_code(person),
            staff
        ),
    ]
}

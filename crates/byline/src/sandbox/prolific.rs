//! The demo's person with ten thousand works, as many as a record can have (`record-api` 9048).
//!
//! They are made instead of kept: as documents they would be most of the program. And they are made when the sandbox
//! answers already, as making them takes about as long as all the rest; who asks for the person waits for them, and so
//! does who asks for changes: works that were always there are none.

use axum::http::Uri;
use byline_formats::write_body;
use byline_model::document::{Object, Value};
use byline_model::{ClientId, Item, ItemKind, OrcidId, PutCode, Source, Timestamp, Visibility, shapes};
use byline_store::{Change, ChangeSet, Guard, Store, StoreError};

const PERSON: &str = "0009-9000-0000-031X";
/// The change feed.
const CHANGES: &str = "/sync/changes";
/// Where organisations are found, most of which come with the works.
const SUGGESTIONS: &str = "/suggest";
/// Who wrote every third of them.
const PRESS: &str = "APP-DEMOUPDATER00001";
const WORKS: i64 = 10_000;
/// So many are committed at once: memory need not hold all of them, and others get their turn between.
const TOGETHER: i64 = 1_000;
const TYPES: [&str; 5] = ["data-set", "journal-article", "report", "conference-paper", "other"];
/// The first reading: 2 January 1996, eight in the morning. One follows each day.
const FIRST: Timestamp = Timestamp::from_millis(820_569_600_000);
const DAY: i64 = 86_400;

/// Whether a request has to wait for them, as far as one can see without reading it.
pub fn are_needed_for(uri: &Uri) -> bool {
    let names = |text: &str| text.to_ascii_uppercase().contains(PERSON);
    let waits = [CHANGES, SUGGESTIONS].iter().any(|it| uri.path().ends_with(it));
    names(uri.path()) || uri.query().is_some_and(names) || waits
}

/// Puts the works into a store that has the rest of the demo.
pub async fn add_works(store: &dyn Store, now: Timestamp) -> anyhow::Result<()> {
    let (owner, press) = (PERSON.parse::<OrcidId>()?, PRESS.parse::<ClientId>()?);
    // Leased before anybody else leases some, so that theirs are the same in each run.
    let codes = store.lease_put_codes(WORKS.unsigned_abs()).await?;
    for first in (1..=WORKS).step_by(usize::try_from(TOGETHER)?) {
        let works: Vec<_> = (first..first + TOGETHER)
            .zip(codes.start + first.unsigned_abs() - 1..)
            .map(|(number, code)| work(number, code, owner, &press))
            .collect();
        while !add(store, owner, &works, now).await? {}
    }
    Ok(())
}

/// Whether they could be added, or need not be any more; somebody else may write to the record meanwhile.
async fn add(store: &dyn Store, owner: OrcidId, works: &[Item], now: Timestamp) -> anyhow::Result<bool> {
    let Some(head) = store.head(owner).await? else { return Ok(true) };
    // The head is put as it is: works that were always there are no news.
    let mut set = ChangeSet::new(now)
        .guard(Guard::RecordVersion(owner, head.version))
        .with(Change::PutRecord(Box::new((*head).clone())));
    set.changes.extend(works.iter().map(|item| Change::PutItem { owner, item: Box::new(item.clone()) }));
    match store.commit(set).await {
        Ok(_) => Ok(true),
        Err(StoreError::Conflict(_)) => Ok(false),
        Err(problem) => Err(problem.into()),
    }
}

/// Every third was written by the press, and every tenth is the same reading again, published by the press.
fn work(number: i64, code: u64, owner: OrcidId, press: &ClientId) -> Item {
    let by_press = number % 3 == 0 || number % 10 == 0;
    let reading = if number % 10 == 0 { number - 1 } else { number };
    let source = if by_press { Source::client(press.clone()) } else { Source::person(owner) };
    let taken = FIRST.plus_seconds(number * DAY);
    Item {
        kind: ItemKind::Work,
        put_code: PutCode::new(code).expect("stores hand out put-codes in their range"),
        visibility: Visibility::Public,
        source,
        created: Some(taken),
        modified: Some(taken),
        display_index: i64::from(by_press),
        body: write_body(&content(reading, FIRST.plus_seconds(reading * DAY))).into(),
    }
}

fn content(reading: i64, taken: Timestamp) -> Object<'static> {
    let (year, month, day) = taken.date();
    let doi = format!("10.5555/demo.31.{reading}");
    let date = Object::new(&shapes::FUZZY_DATE)
        .with("year", year.to_string())
        .with("month", format!("{month:02}"))
        .with("day", format!("{day:02}"));
    let identifier = Object::new(&shapes::EXTERNAL_ID)
        .with("external-id-type", "doi")
        .with("external-id-url", format!("https://doi.org/{doi}"))
        .with("external-id-value", doi)
        .with("external-id-relationship", "self");
    let identifiers = Object::new(&shapes::EXTERNAL_IDS).with("external-id", vec![Value::Object(identifier)]);
    let kind = TYPES[usize::try_from(reading).unwrap_or(0) % TYPES.len()];
    Object::new(&shapes::WORK)
        .with("title", Object::new(&shapes::FULL_TITLE).with("title", format!("Reading {reading} of the tide gauge")))
        .with("type", kind)
        .with("publication-date", date)
        .with("external-ids", identifiers)
}

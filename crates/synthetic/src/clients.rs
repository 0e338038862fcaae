//! Clients that write into records and hold permissions.

use byline_model::client::{Client, ClientType};
use byline_model::{Agent, ClientId, Source, Timestamp};

use crate::rng::Rng;
use crate::words::subject;

/// How many there are: those below, and institutions.
pub const CLIENTS: u64 = 300;

/// The large ones, in the order of their numbers.
pub const INDEX: u64 = 0;
/// Brings what people find in it and choose, second of all.
pub const WIZARD: u64 = 1;
/// An archive of data sets, which also confirms some reviews.
pub const DATA_ARCHIVE: u64 = 2;
/// Confirms nearly half of all reviews, and brings no works.
pub const REVIEW_RECORDS: u64 = 3;
/// The publisher with most articles.
pub const PUBLISHER_A: u64 = 4;
/// The one after it.
pub const PUBLISHER_B: u64 = 5;
/// A learned society, which confirms reviews.
pub const SOCIETY: u64 = 6;
/// A publisher whose articles everybody may read.
pub const OPEN_PUBLISHER: u64 = 7;
const INSTITUTIONS: u64 = 8;

const NAMES: [&str; INSTITUTIONS as usize] = [
    "Index of Articles",
    "Citation Wizard",
    "Data Archive",
    "Review Records",
    "Large Publisher",
    "Old Publisher",
    "Society of Sciences",
    "Open Publisher",
];

/// Who calls about changes: one for nine registrations in ten.
pub const WATCHER: u64 = INDEX;

/// The id of a client, in a block that the live registry gives to nobody.
pub fn id(number: u64) -> ClientId {
    format!("APP-99999900{number:08}").parse().expect("it has the form of a client's id")
}

/// What items have that a client wrote.
pub fn source(number: u64) -> Source {
    Source { author: Some(Agent::Client(id(number))), ..Source::default() }
}

fn name(number: u64) -> String {
    match NAMES.get(number as usize) {
        Some(name) => (*name).to_owned(),
        None => format!("Library of {}", subject(number * 13)),
    }
}

/// Who brings works: a few large ones most, institutions the rest.
pub fn of_works(rng: &mut Rng) -> u64 {
    let large = rng.weighted(&[
        (38.0, INDEX),
        (27.0, WIZARD),
        (7.0, DATA_ARCHIVE),
        (6.0, PUBLISHER_A),
        (5.0, PUBLISHER_B),
        (3.0, OPEN_PUBLISHER),
        (14.0, INSTITUTIONS),
    ]);
    if large == INSTITUTIONS { institution(rng) } else { large }
}

/// Who confirms reviews (`platform` 9.5).
pub const OF_REVIEWS: &[(f64, u64)] = &[
    (44.0, REVIEW_RECORDS),
    (18.0, PUBLISHER_A),
    (16.0, PUBLISHER_B),
    (10.0, SOCIETY),
    (5.0, OPEN_PUBLISHER),
    (7.0, DATA_ARCHIVE),
];

/// One of those that are not large, the first ones most often.
pub fn institution(rng: &mut Rng) -> u64 {
    INSTITUTIONS + rng.zipf(CLIENTS - INSTITUTIONS)
}

/// All of them, as a registry keeps them; none has a secret.
pub fn all(created: Timestamp) -> impl Iterator<Item = Client> {
    (0..CLIENTS).map(move |number| {
        let kind = if number < INSTITUTIONS { ClientType::PremiumUpdater } else { ClientType::Updater };
        let mut client = Client::new(id(number), &name(number), kind);
        client.website = format!("https://client{number}.example/").into();
        client.created = Some(created);
        client
    })
}

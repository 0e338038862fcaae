//! Which clients people trust, and who wants to hear of their records (`platform` 9.5).

use byline_model::{Agent, ClientId, Item, OrcidId, Timestamp};

use crate::clients;
use crate::dates::DAY;
use crate::rng::Rng;

/// A client that holds a permission, with the token that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    pub client: ClientId,
    pub scopes: &'static [&'static str],
    pub granted: Timestamp,
    /// The values of the tokens, in plain: whoever puts load on a registry needs them.
    pub access: Box<str>,
    pub refresh: Box<str>,
}

/// A client that wants to hear of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    pub client: ClientId,
    pub uri: Box<str>,
    pub host: Box<str>,
    pub created: Timestamp,
}

/// Of active records, those without any permission.
const NONE: f64 = 0.1;
/// Clients of an active record in the mean.
const MEAN: f64 = 1.6;
/// Of records, those that somebody watches, and of these the ones that one client does.
const WATCHED: f64 = 0.005;
const BY_ONE: f64 = 0.9;

const WRITES: &[&str] = &["/read-limited", "/activities/update", "/person/update"];
const READS: &[&str] = &["/read-limited"];

/// What clients hold for a person: first those that wrote something, then others (`platform` 9.5).
pub fn permissions(rng: &mut Rng, items: &[Item], (created, modified): (i64, i64)) -> Vec<Permission> {
    if rng.chance(NONE) {
        return Vec::new();
    }
    let more = MEAN / (1.0 - NONE) - 1.0;
    let count = 1 + rng.geometric(more / (1.0 + more), 40) as usize;
    // Those first that wrote something.
    let mut trusted: Vec<(ClientId, bool)> = Vec::with_capacity(count);
    for item in items {
        if trusted.len() == count {
            break;
        }
        if let Some(Agent::Client(client)) = &item.source.author
            && !trusted.iter().any(|(it, _)| it == client)
        {
            trusted.push((client.clone(), true));
        }
    }
    while trusted.len() < count {
        let number = if rng.chance(0.4) { clients::of_works(rng) } else { clients::institution(rng) };
        let client = clients::id(number);
        if !trusted.iter().any(|(it, _)| *it == client) {
            trusted.push((client, rng.chance(0.6)));
        }
    }
    let span = (modified - created).max(DAY) as u64;
    trusted
        .into_iter()
        .map(|(client, writes)| Permission {
            client,
            scopes: if writes { WRITES } else { READS },
            granted: Timestamp::from_millis(created + rng.below(span) as i64),
            access: token(rng),
            refresh: token(rng),
        })
        .collect()
}

/// In the form of a UUID, as the published tokens are.
fn token(rng: &mut Rng) -> Box<str> {
    let (high, low) = (rng.number(), rng.number());
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        high >> 32,
        high >> 16 & 0xFFFF,
        high & 0xFFF,
        low >> 52,
        low & 0xFFFF_FFFF_FFFF
    )
    .into()
}

/// Who is called when the record changes; nearly always nobody, and most of the rest are one client's.
pub fn webhooks(rng: &mut Rng, orcid: OrcidId, created: i64) -> Vec<Hook> {
    if !rng.chance(WATCHED) {
        return Vec::new();
    }
    let number = if rng.chance(BY_ONE) { clients::WATCHER } else { 1 + rng.zipf(clients::CLIENTS - 1) };
    let host = format!("hooks{number}.example");
    vec![Hook {
        client: clients::id(number),
        uri: format!("https://{host}/changed/{orcid}").into(),
        host: host.into(),
        created: Timestamp::from_millis(created),
    }]
}

//! How long it takes to find organisations while somebody types, among a thousand and among 120,000, and how much memory
//! their names take: `cargo run --release -p byline-registry --example organization_names`.

#![allow(clippy::disallowed_methods)] // it measures

use std::sync::Arc;
use std::time::Instant;

use byline_model::Timestamp;
use byline_model::env::Clock;
use byline_registry::{KeepViews, Lookup, LookupFor, Registry, Urls};
use byline_store::{Change, ChangeSet, NameKind, Organization, OrganizationDetails, OrganizationName, Store as _};
use byline_store_sqlite::SqliteStore;
use byline_synthetic::{funder, organization};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        NOW
    }
}

/// Memory of the process, in MB; files that are mapped do not count.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let anonymous = status.lines().find_map(|line| line.strip_prefix("RssAnon:")?.trim().strip_suffix(" kB"));
    anonymous.and_then(|it| it.parse::<f64>().ok()).unwrap_or_default() / 1e3
}

/// Seconds that a processor was busy with this: others may have the machine meanwhile.
fn processor() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// An organisation with three names, as those of ROR have.
fn kept(rank: u64) -> Organization {
    let of = if rank.is_multiple_of(16) { funder(rank / 16) } else { organization(rank) };
    let acronym: String = of.name.chars().filter(|it| it.is_uppercase()).collect();
    let other = |kind, value: String| OrganizationName { value: value.into(), kind, language: Some("en".into()) };
    let names = vec![other(NameKind::Alias, format!("{} {}", of.city, of.name)), other(NameKind::Acronym, acronym)];
    Organization {
        source: "ROR".into(),
        identifier: format!("https://ror.org/{rank}").into(),
        name: of.name.into(),
        city: Some(of.city.into()),
        country: Some(of.country.into()),
        details: OrganizationDetails { names, popularity: 60_000 / (rank + 1), ..OrganizationDetails::default() },
        ..Organization::default()
    }
}

/// What is typed on the way to a name, and what is typed without finding one.
fn typed(rank: u64) -> Vec<String> {
    let name = organization(rank).name;
    let beginnings = (1..=name.chars().count()).map(|count| name.chars().take(count).collect::<String>());
    let words: Vec<&str> = name.split(' ').rev().collect();
    beginnings.chain([words.join(" "), format!("{} zz", words[0]), "hospital university".into()]).collect()
}

async fn measure(count: u64) {
    let store = SqliteStore::throwaway().expect("a throwaway store");
    for ranks in (0..count).collect::<Vec<_>>().chunks(1000) {
        let changes = ranks.iter().map(|rank| Change::PutOrganization(Box::new(kept(*rank)))).collect();
        store.commit(ChangeSet { changes, ..ChangeSet::new(NOW) }).await.expect("it is put");
    }
    let registry = Registry::new(store, Arc::new(FixedClock), Urls::new("https://reg.example"), KeepViews::Off);
    let find = async |text: &str| {
        let asked = Lookup { text, purpose: LookupFor::Affiliation, most: 20 };
        registry.organizations_like(asked).await.expect("the store answers").len()
    };
    let (before, begun) = (resident(), Instant::now());
    find("u").await;
    let (first, memory) = (begun.elapsed(), resident() - before);
    let (mut micros, mut rows) = (Vec::new(), 0);
    for rank in (0..count).step_by((count / 250) as usize) {
        for text in typed(rank) {
            let begun = processor();
            rows += find(&text).await;
            micros.push((processor() - begun) * 1e6);
        }
    }
    micros.sort_by(f64::total_cmp);
    let at = |share: f64| micros[((micros.len() - 1) as f64 * share) as usize];
    println!(
        "{count:>7}: the first look-up {first:.0?} and {memory:.0} MB; of {}, {:.1} found each, µs of a processor: median {:.0}, p99 {:.0}, p99.9 {:.0}",
        micros.len(),
        rows as f64 / micros.len() as f64,
        at(0.5),
        at(0.99),
        at(0.999),
    );
}

#[cfg(not(unix))]
compile_error!("times of processors are those of Unix");

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    for count in [1_000, 10_000, 120_000] {
        measure(count).await;
    }
}

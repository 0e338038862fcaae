//! How fast the store is on this machine: `cargo run --release -p byline-store-sqlite --example measure [DIRECTORY]`.
//!
//! Figures to compare with `docs`: whole-record reads, durable commits, bulk loads, opening.

#![allow(clippy::disallowed_methods)] // durations are what this is about

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use byline_model::{Item, ItemKind};
use byline_store::conformance::{put, samples};
use byline_store::{Change, ChangeSet, KindRange, Store, View};
use byline_store_sqlite::{Options, SqliteStore};

const RECORDS: u64 = 10_000;
const ITEMS: u64 = 30;

fn report(what: &str, count: u64, took: Duration) {
    let seconds = took.as_secs_f64();
    println!("{what:<48} {:>10.0}/s {:>10.2} us each", count as f64 / seconds, seconds * 1e6 / count as f64);
}

/// `tasks` tasks, each doing its share of `total`; a step gets a number of its own.
async fn timed<F>(what: &str, tasks: u64, total: u64, step: impl Fn(u64) -> F + Clone + Send + 'static)
where
    F: Future<Output = ()> + Send,
{
    let start = Instant::now();
    let running: Vec<_> = (0..tasks)
        .map(|task| {
            let step = step.clone();
            tokio::spawn(async move {
                for number in (task..total).step_by(tasks as usize) {
                    step(number).await;
                }
            })
        })
        .collect();
    for task in running {
        task.await.expect("no step fails");
    }
    report(what, total, start.elapsed());
}

fn item(kind: ItemKind, number: u64) -> Item {
    let body =
        format!(r#"{{"title":"A title of the usual length for a paper, {number}","text":"{}"}}"#, "x".repeat(700));
    Item { source: samples::source(), ..samples::item(kind, number, &body) }
}

fn change(owner: u64, kind: ItemKind, number: u64) -> Change {
    Change::PutItem { owner: samples::orcid(owner), item: Box::new(item(kind, number)) }
}

fn record(owner: u64) -> Vec<Change> {
    let items = (0..ITEMS).map(|it| change(owner, ItemKind::ALL[8 + it as usize % 11], 1 + owner * ITEMS + it));
    std::iter::once(samples::record(owner)).chain(items).collect()
}

/// Multiplying by an odd number visits every record once, in no order.
fn scattered(number: u64) -> u64 {
    number.wrapping_mul(7919) % RECORDS
}

async fn load(store: &Arc<SqliteStore>, each: u64) {
    let start = Instant::now();
    for first in (0..RECORDS).step_by(each as usize) {
        let changes = (first..RECORDS.min(first + each)).flat_map(record).collect();
        store.commit(ChangeSet { changes, ..ChangeSet::new(samples::NOW) }).await.expect("nothing is in the way");
    }
    report(&format!("load records of {ITEMS} items, {each} in a commit"), RECORDS, start.elapsed());
}

async fn reads(store: &Arc<SqliteStore>) {
    for tasks in [1, 16] {
        let it = store.clone();
        timed(&format!("whole record, {tasks} tasks"), tasks, 100_000, move |number| {
            let store = it.clone();
            async move {
                let found = store.snapshot(samples::orcid(scattered(number)), KindRange::ALL).await.expect("it reads");
                assert_eq!(found.expect("it is there").items.len() as u64, ITEMS);
            }
        })
        .await;
    }
    for what in ["head, not in memory at first", "head, in memory"] {
        let it = store.clone();
        timed(what, 2, RECORDS, move |number| {
            let store = it.clone();
            async move { assert!(store.head(samples::orcid(number)).await.expect("it reads").is_some()) }
        })
        .await;
    }
    let view = View { version: 1, epoch: 1, body: vec![b'x'; 40_000].into() };
    put(&**store, [samples::record(RECORDS)]).await;
    store.keep_view(samples::orcid(RECORDS), 1, view);
    put(&**store, []).await;
    let it = store.clone();
    timed("view of 40 KB", 2, 100_000, move |_| {
        let store = it.clone();
        async move { assert!(store.view(samples::orcid(RECORDS), 1).await.expect("it reads").is_some()) }
    })
    .await;
}

async fn tokens(store: &Arc<SqliteStore>) {
    put(&**store, (0..RECORDS).map(|it| Change::PutToken(Box::new(samples::token(it, 1, Some(it)))))).await;
    for what in ["token, not in memory at first", "token, in memory"] {
        let it = store.clone();
        timed(what, 2, RECORDS, move |number| {
            let store = it.clone();
            async move { assert!(store.token(samples::hash(number)).await.expect("it reads").is_some()) }
        })
        .await;
    }
}

async fn commits(store: &Arc<SqliteStore>) {
    for (tasks, total) in [(1, 2_000), (64, 50_000), (512, 100_000)] {
        let it = store.clone();
        timed(&format!("durable commits of one item, {tasks} tasks"), tasks, total, move |number| {
            let store = it.clone();
            async move {
                put(&*store, [change(scattered(number), ItemKind::Work, 1_000_000 + number)]).await;
            }
        })
        .await;
    }
}

#[tokio::main]
async fn main() {
    let start = Instant::now();
    let throwaway = SqliteStore::throwaway().expect("temporary files can be made");
    report("open a throwaway store", 1, start.elapsed());
    load(&throwaway, 100).await;
    reads(&throwaway).await;
    drop(throwaway);

    let parent = std::env::args().nth(1).map_or_else(std::env::temp_dir, Into::into);
    let directory = tempfile::tempdir_in(parent).expect("the directory can be written");
    let path = directory.path().join("byline.db");
    let store = SqliteStore::open(&path, Options::default()).expect("it opens");
    load(&store, 1).await;
    drop(store);
    std::fs::remove_file(&path).expect("it was made");
    let store = SqliteStore::open(&path, Options::default()).expect("it opens");
    load(&store, 200).await;
    reads(&store).await;
    tokens(&store).await;
    commits(&store).await;
    drop(store);
    let start = Instant::now();
    let store = SqliteStore::open(&path, Options::default()).expect("it opens");
    report("open a full store", 1, start.elapsed());
    drop(store);
}

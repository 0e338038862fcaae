//! Whoever is killed between store and index leaves no difference: what is searched afterwards is what is stored.
//!
//! The test runs itself as a child that writes to a store and, beside it, to its index, as fast as both go. The parent kills
//! it in the middle and compares: a few times, or a hundred in the long tier.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use byline_model::{ItemKind, OrcidId, RecordHead, RecordState};
use byline_registry::{Indexer, Inquiry, KeepViews, Registry, Shelf, Urls};
use byline_store::{Change, ChangeSet, Store};
use byline_store_sqlite::{Options, SqliteStore};
use serde_json::json;

use crate::search::orcid;
use crate::support::{FixedClock, NOW, item};

/// Set for the child: the folder to write to.
const CHILD: &str = "BYLINE_TEST_KILL_INDEX";
const TEST: &str = "killed::an_index_whose_writer_was_killed_is_what_a_new_one_would_be";
const RECORDS: u64 = 50;
const WRITERS: u64 = 3;

/// D-24
#[test]
fn an_index_whose_writer_was_killed_is_what_a_new_one_would_be() {
    if let Some(folder) = std::env::var_os(CHILD) {
        write_until_killed(Path::new(&folder));
    }
    let rounds = if std::env::var_os("BYLINE_LONG").is_some() { 100 } else { 4 };
    let folder = tempfile::tempdir().unwrap();
    let mut behind = 0;
    for round in 0..rounds {
        // In commits of the index, since machines are busy; the first may come before there is any.
        kill_after(folder.path(), round * 7 % 25);
        behind += runtime().block_on(compare(folder.path()));
    }
    assert!(behind > 0, "the index was never behind when it was killed");
    println!("{rounds} times killed, {behind} commits that the index had not taken in");
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap()
}

fn open(folder: &Path) -> Arc<SqliteStore> {
    SqliteStore::open(folder.join("byline.db"), Options::small()).unwrap()
}

fn registry(store: &Arc<SqliteStore>) -> Registry {
    Registry::new(store.clone(), Arc::new(FixedClock), Urls::new("https://reg.example"), KeepViews::Off)
}

fn shelf(folder: &Path) -> Shelf {
    Shelf::at(folder.join("search"))
}

// ----- the child

fn tell(what: &str) {
    let mut out = std::io::stdout().lock();
    // The line break before separates it from what the test runner prints.
    writeln!(out, "\nack {what}").expect("the parent listens");
    out.flush().expect("the parent listens");
}

fn write_until_killed(folder: &Path) -> ! {
    runtime().block_on(async {
        let store = open(folder);
        // Every commit has a moment of its own, in all lives of the child.
        let moment = Arc::new(AtomicU64::new(1000 * store.newest_in_log().await.unwrap()));
        for writer in 0..WRITERS {
            tokio::spawn(write_forever(store.clone(), writer, Arc::clone(&moment)));
        }
        let mut indexer = Indexer::new(Arc::new(registry(&store).indexed()), shelf(folder), 15 << 20);
        loop {
            indexer.go_on().await.unwrap();
            tell("index");
        }
    })
}

async fn write_forever(store: Arc<SqliteStore>, writer: u64, moment: Arc<AtomicU64>) {
    for step in 0.. {
        let moment = moment.fetch_add(1, Ordering::SeqCst);
        let now = NOW.plus_millis(moment.cast_signed());
        let number = moment * 7 % RECORDS;
        // One writer for each record, so that it is not gone while something is put into it.
        let orcid = orcid(number - number % WRITERS + writer);
        let state = if moment % 11 == 3 { RecordState::Locked } else { RecordState::Active };
        let keyword = json!({ "content": format!("k{} step{step}", moment % 10) });
        let set = match moment % 13 {
            5 => ChangeSet::new(now).with(Change::DeleteRecord(orcid)),
            _ => ChangeSet::new(now)
                .with(Change::PutRecord(Box::new(RecordHead { state, ..RecordHead::new(orcid, now) })))
                .with(Change::PutItem {
                    owner: orcid,
                    item: Box::new(item(ItemKind::Keyword, 1, &keyword.to_string())),
                }),
        };
        store.commit(set).await.unwrap();
    }
}

// ----- the parent

/// Starts the child, lets it commit its index so many times, kills it.
fn kill_after(folder: &Path, commits: usize) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([TEST, "--exact", "--nocapture"])
        .env(CHILD, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let heard = lines.filter(|line| line.starts_with("ack ")).take(1 + commits).count();
    child.kill().unwrap(); // SIGKILL
    child.wait().unwrap();
    assert_eq!(heard, 1 + commits, "the child failed");
}

/// Everybody in the order of their last changes, and everybody by keyword.
async fn searched(registry: &Registry) -> Vec<Vec<OrcidId>> {
    let mut answers = Vec::new();
    let keywords = (0..10).map(|number| format!("keyword:k{number}"));
    for query in [String::from("*:*")].into_iter().chain(keywords) {
        let params = [("q", &*query), ("sort", "profile-last-modified-date asc")];
        let asked = Inquiry { params: &params, rows: 1000, ..Inquiry::default() };
        answers.push(registry.search(&asked).await.unwrap().found);
    }
    answers
}

/// What is searched through the index is what is stored; says how many commits had yet to be taken in.
async fn compare(folder: &Path) -> usize {
    let store = open(folder);
    let expected = searched(&registry(&store)).await;
    assert!(!expected[0].is_empty(), "somebody is there");
    let through = registry(&store).indexed();
    assert!(through.peek(&shelf(folder)).await.unwrap(), "an index is there");
    assert_eq!(searched(&through).await, expected, "with what has changed since, in memory");
    let word = std::fs::read_to_string(folder.join("search/live/meta.json")).unwrap();
    let seen: u64 = word.split(" whole ").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).unwrap();
    let behind = store.newest_in_log().await.unwrap() - seen;
    drop(through);

    let written = Arc::new(registry(&store).indexed());
    let mut indexer = Indexer::new(Arc::clone(&written), shelf(folder), 15 << 20);
    while indexer.go_on().await.unwrap() {}
    assert_eq!(searched(&written).await, expected, "when the index has all of it");
    usize::try_from(behind).unwrap()
}

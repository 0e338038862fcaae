//! What was acknowledged survives `kill -9`, and log, journal and data agree afterwards (decision 21).
//!
//! The test runs itself as a child that writes under load and tells each acknowledgement on its standard output. The
//! parent kills it in the middle, opens the database and compares: a few times, or a hundred in the long tier.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use byline_model::client::SecretHash;
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, Timestamp};
use byline_store::conformance::samples;
use byline_store::{
    Action, Actor, Change, ChangeSet, Deed, JournalOf, JournalStore, KindRange, LogEntry, Operation, Period, Store,
    whole,
};
use byline_store_sqlite::{Options, SqliteStore};

/// Set for the child: the database to write to.
const CHILD: &str = "BYLINE_TEST_KILL_DATABASE";
const WRITERS: u64 = 12;
const TEST: &str = "what_was_acknowledged_survives_kill_nine";

/// D-21
#[test]
fn what_was_acknowledged_survives_kill_nine() {
    if let Some(database) = std::env::var_os(CHILD) {
        write_until_killed(&PathBuf::from(database));
    }
    let rounds = if std::env::var_os("BYLINE_LONG").is_some() { 100u64 } else { 4 };
    let directory = tempfile::tempdir().unwrap();
    let database = directory.path().join("byline.db");
    let mut acknowledged = Vec::new();
    for round in 0..rounds {
        let lines = kill_after(&database, Duration::from_millis(20 + round * 67 % 300));
        assert!(!lines.is_empty(), "the child got to write");
        acknowledged.extend(lines.iter().map(|it| Acknowledged::parse(it)));
        runtime().block_on(compare(&database, &acknowledged));
    }
    println!("{} acknowledged commits in {rounds} rounds, none lost", acknowledged.len());
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap()
}

// ----- the child

/// One line of the child: what it did, the log entry, the record or token, the put-code.
struct Acknowledged {
    verb: String,
    sequence: u64,
    about: u64,
    put_code: u64,
}

impl Acknowledged {
    fn parse(line: &str) -> Self {
        let mut words = line.split(' ').skip(1);
        let verb = words.next().expect("a verb").to_owned();
        let mut number = || words.next().and_then(|it| it.parse().ok()).expect("a number");
        Acknowledged { verb, sequence: number(), about: number(), put_code: number() }
    }
}

fn tell(verb: &str, sequence: u64, about: u64, put_code: u64) {
    let mut out = std::io::stdout().lock();
    // The line break before separates it from what the test runner prints.
    writeln!(out, "\nack {verb} {sequence} {about} {put_code}").expect("the parent listens");
    out.flush().expect("the parent listens");
}

fn write_until_killed(database: &Path) -> ! {
    runtime().block_on(async {
        let store = SqliteStore::open(database, Options::small()).unwrap();
        let writers: Vec<_> = (0..WRITERS).map(|it| tokio::spawn(write_forever(store.clone(), it))).collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
    unreachable!("the writers stop when the parent kills the process, or fails and closes the pipe")
}

/// Every commit touches this one record, at a moment of its own: the body of an item is the moment it was written.
async fn write_forever(store: std::sync::Arc<SqliteStore>, writer: u64) {
    let orcid = samples::orcid(writer);
    let mut now = match store.head(orcid).await.unwrap() {
        Some(head) => head.history.modified.unwrap(),
        None => samples::NOW,
    };
    let snapshot = store.snapshot(orcid, KindRange::ALL).await.unwrap();
    let mut items: Vec<u64> = snapshot.map_or(Vec::new(), |it| it.items.iter().map(|it| it.put_code.get()).collect());
    for step in writer.. {
        now = now.plus_millis(1);
        let head = Change::PutRecord(Box::new(RecordHead::new(orcid, now)));
        let put = |number: u64| Change::PutItem {
            owner: orcid,
            item: Box::new(Item {
                put_code: PutCode::new(number).unwrap(),
                modified: Some(now),
                ..samples::item(ItemKind::Keyword, 0, &now.millis().to_string())
            }),
        };
        let (verb, number, changes) = match step % 8 {
            0 => ("head", 0, vec![head]),
            2 if !items.is_empty() => ("put", items[0], vec![put(items[0]), head]),
            4 if items.len() > 20 => {
                let number = items.remove(0);
                ("del", number, vec![samples::delete_item(writer, ItemKind::Keyword, number)])
            }
            6 => {
                let number = now.millis().cast_unsigned() * WRITERS + writer;
                let token = samples::token(number, 1, Some(writer));
                ("token", number, vec![Change::PutToken(Box::new(token)), put(items.first().copied().unwrap_or(1))])
            }
            _ => {
                let number = store.lease_put_codes(1).await.unwrap().start;
                items.push(number);
                ("new", number, vec![head, put(number)])
            }
        };
        // What was done is told in the same commit, whatever it was.
        let deed = Deed::new(Action::ItemsChanged, Actor::Registry).to(orcid);
        let set = ChangeSet { changes, ..ChangeSet::new(now) }.tells(deed);
        match store.commit(set).await {
            Ok(committed) => tell(verb, committed.sequence, writer, number),
            // A token before the first head: there is no record yet. Anything else is a fault.
            Err(error) => assert!(store.head(orcid).await.unwrap().is_none(), "{error}"),
        }
    }
}

// ----- the parent

/// Starts the child, lets it write for a while after its first acknowledgement, kills it. Returns the whole lines.
fn kill_after(database: &Path, pause: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([TEST, "--exact", "--nocapture"])
        .env(CHILD, database)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = listen(&mut child);
    let first = lines.recv_timeout(Duration::from_secs(60)).expect("the child acknowledges something");
    std::thread::sleep(pause);
    child.kill().unwrap(); // SIGKILL
    child.wait().unwrap();
    std::iter::once(first).chain(lines.iter()).collect()
}

fn listen(child: &mut Child) -> mpsc::Receiver<String> {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let (lines, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        while out.read_line(&mut line).is_ok_and(|length| length > 0) {
            if line.starts_with("ack ") && line.ends_with('\n') {
                let _parent_failed = lines.send(line.trim_end().to_owned());
            }
            line.clear();
        }
    });
    heard
}

async fn whole_log(store: &SqliteStore) -> Vec<LogEntry> {
    let mut log: Vec<LogEntry> = Vec::new();
    loop {
        let page = store.log_after(log.last().map_or(0, |it| it.sequence), 5000).await.unwrap();
        if page.is_empty() {
            return log;
        }
        log.extend(page);
    }
}

/// What the log says of one record.
#[derive(Default)]
struct Story {
    moments: BTreeSet<Timestamp>,
    items: BTreeMap<PutCode, Timestamp>,
}

async fn compare(database: &Path, acknowledged: &[Acknowledged]) {
    let store = SqliteStore::open(database, Options::small()).unwrap();
    let log = whole_log(&store).await;
    for it in acknowledged {
        assert_entry(&log, it);
        if it.verb == "token" {
            let SecretHash(_) = store.token(samples::hash(it.put_code)).await.unwrap().expect("it is kept").access;
        }
    }
    let new: Vec<_> = acknowledged.iter().filter(|it| it.verb == "new").map(|it| it.put_code).collect();
    assert_eq!(new.iter().collect::<BTreeSet<_>>().len(), new.len(), "a put-code was handed out twice");

    let mut stories: BTreeMap<OrcidId, Story> = BTreeMap::new();
    for entry in &log {
        let story = stories.entry(entry.orcid.expect("all is about records")).or_default();
        story.moments.insert(entry.at);
        match (entry.put_code, entry.operation) {
            (Some(put_code), Operation::Created | Operation::Updated) => drop(story.items.insert(put_code, entry.at)),
            (Some(put_code), Operation::Deleted) => drop(story.items.remove(&put_code)),
            (None, _) => {}
        }
    }
    assert_eq!(store.count_records().await.unwrap(), u64::try_from(stories.len()).unwrap());
    for (orcid, story) in stories {
        assert_told(&store, orcid, &story).await;
    }
}

/// The acknowledged entry is there and is about what was acknowledged.
fn assert_entry(log: &[LogEntry], it: &Acknowledged) {
    let found = log.binary_search_by_key(&it.sequence, |entry| entry.sequence);
    let Ok(found) = found else { panic!("entry {} was acknowledged and is lost", it.sequence) };
    assert_eq!(log[found].orcid, Some(samples::orcid(it.about)));
    match it.verb.as_str() {
        "new" | "del" => assert_eq!(log[found].put_code.map(PutCode::get), Some(it.put_code)),
        _ => {}
    }
}

/// No change without an entry and no entry without a change: each commit raised the version by one and had a moment of
/// its own, and each item says when it was written.
async fn assert_told(store: &SqliteStore, orcid: OrcidId, story: &Story) {
    let snapshot = store.snapshot(orcid, KindRange::ALL).await.unwrap().expect("the log says that it was put");
    assert_eq!(snapshot.head.version, u64::try_from(story.moments.len()).unwrap());
    assert_eq!(snapshot.head.history.modified, story.moments.last().copied());
    let items: BTreeMap<PutCode, Timestamp> =
        snapshot.items.iter().map(|it| (it.put_code, Timestamp::from_millis(it.body.parse().unwrap()))).collect();
    assert_eq!(items, story.items);
    let journal = whole(|it| store.journal(JournalOf::Person(orcid), Period::default(), it)).await.unwrap();
    let told: Vec<_> = journal.iter().rev().map(|it| it.at).collect();
    assert!(told.iter().eq(&story.moments), "a deed without its entry, or an entry without its deed");
}

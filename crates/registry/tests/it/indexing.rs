//! The index of the search: it is behind, and nobody notices.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use byline_model::{Item, ItemKind, RecordState, Visibility};
use byline_registry::{Indexer, Inquiry, Made, SearchError, Shelf};
use byline_store::{Change, ChangeSet};
use serde_json::{Value, json};

use crate::search::{NOBODY, People, employment, name, orcid};
use crate::support::item;

const MEMORY: usize = 15 << 20;

fn indexer(people: &People, folder: &Path) -> Indexer {
    Indexer::new(Arc::clone(&people.registry), Shelf::at(folder.join("search")), MEMORY)
}

async fn all(indexer: &mut Indexer) {
    while indexer.go_on().await.expect("the index is written") {}
}

fn keyword(code: u64, text: &str) -> Item {
    item(ItemKind::Keyword, code, &json!({ "content": text }).to_string())
}

async fn refused(people: &People) -> bool {
    let asked = Inquiry { params: &[("q", "*:*")], rows: 10, ..Inquiry::default() };
    matches!(people.registry.search(&asked).await, Err(SearchError::Unavailable(_)))
}

/// Numbers that look drawn, the same from run to run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

const QUERIES: &[&str] = &[
    "*:*",
    "keyword:red",
    "keyword:(red OR blue)",
    "keyword:red AND NOT keyword:blue",
    "family-name:s*",
    "given-names:ada",
    "-keyword:*",
    "red blue green",
    "keyword:\"red blue\"~5",
    "current-institution-affiliation-name:mill",
];

/// One step of somebody's life.
async fn change(people: &People, random: &mut Random) {
    let number = random.below(60);
    let colour = ["red", "blue", "green"][random.below(3) as usize];
    match random.below(12) {
        0 => people.put_as(number, RecordState::Locked, []).await,
        1 => people.put_as(number, RecordState::Unclaimed, [keyword(2, colour)]).await,
        2 => {
            let set = ChangeSet::new(crate::support::NOW).with(Change::DeleteRecord(orcid(number)));
            people.store.commit(set).await.expect("a commit");
        }
        3 => people.put(number, [Item { visibility: Visibility::Private, ..keyword(2, colour) }]).await,
        4 => people.put(number, [employment(5, "Mill", Value::Null)]).await,
        5..9 => people.put(number, [name("Ada", ["Smith", "Stone", "Green"][random.below(3) as usize])]).await,
        _ => people.put(number, [keyword(2 + random.below(2), colour), keyword(4, "red blue")]).await,
    }
}

/// People whose documents do not fit into memory together, and who change in turns: each is looked at once for all of their
/// changes, or the index would come no further than the memory at a time.
#[tokio::test]
async fn large_records_that_change_in_turns_are_looked_at_once() {
    const LARGE: u64 = 64;
    const TURNS: u64 = 8;
    let folder = tempfile::tempdir().unwrap();
    let people = People::new().anew(true);
    let mut indexer = indexer(&people, folder.path());
    all(&mut indexer).await;
    let text = "x".repeat(1500);
    for number in 0..LARGE {
        people.put(number, (10..410).map(|code| keyword(code, &text))).await;
    }
    for turn in 0..TURNS {
        for number in 0..LARGE {
            people.put(number, [keyword(2, &format!("turn{turn}"))]).await;
        }
    }
    let mut times = 1;
    while indexer.go_on().await.expect("the index is written") {
        times += 1;
    }
    assert!(times <= 2, "{times} times what fits");
    assert_eq!(people.found(&format!("keyword:turn{}", TURNS - 1)).await.len() as u64, LARGE);
    assert!(people.found("keyword:turn0").await.is_empty());
}

/// What is written while the index is made longer does not keep it from resting.
#[tokio::test]
async fn a_round_ends_where_it_was_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::new().anew(true);
    let mut indexer = indexer(&people, folder.path());
    all(&mut indexer).await;
    for number in 0..2500 {
        people.put(number, [keyword(2, "red")]).await;
    }
    let mut times = 0;
    while indexer.go_on().await.expect("the index is written") {
        times += 1;
        for number in 0..2500 {
            people.put(number, [keyword(2, "blue")]).await;
        }
        assert!(times < 3, "there is always more");
    }
    assert!(times > 0, "all fits in one go, and nothing was tried");
}

/// Index and memory together are what a fresh look at everybody is, wherever each record happens to be.
/// D-24
#[tokio::test]
async fn whether_a_record_is_written_yet_makes_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::new().anew(true);
    let mut random = Random(3);
    for _ in 0..40 {
        change(&people, &mut random).await;
    }
    let mut writer = indexer(&people, folder.path());
    assert!(refused(&people).await, "there is no index yet");
    all(&mut writer).await;
    let mut found = 0;
    for _ in 0..60 {
        for _ in 0..random.below(6) {
            change(&people, &mut random).await;
        }
        if random.below(3) == 0 {
            writer.go_on().await.expect("the index is written");
        }
        let fresh = people.anew(false);
        for query in QUERIES {
            let (mut expected, mut own) = (fresh.found(query).await, people.found(query).await);
            // Statistics count what was replaced until it is gone, so that scores differ a little.
            expected.sort_unstable();
            own.sort_unstable();
            assert_eq!(own, expected, "{query}");
            found += own.len();
        }
    }
    assert!(found > 2000, "{found} were found in all");
}

#[tokio::test]
async fn what_was_written_is_there_after_a_restart_and_what_was_not_is_caught_up_with() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::new().anew(true);
    people.put(1, [name("Ada", "Written")]).await;
    let mut writer = indexer(&people, folder.path());
    all(&mut writer).await;
    people.put(2, [name("Bob", "Memory")]).await;
    people.put_as(1, RecordState::Locked, []).await;
    drop(writer);
    let again = people.anew(true);
    // Opened, and not gone on with.
    assert!(again.registry.peek(&Shelf::at(folder.path().join("search"))).await.unwrap());
    assert_eq!(again.found("family-name:written").await, NOBODY);
    assert_eq!(again.found("*:*").await, [2]);
    let mut writer = indexer(&again, folder.path());
    all(&mut writer).await;
    assert_eq!(again.found("*:*").await, [2]);
}

#[tokio::test]
async fn an_index_that_is_of_no_use_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::new();
    for number in 0..50 {
        people.put(number, [name("Ada", "Kept")]).await;
    }
    let live = folder.path().join("search/live");
    let checked = async || {
        let people = people.anew(true);
        all(&mut indexer(&people, folder.path())).await;
        assert_eq!(people.found("family-name:kept").await.len(), 50);
    };
    checked().await;
    let meta = fs::read_to_string(live.join("meta.json")).unwrap();
    // Of another format, of another time, with other fields, cut off, and no index at all.
    fs::write(live.join("meta.json"), meta.replace(" whole ", "0 whole ")).unwrap();
    checked().await;
    fs::write(live.join("meta.json"), meta.replace(" whole ", " whole 9")).unwrap();
    checked().await;
    fs::write(live.join("meta.json"), meta.replace("given-names", "given-name")).unwrap();
    checked().await;
    fs::write(live.join("meta.json"), &meta[..meta.len() / 2]).unwrap();
    checked().await;
    for segment in fs::read_dir(&live).unwrap().map(Result::unwrap) {
        if segment.path().extension().is_some_and(|it| it == "term" || it == "store") {
            fs::remove_file(segment.path()).unwrap();
        }
    }
    checked().await;
    fs::remove_dir_all(&live).unwrap();
    checked().await;
}

#[tokio::test]
async fn making_an_index_goes_on_where_it_was_broken_off() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::new();
    // One commit for all of them.
    let mut set = ChangeSet::new(crate::support::NOW);
    for number in 0..21_000 {
        let head = byline_model::RecordHead::new(orcid(number), crate::support::NOW);
        set = set.with(Change::PutRecord(Box::new(head)));
    }
    people.store.commit(set).await.unwrap();
    let people = people.anew(true);
    let first = indexer(&people, folder.path());
    let breaks: Made<'static> = &|done, _| assert!(done < 20_500, "broken off");
    let broken = tokio::spawn(async move { first.make(breaks).await });
    assert!(broken.await.unwrap_err().is_panic());
    // Somebody is gone meanwhile, whom the first run wrote.
    people.store.commit(ChangeSet::new(crate::support::NOW).with(Change::DeleteRecord(orcid(7)))).await.unwrap();
    let seen = Mutex::new(Vec::new());
    indexer(&people, folder.path()).make(&|done, all| seen.lock().unwrap().push((done, all))).await.unwrap();
    assert_eq!(seen.lock().unwrap().first(), Some(&(20_500, 20_999)), "20,000 were there already");
    all(&mut indexer(&people, folder.path())).await;
    let asked = Inquiry { params: &[("q", "*:*")], rows: 10, ..Inquiry::default() };
    let findings = people.registry.search(&asked).await.unwrap();
    assert_eq!(findings.total, 20_999);
    assert!(!findings.found.contains(&orcid(7)));
}

#[tokio::test]
async fn who_asks_before_the_index_is_open_waits_for_a_moment() {
    let folder = tempfile::tempdir().unwrap();
    let people = Arc::new(People::new().anew(true));
    people.put(1, [name("Ada", "Early")]).await;
    let asked = tokio::spawn({
        let people = Arc::clone(&people);
        async move { people.found("family-name:early").await }
    });
    tokio::task::yield_now().await;
    all(&mut indexer(&people, folder.path())).await;
    assert_eq!(asked.await.unwrap(), [1]);
}

#[tokio::test]
async fn what_does_not_fit_into_memory_waits_for_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::new().anew(true);
    let mut writer = indexer(&people, folder.path());
    all(&mut writer).await;
    let put = |numbers: std::ops::Range<u64>| {
        let head = |number| Box::new(byline_model::RecordHead::new(orcid(number), crate::support::NOW));
        let changes = numbers.map(|number| Change::PutRecord(head(number)));
        people.store.commit(changes.fold(ChangeSet::new(crate::support::NOW), ChangeSet::with))
    };
    let total = async || {
        let asked = Inquiry { params: &[("q", "*:*")], rows: 1, ..Inquiry::default() };
        people.registry.search(&asked).await.map(|it| it.total)
    };
    put(0..9_000).await.unwrap();
    assert_eq!(total().await.unwrap(), 9_000, "there is room for so many");
    put(9_000..12_000).await.unwrap();
    assert!(matches!(total().await, Err(SearchError::Unavailable(_))));
    all(&mut writer).await;
    assert_eq!(total().await.unwrap(), 12_000);
    // So far behind, nobody even begins to catch up.
    for from in [0, 30_000] {
        put(from..from + 30_000).await.unwrap();
    }
    assert!(matches!(total().await, Err(SearchError::Unavailable(_))));
    all(&mut writer).await;
    assert_eq!(total().await.unwrap(), 60_000);
}

#[tokio::test]
async fn what_time_does_to_records_is_written_too() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::new().anew(true);
    let (year, month, day) = people.registry.clock().now().plus_seconds(2 * 86_400).date();
    let end = json!({
        "year": { "value": year.to_string() }, "month": { "value": format!("{month:02}") }, "day": { "value": format!("{day:02}") },
    });
    people.put(1, [employment(1, "Old Mill", end)]).await;
    people.put_as(2, RecordState::Unclaimed, [name("Una", "Fresh")]).await;
    let mut writer = indexer(&people, folder.path());
    all(&mut writer).await;
    assert_eq!(people.found("current-institution-affiliation-name:mill").await, [1]);
    assert_eq!(people.found("*:*").await, [1]);
    people.clock.forward(2 * 86_400);
    all(&mut writer).await;
    assert_eq!(people.found("current-institution-affiliation-name:mill").await, NOBODY);
    assert_eq!(people.found("past-institution-affiliation-name:mill").await, [1]);
    people.clock.forward(9 * 86_400);
    assert_eq!(people.found("*:*").await, [1, 2], "without anybody writing");
}

/// Everybody is always somewhere, once: while they are written anew, while the index takes them in, while others look.
/// D-24
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_is_missing_or_there_twice_while_much_is_going_on() {
    const PEOPLE: u64 = 30;
    let folder = tempfile::tempdir().unwrap();
    let people = Arc::new(People::new().anew(true));
    for number in 0..PEOPLE {
        people.put(number, [keyword(1, "crowd")]).await;
    }
    let mut writer = indexer(&people, folder.path());
    all(&mut writer).await;
    let done = Arc::new(AtomicBool::new(false));
    let indexing = tokio::spawn({
        let done = Arc::clone(&done);
        async move {
            let mut commits = 0;
            while !done.load(Ordering::SeqCst) {
                writer.go_on().await.expect("the index is written");
                commits += 1;
            }
            commits
        }
    });
    let writing = tokio::spawn({
        let (people, done) = (Arc::clone(&people), Arc::clone(&done));
        async move {
            for round in 0..600_u64 {
                people.put(round % PEOPLE, [keyword(1, &format!("crowd round{round}"))]).await;
                // Acknowledged, and so found; the round before is not.
                assert_eq!(people.found(&format!("keyword:round{round}")).await, [round % PEOPLE]);
                if round >= PEOPLE {
                    assert_eq!(people.found(&format!("keyword:round{}", round - PEOPLE)).await, NOBODY);
                }
            }
            done.store(true, Ordering::SeqCst);
        }
    });
    let looking = tokio::spawn({
        let (people, done) = (Arc::clone(&people), Arc::clone(&done));
        async move {
            let everybody: Vec<u64> = (0..PEOPLE).collect();
            let mut looks = 0;
            while !done.load(Ordering::SeqCst) {
                let mut found = people.found("keyword:crowd").await;
                found.sort_unstable();
                assert_eq!(found, everybody);
                looks += 1;
            }
            looks
        }
    });
    writing.await.unwrap();
    let (commits, looks) = (indexing.await.unwrap(), looking.await.unwrap());
    assert!(commits > 2 && looks > 10, "{commits} commits, {looks} looks");
}

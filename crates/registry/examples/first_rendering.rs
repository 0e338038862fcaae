//! How long a record of about thirty items takes from the store to its bytes, nothing kept: for profilers.
//!
//! `cargo run --release -p byline-registry --example first_rendering [ROUNDS [json|xml|spaced]]`

#![allow(clippy::disallowed_methods)] // it measures

use std::sync::Arc;
use std::time::Instant;

use byline_model::client::{Client, ClientType};
use byline_model::env::Clock;
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp, Visibility};
use byline_registry::{Form, KeepViews, Registry, Section, Urls, Viewer};
use byline_store::{Change, ChangeSet, KindRange, Store};
use byline_store_sqlite::SqliteStore;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);
const RECORDS: u64 = 1000;

struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        NOW
    }
}

fn bodies(record: u64) -> Vec<(ItemKind, String)> {
    let organization = r#"{"name":"Example University","address":{"city":"Hartwell","region":"CT","country":"US"},"disambiguated-organization":{"disambiguated-organization-identifier":"https://ror.org/04fa4r544","disambiguation-source":"ROR"}}"#;
    let mut bodies = vec![
        (ItemKind::Name, r#"{"given-names":{"value":"Ada"},"family-name":{"value":"King"}}"#.to_owned()),
        (ItemKind::Biography, format!(r#"{{"content":"{}"}}"#, "Writes programs. ".repeat(20))),
        (ItemKind::ExternalIdentifier, r#"{"external-id-type":"Scopus Author ID","external-id-value":"7004212771","external-id-url":"http://www.scopus.com/inward/authorDetails.url?authorID=7004212771","external-id-relationship":"self"}"#.to_owned()),
    ];
    for word in ["analysis", "engines", "flight", "poetry"] {
        bodies.push((ItemKind::Keyword, format!(r#"{{"content":"{word}"}}"#)));
    }
    for kind in [ItemKind::Education, ItemKind::Education, ItemKind::Employment, ItemKind::Employment] {
        bodies.push((kind, format!(r#"{{"department-name":"Mathematics","role-title":"Lecturer","start-date":{{"year":"2010","month":"02"}},"organization":{organization}}}"#)));
    }
    for n in 0..3 {
        bodies.push((ItemKind::Funding, format!(r#"{{"type":"grant","title":{{"title":"Engines {n}"}},"external-ids":{{"external-id":[{{"external-id-type":"grant_number","external-id-value":"G-{n}","external-id-relationship":"self"}}]}},"organization":{organization}}}"#)));
    }
    for n in 0..16 {
        bodies.push((ItemKind::Work, format!(r#"{{"title":{{"title":"On the analytical engine and the notes that describe it, part {n}"}},"journal-title":{{"value":"Taylor's Scientific Memoirs"}},"short-description":"{}","type":"journal-article","publication-date":{{"year":"20{n:02}","month":"05"}},"external-ids":{{"external-id":[{{"external-id-type":"doi","external-id-value":"10.1000/{record}.{n}","external-id-url":"https://doi.org/10.1000/{record}.{n}","external-id-relationship":"self"}},{{"external-id-type":"eid","external-id-value":"2-s2.0-{record}{n}","external-id-relationship":"self"}}]}},"url":"https://doi.org/10.1000/{record}.{n}","contributors":{{"contributor":[{{"credit-name":"Ada King"}},{{"credit-name":"Charles Babbage"}}]}}}}"#, "x".repeat(200))));
    }
    bodies
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let rounds: u64 = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(20_000);
    let store: Arc<dyn Store> = SqliteStore::throwaway().expect("a store");
    let client_id: byline_model::ClientId = "APP-0000000000000001".parse().expect("a client id");
    let client = Client::new(client_id.clone(), "Example Client", ClientType::Updater);
    store.commit(ChangeSet::new(NOW).with(Change::PutClient(Box::new(client)))).await.expect("a commit");
    let orcid = |n: u64| OrcidId::from_base(900_900_000_000_000 + n).expect("fifteen digits");
    for record in 0..RECORDS {
        let mut changes = ChangeSet::new(NOW).with(Change::PutRecord(Box::new(RecordHead::new(orcid(record), NOW))));
        for (n, (kind, body)) in bodies(record).into_iter().enumerate() {
            let single = kind.is_single();
            let item = Item {
                kind,
                put_code: PutCode::new(if single { 0 } else { record * 100 + n as u64 }).expect("small"),
                visibility: Visibility::Public,
                source: if n % 2 == 0 { Source::client(client_id.clone()) } else { Source::person(orcid(record)) },
                created: Some(NOW),
                modified: Some(NOW),
                display_index: 0,
                body: body.into(),
            };
            changes = changes.with(Change::PutItem { owner: orcid(record), item: Box::new(item) });
        }
        store.commit(changes).await.expect("a commit");
    }
    let registry = Arc::new(Registry::new(
        Arc::clone(&store),
        Arc::new(FixedClock),
        Urls::new("https://reg.example"),
        KeepViews::Off,
    ));
    let report = |what: &str, started: Instant, bytes: usize| {
        let each = started.elapsed().as_secs_f64() * 1e6 / rounds as f64;
        println!("{what}: {each:.1} us, {bytes} bytes");
    };
    let started = Instant::now();
    for n in 0..rounds {
        store.snapshot(orcid(n * 7919 % RECORDS), KindRange::ALL).await.expect("a read").expect("a record");
    }
    report("snapshot alone", started, 0);
    let only = std::env::args().nth(2);
    for (what, form) in [("json", Form::Json), ("xml", Form::Xml), ("spaced", Form::SpacedJson)] {
        if only.as_deref().is_some_and(|it| it != what) {
            continue;
        }
        let started = Instant::now();
        let mut bytes = 0;
        for n in 0..rounds {
            let answer = registry.render(&Viewer::Public, orcid(n * 7919 % RECORDS), &Section::Record, form).await;
            bytes = answer.expect("an answer").body.len();
        }
        report(what, started, bytes);
    }
}

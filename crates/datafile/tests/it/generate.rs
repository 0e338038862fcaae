//! A synthetic registry: valid, the same for any number of threads, and of the published shape.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use byline_datafile::generate::{Destination, GenerateOptions, Made, Report, generate};
use byline_datafile::import::{ImportOptions, import};
use byline_formats::{check, read_body, write_body};
use byline_model::shape::Hosts;
use byline_model::{Agent, ItemKind, RecordState, Timestamp, Visibility, shapes};
use byline_store::Store;
use byline_synthetic::{Mix, Plan, Settings};

use crate::memory::MemoryStore;
use crate::support::unpacked;

fn plan(hidden: f64) -> Arc<Plan> {
    let as_of = "2025-10-01T00:00:00Z".parse().unwrap();
    Arc::new(Plan::new(Settings { seed: 11, as_of, mix: Mix::Registry, hidden }).unwrap())
}

fn now() -> Timestamp {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

/// People from here on, none of whom is planted to be heavy.
const FROM: u64 = 3000;

async fn made(plan: Arc<Plan>, people: u64, workers: usize, destination: Destination) -> (Made, Report) {
    let mut options = GenerateOptions::new(people, now());
    options.people = FROM..FROM + people;
    options.workers = workers;
    options.sized = 0;
    generate(plan, destination, options, Arc::new(|_| {})).await.unwrap()
}

#[test]
fn every_body_is_valid_and_in_the_form_that_stores_keep() {
    let plan = plan(0.3);
    let mut kinds = BTreeSet::new();
    for index in FROM..FROM + 4000 {
        let person = plan.person(index);
        // The largest lists are read in one record of many.
        for item in person.items.iter().filter(|it| it.body.len() < 20_000 || index % 64 == 0) {
            let full = shapes::of(item.kind).full;
            let object = read_body(&item.body, full).unwrap_or_else(|why| panic!("{index} {}: {why}", item.kind));
            check(&object, &Hosts::default())
                .unwrap_or_else(|why| panic!("{index} {} {}: {why}", item.kind, item.body));
            assert_eq!(write_body(&object), *item.body, "{index}");
            kinds.insert(item.kind);
        }
    }
    let missing: Vec<_> = ItemKind::ALL.iter().filter(|kind| !kinds.contains(kind)).collect();
    // One in twenty thousand has a research resource.
    assert!(missing.iter().all(|kind| **kind == ItemKind::ResearchResource), "{missing:?}");
}

/// PLAT-1.4
#[tokio::test]
async fn files_that_were_written_come_in_as_they_were_made() {
    const PEOPLE: u64 = 160;
    let folder = tempfile::tempdir().unwrap();
    let files = Destination::Files { folder: folder.path().into(), activities: true, replace: false };
    let plan = plan(0.0);
    let (made, _) = made(Arc::clone(&plan), PEOPLE, 2, files).await;
    let store = Arc::new(MemoryStore::default());
    let report =
        import(store.clone(), vec![folder.path().into()], ImportOptions::new(now()), Arc::new(())).await.unwrap();
    assert_eq!((report.refusals, report.refused), (Vec::new(), 0));
    assert_eq!(report.documents, made.documents);
    let content = store.content();
    let mut compared = 0;
    for person in (FROM..FROM + PEOPLE).map(|index| plan.person(index)) {
        let orcid = person.orcid();
        let known = content.heads.get(&orcid);
        match person.head.state {
            RecordState::Unclaimed => assert!(known.is_none()),
            state => assert_eq!(known.map(|it| it.state), Some(state)),
        }
        let came: Vec<_> = content.items.iter().filter(|((owner, ..), _)| *owner == orcid).map(|(_, it)| it).collect();
        if person.head.state != RecordState::Active {
            assert!(came.is_empty());
            continue;
        }
        let wrote: Vec<_> = person.items.iter().filter(|it| it.visibility == Visibility::Public).collect();
        assert_eq!(came.len(), wrote.len());
        for (came, wrote) in came.into_iter().zip(wrote) {
            assert_eq!(
                (came.kind, came.put_code, came.created, came.modified, &came.source.author, &came.body),
                (wrote.kind, wrote.put_code, wrote.created, wrote.modified, &wrote.source.author, &wrote.body)
            );
            compared += 1;
        }
    }
    assert!(compared > 500, "{compared}");
}

fn bytes_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap())
        .map(|it| (it.file_name().to_string_lossy().into_owned(), fs::read(it.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// PLAT-1.2
#[tokio::test]
async fn archives_are_the_same_bytes_for_any_number_of_threads() {
    let mut results = Vec::new();
    for workers in [1, 3] {
        let folder = tempfile::tempdir().unwrap();
        let files = Destination::Files { folder: folder.path().into(), activities: true, replace: false };
        let (made, _) = made(plan(0.0), 130, workers, files).await;
        let files = bytes_in(folder.path());
        let named = |what: &str| format!("ORCID_2025_10_{what}.tar.gz");
        let ends = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X"].map(|it| named(&format!("activities_{it}")));
        let names: Vec<_> = files.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(names, [&ends[..], &[named("summaries")]].concat());
        results.push((files, made));
    }
    let (second, first) = (results.pop().unwrap(), results.pop().unwrap());
    assert!(first == second, "another number of threads made something else");
}

/// PLAT-1.3
#[tokio::test]
async fn archives_are_named_and_laid_out_as_the_annual_ones() {
    let folder = tempfile::tempdir().unwrap();
    let files = Destination::Files { folder: folder.path().into(), activities: false, replace: false };
    made(plan(0.0), 70, 1, files).await;
    let archive = unpacked(&folder.path().join("ORCID_2025_10_summaries.tar.gz"));
    let mut archive = tar::Archive::new(&archive[..]);
    let names: Vec<_> = archive
        .entries()
        .unwrap()
        .map(|entry| String::from_utf8(entry.unwrap().path_bytes().into_owned()).unwrap())
        .collect();
    assert!(names.len() > 60);
    let plan = plan(0.0);
    let first = plan.orcid(FROM);
    assert_eq!(names[0], format!("ORCID_2025_10_summaries/{}/{first}.xml", first.shard()));
}

#[tokio::test]
async fn a_store_gets_people_and_all_they_name() {
    const PEOPLE: u64 = 400;
    let store = Arc::new(MemoryStore::default());
    let plan = plan(0.3);
    let (made, _) = made(Arc::clone(&plan), PEOPLE, 2, Destination::Store(store.clone())).await;
    assert_eq!(store.count_records().await.unwrap(), PEOPLE);
    let content = store.content();
    assert_eq!(content.items.len() as u64, made.items);
    assert_eq!(content.tokens.len() as u64, made.permissions);
    assert_eq!(content.consents.len() as u64, made.permissions);
    assert_eq!(content.webhooks.len() as u64, made.webhooks);
    assert_eq!(content.organizations.len() as u64, PEOPLE);
    for item in content.items.values() {
        if let Some(Agent::Client(client)) = &item.source.author {
            assert!(content.clients.contains_key(client), "{client}");
        }
    }
    let groups: BTreeSet<_> = content.group_ids.values().map(|it| &*it.group_id).collect();
    for review in content.items.values().filter(|it| it.kind == ItemKind::PeerReview) {
        let review = read_body(&review.body, &shapes::PEER_REVIEW).unwrap();
        assert!(groups.contains(review.text("review-group-id").unwrap()));
    }
    let hidden = content.items.values().filter(|it| it.kind.is_activity() && it.visibility != Visibility::Public);
    let share = hidden.count() as f64 / content.items.values().filter(|it| it.kind.is_activity()).count() as f64;
    assert!((0.18..0.28).contains(&share), "{share}");
    // A permission that was drawn opens the door.
    let person = (FROM..).map(|index| plan.person(index)).find(|it| !it.permissions.is_empty()).unwrap();
    let access = byline_datafile::registry_toml::hash_secret(&person.permissions[0].access);
    assert_eq!(content.tokens[&access].person, Some(person.orcid()));
}

/// PLAT-9.1, PLAT-9.2, PLAT-9.3, PLAT-9.4, PLAT-9.5, PLAT-9.6
#[tokio::test]
async fn twenty_thousand_have_the_published_shape() {
    let mut options = GenerateOptions::new(20_000, now());
    options.sized = 0;
    let (made, report) = generate(plan(0.0), Destination::Nowhere, options, Arc::new(|_| {})).await.unwrap();
    assert_eq!(made.people, 20_000);
    assert!(report.figures.len() > 180, "{}", report.figures.len());
    let outside: Vec<_> = report.outside().collect();
    assert!(outside.is_empty(), "{outside:#?}");
}

#[tokio::test]
async fn a_report_notices_other_people() {
    // Those who keep their records are no registry, and so it is not compared; a part without its start is.
    let as_of = "2025-10-01T00:00:00Z".parse().unwrap();
    let kept = Arc::new(Plan::new(Settings { seed: 1, as_of, mix: Mix::Kept, hidden: 0.0 }).unwrap());
    let (_, report) = made(kept, 200, 2, Destination::Nowhere).await;
    assert!(report.figures.is_empty());
}

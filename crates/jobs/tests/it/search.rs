//! The index of the search follows at a pace of its own, however fast others write.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use byline_jobs::search::{Pace, follow};
use byline_registry::{Indexer, Shelf};
use byline_testkit::{ItemKind, TestApp};
use tokio::time::Instant;

const MEMORY: usize = 15 << 20;
const PATIENCE: Duration = Duration::from_secs(30);

/// Each commit of the index waits for the disk, and writes everybody who has changed: under writes without end there is
/// one in a second, and not one after the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_without_end_are_gathered() {
    let app = TestApp::start().await;
    let record = app.record("Ada").await;
    let folder = tempfile::tempdir().unwrap();
    let (_ending, until) = byline_jobs::Ending::new();
    let indexer = Indexer::new(Arc::clone(&app.registry), Shelf::at(folder.path()), MEMORY);
    let follower = tokio::spawn(follow(indexer, Pace { longest: Duration::from_secs(2), ..Pace::default() }, until));
    let commit = || fs::read(folder.path().join("live/meta.json")).ok();
    let begun = Instant::now();
    while commit().is_none() {
        assert!(begun.elapsed() < PATIENCE, "there is no index");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let (begun, mut seen, mut writes) = (Instant::now(), BTreeSet::new(), 0);
    while begun.elapsed() < Duration::from_millis(2500) {
        record.item(ItemKind::Keyword, &format!(r#"{{"content":"engine {writes}"}}"#)).add().await;
        writes += 1;
        seen.extend(commit());
    }
    assert!(seen.len() <= 5, "{} commits of the index for {writes} writes", seen.len());
    // What was not worth a commit by itself gets there all the same.
    let last = commit();
    let begun = Instant::now();
    while commit() == last {
        assert!(begun.elapsed() < PATIENCE, "the rest is left out");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    follower.abort();
}

//! Put-codes: clients keep them for good, so none is ever handed out twice.

use std::collections::BTreeSet;

use byline_model::{ItemKind, PutCode};

use super::samples::{self, delete_item, put_item, record};
use super::{Harness, put};
use crate::Change;

/// Adds a lease to what was handed out; fails on a number that was.
fn add(known: &mut BTreeSet<u64>, lease: std::ops::Range<u64>) {
    for number in lease {
        assert!(number > 0, "0 is for parts without a put-code");
        assert!(known.insert(number), "{number} was handed out twice");
    }
}

pub async fn leases_never_overlap(harness: &dyn Harness) {
    let store = harness.open().await;
    let tasks: Vec<_> = (0..16u64)
        .map(|task| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut leases = Vec::new();
                for step in 0..50 {
                    let count = if step == 25 { 5000 } else { 1 + (task + step) % 7 };
                    let lease = store.lease_put_codes(count).await.unwrap();
                    assert_eq!(lease.end - lease.start, count);
                    leases.push(lease);
                }
                leases
            })
        })
        .collect();
    let mut known = BTreeSet::new();
    for task in tasks {
        task.await.unwrap().into_iter().for_each(|lease| add(&mut known, lease));
    }
    assert!(store.lease_put_codes(0).await.unwrap().is_empty());
}

pub async fn leases_never_repeat_after_a_restart(harness: &dyn Harness) {
    let mut store = harness.open().await;
    let mut known = BTreeSet::new();
    for count in [1, 3, 10_000, 2] {
        add(&mut known, store.lease_put_codes(count).await.unwrap());
        let used = *known.last().unwrap();
        put(&*store, [record(1), put_item(1, ItemKind::Work, used)]).await;
        put(&*store, [delete_item(1, ItemKind::Work, used)]).await;
        store = harness.reopen(store).await;
    }
    add(&mut known, store.lease_put_codes(1).await.unwrap());
}

pub async fn imported_numbers_are_not_handed_out(harness: &dyn Harness) {
    let store = harness.open().await;
    let start = store.lease_put_codes(1).await.unwrap().end;
    let mut known: BTreeSet<u64> = BTreeSet::new();
    // Just ahead, where the next lease would be; then far ahead; then a group id, which shares the numbers.
    put(&*store, [record(1), put_item(1, ItemKind::Work, start + 2)]).await;
    known.insert(start + 2);
    add(&mut known, store.lease_put_codes(5).await.unwrap());
    put(&*store, [put_item(1, ItemKind::Keyword, 1_000_000), delete_item(1, ItemKind::Keyword, 1_000_000)]).await;
    known.insert(1_000_000);
    add(&mut known, store.lease_put_codes(20_000).await.unwrap());
    let next = known.last().unwrap() + 3;
    put(&*store, [Change::PutGroupId(Box::new(samples::group_id(next, "issn:1")))]).await;
    known.insert(next);
    add(&mut known, store.lease_put_codes(20_000).await.unwrap());
    let store = harness.reopen(store).await;
    add(&mut known, store.lease_put_codes(2_000_000).await.unwrap());
}

pub async fn a_huge_imported_number_is_not_followed(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), put_item(1, ItemKind::Work, PutCode::MAX)]).await;
    let lease = store.lease_put_codes(10).await.unwrap();
    assert!(lease.end < 1 << 52, "{lease:?}");
}

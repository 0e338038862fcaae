//! The change log: everything, in order, without gaps for those who follow.

use std::collections::BTreeSet;
use std::time::Duration;

use byline_model::client::RevocationReason;
use byline_model::{Item, ItemKind, Source, Visibility};

use super::samples::{self, delete_item, orcid, put_code, put_email, put_item, record};
use super::{Harness, assert_conflict, commit, put};
use crate::{Change, ChangeSet, Guard, LogEntry, Operation, Store, Subject};

/// Long enough for any machine; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// D-21
pub async fn every_change_has_an_entry_in_order(harness: &dyn Harness) {
    let store = harness.open().await;
    let client = samples::full_client(1);
    let organization = samples::organization();
    let first = put(&*store, [record(1), put_item(1, ItemKind::Work, 5), put_email(1, 6, "ada@example.org")]).await;
    let later = samples::NOW.plus_seconds(5);
    let second = ChangeSet::new(later)
        .with(delete_item(1, ItemKind::Work, 5))
        .with(Change::PutClient(Box::new(client.clone())))
        .with(Change::PutGroupId(Box::new(samples::group_id(7, "issn:1"))))
        .with(Change::PutOrganization(Box::new(organization.clone())))
        .with(Change::DeleteGroupId(put_code(7)))
        .with(Change::DeleteClient(client.id.clone()))
        .with(Change::DeleteRecord(orcid(1)));
    let second = store.commit(second).await.unwrap();

    let entries = store.log_after(0, 100).await.unwrap();
    assert!(entries.windows(2).all(|pair| pair[0].sequence < pair[1].sequence));
    assert_eq!((entries[2].sequence, entries[9].sequence), (first.sequence, second.sequence));
    assert_eq!(store.wait_for_log(0).await, second.sequence);
    assert_eq!(store.newest_in_log().await.unwrap(), second.sequence);

    let (owner, created, deleted) = (Some(orcid(1)), Operation::Created, Operation::Deleted);
    let record = |operation| (samples::NOW, owner, None, None, None, operation);
    let item = |kind, number, operation| (samples::NOW, owner, Some(kind), Some(put_code(number)), None, operation);
    let other = |put_code, subject, operation| (later, None, None, put_code, Some(subject), operation);
    let group = Subject::GroupId(put_code(7));
    let organization = Subject::Organization { source: organization.source, identifier: organization.identifier };
    let expected = [
        record(created),
        item(ItemKind::Work, 5, created),
        item(ItemKind::Email, 6, created),
        (later, owner, Some(ItemKind::Work), Some(put_code(5)), None, deleted),
        other(None, Subject::Client(client.id.clone()), created),
        other(Some(put_code(7)), group.clone(), created),
        other(None, organization, created),
        other(Some(put_code(7)), group, deleted),
        other(None, Subject::Client(client.id), deleted),
        (later, owner, None, None, None, deleted),
    ];
    let found: Vec<_> =
        entries.iter().map(|it| (it.at, it.orcid, it.kind, it.put_code, it.about(), it.operation)).collect();
    assert_eq!(found, expected);
}

pub async fn entries_say_who_and_how_open(harness: &dyn Harness) {
    let store = harness.open().await;
    let before = put(&*store, [record(1)]).await.sequence;
    let with = |number, visibility| Item { visibility, ..samples::item(ItemKind::Keyword, number, "{}") };
    let work = |visibility| samples::put(1, with(5, visibility));
    let by = Source { author_name: None, origin_name: None, ..samples::source() };
    let sets = [
        ChangeSet::new(samples::NOW).by(samples::source()).with(work(Visibility::Limited)),
        ChangeSet::new(samples::NOW).with(work(Visibility::Private)),
        ChangeSet::new(samples::NOW).with(work(Visibility::Public)),
        ChangeSet::new(samples::NOW).by(by.clone()).with(work(Visibility::Private)).with(record(1)),
        ChangeSet::new(samples::NOW).with(delete_item(1, ItemKind::Keyword, 5)),
    ];
    for set in sets {
        store.commit(set).await.unwrap();
    }
    let entries = store.log_after(before, 100).await.unwrap();
    let found: Vec<_> = entries.iter().map(|it| (it.operation, it.openness, it.by.as_deref())).collect();
    let (created, updated, by) = (Operation::Created, Operation::Updated, Some(&by));
    let expected = [
        (created, Visibility::Limited, by),
        (updated, Visibility::Limited, None),
        (updated, Visibility::Public, None),
        (updated, Visibility::Public, by),
        (updated, Visibility::Public, by),
        (Operation::Deleted, Visibility::Private, None),
    ];
    assert_eq!(found, expected);
}

pub async fn consumers_keep_their_place(harness: &dyn Harness) {
    let store = harness.open().await;
    assert_eq!(store.cursor("feed").await.unwrap(), 0);
    let to = |sequence| Change::PutCursor { consumer: "feed".into(), sequence };
    let from = |at| Guard::Cursor { consumer: "feed".into(), at };
    assert_eq!(commit(&*store, [from(0)], [to(7)]).await.unwrap().sequence, 0);
    assert_conflict(commit(&*store, [from(0)], [to(9), record(1)]).await);
    assert_eq!(store.count_records().await.unwrap(), 0);
    commit(&*store, [from(7)], [to(8)]).await.unwrap();
    let store = harness.reopen(store).await;
    assert_eq!((store.cursor("feed").await.unwrap(), store.cursor("other").await.unwrap()), (8, 0));
}

pub async fn what_changes_nothing_has_no_entry(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    let before = store.log_after(0, 100).await.unwrap();
    let committed = put(
        &*store,
        [
            delete_item(1, ItemKind::Work, 5),
            delete_item(2, ItemKind::Work, 5),
            Change::DeleteRecord(orcid(2)),
            Change::DeleteClient(samples::client_id(1)),
            Change::DeleteGroupId(put_code(1)),
            Change::RevokeToken { access: samples::hash(1), at: samples::NOW, reason: RevocationReason::Replaced },
        ],
    )
    .await;
    assert_eq!(committed.sequence, 0);
    assert_eq!(put(&*store, []).await.sequence, 0);
    assert_eq!(store.log_after(0, 100).await.unwrap(), before);
}

pub async fn the_log_is_read_in_pages(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, (1..=10).map(record)).await;
    let all = store.log_after(0, 100).await.unwrap();
    assert_eq!(all.len(), 10);
    let mut pages = Vec::new();
    let mut cursor = 0;
    loop {
        let page = store.log_after(cursor, 3).await.unwrap();
        assert!(page.len() <= 3);
        let Some(last) = page.last() else { break };
        cursor = last.sequence;
        pages.extend(page);
    }
    assert_eq!(pages, all);
}

/// Reads the log as it grows, until it has `expected` entries.
async fn follow(store: &dyn Store, expected: usize) -> Vec<LogEntry> {
    let mut entries: Vec<LogEntry> = Vec::new();
    while entries.len() < expected {
        let cursor = entries.last().map_or(0, |it| it.sequence);
        let newest = store.wait_for_log(cursor).await;
        let page = store.log_after(cursor, 7).await.unwrap();
        assert!(newest > cursor && !page.is_empty(), "woken for entries that are there");
        entries.extend(page);
    }
    entries
}

/// D-21
pub async fn followers_never_skip_an_entry(harness: &dyn Harness) {
    const WRITERS: u64 = 8;
    const EACH: u64 = 40;
    let store = harness.open().await;
    put(&*store, (0..WRITERS).map(record)).await;
    let expected = usize::try_from(WRITERS + WRITERS * EACH).unwrap();
    let followers: Vec<_> = (0..2)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { tokio::time::timeout(PATIENCE, follow(&*store, expected)).await.unwrap() })
        })
        .collect();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut numbers = Vec::new();
                for step in 0..EACH {
                    let change = put_item(writer, ItemKind::Work, 1 + writer * EACH + step);
                    numbers.push(put(&*store, [change]).await.sequence);
                }
                numbers
            })
        })
        .collect();
    let mut acknowledged = BTreeSet::new();
    for writer in writers {
        let numbers = writer.await.unwrap();
        assert!(numbers.is_sorted(), "one after the other");
        acknowledged.extend(numbers);
    }
    let all = store.log_after(0, expected + 1).await.unwrap();
    assert_eq!(all.len(), expected);
    assert!(acknowledged.iter().all(|number| all.iter().any(|it| it.sequence == *number)));
    for follower in followers {
        assert_eq!(follower.await.unwrap(), all);
    }
}

pub async fn waiting_ends_with_the_next_commit(harness: &dyn Harness) {
    let store = harness.open().await;
    let first = put(&*store, [record(1)]).await.sequence;
    let waiter = {
        let store = store.clone();
        tokio::spawn(async move { store.wait_for_log(first).await })
    };
    // Nothing that is not in the log wakes it.
    put(&*store, [Change::PutToken(Box::new(samples::token(1, 1, None)))]).await;
    store.lease_put_codes(1).await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(!waiter.is_finished());
    let second = put(&*store, [record(2)]).await.sequence;
    let woken = tokio::time::timeout(PATIENCE, waiter).await.expect("it wakes").unwrap();
    assert_eq!(woken, second);
    assert_eq!(store.wait_for_log(0).await, second, "at once when there is something already");
}

pub async fn entries_are_counted(harness: &dyn Harness) {
    let store = harness.open().await;
    assert_eq!(store.log_length(0, 100).await.unwrap(), 0);
    let first = put(&*store, [record(1)]).await.sequence;
    for number in 2..=6 {
        put(&*store, [record(number), put_item(number, ItemKind::Work, 100 + number)]).await;
    }
    let entries = store.log_after(first, 100).await.unwrap();
    assert_eq!(store.log_length(first, 100).await.unwrap(), entries.len() as u64);
    assert_eq!(store.log_length(entries[7].sequence, 100).await.unwrap(), 2);
    assert_eq!(store.log_length(first, 4).await.unwrap(), 4, "no further than asked");
    assert_eq!(store.log_length(entries[9].sequence, 4).await.unwrap(), 0);
}

pub async fn numbers_grow_across_restarts(harness: &dyn Harness) {
    let store = harness.open().await;
    assert_eq!(store.newest_in_log().await.unwrap(), 0);
    let first = put(&*store, [record(1)]).await.sequence;
    let store = harness.reopen(store).await;
    assert_eq!(store.wait_for_log(0).await, first);
    assert_eq!(store.newest_in_log().await.unwrap(), first);
    let second = put(&*store, [record(2)]).await.sequence;
    assert!(second > first && first > 0);
}

//! All or nothing, and only under the conditions given.

use std::sync::Arc;

use byline_model::client::RevocationReason;
use byline_model::{ItemKind, RecordHead, RecordState, Visibility};

use super::samples::{self, client_id, delete_item, hash, orcid, put_email, put_item, record};
use super::{Harness, assert_conflict, commit, names_epoch, put};
use crate::{Change, ChangeSet, Guard, KindRange, Store, whole};

fn revoke(number: u64) -> Change {
    Change::RevokeToken { access: hash(number), at: samples::NOW, reason: RevocationReason::ClientRevoked }
}

/// A record at version 2 with an address, a client, a token that counts and one that does not.
async fn furnish(store: &dyn Store) {
    put(store, [record(1)]).await;
    put(
        store,
        [
            put_email(1, 1, "ada@example.org"),
            Change::PutClient(Box::new(samples::full_client(1))),
            Change::PutToken(Box::new(samples::token(1, 1, Some(1)))),
            Change::PutToken(Box::new(samples::token(2, 1, Some(1)))),
            revoke(2),
        ],
    )
    .await;
}

pub async fn guards_that_hold_let_the_commit_through(harness: &dyn Harness) {
    let store = harness.open().await;
    furnish(&*store).await;
    let guards = [
        Guard::RecordVersion(orcid(1), 2),
        Guard::NoRecord(orcid(2)),
        Guard::NoEmail("grace@example.org".into()),
        Guard::NoClient(client_id(2)),
        Guard::TokenLive(hash(1)),
    ];
    commit(&*store, guards, [record(2)]).await.unwrap();
    assert!(store.head(orcid(2)).await.unwrap().is_some());
}

pub async fn guards_that_fail_leave_nothing(harness: &dyn Harness) {
    let store = harness.open().await;
    furnish(&*store).await;
    let log = store.log_after(0, 100).await.unwrap();
    for guard in [
        Guard::RecordVersion(orcid(1), 1),
        Guard::RecordVersion(orcid(1), 3),
        Guard::RecordVersion(orcid(2), 0),
        Guard::RecordVersion(orcid(2), 1),
        Guard::NoRecord(orcid(1)),
        Guard::NoEmail("ADA@example.org".into()),
        Guard::NoClient(client_id(1)),
        Guard::TokenLive(hash(2)),
        Guard::TokenLive(hash(3)),
    ] {
        let fine = Guard::NoRecord(orcid(9));
        assert_conflict(commit(&*store, [fine, guard.clone()], [put_item(1, ItemKind::Work, 5), record(2)]).await);
        assert_eq!(store.head(orcid(1)).await.unwrap().unwrap().version, 2, "{guard:?}");
        assert_eq!(store.head(orcid(2)).await.unwrap(), None, "{guard:?}");
        assert_eq!(store.log_after(0, 100).await.unwrap(), log, "{guard:?}");
    }
}

pub async fn a_refused_change_undoes_those_before_it(harness: &dyn Harness) {
    let store = harness.open().await;
    furnish(&*store).await;
    let before = store.snapshot(orcid(1), KindRange::ALL).await.unwrap();
    let log = store.log_after(0, 100).await.unwrap();
    let epoch = names_epoch(&*store).await;
    let refused = commit(
        &*store,
        [],
        [
            put_item(1, ItemKind::Work, 5),
            delete_item(1, ItemKind::Email, 1),
            record(2),
            Change::PutClient(Box::new(samples::full_client(2))),
            Change::PutGroupId(Box::new(samples::group_id(3, "issn:1"))),
            Change::PutOrganization(Box::new(samples::organization())),
            Change::PutToken(Box::new(samples::token(3, 1, Some(1)))),
            revoke(1),
            put_item(3, ItemKind::Work, 6), // there is no record 3
        ],
    );
    assert_conflict(refused.await);
    assert_eq!(store.snapshot(orcid(1), KindRange::ALL).await.unwrap(), before);
    assert_eq!(store.head(orcid(2)).await.unwrap(), None);
    assert_eq!(store.count_records().await.unwrap(), 1);
    assert_eq!(store.find_by_email("ada@example.org").await.unwrap(), Some(orcid(1)));
    assert_eq!(store.client(&client_id(2)).await.unwrap(), None);
    assert_eq!(whole(|it| store.group_ids(it)).await.unwrap(), []);
    assert_eq!(whole(|it| store.organizations(it)).await.unwrap(), []);
    assert_eq!(store.token(hash(3)).await.unwrap(), None);
    assert_eq!(store.token(hash(1)).await.unwrap().unwrap().revoked, None);
    assert_eq!(store.log_after(0, 100).await.unwrap(), log);
    assert_eq!(names_epoch(&*store).await, epoch);
}

pub async fn an_item_needs_its_record(harness: &dyn Harness) {
    let store = harness.open().await;
    assert_conflict(commit(&*store, [], [put_item(1, ItemKind::Work, 5)]).await);
    assert_conflict(commit(&*store, [], [put_item(1, ItemKind::Work, 5), record(1)]).await);
    assert_conflict(
        commit(&*store, [], [record(1), Change::DeleteRecord(orcid(1)), put_item(1, ItemKind::Work, 5)]).await,
    );
    put(&*store, [record(1), put_item(1, ItemKind::Work, 5)]).await;
}

pub async fn an_address_belongs_to_one_record(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), record(2), put_email(1, 5, "Ada@example.org")]).await;
    assert_conflict(commit(&*store, [], [put_email(2, 6, "aDA@EXAMPLE.org")]).await);
    assert_conflict(commit(&*store, [], [put_email(1, 7, "ada@example.org")]).await);
    // The same item may say it again.
    put(&*store, [put_email(1, 5, "ADA@example.org")]).await;
    assert_eq!(store.find_by_email("ada@example.org").await.unwrap(), Some(orcid(1)));
}

pub async fn an_address_can_move_in_one_commit(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), record(2), put_email(1, 5, "ada@example.org")]).await;
    assert_conflict(
        commit(&*store, [], [put_email(2, 6, "ada@example.org"), delete_item(1, ItemKind::Email, 5)]).await,
    );
    put(&*store, [delete_item(1, ItemKind::Email, 5), put_email(2, 6, "ada@example.org")]).await;
    assert_eq!(store.find_by_email("ada@example.org").await.unwrap(), Some(orcid(2)));
}

pub async fn group_ids_are_unique_without_regard_to_case(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [Change::PutGroupId(Box::new(samples::group_id(1, "publisher:Acme")))]).await;
    let clash = Change::PutGroupId(Box::new(samples::group_id(2, "PUBLISHER:acme")));
    assert_conflict(commit(&*store, [], [clash.clone()]).await);
    put(&*store, [Change::PutGroupId(Box::new(samples::group_id(1, "publisher:ACME")))]).await;
    put(&*store, [Change::DeleteGroupId(samples::put_code(1)), clash]).await;
}

/// Many read the same version and commit on it: one gets through each time.
pub async fn a_head_guard_looks_past_items(harness: &dyn Harness) {
    let store = harness.open().await;
    let head = samples::full_head(1, RecordState::Active);
    put(&*store, [Change::PutRecord(Box::new(head.clone()))]).await;
    put(&*store, [put_item(1, ItemKind::Work, 5)]).await;
    let guard = |head: &RecordHead| Guard::Head(Arc::new(head.clone()));
    commit(&*store, [guard(&head)], [put_item(1, ItemKind::Work, 6)]).await.unwrap();
    for other in [
        samples::full_head(2, RecordState::Active),
        samples::full_head(1, RecordState::Locked),
        samples::full_head(1, RecordState::Deprecated { primary: orcid(2) }),
        RecordHead { default_visibility: Visibility::Private, ..head },
    ] {
        assert_conflict(commit(&*store, [guard(&other)], [put_item(1, ItemKind::Work, 7)]).await);
    }
}

pub async fn only_one_of_two_writers_wins(harness: &dyn Harness) {
    const WRITERS: u64 = 8;
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    for round in 1..=20u64 {
        let tasks: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let store = store.clone();
                tokio::spawn(async move {
                    let change = put_item(1, ItemKind::Work, round * WRITERS + writer);
                    commit(&*store, [Guard::RecordVersion(orcid(1), round)], [change]).await.is_ok()
                })
            })
            .collect();
        let mut won = 0;
        for task in tasks {
            won += u64::from(task.await.unwrap());
        }
        assert_eq!(won, 1);
    }
    let snapshot = store.snapshot(orcid(1), KindRange::ALL).await.unwrap().unwrap();
    assert_eq!((snapshot.head.version, snapshot.items.len()), (21, 20));
}

/// Good and bad commits at the same time: those that are refused take none of the others with them.
pub async fn a_refusal_leaves_the_others_alone(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), record(2)]).await;
    let tasks: Vec<_> = (1..=200u64)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let owner = if number % 3 == 0 { 3 } else { 2 }; // there is no record 3
                let mut set = ChangeSet::new(samples::NOW).with(record(1000 + number));
                for owner in [1, owner] {
                    set = set.with(put_item(owner, ItemKind::Work, number));
                }
                (number, store.commit(set).await.is_ok())
            })
        })
        .collect();
    for task in tasks {
        let (number, through) = task.await.unwrap();
        assert_eq!(through, number % 3 != 0);
    }
    let expected: Vec<_> = (1..=200).filter(|number| number % 3 != 0).collect();
    for owner in [1, 2] {
        let snapshot = store.snapshot(orcid(owner), KindRange::ALL).await.unwrap().unwrap();
        let found: Vec<_> = snapshot.items.iter().map(|it| it.put_code.get()).collect();
        assert_eq!(found, expected);
    }
    assert_eq!(store.log_after(0, 1000).await.unwrap().len(), 2 + 3 * expected.len());
    assert_eq!(store.count_records().await.unwrap(), 2 + u64::try_from(expected.len()).unwrap());
}

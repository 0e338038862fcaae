//! Change sets that share a transaction: one that fails in the middle takes nothing of the others with it.

use std::sync::Arc;

use byline_model::client::RevocationReason;
use byline_model::{ItemKind, RecordState};
use byline_store::conformance::samples::{NOW, full_head, group_id, hash, orcid, put_item, record, token};
use byline_store::{Change, ChangeSet, Guard, Operation, Store as _, StoreError};

use crate::plans::Listening;
use crate::store::SqliteStore;

const MANY: u64 = 60;

/// A group has this id already: no guard says so beforehand, the change itself fails, after the ones before it.
fn failing(number: u64) -> ChangeSet {
    ChangeSet::new(NOW).with(record(number)).with(Change::PutGroupId(group_id(9_000 + number, "issn:0000-0019").into()))
}

fn good(number: u64) -> ChangeSet {
    ChangeSet::new(NOW).with(record(number)).with(put_item(number, ItemKind::Work, 100_000 + number))
}

/// All at once: while the first is committed, the others wait for the writer, who takes them together.
async fn all(store: &Arc<SqliteStore>, sets: Vec<ChangeSet>) -> Vec<Result<u64, StoreError>> {
    let commits = sets.into_iter().map(|set| {
        let store = Arc::clone(store);
        tokio::spawn(async move { store.commit(set).await.map(|it| it.sequence) })
    });
    let commits: Vec<_> = commits.collect();
    let mut outcomes = Vec::new();
    for commit in commits {
        outcomes.push(commit.await.unwrap());
    }
    outcomes
}

fn undoes(listening: &Listening) -> bool {
    listening.heard().texts().iter().any(|it| it.starts_with("ROLLBACK TO"))
}

#[tokio::test]
async fn one_that_fails_in_the_middle_leaves_the_others() {
    let listening = Listening::new();
    let store = listening.open_sqlite();
    store.commit(ChangeSet::new(NOW).with(Change::PutGroupId(group_id(1, "issn:0000-0019").into()))).await.unwrap();
    let sets = (1..=MANY).map(|number| if number % 3 == 0 { failing(number) } else { good(number) });
    let outcomes = all(&store, sets.collect()).await;
    assert!(undoes(&listening), "they did not meet in one transaction, and nothing was tried");
    let mut numbers = Vec::new();
    for (number, outcome) in (1..).zip(outcomes) {
        let head = store.head(orcid(number)).await.unwrap();
        match outcome {
            Ok(sequence) => {
                assert!(number % 3 != 0 && head.is_some(), "{number}");
                numbers.push(sequence);
            }
            Err(error) => {
                assert!(matches!(error, StoreError::Conflict(_)), "{number}: {error}");
                assert!(number % 3 == 0 && head.is_none(), "{number}");
            }
        }
    }
    assert_eq!(numbers.len() as u64, MANY - MANY / 3);
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len() as u64, MANY - MANY / 3, "no two have a number of the log");
    assert_eq!(store.count_records().await.unwrap(), MANY - MANY / 3);
    assert_eq!(store.count_groups().await.unwrap(), 1);
    let entries = store.log_after(0, 10_000).await.unwrap();
    let created = entries.iter().filter(|it| it.operation == Operation::Created && it.kind == Some(ItemKind::Work));
    assert_eq!(created.count() as u64, MANY - MANY / 3, "the log tells of nothing that was refused");
}

#[tokio::test]
async fn what_nobody_refuses_is_not_made_ready_to_be_undone() {
    let listening = Listening::new();
    let store = listening.open_sqlite();
    for outcome in all(&store, (1..=MANY).map(good).collect()).await {
        outcome.unwrap();
    }
    let heard = listening.heard().texts();
    assert!(heard.iter().any(|it| it.starts_with("BEGIN")), "{heard:?}");
    assert!(!heard.iter().any(|it| it.starts_with("SAVEPOINT")), "{heard:?}");
}

/// What is in memory is what was committed. A write that was permitted by it is refused all the same where somebody before it
/// in its transaction, or in any before that, has changed the record or taken the token away; and it is not where that was
/// refused itself, or was about somebody else.
#[tokio::test]
async fn what_was_read_from_memory_may_be_over_by_the_time_it_counts() {
    type Before = fn(u64) -> ChangeSet;
    let revoked = |number| {
        let change = Change::RevokeToken { access: hash(number), at: NOW, reason: RevocationReason::UserRevoked };
        ChangeSet::new(NOW).with(change)
    };
    let cases: [(Before, bool); 6] = [
        (|number| ChangeSet::new(NOW).with(Change::PutRecord(full_head(number, RecordState::Locked).into())), false),
        (|number| ChangeSet::new(NOW).with(Change::DeleteRecord(orcid(number))), false),
        (revoked, false),
        (|number| ChangeSet::new(NOW).with(put_item(number, ItemKind::Work, 200_000 + number)), true),
        (failing, true),
        (|number| good(900 + number), true),
    ];
    let listening = Listening::new();
    let store = listening.open_sqlite();
    store.commit(ChangeSet::new(NOW).with(Change::PutGroupId(group_id(1, "issn:0000-0019").into()))).await.unwrap();
    let mut sets = Vec::new();
    for number in 1..=MANY {
        let set =
            ChangeSet::new(NOW).with(record(number)).with(Change::PutToken(token(number, 1, Some(number)).into()));
        store.commit(set).await.unwrap();
        let head = store.head(orcid(number)).await.unwrap().unwrap();
        assert!(store.token(hash(number)).await.unwrap().is_some());
        let (before, _) = cases[number as usize % cases.len()];
        sets.push(before(number));
        let mut write = ChangeSet::new(NOW).with(put_item(number, ItemKind::Work, 100_000 + number));
        write.guards.extend([Guard::Head(head), Guard::TokenLive(hash(number))]);
        sets.push(write);
    }
    let outcomes = all(&store, sets).await;
    for (number, pair) in (1..).zip(outcomes.chunks(2)) {
        let (_, lets_pass) = cases[number % cases.len()];
        assert_eq!(pair[1].is_ok(), lets_pass, "{number}: {:?}", pair[1]);
        if !lets_pass {
            assert!(pair[0].is_ok(), "{number}: {:?}", pair[0]);
        }
    }
}

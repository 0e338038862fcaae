//! What narrows access counts for every read that starts after the acknowledgement (decision 23).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use byline_model::client::{Client, RevocationReason};
use byline_model::{Item, ItemKind, RecordHead, RecordState, Visibility};

use super::samples::{self, client_id, hash, orcid, put_code, record};
use super::{Harness, put};
use crate::{Change, KindRange, Store};

const ROUNDS: u64 = 400;
const READERS: usize = 4;

/// The record in its `round`: open and closed by turns, with an item whose body tells the round.
fn round_of(round: u64) -> [Change; 3] {
    let closed = round % 2 == 1;
    let state = if closed { RecordState::Locked } else { RecordState::Active };
    let head = RecordHead { state, locale: round.to_string().into(), ..RecordHead::new(orcid(1), samples::NOW) };
    let item = Item {
        visibility: if closed { Visibility::Private } else { Visibility::Public },
        ..samples::item(ItemKind::Keyword, 1, &round.to_string())
    };
    let client = Client { name: round.to_string().into(), ..samples::full_client(1) };
    [
        Change::PutRecord(Box::new(head)),
        Change::PutItem { owner: orcid(1), item: Box::new(item) },
        Change::PutClient(Box::new(client)),
    ]
}

fn number(text: &str) -> u64 {
    text.parse().expect("bodies of this test are numbers")
}

/// Fails when a read shows less than what was acknowledged before it began.
async fn read_once(store: &dyn Store, acknowledged: &AtomicU64) {
    let least = acknowledged.load(Ordering::SeqCst);
    let head = store.head(orcid(1)).await.unwrap().expect("it is there");
    assert!(number(&head.locale) >= least, "an old head: {} after {least}", head.locale);

    let least = acknowledged.load(Ordering::SeqCst);
    let item = store.item(orcid(1), KindRange::ALL, put_code(1)).await.unwrap().expect("it is there");
    assert!(number(&item.body) >= least, "an old item: {} after {least}", item.body);
    assert_eq!(item.visibility == Visibility::Private, number(&item.body) % 2 == 1);

    let least = acknowledged.load(Ordering::SeqCst);
    let client = store.client(&client_id(1)).await.unwrap().expect("it is there");
    assert!(number(&client.name) >= least, "an old client: {} after {least}", client.name);

    let least = acknowledged.load(Ordering::SeqCst);
    let snapshot = store.snapshot(orcid(1), KindRange::ALL).await.unwrap().expect("it is there");
    assert!(number(&snapshot.head.locale) >= least, "an old snapshot");
}

/// D-23
pub async fn no_read_after_the_acknowledgement_is_older(harness: &dyn Harness) {
    let store = harness.open().await;
    let acknowledged = Arc::new(AtomicU64::new(0));
    put(&*store, round_of(0)).await;
    let readers: Vec<_> = (0..READERS)
        .map(|_| {
            let (store, acknowledged) = (store.clone(), acknowledged.clone());
            tokio::spawn(async move {
                while acknowledged.load(Ordering::SeqCst) < ROUNDS {
                    read_once(&*store, &acknowledged).await;
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    for round in 1..=ROUNDS {
        put(&*store, round_of(round)).await;
        acknowledged.store(round, Ordering::SeqCst);
        read_once(&*store, &acknowledged).await;
    }
    for reader in readers {
        reader.await.unwrap();
    }
}

/// Head and items of a snapshot are of one moment, however fast they change.
pub async fn snapshots_never_mix_two_commits(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, round_of(0)).await;
    let writer = {
        let store = store.clone();
        tokio::spawn(async move {
            for round in 1..=ROUNDS {
                put(&*store, round_of(round)).await;
            }
        })
    };
    let mut seen = 0;
    while seen < ROUNDS {
        let snapshot = store.snapshot(orcid(1), KindRange::ALL).await.unwrap().expect("it is there");
        assert_eq!(snapshot.head.locale, snapshot.items[0].body);
        assert_eq!(snapshot.head.version, number(&snapshot.head.locale) + 1, "one version for each commit");
        assert!(number(&snapshot.head.locale) >= seen, "back in time");
        seen = number(&snapshot.head.locale);
        tokio::task::yield_now().await;
    }
    writer.await.unwrap();
}

/// D-23
pub async fn revocation_counts_at_once(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    let revoked = Arc::new(AtomicU64::new(0));
    let reader = {
        let (store, revoked) = (store.clone(), revoked.clone());
        tokio::spawn(async move {
            loop {
                let least = revoked.load(Ordering::SeqCst);
                if least > 0 {
                    let token = store.token(hash(least)).await.unwrap().expect("it is there");
                    assert!(token.revoked.is_some(), "token {least} still counts");
                }
                if least == ROUNDS {
                    break;
                }
                // The next one is on its way: reading it now must not keep its old state in memory.
                let _on_its_way = store.token(hash(least + 1)).await.unwrap();
                tokio::task::yield_now().await;
            }
        })
    };
    for round in 1..=ROUNDS {
        put(&*store, [Change::PutToken(Box::new(samples::token(round, 1, Some(1))))]).await;
        let reason = RevocationReason::UserRevoked;
        put(&*store, [Change::RevokeToken { access: hash(round), at: samples::NOW, reason }]).await;
        revoked.store(round, Ordering::SeqCst);
        let token = store.token(hash(round)).await.unwrap().expect("it is there");
        assert!(token.revoked.is_some(), "token {round} still counts");
    }
    reader.await.unwrap();
}

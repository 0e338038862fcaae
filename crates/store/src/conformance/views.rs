//! Rendered answers, and the number that says whether the names in them are current.

use byline_model::ItemKind;
use byline_model::client::Client;
use bytes::Bytes;

use super::names_epoch;
use super::samples::{self, client_id, orcid, put_item, record};
use super::{Harness, put};
use crate::{Change, Store, View};

fn view(version: u64, epoch: u64, body: &'static [u8]) -> View {
    View { version, epoch, body: Bytes::from_static(body) }
}

/// How often is looked whether a view is kept.
const PATIENCE: usize = 1000;

/// Views are kept in passing. Commits that are sent after them and awaited give any adapter the time it takes.
async fn settle(store: &dyn Store) {
    for _ in 0..3 {
        put(store, [Change::PutToken(Box::new(samples::token(1, 1, None)))]).await;
    }
}

async fn is_kept(store: &dyn Store, key: u32, kept: View) {
    store.keep_view(orcid(1), key, kept.clone());
    for _ in 0..PATIENCE {
        settle(store).await;
        if store.view(orcid(1), key).await.unwrap().as_ref() == Some(&kept) {
            return;
        }
    }
    panic!("{kept:?} was not kept");
}

pub async fn a_view_is_kept_until_its_record_changes(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), record(2)]).await;
    is_kept(&*store, 1, view(1, 7, b"one")).await;
    is_kept(&*store, 2, view(1, 7, b"")).await;
    is_kept(&*store, 1, view(1, 8, b"\x00\xffbetter")).await;
    put(&*store, [put_item(2, ItemKind::Work, 5)]).await;
    assert!(store.view(orcid(1), 1).await.unwrap().is_some(), "another record changed");
    assert_eq!(store.view(orcid(2), 1).await.unwrap(), None);
    assert_eq!(store.view(orcid(1), 3).await.unwrap(), None);

    let changes = [put_item(1, ItemKind::Work, 6), record(1), samples::delete_item(1, ItemKind::Work, 6)];
    for (version, change) in (2..).zip(changes) {
        put(&*store, [change]).await;
        assert_eq!(store.view(orcid(1), 1).await.unwrap(), None, "gone with the change");
        assert_eq!(store.view(orcid(1), 2).await.unwrap(), None, "gone with the change");
        is_kept(&*store, 1, view(version, 7, b"again")).await;
    }
    put(&*store, [Change::DeleteRecord(orcid(1))]).await;
    assert_eq!(store.view(orcid(1), 1).await.unwrap(), None);
}

pub async fn a_view_of_an_old_version_is_dropped(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    put(&*store, [record(1)]).await;
    for wrong in [view(1, 1, b"old"), view(3, 1, b"from the future")] {
        store.keep_view(orcid(1), 1, wrong);
    }
    store.keep_view(orcid(2), 1, view(1, 1, b"of nobody"));
    settle(&*store).await;
    assert_eq!(store.view(orcid(1), 1).await.unwrap(), None);
    assert_eq!(store.view(orcid(2), 1).await.unwrap(), None);
}

pub async fn names_grow_the_epoch(harness: &dyn Harness) {
    let store = harness.open().await;
    let client = samples::full_client(1);
    let mut last = names_epoch(&*store).await;
    let mut grows = async |change: Change, expected: bool| {
        put(&*store, [change.clone()]).await;
        let now = names_epoch(&*store).await;
        assert_eq!(now > last, expected, "{change:?}");
        assert!(now >= last);
        last = now;
    };
    grows(Change::PutClient(Box::new(client.clone())), true).await;
    grows(Change::PutClient(Box::new(client.clone())), false).await;
    grows(Change::PutClient(Box::new(Client { description: "Another".into(), ..client.clone() })), false).await;
    grows(Change::PutClient(Box::new(Client { name: "Another".into(), ..client })), true).await;
    grows(record(1), false).await;
    grows(Change::DeleteClient(client_id(2)), false).await;
    grows(Change::DeleteClient(client_id(1)), true).await;
}

pub async fn every_change_of_a_client_has_an_epoch(harness: &dyn Harness) {
    let store = harness.open().await;
    let client = samples::full_client(1);
    let another = Client { redirect_uris: Vec::new(), ..client.clone() };
    let mut last = store.clients_epoch().await.unwrap();
    for (change, expected) in [
        (Change::PutClient(Box::new(client)), true),
        (Change::PutClient(Box::new(another)), true),
        (record(1), false),
        (Change::DeleteClient(client_id(1)), true),
    ] {
        put(&*store, [change.clone()]).await;
        assert_eq!(store.clients_epoch().await.unwrap() != last, expected, "{change:?}");
        last = store.clients_epoch().await.unwrap();
    }
}

/// Views outlive the process, so the number in them must stay comparable.
pub async fn the_epoch_survives_a_restart(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), Change::PutClient(Box::new(samples::full_client(1)))]).await;
    let epoch = names_epoch(&*store).await;
    is_kept(&*store, 1, view(1, epoch, b"one")).await;
    let store = harness.reopen(store).await;
    assert!(names_epoch(&*store).await >= epoch);
    put(&*store, [Change::DeleteClient(client_id(1))]).await;
    assert!(names_epoch(&*store).await > epoch);
}

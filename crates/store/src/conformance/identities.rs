//! What follows from items: their identities, and how many there are.

use byline_model::{Item, ItemKind, Source};

use super::samples::{self, client_id, orcid, put_code, record};
use super::{Harness, assert_conflict, commit, put};
use crate::identities::{Identities, Relation};
use crate::{Change, Guard, Store};

fn source() -> Source {
    Source::client(client_id(1))
}

fn work(number: u64, doi: &str) -> Change {
    let body = format!(
        r#"{{"external-ids":{{"external-id":[{{"external-id-type":"doi","external-id-value":"{doi}","external-id-relationship":"self"}}]}}}}"#
    );
    samples::put(1, Item { source: source(), ..samples::item(ItemKind::Work, number, &body) })
}

fn key(doi: &str) -> i64 {
    Identities::new(ItemKind::Work, &source()).external_id(Relation::Itself, "doi", doi)
}

fn none_has(doi: &str, except: Option<u64>) -> Guard {
    Guard::NoIdentity { owner: orcid(1), keys: [key(doi)].into(), except: except.map(put_code) }
}

async fn holders(store: &dyn Store, doi: &str) -> Vec<u64> {
    let found = store.find_identities(orcid(1), &[key(doi)]).await.unwrap();
    found.into_iter().map(|(_, code)| code.get()).collect()
}

pub async fn identities_follow_their_items(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), work(5, "10.1/a"), work(6, "10.1/a"), work(7, "10.1/b")]).await;
    assert_eq!(holders(&*store, "10.1/A").await, [5, 6]);
    put(&*store, [work(6, "10.1/c")]).await;
    assert_eq!((holders(&*store, "10.1/a").await, holders(&*store, "10.1/c").await), (vec![5], vec![6]));
    put(&*store, [samples::delete_item(1, ItemKind::Work, 5)]).await;
    assert_eq!(holders(&*store, "10.1/a").await, [0; 0]);
    put(&*store, [Change::DeleteRecord(orcid(1)), record(1)]).await;
    assert_eq!(holders(&*store, "10.1/b").await, [0; 0]);
    assert_eq!(store.find_identities(orcid(2), &[]).await.unwrap(), []);
}

pub async fn a_guard_refuses_what_is_there(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), work(5, "10.1/a")]).await;
    assert_conflict(commit(&*store, [none_has("10.1/a", None)], [work(6, "10.1/a")]).await);
    assert_conflict(commit(&*store, [none_has("10.1/a", Some(6))], [work(6, "10.1/a")]).await);
    commit(&*store, [none_has("10.1/a", Some(5))], [work(5, "10.1/a")]).await.unwrap();
    commit(&*store, [none_has("10.1/b", None)], [work(6, "10.1/b")]).await.unwrap();
}

pub async fn items_are_counted(harness: &dyn Harness) {
    let store = harness.open().await;
    let count = async |kind| store.count_items(orcid(1), kind).await.unwrap();
    assert_eq!(count(ItemKind::Work).await, 0);
    put(&*store, [record(1), work(5, "10.1/a"), work(6, "10.1/b"), samples::put_item(1, ItemKind::Keyword, 7)]).await;
    put(&*store, [work(5, "10.1/c")]).await;
    assert_eq!((count(ItemKind::Work).await, count(ItemKind::Keyword).await), (2, 1));
    let room = |more| Guard::Room { owner: orcid(1), kind: ItemKind::Work, more, most: 3 };
    assert_conflict(commit(&*store, [room(2)], [work(8, "10.1/d"), work(9, "10.1/e")]).await);
    commit(&*store, [room(1)], [work(8, "10.1/d")]).await.unwrap();
    put(&*store, [samples::delete_item(1, ItemKind::Work, 5), samples::delete_item(1, ItemKind::Work, 5)]).await;
    assert_eq!(count(ItemKind::Work).await, 2);
    put(&*store, [Change::DeleteRecord(orcid(1)), record(1), work(5, "10.1/a")]).await;
    assert_eq!((count(ItemKind::Work).await, count(ItemKind::Keyword).await), (1, 0));
    // The same item again and again in the commit that makes the record.
    let gone = samples::delete_item(1, ItemKind::Work, 5);
    let anew = [work(5, "10.1/a"), work(5, "10.1/b"), gone, work(5, "10.1/c"), work(6, "10.1/c")];
    put(&*store, [Change::DeleteRecord(orcid(1)), record(1)].into_iter().chain(anew)).await;
    assert_eq!(count(ItemKind::Work).await, 2);
    let holders =
        [holders(&*store, "10.1/a").await, holders(&*store, "10.1/b").await, holders(&*store, "10.1/c").await];
    assert_eq!(holders, [vec![], vec![], vec![5, 6]]);
}

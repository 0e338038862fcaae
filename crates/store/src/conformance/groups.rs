//! Groups of peer reviews, and whether they are in use.

use byline_model::ItemKind;

use super::samples::{group_id, item, orcid, put_code, record};
use super::{Harness, assert_conflict, commit, put, samples};
use crate::{Change, GroupId, Guard, NumberedList, Stretch, whole};

fn review(owner: u64, number: u64, group: &str) -> Change {
    let body = format!(r#"{{"review-group-id":"{group}"}}"#);
    samples::put(owner, item(ItemKind::PeerReview, number, &body))
}

fn delete(owner: u64, number: u64) -> Change {
    Change::DeleteItem { owner: orcid(owner), kind: ItemKind::PeerReview, put_code: put_code(number) }
}

pub async fn a_group_is_found_by_its_id(harness: &dyn Harness) {
    let store = harness.open().await;
    let group = group_id(1, "orcid-generated:Ebb");
    put(&*store, [Change::PutGroupId(Box::new(group.clone()))]).await;
    for id in ["orcid-generated:Ebb", " ORCID-generated:EBB "] {
        assert_eq!(store.find_group_id(id).await.unwrap().as_ref(), Some(&group), "{id:?}");
    }
    assert_eq!(store.find_group_id("orcid-generated:ebbs").await.unwrap(), None);
    put(&*store, [Change::DeleteGroupId(put_code(1))]).await;
    assert_eq!(store.find_group_id("orcid-generated:Ebb").await.unwrap(), None);
}

pub async fn groups_are_read_by_the_page_and_found_by_name(harness: &dyn Harness) {
    let store = harness.open().await;
    let named = |number, name: &str, second| GroupId {
        name: name.into(),
        created: Some(samples::at(second)),
        ..group_id(number, &format!("issn:{number}"))
    };
    let groups = [named(1, "Ärzte", 5), named(2, "b", 9), named(3, "ÄRZTE", 1)];
    put(&*store, groups.iter().map(|it| Change::PutGroupId(Box::new(it.clone())))).await;
    let places = whole(|it| store.places(NumberedList::Groups, it)).await.unwrap();
    assert_eq!(places.iter().map(|it| it.put_code.get()).collect::<Vec<_>>(), [3, 1, 2]);
    let second = store.group_ids(Stretch::after(places[1], 2)).await.unwrap();
    assert_eq!((second.rows, second.next), (vec![groups[1].clone()], None));
    let by_name = async |name: &str| store.find_group_by_name(name).await.unwrap().map(|it| it.put_code.get());
    assert_eq!((by_name("ärzte").await, by_name("B").await, by_name("c").await), (Some(3), Some(2), None));
    put(&*store, [Change::PutGroupId(Box::new(named(2, "c", 9))), Change::DeleteGroupId(put_code(3))]).await;
    assert_eq!((by_name("b").await, by_name("C").await, by_name("ärzte").await), (None, Some(2), Some(1)));
    let store = harness.reopen(store).await;
    assert_eq!(store.count_groups().await.unwrap(), 2);
}

pub async fn clients_are_known_by_their_owner(harness: &dyn Harness) {
    let store = harness.open().await;
    let owned = |number, owner: Option<u64>| {
        let mut client = samples::full_client(number);
        client.owner = owner.map(orcid);
        Change::PutClient(Box::new(client))
    };
    put(&*store, [owned(2, Some(1)), owned(1, Some(1)), owned(3, None), owned(4, Some(2))]).await;
    let of = async |number| {
        let clients = whole(|it| store.clients_of(orcid(number), it)).await.unwrap();
        clients.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(1).await, [1, 2].map(samples::client_id));
    assert!(store.owns_clients(orcid(2)).await.unwrap() && !store.owns_clients(orcid(3)).await.unwrap());
    assert_eq!(store.count_clients().await.unwrap(), 4);
    put(&*store, [owned(1, None), owned(4, Some(3))]).await;
    assert_eq!(of(1).await, [samples::client_id(2)]);
    assert!(!store.owns_clients(orcid(2)).await.unwrap() && store.owns_clients(orcid(3)).await.unwrap());
    put(&*store, [3, 3, 9].map(|it| Change::DeleteClient(samples::client_id(it)))).await;
    assert_eq!(harness.reopen(store).await.count_clients().await.unwrap(), 3);
}

pub async fn reviews_put_their_group_into_use(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), record(2), review(1, 5, "issn:1"), review(1, 6, "ISSN:1"), review(2, 7, "issn:2")]).await;
    let used = async |id: &str| store.group_in_use(id).await.unwrap();
    assert!(used("Issn:1").await && used("issn:2").await && !used("issn:3").await);
    put(&*store, [review(1, 5, "issn:3"), delete(1, 6)]).await;
    assert!(!used("issn:1").await && used("issn:3").await);
    put(&*store, [Change::DeleteRecord(orcid(2))]).await;
    assert!(!used("issn:2").await, "with the record its reviews are gone");
}

pub async fn groups_are_guarded_while_somebody_decides(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), Change::PutGroupId(Box::new(group_id(1, "issn:1")))]).await;
    let known = || Guard::GroupKnown("ISSN:1".into());
    let unused = || Guard::GroupUnused("ISSN:1".into());
    commit(&*store, [known(), unused()], []).await.expect("both hold");
    commit(&*store, [known()], [review(1, 5, "issn:1")]).await.expect("the group is there");
    assert_conflict(commit(&*store, [unused()], [Change::DeleteGroupId(put_code(1))]).await);
    commit(&*store, [], [delete(1, 5)]).await.unwrap();
    commit(&*store, [unused()], [Change::DeleteGroupId(put_code(1))]).await.expect("nobody uses it any more");
    assert_conflict(commit(&*store, [known()], [review(1, 6, "issn:1")]).await);
}

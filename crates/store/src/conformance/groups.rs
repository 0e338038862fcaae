//! Groups of peer reviews, and whether they are in use.

use byline_model::ItemKind;

use super::samples::{group_id, item, orcid, put_code, record};
use super::{Harness, assert_conflict, commit, put, samples};
use crate::{Change, Guard};

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

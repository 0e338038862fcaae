//! Records, their items and their versions.

use byline_model::{ItemKind, RecordHead, RecordState, Visibility};

use super::samples::{self, delete_item, orcid, put_code, put_email, put_item, record};
use super::{Harness, put};
use crate::{Change, ChangeSet, KindRange, Store, Stretch, whole};

async fn version(store: &dyn Store, number: u64) -> u64 {
    let head = store.head(orcid(number)).await.unwrap().expect("the record is there");
    let snapshot = store.snapshot(orcid(number), KindRange::ALL).await.unwrap().expect("the record is there");
    assert_eq!(head, snapshot.head, "memory and database agree");
    head.version
}

async fn items(store: &dyn Store, number: u64, kinds: KindRange) -> Vec<(ItemKind, u64)> {
    let snapshot = store.snapshot(orcid(number), kinds).await.unwrap().expect("the record is there");
    snapshot.items.iter().map(|it| (it.kind, it.put_code.get())).collect()
}

pub async fn an_unknown_record_has_nothing(harness: &dyn Harness) {
    let store = harness.open().await;
    assert_eq!(store.head(orcid(1)).await.unwrap(), None);
    assert_eq!(store.snapshot(orcid(1), KindRange::ALL).await.unwrap(), None);
    assert_eq!(store.item(orcid(1), KindRange::ALL, put_code(1)).await.unwrap(), None);
    assert_eq!(store.view(orcid(1), 1).await.unwrap(), None);
    assert_eq!(store.find_by_email("nobody@example.org").await.unwrap(), None);
    assert_eq!(store.count_records().await.unwrap(), 0);
    // That it is absent may be remembered, but no longer than it is true.
    put(&*store, [record(1)]).await;
    assert_eq!(version(&*store, 1).await, 1);
    assert_eq!(items(&*store, 1, KindRange::ALL).await, []);
}

pub async fn snapshots_are_stretches_in_storage_order(harness: &dyn Harness) {
    use ItemKind::{Education, Keyword, Name, Work};
    let store = harness.open().await;
    put(&*store, [record(1), record(2), record(3)]).await;
    for (kind, number) in [(Work, 11), (Keyword, 30), (Work, 2), (Education, 7), (Name, 0), (Keyword, 4)] {
        put(&*store, [put_item(2, kind, number)]).await;
    }
    put(&*store, [put_item(1, Work, 100), put_item(3, Name, 0)]).await;

    let person = [(Name, 0), (Keyword, 4), (Keyword, 30)];
    let activities = [(Education, 7), (Work, 2), (Work, 11)];
    assert_eq!(items(&*store, 2, KindRange::PERSON).await, person);
    assert_eq!(items(&*store, 2, KindRange::ACTIVITIES).await, activities);
    assert_eq!(items(&*store, 2, KindRange::ALL).await, [person, activities].concat());
    assert_eq!(items(&*store, 2, KindRange::one(Work)).await, [(Work, 2), (Work, 11)]);
    assert_eq!(items(&*store, 2, KindRange::one(ItemKind::Funding)).await, []);
    assert_eq!(
        items(&*store, 2, KindRange { first: Keyword, last: Education }).await,
        [person[1], person[2], activities[0]]
    );
}

pub async fn several_records_are_read_at_once(harness: &dyn Harness) {
    use ItemKind::{Keyword, Work};
    let store = harness.open().await;
    put(&*store, [record(1), record(2), record(3)]).await;
    put(&*store, [put_item(1, Work, 10), put_item(1, Keyword, 11), put_item(3, Work, 12)]).await;
    let read = async |orcids: &[u64], kinds, most| -> Vec<_> {
        let orcids: Vec<_> = orcids.iter().map(|number| orcid(*number)).collect();
        let found = store.snapshots(&orcids, kinds, most).await.unwrap();
        found.into_iter().map(|it| it.map(|it| (it.head.orcid, it.head.version, it.items.len()))).collect()
    };
    let all = [Some((orcid(3), 2, 1)), None, Some((orcid(1), 2, 2)), Some((orcid(2), 1, 0))];
    assert_eq!(read(&[3, 9, 1, 2], KindRange::ALL, 1000).await, all);
    assert_eq!(read(&[3, 9, 1, 2], KindRange::ALL, 3).await, all[..3], "with so many it ends");
    assert_eq!(read(&[1, 2], KindRange::ALL, 0).await, all[2..3], "one at least");
    assert_eq!(read(&[1], KindRange::one(Keyword), 1000).await, [Some((orcid(1), 2, 1))]);
    assert_eq!(read(&[], KindRange::ALL, 1000).await, []);
}

pub async fn an_item_is_found_by_put_code_across_kinds(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), record(2), put_item(1, ItemKind::Education, 5), put_item(1, ItemKind::Work, 6)]).await;
    let kind_of = async |owner, kinds, number| {
        let item = store.item(orcid(owner), kinds, put_code(number)).await.unwrap();
        item.map(|it| it.kind)
    };
    assert_eq!(kind_of(1, KindRange::ALL, 5).await, Some(ItemKind::Education));
    assert_eq!(kind_of(1, KindRange::ACTIVITIES, 6).await, Some(ItemKind::Work));
    assert_eq!(kind_of(1, KindRange::one(ItemKind::Work), 6).await, Some(ItemKind::Work));
    assert_eq!(kind_of(1, KindRange::one(ItemKind::Work), 5).await, None);
    assert_eq!(kind_of(1, KindRange::PERSON, 5).await, None);
    assert_eq!(kind_of(1, KindRange::ALL, 7).await, None);
    assert_eq!(kind_of(2, KindRange::ALL, 5).await, None, "another record");
}

pub async fn putting_an_item_again_replaces_it(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), put_item(1, ItemKind::Work, 5), put_item(1, ItemKind::Funding, 5)]).await;
    let better = samples::full_item(ItemKind::Work, 5);
    put(&*store, [Change::PutItem { owner: orcid(1), item: Box::new(better.clone()) }]).await;
    let snapshot = store.snapshot(orcid(1), KindRange::ALL).await.unwrap().unwrap();
    assert_eq!(snapshot.items, [samples::item(ItemKind::Funding, 5, "{}"), better]);

    put(&*store, [delete_item(1, ItemKind::Work, 5)]).await;
    assert_eq!(items(&*store, 1, KindRange::ALL).await, [(ItemKind::Funding, 5)]);
}

pub async fn records_come_in_order_and_in_pages(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [5, 3, 9, 1, 7].map(record)).await;
    let page = async |after: Option<u64>, limit| -> Vec<_> {
        let heads = store.records(Stretch::after(after.map(orcid), limit)).await.unwrap();
        heads.rows.iter().map(|it| it.orcid).collect()
    };
    assert_eq!(page(None, 100).await, [1, 3, 5, 7, 9].map(orcid));
    assert_eq!(page(None, 2).await, [1, 3].map(orcid));
    assert_eq!(page(Some(3), 2).await, [5, 7].map(orcid));
    assert_eq!(page(Some(4), 1).await, [5].map(orcid));
    assert_eq!(page(Some(9), 2).await, []);
    assert_eq!(store.count_records().await.unwrap(), 5);
    put(&*store, [Change::DeleteRecord(orcid(5)), record(3), record(4), Change::DeleteRecord(orcid(6))]).await;
    assert_eq!(page(None, 100).await, [1, 3, 4, 7, 9].map(orcid));
    assert_eq!(store.count_records().await.unwrap(), 5);
}

pub async fn deleting_a_record_removes_all_of_it(harness: &dyn Harness) {
    let store = harness.open().await;
    let (mine, other) = (samples::token(1, 1, Some(1)), samples::token(2, 1, Some(2)));
    put(
        &*store,
        [
            record(1),
            record(2),
            put_item(1, ItemKind::Work, 5),
            put_email(1, 6, "ada@example.org"),
            put_item(2, ItemKind::Work, 7),
            Change::PutToken(Box::new(mine.clone())),
            Change::PutToken(Box::new(other.clone())),
        ],
    )
    .await;
    // So that they are in memory, if they are kept there.
    assert!(store.head(orcid(1)).await.unwrap().is_some());
    assert!(store.token(mine.access).await.unwrap().is_some());

    put(&*store, [Change::DeleteRecord(orcid(1))]).await;
    assert_eq!(store.head(orcid(1)).await.unwrap(), None);
    assert_eq!(store.snapshot(orcid(1), KindRange::ALL).await.unwrap(), None);
    assert_eq!(store.item(orcid(1), KindRange::ALL, put_code(5)).await.unwrap(), None);
    assert_eq!(store.find_by_email("ada@example.org").await.unwrap(), None);
    assert_eq!(store.token(mine.access).await.unwrap(), None);
    assert_eq!(store.token(other.access).await.unwrap().as_deref(), Some(&other));
    assert_eq!(whole(|it| store.tokens(it)).await.unwrap().into_iter().map(|it| it.token).collect::<Vec<_>>(), [other]);
    assert_eq!(items(&*store, 2, KindRange::ALL).await, [(ItemKind::Work, 7)]);
}

pub async fn a_version_never_stands_for_two_contents(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    put(&*store, [put_item(1, ItemKind::Work, 5)]).await;
    let last = version(&*store, 1).await;
    put(&*store, [Change::DeleteRecord(orcid(1))]).await;
    put(&*store, [record(1)]).await;
    let again = version(&*store, 1).await;
    assert!(again > last, "{again} came after {last}");

    // An import that replaces does both at once.
    put(&*store, [Change::DeleteRecord(orcid(1)), record(1), put_item(1, ItemKind::Work, 6)]).await;
    assert!(version(&*store, 1).await > again);
    assert_eq!(items(&*store, 1, KindRange::ALL).await, [(ItemKind::Work, 6)]);
}

pub async fn each_commit_raises_the_version_by_one(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), put_item(1, ItemKind::Work, 1), record(2)]).await;
    assert_eq!((version(&*store, 1).await, version(&*store, 2).await), (1, 1));
    put(&*store, [put_item(1, ItemKind::Work, 2), put_item(1, ItemKind::Work, 3), record(1)]).await;
    assert_eq!((version(&*store, 1).await, version(&*store, 2).await), (2, 1));
    put(&*store, [record(1), delete_item(1, ItemKind::Work, 2)]).await;
    assert_eq!(version(&*store, 1).await, 3);
    put(&*store, [delete_item(1, ItemKind::Work, 3), put_item(2, ItemKind::Work, 9)]).await;
    assert_eq!((version(&*store, 1).await, version(&*store, 2).await), (4, 2));
    put(&*store, [delete_item(1, ItemKind::Work, 3)]).await;
    assert_eq!(version(&*store, 1).await, 4, "nothing was there to delete");

    // The version that is given counts for nothing.
    let head = RecordHead { version: 1000, ..samples::full_head(1, RecordState::Active) };
    put(&*store, [Change::PutRecord(Box::new(head))]).await;
    assert_eq!(version(&*store, 1).await, 5);
}

pub async fn the_last_modification_is_the_time_of_the_commit(harness: &dyn Harness) {
    let store = harness.open().await;
    let modified = async || store.head(orcid(1)).await.unwrap().unwrap().history.modified;
    let head = samples::full_head(1, RecordState::Active);
    put(&*store, [Change::PutRecord(Box::new(head.clone()))]).await;
    assert_eq!(modified().await, head.history.modified, "as it was put");

    let later = samples::NOW.plus_seconds(500);
    store.commit(ChangeSet::new(later).with(put_item(1, ItemKind::Work, 1))).await.unwrap();
    assert_eq!(modified().await, Some(later));
    store.commit(ChangeSet::new(later.plus_seconds(1)).with(delete_item(1, ItemKind::Work, 1))).await.unwrap();
    assert_eq!(modified().await, Some(later.plus_seconds(1)));
    // A clock that was set back.
    store.commit(ChangeSet::new(samples::NOW).with(put_item(1, ItemKind::Work, 9))).await.unwrap();
    assert_eq!(modified().await, Some(later.plus_seconds(1)), "it never goes back");

    for mixed in [
        [put_item(1, ItemKind::Work, 2), Change::PutRecord(Box::new(head.clone()))],
        [Change::PutRecord(Box::new(head.clone())), put_item(1, ItemKind::Work, 3)],
    ] {
        let [first, second] = mixed;
        store.commit(ChangeSet::new(later.plus_seconds(2)).with(first).with(second)).await.unwrap();
        assert_eq!(modified().await, head.history.modified, "as the head in the same commit says");
    }
}

pub async fn addresses_find_their_record(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), record(2), put_email(1, 5, "Ada@Example.org"), put_email(2, 6, "grace@example.org")])
        .await;
    let found = async |address: &str| store.find_by_email(address).await.unwrap();
    assert_eq!(found("ada@example.ORG").await, Some(orcid(1)));
    assert_eq!(found("Grace@example.org").await, Some(orcid(2)));

    put(&*store, [put_email(1, 5, "lovelace@example.org")]).await;
    assert_eq!(found("ada@example.org").await, None, "replaced");
    assert_eq!(found("lovelace@example.org").await, Some(orcid(1)));
    put(&*store, [delete_item(1, ItemKind::Email, 5)]).await;
    assert_eq!(found("lovelace@example.org").await, None, "deleted");

    // Only e-mail items count, and one without an address is no obstacle.
    let body = r#"{"email":"work@example.org"}"#;
    let work = samples::item(ItemKind::Work, 8, body);
    let hidden = samples::item(ItemKind::Email, 9, r#"{"verified":true}"#);
    put(&*store, [work, hidden].map(|it| Change::PutItem { owner: orcid(1), item: Box::new(it) })).await;
    assert_eq!(found("work@example.org").await, None);
}

pub async fn public_names_find_their_record(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [1, 2, 3].map(record)).await;
    let shared = samples::name("Lucía María", "García", Visibility::Public);
    put(&*store, [1, 2].map(|owner| samples::put(owner, shared.clone()))).await;
    let hidden = samples::name("Lucía", "García", Visibility::Limited);
    put(&*store, [samples::put(3, hidden.clone())]).await;

    let store = harness.reopen(store).await;
    let found = async |given: &str, family: &str| store.find_by_name(given, family, 9).await.unwrap();
    let mut both = found("GARCIA", "lucia").await;
    both.sort_unstable();
    assert_eq!(both, [orcid(1), orcid(2)]);
    assert_eq!(store.find_by_name("lucia", "garcia", 1).await.unwrap().len(), 1);
    assert_eq!(found("Lucía", "Gracia").await, []);
    assert_eq!(found("", "").await, []);

    put(&*store, [samples::put(3, samples::name("Lucía", "García", Visibility::Public))]).await;
    assert_eq!(found("Lucía", "García").await.len(), 3);
    assert_eq!(found("Lucía María", "García").await[2], orcid(3), "the closest come first");
    put(&*store, [samples::put(3, hidden)]).await;
    assert!(!found("Lucía", "García").await.contains(&orcid(3)), "nobody may see it any more");

    let published = samples::item(ItemKind::Name, 0, r#"{"given-names":{"value":"L."},"credit-name":"L. García"}"#);
    put(&*store, [samples::put(1, published)]).await;
    assert_eq!(found("Lucía", "García").await, [orcid(2)], "renamed");
    assert_eq!(found("L", "Garcia").await, [orcid(1)]);
    put(&*store, [delete_item(1, ItemKind::Name, 0)]).await;
    assert_eq!(found("L", "Garcia").await, [], "deleted");
}

pub async fn names_of_closed_records_are_not_found(harness: &dyn Harness) {
    let store = harness.open().await;
    let name = samples::name("Ada", "Lovelace", Visibility::Public);
    put(&*store, [record(1), samples::put(1, name.clone())]).await;
    let found = async || store.find_by_name("Ada", "Lovelace", 9).await.unwrap();
    let states = [
        RecordState::Unclaimed,
        RecordState::Locked,
        RecordState::Deactivated,
        RecordState::Deprecated { primary: orcid(2) },
    ];
    for state in states {
        put(&*store, [Change::PutRecord(Box::new(samples::full_head(1, state)))]).await;
        assert_eq!(found().await, [], "{state:?}");
    }
    put(&*store, [Change::PutRecord(Box::new(samples::full_head(1, RecordState::Active)))]).await;
    assert_eq!(found().await, [orcid(1)]);
    put(&*store, [Change::DeleteRecord(orcid(1)), record(1)]).await;
    assert_eq!(found().await, [], "the name went with the record");
    let work =
        samples::item(ItemKind::Work, 7, r#"{"given-names":{"value":"Ada"},"family-name":{"value":"Lovelace"}}"#);
    put(&*store, [samples::put(1, work)]).await;
    assert_eq!(found().await, [], "only names are names");
}

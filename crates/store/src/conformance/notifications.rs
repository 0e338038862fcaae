//! Inboxes.

use byline_model::{ItemKind, OrcidId, PutCode, Source, Timestamp};

use super::samples::{self, client_id, orcid, put_code, record};
use super::{Harness, assert_conflict, commit, put};
use crate::{
    Amendment, Change, Guard, MessageKind, Notification, NotificationChange, NotificationContent, NumberedList,
    Operation, PermissionRequest, RequestId, RequestItem, Shelf, Store, Stretch, whole,
};

fn at(second: i64) -> Timestamp {
    samples::NOW.plus_seconds(second)
}

/// A request by client 1 to person 1, made in that second.
fn request(number: u64, second: i64) -> Notification {
    let item = RequestItem {
        put_code: Some(7),
        item_type: "work".into(),
        name: "Über \"Tides\"".into(),
        external_id: Some(RequestId {
            id_type: "doi".into(),
            value: "10.1/x".into(),
            url: Some("https://doi.org/10.1/x".into()),
            relationship: Some("self".into()),
        }),
    };
    let content = PermissionRequest {
        subject: "May we?".into(),
        intro: "Your article".into(),
        authorization_url: "/oauth/authorize?a".into(),
        items: vec![item],
    };
    Notification {
        put_code: put_code(number),
        person: orcid(1),
        source: Source::client(client_id(1)),
        created: at(second),
        sent: None,
        read: None,
        actioned: None,
        archived: None,
        content: NotificationContent::Permission(content),
    }
}

fn amended(number: u64, second: i64) -> Notification {
    let amendment = |kind, operation, name: Option<&str>| Amendment {
        kind,
        put_code: put_code(5),
        name: name.map(Into::into),
        operation,
    };
    let changes = vec![
        amendment(ItemKind::Work, Operation::Created, Some("Tides")),
        amendment(ItemKind::Keyword, Operation::Updated, Some("tides")),
        amendment(ItemKind::Employment, Operation::Deleted, None),
    ];
    Notification { content: NotificationContent::Amended { changes, more: 7 }, ..request(number, second) }
}

fn new(notification: Notification) -> Change {
    Change::Notification(NotificationChange::Put(Box::new(notification)))
}

fn read(number: u64, second: i64) -> Change {
    Change::Notification(NotificationChange::Read { person: orcid(1), put_code: put_code(number), at: at(second) })
}

fn actioned(number: u64, second: i64) -> Change {
    Change::Notification(NotificationChange::Actioned { person: orcid(1), put_code: put_code(number), at: at(second) })
}

fn archive(person: OrcidId, number: u64, second: i64) -> Change {
    Change::Notification(NotificationChange::Archive { person, put_code: put_code(number), at: at(second) })
}

async fn one(store: &dyn Store, number: u64) -> Notification {
    store.notification(put_code(number)).await.unwrap().expect("it was put")
}

fn numbers(list: &[Notification]) -> Vec<u64> {
    list.iter().map(|it| it.put_code.get()).collect()
}

pub async fn notifications_keep_every_field(harness: &dyn Harness) {
    let store = harness.open().await;
    let full = Notification {
        source: samples::source(),
        sent: Some(at(1)),
        read: Some(at(2)),
        actioned: Some(at(3)),
        archived: Some(at(4)),
        ..request(1, 0)
    };
    let message =
        |kind| NotificationContent::Message { kind, subject: "News".into(), text: "Über\nzwei Zeilen".into() };
    let mut all = vec![full, amended(2, 0)];
    for (number, kind) in (3..).zip(MessageKind::ALL) {
        all.push(Notification { content: message(kind), source: Source::default(), ..request(number, 0) });
    }
    put(&*store, [record(1)]).await;
    put(&*store, all.iter().cloned().map(new)).await;
    let store = harness.reopen(store).await;
    for notification in &all {
        assert_eq!(one(&*store, notification.put_code.get()).await, *notification);
    }
    assert_eq!(whole(|it| store.notifications(it)).await.unwrap(), all);
    assert_eq!(store.notifications(Stretch::after(put_code(2), 2)).await.unwrap().rows, all[2..4]);
    assert_eq!(store.notification(put_code(99)).await.unwrap(), None);
    assert!(store.lease_put_codes(1).await.unwrap().start > all.len() as u64, "numbers that came along are taken");
}

pub async fn an_inbox_has_two_shelves(harness: &dyn Harness) {
    let store = harness.open().await;
    let other = Notification { person: orcid(2), ..request(9, 9) };
    put(&*store, [record(1), record(2), new(request(3, 1)), new(request(1, 2)), new(amended(2, 2)), new(other)]).await;
    let inbox = async |shelf| numbers(&whole(|it| store.inbox(orcid(1), shelf, it)).await.unwrap());
    assert_eq!(inbox(Shelf::Current).await, [2, 1, 3], "newest first");
    let places = |shelf| {
        let (store, list) = (&store, NumberedList::Inbox(orcid(1), shelf));
        async move {
            let places = whole(|it| store.places(list, it)).await.unwrap();
            places.iter().map(|it| it.put_code.get()).collect::<Vec<_>>()
        }
    };
    assert_eq!(places(Shelf::Current).await, [2, 1, 3]);
    assert_eq!(store.count_unread(orcid(1)).await.unwrap(), 3);
    put(&*store, [read(1, 5), archive(orcid(1), 2, 6), archive(orcid(1), 9, 6)]).await;
    assert_eq!(inbox(Shelf::Current).await, [1, 3]);
    assert_eq!((inbox(Shelf::Archived).await, places(Shelf::Archived).await), (vec![2], vec![2]));
    let count = async |shelf| store.count_inbox(orcid(1), shelf).await.unwrap();
    assert_eq!((count(Shelf::Current).await, count(Shelf::Archived).await), (2, 1));
    assert_eq!(store.count_unread(orcid(1)).await.unwrap(), 1);
    assert_eq!(one(&*store, 9).await.archived, None, "it is somebody else's");
}

pub async fn each_mark_is_made_once(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), new(request(1, 0)), new(request(2, 0))]).await;
    put(&*store, [read(1, 1), read(1, 2), archive(orcid(1), 1, 3), archive(orcid(1), 1, 4)]).await;
    put(&*store, [actioned(1, 5), actioned(1, 6), actioned(2, 7)]).await;
    let (first, second) = (one(&*store, 1).await, one(&*store, 2).await);
    assert_eq!((first.read, first.archived, first.actioned), (Some(at(1)), Some(at(3)), Some(at(5))));
    assert_eq!((second.read, second.actioned), (Some(at(7)), Some(at(7))), "who acted has read");
}

pub async fn requests_are_found_by_who_made_them(harness: &dyn Harness) {
    let store = harness.open().await;
    let by_two = Notification { source: Source::client(client_id(2)), ..request(4, 4) };
    put(&*store, [record(1), new(request(1, 1)), new(request(2, 2)), new(amended(3, 3)), new(by_two)]).await;
    put(&*store, [actioned(1, 5)]).await;
    let client = client_id(1);
    let by_one = whole(|it| store.permission_requests(orcid(1), &client, it)).await.unwrap();
    assert_eq!(numbers(&by_one), [2, 1]);
    assert_eq!(
        numbers(&store.permission_requests(orcid(1), &client_id(1), Stretch::first(1)).await.unwrap().rows),
        [2]
    );
    assert_eq!(whole(|it| store.permission_requests(orcid(2), &client, it)).await.unwrap(), []);
    assert_eq!(numbers(&whole(|it| store.open_requests(orcid(1), it)).await.unwrap()), [4, 2]);
    put(&*store, [archive(orcid(1), 4, 6)]).await;
    assert_eq!(numbers(&whole(|it| store.open_requests(orcid(1), it)).await.unwrap()), [2]);
}

pub async fn notices_are_added_to_until_they_are_read(harness: &dyn Harness) {
    let store = harness.open().await;
    let source = Source::client(client_id(1));
    put(&*store, [record(1), new(amended(1, 1)), new(amended(2, 2)), new(request(3, 3))]).await;
    let open = async |source: &Source| store.open_amendment(orcid(1), source).await.unwrap().map(|it| it.put_code);
    assert_eq!(open(&source).await, PutCode::new(2).ok());
    let for_another = Source { origin: Source::client(client_id(2)).author, ..source.clone() };
    assert_eq!(open(&for_another).await, None, "on behalf of another it is another source");
    let unread = |number| Guard::NotificationUnread(put_code(number));
    commit(&*store, [unread(2)], [new(amended(2, 4))]).await.expect("nobody read it");
    put(&*store, [read(2, 5)]).await;
    assert_eq!(open(&source).await, PutCode::new(1).ok());
    assert_conflict(commit(&*store, [unread(2)], [new(amended(2, 6))]).await);
    put(&*store, [archive(orcid(1), 1, 6)]).await;
    assert_eq!(open(&source).await, None);
    assert_conflict(commit(&*store, [unread(1)], []).await);
}

/// The numbers on both shelves, the newest first.
async fn shelves(store: &dyn Store, person: u64) -> [Vec<u64>; 2] {
    let on = async |shelf| numbers(&whole(|it| store.inbox(orcid(person), shelf, it)).await.unwrap());
    [on(Shelf::Current).await, on(Shelf::Archived).await]
}

pub async fn what_is_too_much_is_put_away(harness: &dyn Harness) {
    let store = harness.open().await;
    let other = Notification { person: orcid(2), ..request(9, 0) };
    put(&*store, [record(1), record(2), new(other)]).await;
    put(&*store, (1..=6).map(|number| new(request(number, 10 - i64::try_from(number).unwrap())))).await;
    let trim =
        |current, all| Change::Notification(NotificationChange::Trim { person: orcid(1), current, all, at: at(20) });
    put(&*store, [archive(orcid(1), 2, 15), trim(2, 5)]).await;
    assert_eq!(shelves(&*store, 1).await, [vec![1, 3], vec![2, 4, 5]]);
    assert_eq!((one(&*store, 2).await.archived, one(&*store, 4).await.archived), (Some(at(15)), Some(at(20))));
    put(&*store, [trim(9, 9)]).await;
    assert_eq!(shelves(&*store, 1).await, [vec![1, 3], vec![2, 4, 5]], "there is room");
    assert_eq!(shelves(&*store, 2).await, [vec![9], vec![]], "others have their own");
}

pub async fn what_is_old_is_put_away(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    put(&*store, (1..=6).map(|number| new(request(number, i64::try_from(number).unwrap())))).await;
    let age = |archive, forget, most| {
        let (archive, forget) = (at(archive), at(forget));
        Change::Notification(NotificationChange::Age { archive, forget, most, at: at(20) })
    };
    put(&*store, [age(5, 3, 9)]).await;
    assert_eq!(shelves(&*store, 1).await, [vec![6, 5], vec![4, 3]]);
    assert_eq!(one(&*store, 3).await.archived, Some(at(20)));
    put(&*store, [age(99, 99, 1)]).await;
    assert_eq!(shelves(&*store, 1).await, [vec![6], vec![5, 4]], "a few at a time");
}

pub async fn inboxes_leave_records_and_the_log_alone(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    let (head, log) = (store.head(orcid(1)).await.unwrap(), store.log_after(0, 99).await.unwrap());
    let committed = put(&*store, [new(request(1, 1)), read(1, 2), actioned(1, 2), archive(orcid(1), 1, 3)]).await;
    assert_eq!(committed.sequence, 0);
    assert_eq!(store.head(orcid(1)).await.unwrap(), head);
    assert_eq!(store.log_after(0, 99).await.unwrap(), log);
    assert_conflict(commit(&*store, [], [new(Notification { person: orcid(5), ..request(2, 1) })]).await);
    put(&*store, [Change::DeleteRecord(orcid(1))]).await;
    assert_eq!(store.notification(put_code(1)).await.unwrap(), None, "it goes with the record");
}

//! Inboxes: what is told about changes, and what becomes of requests.

use std::sync::Arc;

use byline_model::scope::ScopeSet;
use byline_model::{ClientId, Item, ItemKind, PutCode, Source};
use byline_registry::Notices;
use byline_registry::inbox::{Entry, Grant};
use byline_store::{
    Change, ChangeSet, Notification, NotificationChange, NotificationContent, PermissionRequest, Shelf,
};

use crate::support::{App, NOW, item, work};

fn client(number: u64) -> ClientId {
    format!("APP-{number:016X}").parse().expect("sixteen digits")
}

fn source(number: u64) -> Source {
    Source::client(client(number))
}

async fn change(app: &App, seconds: i64, by: Option<Source>, changes: impl IntoIterator<Item = Change>) {
    let mut set = ChangeSet::new(NOW.plus_seconds(seconds));
    set.by = by;
    set.changes.extend(changes);
    app.store.commit(set).await.expect("nothing stands in the way");
}

fn put(app: &App, item: Item) -> Change {
    Change::PutItem { owner: app.ada, item: Box::new(item) }
}

fn delete(app: &App, kind: ItemKind, code: u64) -> Change {
    Change::DeleteItem { owner: app.ada, kind, put_code: PutCode::new(code).unwrap() }
}

async fn follow(app: &App) {
    let mut notices = Notices::new(app.registry.clone());
    while notices.go_on().await.expect("the store answers") {}
}

/// The notices, oldest first: what changed, in words.
async fn told(app: &App) -> Vec<Vec<String>> {
    let page = app.registry.inbox(app.ada, Shelf::Current, 1, 99).await.unwrap();
    let line = |it: &byline_store::Amendment| {
        let name = it.name.as_deref().unwrap_or("?");
        format!("{} {:?} {name}", it.kind.spec().singular, it.operation)
    };
    let lines = |it: &Entry| match &it.notification.content {
        NotificationContent::Amended { changes, more } => {
            let counted = (*more > 0).then(|| format!("{more} more"));
            changes.iter().map(line).chain(counted).collect()
        }
        other => vec![other.kind().to_owned()],
    };
    page.entries.iter().rev().map(lines).collect()
}

#[tokio::test]
async fn changes_by_clients_are_told_and_those_by_the_owner_are_not() {
    let app = App::with(Vec::new()).await;
    change(&app, 0, Some(Source::person(app.ada)), [put(&app, work(1, "Own", &[]))]).await;
    change(&app, 0, None, [put(&app, work(2, "Imported", &[]))]).await;
    change(&app, 1, Some(source(1)), [put(&app, work(3, "Tides", &[]))]).await;
    change(&app, 2, Some(source(2)), [put(&app, item(ItemKind::Keyword, 4, r#"{"content":"ebb"}"#))]).await;
    change(&app, 3, Some(source(1)), [put(&app, work(3, "Tides II", &[])), put(&app, work(5, "Flood", &[]))]).await;
    follow(&app).await;
    let expected = vec![
        vec!["work Created Tides II".to_owned(), "work Created Flood".to_owned()],
        vec!["keyword Created ebb".to_owned()],
    ];
    assert_eq!(told(&app).await, expected);
    follow(&app).await;
    assert_eq!(told(&app).await, expected, "each entry is told about once");
}

#[tokio::test]
async fn what_was_deleted_keeps_the_name_that_was_told() {
    let app = App::with(Vec::new()).await;
    change(&app, 0, None, [put(&app, work(1, "Old", &[])), put(&app, work(2, "Older", &[]))]).await;
    change(&app, 1, Some(source(1)), [put(&app, work(1, "New", &[]))]).await;
    follow(&app).await;
    assert_eq!(told(&app).await, [["work Updated New"]]);
    change(&app, 2, Some(source(1)), [delete(&app, ItemKind::Work, 1), delete(&app, ItemKind::Work, 2)]).await;
    follow(&app).await;
    assert_eq!(told(&app).await, [["work Deleted New", "work Deleted ?"]]);
}

#[tokio::test]
async fn a_notice_is_complete_once_it_is_read_or_a_day_old_or_full() {
    let app = App::with(Vec::new()).await;
    let add = async |seconds, codes: std::ops::Range<u64>| {
        let items: Vec<_> = codes.map(|code| put(&app, work(code, "W", &[]))).collect();
        change(&app, seconds, Some(source(1)), items).await;
        follow(&app).await;
        told(&app).await.iter().map(Vec::len).collect::<Vec<_>>()
    };
    assert_eq!(add(0, 1..2).await, [1]);
    let first = app.registry.inbox(app.ada, Shelf::Current, 1, 1).await.unwrap().entries.remove(0).notification;
    app.registry.open_notification(app.ada, first.put_code).await.unwrap();
    assert_eq!(add(1, 2..3).await, [1, 1]);
    assert_eq!(add(24 * 3600, 3..5).await, [1, 3]);
    assert_eq!(add(24 * 3600 + 2, 5..6).await, [1, 3, 1]);
    assert_eq!(add(24 * 3600 + 3, 10..260).await, [1, 3, 101]);
    let newest = told(&app).await.pop().unwrap();
    assert_eq!((newest[0].as_str(), newest[100].as_str()), ("work Created W", "151 more"));
    assert_eq!(add(24 * 3600 + 4, 260..300).await, [1, 3, 101]);
    assert_eq!(told(&app).await.pop().unwrap()[100], "191 more");
}

#[tokio::test]
async fn notices_go_away_with_their_record() {
    let app = App::with(Vec::new()).await;
    change(&app, 0, Some(source(1)), [put(&app, work(1, "Tides", &[]))]).await;
    change(&app, 1, None, [Change::DeleteRecord(app.ada)]).await;
    follow(&app).await;
    assert_eq!(app.registry.unread(app.ada).await.unwrap(), 0);
}

/// D-22
/// Two nodes follow the log, are cut off now and then, and somebody reads meanwhile: every change is told once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn followers_in_each_others_way_lose_and_repeat_nothing() {
    const CHANGES: u64 = 150;
    let app = Arc::new(App::with(Vec::new()).await);
    let followers: Vec<_> = (0..2)
        .map(|_| {
            let app = Arc::clone(&app);
            tokio::spawn(async move {
                loop {
                    let mut notices = Notices::new(app.registry.clone());
                    for _ in 0..3 {
                        notices.go_on().await.expect("the store answers");
                        tokio::task::yield_now().await;
                    }
                }
            })
        })
        .collect();
    let mut read = Vec::new();
    for number in 1..=CHANGES {
        change(&app, 0, Some(source(number % 2)), [put(&app, work(number, "W", &[]))]).await;
        let newest = app.registry.inbox(app.ada, Shelf::Current, 1, 1).await.unwrap().entries;
        if let Some(entry) = newest.first().filter(|_| number % 3 == 0) {
            app.registry.open_notification(app.ada, entry.notification.put_code).await.unwrap();
            read.push(entry.notification.put_code);
        }
    }
    followers.iter().for_each(tokio::task::JoinHandle::abort);
    follow(&app).await;
    let mut codes: Vec<u64> = Vec::new();
    for page in 1.. {
        let entries = app.registry.inbox(app.ada, Shelf::Current, page, 50).await.unwrap().entries;
        if entries.is_empty() {
            break;
        }
        for entry in entries {
            let NotificationContent::Amended { changes, more } = entry.notification.content else { panic!("a notice") };
            assert_eq!(more, 0);
            let was_read = read.contains(&entry.notification.put_code);
            assert_eq!(entry.notification.read.is_some(), was_read, "nothing is added to what was read");
            codes.extend(changes.iter().map(|it| it.put_code.get()));
        }
    }
    codes.sort_unstable();
    assert_eq!(codes, (1..=CHANGES).collect::<Vec<_>>());
}

fn request(app: &App, code: u64, uri: &str) -> Notification {
    Notification {
        put_code: PutCode::new(code).unwrap(),
        person: app.ada,
        source: source(1),
        created: NOW,
        sent: None,
        read: None,
        actioned: None,
        archived: None,
        content: NotificationContent::Permission(PermissionRequest {
            subject: "May we?".into(),
            intro: String::new().into(),
            authorization_url: uri.into(),
            items: Vec::new(),
        }),
    }
}

#[tokio::test]
async fn a_consent_answers_the_requests_that_ask_for_no_more() {
    let app = App::with(Vec::new()).await;
    let base = app.registry.urls().base().to_owned();
    let at = |host: &str, client: &ClientId, scope: &str| {
        format!("{host}/oauth/authorize?client_id={client}&response_type=code&scope={scope}&redirect_uri=x")
    };
    let (one, two) = (client(1), client(2));
    let uris = [
        (11, at(&base, &one, "/activities/update")),
        (12, at("https://orcid.org", &one, "/read-limited+/activities/update")),
        (13, at(&base, &one, "/activities/update%20/person/update")),
        (14, at(&base, &two, "/activities/update")),
        (15, at("https://elsewhere.example", &one, "/activities/update")),
        (16, at(&base, &one, "/nonsense")),
        (17, at("", &one, "/read-limited")),
    ];
    let all = uris.iter().map(|(code, uri)| request(&app, *code, uri));
    let all: Vec<_> = all.map(|it| Change::Notification(NotificationChange::Put(Box::new(it)))).collect();
    change(&app, 0, None, all).await;
    let granted = ScopeSet::from_names(["/read-limited", "/activities/update"]);
    app.registry.consented(app.ada, &one, granted).await.unwrap();
    let mut actioned = Vec::new();
    for (code, _) in uris {
        let it = app.store.notification(PutCode::new(code).unwrap()).await.unwrap().unwrap();
        assert_eq!(it.read, it.actioned, "who acted has read");
        actioned.extend(it.actioned.map(|_| code));
    }
    assert_eq!(actioned, [11, 12, 17]);
}

#[tokio::test]
async fn only_our_own_consent_page_counts_as_here() {
    let app = App::with(Vec::new()).await;
    let base = app.registry.urls().base();
    let grant = |uri: &str| app.registry.grant(uri);
    assert_eq!(grant(&format!("{base}/oauth/authorize?a=b")), Some(Grant::Here("a=b".to_owned())));
    assert_eq!(grant("/oauth/authorize?a=b"), Some(Grant::Here("a=b".to_owned())));
    assert_eq!(grant("https://orcid.org/oauth/authorize?a"), Some(Grant::Here("a".to_owned())));
    assert!(
        matches!(grant("https://evil.example/oauth/authorize?a"), Some(Grant::Elsewhere { host, .. }) if host == "evil.example")
    );
    assert!(matches!(grant(&format!("{base}.evil.example/oauth/authorize?a")), Some(Grant::Elsewhere { .. })));
    assert!(matches!(grant(&format!("{base}/signout?a")), Some(Grant::Elsewhere { .. })));
    assert_eq!(grant("javascript:alert(1)"), None);
}

#[tokio::test]
async fn an_inbox_keeps_the_newest_hundred_for_half_a_year() {
    let app = App::with(Vec::new()).await;
    let days = |days: i64| Notification { created: NOW.plus_seconds(-days * 24 * 3600), ..request(&app, 11, "/") };
    let put = |code, days| {
        let it = Notification { put_code: PutCode::new(code).unwrap(), ..days };
        Change::Notification(NotificationChange::Put(Box::new(it)))
    };
    change(&app, 0, None, [put(11, days(366)), put(12, days(182)), put(13, days(180))]).await;
    app.registry.age_inboxes().await.unwrap();
    let codes = async |shelf| {
        let page = app.registry.inbox(app.ada, shelf, 1, 999).await.unwrap();
        page.entries.iter().map(|it| it.notification.put_code.get()).collect::<Vec<_>>()
    };
    assert_eq!((codes(Shelf::Current).await, codes(Shelf::Archived).await), (vec![13], vec![12]));
    change(&app, 0, None, (0..100).map(|number| put(100 + number, days(100))).collect::<Vec<_>>()).await;
    assert_eq!(codes(Shelf::Current).await.len(), 101, "what was imported stays until something comes in");
    change(&app, 0, Some(source(1)), [put_item(&app)]).await;
    follow(&app).await;
    assert_eq!((codes(Shelf::Current).await.len(), codes(Shelf::Archived).await.len()), (100, 3));
}

fn put_item(app: &App) -> Change {
    put(app, work(1, "Tides", &[]))
}

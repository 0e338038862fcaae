//! What an owner did is taken back: whole, once, by who did it, and only where nothing came in between.

use std::sync::Arc;

use byline_model::document::Object;
use byline_model::{Item, ItemKind, PutCode, Visibility, shapes};
use byline_registry::{MOST_AT_ONCE, Manner, Once, RecordError, What};
use byline_store::{Action, Deed, Matter};

use crate::own::{assistant, client, code, keyword};
use crate::support::{App, work};

fn with_key(key: &str) -> Manner {
    Manner { once: Some(Once { key: key.into(), fingerprint: 0 }), ..Manner::default() }
}

/// Everything about an item but when it was changed.
fn apart_from_time(items: Vec<Item>) -> Vec<Item> {
    items.into_iter().map(|item| Item { modified: None, ..item }).collect()
}

impl App {
    async fn remove(&self, codes: &[u64], manner: &Manner) -> Result<(), RecordError> {
        let codes: Vec<PutCode> = codes.iter().copied().map(code).collect();
        self.registry.remove_these(self.permit_owner(ItemKind::Work, None).await, &codes, manner).await
    }

    async fn undo(&self, key: &str) -> Result<(), RecordError> {
        self.registry.undo(self.ada, self.ada, key).await
    }
}

#[tokio::test]
async fn each_deed_is_taken_back() {
    let ids: &[_] = &[("doi", "10.5/a", "self")];
    let app = App::with(vec![client(5, "Ants", ids), client(6, "Bees", &[]), work(7, "Wasps", &[])]).await;
    let works = apart_from_time(app.all(ItemKind::Work).await);
    let codes = [code(5), code(6)];
    let permit = async || app.permit_owner(ItemKind::Work, None).await;
    app.registry.show(permit().await, &codes, Visibility::Private, &with_key("shown")).await.unwrap();
    app.undo("shown").await.unwrap();
    app.registry.prefer(permit().await, code(5), &with_key("preferred")).await.unwrap();
    app.undo("preferred").await.unwrap();
    app.remove(&[5, 7], &with_key("removed")).await.unwrap();
    assert_eq!(app.all(ItemKind::Work).await.len(), 1);
    app.undo("removed").await.unwrap();
    assert_eq!(apart_from_time(app.all(ItemKind::Work).await), works, "sources and dates of origin, too");
    let deed = app.deeds().await.into_iter().find(|it| it.action == Action::ItemsPutBack).expect("it is told");
    assert_eq!(deed, Deed::new(Action::ItemsPutBack, app.ada).to(app.ada).on(Matter::Items(ItemKind::Work, 2)));
}

#[tokio::test]
async fn an_order_is_taken_back() {
    let app = App::with(vec![]).await;
    let mut codes = Vec::new();
    for text in ["ants", "bees", "wasps"] {
        codes.push(app.add_own(ItemKind::Keyword, keyword(text)).await);
    }
    let order = async || {
        let mut items = app.all(ItemKind::Keyword).await;
        items.sort_by_key(|it| (std::cmp::Reverse(it.display_index), it.created, it.put_code));
        items.into_iter().map(|it| codes.iter().position(|code| *code == it.put_code).unwrap()).collect::<Vec<_>>()
    };
    let permit = async || app.permit_owner(ItemKind::Keyword, None).await;
    let put = async |code: usize, before: Option<usize>, key: &str| {
        let (code, before) = (codes[code], before.map(|it| codes[it]));
        app.registry.put_before(permit().await, code, before, &with_key(key)).await.unwrap();
    };
    put(2, Some(0), "first").await;
    assert_eq!(order().await, [2, 0, 1]);
    // Pressed twice: it is there already, and can still be taken back.
    put(2, Some(0), "first").await;
    assert_eq!(order().await, [2, 0, 1]);
    app.undo("first").await.unwrap();
    assert_eq!(order().await, [0, 1, 2]);
    put(0, None, "last").await;
    assert_eq!(order().await, [1, 2, 0]);
    put(1, Some(1), "nowhere").await;
    assert_eq!(order().await, [1, 2, 0]);
    assert!(matches!(app.undo("nowhere").await, Err(RecordError::NothingToUndo)));
    let gone = app.registry.put_before(permit().await, codes[0], Some(code(9999)), &Manner::default()).await;
    assert!(matches!(gone, Err(RecordError::Changed)));
    let gone = app.registry.put_before(permit().await, code(9999), None, &Manner::default()).await;
    assert!(matches!(gone, Err(RecordError::NoSuchItem)));
}

#[tokio::test]
async fn the_same_request_again_is_done_already() {
    let app = App::with(vec![work(5, "Ants", &[]), work(6, "Bees", &[])]).await;
    for _ in 0..2 {
        app.remove(&[5], &with_key("removed")).await.unwrap();
    }
    let done = app.registry.done(app.ada, app.ada, "removed").await.unwrap().expect("it is known");
    assert_eq!((done.what, &*done.codes, done.undone), (What::Removed, &[code(5)][..], false));
    let removed = done.removed.expect("as it was");
    assert_eq!(removed.at(&["title", "title"]).as_text(), Some("Ants"));
    for _ in 0..2 {
        app.undo("removed").await.unwrap();
    }
    assert_eq!(app.deeds().await.iter().filter(|it| it.action == Action::ItemsPutBack).count(), 1);
    // Whoever goes back in the browser removes it once more.
    app.remove(&[5], &with_key("removed")).await.unwrap();
    assert_eq!(app.all(ItemKind::Work).await.len(), 1);
    assert!(matches!(app.remove(&[5], &with_key("another")).await, Err(RecordError::NoSuchItem)));
    assert!(matches!(app.remove(&[5], &Manner::default()).await, Err(RecordError::NoSuchItem)));
}

#[tokio::test]
async fn what_came_in_between_stays() {
    let ids: &[_] = &[("doi", "10.5/a", "self")];
    let app = App::with(vec![client(5, "Ants", ids), work(6, "Bees", &[])]).await;
    let permit = app.permit_owner(ItemKind::Work, None).await;
    app.registry.show(permit, &[code(6)], Visibility::Private, &with_key("shown")).await.unwrap();
    let permit = app.permit_owner(ItemKind::Work, None).await;
    app.registry.show(permit, &[code(6)], Visibility::Limited, &Manner::default()).await.unwrap();
    assert!(matches!(app.undo("shown").await, Err(RecordError::Changed)));
    // Its source added it again meanwhile.
    app.remove(&[5], &with_key("removed")).await.unwrap();
    app.put(client(9, "Ants", ids)).await;
    assert!(matches!(app.undo("removed").await, Err(RecordError::Duplicate { .. })));
    assert_eq!(app.all(ItemKind::Work).await.len(), 2);
}

#[tokio::test]
async fn only_who_did_it_takes_it_back() {
    let app = App::with(vec![work(5, "Ants", &[])]).await;
    let permit = app.registry.permit_person(assistant(), app.ada, ItemKind::Work, None).await.unwrap();
    app.registry.remove_these(permit, &[code(5)], &with_key("removed")).await.unwrap();
    assert!(matches!(app.undo("removed").await, Err(RecordError::NothingToUndo)));
    let elsewhere = app.registry.undo(assistant(), assistant(), "removed").await;
    assert!(matches!(elsewhere, Err(RecordError::NothingToUndo)), "on another record");
    app.registry.undo(assistant(), app.ada, "removed").await.unwrap();
    assert_eq!(app.all(ItemKind::Work).await.len(), 1);
}

#[tokio::test]
async fn a_request_has_an_end() {
    let app = App::with(vec![]).await;
    let codes: Vec<u64> = (1..=MOST_AT_ONCE as u64 + 1).collect();
    assert!(matches!(app.remove(&codes, &Manner::default()).await, Err(RecordError::TooMany { limit: MOST_AT_ONCE })));
}

#[tokio::test]
async fn what_is_added_with_a_key_is_added_once() {
    let app = App::with(vec![]).await;
    let mut codes = Vec::new();
    for key in ["first", "first", "second"] {
        let permit = app.permit_owner(ItemKind::Keyword, None).await;
        codes.push(app.registry.add(permit, keyword("ants"), &with_key(key)).await.unwrap());
    }
    assert!(codes[0] == codes[1] && codes[1] != codes[2], "{codes:?}");
    assert_eq!(app.all(ItemKind::Keyword).await.len(), 2);
    assert!(app.registry.done(app.ada, app.ada, "first").await.unwrap().is_none(), "adding is no such deed");
}

/// Twice at once, as whoever presses twice sends it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pressing_twice_does_it_once() {
    let app = Arc::new(App::with(vec![work(5, "Ants", &[])]).await);
    let twice = (0..8).map(|_| {
        let app = Arc::clone(&app);
        tokio::spawn(async move {
            app.remove(&[5], &with_key("removed")).await.expect("it is gone");
            let permit = app.permit_owner(ItemKind::Biography, Some(0)).await;
            let text = Object::new(&shapes::BIOGRAPHY).with("content", "Ants.");
            app.registry.change(permit, &text, None).await.expect("it is there");
        })
    });
    for task in twice.collect::<Vec<_>>() {
        task.await.expect("no one is turned away");
    }
    assert_eq!(app.deeds().await.iter().filter(|it| it.action == Action::ItemsRemoved).count(), 1);
    app.undo("removed").await.unwrap();
}

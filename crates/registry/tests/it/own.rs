//! What owners, and those who act for them, do with a record.

use std::sync::Arc;

use byline_model::document::{Object, Value};
use byline_model::{Agent, Item, ItemKind, OrcidId, PutCode, RecordState, Source, Visibility, shapes};
use byline_registry::{Manner, Permit, RecordError, Section, Viewer};
use byline_store::{Action, Actor, Change, ChangeSet, Deed, JournalOf, KindRange, Matter, Period, Stretch};

use crate::support::{App, NOW, item, work};

pub fn client(code: u64, title: &str, ids: &[(&str, &str, &str)]) -> Item {
    let client = "APP-0123456789ABCDEF".parse().expect("a client's id");
    Item { source: Source::client(client), display_index: 1, ..work(code, title, ids) }
}

pub fn assistant() -> OrcidId {
    OrcidId::from_base(900_900_000_000_777).expect("fifteen digits")
}

pub fn code(number: u64) -> PutCode {
    PutCode::new(number).expect("a small number")
}

pub fn keyword(text: &str) -> Object<'static> {
    Object::new(&shapes::KEYWORD).with("content", text.to_owned())
}

fn title(text: &'static str) -> Object<'static> {
    let title = Object::new(&shapes::FULL_TITLE).with("title", text);
    Object::new(&shapes::WORK).with("title", title).with("type", "book")
}

impl App {
    pub async fn permit_owner(&self, kind: ItemKind, item: Option<u64>) -> Permit {
        let permit = self.registry.permit_person(self.ada, self.ada, kind, item.map(code)).await;
        permit.expect("the record is hers")
    }

    pub async fn add_own(&self, kind: ItemKind, document: Object<'_>) -> PutCode {
        let permit = self.permit_owner(kind, None).await;
        let added = self.registry.add(permit, document, &Manner::default()).await.expect("it is added");
        added.expect("it was not only checked")
    }

    pub async fn all(&self, kind: ItemKind) -> Vec<Item> {
        self.store.snapshot(self.ada, KindRange::one(kind)).await.unwrap().expect("a record").items
    }

    pub async fn deeds(&self) -> Vec<Deed> {
        let page = self.store.journal(JournalOf::All, Period::default(), Stretch::first(100)).await.unwrap();
        page.rows.into_iter().map(|entry| entry.deed).collect()
    }

    async fn set_state(&self, state: RecordState) {
        let mut head = (*self.store.head(self.ada).await.unwrap().unwrap()).clone();
        head.state = state;
        self.store.commit(ChangeSet::new(NOW).with(Change::PutRecord(Box::new(head)))).await.unwrap();
    }
}

#[tokio::test]
async fn an_owner_adds_what_a_client_could_not() {
    let app = App::with(vec![client(5, "Ants", &[("doi", "10.5/a", "self")])]).await;
    // Without an identifier; with one that they have already; with an organisation as it is called.
    let untitled = app.add_own(ItemKind::Work, title("Fog")).await;
    let id = Object::new(&shapes::EXTERNAL_ID)
        .with("external-id-type", "doi")
        .with("external-id-value", "10.5/a")
        .with("external-id-relationship", "self");
    let ids = Object::new(&shapes::EXTERNAL_IDS).with("external-id", vec![Value::Object(id)]);
    app.add_own(ItemKind::Work, title("Ants").with("external-ids", ids.clone())).await;
    app.add_own(ItemKind::Work, title("Ants").with("external-ids", ids)).await;
    let address = Object::new(&shapes::ORGANIZATION_ADDRESS).with("city", "Mill").with("country", "FR");
    let organization = Object::new(&shapes::ORGANIZATION).with("name", "The mill").with("address", address);
    let employment = Object::new(shapes::of(ItemKind::Employment).full).with("organization", organization);
    app.add_own(ItemKind::Employment, employment.with("visibility", "limited")).await;
    let work = app.all(ItemKind::Work).await.into_iter().find(|it| it.put_code == untitled).expect("it is there");
    assert_eq!(work.source, Source::person(app.ada));
    assert_eq!((work.display_index, work.visibility), (0, Visibility::Public), "as she has new items shown");
    assert_eq!(app.all(ItemKind::Employment).await[0].visibility, Visibility::Limited, "as she asked");
    // The organisation's version leads until she chooses.
    assert_eq!(app.groups(ItemKind::Work).await.iter().map(Vec::len).max(), Some(3));
    let deed = Deed::new(Action::ItemsAdded, Actor::Person(app.ada)).on(Matter::Items(ItemKind::Work, 1));
    assert_eq!(app.deeds().await.into_iter().filter(|it| *it == deed).count(), 3);
}

#[tokio::test]
async fn what_others_added_is_shown_or_removed_but_not_rewritten() {
    let app = App::with(vec![client(5, "Ants", &[]), client(6, "Bees", &[])]).await;
    let permit = app.permit_owner(ItemKind::Work, Some(5)).await;
    let refused = app.registry.change(permit, &title("Mine"), None).await;
    assert!(matches!(refused, Err(RecordError::NotTheSource)));
    let permit = app.permit_owner(ItemKind::Work, Some(5)).await;
    app.registry.show(permit, &[code(5)], Visibility::Private, &Manner::default()).await.unwrap();
    let shown = app.registry.item(app.ada, ItemKind::Work, code(5)).await.unwrap();
    assert_eq!(shown.visibility, Visibility::Private);
    assert_eq!(shown.source, client(5, "Ants", &[]).source, "it is still whose it was");
    assert!(Viewer::Public.may_see(app.ada, &shown).is_err());
    let permit = app.permit_owner(ItemKind::Work, Some(6)).await;
    app.registry.remove_these(permit, &[code(6)], &Manner::default()).await.unwrap();
    assert_eq!(app.all(ItemKind::Work).await.len(), 1);
    assert!(app.deeds().await.iter().any(|it| it.action == Action::ItemsRemoved && it.actor == Actor::Person(app.ada)));
}

#[tokio::test]
async fn many_are_shown_at_once_or_none() {
    for many in [3_u64, 40] {
        let app = App::with((1..=many).map(|it| work(it, "Ants", &[])).collect()).await;
        let mut codes: Vec<PutCode> = (1..=many).map(code).collect();
        let version = app.store.head(app.ada).await.unwrap().unwrap().version;
        let permit = app.permit_owner(ItemKind::Work, None).await;
        app.registry.show(permit, &codes, Visibility::Limited, &Manner::default()).await.unwrap();
        assert!(app.all(ItemKind::Work).await.iter().all(|it| it.visibility == Visibility::Limited));
        assert_eq!(app.store.head(app.ada).await.unwrap().unwrap().version, version + 1, "one commit");
        // Again: there is nothing to do, and nothing is done.
        let permit = app.permit_owner(ItemKind::Work, None).await;
        app.registry.show(permit, &codes, Visibility::Limited, &Manner::default()).await.unwrap();
        assert_eq!(app.store.head(app.ada).await.unwrap().unwrap().version, version + 1);
        codes.push(code(999));
        let permit = app.permit_owner(ItemKind::Work, None).await;
        let refused = app.registry.show(permit, &codes, Visibility::Public, &Manner::default()).await;
        assert!(matches!(refused, Err(RecordError::NoSuchItem)));
        assert!(app.all(ItemKind::Work).await.iter().all(|it| it.visibility == Visibility::Limited));
    }
}

#[tokio::test]
async fn two_tabs_do_not_overwrite_each_other() {
    let app = App::with(vec![]).await;
    let added = app.add_own(ItemKind::Keyword, keyword("ants")).await;
    let seen = app.all(ItemKind::Keyword).await[0].modified;
    let permit = app.permit_owner(ItemKind::Keyword, Some(added.get())).await;
    app.registry.change(permit.clone(), &keyword("bees").with("visibility", "private"), seen).await.unwrap();
    let now = app.all(ItemKind::Keyword).await.remove(0);
    assert!(now.body.contains("bees") && now.visibility == Visibility::Private && now.modified > seen);
    // The other tab has the old version in front of it, and so has a permit from before.
    for permit in [permit, app.permit_owner(ItemKind::Keyword, Some(added.get())).await] {
        let refused = app.registry.change(permit, &keyword("wasps"), seen).await;
        assert!(matches!(refused, Err(RecordError::Changed)), "{refused:?}");
    }
    let permit = app.permit_owner(ItemKind::Keyword, Some(added.get())).await;
    app.registry.change(permit, &keyword("wasps"), None).await.expect("who insists gets their way");
    let permit = app.permit_owner(ItemKind::Keyword, Some(added.get() + 1)).await;
    assert!(matches!(app.registry.change(permit, &keyword("x"), None).await, Err(RecordError::NoSuchItem)));
}

#[tokio::test]
async fn there_is_one_name_and_one_biography() {
    let app = App::with(vec![]).await;
    let text = |text: &'static str| Object::new(&shapes::BIOGRAPHY).with("content", text);
    for (at, content) in ["First.", "Second."].into_iter().enumerate() {
        let permit = app.permit_owner(ItemKind::Biography, Some(PutCode::SINGLE.get())).await;
        app.registry.change(permit, &text(content), None).await.unwrap();
        let found = app.all(ItemKind::Biography).await;
        assert!(found.len() == 1 && found[0].body.contains(content), "{at}");
    }
    // One that somebody else made long ago is hers to change all the same.
    let name = item(ItemKind::Name, PutCode::SINGLE.get(), r#"{"given-names":{"value":"A."}}"#);
    app.put(name).await;
    let permit = app.permit_owner(ItemKind::Name, Some(PutCode::SINGLE.get())).await;
    let name = Object::new(&shapes::NAME).with("given-names", "Ada").with("family-name", "Lovelace");
    app.registry.change(permit.clone(), &name, None).await.unwrap();
    assert!(app.all(ItemKind::Name).await[0].body.contains("Lovelace"));
    let nameless = Object::new(&shapes::NAME).with("family-name", "Lovelace");
    let permit = app.permit_owner(ItemKind::Name, Some(PutCode::SINGLE.get())).await;
    assert!(matches!(app.registry.change(permit, &nameless, None).await, Err(RecordError::Invalid(_))));
}

#[tokio::test]
async fn lists_are_put_in_order() {
    let app = App::with(vec![]).await;
    let mut codes = Vec::new();
    for text in ["ants", "bees", "wasps"] {
        codes.push(app.add_own(ItemKind::Keyword, keyword(text)).await);
    }
    for order in [[2, 0, 1], [0, 1, 2], [1, 2, 0]] {
        let named: Vec<PutCode> = order.iter().map(|at| codes[*at]).collect();
        let permit = app.permit_owner(ItemKind::Keyword, None).await;
        app.registry.put_in_order(permit, &named, &Manner::default()).await.unwrap();
        let section = app.read(Section::List(ItemKind::Keyword)).await;
        let members = section.slots().iter().find_map(|it| match it {
            Value::List(members) => Some(members),
            _ => None,
        });
        let read = members.expect("a list").iter().filter_map(|it| it.as_object()?.get("put-code").as_number());
        assert!(read.eq(named.iter().map(|it| it.get() as i64)), "{order:?}");
    }
    for wrong in [vec![codes[0], codes[1]], vec![codes[0], codes[1], codes[1]], vec![codes[0], codes[1], code(9999)]] {
        let permit = app.permit_owner(ItemKind::Keyword, None).await;
        let refused = app.registry.put_in_order(permit, &wrong, &Manner::default()).await;
        assert!(matches!(refused, Err(RecordError::Changed)), "{wrong:?}");
    }
}

#[tokio::test]
async fn the_owner_says_which_version_leads() {
    let ids: &[_] = &[("doi", "10.5/a", "self")];
    let app = App::with(vec![client(5, "Ants", ids), work(6, "Ants!", ids), client(7, "ANTS", ids)]).await;
    for leads in [6, 7, 7, 5] {
        let permit = app.permit_owner(ItemKind::Work, None).await;
        app.registry.prefer(permit, code(leads), &Manner::default()).await.unwrap();
        assert_eq!(app.groups(ItemKind::Work).await[0][0], leads as i64);
    }
    let permit = app.permit_owner(ItemKind::Work, None).await;
    assert!(matches!(app.registry.prefer(permit, code(8), &Manner::default()).await, Err(RecordError::NoSuchItem)));
}

#[tokio::test]
async fn the_journal_says_who_really_acted() {
    let app = App::with(vec![]).await;
    let permit = app.registry.permit_person(assistant(), app.ada, ItemKind::Keyword, None).await.unwrap();
    app.registry.add(permit, keyword("ants"), &Manner::default()).await.unwrap();
    assert_eq!(app.all(ItemKind::Keyword).await[0].source.author, Some(Agent::Person(app.ada)));
    let deed = Deed::new(Action::ItemsAdded, Actor::Person(assistant())).to(app.ada);
    assert_eq!(app.deeds().await, [deed.on(Matter::Items(ItemKind::Keyword, 1))]);
}

#[tokio::test]
async fn records_that_are_not_in_use_are_not_edited() {
    let primary = assistant();
    let states =
        [RecordState::Locked, RecordState::Deactivated, RecordState::Unclaimed, RecordState::Deprecated { primary }];
    for state in states {
        let app = App::with(vec![]).await;
        // Between the page and the answer.
        let early = app.permit_owner(ItemKind::Keyword, None).await;
        app.set_state(state).await;
        let permit = app.registry.permit_person(app.ada, app.ada, ItemKind::Keyword, None).await;
        assert!(permit.is_err(), "{state:?}");
        assert!(app.registry.add(early, keyword("ants"), &Manner::default()).await.is_err(), "{state:?}");
        assert!(app.all(ItemKind::Keyword).await.is_empty(), "{state:?}");
    }
}

/// Two browsers and more, all at once: each gets on, and nothing is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_lost_where_several_edit_at_once() {
    let app = Arc::new(App::with((1..=10).map(|it| client(it, "Ants", &[])).collect()).await);
    let tasks = (0..40_u64).map(|number| {
        let app = Arc::clone(&app);
        tokio::spawn(async move {
            match number % 4 {
                0 => drop(app.add_own(ItemKind::Keyword, keyword(&format!("word {number}"))).await),
                1 => {
                    let permit = app.permit_owner(ItemKind::Work, None).await;
                    let codes: Vec<PutCode> = (1..=10).map(code).collect();
                    app.registry.show(permit, &codes, Visibility::Limited, &Manner::default()).await.unwrap();
                }
                2 => {
                    let permit = app.permit_owner(ItemKind::Work, None).await;
                    app.registry.prefer(permit, code(number % 10 + 1), &Manner::default()).await.unwrap();
                }
                _ => app.put(client(100 + number, "Bees", &[])).await,
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.expect("no one is turned away");
    }
    assert_eq!(app.all(ItemKind::Keyword).await.len(), 10);
    let works = app.all(ItemKind::Work).await;
    assert_eq!(works.len(), 20);
    assert!(works.iter().filter(|it| it.put_code.get() <= 10).all(|it| it.visibility == Visibility::Limited));
    let indexes = works.iter().map(|it| it.display_index);
    assert!(indexes.max() > Some(1), "somebody was preferred");
}

#[tokio::test]
async fn what_is_not_theirs_to_add_is_refused() {
    let app = App::with(vec![]).await;
    let email = app.registry.permit_person(app.ada, app.ada, ItemKind::Email, None).await;
    assert!(matches!(email, Err(RecordError::NotTheOwners(ItemKind::Email))));
    let others = [ItemKind::ExternalIdentifier, ItemKind::PeerReview, ItemKind::ResearchResource];
    for kind in others.into_iter().chain([ItemKind::Name, ItemKind::Biography]) {
        let permit = app.permit_owner(kind, None).await;
        let added = app.registry.add(permit, Object::new(shapes::of(kind).full), &Manner::default()).await;
        assert!(matches!(added, Err(RecordError::NotTheOwners(refused)) if refused == kind), "{kind}");
    }
    let added = app.add_own(ItemKind::Keyword, keyword("ants")).await;
    let permit = app.permit_owner(ItemKind::Keyword, None).await;
    let twice = app.registry.show(permit, &[added, added], Visibility::Private, &Manner::default()).await;
    assert!(matches!(twice, Err(RecordError::NoSuchItem)));
}

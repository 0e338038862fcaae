//! What a request reads in one call is what the single calls would find.

use std::sync::Arc;

use byline_model::client::Client;
use byline_model::{Agent, Item, ItemKind, OrcidId, PutCode, Source, Visibility};
use bytes::Bytes;

use super::samples::{self, client_id, hash, name, orcid, put as put_of, put_code, record};
use super::{Harness, names_epoch, put};
use crate::read::{Items, OfRecord, Stamp};
use crate::{Change, KindRange, Organization, OrganizationKey, Read, Store, View};

fn client(number: u64, speaks: bool) -> Change {
    let client = Client { user_obo_enabled: speaks, ..samples::full_client(number) };
    Change::PutClient(Box::new(client))
}

/// A work whose source are these.
fn work(number: u64, author: Agent, origin: Option<Agent>) -> Change {
    let source = Source { author: Some(author), origin, ..Source::default() };
    put_of(1, Item { source, ..samples::item(ItemKind::Work, number, "{}") })
}

/// Ada with her own work and one of a client, in whose name a person speaks.
async fn ada(harness: &dyn Harness) -> Arc<dyn Store> {
    let store = harness.open().await;
    let client_agent = |number| Agent::Client(client_id(number));
    put(&*store, [record(1), record(2), client(1, false), client(2, true), client(3, false)]).await;
    put(
        &*store,
        [
            put_of(1, name("Ada", "Lovelace", Visibility::Private)),
            put_of(2, name("Grace", "Hopper", Visibility::Public)),
            work(10, Agent::Person(orcid(1)), None),
            work(11, client_agent(1), Some(Agent::Person(orcid(2)))),
            work(12, client_agent(1), Some(client_agent(9))),
            samples::put_item(1, ItemKind::Education, 13),
        ],
    )
    .await;
    store
}

fn works() -> OfRecord {
    let items = Items::Of(KindRange::one(ItemKind::Work));
    OfRecord { items, sources: true, ..OfRecord::head(orcid(1)) }
}

pub async fn one_call_finds_what_the_single_calls_find(harness: &dyn Harness) {
    let store = ada(harness).await;
    let (live, ended) = (samples::token(1, 1, Some(1)), samples::full_token(2));
    put(&*store, [Change::PutToken(Box::new(live)), Change::PutToken(Box::new(ended))]).await;
    put(&*store, [Change::PutOrganization(Box::new(samples::organization()))]).await;

    for _ in 0..2 {
        // The second time from memory, where there is one.
        for number in 1..=3 {
            let found = store.read(&Read::token(hash(number))).await.unwrap();
            assert_eq!(found.token, store.token(hash(number)).await.unwrap(), "{number}");
            let client = found.token.as_ref().map(|it| it.client.clone());
            let expected = match &client {
                Some(client) => store.client(client).await.unwrap(),
                None => None,
            };
            assert_eq!((found.client, found.record), (expected, None), "{number}");
        }

        let found = store.read(&Read::of(works())).await.unwrap();
        let of = found.record.unwrap();
        let snapshot = store.snapshot(orcid(1), KindRange::one(ItemKind::Work)).await.unwrap().unwrap();
        assert_eq!((of.head, of.items), (snapshot.head, snapshot.items));
        assert!(!of.current && of.view.is_none());
        let clients: Vec<_> = found.named.clients.iter().map(|it| it.id.clone()).collect();
        assert_eq!(clients, [client_id(1)], "those that are there, each once");
        let mut people: Vec<_> = found.named.people.into_iter().map(|it| (it.orcid, it.version, it.name)).collect();
        people.sort_by_key(|it| it.0);
        let mut expected = Vec::new();
        for number in 1..=2 {
            let item = store.item(orcid(number), KindRange::one(ItemKind::Name), PutCode::SINGLE).await.unwrap();
            expected.push((orcid(number), store.head(orcid(number)).await.unwrap().unwrap().version, item));
        }
        assert_eq!(people, expected, "names that nobody may see, too: who shows them looks");
    }

    let known = samples::organization().key();
    let other = OrganizationKey { identifier: "other".into(), ..known.clone() };
    let read = Read { organizations: vec![other, known], ..Read::default() };
    let found: Vec<Option<Organization>> = store.read(&read).await.unwrap().organizations;
    assert_eq!(found, [None, Some(samples::organization())]);
    assert_eq!(store.read(&Read::head(orcid(7))).await.unwrap().record, None);
}

pub async fn one_item_is_the_first_of_its_kinds(harness: &dyn Harness) {
    let store = ada(harness).await;
    let found = async |kinds: &[ItemKind], number| {
        let of = OfRecord { items: Items::One(kinds.into(), put_code(number)), sources: true, ..works() };
        let found = store.read(&Read::of(of)).await.unwrap();
        let items: Vec<_> = found.record.unwrap().items.iter().map(|it| it.kind).collect();
        (items, found.named.clients.len() + found.named.people.len())
    };
    assert_eq!(found(&[ItemKind::Work], 11).await, (vec![ItemKind::Work], 2));
    assert_eq!(found(&[ItemKind::Employment, ItemKind::Education], 13).await.0, [ItemKind::Education]);
    assert_eq!(found(&[ItemKind::Employment], 13).await, (vec![], 0));
}

pub async fn of_one_kind_those_that_are_named_come_with_all_others(harness: &dyn Harness) {
    let store = ada(harness).await;
    let all = store.snapshot(orcid(1), KindRange::ALL).await.unwrap().unwrap();
    let around = async |kind: ItemKind, codes: &[u64]| {
        let codes = codes.iter().map(|number| put_code(*number)).collect();
        let of = OfRecord { items: Items::Around(kind, codes), sources: true, ..works() };
        store.read(&Read::of(of)).await.unwrap().record.unwrap()
    };
    let works: Vec<u64> = all.items.iter().filter(|it| it.kind == ItemKind::Work).map(|it| it.put_code.get()).collect();
    assert!(works.len() > 1 && works.len() < all.items.len(), "{works:?}");
    let newest_first: Vec<u64> = works.iter().rev().copied().chain([works[0]]).collect();
    let found = around(ItemKind::Work, &newest_first).await;
    assert_eq!((found.head, found.items), (Arc::clone(&all.head), all.items.clone()), "each once, in storage order");
    for (codes, kept) in [(&[][..], None), (&[works[1], 999], Some(works[1]))] {
        let found = around(ItemKind::Work, codes).await.items;
        let of = |kind: ItemKind, code: u64| kind != ItemKind::Work || Some(code) == kept;
        let expected: Vec<_> = all.items.iter().filter(|it| of(it.kind, it.put_code.get())).cloned().collect();
        assert_eq!(found, expected, "{codes:?}");
    }
    assert_eq!(around(ItemKind::Keyword, &[works[0]]).await.items, {
        let others = all.items.iter().filter(|it| it.kind != ItemKind::Keyword);
        others.cloned().collect::<Vec<_>>()
    });
}

pub async fn an_owner_is_named_where_somebody_speaks_for_them(harness: &dyn Harness) {
    let store = ada(harness).await;
    put(&*store, [record(3), put_of(3, name("Alan", "Turing", Visibility::Public))]).await;
    let author = Some(Agent::Client(client_id(3)));
    let item = Item { source: Source { author, ..Source::default() }, ..samples::item(ItemKind::Work, 20, "{}") };
    put(&*store, [put_of(3, item)]).await;
    let people = async |of: OfRecord| {
        let named = store.read(&Read::of(OfRecord { orcid: orcid(3), ..of })).await.unwrap().named;
        named.people.into_iter().map(|it| it.orcid).collect::<Vec<OrcidId>>()
    };
    assert_eq!(people(works()).await, []);
    assert_eq!(people(OfRecord { owner: true, ..works() }).await, [orcid(3)]);
    assert_eq!(people(OfRecord { sources: false, ..works() }).await, []);
    put(&*store, [client(3, true)]).await;
    assert_eq!(people(works()).await, [orcid(3)]);
    assert_eq!(people(OfRecord { items: Items::Of(KindRange::ALL), ..works() }).await, [], "it is among the items");
}

pub async fn agents_are_named_by_themselves(harness: &dyn Harness) {
    let store = ada(harness).await;
    let agents =
        [Agent::Person(orcid(2)), Agent::Client(client_id(1)), Agent::Person(orcid(9)), Agent::Person(orcid(2))];
    let named = store.read(&Read::named(agents.into())).await.unwrap().named;
    assert_eq!(named.clients.iter().map(|it| it.id.clone()).collect::<Vec<_>>(), [client_id(1)]);
    assert_eq!(named.people.len(), 1);
    assert!(named.name_of(orcid(2)).is_some() && named.name_of(orcid(1)).is_none());
}

pub async fn what_is_kept_is_current_until_something_in_it_changes(harness: &dyn Harness) {
    let store = ada(harness).await;
    let stamp = async || {
        let version = |number| {
            let store = Arc::clone(&store);
            async move { store.head(orcid(number)).await.unwrap().unwrap().version }
        };
        Stamp {
            version: version(1).await,
            epoch: names_epoch(&*store).await,
            others: [(orcid(2), version(2).await)].into(),
        }
    };
    let look = async |kept: &Stamp| {
        let of = OfRecord { kept: Some(kept.clone()), ..works() };
        store.read(&Read::of(of)).await.unwrap()
    };
    let renamed = |number| {
        let client = Client { name: "Another".into(), ..samples::full_client(number) };
        Change::PutClient(Box::new(client))
    };
    for change in [
        samples::put_item(1, ItemKind::Work, 30),
        put_of(2, name("Grace", "Murray", Visibility::Public)),
        renamed(3),
        Change::DeleteRecord(orcid(2)),
    ] {
        let kept = stamp().await;
        let found = look(&kept).await;
        let of = found.record.unwrap();
        assert!(of.current && of.items.is_empty() && found.named.people.is_empty(), "before {change:?}");
        put(&*store, [change.clone()]).await;
        let of = look(&kept).await.record.unwrap();
        assert!(!of.current && !of.items.is_empty(), "after {change:?}");
    }
}

pub async fn a_view_stands_for_the_items(harness: &dyn Harness) {
    let store = ada(harness).await;
    let of = || OfRecord { view: Some(5), ..works() };
    let before = store.read(&Read::of(of())).await.unwrap();
    let (version, epoch) = (before.record.as_ref().unwrap().head.version, before.epoch);
    assert!(before.record.unwrap().view.is_none());
    let view = View { version, epoch, body: Bytes::from_static(b"works") };
    store.keep_view(orcid(1), 5, view.clone());
    // The writer takes views in the order in which it is asked.
    put(&*store, [record(6)]).await;
    let found = store.read(&Read::of(of())).await.unwrap();
    let record = found.record.unwrap();
    assert_eq!((record.view, record.items, found.named.people), (Some(view), Vec::new(), Vec::new()));
    put(&*store, [client(7, false)]).await;
    let record = store.read(&Read::of(of())).await.unwrap().record.unwrap();
    assert!(record.view.is_none() && !record.items.is_empty(), "names have changed since");
}

pub async fn counts_and_identities_come_along(harness: &dyn Harness) {
    let store = ada(harness).await;
    let body = r#"{"content":"ants"}"#;
    let keyword = samples::item(ItemKind::Keyword, 40, body);
    let keys = crate::identities::Identities::new(ItemKind::Keyword, &keyword.source).of_body(body).unwrap();
    put(&*store, [put_of(1, keyword)]).await;
    let asked: Vec<i64> = keys.iter().copied().chain([7]).collect();
    let of = OfRecord { identities: asked.clone().into(), count: Some(ItemKind::Work), ..OfRecord::head(orcid(1)) };
    let record = store.read(&Read::of(of)).await.unwrap().record.unwrap();
    assert_eq!(record.identities, store.find_identities(orcid(1), &asked).await.unwrap());
    assert_eq!((record.identities.len(), record.count), (keys.len(), 3));
    assert_eq!(record.count, store.count_items(orcid(1), ItemKind::Work).await.unwrap());
}

pub async fn no_read_is_older_than_the_acknowledgement(harness: &dyn Harness) {
    let store = ada(harness).await;
    put(&*store, [Change::PutToken(Box::new(samples::token(1, 1, Some(1))))]).await;
    for number in 50..60 {
        put(&*store, [samples::put_item(1, ItemKind::Work, number), client(1, number % 2 == 0)]).await;
        let read = Read { token: Some(hash(1)), ..Read::of(works()) };
        let found = store.read(&read).await.unwrap();
        let record = found.record.unwrap();
        assert!(record.items.iter().any(|it| it.put_code == put_code(number)));
        assert_eq!(found.client.unwrap().user_obo_enabled, number % 2 == 0);
        assert_eq!(found.named.clients[0].user_obo_enabled, number % 2 == 0);
        assert_eq!(record.head, store.head(orcid(1)).await.unwrap().unwrap());
    }
}

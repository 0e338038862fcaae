//! What is stored comes back, field by field.

use std::sync::Arc;

use byline_model::client::{Client, ClientState, ClientType, RevocationReason, Token};
use byline_model::record::CreationMethod;
use byline_model::{Agent, Item, ItemKind, PutCode, RecordHead, RecordState, Source, Visibility};

use super::{Harness, put, samples};
use crate::{Change, ChangedOrganization, GroupId, KindRange, Organization, Store, Stretch, whole};

async fn head_comes_back(store: &dyn Store, head: RecordHead) {
    put(store, [Change::PutRecord(Box::new(head.clone()))]).await;
    let stored = store.head(head.orcid).await.unwrap().expect("it was put");
    assert_eq!(*stored, RecordHead { version: stored.version, ..head.clone() });
    let snapshot = store.snapshot(head.orcid, KindRange::ALL).await.unwrap().expect("it was put");
    assert_eq!(snapshot.head, stored);
}

pub async fn heads_keep_every_field(harness: &dyn Harness) {
    let store = harness.open().await;
    let states = [
        RecordState::Active,
        RecordState::Unclaimed,
        RecordState::Locked,
        RecordState::Deactivated,
        RecordState::Deprecated { primary: samples::orcid(77) },
    ];
    for (number, state) in (1..).zip(states) {
        head_comes_back(&*store, samples::full_head(number, state)).await;
    }
    for method in CreationMethod::ALL {
        let mut head = RecordHead::new(samples::orcid(20), samples::NOW);
        head.history.creation_method = Some(method);
        head.history.source = Source::person(samples::orcid(21));
        head_comes_back(&*store, head).await;
    }
    for visibility in Visibility::ALL {
        let mut head = RecordHead::new(samples::orcid(30), samples::NOW);
        head.default_visibility = visibility;
        (head.history.creation_method, head.history.submitted, head.history.modified) = (None, None, None);
        head_comes_back(&*store, head).await;
    }
}

async fn item_comes_back(store: &dyn Store, item: Item) {
    let owner = samples::orcid(1);
    put(store, [Change::PutItem { owner, item: Box::new(item.clone()) }]).await;
    let only = KindRange::one(item.kind);
    assert_eq!(store.item(owner, only, item.put_code).await.unwrap().as_ref(), Some(&item));
    let snapshot = store.snapshot(owner, only).await.unwrap().expect("the record is there");
    assert!(snapshot.items.contains(&item), "{item:?}");
}

pub async fn items_keep_every_field(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [samples::record(1)]).await;
    for (number, kind) in (1..).zip(ItemKind::ALL) {
        item_comes_back(&*store, samples::full_item(kind, number)).await;
    }
    for visibility in Visibility::ALL {
        let item = Item { visibility, ..samples::full_item(ItemKind::Work, 100) };
        item_comes_back(&*store, item).await;
    }
    for agent in [Agent::Person(samples::orcid(2)), Agent::Client(samples::client_id(2))] {
        let source = Source { author: Some(agent), ..Source::default() };
        item_comes_back(&*store, Item { source, ..samples::item(ItemKind::Keyword, 101, "{}") }).await;
    }
    let extreme = Item {
        put_code: PutCode::new(PutCode::MAX).unwrap(),
        display_index: i64::MIN,
        ..samples::item(ItemKind::Funding, 0, &format!(r#"{{"title":"{}"}}"#, "long ".repeat(100_000)))
    };
    item_comes_back(&*store, extreme).await;
    item_comes_back(&*store, Item { put_code: PutCode::SINGLE, ..samples::full_item(ItemKind::Name, 0) }).await;
}

async fn client_comes_back(store: &dyn Store, client: Client) {
    put(store, [Change::PutClient(Box::new(client.clone()))]).await;
    assert_eq!(store.client(&client.id).await.unwrap().as_deref(), Some(&client));
}

pub async fn clients_keep_every_field(harness: &dyn Harness) {
    let store = harness.open().await;
    for client_type in ClientType::ALL {
        client_comes_back(&*store, Client { client_type, ..samples::full_client(1) }).await;
    }
    for state in ClientState::ALL {
        client_comes_back(&*store, Client { state, ..samples::full_client(1) }).await;
    }
    let legacy = "0000-0003-1415-9269".parse().unwrap();
    client_comes_back(&*store, Client::new(legacy, "An old one", ClientType::Creator)).await;
    client_comes_back(&*store, samples::full_client(2)).await;

    let ids: Vec<_> = whole(|it| store.clients(it)).await.unwrap().iter().map(|it| it.id.to_string()).collect();
    assert_eq!(ids, ["0000-0003-1415-9269", "APP-0000000000000001", "APP-0000000000000002"]);

    put(&*store, [Change::DeleteClient(samples::client_id(1))]).await;
    assert_eq!(store.client(&samples::client_id(1)).await.unwrap(), None);
    assert_eq!(whole(|it| store.clients(it)).await.unwrap().len(), 2);
}

async fn token_comes_back(store: &dyn Store, token: Token) {
    put(store, [Change::PutToken(Box::new(token.clone()))]).await;
    assert_eq!(store.token(token.access).await.unwrap().as_deref(), Some(&token));
}

pub async fn tokens_keep_every_field(harness: &dyn Harness) {
    let store = harness.open().await;
    assert_eq!(store.token(samples::hash(1)).await.unwrap(), None);
    for reason in RevocationReason::ALL {
        let revoked = Some((samples::NOW, reason));
        token_comes_back(&*store, Token { revoked, ..samples::full_token(1) }).await;
    }
    token_comes_back(&*store, samples::full_token(2)).await;
    let bare = Token { refresh: None, scopes: Vec::new(), ..samples::token(3, 1, None) };
    token_comes_back(&*store, bare.clone()).await;
    let hashes: Vec<_> = whole(|it| store.tokens(it)).await.unwrap().into_iter().map(|it| it.token.access).collect();
    assert_eq!(hashes, [samples::hash(1), samples::hash(2), samples::hash(3)]);
    assert_eq!(whole(|it| store.tokens(it)).await.unwrap()[2].token, bare);
}

pub async fn group_ids_keep_every_field(harness: &dyn Harness) {
    let store = harness.open().await;
    let full = samples::group_id(9, "issn:1234-5678");
    let bare = GroupId { source: Source::default(), created: None, modified: None, ..samples::group_id(12, "issn:1") };
    let late = GroupId { created: Some(samples::NOW.plus_seconds(60)), ..samples::group_id(3, "issn:2") };
    for group in [&full, &bare, &late] {
        put(&*store, [Change::PutGroupId(Box::new(group.clone()))]).await;
        assert_eq!(store.group_id(group.put_code).await.unwrap().as_ref(), Some(group));
    }
    let renamed = GroupId { name: "Another name".into(), group_id: "issn:8".into(), ..full.clone() };
    put(&*store, [Change::PutGroupId(Box::new(renamed.clone()))]).await;
    assert_eq!(whole(|it| store.group_ids(it)).await.unwrap(), [bare.clone(), renamed, late.clone()]);

    put(&*store, [Change::DeleteGroupId(full.put_code)]).await;
    assert_eq!(store.group_id(full.put_code).await.unwrap(), None);
    assert_eq!(whole(|it| store.group_ids(it)).await.unwrap(), [bare, late]);
}

pub async fn organizations_keep_every_field(harness: &dyn Harness) {
    let store = harness.open().await;
    let full = samples::organization();
    let bare = Organization {
        source: "GRID".into(),
        identifier: full.identifier.clone(),
        name: "Andes".into(),
        ..Organization::default()
    };
    put(&*store, [full.clone(), bare.clone()].map(|it| Change::PutOrganization(Box::new(it)))).await;
    let renamed = Organization { name: "Uniandes".into(), ..full.clone() };
    put(&*store, [Change::PutOrganization(Box::new(renamed.clone()))]).await;

    assert_eq!(store.organization("ROR", &full.identifier).await.unwrap().as_ref(), Some(&renamed));
    assert_eq!(store.organization("GRID", &full.identifier).await.unwrap().as_ref(), Some(&bare));
    assert_eq!(store.organization("RINGGOLD", &full.identifier).await.unwrap(), None);
    assert_eq!(whole(|it| store.organizations(it)).await.unwrap(), [bare, renamed]);
}

pub async fn organizations_are_met_again_once_they_change(harness: &dyn Harness) {
    let store = harness.open().await;
    let named = |identifier: &str, name: &str| Organization {
        identifier: identifier.into(),
        name: name.into(),
        ..samples::organization()
    };
    let [first, second] = ["1", "2"].map(|it| named(it, "before"));
    put(&*store, [first.clone(), second.clone()].map(|it| Change::PutOrganization(Box::new(it)))).await;
    let known = whole(|it| store.organizations_by_change(it)).await.unwrap();
    assert_eq!(known.iter().map(|it| &it.organization).collect::<Vec<_>>(), [&first, &second]);
    let last = known.last().expect("there are two").place();
    let since = async || store.organizations_by_change(Stretch::after(last.clone(), 9)).await.unwrap().rows;
    assert_eq!(since().await, []);

    let renamed = named("1", "after");
    let at = put(&*store, [Change::PutOrganization(Box::new(renamed.clone()))]).await.sequence;
    assert_eq!(since().await, [ChangedOrganization { sequence: at, organization: renamed }]);
}

pub async fn everything_survives_a_restart(harness: &dyn Harness) {
    let store = harness.open().await;
    let (head, item) = (samples::full_head(1, RecordState::Locked), samples::full_item(ItemKind::Work, 5));
    let (client, token) = (samples::full_client(1), samples::full_token(1));
    let (group, organization) = (samples::group_id(7, "issn:1"), samples::organization());
    put(
        &*store,
        [
            Change::PutRecord(Box::new(head.clone())),
            Change::PutItem { owner: head.orcid, item: Box::new(item.clone()) },
            Change::PutClient(Box::new(client.clone())),
            Change::PutToken(Box::new(token.clone())),
            Change::PutGroupId(Box::new(group.clone())),
            Change::PutOrganization(Box::new(organization.clone())),
        ],
    )
    .await;
    let before = store.log_after(0, 100).await.unwrap();

    let store = harness.reopen(store).await;
    let snapshot = store.snapshot(head.orcid, KindRange::ALL).await.unwrap().unwrap();
    assert_eq!((&*snapshot.head, &snapshot.items[..]), (&head, &[item][..]));
    assert_eq!(store.client(&client.id).await.unwrap(), Some(Arc::new(client)));
    assert_eq!(store.token(token.access).await.unwrap(), Some(Arc::new(token)));
    assert_eq!(whole(|it| store.group_ids(it)).await.unwrap(), [group]);
    assert_eq!(whole(|it| store.organizations(it)).await.unwrap(), [organization]);
    assert_eq!(store.count_records().await.unwrap(), 1);
    assert_eq!(store.log_after(0, 100).await.unwrap(), before);
}

//! From birth to death, for each kind: W01 to W05, W17 to W26, W39, W52, W56 of all kinds that clients write.

use byline_store::{Change, GroupId};
use byline_testkit::{ItemKind, RecordState, Source, TestApp, Visibility};
use serde_json::{Value, json};

use super::documents::{document, kinds, with};
use super::{World, address, both, put_code, world};

pub async fn group(world: &World<'_>) {
    let group = GroupId {
        put_code: "77".parse().unwrap(),
        name: "Fjord reviews".into(),
        group_id: "orcid-generated:fjord".into(),
        description: "Reviews".into(),
        group_type: "journal".into(),
        source: Source::client(world.client.id.clone()),
        created: None,
        modified: None,
    };
    world.app.commit([Change::PutGroupId(Box::new(group))]).await;
}

fn duplicate_code(kind: ItemKind) -> u64 {
    if kind.is_person() { 9030 } else { 9021 }
}

/// REG-24, REG-25, REG-26, W01, W02, W05, W25, W52, W56, D-07
#[tokio::test]
async fn every_kind_is_added_read_and_deleted_in_both_syntaxes() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    for kind in kinds() {
        for (media, body) in both(kind, &document(kind, "a").to_string()) {
            let before = world.ada.head().await.history.modified;
            app.clock.advance_seconds(1);
            let added = world.send("POST", &address(kind), media, &body).await;
            assert_eq!(added.status, 201, "{kind} {media}: {}", added.text());
            assert!(added.body.is_empty() && !added.headers.contains_key("content-type"), "{kind}");
            let code = put_code(&added);
            let path = format!("/{}/{code}", kind.spec().item_path);
            assert_eq!(added.location(), format!("http://127.0.0.1:8080/api/v3.0/{}{path}", world.ada));
            assert!(world.ada.head().await.history.modified > before, "{kind}");

            let read = world.get(&path).await;
            assert_eq!(read["put-code"], code, "{kind}");
            assert_eq!(read["source"]["source-client-id"]["path"], world.client.id.to_string(), "{kind}");
            assert_eq!(read["source"]["source-name"]["value"], "C1", "{kind}");
            assert_eq!(read["visibility"], "public", "{kind}");
            assert_eq!(read["created-date"]["value"], app.now().millis(), "{kind}");
            assert_eq!(read["created-date"], read["last-modified-date"], "{kind}");
            assert_eq!(read["path"], format!("/{}{path}", world.ada), "{kind}");
            let list = world.get(&format!("/{}", kind.spec().list_path)).await;
            assert_eq!(list["last-modified-date"]["value"], app.now().millis(), "{kind}");
            assert_eq!(world.ada.public(&path).await.status, 200, "{kind}");

            let again = world.send("POST", &address(kind), media, &body).await;
            assert_eq!(again.outcome(), (409, duplicate_code(kind)), "{kind} {media}");
            assert!(again.text().contains(&code.to_string()), "the message names the item: {}", again.text());
            let link = format!("<http://127.0.0.1:8080/api/v3.0/{}{path}>; rel=\"duplicate\"", world.ada);
            assert_eq!(again.header("link"), link);
            if media == "application/json" {
                let keys = ["response-code", "developer-message", "user-message", "error-code", "more-info"];
                let told = again.json();
                assert!(told.as_object().is_some_and(|it| it.len() == keys.len()), "{kind}: {told}");
                assert!(keys.iter().all(|key| told.get(key).is_some()), "{kind}: {told}");
            }

            assert_eq!(world.delete(&world.token, &path).await.outcome(), (204, 0), "{kind}");
            assert_eq!(world.ada.member(&world.token, &path).await.outcome(), (404, 9016), "{kind}");
            assert_eq!(world.delete(&world.token, &path).await.outcome(), (404, 9016), "{kind}");
        }
    }
}

/// W05
#[tokio::test]
async fn w05_new_items_bring_no_put_code() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    for kind in kinds() {
        for (media, body) in both(kind, &with(document(kind, "a"), "/put-code", json!(5)).to_string()) {
            let answer = world.send("POST", &address(kind), media, &body).await;
            assert_eq!(answer.outcome(), (400, 9024), "{kind} {media}: {}", answer.text());
            let place = if media.ends_with("json") { "/put-code" } else { "/@put-code" };
            assert!(answer.text().contains(place), "{}", answer.text());
        }
    }
}

/// W03, W04, D-42
#[tokio::test]
async fn w03_and_w04_what_is_the_same_depends_on_the_source() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let other = app.member("C2").await.token(&world.ada, "/activities/update").await;
    let lower = document(ItemKind::Work, "Abc").to_string();
    let code = put_code(&world.post("/work", &lower).await);
    let upper = lower.replace("10.5555/Abc", "https://doi.org/10.5555/ABC");
    assert_ne!(lower, upper);
    let again = world.post("/work", &upper).await;
    assert_eq!(again.outcome(), (409, 9021));
    assert!(again.text().contains(&code.to_string()));
    assert_eq!(world.send_as(&other, "POST", "/work", "application/json", &lower).await.status, 201);
}

/// REG-88, W17
#[tokio::test]
async fn w17_the_owner_says_who_sees_what_is_new() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    for default in [Visibility::Public, Visibility::Limited, Visibility::Private] {
        world.ada.change(|head| head.default_visibility = default).await;
        let sent = with(document(ItemKind::Keyword, default.as_str()), "/visibility", json!("private"));
        let code = put_code(&world.post("/keywords", &sent.to_string()).await);
        assert_eq!(world.get(&format!("/keywords/{code}")).await["visibility"], default.as_str());
        let public = world.ada.public(&format!("/keywords/{code}")).await;
        assert_eq!(public.status.is_success(), default == Visibility::Public);
    }
}

#[tokio::test]
async fn nobody_claimed_it_so_the_client_says_who_sees_it() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    world.ada.unclaimed(&world.client, 1).await;
    for (given, kept) in [(Some("limited"), "limited"), (None, "private")] {
        let sent = with(document(ItemKind::Keyword, kept), "/visibility", json!(given));
        let code = put_code(&world.post("/keywords", &sent.to_string()).await);
        assert_eq!(world.get(&format!("/keywords/{code}")).await["visibility"], kept);
    }
    let creator = world.client.credentials("/orcid-profile/create").await;
    let sent = document(ItemKind::Keyword, "by the creator").to_string();
    assert_eq!(world.send_as(&creator, "POST", "/keywords", "application/json", &sent).await.status, 201);
    let other = app.member("C2").await.credentials("/orcid-profile/create").await;
    assert_eq!(world.send_as(&other, "POST", "/keywords", "application/json", &sent).await.outcome(), (409, 9036));
    world.ada.change(|head| (head.state, head.history.claimed) = (RecordState::Active, true)).await;
    assert_eq!(world.send_as(&creator, "POST", "/keywords", "application/json", &sent).await.outcome(), (403, 9005));
}

/// A new item, as its source reads it.
pub async fn added(world: &World<'_>, kind: ItemKind, mark: &str) -> (String, Value) {
    let code = put_code(&world.post(&address(kind), &document(kind, mark).to_string()).await);
    let path = format!("/{}/{code}", kind.spec().item_path);
    let read = world.get(&path).await;
    (path, read)
}

/// W18, W19, W20, W21, W22
#[tokio::test]
async fn w18_to_w22_items_are_replaced() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    for kind in kinds() {
        let (path, stored) = added(&world, kind, "a").await;
        app.clock.advance_seconds(60);
        let changed = with(document(kind, "b"), "/put-code", stored["put-code"].clone());
        for (media, body) in both(kind, &changed.to_string()) {
            let answer = world.send("PUT", &path, media, &body).await;
            assert_eq!(answer.status, 200, "{kind} {media}: {}", answer.text());
            let read = app.request("GET", &format!("/api/v3.0/{}{path}", world.ada));
            let read = read.accept(media).bearer(&world.token).send().await;
            // The published service leaves out the path.
            let own = format!("/{}{path}", world.ada);
            let expected = match media.ends_with("json") {
                true => read.text().replace(&format!("\"path\":\"{own}\""), "\"path\":null"),
                false => read.text().replace(&format!(" path=\"{own}\""), ""),
            };
            assert_ne!(expected, read.text(), "{kind} {media}");
            assert_eq!(answer.text(), expected, "{kind} {media}");
            assert_eq!(answer.header("etag"), read.header("etag"), "{kind} {media}: a client may go on with it");
        }
        let read = world.get(&path).await;
        for key in ["put-code", "created-date", "source", "visibility", "display-index"] {
            assert_eq!(read.get(key), stored.get(key), "{kind} {key}");
        }
        assert_ne!(read["last-modified-date"], stored["last-modified-date"], "{kind}");

        let refused = |pointer: &'static str, value: Value, expected: (u16, u64)| {
            let (world, path, body) = (&world, &path, with(changed.clone(), pointer, value));
            async move {
                for (media, body) in both(kind, &body.to_string()) {
                    let answer = world.send("PUT", path, media, &body).await;
                    assert_eq!(answer.outcome(), expected, "{kind} {media} {pointer}: {}", answer.text());
                }
            }
        };
        refused("/put-code", json!(4_000_000), (400, 9019)).await;
        refused("/put-code", json!(null), (400, 9019)).await;
        refused("/visibility", json!("private"), (403, 9035)).await;
        let same = with(changed.clone(), "/visibility", json!("public"));
        assert_eq!(world.send("PUT", &path, "application/json", &same.to_string()).await.status, 200, "{kind}");
    }
}

/// W23, W26
// Also: answers to somebody else's unchanged items.
#[tokio::test]
async fn w23_and_w26_only_the_source_changes_its_items() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    let other = app.member("C2").await.token(&world.ada, "/activities/update /person/update").await;
    for kind in kinds() {
        let (path, stored) = added(&world, kind, "a").await;
        let changed = with(document(kind, "b"), "/put-code", stored["put-code"].clone()).to_string();
        for (media, body) in both(kind, &changed) {
            let answer = world.send_as(&other, "PUT", &path, media, &body).await;
            assert_eq!(answer.outcome(), (403, 9010), "{kind} {media}");
        }
        assert_eq!(world.delete(&other, &path).await.outcome(), (403, 9010), "{kind}");
        assert_eq!(world.get(&path).await, stored, "{kind}");
        let same = with(document(kind, "a"), "/put-code", stored["put-code"].clone()).to_string();
        let expected = if kind == ItemKind::Work { 9014 } else { 9010 };
        let answer = world.send_as(&other, "PUT", &path, "application/json", &same).await;
        assert_eq!(answer.outcome(), (403, expected), "{kind}");
    }
}

/// The owner's items are the owner's.
#[tokio::test]
async fn clients_leave_the_owners_items_alone() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let code = world.ada.work("Mine", &[("doi", "10.1/x")]).add().await;
    let path = format!("/work/{code}");
    let changed = with(document(ItemKind::Work, "b"), "/put-code", json!(code.get())).to_string();
    assert_eq!(world.send("PUT", &path, "application/json", &changed).await.outcome(), (403, 9010));
    assert_eq!(world.delete(&world.token, &path).await.outcome(), (403, 9010));
}

/// W24
#[tokio::test]
async fn w24_a_work_that_does_not_change_keeps_its_date() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let (path, stored) = added(&world, ItemKind::Work, "a").await;
    let head = world.ada.head().await;
    app.clock.advance_seconds(60);
    let same = with(document(ItemKind::Work, "a"), "/put-code", stored["put-code"].clone()).to_string();
    for (media, body) in both(ItemKind::Work, &same) {
        assert_eq!(world.send("PUT", &path, media, &body).await.status, 200);
    }
    assert_eq!(world.send("PUT", &path, "application/json", &stored.to_string()).await.status, 200, "as it was read");
    assert_eq!(world.get(&path).await, stored);
    assert_eq!(world.ada.head().await.version, head.version);
}

/// A changed item may not become another one that the source has.
#[tokio::test]
async fn replacing_is_held_to_duplicates_but_not_of_itself() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    for kind in kinds() {
        let (_, first) = added(&world, kind, "a").await;
        let (path, second) = added(&world, kind, "b").await;
        let into_first = with(document(kind, "a"), "/put-code", second["put-code"].clone()).to_string();
        let answer = world.send("PUT", &path, "application/json", &into_first).await;
        assert_eq!(answer.outcome(), (409, duplicate_code(kind)), "{kind}");
        let link = format!("/{}/{}>; rel=\"duplicate\"", kind.spec().item_path, first["put-code"]);
        assert!(answer.header("link").ends_with(&link), "{kind}: {}", answer.header("link"));
        let itself = with(document(kind, "b"), "/put-code", second["put-code"].clone()).to_string();
        assert_eq!(world.send("PUT", &path, "application/json", &itself).await.status, 200, "{kind}");
    }
}

/// Affiliations share one space of put-codes, but not their addresses (`record-api` 9).
#[tokio::test]
async fn an_affiliation_is_changed_at_its_own_address() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let (_, stored) = added(&world, ItemKind::Employment, "a").await;
    let path = format!("/education/{}", stored["put-code"]);
    let body = with(document(ItemKind::Education, "b"), "/put-code", stored["put-code"].clone()).to_string();
    assert_eq!(world.send("PUT", &path, "application/json", &body).await.outcome(), (404, 9016));
    assert_eq!(world.delete(&world.token, &path).await.outcome(), (404, 9016));
}

/// W39
// Also: other states.
#[tokio::test]
async fn w39_the_state_of_the_record_decides_before_its_content() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let bob = app.record("bob").await;
    let (path, _) = added(&world, ItemKind::Keyword, "a").await;
    for (state, code) in [
        (RecordState::Deprecated { primary: bob.orcid }, 9007),
        (RecordState::Locked, 9018),
        (RecordState::Deactivated, 9044),
    ] {
        world.ada.set_state(state).await;
        for (method, path) in [("POST", "/keywords"), ("PUT", &path), ("POST", "/works"), ("DELETE", &path)] {
            let answer = world.send(method, path, "application/json", "no document at all").await;
            assert_eq!(answer.outcome(), (409, code), "{method} {path}");
            let merged = format!("http://127.0.0.1:8080/api/v3.0/{bob}{path}");
            assert_eq!(answer.location(), if code == 9007 { &*merged } else { "" });
        }
    }
}

/// D-20
/// Put-codes are for ever: not even a deleted item's comes back.
#[tokio::test]
async fn put_codes_never_come_back() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..5 {
        let (path, stored) = added(&world, ItemKind::Work, "a").await;
        assert!(seen.insert(stored["put-code"].as_u64().unwrap()));
        world.delete(&world.token, &path).await;
    }
}

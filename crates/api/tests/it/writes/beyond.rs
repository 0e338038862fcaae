//! What goes beyond the published API: keys, preconditions, checks without writing.

use byline_testkit::{ItemKind, TestApp, TestResponse};
use serde_json::json;

use super::documents::{document, kinds, with, work};
use super::life::{added, group};
use super::{World, address, put_code, world};

const JSON: &str = "application/json";

async fn keyed(world: &World<'_>, path: &str, key: &str, body: &str) -> TestResponse {
    let request = world.app.request("POST", &format!("/api/v3.0/{}{path}", world.ada));
    request.accept(JSON).bearer(&world.token).header("idempotency-key", key).body(JSON, body.to_owned()).send().await
}

#[tokio::test]
async fn the_same_request_with_a_key_happens_once() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    for kind in kinds() {
        let (path, body) = (address(kind), document(kind, "a").to_string());
        let key = format!("\"key-{kind}\"");
        let first = keyed(&world, &path, &key, &body).await;
        let again = keyed(&world, &path, &key, &body).await;
        assert_eq!((put_code(&first), first.location()), (put_code(&again), again.location()), "{kind}");
        let other = keyed(&world, &path, &key, &document(kind, "b").to_string()).await;
        assert_eq!(other.outcome(), (422, 9001), "{kind}");
        let next = keyed(&world, &path, "\"another key\"", &body).await;
        assert_eq!(next.status, 409, "without the key it is a duplicate: {kind}");
    }
}

#[tokio::test]
async fn keys_belong_to_a_client_and_last_a_day() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let body = document(ItemKind::Keyword, "a").to_string();
    let first = put_code(&keyed(&world, "/keywords", "k", &body).await);
    let other = app.member("C2").await.token(&world.ada, "/person/update").await;
    let request =
        app.request("POST", &format!("/api/v3.0/{}/keywords", world.ada)).bearer(&other).header("idempotency-key", "k");
    assert_ne!(put_code(&request.body(JSON, body.clone()).send().await), first);
    app.clock.advance_seconds(2 * 24 * 3600);
    let token = world.client.token(&world.ada, super::EVERYTHING).await;
    let world = World { token, ..world };
    put_code(&keyed(&world, "/keywords", "k2", &document(ItemKind::Keyword, "b").to_string()).await);
    assert_eq!(keyed(&world, "/keywords", "k", &body).await.outcome(), (409, 9030), "the key is forgotten");
    for bad in ["", "\"\"", &"k".repeat(256)] {
        assert_eq!(keyed(&world, "/keywords", bad, &body).await.outcome(), (400, 9012), "{bad:?}");
    }
}

#[tokio::test]
async fn a_refused_request_may_be_mended_under_its_key() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let refused = keyed(&world, "/work", "k", &with(work("10.1/a"), "/external-ids", json!(null)).to_string()).await;
    assert_eq!(refused.outcome(), (400, 9023));
    put_code(&keyed(&world, "/work", "k", &work("10.1/a").to_string()).await);
}

#[tokio::test]
async fn many_at_once_happen_once_too() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let body =
        json!({"bulk": [{"work": work("10.1/a")}, {"work": work("10.1/a")}, {"work": work("10.1/b")}]}).to_string();
    let first = keyed(&world, "/works", "k", &body).await.json();
    let again = keyed(&world, "/works", "k", &body).await.json();
    assert_eq!(first, again);
    assert_eq!(again["bulk"][1]["error"]["error-code"], 9021);
    assert_eq!(world.get("/works").await["group"].as_array().unwrap().len(), 2);
    world.delete(&world.token, &format!("/work/{}", first["bulk"][0]["work"]["put-code"])).await;
    let later = keyed(&world, "/works", "k", &body).await.json();
    assert_eq!(later["bulk"][0]["error"]["error-code"], 9016, "what was deleted since is not added again");
}

/// Two that come at the same moment are one, whatever they add.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_at_the_same_moment_share_an_outcome() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    for kind in kinds() {
        let body = document(kind, "a").to_string();
        let all = futures(&world, &format!("/{}", kind.spec().item_path), &body, 16).await;
        let codes: std::collections::BTreeSet<_> = all.iter().map(put_code).collect();
        assert_eq!(codes.len(), 1, "{kind}");
    }
}

async fn futures(world: &World<'_>, path: &str, body: &str, count: usize) -> Vec<TestResponse> {
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..count {
        let (router, path) = (world.app.router(), format!("/api/v3.0/{}{path}", world.ada));
        let request = axum::http::Request::builder()
            .method("POST")
            .uri(&path)
            .header("host", "127.0.0.1:8080")
            .header("authorization", format!("Bearer {}", world.token))
            .header("idempotency-key", format!("same{path}").replace('/', "-"))
            .header("content-type", JSON)
            .body(axum::body::Body::from(body.to_owned()))
            .unwrap();
        tasks.spawn(async move { tower::ServiceExt::oneshot(router, request).await.unwrap() });
    }
    let mut answers = Vec::new();
    while let Some(answer) = tasks.join_next().await {
        answers.push(TestResponse::read(answer.unwrap()).await);
    }
    answers
}

async fn conditional(world: &World<'_>, method: &str, path: &str, tag: &str, body: &str) -> TestResponse {
    let request = world.app.request(method, &format!("/api/v3.0/{}{path}", world.ada));
    request.accept(JSON).bearer(&world.token).header("if-match", tag).body(JSON, body.to_owned()).send().await
}

#[tokio::test]
async fn if_match_names_the_version_that_is_meant() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    for kind in kinds() {
        let (path, stored) = added(&world, kind, "a").await;
        for media in ["application/json", "application/vnd.orcid+xml", "application/vnd.orcid+json"] {
            let get =
                || app.request("GET", &format!("/api/v3.0/{}{path}", world.ada)).accept(media).bearer(&world.token);
            let before = get().send().await.header("etag").to_owned();
            app.clock.advance_seconds(1);
            let mark = if world.get(&path).await.to_string().contains("/b") { "a" } else { "b" };
            let changed = with(document(kind, mark), "/put-code", stored["put-code"].clone()).to_string();
            let done = conditional(&world, "PUT", &path, &before, &changed).await;
            assert_eq!(done.status, 200, "{kind} {media}: {}", done.text());
            let late = conditional(&world, "PUT", &path, &before, &changed).await;
            assert_eq!(late.outcome(), (412, 9001), "{kind} {media}");
            assert_eq!(conditional(&world, "DELETE", &path, &before, "").await.outcome(), (412, 9001), "{kind}");
        }
        let now = app.request("GET", &format!("/api/v3.0/{}{path}", world.ada)).bearer(&world.token).send().await;
        assert_eq!(conditional(&world, "DELETE", &path, now.header("etag"), "").await.status, 204, "{kind}");
        assert_eq!(conditional(&world, "DELETE", &path, "*", "").await.outcome(), (404, 9016), "{kind}");
    }
}

#[tokio::test]
async fn validate_only_checks_everything_and_writes_nothing() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    for kind in kinds() {
        let (path, stored) = added(&world, kind, "a").await;
        let version = world.ada.head().await.version;
        let only = |path: &str| format!("{path}?validate-only=true");
        let new = document(kind, "b").to_string();
        assert_eq!(world.post(&only(&address(kind)), &new).await.outcome(), (204, 0), "{kind}");
        let duplicate = world.post(&only(&address(kind)), &document(kind, "a").to_string()).await;
        assert_eq!(duplicate.status, 409, "{kind}");
        let changed = with(document(kind, "b"), "/put-code", stored["put-code"].clone()).to_string();
        assert_eq!(world.send("PUT", &only(&path), JSON, &changed).await.outcome(), (204, 0), "{kind}");
        assert_eq!(world.delete(&world.token, &only(&path)).await.outcome(), (204, 0), "{kind}");
        assert_eq!(world.ada.head().await.version, version, "{kind}");
    }
    let bulk = json!({"bulk": [{"work": work("10.1/x")}, {"work": with(work("10.1/y"), "/title", json!(null))}]});
    let answer = world.post("/works?validate-only=true", &bulk.to_string()).await.json();
    assert_eq!(answer["bulk"][0]["work"]["title"]["title"]["value"], "Ants in the archive");
    assert_eq!(answer["bulk"][1]["error"]["error-code"], 9022);
    assert_eq!(world.post("/work?validate-only=perhaps", "{}").await.outcome(), (400, 9012));
}

/// Groups and requests for permission keep to the same.
#[tokio::test]
async fn groups_and_requests_know_keys_and_checks_too() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let token = world.client.credentials("/group-id-record/update /premium-notification").await;
    let post = async |path: &str, key: Option<&str>, body: &str| {
        let request = app.request("POST", &format!("/api/v3.0{path}")).accept(JSON).bearer(&token);
        let request = match key {
            Some(key) => request.header("idempotency-key", key),
            None => request,
        };
        request.body(JSON, body.to_owned()).send().await
    };
    let group =
        |id: &str| json!({"name": "Fjord", "group-id": id, "description": "Reviews", "type": "journal"}).to_string();
    let request = |subject: &str| {
        json!({
            "notification-type": "permission", "authorization-url": {"path": "/oauth/authorize?client_id=x"},
            "notification-subject": subject, "notification-intro": "Please",
            "items": {"item": [{"item-type": "work", "item-name": "Ants"}]},
        })
        .to_string()
    };
    let inbox = format!("/{}/notification-permission", world.ada);
    for (path, one, other) in [
        ("/group-id-record", group("orcid-generated:one"), group("orcid-generated:two")),
        (&*inbox, request("One"), request("Two")),
    ] {
        let only = post(&format!("{path}?validate-only=true"), None, &one).await;
        assert_eq!(only.outcome(), (204, 0), "{path}: {}", only.text());
        let key = format!("of {path}");
        let first = put_code(&post(path, Some(&key), &one).await);
        assert_eq!(put_code(&post(path, Some(&key), &one).await), first, "{path}");
        assert_eq!(post(path, Some(&key), &other).await.outcome(), (422, 9001), "{path}");
        assert_ne!(put_code(&post(path, Some(path), &other).await), first, "{path}");
    }
    let list = app.request("GET", "/api/v3.0/group-id-record").accept(JSON).bearer(&token).send().await.json();
    assert_eq!(list["total"], 2);
    // A serial's group is made by whoever asks for it, but not by a check.
    let serial = group("issn:0140-6736");
    assert_eq!(post("/group-id-record?validate-only=true", None, &serial).await.outcome(), (409, 9025));
    let list = app.request("GET", "/api/v3.0/group-id-record").accept(JSON).bearer(&token).send().await.json();
    assert_eq!(list["total"], 2, "nothing was written");
    let review = with(document(ItemKind::PeerReview, "a"), "/review-group-id", json!("issn:0140-6736"));
    assert_eq!(world.post("/peer-review?validate-only=true", &review.to_string()).await.outcome(), (204, 0));
    let list = app.request("GET", "/api/v3.0/group-id-record").accept(JSON).bearer(&token).send().await.json();
    assert_eq!(list["total"], 2, "nothing was written");
}

//! What tokens let clients do with works: cases that are about writing.

use std::fs;

use serde_json::{Value, json};

use crate::support::Running;
use crate::world::{A, Answer, B, Browser, U, World, text};

const SCOPES: &str = "openid /read-limited /activities/update";

/// A work that nobody else has.
fn work(doi: &str) -> Value {
    json!({
        "title": { "title": { "value": "Fog signals" } },
        "type": "journal-article",
        "external-ids": { "external-id": [{
            "external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self",
        }] },
    })
}

async fn call(world: &World, method: &str, path: &str, token: &str, body: Option<&Value>) -> Answer {
    let request = world.request(method, &format!("/api/v3.0/{U}{path}")).bearer_auth(token);
    let request = request.header("accept", "application/json");
    world.send(body.into_iter().fold(request, |request, body| request.json(body))).await
}

/// Adds a work and says where it is.
async fn added(world: &World, token: &str, doi: &str) -> String {
    let answer = call(world, "POST", "/work", token, Some(&work(doi))).await.expect(201);
    let code = answer.location().rsplit('/').next().expect("a put-code").to_owned();
    format!("/work/{code}")
}

fn outcome(answer: &Answer) -> (u16, u64) {
    (answer.status, answer.json()["error-code"].as_u64().unwrap_or_default())
}

/// U takes the permission from A, on the page for that.
async fn removes_a(world: &World) {
    let mut browser = Browser::of_u(world).await;
    let page = browser.get(&format!("/trusted-parties/remove?client={A}")).await.expect(200);
    let csrf = page.field("csrf");
    browser.post("/trusted-parties/remove", &[("csrf", &csrf), ("client", A)]).await.expect(303);
}

/// The token that B gets for an identity token of A.
async fn delegated(world: &World, grant: &Value) -> String {
    text(&world.exchange(B, text(grant, "id_token"), &[]).await.expect(200).json(), "access_token").to_owned()
}

/// oauth-58
#[tokio::test]
pub(super) async fn case_58_what_the_client_gave_back_deletes_nothing() {
    let world = World::new().await;
    let grant = world.granted(A, SCOPES).await;
    let token = text(&grant, "access_token");
    let path = added(&world, token, "10.5555/case.58").await;
    world.as_client(A, "/oauth/revoke", &[("token", token)]).await.expect(200);
    let answer = call(&world, "DELETE", &path, token, None).await.expect(401);
    assert_eq!(answer.refusal().1, "invalid_token");
}

/// oauth-75
#[tokio::test]
pub(super) async fn case_75_after_a_removal_the_delegate_only_cleans_up() {
    let world = World::new().await;
    let grant = world.granted(A, SCOPES).await;
    let before = delegated(&world, &grant).await;
    let path = added(&world, &before, "10.5555/case.75").await;
    let of_a = added(&world, text(&grant, "access_token"), "10.5555/case.75").await;
    removes_a(&world).await;
    let after = delegated(&world, &grant).await;
    for (method, path, body) in [
        ("GET", &*path, None),
        ("POST", "/work", Some(work("10.5555/case.75.2"))),
        ("PUT", &path, Some(work("10.1/x"))),
    ] {
        call(&world, method, path, &after, body.as_ref()).await.expect(401);
    }
    assert_eq!(outcome(&call(&world, "DELETE", &of_a, &after, None).await), (403, 9010), "not its own");
    call(&world, "DELETE", &path, &after, None).await.expect(204);
}

/// oauth-77, oauth-78
#[tokio::test]
pub(super) async fn cases_77_78_who_acts_for_another_is_another_source() {
    let world = World::new().await;
    let grant = world.granted(A, SCOPES).await;
    let token = delegated(&world, &grant).await;
    let path = added(&world, &token, "10.5555/case.77").await;
    let read = call(&world, "GET", &path, &token, None).await.expect(200).json();
    let source = &read["source"];
    assert_eq!(source["source-client-id"]["path"], B);
    assert_eq!(source["source-name"]["value"], "Client B");
    assert_eq!(source["assertion-origin-client-id"]["path"], A);
    assert_eq!(source["assertion-origin-name"]["value"], "Client A");
    assert_eq!((&source["source-orcid"], &source["assertion-origin-orcid"]), (&Value::Null, &Value::Null));

    let own = world.granted(B, SCOPES).await;
    let mut changed = work("10.5555/case.78");
    changed["put-code"] = read["put-code"].clone();
    assert_eq!(outcome(&call(&world, "PUT", &path, text(&own, "access_token"), Some(&changed)).await), (403, 9010));
    call(&world, "PUT", &path, &token, Some(&changed)).await.expect(200);
}

/// oauth-79
#[tokio::test]
pub(super) async fn case_79_older_versions_do_not_know_of_delegates() {
    let world = World::new().await;
    let token = delegated(&world, &world.granted(A, SCOPES).await).await;
    for version in ["v2.0", "v2.1"] {
        let request = world.request("GET", &format!("/api/{version}/{U}/works")).bearer_auth(&token);
        let answer = world.send(request.header("accept", "application/json")).await;
        assert_eq!(outcome(&answer), (403, 9052), "{version}: {answer:?}");
        let request = world.request("POST", &format!("/api/{version}/{U}/work")).bearer_auth(&token);
        let answer = world.send(request.header("accept", "application/json").json(&work("10.5555/case.79"))).await;
        assert_eq!(outcome(&answer), (403, 9052), "{version}: {answer:?}");
    }
}

/// MEM-11, oauth-83
#[tokio::test]
pub(super) async fn case_83_who_speaks_for_the_person_says_so() {
    let world = World::new().await;
    world.put_client(A, json!({ "type": "updater", "user_obo_enabled": true })).await;
    let grant = world.granted(A, SCOPES).await;
    let token = text(&grant, "access_token");
    let path = added(&world, token, "10.5555/case.83").await;
    let source = &call(&world, "GET", &path, token, None).await.expect(200).json()["source"];
    assert_eq!(
        (&source["source-client-id"]["path"], &source["assertion-origin-orcid"]["path"]),
        (&json!(A), &json!(U))
    );
}

/// oauth-91
#[tokio::test]
pub(super) async fn case_91_reading_is_not_writing() {
    let world = World::new().await;
    let grant = world.granted(A, "/read-limited").await;
    let answer = call(&world, "POST", "/work", text(&grant, "access_token"), Some(&work("10.5555/case.91"))).await;
    assert_eq!(outcome(&answer), (403, 9038), "{answer:?}");
}

/// oauth-92
#[tokio::test]
pub(super) async fn case_92_what_the_person_took_back_still_cleans_up() {
    let world = World::new().await;
    let grant = world.granted(A, SCOPES).await;
    let token = text(&grant, "access_token");
    let path = added(&world, token, "10.5555/case.92").await;
    removes_a(&world).await;
    call(&world, "GET", &path, token, None).await.expect(401);
    call(&world, "DELETE", &path, token, None).await.expect(204);
    let gone = world.send(world.request("GET", &format!("/pub/v3.0/{U}{path}")).header("accept", "application/json"));
    assert_eq!(outcome(&gone.await), (404, 9016));
}

/// What a deactivation leaves: the state of the record, and tokens that ended with it.
const DEACTIVATED: &str = r#"
[[clients]]
id = "APP-CASECASECASE000A"
name = "Client A"
type = "updater"
secret = "secret-of-APP-CASECASECASE000A"

[[people]]
orcid = "0009-9000-0000-0010"
state = "deactivated"
deactivated = 2026-01-02T03:04:05Z

[[tokens]]
value = "5f8ddab1-0f0f-4f0f-8f0f-0123456789ab"
client = "APP-CASECASECASE000A"
person = "0009-9000-0000-0010"
scopes = ["/read-limited", "/activities/update"]
revoked = 2026-01-02T03:04:05Z
revocation_reason = "record-closed"
"#;

/// oauth-93
#[tokio::test]
pub(super) async fn case_93_a_deactivated_record_ends_its_tokens() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("registry.toml"), DEACTIVATED).expect("it can be written");
    let fixtures = folder.path().to_str().expect("a text");
    let world = World::of(Running::sandbox(["--fixtures", fixtures])).await;
    let ended = "5f8ddab1-0f0f-4f0f-8f0f-0123456789ab";
    for method in ["DELETE", "GET"] {
        let answer = call(&world, method, "/work/5", ended, None).await.expect(401);
        assert_eq!(answer.refusal().1, "invalid_token", "{method}");
    }
    // A token that counts would be told of the state.
    let live = world.mint(json!({ "client": A, "orcid": U, "scopes": ["/activities/update"] })).await;
    assert_eq!(outcome(&call(&world, "DELETE", "/work/5", &live, None).await), (409, 9044));
}

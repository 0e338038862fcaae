//! Tokens on calls of the APIs.

use serde_json::json;

use crate::world::{A, DEPRECATED, LOCKED, P, PRIVATE, U, World, text};

/// oauth-84, oauth-85
#[tokio::test]
pub(super) async fn cases_84_85_the_member_api_wants_a_good_token() {
    let world = World::new().await;
    for accept in ["application/json", "application/xml", "application/vnd.orcid+xml"] {
        let request = || world.request("GET", &format!("/api/v3.0/{U}/record")).header("accept", accept);
        let answer = world.send(request()).await.expect(403);
        let forbidden = "Forbidden: The server understood the request but refuses to authorize it.";
        assert_eq!(answer.json(), json!({ "error": "forbidden", "error_description": forbidden }));
        assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
        let token = "11111111-2222-4333-8444-5555555abcde";
        let answer = world.send(request().bearer_auth(token)).await.expect(401);
        assert_eq!(answer.refusal(), (401, "invalid_token".into(), "Invalid access token: bcde".into()));
        assert!(!answer.body.contains(token));
    }
}

/// oauth-86, oauth-87
#[tokio::test]
pub(super) async fn cases_86_87_the_public_api_takes_none_or_a_good_one() {
    let world = World::new().await;
    let answer = world.api("/pub", U, Some("no-such-token")).await.expect(401);
    assert_eq!(answer.refusal(), (401, "invalid_token".into(), "Invalid access token: oken".into()));
    for blank in ["Bearer", "Bearer ", "bearer  "] {
        let request = world.request("GET", &format!("/pub/v3.0/{U}/email")).header("authorization", blank);
        world.send(request.header("accept", "application/json")).await.expect(200);
    }
}

/// oauth-88
#[tokio::test]
pub(super) async fn case_88_the_token_may_be_in_the_query() {
    let world = World::new().await;
    let token = world.granted(A, "/read-limited").await;
    let token = text(&token, "access_token");
    let request = world.request("GET", &format!("/api/v3.0/{U}/email?access_token={token}"));
    let answer = world.send(request.header("accept", "application/json")).await.expect(200);
    assert!(answer.json()["email"].as_array().unwrap().len() > 1, "limited ones too");
}

/// oauth-89
#[tokio::test]
pub(super) async fn case_89_the_member_api_does_not_serve_public_clients() {
    let world = World::new().await;
    let token = world.granted(P, "/authenticate").await;
    let answer = world.api("/api", U, Some(text(&token, "access_token"))).await.expect(403);
    assert_eq!(answer.refusal().1, "forbidden");
    world.api("/pub", U, Some(text(&token, "access_token"))).await.expect(200);
}

/// R07, oauth-90
#[tokio::test]
pub(super) async fn case_90_a_token_is_for_one_record() {
    let world = World::new().await;
    let token = world.granted(A, "/read-limited").await;
    let answer = world.api("/api", PRIVATE, Some(text(&token, "access_token"))).await.expect(401);
    assert_eq!(answer.json()["error-code"], 9017, "{answer:?}");
}

/// oauth-94, oauth-95
#[tokio::test]
pub(super) async fn cases_94_95_records_that_are_not_in_use() {
    let world = World::new().await;
    for (person, status, code) in [(LOCKED, 409, 9018), (DEPRECATED, 301, 9007)] {
        let body = json!({ "client": A, "orcid": person, "scopes": ["/read-limited"] });
        let answer = world.api("/api", person, Some(&world.mint(body).await)).await.expect(status);
        assert_eq!(answer.json()["error-code"], code, "{answer:?}");
        assert_eq!(answer.header("location").is_some(), status == 301);
    }
}

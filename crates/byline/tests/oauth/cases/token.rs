//! `/oauth/token`.

use serde_json::{Value, json};

use crate::world::{A, B, CALLBACK, P, PRIVATE, U, World, secret, sha256_base64, text};

const TWENTY_YEARS: i64 = 631_138_518;

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.chars().all(|it| matches!(it, '0'..='9' | 'a'..='f' | '-'))
}

fn keys(body: &str) -> Vec<String> {
    let at = |key: &String| body.find(&format!("\"{key}\":")).expect("a key");
    let value: Value = serde_json::from_str(body).expect("JSON");
    let mut keys: Vec<String> = value.as_object().expect("an object").keys().cloned().collect();
    keys.sort_by_key(at);
    keys
}

/// oauth-30, oauth-31
#[tokio::test]
pub(super) async fn cases_30_31_only_forms_are_read() {
    let world = World::new().await;
    let body = json!({ "grant_type": "client_credentials", "client_id": A, "client_secret": secret(A) });
    let answer = world.send(world.request("POST", "/oauth/token").json(&body)).await.expect(415);
    assert_eq!(answer.header("accept"), Some("application/x-www-form-urlencoded"));
    world.get("/oauth/token").await.expect(415);
}

/// oauth-32, oauth-33, oauth-34
#[tokio::test]
pub(super) async fn cases_32_to_34_grant_types() {
    let world = World::new().await;
    let answer = world.as_client(A, "/oauth/token", &[]).await;
    assert_eq!(answer.body, r#"{"error":"unsupported_grant_type","error_description":"grant_type is missing"}"#);
    assert_eq!(answer.status, 400);
    let wrong = [("client_id", A), ("client_secret", "wrong"), ("grant_type", "foo")];
    let answer = world.post("/oauth/token", &wrong).await.expect(401);
    assert_eq!(answer.body, r#"{"error_description":"Client authentication failed","error":"invalid_client"}"#);
    let answer = world.token(A, "foo", &[]).await;
    assert_eq!((answer.status, &*answer.refusal().1), (400, "unsupported_grant_type"));
}

/// oauth-35, oauth-36
#[tokio::test]
pub(super) async fn cases_35_36_the_header_wins_over_the_body() {
    let world = World::new().await;
    let form = [("grant_type", "client_credentials"), ("scope", "/read-public")];
    let good = world.request("POST", "/oauth/token").basic_auth(A, Some(secret(A))).form(&form);
    world.send(good).await.expect(200);
    let secret = secret(A);
    let both = [&form[..], &[("client_id", A), ("client_secret", &secret)]].concat();
    let bad = world.request("POST", "/oauth/token").basic_auth(A, Some("wrong")).form(&both);
    let answer = world.send(bad).await.expect(401);
    assert_eq!(answer.refusal().1, "invalid_client");
    assert!(answer.header("www-authenticate").is_some_and(|it| it.starts_with("Basic")));
}

/// oauth-37
#[tokio::test]
pub(super) async fn case_37_a_code_buys_the_published_answer() {
    let world = World::new().await;
    let code = world.code(A, U, "openid /authenticate").await;
    let answer = world.token(A, "authorization_code", &[("code", &code), ("redirect_uri", CALLBACK)]).await.expect(200);
    let order = ["access_token", "token_type", "refresh_token", "expires_in", "scope", "name", "orcid", "id_token"];
    assert_eq!(keys(&answer.body), order);
    let token = answer.json();
    assert_eq!((text(&token, "token_type"), text(&token, "orcid")), ("bearer", U));
    assert!((token["expires_in"].as_i64().unwrap() - TWENTY_YEARS).abs() <= 1, "{token}");
    assert!(is_uuid(text(&token, "access_token")) && is_uuid(text(&token, "refresh_token")), "{token}");
    let mut scopes: Vec<&str> = text(&token, "scope").split(' ').collect();
    scopes.sort_unstable();
    assert_eq!(scopes, ["/authenticate", "openid"]);
    assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
    assert_eq!((answer.header("cache-control"), answer.header("pragma")), (Some("no-store"), Some("no-cache")));
}

/// oauth-38, oauth-41
#[tokio::test]
pub(super) async fn cases_38_41_the_redirect_uri_may_be_left_out_but_not_be_wrong() {
    let world = World::new().await;
    let code = world.code(A, U, "/authenticate").await;
    let wrong = [("code", &*code), ("redirect_uri", "https://app.test/cb/other")];
    let answer = world.token(A, "authorization_code", &wrong).await;
    assert_eq!((answer.status, &*answer.refusal().1), (400, "invalid_grant"));
    world.token(A, "authorization_code", &[("code", &code)]).await.expect(200);
}

/// oauth-39
#[tokio::test]
pub(super) async fn case_39_a_second_use_ends_what_came_of_the_first() {
    let world = World::new().await;
    let code = world.code(A, U, "/read-limited").await;
    let first = world.token(A, "authorization_code", &[("code", &code)]).await.expect(200).json();
    assert_eq!(world.status_of(text(&first, "access_token")).await, 200);
    let second = world.token(A, "authorization_code", &[("code", &code)]).await;
    assert_eq!((second.status, &*second.refusal().1), (400, "invalid_grant"));
    assert_eq!(world.status_of(text(&first, "access_token")).await, 401);
    let refresh = [("refresh_token", text(&first, "refresh_token"))];
    assert_eq!(world.token(A, "refresh_token", &refresh).await.refusal().1, "invalid_grant");
}

/// oauth-40
#[tokio::test]
pub(super) async fn case_40_a_code_is_of_no_use_to_others() {
    let world = World::new().await;
    let code = world.code(A, U, "/authenticate").await;
    let answer = world.token(B, "authorization_code", &[("code", &code)]).await;
    assert_eq!((answer.status, &*answer.refusal().1), (400, "invalid_grant"));
    world.token(A, "authorization_code", &[("code", &code)]).await.expect(200);
}

/// oauth-42
#[tokio::test]
pub(super) async fn case_42_a_name_that_is_not_public_is_empty() {
    let world = World::new().await;
    let code = world.code(A, PRIVATE, "/authenticate").await;
    let token = world.token(A, "authorization_code", &[("code", &code)]).await.expect(200).json();
    assert_eq!((text(&token, "name"), text(&token, "orcid")), ("", PRIVATE));
}

/// oauth-43
#[tokio::test]
pub(super) async fn case_43_a_public_client_reads_public_data_for_twenty_years() {
    let world = World::new().await;
    let answer = world.token(P, "client_credentials", &[("scope", "/read-public")]).await.expect(200);
    let order = ["access_token", "token_type", "refresh_token", "expires_in", "scope", "orcid"];
    assert_eq!(keys(&answer.body), order);
    let token = answer.json();
    assert_eq!(token.get("orcid"), Some(&Value::Null));
    assert!((token["expires_in"].as_i64().unwrap() - TWENTY_YEARS).abs() <= 1, "{token}");
    assert_eq!(token["scope"], "/read-public");
}

/// oauth-44, oauth-45, oauth-46
#[tokio::test]
pub(super) async fn cases_44_to_46_scopes_that_client_credentials_do_not_give() {
    let world = World::new().await;
    for (scope, status, description) in
        [("/activities/update", 400, ""), ("/webhook", 400, "Invalid scope: /webhook"), ("/orcid-internal", 401, "")]
    {
        let answer = world.token(A, "client_credentials", &[("scope", scope)]).await;
        let (told, error, text) = answer.refusal();
        assert_eq!((told, &*error), (status, "invalid_scope"), "{scope}: {answer:?}");
        assert!(text.contains(description), "{text}");
    }
    world.token(B, "client_credentials", &[("scope", "/webhook")]).await.expect(200);
}

/// oauth-47
#[tokio::test]
pub(super) async fn case_47_revoke_old_ends_the_pair() {
    let world = World::new().await;
    let old = world.granted(A, "/read-limited").await;
    let form = [("refresh_token", text(&old, "refresh_token")), ("revoke_old", "true")];
    let new = world.token(A, "refresh_token", &form).await.expect(200).json();
    assert_eq!(world.status_of(text(&new, "access_token")).await, 200);
    assert_eq!(world.status_of(text(&old, "access_token")).await, 401);
    assert_eq!(world.token(A, "refresh_token", &form).await.refusal().1, "invalid_grant");
}

/// oauth-48
#[tokio::test]
pub(super) async fn case_48_a_narrower_shorter_token_beside_the_old() {
    let world = World::new().await;
    let old = world.granted(A, "/read-limited /activities/update").await;
    let form = [
        ("refresh_token", text(&old, "refresh_token")),
        ("revoke_old", "false"),
        ("scope", "/read-limited"),
        ("expires_in", "86400"),
    ];
    let new = world.token(A, "refresh_token", &form).await.expect(200).json();
    assert_eq!(new["scope"], "/read-limited");
    assert!(new["expires_in"].as_i64().is_some_and(|it| (86_390..=86_400).contains(&it)), "{new}");
    for token in [&old, &new] {
        assert_eq!(world.status_of(text(token, "access_token")).await, 200);
    }
    world.token(A, "refresh_token", &[("refresh_token", text(&old, "refresh_token"))]).await.expect(200);
}

/// oauth-49, oauth-50, oauth-51
#[tokio::test]
pub(super) async fn cases_49_to_51_a_refresh_stays_within_its_parent() {
    let world = World::new().await;
    let old = world.granted(A, "/read-limited").await;
    let refresh = ("refresh_token", text(&old, "refresh_token"));
    for (client, more, error) in [
        (A, ("scope", "/activities/update"), "invalid_scope"),
        (A, ("expires_in", "9000000000"), "invalid_request"),
        (B, ("scope", ""), "invalid_grant"),
    ] {
        let answer = world.token(client, "refresh_token", &[refresh, more]).await;
        assert_eq!((answer.status, &*answer.refusal().1), (400, error), "{more:?}");
    }
    assert_eq!(world.status_of(text(&old, "access_token")).await, 200);
}

/// oauth-52, oauth-53
#[tokio::test]
pub(super) async fn cases_52_53_a_challenge_has_to_be_answered() {
    let world = World::new().await;
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let challenge = sha256_base64(verifier, 32);
    let pkce = [("code_challenge", &*challenge), ("code_challenge_method", "S256"), ("login_as", U)];
    let code = world.authorize(A, "/authenticate", &pkce).await.parameters().remove("code").unwrap();
    for wrong in [vec![], vec![("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX")]] {
        let answer = world.token(A, "authorization_code", &[&[("code", &*code)], &wrong[..]].concat()).await;
        assert_eq!((answer.status, &*answer.refusal().1), (400, "invalid_grant"));
    }
    world.token(A, "authorization_code", &[("code", &code), ("code_verifier", verifier)]).await.expect(200);
    let code = world.code(A, U, "/authenticate").await;
    world.token(A, "authorization_code", &[("code", &code)]).await.expect(200);
}

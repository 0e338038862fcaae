//! Metadata and keys.

use serde_json::{Value, json};

use crate::world::{A, World, secret};

/// oauth-01
#[tokio::test]
pub(super) async fn case_1_discovery_begins_with_the_published_members() {
    let world = World::new().await;
    let answer = world.get("/.well-known/openid-configuration").await.expect(200);
    let base = world.sandbox.url("");
    let body = answer.json();
    for (key, value) in [
        ("token_endpoint_auth_signing_alg_values_supported", json!(["RS256"])),
        ("id_token_signing_alg_values_supported", json!(["RS256"])),
        ("userinfo_endpoint", json!(format!("{base}/oauth/userinfo"))),
        ("authorization_endpoint", json!(format!("{base}/oauth/authorize"))),
        ("token_endpoint", json!(format!("{base}/oauth/token"))),
        ("jwks_uri", json!(format!("{base}/oauth/jwks"))),
        ("claims_supported", json!(["family_name", "given_name", "name", "auth_time", "iss", "sub"])),
        ("scopes_supported", json!(["openid"])),
        ("subject_types_supported", json!(["public"])),
        ("response_types_supported", json!(["code", "id_token", "id_token token"])),
        ("claims_parameter_supported", json!(false)),
        // Published is the first alone; the others are as true (`decisions` 59).
        ("token_endpoint_auth_methods_supported", json!(["client_secret_post", "client_secret_basic", "none"])),
        ("grant_types_supported", json!(["authorization_code", "implicit", "refresh_token"])),
        ("issuer", json!(base)),
    ] {
        assert_eq!(body[key], value, "{key}");
    }
    // Order is part of it: everything of ours comes after the last published member.
    let at = |key: &str| answer.body.find(&format!("\"{key}\"")).unwrap_or_else(|| panic!("no {key}"));
    assert!(at("token_endpoint_auth_signing_alg_values_supported") < at("id_token_signing_alg_values_supported"));
    assert!(at("issuer") < at("code_challenge_methods_supported"));
    assert!(answer.body.contains("\"issuer\" : \""), "pretty-printed as published: {}", answer.body);
}

/// oauth-02
#[tokio::test]
pub(super) async fn case_2_any_site_reads_discovery() {
    let world = World::new().await;
    let request = world.request("GET", "/.well-known/openid-configuration").header("origin", "https://x.test");
    let answer = world.send(request).await.expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("https://x.test"));
    assert_eq!(answer.header("access-control-allow-credentials"), None, "cookies play no part");
    assert!(answer.header("vary").is_some_and(|it| it.contains("Origin")));
}

/// oauth-03
#[tokio::test]
pub(super) async fn case_3_keys_are_published() {
    let world = World::new().await;
    let body = world.get("/oauth/jwks").await.expect(200).json();
    let keys = body["keys"].as_array().unwrap();
    assert!(!keys.is_empty());
    for key in keys {
        assert_eq!((&key["kty"], &key["use"], &key["e"]), (&json!("RSA"), &json!("sig"), &json!("AQAB")));
        assert_eq!(key["alg"], "RS256", "`decisions` 66");
        assert!(key["kid"].as_str().is_some_and(|it| !it.is_empty()) && key["n"].is_string(), "{key}");
        for private in ["d", "p", "q", "dp", "dq", "qi"] {
            assert_eq!(key[private], Value::Null);
        }
    }
}

/// oauth-04
#[tokio::test]
pub(super) async fn case_4_userinfo_answers_preflights() {
    let world = World::new().await;
    let request = world
        .request("OPTIONS", "/oauth/userinfo")
        .header("origin", "https://x.test")
        .header("access-control-request-method", "GET");
    let answer = world.send(request).await.expect(200);
    assert_eq!(answer.body, "");
    assert_eq!(answer.header("access-control-allow-methods"), Some("GET, POST, PUT, DELETE"));
    let allowed = "X-Requested-With,Origin,Content-Type,Accept,Authorization,x-csrf-token,x-xsrf-token";
    assert_eq!(answer.header("access-control-allow-headers"), Some(allowed));
}

/// oauth-05
#[tokio::test]
pub(super) async fn case_5_the_token_endpoint_is_not_for_scripts() {
    let world = World::new().await;
    let secret = secret(A);
    let form =
        [("client_id", A), ("client_secret", &secret), ("grant_type", "client_credentials"), ("scope", "/read-public")];
    for path in ["/oauth/token", "/pub/oauth/token", "/api/oauth/token"] {
        let request = world.request("POST", path).header("origin", "https://x.test").form(&form);
        let answer = world.send(request).await.expect(200);
        assert!(answer.headers.keys().all(|it| !it.as_str().starts_with("access-control-")), "{path}: {answer:?}");
    }
}

//! UserInfo and identity tokens.

use serde_json::{Value, json};

use crate::world::{A, PRIVATE, U, World, claims, is_signed, jwt_header, sha256_base64, text};

const REFUSED: &str = r#"{"error":"access_denied","error-description":"access_token is invalid"}"#;

/// oauth-59
#[tokio::test]
pub(super) async fn case_59_userinfo_refuses_in_one_way() {
    let world = World::new().await;
    let requests = ["GET", "POST"].into_iter().flat_map(|method| {
        let plain = || world.request(method, "/oauth/userinfo");
        [plain(), plain().bearer_auth("no-such-token"), plain().basic_auth("a", Some("b"))]
    });
    for request in requests {
        let answer = world.send(request).await.expect(403);
        assert_eq!(answer.body, REFUSED);
        assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
        assert_eq!(answer.header("cache-control"), Some("no-cache, no-store, max-age=0, must-revalidate"));
        assert_eq!(answer.header("www-authenticate"), None);
    }
}

/// oauth-60, oauth-62
#[tokio::test]
pub(super) async fn cases_60_62_userinfo_tells_public_names() {
    let world = World::new().await;
    let token = world.granted(A, "/authenticate").await;
    let token = text(&token, "access_token");
    let by_header = world.user_info(token).await.expect(200);
    let body = by_header.json();
    assert_eq!((text(&body, "sub"), text(&body, "id")), (U, &*world.sandbox.url(&format!("/{U}"))));
    assert!(body["given_name"].is_string() && body["family_name"].is_string(), "{body}");
    let by_form = world.post("/oauth/userinfo", &[("access_token", token)]).await.expect(200);
    assert_eq!(by_form.body, by_header.body);

    let hidden = json!({ "client": A, "orcid": PRIVATE, "scopes": ["/authenticate"] });
    let body = world.user_info(&world.mint(hidden).await).await.expect(200).json();
    assert_eq!(body["sub"], PRIVATE);
    for name in ["name", "family_name", "given_name"] {
        assert_eq!(body.get(name), Some(&Value::Null), "there, and empty: {body}");
    }
}

/// oauth-61
#[tokio::test]
pub(super) async fn case_61_userinfo_needs_authenticate() {
    let world = World::new().await;
    let token = world.granted(A, "/read-limited").await;
    assert_eq!(world.user_info(text(&token, "access_token")).await.expect(403).body, REFUSED);
}

/// oauth-63
#[tokio::test]
pub(super) async fn case_63_the_identity_token() {
    let world = World::new().await;
    let token = world.granted(A, "openid /authenticate").await;
    let (id_token, access) = (text(&token, "id_token"), text(&token, "access_token"));
    assert_eq!(jwt_header(id_token)["alg"], "RS256");
    assert!(is_signed(id_token, &world.get("/oauth/jwks").await.json()));
    let claims = claims(id_token);
    assert_eq!(text(&claims, "iss"), world.sandbox.url(""));
    assert_eq!((text(&claims, "aud"), text(&claims, "sub"), text(&claims, "nonce")), (A, U, "n-0S6"));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 86_400);
    assert_eq!(text(&claims, "at_hash"), sha256_base64(access, 16));
    assert!(claims["auth_time"].is_i64() && claims["jti"].is_string());
    assert_eq!(claims.get("email"), None);
}

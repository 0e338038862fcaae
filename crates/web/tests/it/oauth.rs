//! The endpoints that programs call.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use byline_model::client::Application;
use byline_testkit::ClientType;

use crate::support::{Answer, BASE, Pages};

async fn form(pages: &Pages, path: &str, body: &str) -> Answer {
    let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
    pages.send(request.body(Body::from(body.to_owned())).expect("a well-formed request")).await
}

#[tokio::test]
async fn metadata_is_open_to_all_sites() {
    let pages = Pages::start().await;
    for path in ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth/jwks"] {
        let request = Request::get(path).header("origin", "https://x.test").body(Body::empty());
        let answer = pages.send(request.expect("a well-formed request")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "https://x.test", "{path}");
        assert!(answer.headers.get("access-control-allow-credentials").is_none(), "{path}");
        assert!(answer.header("content-type").starts_with("application/json"), "{path}");
    }
    let metadata = pages.get("/.well-known/openid-configuration").await.body;
    assert!(metadata.contains(&format!("\"issuer\" : \"{BASE}\"")), "{metadata}");
    assert!(pages.get("/oauth/jwks").await.body.starts_with(r#"{"keys":[{"kty":"RSA""#));
}

#[tokio::test]
async fn browsers_may_ask_before_they_send_a_token() {
    let pages = Pages::start().await;
    let request = Request::options("/oauth/userinfo")
        .header("origin", "https://x.test")
        .header("access-control-request-method", "GET")
        .body(Body::empty());
    let answer = pages.send(request.expect("a well-formed request")).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(answer.header("access-control-allow-methods"), "GET, POST, PUT, DELETE");
    assert!(answer.header("access-control-allow-headers").contains("Authorization"));
}

#[tokio::test]
async fn userinfo_knows_the_holder_of_a_token() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let token = client.token(&ada, "openid").await;
    let refused = r#"{"error":"access_denied","error-description":"access_token is invalid"}"#;
    for answer in [pages.get("/oauth/userinfo").await, form(&pages, "/oauth/userinfo", "access_token=x").await] {
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::FORBIDDEN, refused));
        assert_eq!(answer.header("cache-control"), "no-cache, no-store, max-age=0, must-revalidate");
    }
    let header = Request::get("/oauth/userinfo").header("authorization", format!("Bearer {token}")).body(Body::empty());
    let by_header = pages.send(header.expect("a well-formed request")).await;
    let by_form = form(&pages, "/oauth/userinfo", &format!("access_token={token}")).await;
    assert_eq!(by_header.status, StatusCode::OK);
    assert_eq!(by_header.body, by_form.body);
    assert!(by_header.body.starts_with(&format!(r#"{{"id":"{BASE}/{ada}","sub":"{ada}""#)), "{}", by_header.body);
}

#[tokio::test]
async fn a_client_takes_its_token_back() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let token = client.token(&ada, "openid").await;
    let credentials = format!("client_id={}&client_secret={}", client.id, client.secret);
    let active = |answer: &Answer| answer.body.contains(r#""active":true"#);
    assert!(active(&form(&pages, "/oauth/introspect", &format!("{credentials}&token={token}")).await));

    assert_eq!(form(&pages, "/oauth/revoke", &credentials).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(form(&pages, "/oauth/revoke", &format!("token={token}")).await.status, StatusCode::UNAUTHORIZED);
    let revoked = form(&pages, "/oauth/revoke", &format!("{credentials}&token={token}&token_type_hint=x")).await;
    assert_eq!((revoked.status, revoked.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(revoked.header("cache-control"), "no-store");
    let introspected = form(&pages, "/oauth/introspect", &format!("{credentials}&token={token}")).await;
    assert_eq!((introspected.status, introspected.body.as_str()), (StatusCode::OK, r#"{"active":false}"#));
    // In the query it works, too, and nothing is said of tokens that never were.
    let again = form(&pages, &format!("/oauth/revoke?token=never&{credentials}"), "").await;
    assert_eq!(again.status, StatusCode::OK);
}

/// In an address a secret stays in logs and histories; revoking alone takes it there, as published.
#[tokio::test]
async fn a_secret_in_an_address_is_refused() {
    let pages = Pages::start().await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let token = client.credentials("/read-public").await;
    let (id, secret) = (&client.id, &client.secret);
    for (query, body) in [
        (format!("client_id={id}&client_secret={secret}"), format!("token={token}")),
        (format!("client_secret={secret}"), format!("client_id={id}&client_secret={secret}&token={token}")),
    ] {
        let answer = form(&pages, &format!("/oauth/introspect?{query}"), &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(
            answer.body.contains(r#""error":"invalid_request""#) && !answer.body.contains(secret),
            "{}",
            answer.body
        );
        assert_eq!(form(&pages, &format!("/oauth/revoke?{query}"), &body).await.status, StatusCode::OK);
    }
}

/// `decisions` 59.
#[tokio::test]
async fn pages_of_browser_applications_may_revoke() {
    let pages = Pages::start().await;
    let (page, server) = (pages.open_client(Application::Browser).await, pages.client(ClientType::PublicClient).await);
    let send = async |method: &str, origin: &str, body: String| {
        let request = Request::builder().method(method).uri("/oauth/revoke").header("origin", origin);
        let request = match method {
            "OPTIONS" => request.header("access-control-request-method", "POST"),
            _ => request.header("content-type", "application/x-www-form-urlencoded"),
        };
        pages.send(request.body(Body::from(body)).expect("a well-formed request")).await
    };
    let open = |answer: &Answer| {
        assert!(answer.headers.get_all("vary").iter().any(|it| it == "Origin"), "{:?}", answer.headers);
        assert!(answer.headers.get("access-control-allow-credentials").is_none());
        answer.header("access-control-allow-origin").to_owned()
    };
    let ours = "https://app.test";
    let preflight = send("OPTIONS", ours, String::new()).await;
    assert_eq!((preflight.status, open(&preflight).as_str()), (StatusCode::OK, ours));
    assert!(preflight.header("access-control-allow-methods").contains("POST"));
    let foreign = send("OPTIONS", "https://x.test", String::new()).await;
    assert_eq!((foreign.status, open(&foreign).as_str()), (StatusCode::OK, ""));
    for (id, origin, admitted) in
        [(&page.id, ours, true), (&page.id, "https://x.test", false), (&server.id, ours, false)]
    {
        for body in [format!("client_id={id}&token=x"), format!("client_id={id}")] {
            let answer = send("POST", origin, body).await;
            assert_eq!(open(&answer), if admitted { ours } else { "" }, "{id} {origin}");
        }
    }
}

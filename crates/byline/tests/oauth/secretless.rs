//! Pages without a server and programs on people's devices, against a sandbox (`decisions` 59).

use serde_json::json;

use crate::world::{A, Answer, CALLBACK, U, World, secret};

const PAGE: &str = "APP-PAGEPAGEPAGE0001";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const ORIGIN: &str = "https://app.test";

async fn world() -> World {
    let world = World::new().await;
    let client =
        json!({ "name": "A page", "type": "public-client", "application": "browser", "redirect_uris": [CALLBACK] });
    let put = world.request("PUT", &format!("/__sandbox/clients/{PAGE}")).json(&client);
    let made = world.send(put).await.expect(201).json();
    assert_eq!((made["application"].as_str(), made["secret"].is_null()), (Some("browser"), true), "{made}");
    world
}

async fn code(world: &World) -> String {
    let more = [("login_as", U), ("code_challenge", CHALLENGE), ("code_challenge_method", "S256")];
    world.authorize(PAGE, "openid", &more).await.expect(302).parameters()["code"].clone()
}

async fn ask(world: &World, path: &str, origin: &str, form: &[(&str, &str)]) -> Answer {
    world.send(world.request("POST", path).header("origin", origin).form(form)).await
}

fn open_to(answer: &Answer) -> Option<&str> {
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert!(answer.headers.get_all("vary").iter().any(|it| it == "Origin"), "{answer:?}");
    answer.header("access-control-allow-origin")
}

/// MEM-08, D-59
#[tokio::test]
async fn a_page_finishes_the_code_flow_at_every_address_of_the_token_endpoint() {
    let world = world().await;
    for path in ["/oauth/token", "/pub/oauth/token", "/api/oauth/token"] {
        let code = code(&world).await;
        let form = [("client_id", PAGE), ("grant_type", "authorization_code"), ("code", &code)];
        let form = [&form[..], &[("code_verifier", VERIFIER), ("redirect_uri", CALLBACK)]].concat();
        let answer = ask(&world, path, ORIGIN, &form).await.expect(200);
        assert_eq!(open_to(&answer), Some(ORIGIN), "{path}");
        let again = ask(&world, path, ORIGIN, &form).await.expect(400);
        assert_eq!(open_to(&again), Some(ORIGIN), "a refusal is for the page to read, too");
        let token = answer.json()["access_token"].as_str().unwrap().to_owned();
        let revoked = ask(&world, "/oauth/revoke", ORIGIN, &[("client_id", PAGE), ("token", &token)]).await.expect(200);
        assert_eq!(open_to(&revoked), Some(ORIGIN));
    }
}

/// D-59
#[tokio::test]
async fn no_other_page_reads_answers() {
    let world = world().await;
    let secret = secret(A);
    let confidential = [("client_id", A), ("client_secret", &*secret), ("grant_type", "client_credentials")];
    for path in ["/oauth/token", "/pub/oauth/token", "/api/oauth/token", "/oauth/revoke"] {
        for (origin, form) in [
            (ORIGIN, &confidential[..]),
            ("https://x.test", &[("client_id", PAGE), ("grant_type", "authorization_code")]),
            ("null", &[("client_id", PAGE), ("grant_type", "authorization_code")]),
        ] {
            assert_eq!(open_to(&ask(&world, path, origin, form).await), None, "{path} {origin}");
        }
        for (origin, expected) in [(ORIGIN, Some(ORIGIN)), ("https://x.test", None)] {
            let preflight = world.request("OPTIONS", path).header("origin", origin);
            let preflight = preflight.header("access-control-request-method", "POST");
            let answer = world.send(preflight).await.expect(200);
            assert_eq!(open_to(&answer), expected, "{path} {origin}");
            assert_eq!(answer.header("access-control-allow-methods").is_some(), expected.is_some());
        }
    }
    // Other refusals than those of the grant: before anybody is known.
    let json = world.request("POST", "/oauth/token").header("origin", ORIGIN).json(&json!({}));
    assert_eq!(open_to(&world.send(json).await.expect(415)), Some(ORIGIN));
}

#[tokio::test]
async fn a_secret_in_an_address_is_refused() {
    let world = world().await;
    let secret = secret(A);
    for path in ["/oauth/token", "/pub/oauth/token", "/api/oauth/token"] {
        let whole = [("client_id", A), ("client_secret", &*secret), ("grant_type", "client_credentials")];
        let whole = [&whole[..], &[("scope", "/read-public")]].concat();
        let in_address = format!("{path}?client_secret={secret}");
        let answer = world.send(world.request("POST", &in_address).form(&whole)).await;
        let (status, error, text) = answer.refusal();
        assert_eq!((status, &*error), (400, "invalid_request"), "{text}");
        assert!(!text.contains(&secret));
        world.send(world.request("POST", path).form(&whole)).await.expect(200);
    }
}

/// Who develops against a sandbox sees what was compared.
#[tokio::test]
async fn a_page_about_a_wrong_redirect_address_shows_both() {
    let world = world().await;
    let wrong = "https://app.test/callback?<script>";
    let request = world.request("GET", "/oauth/authorize").header("accept", "text/html");
    let query = [("client_id", PAGE), ("response_type", "code"), ("scope", "openid"), ("redirect_uri", wrong)];
    let answer = world.send(request.query(&query)).await.expect(400);
    assert!(answer.body.contains(CALLBACK), "{}", answer.body);
    assert!(answer.body.contains("https://app.test/callback?&#60;script&#62;"), "{}", answer.body);
    let json = world.authorize_json(PAGE, "openid", &[("redirect_uri", wrong)]).await.expect(400);
    assert_eq!(json.json().as_object().unwrap().len(), 2, "programs are answered as published: {json:?}");
}

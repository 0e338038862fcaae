//! `/oauth/authorize`.

use serde_json::json;

use crate::world::{A, B, Browser, CALLBACK, P, PASSWORD, U, U_EMAIL, World, is_consent, is_sign_in};

/// oauth-06, oauth-07, oauth-08
/// The three answers known from the wire, description first.
#[tokio::test]
pub(super) async fn cases_6_to_8_the_first_checks_redirect_nowhere() {
    let world = World::new().await;
    for (more, description) in [
        (("response_type", ""), "Missing parameter: response_type"),
        (("client_id", ""), "Missing parameter: client_id is missing"),
        (("client_id", "APP-0000000000000000"), "Invalid parameter: client_id"),
    ] {
        let answer = world.authorize_json(A, "/authenticate", &[more]).await.expect(400);
        assert_eq!(answer.body, format!(r#"{{"error_description":"{description}","error":"invalid_request"}}"#));
        assert_eq!(answer.header("location"), None);
        let page = world.authorize(A, "/authenticate", &[more]).await.expect(400);
        assert!(page.header("location").is_none() && page.body.contains(description), "{page:?}");
    }
    // Without either, the response type comes first.
    let answer = world.authorize_json(A, "/authenticate", &[("response_type", ""), ("client_id", "")]).await;
    assert!(answer.body.contains("response_type"), "{answer:?}");
}

/// oauth-09, oauth-10, oauth-11, oauth-12
#[tokio::test]
pub(super) async fn cases_9_to_12_redirects_stay_on_the_registered_segment() {
    let world = World::new().await;
    for refused in [
        "https://evil.test/cb",
        "https://sub.app.test/cb",
        "https://app.test.evil.test/cb",
        "https://app.test/cbx",
        "http://app.test/cb",
    ] {
        let more = [("redirect_uri", refused), ("login_as", U)];
        let answer = world.authorize(A, "/authenticate", &more).await.expect(400);
        assert_eq!(answer.header("location"), None, "{refused}");
    }
    let more = [("redirect_uri", "https://app.test/cb/x"), ("login_as", U)];
    let answer = world.authorize(A, "/authenticate", &more).await.expect(302);
    assert!(answer.location().starts_with("https://app.test/cb/x?code="), "{answer:?}");
}

#[tokio::test]
pub(super) async fn case_11_the_old_rule_is_a_switch() {
    let world = World::new().await;
    world.put_client(A, json!({ "type": "updater", "switches": ["bare-prefix-redirects"] })).await;
    let more = [("redirect_uri", "https://app.test/cbx"), ("login_as", U)];
    let answer = world.authorize(A, "/authenticate", &more).await.expect(302);
    assert!(answer.location().starts_with("https://app.test/cbx?code="), "{answer:?}");
    for refused in ["https://app.test.evil.test/cb", "http://app.test/cb", "https://app.test/c"] {
        world.authorize(A, "/authenticate", &[("redirect_uri", refused), ("login_as", U)]).await.expect(400);
    }
    world.put_client(A, json!({ "type": "updater" })).await;
    world.authorize(A, "/authenticate", &more).await.expect(400);
}

/// oauth-13
#[tokio::test]
pub(super) async fn case_13_a_query_is_kept() {
    let world = World::new().await;
    let more = [("redirect_uri", "https://app.test/cb?tab=1"), ("login_as", U), ("state", "s")];
    let answer = world.authorize(A, "/authenticate", &more).await.expect(302);
    assert!(answer.location().starts_with("https://app.test/cb?tab=1&code="), "{answer:?}");
    assert!(answer.location().contains("&state=s"));
}

/// oauth-14, oauth-15, oauth-17
#[tokio::test]
pub(super) async fn cases_14_15_17_scopes_that_cannot_be_asked_for() {
    let world = World::new().await;
    for (client, scope) in [(P, "/read-limited"), (A, "/read-public"), (A, "/not-a-scope")] {
        let answer = world.authorize(client, scope, &[("state", "s")]).await.expect(302);
        let parameters = answer.parameters();
        assert!(answer.location().starts_with(&format!("{CALLBACK}?error=invalid_scope")), "{answer:?}");
        assert_eq!(parameters["error_description"], format!("Invalid scope: {scope}"));
        assert_eq!(parameters["state"], "s");
    }
}

/// oauth-16
#[tokio::test]
pub(super) async fn case_16_scopes_of_openid_connect_are_dropped() {
    let world = World::new().await;
    let mut browser = Browser::of_u(&world).await;
    let page = browser.authorize(A, "/authenticate profile email", &[]).await;
    assert!(is_consent(&page), "{page:?}");
    assert_eq!(page.body.matches("<li><strong>").count(), 1, "one permission: {}", page.body);
    let code = browser.decide(&page, "allow").await.expect(303).parameters().remove("code").unwrap();
    let token = world.token(A, "authorization_code", &[("code", &code)]).await.expect(200).json();
    assert_eq!(token["scope"], "/authenticate");
}

/// oauth-18
#[tokio::test]
pub(super) async fn case_18_prompt_none_without_a_session() {
    let world = World::new().await;
    let more = [("prompt", "none"), ("state", "s")];
    let answer = world.authorize(A, "openid", &more).await.expect(302);
    assert_eq!((&*answer.parameters()["error"], &*answer.parameters()["state"]), ("login_required", "s"));
    assert!(answer.location().starts_with(&format!("{CALLBACK}?")), "in the query: {answer:?}");
}

/// oauth-19
#[tokio::test]
pub(super) async fn case_19_the_bare_word_in_the_fragment_is_a_switch() {
    let world = World::new().await;
    world.put_client(A, json!({ "type": "updater", "switches": ["bare-prompt-errors"] })).await;
    let answer = world.authorize(A, "openid", &[("prompt", "none"), ("state", "s")]).await.expect(302);
    assert_eq!(answer.location(), "https://app.test/cb#login_required");
    let other = world.authorize(B, "openid", &[("prompt", "none"), ("state", "s")]).await.expect(302);
    assert!(other.location().starts_with(&format!("{CALLBACK}?error=login_required")), "{other:?}");
}

/// oauth-20, oauth-21
#[tokio::test]
pub(super) async fn cases_20_21_prompt_none_with_a_session() {
    let world = World::new().await;
    let mut browser = Browser::of_u(&world).await;
    let answer = browser.authorize(A, "openid", &[("prompt", "none")]).await.expect(302);
    assert_eq!(answer.parameters()["error"], "interaction_required");
    world.granted(A, "openid").await;
    let answer = browser.authorize(A, "openid", &[("prompt", "none")]).await.expect(302);
    assert!(answer.parameters().contains_key("code"), "{answer:?}");
}

/// oauth-22
#[tokio::test]
pub(super) async fn case_22_prompt_login_shows_the_form() {
    let world = World::new().await;
    world.granted(A, "openid").await;
    let mut browser = Browser::of_u(&world).await;
    let page = browser.authorize(A, "openid", &[("prompt", "login")]).await;
    assert!(is_sign_in(&page), "{page:?}");
    // Having signed in for it, the person is not asked a second time.
    let answer = browser.give_credentials(&page, U_EMAIL, PASSWORD).await.expect(303);
    let path = answer.location().to_owned();
    let answer = browser.get(&path).await.expect(302);
    assert!(answer.parameters().contains_key("code"), "{answer:?}");
}

/// oauth-23, oauth-24
#[tokio::test]
pub(super) async fn cases_23_24_consent_is_asked_once_unless_wished() {
    let world = World::new().await;
    let mut browser = Browser::of_u(&world).await;
    let page = browser.authorize(A, "/authenticate /read-limited", &[]).await;
    assert!(is_consent(&page), "{page:?}");
    let code = browser.decide(&page, "allow").await.expect(303).parameters().remove("code").unwrap();
    world.token(A, "authorization_code", &[("code", &code)]).await.expect(200);
    let answer = browser.authorize(A, "/read-limited /authenticate", &[]).await.expect(302);
    assert!(answer.parameters().contains_key("code"), "{answer:?}");
    // `prompt` is OpenID Connect's, and honoured where `openid` is asked for.
    world.granted(A, "openid").await;
    let page = browser.authorize(A, "openid", &[("prompt", "confirm")]).await;
    assert!(is_consent(&page), "{page:?}");
    let page = browser.authorize(A, "/read-limited", &[("prompt", "confirm")]).await;
    assert!(is_consent(&page), "{page:?}");
}

/// oauth-25
#[tokio::test]
pub(super) async fn case_25_a_no_is_told() {
    let world = World::new().await;
    let mut browser = Browser::of_u(&world).await;
    let page = browser.authorize(A, "/read-limited", &[("state", "s")]).await;
    let answer = browser.decide(&page, "deny").await.expect(303);
    let parameters = answer.parameters();
    assert_eq!(parameters["error"], "access_denied");
    assert_eq!(parameters["error_description"], "User denied access");
    assert_eq!(parameters["state"], "s");
    assert!(!parameters.contains_key("code"));
}

/// MEM-07, oauth-26
#[tokio::test]
pub(super) async fn case_26_a_deactivated_client_is_named_on_the_page() {
    let world = World::new().await;
    world.put_client(A, json!({ "type": "updater", "state": "deactivated" })).await;
    let answer = world.authorize(A, "/authenticate", &[("login_as", U)]).await.expect(400);
    let json = world.authorize_json(A, "/authenticate", &[]).await.expect(400);
    assert_eq!(answer.header("location"), None);
    assert!(json.body.contains(&format!("Client {A} is deactivated")), "{json:?}");
}

/// oauth-27
#[tokio::test]
pub(super) async fn case_27_an_identity_token_in_the_fragment_needs_a_nonce() {
    let world = World::new().await;
    let more = [("response_type", "id_token"), ("login_as", U)];
    let answer = world.authorize(P, "openid", &more).await.expect(302);
    assert_eq!(answer.parameters()["error"], "invalid_request");
    assert!(!answer.location().contains("id_token="), "{answer:?}");
    let with_nonce = [&more[..], &[("nonce", "n")]].concat();
    let answer = world.authorize(P, "openid", &with_nonce).await.expect(302);
    assert!(answer.location().starts_with(&format!("{CALLBACK}#")), "{answer:?}");
    assert_eq!(crate::world::claims(&answer.parameters()["id_token"])["nonce"], "n");
}

/// oauth-28
#[tokio::test]
pub(super) async fn case_28_the_registration_form_comes_filled() {
    let world = World::new().await;
    let more = [
        ("show_login", "false"),
        ("given_names", "Nadia \"N\""),
        ("family_names", "Probe"),
        ("email", "nadia@example.org"),
    ];
    let page = world.authorize(A, "/authenticate", &more).await.expect(200);
    assert!(page.body.contains("action=\"/register\""), "{page:?}");
    for value in ["value=\"Probe\"", "value=\"nadia@example.org\"", "Nadia &#34;N&#34;"] {
        assert!(page.body.contains(value), "{value}: {}", page.body);
    }
}

/// oauth-29
#[tokio::test]
pub(super) async fn case_29_the_state_comes_back_as_it_was() {
    let world = World::new().await;
    let mut browser = Browser::of_u(&world).await;
    for state in ["a b&c", "é+%2B=#?", "\"><script>"] {
        let page = browser.authorize(B, "/read-limited", &[("state", state)]).await;
        let answer = browser.decide(&page, "allow").await.expect(303);
        assert_eq!(answer.parameters()["state"], state);
        assert!(answer.parameters().contains_key("code"));
    }
}

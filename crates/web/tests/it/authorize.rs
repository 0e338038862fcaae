//! `/oauth/authorize` and what people say there.

use axum::http::StatusCode;
use byline_testkit::ClientType;

use crate::support::{CALLBACK, PASSWORD, Pages, escape};

const EMAIL: &str = "ada@example.org";

fn ask(client: &str, scope: &str, more: &str) -> String {
    format!(
        "/oauth/authorize?client_id={client}&response_type=code&scope={}&redirect_uri={}&state=a%20b%26c{more}",
        escape(scope),
        escape(CALLBACK)
    )
}

/// REG-80
#[tokio::test]
async fn a_person_signs_in_agrees_and_goes_back() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let path = ask(client.id.as_str(), "/read-limited /activities/update", "");
    let mut ada = pages.browser();
    let page = ada.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Quill &#38; Lantern Press asks who you are"), "{}", page.text());
    let answer = ada.submit(&page, &[("username", EMAIL), ("password", PASSWORD)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, path.as_str()));
    let page = ada.get(&path).await;
    insta::assert_snapshot!(
        page.text().replace(&pages.app.store.find_by_email(EMAIL).await.unwrap().unwrap().to_string(), "iD")
    );
    // The answer of a form leads to the client, which `form-action` would forbid.
    assert!(!page.header("content-security-policy").contains("form-action"));
    let answer = ada.submit(&page, &[("decision", "allow")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location().starts_with(&format!("{CALLBACK}?code=")), "{}", answer.location());
    assert_eq!(answer.parameter("state"), Some("a%20b%26c"));
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn no_is_an_answer_too() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut ada = pages.browser();
    ada.sign_in(EMAIL, PASSWORD).await;
    let page = ada.get(&ask(client.id.as_str(), "/read-limited", "")).await;
    let answer = ada.submit(&page, &[("decision", "deny")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.parameter("error"), Some("access_denied"));
    assert_eq!(answer.parameter("state"), Some("a%20b%26c"));
}

#[tokio::test]
async fn an_answer_needs_the_form() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut ada = pages.browser();
    ada.sign_in(EMAIL, PASSWORD).await;
    let path = ask(client.id.as_str(), "/read-limited", "");
    let (_, request) = path.split_once('?').expect("a query");
    let forged = ada.post("/oauth/authorize", &[("request", request), ("decision", "allow")]).await;
    assert_eq!((forged.status, forged.location()), (StatusCode::CONFLICT, ""));
    assert_eq!(forged.form().0, "/oauth/authorize", "the question is asked again");
    let foreign = [("request", request), ("decision", "allow")];
    let foreign = ada.post_from("/oauth/authorize", &foreign, Some("https://evil.example")).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn prompt_login_is_satisfied_by_signing_in_for_this_request_alone() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut ada = pages.browser();
    ada.sign_in(EMAIL, PASSWORD).await;
    let path = ask(client.id.as_str(), "openid", "&prompt=login");
    let page = ada.get(&path).await;
    assert_eq!(page.form().0, "/signin");
    assert_eq!(ada.submit(&page, &[("username", EMAIL), ("password", PASSWORD)]).await.location(), path);
    // Another request wants another sign-in.
    assert_eq!(ada.get(&ask(client.id.as_str(), "openid", "&prompt=login&nonce=n")).await.form().0, "/signin");
    let page = ada.get(&path).await;
    assert_eq!(page.form().0, "/oauth/authorize");
    let answer = ada.submit(&page, &[("decision", "allow")]).await;
    assert!(answer.parameter("code").is_some(), "{}", answer.location());
    // Used up.
    assert_eq!(ada.get(&path).await.form().0, "/signin");
}

#[tokio::test]
async fn show_login_false_leads_to_registration_with_what_the_client_knows() {
    let pages = Pages::start().await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let more = "&show_login=false&given_names=Ada&family_names=%3CL%3E&email=ada%40example.org";
    let mut ada = pages.browser();
    let page = ada.get(&ask(client.id.as_str(), "/authenticate", more)).await;
    assert_eq!(page.form().0, "/register");
    for value in ["value=\"Ada\"", "value=\"&#60;L&#62;\"", "value=\"ada@example.org\""] {
        assert!(page.body.contains(value), "{value}");
    }
    let fields = [
        ("given_names", "Ada"),
        ("email", EMAIL),
        ("email_again", EMAIL),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("visibility", "limited"),
        ("terms", "yes"),
        ("processing", "yes"),
    ];
    let answer = ada.submit(&page, &fields).await;
    assert_eq!(answer.location(), ask(client.id.as_str(), "/authenticate", more));
    assert_eq!(ada.get(answer.location()).await.form().0, "/oauth/authorize");
    let orcid = pages.app.store.find_by_email(EMAIL).await.expect("a store").expect("somebody");
    let head = pages.app.store.head(orcid).await.expect("a store").expect("a record");
    assert_eq!(head.history.creation_method, Some(byline_model::record::CreationMethod::MemberReferred));
}

#[tokio::test]
async fn errors_stay_here_until_the_redirect_is_verified() {
    let pages = Pages::start().await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let foreign = format!("{}&redirect_uri=https%3A%2F%2Fevil.example", ask(client.id.as_str(), "/read-limited", ""))
        .replace(&format!("redirect_uri={}&", escape(CALLBACK)), "");
    for (path, body) in [
        ("/oauth/authorize".to_owned(), "Missing parameter: response_type"),
        ("/oauth/authorize?response_type=code".to_owned(), "Missing parameter: client_id is missing"),
        (ask("APP-0000000000000000", "/read-limited", ""), "Invalid parameter: client_id"),
        (foreign, "Redirect URI doesn't match your registered redirect URIs."),
    ] {
        let json = pages.get_as(&path, "application/json").await;
        assert_eq!(json.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(json.header("content-type").starts_with("application/json"), "{path}");
        assert!(json.body.starts_with(&format!(r#"{{"error_description":"{body}""#)), "{}", json.body);
        let page = pages.get(&path).await;
        assert_eq!((page.status, page.location()), (StatusCode::BAD_REQUEST, ""), "{path}");
        assert!(page.body.contains("<h1>This request cannot be answered</h1>"), "{path}");
    }
    let bad_scope = pages.get(&ask(client.id.as_str(), "/nonsense", "")).await;
    assert_eq!(bad_scope.status, StatusCode::FOUND);
    assert_eq!(bad_scope.parameter("error"), Some("invalid_scope"));
    let silent = pages.get(&ask(client.id.as_str(), "openid", "&prompt=none")).await;
    assert_eq!(silent.parameter("error"), Some("login_required"));
}

/// D-33
#[tokio::test]
async fn a_sandbox_lets_clients_name_who_agrees() {
    let pages = Pages::with(|site| site.login_as = true).await;
    let orcid = pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let path = ask(client.id.as_str(), "/read-limited", &format!("&prompt=login&login_as={orcid}"));
    let answer = pages.get(&path).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    assert!(answer.parameter("code").is_some());
    assert_eq!(answer.parameter("state"), Some("a%20b%26c"));
    assert!(answer.headers.get("set-cookie").is_none());
    let granted = pages.app.outbox.consent(orcid, &client.id).await.unwrap().expect("it is written down");
    assert!(granted.scopes.iter().any(|it| &**it == "/read-limited"), "{granted:?}");
    // What is wrong with the request is told as without it.
    let answer = pages.get(&ask(client.id.as_str(), "/no-such-scope", &format!("&login_as={orcid}"))).await;
    assert_eq!((answer.status, answer.parameter("error")), (StatusCode::FOUND, Some("invalid_scope")));
    let lost = ask(client.id.as_str(), "/read-limited", &format!("&login_as={orcid}"));
    let answer = pages.get(&lost.replace(&escape(CALLBACK), &escape("https://evil.test/cb"))).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::BAD_REQUEST, ""));
    let locked = pages.register("locked@example.org").await;
    let mut head = (*pages.app.store.head(locked).await.expect("a store").expect("a record")).clone();
    head.state = byline_testkit::RecordState::Locked;
    pages.app.commit([byline_store::Change::PutRecord(Box::new(head))]).await;
    for nobody in ["0009-9000-0000-0213", "nobody", &locked.to_string()] {
        let answer = pages.get(&ask(client.id.as_str(), "/read-limited", &format!("&login_as={nobody}"))).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.header("content-type").starts_with("application/json"));
    }
    // Elsewhere the parameter means nothing.
    let serious = Pages::start().await;
    serious.register(EMAIL).await;
    let client = serious.client(ClientType::PremiumUpdater).await;
    let answer = serious.get(&ask(client.id.as_str(), "/read-limited", &format!("&login_as={orcid}"))).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::OK, ""));
}

/// REG-81, D-16
#[tokio::test]
async fn the_trusted_list_nests_delegates_and_takes_back_both() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let origin = pages.client(ClientType::PremiumUpdater).await;
    let hub = pages.app.member("Hub").await;
    origin.new_token("/read-limited").of(orcid).issue().await;
    hub.new_token("/read-limited").of(orcid).on_behalf_of(&origin).issue().await;
    let mut ada = pages.browser();
    assert_eq!(ada.get("/trusted-parties").await.location(), "/signin?next=%2Ftrusted-parties");
    ada.sign_in(EMAIL, PASSWORD).await;
    insta::assert_snapshot!(ada.get("/trusted-parties").await.text());
    let page = ada.get(&format!("/trusted-parties/remove?client={}", origin.id)).await;
    assert!(page.text().contains("those who act on its behalf: Hub"));
    assert_eq!(ada.submit(&page, &[]).await.location(), "/trusted-parties?notice=removed");
    assert!(ada.get("/trusted-parties").await.text().contains("There are none."));
    assert_eq!(ada.get("/trusted-parties/remove?client=APP-0000000000000000").await.location(), "/trusted-parties");
}

/// OpenID Connect Core 1.0 §3.1.2.1: a form of the client's site is as good as an address.
#[tokio::test]
async fn a_request_may_be_posted() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let fields = [
        ("client_id", client.id.as_str()),
        ("response_type", "code"),
        ("scope", "/read-limited /activities/update"),
        ("redirect_uri", CALLBACK),
        ("state", "a b&c+d"),
    ];
    let post = async |browser: &mut crate::support::Browser<'_>, fields: &[(&str, &str)]| {
        browser.post_from("/oauth/authorize", fields, Some("https://app.test")).await
    };
    let mut ada = pages.browser();
    // Browsers send no session along with a form of another site, so that it is asked for once more.
    let first = post(&mut ada, &fields).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let path = first.location().to_owned();
    assert!(path.starts_with("/oauth/authorize?client_id="), "{path}");
    let page = ada.get(&path).await;
    let answer = ada.submit(&page, &[("username", EMAIL), ("password", PASSWORD)]).await;
    assert_eq!(answer.location(), path);
    // With a session it is answered at once.
    let page = post(&mut ada, &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Quill &#38; Lantern Press asks for access to your record"), "{}", page.text());
    let answer = ada.submit(&page, &[("decision", "allow")]).await;
    assert!(answer.location().starts_with(&format!("{CALLBACK}?code=")), "{}", answer.location());
    assert_eq!(answer.parameter("state"), Some("a%20b%26c%2Bd"));
    client.new_token("/read-limited /activities/update").of(orcid).issue().await;
    let again = post(&mut ada, &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert!(again.location().starts_with(&format!("{CALLBACK}?code=")), "granted before: {}", again.location());
    // What is wrong with it is said as for addresses.
    for (name, value, outcome) in [
        ("redirect_uri", "https://evil.test", StatusCode::BAD_REQUEST),
        ("client_id", "APP-NOBODYNOBODY0000", StatusCode::BAD_REQUEST),
        ("scope", "/nonsense", StatusCode::SEE_OTHER),
        ("request", "e30.e30.", StatusCode::SEE_OTHER),
    ] {
        let changed: Vec<_> = fields.into_iter().filter(|it| it.0 != name).chain([(name, value)]).collect();
        let answer = post(&mut ada, &changed).await;
        assert_eq!(answer.status, outcome, "{name}");
        assert!(answer.location().is_empty() || answer.parameter("error").is_some(), "{name}");
    }
    // No site can have somebody agree by that.
    let changed: Vec<_> = fields.into_iter().chain([("decision", "allow"), ("prompt", "confirm")]).collect();
    assert_eq!(post(&mut ada, &changed).await.status, StatusCode::OK, "the page asks");
    let long = "x".repeat(20_000);
    let changed: Vec<_> = fields.into_iter().chain([("claims", &*long)]).collect();
    assert_eq!(post(&mut ada, &changed).await.status, StatusCode::URI_TOO_LONG);
}

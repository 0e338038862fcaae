//! Signing in and out, registering, and what comes by mail.

use axum::http::StatusCode;
use byline_testkit::RecordState;

use crate::support::{PASSWORD, Pages};

const EMAIL: &str = "ada@example.org";

#[tokio::test]
async fn the_session_cookie_is_out_of_reach() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut ada = pages.browser();
    let answer = ada.sign_in(EMAIL, PASSWORD).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my-orcid"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-byline-session="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    let page = ada.get("/my-orcid").await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.text().contains("Ada Lovelace"));
}

#[tokio::test]
async fn every_sign_in_has_a_new_session_and_ends_the_one_before() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut ada = pages.browser();
    ada.sign_in(EMAIL, PASSWORD).await;
    let first = ada.cookies.clone();
    let page = ada.get("/signin?oauth&x").await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    // Signed in already: on to where one wanted to go.
    assert_eq!(ada.get("/signin?next=%2Ftrusted-parties").await.location(), "/trusted-parties");
    let token = ada.get("/my-orcid").await.form().1;
    let csrf = token.iter().find(|(name, _)| name == "csrf").expect("a token").1.clone();
    let again = ada.post("/signin", &[("csrf", &csrf), ("username", EMAIL), ("password", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let mut old = pages.browser();
    old.cookies = first;
    assert_eq!(old.get("/my-orcid").await.location(), "/signin?next=%2Fmy-orcid");
    assert_eq!(ada.get("/my-orcid").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_is_sent_elsewhere_after_signing_in() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    for (next, wanted) in [
        ("%2Ftrusted-parties", "/trusted-parties"),
        ("https%3A%2F%2Fevil.example", "/my-orcid"),
        ("%2F%2Fevil.example", "/my-orcid"),
        ("%2F%5Cevil.example", "/my-orcid"),
    ] {
        let mut ada = pages.browser();
        let page = ada.get(&format!("/signin?next={next}")).await;
        let answer = ada.submit(&page, &[("username", EMAIL), ("password", PASSWORD)]).await;
        assert_eq!(answer.location(), wanted, "{next}");
    }
}

#[tokio::test]
async fn a_failure_says_the_same_whether_or_not_somebody_is_there() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut texts = Vec::new();
    for name in [EMAIL, "nobody@example.org", "0009-9000-0000-0213"] {
        let answer = pages.browser().sign_in(name, "wrong passw0rd").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        texts.push(answer.text());
        assert!(answer.body.contains(&format!("value=\"{name}\"")) && !answer.body.contains("wrong passw0rd"));
    }
    texts.dedup();
    assert_eq!(texts.len(), 1, "{texts:?}");
}

#[tokio::test]
async fn a_closed_record_is_explained_to_who_knows_the_password() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let mut head = (*pages.app.store.head(orcid).await.expect("a store").expect("a record")).clone();
    head.state = RecordState::Locked;
    pages.app.commit([byline_store::Change::PutRecord(Box::new(head))]).await;
    assert!(pages.browser().sign_in(EMAIL, PASSWORD).await.text().contains("This record is locked"));
    assert!(!pages.browser().sign_in(EMAIL, "wrong passw0rd").await.text().contains("locked"));
}

/// REG-08
#[tokio::test]
async fn signing_out_asks_first_and_ends_the_session() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut ada = pages.browser();
    assert_eq!(ada.get("/signout").await.location(), "/signin");
    ada.sign_in(EMAIL, PASSWORD).await;
    let old = ada.cookies.clone();
    let page = ada.get("/signout").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(ada.get("/my-orcid").await.status, StatusCode::OK);
    let answer = ada.submit(&page, &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!ada.cookies.contains_key("__Host-byline-session"));
    let mut thief = pages.browser();
    thief.cookies = old;
    assert_eq!(thief.get("/my-orcid").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn partners_ask_for_the_session_and_end_it() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut ada = pages.browser();
    assert_eq!(ada.get("/userStatus.json").await.body, r#"{"loggedIn":false}"#);
    ada.sign_in(EMAIL, PASSWORD).await;
    assert_eq!(ada.get("/userStatus.json").await.body, r#"{"loggedIn":true}"#);
    assert_eq!(ada.get("/userStatus.json?logUserOut=true").await.body, r#"{"loggedIn":false}"#);
    assert_eq!(ada.get("/userStatus.json").await.body, r#"{"loggedIn":false}"#);
}

/// PLAT-5
#[tokio::test]
async fn monitors_are_told_that_the_pages_are_up() {
    let pages = Pages::start().await;
    let mut monitor = pages.browser();
    let well = r#"{"tomcatUp":true,"dbConnectionOk":true,"readOnlyDbConnectionOk":true,"overallOk":true}"#;
    for (path, body) in [("/webStatus.json", well), ("/tomcatUp.json", "{tomcatUp:true}")] {
        let answer = monitor.get(path).await;
        assert_eq!((answer.status, &*answer.body), (StatusCode::OK, body), "{path}");
        assert_eq!(answer.headers["content-type"], "application/json;charset=UTF-8", "{path}");
        assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_registration_is_said_at_the_field() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut eve = pages.browser();
    let page = eve.get("/register").await;
    let fields = [("given_names", " "), ("email", EMAIL), ("email_again", "x@example.org"), ("password", "1234567")];
    let answer = eve.submit(&page, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in
        ["given_names", "email", "email_again", "password", "password_again", "visibility", "terms", "processing"]
    {
        assert!(answer.body.contains(&format!("id=\"{field}-error\"")), "{field}");
        assert!(answer.body.contains(&format!("<li><a href=\"#{field}\">")), "{field}");
    }
    assert!(answer.text().contains("There is an iD with this address already"));
    assert!(!answer.body.contains("1234567"));
}

#[tokio::test]
async fn a_mailed_link_confirms_an_address_once() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let link = |text: &str| text.split_once("https://reg.example/verify-email/").map(|(_, it)| it.trim().to_owned());
    let secret = link(&pages.mail(EMAIL).await.text).expect("a link");
    let path = format!("/verify-email/{secret}");
    let mut ada = pages.browser();
    let page = ada.get(&path).await;
    assert_eq!(ada.submit(&page, &[]).await.location(), "/signin?notice=verified");
    assert!(ada.get(&path).await.text().contains("Done already"));
    assert_eq!(ada.get("/verify-email/nonsense").await.status, StatusCode::NOT_FOUND);
    assert!(ada.get("/signin?notice=verified").await.text().contains("The address is confirmed"));
}

#[tokio::test]
async fn a_forgotten_password_is_asked_for_without_telling_who_is_there() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut ada = pages.browser();
    let page = ada.get("/reset-password").await;
    let known = ada.submit(&page, &[("email", EMAIL), ("wanted", "password")]).await;
    let unknown = ada.submit(&page, &[("email", "nobody@example.org"), ("wanted", "password")]).await;
    assert_eq!(known.text().replace(EMAIL, "…"), unknown.text().replace("nobody@example.org", "…"));
    assert_eq!(ada.get("/reset-password?x=1").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = pages.mail(EMAIL).await.text;
    let (_, secret) = text.split_once("/reset-password-email/").expect("a link");
    let form = ada.get(&format!("/reset-password-email/{}", secret.trim())).await;
    let weak = ada.submit(&form, &[("password", "password"), ("password_again", "password")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = "lighthouse 7";
    let done = ada.submit(&form, &[("password", new), ("password_again", new)]).await;
    assert_eq!(done.location(), "/signin?notice=password");
    assert_eq!(ada.sign_in(EMAIL, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.sign_in(EMAIL, new).await.status, StatusCode::SEE_OTHER);
}

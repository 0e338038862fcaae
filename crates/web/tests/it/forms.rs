//! Which forms are believed.

use axum::http::StatusCode;

use crate::support::{Answer, BASE, PASSWORD, Pages};

const FIELDS: [(&str, &str); 2] = [("username", "ada@example.org"), ("password", PASSWORD)];

/// REG-08
#[tokio::test]
async fn a_form_needs_the_token_of_its_browser() {
    let pages = Pages::start().await;
    pages.register("ada@example.org").await;
    let mut ada = pages.browser();
    let page = ada.get("/signin").await;
    assert!(page.header("set-cookie").starts_with("__Host-byline-form="), "{}", page.header("set-cookie"));
    let token = page.form().1.iter().find(|(name, _)| name == "csrf").expect("a token").1.clone();

    let again = |answer: Answer| {
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/signin?notice=outlived"))
    };
    again(ada.post("/signin", &FIELDS).await);
    let zeros = "0".repeat(64);
    let wrong = [&[("csrf", zeros.as_str())], &FIELDS[..]].concat();
    again(ada.post("/signin", &wrong).await);
    let right = [&[("csrf", token.as_str())], &FIELDS[..]].concat();
    // Another browser, even one that has a token of its own, cannot use it.
    let mut eve = pages.browser();
    again(eve.post("/signin", &right).await);
    eve.get("/signin").await;
    again(eve.post("/signin", &right).await);
    assert!(eve.get("/signin?notice=outlived").await.text().contains("accept cookies"));
    assert_eq!(ada.post("/signin", &right).await.location(), "/my-orcid");
}

#[tokio::test]
async fn a_token_from_before_sign_in_is_worth_nothing_after_it() {
    let pages = Pages::start().await;
    pages.register("ada@example.org").await;
    let mut ada = pages.browser();
    let before = ada.get("/signin").await;
    assert_eq!(ada.submit(&before, &FIELDS).await.location(), "/my-orcid");
    let session = ada.cookies.clone();
    assert_eq!(ada.submit(&before, &FIELDS).await.location(), "/signin?notice=outlived");
    assert_eq!(ada.cookies, session);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_whatever_it_carries() {
    let pages = Pages::start().await;
    pages.register("ada@example.org").await;
    let mut ada = pages.browser();
    let page = ada.get("/signin").await;
    let (action, hidden) = page.form();
    let hidden: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let fields = [&hidden, &FIELDS[..]].concat();
    let foreign = ada.post_from(&action, &fields, Some("https://evil.example")).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(foreign.text().contains("another site"));
    assert_eq!(ada.post_from(&action, &fields, Some(BASE)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_form_of_a_page_carries_a_token() {
    let pages = Pages::start().await;
    pages.register("ada@example.org").await;
    let mut ada = pages.browser();
    let mut met = 0;
    for path in [
        "/signin",
        "/register",
        "/reset-password",
        "/2fa-signin",
        "/signout",
        "/my-orcid",
        "/inbox",
        "/trusted-parties",
        "/",
    ] {
        if path == "/signout" {
            ada.sign_in("ada@example.org", PASSWORD).await;
        }
        let page = ada.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for form in
            page.body.split("<form").skip(1).filter(|form| form.split('>').next().is_some_and(|it| it.contains("post")))
        {
            let (form, _) = form.split_once("</form>").expect("forms end");
            assert!(form.contains("name=\"csrf\" value=\""), "{path}");
            met += 1;
        }
    }
    assert!(met >= 9, "{met}");
}

//! Registering, and the question whether somebody is here already.

use axum::http::StatusCode;
use byline_testkit::{ClientType, Visibility};

use crate::support::{Answer, CALLBACK, PASSWORD, Pages, escape};

const EMAIL: &str = "ada@example.org";
const OTHER: &str = "another@example.org";
const ASKED: &str = "Could this be you?";

/// A complete form.
fn fields<'a>(given: &'a str, family: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("given_names", given),
        ("family_name", family),
        ("email", email),
        ("email_again", email),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("visibility", "limited"),
        ("terms", "yes"),
        ("processing", "yes"),
    ]
}

fn assert_keeps_secrets(page: &Answer) {
    for secret in [PASSWORD, "argon2", EMAIL, OTHER] {
        assert!(!page.body.contains(secret), "the page has {secret}");
    }
}

#[tokio::test]
async fn a_new_name_is_registered_at_once() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut grace = pages.browser();
    let page = grace.get("/register").await;
    let answer = grace.submit(&page, &fields("Grace", "Hopper", OTHER)).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my-orcid"));
    assert!(grace.get("/my-orcid").await.text().contains("Grace Hopper"));
}

/// REG-03
#[tokio::test]
async fn somebody_with_the_same_name_is_shown_before_another_id_is_made() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let mut ada = pages.browser();
    let page = ada.get("/register").await;
    let asked = ada.submit(&page, &fields("LOVELACE", "Áda", OTHER)).await;
    assert_eq!(asked.status, StatusCode::OK);
    insta::assert_snapshot!(asked.text().replace(&orcid.to_string(), "(iD)"));
    assert!(asked.body.contains(&format!("href=\"/{orcid}\" target=\"_blank\" rel=\"noopener\"")));
    assert_keeps_secrets(&asked);
    assert_eq!(asked.header("cache-control"), "no-store");

    let done = ada.submit(&asked, &[]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/my-orcid"));
    assert!(ada.get("/my-orcid").await.text().contains(OTHER));
    let mut later = pages.browser();
    assert_eq!(later.sign_in(OTHER, PASSWORD).await.location(), "/my-orcid");
    // Sent twice, as browsers do when somebody is impatient.
    let again = ada.submit(&asked, &[]).await;
    assert_eq!(again.location(), "/register?notice=outlived");
}

#[tokio::test]
async fn a_name_that_nobody_may_see_is_nobodys() {
    let pages = Pages::start().await;
    let ada = pages.app.record("Ada").await;
    ada.name("Ada", Visibility::Limited).await;
    let mut other = pages.browser();
    let page = other.get("/register").await;
    let answer = other.submit(&page, &fields("Ada", "", OTHER)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn the_request_of_a_client_waits_through_all_that() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let client = pages.client(ClientType::PublicClient).await;
    let request = format!("client_id={}&response_type=code&scope=openid&redirect_uri={}", client.id, escape(CALLBACK));
    let mut ada = pages.browser();
    let page = ada.get(&format!("/register?oauth&{request}")).await;
    let asked = ada.submit(&page, &fields("Ada", "Lovelace", OTHER)).await;
    assert!(asked.text().contains("Quill & Lantern Press") || asked.text().contains("Quill &#38; Lantern Press"));
    let escaped = request.replace('&', "&#38;");
    for link in ["/signin?oauth&#38;", "/reset-password?oauth&#38;"] {
        assert!(asked.body.contains(&format!("href=\"{link}{escaped}\"")), "{link}");
    }

    // One of them is me, but how did I get in?
    let reset = pages.browser().get(&format!("/reset-password?oauth&{request}")).await;
    assert_eq!(reset.status, StatusCode::OK);
    let mut forgetful = pages.browser();
    let reset = forgetful.get(&format!("/reset-password?oauth&{request}")).await;
    let sent = forgetful.submit(&reset, &[("email", EMAIL), ("wanted", "password")]).await;
    assert!(sent.body.contains(&format!("href=\"/signin?oauth&#38;{escaped}\"")), "{}", sent.body);

    let done = ada.submit(&asked, &[]).await;
    assert_eq!(done.location(), format!("/oauth/authorize?{request}"));
    assert_eq!(ada.get(done.location()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_that_waited_too_long_begins_anew() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut ada = pages.browser();
    let page = ada.get("/register").await;
    let asked = ada.submit(&page, &fields("Ada", "Lovelace", OTHER)).await;
    assert!(asked.text().contains(ASKED));
    pages.app.clock.advance_seconds(30 * 60);
    let late = ada.submit(&asked, &[]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("Please begin again"));
    assert_eq!(ada.get("/register/confirm").await.location(), "/register");
}

#[tokio::test]
async fn the_question_is_answered_at_another_process() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let other = pages.beside().await;
    let mut ada = pages.browser();
    let page = ada.get("/register").await;
    let asked = ada.submit(&page, &fields("Ada", "Lovelace", OTHER)).await;
    assert!(asked.text().contains(ASKED));
    let mut ada = ada.at(&other);
    assert_eq!(ada.submit(&asked, &[]).await.status, StatusCode::SEE_OTHER);
    let mine = ada.get("/my-orcid").await;
    assert!(mine.text().contains("Lovelace"), "{}", mine.text());
}

#[tokio::test]
async fn each_further_address_has_its_own_mail_and_its_own_mistakes() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut grace = pages.browser();
    let page = grace.get("/register").await;
    assert!(page.body.contains("<details class=\"more\">"), "closed at first");
    let mut form = fields("Grace", "Hopper", OTHER);
    form.extend([("more_email_1", "nonsense"), ("more_email_2", EMAIL)]);
    let wrong = grace.submit(&page, &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("<details class=\"more\" open>"), "with what is wrong in sight");
    for field in ["more_email_1", "more_email_2"] {
        assert!(wrong.body.contains(&format!("<p class=\"field-error\" id=\"{field}-error\">")), "{field}");
    }
    assert!(!wrong.body.contains("id=\"email-error\""));

    let mut form = fields("Grace", "Hopper", OTHER);
    form.extend([("more_email_1", ""), ("more_email_2", "grace@navy.example")]);
    assert_eq!(grace.submit(&page, &form).await.status, StatusCode::SEE_OTHER);
    for address in [OTHER, "grace@navy.example"] {
        assert!(pages.mail(address).await.text.contains("/verify-email/"), "{address}");
    }
}

/// REG-04
#[tokio::test]
async fn a_robot_that_fills_in_everything_gets_nothing() {
    let pages = Pages::start().await;
    let mut robot = pages.browser();
    let page = robot.get("/register").await;
    let answer = robot.submit(&page, &[("nickname", "Robby"), ("given_names", "Robby")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("A field that people do not see was filled in"));
}

/// REG-04
#[tokio::test]
async fn who_is_faster_than_people_sends_it_again() {
    let pages = Pages::with(|site| site.registration_seconds = 2).await;
    let mut robot = pages.browser();
    let page = robot.get("/register").await;
    pages.app.clock.advance_seconds(1);
    let quick = robot.submit(&page, &fields("Grace", "Hopper", OTHER)).await;
    assert_eq!(quick.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(quick.text().contains("That was very quick") && quick.body.contains("value=\"Hopper\""));
    pages.app.clock.advance_seconds(2);
    let made_up = robot.post("/register", &[("csrf", &quick.form().1[0].1), ("opened", "1.00")]).await;
    assert!(made_up.text().contains("This page was open for too long"));
    assert_eq!(robot.submit(&quick, &fields("Grace", "Hopper", OTHER)).await.status, StatusCode::SEE_OTHER);
}

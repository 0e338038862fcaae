//! Answers on consent pages and other forms that come late, twice, or with another session (`decisions` 52, 53).

use axum::http::StatusCode;
use byline_testkit::{ClientType, OrcidId};

use crate::support::{Answer, Browser, CALLBACK, PASSWORD, Pages, escape};

const ADA: &str = "ada@example.org";
const BOB: &str = "bob@example.org";

fn ask(client: &str) -> String {
    let callback = escape(CALLBACK);
    format!(
        "/oauth/authorize?client_id={client}&response_type=code&scope=%2Fread-limited&redirect_uri={callback}&state=s%26t"
    )
}

fn is_refusal(answer: &Answer) -> bool {
    let told = answer.parameter("error") == Some("access_denied") && answer.parameter("state") == Some("s%26t");
    answer.status == StatusCode::SEE_OTHER && told && answer.parameter("code").is_none()
}

fn has_grant(answer: &Answer) -> bool {
    answer.location().contains("code=")
}

/// Whether the client may do anything for somebody.
async fn consented(pages: &Pages, person: OrcidId) -> bool {
    let clients = byline_oauth::TrustedOrganizations::new(pages.app.authority.clone());
    !clients.list(person, pages.app.now()).await.expect("a store").is_empty()
}

async fn signed_in<'p>(pages: &'p Pages, name: &str) -> Browser<'p> {
    let mut browser = pages.browser();
    browser.sign_in(name, PASSWORD).await;
    browser
}

/// D-52
#[tokio::test]
async fn a_refusal_is_a_refusal_although_another_tab_allowed() {
    let pages = Pages::start().await;
    let orcid = pages.register(ADA).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut ada = signed_in(&pages, ADA).await;
    let (first, second) = (ada.get(&ask(client.id.as_str())).await, ada.get(&ask(client.id.as_str())).await);
    assert!(has_grant(&ada.submit(&first, &[("decision", "allow")]).await));
    client.new_token("/read-limited").of(orcid).issue().await;
    // Nobody would be asked any more.
    assert!(has_grant(&ada.get(&ask(client.id.as_str())).await));
    assert!(is_refusal(&ada.submit(&second, &[("decision", "deny")]).await));
}

/// D-52
#[tokio::test]
async fn only_allow_means_yes() {
    let pages = Pages::start().await;
    let orcid = pages.register(ADA).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut ada = signed_in(&pages, ADA).await;
    let page = ada.get(&ask(client.id.as_str())).await;
    client.new_token("/read-limited").of(orcid).issue().await;
    for answers in [
        &[][..],
        &[("decision", "")],
        &[("decision", "Allow")],
        &[("decision", "allow ")],
        &[("decision", "yes")],
        &[("Decision", "allow")],
        &[("decision", "allow"), ("decision", "deny")],
        &[("decision", "deny"), ("decision", "allow")],
    ] {
        assert!(is_refusal(&ada.submit(&page, answers).await), "{answers:?}");
    }
    assert!(has_grant(&ada.submit(&page, &[("decision", "allow")]).await));
}

/// D-53
#[tokio::test]
async fn a_yes_after_the_session_ended_leads_to_signing_in_for_the_same_request() {
    let pages = Pages::start().await;
    let orcid = pages.register(ADA).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let path = ask(client.id.as_str());
    let mut ada = signed_in(&pages, ADA).await;
    let page = ada.get(&path).await;
    pages.app.clock.advance_seconds(3601);
    let answer = ada.submit(&page, &[("decision", "allow")]).await;
    let wanted = path.replace("/oauth/authorize?", "/signin?notice=outlived&oauth&");
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, wanted.as_str()));
    assert!(!consented(&pages, orcid).await);
    let page = ada.get(answer.location()).await;
    assert!(
        page.text().contains("open for too long") && page.text().contains("Quill &#38; Lantern Press"),
        "{}",
        page.text()
    );
    let answer = ada.submit(&page, &[("username", ADA), ("password", PASSWORD)]).await;
    assert_eq!(answer.location(), path);
    assert_eq!(ada.get(&path).await.form().0, "/oauth/authorize");
}

/// D-53
#[tokio::test]
async fn a_yes_of_one_person_is_not_that_of_another() {
    let pages = Pages::start().await;
    let (ada, bob) = (pages.register(ADA).await, pages.register(BOB).await);
    let client = pages.client(ClientType::PremiumUpdater).await;
    let path = ask(client.id.as_str());
    let mut browser = signed_in(&pages, ADA).await;
    let page = browser.get(&path).await;
    // In another tab of the same browser; what he granted before changes nothing.
    let other = browser.get(&path.replace("/oauth/authorize?", "/signin?oauth&")).await;
    browser.submit(&other, &[("username", BOB), ("password", PASSWORD)]).await;
    client.new_token("/read-limited").of(bob).issue().await;
    let asked = browser.submit(&page, &[("decision", "allow")]).await;
    assert_eq!((asked.status, asked.location()), (StatusCode::CONFLICT, ""));
    assert!(asked.text().contains(&bob.to_string()) && !asked.text().contains(&ada.to_string()), "{}", asked.text());
    assert!(asked.text().contains("in another tab"));
    assert!(!consented(&pages, ada).await);
    // A no is one, whoever said it; a yes on this page is his.
    assert!(is_refusal(&browser.submit(&page, &[("decision", "deny")]).await));
    assert!(has_grant(&browser.submit(&asked, &[("decision", "allow")]).await));
    assert!(!consented(&pages, ada).await);
}

/// D-53
#[tokio::test]
async fn every_form_that_comes_late_leads_back_to_what_it_was_for() {
    let pages = Pages::start().await;
    let orcid = pages.register(ADA).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    client.new_token("/read-limited").of(orcid).issue().await;
    let request = ask(client.id.as_str()).replace("/oauth/authorize?", "");
    pages.app.accounts.request_reset(ADA, byline_model::Locale::En, pages.app.now()).await.expect("a store");
    let (verify, reset) = (pages.link(ADA, "verify-email").await, pages.link(ADA, "reset-password-email").await);
    let kept = format!("?notice=outlived&oauth&{request}");
    let removal = format!("/trusted-parties/remove?notice=outlived&client={}", escape(client.id.as_str()));
    let oauth = ("oauth", request.as_str());
    for (path, field, back) in [
        ("/signin", oauth, format!("/signin{kept}")),
        ("/signin", ("next", "/inbox"), "/signin?notice=outlived&next=%2Finbox".to_owned()),
        ("/2fa-signin", oauth, format!("/2fa-signin{kept}")),
        ("/register", oauth, format!("/register{kept}")),
        ("/register/confirm", oauth, format!("/register{kept}")),
        ("/reset-password", oauth, format!("/reset-password{kept}")),
        (&reset, ("password", "new passw0rd"), format!("{reset}?notice=outlived")),
        (&verify, ("x", ""), format!("{verify}?notice=outlived")),
        ("/verify-email", ("address", ADA), "/my-orcid?notice=outlived".to_owned()),
        ("/inbox/archive", ("item", "1"), "/inbox?notice=outlived".to_owned()),
        ("/trusted-parties/remove", ("client", client.id.as_str()), removal.clone()),
        ("/signout", ("x", ""), "/signout?notice=outlived".to_owned()),
        ("/language", ("to", "/inbox"), "/inbox".to_owned()),
    ] {
        let mut ada = signed_in(&pages, ADA).await;
        let before = pages.app.dump().await;
        let answer = ada.post(path, &[("csrf", "of another session"), field]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, &*back), "{path}");
        assert_eq!(before, pages.app.dump().await, "{path}: nothing is done");
        let page = ada.get(&back).await;
        if back.starts_with("/signin") && back.ends_with("next=%2Finbox") {
            assert_eq!(page.location(), "/inbox", "who is signed in already is there");
            continue;
        }
        assert_eq!(page.status, StatusCode::OK, "{back}");
        if path != "/language" {
            assert!(page.text().contains("Please do it once more"), "{back}: {}", page.text());
        }
        assert_eq!(before, pages.app.dump().await, "{back}: the page only asks");
    }
}

#[tokio::test]
async fn a_password_forgotten_inside_an_authorization_leads_back_into_it() {
    let pages = Pages::start().await;
    pages.register(ADA).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let path = ask(client.id.as_str());
    let mut ada = pages.browser();
    let sign_in = path.replace("/oauth/authorize?", "/signin?oauth&");
    let page = ada.get(&sign_in.replace("/signin", "/reset-password")).await;
    assert_eq!(ada.submit(&page, &[("email", ADA), ("wanted", "password")]).await.status, StatusCode::OK);
    let link = pages.link(ADA, "reset-password-email").await;
    let new = [("password", "lighthouse 7"), ("password_again", "lighthouse 7")];
    let page = ada.get(&link).await;
    let answer = ada.submit(&page, &new).await;
    assert_eq!(answer.location(), sign_in.replace("?oauth", "?notice=password&oauth"));
    let page = ada.get(answer.location()).await;
    assert!(page.text().contains("You have a new password"));
    let answer = ada.submit(&page, &[("username", ADA), ("password", "lighthouse 7")]).await;
    assert_eq!(answer.location(), path);
    // It is used up, and no other browser is led anywhere.
    for mut browser in [ada, pages.browser()] {
        let page = browser.get("/reset-password").await;
        browser.submit(&page, &[("email", ADA), ("wanted", "password")]).await;
        let page = browser.get(&pages.link(ADA, "reset-password-email").await).await;
        assert_eq!(browser.submit(&page, &new).await.location(), "/signin?notice=password");
    }
}

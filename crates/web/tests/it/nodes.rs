//! Two nodes on one PostgreSQL answer as one: what is begun at one goes on at the other, and what ends at one has ended.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_testkit::{ClientType, OrcidId, RecordState, TestRecord};
use serde_json::Value;

use crate::support::{Answer, Browser, CALLBACK, PASSWORD, Pages, escape};

const EMAIL: &str = "ada@example.org";
const NEW_PASSWORD: &str = "engine no. 22";
const DAY: i64 = 24 * 3600;

/// Two nodes on a database of their own, or nothing where there is no server.
macro_rules! nodes {
    ($test:literal) => {
        match Pages::on_postgres($test).await {
            Some(one) => {
                let other = one.beside().await;
                (one, other)
            }
            None => return,
        }
    };
}

/// A record as it is seen at a node.
fn existing(pages: &Pages, orcid: OrcidId) -> TestRecord<'_> {
    pages.app.existing(orcid)
}

/// An authorization request.
fn ask(client: &str, scope: &str) -> String {
    let (scope, callback) = (escape(scope), escape(CALLBACK));
    format!("/oauth/authorize?client_id={client}&response_type=code&scope={scope}&redirect_uri={callback}")
}

async fn token(pages: &Pages, fields: &[(&str, &str)]) -> (StatusCode, Value) {
    let answer = pages.app.request("POST", "/oauth/token").accept("application/json").form(fields).send().await;
    (answer.status, answer.json())
}

/// Opens a page at one node and sends its form at the other.
async fn across<'p>(
    mut browser: Browser<'_>,
    path: &str,
    to: &'p Pages,
    fields: &[(&str, &str)],
) -> (Browser<'p>, Answer) {
    let page = browser.get(path).await;
    let mut browser = browser.at(to);
    let answer = browser.submit(&page, fields).await;
    (browser, answer)
}

/// OPS-07
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_step_of_each_page_is_at_another_node() {
    let (one, other) = nodes!("each_step_of_each_page_is_at_another_node");
    // Registering, and proving the address.
    let form = [
        ("given_names", "Ada"),
        ("family_name", "Lovelace"),
        ("email", EMAIL),
        ("email_again", EMAIL),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("visibility", "public"),
        ("terms", "yes"),
        ("processing", "yes"),
    ];
    let (ada, registered) = across(one.browser(), "/register", &other, &form).await;
    assert_eq!(registered.status, StatusCode::SEE_OTHER, "{}", registered.body);
    let mut ada = ada.at(&one);
    assert!(ada.get("/my-orcid").await.text().contains("Lovelace"), "signed in everywhere");
    let link = other.link(EMAIL, "verify-email").await;
    let (ada, verified) = across(ada, &link, &other, &[]).await;
    assert_eq!(verified.location(), "/my-orcid?notice=verified");

    // Signing out and in.
    let mut before = one.browser();
    before.cookies.clone_from(&ada.cookies);
    let (_, left) = across(ada, "/signout", &one, &[]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(before.get("/my-orcid").await.status, StatusCode::SEE_OTHER, "the session has ended");
    let name = [("username", EMAIL), ("password", PASSWORD)];
    let (ada, entered) = across(one.browser(), "/signin", &other, &name).await;
    assert_eq!(entered.location(), "/my-orcid", "{}", entered.body);

    // A client asks, the person agrees, the client gets its token and uses it.
    let client = one.client(ClientType::PremiumUpdater).await;
    let path = ask(client.id.as_str(), "openid /read-limited");
    let (_, agreed) = across(ada, &path, &one, &[("decision", "allow")]).await;
    let code = agreed.parameter("code").unwrap_or_else(|| panic!("{}", agreed.body)).to_owned();
    let credentials = [("client_id", client.id.as_str()), ("client_secret", client.secret.as_str())];
    let exchange = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", CALLBACK)];
    let exchange = [&credentials[..], &exchange].concat();
    let (done, given) = token(&other, &exchange).await;
    assert_eq!(done, StatusCode::OK, "{given}");
    let access = given["access_token"].as_str().expect("a token");
    let orcid = given["orcid"].as_str().and_then(|it| it.parse().ok()).expect("an iD");
    let status = async |pages: &Pages| existing(pages, orcid).member(access, "/record").await.status.as_u16();
    assert_eq!(status(&one).await, 200);
    assert_eq!(token(&one, &exchange).await.0, StatusCode::BAD_REQUEST, "a code is good once");
    // That ended what it was good for.
    assert_eq!((status(&one).await, status(&other).await), (401, 401));

    // A forgotten password.
    let (_, sent) = across(one.browser(), "/reset-password", &other, &[("email", EMAIL), ("wanted", "password")]).await;
    assert_eq!(sent.status, StatusCode::OK);
    let link = one.link(EMAIL, "reset-password-email").await;
    let passwords = [("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)];
    let (_, changed) = across(other.browser(), &link, &one, &passwords).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    assert_eq!(other.browser().sign_in(EMAIL, NEW_PASSWORD).await.location(), "/my-orcid");
    assert_ne!(one.browser().sign_in(EMAIL, PASSWORD).await.location(), "/my-orcid");
}

/// OPS-07
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_narrows_access_at_one_node_counts_at_the_other_at_once() {
    let (one, other) = nodes!("what_narrows_access_at_one_node_counts_at_the_other_at_once");
    let ada = one.app.record("Ada").await;
    let client = one.client(ClientType::PremiumUpdater).await;
    let put_code = ada.work("On the engine", &[]).by(&client).add().await;
    let there =
        async |pages: &Pages| existing(pages, ada.orcid).public(&format!("/work/{put_code}")).await.status.as_u16();
    // Both have answered it before, and may have kept the answer.
    assert_eq!((there(&one).await, there(&other).await), (200, 200));
    ada.work("On the engine", &[]).by(&client).private().replacing(put_code).add().await;
    assert_ne!(there(&other).await, 200, "hidden at one, hidden at the other");

    let access = client.token(&ada, "/read-limited").await;
    let status = async |pages: &Pages| existing(pages, ada.orcid).member(&access, "/record").await.status.as_u16();
    assert_eq!((status(&one).await, status(&other).await), (200, 200));
    let id = client.id.as_str();
    let revoke = [("client_id", id), ("client_secret", client.secret.as_str()), ("token", access.as_str())];
    assert_eq!(one.browser().post("/oauth/revoke", &revoke).await.status, StatusCode::OK);
    assert_eq!(status(&other).await, 401);

    existing(&other, ada.orcid).set_state(RecordState::Locked).await;
    assert_eq!(existing(&one, ada.orcid).public("/record").await.status, 409);
}

fn kid(id_token: &str) -> String {
    let header = BASE64_URL_SAFE_NO_PAD.decode(id_token.split('.').next().expect("a header")).expect("base64url");
    let header: Value = serde_json::from_slice(&header).expect("JSON");
    header["kid"].as_str().expect("a name").to_owned()
}

/// OPS-07
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_that_are_rotated_at_one_node_are_known_at_the_other_before_they_sign() {
    let (one, other) = nodes!("keys_that_are_rotated_at_one_node_are_known_at_the_other");
    one.register(EMAIL).await;
    let client = one.client(ClientType::PremiumUpdater).await;
    let clock = one.app.clock.clone();
    // What either signs, both have published when a client may come with it.
    let signed = async |pages: &Pages| {
        let mut ada = pages.browser();
        ada.sign_in(EMAIL, PASSWORD).await;
        let page = ada.get(&ask(client.id.as_str(), "openid")).await;
        let agreed = match page.status {
            StatusCode::OK => ada.submit(&page, &[("decision", "allow")]).await,
            _ => page,
        };
        let code = agreed.parameter("code").unwrap_or_else(|| panic!("{}", agreed.body)).to_owned();
        let fields = [
            ("client_id", client.id.as_str()),
            ("client_secret", client.secret.as_str()),
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", CALLBACK),
        ];
        let (_, given) = token(pages, &fields).await;
        let kid = kid(given["id_token"].as_str().expect("a token"));
        for node in [&one, &other] {
            let published = node.get("/oauth/jwks").await.body;
            assert!(published.contains(&kid), "{kid}: {published}");
        }
        kid
    };
    let first = signed(&one).await;
    assert_eq!(signed(&other).await, first, "one first key for all");
    one.app.authority.rotate_keys(one.app.now()).await.expect("the store answers");
    assert_eq!((signed(&one).await, signed(&other).await), (first.clone(), first.clone()));
    for _ in 0..6 {
        clock.advance_seconds(DAY / 4);
        let _either = (signed(&one).await, signed(&other).await);
    }
    let second = signed(&other).await;
    assert_ne!(second, first);
    assert_eq!(signed(&one).await, second);
}

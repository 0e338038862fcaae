//! `/developer-tools/webhooks`, as the owner of applications sees it.

use axum::http::StatusCode;
use byline_model::OrcidId;
use byline_store::Change;
use byline_store::webhooks::{CallOutcome, Verdict, WebhookChange};
use byline_testkit::{ClientType, TestApp, TestClient};

use crate::support::{PASSWORD, Pages};

const EMAIL: &str = "ada@example.org";
const PATH: &str = "/developer-tools/webhooks";

/// An application of somebody, two calls of which were made: one was answered.
pub async fn owned_with_calls<'a>(app: &'a TestApp, name: &str, owner: OrcidId, uri: &str) -> TestClient<'a> {
    let client = app.client_with(name, ClientType::PremiumUpdater, |it| it.owner = Some(owner)).await;
    let (id, host) = (client.id.clone(), "a.example".into());
    app.commit([Change::Webhook(WebhookChange::Put {
        client: id,
        orcid: owner,
        uri: uri.into(),
        host,
        at: app.now(),
    })])
    .await;
    let hook = app.store.webhook(&client.id, owner, uri).await.unwrap().expect("it is registered").id;
    for outcome in [CallOutcome::Failed("connection <refused>".into()), CallOutcome::Answered(204)] {
        let verdict = Verdict::Later { next: app.now() };
        let called = WebhookChange::Called { hook, at: app.now(), millis: 7, outcome, verdict };
        app.commit([Change::Webhook(called)]).await;
    }
    client
}

#[tokio::test]
async fn an_owner_sees_the_calls_of_own_applications_alone() {
    let pages = Pages::start().await;
    let (ada, bob) = (pages.register(EMAIL).await, pages.register("bob@example.org").await);
    let own = owned_with_calls(&pages.app, "Tides <b>", ada, "https://a.example/?secret=<1>").await;
    let other = owned_with_calls(&pages.app, "Of Bob", bob, "https://b.example/").await;
    let mut browser = pages.browser();
    assert_eq!(browser.get(PATH).await.location(), "/signin?next=%2Fdeveloper-tools%2Fwebhooks");
    browser.sign_in(EMAIL, PASSWORD).await;
    assert!(browser.get("/my-orcid").await.body.contains(PATH));
    let page = browser.get(PATH).await;
    assert_eq!(page.status, StatusCode::OK);
    for text in [own.id.as_str(), "Tides &#60;b&#62;", "https://a.example/?secret=&#60;1&#62;", "Answered", "No answer"]
    {
        assert!(page.body.contains(text), "{text} is not in {}", page.body);
    }
    assert!(page.body.find("Answered") < page.body.find("No answer"), "newest first");
    assert!(!page.body.contains(other.id.as_str()) && !page.body.contains("b.example"));
}

#[tokio::test]
async fn who_owns_no_application_is_told_so() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let mut browser = pages.browser();
    browser.sign_in(EMAIL, PASSWORD).await;
    assert!(!browser.get("/my-orcid").await.body.contains(PATH));
    assert!(browser.get(PATH).await.body.contains("You own no application."));
}

//! Whoever has much to do leaves room for others (`Heavy`).

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use byline_model::ItemKind;
use byline_registry::{Busy, Party, Weight};
use byline_testkit::{TestApp, TestResponse};

/// A job that does not end.
type Job<'a> = Pin<Box<dyn Future<Output = Result<(), Busy>> + 'a>>;

/// So many jobs of a party that one more is refused.
async fn fill<'a>(app: &'a TestApp, party: &Party, weight: Weight) -> Vec<Job<'a>> {
    let mut waiting = Vec::new();
    loop {
        let endless = std::future::pending();
        let mut job: Job<'a> = Box::pin(party.clone().asks(app.registry.heavy().run(weight, endless)));
        if poll_fn(|context| Poll::Ready(job.as_mut().poll(context))).await.is_ready() {
            assert!(!waiting.is_empty(), "there is a share");
            return waiting;
        }
        waiting.push(job);
    }
}

/// One that is full waits no more while this is answered, so that whoever is let into the line has a turn.
async fn beside(waiting: Vec<Job<'_>>, request: impl Future<Output = TestResponse>) -> TestResponse {
    tokio::join!(biased; request, async { drop(waiting) }).0
}

fn assert_busy(answer: &TestResponse) {
    assert_eq!(answer.status, 503, "{}", answer.text());
    assert!(answer.text().contains("9008"), "{}", answer.text());
    assert!(!answer.header("retry-after").is_empty());
}

#[tokio::test]
async fn a_client_that_fills_its_share_leaves_room_for_others() {
    let app = TestApp::start().await;
    let (eager, other) = (app.member("Eager").await, app.member("Other").await);
    let ada = app.record("ada").await;
    let tokens = [eager.token(&ada, "/activities/update").await, other.token(&ada, "/activities/update").await];
    let path = format!("/api/v3.0/{ada}/work");
    // No document, which tells whether it was looked at.
    for (weight, bytes) in [(Weight::Heavy, 20_000), (Weight::Huge, 300_000)] {
        assert_eq!(Weight::of_document(bytes), weight);
        let write = |token: &str| {
            let body = "[".repeat(bytes);
            app.request("POST", &path).bearer(token).peer("192.0.2.1").body("application/json", body).send()
        };
        let full = fill(&app, &Party::Client(eager.id.clone()), weight).await;
        assert_busy(&write(&tokens[0]).await);
        assert_eq!(beside(full, write(&tokens[1])).await.status, 400, "{weight:?}: from the same address");
        assert_eq!(write(&tokens[0]).await.status, 400, "{weight:?}: there is room again");
    }
}

#[tokio::test]
async fn a_network_that_fills_its_share_leaves_room_for_others() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let title = "ants ".repeat(60_000);
    let work = format!(r#"{{"title":{{"title":{{"value":"{title}"}}}},"type":"book"}}"#);
    ada.item(ItemKind::Work, &work).add().await;
    let path = format!("/pub/v3.0/{ada}/works");
    let read = |from: &'static str| app.request("GET", &path).peer(from).accept("application/json").send();
    let party = Party::at("2001:db8::1".parse().ok());
    let full = fill(&app, &party, Weight::Heavy).await;
    assert_busy(&read("2001:db8::2").await);
    assert_eq!(beside(full, read("2001:db8:0:1::2")).await.status, 200);
    assert_eq!(read("2001:db8::2").await.status, 200, "there is room again");
}

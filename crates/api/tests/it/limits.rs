//! How often the APIs may be asked: `decisions` 10, case Q01 of `record-api` 8.4.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use byline_api::{Admission, Exceeded, UsedUp};
use byline_http::limit::{ApiLimits, ApiPolicy};
use byline_registry::Usage;
use byline_testkit::{ClientType, TestApp};
use tower::ServiceExt;

const ADDRESS: &str = "192.0.2.1";
/// 2026-09-21T14:13:20Z, where the clock of tests stands.
const UNTIL_MIDNIGHT: &str = "35200";

struct Limited<'a> {
    app: &'a TestApp,
    usage: Arc<Usage>,
    exceeded: tokio::sync::mpsc::Receiver<Exceeded>,
    router: axum::Router,
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a text"))
    }
}

impl<'a> Limited<'a> {
    fn new(app: &'a TestApp, policy: ApiPolicy) -> Self {
        let usage = Arc::new(Usage::new(Arc::clone(&app.store), app.clock.clone()));
        let (used_up, exceeded) = UsedUp::channel();
        let admission = Admission { limits: Arc::new(ApiLimits::new(policy)), usage: Arc::clone(&usage), used_up };
        Limited { app, usage, exceeded, router: byline_api::router(app.api.clone().admitting(admission)) }
    }

    async fn ask(&self, path: &str, token: Option<&str>, address: &str) -> Answer {
        let mut request = Request::builder().uri(path).header("accept", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let peer = byline_http::Peer(address.parse().expect("an address"));
        let request = request.extension(peer).body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("never fails");
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        let body = String::from_utf8(body.to_vec()).expect("a text");
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// How many in a row are answered.
    async fn run(&self, path: &str, token: Option<&str>, address: &str) -> usize {
        for count in 0..200 {
            if self.ask(path, token, address).await.status >= 429 {
                return count;
            }
        }
        200
    }
}

fn policy(public: &str, member: &str) -> ApiPolicy {
    ApiPolicy {
        public: public.parse().unwrap(),
        member: member.parse().unwrap(),
        anonymous_per_day: Some(25_000),
        client_per_day: Some(100_000),
        refuse_clients: false,
        exempt_clients: [].into(),
        exempt_networks: Vec::new(),
    }
}

fn by_day(anonymous: u64, client: u64) -> ApiPolicy {
    let (anonymous_per_day, client_per_day) = (Some(anonymous), Some(client));
    ApiPolicy { anonymous_per_day, client_per_day, ..policy("1000/s", "1000/s") }
}

/// Q01
#[tokio::test]
async fn q01_the_request_that_reaches_the_daily_limit_is_refused() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let limited = Limited::new(&app, by_day(5, 100));
    let path = format!("/pub/v3.0/{ada}/person");
    let first = limited.ask(&path, None, ADDRESS).await;
    assert_eq!((first.status, first.header("ratelimit-limit"), first.header("ratelimit-remaining")), (200, "5", "4"));
    assert_eq!(first.header("ratelimit-reset"), UNTIL_MIDNIGHT);
    assert_eq!(first.header("ratelimit-policy"), "1000;w=1, 5;w=86400");
    assert_eq!(limited.run(&path, None, ADDRESS).await, 3);
    let refused = limited.ask(&path, None, ADDRESS).await;
    assert_eq!((refused.status, refused.header("content-type")), (429, "text/plain;charset=UTF-8"));
    let text = "Too Many Requests. You have exceeded the daily quota for anonymous usage of this API.";
    assert!(refused.body.starts_with(text), "{}", refused.body);
    assert_eq!((refused.header("retry-after"), refused.header("ratelimit-remaining")), (UNTIL_MIDNIGHT, "0"));
    // Every address of the API counts, also one that is nowhere, and a token that is none is nobody's.
    for (path, token) in [("/pub/v3.0/status", None), ("/pub/v3.0/nowhere", None), (&*path, Some("nonsense"))] {
        assert_eq!(limited.ask(path, token, ADDRESS).await.status, 429, "{path}");
    }
    assert_eq!(limited.ask(&path, None, "192.0.2.2").await.status, 200, "others have their own");
    app.clock.advance_seconds(35_200);
    assert_eq!(limited.run(&path, None, ADDRESS).await, 4, "with the next day it begins anew");
}

/// D-10
#[tokio::test]
async fn days_are_counted_in_the_store() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let path = format!("/pub/v3.0/{ada}/person");
    let (one, other) = (Limited::new(&app, by_day(10, 100)), Limited::new(&app, by_day(10, 100)));
    for _ in 0..3 {
        assert_eq!(one.ask(&path, None, ADDRESS).await.status, 200);
        assert_eq!(other.ask(&path, None, ADDRESS).await.status, 200);
    }
    one.usage.write_down().await.unwrap();
    other.usage.write_down().await.unwrap();
    one.usage.write_down().await.unwrap();
    // Both know of six now, and neither of what the other admits in the next second.
    assert_eq!(one.run(&path, None, ADDRESS).await, 3);
    one.usage.write_down().await.unwrap();
    other.usage.write_down().await.unwrap();
    assert_eq!(other.run(&path, None, ADDRESS).await, 0);
    let restarted = Limited::new(&app, by_day(10, 100));
    assert_eq!(restarted.run(&path, None, ADDRESS).await, 0, "a restart forgets nothing that was written down");
}

/// D-10
#[tokio::test]
async fn public_clients_are_told_and_refused_only_where_that_is_wanted() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let client = app.client("P", ClientType::PublicClient).await;
    let member = app.member("M").await;
    let (token, of_member) = (client.credentials("/read-public").await, member.credentials("/read-public").await);
    let path = format!("/pub/v3.0/{ada}/person");
    let mut limited = Limited::new(&app, by_day(5, 3));
    for left in ["2", "1", "0", "0", "0"] {
        let answer = limited.ask(&path, Some(&token), ADDRESS).await;
        let told = (answer.status, answer.header("ratelimit-limit"), answer.header("ratelimit-remaining"));
        assert_eq!(told, (200, "3", left));
    }
    let (client, day) = (client.id.clone(), app.now().millis() / 86_400_000);
    assert_eq!(limited.exceeded.try_recv(), Ok(Exceeded { client, day, limit: 3 }));
    assert!(limited.exceeded.try_recv().is_err(), "once in a day");
    assert_eq!(limited.run(&path, None, ADDRESS).await, 4, "the address it is at is not counted");
    assert_eq!(limited.run(&path, Some(&of_member), ADDRESS).await, 200, "members have no days");
    let mut limited = Limited::new(&app, ApiPolicy { refuse_clients: true, ..by_day(5, 3) });
    assert_eq!(limited.run(&path, Some(&token), ADDRESS).await, 2);
    assert!(limited.exceeded.try_recv().is_ok());
}

/// D-10
#[tokio::test]
async fn too_many_in_a_second_are_unavailable() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("M").await);
    let token = client.credentials("/read-public").await;
    let limited = Limited::new(&app, policy("12/s:40", "24/s:40"));
    let (public, member) = (format!("/pub/v3.0/{ada}/person"), format!("/api/v3.0/{ada}/person"));
    for (path, token, steady) in [(&public, None, 12), (&member, Some(&*token), 24)] {
        assert_eq!(limited.run(path, token, ADDRESS).await, 40, "{path}");
        let refused = limited.ask(path, token, ADDRESS).await;
        assert_eq!(
            (refused.status, refused.header("retry-after"), refused.header("ratelimit-limit")),
            (503, "1", "40")
        );
        limited.app.clock.advance_seconds(1);
        assert_eq!(limited.run(path, token, ADDRESS).await, steady, "{path}");
        limited.app.clock.advance_seconds(10);
    }
    assert_eq!(limited.run("/api/v3.0/x/person", None, ADDRESS).await, 40, "refusals count, too");
    for path in ["/ping", "/healthz", "/readyz"] {
        assert_eq!(limited.run(path, None, ADDRESS).await, 200, "whether it is up may be asked: {path}");
    }
}

#[tokio::test]
async fn some_are_spared_and_without_limits_all_are() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.client("P", ClientType::PublicClient).await);
    let token = client.credentials("/read-public").await;
    let path = format!("/pub/v3.0/{ada}/person");
    let exempt = ApiPolicy {
        exempt_clients: [client.id.clone()].into(),
        exempt_networks: vec!["10.0.0.0/8".parse().unwrap()],
        ..policy("12/s:40", "24/s:40")
    };
    let limited = Limited::new(&app, exempt);
    assert_eq!(limited.run(&path, Some(&token), ADDRESS).await, 200);
    assert_eq!(limited.run(&path, None, "10.1.2.3").await, 200);
    assert_eq!(limited.run(&path, None, ADDRESS).await, 40);
    let answer = app.get(&path).await;
    assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("ratelimit")));
}

//! How often somebody may ask: every route is counted, by who asks, and only for a while.

use std::net::IpAddr;

use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use byline_http::{Class, Peer, Rates};

use crate::support::{Answer, PASSWORD, Pages};

const EMAIL: &str = "ada@example.org";

fn rates(given: &[(Class, &str)]) -> Rates {
    let mut rates = Rates::off();
    for (class, rate) in given {
        rates.set(*class, Some(rate.parse().expect("a rate")));
    }
    rates
}

async fn ask(pages: &Pages, method: &str, path: &str, from: &str) -> Answer {
    send(pages, Request::builder().method(method).uri(path), from).await
}

async fn send(pages: &Pages, request: Builder, from: &str) -> Answer {
    let peer = Peer(from.parse::<IpAddr>().expect("an address"));
    pages.send(request.extension(peer).body(Body::empty()).expect("a well-formed request")).await
}

/// Every path that is added anywhere in the pages, with an example in place of its parameters.
fn paths() -> Vec<String> {
    let sources =
        [include_str!("../../src/lib.rs"), include_str!("../../src/oauth/mod.rs"), include_str!("../../src/legacy.rs")];
    let text: String = sources.concat().split_whitespace().collect();
    let routes: Vec<&str> = text.split(".route(").skip(1).collect();
    assert!(routes.iter().all(|it| it.starts_with("Class::")), "a route without a class");
    let paths = routes.iter().map(|route| {
        let (_, rest) = route.split_once(',').expect("a path follows");
        match rest.strip_prefix('"') {
            Some(path) => {
                path.split('"').next().expect("texts end").replace("{orcid}", "nobody").replace("{secret}", "x")
            }
            None => match rest.split(',').next().expect("something follows") {
                "LOGIN" => "/oauth/custom/login.json".to_owned(),
                "AUTHORIZE" => "/oauth/custom/authorize.json".to_owned(),
                "AUTH" => "/signin/auth.json".to_owned(),
                "assets::ROUTE" => "/assets/x".to_owned(),
                other => panic!("what is {other}?"),
            },
        }
    });
    paths.collect()
}

#[tokio::test]
async fn every_route_is_counted() {
    let paths = paths();
    assert!(paths.len() >= 28, "{paths:?}");
    for path in paths.iter().map(String::as_str).chain(["/no/such/page"]) {
        for method in ["GET", "POST"] {
            let all: Vec<_> = Class::ALL.into_iter().map(|class| (class, "1/h")).collect();
            let pages = Pages::limited(rates(&all), |site| site.legacy_sign_in = true).await;
            let first = ask(&pages, method, path, "192.0.2.1").await;
            assert_ne!(first.status, StatusCode::TOO_MANY_REQUESTS, "{method} {path}");
            let second = ask(&pages, method, path, "192.0.2.1").await;
            assert_eq!(second.status, StatusCode::TOO_MANY_REQUESTS, "{method} {path}: {}", first.status);
            assert_eq!((second.header("ratelimit-limit"), second.header("retry-after")), ("1", "3600"), "{path}");
            assert_eq!((second.header("ratelimit-remaining"), second.header("ratelimit-reset")), ("0", "3600"));
            assert_ne!(ask(&pages, method, path, "192.0.2.2").await.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
            pages.app.clock.advance_seconds(3600);
            assert_ne!(ask(&pages, method, path, "192.0.2.1").await.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
        }
    }
}

#[tokio::test]
async fn refusals_speak_the_language_of_who_asks() {
    let all: Vec<_> = Class::ALL.into_iter().map(|class| (class, "1/m")).collect();
    let pages = Pages::limited(rates(&all), |site| site.legacy_sign_in = true).await;
    for (method, path, content_type, words) in [
        ("GET", "/signin", "text/html; charset=utf-8", "Please try again in 60 seconds."),
        ("POST", "/oauth/introspect", "application/json;charset=UTF-8", r#"{"error":"slow_down","error_description":"#),
        ("POST", "/oauth/custom/login.json", "application/json;charset=UTF-8", r#"{"errors":["That was too often"]}"#),
    ] {
        ask(&pages, method, path, "192.0.2.1").await;
        let refused = ask(&pages, method, path, "192.0.2.1").await;
        assert_eq!((refused.status, refused.header("content-type")), (StatusCode::TOO_MANY_REQUESTS, content_type));
        assert!(refused.body.contains(words), "{path}: {}", refused.body);
        assert!(!refused.header("content-security-policy").is_empty());
    }
}

#[tokio::test]
async fn forwarded_addresses_count_from_trusted_proxies_alone() {
    let pages = Pages::limited(rates(&[(Class::Read, "1/h")]), |_| ()).await;
    let from = async |peer: &str, forwarded: &str| {
        send(&pages, Request::get("/").header("x-forwarded-for", forwarded), peer).await.status
    };
    assert_eq!(from("10.0.0.1", "192.0.2.1").await, StatusCode::OK);
    assert_eq!(from("10.0.0.1", "192.0.2.2").await, StatusCode::OK);
    assert_eq!(from("10.0.0.1", "9.9.9.9, 192.0.2.2").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(from("192.0.2.3", "192.0.2.4").await, StatusCode::OK);
    assert_eq!(from("192.0.2.3", "192.0.2.5").await, StatusCode::TOO_MANY_REQUESTS, "anybody can write a header");
}

#[tokio::test]
async fn looking_at_a_form_does_not_use_up_its_submissions() {
    let pages = Pages::limited(rates(&[(Class::Password, "2/m"), (Class::Read, "100/m")]), |_| ()).await;
    pages.register(EMAIL).await;
    let mut ada = pages.browser();
    for _ in 0..5 {
        assert_eq!(ada.get("/signin").await.status, StatusCode::OK);
    }
    assert_eq!(ada.sign_in(EMAIL, "wrong passw0rd").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.sign_in(EMAIL, PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pages.browser().sign_in(EMAIL, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    pages.app.clock.advance_seconds(30);
    assert_eq!(pages.browser().sign_in(EMAIL, PASSWORD).await.status, StatusCode::SEE_OTHER);
}

/// One registration of this name and address; the status.
async fn register(pages: &Pages, name: &str, email: &str) -> StatusCode {
    let mut browser = pages.browser();
    let page = browser.get("/register").await;
    let fields = [
        ("given_names", name),
        ("email", email),
        ("email_again", email),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("visibility", "limited"),
        ("terms", "yes"),
        ("processing", "yes"),
    ];
    browser.submit(&page, &fields).await.status
}

#[tokio::test]
async fn registrations_and_taken_addresses_are_counted_and_mistakes_are_not() {
    let pages = Pages::limited(rates(&[(Class::Register, "3/h")]), |_| ()).await;
    for _ in 0..5 {
        assert_eq!(register(&pages, "Ada", "nonsense").await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(register(&pages, "Ada", EMAIL).await, StatusCode::SEE_OTHER);
    assert_eq!(register(&pages, "Grace", "grace@example.org").await, StatusCode::SEE_OTHER);
    assert_eq!(register(&pages, "Eve", EMAIL).await, StatusCode::UNPROCESSABLE_ENTITY, "taken");
    assert_eq!(register(&pages, "Eve", "eve@example.org").await, StatusCode::TOO_MANY_REQUESTS);
    pages.app.clock.advance_seconds(20 * 60);
    assert_eq!(register(&pages, "Eve", "eve@example.org").await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn one_address_is_tried_a_few_times_only_known_or_not() {
    let pages = Pages::limited(rates(&[(Class::SameEmail, "2/h")]), |_| ()).await;
    assert_eq!(register(&pages, "Ada", EMAIL).await, StatusCode::SEE_OTHER);
    assert_eq!(register(&pages, "Eve", "ADA@example.org").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(register(&pages, "Eve", EMAIL).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(register(&pages, "Eve", "eve@example.org").await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn addresses_and_forms_have_an_end() {
    let pages = Pages::with(|site| site.legacy_sign_in = true).await;
    let long = "x".repeat(16 * 1024);
    for path in paths() {
        let answer = ask(&pages, "GET", &format!("{path}?a={long}"), "192.0.2.1").await;
        let posted = ask(&pages, "POST", &format!("{path}?a={long}"), "192.0.2.1").await;
        let statuses = [answer.status, posted.status];
        assert!(statuses.contains(&StatusCode::URI_TOO_LONG), "{path}: {statuses:?}");
        let harmless = [StatusCode::URI_TOO_LONG, StatusCode::METHOD_NOT_ALLOWED];
        assert!(statuses.iter().all(|it| harmless.contains(it)), "{path}: {statuses:?}");
    }
    let body = format!("a={}", "x".repeat(256 * 1024));
    for path in ["/signin", "/register", "/register/confirm", "/reset-password", "/oauth/authorize", "/oauth/revoke"] {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = pages.send(request.body(Body::from(body.clone())).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
}

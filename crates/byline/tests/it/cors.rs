//! What pages of other sites may read: an endpoint that is open is open in all it says.

use reqwest::{Method, Response};

use crate::support::Running;

const ORIGIN: &str = "https://app.example";
const OPEN: [&str; 5] = [
    "/oauth/userinfo",
    "/oauth/jwks",
    "/.well-known/openid-configuration",
    "/.well-known/oauth-authorization-server",
    "/userStatus.json",
];

async fn ask(sandbox: &Running, method: Method, path: &str, body: Option<String>) -> Response {
    let request = reqwest::Client::new().request(method.clone(), sandbox.url(path)).header("origin", ORIGIN);
    let request = match (method, body) {
        (Method::OPTIONS, _) => request.header("access-control-request-method", "POST"),
        (_, Some(body)) => request.header("content-type", "application/x-www-form-urlencoded").body(body),
        (_, None) => request,
    };
    request.send().await.expect("it answers")
}

fn header<'r>(answer: &'r Response, name: &str) -> &'r str {
    answer.headers().get(name).map_or("", |it| it.to_str().unwrap())
}

#[tokio::test]
async fn an_open_endpoint_is_open_in_every_answer() {
    let sandbox = Running::sandbox(["--rate", "all=40/h"]);
    let mut seen = std::collections::BTreeSet::new();
    for path in OPEN {
        let wrong = ask(&sandbox, Method::DELETE, path, None).await;
        let long = ask(&sandbox, Method::POST, path, Some("a=".to_owned() + &"x".repeat(200_000))).await;
        let usual = ask(&sandbox, Method::GET, path, None).await;
        let mut answers = vec![wrong, long, usual];
        for _ in 0..50 {
            answers.push(ask(&sandbox, Method::GET, path, None).await);
        }
        for answer in &answers {
            let status = answer.status().as_u16();
            assert_eq!(header(answer, "access-control-allow-origin"), ORIGIN, "{path} {status}");
            assert!(answer.headers().get_all("vary").iter().any(|it| it == "Origin"), "{path} {status}");
            assert_eq!(header(answer, "x-content-type-options"), "nosniff", "{path} {status}");
            let credentials = header(answer, "access-control-allow-credentials");
            assert_eq!(credentials == "true", path == "/userStatus.json", "{path} {status}");
            seen.insert(status);
        }
        // Asking before asking costs nothing, though nothing is left.
        assert_eq!(answers.last().unwrap().status(), 429, "{path}");
        for _ in 0..50 {
            let preflight = ask(&sandbox, Method::OPTIONS, path, None).await;
            assert_eq!((preflight.status().as_u16(), header(&preflight, "access-control-allow-origin")), (200, ORIGIN));
        }
    }
    assert!([200, 405, 413, 429].iter().all(|it| seen.contains(it)), "{seen:?}");
}

#[tokio::test]
async fn the_apis_are_open_in_every_answer() {
    let sandbox =
        Running::sandbox(["--api-limits", "on", "--api-public-rate", "100/s", "--api-anonymous-per-day", "3"]);
    let path = "/pub/v3.0/0009-9000-0000-0010/person";
    let mut seen = std::collections::BTreeSet::new();
    let first = [(Method::GET, path), (Method::DELETE, path), (Method::GET, "/pub/v3.0/0009-9000-0000-9998/person")];
    let more = std::iter::repeat_n((Method::GET, path), 5).chain(std::iter::repeat_n((Method::OPTIONS, path), 3));
    for (method, path) in first.into_iter().chain(more) {
        let answer = ask(&sandbox, method.clone(), path, None).await;
        assert_eq!(header(&answer, "access-control-allow-origin"), "*", "{method} {path} {}", answer.status());
        assert!(method != Method::OPTIONS || answer.status() == 200, "{}", answer.status());
        seen.insert(answer.status().as_u16());
    }
    assert!([200, 405, 429].iter().all(|it| seen.contains(it)), "{seen:?}");
}

#[tokio::test]
async fn a_preflight_of_revocation_is_answered_as_that_of_the_token_endpoint() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let names =
        ["allow", "cache-control", "pragma", "vary", "access-control-allow-origin", "access-control-allow-methods"];
    let mut answers = Vec::new();
    for path in ["/oauth/token", "/oauth/revoke"] {
        let answer = ask(&sandbox, Method::OPTIONS, path, None).await;
        answers.push((answer.status().as_u16(), names.map(|name| header(&answer, name).to_owned())));
    }
    assert_eq!(answers[0].0, 200);
    assert_eq!(answers[0], answers[1]);
}

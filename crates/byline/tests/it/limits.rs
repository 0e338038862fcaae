//! How often somebody may ask, as settings have it.

use reqwest::{Response, StatusCode};
use serde_json::json;

use crate::mail_server::eventually;
use crate::support::{Running, UPDATER, byline, run, text};

const SECRET: &str = "021bdb7a-17c5-52b5-8a88-e37a9bc05f11";

async fn token(sandbox: &Running, secret: &str) -> Response {
    let form = [
        ("client_id", UPDATER),
        ("client_secret", secret),
        ("grant_type", "client_credentials"),
        ("scope", "/read-public"),
    ];
    reqwest::Client::new().post(sandbox.url("/oauth/token")).form(&form).send().await.expect("it answers")
}

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn tokens_are_limited_by_where_one_is() {
    let sandbox = Running::sandbox(["--rate", "token=2/m"]);
    for _ in 0..2 {
        assert_eq!(token(&sandbox, "wrong").await.status(), StatusCode::UNAUTHORIZED);
    }
    let refused = token(&sandbox, SECRET).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(header(&refused, "ratelimit-limit"), "2");
    assert_eq!(header(&refused, "ratelimit-remaining"), "0");
    let (wait, reset) = (header(&refused, "retry-after"), header(&refused, "ratelimit-reset"));
    assert!(wait == reset && (1..=30).contains(&wait.parse::<u32>().unwrap()), "{wait} {reset}");
    assert_eq!(header(&refused, "cache-control"), "no-store");
    let body: serde_json::Value = refused.json().await.unwrap();
    assert_eq!(body["error"], "slow_down");
    assert!(body["error_description"].as_str().is_some_and(|it| !it.is_empty()));
    // A host of its own in production, the same bucket.
    let beside = reqwest::Client::new().post(sandbox.url("/pub/oauth/token")).form(&[("a", "b")]).send().await.unwrap();
    assert_eq!(beside.status(), StatusCode::TOO_MANY_REQUESTS);
    sandbox.post("/__sandbox/clock", json!({"advance_seconds": 30})).await;
    assert_eq!(token(&sandbox, SECRET).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn clients_are_limited_once_they_proved_who_they_are() {
    let sandbox = Running::sandbox(["--rate", "client=2/m"]);
    // Anybody can name a client; it is not shut out by that.
    for _ in 0..5 {
        assert_eq!(token(&sandbox, "wrong").await.status(), StatusCode::UNAUTHORIZED);
    }
    for _ in 0..2 {
        assert_eq!(token(&sandbox, SECRET).await.status(), StatusCode::OK);
    }
    let refused = token(&sandbox, SECRET).await;
    assert_eq!((refused.status(), header(&refused, "ratelimit-limit")), (StatusCode::TOO_MANY_REQUESTS, "2"));
    let form = [("client_id", UPDATER), ("client_secret", SECRET), ("token", "x")];
    for path in ["/oauth/introspect", "/oauth/revoke"] {
        let answer = reqwest::Client::new().post(sandbox.url(path)).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert_ne!(header(&answer, "retry-after"), "");
    }
    sandbox.post("/__sandbox/clock", json!({"advance_seconds": 60})).await;
    assert_eq!(token(&sandbox, SECRET).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_registry_counts_as_its_settings_say() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = byline();
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder.path());
    let registry = Running::start(command.env("BYLINE_RATES", "all=off,password=3/h"));
    let client = reqwest::Client::new();
    let mut statuses = Vec::new();
    for path in ["/signin", "/signin", "/register", "/signin", "/signout"] {
        statuses.push(client.post(registry.url(path)).send().await.unwrap().status().as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 429, 200], "forms that are shown again, but for the one too many");
}

#[test]
fn a_registry_has_limits_unless_told_otherwise() {
    let shown = text(&run(["config", "show"]).stdout);
    assert!(shown.contains("[limits.rates]") && shown.contains("password = \"120/m\""), "{shown}");
}

/// The requests of a day that the store of a running server knows of.
fn written_down(data: &std::path::Path) -> i64 {
    let conn = rusqlite::Connection::open_with_flags(
        data.join("byline.db"),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX,
    );
    conn.unwrap().query_row("SELECT coalesce(max(count), 0) FROM uses", [], |row| row.get(0)).unwrap()
}

/// MEM-74
#[tokio::test]
async fn the_apis_are_limited_by_day_across_restarts() {
    let folder = tempfile::tempdir().unwrap();
    let serve = || {
        let mut command = byline();
        command.args(["serve", "--listen", "127.0.0.1:0", "--api-limits", "on", "--api-anonymous-per-day", "4"]);
        Running::start(command.arg("--data").arg(folder.path()))
    };
    let status = async |registry: &Running| registry.get("/pub/v3.0/status", "application/json").await;
    let registry = serve();
    for left in ["3", "2"] {
        let answer = status(&registry).await;
        assert_eq!((answer.status(), header(&answer, "ratelimit-remaining")), (StatusCode::OK, left));
    }
    // What was counted is written down once a second.
    eventually(async || (written_down(folder.path()) == 2).then_some(())).await;
    drop(registry);
    let registry = serve();
    assert_eq!(header(&status(&registry).await, "ratelimit-remaining"), "1");
    let refused = status(&registry).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(header(&refused, "retry-after").parse::<u32>().is_ok_and(|it| it <= 86_400));
    assert!(refused.text().await.unwrap().starts_with("Too Many Requests."));
}

#[tokio::test]
async fn a_sandbox_limits_its_apis_when_it_is_told_to() {
    let sandbox =
        Running::sandbox(["--api-limits", "on", "--api-public-rate", "1/s:3", "--api-anonymous-per-day", "5"]);
    let status = async || sandbox.get("/pub/v3.0/status", "application/json").await.status().as_u16();
    let advance = async |seconds: u64| {
        assert_eq!(sandbox.post("/__sandbox/clock", json!({ "advance_seconds": seconds })).await.0, 200);
    };
    for expected in [200, 200, 200, 503] {
        assert_eq!(status().await, expected);
    }
    advance(10).await;
    for expected in [200, 429, 429] {
        assert_eq!(status().await, expected);
    }
    advance(24 * 3600).await;
    assert_eq!(status().await, 200);
}

#[tokio::test]
async fn the_owner_of_a_client_that_used_up_its_day_gets_one_mail() {
    // In the demo, this client is Amélie's.
    let (client, owner) = ("APP-DEMOPUBLIC000001", "amelie@brume.example.org");
    let sandbox = Running::sandbox(["--api-limits", "on", "--api-public-rate", "100/s", "--api-client-per-day", "3"]);
    let (status, token) =
        sandbox.post("/__sandbox/tokens", json!({ "client": client, "scopes": ["/read-public"] })).await;
    assert_eq!(status, 201, "{token}");
    let token = token["access_token"].as_str().unwrap();
    let ask = async || {
        let request = reqwest::Client::new().get(sandbox.url("/pub/v3.0/status")).bearer_auth(token);
        request.send().await.unwrap().status()
    };
    let mails = async || sandbox.json(&format!("/__sandbox/mail?to={owner}")).await.as_array().unwrap().clone();
    for _ in 0..2 {
        assert_eq!(ask().await, StatusCode::OK);
    }
    assert!(mails().await.is_empty());
    for _ in 0..5 {
        assert_eq!(ask().await, StatusCode::OK, "it is told, not refused");
    }
    let found = crate::mail_server::eventually(async || Some(mails().await).filter(|it| !it.is_empty())).await;
    assert_eq!(found.len(), 1);
    let text = found[0]["text"].as_str().unwrap();
    assert!(text.contains("Papertrail") && text.contains('3'), "{text}");
}

//! Documents that mean harm, sent by many at once: whoever asks for something else is answered as before.

use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{AMELIE, Running, UPDATER};

const WORK: &str = r#"xmlns:common="http://www.orcid.org/ns/common" xmlns:work="http://www.orcid.org/ns/work""#;
const XML: &str = "application/vnd.orcid+xml";
const JSON: &str = "application/vnd.orcid+json";

/// How many send at once.
const SENDERS: usize = 6;

fn each(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// Where each is sent, and as what. A few kilobytes of these once took seconds each.
fn hostile() -> Vec<(&'static str, &'static str, String)> {
    let nested = each(1_600, |i| format!("<a xmlns:n{i}=\"u{i}\">")) + &"</a>".repeat(1_600);
    let attributes = each(30_000, |i| format!(" b{i}=''"));
    let many = each(60, |i| format!(" xmlns:m{i}='u{i}'"));
    let again = each(3_000, |i| format!("<a xmlns:n='u{i}'/>"));
    let bulk = format!("<bulk:bulk xmlns:bulk=\"http://www.orcid.org/ns/bulk\" {WORK}>");
    let comments = "<!---->".repeat(20_000);
    let id = |i| {
        let id = json!({"external-id-type": "doi", "external-id-value": format!("10.5555/{i}"), "external-id-relationship": "self"});
        format!("{id},")
    };
    let ids = each(40_000, id);
    let names = "{\"credit-name\":{\"value\":\"N\"}},".repeat(50_000);
    let work =
        |members: String| format!("{{\"title\":{{\"title\":{{\"value\":\"T\"}}}},\"type\":\"other\",{members}}}");
    vec![
        ("work", XML, format!("<work:work {WORK}>{nested}</work:work>")),
        ("work", XML, format!("<work:work {WORK}><a{attributes}/></work:work>")),
        ("work", XML, format!("<work:work {WORK}{many}>{again}</work:work>")),
        ("works", XML, format!("{bulk}{}</bulk:bulk>", "<work:work/>".repeat(16_000))),
        ("works", XML, format!("{bulk}{comments}{}</bulk:bulk>", "<work:work/>".repeat(100))),
        ("works", JSON, format!("{{\"bulk\":[{}{{}}]}}", "{\"work\":{}},".repeat(16_000))),
        ("work", JSON, format!("{{\"title\":{}", "[".repeat(200_000))),
        ("work", JSON, work(format!("\"external-ids\":{{\"external-id\":[{}]}}", ids.trim_end_matches(',')))),
        ("work", JSON, work(format!("\"contributors\":{{\"contributor\":[{}]}}", names.trim_end_matches(',')))),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_documents_hold_nobody_up() {
    let rounds = if std::env::var_os("BYLINE_LONG").is_some() { 40 } else { 1 };
    let server = Arc::new(Running::sandbox::<[&str; 0]>([]));
    let scopes = ["/activities/update", "/read-limited"];
    let (status, token) =
        server.post("/__sandbox/tokens", json!({"client": UPDATER, "orcid": AMELIE, "scopes": scopes})).await;
    assert_eq!(status, 201, "{token}");
    let token: Arc<str> = token["access_token"].as_str().expect("a token").into();
    let bodies = Arc::new(hostile());

    let before = median(&server, 60, &AtomicBool::new(false)).await;
    let done = Arc::new(AtomicBool::new(false));
    let senders = (0..SENDERS).map(|sender| {
        let (server, token, bodies) = (Arc::clone(&server), Arc::clone(&token), Arc::clone(&bodies));
        tokio::spawn(async move {
            let client = reqwest::Client::new();
            for turn in 0..rounds * bodies.len() {
                let (path, media, body) = &bodies[(sender + turn) % bodies.len()];
                let address = server.url(&format!("/api/v3.0/{AMELIE}/{path}"));
                let request = client.post(address).bearer_auth(&token).header("content-type", *media);
                let answer = request.body(body.clone()).send().await.expect("an answer");
                let status = answer.status().as_u16();
                let text = answer.text().await.expect("a text");
                let begin: String = body.chars().take(80).collect();
                assert!(matches!(status, 200 | 400 | 503), "{status} for {begin}: {text:.300}");
                assert!(status != 200 || *path == "works", "{begin} was taken: {text:.300}");
            }
        })
    });
    let senders: Vec<_> = senders.collect();
    let finished = Arc::clone(&done);
    let waiting = tokio::spawn(async move {
        for sender in senders {
            sender.await.expect("what is sent is refused");
        }
        finished.store(true, Ordering::Relaxed);
    });
    let among = median(&server, usize::MAX, &done).await;
    waiting.await.expect("all were answered");
    let after = median(&server, 60, &AtomicBool::new(false)).await;

    let mut told = String::new();
    write!(told, "{before:?} before, {among:?} among hostile documents, {after:?} after").expect("a string");
    println!("{told}");
    // They held everybody up for a minute, which is fifty thousand times as long.
    assert!(among <= 100 * before.max(after).max(Duration::from_millis(1)), "{told}");
}

/// The operator's limit is below that of the API: it is the one that was hit.
#[tokio::test]
async fn a_body_that_is_too_long_is_told_which_limit_it_hit() {
    let limit = 16 << 20;
    let server = Running::sandbox::<[&str; 0]>([]);
    let token = json!({"client": UPDATER, "orcid": AMELIE, "scopes": ["/activities/update"]});
    let (_, token) = server.post("/__sandbox/tokens", token).await;
    let request = reqwest::Client::new().post(server.url(&format!("/api/v3.0/{AMELIE}/work")));
    let request = request.bearer_auth(token["access_token"].as_str().expect("a token"));
    let answer = request.header("content-type", JSON).body(" ".repeat(limit + 1)).send().await.expect("an answer");
    assert_eq!(answer.status(), 413);
    let text = answer.text().await.expect("a text");
    assert!(text.contains(&format!("longer than {limit} bytes")), "{text}");
}

/// How long it mostly takes to be answered, of so many requests or until there is nothing to look for any more.
#[allow(clippy::disallowed_methods, reason = "how long others wait is what is looked at")]
async fn median(server: &Running, most: usize, done: &AtomicBool) -> Duration {
    let client = reqwest::Client::new();
    let paths = ["/pub/v3.0/pubStatus".to_owned(), format!("/pub/v3.0/{AMELIE}/works")];
    let mut waits = Vec::new();
    for turn in 0..most {
        if done.load(Ordering::Relaxed) && waits.len() >= 20 {
            break;
        }
        let began = Instant::now();
        let request = client.get(server.url(&paths[turn % paths.len()])).header("accept", "application/json");
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{}", paths[turn % paths.len()]);
        let _read = answer.bytes().await.expect("a body");
        waits.push(began.elapsed());
    }
    waits.sort_unstable();
    waits[waits.len() / 2]
}

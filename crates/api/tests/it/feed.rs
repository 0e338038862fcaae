//! `/sync/changes`: what changed, as far as the reader may know.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use byline_model::client::RevocationReason;
use byline_store::{Change, ChangeSet};
use byline_testkit::{ItemKind, PutCode, RecordState, Source, TestApp, TestRecord, Visibility};
use futures_util::StreamExt;
use serde_json::{Value, json};
use tower::ServiceExt;

const PATIENCE: Duration = Duration::from_secs(30);

async fn page(app: &TestApp, token: Option<&str>, query: &str) -> Value {
    let prefix = if token.is_some() { "/api" } else { "/pub" };
    let request = app.request("GET", &format!("{prefix}/sync/changes{query}")).accept("application/json");
    let request = match token {
        Some(token) => request.bearer(token),
        None => request,
    };
    let answer = request.send().await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// Everything from the start: kind, put-code and operation of entries about this record.
async fn told(app: &TestApp, token: Option<&str>, record: TestRecord<'_>) -> Vec<(String, Option<u64>, String)> {
    let page = page(app, token, "?limit=1000").await;
    let changes = page["changes"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    changes
        .filter(|it| it["orcid"] == record.to_string())
        .map(|it| (text(&it["kind"]), it["put-code"].as_u64(), text(&it["operation"])))
        .collect()
}

/// Entries about works alone, as operation and put-code.
async fn works(app: &TestApp, token: Option<&str>, record: TestRecord<'_>) -> Vec<(String, u64)> {
    let told = told(app, token, record).await.into_iter();
    told.filter(|it| it.0 == "work").map(|(_, code, operation)| (operation, code.expect("works have one"))).collect()
}

fn entry(operation: &str, code: PutCode) -> (String, u64) {
    (operation.to_owned(), code.get())
}

async fn delete(app: &TestApp, record: TestRecord<'_>, code: PutCode, by: Source) {
    app.commit_by(by, [Change::DeleteItem { owner: record.orcid, kind: ItemKind::Work, put_code: code }]).await;
}

/// MEM-75
#[tokio::test]
async fn an_entry_says_what_happened_to_what() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let work = ada.work("Notes", &[]).by(&client).add().await;
    let all = page(&app, None, "").await;
    let changes = all["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 3, "record, name, work: {all}");
    let time = app.now().to_string();
    assert_eq!(
        changes[2],
        json!({
            "cursor": all["cursor"], "orcid": ada.to_string(), "kind": "work", "put-code": work.get(),
            "operation": "created", "source-client": client.id.as_str(), "time": time,
        })
    );
    assert_eq!((&changes[0]["kind"], &changes[0]["operation"]), (&json!("record"), &json!("created")));
    assert_eq!((&changes[1]["kind"], &changes[1]["put-code"]), (&json!("name"), &Value::Null));
    assert_eq!(changes[1]["source-client"], Value::Null, "people are not clients");
    assert_eq!(all["more"], false);
    assert_eq!(page(&app, None, "?after=0").await, all);
}

/// PLAT-2.5
#[tokio::test]
async fn pages_go_on_where_the_last_one_ended() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for number in 0..5 {
        ada.work(&format!("Notes {number}"), &[]).add().await;
        ada.work(&format!("Secret {number}"), &[]).private().add().await;
    }
    let all = page(&app, None, "?limit=1000").await;
    let mut found = Vec::new();
    let mut after = "0".to_owned();
    loop {
        let answer = app.get_json(&format!("/sync/changes?after={after}&limit=2")).await;
        let page = answer.json();
        let changes = page["changes"].as_array().unwrap();
        assert!(changes.len() <= 2);
        found.extend(changes.iter().cloned());
        after = page["cursor"].as_str().unwrap().to_owned();
        let next = format!("<http://127.0.0.1:8080/sync/changes?after={after}&limit=2>; rel=\"next\"");
        assert_eq!(answer.header("link"), next);
        if page["more"] == false {
            break;
        }
    }
    assert_eq!(json!(found), all["changes"]);
    let nothing = page(&app, None, &format!("?after={after}")).await;
    assert_eq!(nothing, json!({ "changes": [], "cursor": after, "more": false }));
    ada.work("Secret", &[]).private().add().await;
    let nothing = page(&app, None, &format!("?after={after}")).await;
    assert_eq!(nothing, json!({ "changes": [], "cursor": after, "more": false }), "as if nothing had happened");
}

#[tokio::test]
async fn what_is_hidden_from_a_reader_is_not_told() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.record("ada").await, app.record("bob").await);
    let (c1, c2) = (app.member("C1").await, app.member("C2").await);
    let public = ada.work("public", &[]).add().await;
    let limited = ada.work("limited", &[]).limited().add().await;
    let private = ada.work("private", &[]).private().add().await;
    let own = ada.work("own", &[]).private().by(&c1).add().await;
    let [public, limited, _private, own] = [public, limited, private, own].map(|code| entry("created", code));
    let granted = c1.token(&ada, "/read-limited").await;
    let other_section = c2.token(&ada, "/funding/read-limited").await;
    let other_record = c2.token(&bob, "/read-limited").await;
    let credentials = c1.credentials("/read-public").await;
    let all_of = async |token: Option<&str>| works(&app, token, ada).await;
    assert_eq!(all_of(None).await, vec![public.clone()]);
    assert_eq!(all_of(Some(&granted)).await, [public.clone(), limited, own.clone()]);
    assert_eq!(all_of(Some(&other_section)).await, vec![public.clone()]);
    assert_eq!(all_of(Some(&other_record)).await, vec![public.clone()]);
    assert_eq!(all_of(Some(&credentials)).await, [public, own]);
}

#[tokio::test]
async fn what_was_closed_or_deleted_is_told_as_gone() {
    let app = TestApp::start().await;
    let (ada, c1) = (app.record("ada").await, app.member("C1").await);
    let granted = c1.token(&ada, "/read-limited").await;
    let closed = ada.work("closed", &[]).by(&c1).add().await;
    let gone = ada.work("gone", &[]).add().await;
    let secret = ada.work("secret", &[]).private().add().await;
    // To trusted parties, then to nobody.
    let other = app.member("C2").await;
    let reader = other.token(&ada, "/read-limited").await;
    ada.work("closed", &[]).by(&c1).replacing(closed).limited().add().await;
    delete(&app, ada, gone, Source::person(ada.orcid)).await;
    delete(&app, ada, secret, Source::person(ada.orcid)).await;
    let expected = [entry("deleted", closed), entry("deleted", gone), entry("deleted", closed), entry("deleted", gone)];
    assert_eq!(works(&app, None, ada).await, expected);
    let page = page(&app, None, "?limit=1000").await;
    assert!(!page.to_string().contains(c1.id.as_str()), "whose it was is not told any more: {page}");
    let kept = [entry("created", closed), entry("deleted", gone), entry("updated", closed), entry("deleted", gone)];
    assert_eq!(works(&app, Some(&reader), ada).await, kept);
    ada.work("closed", &[]).by(&c1).replacing(closed).private().add().await;
    let mut expected = expected.to_vec();
    expected[2] = entry("deleted", closed);
    assert_eq!(works(&app, None, ada).await, expected, "that it went on behind the curtain is not told");
    let told = works(&app, Some(&reader), ada).await;
    assert_eq!(told.last(), Some(&entry("deleted", closed)));
    assert!(told.iter().filter(|it| it.1 == closed.get()).all(|it| it.0 == "deleted"));
    let own = works(&app, Some(&granted), ada).await;
    assert_eq!(own.last(), Some(&entry("updated", closed)), "its writer sees it");
}

#[tokio::test]
async fn what_is_opened_is_told_from_then_on() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let work = ada.work("draft", &[]).private().add().await;
    ada.work("draft 2", &[]).replacing(work).private().add().await;
    assert_eq!(works(&app, None, ada).await, []);
    ada.work("published", &[]).replacing(work).add().await;
    assert_eq!(works(&app, None, ada).await, [entry("updated", work)]);
    delete(&app, ada, work, Source::person(ada.orcid)).await;
    assert_eq!(works(&app, None, ada).await, [entry("deleted", work), entry("deleted", work)]);
}

#[tokio::test]
async fn of_a_record_that_is_not_served_its_state_is_told() {
    let app = TestApp::start().await;
    let (ada, bob, client) = (app.record("ada").await, app.record("bob").await, app.member("C1").await);
    let token = client.token(&ada, "/read-limited").await;
    let work = ada.work("Notes", &[]).by(&client).add().await;
    for state in [RecordState::Locked, RecordState::Deactivated, RecordState::Deprecated { primary: bob.orcid }] {
        ada.set_state(state).await;
        for reader in [None, Some(&*token)] {
            let told = told(&app, reader, ada).await;
            assert!(
                told.len() >= 2 && told.iter().all(|it| (&*it.0, it.1, &*it.2) == ("record", None, state.as_str())),
                "{told:?}"
            );
        }
    }
    ada.set_state(RecordState::Active).await;
    let last = told(&app, None, ada).await;
    assert_eq!(
        last.last().map(|it| (&*it.0, &*it.2)),
        Some(("record", "updated")),
        "who reads it reads the record again"
    );
    assert_eq!(works(&app, None, ada).await, [entry("created", work)]);
    app.commit([Change::DeleteRecord(ada.orcid)]).await;
    assert!(told(&app, None, ada).await.iter().all(|it| (&*it.0, &*it.2) == ("record", "deleted")));
}

#[tokio::test]
async fn an_unclaimed_record_is_its_creators_alone() {
    let app = TestApp::start().await;
    let (ada, c1, c2) = (app.record("ada").await, app.member("C1").await, app.member("C2").await);
    ada.unclaimed(&c1, 3).await;
    let work = ada.work("Notes", &[]).by(&c1).add().await;
    let (own, other) = (c1.credentials("/read-public").await, c2.credentials("/read-public").await);
    assert_eq!(works(&app, Some(&own), ada).await, [entry("created", work)]);
    for reader in [None, Some(&*other)] {
        assert!(told(&app, reader, ada).await.iter().all(|it| (&*it.0, &*it.2) == ("record", "unclaimed")));
    }
}

#[tokio::test]
async fn readers_are_checked_as_elsewhere() {
    let app = TestApp::start().await;
    let client = app.member("C1").await;
    let answer = async |method: &str, path: &str, token: Option<&str>, accept: &str| {
        let request = app.request(method, path).accept(accept);
        let request = match token {
            Some(token) => request.bearer(token),
            None => request,
        };
        request.send().await.outcome()
    };
    const JSON: &str = "application/json";
    let hooks = client.credentials("/webhook").await;
    let token = client.credentials("/read-public").await;
    for accept in [JSON, "text/event-stream"] {
        assert_eq!(answer("GET", "/api/sync/changes", None, accept).await.0, 403);
        assert_eq!(answer("GET", "/api/sync/changes", Some(&hooks), accept).await, (403, 9038));
        assert_eq!(answer("GET", "/pub/sync/changes", Some("nonsense"), accept).await.0, 401);
        assert_eq!(answer("GET", "/pub/sync/changes?after=x", None, accept).await, (400, 9006));
        for other in ["1", "c9e3779b97f4a7c15", &"A".repeat(32)] {
            let path = format!("/pub/sync/changes?after={other}");
            assert_eq!(answer("GET", &path, None, accept).await, (400, 9006), "{other}");
        }
        let future = app.authority.seal(app.now()).await.unwrap().close(999_999);
        assert_eq!(answer("GET", &format!("/pub/sync/changes?after={future}"), None, accept).await, (400, 9006));
        assert_eq!(answer("HEAD", "/pub/sync/changes", None, accept).await.0, 200);
    }
    for limit in ["0", "-1", "x", ""] {
        assert_eq!(answer("GET", &format!("/pub/sync/changes?limit={limit}"), None, JSON).await, (400, 9020));
    }
    assert_eq!(answer("GET", "/pub/sync/changes?limit=100000", None, JSON).await.0, 200);
    assert_eq!(answer("GET", "/pub/sync/changes", None, "application/xml").await, (406, 9001));
    assert_eq!(answer("POST", "/api/sync/changes", Some(&token), JSON).await, (405, 9001));
    assert_eq!(answer("GET", "/api/sync/changes", Some(&token), "*/*").await.0, 200);
    assert_eq!(answer("GET", "/sync/changes", Some(&token), JSON).await.0, 200);
    assert_eq!(answer("GET", "/sync/changes", None, JSON).await.0, 200);
}

/// There is no XML here, whatever somebody would like to have.
#[tokio::test]
async fn refusals_are_json_as_answers_are() {
    let app = TestApp::start().await;
    let hooks = app.member("C1").await.credentials("/webhook").await;
    for (path, token, outcome, word) in [
        ("/pub/sync/changes?after=x", None, (400, 9006), "cursor"),
        ("/pub/sync/changes?limit=x", None, (400, 9020), "limit"),
        ("/api/sync/changes", Some(&hooks), (403, 9038), "scope"),
    ] {
        for accept in [None, Some("*/*"), Some("application/json"), Some("text/event-stream")] {
            // Pages alone have a limit.
            if path.contains("limit") && accept == Some("text/event-stream") {
                continue;
            }
            let request = app.request("GET", path);
            let request = token.map_or(request, |token| app.request("GET", path).bearer(token));
            let request = match accept {
                Some(accept) => request.accept(accept),
                None => request,
            };
            let answer = request.send().await;
            assert_eq!(answer.outcome(), outcome, "{path}, {accept:?}: {}", answer.text());
            assert!(answer.header("content-type").starts_with("application/json"), "{path}, {accept:?}");
            let said = answer.json()["developer-message"].as_str().expect("a message").to_owned();
            assert!(said.contains(word), "{path}: {said}");
        }
    }
}

/// The same before anybody is asked what they would like, and for methods and forms that there are not.
#[tokio::test]
async fn refusals_on_the_way_to_the_feed_are_json_too() {
    let app = TestApp::setup().base_url("https://reg.example").trusting(&["10.0.0.0/8"]).start().await;
    let token = app.member("C1").await.credentials("/read-public").await;
    let request = |method: &str, path: &str| app.request(method, path).host("reg.example").peer("10.0.0.1");
    let insecure = request("GET", "/pub/sync/changes").header("x-forwarded-proto", "http").send().await;
    let none = request("GET", "/pub/sync/changes").accept("application/xml").send().await;
    let post = request("POST", "/api/sync/changes").bearer(&token).send().await;
    for (answer, outcome) in [(insecure, (400, 9012)), (none, (406, 9001)), (post, (405, 9001))] {
        assert_eq!(answer.outcome(), outcome, "{}", answer.text());
        assert!(answer.header("content-type").starts_with("application/json"), "{outcome:?}: {:?}", answer.headers);
    }
}

/// Nobody can count what they may not know of.
#[tokio::test]
async fn a_cursor_stands_still_while_nothing_happens_that_its_reader_may_see() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let limited = client.token(&ada, "/read-limited").await;
    let last =
        async |token: Option<&str>| page(&app, token, "?limit=1000").await["cursor"].as_str().unwrap().to_owned();
    let (public, member) = (last(None).await, last(Some(&limited)).await);
    // More than is looked through at a time.
    for _ in 0..6000 / 500 {
        let put = |number: u64| {
            let item = ada.work(&format!("Secret {number}"), &[]).private();
            async move { item.add().await }
        };
        for number in 0..500 {
            put(number).await;
        }
    }
    ada.work("Half a secret", &[]).limited().add().await;
    let mut turns = 0;
    loop {
        let next = page(&app, None, &format!("?after={public}")).await;
        assert_eq!((next["cursor"].as_str(), &next["changes"]), (Some(&*public), &json!([])));
        turns += 1;
        if next["more"] == json!(false) {
            break;
        }
    }
    assert!((2..5).contains(&turns), "{turns}: each goes on where the one before ended");
    let again = page(&app, None, &format!("?after={public}")).await;
    assert_eq!((again["cursor"].as_str(), &again["more"]), (Some(&*public), &json!(false)));
    // Somebody else's way is somebody else's.
    let mut after = member.clone();
    let told = loop {
        let next = page(&app, Some(&limited), &format!("?after={after}")).await;
        if let Some(first) = next["changes"].get(0) {
            break first["kind"].clone();
        }
        assert_eq!(next["more"], json!(true));
        after = next["cursor"].as_str().unwrap().to_owned();
    };
    assert_eq!(told, "work");
    let opened = ada.work("No secret", &[]).add().await;
    let next = page(&app, None, &format!("?after={public}")).await;
    assert_eq!(next["changes"][0]["put-code"], opened.get());
    assert_ne!(next["cursor"].as_str(), Some(&*public));
}

#[tokio::test]
async fn an_address_has_so_many_streams_and_a_token_more() {
    let app = TestApp::start().await;
    let client = app.member("C1").await;
    let token = client.credentials("/read-public").await;
    let open = async |bearer: Option<&str>| {
        let mut request = Request::builder().uri("/pub/sync/changes").header("accept", "text/event-stream");
        if let Some(token) = bearer {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        app.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    };
    let mut held = Vec::new();
    for _ in 0..16 {
        held.push(open(None).await);
        assert_eq!(held.last().unwrap().status(), 200);
    }
    let refused = open(None).await;
    assert_eq!(refused.status(), 503);
    assert_eq!(refused.headers()["retry-after"], "10");
    let refused = byline_testkit::TestResponse::read(refused).await;
    assert_eq!(refused.outcome(), (503, 9008), "{}", refused.text());
    assert_eq!(open(Some(&token)).await.status(), 200);
    held.pop();
    assert_eq!(open(None).await.status(), 200);
}

// ----- the stream

struct Events {
    body: axum::body::BodyDataStream,
    buffer: String,
}

#[derive(Debug, PartialEq, Clone)]
struct Event {
    id: String,
    data: Option<Value>,
}

impl Events {
    async fn open(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Self {
        let mut request = Request::builder().uri(path).header("accept", "text/event-stream");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = app.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Events { body: response.into_body().into_data_stream(), buffer: String::new() }
    }

    /// The next event with an id; `None` at the end of the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some((event, rest)) = self.buffer.split_once("\n\n") {
                let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
                let (id, data) = (field("id: "), field("data: "));
                self.buffer = rest.to_owned();
                if let Some(id) = id {
                    return Some(Event { id, data: data.map(|it| serde_json::from_str(&it).expect("JSON")) });
                }
            }
            let chunk = tokio::time::timeout(PATIENCE, self.body.next()).await.expect("something comes")?;
            self.buffer.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
        }
    }
}

/// PLAT-2.5
#[tokio::test]
async fn a_stream_has_the_same_entries_and_can_be_taken_up_again() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let mut events = Events::open(&app, "/pub/sync/changes", &[]).await;
    for expected in page(&app, None, "").await["changes"].as_array().unwrap() {
        let event = events.next().await.expect("the stream goes on");
        assert_eq!((Some(&event.id[..]), event.data.as_ref()), (expected["cursor"].as_str(), Some(expected)));
    }
    let work = ada.work("Notes", &[]).add().await;
    let first = events.next().await.expect("it comes as it happens");
    assert_eq!(first.data.as_ref().unwrap()["put-code"], work.get());
    ada.work("Secret", &[]).private().add().await;
    let seen = ada.work("Seen", &[]).add().await;
    let next = events.next().await.expect("what is hidden is not told in any way");
    assert_eq!(next.data.unwrap()["put-code"], seen.get());
    drop(events);

    let later = ada.work("More", &[]).add().await;
    let after = [("last-event-id", &*first.id)];
    let mut events = Events::open(&app, "/pub/sync/changes?after=0", &after).await;
    for missed in [seen, later] {
        assert_eq!(events.next().await.expect("what was missed").data.unwrap()["put-code"], missed.get());
    }
    app.api.end_streams();
    assert_eq!(events.next().await, None);
}

#[tokio::test]
async fn a_stream_ends_with_its_token() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let token = client.token(&ada, "/read-limited").await;
    let bearer = format!("Bearer {token}");
    let mut events = Events::open(&app, "/api/sync/changes", &[("authorization", &bearer)]).await;
    let limited = ada.work("limited", &[]).limited().add().await;
    while events.next().await.expect("it goes on").data.is_none_or(|it| it["put-code"] != limited.get()) {}
    let access = byline_oauth::hash(&token);
    app.commit([Change::RevokeToken { access, at: app.now(), reason: RevocationReason::UserRevoked }]).await;
    ada.work("another", &[]).limited().add().await;
    assert_eq!(events.next().await, None);
}

/// D-21
/// Writers at the same time, readers of pages and of streams: each reads everything once, in the order of its record.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_out_of_order_while_others_write() {
    const WRITERS: usize = 6;
    const EACH: u64 = 40;
    let app = Arc::new(TestApp::start().await);
    let mut orcids = Vec::new();
    for number in 0..WRITERS {
        orcids.push(app.record(&format!("person {number}")).await.orcid);
    }
    let start = page(&app, None, "?limit=1000").await["cursor"].as_str().unwrap().to_owned();
    let writers: Vec<_> = orcids
        .iter()
        .map(|orcid| {
            let (app, orcid) = (Arc::clone(&app), *orcid);
            tokio::spawn(async move {
                for number in 0..EACH {
                    let record = app.existing(orcid);
                    // Every third is nobody's business.
                    let visibility = if number % 3 == 2 { Visibility::Private } else { Visibility::Public };
                    let code = record.work(&format!("Work {number}"), &[]).visibility(visibility).add().await;
                    if number % 5 == 4 {
                        let delete = Change::DeleteItem { owner: orcid, kind: ItemKind::Work, put_code: code };
                        app.store.commit(ChangeSet::new(app.now()).with(delete)).await.unwrap();
                    }
                }
            })
        })
        .collect();
    let written = Arc::new(AtomicBool::new(false));
    let paging = {
        let (app, start, written) = (Arc::clone(&app), start.clone(), Arc::clone(&written));
        async move {
            let (mut found, mut after, mut limit) = (Vec::new(), start, 1);
            loop {
                // Asked first: what is written after that is on the page.
                let last = written.load(Ordering::SeqCst);
                let page = page(&app, None, &format!("?after={after}&limit={limit}")).await;
                let changes = page["changes"].as_array().unwrap();
                if changes.is_empty() && page["more"] == json!(false) {
                    if last {
                        return found;
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                found.extend(changes.iter().cloned());
                after = page["cursor"].as_str().unwrap().to_owned();
                limit = limit % 7 + 1;
            }
        }
    };
    let paging = tokio::spawn(paging);
    let mut events = Events::open(&app, &format!("/pub/sync/changes?after={start}"), &[]).await;
    for writer in writers {
        writer.await.unwrap();
    }
    written.store(true, Ordering::SeqCst);
    let paged = paging.await.unwrap();
    // What was deleted before it was read is told as deleted: compare what stays the same.
    let key = |it: &Value| (it["cursor"].clone(), it["orcid"].clone(), it["put-code"].clone());
    let all = page(&app, None, &format!("?after={start}&limit=1000")).await;
    let all = all["changes"].as_array().unwrap();
    assert_eq!(paged.iter().map(key).collect::<Vec<_>>(), all.iter().map(key).collect::<Vec<_>>());
    let mut streamed = Vec::new();
    while streamed.len() < all.len() {
        streamed.extend(events.next().await.expect("it goes on").data);
    }
    assert_eq!(streamed.iter().map(key).collect::<Vec<_>>(), all.iter().map(key).collect::<Vec<_>>());
    // And it is what is in the records: the last that was told of each work.
    let mut last: BTreeMap<u64, String> = BTreeMap::new();
    for change in &paged {
        last.insert(change["put-code"].as_u64().unwrap(), change["operation"].as_str().unwrap().to_owned());
    }
    for orcid in orcids {
        let works = app.existing(orcid).public("/works").await.json();
        let groups = works["group"].as_array().unwrap().len();
        assert!(groups > 0);
        for group in works["group"].as_array().unwrap() {
            for work in group["work-summary"].as_array().unwrap() {
                assert_ne!(last[&work["put-code"].as_u64().unwrap()], "deleted");
            }
        }
    }
}

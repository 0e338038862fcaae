//! Requests for permissions: the N cases of `record-api` 8.4, and what they leave out.

use byline_formats::json;
use byline_model::RecordState;
use byline_model::shape::Hosts;
use byline_model::shapes::roots::Root;
use byline_store::{Change, NotificationChange, Shelf};
use byline_testkit::{PutCode, TestApp, TestRecord, TestResponse};
use serde_json::{Value, json};

const SYNTAXES: [&str; 2] = ["application/json", "application/xml"];
const SCOPE: &str = "/premium-notification";
const PATH: &str = "/oauth/authorize?client_id=APP-0&response_type=code&scope=%2Factivities%2Fupdate";

fn request() -> Value {
    json!({
        "notification-type": "permission",
        "authorization-url": {"path": PATH},
        "notification-subject": "May we?",
        "notification-intro": "An article of yours",
        "items": {"item": [{
            "item-type": "work",
            "item-name": "Tides",
            "external-id": {
                "external-id-type": "doi",
                "external-id-value": "10.5555/t",
                "external-id-url": "https://doi.org/10.5555/t",
                "external-id-relationship": "self"
            }
        }]}
    })
}

/// The request in one of the syntaxes.
fn written(media: &str, request: &Value) -> String {
    let text = request.to_string();
    if media.ends_with("json") {
        return text;
    }
    let root = Root::of_kind("notification").unwrap();
    let hosts = Hosts::of(Some("http://127.0.0.1:8080"));
    let object = json::read(&text, root.shape, &hosts).expect("a request that can be read");
    String::from_utf8(byline_formats::xml::write(root, &object)).unwrap()
}

async fn send(
    ada: &TestRecord<'_>,
    app: &TestApp,
    token: &str,
    method: &str,
    rest: &str,
    body: (&str, &str),
) -> TestResponse {
    let path = format!("/api/v3.0/{ada}/notification-permission{rest}");
    app.request(method, &path).accept(body.0).bearer(token).body(body.0, body.1.to_owned()).send().await
}

async fn get(ada: &TestRecord<'_>, app: &TestApp, token: &str, rest: &str) -> TestResponse {
    let path = format!("/api/v3.0/{ada}/notification-permission{rest}");
    app.request("GET", &path).accept("application/json").bearer(token).send().await
}

#[track_caller]
fn rest(answer: &TestResponse) -> String {
    assert_eq!((answer.status.as_u16(), answer.text()), (201, ""), "{}", answer.text());
    let code = answer.location().rsplit('/').next().expect("an address");
    format!("/{code}")
}

fn put_code(rest: &str) -> PutCode {
    rest[1..].parse().expect("a number")
}

/// N01
#[tokio::test]
async fn n01_a_path_is_completed() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Agency").await);
    let token = client.credentials(SCOPE).await;
    for media in SYNTAXES {
        let body = written(media, &request());
        let added = send(&ada, &app, &token, "POST", "", (media, &body)).await;
        let at = rest(&added);
        let here = format!("http://127.0.0.1:8080/api/v3.0/{ada}/notification-permission{at}");
        assert_eq!(added.location(), here, "{media}");
        let found = get(&ada, &app, &token, &at).await.json();
        let url = json!({"uri": format!("http://127.0.0.1:8080{PATH}"), "path": PATH, "host": "127.0.0.1:8080"});
        assert_eq!(found["authorization-url"], url, "{media}");
        assert_eq!(found["put-code"], put_code(&at).get());
        assert_eq!(found["items"]["item"][0]["external-id"]["external-id-value"], "10.5555/t");
        assert_eq!(found["created-date"], app.now().millis(), "a bare number");
        let dates = ["sent-date", "read-date", "actioned-date", "archived-date"];
        assert!(dates.iter().all(|date| found[date].is_null()), "{found}");
        assert_eq!(found["source"]["source-client-id"]["path"], client.id.as_str());
        assert_eq!(found["source"]["source-name"]["value"], "Agency");
    }
    let inbox = app.registry.inbox(ada.orcid, Shelf::Current, 1, 9).await.unwrap();
    assert_eq!((inbox.total, inbox.entries[0].sender.as_deref()), (2, Some("Agency")));
}

#[tokio::test]
async fn whole_addresses_stay_as_they_were_sent() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let token = app.member("Agency").await.credentials(SCOPE).await;
    let mut body = request();
    body["authorization-url"] = json!({"uri": "https://press.example:8443/connect?a=b%20c", "host": "elsewhere"});
    let at = rest(&send(&ada, &app, &token, "POST", "", (SYNTAXES[0], &body.to_string())).await);
    let expected = json!({
        "uri": "https://press.example:8443/connect?a=b%20c", "path": "/connect?a=b%20c", "host": "press.example:8443"
    });
    assert_eq!(get(&ada, &app, &token, &at).await.json()["authorization-url"], expected);
}

#[tokio::test]
async fn what_a_request_says_of_its_life_is_forgotten() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let token = app.member("Agency").await.credentials(SCOPE).await;
    let mut body = request();
    for date in ["created-date", "sent-date", "read-date", "actioned-date", "archived-date"] {
        body[date] = 1_000_000_000_000_i64.into();
    }
    let at = rest(&send(&ada, &app, &token, "POST", "", (SYNTAXES[0], &body.to_string())).await);
    let found = get(&ada, &app, &token, &at).await.json();
    assert_eq!((&found["created-date"], &found["read-date"]), (&app.now().millis().into(), &Value::Null));
    assert_eq!(found["archived-date"], Value::Null);
}

/// MEM-72, N02, N03, N04, N05
#[tokio::test]
async fn n02_to_n05_each_client_has_its_own() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let token = app.member("Agency").await.credentials(SCOPE).await;
    let foreign = app.member("Other").await.credentials(SCOPE).await;
    let bob = app.record("bob").await;
    for media in SYNTAXES {
        let body = written(media, &request());
        let at = rest(&send(&ada, &app, &token, "POST", "", (media, &body)).await);
        assert_eq!(get(&ada, &app, &foreign, &at).await.outcome(), (403, 9004), "N02");
        assert_eq!(send(&ada, &app, &foreign, "DELETE", &at, (media, "")).await.outcome(), (403, 9010), "{media}");
        assert_eq!(get(&bob, &app, &token, &at).await.outcome(), (404, 9029), "of another record");
        let gone = send(&ada, &app, &token, "DELETE", &at, (media, "")).await;
        assert_eq!(gone.status, 200, "N03 {media}");
        let archived = get(&ada, &app, &token, &at).await.json()["archived-date"].clone();
        assert_eq!(archived, app.now().millis(), "{media}");
        let shown = if media.ends_with("xml") { "<common:archived-date>" } else { "\"archived-date\":1" };
        assert!(gone.text().contains(shown), "{}", gone.text());
        assert_eq!(send(&ada, &app, &token, "DELETE", &at, (media, "")).await.status, 200, "it is away already");

        let at = rest(&send(&ada, &app, &token, "POST", "", (media, &body)).await);
        app.registry.open_notification(ada.orcid, put_code(&at)).await.unwrap();
        assert_eq!(send(&ada, &app, &token, "DELETE", &at, (media, "")).await.outcome(), (403, 9009), "N04 {media}");
        assert_eq!(get(&ada, &app, &token, &at).await.json()["read-date"], app.now().millis());
        assert_eq!(get(&ada, &app, &token, "/999999").await.outcome(), (404, 9029), "N05");
        assert_eq!(send(&ada, &app, &token, "DELETE", "/999999", (media, "")).await.outcome(), (404, 9029), "{media}");
        assert_eq!(send(&ada, &app, &token, "DELETE", "/x", (media, "")).await.outcome(), (400, 9034), "{media}");
    }
    assert_eq!(get(&ada, &app, &foreign, "").await.json(), json!({"notification": []}));
}

#[tokio::test]
async fn the_list_has_a_thousand_at_most_the_newest_first() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let token = app.member("Agency").await.credentials(SCOPE).await;
    let mut sent = Vec::new();
    for _ in 0..3 {
        app.clock.advance_seconds(1);
        let answer = send(&ada, &app, &token, "POST", "", (SYNTAXES[0], &request().to_string())).await;
        sent.push(put_code(&rest(&answer)).get());
    }
    let list = async || {
        let list = get(&ada, &app, &token, "").await.json();
        let codes = list["notification"].as_array().unwrap().iter().map(|it| it["put-code"].as_u64().unwrap());
        codes.collect::<Vec<_>>()
    };
    sent.reverse();
    assert_eq!(list().await, sent);
    let newest = app.store.notification(PutCode::new(sent[0]).unwrap()).await.unwrap().unwrap();
    let more = (0..1000).map(|number| {
        let put_code = PutCode::new(1_000_000 + number).unwrap();
        let created = app.now().plus_seconds(10);
        let notification = byline_store::Notification { put_code, created, ..newest.clone() };
        Change::Notification(NotificationChange::Put(Box::new(notification)))
    });
    app.commit(more.collect::<Vec<_>>()).await;
    let all = list().await;
    assert_eq!((all.len(), all[0], all[999]), (1000, 1_000_999, 1_000_000));
    let xml = app.request("GET", &format!("/api/v3.0/{ada}/notification-permission")).bearer(&token).send().await;
    assert_eq!(xml.text().matches("<notification:notification ").count(), 1000, "and the list itself");
}

#[tokio::test]
async fn what_is_refused() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let client = app.member("Agency").await;
    let token = client.credentials(SCOPE).await;
    for (media, schema) in SYNTAXES.into_iter().zip([9047, 9012]) {
        let post = async |change: &dyn Fn(&mut Value)| {
            let mut body = request();
            change(&mut body);
            send(&ada, &app, &token, "POST", "", (media, &written(media, &body))).await.outcome()
        };
        let item = |body: &mut Value, key: &str, value: Value| body["items"]["item"][0]["external-id"][key] = value;
        assert_eq!(post(&|it| it["put-code"] = 7.into()).await, (400, 9006), "{media}");
        for url in ["oauth/authorize", "javascript:alert(1)", "https://"] {
            assert_eq!(post(&|it| it["authorization-url"] = json!({"uri": url})).await, (400, 9020), "{url} {media}");
        }
        assert_eq!(post(&|it| it["authorization-url"] = json!({"path": "oauth"})).await, (400, 9020), "{media}");
        assert_eq!(post(&|it| item(it, "external-id-type", "doii".into())).await, (400, 9023), "{media}");
        let body = written(media, &request());
        let long = body.replace("An article of yours", &"x".repeat(1001));
        assert_eq!(send(&ada, &app, &token, "POST", "", (media, &long)).await.outcome(), (400, schema), "{media}");
        let other = body.replace("permission", "custom");
        assert_eq!(send(&ada, &app, &token, "POST", "", (media, &other)).await.outcome(), (400, schema), "{media}");
        let unwritable = body.replace(
            if media.ends_with("xml") { ">work<" } else { "\"work\"" },
            if media.ends_with("xml") { ">research-resource<" } else { "\"research-resource\"" },
        );
        assert_eq!(
            send(&ada, &app, &token, "POST", "", (media, &unwritable)).await.outcome(),
            (400, schema),
            "{media}"
        );
        let empty = send(&ada, &app, &token, "POST", "", (media, "")).await.outcome();
        assert_eq!(empty, (400, if media.ends_with("xml") { 9001 } else { 9047 }), "{media}");
        assert_eq!(send(&ada, &app, &token, "PUT", "/1", (media, &body)).await.outcome(), (405, 9001), "{media}");
    }
}

#[tokio::test]
async fn the_scope_is_asked_for() {
    let app = TestApp::start().await;
    let (ada, bob, client) = (app.record("ada").await, app.record("bob").await, app.member("Agency").await);
    let body = request().to_string();
    for token in [client.credentials("/read-public /webhook").await, client.token(&ada, "/activities/update").await] {
        for (method, rest) in [("GET", ""), ("POST", ""), ("GET", "/1"), ("DELETE", "/1")] {
            let answer = send(&ada, &app, &token, method, rest, (SYNTAXES[0], &body)).await;
            assert_eq!(answer.outcome(), (403, 9038), "{method} {rest}");
        }
    }
    let bound = client.token(&bob, SCOPE).await;
    assert_eq!(send(&ada, &app, &bound, "POST", "", (SYNTAXES[0], &body)).await.outcome(), (401, 9017));
    assert_eq!(app.get(&format!("/pub/v3.0/{ada}/notification-permission")).await.outcome(), (404, 9001));
    assert_eq!(
        app.request("POST", &format!("/api/{ada}/notification-permission")).bearer(&bound).send().await.outcome(),
        (400, 9012),
        "without a version"
    );
}

#[tokio::test]
async fn deactivated_records_are_read_and_not_written() {
    let app = TestApp::start().await;
    let client = app.member("Agency").await;
    let token = client.credentials(SCOPE).await;
    let body = request().to_string();
    let ada = app.record("ada").await;
    let at = rest(&send(&ada, &app, &token, "POST", "", (SYNTAXES[0], &body)).await);
    ada.set_state(RecordState::Deactivated).await;
    assert_eq!(get(&ada, &app, &token, "").await.json()["notification"].as_array().unwrap().len(), 1);
    assert_eq!(get(&ada, &app, &token, &at).await.status, 200);
    assert_eq!(send(&ada, &app, &token, "POST", "", (SYNTAXES[0], &body)).await.outcome(), (409, 9044));
    assert_eq!(send(&ada, &app, &token, "DELETE", &at, (SYNTAXES[0], "")).await.outcome(), (409, 9044));
    ada.set_state(RecordState::Locked).await;
    assert_eq!(get(&ada, &app, &token, &at).await.outcome(), (409, 9018));
    let bob = app.record("bob").await;
    ada.set_state(RecordState::Deprecated { primary: bob.orcid }).await;
    let merged = get(&ada, &app, &token, &at).await;
    assert_eq!(merged.outcome(), (301, 9007));
    assert!(merged.location().ends_with(&format!("/v3.0/{bob}/notification-permission{at}")), "{}", merged.location());
    assert_eq!(send(&ada, &app, &token, "POST", "", (SYNTAXES[0], &body)).await.outcome(), (409, 9007));
    let nobody = "/api/v3.0/0009-9000-0000-9995/notification-permission";
    assert_eq!(app.request("GET", nobody).bearer(&token).send().await.outcome(), (404, 9016));
}

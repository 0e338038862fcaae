//! Webhooks from end to end: registered by HTTP, called by the program, seen by a receiver.

use byline_testkit::{Receiver, Reply};
use serde_json::{Value, json};

use crate::mail_server::{Browser, eventually};
use crate::support::{Running, byline, text};
use crate::tls::certificates;
use crate::webhook_drill as drill;

const PREMIUM: &str = "APP-DEMOPREMIUMUPD01";
const ADA: &str = "ada@alderwick.example";

fn sandbox() -> Running {
    Running::sandbox::<[&str; 0]>([])
}

fn encoded(uri: &str) -> String {
    uri.bytes()
        .map(|it| if it.is_ascii_alphanumeric() { char::from(it).to_string() } else { format!("%{it:02X}") })
        .collect()
}

async fn token(sandbox: &Running) -> String {
    let (status, token) = sandbox.post("/__sandbox/tokens", json!({ "client": PREMIUM, "scopes": ["/webhook"] })).await;
    assert_eq!(status, 201, "{token}");
    token["access_token"].as_str().expect("a text").to_owned()
}

async fn put(registry: &Running, token: &str, orcid: &str, uri: &str) -> u16 {
    let url = registry.url(&format!("/api/{orcid}/webhook/{}", encoded(uri)));
    reqwest::Client::new().put(url).bearer_auth(token).send().await.expect("it answers").status().as_u16()
}

/// Somebody new, whose address is not confirmed yet; and how to confirm it, which is a change to the record.
async fn somebody(sandbox: &Running) -> (String, String) {
    let mut browser = Browser::new(sandbox);
    browser.register(ADA).await;
    let people = sandbox.json("/__sandbox/people").await;
    let ada = people.as_array().unwrap().iter().find(|it| it["email"] == ADA).expect("she is registered");
    let mails = sandbox.json(&format!("/__sandbox/mail?to={ADA}")).await;
    let text = mails[0]["text"].as_str().expect("a text");
    let link = text.split_whitespace().find(|it| it.contains("/verify-email/")).expect("a link");
    (ada["orcid"].as_str().unwrap().to_owned(), link.to_owned())
}

/// Opens a link of a mail, in some browser, and says yes.
async fn follow(sandbox: &Running, link: &str) {
    let path = link.strip_prefix(&sandbox.url("")).expect("an address here");
    let page = Browser::new(sandbox).submit(path, &[]).await;
    assert_eq!(page.location.as_deref(), Some("/signin?notice=verified"), "{}", page.body);
}

// WF-10, 1 to 3, 7, 11, 13
#[tokio::test]
async fn a_sandbox_calls_this_machine_and_shows_what_it_called() {
    let sandbox = sandbox();
    let receiver = Receiver::start().await;
    let (orcid, confirm) = somebody(&sandbox).await;
    let token = token(&sandbox).await;
    let uri = receiver.url("/hook?of=ada");
    assert_eq!(put(&sandbox, &token, &orcid, &uri).await, 201);
    assert_eq!(put(&sandbox, &token, &orcid, &uri).await, 204);
    assert_eq!(put(&sandbox, &token, &orcid, "http://10.0.0.1/").await, 400);
    assert_eq!(sandbox.json("/__sandbox/webhooks").await, json!([]));

    follow(&sandbox, &confirm).await;
    let call = receiver.wait_for(1).await.remove(0);
    assert_eq!((&*call.method, &*call.path, &*call.body), ("POST", "/hook?of=ada", ""));
    let calls = eventually(async || {
        let calls = sandbox.json("/__sandbox/webhooks").await;
        calls.as_array().is_some_and(|it| !it.is_empty()).then_some(calls)
    })
    .await;
    let call = &calls[0];
    assert_eq!((&call["client"], &call["orcid"], &call["uri"]), (&json!(PREMIUM), &json!(orcid), &json!(uri)));
    assert_eq!((&call["status"], &call["failure"]), (&json!(204), &Value::Null));
    let page = sandbox.get("/__sandbox/webhooks", "text/html").await.text().await.unwrap();
    assert!(page.contains("Answered 204") && page.contains(&orcid), "{page}");
    let (status, _) = sandbox.post("/__sandbox/webhooks", json!({})).await;
    assert_eq!(status, 405);
}

/// A change that a member makes, and what became of the call about it.
async fn called(sender: &Running, uri: &str) -> Value {
    let (_, person) = sender.post("/__sandbox/people", json!({"given_names": "Ada"})).await;
    let orcid = person["orcid"].as_str().expect("an iD");
    assert_eq!(put(sender, &token(sender).await, orcid, uri).await, 201);
    let wanted = json!({"client": PREMIUM, "orcid": orcid, "scopes": ["/person/update"]});
    let (_, token) = sender.post("/__sandbox/tokens", wanted).await;
    let request = reqwest::Client::new().post(sender.url(&format!("/api/v3.0/{orcid}/keywords")));
    let request = request.bearer_auth(token["access_token"].as_str().expect("a token"));
    assert_eq!(request.json(&json!({"content": "ants"})).send().await.expect("it answers").status(), 201);
    eventually(async || {
        let calls = sender.json("/__sandbox/webhooks").await;
        calls.as_array()?.iter().find(|call| call["orcid"] == orcid).cloned()
    })
    .await
}

/// Receivers are called over HTTPS, and only if an authority that is trusted says who they are.
#[tokio::test]
async fn receivers_prove_who_they_are_over_https() {
    let (known, unknown) = (certificates(&[]), certificates(&[]));
    let mut command = byline();
    command.args(["sandbox", "--listen", "127.0.0.1:0"]).env("SSL_CERT_FILE", known.path().join("ca.pem"));
    let sender = Running::start(&mut command);
    // A registry with a certificate answers as well as any receiver.
    let receivers = [crate::tls::sandbox(&known), crate::tls::sandbox(&unknown)];
    let call = called(&sender, &receivers[0].url("/__sandbox/reset")).await;
    assert_eq!((&call["status"], &call["failure"]), (&json!(200), &Value::Null), "{call}");
    let call = called(&sender, &receivers[1].url("/__sandbox/reset")).await;
    assert_eq!(call["status"], Value::Null, "{call}");
    assert!(call["failure"].is_string(), "{call}");
}

#[tokio::test]
async fn the_clock_of_a_sandbox_brings_the_next_try() {
    let sandbox = sandbox();
    let receiver = Receiver::start().await;
    receiver.answer("/hook", Reply::Status(500));
    let (orcid, confirm) = somebody(&sandbox).await;
    let token = token(&sandbox).await;
    assert_eq!(put(&sandbox, &token, &orcid, &receiver.url("/hook")).await, 201);
    follow(&sandbox, &confirm).await;
    receiver.wait_for(1).await;
    eventually(async || sandbox.json("/__sandbox/webhooks").await.get(0).is_some().then_some(())).await;
    sandbox.post("/__sandbox/clock", json!({ "advance_seconds": 601 })).await;
    receiver.wait_for(2).await;
    // What waits goes with the reset.
    sandbox.post("/__sandbox/reset", json!({})).await;
    sandbox.post("/__sandbox/clock", json!({ "advance_seconds": 3600 })).await;
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(receiver.received().len(), 2);
    assert_eq!(sandbox.json("/__sandbox/webhooks").await, json!([]));
}

#[tokio::test]
async fn whoever_runs_a_registry_sees_what_failed_and_has_it_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    drill::prepare(folder.path());
    let data = drill::data(folder.path());
    let byline = |arguments: &[&str]| {
        let output = byline().args(arguments).arg("--data").arg(&data).output().expect("it starts");
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let receiver = Receiver::start().await;
    receiver.answer("/0", Reply::Status(500));
    let registry = drill::serve(folder.path());
    drill::register(&registry, &receiver).await;
    assert_eq!(byline(&["webhooks", "list"]), "");
    let url = registry.url(&format!("/api/v3.0/{}/work", drill::PEOPLE[0]));
    let write = reqwest::Client::new().post(url).bearer_auth("writes-0").json(&drill::work(1));
    assert_eq!(write.header("accept", "application/json").send().await.unwrap().status(), 201);
    receiver.wait_for(1).await;
    let listed = eventually(async || {
        let listed: Value = serde_json::from_str(&byline(&["webhooks", "list", "--json"])).unwrap();
        (listed[0]["failures"] == 1).then_some(listed)
    })
    .await;
    assert_eq!((&listed[0]["state"], &listed[0]["orcid"]), (&json!("due"), &json!(drill::PEOPLE[0])));
    assert_eq!(listed.as_array().unwrap().len(), 1, "the others are owed nothing");
    let all: Value = serde_json::from_str(&byline(&["webhooks", "list", "--all", "--json"])).unwrap();
    assert_eq!(all.as_array().unwrap().len(), drill::PEOPLE.len());

    receiver.answer("/0", Reply::Status(200));
    byline(&["webhooks", "retry", "--all"]);
    let calls = receiver.wait_for(2).await;
    assert_eq!(calls[0].header("webhook-id"), calls[1].header("webhook-id"));
    eventually(async || byline(&["webhooks", "list"]).is_empty().then_some(())).await;
    drop(registry);

    let made: Value =
        serde_json::from_str(&byline(&["client", "set", drill::CLIENT, "--webhook-secret", "new"])).unwrap();
    assert!(made["webhook_secret"].as_str().is_some_and(|it| it.starts_with("whsec_") && it.len() == 50), "{made}");
    byline(&[
        "client",
        "set",
        drill::CLIENT,
        "--webhook-secret",
        "none",
        "--webhook-body",
        "empty",
        "--webhooks",
        "false",
    ]);
    let clients: Value = serde_json::from_str(&byline(&["client", "list", "--json"])).unwrap();
    let client = &clients[0];
    assert_eq!((&client["webhooks"], &client["webhook_body"]), (&json!(false), &json!("empty")));
    assert_eq!(client["webhooks_signed"], false);
    let exported = folder.path().join("exported");
    byline(&["export", "--fixture", exported.to_str().unwrap()]);
    let file = std::fs::read_to_string(exported.join("registry.toml")).unwrap();
    assert!(file.contains("[[webhooks]]") && file.contains(&receiver.url("/3")), "{file}");
}

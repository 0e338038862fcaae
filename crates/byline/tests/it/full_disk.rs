//! A disk without room: nothing can be written, what is there is served, and all is well again once there is room.
#![cfg(unix)]

use std::process::Command;

use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::support::{AMELIE, Running, UPDATER, byline, text};

/// A sandbox that may be kept from making its files longer: the signal that the kernel would end it with is ignored, as
/// it is where a disk is full, and the write fails instead.
fn sandbox() -> Running {
    let program = byline();
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" sandbox --listen 127.0.0.1:0"]).arg(program.get_program());
    // Settings of whoever runs the tests do not count.
    for (name, _) in program.get_envs().filter(|(_, value)| value.is_none()) {
        shell.env_remove(name);
    }
    Running::start(&mut shell)
}

fn room(sandbox: &Running, bytes: &str) {
    let process = ["--pid", &sandbox.process().to_string(), &format!("--fsize={bytes}:unlimited")].map(str::to_owned);
    let output = Command::new("prlimit").args(process).output().expect("util-linux is there");
    assert!(output.status.success(), "{}", text(&output.stderr));
}

async fn send(request: RequestBuilder) -> Response {
    request.header("accept", "application/json").send().await.expect("it answers")
}

fn work(title: &str) -> Value {
    json!({
        "title": { "title": { "value": title } },
        "type": "other",
        "external-ids": { "external-id": [{
            "external-id-type": "other-id",
            "external-id-value": title,
            "external-id-relationship": "self",
        }] },
    })
}

/// OPS-01
#[tokio::test]
async fn without_room_writes_are_refused_for_now_and_reads_go_on() {
    let sandbox = sandbox();
    let body = json!({ "client": UPDATER, "orcid": AMELIE, "scopes": ["/activities/update", "/read-limited"] });
    let (_, token) = sandbox.post("/__sandbox/tokens", body).await;
    let token = token["access_token"].as_str().expect("a token").to_owned();
    let client = Client::new();
    let add = |title: &'static str| {
        let request = client.post(sandbox.url(&format!("/api/v3.0/{AMELIE}/work"))).bearer_auth(&token);
        send(request.json(&work(title)))
    };
    let status = |path: &'static str| send(client.get(sandbox.url(path)));
    assert_eq!(add("before").await.status(), 201);

    room(&sandbox, "0");
    let refused = add("without").await;
    assert_eq!(refused.status(), 503);
    assert_eq!(refused.headers()["retry-after"], "5");
    assert_eq!(refused.json::<Value>().await.unwrap()["error-code"], 9008);
    let minted = json!({ "client": UPDATER, "scopes": ["/read-public"] });
    assert_eq!(sandbox.post("/__sandbox/tokens", minted).await.0, 503, "a token is a write, too");
    assert_eq!(sandbox.post("/__sandbox/people", json!({})).await.0, 503);
    let secret = sandbox.json("/__sandbox/clients").await;
    let of_updater = secret.as_array().unwrap().iter().find(|it| it["id"] == UPDATER).expect("it is there");
    let form = [
        ("grant_type", "client_credentials"),
        ("scope", "/read-public"),
        ("client_id", UPDATER),
        ("client_secret", of_updater["secret"].as_str().expect("a text")),
    ];
    let token_refused = send(client.post(sandbox.url("/oauth/token")).form(&form)).await;
    assert_eq!(
        (token_refused.status().as_u16(), &token_refused.headers()["retry-after"]),
        (503, &"5".parse().unwrap())
    );

    for path in ["/pub/v3.0/pubStatus", "/api/v3.0/apiStatus", "/webStatus.json"] {
        let told = status(path).await;
        assert_eq!(told.status(), 500, "{path}");
        let expected = r#"{"tomcatUp":true,"dbConnectionOk":false,"readOnlyDbConnectionOk":true,"overallOk":false}"#;
        assert_eq!(told.text().await.unwrap(), expected, "{path}");
    }
    let ready = status("/readyz").await;
    assert_eq!(ready.status(), 503);
    let ready: Value = ready.json().await.unwrap();
    assert_eq!(
        (&ready["checks"]["reads"]["status"], &ready["checks"]["writes"]["status"]),
        (&json!("ok"), &json!("failing"))
    );
    assert_eq!(status("/healthz").await.status(), 200, "the process is well");
    let read = sandbox.get(&format!("/pub/v3.0/{AMELIE}/works"), "application/json").await;
    assert_eq!(read.status(), 200);
    let read = read.text().await.unwrap();
    assert!(read.contains("before") && !read.contains("without"), "what was refused is not there");

    room(&sandbox, "unlimited");
    assert_eq!(status("/pub/v3.0/pubStatus").await.status(), 200, "it is tried, and not remembered");
    assert_eq!(status("/readyz").await.status(), 200);
    assert_eq!(add("after").await.status(), 201);
    assert_eq!(send(client.post(sandbox.url("/oauth/token")).form(&form)).await.status(), 200);
}

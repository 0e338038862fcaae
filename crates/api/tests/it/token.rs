//! `POST /oauth/token`, as far as it is HTTP (`oauth` 1.2, 11.3).

use byline_testkit::{ClientType, TestApp};

// 43
#[tokio::test]
async fn client_credentials_on_every_host() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.client("App", ClientType::PublicClient).await);
    for path in ["/oauth/token", "/pub/oauth/token"] {
        let form = [
            ("grant_type", "client_credentials"),
            ("scope", "/read-public"),
            ("client_id", client.id.as_str()),
            ("client_secret", &client.secret),
        ];
        let answer = app.request("POST", path).form(&form).send().await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/json;charset=UTF-8");
        assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
        assert!(!answer.headers.contains_key("access-control-allow-origin"), "not for other sites' pages");
        let token = answer.json()["access_token"].as_str().unwrap().to_owned();
        let read = app.request("GET", &format!("/pub/v3.0/{ada}/record")).bearer(&token).send().await;
        assert_eq!(read.status, 200);
    }
}

// 30, 31
#[tokio::test]
async fn only_forms_are_read() {
    let app = TestApp::start().await;
    let json = app.request("POST", "/oauth/token").body("application/json", "{}").send().await;
    assert_eq!((json.status.as_u16(), json.header("accept")), (415, "application/x-www-form-urlencoded"));
    assert!(json.text().contains("Content-Type 'application/json' is not supported."), "{}", json.text());
    let get = app.get("/pub/oauth/token").await;
    assert_eq!(get.status, 415);
    assert!(get.text().contains("'null'"));
    let script = app.request("POST", "/oauth/token").body("<script>", "").send().await;
    assert!(!script.text().contains("<script>"), "{}", script.text());
    let long = app.request("POST", "/oauth/token").body("application/x-www-form-urlencoded", "x".repeat(100_000));
    let long = long.send().await;
    assert_eq!(long.status, 413);
    assert!(long.text().contains("The form is longer than 65536 bytes."), "{}", long.text());
}

// 32, 33
#[tokio::test]
async fn refusals_are_those_of_the_authorization_server() {
    let app = TestApp::start().await;
    let empty = app.request("POST", "/oauth/token").form(&[]).send().await;
    assert_eq!((empty.status.as_u16(), &empty.json()["error"]), (400, &"unsupported_grant_type".into()));
    let form = [("grant_type", "client_credentials"), ("client_id", "APP-0000000000000000"), ("client_secret", "no")];
    let wrong = app.request("POST", "/oauth/token").form(&form).send().await;
    assert_eq!(wrong.text(), r#"{"error_description":"Client authentication failed","error":"invalid_client"}"#);
    assert_eq!(wrong.status, 401);
    let host = app.request("POST", "/api/oauth/token").form(&form[..1]).send().await;
    assert_eq!(host.json()["error_description"], "client_id is missing or invalid");
}

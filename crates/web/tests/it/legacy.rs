//! The sign-in calls of old clients.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use byline_testkit::ClientType;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, CALLBACK, PASSWORD, Pages, escape};

const EMAIL: &str = "ada@example.org";

async fn open(client: &str, browser: &mut Browser<'_>) -> String {
    browser.get("/signout").await;
    let path = format!(
        "/oauth/authorize?client_id={client}&response_type=code&scope=%2Fauthenticate&redirect_uri={}",
        escape(CALLBACK)
    );
    let page = browser.get(&path).await;
    let (_, rest) = page.body.split_once("<meta name=\"_csrf\" content=\"").expect("a token in the head");
    rest.split('"').next().expect("attributes end").to_owned()
}

async fn call(pages: &Pages, browser: &Browser<'_>, path: &str, token: &str, body: &Value) -> Answer {
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::post(path)
        .header(header::HOST, "reg.example")
        .header(header::ORIGIN, "https://reg.example")
        .header(header::COOKIE, cookies.join("; "))
        .header("X-CSRF-TOKEN", token);
    let (content_type, body) = match body {
        Value::String(form) => ("application/x-www-form-urlencoded;charset=utf-8", form.clone()),
        json => ("application/json;charset=UTF-8", json.to_string()),
    };
    let request = request.header(header::CONTENT_TYPE, content_type).body(Body::from(body));
    pages.send(request.expect("a well-formed request")).await
}

fn login(password: &str) -> Value {
    json!({"userName": EMAIL, "password": password, "approved": true, "persistentTokenEnabled": true, "redirectUrl": null})
}

/// D-40
#[tokio::test]
async fn an_old_client_signs_in_and_agrees_in_one_call() {
    let pages = Pages::with(|site| site.legacy_sign_in = true).await;
    pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut script = pages.browser();
    let token = open(client.id.as_str(), &mut script).await;
    let answer = call(&pages, &script, "/oauth/custom/login.json", &token, &login(PASSWORD)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let body: Value = serde_json::from_str(&answer.body).expect("JSON");
    let location = body["redirectUrl"].as_str().expect("an address");
    let (address, code) = location.rsplit_once('=').expect("the code comes last");
    assert_eq!(address, format!("{CALLBACK}?code"));
    assert!(code.len() > 20 && !code.contains('&'), "{location}");
}

/// D-40
#[tokio::test]
async fn it_may_also_do_so_in_two() {
    let pages = Pages::with(|site| site.legacy_sign_in = true).await;
    pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut script = pages.browser();
    let token = open(client.id.as_str(), &mut script).await;
    let form = json!(format!("userId={}&password={}", escape(EMAIL), escape(PASSWORD)));
    let answer = call(&pages, &script, "/signin/auth.json", &token, &form).await;
    assert!(answer.body.contains(r#""success":true"#), "{}", answer.body);
    let cookie = answer.header("set-cookie").split(';').next().and_then(|it| it.split_once('=')).expect("a session");
    script.cookies.insert(cookie.0.to_owned(), cookie.1.to_owned());
    let answer = call(&pages, &script, "/oauth/custom/authorize.json", &token, &json!({"approved": true})).await;
    assert!(answer.body.contains("/cb?code="), "{}", answer.body);
    let no = call(&pages, &script, "/oauth/custom/authorize.json", &token, &json!({"approved": false})).await;
    assert!(no.body.contains("error=access_denied"), "{}", no.body);
}

#[tokio::test]
async fn passwords_and_tokens_are_checked_there_too() {
    let pages = Pages::with(|site| site.legacy_sign_in = true).await;
    pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut script = pages.browser();
    let token = open(client.id.as_str(), &mut script).await;
    let wrong = call(&pages, &script, "/oauth/custom/login.json", &token, &login("wrong passw0rd")).await;
    assert!(wrong.body.contains(r#""redirectUrl":null"#) && wrong.body.contains("do not belong together"));
    let forged = call(&pages, &script, "/oauth/custom/login.json", "0", &login(PASSWORD)).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

/// D-40
#[tokio::test]
async fn a_serious_deployment_has_none_of_this() {
    let pages = Pages::start().await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut browser = pages.browser();
    let path = format!(
        "/oauth/authorize?client_id={}&response_type=code&scope=%2Fauthenticate&redirect_uri={}",
        client.id,
        escape(CALLBACK)
    );
    let page = browser.get(&path).await;
    assert!(!page.body.contains("_csrf\""));
    assert!(!browser.cookies.contains_key("__Host-byline-pending"));
    for path in ["/oauth/custom/login.json", "/oauth/custom/authorize.json", "/signin/auth.json"] {
        assert_eq!(call(&pages, &browser, path, "x", &login(PASSWORD)).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

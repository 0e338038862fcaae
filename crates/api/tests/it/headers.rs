//! Headers of every answer, CORS, HEAD and OPTIONS (`record-api` 0.3, 0.4).

use byline_testkit::TestApp;

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let mut answers = Vec::new();
    for path in [
        format!("/pub/v3.0/{ada}/record"),
        format!("/pub/v3.0/{ada}/poems"),
        "/pub/v3.0/nobody/works".to_owned(),
        format!("/api/v3.0/{ada}/record"),
        format!("/pub/{ada}"),
        "/pub/v3.0/identifiers".to_owned(),
        "/pub/v3.0/pubStatus".to_owned(),
        "/ping".to_owned(),
        "/healthz".to_owned(),
        "/readyz".to_owned(),
        "/openapi.json".to_owned(),
    ] {
        answers.push((app.get(&path).await, path));
    }
    answers.push((app.request("OPTIONS", &format!("/pub/v3.0/{ada}/works")).send().await, "OPTIONS".to_owned()));
    for (answer, path) in answers {
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert!(answer.headers.contains_key("x-xss-protection"), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert!(!answer.headers.contains_key("access-control-allow-credentials"), "{path}");
        assert!(!answer.headers.contains_key("strict-transport-security"), "plain http has none: {path}");
        if !answer.headers.contains_key("etag") {
            let kept = "no-cache, no-store, max-age=0, must-revalidate";
            assert_eq!(answer.header("cache-control"), kept, "{path}");
            assert_eq!((answer.header("pragma"), answer.header("expires")), ("no-cache", "0"), "{path}");
        }
    }
}

#[tokio::test]
async fn https_deployments_ask_for_https_from_then_on() {
    let app = TestApp::setup().base_url("https://reg.example").start().await;
    let answer = app.request("GET", "/v3.0/status").host("pub.reg.example").send().await;
    assert_eq!((answer.status.as_u16(), answer.header("strict-transport-security")), (200, "max-age=31536000"));
}

#[tokio::test]
async fn head_has_the_headers_of_get() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for path in [
        format!("/pub/v3.0/{ada}/record"),
        format!("/pub/v3.0/{ada}/works"),
        "/pub/v3.0/nobody/works".to_owned(),
        "/pub/v3.0/identifiers".to_owned(),
        "/pub/v3.0/status".to_owned(),
        "/ping".to_owned(),
        "/healthz".to_owned(),
        "/readyz".to_owned(),
    ] {
        let (get, head) = (app.get(&path).await, app.request("HEAD", &path).send().await);
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
        for name in ["content-type", "etag", "last-modified", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
}

#[tokio::test]
async fn options_says_what_is_allowed_and_looks_at_no_record() {
    let app = TestApp::start().await;
    let reads = "HEAD,GET,OPTIONS";
    for (path, allow) in [
        ("/pub/v3.0/nobody/works", reads),
        ("/pub/v3.0/client/x", reads),
        ("/pub/nobody/works", reads),
        ("/api/v3.0/nobody/record", reads),
        ("/api/v3.0/nobody/works", "HEAD,GET,POST,OPTIONS"),
        ("/api/v3.0/nobody/keywords", "HEAD,GET,POST,OPTIONS"),
        ("/api/v3.0/nobody/fundings", reads),
        ("/api/v3.0/nobody/email", reads),
        ("/api/v3.0/nobody/funding", "POST,OPTIONS"),
        ("/api/v3.0/nobody/funding/5", "HEAD,DELETE,GET,OPTIONS,PUT"),
    ] {
        let answer = app.request("OPTIONS", path).bearer("garbage").send().await;
        assert_eq!((answer.status.as_u16(), answer.header("allow")), (200, allow), "{path}");
        assert!(!answer.headers.contains_key("access-control-allow-methods"), "no preflight: {path}");
    }
    assert_eq!(app.request("OPTIONS", "/pub/v3.0/nobody/poems").send().await.outcome(), (404, 9001));
}

#[tokio::test]
async fn a_preflight_request_is_told_methods_and_headers() {
    let app = TestApp::start().await;
    let preflight = |origin: &str| {
        let request = app.request("OPTIONS", "/api/v3.0/nobody/works").header("origin", origin);
        request.header("access-control-request-method", "GET").send()
    };
    let answer = preflight("https://elsewhere.example").await;
    assert_eq!(answer.header("access-control-allow-methods"), "GET, POST, PUT, DELETE");
    let allowed = "X-Requested-With,Origin,Content-Type, Accept, Authorization";
    assert_eq!(answer.header("access-control-allow-headers"), allowed);
    let own = preflight("http://127.0.0.1:8080").await;
    assert_eq!(own.header("access-control-allow-headers"), format!("{allowed}, x-csrf-token"));
}

#[tokio::test]
async fn addresses_have_an_end() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let long = "x".repeat(20 * 1024);
    for path in
        [format!("/pub/v3.0/{ada}/record?q={long}"), format!("/pub/v3.0/{long}"), format!("/oauth/token?{long}")]
    {
        let answer = app.get(&path).await;
        assert_eq!(answer.status, 414);
        assert!(answer.text().contains("longer than 20480 bytes"), "{}", answer.text());
    }
    assert_eq!(app.get(&format!("/pub/v3.0/{ada}/record?q={}", &long[..19_000])).await.status, 200);
}

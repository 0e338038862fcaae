//! Content negotiation (`record-api` 0.2).

use byline_testkit::TestApp;

#[tokio::test]
async fn the_table_of_accept_headers() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let path = format!("/pub/v3.0/{ada}/keywords");
    for (accept, content_type) in [
        ("application/xml", "application/xml;charset=UTF-8"),
        ("application/json", "application/json;charset=UTF-8"),
        ("application/vnd.orcid+xml", "application/vnd.orcid+xml;charset=UTF-8"),
        ("application/vnd.orcid+json", "application/vnd.orcid+json;charset=UTF-8"),
        ("application/orcid+xml", "application/orcid+xml;charset=UTF-8"),
        ("application/orcid+json", "application/orcid+json;charset=UTF-8"),
        ("*/*", "application/vnd.orcid+xml;charset=UTF-8"),
        ("*/json", "application/json;charset=UTF-8"),
        ("application/orcid+Json", "application/orcid+Json;charset=UTF-8"),
        ("application/json;charset=utf-8", "application/json;charset=utf-8"),
        ("application/orcid+json, application/json;q=0.5", "application/orcid+json;charset=UTF-8"),
        ("application/orcid+json, application/json", "application/json;charset=UTF-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml;charset=UTF-8"),
        ("application/json;q=0, */*;q=0.1", "application/xml;charset=UTF-8"),
    ] {
        let answer = app.request("GET", &path).accept(accept).send().await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, content_type), "{accept}");
        assert_eq!(answer.text().starts_with('<'), content_type.contains("xml"), "{accept}");
        let spaced = content_type.contains("orcid+") && !content_type.contains("xml");
        assert_eq!(answer.text().contains("\" : "), spaced, "{accept}");
    }
}

#[tokio::test]
async fn errors_come_in_the_type_that_was_asked_for() {
    let app = TestApp::start().await;
    for (accept, content_type) in [
        ("application/json", "application/json;charset=UTF-8"),
        ("application/xml", "application/xml;charset=UTF-8"),
        ("application/vnd.orcid+json", "application/vnd.orcid+json;charset=UTF-8"),
    ] {
        let answer = app.request("GET", "/pub/v3.0/nobody/works").accept(accept).send().await;
        assert_eq!(answer.outcome(), (404, 9016));
        assert_eq!(answer.header("content-type"), content_type);
        assert_eq!(answer.text().starts_with('<'), content_type.contains("xml"));
    }
    let xml = app.get("/pub/v3.0/nobody/works").await;
    assert!(xml.text().contains("<error xmlns=\"http://www.orcid.org/ns/error\">"), "{}", xml.text());
    let json = app.get_json("/pub/v3.0/nobody/works").await.json();
    let keys = ["response-code", "developer-message", "user-message", "error-code", "more-info"];
    assert!(keys.iter().all(|key| json.get(key).is_some()) && json.as_object().unwrap().len() == keys.len());
    assert!(!json.to_string().contains("${"), "no placeholder is left");
}

#[tokio::test]
async fn a_broken_header_gets_a_page() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for accept in ["json", "application/json;q=high", "a/b/c"] {
        let answer = app.request("GET", &format!("/pub/v3.0/{ada}/works")).accept(accept).send().await;
        assert_eq!(answer.status, 400, "{accept}");
        assert_eq!(answer.header("content-type"), "text/html;charset=UTF-8");
        assert_eq!(answer.error_code(), None);
    }
}

#[tokio::test]
async fn without_a_wish_the_type_of_the_request_counts() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let request = app.request("GET", &format!("/pub/v3.0/{ada}/works")).body("application/orcid+json", "");
    assert_eq!(request.send().await.header("content-type"), "application/orcid+json;charset=UTF-8");
}

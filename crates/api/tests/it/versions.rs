//! Versions in paths.

use byline_testkit::TestApp;

const BASE: &str = "http://127.0.0.1:8080";

/// P30
#[tokio::test]
async fn p30_readers_without_a_version_are_sent_to_the_current_one() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for (path, to) in [
        (format!("/pub/{ada}/record"), format!("{BASE}/pub/v3.0/{ada}/record")),
        (format!("/pub/{ada}?a=b%20c"), format!("{BASE}/pub/v3.0/{ada}?a=b%20c")),
        ("/pub".to_owned(), format!("{BASE}/pub/v3.0/")),
        ("/pub/v3.0".to_owned(), format!("{BASE}/pub/v3.0/")),
        ("/pub/anything".to_owned(), format!("{BASE}/pub/v3.0/anything")),
    ] {
        for method in ["GET", "HEAD"] {
            let answer = app.request(method, &path).send().await;
            assert_eq!((answer.status.as_u16(), answer.location()), (302, &*to), "{method} {path}");
        }
    }
}

/// MODEL-7.1
#[tokio::test]
async fn readers_of_linked_data_are_sent_to_it() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for accept in ["text/turtle", "application/rdf+xml", "text/n3", "application/n-triples"] {
        let answer = app.request("GET", &format!("/pub/{ada}")).accept(accept).send().await;
        let to = format!("{BASE}/pub/experimental_rdf_v1/{ada}");
        assert_eq!((answer.status.as_u16(), answer.location()), (302, &*to), "{accept}");
    }
    let json = app.request("GET", &format!("/pub/{ada}")).accept("application/ld+json").send().await;
    assert_eq!(json.location(), format!("{BASE}/pub/v3.0/{ada}"));
}

#[tokio::test]
async fn writers_have_to_name_a_version() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let answer = app.request("POST", &format!("/pub/{ada}/work")).send().await;
    assert_eq!(answer.outcome(), (400, 9012));
}

/// P31
#[tokio::test]
async fn p31_versions_that_are_gone_have_a_successor() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for (given, successor) in
        [("v3.0_rc1", "v3.0"), ("v1.2", "v3.0"), ("v4", "v3.0"), ("v2.0_rc2", "v2.0"), ("v2.1_rc1", "v2.1")]
    {
        let path = format!("/pub/{given}/{ada}/record?x=1");
        let xml = app.get(&path).await;
        assert_eq!(xml.outcome(), (308, 9056), "{given}");
        assert_eq!(xml.location(), format!("{BASE}/pub/{successor}/{ada}/record?x=1"));
        assert!(xml.text().contains("<response-code>308</response-code>"));
        let json = app.get_json(&path).await;
        assert_eq!(json.outcome(), (308, 9056));
        assert_eq!(json.json()["response-code"], 301, "a habit of the published service");
    }
    let post = app.request("POST", &format!("/pub/v3.0_rc2/{ada}/work")).send().await;
    assert_eq!(post.outcome(), (308, 9056));
}

#[tokio::test]
async fn what_is_nowhere_is_not_found() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for path in [
        format!("/pub/v3.0/{ada}/poems"),
        format!("/pub/v3.0/{ada}//works"),
        format!("/pub/v3.0/{ada}/works/1/2"),
        format!("/pub/v3.0/{ada}/%ff"),
        "/pub/v3.0/a/b/c/d/e/f/g/h/i".to_owned(),
        "/pub/search".to_owned(),
        "/pub/v2.1/expanded-search".to_owned(),
        "/pub/v3.0/client".to_owned(),
        "/pub/resources/swagger.json".to_owned(),
        "/pub/static/x".to_owned(),
        format!("/pub/{ada}/webhook/http:%2F%2Fx.example"),
        "/nowhere".to_owned(),
    ] {
        let answer = app.get(&path).await;
        assert_eq!(answer.outcome(), (404, 9001), "{path}");
        assert!(!answer.headers.contains_key("content-type"), "{path}");
    }
}

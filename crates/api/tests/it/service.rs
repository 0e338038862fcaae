//! What is no record: clients, vocabulary, status, pages.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use byline_api::{ApiService, ApiState};
use byline_http::{Leaving, Origins};
use byline_registry::{Indexer, KeepViews, Registry, Shelf, Urls};
use byline_testkit::{ClientType, TestApp};
use serde_json::{Value, json};

const BASE: &str = "http://127.0.0.1:8080";

/// P35, PLAT-5
#[tokio::test]
async fn p35_each_api_says_that_all_is_well() {
    let app = TestApp::start().await;
    for path in ["/pub/v3.0/pubStatus", "/api/v3.0/apiStatus", "/v3.0/pubStatus"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), "application/json;charset=UTF-8");
        assert_eq!(
            answer.text(),
            r#"{"tomcatUp":true,"dbConnectionOk":true,"readOnlyDbConnectionOk":true,"overallOk":true}"#
        );
    }
    for path in ["/ping", "/pub/ping", "/api/ping", "/pub/v3.0/status", "/api/v3.0/status"] {
        let answer = app.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (200, r#"{"tomcatUp":true}"#), "{path}");
    }
    assert_eq!(app.get("/pub/v3.0/apiStatus").await.outcome(), (404, 9001));
    let xml = app.request("GET", "/pub/v3.0/status").accept("application/xml").send().await;
    assert_eq!(xml.outcome(), (406, 9001));
}

/// OPS-01
#[tokio::test]
async fn probes_are_answered_on_every_host() {
    let app = TestApp::setup().base_url("https://reg.example").start().await;
    for host in ["reg.example", "pub.reg.example", "api.reg.example", "10.0.0.7:8080", "nobody.example"] {
        for (path, expected) in [("/healthz", r#"{"status":"ok"}"#), ("/readyz", READY)] {
            // As a proxy asks that speaks HTTP to the server behind it.
            let answer = app.request("GET", path).host(host).header("x-forwarded-proto", "http").send().await;
            assert_eq!((answer.status.as_u16(), answer.text()), (200, expected), "{host}{path}");
            assert_eq!(answer.header("content-type"), "application/json");
        }
    }
}

const READY: &str = r#"{"status":"ok","checks":{"reads":{"status":"ok"},"writes":{"status":"ok"},"migrations":{"status":"ok"},"search":{"status":"ok","behind":0,"bound":1000000},"serving":{"status":"ok"}}}"#;

async fn asked(api: ApiState) -> (u16, Value) {
    let request = Request::get("/readyz").header("host", "127.0.0.1:8080").body(Body::empty()).unwrap();
    let answer = ApiService::new(api, None).answer(request).await;
    let status = answer.status().as_u16();
    let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

/// OPS-01
#[tokio::test]
async fn whoever_is_about_to_stop_is_not_ready() {
    let app = TestApp::start().await;
    let leaving = Leaving::default();
    let api = app.api.clone().leaving(leaving.clone());
    assert_eq!(asked(api.clone()).await.0, 200);
    leaving.begin();
    let (status, told) = asked(api.clone()).await;
    assert_eq!((status, &told["status"]), (503, &json!("failing")));
    let why = json!({"status": "failing", "why": "the process was told to stop"});
    assert_eq!((&told["checks"]["serving"], &told["checks"]["reads"]["status"]), (&why, &json!("ok")));
}

/// OPS-01
#[tokio::test]
async fn without_the_index_of_the_search_nobody_is_ready() {
    let app = TestApp::start().await;
    app.record("ada").await;
    let clock = Arc::clone(&app.clock) as Arc<dyn byline_model::env::Clock>;
    let registry = Registry::new(Arc::clone(&app.store), Arc::clone(&clock), Urls::new(BASE), KeepViews::DEFAULT);
    let registry = Arc::new(registry.indexed());
    let (members, authority) = (Arc::clone(&app.members), Arc::clone(&app.authority));
    let api = ApiState::new(Arc::clone(&registry), members, authority, clock, Origins::new(BASE).unwrap());
    let (status, told) = asked(api.clone()).await;
    assert_eq!((status, &told["checks"]["search"]["why"]), (503, &json!("it is being made")));
    assert!(told["checks"]["search"]["behind"].as_u64() > Some(0), "{told}");
    let folder = tempfile::tempdir().unwrap();
    Indexer::new(registry, Shelf::at(folder.path().join("search")), 20 << 20).go_on().await.unwrap();
    assert_eq!(asked(api).await, (200, serde_json::from_str(READY).unwrap()));
}

/// P36
#[tokio::test]
async fn p36_clients_have_a_name_and_a_description() {
    let app = TestApp::start().await;
    let press = app.client("Press", ClientType::PublicClient).await;
    let answer = app.get_json(&format!("/pub/v3.0/client/{}", press.id)).await;
    assert_eq!(answer.text(), r#"{"name":"Press","description":"What Press does"}"#);
    for unknown in ["APP-0000000000000000", "nobody", "0000-0003-1415-9265"] {
        assert_eq!(app.get(&format!("/pub/v3.0/client/{unknown}")).await.outcome(), (404, 9016), "{unknown}");
    }
}

/// P38
#[tokio::test]
async fn p38_the_vocabulary_of_identifiers() {
    let app = TestApp::start().await;
    let answer = app.get("/pub/v3.0/identifiers?locale=en").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json;charset=UTF-8"));
    let rows = answer.json();
    assert_eq!(rows.as_array().unwrap().len(), 52);
    let doi = rows.as_array().unwrap().iter().find(|row| row["name"] == "doi").expect("doi is known");
    assert_eq!(doi["resolutionPrefix"], "https://doi.org/");
    assert_eq!(doi["caseSensitive"], false);
    let keys: Vec<_> = doi.as_object().unwrap().keys().map(String::as_str).collect();
    for key in "name putCode resolutionPrefix description dateCreated lastModified caseSensitive primaryUse deprecated"
        .split(' ')
    {
        assert!(keys.contains(&key), "{key}");
    }
    let xml = app.request("GET", "/pub/v3.0/identifiers").accept("application/xml").send().await;
    assert!(xml.text().contains("<name>doi</name>"));
    assert_eq!(xml.text().matches("<identifierType>").count(), 52);
    assert!(xml.text().contains("q=an%3A") && xml.text().contains("format=complete&amp;q"));
    let vendor = app.request("GET", "/pub/v3.0/identifiers").accept("application/vnd.orcid+xml").send().await;
    assert_eq!(vendor.outcome(), (406, 9001));
}

#[tokio::test]
async fn the_landing_page_is_for_people() {
    let app = TestApp::start().await;
    for path in ["/pub/v3.0/", "/api/v3.0/", "/v3.0/"] {
        let page = app.request("GET", path).accept("text/html").send().await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html;charset=UTF-8"), "{path}");
        for version in ["v3.0", "v2.1", "v2.0"] {
            assert!(page.text().contains(&format!("/{version}/\">{version}</a>")), "{path}: {version}");
        }
        let data = app.request("GET", path).accept("application/json").send().await;
        assert_eq!(data.outcome(), (406, 9001), "{path}");
    }
}

#[tokio::test]
async fn the_self_test_of_the_member_api_fails() {
    let app = TestApp::start().await;
    let token = app.member("Press").await.credentials("/read-public").await;
    let answer = app.request("GET", "/api/v3.0/error").bearer(&token).send().await;
    assert_eq!(answer.outcome(), (500, 9008));
    assert_eq!(app.get("/pub/v3.0/error").await.outcome(), (404, 9016), "elsewhere it is no iD");
}

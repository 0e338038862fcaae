//! What is no record: clients, vocabulary, status, pages.

use byline_testkit::{ClientType, TestApp};

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

//! The OpenAPI document is the routes.

use byline_testkit::{ItemKind, TestApp};
use serde_json::Value;

async fn document() -> Value {
    TestApp::start().await.get("/openapi.json").await.json()
}

/// Operations as (method, path, API), with parameters filled in.
fn operations(document: &Value) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let filled = [
            ("{orcid}", "0009-9000-0000-0005"),
            ("{put-codes}", "1,2"),
            ("{put-code}", "1"),
            ("{client-id}", "x"),
            ("{uri}", "a.example"),
        ]
        .iter()
        .fold(path.clone(), |path, (name, value)| path.replace(name, value));
        assert!(!filled.contains('{'), "{path} has a parameter that this test does not know");
        for (method, operation) in methods.as_object().unwrap() {
            for api in operation["x-apis"].as_array().expect("each operation says where it is") {
                let prefix = if api == "public" { "/pub" } else { "/api" };
                found.push((method.to_uppercase(), filled.clone(), prefix.to_owned()));
            }
        }
    }
    found
}

#[tokio::test]
async fn every_operation_is_routed() {
    let app = TestApp::start().await;
    let token = app.member("C1").await.credentials("/read-public /group-id-record/read").await;
    for (method, path, prefix) in operations(&document().await) {
        let answer = app.request(&method, &format!("{prefix}{path}")).bearer(&token).send().await;
        assert!(!matches!(answer.outcome(), (404 | 405, 9001)), "{method} {prefix}{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn operations_of_one_api_are_not_the_others() {
    let app = TestApp::start().await;
    let token = app.member("C1").await.credentials("/read-public /group-id-record/read").await;
    let operations = operations(&document().await);
    for (method, path, prefix) in &operations {
        let other = if prefix == "/pub" { "/api" } else { "/pub" };
        if operations.iter().any(|it| it.0 == *method && it.1 == *path && it.2 == other) {
            continue;
        }
        let answer =
            app.request(method, &format!("{other}{path}")).accept("application/json").bearer(&token).send().await;
        assert!(
            matches!(answer.outcome(), (404, 9001 | 9016) | (405, 9001)),
            "{method} {other}{path}: {}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn every_route_is_described() {
    let document = document().await;
    let described = |path: String| assert!(document["paths"].get(&path).is_some(), "{path} is not described");
    for kind in ItemKind::ALL {
        let spec = kind.spec();
        if !kind.is_single() {
            described(format!("/v3.0/{{orcid}}/{}", spec.list_path));
        }
        if kind.is_activity() {
            described(format!("/v3.0/{{orcid}}/{}", spec.item_path));
        }
        if spec.by_put_code {
            described(format!("/v3.0/{{orcid}}/{}/{{put-code}}", spec.item_path));
        }
        if kind.is_activity() {
            described(format!("/v3.0/{{orcid}}/{}/summary/{{put-code}}", spec.item_path));
        }
    }
    for path in
        ["", "/record", "/person", "/personal-details", "/biography", "/activities", "/works/{put-codes}", "/summary"]
    {
        described(format!("/v3.0/{{orcid}}{path}"));
    }
    for path in
        ["/client/{client-id}", "/identifiers", "/group-id-record", "/group-id-record/{put-code}", "/status", "/"]
    {
        described(format!("/v3.0{path}"));
    }
}

#[tokio::test]
async fn references_lead_somewhere_and_servers_are_ours() {
    fn check(value: &Value, root: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get("$ref") {
                    let target = root.pointer(reference.trim_start_matches('#'));
                    assert!(target.is_some(), "{reference} leads nowhere");
                }
                members.values().for_each(|member| check(member, root));
            }
            Value::Array(members) => members.iter().for_each(|member| check(member, root)),
            _ => {}
        }
    }
    let document = document().await;
    check(&document, &document);
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["servers"][0]["url"], "http://127.0.0.1:8080/pub");
    assert_eq!(document["servers"][1]["url"], "http://127.0.0.1:8080/api");
}

//! What a sandbox answers without anybody's permission.

use serde_json::json;

use crate::support::{AMELIE, Running};

/// D-30
#[tokio::test]
async fn the_ready_line_stands_alone_and_names_every_address() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let ready = sandbox.ready.as_object().unwrap();
    assert_eq!(ready.keys().collect::<Vec<_>>(), ["addresses", "base_url", "event", "listen", "ms"]);
    assert_eq!(ready["event"], "ready");
    let port = sandbox.address().strip_prefix("127.0.0.1:").unwrap();
    assert_ne!(port, "0");
    assert_eq!(ready["base_url"], json!(format!("http://127.0.0.1:{port}")));
    assert!(ready["ms"].is_u64());
    let base = sandbox.url("");
    let addresses =
        json!({ "pages": base, "public_api": [format!("{base}/pub")], "member_api": [format!("{base}/api")] });
    assert_eq!(ready["addresses"], addresses);
    sandbox.terminate();
    assert_eq!(sandbox.wait(), (true, String::new()));
}

#[tokio::test]
async fn a_record_is_read_in_both_syntaxes() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let record = sandbox.json(&format!("/v3.0/{AMELIE}/record")).await;
    assert_eq!(record["orcid-identifier"]["path"], AMELIE);
    assert_eq!(record["orcid-identifier"]["uri"], json!(sandbox.url(&format!("/{AMELIE}"))));
    let response = sandbox.get(&format!("/pub/v3.0/{AMELIE}/record"), "application/xml").await;
    assert_eq!(response.status(), 200);
    let xml = response.text().await.unwrap();
    assert!(xml.contains(&format!("<common:path>{AMELIE}</common:path>")), "{xml}");
}

#[tokio::test]
async fn every_section_of_the_demo_is_served() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    for section in [
        "person",
        "personal-details",
        "biography",
        "other-names",
        "researcher-urls",
        "email",
        "address",
        "keywords",
        "external-identifiers",
        "activities",
        "distinctions",
        "educations",
        "employments",
        "fundings",
        "invited-positions",
        "memberships",
        "peer-reviews",
        "qualifications",
        "research-resources",
        "services",
        "works",
    ] {
        let response = sandbox.get(&format!("/pub/v3.0/{AMELIE}/{section}"), "application/json").await;
        assert_eq!(response.status(), 200, "{section}");
    }
}

/// D-49
/// Where it is, whatever the base URL: what is suggested is answered.
#[tokio::test]
async fn a_sandbox_with_a_host_names_every_address_and_suggests_what_works() {
    let sandbox = Running::sandbox(["--base-url", "http://reg.test:8080"]);
    let at = |host: &str, path: &str| format!("http://{host}reg.test:8080{path}");
    let addresses = json!({
        "pages": at("", ""),
        "public_api": [at("pub.", ""), at("", "/pub")],
        "member_api": [at("api.", ""), at("", "/api")],
    });
    assert_eq!(sandbox.ready["addresses"], addresses);
    let address = format!("http://{}", sandbox.address());
    let json_at = async |path: &str| {
        let request = reqwest::Client::new().get(format!("{address}{path}")).header("host", "reg.test:8080");
        request.header("accept", "application/json").send().await.unwrap().status().as_u16()
    };
    assert_eq!(json_at(&format!("/v3.0/{AMELIE}/record")).await, 404, "no API is here");
    let record = format!("/pub/v3.0/{AMELIE}/record");
    assert_eq!(json_at(&record).await, 200);
    sandbox.terminate();
    let (ended, said) = sandbox.wait_and_listen();
    assert!(ended, "{said}");
    for address in ["public_api=\"http://pub.reg.test:8080 http://reg.test:8080/pub\"", &at("", &record)] {
        assert!(said.contains(address), "{address}: {said}");
    }
    assert!(!said.contains(&at("", "/v3.0/")), "{said}");
}

#[tokio::test]
async fn a_base_url_is_what_links_are_made_from() {
    let sandbox = Running::sandbox(["--base-url", "http://reg.localhost:7777/"]);
    assert_eq!(sandbox.ready["base_url"], "http://reg.localhost:7777");
    let url = format!("http://{}/v3.0/{AMELIE}/record", sandbox.address());
    let record: serde_json::Value = reqwest::Client::new()
        .get(url)
        .header("accept", "application/json")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(record["orcid-identifier"]["uri"], json!(format!("http://reg.localhost:7777/{AMELIE}")));
}

#[tokio::test]
async fn a_slow_or_endless_request_does_not_keep_others_out() {
    use tokio::io::AsyncWriteExt;
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let mut slow = tokio::net::TcpStream::connect(sandbox.address()).await.unwrap();
    slow.write_all(b"GET / HT").await.unwrap();
    assert_eq!(sandbox.json("/__sandbox/health").await["status"], "ok");
}

#[tokio::test]
async fn http_2_is_spoken_to_whoever_begins_with_it() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let client = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let response = client.get(sandbox.url("/__sandbox/health")).send().await.unwrap();
    assert_eq!(response.version(), reqwest::Version::HTTP_2);
    assert_eq!(response.status(), 200);
}

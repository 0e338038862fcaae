//! Hosts, prefixes and proxies (`decisions` 12, 31).

use byline_testkit::{TestApp, TestResponse};

async fn hosts() -> TestApp {
    TestApp::setup().base_url("https://reg.example").trusting(&["10.0.0.0/8"]).start().await
}

#[tokio::test]
async fn hosts_tell_the_apis_apart() {
    let app = hosts().await;
    let ada = app.record("ada").await;
    let at = async |host: &str, path: &str| app.request("GET", path).host(host).accept("application/json").send().await;
    let record = format!("/v3.0/{ada}/record");
    let public = at("pub.reg.example", &record).await;
    assert_eq!(public.status, 200);
    assert_eq!(public.json()["orcid-identifier"]["uri"], format!("https://reg.example/{ada}"));
    assert_eq!(at("PUB.reg.example:443", &record).await.status, 200);
    assert_eq!(at("api.reg.example", &record).await.status, 403);
    let redirect = at("pub.reg.example", &format!("/{ada}/works")).await;
    assert_eq!(redirect.location(), format!("https://pub.reg.example/v3.0/{ada}/works"));
    assert_eq!(at("203.0.113.7", "/ping").await.status, 200, "a probe by address");
}

/// D-49
#[tokio::test]
async fn one_name_is_enough() {
    let app = hosts().await;
    let (ada, member) = (app.record("ada").await, app.member("C1").await);
    let code = ada.work("limited", &[]).limited().add().await;
    let token = member.token(&ada, "/read-limited").await;
    let at = async |path: &str| {
        app.request("GET", path).host("reg.example").accept("application/json").bearer(&token).send().await
    };
    for prefix in ["/pub", "/api"] {
        let record = at(&format!("{prefix}/v3.0/{ada}/record")).await;
        assert_eq!(record.status, 200);
        assert_eq!(record.json()["orcid-identifier"]["uri"], format!("https://reg.example/{ada}"));
        let redirect = at(&format!("{prefix}/{ada}/works")).await;
        assert_eq!(redirect.location(), format!("https://reg.example{prefix}/v3.0/{ada}/works"), "links stay here");
        let page = at(&format!("{prefix}/sync/changes")).await;
        assert!(page.header("link").starts_with(&format!("<https://reg.example{prefix}/sync/changes?")));
    }
    assert_eq!(at(&format!("/pub/v3.0/{ada}/work/{code}")).await.outcome(), (403, 9039));
    assert_eq!(at(&format!("/api/v3.0/{ada}/work/{code}")).await.status, 200);
    let write = member.token(&ada, "/person/update").await;
    let post = app.request("POST", &format!("/api/v3.0/{ada}/keywords")).host("reg.example").bearer(&write);
    let written = post.body("application/json", r#"{"content":"moss"}"#).send().await;
    assert!(written.location().starts_with(&format!("https://reg.example/api/v3.0/{ada}/keywords/")), "{written:?}");
}

/// D-49
#[tokio::test]
async fn a_version_without_a_prefix_says_where_the_apis_are() {
    let app = hosts().await;
    let ada = app.record("ada").await;
    for path in [format!("/v3.0/{ada}/record"), format!("/v2.0/{ada}/works"), "/v2.1/status".to_owned()] {
        let answer = app.request("GET", &path).host("reg.example").accept("application/json").send().await;
        assert_eq!(answer.status, 404, "{path}");
        let message = answer.json()["developer-message"].to_string();
        for place in
            ["https://pub.reg.example", "https://reg.example/pub", "https://api.reg.example", "https://reg.example/api"]
        {
            assert!(message.contains(place), "{place}: {message}");
        }
    }
}

/// MODEL-7.1
#[tokio::test]
async fn the_registry_sends_readers_of_data_to_the_public_api() {
    let app = hosts().await;
    let ada = app.record("ada").await;
    let at =
        async |accept: &str| app.request("GET", &format!("/{ada}")).host("reg.example").accept(accept).send().await;
    for accept in ["application/json", "application/orcid+xml", "text/turtle", "application/ld+json", "text/n3"] {
        let answer = at(accept).await;
        assert_eq!(
            (answer.status.as_u16(), answer.location()),
            (302, &*format!("https://pub.reg.example/{ada}")),
            "{accept}"
        );
    }
    for accept in ["text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "*/*"] {
        assert_eq!(at(accept).await.status, 404, "for the pages, of which there are none here: {accept}");
    }
}

/// D-31
#[tokio::test]
async fn pages_get_what_is_no_api() {
    let pages = axum::Router::new().fallback(|| async { "a page" });
    let app = TestApp::setup().pages(pages).start().await;
    let ada = app.record("ada").await;
    for path in ["/".to_owned(), format!("/{ada}"), "/signin".to_owned(), "/oauth/authorize".to_owned()] {
        assert_eq!(app.request("GET", &path).accept("text/html").send().await.text(), "a page", "{path}");
    }
    let data = app.request("GET", &format!("/{ada}")).accept("application/json").send().await;
    assert_eq!(data.location(), format!("http://127.0.0.1:8080/pub/{ada}"));
    for path in
        ["/pub/nowhere", "/pub/v3.0/x/y", "/api/v3.0/x/y", "/v3.0/x/y", "/ping", "/healthz", "/readyz", "/openapi.json"]
    {
        assert_ne!(app.get(path).await.text(), "a page", "{path}");
    }
}

/// D-31
#[tokio::test]
async fn without_a_prefix_the_token_decides() {
    let app = TestApp::start().await;
    let (ada, member) = (app.record("ada").await, app.member("C1").await);
    let public = app.client("App", byline_testkit::ClientType::PublicClient).await;
    let code = ada.work("limited", &[]).limited().add().await;
    let path = format!("/v3.0/{ada}/work/{code}");
    let with = async |token: String| app.request("GET", &path).bearer(&token).send().await.outcome();
    assert_eq!(app.get(&path).await.outcome(), (403, 9039), "the public API");
    assert_eq!(with(public.credentials("/read-public").await).await, (403, 9039), "the public API");
    assert_eq!(with(member.token(&ada, "/read-public").await).await, (403, 9038), "the member API");
    assert_eq!(with(member.token(&ada, "/read-limited").await).await, (200, 0));
    assert_eq!(with("garbage".to_owned()).await, (401, 0));
    let post = app.request("POST", &format!("/v3.0/{ada}/work")).send().await;
    assert_eq!(post.json()["error"], "forbidden", "writing is the member API's");
}

/// D-31
#[tokio::test]
async fn prefixes_force_an_api_and_stay_in_links() {
    let app = TestApp::start().await;
    let (ada, bob, member) = (app.record("ada").await, app.record("bob").await, app.member("C1").await);
    let code = ada.work("limited", &[]).limited().add().await;
    let token = member.token(&ada, "/read-limited").await;
    let path = format!("/pub/v3.0/{ada}/work/{code}");
    assert_eq!(app.request("GET", &path).bearer(&token).send().await.outcome(), (403, 9039), "a token widens nothing");
    ada.set_state(byline_testkit::RecordState::Deprecated { primary: bob.orcid }).await;
    for prefix in ["/pub", "/api", ""] {
        let answer = app.request("GET", &format!("{prefix}/v3.0/{ada}")).bearer(&token).send().await;
        assert_eq!(answer.location(), format!("http://127.0.0.1:8080{prefix}/v3.0/{bob}"));
    }
}

/// D-12
#[tokio::test]
async fn only_trusted_proxies_are_believed() {
    let app = hosts().await;
    let ada = app.record("ada").await;
    let from = async |peer: &str, name: &str, value: &str| -> TestResponse {
        let request = app.request("GET", &format!("/v3.0/{ada}/record")).peer(peer).header(name, value);
        request.host("pub.reg.example").send().await
    };
    assert_eq!(from("10.1.2.3", "x-forwarded-proto", "http").await.outcome(), (400, 9012));
    assert_eq!(from("10.1.2.3", "x-forwarded-proto", "https").await.status, 200);
    assert_eq!(from("203.0.113.9", "x-forwarded-proto", "http").await.status, 200, "anybody could say that");
    assert_eq!(from("10.1.2.3", "x-forwarded-host", "api.reg.example").await.status, 403);
    assert_eq!(from("203.0.113.9", "x-forwarded-host", "api.reg.example").await.status, 200);
    let probe = app.request("GET", "/v3.0/pubStatus").host("pub.reg.example").peer("10.1.2.3");
    assert_eq!(probe.header("x-forwarded-proto", "http").send().await.status, 200, "probes may come by http");
}

/// D-12
#[tokio::test]
async fn a_loopback_sandbox_never_asks_for_https() {
    let app = TestApp::setup().trusting(&["10.0.0.0/8"]).start().await;
    let ada = app.record("ada").await;
    let request = app.request("GET", &format!("/pub/v3.0/{ada}")).peer("10.0.0.1").header("x-forwarded-proto", "http");
    assert_eq!(request.send().await.status, 200);
}

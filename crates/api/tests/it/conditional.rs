//! Validators, conditional requests and content codings (`decisions` 1, in the place of P37).

use std::io::Read as _;

use byline_testkit::{ItemKind, TestApp};

const MEDIA: [&str; 6] = [
    "application/xml",
    "application/json",
    "application/vnd.orcid+xml",
    "application/vnd.orcid+json",
    "application/orcid+xml",
    "application/orcid+json",
];

/// P37, D-01
#[tokio::test]
async fn p37_records_and_sections_carry_validators() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let code = ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).add().await;
    for path in ["", "/record", "/person", "/works", "/activities", &format!("/keywords/{code}"), "/works/1"] {
        let answer = ada.public(path).await;
        let etag = answer.header("etag").to_owned();
        assert!(etag.starts_with('"') && etag.ends_with('"'), "{path}: {etag}");
        assert_eq!(answer.header("last-modified"), "Mon, 21 Sep 2026 14:13:20 GMT", "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert_eq!(answer.header("vary"), "Accept, Accept-Encoding, Authorization");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert!(!answer.headers.contains_key("pragma") && !answer.headers.contains_key("expires"), "{path}");
        let request = app.request("GET", &format!("/pub/v3.0/{ada}{path}")).accept("application/json");
        let again = request.header("if-none-match", &format!("\"other\", {etag}")).send().await;
        assert_eq!((again.status.as_u16(), again.header("etag")), (304, &*etag), "{path}");
        assert!(again.body.is_empty() && !again.headers.contains_key("content-type"), "{path}");
        assert_eq!(again.header("last-modified"), answer.header("last-modified"));
    }
}

/// D-01
#[tokio::test]
async fn tags_differ_by_media_type_and_coding() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let path = format!("/pub/v3.0/{ada}/record");
    let mut seen = Vec::new();
    for media in MEDIA {
        for coding in ["identity", "gzip", "zstd"] {
            let answer = app.request("GET", &path).accept(media).header("accept-encoding", coding).send().await;
            let etag = answer.header("etag").to_owned();
            assert!(!seen.contains(&etag), "{media} in {coding} shares its tag");
            let request = app.request("GET", &path).accept(media).header("accept-encoding", coding);
            assert_eq!(request.header("if-none-match", &etag).send().await.status, 304, "{media} in {coding}");
            for other in &seen {
                let request = app.request("GET", &path).accept(media).header("accept-encoding", coding);
                assert_eq!(request.header("if-none-match", other).send().await.status, 200, "{other}");
            }
            seen.push(etag);
        }
    }
}

#[tokio::test]
async fn a_change_gives_another_tag() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let before = ada.public("/keywords").await.header("etag").to_owned();
    assert_eq!(ada.public("/keywords").await.header("etag"), before, "the same bytes, the same tag");
    ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).add().await;
    let request = app.request("GET", &format!("/pub/v3.0/{ada}/keywords")).accept("application/json");
    let answer = request.header("if-none-match", &before).send().await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("engines"));
}

#[tokio::test]
async fn a_tag_opens_nothing() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let code = ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).add().await;
    let path = format!("/pub/v3.0/{ada}/keywords/{code}");
    let etag = app.get(&path).await.header("etag").to_owned();
    ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).replacing(code).private().add().await;
    for tag in [&*etag, "*"] {
        assert_eq!(app.request("GET", &path).header("if-none-match", tag).send().await.outcome(), (403, 9039));
    }
    let since = "Fri, 01 Jan 2100 00:00:00 GMT";
    let list = app.request("GET", &format!("/pub/v3.0/{ada}/keywords")).header("if-modified-since", since).send().await;
    assert_eq!(list.status, 200, "dates are too coarse to confirm anything");
}

/// D-01
#[tokio::test]
async fn answers_to_a_token_are_private() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let token = client.token(&ada, "/read-limited").await;
    let answer = ada.member(&token, "/record").await;
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    assert!(answer.headers.contains_key("etag"));
}

#[tokio::test]
async fn bodies_are_coded_when_asked_and_worth_it() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let path = format!("/pub/v3.0/{ada}/record");
    let plain = app.get(&path).await;
    assert!(plain.body.len() > 1024 && !plain.headers.contains_key("content-encoding"));
    for round in ["made", "kept"] {
        let gzip = app.request("GET", &path).header("accept-encoding", "gzip").send().await;
        assert_eq!(gzip.header("content-encoding"), "gzip", "{round}");
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(&*gzip.body).read_to_end(&mut text).expect("gzip");
        assert_eq!(text, plain.body);
        let zstd = app.request("GET", &path).header("accept-encoding", "gzip, zstd").send().await;
        assert_eq!(zstd.header("content-encoding"), "zstd");
        assert_eq!(zstd::bulk::decompress(&zstd.body, 1 << 20).expect("zstd"), plain.body);
    }
    let short = app.request("GET", &format!("/pub/v3.0/{ada}/keywords")).accept("application/json");
    let short = short.header("accept-encoding", "gzip, zstd").send().await;
    assert!(short.body.len() < 1024 && !short.headers.contains_key("content-encoding"));
    let refused = app.request("GET", &path).header("accept-encoding", "gzip;q=0").send().await;
    assert!(!refused.headers.contains_key("content-encoding"));
}

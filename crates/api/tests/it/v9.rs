//! A version that never was: one row, one lens with one difference, and every kind of document is served.

use std::sync::LazyLock;

use byline_api::ApiVersion;
use byline_formats::Edition;
use byline_formats::edition::{Change, Edit, Lens};
use byline_model::shapes;
use byline_testkit::{ItemKind, TestApp};

/// What 9.9 has differently from 3.0: sources are signed.
static SIGNED: Lens = Lens {
    edits: &[Edit::shape(&shapes::SOURCE_SHAPE, &[Change::Named("source-name", "signature")])],
    ..Lens::to("9.9")
};

static EDITION: LazyLock<Edition> = LazyLock::new(|| Edition::newest().through(&SIGNED));

fn row() -> ApiVersion {
    ApiVersion::new("v9.9", &EDITION)
}

#[tokio::test]
async fn a_row_and_a_lens_serve_every_kind() {
    let app = TestApp::setup().version(row()).start().await;
    let client = app.member("Press").await;
    let ada = app.record("ada").await;
    let mut paths = vec!["/record".to_owned(), "/person".to_owned(), "/activities".to_owned()];
    for kind in ItemKind::ALL.into_iter().filter(|kind| !kind.is_single()) {
        let code = ada.item(kind, body(kind)).by(&client).add().await;
        let spec = kind.spec();
        paths.push(format!("/{}", spec.list_path));
        if spec.by_put_code {
            paths.push(format!("/{}/{code}", spec.item_path));
        }
        if kind.is_activity() {
            paths.push(format!("/{}/summary/{code}", spec.item_path));
        }
    }
    for path in &paths {
        for (accept, old, new) in [
            ("application/xml", "<common:source-name>Press<", "<common:signature>Press<"),
            ("application/json", r#""source-name":{"value":"Press"}"#, r#""signature":{"value":"Press"}"#),
            ("application/vnd.orcid+json", "\"source-name\" : {", "\"signature\" : {"),
        ] {
            let get = async |version: &str| {
                let answer = app.request("GET", &format!("/pub/{version}/{ada}{path}")).accept(accept).send().await;
                assert_eq!(answer.status, 200, "{version} {path}");
                answer.text().to_owned()
            };
            let (current, other) = (get("v3.0").await, get("v9.9").await);
            assert!(current.contains(old) && !current.contains(new), "{path} as {accept}: {current}");
            // And that is all that is different.
            assert_eq!(other.replace("signature", "source-name"), current, "{path} as {accept}");
            assert!(other.contains(new), "{path} as {accept}: {other}");
        }
    }
    assert!(paths.len() > 45, "only {} addresses", paths.len());
    assert_eq!(
        app.get(&format!("/pub/v9.9_rc1/{ada}")).await.location(),
        format!("http://127.0.0.1:8080/pub/v9.9/{ada}")
    );
}

#[tokio::test]
async fn what_is_sent_is_read_through_the_lens() {
    let app = TestApp::setup().version(row()).start().await;
    let client = app.member("Press").await;
    let ada = app.record("ada").await;
    let token = client.token(&ada, "/person/update").await;
    for (version, key, status) in [
        ("v9.9", "signature", 201),
        ("v9.9", "source-name", 400),
        ("v3.0", "signature", 400),
        ("v3.0", "source-name", 201),
    ] {
        // Who sent it is known anyway; the key is read and forgotten.
        let body = format!(r#"{{"content":"{version}","source":{{"{key}":{{"value":"Press"}}}}}}"#);
        let request = app.request("POST", &format!("/api/{version}/{ada}/keywords")).bearer(&token);
        let answer = request.body("application/json", body).send().await;
        assert_eq!(answer.status, status, "{version} {key}: {}", answer.text());
        if status == 201 {
            assert!(answer.location().contains(&format!("/api/{version}/{ada}/keywords/")), "{}", answer.location());
        }
    }
}

#[tokio::test]
async fn without_its_row_there_is_no_such_version() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    assert_eq!(app.get(&format!("/pub/v9.9/{ada}")).await.outcome(), (308, 9056));
}

/// As little as a document of the kind needs.
fn body(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::ResearchResource => r#"{"proposal":{"title":{"title":{"value":"Ship time"}}}}"#,
        ItemKind::PeerReview => r#"{"review-group-id":"issn:0000-0019"}"#,
        ItemKind::Email => r#"{"email":"ada@example.org","verified":true,"primary":false}"#,
        _ => "{}",
    }
}

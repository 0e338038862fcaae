//! `/{iD}` and `/{iD}/record`: states of records, forms of the document.

use byline_testkit::{RecordState, TestApp, Visibility};

/// P01
#[tokio::test]
async fn p01_without_a_wish_a_record_is_vendor_xml() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let answer = app.get(&format!("/pub/v3.0/{ada}/record")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/vnd.orcid+xml;charset=UTF-8");
    assert!(answer.text().contains("<record:record "), "{}", answer.text());
}

/// P02
#[tokio::test]
async fn p02_json_is_compact_and_in_the_published_order() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let answer = ada.public("/record").await;
    assert_eq!(answer.header("content-type"), "application/json;charset=UTF-8");
    let order = ["orcid-identifier", "preferences", "history", "person", "activities-summary", "path"];
    let places: Vec<_> = order.iter().map(|key| answer.text().find(&format!("\"{key}\":")).expect(key)).collect();
    assert!(places[..5].is_sorted(), "{}", answer.text());
    assert!(answer.text().ends_with(&format!("\"path\":\"/{ada}\"}}")));
    assert_eq!(answer.json()["orcid-identifier"]["uri"], format!("http://127.0.0.1:8080/{ada}"));
}

/// P03
#[tokio::test]
async fn p03_vendor_json_is_indented_and_named_as_asked() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let path = format!("/pub/v3.0/{ada}/record");
    let answer = app.request("GET", &path).accept("application/orcid+json").send().await;
    assert_eq!(answer.header("content-type"), "application/orcid+json;charset=UTF-8");
    assert!(answer.text().starts_with("{\n  \"orcid-identifier\" : {"), "{}", answer.text());
}

/// P04
#[tokio::test]
async fn p04_a_type_that_is_not_offered_is_not_acceptable() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let answer = app.request("GET", &format!("/pub/v3.0/{ada}/record")).accept("text/plain").send().await;
    assert_eq!(answer.outcome(), (406, 9001));
    assert!(!answer.headers.contains_key("content-type"));
    assert_eq!(answer.json()["response-code"], 406);
}

/// P05
#[tokio::test]
async fn p05_both_addresses_of_a_record_say_the_same() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let (short, long) = (ada.public("").await, ada.public("/record").await);
    assert_eq!(short.status, 200);
    assert_eq!(short.body, long.body);
    assert_eq!(ada.public("/").await.body, long.body, "a slash at the end makes no difference");
}

/// P06, P07
#[tokio::test]
async fn p06_p07_what_is_no_record_is_not_found() {
    let app = TestApp::start().await;
    for (orcid, why) in [
        ("0000-0000-0000-0000", "well-formed but for the check digit"),
        ("0009-9000-0000-0005", "unknown"),
        ("not-an-id", "no iD"),
        ("0000-0002-1825-0098", "wrong check digit"),
        ("%F0%9F%A6%80", "a crab"),
    ] {
        let answer = app.get(&format!("/pub/v3.0/{orcid}/record")).await;
        assert_eq!(answer.outcome(), (404, 9016), "{why}");
        assert_eq!(answer.header("content-type"), "application/vnd.orcid+xml;charset=UTF-8");
    }
}

/// P08, P09
#[tokio::test]
async fn p08_p09_locked_and_deactivated_records_say_so_in_every_section() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let work = ada.work("Notes", &[("doi", "10.1/a")]).add().await;
    let sections = [
        "",
        "/record",
        "/person",
        "/works",
        &format!("/work/{work}"),
        "/distinctions",
        "/services",
        "/research-resources",
    ];
    for (state, outcome) in [(RecordState::Locked, (409, 9018)), (RecordState::Deactivated, (409, 9044))] {
        ada.set_state(state).await;
        for section in sections {
            assert_eq!(ada.public(section).await.outcome(), outcome, "{section}");
        }
    }
    assert_eq!(ada.public(&format!("/works/{work}")).await.outcome(), (409, 9044), "bulk reads look at the state too");
    ada.set_state(RecordState::Active).await;
    assert_eq!(ada.public("/works").await.status, 200);
}

/// P10
#[tokio::test]
async fn p10_a_merged_record_points_at_the_other_on_the_same_prefix() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.record("ada").await, app.record("bob").await);
    ada.set_state(RecordState::Deprecated { primary: bob.orcid }).await;
    for section in ["", "/record", "/works", "/work/77/", "/distinctions", "?a=b"] {
        let answer = ada.public(section).await;
        assert_eq!(answer.outcome(), (301, 9007), "{section}");
        assert_eq!(answer.location(), format!("http://127.0.0.1:8080/pub/v3.0/{bob}{section}"));
        assert_eq!(answer.json()["response-code"], 301);
    }
    let bare = app.get_json(&format!("/v3.0/{ada}/works?x=1")).await;
    assert_eq!(bare.location(), format!("http://127.0.0.1:8080/v3.0/{bob}/works?x=1"));
    assert_eq!(app.get(&format!("/pub/v3.0/{ada}/works")).await.outcome(), (301, 9007), "as XML");
}

/// P11, P12
#[tokio::test]
async fn p11_p12_an_unclaimed_record_opens_after_ten_days() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Creator").await);
    ada.unclaimed(&client, 3).await;
    assert_eq!(ada.public("/record").await.outcome(), (409, 9036));
    ada.unclaimed(&client, 11).await;
    assert_eq!(ada.public("/record").await.status, 200);
    ada.unclaimed(&client, 9).await;
    assert_eq!(ada.public("/record").await.outcome(), (409, 9036));
    app.clock.advance_seconds(2 * 24 * 3600);
    assert_eq!(ada.public("/record").await.status, 200);
}

#[tokio::test]
async fn its_creator_sees_an_unclaimed_record_at_once() {
    let app = TestApp::start().await;
    let (ada, creator, other) = (app.record("ada").await, app.member("Creator").await, app.member("Other").await);
    ada.unclaimed(&creator, 3).await;
    let own = creator.credentials("/read-public").await;
    let foreign = other.credentials("/read-public").await;
    for section in ["/record", "/summary"] {
        assert_eq!(ada.member(&own, section).await.status, 200, "{section}");
        assert_eq!(ada.member(&foreign, section).await.outcome(), (409, 9036), "{section}");
    }
}

#[tokio::test]
async fn a_record_shows_nothing_but_public_items() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for visibility in Visibility::ALL {
        ada.work(&format!("a {visibility} work"), &[]).visibility(visibility).add().await;
    }
    for path in ["/record", "", "/activities", "/works"] {
        let text = ada.public(path).await.text().to_owned();
        assert!(text.contains("a public work"), "{path}: {text}");
        for hidden in ["registered-only", "limited", "private"] {
            assert!(!text.contains(hidden), "{path} shows {hidden}");
        }
    }
}

/// Records that were merged into one another lead nowhere (`decisions` 41).
#[tokio::test]
async fn no_read_is_led_in_a_ring() {
    let app = TestApp::start().await;
    let (ada, bob, eve) = (app.record("ada").await, app.record("bob").await, app.record("eve").await);
    let merged = |into: &byline_testkit::TestRecord<'_>| RecordState::Deprecated { primary: into.orcid };
    ada.set_state(merged(&ada)).await;
    assert_eq!(ada.public("/works").await.status, 404, "into itself");
    ada.set_state(merged(&bob)).await;
    bob.set_state(merged(&eve)).await;
    assert_eq!(ada.public("/works").await.outcome(), (301, 9007), "one after the other");
    eve.set_state(merged(&ada)).await;
    for record in [&ada, &bob, &eve] {
        assert_eq!(record.public("/works").await.status, 404, "a ring of three");
    }
}

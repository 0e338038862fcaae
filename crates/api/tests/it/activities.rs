//! The sections of activities.

use byline_testkit::{ItemKind, TestApp};
use serde_json::Value;

fn codes(bulk: &Value) -> Vec<(Option<u64>, Option<u64>)> {
    let entries = bulk["bulk"].as_array().expect("a bulk answer").iter();
    entries.map(|it| (it["work"]["put-code"].as_u64(), it["error"]["error-code"].as_u64())).collect()
}

/// P15, P16
#[tokio::test]
async fn p15_p16_unknown_put_codes_and_put_codes_of_letters() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    assert_eq!(ada.public("/work/4711").await.outcome(), (404, 9016));
    for kind in ["work", "funding", "education", "employment", "peer-review"] {
        for path in [format!("/{kind}/abc"), format!("/{kind}/summary/abc")] {
            let answer = ada.public(&path).await;
            assert_eq!(answer.outcome(), (404, 9001), "{path}");
            assert!(!answer.headers.contains_key("content-type"));
        }
    }
    for kind in ["distinction", "invited-position", "membership", "qualification", "research-resource", "service"] {
        for path in [format!("/{kind}/abc"), format!("/{kind}/summary/abc")] {
            assert_eq!(ada.public(&path).await.outcome(), (400, 9006), "{path}");
        }
    }
}

/// P21
#[tokio::test]
async fn p21_a_bulk_read_says_what_it_hides_and_does_not_know() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let open = ada.work("Open", &[("doi", "10.1/a")]).add().await;
    let hidden = ada.work("Hidden", &[("doi", "10.1/b")]).private().add().await;
    let bulk = ada.public(&format!("/works/9999,{hidden},{open}")).await;
    assert_eq!(bulk.status, 200);
    assert_eq!(codes(&bulk.json()), [(Some(open.get()), None), (None, Some(9039)), (None, Some(9034))]);
    assert!(!bulk.text().contains("Hidden"));
    let again = ada.public(&format!("/works/{open},{open},")).await;
    assert_eq!(codes(&again.json()), [(Some(open.get()), None), (None, Some(9034))]);
    let encoded = ada.public(&format!("/works/{open}%2C{hidden}")).await;
    assert_eq!(codes(&encoded.json()), [(Some(open.get()), None), (None, Some(9039))]);
}

/// P22, P23
#[tokio::test]
async fn p22_p23_a_bulk_read_has_a_limit_and_takes_numbers() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let many = |count: usize| (1..=count).map(|it| it.to_string()).collect::<Vec<_>>().join(",");
    assert_eq!(ada.public(&format!("/works/{}", many(101))).await.outcome(), (400, 9042));
    assert_eq!(ada.public(&format!("/works/{}", many(100))).await.status, 200);
    assert_eq!(ada.public("/works/1,x").await.outcome(), (400, 9006));
    assert_eq!(ada.public(&format!("/works/x,{}", many(101))).await.outcome(), (400, 9042), "counted before parsing");
}

/// P24
#[tokio::test]
async fn p24_dois_that_differ_in_case_are_one_group() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Press").await);
    ada.work("Notes", &[("doi", "10.1000/ABC")]).add().await;
    ada.work("Notes", &[("doi", "10.1000/abc")]).by(&client).add().await;
    let works = ada.public("/works").await.json();
    let groups = works["group"].as_array().unwrap();
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0]["work-summary"].as_array().unwrap().len(), 2);
    for summary in groups[0]["work-summary"].as_array().unwrap() {
        let id = &summary["external-ids"]["external-id"][0];
        assert_eq!(id["external-id-normalized"]["value"], "10.1000/abc");
    }
}

/// P25, P26, P27
#[tokio::test]
async fn p25_p26_p27_works_are_grouped_by_what_they_share() {
    let app = TestApp::start().await;
    let sizes = async |works: &[&[(&str, &str, &str)]]| {
        let ada = app.record("ada").await;
        for ids in works {
            ada.work_related("Notes", ids).add().await;
        }
        let works = ada.public("/works").await.json();
        let groups = works["group"].as_array().unwrap().iter();
        let mut sizes: Vec<_> = groups.map(|group| group["work-summary"].as_array().unwrap().len()).collect();
        sizes.sort_unstable();
        sizes
    };
    let (doi, pmid) = (("doi", "10.1/1", "self"), ("pmid", "2222", "self"));
    assert_eq!(sizes(&[&[doi], &[doi, pmid], &[pmid]]).await, [3]);
    let issn = ("issn", "0000-0019", "part-of");
    assert_eq!(sizes(&[&[issn], &[issn]]).await, [1, 1]);
    let version = ("doi", "10.1/1", "version-of");
    assert_eq!(sizes(&[&[version], &[version]]).await, [2]);
}

/// P28
#[tokio::test]
async fn p28_a_doi_that_is_none_says_so() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let code = ada.work("Notes", &[("doi", "banana")]).add().await;
    let work = ada.public(&format!("/work/{code}")).await.json();
    let id = &work["external-ids"]["external-id"][0];
    assert_eq!(id["external-id-normalized"], Value::Null);
    assert_eq!(id["external-id-normalized-error"]["error-code"], "8001");
    assert_eq!(id["external-id-value"], "banana");
}

/// P29
#[tokio::test]
async fn p29_the_public_api_does_not_write() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let answer = app.request(method, &format!("/pub/v3.0/{ada}/works")).body("application/json", "{}").send().await;
        assert_eq!(answer.outcome(), (405, 9001), "{method}");
        assert_eq!(answer.header("allow"), "HEAD,GET,OPTIONS");
        assert!(!answer.headers.contains_key("content-type"));
    }
}

/// P34
#[tokio::test]
async fn p34_an_affiliation_of_another_kind_is_a_bad_argument() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let code = ada.affiliation(ItemKind::Employment, "Analytical Engines Ltd").add().await;
    assert_eq!(ada.public(&format!("/employment/{code}")).await.status, 200);
    assert_eq!(ada.public(&format!("/education/{code}")).await.outcome(), (400, 9006));
    assert_eq!(ada.public(&format!("/education/summary/{code}")).await.outcome(), (400, 9006));
    assert_eq!(ada.public(&format!("/work/{code}")).await.outcome(), (404, 9016));
}

#[tokio::test]
async fn every_kind_has_its_list_its_items_and_their_summaries() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for kind in ItemKind::activities() {
        let spec = kind.spec();
        assert_eq!(ada.public(&format!("/{}", spec.list_path)).await.status, 200, "{kind}");
        let path = ada.public(&format!("/{}", spec.list_path)).await.json()["path"].clone();
        assert_eq!(path, format!("/{ada}/{}", spec.list_path));
        for path in [format!("/{}/1", spec.item_path), format!("/{}/summary/1", spec.item_path)] {
            assert_eq!(ada.public(&path).await.outcome(), (404, 9016), "{path}");
        }
    }
    let code = ada.work("Notes", &[("doi", "10.1/a")]).add().await;
    let summary = app.get(&format!("/pub/v3.0/{ada}/work/summary/{code}")).await;
    assert!(summary.text().contains("<work:work-summary "), "{}", summary.text());
}

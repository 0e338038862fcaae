//! What is told of those who are found, and when (`search` 14.2, from 62 on).

use serde_json::json;

use super::found::Registry;
use crate::support::Running;

/// 62, 63, 64
/// SEARCH-14.2
#[tokio::test]
async fn names_and_institutions_are_told() {
    let registry = Registry::of_first().await;
    let of = async |orcid: &str, fields: Option<&str>| {
        let query = format!("orcid:{orcid}");
        let params: Vec<_> = [("q", &*query)].into_iter().chain(fields.map(|it| ("fl", it))).collect();
        let (status, answer) = registry.json("/v3.0/expanded-search", &params).await;
        assert_eq!((status, &answer["num-found"]), (200, &json!(1)));
        answer["expanded-result"][0].clone()
    };
    assert_eq!(
        of("0000-0001-6001-1105", None).await,
        json!({
            "orcid-id": "0000-0001-6001-1105", "given-names": "Seán", "family-names": "O'Neill-Smith",
            "credit-name": null, "other-name": ["Sean Oneill"], "email": [],
            "institution-name": ["Boston University", "University of Wisconsin"],
        })
    );
    let nothing = json!({
        "orcid-id": "0000-0001-6000-5557", "given-names": null, "family-names": null, "credit-name": null,
        "other-name": [], "email": [], "institution-name": [],
    });
    assert_eq!(of("0000-0001-6000-5557", None).await, nothing);
    assert_eq!(
        of("0000-0002-1825-0097", Some("orcid,email")).await,
        json!({
            "orcid-id": "0000-0002-1825-0097", "given-names": null, "family-names": null, "credit-name": null,
            "other-name": [], "email": ["josiah@brown.example"], "institution-name": [],
        })
    );
}

/// 65, 66, 66a, 66b, 67
/// SEARCH-14.2
#[tokio::test]
async fn tables_are_those_of_the_published_service_to_the_byte() {
    let registry = Registry::of_first().await;
    for (query, fields, row) in [
        (
            "orcid:0000-0002-1825-0097",
            "orcid,family-name,past-institution-affiliation-name",
            "0000-0002-1825-0097,Carberry,Wesleyan University\n",
        ),
        ("orcid:0000-0002-1825-0097", "given-and-family-names,orcid", "\"\",0000-0002-1825-0097\n"),
        ("family-name:王", "family-name,credit-name,other-names", "\"王\",Wei Wang (王伟),\n"),
        (
            "orcid:0000-0001-6001-1105",
            "orcid,past-institution-affiliation-name",
            "0000-0001-6001-1105,\"University of Wisconsin,Boston University\"\n",
        ),
        ("given-names:(", "orcid", ""),
    ] {
        assert_eq!(registry.csv(&[("q", query), ("fl", fields)]).await, format!("{fields}\n{row}"), "{query}");
    }
    let unasked = registry.get("/v3.0/csv-search", &[("q", "*:*")], "*/*").await;
    assert_eq!(unasked.status(), 406, "75");
}

/// 72, 73
/// SEARCH-14.2
#[tokio::test]
async fn pages_cover_everybody_once() {
    let registry = Registry::of_first().await;
    let page = async |start: &str, rows: &str| {
        let (_, answer) = registry.json("/v3.0/search", &[("q", "*:*"), ("start", start), ("rows", rows)]).await;
        assert_eq!(answer["num-found"], 10);
        let results = answer["result"].as_array().unwrap().iter();
        results.map(|it| it["orcid-identifier"]["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(page("4", "3").await.len(), 3);
    let pages = [page("0", "3").await, page("3", "3").await, page("6", "3").await, page("9", "3").await].concat();
    assert!(pages.len() == 10 && pages.is_sorted() && pages.windows(2).all(|it| it[0] != it[1]), "{pages:?}");
    let (_, first) = registry.json("/v3.0/search", &[("q", "*:*"), ("sort", "orcid asc"), ("rows", "1")]).await;
    assert_eq!(first["result"][0]["orcid-identifier"]["path"], "0000-0001-6000-1118");
}

/// Whoever was nobody's for ten days is found from then on, and a reset brings back who was changed.
#[tokio::test]
async fn the_clock_of_the_sandbox_is_that_of_its_search() {
    let registry = Registry::of_first().await;
    let fresh = [("q", "family-name:fresh")];
    assert_eq!(registry.letters(&fresh).await, "");
    registry.sandbox.post("/__sandbox/clock", json!({ "advance_seconds": 9 * 24 * 3600 })).await;
    assert_eq!(registry.letters(&fresh).await, "J");
    let recent = [("q", "profile-last-modified-date:[NOW-5MONTHS TO NOW]"), ("sort", "orcid asc")];
    assert_eq!(registry.letters(&recent).await, "B C D E F I J K L A");
    registry.sandbox.post("/__sandbox/clock", json!({ "advance_seconds": 200 * 24 * 3600 })).await;
    assert_eq!(registry.letters(&recent).await, "");
    registry.sandbox.post("/__sandbox/reset", json!({})).await;
    assert_eq!(registry.letters(&fresh).await, "");
}

/// Whoever comes is found with the next request, and whoever goes by none; a reset takes along who came since the start.
#[tokio::test]
async fn the_sandbox_finds_who_is_there_now() {
    let registry = Registry::of_first().await;
    let newcomer = [("q", "given-names:zenobia")];
    let found = async || registry.json("/v3.0/search", &newcomer).await.1["num-found"].clone();
    assert_eq!(found().await, 0);
    let add = async || {
        let (status, person) = registry.sandbox.post("/__sandbox/people", json!({ "given_names": "Zenobia" })).await;
        assert_eq!(status, 201, "{person}");
        person["orcid"].as_str().unwrap().to_owned()
    };
    let first = add().await;
    assert_eq!(found().await, 1);
    add().await;
    assert_eq!(found().await, 2);
    let gone = reqwest::Client::new().delete(registry.sandbox.url(&format!("/__sandbox/people/{first}"))).send().await;
    assert!(gone.unwrap().status().is_success());
    assert_eq!(found().await, 1);
    let (status, told) = registry.sandbox.post("/__sandbox/reset", json!({})).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(found().await, 0);
    assert_eq!(registry.letters(&[("q", "family-name:carberry")]).await, "A");
}

/// What a deployment does, and what single requests prefer.
#[tokio::test]
async fn a_registry_can_be_strict_with_queries() {
    let sandbox = Running::sandbox(["--strict-queries"]);
    let http = reqwest::Client::new();
    let ask = async |preference: Option<&str>| {
        let request = http.get(sandbox.url("/pub/v3.0/search?q=family-name:(")).header("accept", "application/json");
        let request = preference.into_iter().fold(request, |request, it| request.header("prefer", it));
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(ask(None).await, 400);
    assert_eq!(ask(Some("handling=lenient")).await, 500);
    assert_eq!(ask(Some("handling=strict")).await, 400);
}

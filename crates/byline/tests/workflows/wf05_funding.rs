//! WF-05: a funder reads an applicant's record, says what was awarded, and finds what came of it.

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use crate::blocks::{add, consents, deleted, grants_quietly, noticed, refused, written};
use crate::documents::{contains, date, day, doi, funder, id, ids, with, work};
use crate::scene::{Desk, Scene, amelie};
use crate::wire::Syntax;

fn grant(kind: &str, title: &str, number: &str) -> Value {
    let contributor = |name: &str, role: &str| json!({ "credit-name": { "value": name }, "contributor-attributes": { "contributor-role": role } });
    let mut own = id("grant_number", number, "self");
    own["external-id-url"] = json!({ "value": "https://example.org/grants" });
    json!({
        "type": kind,
        "title": { "title": { "value": title } },
        "short-description": "Three years of looking at fog",
        "amount": { "value": "250000.50", "currency-code": "CHF" },
        "url": { "value": "https://example.org/awards" },
        "start-date": day("2024", "01", "01"),
        "end-date": day("2026", "12", "31"),
        "external-ids": ids(&[own]),
        "contributors": { "contributor": [contributor("Amélie Dubois", "lead"), contributor("J. Keeper", "co-lead")] },
        "organization": funder(),
    })
}

/// REG-36, WF-05
#[tokio::test]
async fn a_funder_says_what_it_awarded() {
    let Some(scene) = Scene::start("a_funder_says_what_it_awarded").await else { return };
    let fund = scene.client("FUND", "Meridian Grants", "updater", json!({})).await;
    let publisher = scene.member("PUBL", "Harbour Press").await;
    let applicant = amelie();
    // 1
    let token = consents(&scene, &fund, &applicant, "/read-limited /activities/update").await;
    let of_publisher = grants_quietly(&scene, &publisher, &applicant, "/activities/update").await;
    for syntax in Syntax::BOTH {
        let desk = Desk { scene: &scene, client: &fund, person: &applicant, token: token.access.clone(), syntax };
        let press = Desk { client: &publisher, token: of_publisher.access.clone(), ..desk.clone() };
        prefills(&desk).await;
        // 3
        let number = format!("MSF-2024-{}", syntax.mark());
        let sent = grant("grant", "Fog", &number);
        let stored = written(&desk, &press, ItemKind::Funding, &sent, &grant("grant", "Fog and haze", &number)).await;
        is_refused(&desk, &grant("grant", "Fog", "another number")).await;
        reports(&desk, &press, &number).await;
        // 9
        for kind in ["salary-award", "contract", "award"] {
            add(&desk, ItemKind::Funding, &grant(kind, kind, &format!("{number}-{kind}"))).await;
        }
        // 10: what others say of the same grant stands in one group with it.
        let theirs = add(&press, ItemKind::Funding, &grant("grant", "Fog", &number)).await;
        let fundings = desk.read("/fundings").await;
        let group = fundings["group"].as_array().unwrap().iter().find(|it| contains_code(it, stored.code));
        assert!(contains_code(group.expect("it is there"), theirs.code), "{group:?}");
        deleted(&press, &theirs).await;
        deleted(&desk, &stored).await;
    }
    noticed(&scene, &applicant, &fund, &["(removed)".into(), "Funding salary-award (added)".into()]).await;
    scene.end().await;
}

fn contains_code(group: &Value, code: u64) -> bool {
    group["funding-summary"].as_array().unwrap().iter().any(|it| it["put-code"] == code)
}

/// 2: the curriculum vitae, whole works with their contributors.
async fn prefills(desk: &Desk<'_>) {
    let record = desk.read("/record").await;
    let groups = record["activities-summary"]["works"]["group"].as_array().expect("works");
    let codes: Vec<String> = groups.iter().map(|it| it["work-summary"][0]["put-code"].to_string()).collect();
    let works = desk.read(&format!("/works/{}", codes.join(","))).await;
    let works = works["bulk"].as_array().unwrap();
    assert_eq!(works.len(), codes.len());
    assert!(
        works.iter().any(|it| it["work"]["contributors"]["contributor"].as_array().is_some_and(|it| !it.is_empty()))
    );
    let many = vec!["1"; 101].join(",");
    refused(&desk.get(&format!("/works/{many}")).await, 9042);
}

/// 4 to 6. The schema asks for the currency of an amount before any rule does.
async fn is_refused(desk: &Desk<'_>, sound: &Value) {
    let (schema, currency) = match desk.syntax {
        Syntax::Json => (9047, "\"currency-code\":\"CHF\","),
        Syntax::Xml => (9012, " currency-code=\"CHF\""),
    };
    let text = desk.syntax.print("funding", sound);
    assert!(text.contains(currency), "{text}");
    refused(&desk.post_text("/funding", text.replace(currency, "")).await, schema);
    for (pointer, value, code) in [
        ("/external-ids", Value::Null, 9023),
        ("/amount/value", json!("a lot"), 9054),
        ("/start-date", Value::Null, 9050),
    ] {
        refused(&desk.post("/funding", "funding", &with(sound.clone(), pointer, value)).await, code);
    }
}

/// 7, 8: a publisher names the grant, and the funder finds the work by it.
async fn reports(desk: &Desk<'_>, press: &Desk<'_>, number: &str) {
    let mark = desk.syntax.mark();
    let by = |kind: &str, value: &str| {
        work(
            "journal-article",
            "Found in fog",
            &[id("doi", &doi(&format!("funded.{mark}")), "self"), id(kind, value, "funded-by")],
        )
    };
    for kind in ["isbn", "pmid"] {
        refused(&press.post("/work", "work", &by(kind, "978-2-9990-0101-4")).await, 9020);
    }
    for (kind, value) in [
        ("doi", "10.5555/flows.award"),
        ("uri", "https://example.org/grants/1"),
        ("proposal-id", "P-1"),
        ("grant_number", number),
    ] {
        let stored = add(press, ItemKind::Work, &by(kind, value)).await;
        let works = desk.read("/works").await;
        let names = |it: &&Value| {
            it["external-ids"]["external-id"]
                .as_array()
                .is_some_and(|all| all.iter().any(|it| contains(it, &id(kind, value, "funded-by"))))
        };
        let summaries = works["group"].as_array().unwrap().iter().flat_map(|it| it["work-summary"].as_array().unwrap());
        let found: Vec<&Value> = summaries.filter(names).collect();
        assert_eq!(found.iter().map(|it| it["put-code"].as_u64()).collect::<Vec<_>>(), [Some(stored.code)], "{kind}");
        deleted(press, &stored).await;
    }
    let undated = with(grant("grant", "Undated", &format!("{number}-undated")), "/end-date", date("2026"));
    let stored = add(desk, ItemKind::Funding, &undated).await;
    deleted(desk, &stored).await;
}

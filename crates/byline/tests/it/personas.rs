//! `docs/personas.md` says what each person of the demo is there for, and the demo keeps to it.

mod seen;
mod traits;

use serde_json::json;

use crate::support::{Running, UPDATER, root};
use seen::Seen;
use traits::TRAITS;

/// Whose record is full.
const FULL: &str = "0009-9000-0000-031X";

/// The rows of the table: iD, name, what breaks, where to look.
fn rows() -> Vec<Vec<String>> {
    let page = std::fs::read_to_string(root().join("docs/personas.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| 0009-"));
    rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim_matches(' ').to_owned()).collect()).collect()
}

#[tokio::test]
async fn the_page_introduces_everybody() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let people = sandbox.json("/__sandbox/people").await;
    let people = people.as_array().unwrap();
    let rows = rows();
    let ids: Vec<_> = people.iter().map(|it| it["orcid"].as_str().unwrap()).collect();
    assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ids);
    assert!(ids.len() >= 25, "{} people", ids.len());
    for (row, person) in rows.iter().zip(people) {
        let [orcid, name, breaks, look] = &row[..] else { panic!("four cells: {row:?}") };
        assert!(!breaks.is_empty() && !look.is_empty(), "{orcid}");
        let (start, rest) = name.split_once('…').map_or((name.as_str(), false), |(start, _)| (start, true));
        let known = person["name"].as_str().unwrap_or("–");
        // A blank that nobody sees ends one of them.
        assert!(if rest { known.starts_with(start) } else { known == start }, "{orcid}: {known}, not {name}");
        assert!(person["about"].as_str().is_some_and(|it| !it.is_empty()), "{orcid}");
    }
}

#[test]
fn everybody_on_the_page_is_looked_at() {
    let looked_at: Vec<_> = TRAITS.iter().map(|it| it.orcid.to_owned()).collect();
    assert_eq!(rows().into_iter().map(|mut row| row.remove(0)).collect::<Vec<_>>(), looked_at);
}

#[tokio::test]
async fn everybody_is_as_the_page_says() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let mut wrong = Vec::new();
    for person in TRAITS {
        let seen = Seen::of(&sandbox, person.orcid).await;
        if !(person.holds)(&seen) {
            wrong.push(format!("{}: {}\n{seen:?}", person.orcid, person.what));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn ten_thousand_works_are_there_from_the_first_answer_on_and_no_more_fit() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let groups = async || {
        let works = sandbox.json(&format!("/pub/v3.0/{FULL}/works")).await;
        works["group"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(groups().await, 9_000);
    assert_eq!(sandbox.post("/__sandbox/reset", json!({})).await.0, 200);
    assert_eq!(groups().await, 9_000);

    let asked = json!({ "client": UPDATER, "orcid": FULL, "scopes": ["/activities/update"] });
    let (_, token) = sandbox.post("/__sandbox/tokens", asked).await;
    let identifier =
        json!({ "external-id-type": "uri", "external-id-value": "urn:x", "external-id-relationship": "self" });
    let work = json!({
        "title": { "title": { "value": "One more" } },
        "type": "other",
        "external-ids": { "external-id": [identifier] },
    });
    let request = reqwest::Client::new().post(sandbox.url(&format!("/api/v3.0/{FULL}/work"))).json(&work);
    let answer = request.bearer_auth(token["access_token"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(answer.status(), 409);
    let refusal: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(refusal["error-code"], 9048, "{refusal}");
}

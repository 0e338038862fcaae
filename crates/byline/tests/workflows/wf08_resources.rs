//! WF-08: a facility says which of its instruments somebody used.
//!
//! Not yet: owners who set who sees a section (step 6).

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use crate::blocks::{add, consents, deleted, grants_quietly, noticed, refused, stands_on_page, written};
use crate::documents::{doi, id, ids, university, with, work};
use crate::scene::{Desk, Scene};
use crate::wire::Syntax;

fn proposal(title: &str, mark: &str) -> Value {
    let item = |kind: &str| {
        json!({
            "resource-name": format!("Fog {kind}"),
            "resource-type": kind,
            "hosts": { "organization": [university()] },
            "external-ids": ids(&[id("rrid", &format!("SCR_{kind}"), "self")]),
        })
    };
    let items = ["infrastructures", "collections", "equipment", "services"].map(item);
    json!({
        "proposal": {
            "title": { "title": { "value": title } },
            "hosts": { "organization": [university()] },
            "external-ids": ids(&[id("proposal-id", mark, "self")]),
            "start-date": { "year": { "value": "2023" } },
            "end-date": { "year": { "value": "2024" } },
            "url": { "value": "https://example.org/proposals" },
        },
        "resource-item": items,
    })
}

/// REG-55, WF-08
#[tokio::test]
async fn a_facility_says_what_was_used() {
    let Some(scene) = Scene::start("a_facility_says_what_was_used").await else { return };
    let facility = scene.member("FAC", "Fog Chamber").await;
    let publisher = scene.member("PUBL", "Harbour Press").await;
    let user = scene.person("User", "public").await;
    // 1
    let token = consents(&scene, &facility, &user, "/read-limited /activities/update").await;
    let of_publisher = grants_quietly(&scene, &publisher, &user, "/activities/update").await;
    let mut codes = Vec::new();
    for syntax in Syntax::BOTH {
        let desk = Desk { scene: &scene, client: &facility, person: &user, token: token.access.clone(), syntax };
        let press = Desk { client: &publisher, token: of_publisher.access.clone(), ..desk.clone() };
        let mark = format!("FC-{}", syntax.mark());
        // 2
        let kind = ItemKind::ResearchResource;
        let stored = written(&desk, &press, kind, &proposal("Beam", &mark), &proposal("Chamber time", &mark)).await;
        // 3, 4
        let sound = proposal("Another", "FC-9");
        let host = "/hosts/organization/0/disambiguated-organization";
        for (pointer, code) in [
            ("/proposal/external-ids/external-id", 9023),
            ("/resource-item/1/external-ids/external-id", 9023),
            (&*format!("/proposal{host}"), 9045),
            (&*format!("/resource-item/2{host}"), 9045),
        ] {
            let value = if code == 9023 { json!([]) } else { Value::Null };
            refused(
                &desk.post("/research-resource", kind.spec().singular, &with(sound.clone(), pointer, value)).await,
                code,
            );
        }
        // 5
        let own = id("doi", &doi(&format!("beam.{}", syntax.mark())), "self");
        let paper = work("journal-article", "Seen in the chamber", &[own, id("proposal-id", &mark, "funded-by")]);
        let paper = add(&press, ItemKind::Work, &paper).await;
        deleted(&press, &paper).await;
        // 6
        let entry = stands_on_page(&scene, &user, &stored).await.expect("the section is there");
        assert!(entry.contains("Chamber time"), "{entry}");
        // 7
        let public = scene.public(&user, "/research-resources", syntax).await.expect(200).document();
        let mut summaries = public["group"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|it| it["research-resource-summary"].as_array().unwrap());
        let summary = summaries.find(|it| it["put-code"] == stored.code).expect("it is listed");
        assert!(summary["proposal"].is_object() && summary.get("resource-item").is_none(), "{summary}");
        let whole = scene.public(&user, &stored.path, syntax).await.expect(200).document();
        assert_eq!(whole["resource-item"].as_array().map(Vec::len), Some(4));
        codes.push((desk, stored));
    }
    scene.tell("open", &user, json!({ "path": format!("/{}", user.orcid), "look": "workflow-record" })).await;
    noticed(&scene, &user, &facility, &["Research resource Chamber time (".into()]).await;
    for (desk, stored) in &codes {
        deleted(desk, stored).await;
    }
    scene.end().await;
}

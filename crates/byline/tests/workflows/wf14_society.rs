//! WF-14: a society lists members, services, prizes and guests.

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use crate::blocks::{add, consents, deleted, grants_quietly, noticed, refused, stands_on_page, written};
use crate::documents::{address, affiliation, date, day, id, ids, with};
use crate::scene::{Desk, Scene};
use crate::wire::Syntax;

const KINDS: [ItemKind; 4] =
    [ItemKind::Membership, ItemKind::Service, ItemKind::Distinction, ItemKind::InvitedPosition];

/// As pages say it.
fn spoken(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Membership => "Membership",
        ItemKind::Service => "Service",
        ItemKind::Distinction => "Distinction",
        _ => "Invited position",
    }
}

/// REG-34, WF-14
#[tokio::test]
async fn a_society_lists_its_own() {
    let Some(scene) = Scene::start("a_society_lists_its_own").await else { return };
    let society = scene.client("SOC", "Society of Fog", "updater", json!({})).await;
    let other = scene.member("OTHER", "Elsewhere").await;
    let member = scene.person("Member", "public").await;
    // 1
    let token = consents(&scene, &society, &member, "/activities/update /read-limited").await;
    let foreign = grants_quietly(&scene, &other, &member, "/activities/update").await;
    for syntax in Syntax::BOTH {
        let desk = Desk { scene: &scene, client: &society, person: &member, token: token.access.clone(), syntax };
        let stranger = Desk { client: &other, token: foreign.access.clone(), ..desk.clone() };
        for kind in KINDS {
            lists(&desk, &stranger, kind).await;
        }
        edits_a_journal(&desk).await;
    }
    let expected = KINDS.map(|kind| format!("{} Alderwick University (", spoken(kind)));
    noticed(&scene, &member, &society, &expected).await;
    let subject = format!("{} changed your record", society.name);
    scene.tell("messages", &member, json!({ "subject": subject, "look": "workflow-changes" })).await;
    scene.end().await;
}

/// 2, 3, 5.
async fn lists(desk: &Desk<'_>, stranger: &Desk<'_>, kind: ItemKind) {
    let (mark, singular) = (desk.syntax.mark(), kind.spec().singular);
    let stored = written(desk, stranger, kind, &affiliation("Member", mark), &affiliation("Fellow", mark)).await;
    let page = desk.scene.page(desk.person).await;
    let section = page.split("id=\"professional\"").nth(1).expect("there are professional activities");
    let section = section.split("</section>").next().unwrap_or_default();
    assert!(section.contains(&format!("id=\"{singular}-{}\"", stored.code)), "{section}");

    let unknown = json!({ "name": "Society of Fog", "address": {} });
    let sound = with(affiliation("Guest", &format!("{mark}-guest")), "/organization", unknown);
    let guest = add(desk, kind, &sound).await;
    let post = async |pointer: &str, value: Value, code: u16| {
        let document = with(affiliation("Guest", &format!("{mark}-x")), "/organization", sound["organization"].clone());
        refused(&desk.post(&address(kind), singular, &with(document, pointer, value)).await, code)
    };
    post("/external-ids", Value::Null, 9062).await;
    post("/organization/address/city", json!("Bergen"), 9061).await;
    deleted(desk, &guest).await;

    let renewed = with(affiliation("Fellow", mark), "/end-date", day("2026", "12", "31"));
    desk.put(&stored.path, singular, &with(renewed, "/put-code", json!(stored.code))).await.expect(200);
    assert_eq!(desk.read(&stored.path).await["end-date"], full(day("2026", "12", "31")));
}

fn full(date: Value) -> Value {
    assert!(date["day"].is_object());
    date
}

/// 4
async fn edits_a_journal(desk: &Desk<'_>) {
    let editor = with(affiliation("Editor", "none"), "/external-ids", ids(&[id("issn", "2990-0012", "self")]));
    let stored = add(desk, ItemKind::Service, &with(editor, "/start-date", date("2022"))).await;
    let entry = stands_on_page(desk.scene, desk.person, &stored).await.expect("it is there");
    assert!(entry.contains("Editorial service"), "{entry}");
    deleted(desk, &stored).await;
}

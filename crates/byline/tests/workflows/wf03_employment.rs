//! WF-03: a university says who works and studied there.
//!
//! Not yet: an owner who stars an affiliation or prefers a version, and the featured affiliation in the head of the page
//! (step 7 but for seeing both); reports to members about what is not public (step 10, optional).

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use crate::blocks::consent::{came_back, exchange, question};
use crate::blocks::{add, consents, deleted, grants_quietly, noticed, refused, stands_on_page, written};
use crate::documents::{affiliation, date, day, with};
use crate::scene::{Client, Desk, Person, Scene, amelie, text};
use crate::wire::Syntax;

const SCOPE: &str = "openid /read-limited /activities/update /person/update";

/// REG-32, WF-03
#[tokio::test]
async fn a_university_asserts_employments() {
    let Some(scene) = Scene::start("a_university_asserts_employments").await else { return };
    let (university, other) =
        (scene.member("UNI", "Alderwick Staff Office").await, scene.member("OTHER", "Elsewhere").await);
    let closed = scene.person("Closed", "private").await;
    let trusting = scene.person("Trusting", "limited").await;
    for person in [&amelie(), &trusting, &closed] {
        // 1
        let token = consents(&scene, &university, person, SCOPE).await;
        let foreign = grants_quietly(&scene, &other, person, "/activities/update /read-limited").await;
        for syntax in Syntax::BOTH {
            let desk = Desk { scene: &scene, client: &university, person, token: token.access.clone(), syntax };
            let stranger = Desk { client: &other, token: foreign.access.clone(), ..desk.clone() };
            asserts(&desk, &stranger).await;
        }
        let expected = ["(removed)", "Education Alderwick University (", "Qualification Alderwick University ("];
        noticed(&scene, person, &university, &expected.map(str::to_owned)).await;
    }
    campaigns(&scene, &university).await;
    scene.end().await;
}

/// All employments of a list, in its order.
fn summaries(list: &Value) -> impl Iterator<Item = &Value> {
    let groups = list["affiliation-group"].as_array().expect("a list").iter();
    groups.flat_map(|it| it["summaries"].as_array().expect("a list")).map(|it| &it["employment-summary"])
}

async fn asserts(desk: &Desk<'_>, stranger: &Desk<'_>) {
    let mark = desk.syntax.mark();
    // 2
    let before = desk.read("/employments").await;
    if desk.person.visibility == "public" {
        let summaries = summaries(&before).any(|it| it["source"]["source-orcid"]["path"] == desk.person.orcid);
        assert!(summaries, "what she says herself: {before}");
    }
    // 3
    let sent = affiliation("Assistant", mark);
    let stored = written(desk, stranger, ItemKind::Employment, &sent, &affiliation("Lecturer", mark)).await;
    is_refused(desk, &sent).await;
    // 7, 10: both entries stand there, if anybody may see them; the university sees its own in any case.
    let read = stranger.get(&stored.path).await;
    match desk.person.visibility {
        "private" => drop(refused(&read, 9013)),
        _ => assert_eq!(read.expect(200).document()["role-title"], "Lecturer"),
    }
    // 8: whoever left stands below whoever is there.
    let second = affiliation("Reader", &format!("{mark}-2"));
    let current = add(desk, ItemKind::Employment, &second).await;
    let order = |list: &Value| {
        let codes = summaries(list).map(|it| it["put-code"].as_u64().expect("a number"));
        codes.filter(|code| [stored.code, current.code].contains(code)).collect::<Vec<_>>()
    };
    let left = with(affiliation("Lecturer", mark), "/end-date", day("2024", "08", "31"));
    desk.put(&stored.path, "employment", &with(left, "/put-code", json!(stored.code))).await.expect(200);
    assert_eq!(order(&desk.read("/employments").await), [current.code, stored.code]);
    if desk.person.visibility == "public" {
        let page = desk.scene.page(desk.person).await;
        let at = |code: u64| page.find(&format!("employment-{code}\"")).expect("it is there");
        assert!(at(current.code) < at(stored.code));
    }
    // 9
    deleted(desk, &stored).await;
    deleted(desk, &current).await;
    // 11
    for (kind, first, then) in [(ItemKind::Education, "BSc Fog", "MSc Fog"), (ItemKind::Qualification, "Mate", "Pilot")]
    {
        let document = |role| with(affiliation(role, mark), "/end-date", date("2023"));
        let stored = written(desk, stranger, kind, &document(first), &document(then)).await;
        assert_eq!(
            stands_on_page(desk.scene, desk.person, &stored).await.is_some(),
            desk.person.visibility == "public"
        );
    }
}

/// 4 to 6.
async fn is_refused(desk: &Desk<'_>, sound: &Value) {
    let other = with(sound.clone(), "/external-ids", Value::Null);
    let post = async |pointer: &str, value: Value, code: u16| {
        refused(&desk.post("/employment", "employment", &with(other.clone(), pointer, value)).await, code)
    };
    post("/organization/disambiguated-organization", Value::Null, 9045).await;
    post("/organization/address/city", Value::Null, 9060).await;
    post("/end-date", date("2019"), 9055).await;
}

/// 12: a personal link for each; the university finds out when two come back as one.
async fn campaigns(scene: &Scene, university: &Client) {
    let staff: [(&str, Person); 2] =
        [("4711", scene.person("Asta", "public").await), ("4712", scene.person("Bo", "public").await)];
    for (number, person) in &staff {
        let url = question(scene, university, "/activities/update /read-limited", &format!("staff {number}"), &[]);
        let answer = scene.tell("consent", person, json!({ "url": url })).await;
        let code = came_back(university, &answer, &format!("staff {number}"));
        let token = exchange(scene, university, &code).await.expect(200).json();
        assert_eq!(token["orcid"], person.orcid);
    }
    let url = question(scene, university, "/activities/update /read-limited", "staff 4711", &[]);
    let answer = scene.tell("consent", &staff[1].1, json!({ "url": url })).await;
    let code = came_back(university, &answer, "staff 4711");
    let token = exchange(scene, university, &code).await.expect(200).json();
    assert_ne!(text(&token, "orcid"), staff[0].1.orcid, "somebody else followed the link");
}

//! WF-06: a repository lists what people deposit, and its versions.
//!
//! Steps 2 and 7 happen at the repository. Not yet: a mark for what was withdrawn (step 6, optional).

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use crate::blocks::{Stored, add, consents, deleted, grants_quietly, noticed, refused, written};
use crate::documents::{doi, id, with, work};
use crate::scene::{Desk, Scene};
use crate::wire::Syntax;

fn deposit(kind: &str, title: &str, own: &str, concept: &str) -> Value {
    let identifiers = [id("doi", &doi(own), "self"), id("doi", &doi(concept), "version-of")];
    with(work(kind, title, &identifiers), "/short-description", json!("CC BY 4.0"))
}

/// WF-06
#[tokio::test]
async fn a_repository_lists_deposits() {
    let Some(scene) = Scene::start("a_repository_lists_deposits").await else { return };
    let repository = scene.client("REPO", "Open Harbour", "updater", json!({})).await;
    let publisher = scene.member("PUBL", "Harbour Press").await;
    for (name, visibility) in [("Open", "public"), ("Trusting", "limited"), ("Closed", "private")] {
        let depositor = scene.person(name, visibility).await;
        // 1
        let token = consents(&scene, &repository, &depositor, "/read-limited /activities/update").await;
        let of_publisher = grants_quietly(&scene, &publisher, &depositor, "/read-limited /activities/update").await;
        for syntax in Syntax::BOTH {
            let desk =
                Desk { scene: &scene, client: &repository, person: &depositor, token: token.access.clone(), syntax };
            let press = Desk { client: &publisher, token: of_publisher.access.clone(), ..desk.clone() };
            has_versions(&desk, &press).await;
            if visibility == "public" {
                becomes_an_article(&desk, &press).await;
                is_linked(&desk).await;
            }
        }
        let expected = ["Work Fog data, withdrawn (", "(removed)"];
        noticed(&scene, &depositor, &repository, &expected.map(str::to_owned)).await;
    }
    scene.end().await;
}

/// The put-codes of the group that an item is in, the leading one first.
async fn group_of(desk: &Desk<'_>, stored: &Stored) -> Vec<u64> {
    let works = desk.read("/works").await;
    let groups = works["group"].as_array().expect("a list").iter();
    let codes = groups
        .map(|it| it["work-summary"].as_array().unwrap().iter().filter_map(|it| it["put-code"].as_u64()).collect());
    codes.into_iter().find(|it: &Vec<u64>| it.contains(&stored.code)).expect("it is in a group")
}

/// 3, 4, 6.
async fn has_versions(desk: &Desk<'_>, stranger: &Desk<'_>) {
    let mark = desk.syntax.mark();
    let (first, second, concept) = (format!("{mark}.v1"), format!("{mark}.v2"), format!("{mark}.all"));
    let sent = deposit("data-set", "Fog data", &first, &concept);
    let stored =
        written(desk, stranger, ItemKind::Work, &sent, &deposit("data-set", "Fog data 1", &first, &concept)).await;
    let alone = with(
        work("software", "Foghorn", &[id("doi", &doi(&concept), "version-of")]),
        "/short-description",
        json!("MIT"),
    );
    refused(&desk.post("/work", "work", &alone).await, 9023);
    let next = add(desk, ItemKind::Work, &deposit("data-set", "Fog data 2", &second, &concept)).await;
    assert_eq!(group_of(desk, &stored).await.len(), 2, "what is a version of the same is one group");
    let note = with(deposit("data-set", "Fog data, withdrawn", &first, &concept), "/put-code", json!(stored.code));
    desk.put(&stored.path, "work", &note).await.expect(200);
    assert_eq!(desk.read(&stored.path).await["title"]["title"]["value"], "Fog data, withdrawn");
    deleted(desk, &next).await;
    assert_eq!(group_of(desk, &stored).await, [stored.code]);
}

/// 5: the article is a version of the preprint, and they stand together.
async fn becomes_an_article(desk: &Desk<'_>, press: &Desk<'_>) {
    let mark = desk.syntax.mark();
    let preprint = work("preprint", "On fog", &[id("doi", &doi(&format!("{mark}.preprint")), "self")]);
    let preprint = add(desk, ItemKind::Work, &preprint).await;
    let article = add(
        press,
        ItemKind::Work,
        &deposit("journal-article", "On fog, reviewed", &format!("{mark}.article"), &format!("{mark}.preprint")),
    )
    .await;
    let group = group_of(desk, &preprint).await;
    assert!(group.len() == 2 && group.contains(&article.code), "{group:?}");
    // Both were added by clients, so the older one is shown first until the owner prefers another.
    assert_eq!(group[0], preprint.code);
    assert_eq!(group_of(press, &article).await, group);
}

/// 8: machines find the identifiers of the works as links.
async fn is_linked(desk: &Desk<'_>) {
    let scene = desk.scene;
    let request = scene.http.get(scene.sandbox.url(&format!("/pub/v3.0/{}", desk.person.orcid)));
    let linked = scene.answer(request.header("accept", "application/ld+json")).await.expect(200).json();
    let wanted = format!("https://doi.org/{}", doi(&format!("{}.preprint", desk.syntax.mark())));
    assert!(linked.to_string().contains(&format!("\"{wanted}\"")), "{linked}");
}

//! WF-02 A: a publisher keeps the records of its authors up to date.
//!
//! Not yet: digest mails about changes; an owner who prefers a version of their own.

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use crate::blocks::{add, consents, deleted, grants_quietly, noticed, refused, stands_on_page, written};
use crate::documents::{bulk, doi, id, ids, with, work};
use crate::scene::{Desk, Scene, amelie};
use crate::wire::Syntax;

const TITLE: &str = "Fog signals of the northern coast";

fn article(title: &str, mark: &str, author: &str) -> Value {
    let contributor = |name: &str, role: &str| json!({ "credit-name": { "value": name }, "contributor-attributes": { "contributor-sequence": "first", "contributor-role": role } });
    let mut first = contributor("Amélie Dubois", "http://credit.niso.org/contributor-roles/conceptualization/");
    first["contributor-orcid"] = json!({ "uri": author, "path": author.rsplit('/').next() });
    let second = contributor("J. Keeper", "http://credit.niso.org/contributor-roles/writing-original-draft/");
    let own = [id("doi", &doi(mark), "self"), id("issn", "2990-0012", "part-of")];
    let mut article = work("journal-article", title, &own);
    article["journal-title"] = json!({ "value": "Annals of Lighthouse Studies" });
    article["contributors"] = json!({ "contributor": [first, second] });
    article
}

/// WF-02
#[tokio::test]
async fn a_publisher_adds_what_its_authors_publish() {
    let Some(scene) = Scene::start("a_publisher_adds_what_its_authors_publish").await else { return };
    let (publisher, other) = (scene.member("PUBL", "Harbour Press").await, scene.member("OTHER", "Elsewhere").await);
    let author = amelie();
    // 1
    let token = consents(&scene, &publisher, &author, "openid /read-limited /activities/update").await;
    let foreign = grants_quietly(&scene, &other, &author, "/activities/update").await;
    for syntax in Syntax::BOTH {
        let (scene, person) = (&scene, &author);
        let desk = Desk { scene, client: &publisher, person, token: token.access.clone(), syntax };
        let stranger = Desk { client: &other, token: foreign.access.clone(), ..desk.clone() };
        prefills(&desk).await;

        // 3
        let orcid = format!("https://orcid.org/{}", author.orcid);
        let sent = article(TITLE, syntax.mark(), &orcid);
        // By another name each time: she has read of the one before.
        let title = format!("Fog signals of the whole coast in {}", syntax.mark());
        let better = article(&title, syntax.mark(), &orcid);
        let stored = written(&desk, &stranger, ItemKind::Work, &sent, &better).await;
        noticed(scene, &author, &publisher, &[format!("Work {title} (")]).await;

        // 4: she has read of the article, so the erratum is news.
        let title = format!("Erratum in {}", syntax.mark());
        let erratum = with(article(&title, syntax.mark(), &orcid), "/put-code", json!(stored.code));
        desk.put(&stored.path, "work", &erratum).await.expect(200);
        noticed(scene, &author, &publisher, &[format!("Work {title} (changed)")]).await;

        // Of what is gone nothing is left to name it by.
        deleted(&desk, &stored).await;
        noticed(scene, &author, &publisher, &["Work (removed)".to_owned()]).await;

        has_a_back_file(&desk).await;
        stands_beside_own_copies(&desk).await;
    }
    scene.end().await;
}

/// 2: what the author need not type, for trusted parties too.
async fn prefills(desk: &Desk<'_>) {
    let person = desk.read("/person").await;
    assert!(person["name"]["given-names"]["value"].is_string(), "{person}");
    let addresses = |person: &Value| person["emails"]["email"].as_array().map_or(0, Vec::len);
    let public = desk.scene.public(desk.person, "/person", desk.syntax).await.expect(200).document();
    assert!(addresses(&person) > addresses(&public), "limited ones too: {person}");
    let employments = desk.read("/employments").await;
    assert!(!employments["affiliation-group"].as_array().unwrap().is_empty(), "{employments}");
}

/// 5, 6: a hundred at once, of which one is there already and one has no title.
async fn has_a_back_file(desk: &Desk<'_>) {
    let mark = desk.syntax.mark();
    let paper = |number: usize| {
        work(
            "journal-article",
            &format!("Paper {number}"),
            &[id("doi", &doi(&format!("{mark}.back.{number}")), "self")],
        )
    };
    let mut works: Vec<Value> = (0..100).map(paper).collect();
    works[40] = paper(3);
    let answer = desk.post_text("/works", untitled(desk.syntax, &bulk(&works), 41)).await.expect(200).document();
    let entries = answer["bulk"].as_array().expect("a list");
    assert_eq!(entries.len(), 100);
    for (number, entry) in entries.iter().enumerate() {
        match number {
            40 => assert_eq!(entry["error"]["error-code"], 9021, "{entry}"),
            41 => assert_eq!(entry["error"]["error-code"], 9022, "{entry}"),
            _ => assert_eq!(entry["work"]["title"]["title"]["value"], format!("Paper {number}"), "{entry}"),
        }
    }
    let codes: Vec<String> =
        entries.iter().filter_map(|it| it["work"]["put-code"].as_u64()).map(|it| it.to_string()).collect();
    assert_eq!(codes.len(), 98);
    let read = desk.read(&format!("/works/{}", codes.join(","))).await;
    assert_eq!(read["bulk"].as_array().map(Vec::len), Some(98));
    let many: Vec<Value> = (200..301).map(paper).collect();
    refused(&desk.post("/works", "bulk", &bulk(&many)).await, 9006);
    for code in codes {
        desk.delete(&format!("/work/{code}")).await.expect(204);
    }
}

/// The request, with one of its works without a title.
fn untitled(syntax: Syntax, request: &Value, number: usize) -> String {
    match syntax {
        Syntax::Json => with(request.clone(), &format!("/bulk/{number}/work/title"), Value::Null).to_string(),
        Syntax::Xml => {
            let text = syntax.print("bulk", request);
            let (before, after) = text.split_once(&format!("Paper {number}<")).expect("it has one");
            let start = before.rfind("<work:title>").expect("it begins");
            let (_, after) = after.split_once("</work:title>").expect("it ends");
            format!("{}{after}", &before[..start])
        }
    }
}

/// 7: one group with the author's own copy, however the identifier is written; the publisher's version leads.
async fn stands_beside_own_copies(desk: &Desk<'_>) {
    let (own, shouted) = match desk.syntax {
        Syntax::Json => (id("isbn", "978-2-9990-0101-4", "self"), "https://doi.org/10.5555/DEMO.1.1"),
        Syntax::Xml => (id("uri", "https://example.org/git/fogtrace", "self"), "doi:10.5555/Demo.1.1"),
    };
    let sent = work("book", "The publisher's version", &[own, id("doi", shouted, "self")]);
    let stored = add(desk, ItemKind::Work, &sent).await;
    let works = desk.scene.public(desk.person, "/works", desk.syntax).await.expect(200).document();
    let groups = works["group"].as_array().expect("a list");
    let group =
        groups.iter().find(|it| it["work-summary"].to_string().contains(&format!("\"put-code\":{}", stored.code)));
    let versions = group.expect("it is there")["work-summary"].as_array().unwrap();
    let by_herself = versions.iter().filter(|it| it["source"]["source-orcid"]["path"] == desk.person.orcid).count();
    assert!(by_herself >= 2, "the group of the one, and that of the other: {versions:?}");
    let leads = |it: &Value| it["display-index"].as_str().and_then(|it| it.parse::<u64>().ok());
    assert!(
        versions.iter().all(|it| leads(it) <= leads(&versions[0])) && versions[0]["source"]["source-orcid"].is_null()
    );
    assert!(stands_on_page(desk.scene, desk.person, &stored).await.is_some());

    // Alone with a copy of her own, the publisher's is the version that is shown.
    let (path, whole) = (&stored.path, with(sent, "/put-code", json!(stored.code)));
    let alone =
        with(whole.clone(), "/external-ids", ids(&whole["external-ids"]["external-id"].as_array().unwrap()[..1]));
    desk.put(path, "work", &alone).await.expect(200);
    let works = desk.scene.public(desk.person, "/works", desk.syntax).await.expect(200).document();
    let groups = works["group"].as_array().expect("a list");
    let group = groups.iter().find(|it| it["work-summary"][0]["put-code"] == stored.code).expect("it leads");
    assert_eq!(group["work-summary"].as_array().map(Vec::len), Some(2), "{group}");
    deleted(desk, &stored).await;
}

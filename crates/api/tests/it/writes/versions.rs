//! Writing through versions 2.1 and 2.0.

use byline_formats::{Edition, Layout, Syntax, json, xml};
use byline_model::document::{Object, Value as Slot};
use byline_model::shape::{Hosts, Role};
use byline_model::shapes::roots::Root;
use byline_testkit::{ItemKind, TestApp, TestResponse};
use serde_json::{Value, json};

use super::documents::{document, id, ids, kinds, with, work};
use super::life::group;
use super::{SYNTAXES, World, address, put_code, world};

fn editions() -> [&'static Edition; 2] {
    [Edition::v2_1(), Edition::v2_0()]
}

const HOSTS: Hosts<'static> = Hosts::of(Some("http://127.0.0.1:8080"));

/// A document of the model as an older version has it, in this syntax.
fn older(edition: &Edition, kind: &str, document: &Value, media: &str) -> String {
    let text = document.to_string();
    let newest = json::read(&text, Root::of_kind(kind).expect("a kind").shape, &HOSTS).expect("a document");
    let object = edition.down(kind, newest, &HOSTS);
    let root = edition.root(kind).expect("the version knows it");
    let printed = match media {
        "application/xml" => xml::write(root, &object),
        _ => json::write(&object, Layout::Compact),
    };
    String::from_utf8(printed).expect("text")
}

impl World<'_> {
    pub async fn in_version(
        &self,
        edition: &Edition,
        method: &str,
        path: &str,
        media: &str,
        body: &str,
    ) -> TestResponse {
        let request = self.app.request(method, &format!("/api/v{}/{}{path}", edition.name(), self.ada));
        let request = request.accept(media).bearer(&self.token);
        if method == "GET" || method == "DELETE" { request } else { request.body(media, body.to_owned()) }.send().await
    }
}

/// Nothing but what a client says of an item.
fn own(mut object: Object<'static>) -> Object<'static> {
    for (field, slot) in object.shape().fields.iter().zip(object.slots_mut()) {
        if field.role != Role::Own {
            *slot = Slot::Null;
        }
    }
    object
}

#[tokio::test]
async fn every_kind_is_written_in_every_version_and_syntax() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    group(&world).await;
    let mut written = 0;
    for edition in editions() {
        for (kind, media) in kinds().flat_map(|kind| SYNTAXES.map(|media| (kind, media))) {
            let name = kind.spec().singular;
            if !edition.has(kind) {
                let answer = world.in_version(edition, "POST", &address(kind), media, "").await;
                assert_eq!(answer.outcome(), (404, 9001), "{kind} in {}", edition.name());
                continue;
            }
            let body = older(edition, name, &document(kind, "a"), media);
            let added = world.in_version(edition, "POST", &address(kind), media, &body).await;
            let (code, base) = (put_code(&added), "http://127.0.0.1:8080/api");
            let path = format!("/{}/{code}", kind.spec().item_path);
            assert_eq!(added.location(), format!("{base}/v{}/{}{path}", edition.name(), world.ada));

            // Affiliations have nothing there by which they could be told to be the same.
            if !kind.is_affiliation() {
                let again = world.in_version(edition, "POST", &address(kind), media, &body).await;
                assert_eq!(again.status, 409, "{kind}");
                assert_eq!(again.header("link"), format!("<{}>; rel=\"duplicate\"", added.location()));
            }

            // What was sent is what is shown, and what the newest version has.
            let syntax = Syntax::guess(body.as_bytes()).expect("a document");
            let read = |text: &str| own(edition.read(syntax, text, name, &HOSTS).expect("sound").into_owned());
            let shown = world.in_version(edition, "GET", &path, media, "").await;
            assert_eq!(read(shown.text()), read(&body), "{kind} in {}", edition.name());
            assert_eq!(world.ada.public(&path).await.status, 200, "{kind}");

            // What is shown may be sent back; the answer is in the version, too.
            let back = world.in_version(edition, "PUT", &path, media, shown.text()).await;
            assert_eq!(back.status, 200, "{kind}: {}", back.text());
            assert_eq!(read(back.text()), read(&body), "{kind}");
            assert_eq!(world.in_version(edition, "DELETE", &path, media, "").await.outcome(), (204, 0));
            assert_eq!(world.in_version(edition, "GET", &path, media, "").await.outcome(), (404, 9016));
            written += 1;
        }
    }
    assert_eq!(written, 40, "ten kinds, two versions, two syntaxes");
}

/// Reading and sending back through an older version takes nothing away.
#[tokio::test]
async fn what_a_version_cannot_say_survives_it() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    for edition in editions() {
        let job =
            with(document(ItemKind::Employment, edition.name()), "/url", json!({"value": "https://example.org/job"}));
        let code = put_code(&world.post("/employment", &job.to_string()).await);
        let path = format!("/employment/{code}");
        let mut shown = world.in_version(edition, "GET", &path, "application/json", "").await.json();
        assert_eq!((shown.get("url"), shown.get("external-ids")), (None, None));
        shown["role-title"] = "Head of ants".into();
        let answer = world.in_version(edition, "PUT", &path, "application/json", &shown.to_string()).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let newest = world.get(&path).await;
        assert_eq!(newest["role-title"], "Head of ants");
        assert_eq!(newest["url"]["value"], "https://example.org/job");
        assert_eq!(newest["external-ids"]["external-id"][0]["external-id-value"], edition.name());
        world.delete(&world.token, &path).await;
    }
}

/// D-43, D-56
#[tokio::test]
async fn values_that_came_later_survive_when_they_are_not_touched() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    for edition in editions() {
        let doi = format!("10.5555/{}", edition.name());
        let both = ids(&[id("doi", &doi, "self"), id("doi", &format!("{doi}.v2"), "version-of")]);
        let preprint = with(with(work(&doi), "/type", "preprint".into()), "/external-ids", both);
        let code = put_code(&world.post("/work", &preprint.to_string()).await);
        let path = format!("/work/{code}");
        let put = async |document: &Value| {
            let answer = world.in_version(edition, "PUT", &path, "application/json", &document.to_string()).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
            world.get(&path).await
        };
        let before = world.get(&path).await;
        let mut shown = world.in_version(edition, "GET", &path, "application/json", "").await.json();
        assert_eq!(shown["type"], "OTHER");
        let ids = shown["external-ids"]["external-id"].as_array().unwrap();
        assert_eq!(ids.len(), 1, "relationships that came later are not shown: {ids:?}");

        // W24: what does not change keeps its date.
        app.clock.advance_seconds(60);
        assert_eq!(put(&shown).await, before);

        shown["title"]["title"]["value"] = "Ants, again".into();
        let after = put(&shown).await;
        assert_eq!(after["title"]["title"]["value"], "Ants, again");
        assert_eq!(after["type"], "preprint");
        assert_eq!(after["external-ids"], before["external-ids"]);

        // What is said anew counts.
        shown["type"] = "REPORT".into();
        assert_eq!(put(&shown).await["type"], "report");
    }
}

#[tokio::test]
async fn submissions_keep_to_the_schema_of_their_version() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let employment = |document: Value| ("/employment", "employment", document);
    for edition in editions() {
        let related = |relationship| {
            with(
                work("10.5555/x"),
                "/external-ids",
                ids(&[id("doi", "10.5555/x", "self"), id("doi", "10.5555/y", relationship)]),
            )
        };
        for (what, (path, _kind, document)) in [
            ("a relationship that came later", ("/work", "work", related("version-of"))),
            ("a type that came later", ("/work", "work", with(work("10.5555/x"), "/type", "preprint".into()))),
            ("a new name", ("/work", "work", with(work("10.5555/x"), "/type", "dissertation-thesis".into()))),
            (
                "no city",
                employment(with(document(ItemKind::Employment, "a"), "/organization/address/city", Value::Null)),
            ),
            ("no organization", employment(json!({"department-name": "Ants"}))),
            ("identifiers of an affiliation", employment(document(ItemKind::Employment, "a"))),
            (
                "a name for a page",
                ("/researcher-urls", "researcher-url", json!({"url": {"value": "https://example.org"}})),
            ),
        ] {
            // As the newest version writes it.
            let answer = world.in_version(edition, "POST", path, "application/json", &document.to_string()).await;
            assert_eq!(answer.outcome(), (400, 9047), "{what} in {}", edition.name());
        }
        for (what, path, newest) in [
            ("names of the common namespace", "/employment", "employment"),
            ("a URL of the common namespace", "/work", "work"),
        ] {
            let document = match newest {
                "work" => with(work("10.5555/x"), "/url", json!({"value": "https://example.org"})),
                _ => json!({"department-name": "Ants", "organization": super::documents::organization()}),
            };
            let body = super::to_xml(newest, &document.to_string());
            let answer = world.in_version(edition, "POST", path, "application/xml", &body).await;
            assert_eq!(answer.outcome(), (400, 9012), "{what} in {}", edition.name());
        }
        let body = older(edition, "work", &work("10.5555/x"), "application/xml").replace(">journal-article<", ">king<");
        let answer = world.in_version(edition, "POST", "/work", "application/xml", &body).await;
        assert_eq!(answer.outcome(), (400, 9012), "lists are in the XSDs of 2.x");
        // The rules of writing are those of every version.
        let body = older(edition, "work", &with(work("10.5555/x"), "/external-ids", ids(&[])), "application/json");
        let answer = world.in_version(edition, "POST", "/work", "application/json", &body).await;
        assert_eq!(answer.outcome(), (400, 9023));
    }
}

#[tokio::test]
async fn many_works_at_once() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    for edition in editions() {
        for media in SYNTAXES {
            let doi = |part: &str| work(&format!("10.5555/{}/{media}/{part}", edition.name()));
            let entries = ["a", "b"].map(|part| json!({"work": doi(part)}));
            let mut body = older(edition, "bulk", &json!({"bulk": entries}), media);
            // The second has no type that the version knows.
            let at = body
                .rfind(if media == "application/xml" { "journal-article" } else { "JOURNAL_ARTICLE" })
                .expect("a type");
            body.replace_range(at..at + "journal-article".len(), "preprint");
            let answer = world.in_version(edition, "POST", "/works", media, &body).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
            let text = answer.text();
            let (shown, refused) = match media {
                "application/xml" => ("<work:type>journal-article<", "error-code>9037<"),
                _ => ("\"type\":\"JOURNAL_ARTICLE\"", "\"error-code\":9047"),
            };
            assert!(text.contains(shown) && text.contains(refused), "{text}");
            assert!(!text.contains("normalized"), "{text}");
        }
        let works = world.in_version(edition, "GET", "/works", "application/json", "").await.json();
        let codes: Vec<_> = works["group"]
            .as_array()
            .expect("groups")
            .iter()
            .map(|group| group["work-summary"][0]["put-code"].to_string())
            .collect();
        let bulk = world
            .in_version(edition, "GET", &format!("/works/{}", codes.join(",")), "application/json", "")
            .await
            .json();
        assert_eq!(bulk["bulk"].as_array().map(Vec::len), Some(codes.len()));
        assert_eq!(bulk["bulk"][0]["work"]["type"], "JOURNAL_ARTICLE");
    }
}

#[tokio::test]
async fn tags_are_those_of_the_version() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let code = put_code(&world.post("/work", &work("10.5555/x").to_string()).await);
    let path = format!("/work/{code}");
    for edition in editions() {
        let shown = world.in_version(edition, "GET", &path, "application/json", "").await;
        let put = async |tag: &str| {
            let request = app.request("PUT", &format!("/api/v{}/{}{path}", edition.name(), world.ada));
            let request = request.accept("application/json").bearer(&world.token).header("if-match", tag);
            request.body("application/json", shown.text().to_owned()).send().await
        };
        assert_eq!(put(shown.header("etag")).await.status, 200);
        assert_eq!(put("\"another\"").await.status, 412);
    }
}

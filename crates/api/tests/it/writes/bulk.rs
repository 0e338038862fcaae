//! Many works in one request: W28 to W31.

use byline_store::Change;
use byline_testkit::{ItemKind, Source, TestApp};
use serde_json::{Value, json};

use super::documents::{document, id, ids, with, work};
use super::{World, put_code, to_xml, world};

fn bulk(entries: &[Value]) -> String {
    let entries: Vec<_> = entries.iter().map(|entry| json!({"work": entry})).collect();
    json!({"bulk": entries}).to_string()
}

/// What came of each entry: 0 for a work, the code for an error.
fn codes(answer: &Value) -> Vec<u64> {
    let entries = answer["bulk"].as_array().expect("entries");
    let code = |entry: &Value| match (entry.get("work"), entry.get("error")) {
        (Some(work), None) if work["put-code"].is_u64() => 0,
        (None, Some(error)) => error["error-code"].as_u64().expect("a code"),
        _ => panic!("neither work nor error: {entry}"),
    };
    entries.iter().map(code).collect()
}

async fn post(world: &World<'_>, body: &str) -> Value {
    let answer = world.post("/works", body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn untitled(doi: &str) -> Value {
    with(work(doi), "/title", Value::Null)
}

/// W28
#[tokio::test]
async fn w28_each_entry_has_its_own_fate() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let answer = post(&world, &bulk(&[work("10.1/a"), untitled("10.1/b"), work("10.1/c")])).await;
    assert_eq!(codes(&answer), [0, 9022, 0]);
    let first = &answer["bulk"][0]["work"];
    assert_eq!(*first, world.get(&format!("/work/{}", first["put-code"])).await);
    assert!(answer["bulk"][1]["error"]["developer-message"].as_str().unwrap().contains("/title"));
    assert_eq!(answer["bulk"][1]["error"]["response-code"], 400);

    let both = to_xml("bulk", &bulk(&[work("10.1/d"), work("10.1/e")]));
    let faulty = both.replacen("<common:title>Ants in the archive</common:title>", "", 1);
    assert_ne!(both, faulty);
    let answer = world.send("POST", "/works", "application/xml", &faulty).await;
    assert_eq!(answer.status, 200);
    let text = answer.text();
    let (error, stored) = (text.find("<error-code>9022<"), text.find("<work:work "));
    let (error, stored) = (error.or_else(|| text.find("error-code>9022<")), stored);
    assert!(error.is_some() && stored > error, "{text}");
}

/// The codes that schemas hide where a document comes alone (`record-api` 3.14).
#[tokio::test]
async fn entries_are_told_what_rule_they_break() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let translated = json!({"title": {"value": "A"}, "translated-title": {"value": "B"}});
    let contributor = json!({"contributor": [{"contributor-orcid": {"uri": "http://orcid.org/0000-0002-1825-0097"}}]});
    let entries = [
        with(work("10.1/a"), "/type", Value::Null),
        with(work("10.1/b"), "/title", translated),
        with(work("10.1/c"), "/contributors", contributor),
        with(work("10.1/d"), "/citation", json!({"citation-type": "bibtex", "citation-value": null})),
        with(
            work("10.1/e"),
            "/external-ids",
            json!({"external-id": [{"external-id-type": "doi", "external-id-relationship": "self"}]}),
        ),
        with(work("10.1/f"), "/put-code", json!(5)),
        with(work("10.1/g"), "/colour", json!("red")),
        with(work("10.1/h"), "/type", json!("king")),
        with(work("10.1/i"), "/language-code", json!("zz")),
        with(work("10.1/j"), "/short-description", json!("x".repeat(5001))),
    ];
    let answer = post(&world, &bulk(&entries)).await;
    assert_eq!(codes(&answer), [9037, 9037, 9020, 9020, 9023, 9024, 9047, 9047, 9037, 9047]);
    let king = to_xml("bulk", &bulk(&[work("10.1/k")])).replace(">journal-article<", ">king<");
    let answer = world.send("POST", "/works", "application/xml", &king).await;
    assert!(answer.text().contains("error-code>9037<"), "W57: {}", answer.text());
}

/// W29
#[tokio::test]
async fn w29_a_hundred_are_enough() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let many: Vec<_> = (0..101).map(|number| work(&format!("10.1/{number}"))).collect();
    let answer = world.post("/works", &bulk(&many)).await;
    assert_eq!(answer.outcome(), (400, 9006));
    let answer = post(&world, &bulk(&many[..100])).await;
    assert_eq!(codes(&answer), [0; 100]);
    assert_eq!(world.get("/works").await["group"].as_array().unwrap().len(), 100);
}

/// W30
#[tokio::test]
async fn w30_the_second_of_two_that_are_the_same_is_refused() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let answer = post(&world, &bulk(&[work("10.1/a"), work("10.1/A")])).await;
    assert_eq!(codes(&answer), [0, 9021]);
    let first = answer["bulk"][0]["work"]["put-code"].to_string();
    assert!(answer["bulk"][1]["error"]["developer-message"].as_str().unwrap().contains(&first));
    assert_eq!(codes(&post(&world, &bulk(&[work("10.1/b"), work("10.1/a")])).await), [0, 9021]);
}

/// Among many, a version that is there already stands in the way too; for one alone it does not (`record-api` 3.4).
#[tokio::test]
async fn versions_count_among_many() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let version = with(
        work("10.1/v2"),
        "/external-ids",
        ids(&[id("doi", "10.1/v2", "self"), id("doi", "10.1/v1", "version-of")]),
    );
    put_code(&world.post("/work", &version.to_string()).await);
    assert_eq!(codes(&post(&world, &bulk(&[work("10.1/v1")])).await), [9021]);
    put_code(&world.post("/work", &work("10.1/v1").to_string()).await);
}

/// W31
#[tokio::test]
async fn w31_a_record_has_room_for_ten_thousand_works() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let source = Source::client(world.client.id.clone());
    let filled = (1..=9_999u64).map(|number| {
        let item = byline_model::Item {
            kind: ItemKind::Work,
            put_code: (5_000_000 + number).to_string().parse().unwrap(),
            visibility: byline_testkit::Visibility::Public,
            source: source.clone(),
            created: Some(app.now()),
            modified: Some(app.now()),
            display_index: 1,
            body: r#"{"title":{"title":"Ants"},"type":"other"}"#.into(),
        };
        Change::PutItem { owner: world.ada.orcid, item: Box::new(item) }
    });
    app.commit(filled).await;
    let two = bulk(&[work("10.1/a"), work("10.1/b")]);
    assert_eq!(world.post("/works", &two).await.outcome(), (409, 9048));
    put_code(&world.post("/work", &work("10.1/a").to_string()).await);
    assert_eq!(world.post("/work", &work("10.1/b").to_string()).await.outcome(), (409, 9048));
    assert_eq!(world.post("/keywords", &document(ItemKind::Keyword, "a").to_string()).await.status, 201);
}

/// Errors of an earlier answer may come back with the rest.
#[tokio::test]
async fn errors_are_echoed() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let first = post(&world, &bulk(&[untitled("10.1/a"), work("10.1/b")])).await;
    let error = first["bulk"][0].clone();
    let body = json!({"bulk": [error, {"work": work("10.1/c")}]}).to_string();
    let answer = post(&world, &body).await;
    assert_eq!(codes(&answer), [9022, 0]);
    assert_eq!(answer["bulk"][0], error);
}

#[tokio::test]
async fn documents_around_entries_are_refused_whole() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    for (body, code) in [("", 9047), ("{", 9001), (r#"{"works":[]}"#, 9047), (r#"{"bulk":7}"#, 9047)] {
        assert_eq!(world.post("/works", body).await.outcome(), (400, code), "{body}");
    }
    let one = json!({"bulk": {"work": work("10.1/a")}}).to_string();
    assert_eq!(codes(&post(&world, &one).await), [0], "one stands for a list of one");
    assert_eq!(codes(&post(&world, r#"{"bulk":[]}"#).await), [0; 0]);
    assert_eq!(codes(&post(&world, r#"{"bulk":[{"poem":{}},{}]}"#).await), [9047, 9047]);
    let xml = to_xml("work", &work("10.1/z").to_string());
    assert_eq!(world.send("POST", "/works", "application/xml", &xml).await.outcome(), (400, 9006));
}

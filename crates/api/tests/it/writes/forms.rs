//! What a body may be made of, over HTTP: encodings, characters, nulls, and what is served of what was left out.

use byline_formats::Edition;
use byline_testkit::{ItemKind, TestApp, TestResponse};
use serde_json::{Value, json};

use super::documents::{document, id, ids, with, work};
use super::{World, both, put_code, to_xml, world};

async fn send_bytes(world: &World<'_>, media: &str, bytes: Vec<u8>) -> TestResponse {
    let request = world.app.request("POST", &format!("/api/v3.0/{}/keywords", world.ada));
    request.accept("application/json").bearer(&world.token).body(media, bytes).send().await
}

fn keyword(encoding: &str, word: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\
         <keyword:keyword xmlns:keyword=\"http://www.orcid.org/ns/keyword\">\
         <keyword:content>{word}</keyword:content></keyword:keyword>"
    )
}

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|it| u8::try_from(u32::from(it)).expect("a character of Latin-1")).collect()
}

/// D-46
/// `decisions` 46
#[tokio::test]
async fn xml_is_read_in_the_encoding_that_it_declares() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = format!("\u{feff}{}", keyword("UTF-16", "fürs Ohr"));
        text.encode_utf16().flat_map(unit).collect()
    };
    for (media, bytes, word) in [
        ("application/xml", latin(&keyword("ISO-8859-1", "Café")), "Café"),
        ("application/xml", latin(&keyword("windows-1252", "Blåbær")), "Blåbær"),
        ("application/xml; charset=\"iso-8859-1\"", latin(&keyword("UTF-8", "Garçon")), "Garçon"),
        ("application/xml; charset=UTF-8", keyword("ISO-8859-1", "Mañana").into_bytes(), "Mañana"),
        ("application/vnd.orcid+xml", wide(u16::to_le_bytes), "fürs Ohr"),
        ("application/orcid+xml; charset=utf-16", wide(u16::to_be_bytes), "fürs Ohr"),
    ] {
        let answer = send_bytes(&world, media, bytes).await;
        assert_eq!(answer.status, 201, "{media} {word}: {}", answer.text());
        let path = format!("/keywords/{}", put_code(&answer));
        assert_eq!(world.get(&path).await["content"], word);
        world.delete(&world.token, &path).await;
    }
    for (media, bytes, named) in [
        ("application/xml", keyword("x-klingon", "a").into_bytes(), "x-klingon"),
        ("application/xml; charset=utf-7", keyword("UTF-8", "a").into_bytes(), "utf-7"),
        ("application/xml", latin(&keyword("UTF-8", "Café")), "UTF-8"),
        ("application/json", b"{\"content\":\"Caf\xE9\"}".to_vec(), "UTF-8"),
    ] {
        let answer = send_bytes(&world, media, bytes).await;
        assert_eq!(answer.outcome(), (400, 9001), "{media}: {}", answer.text());
        assert!(answer.text().contains(named), "{media}: {}", answer.text());
    }
}

#[tokio::test]
async fn what_is_no_character_of_xml_is_malformed() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    for word in ["&#xD800;", "&#0;", "&#x1;", "&#xFFFE;", "&#x110000;", "\u{1}", "\u{fffe}", "a\u{b}"] {
        let answer = send_bytes(&world, "application/xml", keyword("UTF-8", word).into_bytes()).await;
        assert_eq!(answer.outcome(), (400, 9001), "{word:?}: {}", answer.text());
    }
    let answer = send_bytes(&world, "application/json", br#"{"content":"\ud800"}"#.to_vec()).await;
    assert_eq!(answer.outcome(), (400, 9001), "{}", answer.text());
}

#[tokio::test]
async fn nulls_in_lists_are_not_there() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let padded =
        with(work("10.5555/a"), "/external-ids/external-id", json!([null, id("doi", "10.5555/a", "self"), null]));
    let padded = with(padded, "/contributors", json!({"contributor": [null, {"credit-name": {"value": "B"}}]}));
    let code = put_code(&world.post("/work", &padded.to_string()).await);
    let read = world.get(&format!("/work/{code}")).await;
    assert_eq!(read["external-ids"]["external-id"].as_array().map(Vec::len), Some(1));
    assert_eq!(read["contributors"]["contributor"].as_array().map(Vec::len), Some(1));

    let only = with(work("10.5555/b"), "/external-ids/external-id", json!([null]));
    assert_eq!(world.post("/work", &only.to_string()).await.outcome(), (400, 9023), "as an empty list");
    let resource = document(ItemKind::ResearchResource, "a");
    let hosts = with(resource, "/proposal/hosts/organization", json!([null]));
    assert_eq!(world.post("/research-resource", &hosts.to_string()).await.outcome(), (400, 9047));
    let bulk = json!({"bulk": [null, {"work": work("10.5555/c")}]});
    let answer = world.post("/works", &bulk.to_string()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.json()["bulk"].as_array().map(Vec::len), Some(1), "{}", answer.text());
}

/// D-55
/// `decisions` 55
#[tokio::test]
async fn a_work_without_contributors_says_so() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let sent = work("10.5555/alone");
    assert!(sent.get("contributors").is_none());
    for (media, body) in both(ItemKind::Work, &sent.to_string()) {
        let code = put_code(&world.send("POST", "/work", media, &body).await);
        let path = format!("/work/{code}");
        let read = world.get(&path).await;
        assert_eq!(read["contributors"], json!({"contributor": []}));
        let xml = app.request("GET", &format!("/api/v3.0/{}{path}", world.ada)).accept("application/xml");
        let xml = xml.bearer(&world.token).send().await;
        assert!(xml.text().contains("<work:contributors/>"), "{}", xml.text());
        for edition in [Edition::v2_1(), Edition::v2_0()] {
            let older = world.in_version(edition, "GET", &path, "application/json", "").await.json();
            assert_eq!(older["contributors"], Value::Null, "{}", edition.name());
        }
        // What was read can be sent back, and changes nothing.
        app.clock.advance_seconds(60);
        let again = world.send("PUT", &path, "application/json", &read.to_string()).await;
        assert_eq!(again.status, 200, "{}", again.text());
        assert_eq!(world.get(&path).await, read);
        world.delete(&world.token, &path).await;
    }
    // What was imported answers what its document had.
    let imported = |more: &str| format!(r#"{{"title":{{"title":"T"}},"type":"book"{more}}}"#);
    let none = r#","contributors":{"contributor":[]}"#;
    for (more, expected) in [("", Value::Null), (none, json!({"contributor": []}))] {
        let code = world.ada.item(ItemKind::Work, &imported(more)).add().await;
        assert_eq!(world.get(&format!("/work/{code}")).await["contributors"], expected);
    }
}

/// 9037, whichever syntax it comes in.
#[tokio::test]
async fn languages_of_titles_are_of_the_list() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let title = json!({"value": "Maur", "language-code": "zz"});
    let sent = with(work("10.5555/z"), "/title/translated-title", title);
    for (media, body) in
        [("application/json", sent.to_string()), ("application/xml", to_xml("work", &sent.to_string()))]
    {
        let answer = world.send("POST", "/work", media, &body).await;
        assert_eq!(answer.outcome(), (400, 9037), "{media}: {}", answer.text());
    }
}

/// `record-api` 3.14: refused before any rule looks at them.
#[tokio::test]
async fn addresses_are_uris_and_moments_numbers() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let own = ids(&[id("doi", "10.5555/u", "self")]);
    for (pointer, value, expected) in [
        ("/url", json!({"value": "%"}), (400, 9047)),
        ("/url", json!({"value": "::"}), (400, 9047)),
        ("/url", json!({"value": "http://[bad"}), (400, 9047)),
        ("/url", json!(2012), (400, 9047)),
        ("/external-ids/external-id/0/external-id-url", json!({"value": "%"}), (400, 9047)),
        ("/created-date", json!({"value": 1.5}), (400, 9047)),
        ("/last-modified-date", json!({"value": 9_223_372_036_854_775_808_u64}), (400, 9047)),
    ] {
        let sent = with(with(work("10.5555/u"), "/external-ids", own.clone()), pointer, value.clone());
        let answer = world.post("/work", &sent.to_string()).await;
        assert_eq!(answer.outcome(), expected, "{pointer} {value}: {}", answer.text());
    }
    let page = |url: &str| with(document(ItemKind::ResearcherUrl, "a"), "/url", json!({ "value": url }));
    let xml = to_xml("researcher-url", &page("::").to_string());
    assert_eq!(world.send("POST", "/researcher-urls", "application/xml", &xml).await.outcome(), (400, 9012));
    let taken = page("https://example.org/a b{}^");
    assert_eq!(world.post("/researcher-urls", &taken.to_string()).await.status, 201);
    let job = with(document(ItemKind::Employment, "a"), "/display-index", json!("1.5"));
    assert_eq!(world.post("/employment", &job.to_string()).await.outcome(), (400, 9047));
}

/// A funding whose amount has white space around it, as XML that was laid out has.
#[tokio::test]
async fn padded_amounts_are_amounts() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let sent = with(document(ItemKind::Funding, "padded"), "/amount/value", json!("\n    1000\n  "));
    for (media, body) in both(ItemKind::Funding, &sent.to_string()) {
        let answer = world.send("POST", "/funding", media, &body).await;
        let path = format!("/funding/{}", put_code(&answer));
        assert_eq!(world.get(&path).await["amount"]["value"], "1000", "{media}");
        world.delete(&world.token, &path).await;
    }
}

/// D-41
/// What others published is served in every version and syntax, whatever it holds (`decisions` 41).
#[tokio::test]
async fn odd_values_are_served_everywhere() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let date = json!({"year": "0", "month": "00", "day": "99"});
    let odd = json!({"title": {"title": " "}, "type": "king", "publication-date": date, "country": {"value": "AN"},
        "citation": {"citation-type": "bibtex", "citation-value": "@"}, "language-code": "xx",
        "external-ids": {"external-id": [{"external-id-type": "no-such", "external-id-value": "",
            "external-id-url": "%", "external-id-relationship": "cousin"}, {"external-id-value": "x"}]},
        "contributors": {"contributor": [{"contributor-orcid": {"uri": "http://orcid.org/client/APP-1"},
            "contributor-attributes": {"contributor-role": "muse", "contributor-sequence": "last"}}]}});
    let code = world.ada.item(ItemKind::Work, &odd.to_string()).add().await;
    let job = json!({"organization": {"name": "", "address": {"country": "XX"}}, "start-date": date, "end-date": date});
    world.ada.item(ItemKind::Employment, &job.to_string()).add().await;
    let grant = json!({"type": "gift", "amount": {"value": "much", "currency-code": "XYZ"}, "start-date": date});
    world.ada.item(ItemKind::Funding, &grant.to_string()).add().await;
    let review = json!({"review-completion-date": date, "reviewer-role": "friend", "review-type": "chat"});
    world.ada.item(ItemKind::PeerReview, &review.to_string()).add().await;
    world.ada.item(ItemKind::Address, r#"{"country":{"value":"AN"}}"#).add().await;
    world.ada.item(ItemKind::Biography, "{}").add().await;
    world.ada.item(ItemKind::Keyword, r#"{"content":""}"#).add().await;
    world.ada.item(ItemKind::ResearcherUrl, r#"{"url":"::"}"#).add().await;
    for version in ["v3.0", "v2.1", "v2.0"] {
        for path in ["/record", "/activities", "/works", "/person", &format!("/work/{code}"), &format!("/works/{code}")]
        {
            for media in ["application/json", "application/xml", "application/vnd.orcid+json"] {
                let request = app.request("GET", &format!("/api/{version}/{}{path}", world.ada)).accept(media);
                let answer = request.bearer(&world.token).send().await;
                assert_eq!(answer.status, 200, "{version}{path} {media}: {}", answer.text());
            }
        }
    }
    let read = world.get(&format!("/work/{code}")).await;
    assert_eq!(read["publication-date"]["month"]["value"], "00");
    assert_eq!(read["publication-date"]["year"]["value"], "0");
    assert_eq!(read["type"], "king");
    assert_eq!(read["country"]["value"], "AN");
    for media in ["application/ld+json", "text/turtle", "application/rdf+xml"] {
        let path = if media == "application/ld+json" { "v3.0/{iD}" } else { "experimental_rdf_v1/{iD}" };
        let path = format!("/pub/{}", path.replace("{iD}", &world.ada.to_string()));
        assert_eq!(app.request("GET", &path).accept(media).send().await.status, 200, "{media}");
    }
    let citation = app.request("GET", &format!("/pub/v3.0/{}/work/{code}", world.ada));
    let citation = citation.accept("application/vnd.citationstyles.csl+json").send().await;
    assert_eq!(citation.status, 200);
    assert!(citation.json().get("issued").is_none(), "{}", citation.text());
}

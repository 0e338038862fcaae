//! What others published is kept as far as it can be (`decisions` 41).

use byline_formats::{Dropped, Layout, Syntax, decode, json, keep_json, keep_xml, xml};
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes::roots::{ROOTS, Root};

use crate::generate::{self, Tape};
use crate::support::{corpus, files};

fn kept_xml(text: &str) -> (Object<'static>, Vec<Dropped>) {
    let kept = keep_xml(text, None, &Hosts::default()).unwrap_or_else(|error| panic!("{error}: {text}"));
    (kept.object.into_owned(), kept.dropped)
}

fn kept_json(kind: &str, text: &str) -> (Object<'static>, Vec<Dropped>) {
    let kept = keep_json(text, Root::of_kind(kind).expect("a kind")).unwrap_or_else(|error| panic!("{error}: {text}"));
    (kept.object.into_owned(), kept.dropped)
}

fn places(dropped: &[Dropped]) -> Vec<(&str, &str)> {
    dropped.iter().map(|it| (&*it.path, &*it.value)).collect()
}

/// Documents that a schema allows are read as the strict readers read them.
#[test]
fn sound_documents_are_read_as_ever() {
    let hosts = Hosts::default();
    for root in ROOTS {
        for seed in 0..20 {
            let object = generate::object(root.shape, &mut Tape::seeded(seed));
            let text = String::from_utf8(xml::write(root, &object)).expect("UTF-8");
            let strict = xml::read(&text, root.kind, &hosts).map(|(_, object)| object);
            let kept = keep_xml(&text, Some(root.kind), &hosts).expect(root.kind);
            assert_eq!((Ok(&kept.object), &kept.dropped[..]), (strict.as_ref(), &[][..]), "{text}");
            let text = String::from_utf8(json::write(&object, Layout::Compact)).expect("UTF-8");
            let strict = json::read(&text, root.shape, &hosts);
            let kept = keep_json(&text, root).expect(root.kind);
            assert_eq!((Ok(&kept.object), &kept.dropped[..]), (strict.as_ref(), &[][..]), "{text}");
        }
    }
}

#[test]
fn documents_of_the_field_are_kept() {
    let Some(corpus) = corpus() else { return };
    let mut seen = 0;
    for extension in ["xml", "json"] {
        for path in files(&corpus.join("field"), extension) {
            let bytes = std::fs::read(&path).expect("a file");
            let name = path.file_name().and_then(|it| it.to_str()).expect("a name");
            let syntax = Syntax::guess(&bytes).expect("a document");
            let text = decode(&bytes, syntax, None).unwrap_or_else(|error| panic!("{name}: {error}"));
            let (_, dropped) = match syntax {
                Syntax::Xml => kept_xml(&text),
                Syntax::Json => kept_json(if name.starts_with("record") { "record" } else { "work" }, &text),
            };
            assert_eq!(dropped, [], "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 6, "{seen}");
}

const WORK: &str = r#"<work:work xmlns:work="http://www.orcid.org/ns/work" xmlns:common="http://www.orcid.org/ns/common"
    put-code="7" visibility="public">"#;

/// D-41
#[test]
fn values_outside_the_schema_are_kept_as_they_came() {
    let long = "x".repeat(2000);
    let xml = format!(
        "{WORK}<work:type>king</work:type><work:title><common:title>{long}</common:title></work:title>\
         <common:publication-date><common:year>0</common:year><common:month>00</common:month></common:publication-date>\
         <work:contributors><work:contributor><common:contributor-orcid><common:uri>http://orcid.org/client/APP-1</common:uri>\
         </common:contributor-orcid><work:credit-name> </work:credit-name></work:contributor></work:contributors>\
         <common:country>AN</common:country></work:work>"
    );
    let json = format!(
        r#"{{"put-code":7,"visibility":"public","type":"king","title":{{"title":{{"value":"{long}"}}}},
        "publication-date":{{"year":{{"value":"0"}},"month":{{"value":"00"}}}},
        "contributors":{{"contributor":[null,{{"contributor-orcid":{{"uri":"http://orcid.org/client/APP-1"}},
        "credit-name":{{"value":" "}}}}]}},"country":{{"value":"AN"}}}}"#
    );
    let (from_xml, dropped) = kept_xml(&xml);
    assert_eq!(dropped, []);
    let (from_json, dropped) = kept_json("work", &json);
    assert_eq!(dropped, []);
    assert_eq!(from_xml, from_json);
    assert_eq!(from_xml.at(&["publication-date", "month"]).as_text(), Some("00"));
    let printed = String::from_utf8(xml::write(Root::of_kind("work").unwrap(), &from_xml)).unwrap();
    for part in ["<common:year>0<", "<common:month>00<", "http://orcid.org/client/APP-1", ">AN<", ">king<", "> <"] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
}

/// D-41
#[test]
fn what_cannot_be_held_is_dropped_at_its_smallest_part() {
    let xml = format!(
        "{}<common:created-date>soon</common:created-date><work:title color=\"red\"><common:title lang=\"x\">T</common:title>\
         <common:title>twice</common:title></work:title>stray<work:mood>good</work:mood>\
         <common:external-ids><common:external-id><common:external-id-type>doi</common:external-id-type></common:external-id>\
         <common:external-id rank=\"2\"><common:external-id-value>a<b>c</b></common:external-id-value></common:external-id>\
         </common:external-ids></work:work>",
        WORK.replace("\"7\"", "\"seven\"").replace("public", "everybody")
    );
    let (work, dropped) = kept_xml(&xml);
    let expected = [
        ("work/@put-code", "\"seven\""),
        ("work/@visibility", "\"everybody\""),
        ("work/created-date", "\"soon\""),
        ("work/title/@color", "\"red\""),
        ("work/title/title/@lang", "\"x\""),
        ("work/title/title", "\"twice\""),
        ("work", "\"stray\""),
        ("work/mood", "\"good\""),
        ("work/external-ids/external-id[2]/@rank", "\"2\""),
        ("work/external-ids/external-id[2]/external-id-value/b", "\"c\""),
    ];
    assert_eq!(places(&dropped), expected);
    assert_eq!(work.at(&["title", "title"]).as_text(), Some("T"));
    assert_eq!(work.text("visibility"), Some("private"), "nobody guesses who may see it");

    let json = r#"{"put-code":"seven","visibility":"everybody","created-date":{"value":1.5,"zone":"UTC"},
        "title":{"title":{"value":["T"]},"color":"red"},"mood":"good","type":["book"],
        "external-ids":{"external-id":[{"external-id-type":"doi"},7,{"external-id-url":{"value":"%"},"rank":2}]},
        "url":{"value":null},"citation":"none"}"#;
    let (work, mut dropped) = kept_json("work", json);
    dropped.sort_by(|a, b| a.path.cmp(&b.path));
    let expected = [
        ("work/citation", "\"none\""),
        ("work/created-date", "\"1.5\""),
        ("work/created-date/zone", "\"\\\"UTC\\\"\""),
        ("work/external-ids/external-id/1", "\"7\""),
        ("work/external-ids/external-id/2/rank", "\"\""),
        ("work/mood", "\"good\""),
        ("work/put-code", "\"seven\""),
        ("work/title/color", "\"red\""),
        ("work/title/title", "\"[…]\""),
        ("work/type", "\"[…]\""),
        ("work/visibility", "\"everybody\""),
    ];
    assert_eq!(places(&dropped), expected);
    assert_eq!(work.object("external-ids").unwrap().list("external-id").len(), 2);
}

/// Whatever part of a document is damaged, the rest comes in, and nothing panics.
#[test]
fn any_value_in_any_place_leaves_the_rest() {
    for root in ROOTS {
        for seed in 0..4 {
            let object = generate::object(root.shape, &mut Tape::seeded(seed));
            let whole: serde_json::Value =
                serde_json::from_slice(&json::write(&object, Layout::Compact)).expect("JSON");
            for odd in [
                serde_json::json!(null),
                serde_json::json!([[]]),
                serde_json::json!({"odd": 1}),
                serde_json::json!(-1.5),
            ] {
                for key in whole.as_object().expect("an object").keys() {
                    let mut changed = whole.clone();
                    changed[key] = odd.clone();
                    let (kept, _) = kept_json(root.kind, &changed.to_string());
                    let text = String::from_utf8(xml::write(root, &kept)).expect("UTF-8");
                    kept_xml(&text);
                }
            }
        }
    }
}

#[test]
fn what_is_no_document_is_refused() {
    for text in ["<a/>", "<work:work", "", "<work xmlns=\"http://www.orcid.org/ns/nothing\"/>", "<a>&#xD800;</a>"] {
        keep_xml(text, None, &Hosts::default()).expect_err(text);
    }
    for text in ["", "{", "[]", "7"] {
        keep_json(text, Root::of_kind("work").unwrap()).expect_err(text);
    }
}

#[test]
fn one_document_tells_no_more_than_anybody_reads() {
    let many = "<common:nothing/>".repeat(5000);
    let (_, dropped) = kept_xml(&format!("{WORK}{many}</work:work>"));
    assert_eq!(dropped.len(), 1000);
}

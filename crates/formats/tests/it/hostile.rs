//! Input that means harm: refused quickly, with a clear reason, at bounded memory.

use byline_formats::{Layout, ReadErrorKind, json, read_body, write_body, xml};
use byline_model::shape::Hosts;
use byline_model::shapes::{self, roots::ROOTS};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{cases, files, text};

fn refuse_xml(text: &str) -> byline_formats::ReadError {
    xml::read_any(text, &Hosts::default()).expect_err("this must be refused")
}

#[test]
fn dtds_and_with_them_entities_are_refused() {
    let bomb = r#"<!DOCTYPE k [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <keyword:keyword xmlns:keyword="http://www.orcid.org/ns/keyword"><keyword:content>&b;</keyword:content></keyword:keyword>"#;
    let error = refuse_xml(bomb);
    assert_eq!(error.kind, ReadErrorKind::Malformed);
    assert!(error.reason.contains("DTD"), "{error}");
    let external = r#"<!DOCTYPE k SYSTEM "file:///etc/passwd"><k/>"#;
    assert!(refuse_xml(external).reason.contains("DTD"));
}

#[test]
fn undeclared_entities_are_refused() {
    let text = r#"<keyword xmlns="http://www.orcid.org/ns/keyword"><content>&bomb;</content></keyword>"#;
    assert_eq!(refuse_xml(text).kind, ReadErrorKind::Malformed);
}

#[test]
fn deep_nesting_is_refused_without_a_deep_stack() {
    let deep = format!(
        r#"<keyword xmlns="http://www.orcid.org/ns/keyword">{}{}</keyword>"#,
        "<content>".repeat(100_000),
        "</content>".repeat(100_000)
    );
    refuse_xml(&deep);
    let json_deep = format!("{{\"content\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    json::read(&json_deep, &shapes::KEYWORD, &Hosts::default()).expect_err("deep JSON");
    let objects = "{\"title\":".repeat(100_000);
    json::read(&objects, &shapes::WORK, &Hosts::default()).expect_err("deep JSON objects");
}

#[test]
fn messages_name_the_place() {
    let text = "<keyword xmlns=\"http://www.orcid.org/ns/keyword\">\n  <content>k</content>\n  <more/>\n</keyword>";
    let error = refuse_xml(text);
    assert_eq!(error.to_string(), "line 3, column 3: keyword/more: more is not allowed here");
    let error =
        json::read("{\"content\": \"k\",\n \"mor\": 1}", &shapes::KEYWORD, &Hosts::default()).expect_err("unknown");
    assert_eq!(error.position.map(|it| it.line), Some(2));
    assert!(error.reason.contains("\"mor\""), "{error}");
}

#[test]
fn a_long_value_is_not_repeated_in_the_message() {
    let text = format!(r#"{{"country":{{"value":"{}"}}}}"#, "x".repeat(100_000));
    let error = json::read(&text, &shapes::ADDRESS, &Hosts::default()).expect_err("no country");
    assert!(error.reason.len() < 300, "{}", error.reason.len());
}

#[test]
fn characters_that_xml_forbids_are_dropped_and_others_survive() {
    let source = "{\"content\":\"a\\u0001b\\uFFFEc\\r\\n\\t<&>\\\" 中 \\uD83D\\uDE00\"}";
    let object = json::read(source, &shapes::KEYWORD, &Hosts::default()).expect("a keyword");
    let root = byline_model::shapes::roots::Root::of_kind("keyword").expect("a root");
    let printed = String::from_utf8(xml::write(root, &object)).expect("UTF-8");
    let (_, back) = xml::read_any(&printed, &Hosts::default()).expect("our own XML");
    assert_eq!(back.text("content"), Some("abc\r\n\t<&>\" 中 😀"));
}

/// The text of a fixture, of either syntax.
fn fixture() -> impl Strategy<Value = String> {
    let paths: Vec<_> = ["xml", "json"]
        .iter()
        .flat_map(|it| files(&crate::fixtures::folder(byline_formats::Edition::newest()), it))
        .collect();
    select(paths).prop_map(|path| text(&path))
}

#[rustfmt::skip]
const PIECES: [&str; 28] = [
    "", "<", ">", "&", "\"", "'", "{", "}", "[", "]", ",", ":", "null", "12.5", "-1e400", "\\ud800", "\\u0000",
    "<![CDATA[", "]]>", "<!--", "<?", "xmlns:x=\"\"", "<!DOCTYPE x [", "&#0;", "&#xFFFFF;", "\u{0}", "\u{FEFF}",
    "99999999999999999999",
];

/// Ways to damage a document: each is a place, a length, and what comes there instead.
fn damage() -> impl Strategy<Value = Vec<(u32, u8, String)>> {
    let piece = prop_oneof![select(&PIECES[..]).prop_map(str::to_owned), ".{0,8}"];
    prop::collection::vec((any::<u32>(), 0u8..30, piece), 1..4)
}

fn damaged(text: &str, damage: &[(u32, u8, String)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (place, length, piece) in damage {
        let from = *place as usize % (characters.len() + 1);
        let to = (from + usize::from(*length)).min(characters.len());
        characters.splice(from..to, piece.chars());
    }
    characters.into_iter().collect()
}

/// Reads the text as everything it might be; what is accepted is printed in every form and read again.
fn survive(text: &str) {
    let hosts = Hosts::default();
    if let Ok((root, object)) = xml::read_any(text, &hosts) {
        let printed = String::from_utf8(xml::write(root, &object)).expect("we print UTF-8");
        assert_eq!(xml::read(&printed, root.kind, &hosts).map(|it| it.1), Ok(object));
    }
    for root in ROOTS {
        if let Ok(object) = json::read(text, root.shape, &hosts) {
            let printed = String::from_utf8(json::write(&object, Layout::Spaced)).expect("we print UTF-8");
            let again = json::read(&printed, root.shape, &hosts).expect("our own JSON");
            assert_eq!(String::from_utf8(json::write(&again, Layout::Spaced)).as_deref(), Ok(printed.as_str()));
            xml::write(root, &object);
            let _ = read_body(&write_body(&object), root.shape).expect("our own body");
        }
        let _ = read_body(text, root.shape);
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        survive(&text);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survive(&String::from_utf8_lossy(&bytes));
        byline_formats::Syntax::guess(&bytes);
    }

    #[test]
    fn damaged_documents_never_panic(text in fixture(), damage in damage()) {
        survive(&damaged(&text, &damage));
    }
}

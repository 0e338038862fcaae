//! Input that means harm: refused quickly, with a clear reason, at bounded memory.

use std::collections::BTreeSet;

use byline_formats::{BulkError, Edition, Layout, ReadErrorKind, Syntax, json, read_body, read_bulk, write_body, xml};
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes::{self, roots::ROOTS};
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixtures::{self, editions};
use crate::support::{cases, files, text};

fn refuse_xml(text: &str) -> byline_formats::ReadError {
    xml::read_any(text, &Hosts::default()).expect_err("this must be refused")
}

/// MODEL-8
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
    // An import keeps what comes.
    let kept = "a\u{1}b\u{FFFE}c\r\n\t<&>\" 中 😀";
    let object = Object::new(&shapes::KEYWORD).with("content", kept);
    let root = byline_model::shapes::roots::Root::of_kind("keyword").expect("a root");
    let printed = String::from_utf8(xml::write(root, &object)).expect("UTF-8");
    let (_, back) = xml::read_any(&printed, &Hosts::default()).expect("our own XML");
    assert_eq!(back.text("content"), Some("abc\r\n\t<&>\" 中 😀"));
}

/// The places of a document where an element may stand: behind each tag inside the root.
fn places(text: &str) -> impl Iterator<Item = usize> {
    let root = text.find("<!--").map_or(0, |_| text.find("-->").map_or(0, |end| end + 3));
    let tags = text.match_indices('>').map(|(at, _)| at + 1).filter(move |at| *at > root);
    let is_tag = |at: &usize| text[..*at].rfind('<').is_some_and(|open| !text[open + 1..].starts_with(['?', '!']));
    let end = text.rfind("</").unwrap_or_default();
    tags.filter(is_tag).filter(move |at| *at <= end)
}

/// Longer than what is looked at element by element only once it is a tree.
const PAD: usize = 1 << 16;

/// What the reader with a tree takes is taken in a long document, too: there each element is looked at before.
#[test]
fn a_long_document_may_have_what_a_short_one_may() {
    let hosts = Hosts::default();
    for edition in editions() {
        for (path, root) in fixtures::of(edition) {
            let text = text(&path.with_extension("xml"));
            let padded = format!("{text}<!--{}-->", "x".repeat(PAD));
            let short = xml::read_of(edition.roots(), &text, root.kind, &hosts).map(|(_, object)| object);
            let long = xml::read_of(edition.roots(), &padded, root.kind, &hosts).map(|(_, object)| object);
            assert_eq!(short, long, "{}", path.display());
        }
    }
}

/// An element that there is not ends the reading of a long document, wherever it stands and whatever follows.
#[cfg(debug_assertions)]
#[test]
fn what_has_no_place_ends_a_long_document_where_it_stands() {
    use byline_model::effort;
    let hosts = Hosts::default();
    let more = "<more/>".repeat(PAD / 7);
    let mut tried = 0;
    for edition in editions() {
        // One faulty work does not take the others with it.
        for (path, root) in fixtures::of(edition).into_iter().filter(|(_, root)| root.kind != "bulk") {
            let text = text(&path.with_extension("xml"));
            // Behind each tag once.
            let tag = |place: &usize| text[..*place].rsplit('<').next().map(str::to_owned);
            let mut seen = BTreeSet::new();
            for place in places(&text).filter(|place| seen.insert(tag(place))) {
                let (start, rest) = text.split_at(place);
                let long = format!("{start}<stranger>{more}</stranger>{rest}");
                let (read, spent) = effort::of(|| xml::read_of(edition.roots(), &long, root.kind, &hosts).map(drop));
                let error = read.expect_err("a stranger");
                assert!(error.reason.contains("stranger"), "{} at {place}: {error}", path.display());
                assert!(error.path.ends_with("/stranger"), "{} at {place}: {error}", path.display());
                let most = 8 * (place as u64 + 1000);
                assert!(spent < most, "{} at {place}: {spent} for {} bytes", path.display(), long.len());
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

/// Every character below the letters of the world, and those next to what XML leaves out.
fn characters() -> impl Iterator<Item = char> {
    let edges = ['\u{D7FF}', '\u{E000}', '\u{FEFF}', '\u{FFFD}', '\u{FFFE}', '\u{FFFF}', '\u{10000}', '\u{10FFFF}'];
    ('\0'..='\u{2FF}').chain(edges)
}

/// What is taken in one syntax is taken in the other, and a refusal is of the same kind.
#[test]
fn both_syntaxes_take_the_same_characters() {
    let hosts = Hosts::default();
    for it in characters() {
        let mut units = [0; 2];
        let escaped: String = it.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect();
        let mut forms = vec![escaped.clone(), escaped.to_uppercase().replace('U', "u")];
        // JSON has these as they are, and short names for some.
        forms.extend((it >= ' ' && !matches!(it, '"' | '\\')).then(|| it.to_string()));
        forms.extend(match it {
            '\u{8}' => Some("\\b".to_owned()),
            '\u{c}' => Some("\\f".to_owned()),
            '\n' => Some("\\n".to_owned()),
            _ => None,
        });
        let number = format!("&#{};", u32::from(it));
        let document =
            format!(r#"<keyword xmlns="http://www.orcid.org/ns/keyword"><content>a{number}b</content></keyword>"#);
        let xml = xml::read_any(&document, &hosts).map(|(_, object)| object.text("content").map(str::to_owned));
        for form in forms {
            let text = format!("{{\"content\":\n\"\\\\\\\"a{form}b\"}}");
            match (&xml, json::read(&text, &shapes::KEYWORD, &hosts)) {
                (Ok(content), Ok(object)) => {
                    let json = object.text("content").and_then(|it| it.strip_prefix("\\\"")).map(str::to_owned);
                    assert_eq!(*content, json, "{form}");
                }
                (Err(xml), Err(json)) => {
                    assert_eq!((json.kind, ReadErrorKind::Malformed), (xml.kind, json.kind), "{form}");
                    let at = json.position.expect("a place");
                    assert_eq!((at.line, at.column), (2, 7), "{form}: {json}");
                }
                (xml, json) => panic!("{form}: {xml:?} in XML, {json:?} in JSON"),
            }
        }
    }
    let member = r#"{"bulk":[{"work":{"title":{"title":{"value":"T\u0000"}},"type":"book"}}]}"#;
    let refused = read_bulk(Edition::newest(), Syntax::Json, member, 100, &hosts);
    assert!(matches!(refused, Err(BulkError::Unreadable(error)) if error.kind == ReadErrorKind::Malformed));
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

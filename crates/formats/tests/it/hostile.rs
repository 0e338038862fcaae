//! Input that means harm: refused quickly, with a clear reason, at bounded memory.

use byline_formats::{ReadErrorKind, json, xml};
use byline_model::shape::Hosts;
use byline_model::shapes;

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
    let error = json::read("{\"content\": \"k\",\n \"mor\": 1}", &shapes::KEYWORD, &Hosts::default()).expect_err("unknown");
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

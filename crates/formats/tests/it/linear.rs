//! Whatever is sent, reading it is work in proportion to its length.
#![cfg(debug_assertions)]

use std::fmt::Write;

use byline_formats::{BulkError, Edition, Syntax, json, linked, read_bulk, xml};
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes;

use crate::growth::assert_linear;

const HOSTS: Hosts<'static> = Hosts::of(None);
const WORK: &str =
    r#"<work:work xmlns:common="http://www.orcid.org/ns/common" xmlns:work="http://www.orcid.org/ns/work""#;
const TITLE: &str = "><work:title><common:title>T</common:title></work:title>";
const BULK: &str = r#"<bulk:bulk xmlns:bulk="http://www.orcid.org/ns/bulk" xmlns:work="http://www.orcid.org/ns/work" xmlns:common="http://www.orcid.org/ns/common">"#;

/// So many parts, each with its number.
fn each(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn in_work(inside: &str) -> String {
    format!("{WORK}{TITLE}{inside}</work:work>")
}

fn contributors(count: usize, last: &str) -> String {
    let one = "<work:contributor><work:credit-name>N</work:credit-name></work:contributor>";
    format!("<work:type>other</work:type><work:contributors>{}{last}</work:contributors>", one.repeat(count))
}

type Family = (&'static str, fn(usize) -> String);

const XML: &[Family] = &[
    ("nested, each with a namespace", |n| {
        in_work(&(each(n, |i| format!("<a xmlns:n{i}=\"u{i}\">")) + &"</a>".repeat(n)))
    }),
    ("nested, never closed", |n| in_work(&"<a>".repeat(n))),
    ("nested as deep as may be, again and again", |n| in_work(&("<a>".repeat(30) + &"</a>".repeat(30)).repeat(n / 16))),
    ("attributes of one element", |n| in_work(&format!("<a {}/>", each(n, |i| format!(" b{i}=''"))))),
    ("attributes of the root", |n| format!("{WORK}{}/>", each(n, |i| format!(" b{i}=''")))),
    ("as many attributes as may be, again and again", |n| {
        in_work(&format!("<a{}/>", each(30, |i| format!(" b{i}=''"))).repeat(n / 16))
    }),
    ("attributes of the schema instance", |n| {
        let xsi = "xmlns:x=\"http://www.w3.org/2001/XMLSchema-instance\"";
        format!("{WORK} {xsi} {}/>", each(n, |i| format!(" x:b{i}=''")))
    }),
    ("namespaces of the root", |n| {
        format!("{WORK}{}/>", each(n, |i| format!(" xmlns:n{i}=\"http://www.orcid.org/ns/n{i}\"")))
    }),
    ("namespaces of other elements", |n| in_work(&format!("<a{}/>", each(n, |i| format!(" xmlns:n{i}='u{i}'"))))),
    ("a namespace on each element", |n| in_work(&each(n, |i| format!("<a xmlns:n{i}='u{i}'/>")))),
    ("a namespace on each element, below many", |n| {
        let many = each(60, |i| format!(" xmlns:m{i}=\"http://www.orcid.org/ns/m{i}\""));
        format!("{WORK}{many}{TITLE}{}</work:work>", each(n, |i| format!("<a xmlns:n='u{i}'/>")))
    }),
    ("prefixes below many namespaces", |n| {
        let many = each(60, |i| format!(" xmlns:m{i}='u{i}'"));
        format!("{WORK}{many}{TITLE}{}</work:work>", "<m59:a/>".repeat(n))
    }),
    ("long names", |n| in_work(&format!("<{}/>", "a".repeat(n * 8)))),
    ("long names of attributes", |n| in_work(&format!("<a {}=''/>", "a".repeat(n * 8)))),
    ("long values of attributes", |n| format!("{WORK} put-code='{}'/>", "1".repeat(n * 8))),
    ("siblings, the last one wrong", |n| in_work(&contributors(n, "<wrong/>"))),
    ("siblings, all right", |n| in_work(&contributors(n, ""))),
    ("the wrong element at the end", |n| in_work(&(contributors(n, "") + "<wrong/>"))),
    ("elements of no kind", |n| in_work(&"<a/>".repeat(n))),
    ("text and comments in turns", |n| in_work(&format!("<work:type>{}</work:type>", "a<!---->".repeat(n)))),
    ("text and sections in turns", |n| in_work(&format!("<work:type>{}</work:type>", "a<![CDATA[b]]>".repeat(n)))),
    ("references to characters", |n| in_work(&format!("<work:type>{}</work:type>", "&#x41;&amp;".repeat(n)))),
    ("carriage returns", |n| in_work(&format!("<work:type>{}</work:type>", "\r\n\r".repeat(n)))),
    ("entities that are not declared", |n| in_work(&format!("<work:type>{}</work:type>", "&a;".repeat(n)))),
    ("instructions", |n| format!("{}{WORK}/>", "<?a b?>".repeat(n))),
    ("comments before the root", |n| format!("{}{WORK}/>", "<!-- a -->".repeat(n))),
    ("hyphens in a comment", |n| format!("<!--{}-->{WORK}/>", "- ".repeat(n * 4))),
    ("nothing but brackets", |n| "<".repeat(n * 8)),
    ("nothing but ends", |n| "</a>".repeat(n)),
    ("nothing but blanks", |n| " \n".repeat(n * 4)),
    ("many lines, and a fault", |n| in_work(&("\n".repeat(n * 8) + "<wrong/>"))),
    ("comments that do not end", |n| in_work(&"<!--".repeat(n))),
    ("sections that do not end", |n| in_work(&"<![CDATA[".repeat(n))),
    ("values that do not end", |n| in_work(&"<a b='".repeat(n))),
    ("a doctype", |n| format!("<!DOCTYPE a [{}]>", each(n, |i| format!("<!ENTITY a{i} \"&a;\">")))),
];

const XML_BULK: &[Family] = &[
    ("empty works", |n| format!("{BULK}{}</bulk:bulk>", "<work:work/>".repeat(n))),
    ("works without a title, as many as may be", |n| {
        let long = format!("<work:work><!--{}--></work:work>", "a".repeat(n / 16));
        format!("{BULK}{}</bulk:bulk>", long.repeat(100))
    }),
    ("faulty works in one line of comments", |n| {
        format!("{BULK}{}{}</bulk:bulk>", "<!---->".repeat(n * 4), "<work:work/>".repeat(100))
    }),
    ("works with many contributors, one of them wrong", |n| {
        let work = in_work(&contributors(n / 64, "<wrong/>"));
        format!("{BULK}{}</bulk:bulk>", work.repeat(100))
    }),
    ("elements of no kind", |n| format!("{BULK}{}</bulk:bulk>", "<a/>".repeat(n))),
    ("works that do not end", |n| format!("{BULK}{}", "<work:work>".repeat(n))),
];

const JSON: &[Family] = &[
    ("lists in lists", |n| format!("{{\"title\":{}", "[".repeat(n * 8))),
    ("objects in objects", |n| "{\"title\":".repeat(n)),
    ("the same key again", |n| format!("{{{}\"type\":\"other\"}}", "\"type\":\"book\",".repeat(n))),
    ("keys that there are not", |n| format!("{{{}}}", each(n, |i| format!("\"k{i}\":1,")))),
    ("long numbers", |n| format!("{{\"put-code\":{}}}", "1".repeat(n * 8))),
    ("long fractions", |n| format!("{{\"put-code\":\"1.{}\"}}", "1".repeat(n * 8))),
    ("escapes", |n| format!("{{\"type\":\"{}\"}}", "\\u0041\\n".repeat(n))),
    ("contributors, the last one wrong", |n| {
        format!("{{\"contributors\":{{\"contributor\":[{}7]}}}}", "{\"credit-name\":{\"value\":\"N\"}},".repeat(n))
    }),
    ("contributors", |n| {
        let one = "{\"credit-name\":{\"value\":\"N\"}},";
        format!("{{\"contributors\":{{\"contributor\":[{}{{}}]}},\"type\":7}}", one.repeat(n))
    }),
    ("identifiers", |n| {
        let one = |i| format!("{{\"external-id-type\":\"doi\",\"external-id-value\":\"10.1/{i}\"}},");
        format!("{{\"external-ids\":{{\"external-id\":[{}{{}}]}}}}", each(n, one))
    }),
    ("blanks", |n| format!("{{{}\"x\"}}", " \n".repeat(n * 4))),
    ("quotes", |n| "{\"a\" \"".repeat(n)),
];

const JSON_BULK: &[Family] = &[
    ("empty works", |n| format!("{{\"bulk\":[{}{{}}]}}", "{\"work\":{}},".repeat(n))),
    ("works with a long fault", |n| {
        format!("{{\"bulk\":[{}{{}}]}}", format!("{{\"work\":{{\"type\":\"{}\"}}}},", "x".repeat(n / 16)).repeat(99))
    }),
    ("entries of many keys", |n| format!("{{\"bulk\":[{{{}\"a\":1}}]}}", each(n, |i| format!("\"k{i}\":1,")))),
    ("lists of entries", |n| format!("{{{}\"bulk\":[]}}", "\"bulk\":[{}],".repeat(n))),
    ("lists in lists", |n| format!("{{\"bulk\":{}", "[".repeat(n * 8))),
];

#[test]
fn xml_is_read_in_a_line() {
    for (name, make) in XML {
        assert_linear(name, make, |text| {
            let _ = xml::read(text, "work", &HOSTS);
            let _ = xml::read_any(text, &HOSTS);
        });
    }
}

#[test]
fn json_is_read_in_a_line() {
    for (name, make) in JSON {
        assert_linear(name, make, |text| drop(json::read(text, &shapes::WORK, &HOSTS)));
    }
}

#[test]
fn many_items_in_one_document_are_read_in_a_line() {
    for (syntax, families) in [(Syntax::Xml, XML_BULK), (Syntax::Json, JSON_BULK)] {
        for edition in [Edition::newest(), Edition::v2_0()] {
            for (name, make) in families {
                let name = format!("{name}, {syntax:?}, {}", edition.name());
                assert_linear(&name, make, |text| drop(read_bulk(edition, syntax, text, 100, &HOSTS)));
            }
        }
    }
}

#[test]
fn more_items_than_may_be_are_not_read() {
    for (syntax, families) in [(Syntax::Xml, XML_BULK), (Syntax::Json, JSON_BULK)] {
        let (_, empty) = families[0];
        for (count, fits) in [(99, true), (101, false), (16_000, false)] {
            let text = empty(count);
            match read_bulk(Edition::newest(), syntax, &text, 100, &HOSTS) {
                Ok(entries) => assert!(fits && entries.len() >= count, "{syntax:?}, {count}"),
                Err(BulkError::TooMany) => assert!(!fits, "{syntax:?}, {count}"),
                Err(BulkError::Unreadable(error)) => panic!("{syntax:?}, {count}: {error}"),
            }
        }
    }
}

/// A whole work with these members.
fn whole(members: &str) -> String {
    format!(r#"{{"title": {{"title": {{"value": "T"}}}}, "type": "other", {members}}}"#)
}

/// A work with so many identifiers and contributors, numbered from this on.
fn listed(count: usize, from: usize) -> String {
    let id = |i| {
        let value = i + from;
        format!(r#"{{"external-id-type":"doi","external-id-value":"10.1/{value}","external-id-relationship":"self"}},"#)
    };
    let contributor = |i| format!(r#"{{"credit-name":{{"value":"N{}"}}}},"#, i + from);
    let (ids, names) = (each(count, id), each(count, contributor));
    let (ids, names) = (ids.trim_end_matches(','), names.trim_end_matches(','));
    whole(&format!(r#""external-ids":{{"external-id":[{ids}]}},"contributors":{{"contributor":[{names}]}}"#))
}

fn work_of(text: &str) -> Object<'_> {
    json::read(text, &shapes::WORK, &HOSTS).unwrap_or_else(|error| panic!("{error} in {text:.100}"))
}

/// A document of an older version in the place of one of the model: long lists meet.
#[test]
fn lists_are_put_in_the_place_of_others_in_a_line() {
    let edition = Edition::v2_0();
    for (name, apart) in [("the same", 0), ("others", 1_000_000)] {
        assert_linear(
            name,
            |count| listed(count, 0),
            |text| {
                let other = listed(text.matches("credit-name").count(), apart);
                let sent = edition.down("work", work_of(&other), &HOSTS);
                drop(edition.put("work", sent, work_of(text), &HOSTS));
            },
        );
    }
}

const BIBTEX: &[Family] = &[
    ("braces", |n| format!("@misc{{a, title = {}", "{".repeat(n * 4))),
    ("groups", |n| format!("@misc{{a, title = {{{}}}}}", "{a}".repeat(n))),
    ("authors", |n| format!("@misc{{a, title = {{T}}, author = {{A{}}}}}", " and B, C".repeat(n))),
    ("words of a name", |n| format!("@misc{{a, title = {{T}}, author = {{{}}}}}", "a B ".repeat(n))),
    ("commas of a name", |n| format!("@misc{{a, title = {{T}}, author = {{{}}}}}", "a, ".repeat(n))),
    ("fields", |n| format!("@misc{{a, title = {{T}}, {}}}", each(n, |i| format!("f{i} = {{x}}, ")))),
    ("entries", |n| each(n / 2, |i| format!("@misc{{a{i}, title = {{T}}}}\n"))),
    ("the same entry again", |n| "@misc{a, title = {T}}\n".repeat(n / 2)),
    ("strings", |n| each(n / 2, |i| format!("@string{{s{i} = \"x\"}}")) + "@misc{a, title = s1}"),
    ("strings put together", |n| format!("@string{{s = \"x\"}}@misc{{a, title = {}s}}", "s # ".repeat(n))),
    ("commands", |n| format!("@misc{{a, title = {{{}}}}}", "\\'{e}\\alpha ".repeat(n))),
    ("commands without an end", |n| format!("@misc{{a, title = {{{}}}}}", "\\a{".repeat(n))),
    ("formulas", |n| format!("@misc{{a, title = {{{}}}}}", "$x$ $".repeat(n))),
    ("pages", |n| format!("@misc{{a, title = {{T}}, pages = {{{}}}}}", "1--2,".repeat(n))),
    ("dates", |n| format!("@misc{{a, title = {{T}}, date = {{{}}}}}", "2020-".repeat(n))),
    ("comments", |n| "@comment{a}%\n".repeat(n)),
    ("nothing of the kind", |n| "@ a b \" ".repeat(n)),
];

/// Nothing longer than a citation may be is looked at: these stay below that.
#[test]
fn citations_are_read_in_a_line() {
    for (name, make) in BIBTEX {
        assert_linear(name, make, |text| {
            assert!(text.len() < 32 * 1024, "{name}: {}", text.len());
            let value = serde_json::Value::from(text);
            let citation = format!(r#""citation": {{"citation-type": "bibtex", "citation-value": {value}}}"#);
            drop(linked::csl::item(&work_of(&whole(&citation)), None));
        });
    }
}

#[test]
fn works_are_cited_in_a_line() {
    assert_linear(
        "contributors",
        |count| listed(count, 0),
        |text| {
            drop(linked::csl::item(&work_of(text), Some("Ada")));
        },
    );
}

/// The test itself: what grows with the square is found.
#[test]
#[should_panic(expected = "squares")]
fn squares_are_found() {
    assert_linear(
        "squares",
        |count| "x".repeat(count),
        |text| {
            let mut out = String::new();
            for _ in 0..text.len() {
                byline_model::effort::spend(text.len());
                write!(out, "{}", text.len()).expect("a string takes everything");
            }
        },
    );
}

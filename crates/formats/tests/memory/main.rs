//! What reading holds in memory: so many times the length of what is read, whatever it is made of.
//!
//! Counted is what was asked of the allocator. The families are made from the table of shapes: every list there is, in every
//! document, filled with what is short and could cost much.

#![allow(unsafe_code, reason = "an allocator that counts is one")]

#[path = "../../../datafile/tests/weight/allocator.rs"]
mod allocator;

use std::collections::HashSet;

use byline_formats::{
    BulkError, Edition, ReadError, ReadErrorKind, Syntax, json, keep_json, keep_xml, read_bulk, tree_room, xml,
};
use byline_model::ItemKind;
use byline_model::rules::Most;
use byline_model::shape::{Content, Field, Hosts, Ns, Place, Shape};
use byline_model::shapes::roots::{ROOTS, Root};

use allocator::{alone, peak_of};

/// What is held for a byte that a client sends, at most: two letters and a comma are a member of a list, for which there are
/// the bytes of a value, while its list grows once more than twice.
const EACH: usize = 16;
/// What is held whatever the length.
const FIRST: usize = 128 << 10;
/// Of the documents.
const LENGTH: usize = 48 << 10;

/// A list in a document: what stands before its members and behind them.
#[derive(Clone)]
struct List {
    root: &'static Root,
    field: &'static Field,
    json: (String, String),
    xml: (String, String),
}

/// Every list of a document, also those inside of others.
fn lists(root: &'static Root, shape: &'static Shape, json: &(String, String), xml: &(String, String)) -> Vec<List> {
    let mut found = Vec::new();
    for field in shape.fields.iter().filter(|field| field.in_json()) {
        let (open, close) = if field.is_list() { ("[", "]") } else { ("", "") };
        let json = (format!("{}{{\"{}\":{open}", json.0, field.key), format!("{close}}}{}", json.1));
        if field.is_list() {
            let xml = match field.place {
                Place::Inside(ns, outer, _) => wrapped(xml, ns, outer),
                _ => xml.clone(),
            };
            found.push(List { root, field, json: json.clone(), xml });
        }
        match (field.place, field.content) {
            (Place::Choice(choices), _) => found.extend(choices.iter().flat_map(|(ns, inner)| {
                let json = (format!("{}{{\"{}\":", json.0, inner.name), format!("}}{}", json.1));
                lists(root, inner, &json, &wrapped(xml, *ns, inner.name))
            })),
            (Place::Element(ns, name), Content::Object(inner)) => {
                found.extend(lists(root, inner, &json, &wrapped(xml, ns, name)));
            }
            (Place::Inside(ns, outer, name), Content::Object(inner)) => {
                found.extend(lists(root, inner, &json, &wrapped(&wrapped(xml, ns, outer), ns, name)));
            }
            _ => {}
        }
    }
    found
}

fn wrapped((before, behind): &(String, String), ns: Ns, name: &str) -> (String, String) {
    (format!("{before}<{}:{name}>", ns.0), format!("</{}:{name}>{behind}", ns.0))
}

fn lists_of(root: &'static Root) -> Vec<List> {
    let spaces = ROOTS.iter().map(|root| root.ns.0).chain(["common", "activities"]);
    let mut spaces: Vec<_> = spaces.collect();
    spaces.sort_unstable();
    spaces.dedup();
    let declared: String = spaces.iter().map(|ns| format!(" xmlns:{ns}=\"{}{ns}\"", Ns::BASE)).collect();
    let (ns, element) = (root.ns.0, root.element);
    let xml = (format!("<{ns}:{element}{declared}>"), format!("</{ns}:{element}>"));
    lists(root, root.shape, &(String::new(), String::new()), &xml)
}

/// Members of a list, as short as they come.
fn members(field: &Field) -> Vec<String> {
    let mut members: Vec<_> =
        ["{}", "null", "[]", "7", "1e9", "true", r#""""#, r#""\u0061""#, r#"{"a":1}"#].map(str::to_owned).into();
    let shapes: Vec<&Shape> = match (field.place, field.content) {
        (Place::Choice(choices), _) => choices.iter().map(|(_, shape)| *shape).collect(),
        (_, Content::Object(shape)) => vec![shape],
        _ => Vec::new(),
    };
    for shape in shapes {
        let key = shape.fields.iter().filter(|it| it.in_json()).map(|it| it.key).min_by_key(|key| key.len());
        let key = key.expect("a field");
        members.extend(["null", "1", r#""a""#, "{}", "[]"].map(|value| match field.place {
            Place::Choice(_) => format!("{{\"{}\":{{\"{key}\":{value}}}}}", shape.name),
            _ => format!("{{\"{key}\":{value}}}"),
        }));
    }
    members
}

fn filled((before, behind): &(String, String), member: &str, between: &str) -> String {
    let count = LENGTH / (member.len() + between.len());
    format!("{before}{}{behind}", vec![member; count].join(between))
}

/// Whether clients write such documents; bulk documents are read by their entries.
fn is_written(root: &Root) -> bool {
    let others = ["group-id-record", "notification-permission"];
    others.contains(&root.kind) || ItemKind::ALL.iter().any(|kind| kind.spec().singular == root.kind)
}

/// What is read holds no more than this for each byte, and what is said of it is one of these.
fn hold(what: &str, text: &str, most: usize, read: impl FnOnce() -> Result<(), ReadError>) -> Option<ReadErrorKind> {
    let (read, peak) = peak_of(read);
    assert!(peak <= most, "{what}: {} bytes, {peak} held: {:.200}", text.len(), text);
    read.err().map(|error| error.kind)
}

#[test]
fn what_a_client_sends_is_held_a_few_times() {
    let _alone = alone();
    let hosts = Hosts::default();
    let mut refused = 0;
    for edition in [Edition::newest(), Edition::v2_1(), Edition::v2_0()] {
        for list in edition.roots().iter().filter(|root| is_written(root)).flat_map(lists_of) {
            let kind = list.root.kind;
            let send = |syntax: Syntax, text: &str| {
                let what = format!("{kind} of {} in {syntax:?}", edition.name());
                let most = text.len() * EACH + FIRST;
                hold(&what, text, most, || edition.lift(syntax, text, kind, &hosts).map(drop))
            };
            for member in members(list.field) {
                let text = filled(&list.json, &member, ",");
                let error = send(Syntax::Json, &text);
                let most = Most::of(list.root.shape.name, list.field.key).members;
                let is_object = matches!(list.field.content, Content::Object(_));
                let is_choice = matches!(list.field.place, Place::Choice(_));
                if member == "{}" && is_object && !is_choice && LENGTH / 3 > most {
                    assert_eq!(error, Some(ReadErrorKind::TooMuch), "{kind}: {}", list.field.key);
                    refused += 1;
                }
            }
            if let Place::Element(ns, name) | Place::Inside(ns, _, name) = list.field.place {
                send(Syntax::Xml, &filled(&list.xml, &format!("<{}:{name}/>", ns.0), ""));
                send(Syntax::Xml, &filled(&list.xml, &format!("<{}:{name}></{0}:{name}>", ns.0), "\n"));
            }
        }
    }
    assert!(refused > 20, "{refused}");
}

/// Works as many as may be, with members in their lists as many as may be.
#[test]
fn a_bulk_document_is_held_a_few_times() {
    let _alone = alone();
    let hosts = Hosts::default();
    let of = |inside: &str| format!("{{\"bulk\":[{}]}}", vec![format!("{{\"work\":{inside}}}"); 100].join(","));
    let list = |key: &str, member: &str, count: usize| {
        format!("{{\"{key}s\":{{\"{key}\":[{}]}}}}", vec![member; count].join(","))
    };
    for inside in [
        list("contributor", "{}", 10_000),
        list("contributor", r#"{"credit-name":"a"}"#, 1_000),
        list("external-id", "{}", 500),
        list("contributor", "{}", 10_001),
        list("external-id", "{}", 50_000),
        format!("{{{}}}", (0..2_000).map(|key| format!("\"{key}\":1")).collect::<Vec<_>>().join(",")),
        format!("{{{}}}", vec![r#""url":{"value":"a"}"#; 1_000].join(",")),
    ] {
        let text = of(&inside);
        let read = || match read_bulk(Edition::newest(), Syntax::Json, &text, 100, &hosts) {
            Ok(entries) => {
                assert_eq!(entries.len(), 100);
                Ok(())
            }
            Err(BulkError::Unreadable(error)) => Err(error),
            Err(BulkError::TooMany) => panic!("a hundred may be"),
        };
        hold("bulk", &text, text.len() * EACH + FIRST, read);
    }
}

/// Whatever becomes of it: what is imported is kept as far as it can be.
#[test]
fn what_is_imported_is_held_within_its_room() {
    let _alone = alone();
    let hosts = Hosts::default();
    let mut seen = HashSet::new();
    // Those that stand in several documents once.
    for list in ROOTS.iter().flat_map(lists_of).filter(|list| seen.insert(std::ptr::from_ref(list.field))) {
        let (root, kind) = (list.root, list.root.kind);
        let within = |text: &str, read: &dyn Fn() -> Result<(), ReadError>| {
            hold(kind, text, tree_room(text.len()), read);
        };
        for member in members(list.field) {
            let text = filled(&list.json, &member, ",");
            within(&text, &|| json::read(&text, root.shape, &hosts).map(drop));
            within(&text, &|| keep_json(&text, root).map(drop));
        }
        if let Place::Element(ns, name) | Place::Inside(ns, _, name) = list.field.place {
            let text = filled(&list.xml, &format!("<{}:{name}/>", ns.0), "");
            within(&text, &|| xml::read(&text, kind, &hosts).map(drop));
            within(&text, &|| keep_xml(&text, Some(kind), &hosts).map(drop));
        }
    }
}

/// A tree that would take more than there is room for is not built, in either syntax, by none of the readers.
#[test]
fn what_has_no_room_is_refused_before_it_is_held() {
    let _alone = alone();
    let hosts = Hosts::default();
    let works = Root::of_kind("works").unwrap();
    let list = lists_of(works).into_iter().find(|list| list.field.key == "work-summary").expect("summaries");
    let grown = |pair: &(String, String), member: &str, between: &str| {
        format!("{}{}{}", pair.0, vec![member; 200_000].join(between), pair.1)
    };
    let json = grown(&list.json, "{}", ",");
    let xml = grown(&list.xml, "<work:work-summary/>", "");
    let refused = |text: &str, read: &dyn Fn() -> Result<(), ReadError>| {
        // The nodes of XML are there beside what is made of them.
        assert_eq!(hold("works", text, 2 * tree_room(text.len()), read), Some(ReadErrorKind::TooMuch), "{text:.100}");
    };
    refused(&json, &|| json::read(&json, works.shape, &hosts).map(drop));
    refused(&json, &|| keep_json(&json, works).map(drop));
    refused(&xml, &|| keep_xml(&xml, Some("works"), &hosts).map(drop));
}

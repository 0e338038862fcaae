//! Finding documents, and comparing XML as trees.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use byline_formats::{Syntax, json, xml};
use byline_model::Timestamp;
use byline_model::document::{Object, Value};
use byline_model::shape::{Field, Hosts, Occurs, Place};
use byline_model::shapes::roots::Root;
use proptest::prelude::ProptestConfig;

/// The official documents, which the project does not carry. With `CI=true` they must be there.
pub fn corpus() -> Option<PathBuf> {
    let given = std::env::var_os("BYLINE_CORPUS").map(PathBuf::from);
    let root = given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    if root.join("samples").is_dir() {
        return Some(root);
    }
    skip(&format!("no corpus at {}: set BYLINE_CORPUS", root.display()))
}

/// Says that a test has nothing to run on, to the reader and to `cargo xtask test`; on CI that is a failure.
pub fn skip<T>(reason: &str) -> Option<T> {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{reason}");
    eprintln!("SKIPPED: {reason}");
    if let Some(log) = std::env::var_os("BYLINE_SKIP_LOG") {
        let thread = std::thread::current();
        let line = format!("formats {}: {reason}\n", thread.name().unwrap_or("?"));
        let log = fs::OpenOptions::new().append(true).create(true).open(log);
        log.and_then(|mut log| log.write_all(line.as_bytes())).expect("a writable log of skipped tests");
    }
    None
}

/// Whether the long tier runs (`cargo xtask test --long`).
pub fn long() -> bool {
    std::env::var_os("BYLINE_LONG").is_some()
}

/// So many generated cases, or fifty times as many in the long tier.
pub fn cases(short: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(if long() { short * 50 } else { short }) }
}

pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    files.sort();
    files
}

pub fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The kind of a sample, from its file name: `work-full-3.0.xml`, `funding-3.0-simple.json`, `bulk-work-3.0.json`.
pub fn kind_of(path: &Path) -> &'static Root {
    let name = path.file_name().and_then(|name| name.to_str()).expect("a file name");
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix("-3").unwrap_or(stem);
    let known = match stem {
        "search-empty" => "search",
        "expanded-search-empty" => "expanded-search",
        "activities-empty" => "activities",
        "person-no-name" => "person",
        "summary" => "record-summary",
        "group-id" => "group-id-record",
        "notification-permission" => "notification",
        other if other.starts_with("bulk") => "bulk",
        // Request bodies of one item, whatever the file is called.
        "keywords" if path.components().any(|part| part.as_os_str() == "write") => "keyword",
        "other-names" if path.components().any(|part| part.as_os_str() == "write") => "other-name",
        other => other.strip_suffix("-full").or(other.strip_suffix("-simple")).unwrap_or(other),
    };
    Root::of_kind(known).unwrap_or_else(|| panic!("{name}: no kind {known}"))
}

pub fn read(path: &Path, text: &str) -> Result<(&'static Root, Object<'static>), byline_formats::ReadError> {
    let hosts = Hosts::default();
    match Syntax::guess(text.as_bytes()).expect("a document") {
        Syntax::Xml => xml::read_any(text, &hosts).map(|(root, object)| (root, object.into_owned())),
        Syntax::Json => {
            let root = kind_of(path);
            json::read(text, root.shape, &hosts).map(|object| (root, object.into_owned()))
        }
    }
}

/// A document as nested lines: expanded names, sorted attributes, texts; blank text is left out and moments are in one
/// spelling.
pub fn tree(text: &str) -> Vec<String> {
    fn walk(node: roxmltree::Node<'_, '_>, depth: usize, out: &mut Vec<String>) {
        if node.is_element() {
            let mut attributes: Vec<_> = node
                .attributes()
                .filter(|it| it.namespace() != Some("http://www.w3.org/2001/XMLSchema-instance"))
                .map(|it| format!(" {}={:?}", it.name(), it.value()))
                .collect();
            attributes.sort();
            let name = node.tag_name();
            out.push(format!("{depth} <{{{}}}{}{}>", name.namespace().unwrap_or(""), name.name(), attributes.concat()));
        }
        let leaf = node.is_element() && node.children().all(|child| !child.is_element());
        if leaf {
            let content: String = node.descendants().filter(|it| it.is_text()).filter_map(|it| it.text()).collect();
            let content = content.parse::<Timestamp>().map_or(content, |moment| moment.to_string());
            if !content.is_empty() {
                out.push(format!("{depth} {content:?}"));
            }
        }
        for child in node.children() {
            walk(child, depth + 1, out);
        }
    }
    let document = roxmltree::Document::parse(text).expect("well-formed XML");
    let mut out = Vec::new();
    walk(document.root_element(), 0, &mut out);
    out
}

/// Fails with the first line in which what we printed differs.
#[track_caller]
pub fn same(path: &Path, what: &str, ours: &[u8], golden: &str) {
    let ours = std::str::from_utf8(ours).expect("UTF-8");
    if ours != golden {
        let line = ours.lines().zip(golden.lines()).position(|(a, b)| a != b).unwrap_or(0);
        let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
        panic!(
            "{} as {what} differs in line {}:\n ours   {}\n golden {}",
            path.display(),
            line + 1,
            at(ours),
            at(golden)
        );
    }
}

/// The object with some slots emptied, at every depth.
pub fn without<'a>(mut object: Object<'a>, drops: &dyn Fn(&Field, &Value<'_>) -> bool) -> Object<'a> {
    let shape = object.shape();
    for (field, slot) in shape.fields.iter().zip(object.slots_mut()) {
        let inside = |value| match value {
            Value::Object(inner) => Value::Object(without(inner, drops)),
            other => other,
        };
        *slot = match std::mem::take(slot) {
            value if drops(field, &value) => Value::Null,
            Value::List(members) => Value::List(members.into_iter().map(inside).collect()),
            single => inside(single),
        };
    }
    object
}

/// What JSON can say of a document: the dates of group ids are in XML alone (`model` 4.9).
pub fn in_json(object: Object<'_>) -> Object<'_> {
    without(object, &|field, _| !field.in_json())
}

/// What XML can say of a document: an element without members is both "no list" and "an empty list", and for some lists
/// the published binding takes it as the former.
pub fn in_xml(object: Object<'_>) -> Object<'_> {
    without(object, &|field, value| {
        let empty = matches!(value, Value::List(members) if members.is_empty());
        matches!(field.place, Place::JsonOnly)
            || (empty && matches!(field.occurs, Occurs::ManyOrAbsent | Occurs::ManyOrNull))
    })
}

/// What the stored body of an item holds of it. A list that XML left open is an empty one there.
pub fn in_body(object: Object<'_>) -> Object<'_> {
    with_lists(without(object, &|field, _| !field.in_body()))
}

fn with_lists(mut object: Object<'_>) -> Object<'_> {
    for (field, slot) in object.shape().fields.iter().zip(object.slots_mut()) {
        let inside = |value| match value {
            Value::Object(inner) => Value::Object(with_lists(inner)),
            other => other,
        };
        *slot = match std::mem::take(slot) {
            Value::Null if field.occurs == Occurs::ManyOrAbsent => Value::List(Vec::new()),
            Value::List(members) => Value::List(members.into_iter().map(inside).collect()),
            single => inside(single),
        };
    }
    object
}

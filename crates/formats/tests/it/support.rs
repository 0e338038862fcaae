//! Finding documents, and comparing XML as trees.

use std::fs;
use std::path::{Path, PathBuf};

use byline_formats::{Syntax, json, xml};
use byline_model::Timestamp;
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes::roots::Root;

/// The official documents, which the project does not carry. With `CI=true` they must be there.
pub fn corpus() -> Option<PathBuf> {
    let given = std::env::var_os("BYLINE_CORPUS").map(PathBuf::from);
    let root = given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    if root.join("samples").is_dir() {
        return Some(root);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "no corpus at {}: set BYLINE_CORPUS", root.display());
    eprintln!("SKIPPED: no corpus at {}; set BYLINE_CORPUS to run this test", root.display());
    None
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

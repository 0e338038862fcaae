//! Our own documents in `fixtures`, a folder for each edition: each pair is one document in two syntaxes, in exactly the
//! layout we print.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use byline_formats::{Edition, Layout, Syntax, json, read_body, write_body, xml};
use byline_model::ItemKind;
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes::{self, roots::Root};

use crate::support::{files, in_body, in_json, in_xml, same, text};

pub fn folder(edition: &Edition) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(edition.name())
}

/// The editions, newest first.
pub fn editions() -> [&'static Edition; 3] {
    [Edition::newest(), Edition::v2_1(), Edition::v2_0()]
}

/// The kind of a fixture: its file is called `KIND` or `KIND-WHAT-FOR`.
fn kind_of(edition: &Edition, path: &Path) -> &'static Root {
    let stem = path.file_stem().and_then(|it| it.to_str()).expect("a file name");
    let fits = |kind: &str| stem.strip_prefix(kind).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let known = edition.roots().iter().rev().filter(|root| fits(root.kind)).max_by_key(|root| root.kind.len());
    known.unwrap_or_else(|| panic!("fixtures/{}/{stem}: no kind of document begins its name", edition.name()))
}

/// Every fixture of an edition without its extension, and the kind it is of.
pub fn of(edition: &Edition) -> Vec<(PathBuf, &'static Root)> {
    let folder = folder(edition);
    let stems: BTreeSet<_> =
        ["xml", "json"].iter().flat_map(|it| files(&folder, it)).map(|path| path.with_extension("")).collect();
    stems.into_iter().map(|path| (path.clone(), kind_of(edition, &path))).collect()
}

/// The fixtures of the newest edition.
fn all() -> Vec<(PathBuf, &'static Root)> {
    of(Edition::newest())
}

fn read_xml<'a>(edition: &Edition, path: &Path, text: &'a str, root: &Root) -> (&'static Root, Object<'a>) {
    let read = xml::read_of(edition.roots(), text, root.kind, &Hosts::default());
    read.unwrap_or_else(|error| panic!("{}.xml: {error}", path.display()))
}

fn read_json<'a>(path: &Path, text: &'a str, root: &Root) -> Object<'a> {
    json::read(text, root.shape, &Hosts::default()).unwrap_or_else(|error| panic!("{}.json: {error}", path.display()))
}

#[test]
fn every_kind_of_document_has_fixtures_in_both_syntaxes() {
    let mut missing = BTreeSet::new();
    for edition in editions() {
        let (folder, present) = (folder(edition), of(edition));
        for kind in edition.roots().iter().map(|root| root.kind) {
            if !present.iter().any(|(_, root)| root.kind == kind) {
                missing.insert(folder.join(kind));
            }
        }
        for extension in ["xml", "json"] {
            let files = present.iter().map(|(path, _)| path.with_extension(extension));
            missing.extend(files.filter(|path| !path.exists()));
        }
    }
    assert!(missing.is_empty(), "please add {missing:#?}");
}

#[test]
fn fixtures_are_each_others_conversions_byte_for_byte() {
    for edition in editions() {
        for (path, root) in of(edition) {
            let (xml_path, json_path) = (path.with_extension("xml"), path.with_extension("json"));
            let (xml_text, json_text) = (text(&xml_path), text(&json_path));
            let (written, from_xml) = read_xml(edition, &path, &xml_text, root);
            let from_json = read_json(&path, &json_text, root);
            same(&xml_path, "XML", &xml::write(written, &from_xml), &xml_text);
            same(&json_path, "JSON", &json::write(&from_json, Layout::Spaced), &json_text);
            let known = in_json(from_xml.clone());
            same(&json_path, "XML", &xml::write(written, &from_json), &string(xml::write(written, &known)));
            let known = json::write(&in_xml(from_json), Layout::Spaced);
            same(&xml_path, "JSON", &json::write(&from_xml, Layout::Spaced), &string(known));
        }
    }
}

/// A fixture of an older edition says nothing that gets lost, so that it is the same after the way up and down.
#[test]
fn fixtures_of_older_editions_go_up_and_come_down_as_they_were() {
    for edition in &editions()[1..] {
        for (path, root) in of(edition) {
            for (syntax, extension) in [(Syntax::Xml, "xml"), (Syntax::Json, "json")] {
                let path = path.with_extension(extension);
                let source = text(&path);
                let document = edition.read(syntax, &source, root.kind, &Hosts::default());
                let document = document.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let up = edition.up(root.kind, document.clone(), &Hosts::default());
                assert_eq!(edition.down(root.kind, up, &Hosts::default()), document, "{}", path.display());
            }
        }
    }
}

fn string(printed: Vec<u8>) -> String {
    String::from_utf8(printed).expect("we print UTF-8")
}

/// MODEL-1.2
#[test]
fn both_layouts_of_json_say_the_same() {
    for (path, root) in all() {
        let json_text = text(&path.with_extension("json"));
        let object = read_json(&path, &json_text, root);
        let compact = json::write(&object, Layout::Compact);
        let value: serde_json::Value = serde_json::from_slice(&compact).expect("JSON");
        assert_eq!(value, serde_json::from_str::<serde_json::Value>(&json_text).expect("JSON"), "{}", path.display());
        let again = read_json(&path, std::str::from_utf8(&compact).expect("UTF-8"), root);
        assert_eq!(again, object, "{}", path.display());
    }
}

#[test]
fn the_stored_body_keeps_the_own_fields_of_items() {
    let items: Vec<_> =
        ItemKind::ALL.iter().flat_map(|kind| [shapes::of(*kind).full, shapes::of(*kind).summary]).collect();
    let mut bodies = 0;
    for (path, root) in all().into_iter().filter(|(_, root)| items.contains(&root.shape)) {
        let json_text = text(&path.with_extension("json"));
        let object = read_json(&path, &json_text, root);
        let body = write_body(&object);
        let back = read_body(&body, root.shape).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(back, in_body(object), "{}", path.display());
        bodies += 1;
    }
    assert!(bodies >= items.iter().map(|shape| shape.name).collect::<BTreeSet<_>>().len(), "only {bodies} bodies");
}

//! What we print is valid against the published XML schemas, as libxml2 sees it.
//!
//! The schemas belong to the official corpus and xmllint to Debian's libxml2-utils; without either the tests say that
//! they are skipped, and on CI they fail.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use byline_formats::{Edition, xml};
use byline_model::document::{Object, Value};
use byline_model::shape::{Hosts, Role};
use byline_model::shapes::{self, roots::Root};

use crate::fixtures;
use crate::generate::{self, Tape};
use crate::support::{corpus, long, skip};

/// Documents that the published API serves against its own schemas (`model` 8, trap 8): their root elements are not
/// declared, or what they hold stands in another order.
const INVALID_FIXTURES: [&str; 8] = [
    "funding-summary",
    "peer-review-summary",
    "research-resource-summary",
    "group-id-record",
    "group-id-records",
    "record-summary-email-domains",
    "record-summary-empty",
    "history-integration-test",
];

/// Kinds whose every document is invalid under the root element with which it is served.
const INVALID_KINDS: [&str; 4] =
    ["funding-summary", "peer-review-summary", "research-resource-summary", "group-id-records"];

/// The schema that declares a root element; `None` for `deprecated`, which has none.
fn schema(edition: &Edition, root: &Root) -> Option<String> {
    let version = edition.name();
    Some(match (root.ns.0, root.kind) {
        ("deprecated", _) => return None,
        ("external-identifier", _) => format!("record_{version}/person-external-identifier-{version}.xsd"),
        ("group-id", _) => format!("group-id-{version}/group-id-{version}.xsd"),
        ("client", _) => format!("client_{version}/client-{version}.xsd"),
        ("summary", _) => format!("summary_{version}/summary-{version}.xsd"),
        ("notification", "notification-custom") => format!("notification_{version}/notification-custom-{version}.xsd"),
        ("notification", _) => format!("notification_{version}/notification-permission-{version}.xsd"),
        (ns, _) => format!("record_{version}/{ns}-{version}.xsd"),
    })
}

/// The folder of the schemas, when everything that validating needs is here.
fn schemas() -> Option<PathBuf> {
    let corpus = corpus()?;
    if Command::new("xmllint").arg("--version").output().is_err() {
        return skip("no xmllint: install libxml2-utils");
    }
    Some(corpus.join("schema"))
}

/// Validates files, in one run of xmllint for each schema; returns what it says about those that are not valid.
fn invalid(folder: &Path, files: &[(PathBuf, String)]) -> BTreeMap<PathBuf, String> {
    let mut batches: BTreeMap<&str, Vec<&PathBuf>> = BTreeMap::new();
    for (file, schema) in files {
        batches.entry(schema).or_default().push(file);
    }
    let mut failed = BTreeMap::new();
    for (schema, batch) in batches {
        let schema = folder.join(schema);
        let output =
            Command::new("xmllint").args(["--nonet", "--noout", "--schema"]).arg(&schema).args(&batch).output();
        let said = String::from_utf8_lossy(&output.expect("xmllint runs").stderr).into_owned();
        for file in batch {
            let name = file.to_str().expect("a plain path");
            if said.lines().any(|line| line.strip_prefix(name) == Some(" validates")) {
                continue;
            }
            let about: Vec<_> = said.lines().filter(|line| line.starts_with(name)).take(5).collect();
            // A schema that does not compile says nothing about the files.
            failed.insert(file.clone(), if about.is_empty() { said.clone() } else { about.join("\n") });
        }
    }
    failed
}

/// Whether the schema of its root element allows a document.
pub fn allows(edition: &Edition, path: &Path) -> bool {
    let text = fs::read_to_string(path).expect("a readable document");
    let document = roxmltree::Document::parse(&text).expect("well-formed XML");
    let name = document.root_element().tag_name();
    let is = |root: &&Root| root.is(name.namespace().unwrap_or_default(), name.name());
    let Some(root) = edition.roots().iter().find(is) else { return false };
    let (Some(folder), Some(schema)) = (schemas(), schema(edition, root)) else { return false };
    invalid(&folder, &[(path.to_owned(), schema)]).is_empty()
}

/// D-02, MODEL-6, MODEL-8
#[test]
fn our_fixtures_validate() {
    let Some(folder) = schemas() else { return };
    let of = |edition: &'static Edition| {
        let schema = |(path, root): (PathBuf, _)| Some((path.with_extension("xml"), schema(edition, root)?));
        fixtures::of(edition).into_iter().filter_map(schema)
    };
    let files: Vec<_> = fixtures::editions().into_iter().flat_map(of).collect();
    assert!(files.len() > 180, "only {} fixtures", files.len());
    let failed = invalid(&folder, &files);
    let stem = |path: &PathBuf| path.file_stem().and_then(|it| it.to_str()).expect("a name").to_owned();
    let newest = |path: &Path| path.components().any(|it| it.as_os_str() == "3.0");
    let expected = |path: &PathBuf| newest(path) && INVALID_FIXTURES.contains(&&*stem(path));
    let unexpected: Vec<_> = failed.iter().filter(|(path, _)| !expected(path)).collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    let refused: BTreeSet<_> = failed.keys().map(stem).collect();
    assert_eq!(refused, INVALID_FIXTURES.map(str::to_owned).into(), "a fixture is valid by now: shorten the list");
}

#[test]
fn generated_documents_validate() {
    let Some(folder) = schemas() else { return };
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("xsd");
    let _ = fs::remove_dir_all(&scratch);
    let each = if long() { 200 } else { 8 };
    let mut files = Vec::new();
    for edition in fixtures::editions() {
        let scratch = scratch.join(edition.name());
        fs::create_dir_all(&scratch).expect("a folder for the documents");
        for root in edition.roots() {
            let first = edition.root(root.kind).is_some_and(|first| std::ptr::eq(first, root));
            let invalid = edition.is_newest() && INVALID_KINDS.contains(&root.kind);
            let (true, false, Some(schema)) = (first, invalid, schema(edition, root)) else { continue };
            let newest = Root::of_kind(root.kind).expect("editions have no kinds of their own");
            for seed in 0..each {
                let mut object = generate::object(newest.shape, &mut Tape::seeded(seed));
                narrow(&mut object);
                if !edition.is_newest() {
                    narrow_older(&mut object);
                }
                let object = edition.down(root.kind, object, &Hosts::default());
                let file = scratch.join(format!("{}-{seed}.xml", root.kind));
                fs::write(&file, xml::write(root, &object)).expect("a writable folder");
                files.push((file, schema.clone()));
            }
        }
    }
    let failed = invalid(&folder, &files);
    assert!(
        failed.is_empty(),
        "{} of {} documents are not valid: {:#?}",
        failed.len(),
        files.len(),
        failed.iter().next()
    );
    fs::remove_dir_all(&scratch).expect("our own folder");
}

/// What older editions ask for and the newest one does not: nothing that they could say in its place.
fn narrow_older(object: &mut Object<'static>) {
    let shape = object.shape();
    if shape == &shapes::ORGANIZATION_ADDRESS {
        object.set("city", "Ålesund").set("country", "NO");
    } else if shape == &shapes::TRANSLATED_TITLE {
        object.set("language-code", "nn");
    }
    let affiliations =
        [&shapes::EDUCATION, &shapes::EDUCATION_SUMMARY, &shapes::EMPLOYMENT, &shapes::EMPLOYMENT_SUMMARY];
    if affiliations.contains(&shape) && object.get("organization").is_null() {
        let address = Object::new(&shapes::ORGANIZATION_ADDRESS);
        let organization = Object::new(&shapes::ORGANIZATION).with("name", "Fjordland University");
        object.set("organization", organization.with("address", address));
    }
    for value in object.slots_mut() {
        match value {
            Value::Object(object) => narrow_older(object),
            Value::List(members) => {
                for member in members {
                    if let Value::Object(object) = member {
                        narrow_older(object);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Where our tables allow more than the schemas, as the published API does, takes what the schemas allow.
fn narrow(object: &mut Object<'static>) {
    let shape = object.shape();
    if shape == &shapes::RECORD_SUMMARY {
        object.set("email-domains", Value::Null);
        narrow_sections(object);
    } else if shape == &shapes::SUMMARY_AFFILIATION {
        object.set("role", "reader");
    } else if shape == &shapes::HISTORY && object.text("creation-method") == Some("integration-test") {
        object.set("creation-method", "API");
    } else if shape == &shapes::NOTIFICATION_CUSTOM || shape == &shapes::NOTIFICATION_PERMISSION {
        object.set_role(Role::Source, Value::Null);
        if shape == &shapes::NOTIFICATION_CUSTOM {
            object.set("sent-date", byline_model::Timestamp::EPOCH);
        }
    } else if shape == &shapes::NOTIFICATION_ITEM {
        object.set("put-code", Value::Null);
        if let Some(Value::Object(id)) = object.get_mut("external-id") {
            // These schemas use the common types of 2.1, with two relationships and no normalisation.
            id.set("external-id-relationship", "self");
            id.set("external-id-normalized", Value::Null).set("external-id-normalized-error", Value::Null);
        }
    }
    object.slots_mut().iter_mut().for_each(narrow_value);
}

/// Lists of the record summary, which the schemas want with members and the published API serves empty too.
fn narrow_sections(summary: &mut Object<'static>) {
    for (key, list, kind) in [
        ("external-identifiers", "external-identifier", None),
        ("employments", "employment", Some("employment")),
        ("professional-activities", "professional-activity", Some("service")),
        ("education-qualifications", "education-qualification", Some("education")),
    ] {
        let Some(Value::Object(section)) = summary.get_mut(key) else { continue };
        match (section.get_mut(list), kind) {
            (Some(Value::List(members)), Some(kind)) => {
                for member in members {
                    if let Value::Object(member) = member {
                        member.set("type", kind);
                    }
                }
            }
            (Some(Value::List(_)), None) => {}
            _ => {
                summary.set(key, Value::Null);
            }
        }
    }
}

fn narrow_value(value: &mut Value<'static>) {
    match value {
        Value::Object(object) => narrow(object),
        Value::List(members) => members.iter_mut().for_each(narrow_value),
        _ => {}
    }
}

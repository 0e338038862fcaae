//! The official documents: every sample becomes its golden forms, every variant gets its recorded verdict.

use std::path::Path;

use byline_formats::{Layout, ReadErrorKind, Syntax, json, xml};
use byline_model::shape::Hosts;
use byline_model::shapes::roots::Root;

use crate::support::{corpus, files, kind_of, read, same, text, tree};

/// The two samples that the published XSDs refuse.
const INVALID: [&str; 2] = ["peer-reviews-3.0.xml", "work-3.0.xml"];

#[track_caller]
fn same_tree(path: &Path, what: &str, ours: &str, golden: &str) {
    let (ours, golden) = (tree(ours).join("\n"), tree(golden).join("\n"));
    same(path, what, ours.as_bytes(), &golden);
}

fn as_xml(root: &Root, object: &byline_model::document::Object<'_>) -> String {
    String::from_utf8(xml::write(root, object)).expect("UTF-8")
}

/// D-03
#[test]
fn every_sample_becomes_its_golden_forms() {
    let Some(corpus) = corpus() else { return };
    let mut compared = 0;
    for side in ["read", "write"] {
        let derived = corpus.join("samples/derived").join(side);
        for extension in ["xml", "json"] {
            for path in files(&corpus.join("samples").join(side), extension) {
                let name = path.file_name().and_then(|it| it.to_str()).expect("a name");
                if name == "common-3.0.xml" {
                    continue; // a bare element, no document
                }
                let source = text(&path);
                let result = read(&path, &source);
                if INVALID.contains(&name) && side == "read" {
                    let error = result.expect_err(name);
                    assert_eq!(error.kind, ReadErrorKind::Schema, "{name}: {error}");
                    continue;
                }
                let (root, object) = result.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let stem = name.strip_suffix(&format!(".{extension}")).expect("the extension");
                let goldens = match extension {
                    "xml" => [(Syntax::Json, "xml-to.json"), (Syntax::Xml, "canonical.xml")],
                    _ => [(Syntax::Json, "canonical.json"), (Syntax::Xml, "json-to.xml")],
                };
                for (syntax, suffix) in goldens {
                    let golden = text(&derived.join(format!("{stem}.{suffix}")));
                    match syntax {
                        Syntax::Json => same(&path, suffix, &json::write(&object, Layout::Spaced), &golden),
                        Syntax::Xml => same_tree(&path, suffix, &as_xml(root, &object), &golden),
                    }
                    compared += 1;
                }
            }
        }
    }
    assert!(compared >= 140, "only {compared} comparisons: is the corpus whole?");
}

#[test]
fn golden_forms_are_their_own_conversions_in_both_directions() {
    let Some(corpus) = corpus() else { return };
    for side in ["read", "write"] {
        let derived = corpus.join("samples/derived").join(side);
        for json_path in files(&derived, "json") {
            let source = text(&json_path);
            let name = json_path.file_name().and_then(|it| it.to_str()).expect("a name");
            if name.starts_with("work-3.0.") {
                continue; // refused by the XSDs, as its source
            }
            let (root, object) = read(&json_path, &source).unwrap_or_else(|error| panic!("{name}: {error}"));
            same(&json_path, "JSON again", &json::write(&object, Layout::Spaced), &source);
            let golden = json_path.with_file_name(
                name.replace(".xml-to.json", ".canonical.xml").replace(".canonical.json", ".json-to.xml"),
            );
            // Dates of group ids and of summaries exist in XML alone.
            if root.kind != "group-id-record" {
                same_tree(&json_path, "XML", &as_xml(root, &object), &text(&golden));
            }
            let (_, back) =
                read(&golden, &text(&golden)).unwrap_or_else(|error| panic!("{}: {error}", golden.display()));
            same(&golden, "JSON", &json::write(&back, Layout::Spaced), &source);
        }
    }
}

#[test]
fn synthetic_pairs_convert_into_each_other() {
    let Some(corpus) = corpus() else { return };
    let mut pairs = 0;
    for xml_path in files(&corpus.join("samples/synthetic"), "xml") {
        let json_path = xml_path.with_extension("json");
        if !json_path.exists() {
            continue;
        }
        let (xml_text, json_text) = (text(&xml_path), text(&json_path));
        let (root, from_xml) =
            read(&xml_path, &xml_text).unwrap_or_else(|error| panic!("{}: {error}", xml_path.display()));
        let (_, from_json) =
            read(&json_path, &json_text).unwrap_or_else(|error| panic!("{}: {error}", json_path.display()));
        same(&xml_path, "JSON", &json::write(&from_xml, Layout::Spaced), &json_text);
        same(&json_path, "JSON", &json::write(&from_json, Layout::Spaced), &json_text);
        same_tree(&xml_path, "XML", &as_xml(root, &from_json), &xml_text);
        pairs += 1;
    }
    assert!(pairs >= 12, "only {pairs} pairs");
}

/// MODEL-1.3
#[test]
fn every_variant_gets_its_recorded_verdict() {
    let Some(corpus) = corpus() else { return };
    for syntax in ["json", "xml"] {
        let path = corpus.join(format!("samples/variants/{syntax}-write-cases.json"));
        let cases: serde_json::Value = serde_json::from_str(&text(&path)).expect("JSON");
        let cases = cases["cases"].as_array().expect("cases");
        assert!(cases.len() > 30);
        for case in cases {
            let id = case["id"].as_str().expect("an id");
            let root = Root::of_kind(case["document"].as_str().expect("a document")).expect("a kind");
            let body = match syntax {
                "json" => case["body"].to_string(),
                _ => case["xml"].as_str().expect("XML").to_owned(),
            };
            let result = match syntax {
                "json" => json::read(&body, root.shape, &Hosts::default()),
                _ => xml::read(&body, root.kind, &Hosts::default()).map(|(_, object)| object),
            };
            let verdict = match &result {
                Ok(_) => "ok",
                Err(error) if error.kind == ReadErrorKind::Binding => "binding",
                Err(_) => "schema",
            };
            assert_eq!(verdict, case["verdict"].as_str().expect("a verdict"), "{syntax} {id}: {result:?}");
            // Bodies at a length limit are recorded without their canonical form.
            if let (Ok(object), false) = (&result, case["canonical"].is_null()) {
                let ours: serde_json::Value =
                    serde_json::from_slice(&json::write(object, Layout::Compact)).expect("JSON");
                assert_eq!(ours, case["canonical"], "{syntax} {id}");
            }
        }
    }
}

#[test]
fn kinds_are_guessed_from_file_names() {
    assert_eq!(kind_of(Path::new("work-full-3.0.json")).kind, "work");
    assert_eq!(kind_of(Path::new("funding-3.0-simple.canonical.json")).kind, "funding");
}

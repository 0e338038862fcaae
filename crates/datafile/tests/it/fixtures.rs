//! Our own documents: each pair says the same, and both are what the printers write.

use std::fs;
use std::path::Path;

use byline_formats::{Layout, json, xml};
use byline_model::shape::Hosts;

const HOSTS: Hosts<'static> = Hosts::of(Some("https://testserver.orcid.org"));

#[test]
fn each_pair_is_what_the_printers_write() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/3.0"));
    let mut seen = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "xml") {
            continue;
        }
        seen += 1;
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let as_xml = fs::read_to_string(&path).unwrap();
        let as_json = fs::read_to_string(path.with_extension("json")).unwrap();
        let (root, object) = match xml::read_any(&as_xml, &HOSTS) {
            Ok(read) => read,
            Err(problem) => {
                wrong.push(format!("{name}.xml is refused: {problem}"));
                continue;
            }
        };
        if String::from_utf8(xml::write(root, &object)).unwrap() != as_xml {
            wrong.push(format!("{name}.xml prints otherwise"));
        }
        // An empty element reads as no list, in the published binding too: only what is served from a store has `[ ]`.
        let read_from_xml = as_json.replace("\"external-id\" : [ ]", "\"external-id\" : null");
        if String::from_utf8(json::write(&object, Layout::Spaced)).unwrap() != read_from_xml {
            wrong.push(format!("{name}.xml becomes another JSON"));
        }
        match json::read(&as_json, root.shape, &HOSTS) {
            Err(problem) => wrong.push(format!("{name}.json is refused: {problem}")),
            Ok(object) if String::from_utf8(json::write(&object, Layout::Spaced)).unwrap() != as_json => {
                wrong.push(format!("{name}.json prints otherwise"));
            }
            // Dates and source of a group id are in its XML alone.
            Ok(object) if name != "group-id-record" && xml::write(root, &object) != as_xml.as_bytes() => {
                wrong.push(format!("{name}.json becomes another XML"));
            }
            Ok(_) => {}
        }
    }
    assert!(seen > 80, "{seen} documents");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

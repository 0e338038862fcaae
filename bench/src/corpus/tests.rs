//! The corpus is the same every time, well formed, and has the shape it says.

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::Command;

use super::*;

const XML: Plan = Plan { records: 200, seed: 7, shape: Shape::Kept, syntax: Syntax::Xml, first_has_works: None };

fn documents(plan: Plan) -> Vec<String> {
    (0..plan.records).map(|index| plan.document(&plan.person(index))).collect()
}

#[test]
fn equal_plans_make_equal_documents_and_another_seed_others() {
    let plan = Plan { records: 30, ..XML };
    assert_eq!(documents(plan), documents(plan));
    assert_ne!(documents(plan), documents(Plan { seed: 8, ..plan }));
}

#[test]
fn kept_records_have_about_thirty_items_in_the_median() {
    let folder = tempfile::tempdir().unwrap();
    let sizes = write(&XML, &folder.path().join("corpus.tar.gz")).unwrap();
    assert!((22..=38).contains(&sizes.median_items), "{sizes:?}");
}

/// Some thousands: a few records hold much of the bytes.
fn registry() -> Plan {
    Plan { records: 8000, seed: 1, shape: Shape::Registry, ..XML }
}

fn people(plan: &Plan) -> Vec<Person> {
    (0..plan.records).map(|index| plan.person(index)).collect()
}

fn share(people: &[Person], matching: impl Fn(&&Person) -> bool) -> f64 {
    people.iter().filter(matching).count() as f64 / people.len() as f64
}

/// `platform` 9.6.
#[test]
fn documents_of_the_registry_are_as_large_as_published() {
    let plan = registry();
    let sizes = write(&plan, &tempfile::tempdir().unwrap().path().join("corpus.tar.gz")).unwrap();
    let mean = sizes.bytes / sizes.records;
    assert!((20_000..=25_000).contains(&mean), "the public file has 22 KB in the mean: {sizes:?}");
    assert!(sizes.median_bytes < 6_000, "no more than a name: {sizes:?}");
}

#[test]
fn half_of_the_registry_has_nothing_but_a_name() {
    let people = people(&registry());
    let bare = share(&people, |person| person.items() == 0 && person.biography.is_none());
    assert!((0.45..=0.53).contains(&bare), "{bare}");
    let with_works = share(&people, |person| !person.works.is_empty());
    assert!((0.29..=0.33).contains(&with_works), "{with_works}");
    let affiliated = share(&people, |person| !person.affiliations.is_empty());
    assert!((0.39..=0.43).contains(&affiliated), "{affiliated}");
}

#[test]
fn works_are_as_many_as_published_and_two_thirds_have_a_doi() {
    let people = people(&registry());
    let works: Vec<_> = people.iter().flat_map(|it| &it.works).flat_map(|group| &group.members).collect();
    let mean = works.len() as f64 / people.len() as f64;
    assert!((5.4..=6.6).contains(&mean), "{mean}");
    let with_doi = works.iter().filter(|it| it.content.ids.iter().any(|id| id.kind == "doi")).count();
    let share = with_doi as f64 / works.len() as f64;
    assert!((0.63..=0.67).contains(&share), "{share}");
}

/// `platform` 1.4: they have an error document in place of the record.
#[test]
fn some_of_the_registry_is_locked_deactivated_or_merged() {
    let plan = registry();
    let people = people(&plan);
    let closed = share(&people, |person| person.closed.is_some());
    assert!((0.02..=0.032).contains(&closed), "{closed}");
    for code in ["9018", "9044", "9007"] {
        let found = people.iter().filter(|it| it.closed.is_some()).map(|it| plan.document(it));
        assert!(found.into_iter().any(|it| it.contains(&format!("<error-code>{code}</error-code>"))), "{code}");
    }
}

#[test]
fn ids_differ_and_lie_in_the_test_block() {
    let ids: HashSet<String> = (0..2000).map(|index| XML.person(index).orcid).collect();
    assert_eq!(ids.len(), 2000);
    assert!(ids.iter().all(|id| id.starts_with("0009-9") && id.len() == 19), "{ids:?}");
}

#[test]
fn a_heavy_record_can_be_asked_for() {
    let plan = Plan { records: 2, first_has_works: Some(500), ..XML };
    assert_eq!(plan.person(0).works.len(), 500);
    assert_ne!(plan.person(1).works.len(), 500);
}

#[test]
fn a_folder_and_an_archive_hold_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { records: 20, ..XML };
    let archive = folder.path().join("corpus.tar.gz");
    assert_eq!(write(&plan, &archive).unwrap(), write(&plan, folder.path()).unwrap());
    let file = std::fs::File::open(archive).unwrap();
    let mut read = tar::Archive::new(flate2::read::GzDecoder::new(file));
    for entry in read.entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().into_owned();
        let mut packed = String::new();
        std::io::Read::read_to_string(&mut entry, &mut packed).unwrap();
        let inside: PathBuf = path.components().skip(1).collect();
        assert_eq!(std::fs::read_to_string(folder.path().join("summaries").join(inside)).unwrap(), packed);
    }
}

#[test]
fn json_says_what_xml_says() {
    let plan = Plan { syntax: Syntax::Json, records: 50, ..XML };
    for index in 0..plan.records {
        let person = plan.person(index);
        let read: serde_json::Value = serde_json::from_str(&plan.document(&person)).unwrap();
        let groups = read["activities-summary"]["works"]["group"].as_array().unwrap();
        let summaries: usize = groups.iter().map(|group| group["work-summary"].as_array().unwrap().len()).sum();
        assert_eq!(summaries, person.work_summaries());
        assert_eq!(read["orcid-identifier"]["path"], person.orcid.as_str());
        // Two places where JSON has words of its own: an upper-case constant, and no affiliation groups here.
        assert_eq!(read["history"]["creation-method"], "DIRECT");
        assert!(read["activities-summary"]["research-resources"]["group"].is_array());
        let xml = XML.document(&person);
        assert_eq!(xml.matches("<work:work-summary ").count(), summaries);
    }
}

/// The published schema decides; without it, or without xmllint, there is nothing to compare with.
#[test]
fn documents_are_valid_by_the_published_schema() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus = std::env::var_os("BYLINE_CORPUS").map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let schema = corpus.join("schema/record_3.0/record-3.0.xsd");
    if !schema.is_file() || Command::new("xmllint").arg("--version").output().is_err() {
        return skipped("documents_are_valid_by_the_published_schema: no schema or no xmllint");
    }
    let folder = tempfile::tempdir().unwrap();
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--noout", "--nonet", "--schema"]).arg(schema);
    for (index, document) in documents(Plan { records: 40, first_has_works: Some(50), ..XML }).iter().enumerate() {
        let path = folder.path().join(format!("{index}.xml"));
        std::fs::write(&path, document).unwrap();
        xmllint.arg(path);
    }
    let output = xmllint.output().unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}", complaints.lines().take(5).collect::<Vec<_>>().join("\n"));
}

/// Tells `cargo xtask test` that a test had nothing to run on.
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
    if let Some(log) = std::env::var_os("BYLINE_SKIP_LOG") {
        let mut log = std::fs::OpenOptions::new().append(true).create(true).open(log).unwrap();
        std::io::Write::write_all(&mut log, format!("{why}\n").as_bytes()).unwrap();
    }
}

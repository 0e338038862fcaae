//! Import, export and convert, as commands.

use std::fs;
use std::path::Path;

use crate::support::{Running, byline, root, run, text};

fn fixture(name: &str) -> std::path::PathBuf {
    root().join("fixtures/3.0").join(name)
}

/// D-36
#[test]
fn one_document_is_printed_in_the_other_syntax() {
    let output = byline().arg("convert").arg(fixture("work.xml")).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(json["title"].is_object());
    let back = byline().args(["convert", "--kind", "work"]).arg(fixture("work.json")).output().unwrap();
    assert!(text(&back.stdout).starts_with("<?xml"), "{}", text(&back.stderr));
}

/// In both syntaxes, from whichever address: what somebody saved with curl is a data file.
#[tokio::test]
async fn what_a_sandbox_serves_is_converted_and_imported_as_it_is() {
    // Its documents name the port it happens to have.
    let sandbox = Running::sandbox([] as [&str; 0]);
    let folder = tempfile::tempdir().unwrap();
    let people: Vec<_> = ["0010", "0029", "0037", "0045"].map(|end| format!("0009-9000-0000-{end}")).into();
    let sections = ["record", "person", "works", "activities", "fundings", "email", "address"];
    for extension in ["json", "xml"] {
        let inputs = folder.path().join(extension);
        fs::create_dir(&inputs).unwrap();
        for orcid in &people {
            let accept = format!("application/{extension}");
            for section in sections {
                let path = format!("/pub/v3.0/{orcid}/{section}");
                let answer = sandbox.get(&path, &accept).await;
                assert!(answer.status().is_success(), "{path}: {}", answer.status());
                let name = format!("{orcid}-{section}.{extension}");
                fs::write(inputs.join(name), answer.bytes().await.unwrap()).unwrap();
            }
        }
        let out = folder.path().join(format!("from-{extension}.tar"));
        let output = byline().arg("convert").arg(&inputs).arg("--out").arg(&out).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        let count = people.len() * sections.len();
        assert!(text(&output.stderr).contains(&format!("converted {count}")), "{}", text(&output.stderr));

        let records = inputs.join("records");
        fs::create_dir(&records).unwrap();
        for orcid in &people {
            let name = format!("{orcid}-record.{extension}");
            fs::copy(inputs.join(&name), records.join(&name)).unwrap();
        }
        let data = folder.path().join(format!("data-{extension}"));
        let output = byline().args(["import", "--data"]).arg(&data).arg(&records).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains("the registry has 4 records, 4 of them new"), "{}", text(&output.stderr));
        let registry = Running::serve(&data);
        for orcid in &people {
            let name = |record: serde_json::Value| record["person"]["name"]["given-names"]["value"].clone();
            let before = fs::read_to_string(folder.path().join("json").join(format!("{orcid}-record.json"))).unwrap();
            let after = registry.json(&format!("/pub/v3.0/{orcid}/record")).await;
            assert_eq!(name(after), name(serde_json::from_str(&before).unwrap()), "{orcid}");
        }
    }
}

/// D-36
#[test]
fn compact_json_has_no_white_space() {
    let output = byline().args(["convert", "--compact"]).arg(fixture("keyword.xml")).output().unwrap();
    assert_eq!(text(&output.stdout).trim_end().lines().count(), 1);
}

/// D-36
#[test]
fn a_refused_document_is_told_and_the_others_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("in");
    fs::create_dir(&inputs).unwrap();
    fs::copy(fixture("work.xml"), inputs.join("good.xml")).unwrap();
    fs::write(inputs.join("bad.xml"), "<work/>").unwrap();
    let out = folder.path().join("out");
    let output = byline().args(["convert", "--to", "json", "--out"]).arg(&out).arg(&inputs).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("bad.xml"), "{}", text(&output.stderr));
    assert!(out.join("good.json").is_file());
    assert!(!out.join("bad.json").exists());
}

/// D-36
#[test]
fn several_documents_need_a_place_to_go() {
    let output = byline().arg("convert").arg(fixture("work.xml")).arg(fixture("keyword.xml")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--out"));
    let other = byline().args(["convert", "--kind", "person"]).arg(fixture("work.json")).output().unwrap();
    assert_eq!(other.status.code(), Some(1), "a work is no empty person");
    assert!(text(&other.stderr).contains("by its path it is work"), "{}", text(&other.stderr));
    let unknown = byline().args(["convert", "--kind", "poem"]).arg(fixture("work.json")).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn an_import_says_what_came_in_and_what_did_not() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("in");
    fs::create_dir(&inputs).unwrap();
    fs::copy(fixture("record.xml"), inputs.join("record.xml")).unwrap();
    fs::write(inputs.join("broken.xml"), "<record:record xmlns:record='http://www.orcid.org/ns/record'/>").unwrap();
    let (data, refused) = (folder.path().join("data"), folder.path().join("refused.txt"));
    let import = |inputs: &Path| {
        byline().args(["import", "--data"]).arg(&data).arg("--refused").arg(&refused).arg(inputs).output().unwrap()
    };
    let output = import(&inputs);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("imported 1 document with "), "{}", text(&output.stderr));
    assert!(fs::read_to_string(&refused).unwrap().contains("broken.xml"));
    let fine = import(&inputs.join("record.xml"));
    assert!(fine.status.success(), "{}", text(&fine.stderr));
    assert!(fine.stdout.is_empty());
}

/// What came of files of organisations is counted, and a run with something refused ends with 1.
#[test]
fn an_import_of_organisations_counts_them() {
    let folder = tempfile::tempdir().unwrap();
    let import = |files: &[&Path]| {
        let mut command = byline();
        command.args(["import", "--data"]).arg(folder.path().join("data"));
        command.args(files.iter().flat_map(|it| ["--organizations".as_ref(), it.as_os_str()]));
        command.output().unwrap()
    };
    let organizations = root().join("fixtures/organizations");
    let ror = organizations.join("v1.80-2026-01-01-ror-data.json");
    let first = import(&[&ror, &organizations.join("ringgold.csv")]);
    let said = text(&first.stderr);
    assert!(first.status.success() && said.contains("read 5 records of organisations: 5 new, 0 changed"), "{said}");
    let wrong = folder.path().join("wrong.csv");
    fs::write(&wrong, "LEI,Entity.LegalName\n,Nobody\n").unwrap();
    let second = import(&[&ror, &wrong]);
    let said = text(&second.stderr);
    assert_eq!(second.status.code(), Some(1), "{said}");
    assert!(said.contains("wrong.csv: line 2: has no identifier"), "{said}");
    assert!(said.contains("read 4 records of organisations: 0 new, 0 changed"), "{said}");
    assert!(said.contains("refused records of organisations: 1"), "{said}");
    assert_eq!(import(&[]).status.code(), Some(2), "neither documents nor organisations");
    assert_eq!(import(&[&folder.path().join("nowhere.zip")]).status.code(), Some(1));
}

/// D-41
/// What a schema forbids comes in, and what cannot be held is told; `--strict` refuses it (`docs/data.md`).
#[test]
fn parts_that_cannot_be_kept_are_told_and_strict_refuses() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("record.xml");
    let whole = fs::read_to_string(fixture("record.xml")).unwrap();
    let odd = whole.replacen("<history:claimed>", "<history:mood>good</history:mood><history:claimed>", 1);
    assert_ne!(odd, whole);
    fs::write(&document, odd).unwrap();
    let import = |data: &str, more: &[&str]| {
        let mut command = byline();
        command.args(["import", "--data"]).arg(folder.path().join(data)).args(more).arg(&document);
        command.output().unwrap()
    };
    let kept = import("kept", &[]);
    let said = text(&kept.stderr);
    assert!(kept.status.success(), "{said}");
    assert!(said.contains("record.xml: left out: record/history/mood: \"good\": "), "{said}");
    assert!(said.contains("left out 1 part of documents"), "{said}");
    let strict = import("strict", &["--strict"]);
    assert_eq!(strict.status.code(), Some(1), "{}", text(&strict.stderr));
    assert!(text(&strict.stderr).contains("refused: "), "{}", text(&strict.stderr));

    let convert = |more: &[&str]| byline().arg("convert").args(more).arg(&document).output().unwrap();
    let kept = convert(&[]);
    assert!(kept.status.success() && text(&kept.stderr).contains("history/mood"), "{}", text(&kept.stderr));
    assert!(serde_json::from_slice::<serde_json::Value>(&kept.stdout).unwrap()["history"]["claimed"].is_boolean());
    assert_eq!(convert(&["--strict"]).status.code(), Some(1));
}

/// A record with these e-mail addresses.
fn person(orcid: &str, emails: &[&str]) -> String {
    let email = |address: &&str| {
        format!(
            "<email:email visibility=\"public\" verified=\"true\"><common:created-date>2020-01-01T00:00:00Z\
             </common:created-date><email:email>{address}</email:email></email:email>"
        )
    };
    let emails: String = emails.iter().map(email).collect();
    format!(
        "<record:record path=\"/{orcid}\" xmlns:record=\"http://www.orcid.org/ns/record\" \
         xmlns:common=\"http://www.orcid.org/ns/common\" xmlns:person=\"http://www.orcid.org/ns/person\" \
         xmlns:email=\"http://www.orcid.org/ns/email\"><common:orcid-identifier>\
         <common:uri>https://orcid.org/{orcid}</common:uri><common:path>{orcid}</common:path>\
         <common:host>orcid.org</common:host></common:orcid-identifier>\
         <person:person path=\"/{orcid}/person\"><email:emails path=\"/{orcid}/email\">{emails}</email:emails>\
         </person:person></record:record>"
    )
}

#[tokio::test]
async fn an_address_that_changed_hands_comes_in_with_its_new_owner() {
    let people = ["0009-9000-0000-0010", "0009-9000-0000-0029", "0009-9000-0000-0037", "0009-9000-0000-0045"];
    let folder = tempfile::tempdir().unwrap();
    let (data, refused) = (folder.path().join("data"), folder.path().join("refused.txt"));
    let import = |year: &str, emails: [&[&str]; 4]| {
        let inputs = folder.path().join(year);
        fs::create_dir(&inputs).unwrap();
        for (orcid, emails) in people.iter().zip(emails) {
            fs::write(inputs.join(format!("{orcid}.xml")), person(orcid, emails)).unwrap();
        }
        let mut command = byline();
        command.args(["import", "--replace", "--data"]).arg(&data).arg("--refused").arg(&refused).arg(inputs);
        command.output().unwrap()
    };
    let first = import("2024", [&[], &["a@x.org"], &["b@x.org"], &["c@x.org"]]);
    assert!(first.status.success(), "{}", text(&first.stderr));
    assert!(text(&first.stderr).contains("the registry has 4 records, 4 of them new"), "{}", text(&first.stderr));
    // The first gets what the second had, and the second what the third had: one has to wait for the other.
    let second = import("2025", [&["a@x.org"], &["b@x.org"], &[], &["c@x.org"]]);
    let said = text(&second.stderr);
    assert!(second.status.success() && said.contains("came in after all: ") && !said.contains("refused 1"), "{said}");
    assert!(said.contains("imported 4 documents") && said.contains("the registry has 4 records, 0 of them"), "{said}");
    assert!(fs::read_to_string(&refused).unwrap().contains("came in after all: "));
    // An exchange, and one who wants what somebody keeps.
    let third = import("2026", [&["b@x.org"], &["a@x.org"], &["d@x.org"], &["c@x.org"]]);
    assert!(third.status.success(), "{}", text(&third.stderr));
    let fourth = import("2027", [&["b@x.org"], &["a@x.org"], &["a@x.org"], &["c@x.org"]]);
    assert_eq!(fourth.status.code(), Some(1), "{}", text(&fourth.stderr));
    assert!(text(&fourth.stderr).contains("refused 1 document\n"), "{}", text(&fourth.stderr));

    let registry = Running::serve(&data);
    for (orcid, address) in people.iter().zip(["b@x.org", "a@x.org", "d@x.org", "c@x.org"]) {
        let emails = registry.json(&format!("/pub/v3.0/{orcid}/email")).await;
        let found: Vec<_> = emails["email"].as_array().unwrap().iter().map(|it| it["email"].clone()).collect();
        assert_eq!(found, [address], "{orcid}");
    }
}

#[test]
fn what_cannot_be_opened_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = byline().args(["import", "--data"]).arg(folder.path()).arg("nowhere.tar.gz").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("nowhere.tar.gz"));
}

/// MEM-75
#[test]
fn an_export_imports_to_the_same_export() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let command = |arguments: &[&str], path: &Path| {
        let output = byline().args(arguments).arg(path).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    };
    let (one, two) = (at("one").display().to_string(), at("two").display().to_string());
    command(&["import", "--data", &one], &root().join("demo"));
    command(&["export", "--data", &one, "--fixture"], &at("first"));
    command(&["import", "--data", &two], &at("first"));
    command(&["export", "--data", &two, "--fixture"], &at("second"));
    let (first, second) = (files(&at("first")), files(&at("second")));
    assert_eq!(first.len(), second.len());
    assert!(first.len() > 30, "{}", first.len());
    for (one, two) in first.iter().zip(&second) {
        assert_eq!(one, two);
    }
    let secret = "021bdb7a-17c5-52b5-8a88-e37a9bc05f11";
    assert!(first.iter().all(|(_, content)| !content.contains(secret)), "secrets are exported as hashes");
}

/// Names and contents, in order.
fn files(folder: &Path) -> Vec<(String, String)> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                let content = fs::read_to_string(&path).unwrap();
                // Which put-codes are free is nothing that two registries have in common.
                let kept = content.lines().filter(|line| !line.starts_with("next_put_code = "));
                found.push((name, kept.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

#[test]
fn exports_need_a_registry_and_an_empty_directory() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let missing = run(["export".as_ref(), "--fixture".as_ref(), "x".as_ref(), "--data".as_ref(), data.as_os_str()]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).contains("there is no registry in"));
    assert!(!data.exists(), "asking makes none");
    let made = byline().args(["import", "--data"]).arg(&data).arg(fixture("record.xml")).output().unwrap();
    assert!(made.status.success());
    let occupied = byline().args(["export", "--data"]).arg(&data).arg("--fixture").arg(folder.path()).output().unwrap();
    assert_eq!(occupied.status.code(), Some(1));
    assert!(text(&occupied.stderr).contains("is not empty"));
}

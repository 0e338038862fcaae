//! `byline check`, and what a server says when it starts.

use std::fs;

use byline_store_sqlite::older::{self, Somebody};
use byline_store_sqlite::{Options, SqliteStore};
use byline_testkit::{OrcidId, Timestamp};
use serde_json::{Value, json};

use crate::support::{Running, run, text};

fn person(number: u64) -> OrcidId {
    OrcidId::from_base(OrcidId::TEST_BLOCK.start() + number).unwrap()
}

/// D-61
#[test]
fn two_records_of_one_address_are_told_of_and_stop_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let (keeper, other) = (person(1), person(2));
    let somebody = |orcid, address, proven| Somebody {
        orcid,
        address,
        proven: Some(Timestamp::from_millis(proven)),
        password: None,
    };
    let image = older::image(&[
        somebody(other, "ada@bücher.example", 2000),
        somebody(keeper, "ada@xn--bcher-kva.example", 1000),
    ]);
    fs::write(data.join("byline.db"), image).unwrap();

    let check = |more: &[&str]| {
        let output = run(["check", "--data", data.to_str().unwrap()].iter().chain(more));
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    assert_eq!(check(&[]).0, Some(1), "the server has to bring it up to date first");
    let server = Running::serve(data);
    let (code, lines, said) = check(&[]);
    assert_eq!(code, Some(1));
    assert_eq!(lines, format!("ada@xn--bcher-kva.example\t{keeper} keeps it, {other} is asked for another\n"));
    assert!(said.contains("one record has an address that another has"), "{said}");
    let (_, lines, _) = check(&["--json"]);
    let told: Value = serde_json::from_str(&lines).unwrap();
    let pair =
        json!({"address": "ada@xn--bcher-kva.example", "keeper": keeper.to_string(), "other": other.to_string()});
    assert_eq!(told, json!([pair]));
    server.terminate();
    let (ended, said) = server.wait_and_listen();
    assert!(ended, "{said}");
    let line = said.lines().find(|it| it.contains("two records have one e-mail address"));
    let line = line.unwrap_or_else(|| panic!("it does not say so: {said}"));
    assert!(line.contains(&keeper.to_string()) && line.contains(&other.to_string()), "{line}");
    assert!(!line.contains('@'), "addresses are nobody's business: {line}");

    // A backup of it can be imported: what nobody is found by is left out, and told of.
    let (backup, again) = (folder.path().join("backup"), folder.path().join("again"));
    let exported = run(["export", "--data", data.to_str().unwrap(), "--fixture", backup.to_str().unwrap()]);
    let said = text(&exported.stderr);
    assert!(exported.status.success() && said.contains("left out 1 address that another record keeps"), "{said}");
    let imported = run(["import", "--data", again.to_str().unwrap(), backup.to_str().unwrap()]);
    assert_eq!(imported.status.code(), Some(0), "{}", text(&imported.stderr));
    let checked = run(["check", "--data", again.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
}

#[test]
fn a_registry_in_order_has_nothing_to_be_put_right() {
    let folder = tempfile::tempdir().unwrap();
    drop(SqliteStore::open(folder.path().join("byline.db"), Options::default()).unwrap());
    let output = run(["check", "--json", "--data", folder.path().to_str().unwrap()]);
    assert_eq!((output.status.code(), text(&output.stdout).trim()), (Some(0), "[]"));
}

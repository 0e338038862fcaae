//! Searching on the command line, and the index beside the database.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::mail_server::eventually;
use crate::support::{Running, root, run, text};

/// What a search prints, and what it says beside.
fn search(data: &Path, arguments: &[&str]) -> (Value, String) {
    let output = run(["search", "--json", "--data", data.to_str().unwrap()].iter().chain(arguments));
    let said = text(&output.stderr);
    assert!(output.status.success(), "{said}");
    (serde_json::from_slice(&output.stdout).expect("JSON"), said)
}

const QUERIES: [&[&str]; 5] = [
    &["*:*", "--rows", "100"],
    &["family-name:[* TO *]", "--param", "sort=orcid asc"],
    &["given-names:a* OR university"],
    &["university", "--start", "2", "--rows", "3"],
    &["-family-name:[* TO *]", "--param", "fq=orcid:*"],
];

#[test]
fn an_index_finds_whom_a_look_at_everybody_finds() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("registry");
    let demo = root().join("demo");
    let imported = run(["import", "--data", data.to_str().unwrap(), demo.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
    let before = QUERIES.map(|query| {
        let (found, said) = search(&data, query);
        assert!(said.contains("there is no index"), "{said}");
        assert!(found["num-found"].as_u64().unwrap() > 0, "{query:?}");
        found
    });
    for _ in 0..2 {
        let made = run(["reindex", "--data", data.to_str().unwrap()]);
        let said = text(&made.stderr);
        assert!(made.status.success() && said.contains("the index is whole: "), "{said}");
        for (query, before) in QUERIES.iter().zip(&before) {
            let (found, said) = search(&data, query);
            assert_eq!((&found, &*said), (before, ""), "{query:?}");
        }
    }
    // It is no data.
    fs::remove_dir_all(data.join("search")).unwrap();
    assert_eq!(search(&data, QUERIES[0]).0, before[0]);
}

#[tokio::test]
async fn a_server_makes_the_index_and_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let (data, demo) = (folder.path().join("registry"), root().join("demo"));
    let imported = run(["import", "--data", data.to_str().unwrap(), demo.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
    let server = Running::serve(&data);
    eventually(async || data.join("search/live/meta.json").exists().then_some(())).await;
    let refused = run(["reindex", "--data", data.to_str().unwrap()]);
    assert!(!refused.status.success(), "one process at a time");
    server.terminate();
    let (ended, said) = server.wait_and_listen();
    assert!(ended && said.contains("the index of the search is made"), "{said}");
    let (found, said) = search(&data, QUERIES[0]);
    assert!(found["num-found"].as_u64().unwrap() > 10 && said.is_empty(), "{found} {said}");
}

/// What `docs/operating/day-to-day.md` shows is what is printed.
#[test]
fn a_query_is_explained_as_the_page_says() {
    let page = fs::read_to_string(root().join("docs/operating/day-to-day.md")).unwrap();
    let (_, shown) = page.split_once("$ byline search --explain '").expect("an example");
    let (query, rest) = shown.split_once("'\n").expect("a query");
    let told = rest.split("\n$").next().expect("what is printed");
    let output = run(["search", "--explain", query]);
    assert_eq!(text(&output.stdout).trim_end(), told, "{}", text(&output.stderr));
    let wrong = run(["search", "--explain", "given-names:("]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("character 14: "), "{}", text(&wrong.stderr));
}

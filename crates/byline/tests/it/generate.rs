//! `byline generate`, as a command.

use std::fs;

use serde_json::Value;

use crate::support::{Running, byline, text};

#[tokio::test]
async fn a_registry_that_was_made_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let (data, report) = (folder.path().join("registry"), folder.path().join("figures.json"));
    let generate = || {
        let mut command = byline();
        command.args(["generate", "--people", "130", "--from", "2000", "--data"]).arg(&data);
        command
    };
    let output = generate().arg("--report").arg(&report).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("made 130 people"), "{}", text(&output.stderr));
    let figures: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
    assert_eq!(figures["people"], 130);
    assert!(figures["figures"].as_array().is_some_and(|it| it.len() > 100), "{figures}");

    // Once more from the beginning would be another registry on top.
    let again = byline().args(["generate", "--people", "10", "--data"]).arg(&data).output().unwrap();
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("130 records"), "{}", text(&again.stderr));

    // The same people as files say which records there are.
    let out = folder.path().join("out");
    let files = byline()
        .args(["generate", "--people", "130", "--from", "2000", "--only-summaries", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert!(files.status.success(), "{}", text(&files.stderr));
    let archive = fs::File::open(out.join("ORCID_2025_10_summaries.tar.gz")).unwrap();
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(archive));
    let server = Running::serve(&data);
    let mut found = 0;
    for entry in archive.entries().unwrap().take(20) {
        let path = entry.unwrap().path().unwrap().into_owned();
        let orcid = path.file_stem().unwrap().to_string_lossy().into_owned();
        let status = server.get(&format!("/pub/v3.0/{orcid}/record"), "application/xml").await.status().as_u16();
        // Some are locked, deactivated or merged, and say so here as there.
        assert!([200, 301, 409].contains(&status), "{orcid}: {status}");
        found += usize::from(status == 200);
    }
    assert!(found > 15, "{found}");
}

#[test]
fn what_makes_no_sense_is_refused() {
    for (arguments, told) in [
        (&["generate"][..], "--people"),
        (&["generate", "--people", "0"], "a whole number from 1"),
        (&["generate", "--people", "5", "--as-of", "2012-01-01"], "October 2012"),
        (&["generate", "--people", "5", "--as-of", "yesterday"], "a date like 2025-10-01"),
        (&["generate", "--people", "5", "--hidden", "2"], "a number from 0 to 1"),
        (&["generate", "--people", "5", "--data", "a", "--out", "b"], "cannot be used with"),
        (&["generate", "--people", "5", "--only-summaries"], "--out"),
    ] {
        let output = byline().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(told), "{arguments:?}: {}", text(&output.stderr));
    }
}

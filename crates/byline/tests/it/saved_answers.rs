//! What another deployment answered, put into a sandbox, is answered again byte for byte.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Running, root};

/// Whose record `fixtures/3.0` has.
const MARIT: &str = "0009-9000-0100-0012";
const XML: &str = "application/vnd.orcid+xml";
const JSON: &str = "application/vnd.orcid+json";

/// A sandbox with one record document, answering as the deployment that the document is from.
fn sandbox(folder: &Path, orcid: &str, extension: &str, document: &str) -> Running {
    let people = folder.join("summaries").join(&orcid[16..]);
    fs::create_dir_all(&people).unwrap();
    fs::write(people.join(format!("{orcid}.{extension}")), document).unwrap();
    start(folder)
}

fn start(folder: &Path) -> Running {
    let fixtures = folder.to_str().expect("a path");
    Running::sandbox(["--base-url", "https://testserver.orcid.org", "--fixtures", fixtures])
}

/// An answer of the public API, asked for by the name of its host.
async fn answer(running: &Running, path: &str, accept: &str) -> String {
    let url = format!("http://{}/v3.0{path}", running.address());
    let request = reqwest::Client::new().get(url).header("host", "pub.testserver.orcid.org").header("accept", accept);
    let response = request.send().await.expect("it answers");
    assert_eq!(response.status(), 200, "{path}");
    response.text().await.expect("a text")
}

/// The lines, whatever their order: fixtures are in an order of their own, answers in that of the API.
fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<_> = text.lines().map(|line| line.trim().trim_end_matches(',')).collect();
    lines.sort_unstable();
    lines
}

fn fixture(name: &str) -> String {
    fs::read_to_string(root().join("fixtures/3.0").join(name)).unwrap()
}

#[tokio::test]
async fn a_record_in_the_order_of_the_api_comes_back_byte_for_byte() {
    for (extension, accept) in [("xml", XML), ("json", JSON)] {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let document = fixture(&format!("record.{extension}"));
        let path = format!("/{MARIT}/record");
        let first = sandbox(folders[0].path(), MARIT, extension, &document);
        let saved = answer(&first, &path, accept).await;
        let other = answer(&first, &path, if accept == XML { JSON } else { XML }).await;

        let second = sandbox(folders[1].path(), MARIT, extension, &saved);
        assert_eq!(answer(&second, &path, accept).await, saved);
        assert_eq!(answer(&second, &path, if accept == XML { JSON } else { XML }).await, other);
        for section in ["works", "person", "peer-reviews", "research-resources", "fundings", "employments"] {
            let path = format!("/{MARIT}/{section}");
            assert_eq!(answer(&second, &path, JSON).await, answer(&first, &path, JSON).await, "{section}");
        }
    }
}

#[tokio::test]
async fn every_value_of_a_record_is_in_the_answer() {
    for (extension, accept) in [("xml", XML), ("json", JSON)] {
        let folder = tempfile::tempdir().unwrap();
        let document = fixture(&format!("record.{extension}"));
        let running = sandbox(folder.path(), MARIT, extension, &document);
        let answered = answer(&running, &format!("/{MARIT}/record"), accept).await;
        let (asked, told) = (lines(&document), lines(&answered));
        // Put-codes, dates to the millisecond, paths, sources with their names, display indexes.
        let marks =
            ["put-code", "date", "path", "source-name", "display-index", "<common:uri", "assertion", "\"value\" : 1"];
        let marked = |lines: &[&str]| -> Vec<String> {
            let told = lines.iter().filter(|line| marks.iter().any(|mark| line.contains(mark)));
            told.map(|line| (*line).to_owned()).collect()
        };
        let (asked, told) = (marked(&asked), marked(&told));
        assert!(asked.len() > 150, "{}", asked.len());
        assert_eq!(asked, told, "{extension}");
    }
}

#[tokio::test]
async fn an_empty_record_and_what_documents_cannot_carry() {
    let folder = tempfile::tempdir().unwrap();
    let document = fixture("record-empty.json");
    let orcid =
        serde_json::from_str::<Value>(&document).unwrap()["orcid-identifier"]["path"].as_str().unwrap().to_owned();
    let running = sandbox(folder.path(), &orcid, "json", &document);
    assert_eq!(answer(&running, &format!("/{orcid}/record"), JSON).await, document);
    assert_eq!(answer(&running, &format!("/{orcid}/record"), XML).await, fixture("record-empty.xml"));
    drop(running);

    let toml = format!(
        "[[clients]]\nid = \"APP-F1X7URE0PUBL1SH0\"\nname = \"Birch & Quill Press\"\ndescription = \"Books\"\n\
         secret = \"s3cret\"\ntype = \"updater\"\n\n\
         [[people]]\norcid = \"{orcid}\"\ncreated = 2011-02-03T04:05:06.007Z\nmodified = 2012-03-04T05:06:07.008Z\n\
         emails = [{{ email = \"x@example.org\", visibility = \"limited\", primary = true, verified = true }}]\n\n\
         [[tokens]]\nvalue = \"4bed1e13-7792-4129-9f07-aaf7b88ba88f\"\nclient = \"APP-F1X7URE0PUBL1SH0\"\n\
         person = \"{orcid}\"\nscopes = [\"/read-limited\"]\n"
    );
    fs::write(folder.path().join("registry.toml"), toml).unwrap();
    let running = start(folder.path());
    let record: Value = serde_json::from_str(&answer(&running, &format!("/{orcid}/record"), JSON).await).unwrap();
    assert_eq!(record["history"]["submission-date"]["value"], 1_296_705_906_007_u64);
    assert_eq!(record["history"]["last-modified-date"]["value"], 1_330_837_567_008_u64);
    let client = answer(&running, "/client/APP-F1X7URE0PUBL1SH0", "application/json").await;
    assert_eq!(
        serde_json::from_str::<Value>(&client).unwrap(),
        json!({"name":"Birch & Quill Press","description":"Books"})
    );
    let limited = reqwest::Client::new()
        .get(format!("http://{}/v3.0/{orcid}/email", running.address()))
        .header("host", "api.testserver.orcid.org")
        .header("accept", "application/json")
        .bearer_auth("4bed1e13-7792-4129-9f07-aaf7b88ba88f");
    let emails: Value = limited.send().await.unwrap().json().await.unwrap();
    assert_eq!(emails["email"][0]["email"], "x@example.org", "{emails}");
}

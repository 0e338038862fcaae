//! Every document of the demo people, as the older versions show it, against the published schemas of those versions.
//!
//! The schemas belong to the official corpus and xmllint to Debian's libxml2-utils; see `support::skip`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Running, byline, root, skip, text};

/// The schemas want an orcid.org host (`model` 2.1).
const BASE: &str = "https://testserver.orcid.org";
const LISTS: [&str; 14] = [
    "person",
    "personal-details",
    "activities",
    "works",
    "fundings",
    "educations",
    "employments",
    "peer-reviews",
    "keywords",
    "other-names",
    "address",
    "researcher-urls",
    "external-identifiers",
    "email",
];

fn schemas() -> Option<PathBuf> {
    let given = std::env::var_os("BYLINE_CORPUS").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| root().join("../shared/data")).join("schema");
    let missing = match (folder.is_dir(), Command::new("xmllint").arg("--version").output()) {
        (true, Ok(_)) => return Some(folder),
        (true, Err(_)) => "no xmllint: install libxml2-utils",
        (false, _) => "no corpus: set BYLINE_CORPUS",
    };
    skip("byline demo_documents_of_older_versions_are_valid", missing);
    None
}

/// The documents that were asked for, by the schema they have to keep to.
struct Asked<'r> {
    registry: &'r Running,
    client: reqwest::Client,
    scratch: &'r Path,
    files: BTreeMap<String, Vec<PathBuf>>,
}

impl Asked<'_> {
    /// Asks for a document and keeps it; `None` where there is none to see.
    async fn get(&mut self, version: &str, path: &str) -> Option<String> {
        let url = format!("http://{}/v{version}/{path}", self.registry.address());
        let request = self.client.get(url).header("host", "pub.testserver.orcid.org");
        let answer = request.header("accept", "application/xml").send().await.unwrap();
        if answer.status() != 200 {
            assert!(answer.status() == 301 || answer.status() == 409, "{version} {path}: {}", answer.status());
            return None;
        }
        let document = answer.text().await.unwrap();
        let start = document.find("?>").unwrap();
        let (_, tag) = document[start..].split_once('<').unwrap();
        let space = match tag.split_once(':').unwrap().0 {
            "external-identifier" => "person-external-identifier",
            other => other,
        };
        let file = self.scratch.join(format!("{version}_{}.xml", path.replace('/', "_")));
        std::fs::write(&file, &document).unwrap();
        self.files.entry(format!("record_{version}/{space}-{version}.xsd")).or_default().push(file);
        Some(document)
    }
}

/// Paths of items that a record shows, without the iD: `work/12`.
fn items(document: &str) -> Vec<&str> {
    let paths = document.split("path=\"/").skip(1).filter_map(|rest| rest.split_once('"')?.0.split_once('/'));
    let mut items: Vec<_> = paths.map(|(_, below)| below).filter(|below| below.contains('/')).collect();
    items.sort_unstable();
    items.dedup();
    items
}

#[tokio::test]
async fn demo_documents_of_older_versions_are_valid() {
    let Some(schemas) = schemas() else { return };
    let (data, scratch) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let import = byline().args(["import", "--data"]).arg(data.path()).arg(root().join("demo")).output().unwrap();
    assert!(import.status.success(), "{}", text(&import.stderr));
    let people = std::fs::read_dir(root().join("demo/summaries")).unwrap().flat_map(|folder| {
        let names = std::fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path());
        names.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect::<Vec<_>>()
    });
    let mut command = byline();
    command.args(["serve", "--listen", "127.0.0.1:0", "--base-url", BASE, "--data"]).arg(data.path());
    let registry = Running::start(&mut command);
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let mut asked = Asked { registry: &registry, client, scratch: scratch.path(), files: BTreeMap::new() };
    for orcid in people {
        for version in ["2.1", "2.0"] {
            let Some(record) = asked.get(version, &format!("{orcid}/record")).await else { continue };
            for list in LISTS {
                asked.get(version, &format!("{orcid}/{list}")).await;
            }
            for item in items(&record).into_iter().take(25) {
                asked.get(version, &format!("{orcid}/{item}")).await;
                let (kind, code) = item.split_once('/').unwrap();
                if ["work", "funding", "education", "employment", "peer-review"].contains(&kind) {
                    asked.get(version, &format!("{orcid}/{kind}/summary/{code}")).await;
                }
            }
        }
    }
    let documents: usize = asked.files.values().map(Vec::len).sum();
    assert!(documents > 1000, "only {documents} documents");
    for (schema, files) in asked.files {
        for batch in files.chunks(100) {
            let mut xmllint = Command::new("xmllint");
            xmllint.args(["--nonet", "--noout", "--schema"]).arg(schemas.join(&schema)).args(batch);
            let output = xmllint.output().unwrap();
            let said = text(&output.stderr);
            let wrong: Vec<_> = said.lines().filter(|line| !line.ends_with(" validates")).take(5).collect();
            assert!(output.status.success(), "{schema}: {wrong:#?}");
        }
    }
}

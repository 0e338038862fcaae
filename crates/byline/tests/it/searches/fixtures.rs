//! The records of the lists as files, for whoever wants to try queries on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_datafile::export::{ExportOptions, export_fixture};
use byline_model::client::{Client, ClientType};
use byline_model::{Agent, PutCode};
use byline_store::Change;
use byline_testkit::TestApp;
use tempfile::TempDir;

use super::records::{self, Person};
use crate::support::root;

/// Where those of both lists lie.
pub fn all() -> PathBuf {
    root().join("fixtures/search")
}

/// A folder with those of 14.1 alone.
pub async fn first() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(records::first(), folder.path()).await;
    folder
}

/// Writes people to a folder as a fixture directory.
async fn write(people: Vec<Person>, folder: &Path) {
    let app = TestApp::start().await;
    let mut put_codes = 1..;
    for person in people {
        app.commit([Change::PutRecord(Box::new(person.head.clone()))]).await;
        for mut item in person.items {
            if let Some(Agent::Client(id)) = &item.source.author {
                let client = Client::new(id.clone(), "Depot", ClientType::Updater);
                app.commit([Change::PutClient(Box::new(client))]).await;
            }
            // Records of the lists number their items by themselves.
            item.put_code = match item.kind.is_single() {
                true => PutCode::SINGLE,
                false => PutCode::new(put_codes.next().unwrap()).unwrap(),
            };
            app.commit([Change::PutItem { owner: person.head.orcid, item: Box::new(item) }]).await;
        }
        // What is written to a record changes when it was modified.
        app.existing(person.head.orcid).change(|head| *head = person.head).await;
    }
    let options = ExportOptions::new("https://testserver.orcid.org");
    export_fixture(Arc::clone(&app.outbox), folder.to_owned(), options, Arc::new(())).await.unwrap();
}

/// All files below a folder, by their paths there.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(entry.path()),
                false => {
                    let name = entry.path().strip_prefix(folder).unwrap().to_owned();
                    found.insert(name, fs::read_to_string(entry.path()).unwrap());
                }
            }
        }
    }
    found
}

#[tokio::test]
async fn the_files_have_the_people_of_the_lists() {
    let made = tempfile::tempdir().unwrap();
    write(records::all(), made.path()).await;
    if std::env::var_os("BYLINE_WRITE_SEARCHED").is_some() {
        let _there_was_none = fs::remove_dir_all(all());
        for (path, text) in files(made.path()) {
            let path = all().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let stale = "fixtures/search is not what the lists say: BYLINE_WRITE_SEARCHED=1 writes it";
    assert!(files(made.path()) == files(&all()), "{stale}");
}

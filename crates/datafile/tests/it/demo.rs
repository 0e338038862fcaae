//! The demo registry, and that what is exported imports to the same again.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use byline_datafile::export::{ExportOptions, export_fixture};
use byline_datafile::import::import_embedded;
use byline_formats::Syntax;
use byline_model::{ItemKind, RecordState};

use crate::memory::MemoryStore;
use crate::support::{NOW, options, project, run, whole};

#[tokio::test]
async fn the_demo_imports_whole() {
    let (store, report) = whole(&[&project().join("demo")]).await;
    let content = store.content();
    assert_eq!(report.records, content.heads.len() as u64);
    assert_eq!(content.heads.len(), 42);
    // Eleven are declared, one is known from a document alone.
    assert_eq!((content.clients.len(), report.clients), (12, 12));
    let ghost = &content.clients[&"APP-DEMOGHOST0000001".parse().unwrap()];
    assert_eq!((&*ghost.name, ghost.secrets.len()), ("A client long gone", 0));

    // Whoever has a password can sign in, and whoever gave a client a token is known to trust it.
    assert_eq!(content.accounts.len(), 39);
    let mut trusted = content.consents.keys().map(|(person, client)| (person.to_string(), client.to_string()));
    assert!(trusted.any(|it| it == ("0009-9000-0000-0010".to_owned(), "APP-DEMOUPDATER00001".to_owned())));
    assert_eq!((content.notifications.len(), report.notifications), (5, 5));
    assert_eq!(content.bases.len(), 1, "one token was derived from another");

    let works = |orcid: &str| {
        let orcid = orcid.parse().unwrap();
        content.items.keys().filter(|(owner, kind, _)| *owner == orcid && *kind == ItemKind::Work).count()
    };
    assert_eq!(works("0009-9000-0000-0109"), 1000);
    let full = content.items.values().filter(|item| item.body.contains("\"citation\"")).count();
    assert!(full >= 3, "{full} works have a citation: only full documents do");
    let merged = &content.heads[&"0009-9000-0000-0176".parse().unwrap()];
    assert_eq!(merged.state, RecordState::Deprecated { primary: "0009-9000-0000-0010".parse().unwrap() });
    let fresh = &content.heads[&"0009-9000-0000-0133".parse().unwrap()];
    assert_eq!((fresh.state, fresh.history.submitted), (RecordState::Unclaimed, Some(NOW)));
    for (kind, people) in ItemKind::activities().map(|kind| {
        (kind, content.items.keys().filter(|it| it.1 == kind).map(|it| it.0).collect::<std::collections::BTreeSet<_>>())
    }) {
        assert!(people.len() >= 4, "{kind}: only {people:?}");
    }
}

/// D-25
#[tokio::test]
async fn what_is_exported_imports_to_the_same() {
    let (store, _) = whole(&[&project().join("demo")]).await;
    for syntax in [Syntax::Json, Syntax::Xml] {
        let folder = tempfile::tempdir().unwrap();
        let mut options = ExportOptions::new("https://testserver.orcid.org/");
        options.syntax = syntax;
        export_fixture(store.clone(), folder.path().into(), options, Arc::new(())).await.unwrap();
        let (again, _) = whole(&[folder.path()]).await;
        let (was, is) = (store.content(), again.content());
        assert_eq!(was.heads, is.heads);
        for (key, item) in &was.items {
            assert_eq!(Some(item), is.items.get(key), "{syntax:?}");
        }
        assert_eq!(was, is, "{syntax:?}");
    }
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    let demo = project().join("demo");
    let (store, _) = whole(&[&demo]).await;
    let before = store.content();
    let report = run(&store, &[&demo], crate::support::options()).await.unwrap();
    assert_eq!((report.refused, report.items), (0, 0));
    assert_eq!(store.content(), before);
}

#[tokio::test]
async fn a_fixture_directory_in_memory_is_one_on_disk() {
    fn walk(folder: &Path, inside: &str, found: &mut Vec<(String, Cow<'static, [u8]>)>) {
        for entry in fs::read_dir(folder.join(inside)).unwrap().map(|entry| entry.unwrap()) {
            let name = format!("{inside}{}", entry.file_name().to_str().unwrap());
            match entry.path().is_dir() {
                true => walk(folder, &format!("{name}/"), found),
                false => found.push((name, fs::read(entry.path()).unwrap().into())),
            }
        }
    }
    let folder = project().join("demo");
    let mut files = Vec::new();
    walk(&folder, "", &mut files);
    let (on_disk, report) = whole(&[&folder]).await;
    let store = Arc::new(MemoryStore::default());
    let embedded = import_embedded(store.clone(), "demo".into(), files, options(), Arc::new(())).await.unwrap();
    assert_eq!(store.content(), on_disk.content());
    // People whose documents came in two stretches count twice.
    assert!(embedded.records >= report.records && embedded.refused == 0, "{embedded:?}");
}

//! What others published comes in, whatever its schema says of it (`decisions` 41).

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_datafile::convert::{ConvertOptions, ConvertReport, Target, convert};
use byline_formats::Syntax;
use byline_model::{Agent, ItemKind, OrcidId, PutCode, RecordState};

use crate::memory::MemoryStore;
use crate::support::{ADA, options, record, run, work};

/// The inputs that failed once, if they are at hand.
fn field() -> Option<PathBuf> {
    let given = std::env::var_os("BYLINE_CORPUS").map(PathBuf::from);
    let root = given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let field = root.join("field");
    if !field.is_dir() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "the corpus is needed here");
        eprintln!("SKIPPED: no corpus at {}", root.display());
        return None;
    }
    Some(field)
}

const WREN: &str = "0009-9000-0000-0010";

/// A file under a name that says whose document it is.
fn named(folder: &Path, name: &str, from: &Path) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::copy(from, &path).unwrap();
    path
}

#[tokio::test]
async fn every_input_of_the_field_comes_in() {
    let Some(field) = field() else { return };
    let wren: OrcidId = WREN.parse().unwrap();
    for (file, place, holds) in [
        ("record-month-00.json", "summaries/010/0009-9000-0000-0010.json", Some((ItemKind::Work, "\"month\":\"00\""))),
        ("record-bio-null.json", "summaries/010/0009-9000-0000-0010.json", None),
        (
            "work-http-contributor.xml",
            "010/0009-9000-0000-0010/works/0009-9000-0000-0010_works_101.xml",
            Some((ItemKind::Work, "\"uri\":\"http://orcid.org/0009-9000-0000-0029\"")),
        ),
        (
            "work-latin1.xml",
            "010/0009-9000-0000-0010/works/0009-9000-0000-0010_works_101.xml",
            Some((ItemKind::Work, "Café des fourmis")),
        ),
        (
            "funding-padded-amount.xml",
            "010/0009-9000-0000-0010/fundings/0009-9000-0000-0010_fundings_101.xml",
            Some((ItemKind::Funding, "\"value\":\"1000\"")),
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        named(folder.path(), place, &field.join(file));
        let store = Arc::new(MemoryStore::default());
        let report = run(&store, &[folder.path()], options()).await.unwrap();
        assert_eq!((report.documents, &report.refusals[..], &report.parts[..]), (1, &[][..], &[][..]), "{file}");
        let content = store.content();
        if let Some((kind, text)) = holds {
            let found = content.items.iter().find(|((orcid, known, _), _)| *orcid == wren && *known == kind);
            let (_, item) = found.unwrap_or_else(|| panic!("{file}: no {kind}"));
            assert!(item.body.contains(text), "{file}: {}", item.body);
        }
    }
}

#[tokio::test]
async fn strict_runs_refuse_what_a_schema_forbids() {
    let Some(field) = field() else { return };
    for file in ["record-month-00.json", "record-bio-null.json"] {
        let folder = tempfile::tempdir().unwrap();
        named(folder.path(), "summaries/010/0009-9000-0000-0010.json", &field.join(file));
        let mut options = options();
        options.strict = true;
        let report = run(&Arc::new(MemoryStore::default()), &[folder.path()], options).await.unwrap();
        assert_eq!((report.documents, report.refused), (0, 1), "{file}");
    }
}

#[test]
fn every_input_of_the_field_is_converted() {
    let Some(field) = field() else { return };
    for (strict, refused) in [(false, 0), (true, 3)] {
        let folder = tempfile::tempdir().unwrap();
        let mut inputs: Vec<_> = fs::read_dir(&field).unwrap().map(|entry| entry.unwrap().path()).collect();
        inputs.retain(|path| path.extension().is_some_and(|it| it == "xml" || it == "json"));
        for to in [Syntax::Json, Syntax::Xml] {
            let mut options = ConvertOptions::new(to);
            options.strict = strict;
            let target = Target::Directory(folder.path().to_owned());
            let report = convert(&inputs, &target, &options, &mut Vec::new(), &()).unwrap();
            let converted = inputs.len() as u64 - refused;
            assert_eq!(report, ConvertReport { converted, refused, dropped: 0 });
        }
        let latin = fs::read_to_string(folder.path().join("work-latin1.xml")).unwrap();
        assert!(latin.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"") && latin.contains("Café"), "{latin}");
    }
}

/// D-41
/// The smallest part is left out and told, with file, place and value; the record stays.
#[tokio::test]
async fn what_cannot_be_held_is_left_out_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let odd = record(ADA, "Ada", "A book", 5000)
        .replace("\"last-modified-date\":{\"value\":5000}", "\"last-modified-date\":{\"value\":\"soon\"}")
        .replace("\"visibility\":\"public\",\"display-index\"", "\"visibility\":\"everybody\",\"display-index\"")
        .replace("\"claimed\":true", "\"claimed\":true,\"mood\":\"good\"");
    fs::write(folder.path().join("odd.json"), odd).unwrap();
    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[folder.path()], options()).await.unwrap();
    assert_eq!((report.documents, report.refused, report.dropped), (1, 0, 3));
    let mut told: Vec<_> = report.parts.iter().map(|it| (&*it.entry, &*it.part.path, &*it.part.value)).collect();
    told.sort();
    let summary = "record/activities-summary/works/group/0/work-summary/0";
    let expected = [
        ("odd.json", &*format!("{summary}/last-modified-date"), "\"soon\""),
        ("odd.json", &*format!("{summary}/visibility"), "\"everybody\""),
        ("odd.json", "record/history/mood", "\"good\""),
    ];
    assert_eq!(told, expected);
    let content = store.content();
    let work = &content.items[&(ADA.parse().unwrap(), ItemKind::Work, PutCode::new(7).unwrap())];
    assert_eq!(work.visibility, byline_model::Visibility::Private, "nobody guesses who may see it");
}

/// A source that is no person and no client, an item without a number, two with one: each goes alone.
#[tokio::test]
async fn items_and_sources_go_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let one = |code: &str, source: &str| {
        format!(
            r#"{{{code}"source":{source},"title":{{"title":{{"value":"T"}}}},"type":"book","visibility":"public"}}"#
        )
    };
    let client = r#"{"source-orcid":{"path":"APP-0000000000000001"},"source-name":{"value":"Depot"}}"#;
    let nobody = r#"{"source-orcid":{"path":"0000-0002-1825-0098"},"source-name":{"value":"X"}}"#;
    let works = [
        one(r#""put-code":7,"#, client),
        one(r#""put-code":8,"#, nobody),
        one("", "null"),
        one(r#""put-code":-9,"#, "null"),
        one(r#""put-code":7,"#, "null"),
    ];
    let whole = record(ADA, "Ada", "A book", 5000);
    let start = whole.find("\"work-summary\":[").unwrap() + "\"work-summary\":[".len();
    let end = whole[start..].find("}]}]").unwrap() + start + 1;
    let text = format!("{}{}{}", &whole[..start], works.join(","), &whole[end..]);
    fs::write(folder.path().join("odd.json"), &text).unwrap();
    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[folder.path()], options()).await.unwrap();
    assert_eq!((report.documents, report.refused), (1, 0), "{:?}", report.refusals);
    assert_eq!(report.dropped, 4, "{:?}", report.parts);
    let content = store.content();
    let of = |code| &content.items[&(ADA.parse().unwrap(), ItemKind::Work, PutCode::new(code).unwrap())].source;
    assert!(matches!(of(7).author, Some(Agent::Client(_))), "clients stand where people are expected: {:?}", of(7));
    assert_eq!(of(8).author, None);
    assert_eq!(content.items.keys().filter(|key| key.1 == ItemKind::Work).count(), 2);
}

/// D-57
/// Writes have limits, what was published has none.
#[tokio::test]
async fn longer_lists_than_writes_may_have_come_in_whole() {
    let id = |number| format!(r#"{{"external-id-type":"doi","external-id-value":"10.5555/{number}"}}"#);
    let ids: Vec<_> = (0..501).map(id).collect();
    let names: Vec<_> = (0..10_001).map(|number| format!(r#"{{"credit-name":{{"value":"N{number}"}}}}"#)).collect();
    let lists = format!(
        r#""external-ids":{{"external-id":[{}]}},"contributors":{{"contributor":[{}]}},"type":"book""#,
        ids.join(","),
        names.join(",")
    );
    let folder = tempfile::tempdir().unwrap();
    let place = "activities/097/0000-0002-1825-0097/works/0000-0002-1825-0097_works_7.json";
    fs::create_dir_all(folder.path().join(place).parent().unwrap()).unwrap();
    fs::write(folder.path().join(place), work("A book", 5000).replace(r#""type":"book""#, &lists)).unwrap();
    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[folder.path()], options()).await.unwrap();
    assert_eq!((report.documents, report.refused, report.dropped), (1, 0, 0), "{:?}", report.refusals);
    let content = store.content();
    let body = &content.items[&(ADA.parse().unwrap(), ItemKind::Work, PutCode::new(7).unwrap())].body;
    assert_eq!((body.matches("10.5555/").count(), body.matches(r#""credit-name""#).count()), (501, 10_001));
}

#[tokio::test]
async fn a_record_is_never_its_own_successor() {
    let folder = tempfile::tempdir().unwrap();
    let place = "summaries/010/0009-9000-0000-0010.xml";
    if let Some(field) = field() {
        named(folder.path(), place, &field.join("error-merged-into-itself.xml"));
        let store = Arc::new(MemoryStore::default());
        let report = run(&store, &[folder.path()], options()).await.unwrap();
        assert_eq!((report.documents, &report.refusals[..]), (1, &[][..]));
        let successor = RecordState::Deprecated { primary: "0009-9000-0000-0029".parse().unwrap() };
        assert_eq!(store.content().heads[&WREN.parse().unwrap()].state, successor);
    }
    let path = folder.path().join(place);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    for (text, extension) in [
        (
            format!(
                "<error xmlns=\"http://www.orcid.org/ns/error\"><response-code>301</response-code>\
                 <developer-message>ORCID https://orcid.org/{WREN}, see {WREN}</developer-message>\
                 <error-code>9007</error-code></error>"
            ),
            "xml",
        ),
        (
            format!(
                r#"{{"deprecated-date":{{"value":1}},"primary-record":{{"orcid-identifier":{{"path":"{WREN}"}}}}}}"#
            ),
            "json",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(place).with_extension(extension);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let store = Arc::new(MemoryStore::default());
        let report = run(&store, &[folder.path()], options()).await.unwrap();
        assert_eq!((report.documents, report.refused), (0, 1), "{extension}");
    }
}

/// Activities may come before the record: until it is there, they alone tell the owner's name.
#[tokio::test]
async fn items_before_their_record_keep_the_name_of_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let own = work("A book", 5000).replace(
        r#"{"source-client-id":{"path":"APP-0000000000000001"},"source-name":{"value":"Depot"}}"#,
        &format!(r#"{{"source-orcid":{{"path":"{ADA}"}},"source-name":{{"value":"Ada L."}}}}"#),
    );
    let (first, second) = (folder.path().join("works"), folder.path().join("records"));
    let item = first.join("097/0000-0002-1825-0097/works/0000-0002-1825-0097_works_7.json");
    let summary = second.join("097/0000-0002-1825-0097.json");
    for (path, text) in [(&item, &own), (&summary, &record(ADA, "Ada", "A book", 5000))] {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let store = Arc::new(MemoryStore::default());
    let name = || {
        let content = store.content();
        content.items[&(ADA.parse().unwrap(), ItemKind::Work, PutCode::new(7).unwrap())].source.author_name.clone()
    };
    run(&store, &[&first], options()).await.unwrap();
    assert_eq!(name().as_deref(), Some("Ada L."));
    run(&store, &[&second], options()).await.unwrap();
    assert_eq!(name(), None, "now the record says what the public may know");
}

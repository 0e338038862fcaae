//! Ranks, refusals, archives and resumed runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use byline_datafile::import::ImportError;
use byline_model::{ItemKind, OrcidId, PutCode, RecordState};

use crate::memory::{Content, MemoryStore};
use crate::support::{ADA, archive, options, record, run, whole, work};

fn the_work(content: &Content) -> &byline_model::Item {
    &content.items[&(ADA.parse().unwrap(), ItemKind::Work, PutCode::new(7).unwrap())]
}

const RECORD_ENTRY: &str = "ORCID_2025_10_summaries/097/0000-0002-1825-0097.json";
const WORK_ENTRY: &str = "7/097/0000-0002-1825-0097/works/0000-0002-1825-0097_works_7.json";

/// D-35
#[tokio::test]
async fn the_full_item_wins_whatever_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let (summary, full) = (record(ADA, "Ada", "A book", 5000), work("A book", 5000));
    let [records, works] = ["records.tar.gz", "works.tar.gz"].map(|name| folder.path().join(name));
    archive(&records, &[(RECORD_ENTRY, &summary)]);
    archive(&works, &[(WORK_ENTRY, &full)]);
    let both = folder.path().join("both.tar.gz");
    archive(&both, &[(WORK_ENTRY, &full), (RECORD_ENTRY, &summary)]);

    let (first, _) = whole(&[&records, &works]).await;
    for order in [vec![&*works, &*records], vec![&*both]] {
        let (store, report) = whole(&order).await;
        assert_eq!(store.content().items, first.content().items);
        assert_eq!(report.clients, 1);
    }
    let content = first.content();
    let work = the_work(&content);
    assert!(work.body.contains("All of it.") && work.body.contains("in two parts"), "{}", work.body);
    assert_eq!(work.display_index, 3, "full works do not say, the summary does");
    assert_eq!(work.source.author_name, None, "the client has the name");
    assert_eq!(&*content.clients.values().next().unwrap().name, "Depot");
}

#[tokio::test]
async fn a_newer_summary_updates_what_it_can_say() {
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["old.tar.gz", "new.tar.gz"].map(|name| folder.path().join(name));
    archive(&old, &[(RECORD_ENTRY, &record(ADA, "Ada", "A book", 5000)), (WORK_ENTRY, &work("A book", 5000))]);
    archive(&new, &[(RECORD_ENTRY, &record(ADA, "Ada", "A better book", 6000))]);
    let (store, _) = whole(&[&old, &new]).await;
    let content = store.content();
    let body = &the_work(&content).body;
    assert!(body.contains("A better book") && body.contains("All of it.") && body.contains("in two parts"), "{body}");
    assert_eq!(the_work(&content).modified.map(|it| it.millis()), Some(6000));
}

/// PLAT-1.4
#[tokio::test]
async fn documents_in_place_of_a_record_say_its_state() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.tgz");
    let error = |code: u32, text: &str| {
        format!(
            "<?xml version=\"1.0\"?><error xmlns=\"http://www.orcid.org/ns/error\"><response-code>409</response-code>\
             <developer-message>{text}</developer-message><error-code>{code}</error-code></error>"
        )
    };
    let ids = [1, 2, 3].map(|n| OrcidId::from_base(990_000_000_900 + n).unwrap());
    let names = ids.map(|id| format!("x/{}.xml", id));
    let merged = format!("Merged into https://orcid.org/{ADA}.");
    archive(
        &data,
        &[
            (&names[0], &error(9018, "locked")),
            (&names[1], &error(9044, "deactivated")),
            (&names[2], &error(9007, &merged)),
            (RECORD_ENTRY, &record(ADA, "Ada", "A book", 1)),
        ],
    );
    let (store, _) = whole(&[&data]).await;
    let states = ids.map(|id| store.content().heads[&id].state);
    let primary = ADA.parse().unwrap();
    assert_eq!(states, [RecordState::Locked, RecordState::Deactivated, RecordState::Deprecated { primary }]);
}

#[tokio::test]
async fn what_is_broken_is_named_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.tar.gz");
    let bob = "0000-0001-5109-3700";
    let good = record(ADA, "Ada", "A book", 1);
    let cases = [
        ("097/0000-0002-1825-0097.json", good.clone(), None),
        ("700/0000-0001-5109-3700.json", record(bob, "Bob", "x", 1).replace("\"book\"", "\"brick\""), Some("type")),
        ("700/0000-0001-5109-3700.json", record(bob, "Bob", "x", 1)[..200].to_owned(), Some("EOF")),
        ("700/0000-0001-5109-3700.json", good.clone(), Some("the name says 0000-0001-5109-3700")),
        ("700/0000-0001-5109-3700.xml", "<html/>".to_owned(), Some("html")),
        ("700/0000-0001-5109-3700.xml", String::new(), Some("empty")),
        ("x/0000-0001-5109-3700_works_8.json", work("x", 1), Some("put-code 8")),
        ("x/0000-0001-5109-3700_fundings_7.xml", "<work:work xmlns:work=\"http://www.orcid.org/ns/work\" xmlns:common=\"http://www.orcid.org/ns/common\"><work:title><common:title>T</common:title></work:title><work:type>book</work:type></work:work>".to_owned(), Some("the name says funding")),
        ("x/mystery.json", "{\"content\":\"x\"}".to_owned(), Some("what kind of document")),
        ("x/0000-0001-5109-3700.json", record(bob, "Bob", "x", 1).replace("APP-0000000000000001", "APP-1"), Some("client-path")),
        ("x/notes.txt", "not a document".to_owned(), None),
    ];
    let entries: Vec<_> = cases.iter().map(|(name, text, _)| (*name, text.as_str())).collect();
    archive(&data, &entries);
    let store = Arc::new(MemoryStore::default());
    let mut options = options();
    options.strict = true;
    let report = run(&store, &[&data], options).await.unwrap();
    let expected: Vec<_> = cases.iter().filter_map(|(name, _, why)| Some((*name, (*why)?))).collect();
    assert_eq!(report.refused, expected.len() as u64, "{:#?}", report.refusals);
    for (refusal, (name, why)) in report.refusals.iter().zip(expected) {
        assert_eq!(refusal.entry, name);
        assert!(refusal.to_string().contains(why), "{refusal}\nexpected: {why}");
    }
    let content = store.content();
    assert_eq!(content.heads.keys().map(|id| id.to_string()).collect::<Vec<_>>(), [ADA]);
}

#[tokio::test]
async fn a_person_the_store_refuses_does_not_hold_up_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.tar.gz");
    let people: Vec<_> = (0..30).map(|n| OrcidId::from_base(990_000_001_000 + n).unwrap()).collect();
    let documents: Vec<_> =
        people.iter().map(|id| (format!("s/{id}.json"), record(&id.to_string(), "P", "T", 1))).collect();
    archive(&data, &documents.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>());
    let store = Arc::new(MemoryStore::default());
    *store.refuses.lock().unwrap() = Some(people[17]);
    let report = run(&store, &[&data], options()).await.unwrap();
    assert_eq!((report.records, report.refused), (29, 1));
    assert!(report.refusals[0].reason.contains("not this one"), "{}", report.refusals[0]);
    assert_eq!(store.content().heads.len(), 29);
}

#[tokio::test]
async fn a_run_that_was_broken_off_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.tar.gz");
    let people: Vec<_> = (0..500).map(|n| OrcidId::from_base(990_000_002_000 + n).unwrap().to_string()).collect();
    let documents: Vec<_> =
        people.iter().map(|id| (format!("s/{id}.json"), record(id, "P", &"T".repeat(300), 1))).collect();
    archive(&data, &documents.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>());
    let small = || {
        let mut options = options();
        options.batch_bytes = 50_000;
        options.resume = Some(folder.path().join("import.json"));
        options
    };
    let store = Arc::new(MemoryStore::default());
    *store.breaks_after.lock().unwrap() = Some(3);
    let problem = run(&store, &[&data], small()).await.unwrap_err();
    assert!(matches!(problem, ImportError::Store(_)), "{problem}");
    let before = store.content().heads.len();
    assert!((1..500).contains(&before), "{before}");

    *store.breaks_after.lock().unwrap() = None;
    let report = run(&store, &[&data], small()).await.unwrap();
    assert_eq!(report.resumed, before as u64);
    assert_eq!(report.new_records + report.resumed, 500);
    let (whole, _) = whole(&[&data]).await;
    assert_eq!(store.content(), whole.content());
    assert_eq!(run(&store, &[&data], small()).await.unwrap().documents, 0, "a third run finds nothing to do");
}

#[tokio::test]
async fn documents_are_counted_once_wherever_a_commit_ends() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.tar.gz");
    let works: Vec<_> = (1..40).map(|n| WORK_ENTRY.replace("works_7", &format!("works_{n}"))).collect();
    let bodies: Vec<_> =
        (1..40).map(|n| work("A book", 5000).replace("\"put-code\":7", &format!("\"put-code\":{n}"))).collect();
    let document = record(ADA, "Ada", "A book", 1);
    let mut entries = vec![(RECORD_ENTRY, document.as_str())];
    entries.extend(works.iter().zip(&bodies).map(|(name, body)| (name.as_str(), body.as_str())));
    archive(&data, &entries);
    let mut small = options();
    small.batch_bytes = 1;
    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[&data], small).await.unwrap();
    assert_eq!((report.documents, report.records, report.new_records, report.refused), (40, 1, 1, 0));
    let again = run(&store, &[&data], options()).await.unwrap();
    assert_eq!((again.documents, again.records, again.new_records), (40, 1, 0));
}

#[tokio::test]
async fn a_broken_archive_keeps_what_came_before() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.tar.gz");
    archive(&data, &[(RECORD_ENTRY, &record(ADA, "Ada", "A book", 1)), (WORK_ENTRY, &"x".repeat(100_000))]);
    let bytes = fs::read(&data).unwrap();
    fs::write(&data, &bytes[..bytes.len() - 40]).unwrap();
    let store = Arc::new(MemoryStore::default());
    let other = folder.path().join("other.json");
    let bob = "0000-0001-5109-3700";
    fs::write(&other, record(bob, "Bob", "x", 1)).unwrap();
    let report = run(&store, &[&data, &other], options()).await.unwrap();
    assert_eq!(store.content().heads.len(), 2, "what came before the damage, and the next input");
    assert_eq!(report.refused, 1);
    assert_eq!(report.refusals[0].file, data);
    assert!(report.refusals[0].reason.starts_with("the archive is damaged: "), "{}", report.refusals[0]);
}

/// D-35
#[tokio::test]
async fn registry_toml_outranks_the_documents() {
    let folder = tempfile::tempdir().unwrap();
    let toml = format!(
        "[[people]]\norcid = \"{ADA}\"\nstate = \"locked\"\ndefault_visibility = \"limited\"\n\
         emails = [{{ email = \"ada@example.org\", verified = true }}]\ncreated = 1999-01-01T00:00:00Z\n"
    );
    fs::write(folder.path().join("registry.toml"), toml).unwrap();
    fs::create_dir_all(folder.path().join("summaries/097")).unwrap();
    let document = record(ADA, "Ada", "A book", 1)
        .replace("\"emails\":{}", r#""emails":{"email":[{"email":"public@example.org","visibility":"public"}]}"#)
        .replace(r#""visibility":"public","display-index":"3""#, r#""display-index":"3""#)
        .replace("\"DIRECT\"", "\"API\"");
    fs::write(folder.path().join(format!("summaries/097/{ADA}.json")), document).unwrap();
    let (store, report) = whole(&[folder.path()]).await;
    assert_eq!(report.records, 1);
    let content = store.content();
    let head = content.heads.values().next().unwrap();
    assert_eq!(head.state, RecordState::Locked);
    assert_eq!(head.history.submitted.map(|it| it.millis()), Some(915_148_800_000), "declared");
    assert_eq!(head.history.modified.map(|it| it.millis()), Some(2000), "left to the document");
    assert_eq!(head.history.creation_method.map(|it| it.as_xml()), Some("API"));
    let emails: Vec<_> = content.items.values().filter(|item| item.kind == ItemKind::Email).collect();
    assert_eq!(emails.len(), 1);
    assert!(emails[0].body.contains("ada@example.org"));
    assert_eq!(the_work(&content).visibility.as_str(), "limited", "an item that does not say gets the default");
}

#[tokio::test]
async fn a_plain_password_needs_somebody_to_hash_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("registry.toml");
    fs::write(&file, format!("[[people]]\norcid = \"{ADA}\"\npassword = \"open sesame\"\n")).unwrap();
    let store = Arc::new(MemoryStore::default());
    let refused = run(&store, &[&file], options()).await;
    assert!(matches!(refused, Err(ImportError::Password(_))));

    let mut with_hasher = options();
    with_hasher.hash_password = Some(Arc::new(|plain| format!("$test${}", plain.len()).into()));
    run(&store, &[&file], with_hasher).await.unwrap();
    let account = store.content().accounts.into_values().next().unwrap();
    assert_eq!(account.password.as_deref(), Some("$test$11"));
}

#[tokio::test]
async fn single_documents_and_plain_trees_are_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("a/b")).unwrap();
    let document = folder.path().join("a/b/somebody.json");
    fs::write(&document, record(ADA, "Ada", "A book", 1)).unwrap();
    let (one, _) = whole(&[&document]).await;
    let (tree, _) = whole(&[folder.path()]).await;
    assert_eq!(one.content(), tree.content());
    assert_eq!(one.content().heads.len(), 1);

    let nowhere = run(&one, &[Path::new("/does/not/exist")], options()).await;
    assert!(matches!(nowhere, Err(ImportError::Input(..))));
}

/// An error document in place of a record: these iDs are named in this order.
fn merged(names: [&str; 2]) -> String {
    format!(
        r#"<error:error xmlns:error="http://www.orcid.org/ns/error"><error:response-code>301</error:response-code>
        <error:developer-message>301 Moved Permanently: This account is deprecated. ORCID https://orcid.org/{}. Please refer
        to account: https://orcid.org/{}.</error:developer-message><error:error-code>9007</error:error-code></error:error>"#,
        names[0], names[1]
    )
}

const A: &str = "0009-9000-0000-0010";
const B: &str = "0009-9000-0000-0029";
const C: &str = "0009-9000-0000-0037";

fn place(orcid: &str) -> String {
    format!("summaries/{}/{orcid}.xml", &orcid[16..])
}

/// What came of these error documents: the states, and the reasons of refusals.
async fn merging(documents: &[(&str, [&str; 2])]) -> (BTreeMap<String, String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.tar.gz");
    let entries: Vec<(String, String)> = documents.iter().map(|(of, names)| (place(of), merged(*names))).collect();
    archive(&file, &entries.iter().map(|(name, text)| (&**name, &**text)).collect::<Vec<_>>());
    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[&file], options()).await.unwrap();
    let mut states = BTreeMap::new();
    for orcid in [A, B, C] {
        if let Some(head) = store.content().heads.get(&orcid.parse().unwrap())
            && let RecordState::Deprecated { primary } = head.state
        {
            states.insert(orcid.to_owned(), primary.to_string());
        }
    }
    (states, report.refusals.into_iter().map(|it| it.reason).collect())
}

#[tokio::test]
async fn no_record_is_merged_into_itself_or_in_a_ring() {
    let pairs = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(from, into)| ((*from).to_owned(), (*into).to_owned())).collect()
    };
    // The removed record stands where the other is named first (`field/error-merged-into-itself.xml`).
    assert_eq!(merging(&[(A, [A, B])]).await, (pairs(&[(A, B)]), vec![]));
    let (states, refusals) = merging(&[(A, [A, A])]).await;
    assert_eq!((states, refusals.len()), (pairs(&[]), 1));
    let (states, refusals) = merging(&[(A, [B, B]), (B, [A, A])]).await;
    assert_eq!((states, refusals.len()), (pairs(&[(A, B)]), 1));
    assert!(refusals[0].contains("in a ring"), "{refusals:?}");
    let (states, refusals) = merging(&[(A, [B, B]), (B, [C, C]), (C, [A, A])]).await;
    assert_eq!((states, refusals.len()), (pairs(&[(A, B), (B, C)]), 1));
    assert_eq!(merging(&[(A, [B, B]), (B, [C, C])]).await, (pairs(&[(A, B), (B, C)]), vec![]));
}

#[tokio::test]
async fn what_is_said_of_people_who_are_not_there_is_left_out_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let client = "[[clients]]\nid = \"APP-0000000000000A01\"\nname = \"x\"\ntype = \"updater\"\n";
    let token = |value: &str, orcid: &str| {
        format!(
            "[[tokens]]\nvalue = \"{value}\"\nclient = \"APP-0000000000000A01\"\nperson = \"{orcid}\"\nscopes = [\"/authenticate\"]\n"
        )
    };
    let text = format!("{client}[[people]]\norcid = \"{ADA}\"\n{}{}", token("one", ADA), token("two", A));
    fs::write(folder.path().join("registry.toml"), &text).unwrap();
    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[folder.path()], options()).await.unwrap();
    assert_eq!(report.tokens, 1);
    let [refusal] = &report.refusals[..] else { panic!("{:?}", report.refusals) };
    assert_eq!(
        (&*refusal.entry, &*refusal.reason),
        ("line 15", "tokens[1].person: there is no record 0009-9000-0000-0010")
    );

    // An owner may be in the file, behind it among the documents, or nowhere.
    fs::create_dir_all(folder.path().join("summaries/700")).unwrap();
    let bob = "0000-0001-5109-3700";
    fs::write(folder.path().join(format!("summaries/700/{bob}.json")), record(bob, "Bob", "x", 1)).unwrap();
    let owned = |id: &str, owner: &str| client.replace("A01", id) + &format!("owner = \"{owner}\"\n");
    let clients = [owned("A01", ADA), owned("A02", bob), owned("A03", A)].concat();
    fs::write(folder.path().join("registry.toml"), format!("{clients}[[people]]\norcid = \"{ADA}\"\n")).unwrap();
    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[folder.path()], options()).await.unwrap();
    let [refusal] = &report.refusals[..] else { panic!("{:?}", report.refusals) };
    let told = (&*refusal.entry, &*refusal.reason);
    assert_eq!(told, ("line 15", "clients[2].owner: there is no record 0009-9000-0000-0010"));
    let content = store.content();
    let declared = content.clients.values().filter(|it| &*it.name == "x");
    let owners: Vec<_> = declared.map(|it| it.owner.map(|it| it.to_string())).collect();
    assert_eq!(owners, [Some(ADA.to_owned()), Some(bob.to_owned()), None], "the client itself is there");

    fs::write(
        folder.path().join("registry.toml"),
        text.replace("id = \"APP-0000000000000A01\"", "id = \"APP-0000000000000A02\""),
    )
    .unwrap();
    let error = run(&Arc::new(MemoryStore::default()), &[folder.path()], options()).await.unwrap_err();
    assert!(error.to_string().contains("registry.toml:9: tokens[0].client: there is no client"), "{error}");
}

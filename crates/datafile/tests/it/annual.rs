//! One annual file after the other.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use byline_model::{ItemKind, RecordState};

use crate::memory::{Content, MemoryStore};
use crate::support::{ADA, archive, options, record, run, whole, work};

const RECORD_ENTRY: &str = "ORCID_2024_10_summaries/097/0000-0002-1825-0097.json";
const WORK_ENTRY: &str = "ORCID_2024_10_activities_7/7/097/0000-0002-1825-0097/works/0000-0002-1825-0097_works_7.json";

/// Ada with these e-mail addresses, and with the work or without.
fn ada(emails: &[&str], has_work: bool) -> String {
    let emails: Vec<_> =
        emails.iter().map(|it| format!(r#"{{"email":"{it}","visibility":"public","verified":true}}"#)).collect();
    let text = record(ADA, "Ada", "A book", 5000)
        .replace("\"emails\":{}", &format!(r#""emails":{{"email":[{}]}}"#, emails.join(",")));
    if has_work { text } else { text.replace("\"put-code\":7", "\"put-code\":8") }
}

fn emails(content: &Content) -> Vec<(u64, String)> {
    let emails = content.items.values().filter(|it| it.kind == ItemKind::Email);
    let address =
        |body: &str| serde_json::from_str::<serde_json::Value>(body).unwrap()["email"].as_str().map(str::to_owned);
    emails.map(|it| (it.put_code.get(), address(&it.body).unwrap())).collect()
}

fn works(content: &Content) -> Vec<u64> {
    content.items.values().filter(|it| it.kind == ItemKind::Work).map(|it| it.put_code.get()).collect()
}

async fn import(store: &Arc<MemoryStore>, path: &Path, replace: bool) {
    let mut options = options();
    options.replace = replace;
    assert_eq!(run(store, &[path], options).await.unwrap().refusals, []);
}

#[tokio::test]
async fn what_a_new_summary_does_not_list_goes_when_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["2024.tar.gz", "2025.tar.gz"].map(|name| folder.path().join(name));
    archive(&old, &[(RECORD_ENTRY, &ada(&["a@x.org", "b@x.org"], true)), (WORK_ENTRY, &work("A book", 5000))]);
    archive(&new, &[(RECORD_ENTRY, &ada(&["b@x.org", "c@x.org"], false))]);
    let (store, _) = whole(&[&old]).await;
    import(&store, &new, false).await;
    assert_eq!(works(&store.content()), [7, 8], "nothing goes unasked");
    let three = [(1, "a@x.org".to_owned()), (2, "b@x.org".to_owned()), (3, "c@x.org".to_owned())];
    assert_eq!(emails(&store.content()), three, "an address that is known keeps its number");

    import(&store, &new, true).await;
    assert_eq!(works(&store.content()), [8]);
    assert_eq!(emails(&store.content()), three[1..]);
}

#[tokio::test]
async fn replacing_keeps_what_the_public_never_saw_and_what_a_full_item_said() {
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["2024.tar.gz", "2025.tar.gz"].map(|name| folder.path().join(name));
    let private = work("A secret", 1).replace("\"put-code\":7", "\"put-code\":9").replace("public", "private");
    let private_entry = WORK_ENTRY.replace("works_7", "works_9");
    archive(&old, &[(RECORD_ENTRY, &ada(&[], true)), (WORK_ENTRY, &work("A book", 5000)), (&private_entry, &private)]);
    archive(&new, &[(RECORD_ENTRY, &ada(&[], true))]);
    let (store, _) = whole(&[&old]).await;
    let before = store.content();
    import(&store, &new, true).await;
    assert_eq!(store.content(), before);
    assert_eq!(works(&before), [7, 9]);
}

#[tokio::test]
async fn a_record_without_a_section_says_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.tar.gz"), folder.path().join("new.tar.gz"));
    archive(&old, &[(RECORD_ENTRY, &ada(&["a@x.org"], true))]);
    let text = ada(&[], true);
    let without = format!("{}\"activities-summary\":null}}", &text[..text.find("\"activities-summary\"").unwrap()]);
    archive(&new, &[(RECORD_ENTRY, &without)]);
    let (store, _) = whole(&[&old]).await;
    import(&store, &new, true).await;
    assert_eq!(works(&store.content()), [7]);
    assert_eq!(emails(&store.content()), []);
}

#[tokio::test]
async fn an_error_document_takes_the_content_along_when_replacing() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.tar.gz"), folder.path().join("new.tar.gz"));
    archive(&old, &[(RECORD_ENTRY, &ada(&["a@x.org"], true))]);
    let error = "<error xmlns=\"http://www.orcid.org/ns/error\"><response-code>409</response-code>\
                 <developer-message>gone</developer-message><error-code>9044</error-code></error>";
    archive(&new, &[(&RECORD_ENTRY.replace("json", "xml"), error)]);
    let (store, _) = whole(&[&old]).await;
    import(&store, &new, true).await;
    let content = store.content();
    assert_eq!(content.heads.values().next().unwrap().state, RecordState::Deactivated);
    assert_eq!(content.items.len(), 0);
}

#[tokio::test]
async fn a_folder_of_downloads_is_a_data_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    archive(&at("ORCID_2024_10_activities_7.tar.gz"), &[(WORK_ENTRY, &work("A book", 5000))]);
    archive(&at("ORCID_2024_10_summaries.tar.gz"), &[(RECORD_ENTRY, &ada(&[], true))]);
    let (all, _) = whole(&[folder.path()]).await;
    assert!(all.content().items.values().any(|it| it.body.contains("All of it.")));

    // A download that never began.
    fs::write(at("nothing.tar.gz"), "").unwrap();
    let report = run(&all, &[&at("nothing.tar.gz")], options()).await.unwrap();
    assert_eq!(report.refusals[0].reason, "the archive is damaged: the file is empty");

    // Browsers unpack what they download, and keep the name.
    let packed = fs::File::open(at("ORCID_2024_10_summaries.tar.gz")).unwrap();
    let plain = at("summaries.tar.gz");
    std::io::copy(&mut flate2::read::GzDecoder::new(packed), &mut fs::File::create(&plain).unwrap()).unwrap();
    let (unpacked, _) = whole(&[&plain]).await;
    assert_eq!(works(&unpacked.content()), [7]);
}

//! An export is all of a registry: everything comes back, and every table of the store is accounted for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use byline_model::client::{Client, ClientType};
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp, Visibility};
use byline_store::webhooks::WebhookChange;
use byline_store::{Account, AccountChange, Change, ChangeSet, GrantChange, Mail, SigningKey, Store};
use byline_store_sqlite::{Options, SqliteStore};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::support::{AMELIE, Running, UPDATER, byline, root, text};

/// Columns that are made anew: numbers that only the store itself knows, and when it did something.
const ANEW: &[(&str, &[&str])] = &[
    ("records", &["version"]),
    ("permissions", &["id"]),
    ("tokens", &["id", "permission", "place", "family"]),
    ("webhooks", &["id", "owed", "told", "due", "sent", "failures", "given_up"]),
    ("mails", &["id", "tries", "due", "refused", "reason"]),
    ("organizations", &["changed"]),
];

/// Tables of which nothing is kept, and why.
const LEFT_OUT: &[(&str, &str)] = &[
    ("meta", "counters of the store; put-codes go on from where they were, which has its own test"),
    ("migrations", "the schema itself"),
    ("change_log", "begins anew: its numbers are the store's own, and its readers ask again"),
    ("cursors", "how far readers of the change log have come"),
    ("journal", "tells what was done in this database, in its numbers; `byline journal` keeps it as text"),
    ("journal_places", "where the journal's entries are found"),
    ("retired", "versions of records that are gone: in a new store all versions are new"),
    ("views", "kept answers, made again when they are asked for"),
    ("codes", "authorization codes count for ten minutes, and a server that is exported does not run"),
    ("sessions", "people sign in again"),
    ("links", "links in mails that were sent are asked for again"),
    ("attempts", "failed attempts at passwords are counted anew"),
    ("replies", "answers under idempotency keys are kept for a day"),
    ("uses", "how often the APIs were asked today"),
    ("webhook_calls", "what became of the last calls"),
    (
        "contested",
        "addresses that another record keeps since an upgrade: the export says so, and they are asked for anew",
    ),
    ("waiting_forms", "registrations that wait for an answer do so for half an hour"),
    ("sqlite_sequence", "SQLite's own"),
];

fn at(second: i64) -> Timestamp {
    Timestamp::from_millis(1_790_000_000_123).plus_seconds(second)
}

fn command(arguments: &[&str], path: &Path) -> String {
    let output = byline().args(arguments).arg(path).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stderr)
}

/// The demo, and what nobody in it has.
async fn fill(data: &Path) {
    command(&["import", "--data", data.to_str().unwrap()], &root().join("demo"));
    let store = SqliteStore::open(data.join("byline.db"), Options::small()).unwrap();
    let amelie: OrcidId = AMELIE.parse().unwrap();
    let account = store_account(&store, amelie).await;
    let pkcs8 = fs::read(root().join("crates/byline/src/sandbox/signing-key.der")).unwrap();
    let mail = |to: &str| Mail::new(to, "Grüße", "Guten Tag\n\"Ada\"".into(), "<p>Guten Tag</p>".into(), at(5));
    let changes = ChangeSet::new(at(1))
        .with(Change::Account(AccountChange::PutAccount(Box::new(account))))
        .with(Change::Grant(GrantChange::PutSigningKey(Box::new(SigningKey {
            kid: "old-key".into(),
            pkcs8,
            created: at(-1000),
        }))))
        .with(Change::Account(AccountChange::PutMail(Box::new(mail("ada@example.org")))))
        .with(Change::Webhook(WebhookChange::Put {
            client: UPDATER.parse().unwrap(),
            orcid: amelie,
            uri: "https://hooks.example.org/a".into(),
            host: "hooks.example.org".into(),
            at: at(2),
        }));
    store.commit(changes).await.unwrap();
}

async fn store_account(store: &SqliteStore, orcid: OrcidId) -> Account {
    use byline_store::AccountStore;
    let known = store.account(orcid).await.unwrap().unwrap();
    Account {
        terms_accepted: Some(at(-5)),
        tips: true,
        registered_from: Some("2001:db8::1".into()),
        referred_by: Some(UPDATER.parse().unwrap()),
        last_sign_in: Some(at(-3)),
        ..known
    }
}

/// Every table, each with its rows, without the columns that are made anew, in an order of their own.
fn tables(data: &Path) -> BTreeMap<String, Vec<String>> {
    let conn = Connection::open(data.join("byline.db")).unwrap();
    let mut names = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let rows = |name: &String| {
        let anew = ANEW.iter().find(|(table, _)| table == name).map_or(&[][..], |(_, columns)| columns);
        let mut query = conn.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let columns: Vec<String> = query.column_names().into_iter().map(str::to_owned).collect();
        let kept: Vec<usize> = (0..columns.len()).filter(|at| !anew.contains(&columns[*at].as_str())).collect();
        let row = |row: &rusqlite::Row<'_>| {
            let values = kept.iter().map(|at| row.get::<_, Value>(*at).map(|it| format!("{}={it:?}", columns[*at])));
            values.collect::<Result<Vec<_>, _>>().map(|it| it.join(" "))
        };
        let mut rows: Vec<String> = query.query_map([], row).unwrap().map(Result::unwrap).collect();
        rows.sort();
        rows
    };
    names.iter().map(|name| (name.clone(), rows(name))).collect()
}

/// A new table fails here, until an export has it or it is listed above with the reason why not.
#[tokio::test]
async fn every_table_comes_back_or_is_left_out_for_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fill(&at("one")).await;
    let told = command(&["export", "--data", at("one").to_str().unwrap(), "--fixture"], &at("backup"));
    assert!(told.contains("like the registry itself") && told.contains("signing keys"), "{told}");
    command(&["import", "--data", at("two").to_str().unwrap()], &at("backup"));
    let (before, after) = (tables(&at("one")), tables(&at("two")));
    for (table, why) in LEFT_OUT {
        assert!(before.contains_key(*table), "{table} is listed and not there: {why}");
    }
    let kept = before.iter().filter(|(name, _)| LEFT_OUT.iter().all(|(table, _)| table != name));
    for (name, rows) in kept {
        assert!(!rows.is_empty(), "{name} has nothing that could be lost: put something into it, or list it");
        let found = &after[name];
        for row in rows {
            assert!(found.contains(row), "{name} lost {row}\nit has {found:#?}");
        }
        assert_eq!(rows.len(), found.len(), "{name} got more than it had");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn an_export_says_what_it_is_and_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("data"), folder.path().join("backup"));
    fill(&data).await;
    // A folder that everybody may look into.
    fs::create_dir(&backup).unwrap();
    fs::set_permissions(&backup, PermissionsExt::from_mode(0o755)).unwrap();
    command(&["export", "--data", data.to_str().unwrap(), "--fixture"], &backup);
    assert!(fs::read_to_string(backup.join("registry.toml")).unwrap().starts_with("# All of a registry. "));
    let mode = fs::metadata(&backup).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o700, "{mode:o}");
    let mut folders = vec![backup];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}: {mode:o}", entry.path().display());
        }
    }
    let help = text(&byline().args(["export", "--help"]).output().unwrap().stdout);
    assert!(help.contains("as private as the registry"), "{help}");
}

/// Who checks a token that was issued before the move finds its key.
#[tokio::test]
async fn keys_that_signed_before_a_move_are_published_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let first = Running::serve(&at("one"));
    let before = first.json("/oauth/jwks").await;
    assert!(!before["keys"].as_array().unwrap().is_empty(), "{before}");
    first.terminate();
    assert!(first.wait().0);
    command(&["export", "--data", at("one").to_str().unwrap(), "--fixture"], &at("backup"));
    command(&["import", "--data", at("two").to_str().unwrap()], &at("backup"));
    let second = Running::serve(&at("two"));
    let after = second.json("/oauth/jwks").await;
    for key in before["keys"].as_array().unwrap() {
        assert!(after["keys"].as_array().unwrap().contains(key), "{key} is not in {after}");
    }
}

/// D-20
#[tokio::test]
async fn put_codes_of_items_that_are_gone_are_not_handed_out_after_a_move() {
    let folder = tempfile::tempdir().unwrap();
    let at_path = |name: &str| folder.path().join(name);
    fs::create_dir(at_path("one")).unwrap();
    let highest = {
        let store = SqliteStore::open(at_path("one/byline.db"), Options::small()).unwrap();
        let owner: OrcidId = AMELIE.parse().unwrap();
        let range = store.lease_put_codes(70_000).await.unwrap();
        let put_code = PutCode::new(range.end - 1).unwrap();
        let item = Item {
            kind: ItemKind::Keyword,
            put_code,
            visibility: Visibility::Public,
            source: Source::person(owner),
            created: Some(at(0)),
            modified: Some(at(0)),
            display_index: 0,
            body: r#"{"content":"tides"}"#.into(),
        };
        let client = Client::new(UPDATER.parse().unwrap(), "Depot", ClientType::Updater);
        let set = ChangeSet::new(at(0))
            .with(Change::PutClient(Box::new(client)))
            .with(Change::PutRecord(Box::new(RecordHead::new(owner, at(0)))))
            .with(Change::PutItem { owner, item: Box::new(item) })
            .with(Change::DeleteItem { owner, kind: ItemKind::Keyword, put_code });
        store.commit(set).await.unwrap();
        put_code.get()
    };
    command(&["export", "--data", at_path("one").to_str().unwrap(), "--fixture"], &at_path("backup"));
    for _ in 0..2 {
        command(&["import", "--data", at_path("two").to_str().unwrap()], &at_path("backup"));
        let store = SqliteStore::open(at_path("two/byline.db"), Options::small()).unwrap();
        assert!(store.lease_put_codes(1).await.unwrap().start > highest);
    }
}

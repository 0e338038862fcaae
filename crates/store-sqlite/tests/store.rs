//! What is particular to this adapter: files, locks and the length of the write-ahead log.

use std::path::Path;
use std::sync::Arc;

use byline_model::ItemKind;
use byline_store::conformance::{put, samples};
use byline_store::{Change, KindRange, Store, StoreError};
use byline_store_sqlite::{Options, SqliteStore};

fn open(path: &Path) -> Arc<SqliteStore> {
    SqliteStore::open(path, Options::small()).unwrap()
}

fn refusal(path: &Path) -> String {
    match SqliteStore::open(path, Options::small()) {
        Ok(_) => panic!("{} should not open", path.display()),
        Err(StoreError::Unavailable(text) | StoreError::ReadOnly(text) | StoreError::Corrupt(text)) => text,
        Err(StoreError::Conflict(text)) => panic!("not a conflict: {text}"),
    }
}

#[tokio::test]
async fn a_second_store_on_the_same_file_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("byline.db");
    let store = open(&path);
    assert!(refusal(&path).contains("byline.db"), "the text names the file");
    drop(store);
    open(&path);
}

/// Somebody tidied the lock files away, and starts a server on the same folder.
#[tokio::test]
async fn a_second_store_is_refused_without_the_lock_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("byline.db");
    let store = open(&path);
    std::fs::remove_file(directory.path().join("byline.db.lock")).unwrap();
    assert!(refusal(&path).contains("another process has "));
    std::fs::remove_file(directory.path().join("byline.db.lock")).unwrap();
    // Another process, and by another name of the same file.
    std::fs::hard_link(&path, directory.path().join("other.db")).unwrap();
    let elsewhere = std::process::Command::new("flock")
        .args(["--nonblock", "--conflict-exit-code", "7"])
        .arg(directory.path().join("other.db"))
        .arg("true")
        .status();
    assert!(elsewhere.map_or(true, |it| it.code() == Some(7)), "the file itself is locked");
    put(&*store, [samples::record(1)]).await;
    drop(store);
    assert!(open(&path).head(samples::orcid(1)).await.unwrap().is_some());
}

#[tokio::test]
async fn what_is_no_database_of_ours_is_refused_briefly_and_left_as_it_was() {
    let directory = tempfile::tempdir().unwrap();
    assert!(refusal(&directory.path().join("missing/byline.db")).contains("missing"));
    let sqlite = |name: &str, sql: &str| {
        let path = directory.path().join(name);
        rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        path
    };
    let text = directory.path().join("text.db");
    std::fs::write(&text, "not a database at all, but long enough to have a header of a hundred bytes ".repeat(4))
        .unwrap();
    let short = directory.path().join("short.db");
    std::fs::write(&short, "SQLite format 3\0").unwrap();
    for (path, why) in [
        (text, "is no database"),
        (short, "is no database"),
        (sqlite("signed.db", "PRAGMA application_id = 42; CREATE TABLE other (x)"), "is another program's database"),
        // Most programs do not sign theirs.
        (sqlite("unsigned.db", "CREATE TABLE other (x)"), "is another program's database"),
        (sqlite("wal.db", "PRAGMA journal_mode = WAL; CREATE TABLE other (x)"), "is another program's database"),
        (sqlite("alike.db", "CREATE TABLE records (x); CREATE TABLE migrations (x)"), "is another program's database"),
    ] {
        let files = || {
            let entries = std::fs::read_dir(directory.path()).unwrap().map(|it| it.unwrap().file_name());
            entries.collect::<std::collections::BTreeSet<_>>()
        };
        let before = (std::fs::read(&path).unwrap(), files());
        let told = refusal(&path);
        assert!(told.contains(why) && told.contains(path.to_str().unwrap()) && told.len() < 200, "{told}");
        let beside = match byline_store_sqlite::Inspection::open(&path) {
            Err(StoreError::Unavailable(text)) => text,
            other => panic!("{:?}", other.err()),
        };
        assert!(beside.contains(why), "{beside}");
        assert!((std::fs::read(&path).unwrap(), files()) == before, "{} was touched", path.display());
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_database_and_what_is_beside_it_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("byline.db");
    let all_private = || {
        for entry in std::fs::read_dir(directory.path()).unwrap() {
            let path = entry.unwrap().path();
            let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}: {mode:o}", path.display());
        }
    };
    let store = open(&path);
    put(&*store, [samples::record(1)]).await;
    store.copy_to(&directory.path().join("copy.db")).await.unwrap();
    assert!(directory.path().join("byline.db-wal").is_file() && directory.path().join("byline.db-shm").is_file());
    all_private();
    drop(store);
    // One that an earlier version made.
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
    let store = open(&path);
    put(&*store, [samples::record(2)]).await;
    all_private();
}

#[tokio::test]
async fn throwaway_stores_share_nothing_and_leave_nothing() {
    let names = || -> Vec<_> {
        let prefix = format!("byline-{}-", std::process::id());
        let entries = std::fs::read_dir(std::env::temp_dir()).unwrap().filter_map(Result::ok);
        entries.map(|it| it.file_name()).filter(|it| it.to_string_lossy().starts_with(&prefix)).collect()
    };
    let (one, two) = (SqliteStore::throwaway().unwrap(), SqliteStore::throwaway().unwrap());
    put(&*one, [samples::record(1)]).await;
    assert!(one.head(samples::orcid(1)).await.unwrap().is_some());
    assert!(two.head(samples::orcid(1)).await.unwrap().is_none());
    // Another test of this process may be opening one: that takes milliseconds.
    let none_left = async || {
        for _ in 0..500 {
            if names().is_empty() {
                return true;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        false
    };
    assert!(!cfg!(unix) || none_left().await, "{:?} are still there while in use", names());
    drop((one, two));
    assert!(none_left().await, "{:?} are left", names());
}

#[tokio::test]
async fn a_copy_is_a_store() {
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("copy.db");
    let store = SqliteStore::throwaway().unwrap();
    put(&*store, [samples::record(1), samples::put_item(1, ItemKind::Work, 5)]).await;
    store.copy_to(&copy).await.unwrap();
    put(&*store, [Change::DeleteRecord(samples::orcid(1))]).await;

    let image = std::fs::read(&copy).unwrap();
    for store in [open(&copy), SqliteStore::throwaway_from(Some(&image)).unwrap()] {
        let snapshot = store.snapshot(samples::orcid(1), KindRange::ALL).await.unwrap().unwrap();
        assert_eq!(snapshot.items.len(), 1);
        put(&*store, [samples::put_item(1, ItemKind::Work, 6)]).await;
    }
    assert!(store.copy_to(&copy).await.is_err(), "an existing file is left alone");
}

/// Under load a passive checkpoint never reaches the end of the log; the writer has to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_write_ahead_log_stays_short_under_load() {
    const LONGEST: u64 = 2 << 20;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("byline.db");
    let store = SqliteStore::open(&path, Options { longest_log: LONGEST, ..Options::small() }).unwrap();
    put(&*store, [samples::record(1)]).await;
    let reader = {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            loop {
                let _read = store.snapshot(samples::orcid(1), KindRange::ALL).await.unwrap();
                tokio::task::yield_now().await;
            }
        })
    };
    let body = format!(r#"{{"title":"{}"}}"#, "x".repeat(4000));
    for number in 1..=3000 {
        let item = samples::item(ItemKind::Work, number % 50, &body);
        put(&*store, [Change::PutItem { owner: samples::orcid(1), item: Box::new(item) }]).await;
    }
    reader.abort();
    let length = std::fs::metadata(directory.path().join("byline.db-wal")).unwrap().len();
    assert!(length < 2 * LONGEST, "{length}");
}

#[tokio::test]
async fn accepted_writes_are_finished_before_the_file_closes() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("byline.db");
    let store = open(&path);
    put(&*store, [samples::record(1)]).await;
    for number in 1..=100 {
        let item = [samples::put_item(1, ItemKind::Work, number)];
        // Asked once, then given up: the request is on its way all the same.
        tokio::select! {
            biased;
            _ = put(&*store, item) => {}
            () = std::future::ready(()) => {}
        }
    }
    drop(store);
    let store = open(&path);
    let snapshot = store.snapshot(samples::orcid(1), KindRange::ALL).await.unwrap().unwrap();
    assert_eq!(snapshot.items.len(), 100);
    assert_eq!(store.log_after(0, 1000).await.unwrap().len(), 101);
}

//! How SQLite goes about what it is asked: nothing reads a whole table that grows.
//!
//! The suite of `store` is run with an ear on the connections, and each statement that was heard is explained. One that
//! reads a table or an index from end to end, or sorts what it read, fails the test unless it is named here, with the
//! reason why it does no harm.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use byline_store::AccountStore;
use byline_store::conformance::accounts::AccountHarness;
use byline_store::conformance::calls::{self, Asked, CountingHarness};
use byline_store::conformance::lists;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::statements::Heard;
use crate::{Options, SqliteStore};

/// Tables that have a few rows, however large the registry is.
const SMALL: &[(&str, &str)] = &[("meta", "one row"), ("signing_keys", "one row for each rotation")];

/// Statements that read or sort more than an index leads them to: how each begins, and why.
const EXCEPTIONS: &[(&str, &str)] = &[(
    "INSERT INTO journal_places (list, key, at, number)",
    "sorts the entries that wait for their places, of which there are few",
)];

/// A store whose statements are heard.
pub struct Listening {
    folder: TempDir,
    heard: Mutex<Heard>,
}

impl Listening {
    pub fn new() -> Self {
        Listening { folder: TempDir::new().unwrap(), heard: Mutex::default() }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("byline.db")
    }

    pub fn heard(&self) -> Heard {
        self.heard.lock().unwrap().clone()
    }
}

impl Listening {
    /// The store as this crate knows it.
    pub fn open_sqlite(&self) -> Arc<SqliteStore> {
        let store = SqliteStore::open(self.path(), Options::small()).unwrap();
        *self.heard.lock().unwrap() = store.heard().clone();
        store
    }
}

#[async_trait]
impl AccountHarness for Listening {
    async fn open(&self) -> Arc<dyn AccountStore> {
        self.open_sqlite()
    }
}

impl CountingHarness for Listening {
    fn asked(&self) -> Asked {
        self.heard().asked()
    }
}

/// What a statement does that its author should know of.
pub fn complaints(conn: &Connection, sql: &str) -> Vec<String> {
    if ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "VACUUM"].iter().any(|it| sql.starts_with(it))
    {
        return Vec::new();
    }
    if EXCEPTIONS.iter().any(|(beginning, _)| sql.starts_with(beginning)) {
        return Vec::new();
    }
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let parameters = statement.parameter_count();
    let nothing = rusqlite::params_from_iter(std::iter::repeat_n(rusqlite::types::Null, parameters));
    let steps = statement.query_map(nothing, |row| row.get::<_, String>(3)).unwrap();
    let steps: Vec<_> = steps.map(Result::unwrap).collect();
    steps.into_iter().filter(|step| is_complaint(step, sql)).collect()
}

fn is_complaint(step: &str, sql: &str) -> bool {
    if let Some(table) = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()) {
        // What the statement makes itself, or was given as a list.
        let is_own = step.contains("VIRTUAL TABLE")
            || table == "CONSTANT"
            || table.starts_with('(')
            || sql.contains(&format!(") AS {table} "))
            || sql.contains(&format!("{table}("));
        return !is_own && !SMALL.iter().any(|(small, _)| *small == table);
    }
    step.starts_with("USE TEMP B-TREE")
}

/// A database as this version makes it, to explain statements on.
pub fn explaining() -> Connection {
    let mut conn = Connection::open_in_memory().unwrap();
    crate::migrate::run(&mut conn).unwrap();
    conn
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_statement_reads_a_whole_table_that_grows() {
    let listening = Listening::new();
    lists::lists_are_the_same_in_any_stretch(&listening).await;
    let conn = explaining();
    let mut found = Vec::new();
    for sql in listening.heard().texts() {
        let complaints = complaints(&conn, &sql);
        if !complaints.is_empty() {
            found.push((sql, complaints));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_cost_what_their_rows_say() {
    calls::cost_what_their_rows_say(&Listening::new()).await;
}

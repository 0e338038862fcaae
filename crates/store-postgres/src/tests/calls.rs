//! What each call costs: turns to the database, and how the database goes about what it is asked.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use byline_store::AccountStore;
use byline_store::conformance::accounts::AccountHarness;
use byline_store::conformance::calls::{self, Asked, CountingHarness};
use byline_store::conformance::lists;
use tokio_postgres::{Client, NoTls};

use super::{OnServer, on_server};
use crate::heard::Heard;

/// A commit is two turns: locks and guards, then changes and its end. It may be one more where something hangs on what a
/// statement finds.
const MOST_OF_A_WRITE: u64 = 3;
/// A transaction begins, takes its locks, and looks at what it is about to change.
const BEFORE_A_WRITE: u64 = 6;

/// A store whose statements are counted.
struct Listening {
    server: OnServer,
    heard: Mutex<Arc<Heard>>,
}

#[async_trait]
impl AccountHarness for Listening {
    async fn open(&self) -> Arc<dyn AccountStore> {
        let store = self.server.store().await;
        *self.heard.lock().unwrap() = Arc::clone(store.pool().heard());
        store
    }
}

impl CountingHarness for Listening {
    fn asked(&self) -> Asked {
        let (turns, statements) = self.heard.lock().unwrap().counted();
        Asked { turns, statements }
    }

    fn most(&self, call: &'static str, most: Asked) -> Asked {
        match call {
            "commit" | "commit_shared" => {
                Asked { turns: MOST_OF_A_WRITE, statements: most.statements + BEFORE_A_WRITE }
            }
            // Other tests write to databases of their own on the same server, whose transactions are told apart.
            "newest_in_log" | "log_after" => Asked { turns: most.turns + 1, statements: most.statements + 1 },
            _ => most,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_is_one_turn_and_a_write_at_most_three() {
    let listening = Listening { server: on_server!("calls"), heard: Mutex::default() };
    calls::cost_what_their_rows_say(&listening).await;
}

/// Tables that have a few rows, however large the registry is.
const SMALL: &[(&str, &str)] = &[
    ("meta", "one row"),
    ("put_codes", "one row"),
    ("counters", "sixteen rows for each of three names"),
    ("signing_keys", "one row for each rotation"),
    ("migrations", "one row for each change of the schema"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_leads_to_what_each_statement_reads() {
    // What the other tests of this process asked by now is explained, too.
    let listening = Listening { server: on_server!("plans"), heard: Mutex::default() };
    lists::lists_are_the_same_in_any_stretch(&listening).await;
    let texts = crate::heard::texts();
    assert!(texts.len() > 20, "{} statements were heard", texts.len());
    let (client, connection) = tokio_postgres::connect(listening.server.0.url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    // Where there is no index, a table is read as a whole even so.
    client.batch_execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan").await.unwrap();
    let mut found = Vec::new();
    for sql in texts {
        let complaints = complaints(&client, &sql).await;
        if !complaints.is_empty() {
            found.push((sql, complaints));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The steps of a statement's plan that read a table from end to end, for want of an index.
async fn complaints(client: &Client, sql: &str) -> Vec<String> {
    if ["BEGIN", "COMMIT", "ROLLBACK"].contains(&sql) {
        return Vec::new();
    }
    client.batch_execute(&format!("DEALLOCATE ALL; PREPARE it AS {sql}")).await.unwrap_or_else(|error| {
        panic!("{sql}: {error:?}");
    });
    let count = "SELECT coalesce(array_length(parameter_types, 1), 0) FROM pg_prepared_statements WHERE name = 'it'";
    let [row] = &client.simple_query(count).await.unwrap()[1..2] else { panic!("it was prepared") };
    let tokio_postgres::SimpleQueryMessage::Row(row) = row else { panic!("a count is a row") };
    let parameters: usize = row.get(0).unwrap().parse().unwrap();
    let nothing = vec!["NULL"; parameters].join(", ");
    let execute = if parameters == 0 { "it".to_owned() } else { format!("it({nothing})") };
    let steps = client.simple_query(&format!("EXPLAIN (COSTS OFF) EXECUTE {execute}")).await.unwrap();
    let steps: Vec<String> = steps
        .iter()
        .filter_map(|it| match it {
            tokio_postgres::SimpleQueryMessage::Row(row) => Some(row.get(0)?.trim().to_owned()),
            _ => None,
        })
        .collect();
    let is_whole = |step: &&String| {
        let table = step.split("Seq Scan on ").nth(1).and_then(|rest| rest.split(' ').next());
        table.is_some_and(|table| !SMALL.iter().any(|(small, _)| *small == table))
    };
    steps.iter().filter(is_whole).cloned().collect()
}

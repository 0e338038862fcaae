//! The schema, and what is written about it.

use std::collections::{BTreeMap, BTreeSet};

use tokio_postgres::NoTls;

use super::on_server;
use crate::{Options, PostgresStore};

const PAGE: &str = include_str!("../../../../docs/decisions/0045-postgresql.md");

/// Rows of the page's tables: the first cell, and the second.
fn rows() -> BTreeMap<&'static str, &'static str> {
    let cells = |line: &'static str| {
        let mut cells = line.strip_prefix("| `")?.split(" | ");
        Some((cells.next()?.trim_end_matches('`'), cells.next()?.trim_matches('`')))
    };
    PAGE.lines().filter_map(cells).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_table_is_on_the_page_with_what_leads_its_key() {
    let server = on_server!("each_table_is_on_the_page");
    drop(server.store().await);
    let (client, connection) = tokio_postgres::connect(server.0.url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    let sql = "SELECT c.relname::text, a.attname::text FROM pg_class c
        LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace";
    let found = client.query(sql, &[]).await.unwrap();
    let found: BTreeMap<String, Option<String>> = found.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert!(found.len() > 20);
    let rows = rows();
    for (table, key) in &found {
        let said = rows.get(table.as_str()).unwrap_or_else(|| panic!("{table} is not on the page of decision 42"));
        assert_eq!(Some(*said), key.as_deref(), "what leads the key of {table}");
    }
    let known: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    let unknown: Vec<_> = rows.keys().filter(|it| !known.contains(**it)).collect();
    assert_eq!(unknown, Vec::<&&str>::new(), "on the page and not in the schema");
}

/// Several nodes that start at once bring the schema up to date once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn migrations_run_once() {
    let server = on_server!("migrations_run_once");
    let url = server.0.url().to_owned();
    let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
    let starts: Vec<_> = (0..4)
        .map(|_| {
            let options = Options::new(url.parse().unwrap());
            tokio::spawn(async move { PostgresStore::migrate(&options).await.unwrap() })
        })
        .collect();
    let mut applied = 0;
    for start in starts {
        applied += start.await.unwrap();
    }
    assert_eq!(applied, crate::migrate::MIGRATIONS.len());
    client.execute("UPDATE migrations SET checksum = checksum + 1", &[]).await.unwrap();
    let refused = PostgresStore::migrate(&Options::new(url.parse().unwrap())).await.unwrap_err().to_string();
    assert!(refused.contains("is not the one that this version knows"), "{refused}");
}

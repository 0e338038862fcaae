//! The change log where it is hard: transactions that end in another order than they began, several processes, a cluster
//! that counts anew.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use byline_model::ItemKind;
use byline_store::conformance::put;
use byline_store::conformance::samples::{NOW, orcid, put_item, record};
use byline_store::{ChangeSet, Guard, LogEntry, Store, StoreError};
use tokio_postgres::{Client, NoTls};

use super::on_server;
use crate::{Options, PostgresStore};

/// Long enough for any machine; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(60);
/// Long enough for something that must not happen.
const WHILE: Duration = Duration::from_millis(150);

/// A session of its own, with a transaction that has its number.
async fn under_way(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("BEGIN").await.unwrap();
    client.query_one("SELECT pg_current_xact_id()", &[]).await.unwrap();
    client
}

/// Puts an entry about a record into the log, as the transaction under way.
async fn enter(client: &Client, number: u64) {
    let entry = "INSERT INTO change_log (sequence, at, orcid, entries) SELECT ((pg_current_xact_id()::text::bigint
        + log_base) << 20) + 1, 0, $1, '\\x80ffffffffffffffffff' FROM meta";
    client.execute(entry, &[&byline_store::rows::orcid_code(orcid(number))]).await.unwrap();
}

fn about(entries: &[LogEntry]) -> Vec<u64> {
    let first = orcid(0).base();
    entries.iter().map(|it| it.orcid.expect("about a record").base() - first).collect()
}

/// D-21
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_transaction_is_waited_for() {
    let server = on_server!("an_older_transaction_is_waited_for");
    let store = server.store().await;
    for ending in ["COMMIT", "ROLLBACK"] {
        let before = store.newest_in_log().await.unwrap();
        let older = under_way(server.0.url()).await;
        enter(&older, 7).await;
        let committed = put(&*store, [record(1)]).await.sequence;
        let reading = {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.log_after(before, 10).await.unwrap() })
        };
        let newest = {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.newest_in_log().await.unwrap() })
        };
        tokio::time::sleep(WHILE).await;
        assert!(!reading.is_finished() && !newest.is_finished(), "what comes later would be skipped");
        older.batch_execute(ending).await.unwrap();
        let found = tokio::time::timeout(PATIENCE, reading).await.expect("it goes on").unwrap();
        let expected: &[u64] = if ending == "COMMIT" { &[7, 1] } else { &[1] };
        assert_eq!(about(&found), expected);
        assert_eq!(newest.await.unwrap(), committed);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_before_an_older_transaction_is_read_meanwhile() {
    let server = on_server!("what_is_before_an_older_transaction_is_read_meanwhile");
    let store = server.store().await;
    put(&*store, [record(1), record(2)]).await;
    let older = under_way(server.0.url()).await;
    assert_eq!(about(&store.log_after(0, 10).await.unwrap()), [1, 2], "nothing newer is there to be waited for");
    put(&*store, [record(3)]).await;
    assert_eq!(about(&store.log_after(0, 2).await.unwrap()), [1, 2], "a page is full without it");
    older.batch_execute("COMMIT").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transactions_of_other_databases_are_not_waited_for() {
    let (server, other) = (on_server!("transactions_of_other_databases"), on_server!("another database"));
    let store = server.store().await;
    let elsewhere = under_way(other.0.url()).await;
    let sequence = put(&*store, [record(1)]).await.sequence;
    let read = async { (store.newest_in_log().await.unwrap(), store.log_after(0, 10).await.unwrap().len()) };
    assert_eq!(tokio::time::timeout(Duration::from_secs(5), read).await.expect("nobody waits"), (sequence, 1));
    elsewhere.batch_execute("COMMIT").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_writer_that_is_stuck_holds_the_log_for_its_time_out_alone() {
    let server = on_server!("a_writer_that_is_stuck");
    let short = Options { patience: Duration::from_millis(700), ..server.0.options() };
    let store = server.store_with(short.clone()).await;
    let pool = crate::pool::Pool::new(&short).unwrap();
    let mut stuck = pool.conn().await.unwrap();
    let begin = ["BEGIN", "SELECT pg_current_xact_id()::text"].map(|sql| crate::query::Query::new(sql, Vec::new()));
    stuck.run(&begin).await.unwrap();
    put(&*store, [record(1)]).await;
    let read = tokio::time::timeout(PATIENCE, store.log_after(0, 10)).await.expect("it ends");
    assert_eq!(about(&read.unwrap()), [1]);
    assert!(stuck.run(&begin[1..]).await.is_err(), "its transaction was ended");
}

/// D-21
///
/// Many writers on two nodes; of each record, whose versions are guarded, all stands in the log in order, and whoever
/// follows the log meanwhile meets each entry once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_load_nothing_is_skipped_and_records_are_in_order() {
    const WRITERS: u64 = 16;
    const EACH: u64 = 40;
    const RECORDS: u64 = 5;
    let server = on_server!("under_load");
    let nodes = [server.store().await, server.store().await];
    put(&*nodes[0], (0..RECORDS).map(record)).await;
    let start = nodes[0].newest_in_log().await.unwrap();
    let expected = usize::try_from(WRITERS * EACH * 2).unwrap();
    let followers: Vec<_> = nodes.iter().map(|it| tokio::spawn(follow(Arc::clone(it), start, expected))).collect();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store = Arc::clone(&nodes[usize::try_from(writer % 2).unwrap()]);
            tokio::spawn(async move {
                let mut done = Vec::new();
                for step in 0..EACH {
                    done.extend(write(&store, writer, step).await);
                }
                done
            })
        })
        .collect();
    let mut versions: BTreeMap<u64, BTreeMap<u64, u64>> = BTreeMap::new();
    for writer in writers {
        for (owner, version, sequence) in writer.await.unwrap() {
            assert_eq!(
                versions.entry(owner).or_default().insert(version, sequence),
                None,
                "a version is of one commit"
            );
        }
    }
    for (owner, sequences) in versions {
        assert!(sequences.values().is_sorted(), "{owner}: {sequences:?}");
    }
    for follower in followers {
        let seen = tokio::time::timeout(PATIENCE, follower).await.expect("all of it comes").unwrap();
        let numbers: Vec<_> = seen.iter().map(|it| it.sequence).collect();
        assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
        let items: HashSet<_> = seen.iter().map(|it| (it.orcid, it.put_code)).collect();
        assert_eq!((seen.len(), items.len()), (expected, expected));
    }

    /// Adds an item to each of two records, as they were read; returns the versions they got, and the number in the log.
    async fn write(store: &PostgresStore, writer: u64, step: u64) -> [(u64, u64, u64); 2] {
        let owners = [(writer + step) % RECORDS, (writer + step * 3 + 1 + (writer + step) % (RECORDS - 1)) % RECORDS];
        let owners = if owners[0] == owners[1] { [owners[0], (owners[1] + 1) % RECORDS] } else { owners };
        loop {
            let mut set = ChangeSet::new(NOW);
            let mut versions = [0; 2];
            for (version, owner) in versions.iter_mut().zip(owners) {
                *version = store.head(orcid(owner)).await.unwrap().unwrap().version;
                let number = 1 + (writer * EACH + step) * RECORDS + owner;
                set = set.guard(Guard::RecordVersion(orcid(owner), *version));
                set = set.with(put_item(owner, ItemKind::Work, number));
            }
            match store.commit(set).await {
                Ok(done) => return [0, 1].map(|it| (owners[it], versions[it] + 1, done.sequence)),
                Err(StoreError::Conflict(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
    }

    async fn follow(store: Arc<PostgresStore>, start: u64, expected: usize) -> Vec<LogEntry> {
        let mut seen: Vec<LogEntry> = Vec::new();
        while seen.len() < expected {
            let cursor = seen.last().map_or(start, |it| it.sequence);
            store.wait_for_log(cursor).await;
            seen.extend(store.log_after(cursor, 7).await.unwrap());
        }
        seen
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_go_on_in_a_cluster_that_counts_anew() {
    let server = on_server!("numbers_go_on");
    let store = server.store().await;
    put(&*store, [record(1)]).await;
    drop(store);
    // As if the log had been written where a trillion transactions were before.
    let (client, connection) = tokio_postgres::connect(server.0.url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    client.execute("UPDATE change_log SET sequence = sequence + (1000000000000 << 20)", &[]).await.unwrap();
    let store = server.store().await;
    let before = store.newest_in_log().await.unwrap();
    let after = put(&*store, [record(2)]).await.sequence;
    assert!(after > before && before > 1_000_000_000_000 << 20);
    assert_eq!(about(&store.log_after(0, 10).await.unwrap()), [1, 2]);
    drop(store);
    assert_eq!(server.store().await.newest_in_log().await.unwrap(), after, "once");
}

/// D-23
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_node_commits_counts_on_the_other_at_once() {
    use byline_model::client::RevocationReason;
    use byline_store::Change;
    use byline_store::conformance::samples::{hash, token};
    let server = on_server!("what_a_node_commits");
    let nodes = [server.store().await, server.store().await];
    put(&*nodes[0], [record(1)]).await;
    let mut leased = HashSet::new();
    for round in 1..=30 {
        let (here, there) =
            (&nodes[usize::try_from(round % 2).unwrap()], &nodes[usize::try_from((round + 1) % 2).unwrap()]);
        put(&**here, [Change::PutToken(Box::new(token(round, 1, Some(1)))), record(1)]).await;
        assert_eq!(there.head(orcid(1)).await.unwrap().unwrap().version, 1 + round);
        assert!(there.token(hash(round)).await.unwrap().unwrap().revoked.is_none());
        let reason = RevocationReason::UserRevoked;
        put(&**there, [Change::RevokeToken { access: hash(round), at: NOW, reason }]).await;
        assert!(here.token(hash(round)).await.unwrap().unwrap().revoked.is_some());
        for number in here.lease_put_codes(3).await.unwrap() {
            assert!(leased.insert(number), "{number} was handed out twice");
        }
    }
    let before = nodes[0].newest_in_log().await.unwrap();
    let waiting = {
        let node = Arc::clone(&nodes[1]);
        tokio::spawn(async move { node.wait_for_log(before).await })
    };
    let sequence = put(&*nodes[0], [record(2)]).await.sequence;
    assert_eq!(tokio::time::timeout(PATIENCE, waiting).await.expect("it is woken").unwrap(), sequence);
}

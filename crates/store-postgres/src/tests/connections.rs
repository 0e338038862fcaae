//! How the database is reached, and what is told when it is not.

use byline_store::{Store, StoreError};
use tokio_postgres::{Client, NoTls};

use super::{OnServer, on_server};
use crate::server::Network;
use crate::{Options, PostgresStore};

/// Somebody with a connection through the socket.
async fn admin(server: &OnServer) -> Client {
    let (client, connection) = tokio_postgres::connect(server.0.url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// What is told when the database cannot be opened.
async fn refusal(options: Options) -> String {
    match PostgresStore::open(options).await {
        Ok(_) => panic!("it was opened"),
        Err(error) => error.to_string(),
    }
}

fn options(address: &str) -> Options {
    Options::new(address.parse().unwrap())
}

/// A user of the server with the password `right`, and where they find the database, with what they are `allowed`.
async fn user(server: &OnServer, name: &str, allowed: &str) -> Option<(Network, String)> {
    let network = server.0.network().cloned()?;
    admin(server).await.batch_execute(&format!("CREATE ROLE {name} LOGIN {allowed} PASSWORD 'right'")).await.unwrap();
    let place = format!("{}/{}", network.port, server.0.name());
    Some((network, place))
}

async fn is_encrypted(store: &PostgresStore) -> bool {
    let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    store.pool().one(crate::query::Query::new(sql, Vec::new())).await.unwrap().is_true().unwrap()
}

/// OPS-06
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_over_a_network_are_encrypted_to_whom_they_should_be() {
    let server = on_server!("connections_over_a_network_are_encrypted");
    let Some((network, place)) = user(&server, "encrypted", "SUPERUSER").await else { return };
    let authority = network.authority.display();
    let with = |host: &str, parameters: &str| Options {
        password: Some("right".into()),
        ..options(&format!("postgres://encrypted@{host}:{place}?{parameters}"))
    };
    for (host, parameters, encrypted) in [
        ("localhost", format!("sslmode=verify-full&sslrootcert={authority}"), true),
        ("localhost", format!("sslrootcert={authority}"), true),
        ("127.0.0.1", "sslmode=require".into(), true),
        ("127.0.0.1", String::new(), false),
        ("localhost", "sslmode=disable".into(), false),
    ] {
        let store = PostgresStore::open(with(host, &parameters)).await.unwrap();
        assert_eq!(is_encrypted(&store).await, encrypted, "{host} {parameters}");
    }
    for (host, parameters, told) in [
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={authority}"), "certificate not valid for name"),
        ("localhost", "sslmode=verify-full".into(), "UnknownIssuer"),
        ("localhost", "sslrootcert=/nowhere.pem".into(), "sslrootcert /nowhere.pem: No such file"),
        ("localhost", format!("sslrootcert={}", network.authority.with_file_name("key.pem").display()), "in PEM"),
    ] {
        let said = refusal(with(host, &parameters)).await;
        assert!(said.contains(told), "{host} {parameters}: {said}");
    }
}

/// OPS-06
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_cannot_open_a_database_is_told_why() {
    let server = on_server!("whoever_cannot_open_a_database");
    let Some((_, place)) = user(&server, "nobody_much", "").await else { return };
    let address = format!("postgres://nobody_much@127.0.0.1:{place}");
    let nowhere = address.replace(server.0.name(), "nowhere");
    let right = Some("right".to_owned());
    for (options, told) in [
        (options("postgres://u@127.0.0.1:1/byline"), "Connection refused"),
        (options(&address), "password missing"),
        (Options { password: Some("wrong".into()), ..options(&address) }, "password authentication failed for user"),
        (Options { password: right.clone(), ..options(&nowhere) }, "database \"nowhere\" does not exist"),
    ] {
        let said = refusal(options).await;
        assert!(said.contains(told), "{said}");
    }

    let admin = admin(&server).await;
    admin.batch_execute("GRANT SELECT ON migrations TO nobody_much; DELETE FROM migrations").await.unwrap();
    let said = refusal(Options { password: right, ..options(&address) }).await;
    assert!(said.contains("of an older version") && said.contains("`byline migrate`"), "{said}");
    admin.batch_execute("DROP TABLE migrations").await.unwrap();
    assert!(refusal(server.0.options()).await.contains("tables of something else"));
    admin.batch_execute("CREATE TABLE migrations (id bigint)").await.unwrap();
    assert!(refusal(server.0.options()).await.contains("tables of something else"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newer_schema_is_served_and_an_older_one_is_not() {
    let server = on_server!("a_newer_schema_is_served");
    let admin = admin(&server).await;
    let store = server.store().await;
    store.check_schema().await.unwrap();
    admin.execute("INSERT INTO migrations VALUES (9999, 'of_tomorrow', 1)", &[]).await.unwrap();
    store.check_schema().await.unwrap();
    server.store().await.check_schema().await.unwrap();
    // Somebody restored what was there before an upgrade, under a server that runs.
    admin.execute("DELETE FROM migrations", &[]).await.unwrap();
    assert!(matches!(store.check_schema().await, Err(StoreError::Unavailable(_))));
}

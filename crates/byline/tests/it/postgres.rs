//! Registries in PostgreSQL: every command on one, and nodes that share one.

use std::path::Path;
use std::process::{Command, Output};

use byline_store_postgres::server::{Database, skipped};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::mail_server::{Browser, MailServer, eventually, python};
use crate::support::{AMELIE, Running, byline, root, skip, text};

const BEA: &str = "bea@alderwick.example";

/// A database with the demo in it.
async fn registry(test: &str) -> Option<(Database, TempDir)> {
    let Some(database) = Database::create().await else {
        skipped(test);
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    done(on(&database, &["import", "--data"]).arg(folder.path()).arg(root().join("demo")));
    Some((database, folder))
}

fn on(database: &Database, arguments: &[&str]) -> Command {
    let mut command = byline();
    command.env("BYLINE_DATABASE", database.url()).args(arguments);
    command
}

/// Runs a command that ends well.
fn done(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", text(&output.stderr));
    output
}

/// Why a command does not do what it was asked.
fn refused(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{command:?}: {}", text(&output.stdout));
    text(&output.stderr)
}

fn node(database: &Database, folder: &Path) -> Running {
    Running::start(on(database, &["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder))
}

/// OPS-06
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_command_works_on_a_server_also_while_nodes_run() {
    let Some((database, folder)) = registry("every_command_works_on_a_server").await else { return };
    let node = node(&database, &folder.path().join("node"));
    let record = node.json(&format!("/pub/v3.0/{AMELIE}/record")).await;
    assert_eq!(record["orcid-identifier"]["path"], AMELIE);

    let made = done(&mut on(&database, &["client", "create", "--name", "A press", "--type", "updater"]));
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    let listed = text(&done(&mut on(&database, &["client", "list"])).stdout);
    assert!(listed.contains(made["id"].as_str().unwrap()), "{listed}");
    for arguments in [
        &["journal"][..],
        &["check"],
        &["mail", "list"],
        &["mail", "retry", "--all"],
        &["webhooks", "list"],
        &["webhooks", "retry", "--all"],
        &["keys", "rotate"],
        &["keys", "list"],
        &["migrate"],
    ] {
        done(&mut on(&database, arguments));
    }
    let journal = text(&done(&mut on(&database, &["journal", "--actor", "operator"])).stdout);
    assert!(journal.contains(made["id"].as_str().unwrap()), "{journal}");
    let own = folder.path().join("own");
    done(on(&database, &["reindex", "--data"]).arg(&own));
    let found = done(on(&database, &["search", "--json", "orcid:0009-9000-0000-0010", "--data"]).arg(&own));
    assert_eq!(serde_json::from_slice::<Value>(&found.stdout).unwrap()["num-found"], 1);
    let out = folder.path().join("out");
    done(on(&database, &["export", "--fixture"]).arg(&out));
    assert!(out.join("registry.toml").is_file());

    let backup = refused(on(&database, &["backup"]).arg(folder.path().join("a.bak")));
    assert!(backup.contains("pg_dump") && backup.contains("PITR") && backup.contains("postgres://"), "{backup}");
    let generate = refused(&mut on(&database, &["generate", "--people", "3", "--data", out.to_str().unwrap()]));
    assert!(generate.contains("records in the registry already"), "{generate}");
}

/// OPS-06
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_cannot_reach_a_database_is_told_which_and_why() {
    let nowhere = "postgres://byline@127.0.0.1:1/byline";
    let folder = tempfile::tempdir().unwrap();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--database", nowhere];
    let homeless = refused(byline().args(serve));
    assert!(homeless.contains("a folder of its own") && homeless.contains("--data DIR"), "{homeless}");
    for arguments in
        [&[&serve[..], &["--data", folder.path().to_str().unwrap()]].concat()[..], &["journal", "--database", nowhere]]
    {
        let said = refused(byline().args(arguments));
        assert!(said.contains(&format!("cannot use the registry in {nowhere}")), "{said}");
        assert!(said.contains("Connection refused"), "{said}");
    }
    let shown = byline().args(["config", "show", "--database", "postgres://u:horse@db/byline"]).output().unwrap();
    let said = text(&shown.stderr) + &text(&shown.stdout);
    assert!(said.contains("everybody sees a password in an address") && !said.contains("horse"), "{said}");
}

/// OPS-07
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_at_one_node_is_searched_at_the_other() {
    let Some((database, folder)) = registry("what_is_written_at_one_node_is_searched").await else { return };
    let (one, other) = (node(&database, &folder.path().join("one")), node(&database, &folder.path().join("other")));
    let found = async |node: &Running| node.json("/pub/v3.0/search/?q=family-name:Probe").await["num-found"].clone();
    // Either makes its index first.
    for node in [&one, &other] {
        eventually(async || (found(node).await == 0).then_some(())).await;
    }
    let mut bea = Browser::new(&one);
    bea.register(BEA).await;
    assert_eq!((found(&other).await, found(&one).await), (json!(1), json!(1)), "at once");
    let mut bea = bea.at(&other);
    assert_eq!(bea.get("/my-orcid").await.status, 200);
    // A node that was away takes in what it missed.
    drop(bea);
    drop(other);
    let password = folder.path().join("password");
    std::fs::write(&password, "correct horse 8").unwrap();
    let cleo =
        ["person", "create", "--given-names", "Cleo", "--family-name", "Probe", "--email", "cleo@alderwick.example"];
    done(on(&database, &cleo).stdin(std::fs::File::open(&password).unwrap()));
    let other = node(&database, &folder.path().join("other"));
    let caught_up = async || (found(&other).await == 2).then_some(());
    eventually(caught_up).await;
}

/// OPS-07
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_send_each_mail_once() {
    let Some(python) = python() else { return skip("nodes_send_each_mail_once", "no Python with aiosmtpd") };
    let Some((database, folder)) = registry("nodes_send_each_mail_once").await else { return };
    let server = MailServer::start(&python, &json!({}));
    let nodes: Vec<Running> = ["one", "other", "third"]
        .iter()
        .map(|name| {
            let mut command = on(&database, &["serve", "--listen", "127.0.0.1:0", "--data"]);
            command.arg(folder.path().join(name)).envs([
                ("BYLINE_MAIL_SERVER", &*server.url()),
                ("BYLINE_MAIL_FROM", "no-reply@registry.example.org"),
                ("BYLINE_MAIL_STARTTLS", "never"),
            ]);
            Running::start(&mut command)
        })
        .collect();
    let mut asked = Vec::new();
    for number in 0..12 {
        let address = format!("nobody-{number}@alderwick.example");
        Browser::new(&nodes[number % nodes.len()]).asks_for_a_mail(&address).await;
        asked.push(address);
    }
    let mut sent: Vec<String> =
        asked.iter().map(|_| server.next("mail")["to"][0].as_str().unwrap().to_owned()).collect();
    sent.sort();
    asked.sort();
    assert_eq!(sent, asked);
    server.expect_silence();
}

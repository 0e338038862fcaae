//! `docs/clients.md`: what the clients did, written by the run that saw it.

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use crate::support::root;
use crate::table::{CLIENTS, Client, Hosts};

const BEGIN: &str = "<!-- begin: clients -->\n";
const END: &str = "<!-- end: clients -->";
const HEAD: &str = "| Client | Version | Takes it for | What it did |\n| --- | --- | --- | --- |\n";

/// Tests of one run write the same page.
static PAGE: Mutex<()> = Mutex::new(());

fn page() -> PathBuf {
    root().join("docs/clients.md")
}

/// Before the table, its rows, and after it.
fn read() -> (String, Vec<String>, String) {
    let text = fs::read_to_string(page()).expect("docs/clients.md");
    let (before, rest) = text.split_once(BEGIN).expect("the table begins");
    let (table, after) = rest.split_once(END).expect("the table ends");
    let rows = table.lines().skip(2).map(str::to_owned).collect();
    (before.to_owned(), rows, after.to_owned())
}

fn start(client: &Client) -> String {
    format!("| `{}` |", client.name)
}

pub fn row(client: &Client, version: &str, did: &[String]) -> String {
    let takes_it_for = match client.hosts {
        Hosts::Fixed => format!("{}, always", client.registry),
        Hosts::Told => format!("{}, as it is told", client.registry),
        Hosts::File => "the annual data file".to_owned(),
    };
    format!("{} {version} | {takes_it_for} | {} |", start(client), did.join("; "))
}

/// Holds the page to a row; or writes it there, when that is asked for.
pub fn hold(client: &Client, row: &str) {
    let _alone = PAGE.lock().expect("no test panics while holding it");
    let (before, mut rows, after) = read();
    if std::env::var_os("BYLINE_WRITE_CLIENTS").is_none() {
        let stale = "docs/clients.md is not what this run saw; `cargo xtask clients --write` writes it";
        assert_eq!(rows.iter().find(|it| it.starts_with(&start(client))).map(String::as_str), Some(row), "{stale}");
        return;
    }
    rows.retain(|it| !it.starts_with(&start(client)));
    rows.push(row.to_owned());
    let place = |row: &String| CLIENTS.iter().position(|it| row.starts_with(&start(it)));
    rows.retain(|row| place(row).is_some());
    rows.sort_by_key(place);
    let text = format!("{before}{BEGIN}{HEAD}{}\n{END}{after}", rows.join("\n"));
    fs::write(page(), text).expect("the page can be written");
}

#[test]
fn every_client_has_its_row_and_no_other_is_there() {
    if std::env::var_os("BYLINE_WRITE_CLIENTS").is_some() {
        return;
    }
    let names: Vec<_> = read().1.iter().map(|row| row.split('`').nth(1).unwrap_or_default().to_owned()).collect();
    assert_eq!(names, CLIENTS.iter().map(|it| it.name).collect::<Vec<_>>());
}

#[test]
fn every_scenario_is_of_a_client() {
    let scripts = fs::read_dir(root().join("crates/byline/tests/clients/scenarios")).expect("a folder");
    for script in scripts.map(|it| it.expect("a file").path()).filter(|it| it.is_file()) {
        let name = script.file_stem().expect("a name").to_str().expect("a text");
        let of_a_client = |name| CLIENTS.iter().any(|it| it.test == name);
        let shared = ["scenario", "person"].contains(&name);
        assert!(shared || name.strip_prefix("with_").is_some_and(of_a_client), "{}", script.display());
    }
}

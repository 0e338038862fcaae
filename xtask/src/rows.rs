//! The rows of the workspace: a crate depends only on rows beneath its own.
//!
//! The order keeps rules where they can be tested without what lies above: the model knows no store, use cases know
//! no HTTP, and nothing but the binary and the test kit knows which database there is.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::shell::root;

/// A crate's place: its folder, its row, and what it is for. The table in `docs/architecture.md` is made from this.
pub struct Place {
    pub folder: &'static str,
    pub row: u8,
    pub purpose: &'static str,
}

const fn place(folder: &'static str, row: u8, purpose: &'static str) -> Place {
    Place { folder, row, purpose }
}

/// Every crate there is or will be. A new crate needs a line here.
pub const PLACES: &[Place] = &[
    place("byline", 8, "the binary: configuration, wiring, command line"),
    place("api", 7, "the public and member HTTP APIs"),
    place("web", 7, "pages, sign-in, OAuth endpoints"),
    place("datafile", 7, "data files: import, export, convert"),
    place("jobs", 7, "followers of the change log, and the sender of mail"),
    place("http", 6, "what the surfaces share: negotiation, limits, addresses, language"),
    place("pages", 6, "what surfaces with pages share: layout, forms, markup, policy"),
    place("members", 5, "use cases of organisations, and of those who run a registry"),
    place("registry", 4, "use cases about records: who may do what, and what follows from it"),
    place("accounts", 4, "use cases about people signing in"),
    place("oauth", 4, "use cases about clients, tokens and consent"),
    place("store-sqlite", 3, "the embedded store"),
    place("store-postgres", 3, "the server store"),
    place("store", 2, "storage contracts, and the tests every adapter passes"),
    place("i18n", 2, "what people read, in every language: pages, mails, dates"),
    place("formats", 2, "written forms: XML, JSON, versions"),
    place("search", 2, "index and query language"),
    place("synthetic", 2, "a registry that nobody is in, for tests of scale"),
    place("model", 1, "the record and its rules"),
    place("settings", 1, "settings as rows: file, flags, variables, and what is told of them"),
];

/// Only ever a dev-dependency; may use everything.
const TESTKIT: &str = "testkit";
const ADAPTER_ROW: u8 = 3;
/// The highest of the rows that know no HTTP.
const USE_CASE_ROW: u8 = 5;
/// Apart from the test kit, the only crate that names an adapter.
const BINARY: &str = "byline";

/// Outside dependencies that only some crates may have, and why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    ("rusqlite", &["store-sqlite"], "only the SQLite adapter knows SQLite"),
    ("tokio-postgres", &["store-postgres"], "only the PostgreSQL adapter knows PostgreSQL"),
    ("tantivy", &["search"], "only the search crate knows the index engine"),
    ("roxmltree", &["formats"], "only the formats crate reads XML"),
    ("fluent-bundle", &["i18n"], "what people read comes from the catalogues of i18n"),
    ("askama", &["pages", "web"], "templates live in the pages"),
];

struct Dependency {
    name: String,
    dev: bool,
}

/// Every broken rule in `crates/*/Cargo.toml`, one line each.
pub fn violations() -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders: Vec<_> = fs::read_dir(root().join("crates"))?.collect::<Result<_, _>>()?;
    folders.sort_by_key(|entry| entry.file_name());
    for entry in folders {
        let manifest = entry.path().join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        let folder = entry.file_name().to_string_lossy().into_owned();
        found.extend(check(&folder, &dependencies(&manifest)?));
    }
    Ok(found)
}

fn check(folder: &str, dependencies: &[Dependency]) -> Vec<String> {
    if folder == TESTKIT {
        return Vec::new();
    }
    let Some(own) = row(folder) else {
        return vec![format!("crates/{folder} has no row: add it to PLACES in xtask/src/rows.rs")];
    };
    dependencies.iter().filter_map(|dependency| broken_rule(folder, own, dependency)).collect()
}

fn broken_rule(folder: &str, own: u8, dependency: &Dependency) -> Option<String> {
    let Some(other) = our_folder(&dependency.name) else {
        // Tests of the program look at what it wrote by other means than its own.
        let looks = dependency.dev && folder == BINARY;
        return reserved(folder, own, &dependency.name).filter(|_| !looks);
    };
    let named = format!("crates/{folder} (row {own}) depends on {}", dependency.name);
    if other == TESTKIT {
        return (!dependency.dev).then(|| format!("{named}, which is only ever a dev-dependency"));
    }
    let Some(row) = row(other) else {
        return Some(format!("{named}, which has no row: add it to PLACES in xtask/src/rows.rs"));
    };
    if row >= own {
        return Some(format!("{named} (row {row}): a crate depends only on rows beneath its own"));
    }
    // Tests of a use case run it against a real store; what ships does not know which one it has.
    (row == ADAPTER_ROW && folder != BINARY && !dependency.dev)
        .then(|| format!("{named}, an adapter: only {BINARY} and {TESTKIT} name one; depend on byline-store"))
}

fn reserved(folder: &str, own: u8, name: &str) -> Option<String> {
    if name == "axum" && own <= USE_CASE_ROW {
        return Some(format!(
            "crates/{folder} (row {own}) depends on axum: what it decides must be usable without HTTP"
        ));
    }
    let (_, holders, reason) = RESERVED.iter().find(|(reserved, _, _)| *reserved == name)?;
    (!holders.contains(&folder)).then(|| format!("crates/{folder} depends on {name}: {reason}"))
}

fn row(folder: &str) -> Option<u8> {
    PLACES.iter().find(|place| place.folder == folder).map(|place| place.row)
}

fn our_folder(package: &str) -> Option<&str> {
    if package == BINARY { Some(BINARY) } else { package.strip_prefix("byline-") }
}

fn dependencies(manifest: &Path) -> Result<Vec<Dependency>> {
    let text = fs::read_to_string(manifest)?;
    read_dependencies(&text).with_context(|| format!("{} is not a manifest", manifest.display()))
}

/// Dependencies of every table that can hold some, those for one target only included.
fn read_dependencies(manifest: &str) -> Result<Vec<Dependency>> {
    let manifest: toml::Table = manifest.parse()?;
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let tables = std::iter::once(&manifest)
        .chain(targets.into_iter().flat_map(|targets| targets.values().filter_map(toml::Value::as_table)));
    let mut found = Vec::new();
    for table in tables {
        for (section, dev) in [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)] {
            let listed = table.get(section).and_then(toml::Value::as_table);
            found.extend(listed.into_iter().flatten().map(|(key, value)| Dependency {
                // A dependency may go by another name in the code.
                name: value.get("package").and_then(toml::Value::as_str).unwrap_or(key).to_owned(),
                dev,
            }));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(folder: &str, manifest: &str) -> Vec<String> {
        check(folder, &read_dependencies(manifest).unwrap())
    }

    #[test]
    fn lower_rows_are_fine() {
        assert!(broken("registry", "[dependencies]\nbyline-store = {}\nbyline-model = {}\nserde = '1'").is_empty());
    }

    #[test]
    fn own_and_higher_rows_are_refused_whatever_the_table() {
        assert_eq!(broken("api", "[dependencies]\nbyline-web = {}").len(), 1);
        assert_eq!(broken("store", "[build-dependencies]\nbyline-registry = {}").len(), 1);
        assert_eq!(broken("store", "[target.'cfg(unix)'.dependencies]\nbyline-api = {}").len(), 1);
        assert_eq!(broken("model", "[dev-dependencies]\nforms = { package = 'byline-formats' }").len(), 1);
    }

    #[test]
    fn adapters_are_named_by_the_binary_alone() {
        assert!(broken("byline", "[dependencies]\nbyline-store-sqlite = {}").is_empty());
        let found = broken("datafile", "[dependencies]\nbyline-store-sqlite = {}");
        assert!(found[0].contains("an adapter"), "{found:?}");
    }

    #[test]
    fn the_test_kit_is_for_tests() {
        assert!(broken("api", "[dev-dependencies]\nbyline-testkit = {}").is_empty());
        assert_eq!(broken("api", "[dependencies]\nbyline-testkit = {}").len(), 1);
    }

    #[test]
    fn reserved_dependencies_stay_where_they_belong() {
        assert_eq!(broken("oauth", "[dependencies]\naxum = '0.8'").len(), 1);
        assert_eq!(broken("members", "[dependencies]\naxum = '0.8'").len(), 1);
        assert_eq!(broken("registry", "[dependencies]\nrusqlite = '0.40'").len(), 1);
        assert!(broken("store-sqlite", "[dependencies]\nrusqlite = '0.40'").is_empty());
        assert_eq!(broken("byline", "[dependencies]\nrusqlite = '0.40'").len(), 1);
        assert!(broken("byline", "[dev-dependencies]\nrusqlite = '0.40'").is_empty());
    }

    #[test]
    fn a_crate_without_a_row_is_named() {
        assert!(broken("mystery", "")[0].contains("crates/mystery has no row"));
    }
}

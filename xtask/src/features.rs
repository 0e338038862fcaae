//! `docs/features.md` and the tests that it names hold each other to account.
//!
//! A test says which features it shows by their numbers, on lines of its comment that have nothing else:
//! `/// REG-21, P03`. The page has a row for each, with the path of the test and its name. The promises of stores are
//! tests, too: functions that take a harness, which each store's own tests call one by one.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use crate::shell::{command, root};

const PAGE: &str = "docs/features.md";
/// Paths on the page are below this.
const BELOW: &str = "crates/";

/// A function with comments and attributes.
#[derive(Debug, Default, PartialEq, Eq)]
struct Function {
    name: String,
    ids: Vec<String>,
    is_test: bool,
    is_ignored: bool,
}

/// A row of the page: numbers, and tests as path and name.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    ids: Vec<String>,
    tests: Vec<(String, String)>,
}

/// Everything in which page and tests disagree, one line each.
pub fn violations() -> Result<Vec<String>> {
    let page = fs::read_to_string(root().join(PAGE)).with_context(|| format!("{PAGE} cannot be read"))?;
    Ok(compare(&rows(&page), &sources()?))
}

/// The functions of every source below `crates/`, by path.
fn sources() -> Result<BTreeMap<String, Vec<Function>>> {
    let output = command("git ls-files --cached --others --exclude-standard -- crates/*.rs").output()?;
    let listed = String::from_utf8(output.stdout).context("paths are text")?;
    let read = |path: &str| {
        // A file may be deleted in the tree and still be known to git.
        let text = fs::read_to_string(root().join(path)).ok()?;
        Some((path.strip_prefix(BELOW)?.to_owned(), functions(&text)))
    };
    Ok(listed.lines().filter_map(read).collect())
}

fn compare(rows: &[Row], sources: &BTreeMap<String, Vec<Function>>) -> Vec<String> {
    let mut found = Vec::new();
    let mut shown: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for row in rows {
        if row.tests.is_empty() {
            found.push(format!("{PAGE}: {} is shown by nothing", row.ids.join(", ")));
        }
        for (path, name) in &row.tests {
            shown.entry((path, name)).or_default().extend(row.ids.iter().map(String::as_str));
        }
    }
    for ((path, name), ids) in &shown {
        let test = sources.get(*path).and_then(|all| all.iter().find(|it| it.name == *name));
        let test = match test {
            Some(test) if test.is_test && !test.is_ignored => test,
            Some(test) if test.is_ignored => {
                found.push(format!("{PAGE}: {path}::{name} is not run"));
                continue;
            }
            Some(_) | None => {
                found.push(format!("{PAGE}: there is no test {path}::{name}"));
                continue;
            }
        };
        for id in ids.iter().filter(|id| !test.ids.iter().any(|it| it == *id)) {
            found.push(format!("{BELOW}{path}: {name} shows {id} by {PAGE}, and does not say so"));
        }
    }
    for (path, functions) in sources {
        for function in functions {
            let known = shown.get(&(path.as_str(), function.name.as_str())).map_or(&[][..], Vec::as_slice);
            for id in function.ids.iter().filter(|id| !known.contains(&id.as_str())) {
                found.push(format!("{PAGE}: {id} is shown by {path}::{}, and no row says so", function.name));
            }
        }
    }
    found
}

/// Rows of tables whose first cell is numbers.
fn rows(page: &str) -> Vec<Row> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').collect();
        let ids = ids(cells.first()?.trim())?;
        let tests = cells.last()?.split('`').filter_map(|it| it.split_once("::"));
        Some(Row { ids, tests: tests.map(|(path, name)| (path.to_owned(), name.to_owned())).collect() })
    };
    page.lines().filter_map(row).collect()
}

/// Numbers between commas; nothing when there is anything else.
fn ids(text: &str) -> Option<Vec<String>> {
    text.split(',').map(str::trim).map(|it| is_id(it).then(|| it.to_owned())).collect()
}

/// `REG-21`, `oauth-07`, `P03`; `PLAT-9.1`, `SEARCH-3.1`, of sections; `ID-doi`, of types of identifier.
fn is_id(text: &str) -> bool {
    const SERIES: [&str; 6] = ["REG-", "MEM-", "WF-", "D-", "OPS-", "oauth-"];
    const LETTERS: [&str; 7] = ["P", "R", "W", "G", "N", "H", "Q"];
    const SECTIONS: [&str; 3] = ["PLAT-", "MODEL-", "SEARCH-"];
    const TYPES: [&str; 9] = ["arxiv", "bibcode", "doi", "isbn", "issn", "pmc", "pmid", "rrid", "uri"];
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let after = |all: &[&str]| all.iter().find_map(|it| text.strip_prefix(it));
    after(&SERIES).or_else(|| after(&LETTERS)).is_some_and(|it| (2..=3).contains(&it.len()) && is_number(it))
        || after(&SECTIONS).is_some_and(|it| it.split('.').all(is_number))
        || text.strip_prefix("ID-").is_some_and(|it| TYPES.contains(&it))
}

fn functions(text: &str) -> Vec<Function> {
    let mut found = Vec::new();
    let mut next = Function::default();
    for line in text.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("///") {
            next.ids.extend(ids(comment.trim()).unwrap_or_default());
        } else if line.starts_with("#[") {
            next.is_test |= ["#[test]", "#[tokio::test"].iter().any(|it| line.starts_with(it));
            next.is_ignored |= line.starts_with(concat!("#[ign", "ore"));
        } else if let Some(name) = name_of(line) {
            next.is_test |=
                ["(harness: &dyn Harness) {", "(harness: &dyn AccountHarness) {"].iter().any(|it| line.contains(it));
            found.push(Function { name, ..std::mem::take(&mut next) });
        } else if !line.starts_with("//") {
            next = Function::default();
        }
    }
    found
}

/// Of a line with which a function begins.
fn name_of(line: &str) -> Option<String> {
    let (before, after) = line.split_once("fn ")?;
    let known = before.split_whitespace().all(|it| it == "async" || it == "const" || it.starts_with("pub"));
    let name = after.split(|it: char| !it.is_alphanumeric() && it != '_').next()?;
    (known && !name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "
        /// REG-01, P03
        /// What it is about, REG-09 too.
        /// oauth-07
        #[tokio::test(flavor = \"multi_thread\")]
        pub(super) async fn a_test() {}

        /// REG-02
        fn no_test() {}
        #[test]
        fn another() {}
    ";

    fn disagree(page: &str, source: &str) -> Vec<String> {
        compare(&rows(page), &BTreeMap::from([("a/b.rs".to_owned(), functions(source))]))
    }

    #[test]
    fn numbers_stand_on_lines_of_their_own() {
        let found = functions(SOURCE);
        assert_eq!(found[0].ids, ["REG-01", "P03", "oauth-07"]);
        assert!(found[0].is_test && found[0].name == "a_test");
        assert!(!found[1].is_test && found[2].is_test && found[2].ids.is_empty());
    }

    #[test]
    fn numbers_have_the_form_of_their_series() {
        for id in ["REG-01", "D-66", "oauth-07", "P03", "R13", "PLAT-9.1", "MODEL-7", "ID-doi"] {
            assert!(is_id(id), "{id}");
        }
        for text in ["REG-1", "D-", "RFC 6749", "P", "PLAT-", "PLAT-9.", "PLAT-x", "ID-", "ID-hal", "doi", "D-6666"] {
            assert!(!is_id(text), "{text}");
        }
    }

    #[test]
    fn promises_of_stores_are_tests() {
        let source = "/// D-21\npub async fn a_promise(harness: &dyn Harness) {\n}\n/// D-22\nasync fn a_helper() {\n}";
        let found = functions(source);
        assert!(found[0].is_test && found[0].ids == ["D-21"] && !found[1].is_test);
    }

    #[test]
    fn a_page_that_says_what_the_tests_say_is_fine() {
        let page = "| Id | What | Shown by |\n| --- | --- | --- |\n| REG-01 | x | `a/b.rs::a_test` |
| P03, oauth-07 | `a/b.rs::a_test` |\n| REG-02 | y | `a/b.rs::no_test` |";
        assert_eq!(disagree(page, SOURCE), ["docs/features.md: there is no test a/b.rs::no_test"]);
    }

    #[test]
    fn each_disagreement_is_told() {
        let gone = disagree("| REG-05 | x | `a/c.rs::a_test` |", "");
        assert_eq!(gone, ["docs/features.md: there is no test a/c.rs::a_test"]);
        let silent = disagree("| REG-05 | x | `a/b.rs::another` |", "#[test]\nfn another() {}");
        assert_eq!(silent, ["crates/a/b.rs: another shows REG-05 by docs/features.md, and does not say so"]);
        let unlisted = disagree("", "/// REG-05\n#[test]\nfn another() {}");
        assert_eq!(unlisted, ["docs/features.md: REG-05 is shown by a/b.rs::another, and no row says so"]);
        let page = "| REG-05 | x | `a/b.rs::another` |";
        let ignored = disagree(page, concat!("/// REG-05\n#[test]\n#[ign", "ore = \"slow\"]\nfn another() {}"));
        assert_eq!(ignored, ["docs/features.md: a/b.rs::another is not run"]);
        assert_eq!(disagree("| REG-05 | x | later |", ""), ["docs/features.md: REG-05 is shown by nothing"]);
    }
}

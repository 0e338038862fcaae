//! The texts of the catalogue and those that are asked for are the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use byline_i18n::{Locale, Texts};

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates").to_owned()
}

fn read(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(&path, all);
        } else if path.extension().is_some_and(|it| it == "rs" || it == "html") {
            all.push_str(&fs::read_to_string(path).expect("a text"));
        }
    }
}

/// Everything that may ask for a text.
fn sources() -> String {
    let mut all = String::new();
    for folder in ["web/src", "web/templates", "pages/src", "pages/templates", "accounts/src", "i18n/src"] {
        read(&crates().join(folder), &mut all);
    }
    all
}

/// Words that stand in quotes after one of these.
const ASKS: [&str; 5] = ["text(\"", "say(\"", "find(\"", "Markup::of(texts, \"", "Markup::of(language.texts, \""];

#[test]
fn every_text_that_is_asked_for_is_there() {
    let (sources, english) = (sources(), Texts::of(Locale::En));
    let mut asked = BTreeSet::new();
    for (start, ask) in ASKS.iter().flat_map(|ask| sources.match_indices(ask)) {
        let key = sources[start + ask.len()..].split('"').next().expect("quotes end");
        // `text` also reads fields of documents, whose names are no texts' and stand behind objects.
        let before = sources[..start]
            .rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .nth(1)
            .unwrap_or_default();
        if ["texts", "layout", "language"].contains(&before) || ask.starts_with("Markup") {
            asked.insert(key.to_owned());
        }
    }
    assert!(asked.len() > 120, "{}", asked.len());
    let missing: Vec<&String> = asked.iter().filter(|key| english.find(key).is_none()).collect();
    assert!(
        missing.is_empty(),
        "These texts are asked for and in no file of crates/i18n/locales/en. Add each there, and to the same file of every \
         other language: {missing:?}"
    );
}

/// Texts whose names are put together: their lists are tested where they are.
const FAMILIES: [&str; 14] = [
    "kind-",
    "work-type-",
    "funding-type-",
    "review-type-",
    "review-role-",
    "section-",
    "permission-",
    "date-",
    "mail-",
    "country-",
    "language-",
    "citation-type-",
    "relation-",
    "role-",
];

#[test]
fn every_text_is_asked_for() {
    let sources = sources();
    let mut unused = Vec::new();
    for file in ["pages", "owner", "permissions", "mails", "labels"] {
        let text = fs::read_to_string(crates().join(format!("i18n/locales/en/{file}.ftl"))).expect("a file of texts");
        let keys = text.lines().filter(|line| line.starts_with(|it: char| it.is_ascii_lowercase()));
        for key in keys.filter_map(|line| line.split(" =").next()) {
            let used = sources.contains(&format!("\"{key}\"")) || FAMILIES.iter().any(|it| key.starts_with(it));
            if !used {
                unused.push(key.to_owned());
            }
        }
    }
    assert!(unused.is_empty(), "These texts are asked for nowhere; remove them from every language: {unused:?}");
}

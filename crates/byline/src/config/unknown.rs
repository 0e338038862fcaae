//! Keys of a settings file that nothing reads: each with its line, and what was probably meant.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Overrides, Scope, resolve};

/// Nobody makes more mistakes than this in one word.
const MISTAKES: usize = 3;

/// Every key that is no setting, as it stands in the file, with where it stands and what is wrong with it.
pub fn keys(text: &str) -> Vec<(String, Range<usize>, String)> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let known = known();
    let mut found = Vec::new();
    look(table.get_ref(), "", &known, &mut found);
    found.sort_by_key(|(_, span, _)| span.start);
    found
}

/// The keys of all settings, those of tables with a dot: what `config show` lists.
fn known() -> Vec<&'static str> {
    let (_, shown) = resolve::resolve(&Overrides::default(), None, Scope::All).expect("the defaults are fine");
    shown.iter().map(|it| it.key).chain(["limits.rates.all"]).collect()
}

fn look(table: &DeTable<'_>, within: &str, known: &[&str], found: &mut Vec<(String, Range<usize>, String)>) {
    for (key, value) in table {
        let path = format!("{within}{}", key.get_ref());
        let inside = format!("{path}.");
        let is_table = known.iter().any(|it| it.starts_with(&inside));
        match value.get_ref() {
            DeValue::Table(table) if is_table => look(table, &inside, known, found),
            _ if is_table || known.contains(&&*path) => {}
            _ => {
                let meant = nearest(&path, known).map_or_else(String::new, |it| format!("; did you mean {it}?"));
                found.push((path, key.span(), format!("there is no such setting{meant}")));
            }
        }
    }
}

/// The setting that is written most alike, also one that stands in another table.
fn nearest<'k>(path: &str, known: &[&'k str]) -> Option<&'k str> {
    let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_lowercase().replace('-', "_");
    let tables = known.iter().filter_map(|it| it.rsplit_once('.')).map(|(table, _)| table);
    let candidates = known.iter().copied().chain(tables);
    let distance = |it: &str| strsim::damerau_levenshtein(&last(path), &last(it));
    // Of those that are as near, the one whose table is, too.
    let (away, _, meant) = candidates.map(|it| (distance(it), strsim::damerau_levenshtein(path, it), it)).min()?;
    (away <= MISTAKES.min(last(path).len() / 3)).then_some(meant)
}

//! Keys of a settings file that nothing reads: each with its line, and what was probably meant.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::Table;
use crate::given::{FILE_VARIABLE, Scope};
use crate::problem::MOST;
use crate::reader::{Reader, join};
use crate::row::{Kind, Row, entries};

/// Nobody makes more mistakes than this in one word.
const MISTAKES: usize = 3;

/// Tells every key that is no setting.
pub(crate) fn keys(table: &DeTable<'_>, rows: &'static [Row], reader: &mut Reader<'_>) {
    let mut unknown = Vec::new();
    look(table, rows, None, &reader.path, &mut unknown);
    if unknown.is_empty() {
        return;
    }
    let mut known = Vec::new();
    names(rows, &reader.path, &mut known);
    unknown.sort_by_key(|(span, _)| span.start);
    for (index, (span, full)) in unknown.into_iter().enumerate() {
        // Those behind are counted, and not told.
        let meant = if index < MOST { nearest(&full, &known) } else { None };
        let meant = meant.map_or_else(String::new, |it| format!("; did you mean {it}?"));
        let _told = reader.refuse::<()>(span, &full, format!("there is no such setting{meant}"));
    }
}

fn names(rows: &[Row], path: &str, known: &mut Vec<String>) {
    for row in rows {
        let key = join(path, row.name);
        if let Kind::Group(rows) | Kind::Tables(rows) = row.kind {
            names(rows, &key, known);
        }
        known.extend(row.rest.map(|rest| join(&key, rest)));
        known.push(key);
    }
}

/// Every key that is no setting, and where it stands.
type Unknown = Vec<(Range<usize>, String)>;

fn look(table: &DeTable<'_>, rows: &[Row], rest: Option<&str>, path: &str, unknown: &mut Unknown) {
    for (key, value) in table {
        let full = join(path, key.get_ref());
        let row = rows.iter().find(|row| row.name == key.get_ref());
        match (row.map(|row| (row, row.kind)), value.get_ref()) {
            (Some((row, Kind::Group(rows))), DeValue::Table(table)) => look(table, rows, row.rest, &full, unknown),
            (Some((_, Kind::Tables(rows))), DeValue::Array(members)) => {
                let tables = members.iter().filter_map(|it| it.get_ref().as_table());
                tables.for_each(|table| look(table, rows, None, &full, unknown));
            }
            // A value where a table belongs is told by who reads it.
            (Some(_), _) => {}
            (None, _) if rest == Some(key.get_ref()) => {}
            (None, _) => unknown.push((key.span(), full)),
        }
    }
}

/// Variables that are nearly one of a command's and none: each with the one that was probably meant. Others that begin as
/// they do are somebody else's.
pub fn misspelt<S: Scope>(names: impl IntoIterator<Item = String>) -> Vec<(String, String)> {
    let entries = entries(S::Rows::ROWS, S::USUAL, S::COMMAND);
    let mut known: Vec<String> = entries.into_iter().map(|it| it.variable).collect();
    known.extend(S::FILE.map(|_| FILE_VARIABLE.to_owned()));
    let prefix = |name: &str| name.split_inclusive('_').next().map(str::len);
    let ours = |name: &String| known.iter().any(|it| name.starts_with(&it[..prefix(it).unwrap_or_default()]));
    let names = names.into_iter().filter(|name| ours(name) && !known.contains(name));
    names.filter_map(|name| nearest(&name, &known).map(|meant| (name.clone(), meant.to_owned()))).collect()
}

/// The setting that is written most alike, also one that stands in another table.
fn nearest<'k>(path: &str, known: &'k [String]) -> Option<&'k str> {
    let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_lowercase().replace('-', "_");
    let name = last(path);
    let most = MISTAKES.min(name.len() / 3);
    // Names that are much longer or shorter need not be compared letter by letter.
    let length = name.chars().count();
    let alike = known.iter().filter(|it| last(it).chars().count().abs_diff(length) <= most);
    let near = alike.map(|it| (strsim::damerau_levenshtein(&name, &last(it)), &**it)).filter(|it| it.0 <= most);
    // Of those that are as near, the one whose table is, too.
    let near = near.map(|(away, it)| (away, strsim::damerau_levenshtein(path, it), it)).min();
    near.map(|(_, _, meant)| meant)
}

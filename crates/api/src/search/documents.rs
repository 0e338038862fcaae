//! Those who are found, as documents and as a table (`search` 4).

use std::collections::BTreeSet;

use byline_formats::csv::Table;
use byline_model::OrcidId;
use byline_model::document::{Object, Value};
use byline_model::shapes;
use byline_registry::{FoundPerson, Urls};

use super::Handling;
use crate::error::ApiError;

/// iDs alone; those of whom nothing may be said any more keep an empty place.
pub fn plain(found: impl Iterator<Item = (OrcidId, bool)>, urls: &Urls) -> Vec<Value<'static>> {
    let identifier = |orcid: OrcidId| {
        Object::new(&shapes::ORCID_ID)
            .with("uri", urls.person(orcid))
            .with("path", orcid.to_string())
            .with("host", urls.host().to_owned())
    };
    let result = |(orcid, is_there): (OrcidId, bool)| {
        let result = Object::new(&shapes::SEARCH_RESULT);
        Value::Object(if is_there { result.with("orcid-identifier", identifier(orcid)) } else { result })
    };
    found.map(result).collect()
}

/// Names, addresses and institutions.
pub fn expanded(found: Vec<FoundPerson>, columns: &Columns) -> Vec<Value<'static>> {
    found.into_iter().map(|person| Value::Object(result(person, columns))).collect()
}

fn result(person: FoundPerson, columns: &Columns) -> Object<'static> {
    let FoundPerson { orcid, given_names, family_name, credit_name, other_names, emails, .. } = person;
    let (current, past) = (person.current_affiliations, person.past_affiliations);
    let wants = |column| columns.has(column);
    let one = |column, value: Option<String>| value.filter(|_| wants(column)).map_or(Value::Null, Value::from);
    let many = |column, values: Vec<String>| if wants(column) { values } else { Vec::new() };
    let institutions = many(Column::Current, current).into_iter().chain(many(Column::Past, past));
    Object::new(&shapes::EXPANDED_RESULT)
        .with("orcid-id", one(Column::Orcid, Some(orcid.to_string())))
        .with("given-names", one(Column::Given, given_names))
        .with("family-names", one(Column::Family, family_name))
        .with("credit-name", one(Column::Credit, credit_name))
        .with("other-name", texts(many(Column::Others, other_names)))
        .with("email", texts(many(Column::Email, emails)))
        .with("institution-name", texts(sorted(institutions)))
}

fn texts(values: impl IntoIterator<Item = String>) -> Vec<Value<'static>> {
    values.into_iter().map(Value::from).collect()
}

/// Each once, in the order of UTF-16.
fn sorted(values: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let keyed: BTreeSet<(Vec<u16>, String)> = values.map(|value| (value.encode_utf16().collect(), value)).collect();
    keyed.into_iter().map(|(_, value)| value)
}

/// What may be said of somebody in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Orcid,
    Email,
    Given,
    Family,
    /// Searched and never shown.
    Whole,
    Current,
    Past,
    Credit,
    Others,
}

/// By the names of their fields, in the order of a table that nobody said anything about.
const COLUMNS: [(&str, Column); 9] = [
    ("orcid", Column::Orcid),
    ("email", Column::Email),
    ("given-names", Column::Given),
    ("family-name", Column::Family),
    ("given-and-family-names", Column::Whole),
    ("current-institution-affiliation-name", Column::Current),
    ("past-institution-affiliation-name", Column::Past),
    ("credit-name", Column::Credit),
    ("other-names", Column::Others),
];

/// `fl`: the columns that are asked for, each at its first place.
#[derive(Debug)]
pub struct Columns(Vec<(&'static str, Column)>);

impl Columns {
    /// Names are taken as they stand between commas; others than the nine are passed over, and without any it is all nine.
    ///
    /// # Errors
    /// 400/9012 for another name, where handling is strict.
    pub fn read(fields: Option<&str>, handling: Handling) -> Result<Self, ApiError> {
        let mut columns = Vec::new();
        for name in fields.into_iter().flat_map(|fields| fields.split(',')) {
            let column = COLUMNS.iter().find(|(known, _)| *known == name);
            match column {
                Some(column) if !columns.contains(column) => columns.push(*column),
                Some(_) => {}
                None if handling.is_strict() => {
                    let reason = "names of fields that answers have, with commas and nothing else between them";
                    return Err(ApiError::BadParameter { name: "fl", reason });
                }
                None => {}
            }
        }
        Ok(Columns(if columns.is_empty() { COLUMNS.to_vec() } else { columns }))
    }

    fn has(&self, wanted: Column) -> bool {
        self.0.iter().any(|(_, column)| *column == wanted)
    }

    /// A row of names, then one for each person.
    pub fn table(&self, found: &[FoundPerson]) -> String {
        let mut table = Table::new();
        self.0.iter().for_each(|(name, _)| table.cell(name));
        table.end();
        for person in found {
            for (_, column) in &self.0 {
                put(&mut table, *column, person);
            }
            table.end();
        }
        table.into_text()
    }
}

fn put(table: &mut Table, column: Column, person: &FoundPerson) {
    let mut one = |value: &Option<String>| table.cell(value.as_deref().unwrap_or_default());
    match column {
        Column::Orcid => table.cell(&person.orcid.to_string()),
        Column::Given => one(&person.given_names),
        Column::Family => one(&person.family_name),
        Column::Credit => one(&person.credit_name),
        Column::Whole => table.cell(""),
        Column::Email => table.list(strs(&person.emails)),
        Column::Current => table.list(strs(&person.current_affiliations)),
        Column::Past => table.list(strs(&person.past_affiliations)),
        Column::Others => table.list(strs(&person.other_names)),
    }
}

fn strs(values: &[String]) -> impl Iterator<Item = &str> {
    values.iter().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use byline_formats::{Edition, Layout, json, xml};

    use super::*;

    /// `search` 2: whoever went away since keeps a place in 2.x.
    #[test]
    fn who_went_away_keeps_an_empty_place() {
        let found = ["0000-0002-1825-0097", "0000-0001-6000-1118"].map(|orcid| orcid.parse().unwrap());
        let results = plain(found.into_iter().zip([false, true]), &Urls::new("https://reg.example"));
        let object = Object::new(&shapes::SEARCH).with("result", results).with("num-found", 2);
        assert_eq!(
            String::from_utf8(json::write(&object, Layout::Compact)).unwrap(),
            "{\"result\":[{\"orcid-identifier\":null},{\"orcid-identifier\":{\"uri\":\"https://reg.example/0000-0001-6000-1118\",\
             \"path\":\"0000-0001-6000-1118\",\"host\":\"reg.example\"}}],\"num-found\":2}"
        );
        let root = Edition::newest().root("search").unwrap();
        assert!(String::from_utf8(xml::write(root, &object)).unwrap().contains("    <search:result/>\n"));
    }

    #[test]
    fn institutions_are_in_the_order_of_utf_16() {
        let names = ["Ålesund", "alder", "Zed", "𝕏", "\u{FF21}", "Zed", "Alder"].map(str::to_owned);
        let sorted: Vec<_> = sorted(names.into_iter()).collect();
        assert_eq!(sorted, ["Alder", "Zed", "alder", "Ålesund", "𝕏", "\u{FF21}"]);
    }
}

//! Documents as clients send them, in JSON. `mark` makes one unlike the other.

use byline_testkit::ItemKind;
use serde_json::{Value, json};

pub fn id(kind: &str, value: &str, relationship: &str) -> Value {
    json!({ "external-id-type": kind, "external-id-value": value, "external-id-relationship": relationship })
}

pub fn ids(all: &[Value]) -> Value {
    json!({ "external-id": all })
}

pub fn date(year: &str) -> Value {
    json!({ "year": { "value": year } })
}

pub fn day(year: &str, month: &str, day: &str) -> Value {
    json!({ "year": { "value": year }, "month": { "value": month }, "day": { "value": day } })
}

pub fn doi(mark: &str) -> String {
    format!("10.5555/flows.{mark}")
}

/// An organisation that the registry knows.
pub fn university() -> Value {
    json!({
        "name": "Alderwick University",
        "address": { "city": "Alderwick", "region": "Kent", "country": "GB" },
        "disambiguated-organization": {
            "disambiguated-organization-identifier": "https://ror.org/0ader4288",
            "disambiguation-source": "ROR",
        },
    })
}

pub fn funder() -> Value {
    json!({
        "name": "Meridian Science Fund",
        "address": { "city": "Geneva", "country": "CH" },
        "disambiguated-organization": {
            "disambiguated-organization-identifier": "http://dx.doi.org/10.13039/999900000001",
            "disambiguation-source": "FUNDREF",
        },
    })
}

pub fn work(kind: &str, title: &str, ids: &[Value]) -> Value {
    json!({
        "title": { "title": { "value": title } },
        "type": kind,
        "publication-date": day("2024", "05", "17"),
        "external-ids": self::ids(ids),
        "url": { "value": "https://example.org/papers" },
    })
}

pub fn affiliation(role: &str, mark: &str) -> Value {
    json!({
        "department-name": "Department of Fog",
        "role-title": role,
        "start-date": day("2020", "09", "01"),
        "organization": university(),
        "external-ids": ids(&[id("source-work-id", &format!("staff-{mark}"), "self")]),
    })
}

pub fn bulk(works: &[Value]) -> Value {
    let entries: Vec<Value> = works.iter().map(|work| json!({ "work": work })).collect();
    json!({ "bulk": entries })
}

/// The document with something else at a JSON pointer; what is not there is added, `null` takes away.
pub fn with(mut document: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("there is no {parent}"));
    match parent {
        Value::Array(members) => members[key.parse::<usize>().expect("an index")] = value,
        Value::Object(fields) if value.is_null() => drop(fields.remove(key)),
        Value::Object(fields) => drop(fields.insert(key.to_owned(), value)),
        other => panic!("{other} has no members"),
    }
    document
}

/// Where clients add items of a kind, below a record.
pub fn address(kind: ItemKind) -> String {
    format!("/{}", kind.spec().item_path)
}

/// Whether all that was sent is in what is read.
pub fn contains(read: &Value, sent: &Value) -> bool {
    match (read, sent) {
        (Value::Object(read), Value::Object(sent)) => {
            sent.iter().all(|(key, sent)| read.get(key).is_some_and(|read| contains(read, sent)))
        }
        (Value::Array(read), Value::Array(sent)) => {
            read.len() == sent.len() && read.iter().zip(sent).all(|(read, sent)| contains(read, sent))
        }
        (read, sent) => read == sent,
    }
}

//! Files of Ringgold: institutions, and beside them other names, numbers in other vocabularies, and what was merged.
//!
//! They come as JSON or as CSV, with the same names of members and columns.

use byline_store::{NameKind, OrganizationId, OrganizationName};
use serde::Deserialize;
use serde_json::Value;

use super::said::{Draft, Record, Said, What, key};
use super::source::Row;

const SOURCE: &str = "RINGGOLD";

/// Any of the four.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Member {
    ringgold_id: Value,
    name: Option<String>,
    city: Option<String>,
    state: Option<String>,
    country: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    /// Of institutions: the one it belongs to.
    parent_ringgold_id: Value,
    /// Of other names.
    notes: Option<String>,
    /// Of numbers.
    identifier_type: Option<String>,
    value: Value,
    /// Of what was merged.
    old_ringgold_id: Value,
    new_ringgold_id: Value,
}

/// Institutions come before what is said about them.
pub(super) fn rank(file: &str) -> u8 {
    match file {
        it if it.contains("deleted") => 3,
        it if it.contains("identifier") => 2,
        it if it.contains("alt_name") => 1,
        _ => 0,
    }
}

pub(super) fn is_one(text: &str) -> bool {
    text.contains("\"ringgold_id\"") || text.contains("\"old_ringgold_id\"")
}

pub(super) fn is_column(column: &str) -> bool {
    matches!(column, "ringgold_id" | "old_ringgold_id")
}

pub(super) fn of_json(text: &str) -> Record {
    said(serde_json::from_str(text).map_err(|error| error.to_string())?)
}

pub(super) fn of_row(row: &Row<'_>) -> Record {
    let text = |column: &str| row.get(column).map(str::to_owned);
    let value = |column: &str| text(column).map_or(Value::Null, Value::String);
    said(Member {
        ringgold_id: value("ringgold_id"),
        name: text("name"),
        city: text("city"),
        state: text("state"),
        country: text("country"),
        kind: text("type"),
        parent_ringgold_id: value("parent_ringgold_id"),
        notes: text("notes"),
        identifier_type: text("identifier_type"),
        value: value("value"),
        old_ringgold_id: value("old_ringgold_id"),
        new_ringgold_id: value("new_ringgold_id"),
    })
}

fn said(member: Member) -> Record {
    if let Some(old) = number(&member.old_ringgold_id) {
        let mut draft = Draft::new(SOURCE, &old)?;
        number(&member.new_ringgold_id).iter().for_each(|it| draft.successor(it));
        return Ok(draft.ended());
    }
    let id = number(&member.ringgold_id).unwrap_or_default();
    if let Some(kind) = &member.identifier_type {
        let value = number(&member.value).ok_or_else(|| format!("{id}: a number of {kind} that is empty"))?;
        let what = OrganizationId { source: kind.to_uppercase().into(), identifier: value.into(), preferred: false };
        return Ok(Said { key: key(SOURCE, &id)?, what: What::Numbered(what), dropped: Vec::new() });
    }
    let mut draft = Draft::new(SOURCE, &id)?;
    // An institution has a parent or a type; what has neither is another name of one.
    if member.kind.is_none() && number(&member.parent_ringgold_id).is_none() && member.notes.is_some() {
        let value = member.name.filter(|it| !it.trim().is_empty()).ok_or_else(|| format!("{id}: has no name"))?;
        let what = OrganizationName { value: value.trim().into(), kind: NameKind::Alias, language: None };
        return Ok(Said { key: key(SOURCE, &id)?, what: What::Named(what), dropped: Vec::new() });
    }
    member.name.iter().for_each(|it| draft.name(it));
    draft.place(member.city.as_deref(), member.state.as_deref(), member.country.as_deref());
    member.kind.iter().for_each(|it| draft.kind(it));
    draft.part()
}

/// A number, written as one or as text.
fn number(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim().to_owned()).filter(|it| !it.is_empty()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

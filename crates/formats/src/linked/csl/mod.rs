//! A work as a CSL item (`model` 7.1): from its BibTeX citation where it has one, else from its own fields.

mod bibtex;

use std::collections::HashSet;

use byline_model::document::Object;
use byline_model::enums::csl_type;
use byline_model::external_id;

use super::json::{Json, Members};
use super::members;

/// The item as compact CSL-JSON. `owner` is the name of the person whose work it is, an author where the work names no
/// other.
pub fn item(work: &Object<'_>, owner: Option<&str>) -> Vec<u8> {
    let citation = work.object("citation").filter(|it| it.text("citation-type") == Some("bibtex"));
    let cited = citation.and_then(|it| it.text("citation-value")).and_then(bibtex::Citation::parse);
    let mut item = Members::default();
    item.optional("id", work.get("put-code").as_number().map(|code| code.to_string()));
    item.optional("type", kind(work, cited.as_ref()));
    match &cited {
        Some(cited) => cited.describe(&mut item),
        None => describe(work, owner, &mut item),
    }
    // Citations often leave out what the work itself knows.
    if !item.has("container-title") {
        item.optional("container-title", work.text("journal-title"));
    }
    let doi = doi(work);
    if !item.has("DOI") {
        item.optional("DOI", doi.as_deref());
    }
    if !item.has("URL") {
        let resolver = || doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
        item.optional("URL", work.text("url").map(str::to_owned).or_else(resolver));
    }
    item.into_json().compact()
}

/// The CSL type: of the work type where it has one, else of the citation. CSL has none for some.
fn kind(work: &Object<'_>, cited: Option<&bibtex::Citation>) -> Option<&'static str> {
    work.text("type").and_then(csl_type).or_else(|| cited.and_then(bibtex::Citation::kind))
}

/// From the fields of the work. All names make one literal author, as in the published form.
fn describe(work: &Object<'_>, owner: Option<&str>, item: &mut Members) {
    item.optional("title", work.at(&["title", "title"]).as_text());
    let credited = members(work, &["contributors", "contributor"]).filter_map(|it| it.text("credit-name"));
    let mut seen = HashSet::new();
    let names: Vec<&str> = owner.into_iter().chain(credited).filter(|name| seen.insert(*name)).collect();
    if !names.is_empty() {
        item.value("author", Json::List(vec![Json::Object(vec![("literal", Json::Text(names.join(" and ")))])]));
    }
    let part = |key: &str| work.at(&["publication-date", key]).as_text()?.trim().parse().ok();
    issued(item, part("year"), part("month"), part("day"));
}

/// `issued`, as far as the date is known and one of the calendar: nothing without a year.
fn issued(item: &mut Members, year: Option<i64>, month: Option<i64>, day: Option<i64>) {
    let Some(year) = year.filter(|year| (1..=9999).contains(year)) else { return };
    let mut parts = vec![Json::Number(year)];
    if let Some(month) = month.filter(|month| (1..=12).contains(month)) {
        parts.push(Json::Number(month));
        parts.extend(day.filter(|day| (1..=31).contains(day)).map(Json::Number));
    }
    item.value("issued", Json::Object(vec![("date-parts", Json::List(vec![Json::List(parts)]))]));
}

/// The DOI of the work itself: the book that a chapter is part of has another.
fn doi(work: &Object<'_>) -> Option<String> {
    let of = |wanted: fn(&str) -> bool| {
        members(work, &["external-ids", "external-id"])
            .filter(|id| id.text("external-id-type") == Some("doi"))
            .filter(|id| wanted(id.text("external-id-relationship").unwrap_or("self")))
            .filter_map(|id| id.text("external-id-value"))
            .find_map(|value| external_id::normalize("doi", value).ok().map(Into::into))
    };
    of(|it| it == "self").or_else(|| of(|it| it == "version-of"))
}

#[cfg(test)]
mod tests;

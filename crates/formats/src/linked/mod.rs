//! Linked data: a public record as RDF and as schema.org JSON-LD, a work as a CSL item (`model` 7).
//!
//! Pure functions of documents that are filtered already: whatever stands in the object is shown. What the forms need
//! besides comes in a [`Context`]. Addresses that a person typed are escaped where that makes them valid, and left out
//! where nothing does, so that every output can be parsed.

pub mod csl;
mod iri;
mod json;
pub mod rdf;
pub mod schema_org;

use byline_model::document::{Object, Value};

/// Where a record is served.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The registry's own address, without a slash at the end.
    pub base_url: &'a str,
    /// The address of the RDF document itself; a fragment of the person's URI when there is none.
    pub document_url: Option<&'a str>,
}

/// The URI of the person: what the record says, or the base URL with the path of the record.
fn person_uri(record: &Object<'_>, context: &Context<'_>) -> String {
    let uri = record.at(&["orcid-identifier", "uri"]).as_text();
    uri.map_or_else(|| format!("{}/{}", context.base_url, orcid(record)), str::to_owned)
}

/// The bare iD.
fn orcid<'r>(record: &'r Object<'_>) -> &'r str {
    let path = record.at(&["orcid-identifier", "path"]).as_text().or_else(|| record.text("path"));
    path.map_or("", |path| path.trim_matches('/'))
}

/// The objects of a list that stands at the end of a path of keys.
fn members<'r, 'a>(object: &'r Object<'a>, path: &[&str]) -> impl Iterator<Item = &'r Object<'a>> + use<'r, 'a> {
    let list = match object.at(path) {
        Value::List(members) => members.as_slice(),
        _ => &[],
    };
    list.iter().filter_map(Value::as_object)
}

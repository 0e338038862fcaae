//! `/identifiers`: the vocabulary of external identifier types.
//!
//! The published answer has two dates per type, of when its row was made; a table in the program has none, so they are
//! `null`.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode};
use byline_model::external_id::{IDENTIFIER_TYPES, IdentifierType};
use serde::Serialize;

use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{answer, media};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    name: &'static str,
    put_code: u16,
    resolution_prefix: &'static str,
    description: &'static str,
    date_created: Option<i64>,
    last_modified: Option<i64>,
    case_sensitive: bool,
    primary_use: &'static str,
    deprecated: bool,
}

impl From<&IdentifierType> for Row {
    fn from(of: &IdentifierType) -> Self {
        Row {
            name: of.api_name,
            put_code: of.put_code,
            resolution_prefix: of.resolution_prefix.unwrap_or_default(),
            description: of.description,
            date_created: None,
            last_modified: None,
            case_sensitive: of.case_sensitive,
            primary_use: of.primary_use,
            deprecated: of.deprecated,
        }
    }
}

/// `locale` is accepted and changes nothing: descriptions are English.
pub fn list(exchange: &Exchange<'_>) -> Result<Response<Body>, ApiError> {
    let accepted = exchange.negotiate(&[&media::JSON, &media::XML], 0)?;
    let body = if accepted.offer == 0 { json() } else { xml() };
    let content_type: HeaderValue = accepted.content_type;
    Ok(answer::fleeting(exchange.state, StatusCode::OK, Some(content_type), body))
}

fn json() -> String {
    let rows: Vec<Row> = IDENTIFIER_TYPES.iter().map(Row::from).collect();
    serde_json::to_string(&rows).expect("plain structs always serialize")
}

fn xml() -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<identifierTypes>\n");
    for row in IDENTIFIER_TYPES.iter().map(Row::from) {
        let fields = [
            ("name", row.name.to_owned()),
            ("putCode", row.put_code.to_string()),
            ("resolutionPrefix", row.resolution_prefix.to_owned()),
            ("description", row.description.to_owned()),
            ("caseSensitive", row.case_sensitive.to_string()),
            ("primaryUse", row.primary_use.to_owned()),
            ("deprecated", row.deprecated.to_string()),
        ];
        out.push_str("    <identifierType>\n");
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            writeln!(out, "        <{name}>{}</{name}>", escape(value)).expect("writing to memory cannot fail");
        }
        out.push_str("    </identifierType>\n");
    }
    out.push_str("</identifierTypes>\n");
    out
}

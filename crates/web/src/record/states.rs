//! Pages for records that cannot be shown: an iD always leads somewhere (`registry` 2.3).

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use byline_model::OrcidId;
use byline_registry::RecordError;

use crate::layout::Layout;
use crate::page::html;
use crate::{WebState, error};

#[derive(Template)]
#[template(path = "state.html")]
struct StatePage {
    layout: Layout,
    orcid: String,
    title: &'static str,
    text: &'static str,
    /// The record that took over.
    primary: Option<(String, String)>,
}

/// The page for a record that the registry does not show, and the status that programs understand.
pub(crate) fn explain(state: &WebState, orcid: OrcidId, error: &RecordError) -> Response {
    let (status, title, text) = match error {
        RecordError::NoSuchRecord => (
            StatusCode::NOT_FOUND,
            "No record has this iD",
            "The iD is well formed, but this registry never gave it to anyone.",
        ),
        RecordError::Deprecated { .. } => (
            StatusCode::OK,
            "This iD has been replaced",
            "The person has another iD now, and everything about them is found there:",
        ),
        RecordError::Unclaimed => (
            StatusCode::OK,
            "This iD is reserved",
            "An organisation reserved it for somebody who has not taken it over yet. Until then the record is not shown.",
        ),
        RecordError::Locked => (
            StatusCode::OK,
            "This record is locked",
            "The registry has locked it, for instance because it did not follow the rules of use. Nothing of it is shown.",
        ),
        RecordError::Deactivated => (
            StatusCode::OK,
            "This record was deactivated",
            "Its owner closed it. The iD stays theirs and is never given to anybody else.",
        ),
        other => return error::broken(state, other),
    };
    let primary = match error {
        RecordError::Deprecated { primary } => Some((format!("/{primary}"), state.registry.urls().person(*primary))),
        _ => None,
    };
    html(status, &StatePage { layout: Layout::new(state), orcid: orcid.to_string(), title, text, primary })
}

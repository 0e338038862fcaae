//! Pages for records that cannot be shown: an iD always leads somewhere (`registry` 2.3).

use std::borrow::Cow;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use byline_model::OrcidId;
use byline_pages::{Language, Layout, error, html};
use byline_registry::{RecordError, Viewer};

use crate::WebState;

#[derive(Template)]
#[template(path = "record/state.html")]
struct StatePage {
    layout: Layout,
    orcid: String,
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    /// The record that took over.
    primary: Option<(String, String)>,
}

/// The page for a record that the registry does not show, and the status that programs understand.
pub(crate) fn explain(state: &WebState, language: &Language, orcid: OrcidId, error: &RecordError) -> Response {
    let (status, key) = match error {
        RecordError::NoSuchRecord => (StatusCode::NOT_FOUND, "state-unknown"),
        RecordError::Deprecated { .. } => (StatusCode::OK, "state-deprecated"),
        RecordError::Unclaimed => (StatusCode::OK, "state-unclaimed"),
        RecordError::Locked => (StatusCode::OK, "state-locked"),
        RecordError::Deactivated => (StatusCode::OK, "state-deactivated"),
        other => return error::broken(state, language, other),
    };
    let primary = match error {
        RecordError::Deprecated { primary } => Some((format!("/{primary}"), state.registry().urls().person(*primary))),
        _ => None,
    };
    let (title, text) = (language.texts.text(&format!("{key}.title")), language.texts.text(key));
    let layout = Layout::new(state, language);
    html(language, status, &StatePage { layout, orcid: orcid.to_string(), title, text, primary })
}

/// The record that an address names, when everybody may see it; else the page that says why not.
pub(crate) async fn shown(state: &WebState, language: &Language, segment: &str) -> Result<OrcidId, Response> {
    let Ok(orcid) = segment.parse::<OrcidId>() else { return Err(error::no_such_page(state, language)) };
    match state.registry().readable(&Viewer::Public, orcid).await {
        Ok(_) => Ok(orcid),
        Err(error) => Err(explain(state, language, orcid, &error)),
    }
}

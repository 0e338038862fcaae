//! Forms that outlived their session: what was typed waits, sealed, until its author is back (`decisions` 53).

use axum::response::Response;
use byline_oauth::Form;
use byline_pages::notice::OUTLIVED;
use byline_pages::{Visitor, error, see_other};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::filled::Filled;
use crate::WebState;

/// On to sign in, and from there to the page.
pub(super) fn sign_in(path: &str, query: Option<&str>) -> Response {
    let there = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    see_other(&format!("/signin?next={}", utf8_percent_encode(&there, NON_ALPHANUMERIC)))
}

/// Keeps what was typed, and leads to the page that shows it again.
pub(super) async fn keep(state: &WebState, visitor: &Visitor, path: &str, form: &Form) -> Response {
    let typed: Form = form.iter().filter(|(name, _)| !matches!(*name, "csrf" | "op" | "do")).collect();
    let key = match state.accounts().keep_form(&typed.to_query(), state.now()).await {
        Ok(key) => key,
        Err(error) => return error::broken(state, &visitor.language, &error),
    };
    let kept = key.map(|key| format!("&kept={}", key.expose())).unwrap_or_default();
    let there = format!("{path}?notice={OUTLIVED}{kept}");
    match visitor.signed_in() {
        Some(_) => see_other(&there),
        None => see_other(&format!("/signin?notice={OUTLIVED}&next={}", utf8_percent_encode(&there, NON_ALPHANUMERIC))),
    }
}

/// What was kept under a key; nothing after half an hour.
pub(super) async fn kept(state: &WebState, visitor: &Visitor, key: &str) -> Result<Option<Filled>, Response> {
    match state.accounts().kept_form(key, state.now()).await {
        Ok(kept) => Ok(kept.map(|text| Filled::of_form(&Form::parse(&text)))),
        Err(error) => Err(error::broken(state, &visitor.language, &error)),
    }
}

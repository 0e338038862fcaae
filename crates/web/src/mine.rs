//! `/my-orcid`: what somebody who is signed in can do here.

use std::borrow::Cow;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_model::ItemKind;
use byline_model::document::Value;
use byline_registry::{Section, Viewer};

use crate::error::see_other;
use crate::layout::Layout;
use crate::page::html;
use crate::visitor::Visitor;
use crate::{WebState, error, notice};

#[derive(Template)]
#[template(path = "mine.html")]
struct MinePage {
    layout: Layout,
    notice: Option<Cow<'static, str>>,
    name: String,
    orcid: String,
    uri: String,
    emails: Vec<Email>,
    /// Whether there are applications whose calls can be looked at.
    has_clients: bool,
}

struct Email {
    address: String,
    verified: bool,
    primary: bool,
}

/// `GET /my-orcid`
pub(crate) async fn show(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other("/signin?next=%2Fmy-orcid") };
    let orcid = signed_in.record();
    let emails = match state.registry.read(&Viewer::Owner(orcid), orcid, &Section::List(ItemKind::Email)).await {
        Ok(list) => list.into_inner(),
        Err(error) => return error::broken(&state, &visitor.language, &error),
    };
    let emails = emails.list("email").iter().filter_map(Value::as_object).map(|it| Email {
        address: it.text("email").unwrap_or_default().to_owned(),
        verified: it.get("verified").as_flag() == Some(true),
        primary: it.get("primary").as_flag() == Some(true),
    });
    let has_clients = match state.registry.owns_clients(signed_in.person).await {
        Ok(has_clients) => has_clients,
        Err(error) => return error::broken(&state, &visitor.language, &error),
    };
    let page = MinePage {
        layout: Layout::new(&state, &visitor.language).of(&state, &visitor),
        notice: notice::of(visitor.language.texts, &query.unwrap_or_default()),
        name: signed_in.name.clone(),
        orcid: orcid.to_string(),
        uri: state.registry.urls().person(orcid),
        emails: emails.collect(),
        has_clients,
    };
    visitor.finish(&state, html(&visitor.language, StatusCode::OK, &page))
}

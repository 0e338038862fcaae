//! `/my-orcid`: what somebody who is signed in can do here.

pub(crate) mod inbox;
pub(crate) mod trusted;
pub(crate) mod webhooks;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use byline_accounts::AddressError;
use byline_model::ItemKind;
use byline_model::document::Value;
use byline_pages::{Layout, Problems, Submitted, Visitor, error, html, see_other};
use byline_registry::{Section, Viewer};

use crate::WebState;

#[derive(Template)]
#[template(path = "mine/mine.html")]
struct MinePage {
    layout: Layout,
    name: String,
    orcid: String,
    uri: String,
    emails: Vec<Email>,
    /// Addresses that are another record's by now.
    lost: Vec<String>,
    problems: Problems,
    /// What was typed into the field for another.
    typed: String,
    /// Whether there are applications whose calls can be looked at.
    has_clients: bool,
}

struct Email {
    address: String,
    verified: bool,
    primary: bool,
}

const SIGN_IN: &str = "/signin?next=%2Fmy-orcid";

/// `GET /my-orcid`
pub(crate) async fn show(State(state): State<WebState>, visitor: Visitor) -> Response {
    page(&state, &visitor, Problems::none(), "").await
}

/// `POST /my-orcid/address`: another address in place of one that is another record's by now (`decisions` 61).
pub(crate) async fn replace_address(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Submitted { form, visitor } = &submitted;
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let typed = form.get("email").unwrap_or_default();
    let problem = match state.accounts().replace_lost_address(signed_in.record(), typed, state.now()).await {
        Ok(()) => return see_other("/my-orcid?notice=sent"),
        Err(AddressError::NotAsked) => return see_other("/my-orcid"),
        Err(AddressError::Invalid) => "email-invalid",
        Err(AddressError::Taken) => "email-taken",
        Err(AddressError::Store(error)) => return error::broken(&state, &visitor.language, &error),
    };
    let problems = Problems::none().with("email", visitor.language.texts.text(problem));
    page(&state, visitor, problems, typed).await
}

async fn page(state: &WebState, visitor: &Visitor, problems: Problems, typed: &str) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let orcid = signed_in.record();
    let emails = match state.registry().read(&Viewer::Owner(orcid), orcid, &Section::List(ItemKind::Email)).await {
        Ok(list) => list.into_inner(),
        Err(error) => return error::broken(state, &visitor.language, &error),
    };
    let emails = emails.list("email").iter().filter_map(Value::as_object).map(|it| Email {
        address: it.text("email").unwrap_or_default().to_owned(),
        verified: it.get("verified").as_flag() == Some(true),
        primary: it.get("primary").as_flag() == Some(true),
    });
    let has_clients = match state.members().owns_clients(signed_in.person).await {
        Ok(has_clients) => has_clients,
        Err(error) => return error::broken(state, &visitor.language, &error),
    };
    let lost = match state.accounts().lost_addresses(orcid).await {
        Ok(lost) => lost.into_iter().map(String::from).collect(),
        Err(error) => return error::broken(state, &visitor.language, &error),
    };
    let page = MinePage {
        layout: Layout::new(state, &visitor.language.at("/my-orcid")).of(state, visitor),
        name: signed_in.name.clone(),
        orcid: orcid.to_string(),
        uri: state.registry().urls().person(orcid),
        emails: emails.collect(),
        lost,
        problems,
        typed: typed.to_owned(),
        has_clients,
    };
    visitor.finish(state, html(&visitor.language, status, &page))
}

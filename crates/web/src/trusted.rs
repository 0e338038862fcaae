//! `/trusted-parties`: the organisations that somebody allowed something, and how to take it back (`registry` 17.2).

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_model::ClientId;
use byline_model::scope::ScopeList;
use byline_oauth::{Form, TrustedOrganization};

use crate::error::see_other;
use crate::forms::Submitted;
use crate::layout::Layout;
use crate::page::{Confirm, html};
use crate::record::{Date, web_address};
use crate::visitor::Visitor;
use crate::{WebState, error, notice};

const SIGN_IN: &str = "/signin?next=%2Ftrusted-parties";

#[derive(Template)]
#[template(path = "trusted.html")]
struct TrustedPage {
    layout: Layout,
    notice: Option<&'static str>,
    organizations: Vec<Organization>,
}

struct Organization {
    id: String,
    name: String,
    website: Option<String>,
    permissions: Vec<&'static str>,
    since: Date,
    delegates: Vec<Delegate>,
}

struct Delegate {
    name: String,
    permissions: Vec<&'static str>,
    latest: Date,
}

/// `GET /trusted-parties`
pub(crate) async fn list(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let organizations = match state.trusted().list(signed_in.record(), state.now()).await {
        Ok(list) => list.iter().map(Organization::of).collect(),
        Err(error) => return error::broken(&state, &error),
    };
    let page = TrustedPage {
        layout: Layout::new(&state).of(&state, &visitor),
        notice: notice::of(&query.unwrap_or_default()),
        organizations,
    };
    visitor.finish(&state, html(StatusCode::OK, &page))
}

impl Organization {
    fn of(trusted: &TrustedOrganization) -> Self {
        let delegates = trusted.delegates.iter().map(|it| Delegate {
            name: it.client.name.to_string(),
            permissions: titles(&it.scopes),
            latest: Date::day(it.latest),
        });
        Organization {
            id: trusted.client.id.to_string(),
            name: trusted.client.name.to_string(),
            website: web_address(&trusted.client.website),
            permissions: titles(&trusted.scopes),
            since: Date::day(trusted.since),
            delegates: delegates.collect(),
        }
    }
}

/// One line for each permission; two that say the same are one.
fn titles(scopes: &ScopeList) -> Vec<&'static str> {
    let mut titles: Vec<&'static str> = Vec::new();
    for title in scopes.iter().map(|scope| scope.spec().title) {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

/// `GET /trusted-parties/remove?client=`: says what follows, and asks.
pub(crate) async fn ask(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let query = Form::parse(&query.unwrap_or_default());
    let listed = match state.trusted().list(signed_in.record(), state.now()).await {
        Ok(listed) => listed,
        Err(error) => return error::broken(&state, &error),
    };
    let wanted = query.get("client").unwrap_or_default();
    let Some(found) = listed.iter().find(|it| it.client.id.as_str() == wanted) else {
        return see_other("/trusted-parties");
    };
    let name = &found.client.name;
    let mut text =
        vec![format!("{name} can no longer read or change your record, from this moment on. What it added stays.")];
    if !found.delegates.is_empty() {
        let names: Vec<&str> = found.delegates.iter().map(|it| &*it.client.name).collect();
        text.push(format!("The same goes for those who act on its behalf: {}.", names.join(", ")));
    }
    let question = Confirm {
        title: format!("Remove {name}?"),
        text,
        action: "/trusted-parties/remove",
        button: "Remove",
        back: "/trusted-parties",
        hidden: vec![("client", wanted.to_owned())],
    };
    question.show(&state, &visitor)
}

/// `POST /trusted-parties/remove`
pub(crate) async fn remove(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other(SIGN_IN) };
    let Some(client) = submitted.form.get("client").and_then(|it| it.parse::<ClientId>().ok()) else {
        return see_other("/trusted-parties");
    };
    match state.trusted().remove(signed_in.record(), &client, state.now()).await {
        Ok(()) => see_other("/trusted-parties?notice=removed"),
        Err(error) => error::broken(&state, &error),
    }
}

//! `/trusted-parties`: the organisations that somebody allowed something, and how to take it back (`registry` 17.2).

use std::borrow::Cow;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_i18n::Texts;
use byline_model::ClientId;
use byline_model::scope::ScopeList;
use byline_oauth::{Form, TrustedOrganization};
use byline_pages::{Confirm, Date, Layout, Markup, Submitted, Visitor, error, html, labels, see_other, web_address};

use crate::WebState;

const SIGN_IN: &str = "/signin?next=%2Ftrusted-parties";

#[derive(Template)]
#[template(path = "mine/trusted.html")]
struct TrustedPage {
    layout: Layout,
    organizations: Vec<Organization>,
}

struct Organization {
    id: String,
    name: String,
    website: Option<String>,
    permissions: Vec<Cow<'static, str>>,
    since: Date,
    delegates: Vec<Delegate>,
}

struct Delegate {
    name: String,
    permissions: Vec<Cow<'static, str>>,
    latest: Date,
}

impl Delegate {
    /// Its permissions, in one line.
    fn all(&self, texts: Texts) -> String {
        self.permissions.join(&texts.text("list-semicolon"))
    }
}

/// `GET /trusted-parties`
pub(crate) async fn list(State(state): State<WebState>, visitor: Visitor) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let organizations = match state.trusted().list(signed_in.record(), state.now()).await {
        Ok(list) => list.iter().map(|it| Organization::of(visitor.language.texts, it)).collect(),
        Err(error) => return error::broken(&state, &visitor.language, &error),
    };
    let page = TrustedPage { layout: Layout::new(&state, &visitor.language).of(&state, &visitor), organizations };
    visitor.finish(&state, html(&visitor.language, StatusCode::OK, &page))
}

impl Organization {
    fn of(texts: Texts, trusted: &TrustedOrganization) -> Self {
        let delegates = trusted.delegates.iter().map(|it| Delegate {
            name: it.client.name.to_string(),
            permissions: titles(texts, &it.scopes),
            latest: Date::day(texts, it.latest),
        });
        Organization {
            id: trusted.client.id.to_string(),
            name: trusted.client.name.to_string(),
            website: web_address(&trusted.client.website),
            permissions: titles(texts, &trusted.scopes),
            since: Date::day(texts, trusted.since),
            delegates: delegates.collect(),
        }
    }
}

/// One line for each permission; two that say the same are one.
fn titles(texts: Texts, scopes: &ScopeList) -> Vec<Cow<'static, str>> {
    labels::permissions(scopes).iter().map(|key| texts.text(key)).collect()
}

/// `GET /trusted-parties/remove?client=`: says what follows, and asks.
pub(crate) async fn ask(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let query = Form::parse(&query.unwrap_or_default());
    let listed = match state.trusted().list(signed_in.record(), state.now()).await {
        Ok(listed) => listed,
        Err(error) => return error::broken(&state, &visitor.language, &error),
    };
    let wanted = query.get("client").unwrap_or_default();
    let Some(found) = listed.iter().find(|it| it.client.id.as_str() == wanted) else {
        return see_other("/trusted-parties");
    };
    let name = &found.client.name;
    let texts = visitor.language.texts;
    let mut text = vec![Markup::of(texts, "trusted-remove-text").name("name", name).into()];
    if !found.delegates.is_empty() {
        let names: Vec<&str> = found.delegates.iter().map(|it| &*it.client.name).collect();
        text.push(Markup::of(texts, "trusted-remove-delegates").names("names", names).into());
    }
    let question = Confirm {
        title: texts.say("trusted-remove-question").with("name", &**name).to_string(),
        text,
        action: "/trusted-parties/remove".into(),
        button: texts.text("trusted-remove-button"),
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
        Err(error) => error::broken(&state, &submitted.visitor.language, &error),
    }
}

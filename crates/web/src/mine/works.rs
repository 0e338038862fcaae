//! `/my-orcid/works`: all works of a record, to be looked through, sorted and changed many at a time (`registry` 11.1).

use std::borrow::Cow;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_model::{ItemKind, PutCode, Visibility};
use byline_oauth::Form;
use byline_pages::{Layout, Pager, SignedIn, Submitted, Visitor, error, forms, html, see_other};
use byline_registry::{Extract, Manner, RecordError, Viewer, WorksAsked};

use super::acts::{Back, once, unusable};
use super::done::{self, DoneNotice};
use super::own::{Body, LEVELS, OwnCard};
use crate::WebState;
use crate::record::asked::{Asked, ORDERS, WORKS};
use crate::record::section::groups;

const SIGN_IN: &str = "/signin?next=%2Fmy-orcid%2Fworks";

#[derive(Template)]
#[template(path = "mine/works.html")]
struct WorksPage {
    layout: Layout,
    title: Cow<'static, str>,
    kind: Cow<'static, str>,
    op: String,
    done: Option<DoneNotice>,
    asked: Asked,
    /// Of the works, as addresses have it.
    order: String,
    cards: Vec<OwnCard>,
    pager: Pager,
    /// Whether or not they have the words that are looked for.
    total: usize,
}

/// `GET /my-orcid/works`
pub(crate) async fn list(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let query = query.unwrap_or_default();
    let done = match done::of(state.registry(), signed_in, &query).await {
        Ok(done) => done,
        Err(error) => return error::broken(&state, &visitor.language, &error),
    };
    let (orcid, asked) = (signed_in.record(), Asked::of(&query));
    let (owner, works) = (Viewer::Owner(orcid), asked.works.clone());
    let shown = state.registry().extract_for(&owner, orcid, &works, |extract| {
        let page = WorksPage::new(&state, (&visitor, signed_in), &extract.into_inner(), asked);
        let texts = visitor.language.texts;
        let done = done.map(|(key, done)| DoneNotice::new(texts, key, &done, &page.cards));
        html(&visitor.language, StatusCode::OK, &WorksPage { done, ..page })
    });
    match shown.await {
        Ok(response) => visitor.finish(&state, response),
        Err(refusal) => unusable(&state, &visitor, &refusal),
    }
}

impl WorksPage {
    fn new(
        state: &WebState,
        (visitor, signed_in): (&Visitor, &SignedIn),
        extract: &Extract<'_>,
        asked: Asked,
    ) -> WorksPage {
        let (texts, owner) = (visitor.language.texts, signed_in.record());
        let activities = extract.record.object("activities-summary");
        let groups = activities.into_iter().flat_map(|all| groups(all, ItemKind::Work));
        let pager = Pager::at(asked.works.page, asked.works.size, extract.found);
        let here = address(&asked, pager.page);
        WorksPage {
            layout: Layout::new(state, &visitor.language.at(here)).of(state, visitor),
            title: texts.text("section-works"),
            kind: texts.text("kind-work"),
            order: asked.order(),
            op: forms::unguessable(state.pages().entropy()),
            done: None,
            cards: groups.filter_map(|group| OwnCard::of_group(texts, owner, ItemKind::Work, group)).collect(),
            pager,
            total: extract.groups,
            asked,
        }
    }

    fn to(&self, page: &usize) -> String {
        address(&self.asked, *page)
    }
}

/// The address of a page of the same works.
fn address(asked: &Asked, page: usize) -> String {
    let number = (WORKS, page.to_string());
    let query: Form = std::iter::once(number).chain(asked.kept()).collect();
    format!("/my-orcid/works?{}", query.to_query())
}

/// `POST /my-orcid/works`: shows or removes those that were chosen, with all their versions.
pub(crate) async fn change(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other(SIGN_IN) };
    let form = &submitted.form;
    let back = Back::of(form);
    let codes = form.all("item").flat_map(|group| group.split(',')).map(str::parse::<PutCode>);
    let Ok(codes) = codes.collect::<Result<Vec<_>, _>>() else {
        return error::no_such_page(&state, &submitted.visitor.language);
    };
    let level = match form.get("level") {
        Some("") => None,
        Some(level) => match level.parse().ok().filter(|level| LEVELS.iter().any(|(it, ..)| it == level)) {
            Some(level) => Some(level),
            None => return error::no_such_page(&state, &submitted.visitor.language),
        },
        None => return error::no_such_page(&state, &submitted.visitor.language),
    };
    if codes.is_empty() {
        return see_other(&back.with(Some(("notice", "none-chosen")), "main"));
    }
    let manner = Manner { once: once("works", form), ..Manner::default() };
    match act(&state, signed_in, (&codes, level), &manner).await {
        Ok(()) => {
            let key = manner.once.as_ref().map(|once| &*once.key);
            see_other(&back.with(key.map(|key| ("done", key)), "main"))
        }
        Err(RecordError::NoSuchItem | RecordError::Changed) => see_other(&back.with(Some(("notice", "gone")), "main")),
        Err(RecordError::TooMany { .. }) => see_other(&back.with(Some(("notice", "too-many")), "main")),
        Err(refusal) => unusable(&state, &submitted.visitor, &refusal),
    }
}

/// Shows them at this level; removes them without one.
async fn act(
    state: &WebState,
    signed_in: &SignedIn,
    (codes, level): (&[PutCode], Option<Visibility>),
    manner: &Manner,
) -> Result<(), RecordError> {
    let registry = state.registry();
    let permit = registry.permit_person(signed_in.person, signed_in.record(), ItemKind::Work, None).await?;
    match level {
        Some(level) => registry.show(permit, codes, level, manner).await,
        None => registry.remove_these(permit, codes, manner).await,
    }
}

impl OwnCard {
    /// The put-codes of all versions.
    fn codes(&self) -> String {
        let all = std::iter::once(&self.item).chain(&self.versions);
        all.map(|it| it.code.to_string()).collect::<Vec<_>>().join(",")
    }
}

//! `/orcid-search/search`: people, found by what everybody may see of them (`registry` 16.8, `search` 11).

mod asked;
mod person;

use std::borrow::Cow;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_accounts::written_orcid;
use byline_i18n::Texts;
use byline_oauth::Form;
use byline_pages::{Layout, Markup, Said, Visitor, error, html, see_other};
use byline_registry::{FoundPerson, Inquiry, SearchError};

use self::asked::Asked;
use self::person::Person;
use crate::WebState;

/// Where people are found.
pub(crate) const PATH: &str = "/orcid-search/search";
/// On a page (`search` 11).
const PAGE: usize = 50;
/// Nobody is shown beyond so many: better words bring the right ones to the front.
const REACH: usize = 10_000;

#[derive(Template)]
#[template(path = "site/search.html")]
struct SearchPage {
    layout: Layout,
    asked: Asked,
    /// What was typed looks like an iD, and is none.
    mistyped: bool,
    shown: Shown,
}

/// What came of it.
enum Shown {
    /// Nothing was asked, or what was asked is told beside the box.
    Nothing,
    /// It has no answer, and why.
    Refused(Cow<'static, str>),
    Nobody,
    People(People),
}

struct People {
    count: Said,
    people: Vec<Person>,
    /// Which of them these are, where there are more.
    range: Option<Said>,
    previous: Option<String>,
    next: Option<String>,
    /// That there are more than are ever shown.
    beyond: Option<Said>,
}

/// `GET /find?id=`: the box of the front page.
pub(crate) async fn find(RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    see_other(&Asked::quickly(Form::parse(&query).get("id").unwrap_or_default()).address(0))
}

/// `GET /orcid-search/search`, with the parameters of the published page. An iD in any form leads straight to its record.
pub(crate) async fn search(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    let asked = Asked::of(&Form::parse(&query.unwrap_or_default()));
    if let Some(orcid) = asked.quick().and_then(written_orcid) {
        return see_other(&format!("/{orcid}"));
    }
    let mistyped = asked.looks_like_an_id();
    let texts = visitor.language.texts;
    let (status, shown) = match found(&state, &asked).await {
        Ok(None) => (StatusCode::OK, Shown::Nothing),
        Ok(Some((0, _))) if mistyped => (StatusCode::OK, Shown::Nothing),
        Ok(Some((0, _))) => (StatusCode::OK, Shown::Nobody),
        // Beyond the last page.
        Ok(Some((_, people))) if people.is_empty() && asked.first > 0 => return see_other(&asked.address(0)),
        Ok(Some((total, people))) => (StatusCode::OK, Shown::People(People::of(texts, &asked, total, people))),
        Err(error) => match refusal(&error) {
            Some((status, key)) => (status, Shown::Refused(texts.text(key))),
            None => return error::broken(&state, &visitor.language, &error),
        },
    };
    let layout = Layout::new(&state, &visitor.language).of(&state, &visitor).without_finder();
    let page = SearchPage { layout, asked, mistyped, shown };
    visitor.finish_public(&state, html(&visitor.language, status, &page))
}

/// How many there are, and those of the page; `None` when nothing was asked.
async fn found(state: &WebState, asked: &Asked) -> Result<Option<(u64, Vec<FoundPerson>)>, SearchError> {
    let Some(params) = asked.params() else { return Ok(None) };
    let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let inquiry = Inquiry { params: &params, start: asked.first, rows: PAGE, ..Inquiry::default() };
    let findings = state.registry().search(&inquiry).await?;
    let people = state.registry().found_people(&findings.found).await?;
    Ok(Some((findings.total, people)))
}

/// Which page says so; `None` of what is nobody's business but the registry's.
fn refusal(error: &SearchError) -> Option<(StatusCode, &'static str)> {
    match error {
        SearchError::Query(_) => Some((StatusCode::BAD_REQUEST, "search-refused")),
        SearchError::TooExpensive(_) => Some((StatusCode::BAD_REQUEST, "search-expensive")),
        SearchError::Busy(_) | SearchError::Unavailable(_) => Some((StatusCode::SERVICE_UNAVAILABLE, "search-later")),
        SearchError::Index(_) | SearchError::Store(_) => None,
    }
}

impl People {
    fn of(texts: Texts, asked: &Asked, total: u64, people: Vec<FoundPerson>) -> Self {
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        let (first, last) = (asked.first, asked.first + people.len());
        let range = || {
            Markup::of(texts, "pager-range").count("first", first + 1).count("last", last).count("total", total).into()
        };
        let reach = total.min(REACH);
        People {
            count: Markup::of(texts, "search-count").count("count", total).into(),
            people: people.into_iter().map(|it| Person::of(texts, it)).collect(),
            range: (total > PAGE).then(range),
            previous: (first > 0).then(|| asked.address(first.saturating_sub(PAGE))),
            next: (first + PAGE < reach).then(|| asked.address(first + PAGE)),
            beyond: (total > REACH && first + PAGE >= reach)
                .then(|| Markup::of(texts, "search-beyond").count("count", REACH).into()),
        }
    }
}

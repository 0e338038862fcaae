//! "Could this be you?" (`registry` 5.5): asked when somebody with the same name is here. The form waits meanwhile, and
//! the page knows it by a key alone.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use byline_accounts::{Candidate, RegistrationError, Secret};
use byline_i18n::{Day, Texts};
use byline_model::Timestamp;
use byline_pages::{Layout, Next, Problems, Submitted, Visitor, error, html, security, see_other};

use super::filled::Filled;
use super::{show, waiting, words};
use crate::{WebState, authorize, signin};

#[derive(Template)]
#[template(path = "register_here.html")]
struct HerePage {
    layout: Layout,
    client: Option<String>,
    candidates: Vec<Shown>,
    key: String,
    oauth: String,
    /// The query of the links to signing in and to a new password.
    query: String,
}

/// A record, as the page shows it.
struct Shown {
    orcid: String,
    name: String,
    affiliations: Vec<String>,
    since: Option<String>,
}

impl Shown {
    fn of(texts: Texts, candidate: &Candidate) -> Self {
        let year = |it: Timestamp| u16::try_from(it.date().0).unwrap_or_default();
        Shown {
            orcid: candidate.orcid.to_string(),
            name: candidate.name.to_string(),
            affiliations: candidate.affiliations.iter().take(MOST_AFFILIATIONS).map(ToString::to_string).collect(),
            since: candidate.created.map(|it| texts.day(Day { year: year(it), month: None, day: None })),
        }
    }
}

/// Enough to tell people apart.
const MOST_AFFILIATIONS: usize = 3;

pub(super) fn ask(
    state: &WebState,
    visitor: &Visitor,
    client: Option<String>,
    next: &Next,
    key: &Secret,
    candidates: &[Candidate],
) -> Response {
    // What was filled in cannot be asked for in another language: that begins again.
    let language = visitor.language.at(format!("/register{}", next.query()));
    let page = HerePage {
        layout: Layout::new(state, &language).of(state, visitor),
        client,
        candidates: candidates.iter().map(|it| Shown::of(language.texts, it)).collect(),
        key: key.expose().to_owned(),
        oauth: next.oauth().to_owned(),
        query: next.query(),
    };
    let response = visitor.finish(state, html(&language, StatusCode::OK, &page));
    if page.oauth.is_empty() { response } else { security::leads_elsewhere(response) }
}

/// `GET /register/confirm`: there is nothing to see without a form that was sent.
pub(crate) async fn begin_again() -> Response {
    see_other("/register")
}

/// `POST /register/confirm`: none of those is me.
pub(crate) async fn confirm(State(state): State<WebState>, headers: HeaderMap, submitted: Submitted) -> Response {
    let language = &submitted.visitor.language;
    let next = Next::of(submitted.form.get("oauth"), None);
    let client = match waiting(&state, &next).await {
        Ok(client) => client.map(|(_, name)| name),
        Err(error) => return authorize::refused(&state, language, &headers, StatusCode::SEE_OTHER, error),
    };
    let key = submitted.form.get("key").unwrap_or_default();
    let problems = match state.accounts().register_after_all(key, state.now()).await {
        Ok(Some(registered)) => return signin::signed_in(&state, &submitted.visitor, &registered.session, &next).await,
        Ok(None) => Problems::whole(language.texts.text("register-forgotten")),
        Err(RegistrationError::Problems(problems)) => words::of(language.texts, &problems),
        Err(RegistrationError::Store(error)) => return error::broken(&state, language, &error),
    };
    show(&state, &submitted.visitor, client, next, Filled::default(), problems)
}

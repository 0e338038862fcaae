//! The second step of signing in, for those who have switched it on.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use byline_accounts::SecondStep;
use byline_http::limit::Asker;
use byline_pages::{Cookie, Layout, Next, Problems, Submitted, Visitor, error, html, security, see_other};

use crate::{WebState, signin};

#[derive(Template)]
#[template(path = "second_factor.html")]
struct SecondFactorPage {
    layout: Layout,
    problems: Problems,
    oauth: String,
    next: String,
}

/// `GET /2fa-signin`
pub(crate) async fn form(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    show(&state, &visitor, &Next::of_query(&query.unwrap_or_default()), Problems::none())
}

fn show(state: &WebState, visitor: &Visitor, next: &Next, problems: Problems) -> Response {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let language = visitor.language.at(format!("/2fa-signin{}", next.query()));
    let layout = Layout::new(state, &language).of(state, visitor);
    let page = SecondFactorPage { layout, problems, oauth: next.oauth().to_owned(), next: next.path().to_owned() };
    security::leads_elsewhere(visitor.finish(state, html(&language, status, &page)))
}

/// `POST /2fa-signin`: who is meant stands in the half-made session, never in the form.
pub(crate) async fn give(
    State(state): State<WebState>,
    asker: Asker,
    headers: HeaderMap,
    submitted: Submitted,
) -> Response {
    let Submitted { form, visitor } = &submitted;
    let next = Next::of(form.get("oauth"), form.get("next"));
    let half = state.jar().read(&headers, Cookie::SESSION).unwrap_or_default();
    let code = form.get("code").unwrap_or_default();
    match state.accounts().give_second_factor(half, code, asker.text().as_deref(), state.now()).await {
        Ok(SecondStep::SignedIn(session)) => signin::signed_in(&state, visitor, &session, &next).await,
        Ok(SecondStep::BadCode) => {
            let problems = Problems::none().with("code", visitor.language.texts.text("code-wrong"));
            show(&state, visitor, &next, problems)
        }
        Ok(SecondStep::Expired) => see_other(&format!("/signin{}", next.query())),
        Err(error) => error::broken(&state, &visitor.language, &error),
    }
}

//! Forgotten passwords and iDs (`registry` 6.7).

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use byline_accounts::{NewPasswordError, PasswordProblem};
use byline_i18n::Texts;
use byline_model::EmailAddress;
use byline_oauth::Form;
use byline_pages::cookies::escaped;
use byline_pages::{Layout, Markup, Next, Problems, Submitted, Visitor, error, html, see_other};

use crate::register::password_problem;
use crate::{WebState, cookies, verify};

#[derive(Template)]
#[template(path = "reset_request.html")]
struct RequestPage {
    layout: Layout,
    problems: Problems,
    email: String,
    oauth: String,
    next: String,
}

#[derive(Template)]
#[template(path = "reset_form.html")]
struct NewPasswordPage {
    layout: Layout,
    problems: Problems,
    action: String,
    second_factor: bool,
}

/// `GET /reset-password`
pub(crate) async fn form(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    let query = query.unwrap_or_default();
    // Where somebody was going when they noticed: kept, so that signing in leads there.
    let next = Next::of_query(&query);
    let fields = match next {
        Next::Authorize(_) => Form::default(),
        Next::Path(_) | Next::Home => Form::parse(&query),
    };
    if fields.iter().any(|(name, _)| !matches!(name, "email" | "next" | "lang")) {
        return error::page(&state, &visitor.language, StatusCode::UNPROCESSABLE_ENTITY, "error-query");
    }
    show(&state, &visitor, &next, fields.get("email").unwrap_or_default(), Problems::none())
}

fn show(state: &WebState, visitor: &Visitor, next: &Next, email: &str, problems: Problems) -> Response {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let language = visitor.language.at(format!("/reset-password{}", next.query()));
    let page = RequestPage {
        layout: Layout::new(state, &language).of(state, visitor),
        problems,
        email: email.to_owned(),
        oauth: next.oauth().to_owned(),
        next: next.path().to_owned(),
    };
    visitor.finish(state, html(&language, status, &page))
}

/// `POST /reset-password`: the answer is the same whether or not the address belongs to somebody.
pub(crate) async fn request(State(state): State<WebState>, submitted: Submitted) -> Response {
    let next = Next::of(submitted.form.get("oauth"), submitted.form.get("next"));
    let email = submitted.form.get("email").unwrap_or_default();
    let language = &submitted.visitor.language;
    if email.parse::<EmailAddress>().is_err() {
        let problems = Problems::none().with("email", language.texts.text("email-invalid"));
        return show(&state, &submitted.visitor, &next, email, problems);
    }
    let sent = match submitted.form.get("wanted") {
        Some("id") => state.accounts().remind_of_id(email, language.locale(), state.now()).await,
        _ => state.accounts().request_reset(email, language.locale(), state.now()).await,
    };
    match sent {
        Ok(()) => {
            let language = language.at(format!("/reset-password{}", next.query()));
            let signin = (format!("/signin{}", next.query()), "go-signin");
            let text = Markup::of(language.texts, "reset-sent").name("email", email);
            remember(&state, &next, error::page_leading_to(&state, &language, StatusCode::OK, text, signin))
        }
        Err(error) => error::broken(&state, language, &error),
    }
}

/// Keeps where somebody was going until the new password is there. This browser knows it and the mail does not: whoever
/// asks for a mail to somebody else's address does not decide where that person is led to.
fn remember(state: &WebState, next: &Next, mut response: Response) -> Response {
    let query = next.query();
    let kept = match query.len() {
        1..LONGEST_KEPT => state.jar().set(cookies::RESETTING, &escaped(&query)),
        _ => state.jar().forget(cookies::RESETTING),
    };
    response.headers_mut().append(header::SET_COOKIE, kept);
    response
}

/// Browsers keep 4096 bytes of a cookie.
const LONGEST_KEPT: usize = 1300;

fn remembered(state: &WebState, headers: &HeaderMap) -> Next {
    let kept = state.jar().read(headers, cookies::RESETTING).unwrap_or_default();
    let query = percent_encoding::percent_decode_str(kept).decode_utf8_lossy();
    Next::of_query(query.trim_start_matches('?'))
}

/// `GET /reset-password-email/{secret}`
pub(crate) async fn new_password_form(
    State(state): State<WebState>,
    Path(secret): Path<String>,
    visitor: Visitor,
) -> Response {
    show_new(&state, &visitor, &secret, Problems::none()).await
}

async fn show_new(state: &WebState, visitor: &Visitor, secret: &str, problems: Problems) -> Response {
    let form = match state.accounts().reset_form(secret, state.now()).await {
        Ok(form) => form,
        Err(error) => return verify::bad_link(state, &visitor.language, &error),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let action = format!("/reset-password-email/{secret}");
    let language = visitor.language.at(&*action);
    let page = NewPasswordPage {
        layout: Layout::new(state, &language).of(state, visitor),
        problems,
        action,
        second_factor: form.second_factor,
    };
    visitor.finish(state, html(&language, status, &page))
}

/// `POST /reset-password-email/{secret}`
pub(crate) async fn new_password(
    State(state): State<WebState>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    submitted: Submitted,
) -> Response {
    let text = |name| submitted.form.get(name).unwrap_or_default();
    let language = &submitted.visitor.language;
    let (password, again) = (text("password"), text("password_again"));
    let done = state.accounts().reset_password(&secret, password, again, submitted.form.filled("code"), state.now());
    let problems = match done.await {
        Ok(_) => {
            let mut response = see_other(&remembered(&state, &headers).on("/signin", "password"));
            response.headers_mut().append(header::SET_COOKIE, state.jar().forget(cookies::RESETTING));
            return response;
        }
        Err(NewPasswordError::Link(error)) => return verify::bad_link(&state, language, &error),
        Err(NewPasswordError::Store(error)) => return error::broken(&state, language, &error),
        Err(NewPasswordError::Password(problems)) => password_problems(language.texts, &problems),
        Err(NewPasswordError::BadCode) => Problems::none().with("code", language.texts.text("code-wrong")),
        // Nobody is asked for the old password here.
        Err(NewPasswordError::WrongPassword) => Problems::whole(language.texts.text("new-password-wrong")),
    };
    show_new(&state, &submitted.visitor, &secret, problems).await
}

fn password_problems(texts: Texts, problems: &[PasswordProblem]) -> Problems {
    problems.iter().fold(Problems::none(), |all, problem| {
        let field = if *problem == PasswordProblem::Differ { "password_again" } else { "password" };
        all.with(field, texts.text(password_problem(*problem)))
    })
}

//! Forgotten passwords and iDs (`registry` 6.7).

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_accounts::{EmailAddress, NewPasswordError, PasswordProblem};
use byline_oauth::Form;

use crate::error::see_other;
use crate::forms::{Next, Problems, Submitted};
use crate::layout::Layout;
use crate::page::html;
use crate::register::sentence;
use crate::visitor::Visitor;
use crate::{WebState, error, verify};

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
    if fields.iter().any(|(name, _)| !matches!(name, "email" | "next")) {
        let text = "The address of this page has parts that nobody here understands.";
        return error::page(&state, StatusCode::UNPROCESSABLE_ENTITY, "That does not work here", text);
    }
    show(&state, &visitor, &next, fields.get("email").unwrap_or_default(), Problems::none())
}

fn show(state: &WebState, visitor: &Visitor, next: &Next, email: &str, problems: Problems) -> Response {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = RequestPage {
        layout: Layout::new(state).of(state, visitor),
        problems,
        email: email.to_owned(),
        oauth: next.oauth().to_owned(),
        next: next.path().to_owned(),
    };
    visitor.finish(state, html(status, &page))
}

/// `POST /reset-password`: the answer is the same whether or not the address belongs to somebody.
pub(crate) async fn request(State(state): State<WebState>, submitted: Submitted) -> Response {
    let next = Next::of(submitted.form.get("oauth"), submitted.form.get("next"));
    let email = submitted.form.get("email").unwrap_or_default();
    if email.parse::<EmailAddress>().is_err() {
        let problems = Problems::none().with("email", "An e-mail address looks like name@example.org.");
        return show(&state, &submitted.visitor, &next, email, problems);
    }
    let sent = match submitted.form.get("wanted") {
        Some("id") => state.accounts().remind_of_id(email, state.now()).await,
        _ => state.accounts().request_reset(email, state.now()).await,
    };
    match sent {
        Ok(()) => {
            let text = format!(
                "We sent a mail to {email}. It says how to go on, or that the address belongs to nobody here. If it does \
                 not come within minutes, look among the unwanted ones."
            );
            let signin = (format!("/signin{}", next.query()), "Go on to sign in");
            error::page_leading_to(&state, StatusCode::OK, "Look into your mail", text, signin)
        }
        Err(error) => error::broken(&state, &error),
    }
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
        Err(error) => return verify::bad_link(state, &error),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = NewPasswordPage {
        layout: Layout::new(state).of(state, visitor),
        problems,
        action: format!("/reset-password-email/{secret}"),
        second_factor: form.second_factor,
    };
    visitor.finish(state, html(status, &page))
}

/// `POST /reset-password-email/{secret}`
pub(crate) async fn new_password(
    State(state): State<WebState>,
    Path(secret): Path<String>,
    submitted: Submitted,
) -> Response {
    let text = |name| submitted.form.get(name).unwrap_or_default();
    let (password, again) = (text("password"), text("password_again"));
    let done = state.accounts().reset_password(&secret, password, again, submitted.form.filled("code"), state.now());
    let problems = match done.await {
        Ok(_) => return see_other("/signin?notice=password"),
        Err(NewPasswordError::Link(error)) => return verify::bad_link(&state, &error),
        Err(NewPasswordError::Store(error)) => return error::broken(&state, &error),
        Err(NewPasswordError::Password(problems)) => password_problems(&problems),
        Err(NewPasswordError::BadCode) => Problems::none().with("code", "This code is not right, or was used before."),
        // Nobody is asked for the old password here.
        Err(error @ NewPasswordError::WrongPassword) => Problems::whole(sentence(&error.to_string())),
    };
    show_new(&state, &submitted.visitor, &secret, problems).await
}

fn password_problems(problems: &[PasswordProblem]) -> Problems {
    problems.iter().fold(Problems::none(), |all, problem| {
        let field = if *problem == PasswordProblem::Differ { "password_again" } else { "password" };
        all.with(field, sentence(&problem.to_string()))
    })
}

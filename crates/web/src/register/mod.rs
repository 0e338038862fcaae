//! Registering (`registry` 5): one form, as all steps together fit on a page, and one question when somebody with the
//! same name is here.

mod filled;
mod here;
mod opened;
mod words;

use std::net::IpAddr;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use byline_accounts::{Outcome, RegistrationError, RegistrationProblem};
use byline_http::limit::{Asker, Refused};
use byline_http::{Class, Who};
use byline_model::{ClientId, email};
use byline_oauth::{AuthorizationRequest, Form};
use byline_pages::{Layout, Next, Problems, Submitted, Visitor, error, html, security, see_other};

pub(crate) use here::{begin_again, confirm};
pub(crate) use opened::Opened;
pub(crate) use words::password_problem;

use self::filled::{Filled, registration};
use crate::{WebState, authorize, limits, signin};

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    layout: Layout,
    client: Option<String>,
    problems: Problems,
    filled: Filled,
    oauth: String,
    /// When the page was made, signed.
    opened: String,
    /// The link to signing in.
    signin: String,
}

/// `GET /register`
pub(crate) async fn form(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let next = Next::of_query(&query.unwrap_or_default());
    if let Next::Authorize(request) = &next {
        return match state.authorize().begin(&Form::parse(request)).await {
            Ok(request) => form_for(&state, &visitor, &request, next),
            Err(error) => authorize::refused(&state, &visitor.language, &headers, StatusCode::FOUND, error),
        };
    }
    if visitor.signed_in().is_some() {
        return see_other(&next.location());
    }
    show(&state, &visitor, None, next, Filled::default(), Problems::none())
}

/// The form for an authorization request that waits, filled with what the client knows.
pub(crate) fn form_for(state: &WebState, visitor: &Visitor, request: &AuthorizationRequest, next: Next) -> Response {
    let filled = Filled::by(request.prefill());
    show(state, visitor, Some(request.client().name.to_string()), next, filled, Problems::none())
}

fn show(
    state: &WebState,
    visitor: &Visitor,
    client: Option<String>,
    next: Next,
    filled: Filled,
    problems: Problems,
) -> Response {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let language = visitor.language.at(format!("/register{}", next.query()));
    let page = RegisterPage {
        layout: Layout::new(state, &language).of(state, visitor),
        client,
        problems,
        filled,
        oauth: next.oauth().to_owned(),
        opened: state.opened().mark(state.now()),
        signin: if next.oauth().is_empty() { "/signin".to_owned() } else { format!("/signin{}", next.query()) },
    };
    let response = visitor.finish(state, html(&language, status, &page));
    if page.oauth.is_empty() { response } else { security::leads_elsewhere(response) }
}

/// `POST /register`
pub(crate) async fn register(
    State(state): State<WebState>,
    asker: Asker,
    headers: HeaderMap,
    submitted: Submitted,
) -> Response {
    let (form, language) = (&submitted.form, &submitted.visitor.language);
    let next = Next::of(form.get("oauth"), None);
    let client = match waiting(&state, &next).await {
        Ok(client) => client,
        Err(error) => return authorize::refused(&state, language, &headers, StatusCode::SEE_OTHER, error),
    };
    let (referred_by, name) = client.map_or((None, None), |(id, name)| (Some(id), Some(name)));
    let filled = Filled::of(form);
    if let Some(key) = looks_like_a_robot(&state, form) {
        let text = language.texts.text(key);
        return show(&state, &submitted.visitor, name, next, filled, Problems::whole(text));
    }
    let registration = registration(form, language.locale(), referred_by, asker.text().as_deref());
    let counted = Counted::of(asker, &registration.email);
    if let Err(refused) = counted.look(&state) {
        return limits::too_often(&state, language, refused);
    }
    let outcome = state.accounts().register_unless_here(&registration, state.now()).await;
    if tells_about_people(&outcome) {
        counted.take(&state);
    }
    match outcome {
        Ok(Outcome::Registered(registered)) => {
            signin::signed_in(&state, &submitted.visitor, &registered.session, &next).await
        }
        Ok(Outcome::MayBeHere { key, candidates }) => {
            here::ask(&state, &submitted.visitor, name, &next, &key, &candidates)
        }
        Err(RegistrationError::Problems(problems)) => {
            let problems = words::of(language.texts, &problems);
            show(&state, &submitted.visitor, name, next, filled, problems)
        }
        Err(RegistrationError::Store(error)) => error::broken(&state, language, &error),
    }
}

/// The client whose authorization request waits.
async fn waiting(state: &WebState, next: &Next) -> Result<Option<(ClientId, String)>, byline_oauth::AuthorizeError> {
    let Next::Authorize(request) = next else { return Ok(None) };
    let request = state.authorize().begin(&Form::parse(request)).await?;
    Ok(Some((request.client().id.clone(), request.client().name.to_string())))
}

/// What to say to a form that no person sent, by all appearance (`registry` 5.2): a field that nobody sees was filled in,
/// or it came faster than anybody types.
fn looks_like_a_robot(state: &WebState, form: &Form) -> Option<&'static str> {
    if form.filled("nickname").is_some() {
        return Some("register-trapped");
    }
    let least = state.site().registration_seconds;
    if least == 0 {
        return None;
    }
    match state.opened().age(form.get("opened").unwrap_or_default(), state.now()) {
        None => Some("register-too-late"),
        Some(seconds) if seconds < least => Some("register-too-quick"),
        Some(_) => None,
    }
}

/// How often somebody registers, or learns that an address is taken: by where they are, and by the address they give.
struct Counted {
    from: Option<IpAddr>,
    email: String,
}

impl Counted {
    fn of(asker: Asker, email: &str) -> Self {
        let email = byline_oauth::hash(&email::key(email)).to_hex();
        Counted { from: asker.0, email }
    }

    fn look(&self, state: &WebState) -> Result<(), Refused> {
        state.limits().look(Class::Register, Who::Address(self.from), state.now())?;
        state.limits().look(Class::SameEmail, Who::Named(&self.email), state.now())
    }

    fn take(&self, state: &WebState) {
        // Who came in at the same moment is let through; it is the next ones that are refused.
        let _counted = state.limits().take(Class::Register, Who::Address(self.from), state.now());
        let _counted = state.limits().take(Class::SameEmail, Who::Named(&self.email), state.now());
    }
}

/// Whether the answer costs an iD, or says something about addresses of others. What is wrong with a form alone does not
/// count: people make mistakes.
fn tells_about_people(outcome: &Result<Outcome, RegistrationError>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(RegistrationError::Problems(problems)) => {
            problems.iter().any(|it| matches!(it, RegistrationProblem::EmailTaken { .. }))
        }
        Err(RegistrationError::Store(_)) => false,
    }
}

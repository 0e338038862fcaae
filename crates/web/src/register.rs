//! Registering (`registry` 5): one form, as all steps together fit on a page.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use byline_accounts::{PasswordProblem, Registration, RegistrationError, RegistrationProblem};
use byline_model::{ClientId, RecordState, Visibility};
use byline_oauth::{AuthorizationRequest, Form};

use crate::error::see_other;
use crate::forms::{Next, Problems, Submitted};
use crate::layout::Layout;
use crate::page::html;
use crate::visitor::Visitor;
use crate::{WebState, authorize, error, security, signin};

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    layout: Layout,
    client: Option<String>,
    problems: Problems,
    filled: Filled,
    oauth: String,
    /// The query of the link to signing in.
    signin: String,
}

/// What the form holds already; passwords are never sent back.
#[derive(Default)]
struct Filled {
    given_names: String,
    family_name: String,
    email: String,
    email_again: String,
    visibility: String,
    terms: bool,
    processing: bool,
    tips: bool,
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
            Err(error) => authorize::refused(&state, &headers, StatusCode::FOUND, error),
        };
    }
    if visitor.signed_in().is_some() {
        return see_other(&next.location());
    }
    show(&state, &visitor, None, next, Filled::default(), Problems::none())
}

/// The form for an authorization request that waits, filled with what the client knows.
pub(crate) fn form_for(state: &WebState, visitor: &Visitor, request: &AuthorizationRequest, next: Next) -> Response {
    let text = |it: &Option<Box<str>>| it.as_deref().unwrap_or_default().to_owned();
    let prefill = request.prefill();
    let filled = Filled {
        given_names: text(&prefill.given_names),
        family_name: text(&prefill.family_names),
        email: text(&prefill.email),
        ..Filled::default()
    };
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
    let page = RegisterPage {
        layout: Layout::new(state).of(state, visitor),
        client,
        problems,
        filled,
        oauth: next.oauth().to_owned(),
        signin: if next.oauth().is_empty() { String::new() } else { next.query() },
    };
    let response = visitor.finish(state, html(status, &page));
    if page.oauth.is_empty() { response } else { security::leads_elsewhere(response) }
}

/// `POST /register`
pub(crate) async fn register(State(state): State<WebState>, headers: HeaderMap, submitted: Submitted) -> Response {
    let form = &submitted.form;
    let next = Next::of(form.get("oauth"), None);
    let client = match waiting(&state, &next).await {
        Ok(client) => client,
        Err(error) => return authorize::refused(&state, &headers, StatusCode::SEE_OTHER, error),
    };
    let (referred_by, name) = client.map_or((None, None), |(id, name)| (Some(id), Some(name)));
    let filled = Filled::of(form);
    if form.filled("nickname").is_some() {
        let problems = Problems::whole("A field that people do not see was filled in. Please leave it empty.");
        return show(&state, &submitted.visitor, name, next, filled, problems);
    }
    let registration = registration(form, referred_by, submitted.address());
    match state.accounts().register(&registration, state.now()).await {
        Ok(registered) => signin::signed_in(&state, &submitted.visitor, &registered.session, &next).await,
        Err(RegistrationError::Problems(problems)) => {
            let problems = problems.iter().fold(Problems::none(), |all, it| {
                let (field, text) = words(it);
                all.with(field, text)
            });
            show(&state, &submitted.visitor, name, next, filled, problems)
        }
        Err(RegistrationError::Store(error)) => error::broken(&state, &error),
    }
}

/// The client whose authorization request waits.
async fn waiting(state: &WebState, next: &Next) -> Result<Option<(ClientId, String)>, byline_oauth::AuthorizeError> {
    let Next::Authorize(request) = next else { return Ok(None) };
    let request = state.authorize().begin(&Form::parse(request)).await?;
    Ok(Some((request.client().id.clone(), request.client().name.to_string())))
}

impl Filled {
    fn of(form: &Form) -> Self {
        let text = |name| form.get(name).unwrap_or_default().to_owned();
        let ticked = |name| form.get(name).is_some();
        Filled {
            given_names: text("given_names"),
            family_name: text("family_name"),
            email: text("email"),
            email_again: text("email_again"),
            visibility: text("visibility"),
            terms: ticked("terms"),
            processing: ticked("processing"),
            tips: ticked("tips"),
        }
    }
}

fn registration(form: &Form, referred_by: Option<ClientId>, address: Option<&str>) -> Registration {
    let text = |name| form.get(name).unwrap_or_default().to_owned();
    Registration {
        given_names: text("given_names"),
        family_name: text("family_name"),
        email: text("email"),
        email_again: text("email_again"),
        more_emails: Vec::new(),
        password: text("password"),
        password_again: text("password_again"),
        default_visibility: form.get("visibility").and_then(|it| it.parse::<Visibility>().ok()),
        terms: form.get("terms").is_some(),
        processing: form.get("processing").is_some(),
        tips: form.get("tips").is_some(),
        locale: "en".to_owned(),
        referred_by,
        address: address.map(str::to_owned),
    }
}

/// The field, and what to say about it.
fn words(problem: &RegistrationProblem) -> (&'static str, String) {
    let (field, text) = match problem {
        RegistrationProblem::GivenNamesMissing => ("given_names", "Please give a name."),
        RegistrationProblem::GivenNamesTooLong => ("given_names", "A name has fewer than 100 characters."),
        RegistrationProblem::FamilyNameTooLong => ("family_name", "A name has fewer than 100 characters."),
        RegistrationProblem::EmailInvalid { .. } => ("email", "An e-mail address looks like name@example.org."),
        RegistrationProblem::EmailRepeated { .. } => ("email", "The same address is there twice."),
        RegistrationProblem::EmailsDiffer => ("email_again", "The two addresses are not the same."),
        RegistrationProblem::EmailTaken { by, .. } => ("email", taken(*by)),
        RegistrationProblem::Password(PasswordProblem::Differ) => {
            ("password_again", "The two passwords are not the same.")
        }
        RegistrationProblem::Password(problem) => return ("password", sentence(&problem.to_string())),
        RegistrationProblem::VisibilityMissing => ("visibility", "Please choose who may see new items."),
        RegistrationProblem::TermsNotAccepted => ("terms", "Without the terms there is no iD."),
        RegistrationProblem::ProcessingNotAccepted => ("processing", "Without this agreement there is no iD."),
    };
    (field, text.to_owned())
}

/// What to do about an address that belongs to a record already (`registry` 5.3).
fn taken(by: RecordState) -> &'static str {
    match by {
        RecordState::Active | RecordState::Locked | RecordState::Deprecated { .. } => {
            "There is an iD with this address already. Sign in with it, or ask for a new password."
        }
        RecordState::Unclaimed => {
            "An organisation reserved an iD for this address. Look for the mail that invites you to take it over."
        }
        RecordState::Deactivated => "The iD with this address was deactivated.",
    }
}

/// Words of other crates, as a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let start: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{start}{}.", rest.as_str())
}

//! Signing in.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use byline_accounts::{NewSession, SignIn};
use byline_http::limit::Asker;
use byline_i18n::Texts;
use byline_model::RecordState;
use byline_oauth::{AuthorizationRequest, Form};
use byline_pages::{Cookie, Layout, Next, Problems, Submitted, Visitor, error, html, security, see_other};

use crate::{WebState, authorize, cookies};

#[derive(Template)]
#[template(path = "signin.html")]
struct SignInPage {
    layout: Layout,
    /// Who waits for an answer.
    client: Option<String>,
    problems: Problems,
    username: String,
    oauth: String,
    next: String,
    /// The link to registration.
    register: String,
    /// The query of the link to a new password.
    reset: String,
}

/// `GET /signin`, also `/login`.
pub(crate) async fn form(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    let next = Next::of_query(&query);
    if let Next::Authorize(request) = &next {
        return match state.authorize().begin(&Form::parse(request)).await {
            Ok(request) => form_for(&state, &visitor, &request, next),
            Err(error) => authorize::refused(&state, &visitor.language, &headers, StatusCode::FOUND, error),
        };
    }
    if visitor.signed_in().is_some() {
        return see_other(&next.location());
    }
    SignInPage::new(&state, &visitor, None, next).show(&state, &visitor, StatusCode::OK)
}

/// The form for an authorization request that waits, filled with what the client knows.
pub(crate) fn form_for(state: &WebState, visitor: &Visitor, request: &AuthorizationRequest, next: Next) -> Response {
    let prefill = request.prefill();
    let username = prefill.orcid.map(|it| it.to_string()).or_else(|| prefill.email.as_deref().map(str::to_owned));
    let client = Some(request.client().name.to_string());
    let page = SignInPage { username: username.unwrap_or_default(), ..SignInPage::new(state, visitor, client, next) };
    page.show(state, visitor, StatusCode::OK)
}

impl SignInPage {
    fn new(state: &WebState, visitor: &Visitor, client: Option<String>, next: Next) -> Self {
        let here = format!("/signin{}", next.query());
        SignInPage {
            layout: Layout::new(state, &visitor.language.at(here)).of(state, visitor),
            client,
            problems: Problems::none(),
            username: String::new(),
            oauth: next.oauth().to_owned(),
            next: next.path().to_owned(),
            reset: next.query(),
            register: if next.oauth().is_empty() {
                "/register".to_owned()
            } else {
                format!("/register{}", next.query())
            },
        }
    }

    fn show(self, state: &WebState, visitor: &Visitor, status: StatusCode) -> Response {
        let response = visitor.finish(state, html(&visitor.language, status, &self));
        if self.oauth.is_empty() { response } else { security::leads_elsewhere(response) }
    }
}

/// `POST /signin`
pub(crate) async fn sign_in(
    State(state): State<WebState>,
    asker: Asker,
    headers: HeaderMap,
    submitted: Submitted,
) -> Response {
    let Submitted { form, visitor } = &submitted;
    let next = Next::of(form.get("oauth"), form.get("next"));
    let (name, password) = (form.get("username").unwrap_or_default(), form.get("password").unwrap_or_default());
    let problems = match state.accounts().sign_in(name, password, asker.text().as_deref(), state.now()).await {
        Ok(SignIn::SignedIn(session)) => return signed_in(&state, visitor, &session, &next).await,
        Ok(SignIn::SecondFactorNeeded(session)) => {
            let mut response = see_other(&format!("/2fa-signin{}", next.query()));
            let cookie = state.jar().set(Cookie::SESSION, session.id.expose());
            response.headers_mut().append(header::SET_COOKIE, cookie);
            return response;
        }
        Ok(SignIn::BadCredentials) => Problems::whole(visitor.language.texts.text("signin-wrong")),
        Ok(SignIn::Unusable(state)) => Problems::whole(closed(visitor.language.texts, state)),
        Err(error) => return error::broken(&state, &visitor.language, &error),
    };
    let client = match &next {
        Next::Authorize(request) => match state.authorize().begin(&Form::parse(request)).await {
            Ok(request) => Some(request.client().name.to_string()),
            Err(error) => return authorize::refused(&state, &visitor.language, &headers, StatusCode::SEE_OTHER, error),
        },
        Next::Path(_) | Next::Home => None,
    };
    let page = SignInPage { problems, username: name.to_owned(), ..SignInPage::new(&state, visitor, client, next) };
    page.show(&state, visitor, StatusCode::UNPROCESSABLE_ENTITY)
}

/// Gives the browser its new session, ends the one it had, and goes on.
pub(crate) async fn signed_in(state: &WebState, visitor: &Visitor, session: &NewSession, next: &Next) -> Response {
    if let Some(before) = visitor.signed_in()
        && let Err(error) = state.accounts().sign_out(&before.secret, state.now()).await
    {
        return error::broken(state, &visitor.language, &error);
    }
    let mut response = see_other(&next.location());
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, state.jar().set(Cookie::SESSION, session.id.expose()));
    if let Next::Authorize(request) = next {
        let mark = authorize::fresh_mark(session.id.expose(), request);
        headers.append(header::SET_COOKIE, state.jar().set(cookies::FRESH, &mark));
    }
    response
}

/// Said only to who knows the password.
fn closed(texts: Texts, state: RecordState) -> String {
    let key = match state {
        RecordState::Active => "signin-again",
        RecordState::Unclaimed => "signin-unclaimed",
        RecordState::Locked => "signin-locked",
        RecordState::Deactivated => "signin-deactivated",
        RecordState::Deprecated { primary } => {
            return texts.say("signin-deprecated").with("orcid", primary.to_string()).to_string();
        }
    };
    texts.text(key).into_owned()
}

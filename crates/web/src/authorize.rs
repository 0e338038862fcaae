//! `/oauth/authorize`: a client asks, a person answers.

use std::borrow::Cow;

use askama::Template;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_http::limit::LONGEST_QUERY;
use byline_i18n::Texts;
use byline_oauth::{AuthorizationRequest, AuthorizeError, Form, Mismatch, Next as Step, PageError, Redirect, SignedIn};
use byline_pages::cookies::escaped;
use byline_pages::notice::OUTLIVED;
use byline_pages::{
    Language, Layout, Markup, Next, Said, Sent, Submitted, Visitor, error, html, labels, language, security,
    web_address,
};

use crate::{WebState, cookies, register, signin};

/// Far more than any request of a client, and any answer of a person.
const LONGEST_FORM: usize = 64 * 1024;

#[derive(Template)]
#[template(path = "consent.html")]
struct ConsentPage {
    layout: Layout,
    client: ClientView,
    person: PersonView,
    permissions: Vec<Permission>,
    /// The query, to ask again with.
    request: String,
}

impl ConsentPage {
    /// Where somebody else signs in.
    fn other(&self) -> String {
        format!("/signin?oauth&{}", self.request)
    }
}

struct ClientView {
    name: String,
    description: String,
    website: Option<String>,
    /// Where the browser goes afterwards.
    host: String,
}

struct PersonView {
    name: String,
    orcid: String,
}

struct Permission {
    title: Cow<'static, str>,
    description: Cow<'static, str>,
}

/// `GET /oauth/authorize`
pub(crate) async fn ask(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    method: Method,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    if method == Method::HEAD {
        return match state.authorize().begin(&Form::parse(&query)).await {
            Ok(_) => looked_at(),
            Err(error) => refused(&state, &visitor.language, &headers, StatusCode::FOUND, error),
        };
    }
    asked(state, query, visitor, headers, StatusCode::FOUND).await
}

/// `POST /oauth/authorize`: our own form with the person's answer, or a client's request, sent as a form (OpenID Connect
/// Core 1.0 §3.1.2.1). Our form names no client: what it is about is inside its field `request`.
pub(crate) async fn posted(State(state): State<WebState>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_FORM).await else {
        let language = Language::of_request(&state, &parts);
        return error::page(&state, &language, StatusCode::PAYLOAD_TOO_LARGE, "error-long-form");
    };
    let form = Form::parse(&String::from_utf8_lossy(&body));
    if !["client_id", "response_type", "redirect_uri"].iter().any(|name| form.get(name).is_some()) {
        let headers = parts.headers.clone();
        return match Sent::from_request(Request::from_parts(parts, body.into()), &state).await {
            Ok(sent) => answer(state, headers, sent).await,
            Err(refused) => refused,
        };
    }
    let visitor = match Visitor::from_request_parts(&mut parts, &state).await {
        Ok(visitor) => visitor,
        Err(refused) => return refused,
    };
    let query = form.to_query();
    if query.len() > LONGEST_QUERY {
        return error::page(&state, &visitor.language, StatusCode::URI_TOO_LONG, "error-long-address");
    }
    asked(state, query, visitor, parts.headers, StatusCode::SEE_OTHER).await
}

/// A client's request. `status` is that of the answer that leads back.
async fn asked(state: WebState, query: String, visitor: Visitor, headers: HeaderMap, status: StatusCode) -> Response {
    let form = Form::parse(&query);
    let request = match state.authorize().begin(&form).await {
        Ok(request) => request,
        Err(error) => return refused(&state, &visitor.language, &headers, status, error),
    };
    if let Some(person) = form.filled("login_as").filter(|_| state.site().login_as) {
        return sandbox(&state, &visitor.language, &request, person, &headers).await;
    }
    // `lang` is the language of the pages, which the visitor has already, and the stored preference (`oauth` 4.1).
    if let (Some(signed_in), Some(locale)) = (visitor.signed_in(), language::asked(Some(&query)))
        && let Err(error) = state.accounts().set_locale(signed_in.person, locale, state.now()).await
    {
        return error::broken(&state, &visitor.language, &error);
    }
    // With a form of another site browsers send no session (`SameSite=Lax`); when they follow a redirect, they do.
    if status == StatusCode::SEE_OTHER && visitor.signed_in().is_none() {
        return error::see_other(&Next::Authorize(query).location());
    }
    let session = session(&state, &visitor, &headers, &query);
    let step = state.authorize().decide(&request, session.as_ref(), state.now()).await;
    let next = Next::Authorize(query);
    match step {
        Ok(Step::SignIn) if request.prefill().register => {
            remember(&state, &next, register::form_for(&state, &visitor, &request, next.clone()))
        }
        Ok(Step::SignIn) => remember(&state, &next, signin::form_for(&state, &visitor, &request, next.clone())),
        Ok(Step::Consent) => remember(&state, &next, consent_page(&state, &visitor, &request, next.oauth())),
        Ok(Step::Redirect(redirect)) => {
            note(&state, session.as_ref(), &request).await;
            done(&state, status, &redirect)
        }
        Err(error) => refused(&state, &visitor.language, &headers, status, error),
    }
}

/// To who asks for the head of the page alone: nobody is there to answer, so no code is made, whatever was granted before.
fn looked_at() -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::OK, headers).into_response()
}

/// The person's answer, which is looked at before anything else (`decisions` 52). Everything is looked at
/// again, as if asked for the first time. A yes that came with another session than its page is nobody's: whoever is
/// there now is asked (53). A no does no harm, whoever says it.
async fn answer(state: WebState, headers: HeaderMap, sent: Sent) -> Response {
    let Sent { submitted: Submitted { form, visitor }, current } = sent;
    let query = form.get("request").unwrap_or_default();
    let request = match state.authorize().begin(&Form::parse(query)).await {
        Ok(request) => request,
        Err(error) => return refused(&state, &visitor.language, &headers, StatusCode::SEE_OTHER, error),
    };
    let allowed = is_allowed(&form);
    let session = session(&state, &visitor, &headers, query);
    let step = if allowed && !current {
        state.authorize().ask_again(&request, session.as_ref(), state.now()).await
    } else {
        state.authorize().answer(&request, session.as_ref(), allowed, state.now()).await
    };
    let next = Next::Authorize(query.to_owned());
    match step {
        // The session ended while the page was open.
        Ok(Step::SignIn) => error::see_other(&next.on("/signin", OUTLIVED)),
        Ok(Step::Consent) => {
            let mut visitor = visitor;
            visitor.language = visitor.language.saying("notice-outlived").at(next.location());
            let mut page = consent_page(&state, &visitor, &request, query);
            *page.status_mut() = StatusCode::CONFLICT;
            page
        }
        Ok(Step::Redirect(redirect)) => {
            if allowed {
                note(&state, session.as_ref(), &request).await;
            }
            done(&state, StatusCode::SEE_OTHER, &redirect)
        }
        Err(error) => refused(&state, &visitor.language, &headers, StatusCode::SEE_OTHER, error),
    }
}

/// Whether the form says yes, and nothing besides.
fn is_allowed(form: &Form) -> bool {
    let mut answers = form.iter().filter(|(name, _)| *name == "decision").map(|(_, value)| value);
    answers.next() == Some("allow") && answers.all(|it| it == "allow")
}

/// Requests in the inbox that asked for this have been answered. Should that not be written down, the client gets its
/// answer all the same: the person gave it.
async fn note(state: &WebState, session: Option<&SignedIn>, request: &AuthorizationRequest) {
    let Some(person) = session.map(|it| it.person) else { return };
    let noted = state.registry().consented(person, &request.client().id, request.scopes().set()).await;
    if let Err(error) = noted {
        tracing::error!(%error, "a consent could not be noted in the inbox");
    }
}

/// The session as the authorization server wants to know it. It is fresh when its sign-in was for this very request.
fn session(state: &WebState, visitor: &Visitor, headers: &HeaderMap, query: &str) -> Option<SignedIn> {
    let signed_in = visitor.signed_in()?;
    let mark = state.jar().read(headers, cookies::FRESH);
    Some(SignedIn {
        person: signed_in.record(),
        authenticated: signed_in.authenticated,
        second_factor: signed_in.second_factor,
        fresh: mark.is_some_and(|mark| mark == fresh_mark(&signed_in.secret, query)),
    })
}

/// What the cookie [`cookies::FRESH`] holds: nobody makes it for another session or another request.
///
/// Another language makes no other request of it.
pub(crate) fn fresh_mark(session: &str, query: &str) -> String {
    let query = language::without_language(query);
    byline_oauth::hash(&format!("fresh\0{session}\0{query}")).to_hex()
}

/// The sandbox's way past pages: the client names the person, who agrees to everything (`decisions` 33). No cookie is
/// read or set.
async fn sandbox(
    state: &WebState,
    language: &Language,
    request: &AuthorizationRequest,
    person: &str,
    headers: &HeaderMap,
) -> Response {
    let now = state.now();
    let unusable = || {
        let description = format!("login_as names no record that can grant anything: {person}");
        page_error(state, language, true, &PageError::new("invalid_request", &description))
    };
    let Ok(person) = person.trim().parse() else { return unusable() };
    let session = SignedIn { person, authenticated: now, second_factor: false, fresh: true };
    match state.authorize().approve(request, &session, now).await {
        Ok(redirect) => {
            note(state, Some(&session), request).await;
            redirect_to(StatusCode::FOUND, &redirect)
        }
        Err(AuthorizeError::Unusable) => unusable(),
        Err(error) => refused(state, language, headers, StatusCode::FOUND, error),
    }
}

/// Host and port of a redirect address, as people are shown where they go: a user name before them would look like one.
fn host_of(redirect_uri: &str) -> &str {
    let place = redirect_uri.split_once("://").map_or(redirect_uri, |(_, rest)| rest);
    let authority = place.split(['/', '?']).next().unwrap_or_default();
    authority.rsplit_once('@').map_or(authority, |(_, host)| host)
}

fn consent_page(state: &WebState, visitor: &Visitor, request: &AuthorizationRequest, query: &str) -> Response {
    let client = request.client();
    let Some(signed_in) = visitor.signed_in() else { return error::no_such_page(state, &visitor.language) };
    let page = ConsentPage {
        layout: Layout::new(state, &visitor.language).of(state, visitor),
        client: ClientView {
            name: client.name.to_string(),
            description: client.description.to_string(),
            website: web_address(&client.website),
            host: host_of(request.redirect_uri()).to_owned(),
        },
        person: PersonView { name: signed_in.name.clone(), orcid: signed_in.record().to_string() },
        permissions: permissions(visitor.language.texts, request),
        request: query.to_owned(),
    };
    security::leads_elsewhere(visitor.finish(state, html(&visitor.language, StatusCode::OK, &page)))
}

/// One line for each scope; two that say the same are one.
fn permissions(texts: Texts, request: &AuthorizationRequest) -> Vec<Permission> {
    let keys = labels::permissions(request.scopes());
    let line = |key: &String| Permission { title: texts.text(key), description: texts.text(&format!("{key}.more")) };
    keys.iter().map(line).collect()
}

/// The request that the sign-in calls of old clients are about (`decisions` 40).
fn remember(state: &WebState, next: &Next, mut response: Response) -> Response {
    if state.site().legacy_sign_in && next.oauth().len() < 3000 {
        response.headers_mut().append(header::SET_COOKIE, state.jar().set(cookies::PENDING, &escaped(next.oauth())));
    }
    response
}

/// The client gets its answer; that somebody signed in for it has been used up.
fn done(state: &WebState, status: StatusCode, redirect: &Redirect) -> Response {
    let mut response = redirect_to(status, redirect);
    response.headers_mut().append(header::SET_COOKIE, state.jar().forget(cookies::FRESH));
    response
}

fn redirect_to(status: StatusCode, redirect: &Redirect) -> Response {
    let Ok(location) = HeaderValue::from_str(redirect.location()) else {
        // Redirect addresses are refused unless they are visible ASCII, and what is added to them is escaped.
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, headers).into_response()
}

pub(crate) fn refused(
    state: &WebState,
    language: &Language,
    headers: &HeaderMap,
    status: StatusCode,
    error: AuthorizeError,
) -> Response {
    match error {
        AuthorizeError::Page(error) => page_error(state, language, wants_json(headers), &error),
        AuthorizeError::Redirect(redirect) => done(state, status, &redirect),
        AuthorizeError::Unusable => error::page(state, language, StatusCode::FORBIDDEN, "error-unusable"),
        AuthorizeError::Store(error) => error::broken(state, language, &error),
    }
}

/// Shown here and not sent on: there is no verified address to send it to.
fn page_error(state: &WebState, language: &Language, json: bool, error: &PageError) -> Response {
    if json {
        let content_type = (header::CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8"));
        return (StatusCode::BAD_REQUEST, [content_type], error.body()).into_response();
    }
    // For those who made the request: English, as in the other form of this answer.
    let reason = error.description.trim_end_matches('.');
    if let Some(mismatch) = error.mismatch.as_ref().filter(|_| state.site().sandbox) {
        return mismatch_page(state, language, reason, mismatch);
    }
    error::page_saying(state, language, StatusCode::BAD_REQUEST, "error-request", |text| text.english("reason", reason))
}

#[derive(Template)]
#[template(path = "mismatch.html")]
struct MismatchPage<'a> {
    layout: Layout,
    text: Said,
    requested: &'a str,
    registered: &'a [Box<str>],
}

/// For developers, in a sandbox, and in English like all tools: what was compared. Elsewhere it is nobody's business what a client has registered.
fn mismatch_page(state: &WebState, language: &Language, reason: &str, mismatch: &Mismatch) -> Response {
    let Mismatch { requested, registered } = mismatch;
    let text = Markup::of(language.texts, "error-request").english("reason", reason).into();
    let page = MismatchPage { layout: Layout::new(state, language), text, requested, registered };
    html(language, StatusCode::BAD_REQUEST, &page)
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let accept = accept.collect::<Vec<_>>().join(",");
    accept.contains("json") && !accept.contains("text/html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_shown_the_host_that_they_go_to() {
        for (address, host) in [
            ("https://app.test/cb?x=@y", "app.test"),
            ("https://app.test:8443", "app.test:8443"),
            ("https://accounts.example@evil.test/cb", "evil.test"),
            ("https://u:p@app.test?x", "app.test"),
            ("http://[::1]:9000/cb", "[::1]:9000"),
        ] {
            assert_eq!(host_of(address), host, "{address}");
        }
    }
}

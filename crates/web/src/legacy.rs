//! The calls by which old clients sign people in without showing them a page (`decisions` 40): they send the person's
//! password themselves, as the PyPI package `orcid` 1.x does. Off unless a deployment wants them.
//!
//! The token stands in the head of the authorization page and comes back in a header. Which request is meant says a
//! cookie of that page.

use axum::body::to_bytes;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use byline_accounts::{NewSession, SignIn};
use byline_http::Class;
use byline_http::limit::Refused;
use byline_oauth::{AuthorizeError, Form, Next as Step, SignedIn};
use byline_pages::forms::comes_from_here;
use byline_pages::{Cookie, Visitor, error};
use serde::Deserialize;
use serde_json::json;

use crate::limits::Routes;
use crate::{WebState, cookies};

const LOGIN: &str = "/oauth/custom/login.json";
const AUTHORIZE: &str = "/oauth/custom/authorize.json";
const AUTH: &str = "/signin/auth.json";

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.route(Class::Password, LOGIN, post(login)).route(Class::Submit, AUTHORIZE, post(authorize)).route(
        Class::Password,
        AUTH,
        post(auth),
    )
}

/// Whether JSON is expected at this address.
pub(crate) fn is_call(path: &str) -> bool {
    [LOGIN, AUTHORIZE, AUTH].contains(&path)
}

pub(crate) fn too_often(refused: Refused) -> Response {
    let mut response = answer(StatusCode::TOO_MANY_REQUESTS, &json!({"errors": ["That was too often"]}));
    refused.put(response.headers_mut());
    response
}

/// Far more than any of these calls.
const LONGEST: usize = 64 * 1024;

/// A call that carries the token of its session.
struct Call {
    visitor: Visitor,
    headers: HeaderMap,
    body: String,
    address: Option<String>,
}

impl Call {
    async fn read(state: &WebState, request: Request) -> Result<Call, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, state).await?;
        let body = to_bytes(body, LONGEST).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
        let body = String::from_utf8_lossy(&body).into_owned();
        let names = ["x-csrf-token", "x-xsrf-token"];
        let token = names.iter().find_map(|name| parts.headers.get(*name)).and_then(|value| value.to_str().ok());
        let token = token.map(str::to_owned).or_else(|| Form::parse(&body).get("_csrf").map(str::to_owned));
        // They name an https origin whatever the scheme is, so it is the host that counts.
        let here = comes_from_here(&parts.headers, state.registry().urls().base());
        if !here || !token.is_some_and(|token| visitor.owns_somehow(&token)) {
            return Err(answer(StatusCode::FORBIDDEN, &json!({"errors": ["The token is missing or out of date"]})));
        }
        let address = state.address(&parts).map(|it| it.to_string());
        Ok(Call { visitor, headers: parts.headers, body, address })
    }

    async fn sign_in(&self, state: &WebState, name: &str, password: &str) -> Result<Box<NewSession>, Response> {
        match state.accounts().sign_in(name, password, self.address.as_deref(), state.now()).await {
            Ok(SignIn::SignedIn(session)) => Ok(Box::new(session)),
            Ok(SignIn::SecondFactorNeeded(_)) => Err(refusal("A second factor is needed; please use the page")),
            Ok(SignIn::BadCredentials) => Err(refusal("That name and that password do not belong together")),
            Ok(SignIn::Unusable(_)) => Err(refusal("Nobody signs in to this record")),
            Err(error) => Err(error::broken(state, &self.visitor.language, &error)),
        }
    }

    /// The address with the answer of the person to the request that waits.
    async fn decide(&self, state: &WebState, session: &SignedIn, approved: bool) -> Result<String, Response> {
        let pending = state.jar().read(&self.headers, cookies::PENDING).unwrap_or_default();
        let query = percent_encoding::percent_decode_str(pending).decode_utf8_lossy().into_owned();
        let failed = |error: AuthorizeError| match error {
            AuthorizeError::Page(error) => refusal(&error.to_string()),
            AuthorizeError::Redirect(redirect) => redirect_url(redirect.location()),
            AuthorizeError::Unusable => refusal("This record cannot grant access"),
            AuthorizeError::Store(error) => error::broken(state, &self.visitor.language, &error),
        };
        let endpoint = state.authorize();
        let request = endpoint.begin(&Form::parse(&query)).await.map_err(failed)?;
        match endpoint.answer(&request, Some(session), approved, state.now()).await.map_err(failed)? {
            Step::Redirect(redirect) => Ok(redirect.location().to_owned()),
            // A sign-in by one of these calls is for this very request.
            Step::SignIn | Step::Consent => Err(refusal("Please use the page")),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Login {
    user_name: String,
    password: String,
    #[serde(default)]
    approved: bool,
}

/// `POST /oauth/custom/login.json`: signs in and answers the request that waits, at once. Nobody stays signed in.
async fn login(State(state): State<WebState>, request: Request) -> Response {
    let call = match Call::read(&state, request).await {
        Ok(call) => call,
        Err(response) => return response,
    };
    let Ok(login) = serde_json::from_str::<Login>(&call.body) else {
        return answer(StatusCode::BAD_REQUEST, &json!({"errors": ["userName and password are needed"]}));
    };
    let session = match call.sign_in(&state, &login.user_name, &login.password).await {
        Ok(session) => session,
        Err(response) => return response,
    };
    let decided = call.decide(&state, &of(&session), login.approved).await;
    if let Err(error) = state.accounts().sign_out(session.id.expose(), state.now()).await {
        return error::broken(&state, &call.visitor.language, &error);
    }
    decided.map_or_else(|response| response, |location| redirect_url(&location))
}

/// `POST /signin/auth.json`: signs in; `userId` and `password` in a form.
async fn auth(State(state): State<WebState>, request: Request) -> Response {
    let call = match Call::read(&state, request).await {
        Ok(call) => call,
        Err(response) => return response,
    };
    let form = Form::parse(&call.body);
    let (name, password) = (form.get("userId").unwrap_or_default(), form.get("password").unwrap_or_default());
    let session = match call.sign_in(&state, name, password).await {
        Ok(session) => session,
        Err(response) => return response,
    };
    let url = format!("{}/my-orcid", state.registry().urls().base());
    let mut response = answer(StatusCode::OK, &json!({"success": true, "url": url, "errors": []}));
    response.headers_mut().append(header::SET_COOKIE, state.jar().set(Cookie::SESSION, session.id.expose()));
    response
}

#[derive(Deserialize)]
struct Decision {
    #[serde(default)]
    approved: bool,
}

/// `POST /oauth/custom/authorize.json`: the answer of who is signed in.
async fn authorize(State(state): State<WebState>, request: Request) -> Response {
    let call = match Call::read(&state, request).await {
        Ok(call) => call,
        Err(response) => return response,
    };
    let Ok(decision) = serde_json::from_str::<Decision>(&call.body) else {
        return answer(StatusCode::BAD_REQUEST, &json!({"errors": ["approved is needed"]}));
    };
    let Some(signed_in) = call.visitor.signed_in() else { return refusal("Nobody is signed in") };
    let session = SignedIn {
        person: signed_in.record(),
        authenticated: signed_in.authenticated,
        second_factor: signed_in.second_factor,
        fresh: true,
    };
    call.decide(&state, &session, decision.approved).await.map_or_else(|response| response, |it| redirect_url(&it))
}

fn of(session: &NewSession) -> SignedIn {
    let session = session.session();
    SignedIn {
        person: session.person,
        authenticated: session.authenticated,
        second_factor: session.second_factor,
        fresh: true,
    }
}

fn answer(status: StatusCode, body: &serde_json::Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body.to_string()).into_response()
}

/// What went wrong, with status 200 as ever: these clients read the body.
fn refusal(text: &str) -> Response {
    answer(StatusCode::OK, &json!({"success": false, "errors": [text], "redirectUrl": null}))
}

fn redirect_url(location: &str) -> Response {
    answer(StatusCode::OK, &json!({"success": true, "errors": [], "redirectUrl": code_last(location)}))
}

/// These clients take whatever follows the last `=` for the code, so it goes to the end, and what they do not know is
/// left out.
fn code_last(location: &str) -> String {
    let Some((base, query)) = location.split_once('?') else { return location.to_owned() };
    let (codes, others): (Vec<&str>, Vec<&str>) =
        query.split('&').filter(|pair| !pair.starts_with("iss=")).partition(|pair| pair.starts_with("code="));
    let pairs: Vec<&str> = others.into_iter().chain(codes).collect();
    format!("{base}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::code_last;

    #[test]
    fn the_code_comes_last() {
        let sent = "https://app.test/cb?a=b&code=xyz&state=s&iss=https%3A%2F%2Freg.example";
        assert_eq!(code_last(sent), "https://app.test/cb?a=b&state=s&code=xyz");
        assert_eq!(code_last("https://app.test/cb#error=x"), "https://app.test/cb#error=x");
    }
}

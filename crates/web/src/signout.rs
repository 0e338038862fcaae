//! Signing out.

use axum::extract::State;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_pages::{Confirm, Cookie, Submitted, Visitor, error, see_other};

use crate::{WebState, cookies};

/// `GET /signout`: asks first, as any site can put this address into a page (`registry` 25.4). Old clients get what
/// they expect where that is switched on: the session ends at once, by GET alone.
pub(crate) async fn ask(State(state): State<WebState>, method: Method, visitor: Visitor) -> Response {
    if state.site().legacy_sign_in && method == Method::GET {
        let ended = end(&state, &visitor, StatusCode::FOUND, "/login").await;
        return ended;
    }
    match visitor.signed_in() {
        None => (StatusCode::FOUND, [(header::LOCATION, HeaderValue::from_static("/signin"))]).into_response(),
        Some(_) => Confirm {
            title: visitor.language.texts.text("signout-question").into_owned(),
            text: Vec::new(),
            action: "/signout".into(),
            button: visitor.language.texts.text("nav-sign-out"),
            back: "/my-orcid",
            hidden: Vec::new(),
        }
        .show(&state, &visitor),
    }
}

/// `POST /signout`
pub(crate) async fn sign_out(State(state): State<WebState>, submitted: Submitted) -> Response {
    end(&state, &submitted.visitor, StatusCode::SEE_OTHER, "/signin?notice=signed-out").await
}

async fn end(state: &WebState, visitor: &Visitor, status: StatusCode, location: &'static str) -> Response {
    if let Some(signed_in) = visitor.signed_in()
        && let Err(error) = state.accounts().sign_out(&signed_in.secret, state.now()).await
    {
        return error::broken(state, &visitor.language, &error);
    }
    let mut response = see_other(location);
    *response.status_mut() = status;
    for cookie in [Cookie::SESSION, cookies::FRESH] {
        response.headers_mut().append(header::SET_COOKIE, state.jar().forget(cookie));
    }
    response
}

//! What programs ask of the pages: whether somebody is signed in (`oauth` 1.6), and whether all is well (`platform` 5).

use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_oauth::Form;
use byline_pages::{Cookie, Visitor, error};

use crate::WebState;

/// `/userStatus.json`: partners ask whether somebody is signed in, or end the session.
pub(crate) async fn status(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    method: Method,
    visitor: Visitor,
) -> Response {
    let leave = Form::parse(&query.unwrap_or_default()).get("logUserOut") == Some("true");
    // Who asks for the head alone changes nothing.
    let leave = leave && method == Method::GET;
    if leave
        && let Some(signed_in) = visitor.signed_in()
        && let Err(error) = state.accounts().sign_out(&signed_in.secret, state.now()).await
    {
        return error::broken(&state, &visitor.language, &error);
    }
    let signed_in = visitor.signed_in().is_some() && !leave;
    let mut response = told(StatusCode::OK, format!("{{\"loggedIn\":{signed_in}}}"));
    if leave {
        response.headers_mut().append(header::SET_COOKIE, state.jar().forget(Cookie::SESSION));
    }
    response
}

/// `/webStatus.json`: 500 when the store does not answer, or cannot be written to.
pub(crate) async fn health(State(state): State<WebState>) -> Response {
    let health = state.registry().health().await;
    told(if health.is_up() { StatusCode::OK } else { StatusCode::INTERNAL_SERVER_ERROR }, health.to_string())
}

/// `/tomcatUp.json`, of which the published key has no quotes.
pub(crate) async fn alive() -> Response {
    told(StatusCode::OK, "{tomcatUp:true}".into())
}

fn told(status: StatusCode, body: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body).into_response()
}

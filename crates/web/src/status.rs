//! `/userStatus.json`: partners ask whether somebody is signed in, or end the session (`oauth` 1.6).

use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_oauth::Form;
use byline_pages::{Cookie, Visitor, error};

use crate::WebState;

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
    let mut response = (StatusCode::OK, format!("{{\"loggedIn\":{signed_in}}}")).into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8"));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if leave {
        answer.append(header::SET_COOKIE, state.jar().forget(Cookie::SESSION));
    }
    response
}

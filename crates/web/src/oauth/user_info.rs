//! `/oauth/userinfo` (`oauth` 1.4).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use byline_oauth::USER_INFO_REFUSED;

use super::{authorization, json, parameters};
use crate::WebState;

pub(crate) async fn get(State(state): State<WebState>, headers: HeaderMap) -> Response {
    answer(&state, authorization(&headers).as_deref(), None).await
}

/// The token may be a parameter, which is tried first.
pub(crate) async fn post(State(state): State<WebState>, request: Request) -> Response {
    let (form, authorization) = match parameters(request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    answer(&state, authorization.as_deref(), form.filled("access_token")).await
}

async fn answer(state: &WebState, authorization: Option<&str>, token: Option<&str>) -> Response {
    let mut response = match state.openid().user_info(authorization, token, state.now()).await {
        Ok(body) => json(StatusCode::OK, body),
        Err(_) => json(StatusCode::FORBIDDEN, USER_INFO_REFUSED.to_owned()),
    };
    // As published (case 59).
    let fleeting = HeaderValue::from_static("no-cache, no-store, max-age=0, must-revalidate");
    response.headers_mut().insert(header::CACHE_CONTROL, fleeting);
    response
}

//! `POST /oauth/revoke` (RFC 7009).

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{json, parameters, refused};
use crate::WebState;

/// 200 with nothing, whether or not there was anything to revoke.
pub(crate) async fn revoke(State(state): State<WebState>, request: Request) -> Response {
    let (form, authorization) = match parameters(request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    match state.revocation().revoke(&form, authorization.as_deref(), state.now()).await {
        Ok(()) => {
            let mut response = json(StatusCode::OK, String::new());
            response.headers_mut().remove(axum::http::header::CONTENT_TYPE);
            response.into_response()
        }
        Err(error) => refused(&error),
    }
}

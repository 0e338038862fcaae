//! `POST /oauth/introspect` (RFC 7662).

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use byline_oauth::{Form, TokenError};

use super::{json, parameters, refused};
use crate::WebState;

pub(crate) async fn introspect(State(state): State<WebState>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default();
    if Form::parse(query).get("client_secret").is_some() {
        return refused(&TokenError::secret_in_query());
    }
    let (form, authorization) = match parameters(request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    match state.introspection().introspect(&form, authorization.as_deref(), state.now()).await {
        Ok(body) => json(StatusCode::OK, body),
        Err(error) => refused(&error),
    }
}

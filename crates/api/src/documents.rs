//! Small documents about others than records: clients.

use axum::body::Body;
use axum::http::Response;
use byline_http::Api;
use byline_model::scope::{Scope, required};

use crate::answer;
use crate::error::ApiError;
use crate::exchange::Exchange;

/// `/client/{id}`: name and description of a client.
pub async fn client(exchange: &Exchange<'_>, id: &str) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::CLIENT_VIEW)?;
    let accepted = exchange.standard()?;
    let unknown = || ApiError::Record(byline_registry::RecordError::NoSuchClient);
    let id = id.parse().map_err(|_| unknown())?;
    let client = exchange.state.registry.client(&id).await.map_err(ApiError::Record)?;
    Ok(answer::document(exchange, accepted, "client", client.get()))
}

/// On the member API the token has to carry the scope; the public API asks for none.
///
/// # Errors
/// 403/9038.
pub fn demand(exchange: &Exchange<'_>, scope: Scope) -> Result<(), ApiError> {
    match (exchange.api, &exchange.caller) {
        (Api::Public, _) => Ok(()),
        (Api::Member, Some(caller)) if caller.scopes.permits_scope(scope) => Ok(()),
        (Api::Member, _) => Err(ApiError::ScopeMissing),
    }
}

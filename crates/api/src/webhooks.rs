//! `/{iD}/webhook/{uri}`: registering for changes (`record-api` 5.3); member API only, without a version.

use axum::body::Body;
use axum::http::{Method, Response, StatusCode};
use byline_http::Api;
use byline_members::{Registered, WebhookError};
use byline_model::scope::required;
use byline_oauth::Caller;

use crate::answer;
use crate::documents::demand;
use crate::error::ApiError;
use crate::exchange::Exchange;

pub const ALLOW: &str = "PUT,DELETE,OPTIONS";

/// `uri` is decoded; the address of the registration keeps it as it was sent.
pub async fn answer(exchange: &Exchange<'_>, orcid: &str, uri: &str) -> Result<Response<Body>, ApiError> {
    let Some(caller) = exchange.caller.as_ref().filter(|_| exchange.api == Api::Member) else {
        return Err(ApiError::Unrouted);
    };
    match exchange.parts.method {
        Method::PUT => put(exchange, caller, orcid, uri).await,
        Method::DELETE => delete(exchange, caller, orcid, uri).await,
        _ => Err(ApiError::MethodNotAllowed { allow: ALLOW }),
    }
}

async fn put(exchange: &Exchange<'_>, caller: &Caller, orcid: &str, uri: &str) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::WEBHOOK)?;
    let registered = exchange.state.members.put_webhook(&caller.client.id, orcid, uri).await?;
    if registered == Registered::Already {
        return Ok(answer::fleeting(exchange.state, StatusCode::NO_CONTENT, None, Body::empty()));
    }
    let mut response = answer::fleeting(exchange.state, StatusCode::CREATED, None, Body::empty());
    let to = format!("{}{}", exchange.links(), exchange.path_and_query());
    answer::put_location(response.headers_mut(), &to);
    Ok(response)
}

async fn delete(exchange: &Exchange<'_>, caller: &Caller, orcid: &str, uri: &str) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::WEBHOOK)?;
    exchange.state.members.delete_webhook(&caller.client.id, orcid, uri).await?;
    Ok(answer::fleeting(exchange.state, StatusCode::NO_CONTENT, None, Body::empty()))
}

/// The codes of `record-api` 5.3.
pub fn published(error: &WebhookError) -> (StatusCode, u16) {
    match error {
        WebhookError::NoSuchRecord => (StatusCode::NOT_FOUND, 9011),
        WebhookError::Target(_) => (StatusCode::BAD_REQUEST, 9012),
        WebhookError::NoSuchWebhook => (StatusCode::NOT_FOUND, 9028),
        WebhookError::OtherClient => (StatusCode::FORBIDDEN, 9014),
        WebhookError::Store(_) => (StatusCode::INTERNAL_SERVER_ERROR, 9008),
    }
}

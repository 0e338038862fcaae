//! `/{iD}/notification-permission`: requests for permissions in people's inboxes (`record-api` 5.1); member API only.
//!
//! The published API names the scope and does not ask for it; here it is asked for (`record-api` 9).

use axum::body::Body;
use axum::http::{Response, StatusCode};
use byline_model::scope::required;
use byline_model::{OrcidId, PutCode};
use byline_registry::NotificationError;

use crate::documents::demand;
use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::submitted::Submitted;
use crate::{answer, reads, writes};

const KIND: &str = "notification";

/// `GET /{iD}/notification-permission`: those of the client, at most a thousand, the newest first.
pub async fn list(exchange: &Exchange<'_>, orcid: &str) -> Result<Response<Body>, ApiError> {
    let orcid = allowed(exchange, orcid)?;
    let accepted = exchange.standard()?;
    let list = exchange.state.registry.permission_requests(&exchange.viewer(), orcid).await;
    let list = list.map_err(|error| refused(exchange, error))?;
    Ok(answer::document(exchange, accepted, "notifications", list.get()))
}

/// `GET /{iD}/notification-permission/{id}`
pub async fn single(exchange: &Exchange<'_>, orcid: &str, code: &str) -> Result<Response<Body>, ApiError> {
    let (orcid, put_code) = (allowed(exchange, orcid)?, parse(code)?);
    let accepted = exchange.standard()?;
    let found = exchange.state.registry.permission_request(&exchange.viewer(), orcid, put_code).await;
    let found = found.map_err(|error| refused(exchange, error))?;
    Ok(answer::document(exchange, accepted, KIND, found.get()))
}

/// `POST /{iD}/notification-permission`: 201 with its address and no body.
pub async fn add(exchange: &Exchange<'_>, orcid: &str, body: Body) -> Result<Response<Body>, ApiError> {
    let orcid = allowed(exchange, orcid)?;
    in_use(exchange, orcid).await?;
    let submitted = Submitted::read(exchange, body).await?;
    let hosts = writes::hosts(exchange);
    let ask = async {
        let draft = submitted.document(KIND, &hosts)?;
        let manner = writes::manner(exchange, Some(&submitted))?;
        let writer = writes::writer(exchange)?;
        let added = exchange.state.registry.ask_permission(&writer, orcid, &draft, &manner).await;
        added.map_err(|error| refused(exchange, error))
    };
    let Some(put_code) = submitted.apart(exchange, ask).await? else { return Ok(writes::checked(exchange)) };
    let mut response = answer::fleeting(exchange.state, StatusCode::CREATED, None, Body::empty());
    let to = format!("{}/{orcid}/notification-permission/{put_code}", exchange.versioned_links());
    answer::put_location(response.headers_mut(), &to);
    Ok(response)
}

/// `DELETE /{iD}/notification-permission/{id}`: puts it away and answers with it.
pub async fn withdraw(exchange: &Exchange<'_>, orcid: &str, code: &str) -> Result<Response<Body>, ApiError> {
    let (orcid, put_code) = (allowed(exchange, orcid)?, parse(code)?);
    in_use(exchange, orcid).await?;
    let accepted = exchange.standard()?;
    let source = writes::writer(exchange)?.source();
    let withdrawn = exchange.state.registry.withdraw_request(&source, orcid, put_code).await;
    let withdrawn = withdrawn.map_err(|error| refused(exchange, error))?;
    Ok(answer::document(exchange, accepted, KIND, withdrawn.get()))
}

fn allowed(exchange: &Exchange<'_>, orcid: &str) -> Result<OrcidId, ApiError> {
    demand(exchange, required::NOTIFICATION)?;
    reads::parse(orcid)
}

fn parse(code: &str) -> Result<PutCode, ApiError> {
    code.parse().map_err(|_| ApiError::BadPutCode)
}

/// Writing needs a record whose state allows it; reading is content with less.
async fn in_use(exchange: &Exchange<'_>, orcid: OrcidId) -> Result<(), ApiError> {
    let readable = exchange.state.registry.readable(&exchange.viewer(), orcid).await;
    readable.map(drop).map_err(|error| ApiError::of_record(error, exchange.reads()))
}

fn refused(exchange: &Exchange<'_>, error: NotificationError) -> ApiError {
    match error {
        NotificationError::Record(error) => ApiError::of_record(error, exchange.reads()),
        other => ApiError::Notification(other),
    }
}

/// Part of the table of `ApiError::published`.
pub fn published(error: &NotificationError) -> (StatusCode, u16) {
    match error {
        NotificationError::PutCodeGiven => (StatusCode::BAD_REQUEST, 9006),
        NotificationError::AuthorizationUrl(_) => (StatusCode::BAD_REQUEST, 9020),
        NotificationError::Identifier { .. } => (StatusCode::BAD_REQUEST, 9023),
        NotificationError::NoSuchNotification => (StatusCode::NOT_FOUND, 9029),
        NotificationError::OtherClient => (StatusCode::FORBIDDEN, 9004),
        NotificationError::NotTheSource => (StatusCode::FORBIDDEN, 9010),
        NotificationError::AlreadyRead => (StatusCode::FORBIDDEN, 9009),
        NotificationError::Record(_) => (StatusCode::INTERNAL_SERVER_ERROR, 9008),
    }
}

//! `/group-id-record`: the groups that peer reviews belong to (`record-api` 5.2); member API only.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use byline_model::scope::required;
use byline_registry::GroupError;

use crate::answer;
use crate::documents::demand;
use crate::error::{ApiError, of_registry};
use crate::exchange::Exchange;

const PAGE_SIZE: usize = 100;

/// The list, or with `group-id` or `name` the one that has it.
pub async fn list(exchange: &Exchange<'_>) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::GROUP_ID_READ)?;
    let accepted = exchange.standard()?;
    let registry = &exchange.state.registry;
    let wanted = exchange.query("group-id").map(|id| (Some(id), None));
    let wanted = wanted.or_else(|| exchange.query("name").map(|name| (None, Some(name))));
    if let Some((id, name)) = wanted {
        let group = registry.find_group_id(id.as_deref(), name.as_deref()).await.map_err(ApiError::of_group)?;
        return Ok(answer::document(exchange, accepted, "group-id-record", group.get()));
    }
    let page = number(exchange, "page", 1)?;
    let size = number(exchange, "page-size", PAGE_SIZE)?;
    let groups = registry.group_ids(page, size).await.map_err(ApiError::Record)?;
    Ok(answer::document(exchange, accepted, "group-id-records", groups.get()))
}

pub async fn single(exchange: &Exchange<'_>, code: &str) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::GROUP_ID_READ)?;
    let accepted = exchange.standard()?;
    let code = code.parse().map_err(|_| ApiError::BadPutCode)?;
    let group = exchange.state.registry.group_id(code).await.map_err(ApiError::Record)?;
    let group = group.ok_or(ApiError::Group(GroupError::NoSuchGroup))?;
    Ok(answer::document(exchange, accepted, "group-id-record", group.get()))
}

/// Part of the table of `ApiError::published`.
pub fn published(error: &GroupError) -> (StatusCode, u16) {
    match error {
        GroupError::PutCodeGiven => (StatusCode::BAD_REQUEST, 9024),
        GroupError::OtherPutCode => (StatusCode::BAD_REQUEST, 9019),
        GroupError::NoSuchGroup => (StatusCode::BAD_REQUEST, 9026),
        GroupError::UnknownGroup(_) => (StatusCode::BAD_REQUEST, 9020),
        GroupError::Exists { .. } => (StatusCode::CONFLICT, 9025),
        GroupError::NotTheSource => (StatusCode::FORBIDDEN, 9010),
        GroupError::InUse => (StatusCode::CONFLICT, 9040),
        GroupError::NoSuchIssn(_) => (StatusCode::BAD_REQUEST, 9053),
        GroupError::Unavailable(_) => (StatusCode::INTERNAL_SERVER_ERROR, 9008),
        GroupError::Record(error) => of_registry(error),
    }
}

fn number(exchange: &Exchange<'_>, name: &'static str, default: usize) -> Result<usize, ApiError> {
    match exchange.query(name) {
        None => Ok(default),
        Some(text) => text.parse().ok().filter(|number| *number > 0).ok_or(ApiError::BadPage { name }),
    }
}

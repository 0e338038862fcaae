//! Adding, changing and removing groups of peer reviews (`record-api` 5.2).

use axum::body::Body;
use axum::http::header::LINK;
use axum::http::{HeaderValue, Response, StatusCode};
use byline_model::PutCode;
use byline_model::scope::required;
use byline_registry::GroupError;

use crate::documents::demand;
use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::submitted::Submitted;
use crate::{answer, writes};

const KIND: &str = "group-id-record";

/// `POST /group-id-record`: 201 with its address and no body.
pub async fn add(exchange: &Exchange<'_>, body: Body) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::GROUP_ID_WRITE)?;
    let submitted = Submitted::read(exchange, body).await?;
    let hosts = writes::hosts(exchange);
    let draft = submitted.apart(exchange, async { submitted.document(KIND, &hosts) }).await?;
    let manner = writes::manner(exchange, Some(&submitted))?;
    match exchange.state.registry.add_group(&writes::writer(exchange)?, &draft, &manner).await {
        Ok(None) => Ok(writes::checked(exchange)),
        Ok(Some(put_code)) => {
            let mut response = answer::fleeting(exchange.state, StatusCode::CREATED, None, Body::empty());
            answer::put_location(response.headers_mut(), &address(exchange, put_code));
            Ok(response)
        }
        Err(error) => refused(exchange, error),
    }
}

/// `PUT /group-id-record/{put-code}`: 200 with the group as it is then.
pub async fn change(exchange: &Exchange<'_>, code: &str, body: Body) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::GROUP_ID_WRITE)?;
    let put_code = parse(code)?;
    let submitted = Submitted::read(exchange, body).await?;
    let accepted = exchange.standard()?;
    let hosts = writes::hosts(exchange);
    let draft = submitted.apart(exchange, async { submitted.document(KIND, &hosts) }).await?;
    let source = writes::writer(exchange)?.source();
    let manner = writes::manner(exchange, None)?;
    match exchange.state.registry.change_group(&source, put_code, &draft, &manner).await {
        Ok(_) if manner.validate_only => Ok(writes::checked(exchange)),
        Ok(group) => Ok(answer::document(exchange, accepted, KIND, group.get())),
        Err(error) => refused(exchange, error),
    }
}

/// `DELETE /group-id-record/{put-code}`: 204.
pub async fn remove(exchange: &Exchange<'_>, code: &str) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::GROUP_ID_WRITE)?;
    let put_code = parse(code)?;
    let source = writes::writer(exchange)?.source();
    match exchange.state.registry.delete_group(&source, put_code, &writes::manner(exchange, None)?).await {
        Ok(()) => Ok(writes::checked(exchange)),
        Err(error) => refused(exchange, error),
    }
}

fn parse(code: &str) -> Result<PutCode, ApiError> {
    code.parse().map_err(|_| ApiError::BadPutCode)
}

/// The absolute address of a group, with the prefix of the request.
fn address(exchange: &Exchange<'_>, put_code: PutCode) -> String {
    format!("{}/{KIND}/{put_code}", exchange.versioned_links())
}

/// A refusal points at the group that is in the way, as with items (`decisions` 7): a client that asked for a serial's
/// finds it there.
fn refused(exchange: &Exchange<'_>, error: GroupError) -> Result<Response<Body>, ApiError> {
    let existing = match &error {
        GroupError::Exists { existing } => Some(*existing),
        _ => None,
    };
    let error = ApiError::of_group(error);
    let Some(existing) = existing else { return Err(error) };
    let mut response = answer::error(exchange.state, &exchange.parts.headers, &error);
    if let Ok(link) = HeaderValue::from_str(&format!("<{}>; rel=\"duplicate\"", address(exchange, existing))) {
        response.headers_mut().insert(LINK, link);
    }
    Ok(response)
}

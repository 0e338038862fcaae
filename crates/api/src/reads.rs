//! Reading records.

use axum::body::Body;
use axum::http::Response;
use byline_http::Api;
use byline_model::scope::{Scope, ScopeSet, required};
use byline_model::{ItemKind, OrcidId};
use byline_registry::Section;

use crate::documents::demand;
use crate::endpoint::takes_numbers_alone;
use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{answer, linked, media};

/// A section of a record.
pub async fn section(exchange: &Exchange<'_>, orcid: &str, section: &Section) -> Result<Response<Body>, ApiError> {
    let accepted = match (exchange.api, section) {
        (Api::Public, Section::Record) if exchange.version.extras => {
            let (accepted, is_linked) = linked::record_type(exchange)?;
            if is_linked {
                return Box::pin(linked::schema_org(exchange, parse(orcid)?, accepted)).await;
            }
            accepted
        }
        (Api::Public, Section::Item(ItemKind::Work, code))
            if exchange.version.extras && linked::wants_citation(exchange) =>
        {
            return Box::pin(linked::citation(exchange, parse(orcid)?, *code)).await;
        }
        _ => exchange.standard()?,
    };
    let orcid = parse(orcid)?;
    let viewer = exchange.viewer();
    within_reach(exchange, orcid).await?;
    let written = exchange.written(accepted.offer);
    let registry = &exchange.state.registry;
    // Apart, since what holds this is moved more than once before it begins.
    let rendered = match exchange.ahead.take(&viewer, orcid, section, written) {
        Some(ready) => Box::pin(registry.answer(&viewer, ready)).await,
        None => Box::pin(registry.render(&viewer, orcid, section, written)).await,
    };
    let rendered = rendered.map_err(|error| ApiError::of_record(error, exchange.reads()))?;
    Ok(answer::rendered(exchange, accepted, &rendered).await)
}

/// An item that was just replaced.
pub async fn replaced(exchange: &Exchange<'_>, orcid: &str, section: &Section) -> Result<Response<Body>, ApiError> {
    let accepted = exchange.standard()?;
    let (registry, viewer, written) = (&exchange.state.registry, exchange.viewer(), exchange.written(accepted.offer));
    let rendered = registry.render_replaced(&viewer, parse(orcid)?, section, written).await;
    let (rendered, hash_of_get) = rendered.map_err(|error| ApiError::of_record(error, exchange.reads()))?;
    Ok(answer::rendered_as(exchange, accepted, &rendered, hash_of_get).await)
}

/// Something that is no number in the place of a put-code: told before the record is looked at.
pub fn no_put_code(exchange: &Exchange<'_>, kind: ItemKind) -> ApiError {
    match exchange.api {
        Api::Member => ApiError::BadPutCode,
        Api::Public if takes_numbers_alone(kind) => ApiError::Unrouted,
        Api::Public => ApiError::BadPutCodeArgument,
    }
}

/// # Errors
/// What is no iD is a record that does not exist (`record-api` 6).
pub fn parse(orcid: &str) -> Result<OrcidId, ApiError> {
    orcid.parse().map_err(|_| ApiError::NoOrcid)
}

/// Tokens for creating records end where the owner begins (`record-api` 1.8, 9005).
async fn within_reach(exchange: &Exchange<'_>, orcid: OrcidId) -> Result<(), ApiError> {
    const CREATES: ScopeSet = ScopeSet::of(&[Scope::OrcidProfileCreate]);
    let Some(caller) = exchange.caller.as_ref().filter(|it| it.person.is_none() && it.scopes == CREATES) else {
        return Ok(());
    };
    if exchange.api == Api::Public || !caller.client.client_type.is_member() {
        return Ok(());
    }
    let head = exchange.state.registry.readable(&exchange.viewer(), orcid).await;
    let head = head.map_err(|error| ApiError::of_record(error, exchange.reads()))?;
    if head.history.claimed { Err(ApiError::Claimed) } else { Ok(()) }
}

/// `/{iD}/summary`: counts and a few items, of public data.
pub async fn record_summary(exchange: &Exchange<'_>, orcid: &str) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::RECORD_SUMMARY)?;
    let accepted = exchange.standard()?;
    let orcid = parse(orcid)?;
    within_reach(exchange, orcid).await?;
    let form = media::form(accepted.offer);
    let summary = exchange.state.registry.record_summary(&exchange.viewer(), orcid, form).await;
    let summary = summary.map_err(|error| ApiError::of_record(error, exchange.reads()))?;
    Ok(answer::rendered(exchange, accepted, &summary).await)
}

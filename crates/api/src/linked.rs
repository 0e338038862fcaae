//! Linked data on the public API: RDF, schema.org, citations (`model` 7.1).

use axum::body::Body;
use axum::http::Response;
use axum::http::header::ACCEPT;
use byline_http::{Accepted, MediaType};
use byline_model::{OrcidId, PutCode};
use byline_registry::Linked;

use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{answer, media, reads};

macro_rules! media {
    ($name:literal, $qs:expr) => {
        MediaType::new($name, concat!($name, ";charset=UTF-8"), $qs)
    };
}

/// The first segment of the RDF addresses, which have no version.
pub const RDF: &str = "experimental_rdf_v1";

static RDF_XML: MediaType = media!("application/rdf+xml", 200);
static TURTLE: MediaType = media!("text/turtle", 300);
static N3: MediaType = media!("text/n3", 200);
static N_TRIPLES: MediaType = media!("application/n-triples", 300);
static LD_JSON: MediaType = media!("application/ld+json", 200);
static CSL: MediaType = media!("application/vnd.citationstyles.csl+json", 200);

static RDF_TYPES: [&MediaType; 5] = [&RDF_XML, &TURTLE, &N3, &N_TRIPLES, &LD_JSON];

/// What records come in on the public API: the usual types and one more.
static RECORD_TYPES: [&MediaType; 7] = {
    let [a, b, c, d, e, f] = media::STANDARD;
    [a, b, c, d, e, f, &LD_JSON]
};

/// The mark of citations in entity tags: after those of [`RECORD_TYPES`].
const CITATION: usize = RECORD_TYPES.len();

/// `/experimental_rdf_v1/{iD}`.
pub async fn rdf(exchange: &Exchange<'_>, orcid: &str) -> Result<Response<Body>, ApiError> {
    let accepted = exchange.negotiate(&RDF_TYPES, 0)?;
    let form = match accepted.offer {
        0 => Linked::RdfXml,
        1 | 2 => Linked::Turtle,
        3 => Linked::NTriples,
        _ => Linked::SchemaOrg,
    };
    let orcid = reads::parse(orcid)?;
    let url = format!("{}/{RDF}/{orcid}", exchange.links());
    describe(exchange, orcid, accepted, form, Some(url)).await
}

/// The type for a whole record; the second part says that it is schema.org.
pub fn record_type(exchange: &Exchange<'_>) -> Result<(Accepted, bool), ApiError> {
    let accepted = exchange.negotiate(&RECORD_TYPES, media::STANDARD_DEFAULT)?;
    let linked = accepted.offer == media::STANDARD.len();
    Ok((accepted, linked))
}

pub async fn schema_org(
    exchange: &Exchange<'_>,
    orcid: OrcidId,
    accepted: Accepted,
) -> Result<Response<Body>, ApiError> {
    describe(exchange, orcid, accepted, Linked::SchemaOrg, None).await
}

async fn describe(
    exchange: &Exchange<'_>,
    orcid: OrcidId,
    accepted: Accepted,
    form: Linked,
    url: Option<String>,
) -> Result<Response<Body>, ApiError> {
    let rendered = exchange.state.registry.render_linked(&exchange.viewer(), orcid, form, url).await;
    let rendered = rendered.map_err(|error| ApiError::of_record(error, exchange.reads()))?;
    Ok(answer::rendered(exchange, accepted, &rendered).await)
}

/// Whether a work is asked for as a citation: only when that is all that is asked for.
pub fn wants_citation(exchange: &Exchange<'_>) -> bool {
    let mut accept = exchange.parts.headers.get_all(ACCEPT).iter();
    let only = accept.next().filter(|value| value.as_bytes().eq_ignore_ascii_case(CSL.name.as_bytes()));
    only.is_some() && accept.next().is_none()
}

pub async fn citation(exchange: &Exchange<'_>, orcid: OrcidId, code: PutCode) -> Result<Response<Body>, ApiError> {
    let mut accepted = exchange.negotiate(&[&CSL], 0)?;
    accepted.offer = CITATION;
    let rendered = exchange.state.registry.render_citation(&exchange.viewer(), orcid, code).await;
    let rendered = rendered.map_err(|error| ApiError::of_record(error, exchange.reads()))?;
    Ok(answer::rendered(exchange, accepted, &rendered).await)
}

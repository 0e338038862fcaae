//! Writing items: `POST`, `PUT` and `DELETE` below a record (`record-api` 1.2, 1.3).
//!
//! Beyond the published API, for who asks: `Idempotency-Key` on POST, `If-Match` on PUT and DELETE, and
//! `?validate-only=true`, which makes every check and writes nothing.

use axum::body::Body;
use axum::http::header::{IF_MATCH, LINK};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use byline_formats::{BulkEntry, Syntax};
use byline_http::conditional;
use byline_model::kind::Adding;
use byline_model::scope::Access;
use byline_model::shape::Hosts;
use byline_model::{ItemKind, OrcidId, PutCode};
use byline_registry::{Entry, Manner, Once, Permit, RecordError, Section, Writer};

use crate::error::{ApiError, of_registry};
use crate::exchange::Exchange;
use crate::submitted::{Submitted, Unreadable};
use crate::{answer, media, reads};

static IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// `POST /{iD}/work`, `POST /{iD}/keywords`: one item. 201 with its address and no body.
pub async fn add(exchange: &Exchange<'_>, orcid: &str, kind: ItemKind, body: Body) -> Result<Response<Body>, ApiError> {
    let permit = permit(exchange, orcid, kind, Access::Create, None).await?;
    let submitted = Submitted::read(exchange, body).await?;
    let add = async {
        let manner = manner(exchange, Some(&submitted))?;
        let document = submitted.document(kind.spec().singular, &hosts(exchange))?;
        let added = exchange.state.registry.add(permit, document, &manner).await.map_err(refused)?;
        let Some(code) = added else { return Ok(checked(exchange)) };
        let mut response = answer::fleeting(exchange.state, StatusCode::CREATED, None, Body::empty());
        answer::put_location(response.headers_mut(), &address(exchange, parse(orcid)?, kind, code));
        Ok(response)
    };
    submitted.apart(exchange, Box::pin(add)).await
}

/// `POST /{iD}/works`: up to a hundred. 200 with an entry for each, the stored work or an error.
pub async fn add_many(
    exchange: &Exchange<'_>,
    orcid: &str,
    kind: ItemKind,
    body: Body,
) -> Result<Response<Body>, ApiError> {
    let permit = permit(exchange, orcid, kind, Access::Create, None).await?;
    let submitted = Submitted::read(exchange, body).await?;
    submitted.apart(exchange, Box::pin(add_entries(exchange, orcid, permit, &submitted))).await
}

async fn add_entries(
    exchange: &Exchange<'_>,
    orcid: &str,
    permit: Permit,
    submitted: &Submitted,
) -> Result<Response<Body>, ApiError> {
    let manner = manner(exchange, Some(submitted))?;
    let accepted = exchange.standard()?;
    let registry = &exchange.state.registry;
    let most = match permit.kind().spec().writes.adding {
        Adding::SingleOrMany { most } => most,
        _ => 1,
    };
    let Some(entries) = submitted.entries(most, &hosts(exchange))? else {
        return Err(refused(registry.too_many(&permit, most).await));
    };
    let entries: Vec<_> = entries.into_iter().map(|entry| as_entry(entry, submitted.syntax)).collect();
    let outcomes = registry.add_many(permit, &entries, &manner, |error| of_registry(error).1).await.map_err(refused)?;
    let written = exchange.written(accepted.offer);
    let body = registry.render_outcomes(parse(orcid)?, &outcomes, written).await.map_err(refused)?;
    Ok(answer::fleeting(exchange.state, StatusCode::OK, Some(accepted.content_type), body))
}

/// `PUT /{iD}/work/{put-code}`: 200 with the item as it is stored.
pub async fn replace(
    exchange: &Exchange<'_>,
    orcid: &str,
    kind: ItemKind,
    code: PutCode,
    body: Body,
) -> Result<Response<Body>, ApiError> {
    let permit = permit(exchange, orcid, kind, Access::Update, Some(code)).await?;
    let submitted = Submitted::read(exchange, body).await?;
    let replace = async {
        let manner = manner(exchange, None)?;
        let document = submitted.lifted(kind.spec().singular, &hosts(exchange))?;
        let expected = expected(exchange, orcid, kind, code).await?;
        let registry = &exchange.state.registry;
        registry.replace(permit, code, &document, &manner, expected.as_ref()).await.map_err(refused)?;
        if manner.validate_only {
            return Ok(checked(exchange));
        }
        reads::replaced(exchange, orcid, &Section::Item(kind, code)).await
    };
    submitted.apart(exchange, Box::pin(replace)).await
}

/// `DELETE /{iD}/work/{put-code}`: 204.
pub async fn remove(
    exchange: &Exchange<'_>,
    orcid: &str,
    kind: ItemKind,
    code: PutCode,
) -> Result<Response<Body>, ApiError> {
    let permit = permit(exchange, orcid, kind, Access::Delete, Some(code)).await?;
    let manner = manner(exchange, None)?;
    let expected = expected(exchange, orcid, kind, code).await?;
    exchange.state.registry.remove(permit, code, &manner, expected.as_ref()).await.map_err(refused)?;
    Ok(checked(exchange))
}

/// Done, or nothing to object to: 204.
pub fn checked(exchange: &Exchange<'_>) -> Response<Body> {
    answer::fleeting(exchange.state, StatusCode::NO_CONTENT, None, Body::empty())
}

fn parse(orcid: &str) -> Result<OrcidId, ApiError> {
    reads::parse(orcid)
}

pub fn hosts<'e>(exchange: &'e Exchange<'_>) -> Hosts<'e> {
    Hosts::of(Some(exchange.state.registry.urls().base()))
}

fn refused(error: RecordError) -> ApiError {
    ApiError::of_record(error, false)
}

/// Token and record, before anything is said about content (`decisions` 4).
async fn permit(
    exchange: &Exchange<'_>,
    orcid: &str,
    kind: ItemKind,
    access: Access,
    item: Option<PutCode>,
) -> Result<Permit, ApiError> {
    let writer = writer(exchange)?;
    if !writer.caller.scopes.permits(kind.spec().scopes, access) {
        return Err(ApiError::ScopeMissing);
    }
    let permit = exchange.state.registry.permit(writer, parse(orcid)?, kind, access, item).await;
    permit.map_err(refused)
}

pub fn writer(exchange: &Exchange<'_>) -> Result<Writer, ApiError> {
    let caller = exchange.caller.as_ref().ok_or(ApiError::ScopeMissing)?;
    Ok(Writer {
        caller: byline_registry::Caller {
            client: caller.client.id.clone(),
            person: caller.person,
            scopes: caller.scopes,
        },
        origin: caller.origin_client.clone(),
        token: caller.token.access,
    })
}

/// The absolute address of an item, with the prefix of the request.
pub fn address(exchange: &Exchange<'_>, orcid: OrcidId, kind: ItemKind, code: PutCode) -> String {
    let path = kind.spec().item_path;
    format!("{}/{orcid}/{path}/{code}", exchange.versioned_links())
}

/// Points at the item that is the same (`decisions` 7).
pub fn put_duplicate(exchange: &Exchange<'_>, error: &ApiError, response: &mut Response<Body>) {
    let ApiError::Record(RecordError::Duplicate { owner, kind, put_code }) = error else { return };
    let link = format!("<{}>; rel=\"duplicate\"", address(exchange, *owner, *kind, *put_code));
    if let Ok(link) = HeaderValue::from_str(&link) {
        response.headers_mut().insert(LINK, link);
    }
}

/// # Errors
/// 400/9012 for a parameter or key that makes no sense.
pub fn manner(exchange: &Exchange<'_>, submitted: Option<&Submitted>) -> Result<Manner, ApiError> {
    let validate_only = match exchange.query("validate-only").as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(ApiError::BadParameter { name: "validate-only", reason: "it is true or false" }),
    };
    let once = match submitted {
        Some(submitted) => once(exchange, submitted)?,
        None => None,
    };
    Ok(Manner { validate_only, once })
}

/// More than any UUID; the published draft has no limit.
const LONGEST_KEY: usize = 255;

fn once(exchange: &Exchange<'_>, submitted: &Submitted) -> Result<Option<Once>, ApiError> {
    let Some(value) = exchange.parts.headers.get(&IDEMPOTENCY_KEY) else { return Ok(None) };
    let bad = |reason| ApiError::BadParameter { name: "Idempotency-Key", reason };
    let text = value.to_str().map_err(|_| bad("it is plain ASCII"))?.trim();
    // A structured field string (RFC 8941 §3.3.3); without quotes, as many clients send it, it is taken as it is.
    let key = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(bad("it has from 1 to 255 characters"));
    }
    Ok(Some(Once { key: key.into(), fingerprint: submitted.fingerprint(exchange.place.path) }))
}

/// `If-Match` names the item that the client has in mind (RFC 9110 §13.1.1): its tag is that of a GET, whose bytes are
/// made again to compare. The item that has them is the only one that may be changed.
async fn expected(
    exchange: &Exchange<'_>,
    orcid: &str,
    kind: ItemKind,
    code: PutCode,
) -> Result<Option<byline_model::Item>, ApiError> {
    if !exchange.parts.headers.contains_key(IF_MATCH) {
        return Ok(None);
    }
    let (orcid, viewer, section) = (parse(orcid)?, exchange.viewer(), Section::Item(kind, code));
    let registry = &exchange.state.registry;
    let item = registry.item(orcid, kind, code).await.map_err(refused)?;
    if conditional::match_any(&exchange.parts.headers) {
        return Ok(Some(item));
    }
    for (at, _) in media::STANDARD.iter().enumerate() {
        let rendered = registry.render(&viewer, orcid, &section, exchange.written(at)).await.map_err(refused)?;
        if conditional::matches(&exchange.parts.headers, rendered.hash, at as u8) {
            return Ok(Some(item));
        }
    }
    Err(ApiError::Record(RecordError::Changed))
}

fn as_entry(entry: BulkEntry<'_>, syntax: Syntax) -> Entry<'_> {
    match entry {
        BulkEntry::Sound(object) if *object.shape() == byline_model::shapes::ERROR => Entry::Echo(object),
        BulkEntry::Sound(object) => Entry::Document(object),
        BulkEntry::Faulty { readable, error } => {
            let code = Unreadable { syntax, error: error.clone() }.code();
            Entry::Faulty { readable, error, code }
        }
    }
}

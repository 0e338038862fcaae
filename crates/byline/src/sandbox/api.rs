//! `/__sandbox/`: one line per address.

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_model::env::Clock;
use byline_web::sandbox::listing::{self, Listing};
use serde::Serialize;
use serde_json::{Value, json};

use super::input::Input;
use super::mail::wants_pages;
use super::refusal::Refusal;
use super::state::{PREFIX, Sandbox};
use super::{clients, mail, people, tokens, webhooks};

/// Fixtures are small.
const LARGEST_BODY: usize = 1 << 20;

/// Method, address below the prefix, what it is for.
const ADDRESSES: [(&str, &str, &str); 17] = [
    ("GET", "health", "Whether it is up, and how many people and clients there are"),
    ("GET", "people", "Everyone, with addresses and passwords"),
    ("POST", "people", "Adds a person; every key has a default"),
    ("GET", "people/{iD}", "One person"),
    ("DELETE", "people/{iD}", "Removes a person"),
    ("GET", "clients", "All clients, with their secrets"),
    ("GET", "clients/{id}", "One client"),
    ("PUT", "clients/{id}", "Creates or replaces a client, by the keys of registry.toml"),
    ("DELETE", "clients/{id}", "Removes a client"),
    ("POST", "tokens", "Makes a token without asking anyone: client, orcid, scopes"),
    ("POST", "clock", "Moves the clock on by advance_seconds"),
    ("POST", "reset", "Puts everything back as it was at the start"),
    ("GET", "requests", "What was asked of the sandbox, newest first"),
    ("GET", "mail", "Mail that would have been sent; ?to= picks an address"),
    ("GET", "mail/{id}", "One mail"),
    ("GET", "webhooks", "Calls of webhooks that were made"),
    ("GET", "", "This list"),
];

/// On every answer: secrets are in here, and nothing of it is for other sites.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// `path` is what follows the prefix.
pub async fn answer(sandbox: &Sandbox, path: &str, request: Request) -> Response {
    let mut response = match checked(sandbox, path, request).await {
        Ok(response) => response,
        Err(refusal) => refusal.into_response(),
    };
    for (name, value) in HEADERS {
        // Pages have a policy of their own.
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

async fn checked(sandbox: &Sandbox, path: &str, request: Request) -> Result<Response, Refusal> {
    sandbox.access().check(&request)?;
    let method = match request.method() {
        &Method::HEAD => Method::GET,
        other => other.clone(),
    };
    let segments: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    let known: Vec<&str> = ADDRESSES.iter().filter(|it| matches(it.1, &segments)).map(|it| it.0).collect();
    if known.is_empty() {
        return Err(Refusal::not_found(format!("there is nothing at this address; {PREFIX}/ has a list")));
    }
    if !known.contains(&method.as_str()) {
        return Err(Refusal::method(known.join(", ")));
    }
    let query = request.uri().query().unwrap_or_default().to_owned();
    let headers = request.headers().clone();
    let too_large = |_| Refusal::bad("", format!("a body of more than {LARGEST_BODY} bytes"));
    let body = to_bytes(request.into_body(), LARGEST_BODY).await.map_err(too_large)?;
    if method == Method::GET {
        return read(sandbox, &segments, &query, &headers).await;
    }
    write(sandbox, &method, &segments, &body).await
}

/// Whether these are the segments of the address; one in braces is any.
fn matches(address: &str, segments: &[&str]) -> bool {
    let of_address = address.split('/').filter(|it| !it.is_empty());
    of_address.clone().count() == segments.len()
        && of_address.zip(segments).all(|(known, given)| known.starts_with('{') || known == *given)
}

async fn read(sandbox: &Sandbox, path: &[&str], query: &str, headers: &HeaderMap) -> Result<Response, Refusal> {
    let pages = wants_pages(headers);
    match path {
        [] => Ok(index(headers)),
        ["mail"] => mail::list(sandbox, query, headers).await,
        ["mail", id] => mail::one(sandbox, id, headers).await,
        ["webhooks"] => webhooks::list(sandbox, headers).await,
        ["people"] => shown(pages, &PEOPLE, &people::list(sandbox).await?),
        ["people", orcid] => shown(pages, &PEOPLE, &people::one(sandbox, orcid).await?),
        ["clients"] => shown(pages, &CLIENTS, &clients::list(sandbox).await?),
        ["clients", id] => shown(pages, &CLIENTS, &clients::one(sandbox, id).await?),
        ["requests"] => shown(pages, &REQUESTS, &sandbox.requests().list()),
        _ => shown(pages, &HEALTH, &health(sandbox).await?),
    }
}

const PEOPLE: Listing = Listing { title: "People", heading: &["name", "orcid"], link: Some(("people", "orcid")) };
const CLIENTS: Listing = Listing { title: "Clients", heading: &["name", "id"], link: Some(("clients", "id")) };
const REQUESTS: Listing = Listing { title: "Requests", heading: &["method", "path", "status"], link: None };
const HEALTH: Listing = Listing { title: "Health", heading: &["status"], link: None };
const INDEX: Listing = Listing { title: "Addresses", heading: &["method", "address"], link: None };

/// JSON, or the same as a page.
fn shown(pages: bool, listing: &Listing, value: &impl Serialize) -> Result<Response, Refusal> {
    if !pages {
        return Ok(Json(value).into_response());
    }
    let value = serde_json::to_value(value).map_err(anyhow::Error::from)?;
    Ok(listing::page(listing, &value))
}

/// A page for everybody but those who ask for JSON: people look here first.
fn index(headers: &HeaderMap) -> Response {
    let entry = |(method, address, about): &(&str, &str, &str)| json!({ "method": method, "address": format!("{PREFIX}/{address}"), "about": about });
    let all = Value::from(ADDRESSES.iter().map(entry).collect::<Vec<_>>());
    let accept = headers.get(header::ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    if accept.contains("json") && !wants_pages(headers) {
        return Json(all).into_response();
    }
    listing::page(&INDEX, &all)
}

async fn write(sandbox: &Sandbox, method: &Method, path: &[&str], body: &Bytes) -> Result<Response, Refusal> {
    match (path, method.as_str()) {
        (["reset"], _) => {
            sandbox.reset().await?;
            Ok(Json(health(sandbox).await?).into_response())
        }
        (["people"], _) => {
            let person = people::create(sandbox, Input::parse(body)?).await?;
            Ok((StatusCode::CREATED, Json(person)).into_response())
        }
        (["people", orcid], _) => {
            people::delete(sandbox, orcid).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        (["clients", id], "PUT") => {
            let (created, client) = clients::put(sandbox, id, Input::parse(body)?).await?;
            Ok((if created { StatusCode::CREATED } else { StatusCode::OK }, Json(client)).into_response())
        }
        (["clients", id], _) => {
            clients::delete(sandbox, id).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        (["tokens"], _) => {
            let answer = tokens::create(sandbox, Input::parse(body)?).await?;
            let media_type = [(header::CONTENT_TYPE, byline_oauth::JSON)];
            Ok((StatusCode::CREATED, media_type, answer.body()).into_response())
        }
        _ => Ok(Json(advance(sandbox, Input::parse(body)?)?).into_response()),
    }
}

/// In this order (`decisions` 32).
#[derive(Serialize)]
struct Health {
    status: &'static str,
    people: u64,
    clients: u64,
}

async fn health(sandbox: &Sandbox) -> Result<Health, Refusal> {
    let store = sandbox.store();
    let (people, clients) = (store.count_records().await?, store.count_clients().await?);
    Ok(Health { status: "ok", people, clients })
}

fn advance(sandbox: &Sandbox, mut input: Input) -> Result<Value, Refusal> {
    let seconds = Input::required("advance_seconds", input.number("advance_seconds")?)?;
    input.finish()?;
    let seconds = u64::try_from(seconds)
        .map_err(|_| Refusal::bad("advance_seconds", "the clock does not go back; reset returns to its start"))?;
    sandbox.clock().advance(std::time::Duration::from_secs(seconds));
    Ok(json!({ "now": sandbox.clock().now().to_string() }))
}

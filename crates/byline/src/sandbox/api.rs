//! `/__sandbox/`: one line per address.

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_model::env::Clock;
use serde_json::{Value, json};

use super::input::Input;
use super::refusal::Refusal;
use super::state::Sandbox;
use super::{clients, mail, people, tokens, webhooks};

/// Fixtures are small.
const LARGEST_BODY: usize = 1 << 20;

/// `path` is what follows the prefix.
pub async fn answer(sandbox: &Sandbox, path: &str, request: Request) -> Response {
    let mut response = match checked(sandbox, path, request).await {
        Ok(response) => response,
        Err(refusal) => refusal.into_response(),
    };
    // Secrets are in here.
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

async fn checked(sandbox: &Sandbox, path: &str, request: Request) -> Result<Response, Refusal> {
    sandbox.access().check(&request)?;
    let method = request.method().clone();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let headers = request.headers().clone();
    let too_large = |_| Refusal::bad("", format!("a body of more than {LARGEST_BODY} bytes"));
    let body = to_bytes(request.into_body(), LARGEST_BODY).await.map_err(too_large)?;
    let segments: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    if let (&Method::GET, ["mail", rest @ ..]) = (&method, &*segments) {
        return match rest {
            [] => mail::list(sandbox, &query, &headers).await,
            [id] => mail::one(sandbox, id, &headers).await,
            _ => Err(Refusal::not_found("there is /__sandbox/mail and /__sandbox/mail/{id}")),
        };
    }
    if let (&Method::GET, ["webhooks"]) = (&method, &*segments) {
        return webhooks::list(sandbox, &headers).await;
    }
    route(sandbox, &method, &segments, &body).await
}

async fn route(sandbox: &Sandbox, method: &Method, path: &[&str], body: &Bytes) -> Result<Response, Refusal> {
    match (path, method.as_str()) {
        (["health"], "GET") => Ok(Json(health(sandbox).await?).into_response()),
        (["reset"], "POST") => {
            sandbox.reset().await?;
            Ok(Json(health(sandbox).await?).into_response())
        }
        (["people"], "GET") => Ok(Json(people::list(sandbox).await?).into_response()),
        (["people"], "POST") => {
            let person = people::create(sandbox, Input::parse(body)?).await?;
            Ok((StatusCode::CREATED, Json(person)).into_response())
        }
        (["people", orcid], "DELETE") => {
            people::delete(sandbox, orcid).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        (["clients"], "GET") => Ok(Json(clients::list(sandbox).await?).into_response()),
        (["clients", id], "PUT") => {
            let (created, client) = clients::put(sandbox, id, Input::parse(body)?).await?;
            Ok((if created { StatusCode::CREATED } else { StatusCode::OK }, Json(client)).into_response())
        }
        (["tokens"], "POST") => {
            let answer = tokens::create(sandbox, Input::parse(body)?).await?;
            let media_type = [(header::CONTENT_TYPE, byline_oauth::JSON)];
            Ok((StatusCode::CREATED, media_type, answer.body()).into_response())
        }
        (["clock"], "POST") => Ok(Json(advance(sandbox, Input::parse(body)?)?).into_response()),
        (
            ["health" | "reset" | "people" | "clients" | "tokens" | "clock" | "mail" | "webhooks"]
            | ["people" | "clients" | "mail", _],
            _,
        ) => Err(Refusal::method()),
        _ => Err(Refusal::not_found("there are health, reset, people, clients, tokens, mail, webhooks and clock here")),
    }
}

async fn health(sandbox: &Sandbox) -> Result<Value, Refusal> {
    let store = sandbox.store();
    let (people, clients) = (store.count_records().await?, store.clients().await?.len());
    Ok(json!({ "status": "ok", "people": people, "clients": clients }))
}

fn advance(sandbox: &Sandbox, mut input: Input) -> Result<Value, Refusal> {
    let seconds = Input::required("advance_seconds", input.number("advance_seconds")?)?;
    input.finish()?;
    let seconds = u64::try_from(seconds)
        .map_err(|_| Refusal::bad("advance_seconds", "the clock does not go back; reset returns to its start"))?;
    sandbox.clock().advance(std::time::Duration::from_secs(seconds));
    Ok(json!({ "now": sandbox.clock().now().to_string() }))
}

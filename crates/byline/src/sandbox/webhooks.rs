//! The calls that were made to those who wait for changes.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use byline_store::Stretch;
use byline_store::webhooks::{CallOutcome, WebhookCall};
use byline_web::sandbox::calls::{self, MadeCall};
use serde::Serialize;

use super::mail::wants_pages;
use super::refusal::Refusal;
use super::state::Sandbox;

/// Older ones are forgotten anyway, ten of each registration being kept.
const LISTED: usize = 10_000;

#[derive(Serialize)]
struct Call {
    id: u64,
    client: String,
    orcid: String,
    uri: Box<str>,
    at: String,
    millis: u32,
    /// Of the answer; `null` when there was none.
    status: Option<u16>,
    failure: Option<Box<str>>,
}

/// `GET /__sandbox/webhooks`: in the order in which they were made.
pub async fn list(sandbox: &Sandbox, headers: &HeaderMap) -> Result<Response, Refusal> {
    let mut made = sandbox.store().webhook_calls(None, Stretch::first(LISTED)).await?.rows;
    made.reverse();
    if wants_pages(headers) {
        return Ok(calls::list(&made.into_iter().map(shown).collect::<Vec<_>>()));
    }
    Ok(Json(made.into_iter().map(Call::from).collect::<Vec<_>>()).into_response())
}

fn shown(call: WebhookCall) -> MadeCall {
    let outcome = match call.outcome {
        CallOutcome::Answered(status) => format!("Answered {status}"),
        CallOutcome::Failed(reason) => reason.into(),
    };
    MadeCall {
        client: call.client.to_string(),
        orcid: call.orcid.to_string(),
        uri: call.uri.into(),
        outcome,
        millis: call.millis,
        at: call.at.to_string(),
    }
}

impl From<WebhookCall> for Call {
    fn from(call: WebhookCall) -> Self {
        let (status, failure) = match call.outcome {
            CallOutcome::Answered(status) => (Some(status), None),
            CallOutcome::Failed(reason) => (None, Some(reason)),
        };
        Call {
            id: call.id,
            client: call.client.to_string(),
            orcid: call.orcid.to_string(),
            uri: call.uri,
            at: call.at.to_string(),
            millis: call.millis,
            status,
            failure,
        }
    }
}

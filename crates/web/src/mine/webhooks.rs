//! `/developer-tools/webhooks`: what became of the calls to somebody's applications.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use byline_members::{CallOutcome, OwnedWebhooks, WebhookCall};
use byline_pages::{Layout, Visitor, day_and_time, error, html, see_other};

use crate::WebState;

const SIGN_IN: &str = "/signin?next=%2Fdeveloper-tools%2Fwebhooks";

#[derive(Template)]
#[template(path = "mine/webhooks.html")]
struct WebhooksPage {
    layout: Layout,
    clients: Vec<Client>,
}

struct Client {
    name: String,
    id: String,
    calls: Vec<Call>,
}

struct Call {
    uri: String,
    orcid: String,
    /// Of the answer.
    status: Option<String>,
    /// Why there was none, in English: it comes from the machines in between.
    reason: String,
    at: String,
}

impl Call {
    fn day_and_time(&self) -> String {
        day_and_time(&self.at)
    }
}

/// `GET /developer-tools/webhooks`
pub(crate) async fn list(State(state): State<WebState>, visitor: Visitor) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    // The applications are the person's, whoever they act for.
    let clients = match state.members().webhooks_of_owner(signed_in.person).await {
        Ok(clients) => clients.into_iter().map(Client::from).collect(),
        Err(error) => return error::broken(&state, &visitor.language, &error),
    };
    let page = WebhooksPage { layout: Layout::new(&state, &visitor.language).of(&state, &visitor), clients };
    visitor.finish(&state, html(&visitor.language, StatusCode::OK, &page))
}

impl From<OwnedWebhooks> for Client {
    fn from(owned: OwnedWebhooks) -> Self {
        Client {
            name: owned.client.name.to_string(),
            id: owned.client.id.to_string(),
            calls: owned.calls.into_iter().map(Call::from).collect(),
        }
    }
}

impl From<WebhookCall> for Call {
    fn from(call: WebhookCall) -> Self {
        let (status, reason) = match call.outcome {
            CallOutcome::Answered(status) => (Some(status.to_string()), String::new()),
            CallOutcome::Failed(reason) => (None, reason.into()),
        };
        Call { uri: call.uri.into(), orcid: call.orcid.to_string(), status, reason, at: call.at.to_string() }
    }
}

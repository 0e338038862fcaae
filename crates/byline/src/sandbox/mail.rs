//! The mail that would have been sent: the sandbox keeps it where tests can read it.

use axum::extract::Query;
use axum::http::Uri;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::state::Sandbox;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    to: Option<String>,
}

#[derive(Serialize)]
pub struct Mail {
    id: u64,
    to: Box<str>,
    subject: Box<str>,
    text: Box<str>,
    html: Box<str>,
    /// When it was written: nothing leaves a sandbox.
    sent: String,
}

pub async fn list(sandbox: &Sandbox, query: &str) -> Result<Vec<Mail>, Refusal> {
    let uri: Uri = format!("/?{query}").parse().map_err(|_| Refusal::bad("to", "the query cannot be read"))?;
    let Query(Filter { to }) = Query::try_from_uri(&uri).map_err(|error| Refusal::bad("to", error.body_text()))?;
    let mails = sandbox.store().mails(to.as_deref()).await?;
    let shown = mails.into_iter().map(|it| Mail {
        id: it.id,
        to: it.to,
        subject: it.subject,
        text: it.text,
        html: it.html,
        sent: it.created.to_string(),
    });
    Ok(shown.collect())
}

//! The mail that would have been sent: the sandbox keeps it where tests can read it, and people.

use axum::Json;
use axum::extract::Query;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use byline_http::MediaType;
use byline_http::accept::negotiate;
use byline_store::whole;
use byline_web::sandbox::mailbox::{self, WrittenMail};
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

const JSON: MediaType = MediaType::new("application/json", "application/json", 1000);
const HTML: MediaType = MediaType::new("text/html", "text/html; charset=utf-8", 1000);

/// Browsers get pages, and everybody else what `decisions` 32 says.
pub fn wants_pages(headers: &HeaderMap) -> bool {
    negotiate(headers, &[&JSON, &HTML], 0).is_ok_and(|it| it.offer == 1)
}

/// `GET /__sandbox/mail`
pub async fn list(sandbox: &Sandbox, query: &str, headers: &HeaderMap) -> Result<Response, Refusal> {
    let pages = wants_pages(headers);
    // The form of the page sends the field when it is empty, too.
    let to = filter(query)?.filter(|to| !(pages && to.trim().is_empty()));
    let store = sandbox.store();
    let mails = whole(|it| store.mails(to.as_deref(), it)).await?.into_iter();
    if pages {
        let mails: Vec<_> = mails.map(written).collect();
        return Ok(mailbox::list(&mails, to.as_deref()));
    }
    Ok(Json(mails.map(Mail::from).collect::<Vec<_>>()).into_response())
}

/// `GET /__sandbox/mail/{id}`
pub async fn one(sandbox: &Sandbox, id: &str, headers: &HeaderMap) -> Result<Response, Refusal> {
    let mail = match id.parse() {
        Ok(id) => sandbox.store().mail(id).await?,
        Err(_) => None,
    };
    let mail = mail.ok_or_else(|| Refusal::not_found(format!("there is no mail {id}")))?;
    match wants_pages(headers) {
        true => Ok(mailbox::one(&written(mail))),
        false => Ok(Json(Mail::from(mail)).into_response()),
    }
}

fn written(mail: byline_store::Mail) -> WrittenMail {
    WrittenMail {
        id: mail.id,
        to: mail.to.into(),
        subject: mail.subject.into(),
        text: mail.text.into(),
        html: mail.html.into(),
        written: mail.created.to_string(),
    }
}

fn filter(query: &str) -> Result<Option<String>, Refusal> {
    let uri: Uri = format!("/?{query}").parse().map_err(|_| Refusal::bad("to", "the query cannot be read"))?;
    let Query(Filter { to }) = Query::try_from_uri(&uri).map_err(|error| Refusal::bad("to", error.body_text()))?;
    Ok(to)
}

impl From<byline_store::Mail> for Mail {
    fn from(it: byline_store::Mail) -> Self {
        let sent = it.created.to_string();
        Mail { id: it.id, to: it.to, subject: it.subject, text: it.text, html: it.html, sent }
    }
}

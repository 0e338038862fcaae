//! `[[webhooks]]`: who wants to hear of changes to which record.

use byline_members::Target;
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::webhooks::{Webhook, WebhookChange};
use serde::{Deserialize, Serialize};

use super::read::{moment, parsed, wrong};
use super::write::moment as write_moment;
use super::{Invalid, raw};

/// A registration. What it is owed is nothing that a file has: whoever imports it has the record as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookEntry {
    pub client: ClientId,
    pub orcid: OrcidId,
    pub uri: Box<str>,
    /// Whose machine it is.
    host: Box<str>,
    pub created: Option<Timestamp>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWebhook {
    pub client: String,
    pub orcid: String,
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<raw::Moment>,
}

pub(super) fn read(raw: RawWebhook) -> Result<WebhookEntry, Invalid> {
    let target = Target::parse(&raw.uri).map_err(|error| wrong(error).under("uri"))?;
    Ok(WebhookEntry {
        client: parsed("client", &raw.client)?,
        orcid: parsed("orcid", &raw.orcid)?,
        host: target.host().into(),
        uri: raw.uri.into(),
        created: moment("created", raw.created)?,
    })
}

pub(super) fn write(entry: &WebhookEntry) -> RawWebhook {
    RawWebhook {
        client: entry.client.to_string(),
        orcid: entry.orcid.to_string(),
        uri: entry.uri.to_string(),
        created: write_moment(entry.created),
    }
}

impl WebhookEntry {
    /// As a registration that is made now, unless the file knows when it was.
    pub fn change(self, now: Timestamp) -> WebhookChange {
        let WebhookEntry { client, orcid, uri, host, created } = self;
        WebhookChange::Put { client, orcid, uri, host, at: created.unwrap_or(now) }
    }
}

impl From<Webhook> for WebhookEntry {
    fn from(hook: Webhook) -> Self {
        let Webhook { client, orcid, uri, host, created, .. } = hook;
        WebhookEntry { client, orcid, uri, host, created: Some(created) }
    }
}

//! `[[webhooks]]`.

use byline_members::Target;

use super::forms::{address, client_id, orcid};
use crate::registry_toml::WebhookEntry;
use crate::registry_toml::columns::{Form, moment, table};
use crate::registry_toml::error::Invalid;

table! {
    /// Who wants to hear of changes to which record.
    Webhooks: WebhookEntry { client, orcid, uri, host, created } {
        /// The client that registered it.
        client: client_id(),
        /// The record.
        orcid: orcid(),
        /// The address that is called.
        uri: address(),
        /// When it was registered; unless that is said, at the import.
        created: moment().optional(),
    }
    where {
        let target = Target::parse(&uri).map_err(|it| Invalid::new(it.to_string()).under("uri"))?;
        let host = target.host().into();
    }
    once ("client", "orcid", "uri") by |it| (&it.client, it.orcid, &it.uri);
}

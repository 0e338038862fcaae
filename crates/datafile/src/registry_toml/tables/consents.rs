//! `[[consents]]`.

use byline_model::Timestamp;
use byline_store::Consent;

use super::forms::{client_id, orcid, scope};
use crate::registry_toml::columns::{Form, flat, list, moment, table};
use crate::registry_toml::error::Invalid;

table! {
    /// What people allowed clients. Of a person and a client that hold a token together it need not be said.
    Consents: Consent { person, client, scopes, first, latest } {
        /// Who allowed it.
        person: orcid(),
        /// The client they allowed it to.
        client: client_id(),
        /// What they allowed.
        scopes: list(scope()),
        (first, latest): flat(Span),
    }
    once ("person", "client") by |it| (it.person, &it.client);
}

table! {
    /// When it was allowed.
    Span: (Timestamp, Timestamp) {
        /// When it was allowed first; unless that is said, when it was `latest`.
        first: moment().optional(),
        /// When it was allowed last; unless that is said, when it was `first`. Without both, at the import.
        latest: moment().optional(),
    }
    reads(keys) {
        if first.zip(latest).is_some_and(|(first, latest)| latest < first) {
            return Err(Invalid::new("comes before first").under("latest").into());
        }
        Ok((first.or(latest).unwrap_or(keys.now), latest.or(first).unwrap_or(keys.now)))
    }
    writes (first, latest) => (Some(first), Some(latest));
}

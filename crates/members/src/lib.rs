//! What organisations and the people who run a registry do: clients and their credentials, and who is called about
//! changes.
//!
//! | use case | who asks |
//! | --- | --- |
//! | [`Members::create_client`], [`change_clients`](Members::change_clients), [`rotate_secret`](Members::rotate_secret) | whoever runs the registry: `byline client` |
//! | [`Members::clients`], [`client`](Members::client), [`put_client`](Members::put_client), [`delete_client`](Members::delete_client) | the same, and whoever develops against a sandbox |
//! | [`Members::put_webhook`], [`delete_webhook`](Members::delete_webhook) | a client, by the member API |
//! | [`Members::forget_journal`] | a job |
//! | [`Members::webhooks_of_owner`], [`owns_clients`](Members::owns_clients) | whom a client belongs to, in the developer tools |
//!
//! What a client may do with a record, and whether its credentials are good, is decided beneath: in `registry` and
//! `oauth`. Nothing here reads a record beyond whether it is there.

mod clients;
mod journal;
mod webhooks;

use std::sync::Arc;

use byline_model::env::{Clock, Entropy};
use byline_store::Store;

pub use byline_store::webhooks::{CallOutcome, WebhookCall};
pub use clients::{Changed, ClientChange, ClientError, Created, NewClient, WebhookKey, Which};
pub use webhooks::{InvalidTarget, OwnedWebhooks, Registered, Target, Targets, WebhookError};

/// The use cases of organisations and staff.
pub struct Members {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    targets: Targets,
}

impl Members {
    /// Of the registry in this store. Secrets and ids are drawn from `entropy`.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Members { store, clock, entropy, targets: Targets::default() }
    }

    /// Where webhooks may lead; until then the web alone.
    #[must_use]
    pub fn calling(self, targets: Targets) -> Self {
        Members { targets, ..self }
    }
}

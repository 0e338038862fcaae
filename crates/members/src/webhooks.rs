//! Registering for changes (`record-api` 5.3, `decisions` 11).
//!
//! Whether a client may is for its token to say; the state of the record does not matter, as its changes do.

mod target;

use byline_model::{ClientId, OrcidId};
pub use byline_store::webhooks::OwnedWebhooks;
use byline_store::webhooks::{Schedule, WebhookChange};
use byline_store::{Action, Change, ChangeSet, Deed, Guard, StoreError, whole};

pub use target::{InvalidTarget, Target, Targets};

use crate::Members;

/// Why a registration is neither made nor removed.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    #[error("there is no such record")]
    NoSuchRecord,
    #[error(transparent)]
    Target(#[from] InvalidTarget),
    #[error("there is no such webhook")]
    NoSuchWebhook,
    /// Another client has registered the address, and this one has not.
    #[error("the webhook belongs to another client")]
    OtherClient,
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// So many calls of a client are shown to its owner.
const CALLS_SHOWN: usize = 100;

/// How a registration came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    New,
    Already,
}

impl Members {
    /// Registers an address of a client for a record. Doing so again begins anew where it was given up.
    ///
    /// # Errors
    /// [`WebhookError`].
    pub async fn put_webhook(&self, client: &ClientId, orcid: &str, uri: &str) -> Result<Registered, WebhookError> {
        let orcid = self.with_record(orcid).await?;
        let target = self.targets.admit(uri)?;
        loop {
            let found = self.store.webhook(client, orcid, uri).await?;
            let given_up = found.as_ref().is_some_and(|it| matches!(it.schedule, Schedule::GivenUp(_)));
            if found.is_some() && !given_up {
                return Ok(Registered::Already);
            }
            let at = self.clock.now();
            let host = target.host().into();
            let put = WebhookChange::Put { client: client.clone(), orcid, uri: uri.into(), host, at };
            let deed = Deed::new(Action::WebhookRegistered, client).to(orcid);
            let mut changes = ChangeSet::new(at).with(Change::Webhook(put)).tells(deed);
            if found.is_none() {
                changes = changes.guard(Guard::NoWebhook(client.clone(), orcid, uri.into()));
            }
            match self.store.commit(changes).await {
                Ok(_) if given_up => return Ok(Registered::Already),
                Ok(_) => return Ok(Registered::New),
                // The same call twice at once: the other was first.
                Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Removes a registration of this client.
    ///
    /// # Errors
    /// [`WebhookError`].
    pub async fn delete_webhook(&self, client: &ClientId, orcid: &str, uri: &str) -> Result<(), WebhookError> {
        let orcid = self.with_record(orcid).await?;
        // What was registered under other rules can be removed all the same.
        Target::parse(uri)?;
        if self.store.webhook(client, orcid, uri).await?.is_none() {
            let others = self.store.has_webhook(orcid, uri).await?;
            return Err(if others { WebhookError::OtherClient } else { WebhookError::NoSuchWebhook });
        }
        let delete = WebhookChange::Delete { client: client.clone(), orcid, uri: uri.into() };
        let deed = Deed::new(Action::WebhookRemoved, client).to(orcid);
        let set = ChangeSet::new(self.clock.now()).with(Change::Webhook(delete)).tells(deed);
        if self.store.commit(set).await?.changed { Ok(()) } else { Err(WebhookError::NoSuchWebhook) }
    }

    /// The clients that belong to somebody, each with its last calls, newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn webhooks_of_owner(&self, person: OrcidId) -> Result<Vec<OwnedWebhooks>, WebhookError> {
        Ok(whole(|it| self.store.owned_webhooks(person, CALLS_SHOWN, it)).await?)
    }

    /// Whether somebody has a client at all.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn owns_clients(&self, person: OrcidId) -> Result<bool, WebhookError> {
        Ok(self.store.owns_clients(person).await?)
    }

    async fn with_record(&self, orcid: &str) -> Result<OrcidId, WebhookError> {
        let orcid = orcid.parse().map_err(|_| WebhookError::NoSuchRecord)?;
        self.store.head(orcid).await?.map(|_| orcid).ok_or(WebhookError::NoSuchRecord)
    }
}

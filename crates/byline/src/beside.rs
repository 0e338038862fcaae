//! What can be looked at, and tried again, while servers run.
//!
//! One process at a time has an SQLite database, but for a few tables of which it keeps nothing in memory. A database on a
//! server is everybody's.

use std::sync::Arc;

use byline_model::Timestamp;
use byline_store::webhooks::Webhook;
use byline_store::{
    AccountChange, AccountStore, Change, ChangeSet, JournalEntry, JournalOf, JournalPlace, Mail, Page, Period, Result,
    SharedAddress, SharedPlace, Stretch, WebhookChange,
};
use byline_store_sqlite::Inspection;

/// A look at a registry that may be in use.
pub enum Beside {
    Embedded(Inspection),
    Shared(Arc<dyn AccountStore>),
}

impl Beside {
    /// Mails that were not sent, oldest first.
    pub async fn unsent_mails(&self, stretch: Stretch<u64>) -> Result<Page<Mail, u64>> {
        match self {
            Self::Embedded(inspection) => inspection.unsent_mails(stretch),
            Self::Shared(store) => store.unsent_mails(stretch).await,
        }
    }

    /// Makes a mail due; returns whether there is one with this number that was not sent.
    pub async fn retry_mail(&self, id: u64, at: Timestamp) -> Result<bool> {
        match self {
            Self::Embedded(inspection) => inspection.retry_mail(id, at),
            Self::Shared(store) => {
                let retry = Change::Account(AccountChange::RetryMail { id, at });
                Ok(store.commit(ChangeSet::new(at).with(retry)).await?.changed)
            }
        }
    }

    /// Registrations in order of their numbers.
    pub async fn webhooks(&self, stretch: Stretch<u64>) -> Result<Page<Webhook, u64>> {
        match self {
            Self::Embedded(inspection) => inspection.webhooks(stretch),
            Self::Shared(store) => store.webhooks(None, stretch).await,
        }
    }

    /// Makes what a registration is owed due; returns whether there is one with this number that is owed something.
    pub async fn retry_webhook(&self, hook: u64, at: Timestamp) -> Result<bool> {
        match self {
            Self::Embedded(inspection) => inspection.retry_webhook(hook, at),
            Self::Shared(store) => {
                let retry = Change::Webhook(WebhookChange::Retry { hook, at });
                Ok(store.commit(ChangeSet::new(at).with(retry)).await?.changed)
            }
        }
    }

    /// See [`JournalStore::journal`](byline_store::JournalStore::journal).
    pub async fn journal(
        &self,
        of: JournalOf,
        period: Period,
        stretch: Stretch<JournalPlace>,
    ) -> Result<Page<JournalEntry, JournalPlace>> {
        match self {
            Self::Embedded(inspection) => inspection.journal(&of, period, &stretch),
            Self::Shared(store) => store.journal(of, period, stretch).await,
        }
    }

    /// See [`AccountStore::shared_addresses`].
    pub async fn shared_addresses(&self, stretch: Stretch<SharedPlace>) -> Result<Page<SharedAddress, SharedPlace>> {
        match self {
            Self::Embedded(inspection) => inspection.shared_addresses(stretch),
            Self::Shared(store) => store.shared_addresses(stretch).await,
        }
    }
}

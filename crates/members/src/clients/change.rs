//! Changing clients, one or all at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use byline_model::ClientId;
use byline_model::client::{Client, ClientState, Switch, WebhookBody, WebhookSecret, WebhookSettings};
use byline_store::{Action, Change, ChangeSet, whole};

use super::{ClientError, administered, named, redirects};
use crate::Members;

/// Which clients are meant.
#[derive(Clone, Debug)]
pub enum Which {
    All,
    These(Vec<ClientId>),
}

/// What becomes different; what is `None` or empty stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientChange {
    pub name: Option<String>,
    pub description: Option<String>,
    pub website: Option<String>,
    pub state: Option<ClientState>,
    /// In place of all addresses there were; of the type `default`.
    pub redirect_uris: Vec<String>,
    pub strict: Option<bool>,
    pub obo_enabled: Option<bool>,
    /// Whether it is called about changes.
    pub webhooks: Option<bool>,
    pub webhook_body: Option<WebhookBody>,
    pub webhook_key: Option<WebhookKey>,
    pub switch_on: BTreeSet<Switch>,
    /// Stronger than `switch_on`.
    pub switch_off: BTreeSet<Switch>,
}

/// What calls of webhooks are signed with.
#[derive(Clone, Debug, PartialEq)]
pub enum WebhookKey {
    Nothing,
    Given(WebhookSecret),
    /// A key that is made, another for each client.
    New,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Changed {
    /// How many clients were meant.
    pub meant: usize,
    /// How many of them are different now.
    pub changed: usize,
    /// Keys that were made, in plain for the only time.
    pub new_keys: Vec<(ClientId, WebhookSecret)>,
}

impl Members {
    /// Changes all of these clients, or none.
    ///
    /// # Errors
    /// [`ClientError::NoSuchClient`], [`ClientError::NoName`], [`ClientError::LongName`], [`ClientError::Redirect`], [`ClientError::Store`].
    pub async fn change_clients(&self, which: &Which, change: &ClientChange) -> Result<Changed, ClientError> {
        let clients = self.meant(which).await?;
        let mut set = ChangeSet::new(self.clock.now());
        let mut done = Changed { meant: clients.len(), ..Changed::default() };
        for client in &clients {
            let changed = self.changed(client, change)?;
            if let (Some(WebhookKey::New), Some(key)) = (&change.webhook_key, &changed.webhooks.secret) {
                done.new_keys.push((client.id.clone(), key.clone()));
            }
            if changed != **client {
                done.changed += 1;
                let deed = administered(Action::ClientChanged, &client.id);
                set = set.with(Change::PutClient(Box::new(changed))).tells(deed);
            }
        }
        self.store.commit(set).await?;
        Ok(done)
    }

    async fn meant(&self, which: &Which) -> Result<Vec<Arc<Client>>, ClientError> {
        match which {
            Which::All => Ok(whole(|it| self.store.clients(it)).await?),
            Which::These(ids) => {
                let mut clients = Vec::new();
                for id in ids {
                    clients.push(self.client(id).await?);
                }
                Ok(clients)
            }
        }
    }

    fn changed(&self, client: &Client, change: &ClientChange) -> Result<Client, ClientError> {
        let name = named(change.name.as_deref().unwrap_or(&client.name))?;
        let redirect_uris = match change.redirect_uris.as_slice() {
            [] => client.redirect_uris.clone(),
            uris => redirects(uris)?,
        };
        let text = |new: &Option<String>, old: &str| new.as_deref().unwrap_or(old).into();
        let switches = client.switches.union(&change.switch_on);
        Ok(Client {
            name,
            redirect_uris,
            description: text(&change.description, &client.description),
            website: text(&change.website, &client.website),
            state: change.state.unwrap_or(client.state),
            webhooks: WebhookSettings {
                off: change.webhooks.map_or(client.webhooks.off, |on| !on),
                body: change.webhook_body.unwrap_or(client.webhooks.body),
                secret: match &change.webhook_key {
                    None => client.webhooks.secret.clone(),
                    Some(WebhookKey::Nothing) => None,
                    Some(WebhookKey::Given(key)) => Some(key.clone()),
                    Some(WebhookKey::New) => Some(self.new_key()),
                },
            },
            strict: change.strict.unwrap_or(client.strict),
            obo_enabled: change.obo_enabled.unwrap_or(client.obo_enabled),
            switches: switches.filter(|it| !change.switch_off.contains(it)).copied().collect(),
            ..client.clone()
        })
    }

    fn new_key(&self) -> WebhookSecret {
        let mut key = [0; 32];
        self.entropy.fill(&mut key);
        let text = format!("{}{}", WebhookSecret::PREFIX, BASE64_STANDARD.encode(key));
        text.parse().expect("thirty-two bytes in base64 are a key")
    }
}

//! Clients of a registry: who makes them, changes them and gives them secrets (`oauth` 3).
//!
//! Whoever asks has the registry in their hands, by its command line or as a sandbox; nothing is permitted or refused here
//! but what can be no client at all.

mod change;
mod new;

use std::sync::Arc;
use std::time::Duration;

use byline_model::client::{Application, Client, ClientSecret, ClientType, InvalidRedirect, RedirectUri, SecretHash};
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_oauth::Secret;
use byline_store::{Action, Actor, Change, ChangeSet, Deed, Guard, Page, StoreError, Stretch};

pub use change::{Changed, ClientChange, WebhookKey, Which};
pub use new::{Created, NewClient};

use crate::Members;

/// Why a client is not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    #[error("there is no client {0}")]
    NoSuchClient(ClientId),
    #[error("a client needs a name")]
    NoName,
    #[error("the name of a client has {most} characters at most, and this one has {0}", most = Client::LONGEST_NAME)]
    LongName(usize),
    #[error("{address}: {reason}")]
    Redirect { address: String, reason: InvalidRedirect },
    #[error("a {} application has no secret, and a client of the type {} needs one", application.as_str(), client_type.as_str())]
    NeedsSecret { application: Application, client_type: ClientType },
    /// The owner is no person of the registry.
    #[error("there is no record {0}")]
    NoSuchOwner(OrcidId),
    /// One that it may act with is no client. The position counts from 0.
    #[error("there is no client {id}")]
    NoSuchPartner { position: usize, id: ClientId },
    #[error("{id} is a {} application, which cannot keep a secret", application.as_str())]
    KeepsNoSecret { id: ClientId, application: Application },
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Members {
    /// All clients, in the order of their ids.
    ///
    /// # Errors
    /// [`ClientError::Store`].
    pub async fn clients(&self, stretch: Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>, ClientError> {
        Ok(self.store.clients(stretch).await?)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`ClientError::NoSuchClient`], [`ClientError::Store`].
    pub async fn client(&self, id: &ClientId) -> Result<Arc<Client>, ClientError> {
        self.store.client(id).await?.ok_or_else(|| ClientError::NoSuchClient(id.clone()))
    }

    /// Keeps a client as it is given, in place of the one with its id; says whether there was none. One that does not
    /// say since when it exists goes on from the one before, or begins now.
    ///
    /// # Errors
    /// [`ClientError::NoName`], [`ClientError::LongName`], [`ClientError::NoSuchOwner`], [`ClientError::NoSuchPartner`],
    /// [`ClientError::Store`].
    pub async fn put_client(&self, client: Client) -> Result<bool, ClientError> {
        named(&client.name)?;
        if let Some(owner) = client.owner
            && self.store.head(owner).await?.is_none()
        {
            return Err(ClientError::NoSuchOwner(owner));
        }
        for (position, id) in client.obo_whitelist.iter().enumerate() {
            if *id != client.id && self.store.client(id).await?.is_none() {
                return Err(ClientError::NoSuchPartner { position, id: id.clone() });
            }
        }
        let now = self.clock.now();
        let new = Client { created: client.created.or(Some(now)), ..client.clone() };
        let set = ChangeSet::new(now).guard(Guard::NoClient(client.id.clone())).with(Change::PutClient(Box::new(new)));
        match self.store.commit(set.tells(administered(Action::ClientCreated, &client.id))).await {
            Ok(_) => return Ok(true),
            Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
        let before = self.store.client(&client.id).await?;
        let deed = administered(Action::ClientChanged, &client.id);
        let created = client.created.or_else(|| before.map_or(Some(now), |it| it.created));
        let put = Change::PutClient(Box::new(Client { created, ..client }));
        self.store.commit(ChangeSet::new(now).with(put).tells(deed)).await?;
        Ok(false)
    }

    /// Removes a client, with its tokens.
    ///
    /// # Errors
    /// [`ClientError::NoSuchClient`], [`ClientError::Store`].
    pub async fn delete_client(&self, id: &ClientId) -> Result<(), ClientError> {
        self.client(id).await?;
        let set = ChangeSet::new(self.clock.now()).with(Change::DeleteClient(id.clone()));
        let done = self.store.commit(set.tells(administered(Action::ClientRemoved, id))).await?;
        if done.changed { Ok(()) } else { Err(ClientError::NoSuchClient(id.clone())) }
    }

    /// Gives a client a new secret, which is answered for the only time. The newest before stays valid for so long; with
    /// no time at all it ends at once.
    ///
    /// # Errors
    /// [`ClientError::KeepsNoSecret`], [`ClientError::NoSuchClient`], [`ClientError::Store`].
    pub async fn rotate_secret(&self, id: &ClientId, keep_old: Duration) -> Result<Secret, ClientError> {
        let before = self.client(id).await?;
        if !before.application.keeps_secrets() {
            return Err(ClientError::KeepsNoSecret { id: id.clone(), application: before.application });
        }
        let secret = Secret::uuid(&*self.entropy);
        let now = self.clock.now();
        let ends = now.plus_seconds(i64::try_from(keep_old.as_secs()).unwrap_or(i64::MAX));
        let secrets = rotated(&before.secrets, secret.hash(), ends, !keep_old.is_zero());
        let put = Change::PutClient(Box::new(Client { secrets, ..Client::clone(&before) }));
        self.store.commit(ChangeSet::new(now).with(put).tells(administered(Action::SecretReplaced, id))).await?;
        Ok(secret)
    }
}

/// What those who run the registry did to a client.
fn administered(action: Action, client: &ClientId) -> Deed {
    Deed::new(action, Actor::Operator).with(client.clone())
}

/// The new secret, and of those before the newest until its end: two are valid at most.
fn rotated(before: &[ClientSecret], new: SecretHash, ends: Timestamp, keep: bool) -> Vec<ClientSecret> {
    let mut secrets = vec![ClientSecret { hash: new, ends: None }];
    let newest = before.iter().find(|it| it.ends.is_none()).filter(|_| keep);
    secrets.extend(newest.map(|it| ClientSecret { hash: it.hash, ends: Some(ends) }));
    secrets
}

fn named(name: &str) -> Result<Box<str>, ClientError> {
    if name.trim().is_empty() {
        return Err(ClientError::NoName);
    }
    match name.chars().count() {
        long if long > Client::LONGEST_NAME => Err(ClientError::LongName(long)),
        _ => Ok(name.into()),
    }
}

/// Addresses of the usual type, by the rule for all that are registered.
fn redirects(uris: &[String]) -> Result<Vec<RedirectUri>, ClientError> {
    let redirect = |uri: &String| {
        RedirectUri::check(uri).map_err(|reason| ClientError::Redirect { address: uri.clone(), reason })?;
        Ok(RedirectUri { uri: uri.trim().into(), kind: "default".into(), scopes: Vec::new(), retired: false })
    };
    uris.iter().map(redirect).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_two_secrets_are_valid() {
        let hash = |byte| SecretHash([byte; 32]);
        let ends = Timestamp::from_millis(1000);
        let first = rotated(&[], hash(1), ends, true);
        let second = rotated(&first, hash(2), ends, true);
        let third = rotated(&second, hash(3), ends, true);
        assert_eq!(
            third,
            [ClientSecret { hash: hash(3), ends: None }, ClientSecret { hash: hash(2), ends: Some(ends) }]
        );
        assert_eq!(rotated(&third, hash(4), ends, false), [ClientSecret { hash: hash(4), ends: None }]);
    }
}

//! What all endpoints of the authorization server share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use byline_model::env::Entropy;
use byline_model::{ClientId, OrcidId, RecordState, Timestamp};
use byline_store::{Change, ChangeSet, GrantChange, GrantStore, Permission, StoreError, whole};

use crate::browser::BrowserOrigins;
use crate::error::TokenError;
use crate::keys::{KeySet, Keys, KnownKey};
use crate::names::{KnownNames, Names};
use crate::policy::Policy;
use crate::seal::Seal;

/// Thirty days.
const KEPT_SECONDS: i64 = 30 * 24 * 3600;
/// In one commit, so that others need not wait long.
const FORGOTTEN: usize = 500;

/// The authorization server of a deployment: one per process, shared by all endpoints.
pub struct Authority {
    pub(crate) store: Arc<dyn GrantStore>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) policy: Policy,
    pub(crate) unknown_codes: UnknownCodes,
    pub(crate) browser_origins: BrowserOrigins,
    issuer: Box<str>,
    keys: Keys,
    seal: OnceLock<Arc<Seal>>,
    names: KnownNames,
}

impl Authority {
    /// `issuer` is the base URL of the registry, without a slash at the end.
    pub fn new(store: Arc<dyn GrantStore>, entropy: Arc<dyn Entropy>, issuer: &str, policy: Policy) -> Arc<Self> {
        Arc::new(Authority {
            store,
            entropy,
            unknown_codes: UnknownCodes::default(),
            browser_origins: BrowserOrigins::default(),
            policy,
            issuer: issuer.trim_end_matches('/').into(),
            keys: Keys::default(),
            seal: OnceLock::new(),
            names: KnownNames::default(),
        })
    }

    /// The base URL of the registry, without a slash at the end.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Lifetimes and other choices of the deployment.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The keys of the moment. Asked for at the start, it makes the first key before anybody waits for it.
    pub(crate) async fn keys(&self, now: Timestamp) -> Result<Arc<KeySet>, StoreError> {
        self.keys.current(&*self.store, &*self.entropy, self.policy.signing_key.as_ref(), now).await
    }

    /// The key set at `/oauth/jwks` (`oauth` 1.5). Asking for it once at the start makes a new deployment's first key.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn jwks(&self, now: Timestamp) -> Result<String, StoreError> {
        Ok(self.keys(now).await?.jwks(now))
    }

    /// What closes and opens places in the change log.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn seal(&self, now: Timestamp) -> Result<Arc<Seal>, StoreError> {
        if let Some(seal) = self.seal.get() {
            return Ok(Arc::clone(seal));
        }
        let seal = match &self.policy.signing_key {
            Some(key) => Seal::new(std::slice::from_ref(key)),
            None => {
                // A deployment without keys gets its first here.
                self.keys(now).await?;
                Seal::new(&self.store.signing_keys().await?)
            }
        };
        Ok(Arc::clone(self.seal.get_or_init(|| Arc::new(seal))))
    }

    /// The signing keys of the store, newest first, with what each is good for. There are none before the first is made
    /// ([`Authority::jwks`]).
    ///
    /// # Errors
    /// Those of the store.
    pub async fn known_keys(&self, now: Timestamp) -> Result<Vec<KnownKey>, StoreError> {
        self.keys.stored(&*self.store, now).await
    }

    /// Adds a signing key: published at once, signing a day later. Older keys stay to verify with.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn rotate_keys(&self, now: Timestamp) -> Result<(), StoreError> {
        self.keys.rotate(&*self.store, &*self.entropy, now).await
    }

    /// Forgets some of what ended a month ago: codes, as until then a second use is recognised, and tokens that expired or
    /// were replaced by others. Returns whether there is more of it. For a job that runs now and then.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn forget_expired(&self, now: Timestamp) -> Result<bool, StoreError> {
        let before = now.plus_seconds(-KEPT_SECONDS);
        if !self.store.any_expired(before).await? {
            return Ok(false);
        }
        let forget = Change::Grant(GrantChange::ForgetExpired { before, most: FORGOTTEN });
        self.store.commit(ChangeSet::new(now).with(forget)).await?;
        self.store.any_expired(before).await
    }

    /// Counts a call of a client that proved who it is. One that is merely named is not counted: anybody could name it,
    /// and shut it out by that.
    pub(crate) fn not_too_often(&self, client: &ClientId, now: Timestamp) -> Result<(), TokenError> {
        match self.policy.throttle.as_ref().and_then(|throttle| throttle.0(client, now)) {
            Some((most, wait)) => Err(TokenError::too_often(most, wait)),
            None => Ok(()),
        }
    }

    /// What of this person's name may be told.
    pub(crate) async fn names(&self, person: OrcidId) -> Result<Arc<Names>, StoreError> {
        self.names.public(&*self.store, person).await
    }

    /// What counts of all that a client holds for a person, in order of the first token of each.
    pub(crate) async fn held_by(
        &self,
        client: &ClientId,
        person: OrcidId,
        now: Timestamp,
    ) -> Result<Vec<Permission>, StoreError> {
        let mut held = whole(|it| self.store.permissions_of(person, Some(client), now, it)).await?;
        held.sort_by_key(|it| it.first);
        Ok(held)
    }

    /// Whether tokens may be issued for this record: it exists and is its owner's.
    pub(crate) async fn is_usable(&self, person: OrcidId) -> Result<bool, StoreError> {
        Ok(self.store.head(person).await?.is_some_and(|head| match head.state {
            RecordState::Active => true,
            RecordState::Unclaimed
            | RecordState::Locked
            | RecordState::Deactivated
            | RecordState::Deprecated { .. } => false,
        }))
    }
}

/// How many unknown codes each client tried within the running minute, on this node (`oauth` 10, code guessing).
#[derive(Default)]
pub(crate) struct UnknownCodes(Mutex<HashMap<ClientId, (i64, u32)>>);

impl UnknownCodes {
    /// Seconds to wait when there were too many.
    pub fn wait(&self, client: &ClientId, most: u32, now: Timestamp) -> Option<u32> {
        let minute = now.seconds().div_euclid(60);
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, count) = counts.get(client)?;
        let left = 60 - now.seconds().rem_euclid(60);
        (*at == minute && *count >= most).then_some(u32::try_from(left).unwrap_or(60))
    }

    /// Notes that a client came with a code that nobody gave out. Counted by the minute.
    pub fn count(&self, client: &ClientId, now: Timestamp) {
        let minute = now.seconds().div_euclid(60);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.retain(|_, (at, _)| *at == minute);
        counts.entry(client.clone()).or_insert((minute, 0)).1 += 1;
    }
}

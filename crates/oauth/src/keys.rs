//! The keys that sign identity tokens (`oauth` 1.5, 7.4): RS256, overlapping, old ones kept to verify with.

use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_model::Timestamp;
use byline_model::env::Entropy;
use byline_store::{
    Action, Actor, Change, ChangeSet, Deed, GrantChange, GrantStore, Guard, Matter, SigningKey, StoreError,
};

use crate::secret::Secret;

/// How long a new key is published before it signs, so that clients that keep the key set have it by then.
const LEAD_SECONDS: i64 = 24 * 3600;
/// How long a key that signs no more stays published: an identity token's life, and an hour.
const TAIL_SECONDS: i64 = 25 * 3600;
/// After so long the store is asked again, as another node may have added a key.
const RELOAD_SECONDS: i64 = 300;

/// Makes a 2048-bit RSA key, from the system's own randomness. Takes a fraction of a second.
pub fn new_signing_key(entropy: &dyn Entropy, now: Timestamp) -> SigningKey {
    let pair = KeyPair::generate(KeySize::Rsa2048).expect("the library can make keys of this size");
    let pkcs8: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().expect("a key that was just made has this form");
    let id = Secret::uuid(entropy).expose().replace('-', "");
    SigningKey { kid: format!("byline-{id}").into(), pkcs8: pkcs8.as_ref().to_vec(), created: now }
}

/// A key, ready to sign and to verify.
pub(crate) struct Key {
    pub kid: Box<str>,
    created: Timestamp,
    pair: RsaKeyPair,
}

impl Key {
    fn read(key: &SigningKey) -> Result<Self, StoreError> {
        let pair = RsaKeyPair::from_pkcs8(&key.pkcs8)
            .map_err(|_| StoreError::Corrupt(format!("signing key {} cannot be read", key.kid)))?;
        Ok(Key { kid: key.kid.clone(), created: key.created, pair })
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256.
    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        #[expect(clippy::disallowed_methods, reason = "it blinds the computation; the signature does not depend on it")]
        let blinding = SystemRandom::new();
        let signed = self.pair.sign(&RSA_PKCS1_SHA256, &blinding, message, &mut signature);
        signed.expect("the buffer has the size of the modulus");
        signature
    }

    fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, self.pair.public_key().as_ref());
        public.verify(message, signature).is_ok()
    }

    fn jwk(&self) -> String {
        let (modulus, exponent) =
            public_numbers(self.pair.public_key().as_ref()).expect("the library writes RFC 8017 keys");
        let encode = |number: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(number);
        let kid = serde_json::Value::from(&*self.kid);
        let (e, n) = (encode(exponent), encode(modulus));
        format!(r#"{{"kty":"RSA","e":"{e}","use":"sig","kid":{kid},"alg":"RS256","n":"{n}"}}"#)
    }
}

/// Modulus and exponent of an `RSAPublicKey` (RFC 8017 A.1.1) without leading zeros.
fn public_numbers(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (sequence, _) = element(der, 0x30)?;
    let (modulus, rest) = element(sequence, 0x02)?;
    let (exponent, _) = element(rest, 0x02)?;
    let bare = |number: &'_ [u8]| number.iter().take_while(|it| **it == 0).count();
    Some((&modulus[bare(modulus)..], &exponent[bare(exponent)..]))
}

/// The content of the DER element with this tag, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&[found, length], rest) = der.split_first_chunk::<2>()?;
    if found != tag {
        return None;
    }
    let (length, rest) = match length {
        short @ 0..0x80 => (usize::from(short), rest),
        long => {
            let (digits, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
            (digits.iter().try_fold(0usize, |sum, it| sum.checked_mul(256)?.checked_add(usize::from(*it)))?, rest)
        }
    };
    rest.split_at_checked(length)
}

/// What a signing key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStage {
    /// Clients can fetch it; it does not sign yet.
    Published,
    Signing,
    /// It signs no more; clients can still fetch it, to verify with.
    Retiring,
    /// It is not published any more. The registry itself still accepts what it signed.
    Retired,
}

impl KeyStage {
    /// The word in lists of keys: `published`, `signing`, `retiring`, `retired`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Signing => "signing",
            Self::Retiring => "retiring",
            Self::Retired => "retired",
        }
    }
}

/// A signing key, without what it signs with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownKey {
    pub kid: Box<str>,
    pub created: Timestamp,
    /// The first key of a deployment signs at once.
    pub signs_from: Timestamp,
    pub stage: KeyStage,
}

/// All keys of a deployment at one moment, newest first.
pub(crate) struct KeySet {
    keys: Vec<Key>,
    loaded: Timestamp,
}

impl KeySet {
    fn read(keys: &[SigningKey], now: Timestamp) -> Result<Self, StoreError> {
        Ok(KeySet { keys: keys.iter().map(Key::read).collect::<Result<_, _>>()?, loaded: now })
    }

    /// The newest key that was published long enough; before that the oldest.
    fn signing(&self, now: Timestamp) -> Option<&Key> {
        self.keys.iter().find(|it| it.created.plus_seconds(LEAD_SECONDS) <= now).or_else(|| self.keys.last())
    }

    /// A compact JWS (RFC 7515) over these claims.
    pub fn sign(&self, claims: &str, now: Timestamp) -> Result<Secret, StoreError> {
        let key = self.signing(now).ok_or_else(|| StoreError::Corrupt("there is no signing key".into()))?;
        let header = format!(r#"{{"kid":{},"alg":"RS256"}}"#, serde_json::Value::from(&*key.kid));
        let encode = |part: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(part);
        let message = format!("{}.{}", encode(header.as_bytes()), encode(claims.as_bytes()));
        let signature = encode(&key.sign(message.as_bytes()));
        Ok(Secret::new(format!("{message}.{signature}")))
    }

    /// Whether one of the keys, retired ones included, made this signature; `kid` says which, if it says anything.
    pub fn verifies(&self, kid: Option<&str>, message: &[u8], signature: &[u8]) -> bool {
        let named = |key: &&Key| kid.is_none_or(|kid| kid == &*key.kid);
        self.keys.iter().filter(named).any(|key| key.verifies(message, signature))
    }

    /// The document at `/oauth/jwks`: keys that will sign, do, or did not long ago.
    pub fn jwks(&self, now: Timestamp) -> String {
        let published = self.keys.iter().enumerate().filter(|(at, _)| self.is_published(*at, now));
        let keys: Vec<_> = published.map(|(_, key)| key.jwk()).collect();
        format!(r#"{{"keys":[{}]}}"#, keys.join(","))
    }

    fn is_published(&self, at: usize, now: Timestamp) -> bool {
        let ends = at.checked_sub(1).map(|newer| self.keys[newer].created.plus_seconds(LEAD_SECONDS));
        ends.is_none_or(|ends| now < ends.plus_seconds(TAIL_SECONDS))
    }

    /// What each key is good for now, newest first.
    pub fn known(&self, now: Timestamp) -> Vec<KnownKey> {
        let signing = self.signing(now).map(|key| &*key.kid);
        let stage = |at: usize, key: &Key| match (signing == Some(&*key.kid), self.is_published(at, now)) {
            (true, _) => KeyStage::Signing,
            (false, true) if now < key.created.plus_seconds(LEAD_SECONDS) => KeyStage::Published,
            (false, true) => KeyStage::Retiring,
            (false, false) => KeyStage::Retired,
        };
        // There was none before the first that could have signed until this one was known.
        let lead = |at: usize| if at + 1 == self.keys.len() { 0 } else { LEAD_SECONDS };
        let known = |(at, key): (usize, &Key)| KnownKey {
            kid: key.kid.clone(),
            created: key.created,
            signs_from: key.created.plus_seconds(lead(at)),
            stage: stage(at, key),
        };
        self.keys.iter().enumerate().map(known).collect()
    }
}

/// The key set, read from the store now and then.
#[derive(Default)]
pub(crate) struct Keys(RwLock<Option<Arc<KeySet>>>);

impl Keys {
    /// The current set; a deployment without keys gets its first here.
    pub async fn current(
        &self,
        store: &dyn GrantStore,
        entropy: &dyn Entropy,
        fixed: Option<&SigningKey>,
        now: Timestamp,
    ) -> Result<Arc<KeySet>, StoreError> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(set) = known.filter(|set| fixed.is_some() || now < set.loaded.plus_seconds(RELOAD_SECONDS)) {
            return Ok(set);
        }
        let set = match fixed {
            Some(key) => KeySet::read(std::slice::from_ref(key), now)?,
            None => stored(store, entropy, now).await?,
        };
        Ok(self.keep(set))
    }

    fn keep(&self, set: KeySet) -> Arc<KeySet> {
        let set = Arc::new(set);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&set));
        set
    }

    /// What the store has, in place of what was kept of it; nothing is made.
    pub async fn stored(&self, store: &dyn GrantStore, now: Timestamp) -> Result<Vec<KnownKey>, StoreError> {
        Ok(KeySet::read(&store.signing_keys().await?, now)?.known(now))
    }

    /// Adds a key, which signs once clients have had time to fetch it. Those before stay to verify with.
    pub async fn rotate(
        &self,
        store: &dyn GrantStore,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        add(store, [], new_signing_key(entropy, now), Actor::Operator, now).await?;
        self.keep(KeySet::read(&store.signing_keys().await?, now)?);
        Ok(())
    }
}

async fn stored(store: &dyn GrantStore, entropy: &dyn Entropy, now: Timestamp) -> Result<KeySet, StoreError> {
    let mut keys = store.signing_keys().await?;
    if keys.is_empty() {
        match add(store, [Guard::NoSigningKey], new_signing_key(entropy, now), Actor::Registry, now).await {
            // Somebody else made the first key.
            Ok(()) | Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
        keys = store.signing_keys().await?;
    }
    KeySet::read(&keys, now)
}

async fn add(
    store: &dyn GrantStore,
    guards: impl IntoIterator<Item = Guard>,
    key: SigningKey,
    by: Actor,
    now: Timestamp,
) -> Result<(), StoreError> {
    let deed = Deed::new(Action::KeysRotated, by).on(Matter::Key(key.kid.clone()));
    let mut set = ChangeSet::new(now).with(Change::Grant(GrantChange::PutSigningKey(Box::new(key)))).tells(deed);
    set.guards.extend(guards);
    store.commit(set).await.map(|_| ())
}

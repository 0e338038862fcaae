//! What the authorization server keeps besides clients and tokens: codes, consents, what delegated tokens were derived
//! from, and the keys that sign.

use std::fmt;

use async_trait::async_trait;
use byline_model::client::{RevocationReason, SecretHash};
use byline_model::{ClientId, OrcidId, Timestamp};

use crate::{Result, Store};

/// An authorization code, as kept (`oauth` 4.6).
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    pub hash: SecretHash,
    pub client: ClientId,
    pub person: OrcidId,
    /// Where it was sent.
    pub redirect_uri: Box<str>,
    pub scopes: Vec<Box<str>>,
    pub nonce: Option<Box<str>>,
    /// The `S256` challenge whose verifier the exchange has to show (RFC 7636).
    pub challenge: Option<Box<str>>,
    /// When the person last proved who they are, and whether with a second factor.
    pub authenticated: Timestamp,
    pub second_factor: bool,
    pub expires: Timestamp,
    /// Kept after use, so that a second use is recognised.
    pub used: Option<Timestamp>,
}

/// A person's recorded yes to a client.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    pub person: OrcidId,
    pub client: ClientId,
    /// Everything that was granted so far.
    pub scopes: Vec<Box<str>>,
    pub first: Timestamp,
    pub latest: Timestamp,
}

/// A key that signs, or signed, identity tokens.
#[derive(Clone, PartialEq)]
pub struct SigningKey {
    pub kid: Box<str>,
    /// The private key, PKCS#8.
    pub pkcs8: Vec<u8>,
    pub created: Timestamp,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("kid", &self.kid).field("created", &self.created).finish_non_exhaustive()
    }
}

/// Changes to all that; none is logged.
#[derive(Clone, Debug, PartialEq)]
pub enum GrantChange {
    PutCode(Box<Code>),
    /// Marks a code; nothing happens when there is none.
    UseCode {
        hash: SecretHash,
        at: Timestamp,
    },
    /// Adds these scopes to what the person granted the client before, and sets `latest`.
    GrantConsent(Box<Consent>),
    /// Notes from which tokens a delegated one was derived. It is revoked with the last of them, in the same commit.
    PutBases {
        delegated: SecretHash,
        bases: Vec<SecretHash>,
    },
    /// A refreshed token takes the place of the old one under everything derived from it.
    ReplaceBasis {
        from: SecretHash,
        to: SecretHash,
    },
    /// Ends everything between a person and a client: its tokens, those that others hold on its behalf, codes that were
    /// not used yet, and the consent.
    RevokeTrust {
        person: OrcidId,
        client: ClientId,
        at: Timestamp,
        reason: RevocationReason,
    },
    /// Revokes the tokens that came from a code, which are among those of its client for its person.
    RevokeCode {
        code: SecretHash,
        person: OrcidId,
        client: ClientId,
        at: Timestamp,
        reason: RevocationReason,
    },
    /// Revokes every token for this record, whoever holds it, with all codes and consents.
    RevokePerson {
        person: OrcidId,
        at: Timestamp,
        reason: RevocationReason,
    },
    PutSigningKey(Box<SigningKey>),
    DeleteSigningKey(Box<str>),
    /// Forgets codes, and tokens of people that cannot be refreshed, that expired before this moment.
    ForgetExpired {
        before: Timestamp,
    },
}

/// The part of a store that the authorization server needs.
#[async_trait]
pub trait GrantStore: Store {
    /// The code, used and expired ones included.
    async fn code(&self, hash: SecretHash) -> Result<Option<Code>>;
    async fn consent(&self, person: OrcidId, client: &ClientId) -> Result<Option<Consent>>;
    /// All consents of a person, in order of client.
    async fn consents_of(&self, person: OrcidId) -> Result<Vec<Consent>>;
    /// From which tokens this one was derived, in order of hash.
    async fn bases_of(&self, delegated: SecretHash) -> Result<Vec<SecretHash>>;
    /// Newest first.
    async fn signing_keys(&self) -> Result<Vec<SigningKey>>;
}

//! What the authorization server keeps besides clients and tokens: codes, consents, what delegated tokens were derived
//! from, and the keys that sign.

use std::fmt;

use async_trait::async_trait;
use byline_model::client::{RevocationReason, SecretHash, Token};
use byline_model::{ClientId, OrcidId, Timestamp};

use crate::{Page, Result, Store, Stretch};

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

/// What a client holds for a person under one set of scopes, however many tokens it got for it: at least one of them counts,
/// which is neither revoked nor expired.
#[derive(Clone, Debug, PartialEq)]
pub struct Permission {
    pub client: ClientId,
    /// On whose behalf.
    pub origin_client: Option<ClientId>,
    /// As they were first asked for.
    pub scopes: Vec<Box<str>>,
    /// When the first that counts was issued. A refreshed token stands where the one it replaced stood.
    pub since: Timestamp,
    /// Of the same token: grows with each that is put, so that permissions can be told in the order of their first.
    pub first: u64,
    /// The last that counts: its hash, when it was issued, and when it ends.
    pub newest: SecretHash,
    pub latest: Timestamp,
    pub until: Timestamp,
}

/// What a client holds no more, by tokens that would not have expired yet.
#[derive(Clone, Debug, PartialEq)]
pub struct EndedPermission {
    pub origin_client: Option<ClientId>,
    pub scopes: Vec<Box<str>>,
    /// Why, each once: of some tokens for one, of others for another.
    pub reasons: Vec<RevocationReason>,
}

/// A place in the list of what clients hold for a person; means nothing to anybody but the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PermissionPlace {
    pub client: ClientId,
    pub scope_set: i64,
    pub number: i64,
}

/// A place in the list of what a client held for a person; means nothing to anybody but the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndedPlace {
    /// Permissions that ended come first.
    Ended(i64),
    /// Then those of which only some tokens ended.
    Open { scope_set: i64, number: i64 },
}

/// A token with what it was derived from.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptToken {
    pub token: Token,
    /// One token of each permission, in order of hash; none for what was not derived, or from what is not known.
    pub bases: Vec<SecretHash>,
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
    /// Puts a token that was derived from others: from what their clients hold under the scopes of each of them, by tokens
    /// that were put before. It is revoked with the last of those, in the same commit.
    PassOn {
        token: Box<Token>,
        bases: Vec<SecretHash>,
    },
    /// A refreshed token takes the place of the old one: under everything derived from it, and in its family. Both have been
    /// put.
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
    /// Revokes the tokens that came from a code that is kept.
    RevokeCode {
        code: SecretHash,
        at: Timestamp,
        reason: RevocationReason,
    },
    /// Revokes a token with all that replaced it and all that it replaced, one after the other, and what else came of the
    /// same code while that is kept.
    RevokeFamily {
        access: SecretHash,
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
    /// Forgets codes and tokens that expired before this moment, and tokens that were replaced before it: at most so many of
    /// each.
    ForgetExpired {
        before: Timestamp,
        most: usize,
    },
}

/// The part of a store that the authorization server needs.
#[async_trait]
pub trait GrantStore: Store {
    /// The code, used and expired ones included.
    async fn code(&self, hash: SecretHash) -> Result<Option<Code>>;
    /// What a person agreed to, as one client has it recorded; it outlives the tokens.
    async fn consent(&self, person: OrcidId, client: &ClientId) -> Result<Option<Consent>>;
    /// All consents of a person, in order of client.
    async fn consents_of(&self, person: OrcidId, stretch: Stretch<ClientId>) -> Result<Page<Consent, ClientId>>;
    /// What counts at this moment of all that clients, or one of them, hold for a person: in order of client. The cost goes
    /// by how many there are, and not by how many tokens.
    async fn permissions_of(
        &self,
        person: OrcidId,
        client: Option<&ClientId>,
        now: Timestamp,
        stretch: Stretch<PermissionPlace>,
    ) -> Result<Page<Permission, PermissionPlace>>;
    /// What the client held for the person, with the reasons why it ended.
    async fn ended_permissions(
        &self,
        person: OrcidId,
        client: &ClientId,
        now: Timestamp,
        stretch: Stretch<EndedPlace>,
    ) -> Result<Page<EndedPermission, EndedPlace>>;
    /// Whether [`GrantChange::ForgetExpired`] would find something.
    async fn any_expired(&self, before: Timestamp) -> Result<bool>;
    /// Newest first. All of them: there is one for each rotation, and whoever signs or verifies needs them together.
    async fn signing_keys(&self) -> Result<Vec<SigningKey>>;
}

// ----- how adapters tell sets of scopes apart

/// Scopes in order, each once: what two lists with the same are compared by.
pub fn ordered(scopes: &[Box<str>]) -> Vec<&str> {
    let mut set: Vec<_> = scopes.iter().map(|it| &**it).collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// The number of a set that is [in order](ordered): FNV-1a. Two sets may have the same one; they are compared.
pub fn scope_set(set: &[&str]) -> i64 {
    let bytes = set.iter().flat_map(|name| name.bytes().chain([b' ']));
    bytes.fold(0xcbf2_9ce4_8422_2325u64, |sum, it| (sum ^ u64::from(it)).wrapping_mul(0x0100_0000_01b3)).cast_signed()
}

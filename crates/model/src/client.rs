//! Software with credentials, and the tokens it holds.

mod application;
mod redirect;
mod switch;
mod webhooks;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::{ClientId, OrcidId, Timestamp};

pub use application::Application;
pub use redirect::{InvalidRedirect, RedirectUri};
pub use switch::Switch;
pub use webhooks::{InvalidWebhookSecret, WebhookBody, WebhookSecret, WebhookSettings};

/// What a client may be used for (`enums.json client-type`); decides which API serves it and which scopes it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClientType {
    PublicClient,
    Updater,
    Creator,
    PremiumUpdater,
    PremiumCreator,
}

impl ClientType {
    /// From the one with the fewest rights to the one with the most.
    pub const ALL: [ClientType; 5] =
        [Self::PublicClient, Self::Updater, Self::Creator, Self::PremiumUpdater, Self::PremiumCreator];

    /// The name in the published list and in `registry.toml`: `premium-updater`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PublicClient => "public-client",
            Self::Updater => "updater",
            Self::Creator => "creator",
            Self::PremiumUpdater => "premium-updater",
            Self::PremiumCreator => "premium-creator",
        }
    }

    /// Whether the member API serves its tokens.
    pub const fn is_member(self) -> bool {
        !matches!(self, Self::PublicClient)
    }
}

impl FromStr for ClientType {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(UnknownName)
    }
}

/// A name outside a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not one of the known names")]
pub struct UnknownName;

/// A SHA-256 of a secret, code or token: what is kept instead of the value itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretHash(pub [u8; 32]);

impl SecretHash {
    /// Sixty-four hexadecimal digits in lower case, as [`FromStr`] reads them.
    pub fn to_hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl FromStr for SecretHash {
    type Err = UnknownName;

    /// Sixty-four hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        let mut out = [0u8; 32];
        if digits.len() != 64 {
            return Err(UnknownName);
        }
        for (byte, pair) in out.iter_mut().zip(digits.chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| UnknownName)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| UnknownName)?;
        }
        Ok(SecretHash(out))
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretHash({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// Whether a client may be used. Of one that is not active no token counts (`oauth` 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientState {
    Active,
    /// Its owner is locked.
    Locked,
    Deactivated,
}

impl ClientState {
    /// In the order in which help and messages name them.
    pub const ALL: [ClientState; 3] = [Self::Active, Self::Locked, Self::Deactivated];

    /// The name in `registry.toml` and on the command line, in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Deactivated => "deactivated",
        }
    }
}

impl FromStr for ClientState {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(UnknownName)
    }
}

/// A client as it is kept (`oauth` 3.2).
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    pub id: ClientId,
    pub name: Box<str>,
    pub description: Box<str>,
    pub website: Box<str>,
    pub client_type: ClientType,
    /// Where it runs; one that is not on a server has no secrets.
    pub application: Application,
    pub state: ClientState,
    /// At most two are valid: the newest, and the one before until its end. A client without any cannot authenticate.
    pub secrets: Vec<ClientSecret>,
    pub redirect_uris: Vec<RedirectUri>,
    /// Scopes granted by staff on top of those of the type (`/email/read-private`, `/premium-notification`).
    pub extra_scopes: Vec<Box<str>>,
    /// May exchange tokens: act on behalf of other clients, and let others act on its behalf.
    pub obo_enabled: bool,
    /// Who may act on its behalf; empty: every client with `obo_enabled`.
    pub obo_whitelist: Vec<ClientId>,
    /// What it writes counts as asserted by the record's owner.
    pub user_obo_enabled: bool,
    /// Three-legged tokens live twenty years instead of an hour.
    pub persistent_tokens: bool,
    /// Held to today's rules: exact redirects, PKCE (`oauth` 10).
    pub strict: bool,
    /// What is switched on for it alone.
    pub switches: BTreeSet<Switch>,
    /// How it is called about changes.
    pub webhooks: WebhookSettings,
    /// The person or member it belongs to.
    pub owner: Option<OrcidId>,
    pub created: Option<Timestamp>,
}

impl Client {
    /// Characters of a name (`oauth` 3.2).
    pub const LONGEST_NAME: usize = 255;

    /// Whether something is switched on for this client alone; see [`Switch`].
    pub fn has(&self, switch: Switch) -> bool {
        self.switches.contains(&switch)
    }

    /// A client that can do nothing yet: no secret, no redirect.
    pub fn new(id: ClientId, name: &str, client_type: ClientType) -> Self {
        Client {
            id,
            name: name.into(),
            description: "".into(),
            website: "".into(),
            client_type,
            application: Application::Server,
            state: ClientState::Active,
            secrets: Vec::new(),
            redirect_uris: Vec::new(),
            extra_scopes: Vec::new(),
            obo_enabled: false,
            obo_whitelist: Vec::new(),
            user_obo_enabled: false,
            persistent_tokens: true,
            strict: false,
            switches: BTreeSet::new(),
            webhooks: WebhookSettings::default(),
            owner: None,
            created: None,
        }
    }
}

/// A secret as it is kept: its hash, and when it stops counting. Two count at most, so that one can be replaced without
/// a pause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSecret {
    pub hash: SecretHash,
    /// Not valid from this moment on; `None`: no end.
    pub ends: Option<Timestamp>,
}

/// Why a token no longer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RevocationReason {
    /// By the client at the revocation endpoint.
    ClientRevoked,
    /// By the person, on the trusted list. Such a token still deletes the client's own items.
    UserRevoked,
    /// Staff or lock-down.
    StaffRevoked,
    /// Replaced by a refresh with `revoke_old`.
    Replaced,
    /// Its authorization code was used twice (RFC 6749 §4.1.2), or a refresh token that works once (RFC 9700 §4.14.2).
    CodeReused,
    /// The record was deactivated or merged.
    RecordClosed,
}

impl RevocationReason {
    /// Every reason, in no order that means something.
    pub const ALL: [RevocationReason; 6] = [
        Self::ClientRevoked,
        Self::UserRevoked,
        Self::StaffRevoked,
        Self::Replaced,
        Self::CodeReused,
        Self::RecordClosed,
    ];

    /// The name in `registry.toml` and in the store, in lower case with hyphens.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientRevoked => "client-revoked",
            Self::UserRevoked => "user-revoked",
            Self::StaffRevoked => "staff-revoked",
            Self::Replaced => "replaced",
            Self::CodeReused => "code-reused",
            Self::RecordClosed => "record-closed",
        }
    }
}

impl FromStr for RevocationReason {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(UnknownName)
    }
}

/// An access token and, perhaps, its refresh token, as kept: hashed (`oauth` 5.7, 10).
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub access: SecretHash,
    pub refresh: Option<SecretHash>,
    /// The last four characters of the access token, for support and error texts.
    pub tail: Box<str>,
    pub client: ClientId,
    /// Whose record it is for; `None` for client credentials.
    pub person: Option<OrcidId>,
    /// Exactly as granted, never expanded; unknown ones are skipped when read.
    pub scopes: Vec<Box<str>>,
    pub issued: Timestamp,
    pub expires: Timestamp,
    pub revoked: Option<(Timestamp, RevocationReason)>,
    /// On whose behalf `client` acts: the member whose permission was passed on (RFC 8693).
    pub origin_client: Option<ClientId>,
    /// The authorization code it came from, so that a second use of the code revokes it.
    pub code: Option<SecretHash>,
}

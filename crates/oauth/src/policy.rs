//! What a deployment may set, and the values that clients written for the published service expect.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use byline_model::{ClientId, Timestamp};
use byline_store::SigningKey;

/// A switch that is set for clients one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    Nobody,
    Everybody,
    Only(BTreeSet<ClientId>),
}

impl Which {
    pub fn includes(&self, client: &ClientId) -> bool {
        match self {
            Self::Nobody => false,
            Self::Everybody => true,
            Self::Only(clients) => clients.contains(client),
        }
    }
}

/// Whether a client that proved who it is may call once more; if not, how many calls are possible at once, and how many
/// seconds there are until the next one. Who serves the endpoints counts.
#[derive(Clone)]
pub struct Throttle(pub Arc<Wait>);

type Wait = dyn Fn(&ClientId, Timestamp) -> Option<(u32, u32)> + Send + Sync;

impl fmt::Debug for Throttle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Throttle(…)")
    }
}

/// 2026-11-01T00:00:00Z. Whoever was registered earlier came from elsewhere.
const FIRST_NEW_CLIENTS: Timestamp = Timestamp::from_millis(1_793_491_200_000);

/// Lifetimes in seconds, and the switches of `oauth` 4 to 7 and 10.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Three-legged tokens of clients with persistent tokens.
    pub persistent_seconds: i64,
    /// Client credentials; twenty years, as clients keep such a token for years (`oauth` 5.4).
    pub two_legged_seconds: i64,
    /// Three-legged tokens of the other clients, and exchanged ones.
    pub short_seconds: i64,
    pub implicit_seconds: i64,
    pub code_seconds: i64,
    pub id_token_seconds: i64,
    /// So many unknown codes a client may try within a minute, on each node; `None`: any number.
    pub unknown_codes_per_minute: Option<u32>,
    /// Redirects may continue a registered address anywhere, `/cb` admits `/cbx` (`oauth` 4.5, the old rule).
    pub bare_prefix_redirects: Which,
    /// `prompt=none` failures come back as the bare word in the fragment (`oauth` 4.3).
    pub bare_prompt_errors: Which,
    /// Redirects come without `iss` (RFC 9207), for those who compare whole query strings.
    pub without_issuer: Which,
    /// May use the implicit flow besides public clients, which always may (`oauth` 4.8).
    pub implicit: Which,
    /// May pass on what they hold by exchange themselves (`oauth` 6.4).
    pub redelegation: Which,
    /// See all tokens at the introspection endpoint, not only their own.
    pub resource_servers: Which,
    /// Clients registered before this moment were written for the published service, which has `amr` as a text; all
    /// others get an array, as OpenID Connect has it and client libraries want it (`oauth` 7.3).
    pub amr_text_before: Timestamp,
    /// Get the array although they are older.
    pub amr_array: Which,
    /// The one key of a sandbox; `None`: keys are in the store and can be rotated.
    pub signing_key: Option<SigningKey>,
    /// How often clients may call, each on its own; `None`: as often as they like.
    pub throttle: Option<Throttle>,
}

impl Default for Policy {
    fn default() -> Self {
        const TWENTY_YEARS: i64 = 631_138_519;
        Policy {
            persistent_seconds: TWENTY_YEARS,
            two_legged_seconds: TWENTY_YEARS,
            short_seconds: 3600,
            implicit_seconds: 600,
            code_seconds: 600,
            id_token_seconds: 86_400,
            unknown_codes_per_minute: Some(5),
            bare_prefix_redirects: Which::Nobody,
            bare_prompt_errors: Which::Nobody,
            without_issuer: Which::Nobody,
            implicit: Which::Nobody,
            redelegation: Which::Nobody,
            resource_servers: Which::Nobody,
            amr_text_before: FIRST_NEW_CLIENTS,
            amr_array: Which::Nobody,
            signing_key: None,
            throttle: None,
        }
    }
}

//! What a deployment may set, with the values that clients written for the published service expect.

use std::fmt;
use std::sync::Arc;

use byline_model::{ClientId, Timestamp};
use byline_store::SigningKey;

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

/// Lifetimes in seconds, and what else a deployment may set. What is for single clients is with them
/// ([`Switch`](byline_model::client::Switch)).
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
    /// Clients registered before this moment were written for the published service, which has `amr` as a text; all
    /// others get an array, as OpenID Connect has it and client libraries want it (`oauth` 7.3).
    pub amr_text_before: Timestamp,
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
            amr_text_before: FIRST_NEW_CLIENTS,
            signing_key: None,
            throttle: None,
        }
    }
}

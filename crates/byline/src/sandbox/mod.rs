//! The sandbox: a registry whose people, clients and time are whatever a test needs.
//!
//! It is the same registry as `serve` runs, over a store that is put back on demand, plus `/__sandbox/`
//! (`decisions` 32), which `serve` never mounts. Stores have hashes alone; what the fixtures say in plain is kept here,
//! in memory, so that it can be shown.

mod access;
mod api;
pub mod banner;
mod clients;
mod fixtures;
mod input;
mod known;
mod mail;
mod people;
mod prolific;
mod refusal;
mod requests;
mod state;
mod tokens;
mod webhooks;

use byline_accounts::Hashing;

/// How passwords are hashed that stand in plain in a fixture or came over this API: at next to no cost, as they protect
/// nothing and there may be hundreds. The first sign-in renews the hash, and that one is kept.
const UNTIL_FIRST_SIGN_IN: Hashing = Hashing { memory_kib: 8, passes: 1, lanes: 1 };

pub use access::Access;
pub use fixtures::{Fixtures, signing_key};
pub use state::Sandbox;

//! Forms: the token that every one carries, and what is checked before one is believed.
//!
//! A form is believed when the browser says it comes from here, as far as it says anything, and when it carries the
//! token of this browser and session: a hash over a secret that a cookie keeps and over the session. Other sites can
//! neither read nor set that cookie, and a token from before sign-in is worth nothing after it.

mod next;
mod problems;
mod submitted;

use byline_model::env::Entropy;

pub use next::Next;
pub use problems::Problems;
pub use submitted::{Sent, Submitted, comes_from_here};

/// A value nobody guesses, for cookies.
pub fn unguessable(entropy: &dyn Entropy) -> String {
    let mut bytes = [0u8; 16];
    entropy.fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The token that forms of this browser carry during this session.
pub fn token(secret: &str, session: Option<&str>) -> String {
    byline_oauth::hash(&format!("form\0{secret}\0{}", session.unwrap_or_default())).to_hex()
}

/// Compares without telling by the time it takes how much was right.
pub fn same(a: &str, b: &str) -> bool {
    byline_oauth::hash(a) == byline_oauth::hash(b) && a.len() == b.len()
}

//! What all surfaces share about HTTP: whose request it is and whether it is one too many, which host and prefix it came
//! to, which form of an answer it asks for, which language, and the headers that every answer carries.
//!
//! Nothing here knows records, tokens or pages.

pub mod accept;
pub mod coding;
pub mod conditional;
pub mod headers;
pub mod host;
pub mod language;
mod leaving;
pub mod limit;
pub mod origin;
pub mod path;
pub mod peer;

pub use accept::{Accepted, MediaType, NotNegotiable};
pub use coding::{Coding, Codings};
pub use host::BadHost;
pub use leaving::Leaving;
pub use limit::{Class, Limits, Rate, Rates, Who};
pub use origin::{Api, InvalidBaseUrl, Origins, Place, Surface};
pub use path::Segments;
pub use peer::{Forwarded, LongestBody, Peer, TrustedProxies};

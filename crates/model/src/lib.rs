//! The record and its rules.
//!
//! What an ORCID record is made of, which values are well formed, who may see what, how items are grouped and
//! ordered. This crate does no I/O, is not async and never asks what time it is: clocks and randomness come in
//! through [`env`]. Everything else in the workspace builds on it; it builds on nothing of ours.

pub mod client;
pub mod country;
pub mod document;
pub mod effort;
pub mod email;
pub mod enums;
pub mod env;
pub mod external_id;
pub mod fuzzy_date;
pub mod ids;
pub mod issn;
pub mod item;
pub mod item_name;
pub mod kind;
pub mod locale;
pub mod network;
pub mod orcid;
pub mod organization;
pub mod record;
pub mod rules;
pub mod scope;
pub mod shape;
pub mod shapes;
pub mod source;
pub mod timestamp;
pub mod visibility;

pub use email::EmailAddress;
pub use ids::{ClientId, PutCode};
pub use issn::Issn;
pub use item::Item;
pub use kind::ItemKind;
pub use locale::Locale;
pub use orcid::OrcidId;
pub use record::{RecordHead, RecordState};
pub use source::{Agent, Source};
pub use timestamp::Timestamp;
pub use visibility::Visibility;

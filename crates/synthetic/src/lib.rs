//! A registry that nobody is in: records of any number, in the shape of the live one (`platform` 9).
//!
//! * The same seed, moment and settings make the same bytes, on every machine and with any number of threads.
//! * [`Plan::person`] makes a record from its index alone, so that any part of a registry can be made by itself; whom it
//!   shares works with follows from hashing ([`papers`]). Nothing is remembered from one record to the next.
//! * Names are put together from short tables, iDs come from the test block (`decisions` 39), identifiers from the ends
//!   of their vocabularies. No real person or organisation is in here.
//!
//! What comes out are heads and items as stores keep them, with the permissions and webhooks that go with them. Where to
//! put them is for others.

mod body;
mod clients;
mod dates;
mod draw;
pub mod names;
mod organizations;
mod papers;
mod permissions;
mod places;
mod plan;
mod profile;
mod rng;
mod sections;
mod words;
mod works;

use byline_model::{Item, OrcidId, RecordHead};

pub use organizations::{Organization, Vocabulary, funder, organization};
pub use permissions::{Hook, Permission};
pub use plan::{Mix, Plan, Settings, TooEarly};

/// A record with everything around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub head: RecordHead,
    /// In the order of storage: kind, then put-code.
    pub items: Vec<Item>,
    pub permissions: Vec<Permission>,
    pub webhooks: Vec<Hook>,
}

impl Person {
    /// Whose record it is.
    pub fn orcid(&self) -> OrcidId {
        self.head.orcid
    }
}

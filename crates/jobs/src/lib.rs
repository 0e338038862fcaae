//! What a registry does on its own, without anybody asking: mail leaves it here, and calls to those who wait for changes.
//!
//! * Mails are written into the outbox in the commit that gives the reason for them, and nowhere else; [`mail::Sender`]
//!   follows the outbox. Processes on one store share it: each mail is claimed by one of them.
//! * A mail counts as sent when another server said that it has it, and that is written down. Whoever is ended between
//!   the two sends it again, with the same `Message-ID`: at least once, never less.
//! * Notices about changes ([`notices`]) and webhooks ([`webhooks`]) follow the change log.
//! * The index of the search ([`search`]) follows the change log as well, and keeps its own place.
//! * Once a day it is counted how often organisations are named ([`popularity`]).
//! * The log names mails and webhooks by their numbers. Addresses, words and what servers answer never get there.

pub mod forgetting;
pub mod mail;
pub mod notices;
pub mod popularity;
pub mod search;
mod turn;
mod until;
pub mod usage;
pub mod webhooks;

pub use turn::Turn;
pub use until::{Ending, Until};

//! What scenarios share.

pub mod consent;
pub mod errors;
pub mod writes;

pub use consent::{asked, consents, credentials, grants_quietly};
pub use errors::{refused, unknown_token};
pub use writes::{Stored, add, deleted, noticed, stands_on_page, written};

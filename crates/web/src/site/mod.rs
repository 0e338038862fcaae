//! The registry itself: its front page, its language, and what it has no page for.

pub(crate) mod files;
pub(crate) mod home;
pub(crate) mod language;
pub(crate) mod search;
pub(crate) mod unknown;

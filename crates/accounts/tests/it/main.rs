//! Accounts against a real store.

mod addresses;
mod duplicates;
mod languages;
mod recovery;
mod registration;
mod sessions;
mod sign_in;
mod support;
mod verification;

//! Accounts against a real store.

mod addresses;
mod duplicates;
mod kept;
mod languages;
mod own_emails;
mod recovery;
mod registration;
mod sessions;
mod sign_in;
mod support;
mod verification;

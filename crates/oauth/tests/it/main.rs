//! The authorization server against a real store. Numbers in comments are the cases of `oauth` 11.

mod bearer;
mod client_credentials;
mod support;
mod token_endpoint;

//! The authorization server against a real store. Numbers in comments are the cases of `oauth` 11.

mod authorization_code;
mod authorize;
mod bearer;
mod client_credentials;
mod refresh_token;
mod support;
mod token_endpoint;

//! The authorization server against a real store. Numbers in comments are the cases of `oauth` 11.

mod authorization_code;
mod authorize;
mod bearer;
mod client_credentials;
#[path = "../../../formats/tests/it/growth.rs"]
mod growth;
mod introspection;
mod linear;
mod openid;
mod refresh_token;
mod revocation;
mod secretless;
mod support;
mod token_endpoint;
mod token_exchange;
mod trusted;

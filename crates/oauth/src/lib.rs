//! OAuth 2.0, OpenID Connect and token exchange: who may have which token, and what a token is worth.
//!
//! No HTTP here: surfaces parse a request, call one of the entries below and write what comes back.
//!
//! | entry | serves |
//! | --- | --- |
//! | [`presented`], [`Bearer`] → [`Caller`] or [`BearerError`] | every API call: which token it carries, who that is |
//! | [`AuthorizeEndpoint`]: `begin`, `decide`, then `approve` or `deny` | `/oauth/authorize`, consent page included |
//! | [`TokenEndpoint::exchange`] → [`TokenAnswer`] or [`TokenError`] | `POST /oauth/token` on every host |
//! | [`RevocationEndpoint::revoke`], [`IntrospectionEndpoint::introspect`] | `POST /oauth/revoke`, `/oauth/introspect` |
//! | [`OpenId`]: `configuration`, `server_metadata`, `user_info`; [`Authority::jwks`] | metadata, userinfo, `/oauth/jwks` |
//! | [`Authority::admits_origin`] | which pages may read answers of the token and revocation endpoints |
//! | [`TrustedOrganizations`]: `list`, `remove` | the trusted list of a person |
//!
//! [`Authority`] is what they share: store, randomness, base URL and [`Policy`]. Answers and errors have `body()`, JSON
//! of media type [`JSON`] with its members in the published order; errors have a `status` and `www_authenticate()`.
//!
//! * Tokens, codes and secrets are kept as SHA-256 hashes and compared in constant time; what only the holder may know
//!   is a [`Secret`], which cannot be printed.
//! * Nothing about a token is kept in memory here: what narrows access counts for the next request.
//! * The moment comes in as an argument, randomness as [`byline_model::env::Entropy`].

mod answer;
mod authority;
mod authorize;
mod bearer;
mod browser;
mod client_auth;
mod error;
mod form;
mod grants;
mod id_token;
mod introspection;
mod issue;
mod keys;
mod names;
mod openid;
mod policy;
mod revocation;
mod scopes;
mod seal;
mod secret;
mod token_endpoint;
mod trusted;

pub use answer::{TokenAnswer, Whose};
pub use authority::Authority;
pub use authorize::{
    AuthorizationRequest, AuthorizeEndpoint, AuthorizeError, Mismatch, Next, PageError, Prefill, Redirect,
    ResponseType, SignedIn,
};
pub use bearer::{Bearer, BearerError, Caller, Purpose, presented};
pub use error::{ErrorCode, TokenError};
pub use form::Form;
pub use introspection::IntrospectionEndpoint;
pub use keys::{KeyStage, KnownKey, new_signing_key};
pub use openid::{OpenId, USER_INFO_REFUSED, UserInfoRefused};
pub use policy::{Policy, Throttle};
pub use revocation::RevocationEndpoint;
pub use seal::Seal;
pub use secret::{Secret, hash, tail};
pub use token_endpoint::{Host, TokenEndpoint};
pub use trusted::{TrustedDelegate, TrustedOrganization, TrustedOrganizations};

/// The media type of every answer and error here.
pub const JSON: &str = "application/json;charset=UTF-8";

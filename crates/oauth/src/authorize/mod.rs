//! `/oauth/authorize`: what a client asks a person for, and what becomes of it (`oauth` 4).

mod decide;
mod redirect;
mod request;

use std::fmt;

use byline_model::{OrcidId, Timestamp};
use byline_store::StoreError;

pub use decide::{AuthorizeEndpoint, Next};
pub use request::{AuthorizationRequest, Prefill, ResponseType};

/// The person in front of the browser, from the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The record that is asked for: the person's own, or one they act for.
    pub person: OrcidId,
    /// When they last proved who they are, and whether with a second factor.
    pub authenticated: Timestamp,
    pub second_factor: bool,
    /// They signed in for this very request, so `prompt=login` and `max_age` are satisfied.
    pub fresh: bool,
}

/// An address to send the browser to, with 302 after GET and 303 after POST. It may carry a code or token.
#[derive(Clone, PartialEq, Eq)]
pub struct Redirect(Box<str>);

impl Redirect {
    fn new(location: String) -> Self {
        Redirect(location.into())
    }

    /// The value of `Location`.
    pub fn location(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redirect(…)")
    }
}

/// A failure that is shown where it happened, with status 400, as page or JSON: nothing is ever sent to an address that
/// is not verified.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{description}")]
pub struct PageError {
    pub code: &'static str,
    pub description: Box<str>,
    /// What was compared, when the redirect address is not a registered one: for developers.
    pub mismatch: Option<Box<Mismatch>>,
}

/// A redirect address that was asked for, and those that would have done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub requested: Box<str>,
    pub registered: Vec<Box<str>>,
}

impl PageError {
    /// An error with a code of RFC 6749 and a text in English for whoever wrote the client.
    pub fn new(code: &'static str, description: &str) -> Self {
        PageError { code, description: description.into(), mismatch: None }
    }

    fn request(description: &str) -> Self {
        Self::new("invalid_request", description)
    }

    /// For those who accept JSON, description first as seen on the wire (`oauth` 4.2).
    pub fn body(&self) -> String {
        let text = serde_json::Value::from(&*self.description);
        format!(r#"{{"error_description":{text},"error":"{}"}}"#, self.code)
    }
}

/// How an authorization request fails.
#[derive(Debug, thiserror::Error)]
pub enum AuthorizeError {
    #[error(transparent)]
    Page(#[from] PageError),
    /// The client is told.
    #[error("the client is told")]
    Redirect(Redirect),
    /// The record cannot grant anything: unknown, locked, deactivated, merged or unclaimed.
    #[error("this record cannot grant access")]
    Unusable,
    #[error("the store failed")]
    Store(#[from] StoreError),
}

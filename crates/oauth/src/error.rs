//! How the token endpoint and its neighbours say no (`oauth` 5.6).

use std::fmt;

use byline_store::StoreError;

/// The codes of RFC 6749 §5.2, and those the published service adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    InvalidRequest,
    InvalidClient,
    InvalidGrant,
    UnauthorizedClient,
    UnsupportedGrantType,
    InvalidScope,
    /// RFC 8707 §2, RFC 8693 §2.2.2.
    InvalidTarget,
    SlowDown,
    ServerError,
}

impl ErrorCode {
    /// The code on the wire (RFC 6749 §5.2, RFC 8693 §2.2.2, RFC 8628 §3.5).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
            Self::InvalidTarget => "invalid_target",
            Self::SlowDown => "slow_down",
            Self::ServerError => "server_error",
        }
    }
}

/// A refusal of the token endpoint: status, code and words. RFC 6749 §5.2 but for the few statuses that the published
/// cases fix.
#[derive(Debug)]
pub struct TokenError {
    pub status: u16,
    pub code: ErrorCode,
    pub description: String,
    /// The client used the `Authorization` header, so the answer names the scheme (RFC 6749 §5.2).
    pub basic: bool,
    /// It was one request too many: how many may come at once, and the seconds until there is room for one more.
    pub too_often: Option<(u32, u32)>,
    pub(crate) source: Option<StoreError>,
}

impl TokenError {
    pub(crate) fn new(status: u16, code: ErrorCode, description: impl Into<String>) -> Self {
        TokenError { status, code, description: description.into(), basic: false, too_often: None, source: None }
    }

    pub(crate) fn request(description: impl Into<String>) -> Self {
        Self::new(400, ErrorCode::InvalidRequest, description)
    }

    pub(crate) fn grant(description: impl Into<String>) -> Self {
        Self::new(400, ErrorCode::InvalidGrant, description)
    }

    /// A parameter came twice with different values.
    pub(crate) fn ambiguous(name: &str) -> Self {
        Self::request(format!("The parameter {name} comes twice"))
    }

    /// A secret stood in an address, where logs and histories keep it (RFC 6749 §2.3.1).
    pub fn secret_in_query() -> Self {
        Self::request("client_secret does not belong in an address; send it in the body or in the Authorization header")
    }

    pub(crate) fn target(description: impl Into<String>) -> Self {
        Self::new(400, ErrorCode::InvalidTarget, description)
    }

    pub(crate) fn scope(description: impl Into<String>) -> Self {
        Self::new(400, ErrorCode::InvalidScope, description)
    }

    /// One request too many: of `most` there is room for another one in `wait` seconds.
    pub fn too_often(most: u32, wait: u32) -> Self {
        let error = Self::new(429, ErrorCode::SlowDown, "Too many requests; please try again later");
        TokenError { too_often: Some((most, wait)), ..error }
    }

    /// The one refusal of wrong credentials, whatever is wrong with them.
    pub(crate) fn client(basic: bool) -> Self {
        let error = Self::new(401, ErrorCode::InvalidClient, "Client authentication failed");
        TokenError { basic, ..error }
    }

    /// The JSON document, media type [`crate::JSON`]. Failed authentication has its description first, as seen on the
    /// wire; everything else its code.
    pub fn body(&self) -> String {
        let (code, text) = (self.code.as_str(), serde_json::Value::from(&*self.description));
        if self.code == ErrorCode::InvalidClient {
            format!(r#"{{"error_description":{text},"error":"{code}"}}"#)
        } else {
            format!(r#"{{"error":"{code}","error_description":{text}}}"#)
        }
    }

    /// The value of `WWW-Authenticate`, where there is one.
    pub fn www_authenticate(&self) -> Option<&'static str> {
        (self.status == 401 && self.basic && self.code == ErrorCode::InvalidClient).then_some(r#"Basic realm="oauth""#)
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|it| it as _)
    }
}

impl From<StoreError> for TokenError {
    fn from(source: StoreError) -> Self {
        let status = if matches!(source, StoreError::Corrupt(_)) { 500 } else { 503 };
        let error =
            Self::new(status, ErrorCode::ServerError, "The request could not be handled; please try again later");
        TokenError { source: Some(source), ..error }
    }
}

//! One file per grant type.

mod authorization_code;
mod client_credentials;
mod refresh_token;
mod token_exchange;

use std::sync::Arc;

use byline_model::Timestamp;
use byline_model::client::Client;

use crate::answer::TokenAnswer;
use crate::authority::Authority;
use crate::client_auth::Header;
use crate::error::{ErrorCode, TokenError};
use crate::form::Form;
use crate::token_endpoint::Host;

/// A request of a client that has authenticated and may act.
pub(crate) struct Request<'a> {
    pub authority: &'a Authority,
    pub client: Arc<Client>,
    pub form: &'a Form,
    pub authorization: Option<&'a str>,
    pub host: Host,
    pub now: Timestamp,
}

/// Which grant a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GrantType {
    AuthorizationCode,
    ClientCredentials,
    RefreshToken,
    TokenExchange,
}

impl GrantType {
    const ALL: [GrantType; 4] =
        [Self::AuthorizationCode, Self::ClientCredentials, Self::RefreshToken, Self::TokenExchange];

    const fn as_str(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::ClientCredentials => "client_credentials",
            Self::RefreshToken => "refresh_token",
            Self::TokenExchange => token_exchange::GRANT,
        }
    }

    /// What an `Authorization` header means to this grant.
    pub const fn header(self) -> Header {
        match self {
            Self::AuthorizationCode | Self::ClientCredentials | Self::TokenExchange => Header::Credentials,
            Self::RefreshToken => Header::MayNameToken,
        }
    }

    /// Whether it is for clients that can keep a secret alone: nothing else in such a request proves who sends it.
    pub const fn needs_secret(self) -> bool {
        match self {
            Self::ClientCredentials | Self::TokenExchange => true,
            Self::AuthorizationCode | Self::RefreshToken => false,
        }
    }

    /// The grant type with this name; `None` for those that are not served.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == text)
    }
}

pub(crate) async fn answer(grant: GrantType, request: Request<'_>) -> Result<TokenAnswer, TokenError> {
    match grant {
        GrantType::AuthorizationCode => authorization_code::answer(&request).await,
        GrantType::ClientCredentials => client_credentials::answer(&request).await,
        GrantType::RefreshToken => refresh_token::answer(&request).await,
        GrantType::TokenExchange => token_exchange::answer(&request).await,
    }
}

pub(crate) fn unsupported(grant: &str) -> TokenError {
    TokenError::new(400, ErrorCode::UnsupportedGrantType, format!("Unsupported grant type: {grant}"))
}

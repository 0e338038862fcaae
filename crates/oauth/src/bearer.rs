//! From a token on an API call to who is calling (`oauth` 8.1 to 8.5).

use std::fmt;
use std::sync::Arc;

use byline_model::client::{Client, ClientState, RevocationReason, SecretHash, Token};
use byline_model::env::Clock;
use byline_model::scope::ScopeSet;
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::read::OfRecord;
use byline_store::{Found, Read, Store, StoreError};
use quick_cache::sync::Cache;

use crate::secret;

/// Who is calling: a verified token.
#[derive(Clone)]
pub struct Caller {
    pub client: Arc<Client>,
    /// Whose record the token is for; `None` for client credentials.
    pub person: Option<OrcidId>,
    /// As granted; checks look at what they cover.
    pub scopes: ScopeSet,
    /// The member on whose behalf `client` acts (RFC 8693).
    pub origin_client: Option<ClientId>,
    pub token: Arc<Token>,
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller")
            .field("client", &self.client.id)
            .field("person", &self.person)
            .field("scopes", &self.scopes)
            .field("origin_client", &self.origin_client)
            .finish_non_exhaustive()
    }
}

impl Caller {
    /// Whether the member API serves this client (`oauth` 8.2).
    ///
    /// # Errors
    /// [`BearerError::WrongAuthority`] for public clients.
    pub fn require_member(self) -> Result<Self, BearerError> {
        if self.client.client_type.is_member() {
            Ok(self)
        } else {
            Err(BearerError::WrongAuthority { tail: self.token.tail.clone() })
        }
    }
}

/// What the token is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The method is DELETE: a token that the person took away still serves, so that a member can clean up what it
    /// wrote (`oauth` 8.3, 9.2).
    Delete,
    Other,
}

/// Why a call is refused before it is looked at. The bodies are those of `oauth` 8.5, in JSON for everybody.
#[derive(Debug, thiserror::Error)]
pub enum BearerError {
    /// Unknown, expired or revoked token; a client that is locked, deactivated or gone.
    #[error("the token does not count")]
    Invalid { tail: Box<str> },
    /// The token could not be looked up.
    #[error("the token could not be checked")]
    Unavailable { tail: Box<str>, source: StoreError },
    /// The member API without a token.
    #[error("there is no token")]
    Missing,
    /// A public client on the member API.
    #[error("this API does not serve the client")]
    WrongAuthority { tail: Box<str> },
}

impl BearerError {
    /// The published status: 401 for tokens that do not count, 403 where there is none or it is for the other API.
    pub fn status(&self) -> u16 {
        match self {
            Self::Invalid { .. } | Self::Unavailable { .. } => 401,
            Self::Missing | Self::WrongAuthority { .. } => 403,
        }
    }

    /// Always JSON, whatever the caller accepts; media type [`crate::JSON`]. Of the token only the last four characters
    /// come back (`decisions` 8).
    pub fn body(&self) -> String {
        let (error, description) = match self {
            Self::Invalid { tail } => ("invalid_token", format!("Invalid access token: {tail}")),
            Self::Unavailable { tail, .. } => (
                "invalid_token",
                format!("Invalid access token: Unable to obtain information from the authorization server: {tail}"),
            ),
            Self::Missing => {
                ("forbidden", "Forbidden: The server understood the request but refuses to authorize it.".to_owned())
            }
            Self::WrongAuthority { tail } => ("forbidden", format!("Access Denied: {tail}")),
        };
        let (error, description) = (serde_json::Value::from(error), serde_json::Value::from(description));
        format!(r#"{{"error":{error},"error_description":{description}}}"#)
    }

    /// The value of `WWW-Authenticate`, where there is one (RFC 6750 §3).
    pub fn www_authenticate(&self) -> Option<&'static str> {
        match self {
            Self::Invalid { .. } | Self::Unavailable { .. } => Some(r#"Bearer error="invalid_token""#),
            Self::Missing | Self::WrongAuthority { .. } => None,
        }
    }
}

/// The token that a request carries: the first `Authorization` value that starts with `bearer` in any case, cut at the
/// first comma; without one the `access_token` parameter of query or form (`oauth` 8.1). A blank one counts as none.
pub fn presented<'a>(
    authorization: impl IntoIterator<Item = &'a str>,
    access_token: Option<&'a str>,
) -> Option<&'a str> {
    let header = authorization.into_iter().find_map(|value| {
        let value = value.trim();
        let token = is_scheme(value).then(|| value[SCHEME.len()..].trim())?;
        let token = token.split_once(',').map_or(token, |(first, _)| first).trim();
        (!token.is_empty()).then_some(token)
    });
    header.or_else(|| access_token.map(str::trim).filter(|it| !it.is_empty()))
}

const SCHEME: &str = "bearer";

/// Whether an `Authorization` value is about a token. Schemes are known in any case (RFC 9110 §11.1).
pub(crate) fn is_scheme(value: &str) -> bool {
    value.get(..SCHEME.len()).is_some_and(|it| it.eq_ignore_ascii_case(SCHEME))
}

/// Looks tokens up. Nothing is kept here: what narrows access counts at once, and stores keep tokens in memory.
#[derive(Clone)]
pub struct Bearer {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    regulars: Regulars,
}

/// Tokens that were good a moment ago, each with whether it is a member's: what is to be read for them is asked for along with
/// the token. Whether a token counts is asked each time.
type Regulars = Arc<Cache<SecretHash, bool>>;

/// So many of them.
const REGULARS: usize = 10_000;

impl Bearer {
    /// Looks tokens up in this store: nothing about them is kept in memory here.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Self {
        Bearer { store, clock, regulars: Arc::new(Cache::new(REGULARS)) }
    }

    /// Who calls with this token.
    ///
    /// # Errors
    /// [`BearerError::Invalid`] when it does not count, [`BearerError::Unavailable`] when the store cannot say.
    pub async fn verify(&self, token: &str, purpose: Purpose) -> Result<Caller, BearerError> {
        verify(&*self.store, token, purpose, self.clock.now()).await
    }

    /// Who calls with this token, and what was found of what they want to know: one call of the store. `wanted` is asked, with
    /// whether the token is a member's, when the token was good the last time, so that nothing is read for others.
    ///
    /// # Errors
    /// As [`Bearer::verify`].
    pub async fn verify_with(
        &self,
        token: &str,
        purpose: Purpose,
        wanted: impl FnOnce(bool) -> Option<OfRecord>,
    ) -> Result<(Caller, Found), BearerError> {
        let hash = secret::hash(token);
        let record = self.regulars.get(&hash).and_then(wanted);
        let found = self.store.read(&Read { token: Some(hash), record, ..Read::default() }).await;
        let verified = judged(found, token, purpose, self.clock.now());
        match &verified {
            Ok((caller, _)) => self.regulars.insert(hash, caller.client.client_type.is_member()),
            Err(_) => drop(self.regulars.remove(&hash)),
        }
        verified
    }

    /// That this caller is not served for now: what they want is not read along with their next token.
    pub fn turned_away(&self, caller: &Caller) {
        self.regulars.remove(&caller.token.access);
    }

    /// Who calls the public API: nobody, without a token.
    ///
    /// # Errors
    /// As [`Bearer::verify`]; a bad token is never taken for none.
    pub async fn optional(&self, token: Option<&str>, purpose: Purpose) -> Result<Option<Caller>, BearerError> {
        match token {
            Some(token) => self.verify(token, purpose).await.map(Some),
            None => Ok(None),
        }
    }

    /// Who calls the member API.
    ///
    /// # Errors
    /// As [`Bearer::verify`]; [`BearerError::Missing`] without a token, [`BearerError::WrongAuthority`] for public
    /// clients.
    pub async fn member(&self, token: Option<&str>, purpose: Purpose) -> Result<Caller, BearerError> {
        self.verify(token.ok_or(BearerError::Missing)?, purpose).await?.require_member()
    }
}

pub(crate) async fn verify(
    store: &dyn Store,
    token: &str,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Caller, BearerError> {
    let found = store.read(&Read::token(secret::hash(token))).await;
    judged(found, token, purpose, now).map(|(caller, _)| caller)
}

/// Who calls, by what the store has of a token.
fn judged(
    found: Result<Found, StoreError>,
    token: &str,
    purpose: Purpose,
    now: Timestamp,
) -> Result<(Caller, Found), BearerError> {
    let unavailable = |source| BearerError::Unavailable { tail: secret::tail(token), source };
    let invalid = || BearerError::Invalid { tail: secret::tail(token) };
    let found = found.map_err(unavailable)?;
    let token = found.token.clone().filter(|it| counts(it, now, purpose)).ok_or_else(invalid)?;
    let client = found.client.clone().ok_or_else(invalid)?;
    match client.state {
        ClientState::Active => {}
        ClientState::Locked | ClientState::Deactivated => return Err(invalid()),
    }
    let caller = Caller {
        client,
        person: token.person,
        scopes: ScopeSet::from_names(&token.scopes),
        origin_client: token.origin_client.clone(),
        token,
    };
    Ok((caller, found))
}

fn counts(token: &Token, now: Timestamp, purpose: Purpose) -> bool {
    let live = match token.revoked {
        None => true,
        Some((_, RevocationReason::UserRevoked)) => purpose == Purpose::Delete,
        Some((
            _,
            RevocationReason::ClientRevoked
            | RevocationReason::StaffRevoked
            | RevocationReason::Replaced
            | RevocationReason::CodeReused
            | RevocationReason::RecordClosed,
        )) => false,
    };
    live && now < token.expires
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bearer_header_wins_over_the_parameter() {
        assert_eq!(presented(["Basic x", "bEaReR  a , b", "Bearer c"], Some("d")), Some("a"));
        assert_eq!(presented(["Basic x"], Some(" d ")), Some("d"));
        assert_eq!(presented(["Bearerabc"], None), Some("abc"));
    }

    // Case 87.
    #[test]
    fn a_blank_token_is_none() {
        assert_eq!(presented(["Bearer"], None), None);
        assert_eq!(presented(["Bearer   "], Some("")), None);
        assert_eq!(presented([], None), None);
        assert_eq!(presented(["Bearer ,x"], None), None);
    }

    /// D-08
    #[test]
    fn bodies_keep_keys_and_prefix_but_not_the_token() {
        let error = BearerError::Invalid { tail: secret::tail("0123\"5678") };
        assert_eq!(error.body(), r#"{"error":"invalid_token","error_description":"Invalid access token: 5678"}"#);
        let quote = BearerError::Invalid { tail: "a\"b".into() };
        assert!(quote.body().contains(r#"token: a\"b"#));
        assert_eq!(BearerError::Missing.status(), 403);
    }
}

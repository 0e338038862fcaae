//! Which client is calling: `client_secret_post`, HTTP Basic (RFC 6749 §2.3.1, `oauth` 1.2), or by name alone where it can
//! keep no secret.

use std::borrow::Cow;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use byline_model::client::{Client, ClientState, SecretHash};
use byline_model::{ClientId, Timestamp};
use byline_store::Store;
use url::form_urlencoded;

use crate::authority::Authority;
use crate::error::{ErrorCode, TokenError};
use crate::form::Form;
use crate::{bearer, secret};

/// What an `Authorization` header means to a request that may carry credentials in its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// Any header that is not blank is the client's credentials and wins over the body.
    Credentials,
    /// A Bearer header is no credentials of a client: it names a token, as documented for refreshing, or strayed in; the
    /// body authenticates (`oauth` 12, 19).
    MayNameToken,
}

/// Who has to show a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Everybody: what is asked for is nobody's who merely knows a client's name.
    Secret,
    /// Clients that can keep one. Of the others the name is taken as it is; what they send along proves the rest: a
    /// verifier, a refresh token that works once, the token to revoke (`decisions` 59).
    SecretIfKept,
}

struct Credentials<'a> {
    /// As sent; Basic may have its halves form-encoded, which old clients do not do. An empty secret is none (RFC 6749
    /// §2.3.1).
    readings: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    basic: bool,
}

/// The client, if its credentials are good and it may act.
///
/// # Errors
/// 400 without credentials, 401 `invalid_client` for wrong ones, and what [`enabled`] says of its state.
pub(crate) async fn authenticate(
    authority: &Authority,
    form: &Form,
    authorization: Option<&str>,
    header: Header,
    proof: Proof,
    now: Timestamp,
) -> Result<Arc<Client>, TokenError> {
    let credentials = credentials(form, authorization, header)?;
    let basic = credentials.basic;
    for (id, secret) in &credentials.readings {
        let Some(client) = verify(&*authority.store, id, secret, proof, now).await? else { continue };
        enabled(&client)?;
        // Whoever was merely named is not counted: anybody could name it, and shut it out by that.
        if client.application.keeps_secrets() {
            authority.not_too_often(&client.id, now)?;
        }
        return Ok(client);
    }
    let missing = !basic && credentials.readings.iter().all(|(_, secret)| secret.is_empty());
    Err(if missing { TokenError::request("client_secret is required") } else { TokenError::client(basic) })
}

fn credentials<'a>(
    form: &'a Form,
    authorization: Option<&'a str>,
    header: Header,
) -> Result<Credentials<'a>, TokenError> {
    let named_token = |value: &str| header == Header::MayNameToken && bearer::is_scheme(value);
    match authorization.map(str::trim).filter(|it| !it.is_empty() && !named_token(it)) {
        Some(value) => basic(value).ok_or_else(|| TokenError::client(is_basic(value))),
        None => {
            let id = form.filled("client_id").ok_or_else(|| TokenError::request("client_id is required"))?;
            let secret = form.get("client_secret").unwrap_or_default();
            Ok(Credentials { readings: vec![(id.trim().into(), secret.trim().into())], basic: false })
        }
    }
}

/// Refuses a request in which header and body name two clients (RFC 6749 §2.3), of which `client` is the one that is
/// known by now.
///
/// # Errors
/// 400 `invalid_request`.
pub(crate) fn one_client(form: &Form, client: &Client) -> Result<(), TokenError> {
    match form.filled("client_id") {
        Some(id) if id.trim() != client.id.as_str() => {
            Err(TokenError::request("The header and the body name different clients"))
        }
        Some(_) | None => Ok(()),
    }
}

/// Refuses a request that proves in two ways who it is from (RFC 6749 §2.3). ORCID lets the header win (`oauth` 1.2), so
/// that at the token endpoint this is for those alone who asked to be held to the standards.
///
/// # Errors
/// As [`one_client`].
pub(crate) fn one_way(form: &Form, authorization: Option<&str>, client: &Client) -> Result<(), TokenError> {
    if authorization.is_some_and(|it| is_basic(it.trim())) && form.filled("client_secret").is_some() {
        return Err(TokenError::request("The client authenticates in the header and in the body"));
    }
    one_client(form, client)
}

/// The client that a request says it is from, whether or not it is.
pub(crate) fn named(form: &Form, authorization: Option<&str>) -> Option<ClientId> {
    let header = authorization.and_then(|it| basic(it.trim()));
    let names = header.iter().flat_map(|it| &it.readings).map(|(id, _)| &**id);
    names.chain(form.filled("client_id").map(str::trim)).find_map(|it| it.parse().ok())
}

fn is_basic(value: &str) -> bool {
    value.get(..6).is_some_and(|it| it.eq_ignore_ascii_case("basic "))
}

fn basic(value: &str) -> Option<Credentials<'static>> {
    let encoded = is_basic(value).then(|| value[6..].trim())?;
    let text = String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let decoded = |text: &str| {
        let pair = format!("x={text}");
        form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let mut readings = vec![(id.to_owned().into(), secret.to_owned().into())];
    if text.contains(['%', '+']) {
        readings.push((decoded(id).into(), decoded(secret).into()));
    }
    Some(Credentials { readings, basic: true })
}

/// Compares with every secret the client has, or with one that nobody has, so that neither the number of secrets nor
/// whether there is such a client shows in the time it takes.
async fn verify(
    store: &dyn Store,
    id: &str,
    secret: &str,
    proof: Proof,
    now: Timestamp,
) -> Result<Option<Arc<Client>>, TokenError> {
    let client = match id.parse::<ClientId>() {
        Ok(id) => store.client(&id).await?,
        Err(_) => None,
    };
    if client.as_ref().is_some_and(|it| !it.application.keeps_secrets()) {
        return Ok(client.filter(|_| proof == Proof::SecretIfKept && secret.is_empty()));
    }
    let given = secret::hash(secret);
    let secrets = client.iter().flat_map(|it| &it.secrets);
    let mut valid = secrets.filter(|it| it.ends.is_none_or(|ends| now < ends)).map(|it| it.hash).take(MOST_SECRETS);
    let mut found = false;
    for _ in 0..MOST_SECRETS {
        found |= match valid.next() {
            Some(hash) => secret::same(hash, given),
            None => secret::same(NOBODYS, given) & false,
        };
    }
    Ok(client.filter(|_| found && !secret.is_empty()))
}

/// The newest secret, and the one before until its end (`oauth` 10, secret handling).
const MOST_SECRETS: usize = 2;

const NOBODYS: SecretHash = SecretHash([0; 32]);

/// Whether the client may act at all (`oauth` 3.5).
///
/// # Errors
/// `unauthorized_client`: 400 when its owner is locked, 401 when it was deactivated.
pub(crate) fn enabled(client: &Client) -> Result<(), TokenError> {
    match client.state {
        ClientState::Active => Ok(()),
        ClientState::Locked => Err(TokenError::new(400, ErrorCode::UnauthorizedClient, "The client is locked")),
        ClientState::Deactivated => {
            let text = format!("Client {} is deactivated", client.id);
            Err(TokenError::new(401, ErrorCode::UnauthorizedClient, text))
        }
    }
}

//! Reading an identity token that is exchanged (`oauth` 6.3, 6.9).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_model::{ClientId, OrcidId, effort};
use serde::Deserialize;

use crate::error::TokenError;
use crate::keys::KeySet;

/// What counts of an identity token: for whom it was made, and whom it is about. It never ends for this purpose; the
/// permission behind it does.
pub(super) struct Subject {
    pub audience: ClientId,
    pub person: OrcidId,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
}

#[derive(Deserialize)]
struct Body {
    aud: Audience,
    sub: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// # Errors
/// 400 when it is no identity token, or not one of ours.
pub(super) fn read(keys: &KeySet, token: &str) -> Result<Subject, TokenError> {
    effort::spend(token.len());
    let unreadable = || TokenError::request("Unexpected id token value, cannot parse the id_token");
    let (message, signature) = token.rsplit_once('.').ok_or_else(unreadable)?;
    let (header, body) = message.split_once('.').ok_or_else(unreadable)?;
    let decode = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| unreadable());
    let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| unreadable())?;
    let body: Body = serde_json::from_slice(&decode(body)?).map_err(|_| unreadable())?;
    // One whose bytes are no base64 was altered all the same.
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap_or_default();
    if header.alg != "RS256" || !keys.verifies(header.kid.as_deref(), message.as_bytes(), &signature) {
        return Err(TokenError::request("Invalid id token signature"));
    }
    let audience = match body.aud {
        Audience::One(audience) => Some(audience),
        Audience::Several(audiences) => audiences.into_iter().next(),
    };
    let audience = audience.and_then(|it| it.parse().ok()).ok_or_else(unreadable)?;
    let person = body.sub.parse().map_err(|_| unreadable())?;
    Ok(Subject { audience, person })
}

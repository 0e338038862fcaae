//! Identity tokens (`oauth` 7.2, 7.3; OpenID Connect Core 1.0 §2).

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_model::client::{Client, Switch};
use byline_model::{OrcidId, Timestamp};
use byline_store::StoreError;
use serde_json::Value;

use crate::answer::object;
use crate::authority::Authority;
use crate::names::Names;
use crate::secret::Secret;

/// What an identity token says.
pub(crate) struct Claims<'a> {
    pub client: &'a Client,
    pub person: OrcidId,
    /// The access token that comes with it, or that it stands for.
    pub access: &'a str,
    /// When the person proved who they are, and whether with a second factor; unknown for exchanged tokens.
    pub authenticated: Option<(Timestamp, bool)>,
    pub nonce: Option<&'a str>,
    pub names: &'a Names,
    pub now: Timestamp,
}

impl Claims<'_> {
    /// The identity token: JWS in compact form, RS256, with the key that signs now.
    ///
    /// # Errors
    /// Those of the store, which has the keys.
    pub async fn sign(&self, authority: &Authority) -> Result<Secret, StoreError> {
        let keys = authority.keys(self.now).await?;
        keys.sign(&self.document(authority), self.now)
    }

    fn document(&self, authority: &Authority) -> String {
        let iat = self.now.seconds();
        let mut claims: Vec<(&str, Value)> = vec![
            ("at_hash", at_hash(self.access).into()),
            ("aud", self.client.id.as_str().into()),
            ("sub", self.person.to_string().into()),
        ];
        if let Some((at, second_factor)) = self.authenticated {
            claims.push(("auth_time", at.seconds().into()));
            if self.client.client_type.is_member() {
                claims.push(("amr", self.methods(authority, second_factor)));
            }
        }
        claims.push(("iss", authority.issuer().into()));
        let names =
            [("name", &self.names.credit), ("given_name", &self.names.given), ("family_name", &self.names.family)];
        claims.extend(names.into_iter().filter_map(|(key, name)| name.as_deref().map(|name| (key, name.into()))));
        claims.push(("exp", (iat + authority.policy.id_token_seconds).into()));
        claims.push(("iat", iat.into()));
        if let Some(nonce) = self.nonce {
            claims.push(("nonce", nonce.into()));
        }
        claims.push(("jti", Secret::uuid(&*authority.entropy).expose().into()));
        object(&claims)
    }

    /// A text for clients of the published service, an array as OpenID Connect has it for new ones.
    fn methods(&self, authority: &Authority, second_factor: bool) -> Value {
        let method = if second_factor { "mfa" } else { "pwd" };
        let is_new = self.client.created.is_some_and(|moment| authority.policy.amr_text_before <= moment);
        if is_new || self.client.strict || self.client.has(Switch::AmrArray) {
            Value::from(vec![method])
        } else {
            method.into()
        }
    }
}

/// The left half of the token's SHA-256 (OpenID Connect Core 1.0 §3.1.3.6).
fn at_hash(access: &str) -> String {
    let hash = digest::digest(&digest::SHA256, access.as_bytes());
    BASE64_URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of OpenID Connect Core 1.0 A.3 to A.4.
    #[test]
    fn at_hash_is_that_of_the_specification() {
        assert_eq!(at_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
    }
}

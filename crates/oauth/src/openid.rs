//! Metadata and userinfo (`oauth` 1.4, 7.1; OpenID Connect Discovery 1.0, RFC 8414).

use std::sync::Arc;

use byline_model::Timestamp;
use byline_model::scope::{Legs, Scope, required};
use serde_json::Value;

use crate::answer::object;
use crate::authority::Authority;
use crate::bearer::{self, Purpose};

/// Every failure of userinfo, whatever it is, with status 403 (the hyphen is published).
pub const USER_INFO_REFUSED: &str = r#"{"error":"access_denied","error-description":"access_token is invalid"}"#;

/// Userinfo refuses: 403 with [`USER_INFO_REFUSED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the access token is invalid")]
pub struct UserInfoRefused;

/// The metadata documents and userinfo.
#[derive(Clone)]
pub struct OpenId(Arc<Authority>);

impl OpenId {
    /// The endpoints of an authority; cheap to make for each request.
    pub fn new(authority: Arc<Authority>) -> Self {
        OpenId(authority)
    }

    /// `/.well-known/openid-configuration`: the published members with their values in their order, then ours.
    pub fn configuration(&self) -> String {
        let mut members = published(self.0.issuer());
        members.extend(self.additions());
        pretty(&members)
    }

    /// `/.well-known/oauth-authorization-server` (RFC 8414): the same, with all grants, methods and scopes there are.
    pub fn server_metadata(&self) -> String {
        let scopes = Scope::ALL.into_iter().filter(|it| matches!(it.spec().legs, Legs::Two | Legs::Three));
        let scopes: Vec<_> = scopes.map(Scope::as_str).collect();
        let mut members = published(self.0.issuer());
        for (name, value) in &mut members {
            match *name {
                "scopes_supported" => *value = scopes.clone().into(),
                "grant_types_supported" => {
                    let more = ["client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange"];
                    *value = ["authorization_code", "implicit", "refresh_token"].into_iter().chain(more).collect();
                }
                "response_types_supported" => *value = vec!["code", "token", "id_token", "id_token token"].into(),
                _ => {}
            }
        }
        members.extend(self.additions());
        pretty(&members)
    }

    fn additions(&self) -> Vec<(&'static str, Value)> {
        let at = |path: &str| Value::from(format!("{}{path}", self.0.issuer()));
        vec![
            ("revocation_endpoint", at("/oauth/revoke")),
            ("revocation_endpoint_auth_methods_supported", METHODS.to_vec().into()),
            ("introspection_endpoint", at("/oauth/introspect")),
            ("introspection_endpoint_auth_methods_supported", METHODS[..2].to_vec().into()),
            ("code_challenge_methods_supported", vec!["S256"].into()),
            ("response_modes_supported", vec!["query", "fragment"].into()),
            ("authorization_response_iss_parameter_supported", true.into()),
            ("request_parameter_supported", false.into()),
            // Whoever says nothing about this one says that it does (OpenID Connect Discovery 1.0 §3).
            ("request_uri_parameter_supported", false.into()),
        ]
    }

    /// `/oauth/userinfo`. A POST may carry `access_token` as parameter, which is tried first; for GET pass `None`.
    ///
    /// # Errors
    /// [`UserInfoRefused`], for whatever reason.
    pub async fn user_info(
        &self,
        authorization: Option<&str>,
        access_token: Option<&str>,
        now: Timestamp,
    ) -> Result<String, UserInfoRefused> {
        // As published, the header may hold the bare token, too.
        let header = authorization.map(str::trim).filter(|it| !bearer::is_scheme(it));
        let header = header.or_else(|| bearer::presented(authorization, None));
        for token in [access_token, header].into_iter().flatten().map(str::trim).filter(|it| !it.is_empty()) {
            if let Some(body) = self.about_holder(token, now).await {
                return Ok(body);
            }
        }
        Err(UserInfoRefused)
    }

    async fn about_holder(&self, token: &str, now: Timestamp) -> Option<String> {
        let store = &*self.0.store;
        let caller = bearer::verify(store, token, Purpose::Other, now).await.ok()?;
        let person = caller.person.filter(|_| caller.scopes.permits_scope(required::USER_INFO))?;
        if !self.0.is_usable(person).await.ok()? {
            return None;
        }
        let names = self.0.names(person).await.ok()?;
        let text = |name: &Option<Box<str>>| name.as_deref().map_or(Value::Null, Value::from);
        Some(object(&[
            ("id", format!("{}/{person}", self.0.issuer()).into()),
            ("sub", person.to_string().into()),
            ("name", text(&names.credit)),
            ("family_name", text(&names.family)),
            ("given_name", text(&names.given)),
        ]))
    }
}

/// The members of the published document (`oauth` 7.1), with the ways to authenticate that there are.
fn published(issuer: &str) -> Vec<(&'static str, Value)> {
    let at = |path: &str| Value::from(format!("{issuer}{path}"));
    let list = |values: &[&str]| Value::from(values.to_vec());
    vec![
        ("token_endpoint_auth_signing_alg_values_supported", list(&["RS256"])),
        ("id_token_signing_alg_values_supported", list(&["RS256"])),
        ("userinfo_endpoint", at("/oauth/userinfo")),
        ("authorization_endpoint", at("/oauth/authorize")),
        ("token_endpoint", at("/oauth/token")),
        ("jwks_uri", at("/oauth/jwks")),
        ("claims_supported", list(&["family_name", "given_name", "name", "auth_time", "iss", "sub"])),
        ("scopes_supported", list(&["openid"])),
        ("subject_types_supported", list(&["public"])),
        ("response_types_supported", list(&["code", "id_token", "id_token token"])),
        ("claims_parameter_supported", false.into()),
        ("token_endpoint_auth_methods_supported", list(&METHODS)),
        ("grant_types_supported", list(&["authorization_code", "implicit", "refresh_token"])),
        ("issuer", at("")),
    ]
}

/// The last is for clients without a secret, which have nothing to introspect.
const METHODS: [&str; 3] = ["client_secret_post", "client_secret_basic", "none"];

/// The published layout: two blanks, a blank on both sides of colons and inside brackets, no newline at the end.
fn pretty(members: &[(&str, Value)]) -> String {
    let line = |(name, value): &(&str, Value)| match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(Value::to_string).collect();
            format!(r#"  "{name}" : [ {} ]"#, items.join(", "))
        }
        other => format!(r#"  "{name}" : {other}"#),
    };
    format!("{{\n{}\n}}", members.iter().map(line).collect::<Vec<_>>().join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The published document has 826 bytes; ours begins with the same, but for two more ways to authenticate.
    #[test]
    fn the_published_members_are_laid_out_as_published() {
        let text = pretty(&published("https://orcid.org")).replace(r#", "client_secret_basic", "none""#, "");
        assert_eq!(text.len(), 826);
        let first = "{\n  \"token_endpoint_auth_signing_alg_values_supported\" : [ \"RS256\" ],\n";
        assert!(text.starts_with(first));
        assert!(text.ends_with("  \"issuer\" : \"https://orcid.org\"\n}"));
    }
}

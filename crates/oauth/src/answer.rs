//! What the token endpoint gives (`oauth` 5.1).

use std::fmt::Write as _;

use byline_model::scope::ScopeList;
use byline_model::{OrcidId, Timestamp};

use crate::secret::Secret;

/// A success of the token endpoint. [`TokenAnswer::body`] writes the members of each grant in the published order.
#[derive(Clone, Debug)]
pub struct TokenAnswer {
    pub access_token: Secret,
    pub token_type: &'static str,
    pub refresh_token: Option<Secret>,
    pub expires_in: i64,
    /// Granted scopes; absent when an id_token was asked for in exchange.
    pub scope: Option<ScopeList>,
    pub issued_token_type: Option<&'static str>,
    pub whose: Whose,
    pub id_token: Option<Secret>,
}

/// Which record the answer names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// `name`, empty unless it is public, and `orcid`.
    Person { orcid: OrcidId, name: Option<Box<str>> },
    /// `"orcid":null` and no name: client credentials.
    Nobody,
    /// Neither member.
    Unsaid,
}

impl TokenAnswer {
    /// The JSON document, media type [`crate::JSON`]; send it with `Cache-Control: no-store` and `Pragma: no-cache`.
    pub fn body(&self) -> String {
        let mut members = vec![
            ("access_token", serde_json::Value::from(self.access_token.expose())),
            ("token_type", self.token_type.into()),
        ];
        if let Some(refresh) = &self.refresh_token {
            members.push(("refresh_token", refresh.expose().into()));
        }
        members.push(("expires_in", self.expires_in.into()));
        if let Some(scope) = &self.scope {
            members.push(("scope", scope.to_string().into()));
        }
        if let Some(kind) = self.issued_token_type {
            members.push(("issued_token_type", kind.into()));
        }
        match &self.whose {
            Whose::Person { orcid, name } => {
                members.push(("name", name.as_deref().unwrap_or_default().into()));
                members.push(("orcid", orcid.to_string().into()));
            }
            Whose::Nobody => members.push(("orcid", serde_json::Value::Null)),
            Whose::Unsaid => {}
        }
        if let Some(id_token) = &self.id_token {
            members.push(("id_token", id_token.expose().into()));
        }
        object(&members)
    }
}

/// A JSON object with its members in this order.
pub(crate) fn object(members: &[(&str, serde_json::Value)]) -> String {
    let mut text = String::with_capacity(1024);
    text.push('{');
    for (at, (name, value)) in members.iter().enumerate() {
        let before = if at == 0 { "" } else { "," };
        write!(text, r#"{before}"{name}":{value}"#).expect("a text takes everything");
    }
    text.push('}');
    text
}

/// Whole seconds that are left, one begun second counted as gone: twenty years show as 631138518, as published.
pub(crate) fn seconds_left(now: Timestamp, expires: Timestamp) -> i64 {
    (expires.millis() - now.millis() - 1).max(0) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_in_the_published_order() {
        let answer = TokenAnswer {
            access_token: Secret::new("a"),
            token_type: "bearer",
            refresh_token: Some(Secret::new("r")),
            expires_in: 1,
            scope: Some([byline_model::scope::Scope::Openid].into_iter().collect()),
            issued_token_type: None,
            whose: Whose::Person { orcid: OrcidId::from_base(21_825_009).unwrap(), name: None },
            id_token: Some(Secret::new("i")),
        };
        assert_eq!(
            answer.body(),
            concat!(
                r#"{"access_token":"a","token_type":"bearer","refresh_token":"r","expires_in":1,"scope":"openid","#,
                r#""name":"","orcid":"0000-0002-1825-0097","id_token":"i"}"#
            )
        );
    }

    #[test]
    fn a_begun_second_is_gone() {
        let now = Timestamp::from_millis(5);
        assert_eq!(seconds_left(now, now.plus_seconds(3600)), 3599);
        assert_eq!(seconds_left(now, now), 0);
    }
}

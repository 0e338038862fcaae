//! The parameters of a request.
//!
//! A parameter that comes twice with different values makes a request invalid ([`Form::ambiguous`]; RFC 6749 §3.1, §3.2):
//! two readers of it could go by different ones. Twice the same is once.

use byline_model::effort;
use url::form_urlencoded;

/// The parameters of OAuth and OpenID Connect that are looked at, or that clients may think are. `resource` and
/// `audience` may come several times (RFC 8707 §2, RFC 8693 §2.1); what is unknown is ignored however often it comes.
const NAMES: [&str; 44] = [
    "access_token",
    "acr_values",
    "actor_token",
    "actor_token_type",
    "claims",
    "client_assertion",
    "client_assertion_type",
    "client_id",
    "client_secret",
    "code",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "display",
    "email",
    "expires_in",
    "family_names",
    "given_names",
    "grant_type",
    "id_token_hint",
    "login_as",
    "login_hint",
    "max_age",
    "nonce",
    "orcid",
    "prompt",
    "redirect_uri",
    "refresh_token",
    "registration",
    "request",
    "request_uri",
    "requested_token_type",
    "response_mode",
    "response_type",
    "revoke_old",
    "scope",
    "show_login",
    "state",
    "subject_token",
    "subject_token_type",
    "token",
    "token_type_hint",
    "ui_locales",
    "username",
];

/// Parameters in order; of a name that comes twice the first is handed out.
///
/// They carry secrets, so there is no way to print them.
#[derive(Clone, Default)]
pub struct Form(Vec<(Box<str>, Box<str>)>);

impl Form {
    /// Reads `application/x-www-form-urlencoded`, from a body or a query without its question mark.
    pub fn parse(text: &str) -> Self {
        effort::spend(text.len());
        form_urlencoded::parse(text.as_bytes()).collect()
    }

    /// The value as sent, an empty one included.
    pub fn get(&self, name: &str) -> Option<&str> {
        let at = effort::position(&self.0, |(it, _)| &**it == name)?;
        Some(&self.0[at].1)
    }

    /// The value unless it is absent or blank.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|it| !it.trim().is_empty())
    }

    /// Every value of this name, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        effort::spend(self.0.len());
        self.iter().filter(move |(it, _)| *it == name).map(|(_, value)| value)
    }

    /// The first parameter that comes twice with different values. Of `scope` clients of the published service may send
    /// several, of which the first counts; strict ones may not (`decisions` 48).
    pub(crate) fn ambiguous(&self, strict: bool) -> Option<&'static str> {
        // One look at each parameter: a body may have thousands.
        let mut seen: [Option<&str>; NAMES.len()] = [None; NAMES.len()];
        self.iter().find_map(|(name, value)| {
            effort::spend(1);
            let at = NAMES.binary_search(&name).ok()?;
            let first = *seen[at].get_or_insert(value);
            (first != value && (strict || name != "scope")).then_some(NAMES[at])
        })
    }

    /// Whether this parameter comes twice with different values.
    pub(crate) fn differs(&self, name: &str) -> bool {
        let mut values = self.all(name);
        values.next().is_some_and(|first| values.any(|it| it != first))
    }

    /// Adds a parameter at the end: of several with the same name the first counts.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// The parameters as the query of an address, in visible ASCII.
    pub fn to_query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.iter()).finish()
    }

    /// Names and values, decoded, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Form {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Form(pairs.into_iter().map(|(name, value)| (name.into().into(), value.into().into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_same_is_once_and_twice_another_is_ambiguous() {
        let ambiguous = |text: &str| Form::parse(text).ambiguous(true);
        assert_eq!(ambiguous("state=1&state=1&client_id=x&resource=a&resource=b&utm=1&utm=2"), None);
        for name in NAMES {
            for twice in [format!("{name}=1&a=b&{name}=2"), format!("{name}=1&{name}="), format!("{name}&{name}=1")] {
                assert_eq!(ambiguous(&twice), Some(name), "{twice}");
            }
        }
        assert_eq!(Form::parse("scope=a&scope=b").ambiguous(false), None);
        assert!(NAMES.is_sorted());
    }

    #[test]
    fn the_first_of_a_name_counts() {
        let form = Form::parse("a=1&a=2&b=x+y%26&c=");
        assert_eq!(
            (form.get("a"), form.get("b"), form.get("c"), form.get("d")),
            (Some("1"), Some("x y&"), Some(""), None)
        );
        assert_eq!(form.filled("c"), None);
    }
}

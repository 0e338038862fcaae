//! Who somebody says they are: an e-mail address, or an iD in any form people write it (`registry` 4, 6.2).

use std::fmt;
use std::str::FromStr;

use byline_model::OrcidId;

/// An e-mail address that mail can be sent to, as typed but for the white space around it.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress(Box<str>);

/// A text that is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address looks like name@example.org")]
pub struct InvalidEmail;

impl EmailAddress {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What makes two addresses the same: case does not.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    /// One `@`, a local part of at most 64 characters in atoms, a domain of two labels or more (RFC 5321 §4.1.2, without
    /// quoted local parts and address literals, which no mail provider hands out).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        let atom = |it: &str| {
            !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(it))
        };
        let label = |it: &str| {
            let inside = it.chars().all(|it| it.is_alphanumeric() || it == '-');
            !it.is_empty() && it.len() <= 63 && inside && !it.starts_with('-') && !it.ends_with('-')
        };
        let good = text.len() <= 254
            && local.len() <= 64
            && local.split('.').all(atom)
            && domain.contains('.')
            && domain.split('.').all(label);
        if good { Ok(EmailAddress(text.into())) } else { Err(InvalidEmail) }
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// What is typed into the sign-in form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignInName {
    Orcid(OrcidId),
    /// Anything else: looked for among the addresses of records.
    Address(Box<str>),
}

impl SignInName {
    pub fn parse(text: &str) -> Self {
        match written_orcid(text) {
            Some(orcid) => Self::Orcid(orcid),
            None => Self::Address(text.trim().into()),
        }
    }

    /// One text for one name, however it was typed.
    pub fn key(&self) -> String {
        match self {
            Self::Orcid(orcid) => orcid.to_string(),
            Self::Address(address) => address.to_lowercase(),
        }
    }
}

/// An iD with or without hyphens or blanks, with a lower-case x, or at the end of a URI.
pub fn written_orcid(text: &str) -> Option<OrcidId> {
    let text = text.trim().trim_end_matches('/');
    let last = text.rsplit('/').next().unwrap_or(text);
    let digits: String = last.chars().filter(|it| !matches!(it, '-' | ' ')).collect::<String>().to_ascii_uppercase();
    if digits.len() != 16 || !digits.is_ascii() {
        return None;
    }
    format!("{}-{}-{}-{}", &digits[..4], &digits[4..8], &digits[8..12], &digits[12..]).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_however_they_are_written() {
        for text in [
            "0000-0002-1694-233X",
            " 0000-0002-1694-233x ",
            "000000021694233X",
            "0000 0002 1694 233x",
            "https://orcid.org/0000-0002-1694-233X",
            "http://localhost:8080/0000-0002-1694-233x/",
        ] {
            assert_eq!(written_orcid(text).map(|it| it.to_string()).as_deref(), Some("0000-0002-1694-233X"), "{text}");
        }
        for text in ["", "0000-0002-1694-2331", "ada@example.org", "ÄÄÄÄÄÄÄÄ", "0000-0002-1694-233XX"] {
            assert_eq!(written_orcid(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_have_a_mailbox_and_a_domain() {
        for text in ["a@b.org", " Ada.Lovelace+x@sub.example.org ", "o'neil@example.org", "ä@bücher.example"] {
            assert!(text.parse::<EmailAddress>().is_ok(), "{text}");
        }
        for text in [
            "",
            "a",
            "@b.org",
            "a@b",
            "a@@b.org",
            "a b@c.org",
            "a@b..org",
            ".a@b.org",
            "a@-b.org",
            "a@b.org, c@d.org",
            "a@b.org\r\nBcc: c@d.org",
            "<a@b.org>",
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(InvalidEmail), "{text}");
        }
    }
}

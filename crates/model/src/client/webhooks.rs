//! How a client wants to be called about changes.

use std::fmt;
use std::str::FromStr;

use super::UnknownName;

/// What a client chose for all its webhooks.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WebhookSettings {
    /// Switched off: it may register, and is not called.
    pub off: bool,
    pub body: WebhookBody,
    /// Calls are signed with it.
    pub secret: Option<WebhookSecret>,
}

/// What a call carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum WebhookBody {
    /// Nothing, as receivers of the published service expect it.
    #[default]
    Empty,
    /// Which record it was, as JSON.
    Json,
}

impl WebhookBody {
    /// The published behaviour first.
    pub const ALL: [WebhookBody; 2] = [Self::Empty, Self::Json];

    /// The name in `registry.toml` and on the command line: `empty`, `json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Json => "json",
        }
    }
}

impl FromStr for WebhookBody {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(UnknownName)
    }
}

/// A key for signatures as both sides keep it: `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks).
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Box<str>);

/// A text that is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret of webhooks is whsec_ and 24 to 64 bytes in base64")]
pub struct InvalidWebhookSecret;

impl WebhookSecret {
    /// What stands before the base64 (Standard Webhooks, "Signature scheme").
    pub const PREFIX: &'static str = "whsec_";

    /// The whole text, prefix included: for whoever signs, and for files that both sides keep.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The key in base64.
    pub fn base64(&self) -> &str {
        &self.0[Self::PREFIX.len()..]
    }
}

impl FromStr for WebhookSecret {
    type Err = InvalidWebhookSecret;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let base64 = text.strip_prefix(Self::PREFIX).ok_or(InvalidWebhookSecret)?;
        let digits = base64.trim_end_matches('=');
        let padding = base64.len() - digits.len();
        let well_formed = digits.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'+' || it == b'/')
            && base64.len().is_multiple_of(4)
            && padding <= 2;
        let bytes = (base64.len() / 4 * 3).saturating_sub(padding);
        if well_formed && (24..=64).contains(&bytes) {
            Ok(WebhookSecret(text.into()))
        } else {
            Err(InvalidWebhookSecret)
        }
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_enough_and_in_base64() {
        for text in ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="] {
            assert_eq!(text.parse::<WebhookSecret>().unwrap().expose(), text);
        }
        let long = format!("whsec_{}", "A".repeat(88));
        for text in [
            "",
            "whsec_",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_short",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa!w",
            &long,
        ] {
            assert_eq!(text.parse::<WebhookSecret>(), Err(InvalidWebhookSecret), "{text}");
        }
        assert_eq!(
            format!("{:?}", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse::<WebhookSecret>()),
            "Ok(WebhookSecret(…))"
        );
    }
}

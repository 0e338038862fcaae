//! What is switched on for single clients.

use std::str::FromStr;

use super::UnknownName;

/// What one client may or needs beyond the rules for all (`oauth` 4 to 7 and 10). Most are for clients that were written
/// for older rules and cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Switch {
    /// Redirects may go on from a registered address anywhere: `/cb` admits `/cbx` (`oauth` 4.5, the old rule).
    BarePrefixRedirects,
    /// Failures of `prompt=none` come back as the bare word in the fragment (`oauth` 4.3).
    BarePromptErrors,
    /// Redirects come without `iss` (RFC 9207), for who compares whole queries.
    WithoutIssuer,
    /// The implicit flow, which public clients have anyway (`oauth` 4.8).
    Implicit,
    /// `amr` is an array, though the client is older than that (`oauth` 7.3).
    AmrArray,
    /// What it holds by exchange it may pass on by exchange (`oauth` 6.4).
    Redelegation,
    /// It sees all tokens at the introspection endpoint, not only its own.
    ResourceServer,
}

impl Switch {
    /// In the order in which help names them.
    pub const ALL: [Switch; 7] = [
        Self::BarePrefixRedirects,
        Self::BarePromptErrors,
        Self::WithoutIssuer,
        Self::Implicit,
        Self::AmrArray,
        Self::Redelegation,
        Self::ResourceServer,
    ];

    /// The name in `registry.toml` and on the command line, in lower case with hyphens.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BarePrefixRedirects => "bare-prefix-redirects",
            Self::BarePromptErrors => "bare-prompt-errors",
            Self::WithoutIssuer => "without-issuer",
            Self::Implicit => "implicit",
            Self::AmrArray => "amr-array",
            Self::Redelegation => "redelegation",
            Self::ResourceServer => "resource-server",
        }
    }
}

impl FromStr for Switch {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(UnknownName)
    }
}

//! Where a client runs, and so whether it can keep a secret.

use std::str::FromStr;

use super::{ClientType, UnknownName};

/// What kind of program a client is (`decisions` 59; RFC 6749 §2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Application {
    /// On a server of its owner; proves itself by a secret.
    #[default]
    Server,
    /// A page without a server: everybody can read it, so it has no secret. Other sites' pages may call the token and
    /// revocation endpoints only from the origins of its redirect addresses.
    Browser,
    /// A program on people's own devices, without a secret for the same reason. It may listen on any port of a loopback
    /// address that is registered for it (RFC 8252 §7.3).
    Native,
}

impl Application {
    /// In the order in which help names them.
    pub const ALL: [Application; 3] = [Self::Server, Self::Browser, Self::Native];

    /// The name in `registry.toml` and on the command line: `server`, `browser`, `native`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Browser => "browser",
            Self::Native => "native",
        }
    }

    /// Whether clients of a type can be such programs: members prove by a secret who they are, whatever they do.
    pub const fn suits(self, client_type: ClientType) -> bool {
        self.keeps_secrets() || !client_type.is_member()
    }

    /// Whether it can keep a secret. One that cannot is known by the `S256` challenge of each request instead, and its
    /// refresh tokens work once.
    pub const fn keeps_secrets(self) -> bool {
        matches!(self, Self::Server)
    }
}

impl FromStr for Application {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(UnknownName)
    }
}

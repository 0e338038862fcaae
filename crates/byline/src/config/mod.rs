//! The settings of a registry: file, then variables, then flags, each winning over the one before.
//!
//! What there is to set is in [`table`], and how it is read in `byline_settings`. Everything that is wrong is told at
//! once, with its place and what was expected. Whoever has [`Settings`] has nothing left to check, but for files that they
//! name.

mod database;
mod issn;
mod limits;
mod mail;
mod named;
mod password;
mod search;
mod table;
#[cfg(test)]
mod tests;
pub mod values;

use std::path::{Path, PathBuf};

use byline_settings::{Commands, Complaint, Given, Loaded, Problems, Scope, load, load_from};

pub use named::Unusable;
pub use table::{
    ApiLimits, COMMANDS, DatabaseRows, IssnSettings, Limits, MailRows, MintRows, RateRows, SandboxSettings,
    SearchSettings, Settings, TlsRows, WebhookSettings,
};
use values::{BaseUrl, MintBlock};

/// Which settings a command takes.
macro_rules! scopes {
    ($($(#[$about:meta])* $name:ident: $rows:ty, $command:ident, $usual:ident, $file:expr;)+) => { $(
        $(#[$about])*
        #[derive(Clone, Debug)]
        pub struct $name;

        impl Scope for $name {
            type Rows = $rows;
            const COMMAND: Commands = table::$command;
            const USUAL: Commands = table::$usual;
            const FILE: Option<&'static str> = $file;
        }
    )+ };
}

const FILE: &str = "Settings file (TOML); flags and variables win over it";

scopes! {
    /// `serve` and `config`.
    Serving: Settings, SERVE, SERVE, Some(FILE);
    /// Of a registry's settings, those that `sandbox` takes.
    Playing: Settings, SANDBOX, SERVE, None;
    /// `sandbox`, for itself.
    Sandboxed: SandboxSettings, SANDBOX, SANDBOX, None;
    /// Commands on the folder of a registry. They send no mail, so settings of it are not looked at: half of them may be
    /// in the environment of the server.
    Stored: Settings, STORE, SERVE, Some("Settings file that names the folder");
    /// `mail test`.
    Mailing: Settings, MAIL, SERVE, Some(FILE);
}

/// What holds in a sandbox unless it is told otherwise.
const OF_SANDBOX: &str = include_str!("sandbox.toml");

/// Certificate and key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    pub cert: PathBuf,
    pub key: PathBuf,
}

impl TlsRows {
    fn checked(self) -> Result<Option<TlsFiles>, Complaint> {
        match (self.cert, self.key) {
            (Some(cert), Some(key)) => Ok(Some(TlsFiles { cert: cert.0, key: key.0 })),
            (None, None) => Ok(None),
            (Some(_), None) => {
                Err(Complaint::new([Self::NAMES.cert], "a certificate needs its key: set tls.key (--tls-key) too"))
            }
            (None, Some(_)) => {
                Err(Complaint::new([Self::NAMES.key], "a key needs its certificate: set tls.cert (--tls-cert) too"))
            }
        }
    }
}

impl MintRows {
    fn checked(self) -> Result<MintBlock, Complaint> {
        MintBlock::new(self.first, self.last)
            .map_err(|what| Complaint::new([Self::NAMES.first, Self::NAMES.last], what))
    }
}

/// Variables of the environment that a command does not look at and was probably meant to, a sentence for each.
pub fn misspelt<S: Scope>() -> Vec<String> {
    // Names that are no text are nobody's.
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let said = |(name, meant): (String, String)| format!("{name}: there is no such variable; did you mean {meant}?");
    byline_settings::misspelt::<S>(names).into_iter().map(said).collect()
}

impl Settings {
    /// # Errors
    /// Everything that is wrong with the file and with what was given beside it.
    pub fn load<S: Scope<Rows = Settings>>(given: &Given<S>) -> Result<Settings, Problems> {
        load(given).map(|Loaded { settings, .. }| settings)
    }

    /// Those of a sandbox: what a registry can be told, and what it is told for itself.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn sandbox(given: &Given<Playing>, alone: &Given<Sandboxed>) -> Result<(Settings, SandboxSettings), Problems> {
        match (load_from(given, Some((Path::new("sandbox.toml"), OF_SANDBOX))), load(alone)) {
            (Ok(settings), Ok(alone)) => Ok((settings.settings, alone.settings)),
            (Err(problems), Err(others)) => Err(problems.and(others)),
            (Err(problems), _) | (_, Err(problems)) => Err(problems),
        }
    }

    /// The folder of the registry.
    ///
    /// # Errors
    /// When nobody named one.
    pub fn data(&self) -> anyhow::Result<&Path> {
        self.data.as_ref().map(|it| &*it.0).ok_or_else(|| {
            anyhow::anyhow!("no folder for the registry: give --data DIR, BYLINE_DATA, or `data` in the settings file")
        })
    }

    /// The address in links, where nobody listens yet: the port may be another once somebody does.
    pub fn known_base_url(&self) -> BaseUrl {
        let made = || format!("http://{}", self.listen).parse().expect("an address with a scheme is a base URL");
        self.base_url.clone().unwrap_or_else(made)
    }

    /// What is allowed but seldom meant.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.base_url.is_none() && !self.listen.0.ip().is_loopback() {
            warnings.push("base_url is not set: links will name the address that is listened on".into());
        }
        if let Some(url) = &self.base_url
            && url.is_https()
            && self.tls.is_none()
            && self.trusted_proxies.is_empty()
        {
            warnings.push("base_url is https, but there is neither a certificate nor a trusted proxy".into());
        }
        warnings
    }
}

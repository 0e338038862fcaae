//! The settings of a registry: file, then variables, then flags, each winning over the one before.
//!
//! Everything that is wrong is told at once, with file and line and what was expected. Whoever has [`Settings`] has
//! nothing left to check, but for files that they name.

mod api_limits;
mod file;
mod issn;
mod mail;
mod mail_overrides;
mod overrides;
mod problem;
mod resolve;
mod resolve_mail;
#[cfg(test)]
mod tests;
mod unknown;
pub mod values;
mod webhooks;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use byline_http::Rates;
use byline_registry::KeepViews;

pub use api_limits::{ApiLimitOverrides, ApiLimitSettings};
pub use issn::IssnSettings;
pub use mail::MailSettings;
pub use mail_overrides::MailOverrides;
pub use overrides::Overrides;
pub use problem::Problems;
use values::{BaseUrl, ByteSize, Count, MintBlock, NamedOrganizations, Network, Span, ViewCache};
pub use webhooks::{WebhookOverrides, WebhookSettings};

/// Where everything listens unless told otherwise: this machine alone.
pub const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// Everything that `serve` can be told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `None` when nobody named a folder: commands that need one say so.
    pub data: Option<PathBuf>,
    pub listen: SocketAddr,
    /// `None`: made from the address that is listened on.
    pub base_url: Option<BaseUrl>,
    pub trusted_proxies: Vec<Network>,
    pub tls: Option<TlsFiles>,
    pub view_cache: ViewCache,
    /// `None`: one per core.
    pub threads: Option<Count>,
    pub limits: Limits,
    pub mint: MintBlock,
    /// Which organizations clients may name.
    pub organizations: NamedOrganizations,
    pub issn: IssnSettings,
    pub webhooks: WebhookSettings,
    /// `None`: mails wait in the outbox.
    pub mail: Option<MailSettings>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    pub cert: PathBuf,
    pub key: PathBuf,
}

#[derive(Clone, Debug)]
pub struct Limits {
    pub connections: Count,
    /// Of one network address, and behind a trusted proxy its requests at a time; `None`: see [`Limits::share`].
    pub connections_per_address: Option<Count>,
    pub body: ByteSize,
    /// For the head of a request, and for all that comes before the first: handshake and preface.
    pub header_timeout: Span,
    /// Between two requests.
    pub idle_timeout: Span,
    /// For the body of a request, and for a client to take an answer: so long, and a second more for each `min_rate` bytes.
    pub body_timeout: Span,
    pub write_timeout: Span,
    /// In a second.
    pub min_rate: ByteSize,
    pub drain_timeout: Span,
    /// How often somebody may ask.
    pub rates: Rates,
    /// And how often the APIs.
    pub api: ApiLimitSettings,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = |number| Span(std::time::Duration::from_secs(number));
        Limits {
            connections: Count(10_000),
            connections_per_address: None,
            body: ByteSize(16 << 20),
            header_timeout: seconds(15),
            // Longer than proxies and clients keep idle connections, as whoever closes first breaks nothing.
            idle_timeout: seconds(75),
            body_timeout: seconds(15),
            write_timeout: seconds(30),
            min_rate: ByteSize(1 << 10),
            drain_timeout: seconds(25),
            rates: Rates::default(),
            api: ApiLimitSettings::default(),
        }
    }
}

impl Limits {
    /// The connections of one network address: a tenth of all unless it was said, and as many as a few browsers need.
    pub fn share(&self) -> usize {
        let usual = || (self.connections.0 / 10).max(16);
        self.connections_per_address.map_or_else(usual, |it| it.0).min(self.connections.0)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            data: None,
            listen: LISTEN,
            base_url: None,
            trusted_proxies: Vec::new(),
            tls: None,
            view_cache: ViewCache(KeepViews::DEFAULT),
            threads: None,
            limits: Limits::default(),
            mint: MintBlock::default(),
            organizations: NamedOrganizations::default(),
            issn: IssnSettings::default(),
            webhooks: WebhookSettings::default(),
            mail: None,
        }
    }
}

/// One setting as it came out, and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// `limits.max_body`: the key in the file, with its table.
    pub key: &'static str,
    pub value: ShownValue,
    pub origin: Origin,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownValue {
    NotSet,
    /// As the file writes it.
    Is(String),
    /// Set, and nobody else's business.
    Hidden,
}

/// What a command wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    All,
    WithoutMail,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File,
    /// A flag or a variable.
    Given,
}

impl Settings {
    /// # Errors
    /// Everything that is wrong with the file and with what was given beside it.
    pub fn load(overrides: &Overrides) -> Result<Settings, Problems> {
        Self::load_shown(overrides).map(|(settings, _)| settings)
    }

    /// The same for commands that send no mail: settings of it are not looked at, as half of them may be in the
    /// environment of the server.
    ///
    /// # Errors
    /// See [`Settings::load`].
    pub fn load_without_mail(overrides: &Overrides) -> Result<Settings, Problems> {
        Self::read(overrides, Scope::WithoutMail).map(|(settings, _)| settings)
    }

    /// The settings, and each of them as it is to be shown.
    ///
    /// # Errors
    /// See [`Settings::load`].
    pub fn load_shown(overrides: &Overrides) -> Result<(Settings, Vec<Shown>), Problems> {
        Self::read(overrides, Scope::All)
    }

    fn read(overrides: &Overrides, scope: Scope) -> Result<(Settings, Vec<Shown>), Problems> {
        let Some(path) = &overrides.config else { return resolve::resolve(overrides, None, scope) };
        let text = std::fs::read_to_string(path).map_err(|error| Problems::unreadable(path, &error))?;
        resolve::resolve(overrides, Some((path, &text)), scope)
    }

    #[cfg(test)]
    fn from_text(text: &str) -> Result<(Settings, Vec<Shown>), Problems> {
        resolve::resolve(&Overrides::default(), Some((Path::new("byline.toml"), text)), Scope::All)
    }

    /// The folder of the registry.
    ///
    /// # Errors
    /// When nobody named one.
    pub fn data(&self) -> anyhow::Result<&Path> {
        self.data.as_deref().ok_or_else(|| {
            anyhow::anyhow!("no folder for the registry: give --data DIR, BYLINE_DATA, or `data` in the settings file")
        })
    }
}

impl Settings {
    /// The address in links, where nobody listens yet: the port may be another once somebody does.
    pub fn known_base_url(&self) -> BaseUrl {
        let made = || format!("http://{}", self.listen).parse().expect("an address with a scheme is a base URL");
        self.base_url.clone().unwrap_or_else(made)
    }

    /// What is allowed but seldom meant.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.base_url.is_none() && !self.listen.ip().is_loopback() {
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

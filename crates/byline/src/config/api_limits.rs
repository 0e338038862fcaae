//! How often the APIs may be asked, as settings.

use std::fmt;
use std::str::FromStr;

use byline_http::Rate;
use byline_http::limit::ApiPolicy;
use byline_model::ClientId;
use clap::Args;

use super::values::{Expected, Network};

#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Limits of the APIs")]
pub struct ApiLimitOverrides {
    /// Whether the APIs count who asks: on or off [default: off]
    #[arg(id = "api_mode", long = "api-limits", value_name = "MODE", env = "BYLINE_API_LIMITS")]
    pub mode: Option<Mode>,

    /// Requests to the public API of one client or address, NUMBER/s with a colon and as many at once [default: 12/s:40]
    #[arg(id = "api_public", long = "api-public-rate", value_name = "RATE", env = "BYLINE_API_PUBLIC_RATE")]
    pub public: Option<ApiRate>,

    /// The same of the member API [default: 24/s:40]
    #[arg(id = "api_member", long = "api-member-rate", value_name = "RATE", env = "BYLINE_API_MEMBER_RATE")]
    pub member: Option<ApiRate>,

    /// Requests to the public API of one address without a token in a day, or off [default: 25000]
    #[arg(
        id = "api_anonymous_per_day",
        long = "api-anonymous-per-day",
        value_name = "NUMBER",
        env = "BYLINE_API_ANONYMOUS_PER_DAY"
    )]
    pub anonymous_per_day: Option<PerDay>,

    /// The same of a public client, or off [default: 100000]
    #[arg(
        id = "api_client_per_day",
        long = "api-client-per-day",
        value_name = "NUMBER",
        env = "BYLINE_API_CLIENT_PER_DAY"
    )]
    pub client_per_day: Option<PerDay>,

    /// What happens to public clients beyond that: told or refused [default: told]
    #[arg(
        id = "api_clients_beyond",
        long = "api-clients-beyond",
        value_name = "HOW",
        env = "BYLINE_API_CLIENTS_BEYOND"
    )]
    pub clients_beyond: Option<Beyond>,

    /// Client that is not counted; may be given several times
    #[arg(
        id = "api_exempt_clients",
        long = "api-exempt-client",
        value_name = "ID",
        env = "BYLINE_API_EXEMPT_CLIENTS",
        value_delimiter = ','
    )]
    pub exempt_clients: Option<Vec<ExemptClient>>,

    /// Address or range that is not counted; may be given several times
    #[arg(
        id = "api_exempt_networks",
        long = "api-exempt-network",
        value_name = "NETWORK",
        env = "BYLINE_API_EXEMPT_NETWORKS",
        value_delimiter = ','
    )]
    pub exempt_networks: Option<Vec<Network>>,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiLimitSettings {
    pub mode: Mode,
    pub public: ApiRate,
    pub member: ApiRate,
    pub anonymous_per_day: PerDay,
    pub client_per_day: PerDay,
    pub clients_beyond: Beyond,
    pub exempt_clients: Vec<ExemptClient>,
    pub exempt_networks: Vec<Network>,
}

impl Default for ApiLimitSettings {
    fn default() -> Self {
        let policy = ApiPolicy::default();
        ApiLimitSettings {
            mode: Mode::Off,
            public: ApiRate(policy.public),
            member: ApiRate(policy.member),
            anonymous_per_day: PerDay(policy.anonymous_per_day),
            client_per_day: PerDay(policy.client_per_day),
            clients_beyond: Beyond::Told,
            exempt_clients: Vec::new(),
            exempt_networks: Vec::new(),
        }
    }
}

impl ApiLimitOverrides {
    /// Where there is no settings file: what was given, and what holds otherwise.
    pub fn settings(&self) -> ApiLimitSettings {
        let base = ApiLimitSettings::default();
        ApiLimitSettings {
            mode: self.mode.unwrap_or(base.mode),
            public: self.public.unwrap_or(base.public),
            member: self.member.unwrap_or(base.member),
            anonymous_per_day: self.anonymous_per_day.unwrap_or(base.anonymous_per_day),
            client_per_day: self.client_per_day.unwrap_or(base.client_per_day),
            clients_beyond: self.clients_beyond.unwrap_or(base.clients_beyond),
            exempt_clients: self.exempt_clients.clone().unwrap_or(base.exempt_clients),
            exempt_networks: self.exempt_networks.clone().unwrap_or(base.exempt_networks),
        }
    }
}

impl ApiLimitSettings {
    /// `None` when nobody is counted.
    pub fn policy(&self) -> Option<ApiPolicy> {
        let network = |it: &Network| it.as_str().parse().expect("it was read as a network");
        (self.mode == Mode::On).then(|| ApiPolicy {
            public: self.public.0,
            member: self.member.0,
            anonymous_per_day: self.anonymous_per_day.0,
            client_per_day: self.client_per_day.0,
            refuse_clients: self.clients_beyond == Beyond::Refused,
            exempt_clients: self.exempt_clients.iter().map(|it| it.0.clone()).collect(),
            exempt_networks: self.exempt_networks.iter().map(network).collect(),
        })
    }
}

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $word:literal),* }, $expected:literal) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($variant),* }

        impl FromStr for $name {
            type Err = Expected;

            fn from_str(text: &str) -> Result<Self, Expected> {
                match text.trim() {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(Expected($expected.into())),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $word),* })
            }
        }
    };
}

words!(
    /// Whether anybody is counted.
    Mode { On = "on", Off = "off" }, "on or off"
);
words!(
    /// What happens to clients that have used up their day.
    Beyond { Told = "told", Refused = "refused" }, "told or refused"
);

/// `12/s:40`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiRate(pub Rate);

impl FromStr for ApiRate {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        text.parse().map(ApiRate).map_err(|_| Expected("a rate like 12/s, or 12/s:40 for 40 at once".into()))
    }
}

impl fmt::Display for ApiRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// So many requests in a day; `None`: as many as one likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerDay(pub Option<u64>);

impl FromStr for PerDay {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match (text.trim(), text.trim().parse()) {
            ("off", _) => Ok(PerDay(None)),
            (_, Ok(number)) if number > 0 => Ok(PerDay(Some(number))),
            (_, Ok(_) | Err(_)) => Err(Expected("a number of requests, or off".into())),
        }
    }
}

impl fmt::Display for PerDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => number.fmt(f),
            None => f.write_str("off"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExemptClient(pub ClientId);

impl FromStr for ExemptClient {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        text.trim()
            .parse()
            .map(ExemptClient)
            .map_err(|_| Expected("the id of a client, like APP-0123456789ABCDEF".into()))
    }
}

impl fmt::Display for ExemptClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

//! Settings as flags and variables; each of them wins over the file.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::values::{BaseNumber, BaseUrl, ByteSize, Count, NamedOrganizations, NamedRate, Network, Span, ViewCache};
use super::{ApiLimitOverrides, IssnSettings, MailOverrides, WebhookOverrides};

/// Which file has the settings, and what is set otherwise.
#[derive(Args, Clone, Debug, Default)]
pub struct Overrides {
    /// Settings file (TOML); flags and variables win over it
    #[arg(long, value_name = "FILE", env = "BYLINE_CONFIG")]
    pub config: Option<PathBuf>,

    /// Folder of the registry; created when there is none
    #[arg(long, value_name = "DIR", env = "BYLINE_DATA")]
    pub data: Option<PathBuf>,

    /// Where to listen; port 0 picks a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", env = "BYLINE_LISTEN")]
    pub listen: Option<SocketAddr>,

    /// The address the world sees, from which all links are made [default: where it listens]
    #[arg(long, value_name = "URL", env = "BYLINE_BASE_URL")]
    pub base_url: Option<BaseUrl>,

    /// Address or range of a proxy in front, whose X-Forwarded-* headers count; may be given several times
    #[arg(long = "trusted-proxy", value_name = "NETWORK", env = "BYLINE_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Option<Vec<Network>>,

    /// Certificate chain (PEM): answer HTTPS
    #[arg(long, value_name = "FILE", env = "BYLINE_TLS_CERT", help_heading = "TLS")]
    pub tls_cert: Option<PathBuf>,

    /// Private key of the certificate (PEM)
    #[arg(long, value_name = "FILE", env = "BYLINE_TLS_KEY", help_heading = "TLS")]
    pub tls_key: Option<PathBuf>,

    /// Where finished answers are kept: off, store, memory, memory:SIZE [default: memory:64MiB]
    #[arg(long, value_name = "WHERE", env = "BYLINE_VIEW_CACHE", help_heading = "Tuning")]
    pub view_cache: Option<ViewCache>,

    /// Threads that answer requests [default: one per core]
    #[arg(long, value_name = "NUMBER", env = "BYLINE_THREADS", help_heading = "Tuning")]
    pub threads: Option<Count>,

    /// Connections at a time; beyond them whoever keeps the server waiting longest makes room [default: 10000]
    #[arg(long, value_name = "NUMBER", env = "BYLINE_MAX_CONNECTIONS", help_heading = "Limits")]
    pub max_connections: Option<Count>,

    /// Connections of one network address at a time; behind a trusted proxy, its requests at a time [default: a tenth of
    /// all]
    #[arg(long, value_name = "NUMBER", env = "BYLINE_MAX_CONNECTIONS_PER_ADDRESS", help_heading = "Limits")]
    pub max_connections_per_address: Option<Count>,

    /// The largest request body [default: 16MiB]
    #[arg(long, value_name = "SIZE", env = "BYLINE_MAX_BODY", help_heading = "Limits")]
    pub max_body: Option<ByteSize>,

    /// How long a client may take to send the head of a request; before the first, its handshake too [default: 15s]
    #[arg(long, value_name = "TIME", env = "BYLINE_HEADER_TIMEOUT", help_heading = "Limits")]
    pub header_timeout: Option<Span>,

    /// How long a connection may wait for its next request [default: 75s]
    #[arg(long, value_name = "TIME", env = "BYLINE_IDLE_TIMEOUT", help_heading = "Limits")]
    pub idle_timeout: Option<Span>,

    /// How long a client may take to send a body, besides what --min-rate gives it [default: 15s]
    #[arg(long, value_name = "TIME", env = "BYLINE_BODY_TIMEOUT", help_heading = "Limits")]
    pub body_timeout: Option<Span>,

    /// How long a client may take to take an answer, besides what --min-rate gives it [default: 30s]
    #[arg(long, value_name = "TIME", env = "BYLINE_WRITE_TIMEOUT", help_heading = "Limits")]
    pub write_timeout: Option<Span>,

    /// Bytes that give a body or an answer one second more [default: 1KiB]
    #[arg(long, value_name = "SIZE", env = "BYLINE_MIN_RATE", help_heading = "Limits")]
    pub min_rate: Option<ByteSize>,

    /// How long what is under way may take to end once the server is told to stop [default: 25s]
    #[arg(long, value_name = "TIME", env = "BYLINE_DRAIN_TIMEOUT", help_heading = "Limits")]
    pub drain_timeout: Option<Span>,

    /// How often somebody may ask, NAME=NUMBER/s, /m, /h, /d or NAME=off; `config show` has the names, `all` is all
    #[arg(
        long = "rate",
        value_name = "NAME=RATE",
        env = "BYLINE_RATES",
        value_delimiter = ',',
        help_heading = "Limits"
    )]
    pub rates: Option<Vec<NamedRate>>,

    /// First number that new iDs are made from: an iD without its check digit [default: 0009-9000-0000-000]
    #[arg(long, value_name = "NUMBER", env = "BYLINE_MINT_FIRST", help_heading = "New iDs")]
    pub mint_first: Option<BaseNumber>,

    /// Last number that new iDs are made from [default: 0009-9999-9999-999]
    #[arg(long, value_name = "NUMBER", env = "BYLINE_MINT_LAST", help_heading = "New iDs")]
    pub mint_last: Option<BaseNumber>,

    /// Organizations that clients may name by identifier: known, or well-formed for any that could be one
    /// [default: known]
    #[arg(long, value_name = "WHICH", env = "BYLINE_ORGANIZATIONS", help_heading = "Writes")]
    pub organizations: Option<NamedOrganizations>,

    #[command(flatten)]
    pub issn: IssnSettings,

    #[command(flatten)]
    pub api_limits: ApiLimitOverrides,

    #[command(flatten)]
    pub webhooks: WebhookOverrides,

    #[command(flatten)]
    pub mail: MailOverrides,
}

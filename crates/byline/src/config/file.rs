//! The keys of the settings file. Plain data with places; what a value must look like is decided in [`super::resolve`], and
//! keys that are not here are found by [`super::unknown`], all of them at once.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize, Debug, Default)]
pub struct File {
    pub data: Option<Spanned<Scalar>>,
    pub listen: Option<Spanned<Scalar>>,
    pub base_url: Option<Spanned<Scalar>>,
    pub trusted_proxies: Option<Vec<Spanned<Scalar>>>,
    pub view_cache: Option<Spanned<Scalar>>,
    pub threads: Option<Spanned<Scalar>>,
    pub organizations: Option<Spanned<Scalar>>,
    #[serde(default)]
    pub tls: Tls,
    #[serde(default)]
    pub limits: Limits,
    #[serde(default)]
    pub mint: Mint,
    #[serde(default)]
    pub issn: Issn,
    #[serde(default)]
    pub webhooks: Webhooks,
    #[serde(default)]
    pub mail: Mail,
}

#[derive(Deserialize, Debug, Default)]
pub struct Tls {
    pub cert: Option<Spanned<Scalar>>,
    pub key: Option<Spanned<Scalar>>,
}

#[derive(Deserialize, Debug, Default)]
pub struct Limits {
    pub max_connections: Option<Spanned<Scalar>>,
    pub max_connections_per_address: Option<Spanned<Scalar>>,
    pub max_body: Option<Spanned<Scalar>>,
    pub header_timeout: Option<Spanned<Scalar>>,
    pub idle_timeout: Option<Spanned<Scalar>>,
    pub body_timeout: Option<Spanned<Scalar>>,
    pub write_timeout: Option<Spanned<Scalar>>,
    pub min_rate: Option<Spanned<Scalar>>,
    pub drain_timeout: Option<Spanned<Scalar>>,
    #[serde(default)]
    pub rates: BTreeMap<String, Spanned<Scalar>>,
    #[serde(default)]
    pub api: ApiLimits,
}

#[derive(Deserialize, Debug, Default)]
pub struct ApiLimits {
    pub mode: Option<Spanned<Scalar>>,
    pub public: Option<Spanned<Scalar>>,
    pub member: Option<Spanned<Scalar>>,
    pub anonymous_per_day: Option<Spanned<Scalar>>,
    pub client_per_day: Option<Spanned<Scalar>>,
    pub clients_beyond: Option<Spanned<Scalar>>,
    pub exempt_clients: Option<Vec<Spanned<Scalar>>>,
    pub exempt_networks: Option<Vec<Spanned<Scalar>>>,
}

#[derive(Deserialize, Debug, Default)]
pub struct Mint {
    pub first: Option<Spanned<Scalar>>,
    pub last: Option<Spanned<Scalar>>,
}

#[derive(Deserialize, Debug, Default)]
pub struct Issn {
    pub table: Option<Spanned<Scalar>>,
    pub portal: Option<Spanned<Scalar>>,
}

#[derive(Deserialize, Debug, Default)]
pub struct Webhooks {
    pub ports: Option<Vec<Spanned<Scalar>>>,
    pub networks: Option<Vec<Spanned<Scalar>>>,
}

#[derive(Deserialize, Debug, Default)]
pub struct Mail {
    pub server: Option<Spanned<Scalar>>,
    pub from: Option<Spanned<Scalar>>,
    pub from_name: Option<Spanned<Scalar>>,
    pub username: Option<Spanned<Scalar>>,
    pub password: Option<Spanned<Scalar>>,
    pub password_file: Option<Spanned<Scalar>>,
    pub starttls: Option<Spanned<Scalar>>,
    pub ca: Option<Spanned<Scalar>>,
    pub timeout: Option<Spanned<Scalar>>,
    pub retry_after: Option<Spanned<Scalar>>,
    pub give_up_after: Option<Spanned<Scalar>>,
    pub connections: Option<Spanned<Scalar>>,
}

/// A text or a number, kept as the text that a flag would have.
#[derive(Deserialize)]
#[serde(from = "Forms")]
pub struct Scalar(pub String);

impl std::fmt::Debug for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // It may be a password.
        f.write_str("Scalar(…)")
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a text or a whole number")]
enum Forms {
    Text(String),
    Number(i64),
}

impl From<Forms> for Scalar {
    fn from(form: Forms) -> Self {
        Scalar(match form {
            Forms::Text(text) => text,
            Forms::Number(number) => number.to_string(),
        })
    }
}

//! The keys of the settings file. Plain data with places; what a value must look like is decided in [`super::resolve`].

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub data: Option<Spanned<Scalar>>,
    pub listen: Option<Spanned<Scalar>>,
    pub base_url: Option<Spanned<Scalar>>,
    pub trusted_proxies: Option<Vec<Spanned<Scalar>>>,
    pub view_cache: Option<Spanned<Scalar>>,
    pub threads: Option<Spanned<Scalar>>,
    #[serde(default)]
    pub tls: Tls,
    #[serde(default)]
    pub limits: Limits,
    #[serde(default)]
    pub mint: Mint,
}

#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    pub cert: Option<Spanned<Scalar>>,
    pub key: Option<Spanned<Scalar>>,
}

#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub max_connections: Option<Spanned<Scalar>>,
    pub max_body: Option<Spanned<Scalar>>,
    pub header_timeout: Option<Spanned<Scalar>>,
    pub drain_timeout: Option<Spanned<Scalar>>,
}

#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct Mint {
    pub first: Option<Spanned<Scalar>>,
    pub last: Option<Spanned<Scalar>>,
}

/// A text or a number, kept as the text that a flag would have.
#[derive(Deserialize, Debug)]
#[serde(from = "Forms")]
pub struct Scalar(pub String);

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

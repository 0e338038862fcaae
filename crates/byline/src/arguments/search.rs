//! `byline search`.

use std::str::FromStr;

use clap::Args;

use super::StoreArguments;

/// Search a registry, or explain what a query asks for
///
/// Takes what /v3.0/search takes as `q` (docs/search.md). With a folder it lists who is found, the best first, and how many
/// there are; no server may run on it meanwhile. With --explain it says what the query was understood as, and which terms
/// have to be where; that needs no folder.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline search --explain 'family-name:smith AND NOT given-names:john'
  byline search --explain 'ada lovelace' --param defType=edismax \\
      --param 'qf=given-names family-name^2'
  byline search --data registry/ '*:*'
  byline search --data registry/ 'email:*@example.org' --explain --rows 3")]
pub struct SearchArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// The query; one that begins like a flag wants -- in front
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: String,

    /// Say what the query was understood as
    #[arg(long)]
    pub explain: bool,

    /// Another parameter of the request, as defType=edismax, fq=keyword:x or sort='orcid asc'
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub params: Vec<Param>,

    /// How many are passed over
    #[arg(long, value_name = "NUMBER", default_value = "0")]
    pub start: usize,

    /// How many are listed at most
    #[arg(long, value_name = "NUMBER", default_value = "20")]
    pub rows: byline_settings::Count,

    /// One JSON object instead of lines
    #[arg(long)]
    pub json: bool,
}

/// A parameter of a request.
#[derive(Clone, Debug)]
pub struct Param {
    pub name: String,
    pub value: String,
}

impl FromStr for Param {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, value) = text.split_once('=').ok_or("expected a name and a value, as defType=edismax")?;
        Ok(Param { name: name.to_owned(), value: value.to_owned() })
    }
}

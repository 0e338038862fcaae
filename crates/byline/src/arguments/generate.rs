//! `byline generate`.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use byline_model::Timestamp;
use byline_settings::Count;
use clap::{Args, ValueEnum};

use super::StoreArguments;

/// Make a registry of people who do not exist, of any size
///
/// Its records are shaped like those of the live registry: how many have how much, in which scripts, with which slips and
/// co-authors, up to records with tens of thousands of works. The same seed, date and number make the same bytes
/// on every machine. No one in it is real: names are made up, and iDs come from the block for tests.
///
/// Without --data, --database and --out the people are made and counted, and go nowhere. A registry gets clients,
/// organisations, permissions, webhooks and items that hide besides; its folder is made when there is none, it must have no
/// people unless --from says which part follows, and no server may run on it meanwhile. Files (--out) are archives in the
/// layout of the annual public data file. At the end it compares what came out with what is published about the live registry.
///
/// Exits with 0 when all figures are where they should be, with 1 when one is not or the run broke off, with 2 for a
/// wrong command line.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline generate --people 20000             # make them, and compare figures
  byline generate --people 10000 --data registry/    # a registry to serve
  byline generate --people 100000 --out dump/ --only-summaries
  byline generate --people 1000 --from 5000 --out part/    # as in a larger one
  byline generate --people 1000000 --report figures.json")]
pub struct GenerateArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// How many
    #[arg(long, value_name = "NUMBER")]
    pub people: Count,

    /// Another number makes another registry
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,

    /// The day on which the registry is looked at, from 2013 on; nothing in it is younger
    #[arg(long, value_name = "DATE", default_value = "2025-10-01")]
    pub as_of: Day,

    /// Begin with the person after so many: a part is the same as it is in the whole
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub from: u64,

    /// Write archives into this folder, whatever registry the settings name: ORCID_2025_10_summaries.tar.gz and eleven with the activities
    #[arg(long, value_name = "DIR", conflicts_with_all = ["data", "database.address"])]
    pub out: Option<PathBuf>,

    /// Leave out the archives with the activities, which take several times the room
    #[arg(long, requires = "out")]
    pub only_summaries: bool,

    /// Which people: all who registered, or those alone who keep their record (some thirty items each)
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = Mix::Registry)]
    pub mix: Mix,

    /// Hidden items for each public one: only the owner and trusted clients see them [default: 0.3 in a registry, else
    /// 0]
    #[arg(long, value_name = "SHARE")]
    pub hidden: Option<Share>,

    /// What addresses in documents begin with
    #[arg(long, value_name = "URL", default_value = "https://orcid.org")]
    pub base_url: String,

    /// Write the figures to this file, as JSON; standard error has those that are not where they should be
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,

    /// Replace files that are there
    #[arg(long)]
    pub force: bool,

    /// Threads that make people [default: one per core]
    #[arg(long, value_name = "NUMBER")]
    pub workers: Option<Count>,
}

/// Which sort of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mix {
    Registry,
    Kept,
}

/// A day, as its first moment in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub Timestamp);

impl FromStr for Day {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let moment = format!("{text}T00:00:00Z").parse::<Timestamp>();
        moment.map(Day).map_err(|_| "expected a date like 2025-10-01")
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_string()[..10])
    }
}

/// From 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share(pub f64);

impl FromStr for Share {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let share = text.parse().ok().filter(|it| (0.0..=1.0).contains(it));
        share.map(Share).ok_or("expected a number from 0 to 1")
    }
}

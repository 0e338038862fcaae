//! `byline journal`.

use std::str::FromStr;

use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::{Action, Actor};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::StoreArguments;

/// Show what people and clients did, newest first
///
/// Sign-ins, permissions, edits of records, administration: who did it, to whom, and when; no addresses, no texts, no
/// tokens. Each action is kept for a time of its own (docs/operating/day-to-day.md). Works while the server runs.
///
/// When there is more than --limit, standard error says how to ask for what follows.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline journal --data registry/
  byline journal --data registry/ --person 0000-0002-1825-0097 \\
      --since 2026-01-01
  byline journal --data registry/ --client APP-0123456789ABCDEF \\
      --action items-added
  byline journal --data registry/ --actor operator   # done on the command line
  byline journal --data registry/ --action sign-in-failed --limit 1000 --json")]
pub struct JournalArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// What this person did, and what was done about them
    #[arg(long, value_name = "ID")]
    pub person: Option<OrcidId>,

    /// What this client did, and what was done about it or on its behalf
    #[arg(long, value_name = "ID")]
    pub client: Option<ClientId>,

    /// What this one did: a person, a client, operator (who runs the registry), registry (by itself), nobody (unknown)
    #[arg(long, value_name = "WHO")]
    pub actor: Option<Actor>,

    /// Only this
    #[arg(long, value_parser = actions())]
    pub action: Option<Action>,

    /// From this moment on (RFC 3339), or from the beginning of a day (UTC)
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub since: Option<Timestamp>,

    /// Until before this moment (RFC 3339), or before a day (UTC)
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub until: Option<Timestamp>,

    /// What follows the entry with this number and moment: NUMBER@TIME
    #[arg(long, value_name = "ENTRY")]
    pub before: Option<Before>,

    /// How many entries at most
    #[arg(long, value_name = "NUMBER", default_value = "100")]
    pub limit: byline_settings::Count,

    /// A line of JSON for each
    #[arg(long)]
    pub json: bool,
}

fn moment(text: &str) -> Result<Timestamp, &'static str> {
    let day = || format!("{}T00:00:00Z", text.trim()).parse();
    text.parse().or_else(|_| day()).map_err(|_| "expected a moment or a day, as 2026-01-01T12:00:00Z or 2026-01-01")
}

fn actions() -> impl TypedValueParser<Value = Action> {
    let names = Action::ALL.iter().map(|it| it.spec().name);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Action>())
}

/// An entry that was shown.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    pub number: u64,
    pub at: Timestamp,
}

impl FromStr for Before {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "expected a number and a moment, as 17@2026-01-01T00:00:00.000Z";
        let (number, at) = text.split_once('@').ok_or(wrong)?;
        Ok(Before { number: number.parse().map_err(|_| wrong)?, at: at.parse().map_err(|_| wrong)? })
    }
}

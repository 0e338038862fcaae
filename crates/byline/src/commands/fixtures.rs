//! `byline fixtures`: what there is to say in a `registry.toml`.

use byline_datafile::registry_toml::{page, schema};

use crate::arguments::{FixturesArguments, FixturesCommand};
use crate::commands::Outcome;
use crate::out;

pub fn run(arguments: &FixturesArguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        FixturesCommand::Schema => out::line(&serde_json::to_string_pretty(&schema())?)?,
        FixturesCommand::Reference => out::line(page().trim_end())?,
    }
    Ok(Outcome::Done)
}

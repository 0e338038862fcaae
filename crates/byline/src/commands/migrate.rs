//! `byline migrate`: tables as this version knows them.

use crate::arguments::MigrateArguments;
use crate::commands::Outcome;
use crate::commands::import::settings;
use crate::home::Home;
use crate::runtime;

pub fn run(arguments: &MigrateArguments) -> anyhow::Result<Outcome> {
    let home = Home::existing(&settings(&arguments.store)?)?;
    runtime::block_on(Some(1), home.migrate())??;
    say!("the tables are up to date");
    Ok(Outcome::Done)
}

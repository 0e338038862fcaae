//! `byline check`: what somebody has to put right.

use serde_json::json;

use crate::arguments::CheckArguments;
use crate::commands::Outcome;
use crate::commands::import::settings;
use crate::data::Folder;
use crate::out;

pub fn run(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let folder = Folder::existing(settings(&arguments.store)?.data()?)?;
    let shared = folder.inspection()?.shared_addresses()?;
    if arguments.json {
        let described = shared
            .iter()
            .map(|it| json!({"address": it.address, "keeper": it.keeper.to_string(), "other": it.other.to_string()}));
        out::line(&serde_json::to_string_pretty(&described.collect::<Vec<_>>())?)?;
    } else {
        for it in &shared {
            out::line(&format!("{}\t{} keeps it, {} is asked for another", it.address, it.keeper, it.other))?;
        }
    }
    match shared.len() {
        0 => say!("nothing has to be put right"),
        1 => say!("one record has an address that another has, too"),
        count => say!("{count} records have addresses that others have, too"),
    }
    Ok(if shared.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

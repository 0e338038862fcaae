//! `byline check`: what somebody has to put right.

use byline_store::Walk;
use serde_json::json;

use crate::arguments::CheckArguments;
use crate::beside::Beside;
use crate::commands::Outcome;
use crate::commands::import::settings;
use crate::home::Home;
use crate::out;

/// Read at a time.
const PAGE: usize = 1000;

pub fn run(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    Home::existing(&settings(&arguments.store)?)?.beside(|registry| check(registry, arguments))
}

async fn check(registry: Beside, arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let (mut walk, mut count, mut described) = (Walk::by(PAGE), 0, Vec::new());
    while let Some(stretch) = walk.stretch() {
        for it in walk.on(registry.shared_addresses(stretch).await?) {
            count += 1;
            if arguments.json {
                let (keeper, other) = (it.keeper.to_string(), it.other.to_string());
                described.push(json!({"address": it.address, "keeper": keeper, "other": other}));
            } else {
                out::line(&format!("{}\t{} keeps it, {} is asked for another", it.address, it.keeper, it.other))?;
            }
        }
    }
    if arguments.json {
        out::line(&serde_json::to_string_pretty(&described)?)?;
    }
    match count {
        0 => say!("nothing has to be put right"),
        1 => say!("one record has an address that another has, too"),
        count => say!("{count} records have addresses that others have, too"),
    }
    Ok(if count == 0 { Outcome::Done } else { Outcome::Incomplete })
}

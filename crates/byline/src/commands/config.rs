//! `byline config`: whether settings are right, what they come to, and what there is to set.

use byline_settings::{Chapter, Given, as_file, load, reference, schema};

use crate::arguments::{ConfigArguments, ConfigCommand};
use crate::commands::Outcome;
use crate::config::{COMMANDS, Sandboxed, Serving, Settings, misspelt};
use crate::out;
use crate::server::tls;

pub fn run(arguments: &ConfigArguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        ConfigCommand::Check { file, settings } => {
            let mut given = Given::clone(settings);
            given.file = file.clone().or(given.file);
            return check(&given);
        }
        ConfigCommand::Show { settings } => out::line(as_file(&load(settings)?.shown).trim_end())?,
        ConfigCommand::Schema => out::line(&serde_json::to_string_pretty(&schema::<Settings>("Settings of Byline"))?)?,
        ConfigCommand::Reference => {
            let chapters = [
                Chapter::of::<Serving>("Outside of tables"),
                Chapter::of::<Sandboxed>("Of `byline sandbox` alone, in no file"),
            ];
            out::line(reference(&chapters, &COMMANDS).trim_end())?;
        }
    }
    Ok(Outcome::Done)
}

fn check(given: &Given<Serving>) -> anyhow::Result<Outcome> {
    let settings = match Settings::load(given) {
        Ok(settings) => settings,
        Err(problems) => {
            say!("{problems}");
            return Ok(if problems.blame_the_call() { Outcome::Misused } else { Outcome::Incomplete });
        }
    };
    let base_url = settings.known_base_url();
    let named = [
        settings.tls.as_ref().and_then(|files| tls::load(files).err()),
        settings.mail.as_ref().and_then(|mail| mail.relay(&base_url).err()),
        settings.issn.resolver().err(),
        settings.database.postgres().err(),
    ];
    let fine = named.iter().all(Option::is_none);
    named.into_iter().flatten().for_each(|unusable| say!("{:#}", unusable.set_by(given)));
    for warning in misspelt::<Serving>().into_iter().chain(settings.warnings()) {
        say!("note: {warning}");
    }
    if !fine {
        return Ok(Outcome::Incomplete);
    }
    say!("the settings are fine");
    Ok(Outcome::Done)
}

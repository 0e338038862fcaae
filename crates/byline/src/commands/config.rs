//! `byline config check` and `byline config show`.

use crate::arguments::{ConfigArguments, ConfigCommand};
use crate::commands::Outcome;
use crate::config::{Origin, Overrides, Settings, Shown, ShownValue};
use crate::out;
use crate::server::tls;

pub fn run(arguments: &ConfigArguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        ConfigCommand::Check { file, settings } => {
            let mut overrides = Overrides::clone(settings);
            overrides.config = file.clone().or(overrides.config);
            check(&overrides)
        }
        ConfigCommand::Show { settings } => {
            let (_, shown) = Settings::load_shown(settings)?;
            out::line(as_file(&shown).trim_end())?;
            Ok(Outcome::Done)
        }
    }
}

fn check(overrides: &Overrides) -> anyhow::Result<Outcome> {
    let settings = match Settings::load(overrides) {
        Ok(settings) => settings,
        Err(problems) => {
            say!("{problems}");
            return Ok(Outcome::Incomplete);
        }
    };
    let mut fine = true;
    if let Some(Err(error)) = settings.tls.as_ref().map(tls::load) {
        say!("tls: {error:#}");
        fine = false;
    }
    let base_url = settings.known_base_url();
    if let Some(Err(error)) = settings.mail.as_ref().map(|mail| mail.relay(&base_url)) {
        say!("{error:#}");
        fine = false;
    }
    if let Err(error) = settings.issn.resolver() {
        say!("issn: {error:#}");
        fine = false;
    }
    for warning in settings.warnings() {
        say!("note: {warning}");
    }
    if !fine {
        return Ok(Outcome::Incomplete);
    }
    say!("the settings are fine");
    Ok(Outcome::Done)
}

/// A settings file that comes to the same. Keys of tables come after all others, as TOML wants it.
fn as_file(shown: &[Shown]) -> String {
    let mut out = String::new();
    let mut table = "";
    let (top, inside): (Vec<&Shown>, Vec<&Shown>) = shown.iter().partition(|it| !it.key.contains('.'));
    for setting in top.into_iter().chain(inside) {
        let (of, key) = setting.key.rsplit_once('.').unwrap_or(("", setting.key));
        if of != table {
            out += &format!("\n[{of}]\n");
            table = of;
        }
        let origin = match setting.origin {
            Origin::Default => "default",
            Origin::File => "settings file",
            Origin::Given => "flag or variable",
        };
        out += &match &setting.value {
            ShownValue::Is(value) => format!("{:<44}# {origin}\n", format!("{key} = {value}")),
            ShownValue::Hidden => format!("{:<44}# {origin}; not shown\n", format!("# {key} =")),
            ShownValue::NotSet => format!("{:<44}# not set\n", format!("# {key} =")),
        };
    }
    out
}

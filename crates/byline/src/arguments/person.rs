//! `byline person`.

use clap::{Args, Subcommand};

use super::StoreArguments;

/// Create people in a registry
///
/// The server must not run meanwhile.
#[derive(Args, Debug)]
pub struct PersonArguments {
    #[command(subcommand)]
    pub command: PersonCommand,
}

#[derive(Subcommand, Debug)]
pub enum PersonCommand {
    /// Register a person who agreed to the terms; prints the new iD as JSON
    ///
    /// The rules are those of the registration page. The password is read from standard input, so that it stands in no
    /// list of processes.
    #[command(after_help = "\
Example:
  byline person create --data registry/ --given-names Ada --family-name Probe \\
      --email ada@example.org < password.txt")]
    Create(PersonCreateArguments),
}

#[derive(Args, Debug)]
pub struct PersonCreateArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// The given names, as the record shows them
    #[arg(long)]
    pub given_names: String,

    /// The family name, if there is one
    #[arg(long, default_value = "", hide_default_value = true)]
    pub family_name: String,

    /// The address to sign in with
    #[arg(long)]
    pub email: String,

    /// Who sees new items: public, limited or private
    #[arg(long, value_name = "VISIBILITY", default_value = "public", value_parser = visibility)]
    pub default_visibility: byline_model::Visibility,

    /// The language of pages and mails, such as en, fr, zh_CN
    #[arg(long, default_value = "en", value_parser = locale)]
    pub locale: byline_model::Locale,
}

fn visibility(text: &str) -> Result<byline_model::Visibility, String> {
    use byline_model::Visibility;
    match text.parse() {
        Ok(visibility @ (Visibility::Public | Visibility::Limited | Visibility::Private)) => Ok(visibility),
        Ok(Visibility::RegisteredOnly) | Err(_) => Err("expected public, limited or private".into()),
    }
}

fn locale(text: &str) -> Result<byline_model::Locale, String> {
    text.parse().map_err(|_| format!("expected one of {}", byline_model::Locale::ALL.map(|it| it.as_str()).join(", ")))
}

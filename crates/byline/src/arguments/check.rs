//! `byline check`.

use clap::Args;

use super::StoreArguments;

/// Look for what needs putting right in a registry
///
/// Lists the e-mail addresses that several records have, because an upgrade found two ways of writing to be one: the record
/// that is found by the address, and the one whose owner signs in by iD and is asked for another. Ends with 1 when there is
/// something. Works while the server runs.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline check --data registry/
  byline check --data registry/ --json")]
pub struct CheckArguments {
    #[command(flatten)]
    pub store: StoreArguments,
    /// A JSON array instead of lines
    #[arg(long)]
    pub json: bool,
}

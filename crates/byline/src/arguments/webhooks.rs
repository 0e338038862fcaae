//! `byline webhooks`.

use clap::{Args, Subcommand};

use super::StoreArguments;

/// See who is called about changes, and what became of the calls
///
/// A registry calls the addresses that clients registered for records. What a receiver does not take is tried again, after
/// growing delays, and given up after 25 failures in a row. Unlike most commands, these work while the server runs.
#[derive(Args, Debug)]
pub struct WebhookArguments {
    #[command(subcommand)]
    pub command: WebhookCommand,
}

#[derive(Subcommand, Debug)]
pub enum WebhookCommand {
    /// List webhooks that are owed a call: number, state, failures, client, record and address
    #[command(after_help = "\
Examples:
  byline webhooks list --data registry/
  byline webhooks list --data registry/ --all --json   # also those owed nothing")]
    List {
        #[command(flatten)]
        store: StoreArguments,
        /// Those that are owed nothing, too
        #[arg(long)]
        all: bool,
        /// A JSON array instead of lines
        #[arg(long)]
        json: bool,
    },
    /// Have webhooks called at once, those that were given up too; their failures are forgotten
    ///
    /// A server that runs sees it within a second.
    #[command(after_help = "\
Examples:
  byline webhooks retry --data registry/ 17 21
  byline webhooks retry --data registry/ --all   # after a receiver was away")]
    #[command(group = clap::ArgGroup::new("which").args(["ids", "all"]).required(true))]
    Retry {
        #[command(flatten)]
        store: StoreArguments,
        /// Numbers, as `byline webhooks list` shows them
        #[arg(value_name = "NUMBER")]
        ids: Vec<u64>,
        /// All that are owed a call
        #[arg(long)]
        all: bool,
    },
}

//! `byline keys`.

use clap::{Args, Subcommand};

use super::StoreArguments;

/// Show and replace the keys that sign identity tokens
///
/// The server must not run meanwhile.
#[derive(Args, Debug)]
pub struct KeysArguments {
    #[command(subcommand)]
    pub command: KeysCommand,
}

#[derive(Subcommand, Debug)]
pub enum KeysCommand {
    /// List keys, newest first: id, what it is good for, since when it signs
    #[command(after_help = "\
Example:
  byline keys list --data registry/")]
    List {
        #[command(flatten)]
        store: StoreArguments,
        /// A JSON array instead of lines
        #[arg(long)]
        json: bool,
    },
    /// Add a key: published at once, signing a day later; the one before stays published for a day after that
    #[command(after_help = "\
Example:
  byline keys rotate --data registry/")]
    Rotate {
        #[command(flatten)]
        store: StoreArguments,
    },
}

//! `byline fixtures`.

use clap::{Args, Subcommand};

/// Tell what the registry.toml of a fixture directory can say
///
/// `byline sandbox --fixtures` and `byline import` read such a directory, `byline export` writes one.
#[derive(Args, Debug)]
pub struct FixturesArguments {
    #[command(subcommand)]
    pub command: FixturesCommand,
}

#[derive(Subcommand, Debug)]
pub enum FixturesCommand {
    /// Print what editors want to know about it, as a JSON Schema
    ///
    /// An editor that knows TOML then completes keys, says what they are for, and marks what is wrong.
    #[command(after_help = "\
Example:
  byline fixtures schema > registry.schema.json
Then `#:schema ./registry.schema.json` is the first line of registry.toml.")]
    Schema,
    /// Print every table with its keys, what they are for and how they are written, as Markdown
    #[command(after_help = "\
Example:
  byline fixtures reference > fixtures.md")]
    Reference,
}

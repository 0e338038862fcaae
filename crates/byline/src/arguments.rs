//! The command line.

mod backup;
mod check;
mod client;
mod dev_ca;
mod fixtures;
mod generate;
mod journal;
mod keys;
mod mail;
mod migrate;
mod person;
mod reindex;
mod search;
mod webhooks;

use std::ffi::OsStr;
use std::path::PathBuf;

use byline_settings::Given;
use clap::parser::ValueSource;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::values::BaseUrl;
use crate::config::{Playing, Sandboxed, Serving, Stored};
use crate::logging::LogArguments;

pub use backup::{BackupArguments, RestoreArguments};
pub use check::CheckArguments;
pub use client::{ClientArguments, ClientCommand, ClientCreateArguments, ClientSetArguments};
pub use dev_ca::DevCaArguments;
pub use fixtures::{FixturesArguments, FixturesCommand};
pub use generate::{GenerateArguments, Mix, Share};
pub use journal::JournalArguments;
pub use keys::{KeysArguments, KeysCommand};
pub use mail::{MailArguments, MailCommand, MailRetryArguments, MailTestArguments};
pub use migrate::MigrateArguments;
pub use person::{PersonArguments, PersonCommand, PersonCreateArguments};
pub use reindex::ReindexArguments;
pub use search::SearchArguments;
pub use webhooks::{WebhookArguments, WebhookCommand};

/// A registry of researchers that speaks the ORCID APIs, in one program
#[derive(Parser, Debug)]
#[command(
    name = "byline",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "\
Start here:
  byline sandbox                  # a registry with people in it, on port 8080
  byline serve --data registry/   # a registry of your own
  byline convert record.xml       # an XML document as JSON
  byline COMMAND --help           # what a command can do, with examples"
)]
pub struct Arguments {
    #[command(flatten)]
    pub logging: LogArguments,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    Sandbox(Box<SandboxArguments>),
    Serve(Box<ServeArguments>),
    Config(ConfigArguments),
    Check(CheckArguments),
    Migrate(MigrateArguments),
    Backup(BackupArguments),
    Restore(RestoreArguments),
    Import(ImportArguments),
    Export(ExportArguments),
    Convert(ConvertArguments),
    Generate(GenerateArguments),
    Fixtures(FixturesArguments),
    DevCa(DevCaArguments),
    Client(ClientArguments),
    Keys(KeysArguments),
    Person(PersonArguments),
    Mail(MailArguments),
    Webhooks(WebhookArguments),
    Journal(JournalArguments),
    Search(SearchArguments),
    Reindex(ReindexArguments),
}

/// Run a registry with invented people and clients, to develop and test against
///
/// It starts in a moment, answers both APIs on one address, and forgets everything on exit. Under /__sandbox/ it lists
/// its people, clients and the requests it got, makes access tokens, shows the mail it would have sent, moves its clock,
/// and puts everything back as it was. As soon as it is ready, it prints one line of JSON on standard output; everything
/// else goes to standard error.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline sandbox
  byline sandbox --listen 127.0.0.1:0        # on any free port
  byline sandbox --fixtures tests/registry   # with people of your own
  byline sandbox --at 2030-01-01T00:00:00Z   # as if it were that moment
  byline sandbox --data state/               # keep what was written

  curl http://127.0.0.1:8080/__sandbox/people   # who is there, with passwords
  curl -X POST http://127.0.0.1:8080/__sandbox/reset
In a browser: http://127.0.0.1:8080/__sandbox/")]
pub struct SandboxArguments {
    #[command(flatten)]
    pub settings: Given<Playing>,

    #[command(flatten)]
    pub alone: Given<Sandboxed>,
}

/// Run a registry that keeps its data
///
/// Needs a folder (--data) and nothing else. Settings come from a file, variables and flags; flags win over variables,
/// variables over the file. As soon as it is ready, it prints one line of JSON on standard output. On SIGTERM or Ctrl-C it
/// finishes what is under way and ends. Mail is sent when a mail server is set, and waits otherwise.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline serve --data /var/lib/byline
  byline serve --data registry/ --base-url https://registry.example.org \\
      --trusted-proxy 127.0.0.1
  byline serve --config /etc/byline.toml
  byline config show                         # all settings, with their defaults")]
pub struct ServeArguments {
    #[command(flatten)]
    pub settings: Given<Serving>,
}

/// Check settings, show those in effect, or list all there are
#[derive(Args, Debug)]
pub struct ConfigArguments {
    #[command(subcommand)]
    pub command: ConfigCommand,
}

#[derive(Subcommand, Debug)]
pub enum ConfigCommand {
    /// Say what is wrong with a settings file, with lines and what is expected
    ///
    /// Exits with 0 when it is fine, with 1 when it is not. Files that it names (certificates, keys, passwords) are looked
    /// at too. The mail server is not asked: see `byline mail test`.
    #[command(after_help = "\
Example:
  byline config check /etc/byline.toml")]
    Check {
        /// The settings file; without one, variables and flags alone are checked
        file: Option<PathBuf>,
        #[command(flatten)]
        settings: Box<Given<Serving>>,
    },
    /// Print the settings in effect as a settings file, each with where it comes from; passwords are left out
    #[command(after_help = "\
Examples:
  byline config show > byline.toml           # a file to start from
  BYLINE_LISTEN=[::]:80 byline config show --config byline.toml")]
    Show {
        #[command(flatten)]
        settings: Box<Given<Serving>>,
    },
    /// Print what editors want to know about settings files, as a JSON Schema
    ///
    /// An editor that knows TOML then completes keys, says what they are for, and marks what is wrong.
    #[command(after_help = "\
Example:
  byline config schema > byline.schema.json
Then `#:schema ./byline.schema.json` is the first line of byline.toml.")]
    Schema,
    /// Print every setting with its flag, its variable and what holds unless it is set, as Markdown
    #[command(after_help = "\
Example:
  byline config reference > settings.md")]
    Reference,
}

/// Which registry a command is about.
pub type StoreArguments = Given<Stored>;

/// Read data files into a registry
///
/// Takes archives of the annual public data file, directories in the same layout with or without a registry.toml, and
/// single documents. The schemas are enforced, the rules for writing are not: what was valid when it was published
/// comes in. A document that is refused is reported and left out. After an interruption, run the same command again:
/// it goes on where it was. The folder is created if needed; no server may run on it meanwhile.
///
/// With --organizations, files of organisations are read first, as ROR, the registry of funders, Ringgold and GLEIF
/// publish them: then clients can name them, and people find them while they type. A newer file changes what is
/// otherwise; what was withdrawn stays, as obsolete.
///
/// Exits with 0 when everything came in, with 1 when documents were refused or the run broke off, with 2 for a wrong
/// command line.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline import --data registry/ ORCID_2025_10_summaries.tar.gz
  byline import --data registry/ ORCID_2025_10_activities_*.tar.gz \\
      --refused refused.txt
  byline import --data registry/ fixtures/ extra.xml
  byline import --data registry/ --organizations v1.80-2026-01-01-ror-data.zip
  byline import --data registry/ --organizations registry.rdf --strict")]
pub struct ImportArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// Archives (.tar, .tar.gz), directories, documents (.xml, .json), registry.toml
    #[arg(required_unless_present = "organizations", value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Organisations: JSON of ROR (version 2), RDF of the registry of funders, JSON or CSV of Ringgold, CSV or XML of LEI; as they are
    /// or in a ZIP archive or packed by gzip. May be given several times
    #[arg(long, value_name = "FILE")]
    pub organizations: Vec<PathBuf>,

    /// Write every refusal, and every part that was left out, to this file; standard error has the first hundred of each
    #[arg(long, value_name = "FILE")]
    pub refused: Option<PathBuf>,

    /// Follow the annual files: remove public items that a record's new summary does not list any more. Items that are
    /// not public stay, and so do records that the files do not have
    #[arg(long)]
    pub replace: bool,

    /// Refuse documents with values that their schema forbids. Otherwise what can be kept of them comes in and is served
    /// as it came, and the parts that cannot be kept are listed
    #[arg(long)]
    pub strict: bool,

    /// Start over, even where an earlier run of the same import broke off
    #[arg(long)]
    pub restart: bool,

    /// Threads that parse [default: one per core]
    #[arg(long, value_name = "NUMBER")]
    pub workers: Option<byline_settings::Count>,
}

/// Write a registry as files that people and other programs can read
///
/// It is as private as the registry: it has addresses, private items, the keys that sign identity tokens
/// and mail that waits; secrets, tokens and passwords are hashes. Only their owner can read its files. It is a
/// fixture directory: `import` reads it back, `sandbox --fixtures` runs it. Sessions, links in mails, counters of failed
/// attempts, the journal and the change log start afresh: `byline backup` has them. The server must not run meanwhile.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline export --data registry/ --fixture backup/
  byline sandbox --fixtures backup/")]
pub struct ExportArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// The directory to write; it must be empty or not exist yet
    #[arg(long, visible_alias = "out", value_name = "DIR")]
    pub fixture: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Syntax {
    Json,
    Xml,
}

/// Turn documents from XML into JSON, or back
///
/// Takes documents, directories and archives of the annual public data file, without a registry. One document and no
/// --out is printed. JSON comes in the layout of the published API, spaced out.
///
/// Exits with 0 when all was converted, with 1 when documents were refused (the others are written), with 2 for a wrong
/// command line.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline convert record.xml                  # printed as JSON
  byline convert works.json --kind works     # printed as XML
  byline convert ORCID_2025_10_summaries.tar.gz --out json.tar.gz
  byline convert summaries/ --to json --compact --out json/
  byline convert json/ --out xml.tar         # a directory as an archive")]
pub struct ConvertArguments {
    /// What to turn the documents into [default: the other syntax than that of the first]
    #[arg(long, value_enum, value_name = "SYNTAX")]
    pub to: Option<Syntax>,

    /// A directory, or an archive (.tar.gz, .tgz, .tar) to write
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,

    /// The address of the registry that the documents are from [default: whatever they say]
    #[arg(long, value_name = "URL")]
    pub base_url: Option<BaseUrl>,

    /// What JSON documents are (record, works, work, person, ...), for those that do not say so themselves
    #[arg(long)]
    pub kind: Option<String>,

    /// JSON without white space
    #[arg(long)]
    pub compact: bool,

    /// Refuse documents with values that their schema forbids. Otherwise what can be kept of them is, and the parts that
    /// cannot are listed
    #[arg(long)]
    pub strict: bool,

    /// Replace files that are there
    #[arg(long, requires = "out")]
    pub force: bool,

    /// Documents (.xml, .json), directories, archives (.tar, .tar.gz)
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Variables that are set and count for nothing, as a flag says something else: whoever wrote them into a file beside a
/// unit would look for the reason for long.
pub fn beaten_variables(mut command: &clap::Command, mut matches: &clap::ArgMatches) -> Vec<String> {
    let mut told = Vec::new();
    while let Some((name, inside)) = matches.subcommand() {
        let Some(found) = command.find_subcommand(name) else { break };
        (command, matches) = (found, inside);
        for argument in command.get_arguments() {
            let Some((variable, flag)) = argument.get_env().zip(argument.get_long()) else { continue };
            let Some(set) = std::env::var_os(variable) else { continue };
            let given = matches.get_raw(argument.get_id().as_str()).into_iter().flatten().collect::<Vec<_>>();
            let by_flag = matches.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine);
            if by_flag && given.join(OsStr::new(",")) != set {
                told.push(format!("--{flag} wins over {}, which is set to something else", variable.display()));
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_option_says_what_it_is() {
        fn check(command: &clap::Command, silent: &mut Vec<String>) {
            let unexplained = command.get_arguments().filter(|it| it.get_help().is_none());
            silent.extend(unexplained.map(|it| format!("{} {}", command.get_name(), it.get_id())));
            command.get_subcommands().for_each(|it| check(it, silent));
        }
        let mut silent = Vec::new();
        check(&Arguments::command(), &mut silent);
        assert_eq!(silent, Vec::<String>::new());
    }

    #[test]
    fn every_command_teaches_by_example() {
        fn check(command: &clap::Command, silent: &mut Vec<String>) {
            if command.has_subcommands() {
                command.get_subcommands().filter(|it| it.get_name() != "help").for_each(|it| check(it, silent));
            } else if command.get_after_help().is_none() {
                silent.push(command.get_name().to_owned());
            }
        }
        let mut silent = Vec::new();
        check(&Arguments::command(), &mut silent);
        assert_eq!(silent, Vec::<String>::new());
    }
}

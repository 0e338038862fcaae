//! What was said beside the file: flags, and variables where there is no flag.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, value_parser};

use crate::row::{Entry, entries};
use crate::{Commands, Kind, Looks, Row, Table};

/// A command that takes settings.
pub trait Scope: 'static {
    /// All settings that there are.
    type Rows: Table;
    /// The command itself: it takes the rows that name it.
    const COMMAND: Commands;
    /// Takes those rows that do not say who does.
    const USUAL: Commands;
    /// Reads a settings file, and says so with these words.
    const FILE: Option<&'static str>;
}

/// Flags and variables of a command, as they were given: what they mean is found out by [`load`](crate::load), together with
/// the file. To be flattened into arguments of clap.
#[derive(Clone, Debug)]
pub struct Given<S> {
    pub file: Option<PathBuf>,
    pub(crate) answers: Answers,
    scope: PhantomData<S>,
}

/// By key.
pub(crate) type Answers = BTreeMap<String, Answer>;

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub via: Via,
    pub values: Vec<OsString>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It may be a password.
        write!(f, "Answer(by {})", self.via)
    }
}

/// By what something was given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// With its dashes.
    Flag(String),
    Variable(String),
}

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Via::Flag(name) | Via::Variable(name)) = self;
        f.write_str(name)
    }
}

impl<S> Default for Given<S> {
    fn default() -> Self {
        Given { file: None, answers: Answers::new(), scope: PhantomData }
    }
}

const FILE: &str = "config";
pub(crate) const FILE_VARIABLE: &str = "BYLINE_CONFIG";

/// The rows that a command takes as flags and variables.
fn taken<S: Scope>() -> impl Iterator<Item = Entry> {
    let all = entries(S::Rows::ROWS, S::USUAL, S::COMMAND).into_iter();
    all.filter(|it| it.commands.have(S::COMMAND) && !it.named && (it.rows().is_none() || it.row.rest.is_some()))
}

impl<S: Scope> Args for Given<S> {
    fn augment_args(command: Command) -> Command {
        let file = |help: &'static str| {
            let file = Arg::new(FILE).long("config").value_name("FILE").env(FILE_VARIABLE).help(help);
            file.help_heading(None).value_parser(value_parser!(PathBuf))
        };
        let command = command.args(S::FILE.map(file));
        command.args(taken::<S>().map(|entry| argument(&entry, S::COMMAND)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Values are taken as they are: what is wrong with them is told together with everything else.
fn argument(entry: &Entry, command: Commands) -> Arg {
    let row = entry.row;
    let (text, mut more) = (row.text(command), String::new());
    let argument = Arg::new(entry.key.clone())
        .long(entry.flag.clone())
        .env(entry.variable.clone())
        .help_heading(entry.heading)
        .value_parser(ValueParser::os_string());
    let argument = match row.kind {
        Kind::One(looks) | Kind::Maybe(looks) if looks.form.switch => {
            argument.value_name(looks.name).num_args(0..=1).require_equals(true).default_missing_value("true")
        }
        Kind::One(looks) | Kind::Maybe(looks) => argument.value_name(looks.name).hide_env_values(looks.secret),
        Kind::List(looks) => {
            more += SEVERAL;
            argument.value_name(looks.name).value_delimiter(',').action(ArgAction::Append)
        }
        Kind::Group(rows) => {
            let names: Vec<&str> = rows.iter().map(|it| it.name).collect();
            let rest = row.rest.map_or_else(String::new, |rest| format!(", or {rest} for those that are not named"));
            more += &format!("; NAME is {}{rest}{SEVERAL}", names.join(", "));
            let value = looks(row).map_or("VALUE", |it| it.name);
            argument.value_name(format!("NAME={value}")).value_delimiter(',').action(ArgAction::Append)
        }
        Kind::Tables(rows) => {
            more += SEVERAL;
            let names: Vec<String> = rows.iter().map(|it| format!("{} = …", it.name)).collect();
            argument.value_name(format!("{{ {} }}", names.join(", "))).action(ArgAction::Append)
        }
    };
    // Where the name of a form does not say what it looks like, the long help does.
    let like =
        looks(row).filter(|it| it.like.contains("like ")).map_or_else(String::new, |it| format!(" ({})", it.like));
    let usual = row.usual().map_or_else(String::new, |it| format!(" [default: {it}]"));
    argument.help(format!("{text}{more}{usual}")).long_help(format!("{text}{more}{like}{usual}"))
}

const SEVERAL: &str = "; may be given several times";

/// What its values look like, or those of its rows.
fn looks(row: &Row) -> Option<Looks> {
    match row.kind {
        Kind::One(looks) | Kind::Maybe(looks) | Kind::List(looks) => Some(looks),
        Kind::Group(rows) => looks(rows.first()?),
        Kind::Tables(_) => None,
    }
}

impl<S: Scope> FromArgMatches for Given<S> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let file = S::FILE.and_then(|_| matches.get_one::<PathBuf>(FILE).cloned());
        let answer = |entry: Entry| {
            let via = match matches.value_source(&entry.key)? {
                ValueSource::CommandLine => Via::Flag(format!("--{}", entry.flag)),
                ValueSource::EnvVariable => Via::Variable(entry.variable),
                _ => return None,
            };
            let values = matches.get_raw(&entry.key)?.map(ToOwned::to_owned).collect();
            Some((entry.key, Answer { via, values }))
        };
        Ok(Given { file, answers: taken::<S>().filter_map(answer).collect(), scope: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

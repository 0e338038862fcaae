//! Rows: what there is to know of a setting, but for what is done with it.

use crate::Value;
use crate::value::Form;

/// Every variable begins with this.
const PREFIX: &str = "BYLINE_";

/// A set of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commands(u8);

impl Commands {
    /// No command: a row that only the file has.
    pub const NONE: Commands = Commands(0);
    /// Every command there can be.
    pub const ALL: Commands = Commands(u8::MAX);

    /// One of up to eight.
    pub const fn one(place: u8) -> Self {
        Commands(1 << place)
    }

    /// These and others.
    #[must_use]
    pub const fn and(self, others: Commands) -> Self {
        Commands(self.0 | others.0)
    }

    /// Whether a command is among these.
    pub const fn have(self, command: Commands) -> bool {
        self.0 & command.0 != 0
    }
}

/// A setting, or a table of some.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The last part of its key.
    pub name: &'static str,
    pub kind: Kind,
    /// What it is for, as help says it: no full stop, and no default, which comes by itself.
    lines: &'static [&'static str],
    /// The same for commands that see it otherwise.
    elsewhere: &'static [(Commands, &'static str)],
    /// As a file has it, between quotes or not; members of lists are parted by commas.
    pub(crate) default: Option<&'static str>,
    /// What happens where it is not set, if there is no default.
    pub(crate) unset: Option<&'static str>,
    /// Its part of flag and variable, where that is not its name; empty for tables that say nothing there.
    called: Option<&'static str>,
    /// Of a list: its part of the flag, which gives one at a time.
    each: Option<&'static str>,
    heading: Option<&'static str>,
    /// Those that take it as flag and variable. Those of a table are those of its rows, unless they say otherwise.
    commands: Option<Commands>,
    /// Those that do not look at it in a file either.
    pub(crate) ignored_by: Commands,
    /// Of a table whose rows are given by name, in one flag and one variable: the name that stands for all the others.
    pub(crate) rest: Option<&'static str>,
}

/// How often a value may stand in a row, and what it looks like.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    One(Looks),
    Maybe(Looks),
    List(Looks),
    /// A table with these rows.
    Group(&'static [Row]),
    /// Any number of them.
    Tables(&'static [Row]),
}

/// What is known of a [`Value`] without one.
#[derive(Clone, Copy, Debug)]
pub struct Looks {
    pub name: &'static str,
    pub like: &'static str,
    pub form: Form,
    pub secret: bool,
}

impl Looks {
    /// What a type says of its values.
    pub const fn of<T: Value>() -> Self {
        Looks { name: T::NAME, like: T::LIKE, form: T::FORM, secret: T::SECRET }
    }
}

/// What stands behind `=` in a table: see the fields.
macro_rules! setters {
    ($($field:ident: $given:ty = $held:expr;)+) => { $(
        #[must_use]
        pub const fn $field(self, $field: $given) -> Self {
            Row { $field: $held, ..self }
        }
    )+ };
}

impl Row {
    /// A row that says nothing beyond its key, the lines of its text, and what its values look like.
    pub const fn new(name: &'static str, lines: &'static [&'static str], kind: Kind) -> Self {
        Row {
            name,
            kind,
            lines,
            elsewhere: &[],
            default: None,
            unset: None,
            called: None,
            each: None,
            heading: None,
            commands: None,
            ignored_by: Commands::NONE,
            rest: None,
        }
    }

    setters! {
        default: &'static str = Some(default);
        unset: &'static str = Some(unset);
        called: &'static str = Some(called);
        each: &'static str = Some(each);
        heading: &'static str = Some(heading);
        commands: Commands = Some(commands);
        elsewhere: &'static [(Commands, &'static str)] = elsewhere;
        ignored_by: Commands = ignored_by;
    }

    /// A table whose rows are given by name, in one flag and one variable.
    #[must_use]
    pub const fn together(self, each: &'static str, rest: &'static str) -> Self {
        Row { each: Some(each), rest: Some(rest), ..self }
    }

    /// What it is for, seen from a command.
    pub fn text(&self, command: Commands) -> String {
        let other = self.elsewhere.iter().find(|(commands, _)| commands.have(command));
        other.map_or_else(|| self.lines.concat().trim().to_owned(), |(_, text)| (*text).to_owned())
    }

    /// What holds where it is not set, as help and reference say it.
    pub(crate) fn usual(&self) -> Option<String> {
        let default = self.default.map(|text| match self.kind {
            Kind::List(_) => text.replace(',', ", "),
            Kind::One(_) | Kind::Maybe(_) | Kind::Group(_) | Kind::Tables(_) => text.to_owned(),
        });
        default.or_else(|| self.unset.map(str::to_owned))
    }
}

/// A row with where it stands.
#[derive(Clone, Debug)]
pub struct Entry {
    pub row: &'static Row,
    /// `limits.max_body`
    pub key: String,
    /// `max-body`
    pub flag: String,
    /// `BYLINE_MAX_BODY`
    pub variable: String,
    /// Its name in flag and variable of its table.
    pub named: bool,
    pub heading: Option<&'static str>,
    pub commands: Commands,
}

impl Entry {
    /// What a file has at this place is rows, not a value.
    pub fn rows(&self) -> Option<&'static [Row]> {
        match self.row.kind {
            Kind::Group(rows) => Some(rows),
            Kind::One(_) | Kind::Maybe(_) | Kind::List(_) | Kind::Tables(_) => None,
        }
    }
}

/// The rows that some of these commands take, tables before what is in them. `usual` take those that do not say otherwise.
pub fn entries(rows: &'static [Row], usual: Commands, commands: Commands) -> Vec<Entry> {
    let mut found = Vec::new();
    let around = Around { key: "", called: "", shared: None, heading: None, usual, wanted: commands };
    walk(rows, &around, &mut found);
    found
}

struct Around<'a> {
    key: &'a str,
    called: &'a str,
    shared: Option<&'a Entry>,
    heading: Option<&'static str>,
    usual: Commands,
    wanted: Commands,
}

impl Row {
    /// Who takes it, or something of it.
    fn taken_by(&self, usual: Commands) -> Commands {
        let own = self.commands.unwrap_or(usual);
        match self.kind {
            Kind::Group(rows) => rows.iter().fold(own, |all, row| all.and(row.taken_by(own))),
            Kind::One(_) | Kind::Maybe(_) | Kind::List(_) | Kind::Tables(_) => own,
        }
    }
}

fn walk(rows: &'static [Row], around: &Around<'_>, found: &mut Vec<Entry>) {
    // Most commands take few: what they do not take costs nothing.
    for row in rows.iter().filter(|row| row.taken_by(around.usual).have(around.wanted)) {
        let part = row.called.unwrap_or(row.name);
        let called = join(around.called, part, "_");
        let flag = row.each.map_or_else(|| called.clone(), |each| join(around.called, each, "_"));
        let mut entry = Entry {
            row,
            key: join(around.key, row.name, "."),
            flag: flag.replace('_', "-"),
            variable: format!("{PREFIX}{}", called.to_uppercase()),
            named: around.shared.is_some(),
            heading: row.heading.or(around.heading),
            commands: row.commands.unwrap_or(around.usual),
        };
        if let Some(shared) = around.shared {
            (entry.flag, entry.variable) = (shared.flag.clone(), shared.variable.clone());
        }
        let table = entry.rows().map(|rows| (rows, entry.clone()));
        found.push(entry);
        if let Some((rows, entry)) = &table {
            let shared = row.rest.map(|_| entry);
            let (key, heading, usual) = (&*entry.key, entry.heading, entry.commands);
            walk(rows, &Around { key, called: &called, shared, heading, usual, wanted: around.wanted }, found);
        }
    }
}

fn join(before: &str, part: &str, with: &str) -> String {
    match (before, part) {
        ("", part) => part.to_owned(),
        (before, "") => before.to_owned(),
        _ => [before, part].join(with),
    }
}

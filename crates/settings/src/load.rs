//! All of it at once.

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::given::{Given, Scope};
use crate::problem::{Lines, Place, Problem, Problems};
use crate::reader::{Findings, Reader, Source};
use crate::{Commands, Origin, Shown, Table, file, unknown};

/// Settings, and each of them as it is to be shown.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    pub settings: T,
    pub shown: Vec<Shown>,
    /// Of what the file says, by key.
    places: BTreeMap<String, String>,
}

impl<T> Loaded<T> {
    /// Who said what a setting is, as problems are told: `byline.toml:3`, `--listen`, `BYLINE_LISTEN`. `None` for what
    /// holds unless it is set, and for settings that are not there.
    pub fn place(&self, key: &str) -> Option<String> {
        match &self.shown.iter().find(|it| it.key == key)?.origin {
            Origin::Default => None,
            Origin::File => self.places.get(key).cloned(),
            Origin::Given(via) => Some(via.to_string()),
        }
    }
}

/// Where the file says what each of these settings is.
fn places(shown: &[Shown], file: Option<(&Path, &Lines)>, table: &DeTable<'_>) -> BTreeMap<String, String> {
    let Some((path, lines)) = file else { return BTreeMap::new() };
    let of_file = shown.iter().filter(|it| it.origin == Origin::File);
    let place = |setting: &Shown| {
        let mut parts: Vec<&str> = setting.key.split('.').collect();
        let last = parts.pop()?;
        let mut inside = Some(table);
        for part in parts {
            inside = match file::get(inside, part)?.get_ref() {
                DeValue::Table(table) => Some(table),
                _ => None,
            };
        }
        let span = file::place(inside, last)?;
        Some((setting.key.clone(), Place::in_file(path, lines, &span).to_string()))
    };
    of_file.filter_map(place).collect()
}

/// Reads the settings file, if one was given, and what was given beside it.
///
/// # Errors
/// Everything that is wrong.
pub fn load<S: Scope>(given: &Given<S>) -> Result<Loaded<<S::Rows as Table>::Out>, Problems> {
    let Some(path) = &given.file else { return load_from(given, None) };
    let text = std::fs::read_to_string(path).map_err(|error| Problems::unreadable(path, &error))?;
    load_from(given, Some((path, &text)))
}

/// The same with the text of a file.
///
/// # Errors
/// Everything that is wrong.
pub fn load_from<S: Scope>(
    given: &Given<S>,
    file: Option<(&Path, &str)>,
) -> Result<Loaded<<S::Rows as Table>::Out>, Problems> {
    let mut findings = Findings::default();
    let lines = Lines::of(file.map_or("", |(_, text)| text));
    let table = match file.map(|(path, text)| (path, text, DeTable::parse(text))) {
        None => DeTable::new(),
        Some((_, _, Ok(table))) => table.into_inner(),
        Some((path, _, Err(error))) => {
            let at = Place::in_file(path, &lines, &error.span().unwrap_or_default());
            return Err(Problems::new(vec![Problem { at, key: String::new(), what: error.message().to_owned() }]));
        }
    };
    let mut reader = Reader {
        source: file.map_or(Source::None, |(path, _)| Source::File(path, &lines)),
        command: S::COMMAND,
        path: String::new(),
        table: Some(&table),
        span: 0..0,
        answers: Some(&given.answers),
        named: None,
        findings: &mut findings,
    };
    unknown::keys(&table, S::Rows::ROWS, &mut reader);
    let read = S::Rows::read(&mut reader);
    match (read, findings.problems.is_empty()) {
        (Ok(settings), true) => {
            let places = places(&findings.shown, file.map(|(path, _)| (path, &lines)), &table);
            Ok(Loaded { settings, shown: findings.shown, places })
        }
        _ => Err(Problems::new(findings.problems)),
    }
}

/// What a table comes to when nothing is set.
///
/// # Panics
/// When something of it has to be set.
pub fn defaults<T: Table>() -> T::Out {
    let mut findings = Findings::default();
    let mut reader = Reader {
        source: Source::None,
        command: Commands::NONE,
        path: String::new(),
        table: None,
        span: 0..0,
        answers: None,
        named: None,
        findings: &mut findings,
    };
    T::read(&mut reader).unwrap_or_else(|_| panic!("the defaults are not complete: {:?}", findings.problems))
}

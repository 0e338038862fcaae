//! From file, variables and flags to values: each wins over the one before.

use std::ffi::OsStr;
use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::file::{self, Item, described, quoted, scalar};
use crate::given::{Answer, Answers, Via};
use crate::problem::{Lines, Place, Problem};
use crate::show::{Origin, Shown, ShownValue};
use crate::{Commands, Complaint, Row, Table, Value, expected};

/// Something is wrong, and is told by then.
#[derive(Clone, Copy, Debug)]
pub struct Told;

/// Where a text comes from that has places.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    File(&'a Path, &'a Lines),
    Given(&'a Via),
    None,
}

/// What is found.
#[derive(Default)]
pub(crate) struct Findings {
    pub problems: Vec<Problem>,
    pub shown: Vec<Shown>,
}

/// Reads one table: what a file has of it, and what was given beside that.
pub struct Reader<'a> {
    pub(crate) source: Source<'a>,
    pub(crate) command: Commands,
    /// Its key, empty for the outermost.
    pub(crate) path: String,
    pub(crate) table: Option<&'a DeTable<'a>>,
    /// Where it stands.
    pub(crate) span: Range<usize>,
    pub(crate) answers: Option<&'a Answers>,
    /// Its own row, if its rows are given by name.
    pub(crate) named: Option<&'static Row>,
    pub(crate) findings: &'a mut Findings,
}

struct Found<T> {
    value: T,
    /// In its one form, as the file or the flag has it.
    written: String,
}

/// One of many tables.
struct Member<T> {
    value: T,
    /// In one line.
    written: String,
    /// Without something that nobody is shown.
    partly: bool,
}

type Read<T> = Result<T, Told>;

impl<'a> Reader<'a> {
    pub(crate) fn one<T: Value>(&mut self, row: &'static Row) -> Read<T> {
        let found = match (self.find::<T>(row)?, row.default) {
            (Some(found), _) => found,
            (None, Some(default)) => (usual(row, default), Origin::Default),
            (None, None) => {
                let key = self.key(row);
                return self.problem(place(self.source, &self.span), &key, "has to be set");
            }
        };
        Ok(self.show_value(row, found))
    }

    pub(crate) fn maybe<T: Value>(&mut self, row: &'static Row) -> Read<Option<T>> {
        let found = self.find::<T>(row)?;
        if found.is_none() {
            self.show(row, ShownValue::NotSet(row.unset), Origin::Default);
        }
        Ok(found.map(|found| self.show_value(row, found)))
    }

    fn show_value<T: Value>(&mut self, row: &'static Row, (found, origin): (Found<T>, Origin)) -> T {
        let shown = if T::SECRET { ShownValue::Hidden(None) } else { ShownValue::Is(literal::<T>(&found.written)) };
        self.show(row, shown, origin);
        found.value
    }

    pub(crate) fn list<T: Value>(&mut self, row: &'static Row) -> Read<Vec<T>> {
        let key = self.key(row);
        let in_file = file::get(self.table, row.name).map(|item| match item.get_ref() {
            DeValue::Array(members) => self.all(members, |reader, it| reader.parse_item::<T>(&key, it)),
            other => {
                let like = scalar::<T>(other).map_or_else(String::new, |text| format!(", [{}],", literal::<T>(&text)));
                self.refuse(item.span(), &key, format!("expected a list{like} not {}", described(other)))
            }
        });
        let given = self.answer(row).map(|Answer { via, values }| {
            let read = self.all(values, |reader, it| reader.parse_given::<T>(via, "", trimmed(it)));
            read.map(|list| (list, Origin::Given(via.clone())))
        });
        let in_file = in_file.transpose()?.map(|list| (list, Origin::File));
        let default = || row.default.unwrap_or_default().split_terminator(',').map(|it| usual(row, it)).collect();
        let found = given.transpose()?.or(in_file).unwrap_or_else(|| (default(), Origin::Default));
        let (list, written): (_, Vec<_>) = found.0.into_iter().map(|it| (it.value, literal::<T>(&it.written))).unzip();
        self.show(row, ShownValue::Is(format!("[{}]", written.join(", "))), found.1);
        Ok(list)
    }

    /// A table inside of this one.
    ///
    /// # Errors
    /// When something is wrong.
    pub fn table<T: Table>(&mut self, row: &'static Row) -> Read<T::Out> {
        let key = self.key(row);
        let ignored = row.ignored_by.have(self.command);
        let item = file::get(self.table, row.name).filter(|_| !ignored);
        let table = match item.map(|it| (it, it.get_ref())) {
            None => None,
            Some((_, DeValue::Table(table))) => Some(table),
            Some((item, other)) => {
                return self.refuse(item.span(), &key, format!("expected a table, [{key}], not {}", described(other)));
            }
        };
        let named = row.rest.map(|_| row);
        if named.is_some() {
            self.check_names::<T>(row);
        }
        T::read(&mut Reader {
            source: self.source,
            command: self.command,
            path: key,
            table,
            span: item.map_or(0..0, Item::span),
            answers: self.answers.filter(|_| !ignored),
            named,
            findings: self.findings,
        })
    }

    pub(crate) fn tables<T: Table>(&mut self, row: &'static Row) -> Read<Vec<T::Out>> {
        let key = self.key(row);
        let in_file =
            file::get(self.table, row.name).map(|item| (self.read_tables::<T>(self.source, &key, item), Origin::File));
        let given = self.answer(row).map(|Answer { via, values }| {
            let read = self.all(values, |reader, text| {
                let text = text.to_str().unwrap_or_default();
                match DeValue::parse(text) {
                    Ok(item) => reader.read_tables::<T>(Source::Given(via), "", &item),
                    Err(error) => {
                        let what = format!("expected a table like {{ {} = … }}: {}", T::ROWS[0].name, error.message());
                        reader.problem(Place::Given(via.clone()), "", what.trim_end())
                    }
                }
            });
            (read.map(|lists| lists.into_iter().flatten().collect()), Origin::Given(via.clone()))
        });
        let (read, origin) = match (given, in_file) {
            (Some(given), Some((Ok(_), _)) | None) => given,
            (None, Some(in_file)) | (Some(_), Some(in_file)) => in_file,
            (None, None) => (Ok(Vec::new()), Origin::Default),
        };
        let members = read?;
        let written = members.iter().map(|it| &*it.written).collect::<Vec<_>>().join(", ");
        let value = match members.iter().any(|it| it.partly) {
            true => ShownValue::Hidden(Some(format!("[{written}]"))),
            false => ShownValue::Is(format!("[{written}]")),
        };
        self.show(row, value, origin);
        Ok(members.into_iter().map(|it| it.value).collect())
    }

    /// One table, or a list of them.
    fn read_tables<T: Table>(&mut self, source: Source<'_>, key: &str, item: &Item<'_>) -> Read<Vec<Member<T::Out>>> {
        let members = match item.get_ref() {
            DeValue::Array(members) => members.iter().collect(),
            _ => vec![item],
        };
        self.all(members, |outer, member| {
            let DeValue::Table(table) = member.get_ref() else {
                let what = format!("expected tables, not {}", described(member.get_ref()));
                return outer.problem(place(source, &member.span()), key, what);
            };
            let mut findings = Findings::default();
            let mut reader = Reader {
                source,
                command: outer.command,
                path: key.to_owned(),
                table: Some(table),
                span: member.span(),
                answers: None,
                named: None,
                findings: &mut findings,
            };
            // Those of a file are found where the whole file is looked through.
            if let Source::Given(_) = source {
                crate::unknown::keys(table, T::ROWS, &mut reader);
            }
            let read = T::read(&mut reader);
            let wrong = !findings.problems.is_empty();
            outer.findings.problems.append(&mut findings.problems);
            match read {
                Ok(value) if !wrong => Ok(inline(value, &findings.shown, key)),
                Ok(_) | Err(Told) => Err(Told),
            }
        })
    }

    /// Every one is looked at, also behind one that is wrong.
    fn all<I: IntoIterator, T>(
        &mut self,
        items: I,
        mut read: impl FnMut(&mut Self, I::Item) -> Read<T>,
    ) -> Read<Vec<T>> {
        let all: Vec<_> = items.into_iter().map(|it| read(self, it)).collect();
        all.into_iter().collect()
    }

    /// What was given wins, and the file is looked at all the same. Among rows that are given by name, what stands for all
    /// the others is looked at by each.
    fn find<T: Value>(&mut self, row: &'static Row) -> Read<Option<(Found<T>, Origin)>> {
        let names: Vec<&str> = self.named.and_then(|it| it.rest).into_iter().chain([row.name]).collect();
        let items: Vec<_> = names.iter().filter_map(|name| Some((*name, file::get(self.table, name)?))).collect();
        let in_file = self.all(items, |reader, (name, item)| reader.parse_item::<T>(&join(&reader.path, name), item));
        let given = self.answer(row).map(|Answer { via, values }| {
            let texts: Vec<_> = match self.named {
                None => values.iter().rev().take(1).map(|it| ("", &**it)).collect(),
                Some(_) => names
                    .iter()
                    .flat_map(|name| values.iter().filter_map(|it| split(it)).filter(move |it| it.0 == *name))
                    .collect(),
            };
            let read = self.all(texts, |reader, (name, text)| reader.parse_given::<T>(via, name, text));
            read.map(|mut found| Some((found.pop()?, Origin::Given(via.clone()))))
        });
        // Both are read before the first that is wrong counts.
        let in_file = in_file?.pop().map(|found| (found, Origin::File));
        Ok(given.transpose()?.flatten().or(in_file))
    }

    fn check_names<T: Table>(&mut self, row: &'static Row) {
        let names: Vec<&str> = T::ROWS.iter().map(|it| it.name).chain(row.rest).collect();
        let Some(Answer { via, values }) = self.answer(row) else { return };
        for value in values {
            let what = match split(value) {
                Some((name, _)) if names.contains(&name) => continue,
                Some((name, _)) => format!("expected the name of one of these, {}, not {name:?}", names.join(", ")),
                None => format!("expected a name with its value, like {}=…, not {value:?}", names[0]),
            };
            let _told: Read<()> = self.problem(Place::Given(via.clone()), "", what);
        }
    }

    fn parse_item<T: Value>(&mut self, key: &str, item: &Item<'_>) -> Read<Found<T>> {
        let parsed = scalar::<T>(item.get_ref()).map_or_else(|| expected(T::LIKE), |text| text.parse::<T>());
        match parsed {
            Ok(value) => {
                let written = value.to_string();
                let folder = match self.source {
                    Source::File(file, _) => file.parent(),
                    Source::Given(_) | Source::None => None,
                };
                Ok(Found { value: folder.map_or(value.clone(), |folder| value.seen_from(folder)), written })
            }
            Err(expected) => {
                let is = if T::SECRET { String::new() } else { format!(", not {}", described(item.get_ref())) };
                self.refuse(item.span(), key, format!("{expected}{is}"))
            }
        }
    }

    fn parse_given<T: Value>(&mut self, via: &Via, name: &str, text: &OsStr) -> Read<Found<T>> {
        match T::from_os(text) {
            Ok(value) => Ok(Found { written: value.to_string(), value }),
            Err(expected) => {
                let is = if T::SECRET { String::new() } else { format!(", not {}", quoted(&text.to_string_lossy())) };
                self.problem(Place::Given(via.clone()), name, format!("{expected}{is}"))
            }
        }
    }

    /// Tells that settings of this table do not fit each other.
    pub fn complain(&mut self, complaint: &Complaint) -> Told {
        let in_file = complaint.about.iter().find_map(|it| file::place(self.table, it.0));
        let given = || complaint.about.iter().find_map(|it| self.answers?.get(&join(&self.path, it.0)));
        let at = match (in_file, given()) {
            (Some(span), _) => place(self.source, &span),
            (None, Some(answer)) => Place::Given(answer.via.clone()),
            (None, None) => Place::Nowhere,
        };
        let key = self.path.clone();
        self.problem::<()>(at, &key, &complaint.what).err().unwrap_or(Told)
    }

    /// What flags and variables have for a row, or for the table of rows that are given by name.
    fn answer(&self, row: &Row) -> Option<&'a Answer> {
        let key = if self.named.is_some() { self.path.clone() } else { self.key(row) };
        self.answers?.get(&key)
    }

    pub(crate) fn key(&self, row: &Row) -> String {
        join(&self.path, row.name)
    }

    fn show(&mut self, row: &Row, value: ShownValue, origin: Origin) {
        self.findings.shown.push(Shown { key: self.key(row), value, origin });
    }

    pub(crate) fn refuse<T>(&mut self, span: Range<usize>, key: &str, what: impl Into<String>) -> Read<T> {
        self.problem(place(self.source, &span), key, what)
    }

    fn problem<T>(&mut self, at: Place, key: &str, what: impl Into<String>) -> Read<T> {
        self.findings.problems.push(Problem { at, key: key.to_owned(), what: what.into() });
        Err(Told)
    }
}

fn place(source: Source<'_>, span: &Range<usize>) -> Place {
    match source {
        Source::File(path, lines) => Place::in_file(path, lines, span),
        Source::Given(via) => Place::Given(via.clone()),
        Source::None => Place::Nowhere,
    }
}

/// `name=value`, with what is around either.
fn split(text: &OsStr) -> Option<(&str, &OsStr)> {
    text.to_str()?.split_once('=').map(|(name, value)| (name.trim(), value.trim().as_ref()))
}

/// What holds where nothing is set.
fn usual<T: Value>(row: &Row, written: &str) -> Found<T> {
    let value: T = written.parse().unwrap_or_else(|expected| panic!("the default of {}: {expected}", row.name));
    Found { written: value.to_string(), value }
}

/// Lists are written `a, b`, too.
fn trimmed(text: &OsStr) -> &OsStr {
    text.to_str().map_or(text, |text| text.trim().as_ref())
}

pub(crate) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// As TOML writes it.
fn literal<T: Value>(text: &str) -> String {
    let bare = T::FORM.switch || (T::FORM.number.is_some() && text.parse::<u64>().is_ok());
    if bare { text.to_owned() } else { toml::Value::String(text.to_owned()).to_string() }
}

fn inline<T>(value: T, shown: &[Shown], path: &str) -> Member<T> {
    let parts: Vec<String> = shown
        .iter()
        .filter_map(|it| match &it.value {
            ShownValue::Is(value) | ShownValue::Hidden(Some(value)) => Some((&it.key, value)),
            ShownValue::NotSet(_) | ShownValue::Hidden(None) => None,
        })
        .map(|(key, value)| format!("{} = {value}", key.strip_prefix(path).unwrap_or(key).trim_start_matches('.')))
        .collect();
    let partly = shown.iter().any(|it| matches!(it.value, ShownValue::Hidden(_)));
    Member { value, written: format!("{{ {} }}", parts.join(", ")), partly }
}

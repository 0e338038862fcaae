//! The page of reference, as Markdown.

use crate::row::{Commands, Entry, Kind, Looks, entries};
use crate::{Row, Scope, Table};

/// The settings of a command, all of them.
#[derive(Clone, Copy, Debug)]
pub struct Chapter {
    title: &'static str,
    rows: &'static [Row],
    usual: Commands,
    has_file: bool,
}

impl Chapter {
    /// Of this command, with what stands above those that are in no table.
    pub fn of<S: Scope>(title: &'static str) -> Self {
        Chapter { title, rows: S::Rows::ROWS, usual: S::USUAL, has_file: S::FILE.is_some() }
    }
}

/// A section for each table of these chapters, and one for the forms that values have. `commands` have names.
pub fn reference(chapters: &[Chapter], commands: &[(Commands, &str)]) -> String {
    let mut page = String::new();
    let mut forms: Vec<Looks> = Vec::new();
    for chapter in chapters {
        let all = entries(chapter.rows, chapter.usual, Commands::ALL);
        let mut section = |table: &str, title: &str, about: &str| {
            let inside = |it: &&Entry| it.rows().is_none() && it.key.rsplit_once('.').map_or("", |(of, _)| of) == table;
            let lines: String = all.iter().filter(inside).map(|it| line(it, chapter.has_file, commands)).collect();
            if !lines.is_empty() {
                page += &format!("## {title}\n\n{about}{}{lines}\n", head(chapter.has_file));
            }
        };
        section("", chapter.title, "");
        for entry in &all {
            let Kind::Group(rows) = entry.row.kind else { continue };
            let shared = match (entry.row.rest, rows.first()) {
                (Some(rest), Some(row)) => format!(
                    " By flag and variable they are given with their names: `--{} {}=…`. `{rest}` is all that are not named.",
                    entry.flag, row.name
                ),
                _ => String::new(),
            };
            let about = format!("{}.{shared}\n\n", entry.row.text(Commands::NONE));
            section(&entry.key, &format!("`[{}]`", entry.key), &about);
        }
        all.iter().for_each(|it| collect(*it.row, &mut forms));
    }
    let lines: String = forms.iter().map(|it| cells(&[it.name.to_owned(), it.like.to_owned()])).collect();
    format!("{page}## Forms\n\n| Form | What it looks like |\n| --- | --- |\n{lines}")
}

fn head(has_file: bool) -> String {
    let titles = ["Key", "Flag, variable", "Form", "Unless set", "What it is for", "Taken by"];
    let titles = &titles[usize::from(!has_file)..];
    let rule = vec!["---".to_owned(); titles.len()];
    cells(&titles.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()) + &cells(&rule)
}

fn line(entry: &Entry, has_file: bool, commands: &[(Commands, &str)]) -> String {
    let Entry { row, flag, variable, .. } = entry;
    let form = match row.kind {
        Kind::One(looks) | Kind::Maybe(looks) => looks.name.to_owned(),
        Kind::List(looks) => format!("list of {}", looks.name),
        Kind::Tables(_) | Kind::Group(_) => "list of tables".to_owned(),
    };
    let usual = match row.default {
        Some(_) => row.usual().map_or_else(String::new, |it| format!("`{it}`")),
        None => row.usual().unwrap_or_default(),
    };
    let name = if entry.named { format!(" {}=…", row.name) } else { String::new() };
    let text = match row.kind {
        Kind::Tables(columns) => row.text(Commands::NONE) + ", each with " + &described(columns),
        Kind::One(_) | Kind::Maybe(_) | Kind::List(_) | Kind::Group(_) => row.text(Commands::NONE),
    };
    let takers = commands.iter().filter(|(command, _)| entry.commands.have(*command));
    let takers: Vec<&str> = takers.map(|(_, name)| *name).collect();
    let all =
        [format!("`{}`", row.name), format!("`--{flag}{name}`, `{variable}`"), form, usual, text, takers.join(", ")];
    cells(&all[usize::from(!has_file)..])
}

/// The columns of a list of tables.
fn described(columns: &[Row]) -> String {
    let column = |row: &Row| match row.kind {
        Kind::One(looks) | Kind::Maybe(looks) | Kind::List(looks) => {
            let usual = row.usual().map_or_else(String::new, |it| format!("; {it} unless set"));
            format!("`{}` ({}: {}{usual})", row.name, looks.name, row.text(Commands::NONE))
        }
        Kind::Group(_) | Kind::Tables(_) => format!("`{}` ({})", row.name, row.text(Commands::NONE)),
    };
    columns.iter().map(column).collect::<Vec<_>>().join(", ")
}

/// Forms that say more than their name does.
fn collect(row: Row, forms: &mut Vec<Looks>) {
    match row.kind {
        Kind::One(looks) | Kind::Maybe(looks) | Kind::List(looks) => {
            let says_more = looks.form.words.len() < 2 && !looks.form.switch;
            if says_more && !forms.iter().any(|it| it.name == looks.name) {
                forms.push(looks);
            }
        }
        Kind::Tables(rows) => rows.iter().for_each(|row| collect(*row, forms)),
        Kind::Group(_) => {}
    }
}

fn cells(cells: &[String]) -> String {
    let escaped: Vec<String> = cells.iter().map(|it| it.replace('|', "\\|").replace('<', "&lt;")).collect();
    format!("| {} |\n", escaped.join(" | ")).replace("|  |", "| |")
}

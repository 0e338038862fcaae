//! The page of reference: every table with its keys, in Markdown.

use std::fmt::Write;

use super::Out;
use super::described::{Cell, Looks, Presence, Shape, TableLooks};

/// A closed list with more names than this is named, not shown.
const SHOWN: usize = 16;

/// A part for each table, and after it one for each table in it that was not shown by then.
pub fn page(file: &TableLooks) -> String {
    let mut page = Page { text: String::new(), shown: Vec::new() };
    let (tables, keys): (Vec<&Cell>, Vec<&Cell>) = file.cells.iter().partition(|it| it.looks.table().is_some());
    page.rows(&keys);
    for cell in tables {
        page.part("##", &format!("[[{}]]", cell.key), cell);
    }
    page.text
}

struct Page {
    text: String,
    /// Tables, each with the key under which it is shown.
    shown: Vec<(&'static str, &'static str)>,
}

impl Page {
    fn part(&mut self, level: &str, title: &str, cell: &Cell) {
        let Some(table) = cell.looks.table() else { return };
        let once: String = table.once.iter().map(|keys| format!(" No two have the same {}.", listed(keys))).collect();
        self.line(format_args!("\n{level} `{title}`\n\n{}{once}\n", table.about));
        let mut inner = Vec::new();
        for cell in &table.cells {
            let Some(table) = cell.looks.table() else { continue };
            if self.shown.iter().all(|(name, _)| *name != table.name) {
                self.shown.push((table.name, cell.key));
                inner.push(cell);
            }
        }
        self.rows(&table.cells.iter().collect::<Vec<_>>());
        for cell in inner {
            self.part("###", cell.key, cell);
        }
    }

    fn rows(&mut self, cells: &[&Cell]) {
        self.line(format_args!("| Key | What it is | Written as | Without it |\n| --- | --- | --- | --- |"));
        for cell in cells {
            let beside = cell.never_beside.map(|it| format!(" Not beside `{it}`.")).unwrap_or_default();
            let (written, without) = (self.written(&cell.looks), without(&cell.presence));
            self.line(format_args!("| `{}` | {}{beside} | {written} | {without} |", cell.key, cell.about));
        }
    }

    fn written(&self, looks: &Looks) -> String {
        match &looks.shape {
            Shape::Words(words) if words.len() <= SHOWN => listed(words),
            Shape::List(of) => format!("list of: {}", self.written(of)),
            Shape::Table(table) | Shape::BareOr(_, table) => {
                let place = self.shown.iter().find(|(name, _)| *name == table.name).map_or("", |(_, key)| key);
                looks.like.replacen("table", &format!("[table](#{place})"), 1)
            }
            Shape::Words(_) | Shape::Text(_) | Shape::Whole(_) | Shape::Flag => looks.like.clone(),
        }
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        let _never_fails = writeln!(self.text, "{line}");
    }
}

/// What holds where a key is not there, if that is something.
fn without(presence: &Presence) -> String {
    match presence {
        Presence::Required => "required".to_owned(),
        Presence::Or(Out::Text(text)) if !text.is_empty() => format!("`\"{text}\"`"),
        Presence::Or(Out::Whole(number)) => format!("`{number}`"),
        Presence::Or(Out::Flag(flag)) => format!("`{flag}`"),
        Presence::Or(Out::Text(_) | Out::List(_) | Out::Table(_)) | Presence::Optional => String::new(),
    }
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

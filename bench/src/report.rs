//! Figures as rows of a Markdown table, between two marks in a file.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process;
use crate::scenario::Effort;

const BEGIN: &str = "<!-- begin: figures -->\n";
const END: &str = "<!-- end: figures -->";
const HEAD: &str = "| Name | What | Figure | Baseline | Ratio | p50 / p99 / p99.9 at half load | Remarks | Conditions |\n\
                    | --- | --- | --- | --- | --- | --- | --- | --- |\n";

/// One figure.
pub struct Row {
    pub name: String,
    pub about: String,
    pub figure: String,
    pub baseline: String,
    /// The figure by the baseline, of the same run.
    pub ratio: f64,
    pub latency: String,
    pub note: String,
}

impl Row {
    pub fn to_markdown(&self, conditions: &str) -> String {
        let Row { name, about, figure, baseline, ratio, latency, note } = self;
        let ratio = if *ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.0}") };
        format!("| `{name}` | {about} | {figure} | {baseline} | {ratio} | {latency} | {note} | {conditions} |\n")
    }
}

/// What a figure depends on besides the program.
pub fn conditions(effort: Effort) -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name));
    let pinned = if process::can_pin() { "one core each" } else { "cores shared" };
    format!(
        "{}, {} cores, {pinned}, {} × {} s",
        model.unwrap_or("unknown processor"),
        process::cores(),
        effort.rounds,
        effort.seconds,
    )
}

/// Puts rows into the table of a file. Rows of other names stay as they are.
pub fn write(path: &Path, rows: &[String]) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let new = replace(&text, rows).with_context(|| format!("{} has no place for figures", path.display()))?;
    std::fs::write(path, new).with_context(|| format!("cannot write {}", path.display()))
}

fn replace(text: &str, rows: &[String]) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (table, after) = rest.split_once(END)?;
    let mut all: Vec<String> =
        table.lines().filter(|line| line.starts_with("| `")).map(|line| format!("{line}\n")).collect();
    for row in rows {
        match all.iter_mut().find(|old| name(old) == name(row)) {
            Some(old) => old.clone_from(row),
            None => all.push(row.clone()),
        }
    }
    Some(format!("{before}{BEGIN}{HEAD}{}{END}{after}", all.concat()))
}

fn name(row: &str) -> Option<&str> {
    row.split('`').nth(1)
}

/// 12345 as `12,345`, small numbers with a digit more.
pub fn count(number: f64) -> String {
    if number < 100.0 {
        return format!("{number:.1}");
    }
    let digits = format!("{number:.0}");
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

pub fn bytes(number: u64) -> String {
    let number = number as f64;
    match number {
        _ if number >= 1e9 => format!("{:.2} GB", number / 1e9),
        _ if number >= 1e6 => format!("{:.1} MB", number / 1e6),
        _ if number >= 1e3 => format!("{:.1} KB", number / 1e3),
        _ => format!("{number} B"),
    }
}

pub fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

pub fn micros(time: Duration) -> String {
    if time.as_millis() >= 10 { millis(time) } else { format!("{:.0} µs", time.as_secs_f64() * 1e6) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_replace_their_namesakes_and_leave_the_rest() {
        let text = format!("a\n{BEGIN}{HEAD}| `one` | old |\n| `two` | old |\n{END}\nz\n");
        let new = replace(&text, &["| `two` | new |\n".to_owned(), "| `three` | new |\n".to_owned()]).unwrap();
        let rows: Vec<&str> = new.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(rows, ["| `one` | old |", "| `two` | new |", "| `three` | new |"]);
        assert!(new.starts_with("a\n") && new.ends_with("\nz\n"), "{new}");
        assert_eq!(replace("no marks", &[]), None);
    }

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!([12.34, 999.0, 1000.0, 1234567.0].map(count), ["12.3", "999", "1,000", "1,234,567"]);
        assert_eq!([1, 1500, 2_000_000].map(bytes), ["1 B", "1.5 KB", "2.0 MB"]);
    }
}

//! Standard output, for programs and tables, and standard error, for people.
//!
//! Whoever reads may stop early (`byline client list | head -1`). That is no failure: there is just nobody left to
//! write for, so the program ends quietly, as others do (POSIX `SIGPIPE`). `println!` and `eprintln!` would panic.
//!
//! With `--log-format json`, a machine reads standard error: then all that is said there is JSON too, one line each.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::OnceLock;

use anyhow::Context;
use byline_model::env::Clock;
use serde_json::{Value, json};

use crate::environment::SystemClock;
use crate::logging::LogFormat;

/// How standard error is written; text until somebody said otherwise.
static FORMAT: OnceLock<LogFormat> = OnceLock::new();

pub fn set_format(format: LogFormat) {
    let _set_before = FORMAT.set(format);
}

pub fn is_for_machines() -> bool {
    FORMAT.get() == Some(&LogFormat::Json)
}

/// Says something to people, if they still listen.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::out::to_people(format_args!($($words)*))
    };
}

pub fn to_people(words: fmt::Arguments<'_>) {
    write("INFO", words);
}

/// The same about what went wrong.
pub fn complain(words: &str) {
    write("ERROR", format_args!("{words}"));
}

fn write(level: &str, words: fmt::Arguments<'_>) {
    let words = without_numbers_of_errors(&words.to_string());
    if is_for_machines() {
        return event(level, &words, json!({}));
    }
    // Nobody is left to tell that nobody is left.
    let _nobody_listens = writeln!(io::stderr().lock(), "{words}");
}

/// What the system says of a failure ends in its number, `(os error 2)`, which tells nobody more.
fn without_numbers_of_errors(words: &str) -> String {
    let mut parts = words.split(" (os error ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |before, part| match part.trim_start_matches(|it: char| it.is_ascii_digit()).strip_prefix(')') {
        Some(rest) => before + rest,
        None => before + " (os error " + part,
    })
}

/// One line of JSON, with the fields that lines of the log have and these besides.
pub fn event(level: &str, message: &str, fields: Value) {
    let mut line = json!({
        "timestamp": SystemClock.now().to_string(),
        "level": level,
        "message": message.trim(),
        "target": "byline",
    });
    if let (Value::Object(line), Value::Object(fields)) = (&mut line, fields) {
        line.extend(fields);
    }
    let _nobody_listens = writeln!(io::stderr().lock(), "{line}");
}

/// A file to write into; one that holds something is replaced only where that is wanted.
///
/// # Errors
/// When there is one, or none can be made.
pub fn file(path: &Path, replace: bool) -> anyhow::Result<File> {
    byline_datafile::written::create(path, replace).with_context(|| format!("cannot write {}", path.display()))
}

/// One line on standard output, at once.
///
/// # Errors
/// When standard output is gone ([`reader_left`]) or full.
pub fn line(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{text}").and_then(|()| stdout.flush()).context("cannot write to standard output")
}

/// Whether a command failed because nobody reads what it writes.
pub fn reader_left(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_of_the_system_are_told_without_their_numbers() {
        let said = without_numbers_of_errors("a: No such file or directory (os error 2)\nb: refused (os error 111): c");
        assert_eq!(said, "a: No such file or directory\nb: refused: c");
        assert_eq!(without_numbers_of_errors("a (os error x)"), "a (os error x)");
    }
}

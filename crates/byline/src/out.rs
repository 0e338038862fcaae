//! Standard output, for programs and tables, and standard error, for people.
//!
//! Whoever reads may stop early (`byline client list | head -1`). That is no failure: there is just nobody left to
//! write for, so the program ends quietly, as others do (POSIX `SIGPIPE`). `println!` and `eprintln!` would panic.

use std::io::{self, Write};

use anyhow::Context;

/// Says something to people, if they still listen.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::out::to_people(format_args!($($words)*))
    };
}

pub fn to_people(words: std::fmt::Arguments<'_>) {
    // Nobody is left to tell that nobody is left.
    let _nobody_listens = writeln!(io::stderr().lock(), "{words}");
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

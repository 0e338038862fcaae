//! `byline convert`: documents from one syntax into the other (`decisions` 36).

use std::io::{BufWriter, Write};

use byline_datafile::convert::{ConvertError, ConvertOptions, Target, convert, other_syntax};
use byline_formats::{Layout, Syntax};

use crate::arguments::{self, ConvertArguments};
use crate::commands::progress::Shown;
use crate::commands::{Outcome, explain};

pub fn run(arguments: &ConvertArguments) -> anyhow::Result<Outcome> {
    match converted(arguments) {
        Err(error) if matches!(error.downcast_ref(), Some(ConvertError::Usage(_))) => {
            explain(&error);
            Ok(Outcome::Misused)
        }
        other => other,
    }
}

fn converted(arguments: &ConvertArguments) -> anyhow::Result<Outcome> {
    let target = Target::of(&arguments.paths, arguments.out.as_deref())?;
    let mut options = ConvertOptions::new(match arguments.to {
        Some(arguments::Syntax::Json) => Syntax::Json,
        Some(arguments::Syntax::Xml) => Syntax::Xml,
        None => other_syntax(&arguments.paths),
    });
    options.layout = if arguments.compact { Layout::Compact } else { Layout::Spaced };
    options.kind = arguments.kind.clone();
    options.strict = arguments.strict;
    options.replace = arguments.force;
    options.base_url = arguments.base_url.as_ref().map(|it| it.as_str().into());
    let shown = Shown::new(None);
    let mut stdout = BufWriter::new(std::io::stdout().lock());
    let report = convert(&arguments.paths, &target, &options, &mut stdout, &shown);
    let flushed = stdout.flush();
    shown.finish();
    let report = report?;
    flushed?;
    if target != Target::Stdout || report.refused > 0 {
        say!("converted {}, refused {}", report.converted, report.refused);
    }
    if report.dropped > 0 {
        say!("left out parts of documents: {}", report.dropped);
    }
    Ok(if report.refused == 0 { Outcome::Done } else { Outcome::Incomplete })
}

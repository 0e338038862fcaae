//! What the program says about itself while it runs, on standard error. Never secrets, addresses or bodies.

use std::io::IsTerminal;

use anyhow::Context;
use clap::{Args, ValueEnum};
use tracing_subscriber::EnvFilter;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Args, Clone, Debug)]
pub struct LogArguments {
    /// How standard error is written: as text, or as one line of JSON for each thing that is said
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        env = "BYLINE_LOG_FORMAT",
        default_value = "text",
        help_heading = "Logging"
    )]
    pub log_format: LogFormat,

    /// What is logged: a level (error, warn, info, debug, trace), or one per part (info,byline_api=debug) [default: info]
    #[arg(long = "log", global = true, value_name = "FILTER", env = "BYLINE_LOG", help_heading = "Logging")]
    pub filter: Option<String>,
}

pub fn start(arguments: &LogArguments) -> anyhow::Result<()> {
    crate::out::set_format(arguments.log_format);
    let given = arguments.filter.clone().or_else(|| std::env::var(EnvFilter::DEFAULT_ENV).ok());
    let text = given.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| "info".to_owned());
    let filter = EnvFilter::try_new(&text).with_context(|| format!("{text:?} is no log filter"))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match arguments.log_format {
        LogFormat::Text => builder.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
    Ok(())
}

//! `byline mail`.

use byline_settings::Given;
use clap::{Args, Subcommand};

use super::StoreArguments;
use crate::config::Mailing;
use crate::config::values::MailAddress;

/// Try out the settings of mail, and see what became of mails
///
/// A registry writes mails (welcomes, links to confirm addresses and to choose passwords) into its outbox, and `byline
/// serve` sends them when it has settings of mail. What cannot be sent is tried again, after growing delays; what the
/// other side refuses for good is kept with the reason. Unlike most commands, these work while the server runs.
#[derive(Args, Debug)]
pub struct MailArguments {
    #[command(subcommand)]
    pub command: MailCommand,
}

#[derive(Subcommand, Debug)]
pub enum MailCommand {
    /// Send a mail with the settings, and say what the server answered
    ///
    /// Nothing is read from a registry or written to one. Exits with 0 when the server took the mail.
    #[command(after_help = "\
Examples:
  byline mail test --config /etc/byline.toml --to you@example.org
  BYLINE_MAIL_PASSWORD=... byline mail test \\
      --mail-server smtp://mail.example.org:587 --mail-username registry \\
      --mail-from no-reply@example.org --to you@example.org")]
    Test(Box<MailTestArguments>),
    /// List mails that wait or were refused: number, state, age, tries, recipient, and what came of the last try
    ///
    /// Addresses are shortened. What was sent is not listed.
    #[command(after_help = "\
Examples:
  byline mail list --data registry/
  byline mail list --data registry/ --json    # and when each is due")]
    List {
        #[command(flatten)]
        store: StoreArguments,
        /// A JSON array instead of lines
        #[arg(long)]
        json: bool,
    },
    /// Have mails tried again at once, refused ones too
    ///
    /// A server that runs sees it within ten seconds.
    #[command(after_help = "\
Examples:
  byline mail retry --data registry/ 17 21
  byline mail retry --data registry/ --all   # after the settings were wrong")]
    Retry(MailRetryArguments),
}

#[derive(Args, Debug)]
pub struct MailTestArguments {
    /// Who to send it to
    #[arg(long, value_name = "ADDRESS")]
    pub to: MailAddress,

    #[command(flatten)]
    pub settings: Given<Mailing>,
}

#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("which").args(["ids", "all"]).required(true))]
pub struct MailRetryArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// All that wait or were refused
    #[arg(long)]
    pub all: bool,

    /// Their numbers, as `byline mail list` shows them
    #[arg(value_name = "ID")]
    pub ids: Vec<u64>,
}

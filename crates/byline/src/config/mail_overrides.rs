//! Settings of mail as flags and variables.

use std::path::PathBuf;

use clap::Args;

use super::values::{Count, MailAddress, MailServer, Secret, Span, StartTls, Text};

#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Mail")]
pub struct MailOverrides {
    /// Server that takes mails: smtp://HOST[:587], encrypted after STARTTLS, or smtps://HOST[:465], encrypted at once
    #[arg(long, value_name = "URL", env = "BYLINE_MAIL_SERVER")]
    pub mail_server: Option<MailServer>,

    /// Address that mails come from
    #[arg(long, value_name = "ADDRESS", env = "BYLINE_MAIL_FROM")]
    pub mail_from: Option<MailAddress>,

    /// Name that mails come from [default: Byline]
    #[arg(long, value_name = "NAME", env = "BYLINE_MAIL_FROM_NAME")]
    pub mail_from_name: Option<Text>,

    /// Name to sign in to the server with, if it asks
    #[arg(long, value_name = "NAME", env = "BYLINE_MAIL_USERNAME")]
    pub mail_username: Option<Text>,

    /// Password for the server. Everybody on this machine sees flags: rather use the variable or the file
    #[arg(long, value_name = "PASSWORD", env = "BYLINE_MAIL_PASSWORD", hide_env_values = true)]
    pub mail_password: Option<Secret>,

    /// File that has the password
    #[arg(long, value_name = "FILE", env = "BYLINE_MAIL_PASSWORD_FILE")]
    pub mail_password_file: Option<PathBuf>,

    /// With smtp://, whether the connection must be encrypted: required or never [default: required]
    #[arg(long, value_name = "MODE", env = "BYLINE_MAIL_STARTTLS")]
    pub mail_starttls: Option<StartTls>,

    /// Authority (PEM) that signed the server's certificate [default: those that this machine trusts]
    #[arg(long, value_name = "FILE", env = "BYLINE_MAIL_CA")]
    pub mail_ca: Option<PathBuf>,

    /// How long each step with the server may take [default: 60s]
    #[arg(long, value_name = "TIME", env = "BYLINE_MAIL_TIMEOUT")]
    pub mail_timeout: Option<Span>,

    /// When a mail is tried again that could not be sent; the delay doubles each time, up to 120 times this [default: 30s]
    #[arg(long, value_name = "TIME", env = "BYLINE_MAIL_RETRY_AFTER")]
    pub mail_retry_after: Option<Span>,

    /// When a mail is given up that could not be sent [default: 4d]
    #[arg(long, value_name = "TIME", env = "BYLINE_MAIL_GIVE_UP_AFTER")]
    pub mail_give_up_after: Option<Span>,

    /// Mails that are sent at a time [default: 2]
    #[arg(long, value_name = "NUMBER", env = "BYLINE_MAIL_CONNECTIONS")]
    pub mail_connections: Option<Count>,
}

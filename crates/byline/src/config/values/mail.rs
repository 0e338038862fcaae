//! Whom mails are handed to, and whom they come from.

use std::fmt;
use std::str::FromStr;

use byline_settings::{Expected, Form, Value, expected, wraps};

use super::BaseUrl;

wraps! {
    /// An address that mails come from.
    pub struct MailAddress(byline_jobs::mail::Address): "ADDRESS", "an e-mail address like no-reply@example.org",
        Form::pattern("^.+@.+$");
}

/// Where mails are handed over: `smtp://mail.example.org:587`, `smtps://mail.example.org`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    implicit: bool,
    host: String,
    port: u16,
}

impl MailServer {
    /// Encrypted from the first byte.
    pub fn is_implicit(&self) -> bool {
        self.implicit
    }

    /// An IPv6 address without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether nothing that is said to it leaves this machine.
    pub fn is_here(&self) -> bool {
        self.host == "localhost" || self.host.parse().is_ok_and(|it: std::net::IpAddr| it.is_loopback())
    }
}

impl FromStr for MailServer {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let (implicit, place, port) = match text.trim_end_matches('/').split_once("://") {
            Some(("smtp", place)) => (false, place, 587),
            Some(("smtps", place)) => (true, place, 465),
            _ => return expected(Self::LIKE),
        };
        // What a base URL takes as host and port, this takes too.
        let wrong =
            || Expected("a server like smtp://mail.example.org:587, without a name, a password or a path".into());
        let origin: BaseUrl = format!("http://{place}").parse().map_err(|_| wrong())?;
        let host = origin.host();
        let port = match place.get(host.len()..).and_then(|rest| rest.strip_prefix(':')) {
            Some(given) => given.parse().map_err(|_| wrong())?,
            None => port,
        };
        Ok(MailServer { implicit, host: host.trim_matches(['[', ']']).to_owned(), port })
    }
}

impl fmt::Display for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.implicit { "smtps" } else { "smtp" };
        match self.host.contains(':') {
            true => write!(f, "{scheme}://[{}]:{}", self.host, self.port),
            false => write!(f, "{scheme}://{}:{}", self.host, self.port),
        }
    }
}

impl Value for MailServer {
    const NAME: &'static str = "SERVER";
    const LIKE: &'static str = "a server like smtp://mail.example.org:587 or smtps://mail.example.org:465";
    const FORM: Form = Form::pattern(r"^smtps?://[^/?#@\s]+/*$");
}

#[cfg(test)]
mod tests {
    use super::super::round;
    use super::*;

    #[test]
    fn mail_servers_have_a_port_and_nothing_else() {
        for (text, shown) in [
            ("smtp://mail.example.org", "smtp://mail.example.org:587"),
            ("smtps://Mail.example.org", "smtps://mail.example.org:465"),
            ("smtp://[::1]:2525", "smtp://[::1]:2525"),
            ("smtp://127.0.0.1:25", "smtp://127.0.0.1:25"),
            ("smtp://mail.example.org:80", "smtp://mail.example.org:80"),
        ] {
            assert_eq!(round::<MailServer>(text).as_deref(), Ok(shown));
        }
        for text in ["mail.example.org", "smtp://u:p@mail", "smtp://mail/x", "http://mail", "smtp://", "smtp://m:99999"]
        {
            assert!(text.parse::<MailServer>().is_err(), "{text}");
        }
        assert!("smtp://[::1]".parse::<MailServer>().unwrap().is_here());
        assert!(!"smtp://mail.example.org".parse::<MailServer>().unwrap().is_here());
    }
}

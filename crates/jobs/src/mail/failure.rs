//! Why a mail was not handed over, and what follows from it.

use lettre::transport::smtp::Error;

use super::address::without_addresses;

/// Reasons are for tables: longer ones are cut.
const LONGEST: usize = 300;

/// What a try came to that did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The server cannot be used, whichever mail it is.
    #[error("{0}")]
    Server(Reason),
    /// This mail, for now: 4xx.
    #[error("{0}")]
    Later(Reason),
    /// This mail, for good: 5xx, or it cannot be written at all.
    #[error("{0}")]
    Never(Reason),
}

/// Why. The text may repeat what a server said; what is logged never does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    text: String,
    logged: String,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl Reason {
    /// In words of our own.
    pub(super) fn ours(text: impl Into<String>) -> Self {
        let text = text.into();
        Reason { logged: text.clone(), text }
    }

    fn of(what: &str, error: &Error) -> Self {
        let said = std::error::Error::source(error).map(ToString::to_string);
        match (error.status(), said) {
            (Some(code), said) => {
                let logged = format!("{what}: the server answered {code}");
                let said = said.map(|it| cut(&without_addresses(&it))).unwrap_or_default();
                Reason { text: format!("{what}: the server answered {code} {said}").trim_end().to_owned(), logged }
            }
            // Words of our own libraries and of the system: a reset connection, an unknown certificate.
            (None, Some(said)) if !error.is_response() => Reason::ours(format!("{what}: {said}")),
            (None, _) => Reason::ours(format!("{what}: the server answered what is no SMTP")),
        }
    }

    /// For the store, where whoever runs the registry reads it; addresses in it are shortened.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// For the log.
    pub fn logged(&self) -> &str {
        &self.logged
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

impl Failure {
    pub(super) fn timed_out(what: &str) -> Self {
        Failure::Server(Reason::ours(format!("{what}: no answer in time")))
    }

    /// Before any mail was spoken of: whatever the code, it is not about one.
    pub(super) fn opening(what: &str, error: &Error) -> Self {
        Failure::Server(Reason::of(what, error))
    }

    /// While a mail was handed over.
    pub(super) fn handing_over(error: &Error) -> Self {
        let reason = Reason::of("handing it over", error);
        let code = error.status().map(|code| code.to_string());
        match code.as_deref() {
            // It closes the connection (RFC 5321 §4.2.3), or wants us to sign in first (RFC 4954 §6).
            Some("421" | "530" | "534" | "535" | "538") => Failure::Server(reason),
            Some(_) if error.is_permanent() => Failure::Never(reason),
            Some(_) => Failure::Later(reason),
            // It needs an extension that this server does not have.
            None if error.is_client() => Failure::Never(reason),
            None => Failure::Server(reason),
        }
    }

    pub fn reason(&self) -> &Reason {
        match self {
            Failure::Server(reason) | Failure::Later(reason) | Failure::Never(reason) => reason,
        }
    }
}

//! Settings of the sender of mail, and what it is made of.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use byline_jobs::mail::{Letterhead, Login, Pace, Relay, Security};

use super::values::{BaseUrl, Count, MailAddress, MailServer, Secret, Span, StartTls, Text};

/// Everything that sending mail needs.
#[derive(Clone, Debug)]
pub struct MailSettings {
    pub server: MailServer,
    pub from: MailAddress,
    pub from_name: Text,
    pub login: Option<LoginSettings>,
    pub starttls: StartTls,
    pub ca: Option<PathBuf>,
    pub timeout: Span,
    pub retry_after: Span,
    pub give_up_after: Span,
    pub connections: Count,
}

#[derive(Clone, Debug)]
pub struct LoginSettings {
    pub username: Text,
    pub password: Password,
}

#[derive(Clone, Debug)]
pub enum Password {
    Given(Secret),
    /// Without the end of its line.
    File(PathBuf),
}

/// What holds unless something else is set.
pub struct Defaults {
    pub from_name: Text,
    pub timeout: Span,
    pub retry_after: Span,
    pub give_up_after: Span,
    pub connections: Count,
}

impl Default for Defaults {
    fn default() -> Self {
        let seconds = |number| Span(Duration::from_secs(number));
        Defaults {
            from_name: Text("Byline".into()),
            // Servers that look closely at a mail take their time before they say that they have it.
            timeout: seconds(60),
            // Servers that turn strangers away at first take them after a few minutes.
            retry_after: seconds(30),
            // RFC 5321 §4.5.4.1
            give_up_after: seconds(4 * 24 * 3600),
            connections: Count(2),
        }
    }
}

impl MailSettings {
    pub fn security(&self) -> Security {
        security(&self.server, self.starttls)
    }

    /// The server, with what the files named here hold.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub fn relay(&self, base_url: &BaseUrl) -> anyhow::Result<Relay> {
        let relay =
            Relay::new(self.server.host(), self.server.port(), self.security(), base_url.host(), self.timeout.0);
        let authority = self.ca.as_deref().map(read).transpose()?;
        let relay = relay.signing_in(self.login.as_ref().map(LoginSettings::read).transpose()?);
        relay.trusting(authority.as_deref()).with_context(|| match &self.ca {
            Some(path) => format!("mail.ca: {} cannot be used", path.display()),
            None => "mail: the certificates of this machine cannot be used".to_owned(),
        })
    }

    pub fn letterhead(&self, base_url: &BaseUrl) -> Letterhead {
        Letterhead::new(self.from.0.clone(), &self.from_name.0, base_url.host())
    }

    pub fn pace(&self) -> Pace {
        Pace { retry_after: self.retry_after.0, give_up_after: self.give_up_after.0, connections: self.connections.0 }
    }
}

pub fn security(server: &MailServer, starttls: StartTls) -> Security {
    match (server.is_implicit(), starttls) {
        (true, _) => Security::Implicit,
        (false, StartTls::Required) => Security::StartTls,
        (false, StartTls::Never) => Security::None,
    }
}

impl LoginSettings {
    fn read(&self) -> anyhow::Result<Login> {
        let password = match &self.password {
            Password::Given(secret) => secret.expose().to_owned(),
            Password::File(path) => {
                let text = String::from_utf8(read(path)?)
                    .map_err(|_| anyhow::anyhow!("mail.password_file: {} is no text", path.display()))?;
                text.trim_end_matches(['\r', '\n']).to_owned()
            }
        };
        anyhow::ensure!(!password.is_empty(), "mail: the password is empty");
        Ok(Login { username: self.username.0.clone(), password })
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("mail: cannot read {}", path.display()))
}

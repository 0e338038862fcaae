//! Settings of the sender of mail, and what it is made of.

use anyhow::Context;
use byline_jobs::mail::{Letterhead, Login, Pace, Relay, Security};
use byline_settings::{Complaint, Text};

use super::password::{Password, read};
use super::values::{BaseUrl, MailAddress, MailServer, StartTls};
use super::{MailRows, Unusable};

/// Everything that sending mail needs.
#[derive(Clone, Debug)]
pub struct MailSettings {
    pub server: MailServer,
    from: MailAddress,
    pub login: Option<LoginSettings>,
    rows: MailRows,
}

#[derive(Clone, Debug)]
pub struct LoginSettings {
    username: Text,
    password: Password,
}

impl MailRows {
    /// `None` when nothing is set that would not be there anyway.
    pub(super) fn checked(self) -> Result<Option<MailSettings>, Complaint> {
        let login = self.login()?;
        let needed = login.is_some() || self.ca.is_some();
        let (server, from) = match (&self.server, &self.from) {
            (Some(server), Some(from)) => (server.clone(), from.clone()),
            (None, None) if !needed => return Ok(None),
            (None, _) => {
                let it = Self::NAMES;
                let about = [it.from, it.username, it.password, it.password_file, it.ca];
                return Err(Complaint::new(about, "there is no server: set mail.server (--mail-server) too"));
            }
            (Some(_), None) => {
                let what = "a server needs an address that mails come from: set mail.from (--mail-from) too";
                return Err(Complaint::new([Self::NAMES.server], what));
            }
        };
        if login.is_some() && security(&server, self.starttls) == Security::None && !server.is_here() {
            let what = "the password would cross the network unencrypted: set mail.starttls to \"required\"";
            return Err(Complaint::new([Self::NAMES.starttls], what));
        }
        Ok(Some(MailSettings { server, from, login, rows: self }))
    }

    fn login(&self) -> Result<Option<LoginSettings>, Complaint> {
        let of_password = [Self::NAMES.password_file, Self::NAMES.password];
        let keys = ["mail.password", "mail.password_file"];
        let password = Password::of(keys, self.password.as_ref(), self.password_file.as_ref());
        let password = password.map_err(|what| Complaint::new(of_password, what))?;
        match (self.username.clone(), password) {
            (Some(username), Some(password)) => Ok(Some(LoginSettings { username, password })),
            (None, None) => Ok(None),
            (Some(_), None) => {
                let what = "a name needs a password: set mail.password_file or BYLINE_MAIL_PASSWORD too";
                Err(Complaint::new([Self::NAMES.username], what))
            }
            (None, Some(_)) => {
                Err(Complaint::new(of_password, "a password needs a name: set mail.username (--mail-username) too"))
            }
        }
    }
}

impl MailSettings {
    /// The server, with what the files named here hold.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub fn relay(&self, base_url: &BaseUrl) -> Result<Relay, Unusable> {
        let security = security(&self.server, self.rows.starttls);
        let (host, port, timeout) = (self.server.host(), self.server.port(), self.rows.timeout.0);
        let relay = Relay::new(host, port, security, base_url.host(), timeout);
        let authority = self.rows.ca.as_ref().map(|it| read(&it.0)).transpose().map_err(Unusable::at("mail.ca"))?;
        let relay = relay.signing_in(self.login.as_ref().map(LoginSettings::read).transpose()?);
        let trusting = relay.trusting(authority.as_deref()).with_context(|| match &self.rows.ca {
            Some(path) => format!("{path} cannot be used"),
            None => "the certificates of this machine cannot be used".to_owned(),
        });
        trusting.map_err(Unusable::at("mail.ca"))
    }

    pub fn letterhead(&self, base_url: &BaseUrl) -> Letterhead {
        Letterhead::new(self.from.0.clone(), &self.rows.from_name.0, base_url.host())
    }

    pub fn pace(&self) -> Pace {
        let MailRows { retry_after, give_up_after, connections, .. } = &self.rows;
        Pace { retry_after: retry_after.0, give_up_after: give_up_after.0, connections: connections.0 }
    }
}

fn security(server: &MailServer, starttls: StartTls) -> Security {
    match (server.is_implicit(), starttls) {
        (true, _) => Security::Implicit,
        (false, StartTls::Required) => Security::StartTls,
        (false, StartTls::Never) => Security::None,
    }
}

impl LoginSettings {
    fn read(&self) -> Result<Login, Unusable> {
        Ok(Login { username: self.username.0.clone(), password: self.password.read()? })
    }
}

//! From file, variables and flags to settings of mail.

use std::ops::Range;

use byline_jobs::mail::Security;
use toml::Spanned;

use super::mail::{Defaults, LoginSettings, MailSettings, Password, security};
use super::resolve::{InFile, Resolver};
use super::values::{MailAddress, MailServer, StartTls};
use super::{MailOverrides, file};

/// Where something stands in the file.
type Place = Option<Range<usize>>;

fn first<const N: usize>(values: [&InFile; N]) -> Place {
    values.into_iter().find_map(|it| it.as_ref().map(Spanned::span))
}

impl Resolver<'_> {
    /// `None` when nothing is set that would not be there anyway.
    pub(super) fn mail(&mut self, given: &MailOverrides, file: file::Mail) -> Option<MailSettings> {
        let (base, before) = (Defaults::default(), self.problems.len());
        let place = first([&file.server, &file.from, &file.username, &file.password, &file.password_file, &file.ca]);
        let clear = first([&file.starttls]);
        let server = self.optional("mail.server", given.mail_server.as_ref(), file.server);
        let from = self.optional("mail.from", given.mail_from.as_ref(), file.from);
        let from_name = self.set("mail.from_name", given.mail_from_name.as_ref(), file.from_name, base.from_name);
        let login = self.login(given, file.username, file.password, file.password_file);
        let starttls = self.set("mail.starttls", given.mail_starttls.as_ref(), file.starttls, StartTls::Required);
        let ca = self.path("mail.ca", given.mail_ca.as_ref(), file.ca);
        let timeout = self.set("mail.timeout", given.mail_timeout.as_ref(), file.timeout, base.timeout);
        let (retry, give_up) = (given.mail_retry_after.as_ref(), given.mail_give_up_after.as_ref());
        let retry_after = self.set("mail.retry_after", retry, file.retry_after, base.retry_after);
        let give_up_after = self.set("mail.give_up_after", give_up, file.give_up_after, base.give_up_after);
        let connections = given.mail_connections.as_ref();
        let connections = self.set("mail.connections", connections, file.connections, base.connections);
        if self.problems.len() > before {
            return None;
        }
        let needed = login.is_some() || ca.is_some();
        let (server, from) = self.ends(server, from, needed, place)?;
        let unencrypted = security(&server, starttls) == Security::None && !server.is_here();
        if login.is_some() && unencrypted {
            let what = "the password would cross the network unencrypted: set mail.starttls to \"required\"";
            return self.problem("mail", clear, what);
        }
        Some(MailSettings {
            server,
            from,
            from_name,
            login,
            starttls,
            ca,
            timeout,
            retry_after,
            give_up_after,
            connections,
        })
    }

    /// Whom mails go to, and whom they come from: both or neither.
    fn ends(
        &mut self,
        server: Option<MailServer>,
        from: Option<MailAddress>,
        needed: bool,
        place: Place,
    ) -> Option<(MailServer, MailAddress)> {
        match (server, from) {
            (Some(server), Some(from)) => Some((server, from)),
            (None, None) if !needed => None,
            (None, _) => self.problem("mail", place, "there is no server: set mail.server (--mail-server) too"),
            (Some(_), None) => {
                let what = "a server needs an address that mails come from: set mail.from (--mail-from) too";
                self.problem("mail", place, what)
            }
        }
    }

    fn login(
        &mut self,
        given: &MailOverrides,
        username: InFile,
        password: InFile,
        password_file: InFile,
    ) -> Option<LoginSettings> {
        let (of_name, of_password) = (first([&username]), first([&password_file, &password]));
        let username = self.optional("mail.username", given.mail_username.as_ref(), username);
        let password = self.secret("mail.password", given.mail_password.as_ref(), password);
        let password_file = self.path("mail.password_file", given.mail_password_file.as_ref(), password_file);
        let password = match (password, password_file) {
            (Some(_), Some(_)) => {
                let what = "there are two passwords: set mail.password or mail.password_file, not both";
                return self.problem("mail", of_password, what);
            }
            (Some(password), None) => Some(Password::Given(password)),
            (None, Some(path)) => Some(Password::File(path)),
            (None, None) => None,
        };
        match (username, password) {
            (Some(username), Some(password)) => Some(LoginSettings { username, password }),
            (None, None) => None,
            (Some(_), None) => {
                let what = "a name needs a password: set mail.password_file or BYLINE_MAIL_PASSWORD too";
                self.problem("mail", of_name, what)
            }
            (None, Some(_)) => self.problem("mail", of_password, "a password needs a name: set mail.username too"),
        }
    }
}

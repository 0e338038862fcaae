//! One conversation with a mail server: greeting, encryption, signing in, then mails.

use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::AsyncSmtpConnection;

use super::failure::{Failure, Reason};
use super::letter::Letter;
use super::relay::{MECHANISMS, Relay, Security};

/// A connection over which mails are handed over.
pub struct Session {
    connection: AsyncSmtpConnection,
    timeout: Duration,
}

/// What the server said when it took a mail.
pub struct Taken {
    pub answer: String,
}

impl Session {
    /// # Errors
    /// [`Failure::Server`], always: no mail was spoken of yet.
    pub async fn open(relay: &Relay) -> Result<Self, Failure> {
        let address = (relay.host.as_str(), relay.port);
        let at_once = relay.tls.clone().filter(|_| relay.security == Security::Implicit);
        let connecting = AsyncSmtpConnection::connect_tokio1(address, Some(relay.timeout), &relay.hello, at_once, None);
        let connection = within(relay.timeout, "connecting", connecting).await?;
        let mut session = Session { connection, timeout: relay.timeout };
        if let (Security::StartTls, Some(tls)) = (relay.security, relay.tls.clone()) {
            if !session.connection.can_starttls() {
                return Err(Failure::Server(Reason::ours("encrypting: the server does not offer STARTTLS")));
            }
            within(relay.timeout, "encrypting", session.connection.starttls(tls, &relay.hello)).await?;
        }
        if let Some(login) = &relay.login {
            within(relay.timeout, "signing in", session.connection.auth(&MECHANISMS, login)).await?;
        }
        Ok(session)
    }

    pub fn is_encrypted(&self) -> bool {
        self.connection.is_encrypted()
    }

    /// # Errors
    /// The session is of no use afterwards.
    pub async fn hand_over(&mut self, letter: &Letter) -> Result<Taken, Failure> {
        let sending = self.connection.send(&letter.envelope, &letter.content);
        match tokio::time::timeout(self.timeout, sending).await {
            Ok(Ok(response)) => {
                let words = response.message().collect::<Vec<_>>().join(" ");
                Ok(Taken { answer: format!("{} {words}", response.code()) })
            }
            Ok(Err(error)) => Err(Failure::handing_over(&error)),
            Err(_) => Err(Failure::timed_out("handing it over")),
        }
    }

    /// Whether the server is still there.
    pub async fn is_alive(&mut self) -> bool {
        tokio::time::timeout(self.timeout, self.connection.test_connected()).await.unwrap_or(false)
    }

    /// Says good-bye, without waiting long for an answer.
    pub async fn close(mut self) {
        let _gone_anyway = tokio::time::timeout(Duration::from_secs(1), self.connection.quit()).await;
    }
}

async fn within<T>(timeout: Duration, what: &str, step: impl Future<Output = Result<T, Error>>) -> Result<T, Failure> {
    match tokio::time::timeout(timeout, step).await {
        Ok(done) => done.map_err(|error| Failure::opening(what, &error)),
        Err(_) => Err(Failure::timed_out(what)),
    }
}

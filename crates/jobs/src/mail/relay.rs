//! The server that mail is handed over to.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// How the conversation is protected. There is nothing between required and none: whoever listens in could choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// It begins in the clear and goes on encrypted, or not at all (RFC 3207).
    StartTls,
    /// Encrypted from the first byte (RFC 8314 §3.3).
    Implicit,
    None,
}

/// A name and a password for the server.
#[derive(Clone)]
pub struct Login {
    pub username: String,
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

/// Where mail is handed over, and how.
#[derive(Clone)]
pub struct Relay {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) tls: Option<TlsParameters>,
    pub(super) login: Option<Credentials>,
    pub(super) hello: ClientId,
    pub(super) timeout: Duration,
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Relay({}:{}, {:?})", self.host, self.port, self.security)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum UnusableRelay {
    #[error("expected certificates in PEM")]
    Authority,
    #[error("TLS cannot be set up")]
    Tls(#[source] lettre::transport::smtp::Error),
}

/// Those that libraries and servers still share; all of them are as safe as the connection is.
pub(super) const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

impl Relay {
    /// `own_host` is how we introduce ourselves; every step may take `timeout`.
    pub fn new(host: &str, port: u16, security: Security, own_host: &str, timeout: Duration) -> Self {
        let hello = match own_host.trim_matches(['[', ']']).parse() {
            Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
            Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
            Err(_) => ClientId::Domain(own_host.to_owned()),
        };
        Relay { host: host.to_owned(), port, security, tls: None, login: None, hello, timeout }
    }

    #[must_use]
    pub fn signing_in(self, login: Option<Login>) -> Self {
        Relay { login: login.map(|it| Credentials::new(it.username, it.password)), ..self }
    }

    /// Trusts the certificates of this machine; with `authority` (PEM) that one alone. Without TLS, nothing happens.
    ///
    /// # Errors
    /// When these are no certificates, or the machine has none.
    pub fn trusting(self, authority: Option<&[u8]>) -> Result<Self, UnusableRelay> {
        if self.security == Security::None {
            return Ok(self);
        }
        let mut tls = TlsParameters::builder(self.host.clone());
        if let Some(pem) = authority {
            tls = tls.certificate_store(CertificateStore::None);
            for certificate in certificates(pem)? {
                tls = tls.add_root_certificate(certificate);
            }
        }
        let tls = tls.build_rustls().map_err(UnusableRelay::Tls)?;
        Ok(Relay { tls: Some(tls), ..self })
    }
}

/// At least one: trusting nobody is never meant.
fn certificates(pem: &[u8]) -> Result<Vec<Certificate>, UnusableRelay> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let found = found.ok().filter(|it| !it.is_empty()).ok_or(UnusableRelay::Authority)?;
    found.into_iter().map(|it| Certificate::from_der(it.to_vec()).map_err(|_| UnusableRelay::Authority)).collect()
}

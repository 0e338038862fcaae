//! Where a database is: a connection URI as libpq has it.
//!
//! Two of its parameters are ours to read, since the client library knows only half of `sslmode`: that one and
//! `sslrootcert`. There is nothing between required and none, as whoever listens in could choose.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// `postgres://USER@HOST:PORT/DATABASE?PARAMETER=VALUE`: several hosts are parted by commas, and a folder with a socket is
/// written with `%2F` for each slash.
#[derive(Clone)]
pub struct Address {
    config: Config,
    protection: Protection,
    /// Without a password.
    shown: String,
}

/// How what is said to the server is kept from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Protection {
    /// `sslmode=disable`, and what holds on this machine.
    None,
    /// `sslmode=require`: whoever answers is believed to be the server.
    Encrypted,
    /// `sslmode=verify-full`, and what holds on a network: the certificate is of a trusted authority and for this host.
    /// Without a file (`sslrootcert`) those are trusted that the machine trusts.
    Verified { authorities: Option<PathBuf> },
}

/// Why a text is no address. It names no password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidAddress(String);

impl Address {
    /// Whether a password is part of it, where everybody reads it who reads the settings.
    pub fn has_password(&self) -> bool {
        self.config.get_password().is_some()
    }

    pub(crate) fn config(&self) -> Config {
        self.config.clone()
    }

    pub(crate) fn protection(&self) -> &Protection {
        &self.protection
    }
}

impl FromStr for Address {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        let invalid = |what: &str| InvalidAddress(what.to_owned());
        if !["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)) {
            return Err(invalid("an address like postgres://USER@HOST/DATABASE"));
        }
        let (place, parameters) = text.split_once('?').unwrap_or((text, ""));
        let (mut mode, mut authorities, mut others) = (None, None, Vec::new());
        for parameter in parameters.split('&').filter(|it| !it.is_empty()) {
            match parameter.split_once('=') {
                Some(("sslmode", value)) => mode = Some(value),
                Some(("sslrootcert", value)) => authorities = Some(path(value)?),
                Some(_) | None => others.push(parameter),
            }
        }
        let rest = others.join("&");
        let config = if rest.is_empty() { place.parse() } else { format!("{place}?{rest}").parse() };
        let mut config: Config = config.map_err(|error| InvalidAddress(told(&error)))?;
        let protection = match (mode, authorities) {
            (Some("disable"), None) => Protection::None,
            (Some("require"), None) => Protection::Encrypted,
            (None, None) if is_here(&config) => Protection::None,
            (Some("verify-full") | None, authorities) => Protection::Verified { authorities },
            (Some("disable" | "require"), Some(_)) => return Err(invalid("sslrootcert goes with sslmode=verify-full")),
            (Some(_), _) => return Err(invalid("sslmode has to be disable, require or verify-full")),
        };
        config.ssl_mode(if protection == Protection::None { SslMode::Disable } else { SslMode::Require });
        Ok(Address { config, protection, shown: without_password(text) })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({})", self.shown)
    }
}

/// Whether nothing that is said to the server leaves this machine.
fn is_here(config: &Config) -> bool {
    let here = |name: &str| name == "localhost" || name.parse().is_ok_and(|it: std::net::IpAddr| it.is_loopback());
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => here(name.trim_matches(['[', ']'])),
        Host::Unix(_) => true,
    }) && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback)
}

/// The file that a parameter names.
fn path(text: &str) -> Result<PathBuf, InvalidAddress> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    let decoded = decoded.map_err(|_| InvalidAddress("sslrootcert has to be a path in UTF-8".into()))?;
    Ok(Path::new(&*decoded).to_owned())
}

/// The library says what is wrong in the source of its error.
fn told(error: &tokio_postgres::Error) -> String {
    use std::error::Error as _;
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}

fn without_password(text: &str) -> String {
    let (place, parameters) = text.split_once('?').unwrap_or((text, ""));
    let place = match place.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?))) {
        Some((scheme, (user, rest))) => format!("{scheme}://{}@{rest}", user.split(':').next().unwrap_or_default()),
        None => place.to_owned(),
    };
    let kept: Vec<&str> = parameters.split('&').filter(|it| !it.is_empty() && !it.starts_with("password=")).collect();
    if kept.is_empty() { place } else { format!("{place}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protection(text: &str) -> Protection {
        text.parse::<Address>().unwrap().protection
    }

    #[test]
    fn what_crosses_a_network_is_verified_unless_somebody_says_otherwise() {
        let verified = |authorities: Option<&str>| Protection::Verified { authorities: authorities.map(PathBuf::from) };
        for (text, expected) in [
            ("postgres://byline@db.example.org/byline", verified(None)),
            ("postgresql://a,b,c/byline?target_session_attrs=read-write", verified(None)),
            ("postgres://127.0.0.1,db.example.org/byline", verified(None)),
            ("postgres://localhost/byline?hostaddr=10.0.0.7", verified(None)),
            ("postgres://db/byline?sslmode=verify-full&sslrootcert=/etc/pg%20ca.pem", verified(Some("/etc/pg ca.pem"))),
            ("postgres://db/byline?sslrootcert=/ca.pem", verified(Some("/ca.pem"))),
            ("postgres://localhost/byline?sslmode=verify-full", verified(None)),
            ("postgres://db/byline?sslmode=require", Protection::Encrypted),
            ("postgres://db/byline?connect_timeout=3&sslmode=disable", Protection::None),
            ("postgres://localhost/byline", Protection::None),
            ("postgres://127.0.0.1:5433,[::1]/byline", Protection::None),
            ("postgres://%2Frun%2Fpostgresql/byline", Protection::None),
            ("postgres:///byline?host=/run/postgresql", Protection::None),
        ] {
            assert_eq!(protection(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_had_is_refused_by_name() {
        for (text, expected) in [
            ("db.example.org", "postgres://USER@HOST/DATABASE"),
            ("mysql://db/byline", "postgres://USER@HOST/DATABASE"),
            ("host=db dbname=byline", "postgres://USER@HOST/DATABASE"),
            ("postgres://db/byline?sslmode=prefer", "sslmode has to be"),
            ("postgres://db/byline?sslmode=verify-ca&sslrootcert=/ca.pem", "sslmode has to be"),
            ("postgres://db/byline?sslmode=require&sslrootcert=/ca.pem", "goes with sslmode=verify-full"),
            ("postgres://db/byline?sslcert=/me.pem", "sslcert"),
            ("postgres://db:port/byline", "port"),
        ] {
            let told = text.parse::<Address>().unwrap_err().to_string();
            assert!(told.contains(expected), "{text}: {told}");
        }
    }

    #[test]
    fn passwords_are_not_shown() {
        for (text, shown) in [
            ("postgres://u:p:w@db/byline", "postgres://u@db/byline"),
            ("postgres://u@db/byline?password=pw&sslmode=require", "postgres://u@db/byline?sslmode=require"),
        ] {
            let address: Address = text.parse().unwrap();
            assert!(address.has_password());
            assert_eq!((address.to_string(), format!("{address:?}")), (shown.into(), format!("Address({shown})")));
        }
        let address: Address = "postgres://u@db/byline".parse().unwrap();
        assert!(!address.has_password());
    }
}

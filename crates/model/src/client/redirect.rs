//! Redirect addresses: how one is read, which may be registered, and which requested ones a registered one admits
//! (`oauth` 3.3, 4.5).
//!
//! Registration and requests go through the same reader, so that what a client registers can be matched, or is refused
//! when it is registered.

use super::{Application, Client, Switch};
use crate::effort;

/// A redirect URI of a client (`oauth` 3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUri {
    pub uri: Box<str>,
    /// `default`, `sso-authentication`, `import-works-wizard`, …
    pub kind: Box<str>,
    /// Scopes fixed for this address; empty for `default`.
    pub scopes: Vec<Box<str>>,
    pub retired: bool,
}

/// Why an address can be no redirect address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRedirect {
    #[error("an address must not be empty")]
    Empty,
    #[error("an address begins with http:// or https://")]
    Scheme,
    #[error("an address has 355 characters at most")]
    TooLong,
    #[error("an address has no blanks, control characters, or any of \\ < > \"; write them percent-encoded")]
    Character,
    #[error("a host is written in ASCII: the xn-- form of international names")]
    InternationalHost,
    #[error("an address is written in ASCII; write other characters percent-encoded")]
    NotAscii,
    #[error("an address has no fragment: nothing behind # reaches a server")]
    Fragment,
    #[error("an address names a host")]
    Host,
    #[error("an address has no user or password: what stands before an @ looks like the host, and is none")]
    UserInfo,
    #[error("a port is a number from 1 to 65535")]
    Port,
    #[error("an address has no . or .. segments, and no encoded slashes")]
    Segments,
    #[error("a percent sign is followed by two hexadecimal digits")]
    Escape,
    #[error("there are no wildcards: register each address, or the beginning of the path that they share")]
    Wildcard,
    #[error("the query of an address has none of the names that answers use: code, state, iss, error, …")]
    ReservedName,
}

/// Names that an answer adds to an address (RFC 6749 §4.1.2, §4.2.2, RFC 9207, OpenID Connect). In the address itself
/// they would let somebody else choose what a client reads.
const OF_ANSWERS: [&str; 12] = [
    "code",
    "state",
    "iss",
    "error",
    "error_description",
    "error_uri",
    "access_token",
    "token_type",
    "expires_in",
    "scope",
    "id_token",
    "session_state",
];

/// What the store of the published service has room for, in characters.
const LONGEST: usize = 355;

impl RedirectUri {
    /// Whether this address may be registered; blanks around it do not count.
    ///
    /// # Errors
    /// Why no request could ever name it, or why it does not mean what it seems to.
    pub fn check(uri: &str) -> Result<(), InvalidRedirect> {
        let uri = uri.trim();
        if uri.is_empty() {
            return Err(InvalidRedirect::Empty);
        }
        if uri.chars().count() > LONGEST {
            return Err(InvalidRedirect::TooLong);
        }
        let address = Address::parse(uri)?;
        // Those that were registered before go on to match.
        if address.authority.contains('@') {
            return Err(InvalidRedirect::UserInfo);
        }
        if address.authority.contains('*') || address.path.contains('*') {
            return Err(InvalidRedirect::Wildcard);
        }
        if address.has_almost_a_name_of_answers() {
            return Err(InvalidRedirect::ReservedName);
        }
        Ok(())
    }
}

impl Client {
    /// Whether a request may name this address.
    ///
    /// * Clients that are `strict`, or keep no secret: exactly a registered text.
    /// * Native ones, besides: any port of a registered loopback address.
    /// * All others: scheme, user info, host and port are equal, and the registered path is the requested one or a
    ///   beginning of it that ends at a segment; a query may follow. Hosts are compared as written, subdomains are
    ///   other hosts. With [`Switch::BarePrefixRedirects`] the registered path is any beginning.
    ///
    /// What browsers read differently, and what carries names of answers in its query, is refused.
    pub fn admits_redirect(&self, requested: &str) -> bool {
        let Ok(address) = Address::parse(requested) else { return false };
        let exact = self.strict || !self.application.keeps_secrets();
        self.redirect_uris.iter().filter(|it| !it.retired).any(|registered| {
            let registered = registered.uri.trim();
            if registered == requested {
                return true;
            }
            let Ok(registered) = Address::parse(registered) else { return false };
            match (exact, self.application) {
                (_, Application::Native) => registered.differs_in_loopback_port(&address),
                (true, _) => false,
                // Whoever asks chose the query.
                (false, _) if address.has_almost_a_name_of_answers() => false,
                (false, _) => registered.admits(&address, self.has(Switch::BarePrefixRedirects)),
            }
        })
    }
}

/// The parts of an address that are compared.
struct Address<'a> {
    scheme: &'a str,
    /// User info, host and port as written: an explicit `:443` is not the same as none.
    authority: &'a str,
    path: &'a str,
    /// With the question mark; empty when there is none.
    query: &'a str,
}

impl<'a> Address<'a> {
    fn parse(text: &'a str) -> Result<Self, InvalidRedirect> {
        effort::spend(text.len());
        let (scheme, rest) = text.split_once("://").ok_or(InvalidRedirect::Scheme)?;
        if scheme != "http" && scheme != "https" {
            return Err(InvalidRedirect::Scheme);
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        if !text.is_ascii() {
            let host = !authority.is_ascii();
            return Err(if host { InvalidRedirect::InternationalHost } else { InvalidRedirect::NotAscii });
        }
        if text.contains('#') {
            return Err(InvalidRedirect::Fragment);
        }
        if !text.bytes().all(|it| it.is_ascii_graphic() && !matches!(it, b'\\' | b'<' | b'>' | b'"')) {
            return Err(InvalidRedirect::Character);
        }
        if !is_escaped(rest) {
            return Err(InvalidRedirect::Escape);
        }
        let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        check_authority(authority)?;
        check_path(path)?;
        if has_name_of_answers(query, |known, name| known == name) {
            return Err(InvalidRedirect::ReservedName);
        }
        Ok(Address { scheme, authority, path, query })
    }

    /// Some frameworks read names without regard to case.
    fn has_almost_a_name_of_answers(&self) -> bool {
        has_name_of_answers(self.query, <[u8]>::eq_ignore_ascii_case)
    }

    fn admits(&self, requested: &Address<'_>, bare_prefix: bool) -> bool {
        if (self.scheme, self.authority) != (requested.scheme, requested.authority) {
            return false;
        }
        let Some(rest) = requested.path.strip_prefix(self.path) else { return false };
        bare_prefix || rest.is_empty() || self.path.ends_with('/') || rest.starts_with('/')
    }

    fn differs_in_loopback_port(&self, requested: &Address<'_>) -> bool {
        let (host, _) = host_and_port(self.authority);
        let loopback = matches!(host, "127.0.0.1" | "[::1]" | "localhost");
        // `127.0.0.1:80@elsewhere` is elsewhere.
        loopback
            && !requested.authority.contains('@')
            && (self.scheme, self.path, self.query) == (requested.scheme, requested.path, requested.query)
            && host_and_port(requested.authority).0 == host
    }
}

/// Host and port of an authority without user info.
fn host_and_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

fn check_authority(authority: &str) -> Result<(), InvalidRedirect> {
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = host_and_port(host);
    if let Some(port) = port
        // Browsers drop zeros in front: what was registered would be another text than what they ask for.
        && !(port.bytes().all(|it| it.is_ascii_digit()) && !port.starts_with('0') && port.parse::<u16>().is_ok())
    {
        return Err(InvalidRedirect::Port);
    }
    let named = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.' | b'_' | b'*');
    let well_formed = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(|it| it.parse::<std::net::Ipv6Addr>().is_ok()),
        None => host.bytes().all(named) && host.trim_end_matches('.').split('.').all(|label| !label.is_empty()),
    };
    // A last label that is a number, decimal or hexadecimal, makes it an address in dots, to browsers (URL Standard, "ends
    // in a number").
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let number = match last.strip_prefix("0x") {
        Some(digits) => digits.bytes().all(|it| it.is_ascii_hexdigit()),
        None => !last.is_empty() && last.bytes().all(|it| it.is_ascii_digit()),
    };
    // What begins like the ASCII form of an international name has to be one, or no browser goes there.
    let international = host.to_ascii_lowercase().contains("xn--");
    let no_name = international && idna::domain_to_unicode(host).1.is_err();
    if !well_formed || no_name || number && host.parse::<std::net::Ipv4Addr>().is_err() {
        return Err(InvalidRedirect::Host);
    }
    Ok(())
}

fn check_path(path: &str) -> Result<(), InvalidRedirect> {
    let path = path.to_ascii_lowercase();
    let dots = path.split('/').any(|segment| matches!(&*segment.replace("%2e", "."), "." | ".."));
    if dots || path.contains("%2f") || path.contains("%5c") {
        return Err(InvalidRedirect::Segments);
    }
    Ok(())
}

fn is_escaped(text: &str) -> bool {
    text.split('%').skip(1).all(|it| it.len() >= 2 && it.bytes().take(2).all(|it| it.is_ascii_hexdigit()))
}

/// Names are read as clients' form readers do: percent-encoded ones, those behind a semicolon (HTML 4.01 B.2.2) and
/// those of lists (`code[]`), too, and as PHP reads them: blanks in front, dots or blanks for underscores.
fn has_name_of_answers(query: &str, same: fn(&[u8], &[u8]) -> bool) -> bool {
    let pairs = query.trim_start_matches('?').split(['&', ';']);
    pairs.filter(|it| !it.is_empty()).any(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        let read = unescaped(name).skip_while(|it| *it == b' ').take_while(|it| *it != b'[').map(|it| match it {
            b'.' | b' ' => b'_',
            other => other,
        });
        let read: Vec<u8> = read.collect();
        OF_ANSWERS.iter().any(|known| same(known.as_bytes(), &read))
    })
}

fn unescaped(text: &str) -> impl Iterator<Item = u8> + '_ {
    let mut bytes = text.bytes();
    std::iter::from_fn(move || match bytes.next()? {
        b'%' => {
            let digit = |it: u8| char::from(it).to_digit(16).and_then(|it| u8::try_from(it).ok());
            Some(digit(bytes.next()?)? << 4 | digit(bytes.next()?)?)
        }
        b'+' => Some(b' '),
        other => Some(other),
    })
}

#[cfg(test)]
mod tests;

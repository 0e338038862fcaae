//! The host that a request is for.
//!
//! One that is missing, said twice or malformed is refused before anybody acts on it (RFC 9112 §3.2, RFC 9113 §8.3.1):
//! proxies and servers that read such requests each in their own way can be played off against each other.

use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, Version};

/// Why a request is for no host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadHost {
    #[error("The request names no host.")]
    Missing,
    #[error("The request names its host more than once.")]
    Repeated,
    #[error("The host that the request names is none.")]
    Malformed,
}

/// Checks `Host` and `:authority`.
///
/// # Errors
/// [`BadHost`]. HTTP/1.0 needs no host.
pub fn check(version: Version, uri: &Uri, headers: &HeaderMap) -> Result<(), BadHost> {
    let mut values = headers.get_all(HOST).iter();
    let (first, more) = (values.next(), values.next());
    if more.is_some() {
        return Err(BadHost::Repeated);
    }
    let named = first.map(|value| value.to_str().map_err(|_| BadHost::Malformed)).transpose()?;
    let authority = uri.authority().map(axum::http::uri::Authority::as_str);
    if !named.into_iter().chain(authority).all(is_host) {
        return Err(BadHost::Malformed);
    }
    match (named, authority, version) {
        // In an absolute form the header says nothing new, in HTTP/2 it must not say anything else.
        (Some(named), Some(authority), Version::HTTP_2) if !named.eq_ignore_ascii_case(authority) => {
            Err(BadHost::Malformed)
        }
        (Some(_), ..) | (None, _, Version::HTTP_09 | Version::HTTP_10) => Ok(()),
        (None, Some(_), version) if version >= Version::HTTP_2 => Ok(()),
        (None, ..) => Err(BadHost::Missing),
    }
}

/// The host that is asked for, with its port: that of the target before that of the header. Names one at most when
/// [`check`] let the request pass.
pub fn of(parts: &Parts) -> Option<&str> {
    match parts.uri.authority() {
        Some(authority) => Some(authority.as_str()),
        None => parts.headers.get(HOST)?.to_str().ok(),
    }
}

/// The host without its port, which proxies send or leave out; brackets stay.
pub fn name(authority: &str) -> &str {
    // By the byte: asked of each request, of a few letters.
    let mut colon = None;
    for (at, byte) in authority.bytes().enumerate() {
        match byte {
            b']' => return &authority[..=at],
            b':' => colon = colon.or(Some(at)),
            _ => {}
        }
    }
    &authority[..colon.unwrap_or(authority.len())]
}

/// Which bytes a registered name has.
const NAMED: [bool; 256] = {
    let (mut named, mut at) = ([false; 256], 0_u8);
    let others = b"-._~%!$&'()*+,;=";
    while at < 128 {
        named[at as usize] = at.is_ascii_alphanumeric();
        at += 1;
    }
    let mut at = 0;
    while at < others.len() {
        named[others[at] as usize] = true;
        at += 1;
    }
    named
};

/// `uri-host [":" port]` (RFC 3986 §3.2.2), without names that are empty: nobody here has one.
fn is_host(text: &str) -> bool {
    let host = name(text);
    let port = match text[host.len()..].strip_prefix(':') {
        // None behind the colon is the usual one (RFC 3986 §3.2.3).
        Some(port) => port.bytes().all(|it| it.is_ascii_digit()) && (port.is_empty() || port.parse::<u16>().is_ok()),
        None => text.len() == host.len(),
    };
    let inside = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let well_formed = match inside {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.bytes().all(|it| NAMED[usize::from(it)]),
    };
    port && well_formed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(version: Version, target: &str, hosts: &[&str]) -> Result<(), BadHost> {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(HOST, host.parse().unwrap());
        }
        check(version, &target.parse().unwrap(), &headers)
    }

    #[test]
    fn one_host_is_right() {
        for host in ["reg.example", "REG.example:8080", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:443", "a_b:"] {
            assert_eq!(checked(Version::HTTP_11, "/x", &[host]), Ok(()), "{host}");
        }
    }

    #[test]
    fn none_two_or_a_malformed_one_is_wrong() {
        let checked = |hosts: &[&str]| checked(Version::HTTP_11, "/x", hosts);
        assert_eq!(checked(&[]), Err(BadHost::Missing));
        assert_eq!(checked(&["reg.example", "reg.example"]), Err(BadHost::Repeated));
        for host in [
            "", " ", "a b", "a/b", "a@b", "a?b", "a#b", "http://a", "a:b", "a:123456", "a:65536", "a:99999", "[::1",
            "::1", "[::1]x", "[x]", "[::1]:x", ":80", "a,b:c", "a\tb", "<a>",
        ] {
            assert_eq!(checked(&[host]), Err(BadHost::Malformed), "{host:?}");
        }
    }

    #[test]
    fn an_authority_counts_as_host_where_there_are_such() {
        assert_eq!(checked(Version::HTTP_2, "https://reg.example/x", &[]), Ok(()));
        assert_eq!(checked(Version::HTTP_2, "https://reg.example/x", &["Reg.Example"]), Ok(()));
        assert_eq!(checked(Version::HTTP_2, "/x", &["reg.example"]), Ok(()));
        assert_eq!(checked(Version::HTTP_2, "https://reg.example/x", &["evil.example"]), Err(BadHost::Malformed));
        assert_eq!(checked(Version::HTTP_2, "/x", &[]), Err(BadHost::Missing));
        // RFC 9112 §3.2.2: the header is needed beside an absolute target, and does not count.
        assert_eq!(checked(Version::HTTP_11, "http://reg.example/x", &["other.example"]), Ok(()));
        assert_eq!(checked(Version::HTTP_11, "http://reg.example/x", &[]), Err(BadHost::Missing));
        assert_eq!(checked(Version::HTTP_10, "/x", &[]), Ok(()));
        assert_eq!(checked(Version::HTTP_10, "/x", &["a", "b"]), Err(BadHost::Repeated));
    }
}

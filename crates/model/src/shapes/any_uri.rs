//! `xs:anyURI` as the published service checks it: white space at the ends is nothing, what a URI may not hold is
//! escaped, and the result must be a reference of RFC 2396 with the IPv6 addresses of RFC 2732 (XML Schema Part 2,
//! 3.2.17; Xerces, on which the published service stands).

use std::net::Ipv6Addr;

/// Whether a text is a URI reference once it was escaped. Linear in the text.
pub(super) fn is_any_uri(text: &str) -> bool {
    if is_plain_link(text) {
        return true;
    }
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let Some(rest) = without_scheme(text) else { return false };
    let is_opaque = rest.len() < text.len() && !rest.starts_with('/');
    let (reference, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = reference.split_once('?').unwrap_or((reference, ""));
    let hierarchical = match path.strip_prefix("//").map(|rest| rest.split_at(rest.find('/').unwrap_or(rest.len()))) {
        Some((authority, path)) => is_authority(authority) && only(path, is_path),
        None => only(path, is_path),
    };
    (hierarchical || (is_opaque && only(path, is_uric))) && only(query, is_uric) && only(fragment, is_uric)
}

/// What nearly all are: links to the web in which nothing has to be looked at twice.
fn is_plain_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.bytes().all(|byte| PLAIN[usize::from(byte)]))
}

static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        plain[byte as usize] = is_path(byte) || byte == b'?';
        byte += 1;
    }
    plain
};

/// What follows the scheme, or all of it where there is none; `None` for a colon that is in the wrong place.
fn without_scheme(text: &str) -> Option<&str> {
    let Some(colon) = text.find(':') else { return Some(text) };
    let (scheme, rest) = (&text[..colon], &text[colon + 1..]);
    if scheme.contains(['/', '?', '#']) {
        return Some(text);
    }
    let named = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.'));
    (named && !rest.is_empty() && !rest.starts_with('#')).then_some(rest)
}

/// A name of any kind, or a server whose address is in brackets.
fn is_authority(authority: &str) -> bool {
    if only(authority, is_path) {
        return true;
    }
    let (user, server) = authority.split_once('@').unwrap_or(("", authority));
    let Some((address, port)) = server.strip_prefix('[').and_then(|it| it.split_once(']')) else { return false };
    let port = match port.strip_prefix(':') {
        Some(number) => number.is_empty() || number.parse::<u16>().is_ok(),
        None => port.is_empty(),
    };
    port && address.parse::<Ipv6Addr>().is_ok() && only(user, |byte| is_path(byte) && byte != b'@')
}

/// Whether a part has nothing but these characters and whole escapes. What is no ASCII, and what is escaped by who
/// reads it, is always allowed.
fn only(part: &str, allowed: fn(u8) -> bool) -> bool {
    let bytes = part.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'%' => matches!(bytes.get(at + 1..at + 3), Some(digits) if digits.iter().all(u8::is_ascii_hexdigit)),
        b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'`' => true,
        byte => !byte.is_ascii() || byte.is_ascii_control() || *byte == b' ' || allowed(*byte),
    })
}

const fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')' | b';' | b'/' | b':')
        || matches!(byte, b'@' | b'&' | b'=' | b'+' | b'$' | b',')
}

fn is_uric(byte: u8) -> bool {
    is_path(byte) || matches!(byte, b'?' | b'[' | b']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_a_uri() {
        for text in [
            "",
            " ",
            "http://x.org/a b",
            "\n http://x.org \t",
            "{}",
            "^",
            "a|b\\c`<>\"",
            "http://example.org/é?ü#ß",
            "www.example.org",
            "www.example.org:8080/x",
            "10.1000/a:b",
            "doi:10.1000/a",
            "mailto:a@b.org?subject=[x]",
            "urn:isbn:978[3]",
            "//host/path",
            "///",
            "http://",
            "http:///path",
            "?q",
            "#f",
            "a%20b%C3%A9",
            "http://[::1]:80/x",
            "http://u@[2001:db8::1]/",
            "http://my_host:99999/",
            "http://a:b@c:d@e/",
            "http://x.org/?a[]=1",
            "http://x.org/#a[]",
            "http://münchen.example/",
        ] {
            assert!(is_any_uri(text), "{text:?}");
        }
    }

    #[test]
    fn what_no_escaping_mends_is_none() {
        for text in [
            "%",
            "%2",
            "%zz",
            "a%",
            "http://x.org/100%",
            "http://x.org/?a=%1",
            "http://x.org/#%",
            "::",
            ":",
            ":a",
            "http:",
            "http:#x",
            "1a:b",
            "10.1:5",
            "my doc: x",
            "ü:x",
            "http://[bad",
            "http://[::1",
            "http://[bad]/",
            "http://[::1]x/",
            "http://[::1]:99999/",
            "http://x.org/[a]",
            "[a]",
            "a#b#c",
            "http://x%/",
        ] {
            assert!(!is_any_uri(text), "{text:?}");
        }
    }
}

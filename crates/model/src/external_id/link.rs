//! Links made from identifiers, for pages and schema.org. The elements of v3.0 never carry them: `external-id-url` is
//! served as it was sent.

use super::{Rule, find};

/// Where an identifier leads ("Normalized link" of `record-api` 7), or `None` where there is nothing to follow: the
/// value has no normalised form, or its type no address.
///
/// A value that is a URL is kept. One that names the resolver without a scheme, or starts like a URL and is none,
/// gives its last segment to the prefix of the type; any other goes behind the prefix whole. Escapes are undone at the
/// end, so whoever writes the link escapes it for where it stands.
pub fn normalized_url(type_name: &str, value: &str) -> Option<String> {
    let known = find(type_name)?;
    let normalized = known.normalize(value).ok()?;
    // An arXiv identifier carries its label, its link does not.
    let id = match known.rule {
        Rule::Arxiv => normalized.strip_prefix("arXiv:").unwrap_or(&normalized),
        _ => &normalized,
    };
    if is_url(id) {
        return Some(percent_decode(id));
    }
    let prefix = known.resolution_prefix?;
    let tail = if looks_like_url(id, host(prefix)) { last_segment(id) } else { id };
    (!tail.is_empty()).then(|| percent_decode(&format!("{prefix}{tail}")))
}

/// Whether this is an address a browser can follow: a known scheme, a host, nothing that has to be escaped.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let known = ["http", "https", "ftp", "ftps"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
    known && has_host(rest) && !text.contains(|it: char| it.is_whitespace() || it.is_control() || "<>\"".contains(it))
}

fn has_host(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.starts_with(|it: char| it.is_alphanumeric() || it == '[')
}

fn looks_like_url(text: &str, host: &str) -> bool {
    let bare = |host: &str| text.strip_prefix(host).is_some_and(|rest| rest.starts_with(['/', '?']));
    text.contains("://") || bare(host) || bare(host.trim_start_matches("www."))
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

fn last_segment(text: &str) -> &str {
    text.trim_end_matches('/').rsplit(['/', '=']).next().unwrap_or_default()
}

/// Undoes `%XX`; text that would not be UTF-8 afterwards stays as it is.
fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], hex_pair(bytes.get(at + 1..at + 3))) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

fn hex_pair(pair: Option<&[u8]>) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    match pair {
        Some(&[high, low]) => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
        _ => None,
    }
}

//! Addresses as people type them, made into IRIs that parsers accept.

use oxrdf::NamedNode;

/// The absolute IRI that a text stands for: the text itself, or the text with the characters escaped that no IRI may
/// have (RFC 3987 §2.2). `None` when it is no absolute IRI even so.
pub(super) fn absolute(text: &str) -> Option<String> {
    let text = text.trim();
    let valid = |text: String| NamedNode::new(text).ok().map(NamedNode::into_string);
    valid(text.to_owned()).or_else(|| valid(escape(text)))
}

/// The address of a mailbox (RFC 6068 §2): what has a meaning in URIs is escaped.
pub(super) fn mailto(address: &str) -> Option<String> {
    let mut escaped = String::from("mailto:");
    for character in address.chars() {
        match character {
            '%' => escaped.push_str("%25"),
            '?' => escaped.push_str("%3F"),
            '#' => escaped.push_str("%23"),
            '/' => escaped.push_str("%2F"),
            other => escaped.push(other),
        }
    }
    absolute(&escaped)
}

fn escape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        let forbidden = match character {
            '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '[' | ']' => true,
            '%' => !bytes.get(at + 1..at + 3).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit)),
            other => other.is_whitespace() || other.is_control() || is_private(other),
        };
        if forbidden {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// Characters that an IRI takes in its query at most.
fn is_private(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xFFF0..=0xFFFF | 0xE0000..)
        || u32::from(character) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_valid_or_nothing() {
        assert_eq!(absolute(" https://example.org/a ").as_deref(), Some("https://example.org/a"));
        assert_eq!(absolute("https://example.org/a b|c[1]").as_deref(), Some("https://example.org/a%20b%7Cc%5B1%5D"));
        assert_eq!(absolute("https://example.org/100%").as_deref(), Some("https://example.org/100%25"));
        assert_eq!(absolute("https://例え.jp/é").as_deref(), Some("https://例え.jp/é"));
        for text in ["", "www.example.org", "/path", "not a link", "://x"] {
            assert_eq!(absolute(text), None, "{text}");
        }
    }

    #[test]
    fn mailboxes_cannot_bring_headers_along() {
        assert_eq!(mailto("a?bcc=b@example.org").as_deref(), Some("mailto:a%3Fbcc=b@example.org"));
    }
}

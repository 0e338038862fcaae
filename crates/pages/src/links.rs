//! Addresses that a page may lead to.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What has to be escaped in an address that was put together from a value (RFC 3986 §2), `%` included: the value was
/// decoded before.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|');
const DECODED: &AsciiSet = &UNSAFE.add(b'%').add(b'\\').add(b'^');

/// An address that a page may link to: only the web. Records hold what was sent, `javascript:` included.
pub fn web_address(text: &str) -> Option<String> {
    let (scheme, rest) = text.trim().split_once("://")?;
    let known = ["http", "https", "ftp"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
    (known && !rest.is_empty()).then(|| utf8_percent_encode(text.trim(), UNSAFE).to_string())
}

/// The same of an address that was put together from a value as it was meant.
pub fn made_address(text: &str) -> Option<String> {
    web_address(&utf8_percent_encode(text, DECODED).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(web_address("https://a.example/x y").as_deref(), Some("https://a.example/x%20y"));
        assert_eq!(web_address("https://a.example/x%20y").as_deref(), Some("https://a.example/x%20y"));
        for text in ["javascript:alert(1)", "javascript://%0aalert(1)", "data:text/html,x", "a.example", "", "https://"]
        {
            assert_eq!(web_address(text), None, "{text}");
        }
    }
}

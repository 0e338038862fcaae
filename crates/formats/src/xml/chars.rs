//! Characters that XML does not have (XML 1.0 §2.2): not as they are, and not by number.

use crate::{Position, ReadError, ReadErrorKind};

/// Refuses a document with a character that is none of XML's, wherever it stands. One pass.
///
/// # Errors
/// [`ReadErrorKind::Malformed`].
pub(super) fn check(text: &str) -> Result<(), ReadError> {
    if let Some((at, it)) = text.char_indices().find(|(_, it)| !is_char(u32::from(*it))) {
        return Err(refused(text, at, format!("U+{:04X} is no character of XML", u32::from(it))));
    }
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'<', b'&', &text.as_bytes()[at..]) {
        at += found;
        let rest = &text[at..];
        // What stands in these is no reference.
        let plain = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
        if let Some((open, close)) = plain.into_iter().find(|(open, _)| rest.starts_with(open)) {
            let Some(length) = memchr::memmem::find(&rest.as_bytes()[open.len()..], close.as_bytes()) else { break };
            at += open.len() + length + close.len();
            continue;
        }
        if let Some(number) = rest.strip_prefix("&#").and_then(|rest| rest.split_at_checked(reference(rest)))
            && !named(number.0).is_some_and(is_char)
        {
            return Err(refused(text, at, format!("&#{}; is no character of XML", number.0)));
        }
        at += 1;
    }
    Ok(())
}

/// How long the number of a reference is. Zeros may stand before it, but nobody means a thousand of them.
fn reference(rest: &str) -> usize {
    rest.bytes().take(64).take_while(u8::is_ascii_alphanumeric).count()
}

fn named(number: &str) -> Option<u32> {
    match number.strip_prefix('x') {
        Some(hex) if hex.bytes().all(|it| it.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok(),
        None if number.bytes().all(|it| it.is_ascii_digit()) => number.parse().ok(),
        _ => None,
    }
}

/// `Char` of the grammar.
pub(crate) fn is_char(code: u32) -> bool {
    matches!(code, 0x9 | 0xA | 0xD | 0x20..=0xD7FF | 0xE000..=0xFFFD | 0x1_0000..=0x10_FFFF)
}

pub(crate) fn refused(text: &str, at: usize, reason: String) -> ReadError {
    let before = &text[..at];
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let position = Some(Position { line: line as u32, column: column as u32 });
    ReadError { kind: ReadErrorKind::Malformed, position, path: String::new(), reason }
}

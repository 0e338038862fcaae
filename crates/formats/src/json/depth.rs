//! How deep a document goes.

use byline_model::effort;

use crate::ReadError;
use crate::xml::DEPTH;
use crate::xml::chars::refused;

/// Refuses a document with more objects and lists inside each other than there are elements in one of XML. The reader goes
/// no deeper than its shapes and ends at what has no place; this says of such a document what is wrong with all of it.
///
/// # Errors
/// [`ReadErrorKind::Malformed`](crate::ReadErrorKind::Malformed), with the place of the first too deep.
pub(super) fn check(text: &str) -> Result<(), ReadError> {
    let bytes = text.as_bytes();
    effort::spend(bytes.len());
    let (mut at, mut depth) = (0, 0usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at += string(&bytes[at + 1..]) + 1,
            b'[' | b'{' if depth == DEPTH => {
                return Err(refused(text, at, format!("objects and lists nest deeper than {DEPTH}")));
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// The length of a text without its closing quote.
fn string(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at.min(bytes.len())..]) {
        at += found;
        if bytes[at] == b'"' {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_too_deep_is_told_by_its_place() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[\"[\\\"[\",", "]")] {
            let nested = |depth| open.repeat(depth) + &close.repeat(depth);
            assert_eq!(check(&nested(DEPTH)), Ok(()), "{open}");
            assert_eq!(check(&nested(DEPTH).repeat(100)), Ok(()), "{open}");
            let refused = check(&nested(DEPTH + 1)).expect_err("too deep");
            assert_eq!(refused.reason, "objects and lists nest deeper than 32");
            assert_eq!(refused.position.map(|it| it.column), Some((open.len() * DEPTH + 1) as u32), "{open}");
        }
        for odd in ["", "\"", "\"\\", "]]]]", "\"[".repeat(100).as_str()] {
            let _ = check(odd);
        }
        assert_eq!(check(&format!("\"{}\"", "[".repeat(1000))), Ok(()), "a text");
    }
}

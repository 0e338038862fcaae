//! Characters that XML does not have: whatever is taken in one syntax is answered in the other, too.

use byline_model::effort;

use crate::ReadError;
use crate::xml::chars::{is_char, refused};

/// Refuses a document with a character that is none of XML's (XML 1.0 §2.2), as it is or escaped. Broken escapes, halves of
/// surrogate pairs and bare control characters are no JSON, which is for its reader to say.
///
/// # Errors
/// [`ReadErrorKind::Malformed`](crate::ReadErrorKind::Malformed), as for XML.
pub(crate) fn check(text: &str) -> Result<(), ReadError> {
    let bytes = text.as_bytes();
    let mut at = 0;
    effort::spend(bytes.len());
    while let Some(found) = memchr::memchr2(b'\\', FIRST_OF_FORBIDDEN, &bytes[at..]) {
        at += found;
        let (code, width) = match bytes[at..] {
            [FIRST_OF_FORBIDDEN, 0xBF, last @ (0xBE | 0xBF), ..] => (0xFF40 + u32::from(last), 3),
            [b'\\', b'b', ..] => (0x08, 2),
            [b'\\', b'f', ..] => (0x0C, 2),
            [b'\\', b'u', a, b, c, d, ..] => (escaped([a, b, c, d]).unwrap_or(PLAIN), 6),
            [b'\\', _, ..] => (PLAIN, 2),
            _ => (PLAIN, 1),
        };
        if !is_char(code) && !is_half(code) {
            return Err(refused(text, at, format!("U+{code:04X} is no character of XML")));
        }
        at += width;
    }
    Ok(())
}

/// The first byte of U+FFFE and U+FFFF, and of many others.
const FIRST_OF_FORBIDDEN: u8 = 0xEF;
/// Stands for what needs no look.
const PLAIN: u32 = 0x20;

fn escaped(digits: [u8; 4]) -> Option<u32> {
    digits.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
}

/// Two of these are one character.
fn is_half(code: u32) -> bool {
    (0xD800..0xE000).contains(&code)
}

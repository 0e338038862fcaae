//! Backslashes: `\x` is `x`, `\u0041` is `A`.

use super::{Part, Problem, QueryError};

/// A character as it was written: whether a backslash made it plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub letter: char,
    pub escaped: bool,
}

/// The characters that a text with escapes stands for. `at` is where it begins, for the error.
pub(super) fn written(text: &str, at: usize) -> Result<Vec<Written>, QueryError> {
    let mut found: Vec<Written> = Vec::with_capacity(text.len());
    // The first half of a pair of UTF-16 units.
    let mut high: Option<u16> = None;
    let mut letters = text.chars();
    let broken = || QueryError::new(at, Problem::Escape);
    while let Some(letter) = letters.next() {
        let unit = match letter {
            '\\' => match letters.next().ok_or_else(broken)? {
                'u' => {
                    let digits = letters.as_str().get(..4).ok_or_else(broken)?;
                    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
                    let unit = u16::from_str_radix(digits, 16).ok().filter(|_| hexadecimal).ok_or_else(broken)?;
                    letters = letters.as_str()[4..].chars();
                    Unit::Half(unit)
                }
                letter => Unit::Whole(Written { letter, escaped: true }),
            },
            letter => Unit::Whole(Written { letter, escaped: false }),
        };
        let first = high.take();
        let (lone, next) = match (first, unit) {
            (first, Unit::Whole(next)) => (first, Some(next)),
            (Some(first), Unit::Half(second)) if (0xDC00..=0xDFFF).contains(&second) => {
                let pair = char::decode_utf16([first, second]).next().and_then(Result::ok);
                (None, pair.map(escaped))
            }
            (first, Unit::Half(second)) if (0xD800..=0xDBFF).contains(&second) => {
                high = Some(second);
                (first, None)
            }
            (first, Unit::Half(unit)) => (first, Some(escaped(char::from_u32(unit.into()).unwrap_or(LOST)))),
        };
        found.extend(lone.map(|_| escaped(LOST)));
        found.extend(next);
    }
    found.extend(high.map(|_| escaped(LOST)));
    Ok(found)
}

/// What half a pair of UTF-16 units stands for.
const LOST: char = char::REPLACEMENT_CHARACTER;

enum Unit {
    Whole(Written),
    Half(u16),
}

fn escaped(letter: char) -> Written {
    Written { letter, escaped: true }
}

/// The text without its escapes.
pub(super) fn plain(text: &str, at: usize) -> Result<Box<str>, QueryError> {
    if !text.contains('\\') {
        return Ok(text.into());
    }
    Ok(written(text, at)?.into_iter().map(|it| it.letter).collect::<String>().into())
}

/// The pieces of a pattern: stars and question marks that no backslash made plain are wild.
pub(super) fn pattern(text: &str, at: usize) -> Result<Vec<Part>, QueryError> {
    let mut parts = Vec::new();
    let mut run = String::new();
    for Written { letter, escaped } in written(text, at)? {
        let wild = match letter {
            '*' if !escaped => Part::Any,
            '?' if !escaped => Part::One,
            letter => {
                run.push(letter);
                continue;
            }
        };
        if !run.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut run).into()));
        }
        // Two stars in a row are one.
        if wild == Part::One || parts.last() != Some(&Part::Any) {
            parts.push(wild);
        }
    }
    if !run.is_empty() {
        parts.push(Part::Text(run.into()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backslash_makes_what_follows_plain() {
        for (text, expected) in [
            (r"issn\:1741", "issn:1741"),
            (r"a\ b", "a b"),
            (r"\\", r"\"),
            (r"\u0041b", "Ab"),
            (r"\uD83C\uDF89", "🎉"),
            (r"\uD83Cx", "\u{FFFD}x"),
            (r"\uDF89", "\u{FFFD}"),
            (r"\uD83C", "\u{FFFD}"),
            (r"\AND", "AND"),
        ] {
            assert_eq!(plain(text, 1).as_deref(), Ok(expected), "{text}");
        }
        for text in [r"a\", r"\u12", r"\u12g4", r"\u+123", r"\uü000"] {
            assert_eq!(plain(text, 7), Err(QueryError::new(7, Problem::Escape)), "{text}");
        }
    }

    #[test]
    fn escaped_wildcards_are_text() {
        let text = |text: &str| Part::Text(text.into());
        assert_eq!(pattern(r"a\*b*?", 1).unwrap(), [text("a*b"), Part::Any, Part::One]);
        assert_eq!(pattern("**", 1).unwrap(), [Part::Any]);
        assert_eq!(pattern("*a**b", 1).unwrap(), [Part::Any, text("a"), Part::Any, text("b")]);
    }
}

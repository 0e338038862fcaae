//! How `edismax` takes a text apart: into pieces between blanks, each of which may be a field query or mere text.
//!
//! What the pieces say goes through the classic grammar. Where that fails, they are put together again with everything
//! escaped that has a meaning there, so that a text of a user is never an error.

use crate::fields;

/// A piece of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// `+` or `-` before it.
    pub sign: Option<char>,
    /// A field that there is.
    pub field: Option<&'t str>,
    /// What is looked for, with everything escaped that has a meaning.
    pub escaped: String,
    /// In quotes.
    pub phrase: bool,
    /// As it was written; colons are escaped unless they stand behind a field.
    pub raw: String,
}

impl Piece<'_> {
    /// A word that may be an operator.
    pub fn is_bare(&self, word: &str) -> bool {
        self.sign.is_none() && !self.phrase && self.escaped == word
    }
}

/// What Java calls white space: no-break spaces are none.
fn is_white(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{85}')
}

/// The pieces of a text. Quotes that do not pair are letters like any other.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    take_apart(text, true).or_else(|| take_apart(text, false)).unwrap_or_default()
}

/// `None` when a quote is not closed.
fn take_apart(text: &str, quotes: bool) -> Option<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(is_white);
    while !rest.is_empty() {
        let start = rest;
        let sign = rest.chars().next().filter(|it| matches!(it, '+' | '-') && rest.len() > 1);
        rest = &rest[sign.map_or(0, char::len_utf8)..];
        let field = field(rest);
        if let Some((_, behind)) = field {
            rest = behind;
        }
        let phrase = quotes && rest.starts_with('"');
        let length = if phrase { closed(rest)? } else { until_blank(rest) };
        let (value, behind) = rest.split_at(length);
        let written = &start[..start.len() - behind.len()];
        rest = behind.trim_start_matches(is_white);
        let escaped = match phrase {
            true => with_whole_escapes(&value[1..value.len() - 1], ""),
            false => escaped(value),
        };
        let (sign, escaped) = match sign {
            // A sign by itself is a word.
            Some(sign) if escaped.is_empty() && !phrase => (None, format!("\\{sign}")),
            sign => (sign, escaped),
        };
        let raw = if field.is_some() || written == "*:*" { written.to_owned() } else { without_fields(written) };
        found.push(Piece { sign, field: field.map(|(name, _)| name), escaped, phrase, raw });
    }
    Some(found)
}

/// A name of a field at the start of a text, with what is behind its colon. Brackets and signs may stand before; a value
/// has to follow at once.
fn field(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches(['(', '+', '-']);
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '$');
    let end = rest.find(|it| !(is_part(it) || matches!(it, '-' | '.')))?;
    let (name, behind) = rest.split_at(end);
    let value = behind.strip_prefix(':')?;
    let follows = value.chars().next().is_some_and(|it| !is_white(it));
    (follows && name.starts_with(is_part) && fields::find(name).is_some()).then_some((name, value))
}

/// The length of a phrase with both quotes; `None` when it does not end.
fn closed(text: &str) -> Option<usize> {
    super::lexer::quoted(text, '"')
}

/// The length of what stands before the next blank that no backslash makes plain.
fn until_blank(text: &str) -> usize {
    let mut letters = text.char_indices();
    while let Some((byte, letter)) = letters.next() {
        match letter {
            '\\' => {
                letters.next();
            }
            letter if is_white(letter) => return byte,
            _ => {}
        }
    }
    text.len()
}

/// What has a meaning gets a backslash; backslashes of the user stay where they escape something.
fn escaped(text: &str) -> String {
    with_whole_escapes(text, "!():^[]{}~*?\"+-|&/")
}

/// The same with a backslash before each of these letters, and before those backslashes that escape nothing.
fn with_whole_escapes(text: &str, special: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == '\\' {
            out.push('\\');
            let behind = letters.as_str();
            let unit = behind.strip_prefix('u').map(|digits| digits.as_bytes().get(..4));
            match unit {
                Some(digits) if !digits.is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit)) => out.push('\\'),
                _ => out.push(letters.next().unwrap_or('\\')),
            }
            continue;
        }
        if special.contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Colons are letters where no field stands before them. A colon at the start is left: its field may be in the piece
/// before.
fn without_fields(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut before = None;
    for letter in text.chars() {
        match before {
            Some(before) if letter == ':' && before != '\\' && before != ':' => out.push_str("\\:"),
            _ => out.push(letter),
        }
        before = Some(letter);
    }
    out
}

/// The text again, as it was written but for its colons.
pub(super) fn rebuilt(pieces: &[Piece<'_>], lower_case_operators: bool) -> String {
    let mut out = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        let inside = lower_case_operators && index > 0 && index + 1 < pieces.len();
        out.push_str(match &*piece.raw {
            raw if inside && raw.eq_ignore_ascii_case("and") => "AND",
            raw if inside && raw.eq_ignore_ascii_case("or") => "OR",
            raw => raw,
        });
        out.push(' ');
    }
    out
}

/// The text again, all of it escaped but for fields, quotes and signs.
pub(super) fn as_words(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for piece in pieces {
        out.extend(piece.sign);
        if let Some(field) = piece.field {
            out.push_str(field);
            out.push(':');
        }
        let quote = piece.phrase || matches!(&*piece.escaped, "AND" | "OR" | "NOT") || piece.escaped.is_empty();
        if quote {
            out.push('"');
        }
        out.push_str(&piece.escaped);
        if quote {
            out.push('"');
        }
        out.push(' ');
    }
    out
}

/// Whether an operator other than AND was written, which leaves how many have to match to the user.
pub(super) fn has_operators(pieces: &[Piece<'_>], lower_case_operators: bool) -> bool {
    let operator = |piece: &Piece<'_>| {
        piece.is_bare("OR") || piece.is_bare("NOT") || (lower_case_operators && piece.is_bare("or"))
    };
    pieces.iter().any(|piece| piece.sign.is_some() || operator(piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_are_letters_unless_a_field_stands_before_them() {
        let raws = |text| pieces(text).into_iter().map(|piece| piece.raw).collect::<Vec<_>>();
        assert_eq!(raws("title:plasmons"), [r"title\:plasmons"]);
        assert_eq!(raws("(family-name:x title:y)"), ["(family-name:x", r"title\:y)"]);
        assert_eq!(raws("given-names: john"), [r"given-names\:", "john"]);
        assert_eq!(raws("given-names :john"), ["given-names", ":john"]);
        assert_eq!(raws(r#"title:"high energy""#), [r#"title\:"high"#, "energy\""]);
        assert_eq!(raws("*:*"), ["*:*"]);
    }

    #[test]
    fn words_are_what_remains_of_anything() {
        let words = |text| as_words(&pieces(text));
        assert_eq!(words("\"john smith"), "\\\"john smith ");
        assert_eq!(words("john AND"), "john \"AND\" ");
        assert_eq!(words("given-names:(john"), "given-names:\\(john ");
        assert_eq!(words("+a -\"b c\" - d\\"), "+a -\"b c\" \\- d\\\\ ");
        assert_eq!(words("  "), "");
    }
}

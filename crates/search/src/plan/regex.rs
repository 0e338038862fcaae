//! Expressions between slashes: those of Lucene, which match a term as a whole.

use std::fmt::Write;

/// An expression, ready to be tried.
#[derive(Clone, Debug)]
pub struct Expression {
    source: Box<str>,
    regex: regex::Regex,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// What a compiled expression may take up, in bytes.
const LARGEST: usize = 1 << 17;

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// Why it is none, or none that is understood here: complement, intersection and ranges of numbers are not.
    pub fn read(source: &str) -> Result<Self, &'static str> {
        let pattern = translated(source)?;
        let regex =
            regex::RegexBuilder::new(&pattern).size_limit(LARGEST).dfa_size_limit(LARGEST).nest_limit(50).build();
        let regex = regex.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "it is too large",
            _ => "brackets or repetitions are not right",
        })?;
        Ok(Expression { source: source.into(), regex })
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether it matches the whole of a text; work goes by the length of the text.
    pub fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

/// The same in the syntax of the library: what is a letter in one language may be a sign in the other.
fn translated(source: &str) -> Result<String, &'static str> {
    let mut out = String::from("\\A(?s:");
    let mut letters = source.chars().peekable();
    let mut in_class = false;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => literal(&mut out, letters.next().ok_or("a backslash needs a character after it")?),
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            '-' if in_class => out.push('-'),
            letter if in_class => literal(&mut out, letter),
            '[' => {
                in_class = true;
                out.push('[');
                if letters.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
            }
            '"' => loop {
                match letters.next().ok_or("a quote is not closed")? {
                    '"' => break,
                    letter => literal(&mut out, letter),
                }
            },
            // Any text, and none.
            '@' => out.push_str("(?:.*)"),
            '#' => out.push_str("(?:\\z.)"),
            '~' | '&' | '<' => return Err("`~`, `&` and `<` need a backslash"),
            '.' | '?' | '+' | '*' | '|' | '{' | '(' | ')' => {
                out.push(letter);
                if letter == '{' {
                    // Digits and a comma, which are no letters here.
                    while let Some(digit) = letters.next_if(|it| it.is_ascii_digit() || *it == ',') {
                        out.push(digit);
                    }
                    letters.next_if_eq(&'}').ok_or("a repetition is `{2}`, `{2,}` or `{2,3}`")?;
                    out.push('}');
                }
                // The library would read `(?i)` and lazy repetitions.
                if matches!(letter, '(' | '?' | '+' | '*' | '{') && letters.peek() == Some(&'?') {
                    if letter == '(' {
                        return Err("a question mark has nothing before it");
                    }
                    letters.next();
                    // Of something that may be left out, it says so again.
                    out.push_str("{0,1}");
                }
            }
            letter => literal(&mut out, letter),
        }
    }
    if in_class {
        return Err("a bracket is not closed");
    }
    out.push_str(")\\z");
    Ok(out)
}

fn literal(out: &mut String, letter: char) {
    let _ = write!(out, "\\x{{{:X}}}", u32::from(letter));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn expressions_match_whole_terms() {
        for (source, yes, no) in [
            ("joh?n(athan)?", &["john", "jon", "johnathan"][..], &["johna", "ajohn"][..]),
            ("ein.+", &["einstein"], &["ein", "kein"]),
            ("[a-c]{2}", &["ab"], &["abc", "ad"]),
            ("[^a]b", &["xb"], &["ab"]),
            ("a\\.b", &["a.b"], &["axb"]),
            ("\"a.b\"", &["a.b"], &["axb"]),
            ("a@", &["a", "axyz"], &["b"]),
            ("a|b", &["a", "b"], &["ab"]),
            ("\\d", &["d"], &["1"]),
            ("a*?", &["", "aa"], &["b"]),
            ("a{2,3}?", &["", "aa", "aaa"], &["a", "aaaa"]),
            ("a+?b", &["b", "ab"], &["aba"]),
            ("^a$", &["^a$"], &["a"]),
            ("#", &[], &["", "a"]),
        ] {
            let expression = Expression::read(source).expect(source);
            assert!(yes.iter().all(|text| expression.matches(text)), "{source}");
            assert!(no.iter().all(|text| !expression.matches(text)), "{source}");
        }
        for source in ["(", "[a", "a\\", "(?i)a", "a{9999999}", "~a", "a&b", "<1-5>", "\"a", "*", "(((a{99}){99}){99})"]
        {
            assert!(Expression::read(source).is_err(), "{source}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_expression_or_refused(source in "([ab.?+*|{}()\\[\\]\"\\\\@#~&<^$-]|\\PC){0,16}") {
            if let Ok(expression) = Expression::read(&source) {
                expression.matches("ab");
            }
        }
    }
}

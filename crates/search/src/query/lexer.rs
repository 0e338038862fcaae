//! Tokens of the classic grammar (`QueryParser.jj` of Solr 8.0).

use super::{Problem, QueryError};

/// What a piece of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    And,
    Or,
    Not,
    Plus,
    Minus,
    /// A sign with a blank behind it, which means nothing.
    Loose,
    Open,
    Close,
    /// `filter(`
    Filter,
    Colon,
    Star,
    /// `^` and its number; `^=`.
    Times,
    Constant,
    Quoted,
    Term,
    /// A term with `*` or `?` in it.
    Pattern,
    /// `~`, perhaps with a number.
    Tilde,
    Regex,
    /// `[`, `{`
    RangeStart,
    RangeEnd,
    To,
    Bound,
    QuotedBound,
    /// `{!…}` with the text up to the next blank.
    Local,
}

/// A piece of a query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'q> {
    pub kind: Kind,
    /// As it was written: quoted ones with their quotes.
    pub text: &'q str,
    /// Where it starts, in characters from 1.
    pub at: usize,
}

/// What separates words.
pub(super) fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{3000}')
}

/// What has a meaning of its own and stands in no term without a backslash.
fn is_special(letter: char) -> bool {
    is_blank(letter) || matches!(letter, '(' | ')' | ':' | '^' | '[' | ']' | '"' | '{' | '}' | '~' | '*' | '?' | '\\')
}

fn starts_term(letter: char) -> bool {
    !is_special(letter) && !matches!(letter, '+' | '-' | '!' | '/')
}

/// All tokens of a text.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, QueryError> {
    let mut lexer = Lexer { rest: text, at: 1, found: Vec::new() };
    let mut in_range = false;
    loop {
        let before = lexer.found.len();
        let more = if in_range { lexer.range_token()? } else { lexer.token()? };
        if !more {
            return Ok(lexer.found);
        }
        if let Some(token) = lexer.found.get(before) {
            in_range = match token.kind {
                Kind::RangeStart => true,
                Kind::RangeEnd => false,
                _ => in_range,
            };
        }
    }
}

struct Lexer<'q> {
    rest: &'q str,
    at: usize,
    found: Vec<Token<'q>>,
}

impl<'q> Lexer<'q> {
    fn first(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn second(&self) -> Option<char> {
        self.rest.chars().nth(1)
    }

    /// Passes so many bytes.
    fn skip(&mut self, bytes: usize) -> &'q str {
        let (passed, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        self.at += passed.chars().count();
        passed
    }

    fn push(&mut self, kind: Kind, bytes: usize) {
        let at = self.at;
        let text = self.skip(bytes);
        self.found.push(Token { kind, text, at });
    }

    fn unclosed<T>(&self, what: &'static str) -> Result<T, QueryError> {
        Err(QueryError::new(self.at, Problem::Unclosed { what }))
    }

    /// Passes one token or what separates two; whether there was anything.
    fn token(&mut self) -> Result<bool, QueryError> {
        let Some(first) = self.first() else { return Ok(false) };
        match first {
            blank if is_blank(blank) => {
                let end = self.rest.find(|it| !is_blank(it)).unwrap_or(self.rest.len());
                self.skip(end);
            }
            '+' | '-' | '!' => self.sign(first),
            '(' => self.push(Kind::Open, 1),
            ')' => self.push(Kind::Close, 1),
            ':' => self.push(Kind::Colon, 1),
            '^' => self.boost()?,
            '"' => {
                let length = quoted(self.rest, '"');
                let Some(length) = length else { return self.unclosed("quote") };
                self.push(Kind::Quoted, length);
            }
            '~' => {
                let length = 1 + number(&self.rest[1..]);
                self.push(Kind::Tilde, length);
            }
            '/' if self.second() == Some('*') => self.comment(),
            '/' => self.regex()?,
            '{' if self.second() == Some('!') => self.local()?,
            '[' | '{' => self.push(Kind::RangeStart, 1),
            ']' | '}' => {
                let found = first.to_string().into();
                return Err(QueryError::new(self.at, Problem::Unexpected { found, expected: "a term" }));
            }
            _ => self.term()?,
        }
        Ok(true)
    }

    fn sign(&mut self, sign: char) {
        let kind = match sign {
            _ if self.second().is_some_and(is_blank) => Kind::Loose,
            '+' => Kind::Plus,
            '-' => Kind::Minus,
            _ => Kind::Not,
        };
        self.push(kind, 1);
    }

    fn boost(&mut self) -> Result<(), QueryError> {
        let sign = if self.rest[1..].starts_with('=') { 2 } else { 1 };
        let digits = number(&self.rest[sign..]);
        if digits == 0 {
            let expected = "a number";
            self.skip(sign);
            return Err(match self.first() {
                None => QueryError::new(self.at, Problem::Ends { expected }),
                Some(letter) => {
                    QueryError::new(self.at, Problem::Unexpected { found: letter.to_string().into(), expected })
                }
            });
        }
        let kind = if sign == 2 { Kind::Constant } else { Kind::Times };
        self.push(kind, sign + digits);
        Ok(())
    }

    /// Comments stand in each other; one that is not closed runs to the end.
    fn comment(&mut self) {
        let mut level = 0usize;
        let mut from = 0;
        while let Some(found) = self.rest[from..].find(['*', '/']) {
            from += found;
            match &self.rest.as_bytes()[from..] {
                [b'/', b'*', ..] => (level, from) = (level + 1, from + 2),
                [b'*', b'/', ..] => (level, from) = (level - 1, from + 2),
                _ => from += 1,
            }
            if level == 0 {
                self.skip(from);
                return;
            }
        }
        self.skip(self.rest.len());
    }

    fn regex(&mut self) -> Result<(), QueryError> {
        match quoted(self.rest, '/') {
            // Two slashes are no expression.
            Some(length) if length > 2 => self.push(Kind::Regex, length),
            Some(_) => {
                return Err(QueryError::new(self.at, Problem::Regex { reason: "it is empty" }));
            }
            None => return self.unclosed("slash"),
        }
        Ok(())
    }

    /// `{!name key=value key='value'}` and the text behind it.
    fn local(&mut self) -> Result<(), QueryError> {
        let mut end = 0;
        while self.rest[end..].starts_with("{!") {
            end += match super::local::length(&self.rest[end..]) {
                Some(length) => length,
                None => return self.unclosed("local parameter"),
            };
        }
        let body = self.rest[end..].find([')', ' ', '\t', '\n', '{', '^']);
        self.push(Kind::Local, body.map_or(self.rest.len(), |body| end + body));
        Ok(())
    }

    fn term(&mut self) -> Result<(), QueryError> {
        let mut letters = self.rest.char_indices();
        let mut end = self.rest.len();
        let (mut wild, mut first) = (false, true);
        while let Some((byte, letter)) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some(_) => {}
                    None => {
                        self.skip(byte);
                        return Err(QueryError::new(self.at, Problem::Escape));
                    }
                },
                '*' | '?' => wild = true,
                letter if is_special(letter) || (first && !starts_term(letter)) => {
                    end = byte;
                    break;
                }
                _ => {}
            }
            first = false;
        }
        let kind = match &self.rest[..end] {
            "*" => Kind::Star,
            _ if wild => Kind::Pattern,
            "AND" | "&&" => Kind::And,
            "OR" | "||" => Kind::Or,
            "NOT" => Kind::Not,
            "filter" if self.rest[end..].starts_with('(') => {
                end += 1;
                Kind::Filter
            }
            _ => Kind::Term,
        };
        self.push(kind, end);
        Ok(())
    }

    /// The same between the brackets of a range, where other things are words.
    fn range_token(&mut self) -> Result<bool, QueryError> {
        let Some(first) = self.first() else { return self.unclosed("range") };
        match first {
            blank if is_blank(blank) => {
                self.skip(blank.len_utf8());
            }
            ']' | '}' => self.push(Kind::RangeEnd, 1),
            '"' => {
                let Some(length) = quoted(self.rest, '"') else { return self.unclosed("quote") };
                self.push(Kind::QuotedBound, length);
            }
            _ => {
                let mut letters = self.rest.char_indices();
                let mut end = self.rest.len();
                while let Some((byte, letter)) = letters.next() {
                    if is_blank(letter) || matches!(letter, ']' | '}') {
                        end = byte;
                        break;
                    }
                    if letter == '\\' && letters.next().is_none() {
                        return Err(QueryError::new(self.at, Problem::Escape));
                    }
                }
                let kind = if &self.rest[..end] == "TO" { Kind::To } else { Kind::Bound };
                self.push(kind, end);
            }
        }
        Ok(true)
    }
}

/// The length of what stands between this sign and the next one that no backslash makes plain, both included.
pub(super) fn quoted(text: &str, sign: char) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    while let Some((byte, letter)) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else if letter == sign {
            return Some(byte + sign.len_utf8());
        }
    }
    None
}

/// The length of the number that a text begins with: digits, perhaps a point and more digits.
fn number(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    match text[whole..].strip_prefix('.').map(digits) {
        Some(fraction) if whole > 0 && fraction > 0 => whole + 1 + fraction,
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        tokens(text).unwrap().into_iter().map(|token| (token.kind, token.text)).collect()
    }

    #[test]
    fn signs_inside_a_term_are_letters() {
        for term in ["a-b", "a+b", "a!b", "10.1016/S0140", "AT&&T", "a|b", "R01-GM-012345", "ü", "o’neill", "x@y.org"]
        {
            assert_eq!(kinds(term), [(Kind::Term, term)]);
        }
    }

    #[test]
    fn operators_are_words_of_their_own() {
        use Kind::*;
        let kinds_of = |text| kinds(text).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
        assert_eq!(kinds_of("a AND b && c OR d || NOT !e"), [Term, And, Term, And, Term, Or, Term, Or, Not, Not, Term]);
        assert_eq!(kinds_of("ANDY and TO filter"), [Term, Term, Term, Term]);
        assert_eq!(kinds_of("- a + b ! c"), [Loose, Term, Loose, Term, Loose, Term]);
        assert_eq!(kinds_of("filter(a) xfilter(a)"), [Filter, Term, Close, Term, Open, Term, Close]);
    }

    #[test]
    fn blanks_and_comments_separate() {
        use Kind::Term;
        assert_eq!(kinds("a\u{3000}b\tc"), [(Term, "a"), (Term, "b"), (Term, "c")]);
        assert_eq!(kinds("a /* d /* e */ f */ g /* h"), [(Term, "a"), (Term, "g")]);
        assert_eq!(kinds("van\u{A0}dyke"), [(Term, "van\u{A0}dyke")]);
    }

    #[test]
    fn ranges_have_words_of_their_own() {
        use Kind::*;
        let expected = [
            (RangeStart, "["),
            (Bound, "a:b-c"),
            (To, "TO"),
            (QuotedBound, "\"x ]\""),
            (RangeEnd, "}"),
            (Times, "^2.5"),
        ];
        assert_eq!(kinds("[a:b-c TO \"x ]\"}^2.5"), expected);
    }

    #[test]
    fn places_count_characters() {
        let found = tokens("ü王 \"x\"").unwrap();
        assert_eq!(found[1].at, 4);
        assert_eq!(tokens("ü王 \"x").unwrap_err(), QueryError::new(4, Problem::Unclosed { what: "quote" }));
    }
}

//! Terms on their way to the engine: one text for each field, which it takes apart again.
//!
//! Analysis is ours, and the engine takes texts, or lists of tokens that it copies three times. A text is copied once.

use std::fmt::Write;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// As fields name it.
pub(super) const NAME: &str = "packed";

/// Puts the next term behind the others.
pub(super) fn push(text: &mut String, position: u32, term: &str) {
    // A text takes whatever is written to it.
    let _infallible = write!(text, "{position} {} {term}", term.len());
}

/// Takes texts apart that were put together by [`push`].
#[derive(Clone, Default)]
pub(super) struct Unpacking {
    token: Token,
}

/// What is left of a text.
pub(super) struct Unpacked<'t> {
    rest: &'t str,
    token: &'t mut Token,
}

impl Tokenizer for Unpacking {
    type TokenStream<'t> = Unpacked<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Unpacked<'t> {
        self.token.reset();
        Unpacked { rest: text, token: &mut self.token }
    }
}

impl Unpacked<'_> {
    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.rest.split_once(' ')?;
        self.rest = rest;
        number.parse().ok()
    }

    fn next(&mut self) -> Option<()> {
        let (position, length) = (self.number()?, self.number()?);
        let (term, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.position = position;
        Some(())
    }
}

impl TokenStream for Unpacked<'_> {
    fn advance(&mut self) -> bool {
        self.next().is_some()
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_unpacked() {
        let terms = [(0, "one"), (1, ""), (102, "1 2 "), (103, "zwölf\0王"), (103, " ")];
        let mut text = String::new();
        terms.iter().for_each(|(position, term)| push(&mut text, *position, term));
        let mut unpacking = Unpacking::default();
        for _ in 0..2 {
            let (mut stream, mut found) = (unpacking.token_stream(&text), Vec::new());
            while stream.advance() {
                found.push((stream.token().position, stream.token().text.clone()));
            }
            assert_eq!(found, terms.map(|(position, term)| (position as usize, term.to_owned())));
        }
        assert!(!unpacking.token_stream("").advance());
    }
}

//! How texts become terms (`search` 6, corrections C1).
//!
//! Words are those of Unicode's segmentation as the published index has it ([`words`]), in lower case letter by letter:
//! a text has as many letters in lower case as before, and sigma is one letter wherever it stands. Where accents do not
//! count, letters are folded to ASCII before. There is no stemming, and no word is left out.

mod folding;
mod segment;

use std::borrow::Cow;
use std::ops::Range;

use icu_casemap::{CaseMapper, CaseMapperBorrowed};

pub use segment::words;

use crate::fields::Analysis;

/// Longer terms are cut; in UTF-16 units, as the published index counts.
const LONGEST_TERM: usize = 255;

/// Calls `each` for every term of a text, in its order. Each has the position after the one before. Moments have none.
pub fn terms(analysis: Analysis, text: &str, mut each: impl FnMut(&str)) {
    let text = match analysis {
        Analysis::Exact => return each(text),
        Analysis::Date => return,
        Analysis::Text => Cow::Borrowed(text),
        Analysis::Folded => folding::fold(text),
    };
    let mut lower = Lower::new();
    for word in words(&text) {
        let mut rest = lower.case(word);
        while let Some(end) = end_of_term(rest) {
            let (term, behind) = rest.split_at(end);
            each(term);
            rest = behind;
        }
        each(rest);
    }
}

/// Calls `each` for every term of a text with the part of the text that it comes from, in bytes.
pub fn places(analysis: Analysis, text: &str, mut each: impl FnMut(Range<usize>, &str)) {
    let mut lower = Lower::new();
    match analysis {
        Analysis::Exact => each(0..text.len(), text),
        Analysis::Date => {}
        Analysis::Text => words_at(text, &mut lower, each),
        Analysis::Folded => {
            let (folded, origins) = folding::fold_with_origins(text);
            words_at(&folded, &mut lower, |place, term| {
                // A letter that became several ends behind itself.
                let last = origins[place.end - 1];
                let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
                each(origins[place.start]..end, term);
            });
        }
    }
}

fn words_at(text: &str, lower: &mut Lower, mut each: impl FnMut(Range<usize>, &str)) {
    for word in words(text) {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let place = start..start + word.len();
        let mut rest = lower.case(word);
        while let Some(end) = end_of_term(rest) {
            let (term, behind) = rest.split_at(end);
            each(place.clone(), term);
            rest = behind;
        }
        each(place, rest);
    }
}

/// A piece of a term, as it is in terms: what wildcards, ranges and fuzzy terms are compared by. It is not taken apart
/// into words.
pub fn normalised(analysis: Analysis, text: &str) -> Cow<'_, str> {
    let text = match analysis {
        Analysis::Exact | Analysis::Date => return Cow::Borrowed(text),
        Analysis::Text => Cow::Borrowed(text),
        Analysis::Folded => folding::fold(text),
    };
    let mut lower = Lower::new();
    match lower.case(&text) {
        same if *same == *text => text,
        lower => Cow::Owned(lower.to_owned()),
    }
}

/// Where a term has to be cut; `None` when it need not.
fn end_of_term(word: &str) -> Option<usize> {
    if word.len() <= LONGEST_TERM {
        return None;
    }
    let mut units = 0;
    let too_many = |(_, letter): &(usize, char)| {
        units += letter.len_utf16();
        units > LONGEST_TERM
    };
    word.char_indices().find(too_many).map(|(byte, _)| byte)
}

/// Lower case by the simple mappings of Unicode, with a buffer for what differs.
struct Lower {
    mapper: CaseMapperBorrowed<'static>,
    buffer: String,
}

impl Lower {
    fn new() -> Self {
        Lower { mapper: CaseMapper::new(), buffer: String::new() }
    }

    fn case<'w>(&'w mut self, word: &'w str) -> &'w str {
        if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return word;
        }
        self.buffer.clear();
        self.buffer.extend(word.chars().map(|letter| match letter.is_ascii() {
            true => letter.to_ascii_lowercase(),
            false => self.mapper.simple_lowercase(letter),
        }));
        &self.buffer
    }
}

#[cfg(test)]
mod tests;

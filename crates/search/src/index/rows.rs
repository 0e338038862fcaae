//! Words in a row as one term, in fields of names that people quote.
//!
//! Whoever asks for "University of Somewhere" would have everybody looked at who has both words, and where. As one term it
//! is a list of those who have it, and how often. Values stay apart: their words are not in a row.

/// Words of a term at most; names are mostly shorter.
pub(super) const LONGEST: usize = 6;

/// What the words of a field come to, as they are handed over one after the other.
#[derive(Default)]
pub(super) struct Rows {
    /// Words in a row so far, with blanks between them.
    text: String,
    /// Where each begins.
    starts: Vec<usize>,
    /// Where the next would have to stand.
    next: Option<u32>,
}

impl Rows {
    /// The next word and its place; calls `each` with every term that ends with it.
    pub fn add(&mut self, position: u32, word: &str, mut each: impl FnMut(&str)) {
        if self.next != Some(position) {
            self.text.clear();
            self.starts.clear();
        } else {
            self.text.push(' ');
        }
        self.next = Some(position + 1);
        self.starts.push(self.text.len());
        self.text.push_str(word);
        for start in self.starts.iter().rev().take(LONGEST).skip(1) {
            each(&self.text[*start..]);
        }
    }
}

/// The terms of words in a row: one, or for more words than a term has all that are in them.
pub(super) fn terms(words: &[Box<str>]) -> impl Iterator<Item = String> {
    words.windows(LONGEST.min(words.len())).map(|words| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(words: &[(u32, &str)]) -> Vec<String> {
        let (mut rows, mut found) = (Rows::default(), Vec::new());
        words.iter().for_each(|(position, word)| rows.add(*position, word, |row| found.push(row.to_owned())));
        found
    }

    #[test]
    fn every_part_of_a_value_is_a_term() {
        assert_eq!(rows(&[(0, "a"), (1, "b"), (2, "c")]), ["a b", "b c", "a b c"]);
        assert_eq!(rows(&[(0, "a"), (1, "b"), (102, "c"), (103, "d")]), ["a b", "c d"], "values stay apart");
        assert_eq!(rows(&[(0, "a"), (1, "a"), (2, "a")]), ["a a", "a a", "a a a"]);
        assert_eq!(rows(&[(0, "a")]), [""; 0]);
        let long: Vec<(u32, &str)> = (0..100).map(|position| (position, "w")).collect();
        assert!(rows(&long).len() < 5 * long.len());
    }

    #[test]
    fn long_phrases_are_several_terms() {
        let words: Vec<Box<str>> = ["a", "b", "c", "d", "e", "f", "g", "h"].map(Into::into).to_vec();
        assert_eq!(terms(&words[..2]).collect::<Vec<_>>(), ["a b"]);
        assert_eq!(terms(&words).collect::<Vec<_>>(), ["a b c d e f", "b c d e f g", "c d e f g h"]);
    }
}

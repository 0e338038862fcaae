//! Terms that are like something.

use super::Expression;
use crate::query::{Bound, Part};

/// Which terms of a field are meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Matcher {
    /// What all of them begin with; the name of their field and a zero where fields share their terms.
    pub prefix: Box<str>,
    /// What is behind the first [`Matcher::skip`] bytes.
    pub rest: Rest,
    /// So many bytes of a term say which field it is of.
    pub skip: usize,
}

/// What a term is like, the part that names its field aside.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    Any,
    Pattern(Vec<Part>),
    Regex(Expression),
    /// By code point.
    Range {
        low: Bound,
        high: Bound,
    },
    /// One of these, in order.
    OneOf(Vec<Box<str>>),
}

impl Matcher {
    /// Of terms that begin with `space`, those that are like this.
    pub(super) fn new(space: &str, rest: Rest) -> Self {
        let prefix = match &rest {
            Rest::Pattern(parts) => match parts.first() {
                Some(Part::Text(text)) => format!("{space}{text}"),
                _ => space.to_owned(),
            },
            _ => space.to_owned(),
        };
        Matcher { prefix: prefix.into(), rest, skip: space.len() }
    }

    /// Of terms that begin with `space`, those that go on so.
    pub(super) fn prefix(space: &str, text: &str) -> Self {
        Matcher { prefix: format!("{space}{text}").into(), rest: Rest::Any, skip: space.len() }
    }

    /// Whether every term of a field of its own matches, so that only having one counts.
    pub fn is_any(&self) -> bool {
        let any = matches!(&self.rest, Rest::Any | Rest::Range { low: Bound::Open, high: Bound::Open });
        any && self.prefix.is_empty()
    }

    /// The first term that may match, where terms are in order; those with the prefix stand together from here on.
    pub fn first(&self) -> Box<str> {
        match &self.rest {
            Rest::Range { low: Bound::Including(low) | Bound::Excluding(low), .. } => {
                format!("{}{low}", &self.prefix).into()
            }
            _ => self.prefix.clone(),
        }
    }

    /// Whether no term from this one on matches, where terms are in order.
    pub fn is_past(&self, term: &str) -> bool {
        let past = |rest: &str| match &self.rest {
            Rest::Range { high: Bound::Including(high), .. } => rest > &**high,
            Rest::Range { high: Bound::Excluding(high), .. } => rest >= &**high,
            _ => false,
        };
        !term.starts_with(&*self.prefix) || past(&term[self.skip..])
    }

    /// Whether a term matches that begins with the prefix.
    pub fn matches(&self, term: &str) -> bool {
        let Some(text) = term.get(self.skip..) else { return false };
        match &self.rest {
            Rest::Any => true,
            Rest::Pattern(parts) => is_like(text, parts),
            Rest::Regex(expression) => expression.matches(text),
            Rest::Range { low, high } => {
                let above = match low {
                    Bound::Open => true,
                    Bound::Including(low) => text >= &**low,
                    Bound::Excluding(low) => text > &**low,
                };
                let below = match high {
                    Bound::Open => true,
                    Bound::Including(high) => text <= &**high,
                    Bound::Excluding(high) => text < &**high,
                };
                above && below
            }
            Rest::OneOf(terms) => terms.binary_search_by(|known| (**known).cmp(text)).is_ok(),
        }
    }

    /// How much work a term is, in units of looking at one that is short.
    pub fn work(&self, term: &str) -> u64 {
        let per_byte = match &self.rest {
            Rest::Any | Rest::Range { .. } => 0,
            Rest::OneOf(_) => 1,
            Rest::Regex(_) => 16,
            Rest::Pattern(parts) => parts.len(),
        };
        1 + (term.len() * per_byte / 64) as u64
    }
}

/// Whether the parts make up the text. A star takes as little as it can, and more when what follows does not fit: work
/// goes by the length of the text times that of the longest part.
fn is_like(text: &str, parts: &[Part]) -> bool {
    let (mut rest, mut at) = (text, 0);
    // Where to go on when what follows the last star does not fit.
    let mut retry: Option<(&str, usize)> = None;
    loop {
        let fits = match parts.get(at) {
            None if rest.is_empty() => return true,
            None => None,
            Some(Part::Any) => {
                at += 1;
                if at == parts.len() {
                    return true;
                }
                retry = Some((rest, at));
                continue;
            }
            Some(Part::One) => rest.chars().next().map(|letter| &rest[letter.len_utf8()..]),
            Some(Part::Text(part)) => rest.strip_prefix(&**part),
        };
        match (fits, retry) {
            (Some(behind), _) => (rest, at) = (behind, at + 1),
            (None, Some((from, part))) => {
                let Some(letter) = from.chars().next() else { return false };
                rest = &from[letter.len_utf8()..];
                at = part;
                retry = Some((rest, part));
            }
            (None, None) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> Vec<Part> {
        let mut found: Vec<Part> = Vec::new();
        for letter in text.chars() {
            match (letter, found.last_mut()) {
                ('*', _) => found.push(Part::Any),
                ('?', _) => found.push(Part::One),
                (letter, Some(Part::Text(text))) => *text = format!("{text}{letter}").into(),
                (letter, _) => found.push(Part::Text(letter.to_string().into())),
            }
        }
        found
    }

    #[test]
    fn stars_and_question_marks() {
        for (pattern, yes, no) in [
            ("a*", &["a", "ab", "aü"][..], &["", "ba"][..]),
            ("*@x.org", &["a@x.org", "@x.org"], &["a@x.orgs", "x.org"]),
            ("jo?n", &["john", "joün"], &["jon", "johnn"]),
            ("a*b*c", &["abc", "aXbYc", "abbcc"], &["ab", "acb"]),
            ("*ab", &["aab", "abab"], &["aba"]),
            ("?*", &["a", "ab"], &[""]),
        ] {
            let parts = parts(pattern);
            assert!(yes.iter().all(|text| is_like(text, &parts)), "{pattern}");
            assert!(no.iter().all(|text| !is_like(text, &parts)), "{pattern}");
        }
    }

    /// The same by trying everything.
    fn is_like_slowly(text: &[char], pattern: &[char]) -> bool {
        match (text, pattern) {
            ([], []) => true,
            (text, ['*', rest @ ..]) => (0..=text.len()).any(|skip| is_like_slowly(&text[skip..], rest)),
            ([_, text @ ..], ['?', rest @ ..]) => is_like_slowly(text, rest),
            ([a, text @ ..], [b, rest @ ..]) => a == b && is_like_slowly(text, rest),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn patterns_match_what_trying_everything_finds(text in "[ab]{0,8}", pattern in "[ab*?]{0,6}") {
            let letters = |text: &str| text.chars().collect::<Vec<char>>();
            let slowly = is_like_slowly(&letters(&text), &letters(&pattern));
            prop_assert_eq!(is_like(&text, &parts(&pattern)), slowly);
        }
    }
}

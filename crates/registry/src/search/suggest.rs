//! People whose names begin as somebody types. Beyond ORCID.

use byline_model::OrcidId;
use byline_search::analysis;
use byline_search::fields::Analysis;

use super::{FoundPerson, Inquiry, SearchError};
use crate::Registry;

/// Words that are looked at.
const MOST_WORDS: usize = 8;
/// Letters that are looked at.
const MOST_LETTERS: usize = 200;

impl Registry {
    /// So many people at most who have all of these words in one of their names, the last as a beginning; or whose iD it is.
    ///
    /// # Errors
    /// As [`Registry::search`].
    pub async fn people_like(&self, text: &str, most: usize) -> Result<Vec<FoundPerson>, SearchError> {
        let Some(query) = query(text) else { return Ok(Vec::new()) };
        let params = [("q", query.as_str())];
        let inquiry = Inquiry { params: &params, rows: most, ..Inquiry::default() };
        let findings = self.search(&inquiry).await?;
        Ok(self.found_people(&findings.found).await?)
    }
}

/// Names in which words are looked for, how they are taken apart, and how much they count.
const NAMES: [(&str, Analysis, &str); 3] = [
    ("given-and-family-names", Analysis::Folded, "^2"),
    ("credit-name", Analysis::Text, ""),
    ("other-names", Analysis::Text, ""),
];

/// What a text asks for; nothing when it has no word.
fn query(text: &str) -> Option<String> {
    if let Ok(orcid) = text.trim().to_ascii_uppercase().parse::<OrcidId>() {
        return Some(format!("orcid:{orcid}"));
    }
    let text: String = text.chars().take(MOST_LETTERS).collect();
    let clauses: Vec<String> = NAMES
        .iter()
        .filter_map(|(field, analysis, boost)| {
            let mut words: Vec<String> = Vec::new();
            analysis::terms(*analysis, &text, |word| words.push(format!("+{}", escaped(word))));
            words.truncate(MOST_WORDS);
            (!words.is_empty()).then(|| format!("{field}:({}*){boost}", words.join(" ")))
        })
        .collect();
    (!clauses.is_empty()).then(|| clauses.join(" OR "))
}

/// With a backslash before everything that could mean something.
fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for letter in word.chars() {
        if letter.is_ascii() && !letter.is_ascii_alphanumeric() {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use byline_search::query::{Limits, Params, Request};

    use super::*;

    #[test]
    fn words_are_all_needed_and_the_last_is_a_beginning() {
        assert_eq!(
            query("Amélie O'Nei").as_deref(),
            Some(
                "given-and-family-names:(+amelie +o\\'nei*)^2 OR credit-name:(+amélie +o\\'nei*) OR \
                 other-names:(+amélie +o\\'nei*)"
            )
        );
        assert_eq!(query(" 0000-0001-6000-444x ").as_deref(), Some("orcid:0000-0001-6000-444X"));
        for nothing in ["", "  ", "-- *", "()"] {
            assert_eq!(query(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn whatever_is_typed_is_a_query() {
        for text in [
            "a AND",
            "\"x",
            "(a",
            "{!term f=orcid}x",
            "a:b",
            "*",
            "a~2^3",
            "/x/",
            "AND OR NOT",
            "\\",
            "é'_.:x",
            "王伟",
            "TO",
        ] {
            let Some(query) = query(text) else { continue };
            let read = Request::read(&Params::new(&[("q", &query)]), Limits::default());
            assert!(read.is_ok(), "{text}: {query}: {read:?}");
        }
        assert!(query(&"word ".repeat(10_000)).is_some_and(|query| query.len() < 1000));
    }
}

//! Why a query is none.

use std::fmt;

/// Where a query goes wrong, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{problem}", Before(*at))]
pub struct QueryError {
    /// In characters from 1, in the text of the query or of the setting that the problem names; 0 when no place is to blame.
    pub at: usize,
    pub problem: Problem,
}

/// What is wrong with a query or a parameter around it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("the query ends where {expected} should follow")]
    Ends { expected: &'static str },
    #[error(
        "`{found}` stands where {expected} should; put a backslash before it or quotes around the term to search for it"
    )]
    Unexpected { found: Box<str>, expected: &'static str },
    #[error("this {what} is not closed")]
    Unclosed { what: &'static str },
    #[error("a backslash needs a character after it, `\\u` four hexadecimal digits")]
    Escape,
    #[error("the number of edits after `~` is 0, 1, 2, or a fraction below 1")]
    Edits,
    #[error("there is no field `{name}`")]
    UnknownField { name: Box<str> },
    #[error("there is no query language `{name}`")]
    UnknownLanguage { name: Box<str> },
    #[error("`{parameter}` cannot be `{value}`: {reason}")]
    Parameter { parameter: &'static str, value: Box<str>, reason: &'static str },
    #[error("`{value}` is no moment; one looks like 2018-01-31T00:00:00Z, NOW or NOW-1MONTH/DAY")]
    Date { value: Box<str> },
    #[error("`{value}` is no number")]
    Number { value: Box<str> },
    #[error("the expression between slashes cannot be read: {reason}")]
    Regex { reason: &'static str },
    #[error("the query asks for more than {most} terms")]
    TooManyTerms { most: usize },
    #[error("a phrase has more than {most} words")]
    LongPhrase { most: usize },
    #[error("a word that may be misspelt has more than {most} letters")]
    LongFuzzy { most: usize },
    #[error("the query is longer than {most} bytes")]
    TooLong { most: usize },
    #[error("brackets and nested queries are more than {most} deep")]
    TooDeep { most: usize },
    #[error("there are more than {most} clauses in one pair of brackets")]
    TooManyClauses { most: usize },
}

impl Problem {
    /// Whether the query is more than is read, and not wrong.
    pub fn is_too_much(&self) -> bool {
        use Problem::{LongFuzzy, LongPhrase, TooDeep, TooLong, TooManyClauses, TooManyTerms};
        matches!(
            self,
            LongFuzzy { .. }
                | LongPhrase { .. }
                | TooDeep { .. }
                | TooLong { .. }
                | TooManyClauses { .. }
                | TooManyTerms { .. }
        )
    }
}

impl QueryError {
    pub(crate) fn new(at: usize, problem: Problem) -> Self {
        QueryError { at, problem }
    }

    /// About the request as a whole.
    pub(crate) fn nowhere(problem: Problem) -> Self {
        QueryError::new(0, problem)
    }

    pub(crate) fn parameter(parameter: &'static str, value: &str, reason: &'static str) -> Self {
        QueryError::nowhere(Problem::Parameter { parameter, value: shortened(value), reason })
    }
}

/// So much of a text as fits into a message.
pub(crate) fn shortened(text: &str) -> Box<str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((byte, _)) => format!("{}…", &text[..byte]).into(),
        None => text.into(),
    }
}

struct Before(usize);

impl fmt::Display for Before {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 { Ok(()) } else { write!(f, "character {}: ", self.0) }
    }
}

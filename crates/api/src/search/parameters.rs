//! The parameters of a search, and how much of what is found is asked for (`search` 3).

use std::collections::HashSet;

use byline_http::path::query_pairs;
use byline_registry::{After, Inquiry};

use super::Handling;
use crate::error::ApiError;
use crate::exchange::Exchange;

/// Rows of a page, at most and unless told otherwise.
pub const MOST_ROWS: usize = 1000;
/// Where a page may begin at most, for those who do not say who they are.
const FURTHEST: i64 = 10_000;
/// More than any search has. Queries may name parameters, and looking for one goes through all.
const MOST_PARAMETERS: usize = 100;

/// The parameters of a request, each once: of those that come several times the first counts.
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// # Errors
    /// 400/9012 when there are more than any search has.
    pub fn of(exchange: &Exchange<'_>) -> Result<Self, ApiError> {
        let mut seen = HashSet::new();
        let pairs = query_pairs(exchange.parts.uri.query());
        let first: Vec<_> = pairs.filter(|(name, _)| seen.insert(name.clone())).take(MOST_PARAMETERS + 1).collect();
        if first.len() > MOST_PARAMETERS {
            let reason = "a search has a hundred parameters at most";
            return Err(ApiError::BadParameter { name: "the query", reason });
        }
        Ok(Parameters(first))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| given == name).map(|(_, value)| &**value)
    }

    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value)).collect()
    }
}

/// Which of those that match are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub start: usize,
    pub rows: usize,
    /// In order of iD, from here on.
    pub after: Option<After>,
}

/// What is told beyond the published answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct With {
    pub facets: bool,
    pub highlights: bool,
}

impl With {
    /// What stands between commas; other words are passed over.
    ///
    /// # Errors
    /// 400/9012 for another word, where handling is strict.
    pub fn read(text: Option<&str>, handling: Handling) -> Result<Self, ApiError> {
        let mut with = With::default();
        for word in text.into_iter().flat_map(|text| text.split(',')).map(str::trim).filter(|word| !word.is_empty()) {
            match word {
                "facets" => with.facets = true,
                "highlights" => with.highlights = true,
                _ if handling.is_strict() => {
                    return Err(ApiError::BadParameter { name: "with", reason: "it is facets, highlights, or both" });
                }
                _ => {}
            }
        }
        Ok(with)
    }
}

impl Page {
    /// `rows` is looked at before `start`.
    ///
    /// # Errors
    /// 400 with 9012 or 9043, or what the published service has its engine refuse.
    pub fn read(parameters: &Parameters, is_known: bool, handling: Handling) -> Result<Self, ApiError> {
        let rows = match parameters.get("rows") {
            None => MOST_ROWS,
            Some(text) => whole(text)
                .and_then(|rows| usize::try_from(rows).ok())
                .filter(|rows| *rows <= MOST_ROWS)
                .ok_or(ApiError::BadParameter { name: "rows", reason: "it is a whole number from 0 to 1,000" })?,
        };
        let after = parameters.get("after").map(|text| after(text, is_known)).transpose()?;
        let start = start(parameters.get("start"), is_known, handling)?;
        if after.is_some() && start > 0 {
            return Err(ApiError::BadParameter { name: "start", reason: "it does not go together with after" });
        }
        Ok(Page { start, rows, after })
    }

    pub fn inquiry<'p>(self, params: &'p [(&'p str, &'p str)], with: With) -> Inquiry<'p> {
        Inquiry { params, start: self.start, rows: self.rows, after: self.after, facets: with.facets }
    }
}

/// As the published service reads numbers: of 32 bits, with a sign where somebody wrote one.
fn whole(text: &str) -> Option<i64> {
    text.parse::<i32>().ok().map(i64::from)
}

fn start(text: Option<&str>, is_known: bool, handling: Handling) -> Result<usize, ApiError> {
    const REASON: &str = "it is a whole number, without a token from 0 to 10,000";
    let Some(text) = text else { return Ok(0) };
    match whole(text) {
        Some(start) if !is_known && !(0..=FURTHEST).contains(&start) => Err(ApiError::DeepStart),
        None if !is_known => Err(ApiError::BadParameter { name: "start", reason: REASON }),
        Some(start) if start >= 0 => Ok(usize::try_from(start).unwrap_or(usize::MAX)),
        _ => Err(ApiError::Query { problem: format!("start cannot be {text:?}: {REASON}").into(), handling }),
    }
}

/// The iD behind which to go on; nothing for the first page.
fn after(text: &str, is_known: bool) -> Result<After, ApiError> {
    const REASON: &str = "it is an iD, or nothing to begin with";
    if !is_known {
        return Err(ApiError::DeepStart);
    }
    let last = if text.is_empty() { Ok(None) } else { text.parse().map(Some) };
    last.map(After).map_err(|_| ApiError::BadParameter { name: "after", reason: REASON })
}

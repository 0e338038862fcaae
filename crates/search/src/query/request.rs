//! The parameters of a search request.

use super::lexer::is_blank;
use super::limits::{Allowance, Depth};
use super::{Flavour, Limits, Nested, Node, Params, Problem, QueryError};
use super::{dismax, local, parser};
use crate::fields::{self, Analysis, FIELDS, Field};

/// A search request without its page: what is looked for, among whom, in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// `None` without a text, which finds nobody.
    pub query: Option<Node>,
    /// `fq`: who is found at all; does not score.
    pub filter: Option<Node>,
    /// Most important first; empty for the best match first. Ties are always in order of iD.
    pub sort: Vec<SortKey>,
}

/// What found records are put in order by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    pub by: Order,
    /// `desc`
    pub descending: bool,
}

/// What a sort key compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    Score,
    /// A field by its name. Of several values the smallest counts, or the largest in descending order; records without
    /// one come last.
    Field(Box<str>),
}

impl Request {
    /// Reads the parameters `q`, `defType`, `fq`, `sort` and those that queries look at.
    ///
    /// # Errors
    /// Where the text of a query goes wrong; in `compatible` mode the published service answers all of these with one
    /// status (`search` 3.1). Unknown fields in a text are told when it is resolved, not here.
    pub fn read(params: &Params<'_>, limits: Limits) -> Result<Self, QueryError> {
        let allowance = Allowance::new(limits);
        let depth = Depth::default();
        let text = params.get("q").unwrap_or_default();
        let query = match params.get("defType").unwrap_or("lucene") {
            _ if text.is_empty() => None,
            "lucene" => Some(classic(text, params, &allowance, depth)?),
            "edismax" => Some(dismax::read(Flavour::Edismax, text, params, &allowance, depth)?),
            "dismax" => Some(dismax::read(Flavour::Dismax, text, params, &allowance, depth)?),
            other => {
                let name = super::error::shortened(other);
                return Err(QueryError::nowhere(Problem::UnknownLanguage { name }));
            }
        };
        let filter = params.get("fq").filter(|text| !text.is_empty());
        let filter = filter.map(|text| classic(text, params, &allowance, depth)).transpose()?;
        Ok(Request { query, filter, sort: sort(params.get("sort").unwrap_or_default())? })
    }
}

/// The classic language; local parameters as the first characters decide about the whole text.
fn classic(text: &str, params: &Params<'_>, allowance: &Allowance, depth: Depth) -> Result<Node, QueryError> {
    if text.starts_with("{!") {
        return local::read(text, params, allowance, depth);
    }
    allowance.spend(text)?;
    Ok(Node::Nested(Box::new(Nested::Classic(parser::read(text, params, allowance, depth)?))))
}

fn sort(text: &str) -> Result<Vec<SortKey>, QueryError> {
    text.split(',').map(|key| key.trim_matches(is_blank)).filter(|key| !key.is_empty()).map(sort_key).collect()
}

fn sort_key(text: &str) -> Result<SortKey, QueryError> {
    let wrong = |reason| QueryError::parameter("sort", text, reason);
    let (name, direction) = text.split_once(is_blank).ok_or_else(|| wrong("asc or desc has to follow the field"))?;
    let descending = match direction.trim_matches(is_blank) {
        it if it.eq_ignore_ascii_case("asc") => false,
        it if it.eq_ignore_ascii_case("desc") => true,
        _ => return Err(wrong("asc or desc has to follow the field")),
    };
    if name == "score" {
        return Ok(SortKey { by: Order::Score, descending });
    }
    match fields::find(name) {
        None => return Err(wrong("there is no such field")),
        // Which of its words would count is anybody's guess.
        Some(Field::Listed(place))
            if FIELDS[place].many && matches!(FIELDS[place].analysis, Analysis::Text | Analysis::Folded) =>
        {
            return Err(wrong("it has many words, and nothing to sort by"));
        }
        Some(_) => {}
    }
    Ok(SortKey { by: Order::Field(name.into()), descending })
}

//! `dismax` and `edismax`: what people type, looked for in several fields.

use super::limits::{Allowance, Depth};
use super::{Group, Nested, Node, Params, QueryError, Settings};
use super::{escape, lexer, local, parser, split};

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Phrases, signs and operators; fields and wildcards are text.
    Dismax,
    /// Everything of the classic grammar but expressions between slashes and nested queries.
    Edismax,
}

/// A text, and how it is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Dismax {
    pub flavour: Flavour,
    /// As the user wrote it.
    pub text: Box<str>,
    pub settings: Settings,
    /// What the text says.
    pub group: Group,
    /// Whether the text is no query and was read as mere words. Brackets mean nothing then.
    pub as_words: bool,
    /// Whether the user wrote operators other than AND.
    pub operators: bool,
    /// The words that make phrases, without those of field queries, quotes and operators.
    pub words: Vec<Box<str>>,
}

/// Reads a text; one of blanks alone finds what `q.alt` says, or nobody.
pub(super) fn read(
    flavour: Flavour,
    text: &str,
    params: &Params<'_>,
    allowance: &Allowance,
    depth: Depth,
) -> Result<Node, QueryError> {
    allowance.spend(text)?;
    let settings = Settings::read(params, allowance, depth)?;
    if text.trim().is_empty() {
        return match params.get("q.alt") {
            Some(other) if !other.trim().is_empty() => local::read(other, params, allowance, depth.nested(allowance)?),
            _ => Ok(Node::Nothing),
        };
    }
    let dismax = match flavour {
        Flavour::Edismax => edismax(text, settings, params, allowance, depth)?,
        Flavour::Dismax => dismax(text, settings, params, allowance, depth)?,
    };
    Ok(dismax.map_or(Node::Nothing, |dismax| Node::Nested(Box::new(Nested::Dismax(dismax)))))
}

fn edismax(
    text: &str,
    settings: Settings,
    params: &Params<'_>,
    allowance: &Allowance,
    depth: Depth,
) -> Result<Option<Dismax>, QueryError> {
    let lower_case = settings.lower_case_operators;
    let pieces = split::pieces(text);
    let written = parser::read_plain(&split::rebuilt(&pieces, lower_case), params, allowance, depth);
    let Some((group, as_words)) = or_words(written, &split::as_words(&pieces), params, allowance, depth)? else {
        return Ok(None);
    };
    let mut words = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.field.is_none() && !piece.phrase) {
        if !["AND", "OR", "NOT", "TO"].iter().any(|operator| piece.is_bare(operator)) {
            words.push(escape::plain(&piece.escaped, 1)?);
        }
    }
    let operators = split::has_operators(&pieces, lower_case);
    Ok(Some(Dismax { flavour: Flavour::Edismax, text: text.into(), settings, group, as_words, operators, words }))
}

fn dismax(
    text: &str,
    settings: Settings,
    params: &Params<'_>,
    allowance: &Allowance,
    depth: Depth,
) -> Result<Option<Dismax>, QueryError> {
    let paired = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 0;
    let kept = if paired { text.to_owned() } else { text.replace('"', "") };
    let mut escaped = String::with_capacity(kept.len());
    for letter in kept.chars() {
        if "\\!():^[]/{}~*?".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    let pieces = split::pieces(&kept);
    let written = parser::read_plain(&escaped, params, allowance, depth);
    let Some((group, as_words)) = or_words(written, &quoted_words(&kept), params, allowance, depth)? else {
        return Ok(None);
    };
    let words = kept.replace('"', "").split(lexer::is_blank).filter(|it| !it.is_empty()).map(Into::into).collect();
    let operators = split::has_operators(&pieces, false);
    Ok(Some(Dismax { flavour: Flavour::Dismax, text: text.into(), settings, group, as_words, operators, words }))
}

/// Every word of a text in quotes, so that none is an operator.
fn quoted_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for word in text.split(|it| lexer::is_blank(it) || it == '"').filter(|word| !word.is_empty()) {
        out.push('"');
        out.push_str(&word.replace('\\', "\\\\"));
        out.push_str("\" ");
    }
    out
}

/// What was written, or the words of it where that is no query. Limits hold for both; `None` when there are no words.
fn or_words(
    written: Result<Group, QueryError>,
    words: &str,
    params: &Params<'_>,
    allowance: &Allowance,
    depth: Depth,
) -> Result<Option<(Group, bool)>, QueryError> {
    match written {
        Ok(group) => Ok(Some((group, false))),
        Err(error) if error.problem.is_too_much() => Err(error),
        Err(_) if words.trim().is_empty() => Ok(None),
        Err(_) => Ok(Some((parser::read_plain(words, params, allowance, depth)?, true))),
    }
}

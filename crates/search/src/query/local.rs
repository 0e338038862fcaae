//! Local parameters: `{!edismax qf='family-name' v=$qq}text` says how a text is to be read.

use super::lexer::{is_blank, quoted};
use super::limits::{Allowance, Depth};
use super::{Flavour, Leaf, Nested, Node, Params, Place, Problem, QueryError, What};
use super::{dismax, escape, parser};

/// The length of the `{!…}` that a text begins with; `None` when it is not closed.
pub(super) fn length(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().skip(2);
    let mut after_equals = false;
    while let Some((byte, letter)) = letters.next() {
        match letter {
            '}' => return Some(byte + 1),
            '"' | '\'' if after_equals => {
                let end = byte + quoted(&text[byte..], letter)?;
                // On to the sign that closes it.
                letters.by_ref().find(|(byte, _)| byte + 1 == end)?;
                after_equals = false;
            }
            _ => after_equals = letter == '=',
        }
    }
    None
}

/// A `{!…}` taken apart.
struct Local<'t> {
    language: Option<&'t str>,
    /// Values as they count: quotes, escapes and `$name` are gone.
    pairs: Vec<(&'t str, Box<str>)>,
    body: &'t str,
}

impl<'t> Local<'t> {
    /// `text` begins with `{!`.
    fn read(text: &'t str, params: &Params<'_>) -> Result<Self, QueryError> {
        let unclosed = || QueryError::new(1, Problem::Unclosed { what: "local parameter" });
        let mut rest = text.strip_prefix("{!").ok_or_else(unclosed)?;
        let mut local = Local { language: None, pairs: Vec::new(), body: "" };
        loop {
            rest = rest.trim_start_matches(is_blank);
            if let Some(body) = rest.strip_prefix('}') {
                local.body = body;
                return Ok(local);
            }
            let end = rest.find(|it: char| !(it.is_alphanumeric() || "._-".contains(it))).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            if name.is_empty() {
                return Err(match after.chars().next() {
                    None => unclosed(),
                    Some(found) => {
                        let found = found.to_string().into();
                        QueryError::new(1, Problem::Unexpected { found, expected: "the name of a local parameter" })
                    }
                });
            }
            rest = match after.strip_prefix('=') {
                // A name by itself is the language.
                None => {
                    local.language.get_or_insert(name);
                    after
                }
                Some(after) => {
                    let (value, rest) = value(after).ok_or_else(unclosed)?;
                    let value = match value {
                        Value::Named(other) => params.get(other).unwrap_or_default().into(),
                        Value::Quoted(text) => escape::plain(text, 1)?,
                        Value::Bare(text) => text.into(),
                    };
                    local.pairs.push((name, value));
                    rest
                }
            };
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(given, _)| *given == name).map(|(_, value)| &**value)
    }
}

enum Value<'t> {
    Named(&'t str),
    Quoted(&'t str),
    Bare(&'t str),
}

/// A value and what is behind it; `None` when it does not end.
fn value(text: &str) -> Option<(Value<'_>, &str)> {
    let first = text.chars().next()?;
    if matches!(first, '"' | '\'') {
        let length = quoted(text, first)?;
        return Some((Value::Quoted(&text[1..length - 1]), &text[length..]));
    }
    let end = text.find(|it| is_blank(it) || it == '}')?;
    let (value, rest) = text.split_at(end);
    let value = value.strip_prefix('$').map_or(Value::Bare(value), Value::Named);
    Some((value, rest))
}

fn classic(text: &str, params: &Params<'_>, allowance: &Allowance, depth: Depth) -> Result<Node, QueryError> {
    if text.is_empty() {
        return Ok(Node::Nothing);
    }
    allowance.spend(text)?;
    Ok(Node::Nested(Box::new(Nested::Classic(parser::read(text, params, allowance, depth)?))))
}

/// Reads a text that may begin with local parameters; without them it is in the classic language.
pub(super) fn read(text: &str, params: &Params<'_>, allowance: &Allowance, depth: Depth) -> Result<Node, QueryError> {
    if !text.starts_with("{!") {
        return classic(text, params, allowance, depth);
    }
    let local = Local::read(text, params)?;
    let body = local.get("v").unwrap_or(local.body);
    let pairs: Vec<(&str, &str)> = local.pairs.iter().map(|(name, value)| (*name, &**value)).collect();
    let inner = params.behind(&pairs);
    let language = local.language.or_else(|| local.get("type")).unwrap_or("lucene");
    let field = || {
        local.get("f").filter(|it| !it.is_empty()).ok_or(QueryError::parameter("f", "", "this language needs a field"))
    };
    let leaf = |field: &str, what| Node::Leaf(Leaf { field: Some(field.into()), what, at: Place(1) });
    Ok(match language {
        "lucene" => classic(body, &inner, allowance, depth)?,
        "query" => {
            allowance.spend(body)?;
            read(body, &inner, allowance, depth.nested(allowance)?)?
        }
        "edismax" => dismax::read(Flavour::Edismax, body, &inner, allowance, depth)?,
        "dismax" => dismax::read(Flavour::Dismax, body, &inner, allowance, depth)?,
        "term" | "prefix" | "field" | "terms" if body.is_empty() => {
            field()?;
            Node::Nothing
        }
        "term" => leaf(field()?, What::Term(body.into())),
        "prefix" => leaf(field()?, What::Prefix(body.into())),
        "field" => leaf(field()?, What::Phrase { text: body.into(), slop: 0 }),
        "terms" => {
            let separator = local.get("separator").filter(|it| !it.is_empty()).unwrap_or(",");
            leaf(field()?, What::Terms(body.split(separator).map(Into::into).collect()))
        }
        other => return Err(QueryError::new(1, Problem::UnknownLanguage { name: super::error::shortened(other) })),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_quotes_close_nothing() {
        assert_eq!(length("{!term f=x}y"), Some(11));
        assert_eq!(length("{!x v='a}\\'b'}c"), Some(14));
        assert_eq!(length("{!x v=\"a}\"}"), Some(11));
        assert_eq!(length("{!x 'y}"), Some(7));
        assert_eq!(length("{!x v='a}"), None);
        assert_eq!(length("{!x"), None);
    }

    #[test]
    fn values_are_bare_quoted_or_named() {
        let request = Params::new(&[("qq", "other")]);
        let local = Local::read("{!edismax qf='a b\\'c' mm=1 v=$qq tie=\"0.1\"}rest of it", &request).unwrap();
        assert_eq!(local.language, Some("edismax"));
        assert_eq!(["qf", "mm", "v", "tie"].map(|it| local.get(it).unwrap()), ["a b'c", "1", "other", "0.1"]);
        assert_eq!(local.body, "rest of it");
        for broken in ["{!", "{!x f=", "{!x f='y}", "{!x =y}", "{!x f=y"] {
            assert!(Local::read(broken, &request).is_err(), "{broken}");
        }
    }
}

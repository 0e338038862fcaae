//! The classic grammar: recursive descent over its tokens.

use super::lexer::{Kind, Token, tokens};
use super::limits::{Allowance, Depth};
use super::{
    Boost, Bound, Clause, Edits, Group, Joined, Leaf, Node, Params, Place, Problem, QueryError, Sign, Tree, What,
};
use super::{escape, local};
use crate::fields::DEFAULT_FIELD;

/// Reads a text that somebody else has paid for.
pub(super) fn read(text: &str, params: &Params<'_>, allowance: &Allowance, depth: Depth) -> Result<Tree, QueryError> {
    let all = params.get("q.op").is_some_and(|it| it.eq_ignore_ascii_case("AND"));
    let default_field = params.get("df").unwrap_or(DEFAULT_FIELD).into();
    let group = group_of(text, Scope { params, allowance, depth, nests: true })?;
    Ok(Tree { all, default_field, group })
}

/// Reads a text without queries of other languages in it: what users write for `dismax`. Expressions between slashes are
/// none there.
pub(super) fn read_plain(
    text: &str,
    params: &Params<'_>,
    allowance: &Allowance,
    depth: Depth,
) -> Result<Group, QueryError> {
    group_of(text, Scope { params, allowance, depth, nests: false })
}

fn group_of(text: &str, scope: Scope<'_>) -> Result<Group, QueryError> {
    let tokens = tokens(text)?;
    let end = text.chars().count() + 1;
    let mut parser = Parser { tokens: &tokens, scope, end };
    let depth = parser.scope.depth;
    let group = parser.group(None, depth)?;
    match parser.tokens.first() {
        None => Ok(group),
        Some(token) => Err(unexpected(token, "the end")),
    }
}

#[derive(Clone, Copy)]
struct Scope<'s> {
    params: &'s Params<'s>,
    allowance: &'s Allowance,
    depth: Depth,
    /// Whether `{!…}`, `_query_` and `/…/` mean anything.
    nests: bool,
}

struct Parser<'t, 'q, 's> {
    tokens: &'t [Token<'q>],
    scope: Scope<'s>,
    /// Where the text ends, in characters from 1.
    end: usize,
}

fn unexpected(token: &Token<'_>, expected: &'static str) -> QueryError {
    QueryError::new(token.at, Problem::Unexpected { found: super::error::shortened(token.text), expected })
}

impl<'q> Parser<'_, 'q, '_> {
    fn kind(&self) -> Option<Kind> {
        self.tokens.first().map(|token| token.kind)
    }

    fn next(&mut self, expected: &'static str) -> Result<Token<'q>, QueryError> {
        match self.tokens.split_first() {
            Some((token, rest)) => {
                self.tokens = rest;
                Ok(*token)
            }
            None => Err(QueryError::new(self.end, Problem::Ends { expected })),
        }
    }

    fn next_if(&mut self, kind: Kind) -> Option<Token<'q>> {
        let (token, rest) = self.tokens.split_first().filter(|(token, _)| token.kind == kind)?;
        self.tokens = rest;
        Some(*token)
    }

    fn group(&mut self, field: Option<&str>, depth: Depth) -> Result<Group, QueryError> {
        let mut clauses = Vec::new();
        let most = self.scope.allowance.limits.clauses;
        loop {
            let joined = match self.kind() {
                Some(Kind::And) if !clauses.is_empty() => Joined::And,
                Some(Kind::Or) if !clauses.is_empty() => Joined::Or,
                None | Some(Kind::Close) if !clauses.is_empty() => return Ok(Group(clauses)),
                _ => Joined::Not,
            };
            if joined != Joined::Not {
                self.next("a term")?;
            }
            let sign = match self.kind() {
                Some(Kind::Plus) => Sign::Required,
                Some(Kind::Minus | Kind::Not) => Sign::Prohibited,
                _ => Sign::None,
            };
            if sign != Sign::None {
                self.next("a term")?;
            }
            let at = self.tokens.first().map_or(self.end, |token| token.at);
            let (node, boost) = self.clause(field, depth)?;
            if clauses.len() == most {
                return Err(QueryError::new(at, Problem::TooManyClauses { most }));
            }
            clauses.push(Clause { joined, sign, node, boost });
        }
    }

    fn clause(&mut self, field: Option<&str>, depth: Depth) -> Result<(Node, Option<Boost>), QueryError> {
        let named = self.field()?;
        let field = named.as_deref().or(field);
        let token = self.next("a term")?;
        let node = match token.kind {
            Kind::Open | Kind::Filter => {
                let depth = depth.below(self.scope.allowance, token.at)?;
                let group = self.group(field, depth)?;
                if self.next("`)`")?.kind != Kind::Close {
                    unreachable!("a group ends at a bracket, or where the text does");
                }
                if token.kind == Kind::Open { Node::Group(group) } else { Node::Filter(group) }
            }
            Kind::Local if self.scope.nests => self.nested(token.text, &token, depth)?,
            _ => return self.term(field, token, depth),
        };
        Ok((node, self.boost()?))
    }

    /// `name:`, with blanks on either side of the colon.
    fn field(&mut self) -> Result<Option<Box<str>>, QueryError> {
        let [name, colon, rest @ ..] = self.tokens else { return Ok(None) };
        if colon.kind != Kind::Colon || !matches!(name.kind, Kind::Term | Kind::Star) {
            return Ok(None);
        }
        self.tokens = rest;
        escape::plain(name.text, name.at).map(Some)
    }

    fn boost(&mut self) -> Result<Option<Boost>, QueryError> {
        if let Some(token) = self.next_if(Kind::Times) {
            return Ok(Some(Boost::Times(number(&token.text[1..]))));
        }
        Ok(self.next_if(Kind::Constant).map(|token| Boost::Constant(number(&token.text[2..]))))
    }

    /// A nested query at this token; what is wrong with it is wrong there.
    fn nested(&self, text: &str, token: &Token<'_>, depth: Depth) -> Result<Node, QueryError> {
        let allowance = self.scope.allowance;
        let read = || local::read(text, self.scope.params, allowance, depth.nested(allowance)?);
        read().map_err(|error| QueryError { at: token.at, ..error })
    }

    fn term(
        &mut self,
        field: Option<&str>,
        token: Token<'q>,
        depth: Depth,
    ) -> Result<(Node, Option<Boost>), QueryError> {
        let at = token.at;
        let magic = field == Some("_query_") && self.scope.nests;
        let leaf = |what| Node::Leaf(Leaf { field: field.map(Into::into), what, at: Place(at) });
        let (node, boost) = match token.kind {
            Kind::Quoted => {
                let text = escape::plain(&token.text[1..token.text.len() - 1], at)?;
                let before = self.next_if(Kind::Tilde);
                let boost = self.boost()?;
                let tilde = self.tilde_after(boost)?.or(before);
                if magic {
                    return Ok((self.nested(&text, &token, depth)?, boost));
                }
                (leaf(What::Phrase { text, slop: slop(tilde) }), boost)
            }
            Kind::RangeStart => (leaf(self.range(token)?), self.boost()?),
            Kind::Term | Kind::Loose | Kind::Star | Kind::Pattern | Kind::Regex => {
                let before = self.next_if(Kind::Tilde);
                let boost = self.boost()?;
                let tilde = self.tilde_after(boost)?.or(before);
                let node = match token.kind {
                    // A sign by itself: analysis makes nothing of it.
                    Kind::Loose => leaf(What::Word(token.text.into())),
                    Kind::Star if matches!(field, None | Some("*")) => Node::All,
                    Kind::Star => leaf(What::Exists),
                    Kind::Pattern => match escape::pattern(token.text, at)? {
                        stars if stars == [super::Part::Any] && matches!(field, None | Some("*")) => Node::All,
                        stars if stars == [super::Part::Any] => leaf(What::Exists),
                        parts => leaf(What::Pattern(parts)),
                    },
                    Kind::Regex if !self.scope.nests => return Err(unexpected(&token, "a term")),
                    Kind::Regex => leaf(What::Regex(token.text[1..token.text.len() - 1].into())),
                    _ => {
                        let text = escape::plain(token.text, at)?;
                        match tilde {
                            _ if magic => self.nested(&text, &token, depth)?,
                            Some(tilde) => leaf(What::Fuzzy { text, edits: edits(&tilde)? }),
                            None => leaf(What::Word(text)),
                        }
                    }
                };
                (node, boost)
            }
            _ => return Err(unexpected(&token, "a term")),
        };
        Ok((node, boost))
    }

    /// `~` may stand behind a boost as well.
    fn tilde_after(&mut self, boost: Option<Boost>) -> Result<Option<Token<'q>>, QueryError> {
        Ok(boost.and_then(|_| self.next_if(Kind::Tilde)))
    }

    fn range(&mut self, start: Token<'q>) -> Result<What, QueryError> {
        let low = self.bound()?;
        // The grammar of the time can do without.
        self.next_if(Kind::To);
        let high = self.bound()?;
        let end = self.next("the end of the range")?;
        if end.kind != Kind::RangeEnd {
            return Err(unexpected(&end, "the end of the range"));
        }
        let bound = |text: Option<Box<str>>, includes: bool| match text {
            None => Bound::Open,
            Some(text) if includes => Bound::Including(text),
            Some(text) => Bound::Excluding(text),
        };
        Ok(What::Range { low: bound(low, start.text == "["), high: bound(high, end.text == "]") })
    }

    /// The text of a bound; `None` for a star.
    fn bound(&mut self) -> Result<Option<Box<str>>, QueryError> {
        let token = self.next("the end of the range")?;
        match token.kind {
            Kind::Bound if token.text == "*" => Ok(None),
            Kind::Bound => escape::plain(token.text, token.at).map(Some),
            Kind::QuotedBound => escape::plain(&token.text[1..token.text.len() - 1], token.at).map(Some),
            _ => Err(unexpected(&token, "a bound of the range")),
        }
    }
}

/// Boosts are factors of scores: beyond this they would drown everything else anyway.
const LARGEST_BOOST: f32 = 1e9;

pub(super) fn number(digits: &str) -> f32 {
    digits.parse::<f32>().unwrap_or(LARGEST_BOOST).min(LARGEST_BOOST)
}

/// Phrases longer than any value are apart as far as they can be.
const LARGEST_SLOP: f32 = 1e6;

fn slop(tilde: Option<Token<'_>>) -> u32 {
    let given = tilde.and_then(|token| token.text[1..].parse::<f32>().ok());
    given.unwrap_or_default().min(LARGEST_SLOP) as u32
}

/// `~` is two edits; a number from 1 on counts edits, below it is the share of the term that stays.
fn edits(tilde: &Token<'_>) -> Result<Edits, QueryError> {
    let digits = &tilde.text[1..];
    if digits.is_empty() {
        return Ok(Edits::Number(2));
    }
    let number = digits.parse::<f32>().unwrap_or(f32::INFINITY);
    match number {
        0.0 => Ok(Edits::Number(0)),
        below if below < 1.0 => Ok(Edits::Similarity(below)),
        whole if whole.fract() == 0.0 || whole.is_infinite() => Ok(Edits::Number(whole.min(2.0) as u8)),
        _ => Err(QueryError::new(tilde.at, Problem::Edits)),
    }
}

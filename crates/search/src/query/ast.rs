//! What was written, as a tree.

/// Where something stands in the text it was read from, in characters from 1. All places are equal: two trees that ask for the same
/// are the same, however they were written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place(pub usize);

impl PartialEq for Place {
    fn eq(&self, _: &Place) -> bool {
        true
    }
}

/// What words are combined by that no operator joins, and the words that one term falls into (`q.op`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Joined {
    /// By nothing: the default operator decides.
    #[default]
    Not,
    And,
    Or,
}

/// What stands before a clause: `+` or `-`; `NOT` and `!` are another way to write `-`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    #[default]
    None,
    Required,
    Prohibited,
}

/// A query in the classic grammar, with what it was read by.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Whether words that nothing joins are all needed (`q.op=AND`).
    pub all: bool,
    /// Where words are looked for that name no field (`df`).
    pub default_field: Box<str>,
    pub group: Group,
}

/// Clauses of one level of brackets, in the order in which they were written; never none.
#[derive(Clone, Debug, PartialEq)]
pub struct Group(pub Vec<Clause>);

/// One clause of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The operator between it and the clause before.
    pub joined: Joined,
    pub sign: Sign,
    pub node: Node,
    pub boost: Option<Boost>,
}

/// What a clause's score becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Boost {
    /// `^2`: this many times what it was.
    Times(f32),
    /// `^=2`: this, whatever it was.
    Constant(f32),
}

/// What stands in a clause.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `*:*`, and `*` by itself.
    All,
    /// A nested query without a text: finds nobody.
    Nothing,
    Leaf(Leaf),
    /// `(…)`
    Group(Group),
    /// `filter(…)`: has to match and does not score.
    Filter(Group),
    /// `{!…}` and `_query_:"…"`.
    Nested(Box<Nested>),
}

/// A query in a language of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Nested {
    Classic(Tree),
    Dismax(super::Dismax),
}

/// Something to be looked for in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The name as it was written, without escapes; `None` for the default field.
    pub field: Option<Box<str>>,
    pub what: What,
    pub at: Place,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Analysed as the field is; several words of one term are combined by the default operator.
    Word(Box<str>),
    /// Analysed; the words stand together, with so many moves between them.
    Phrase { text: Box<str>, slop: u32 },
    /// `*` and `?`: the term as a whole.
    Pattern(Vec<Part>),
    /// `field:*`
    Exists,
    /// `/…/`: the term as a whole.
    Regex(Box<str>),
    /// `word~`
    Fuzzy { text: Box<str>, edits: Edits },
    /// `[low TO high]`, `{low TO high}`
    Range { low: Bound, high: Bound },
    /// `{!term}`: the term as it is in the index.
    Term(Box<str>),
    /// `{!prefix}`: what terms of the index begin with.
    Prefix(Box<str>),
    /// `{!terms}`: any of these terms of the index.
    Terms(Vec<Box<str>>),
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Just this; never empty, and never two in a row.
    Text(Box<str>),
    /// `?`: one character.
    One,
    /// `*`: any number of characters.
    Any,
}

/// An end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `*`: no end.
    Open,
    Including(Box<str>),
    Excluding(Box<str>),
}

/// How far a fuzzy term may be from the one that is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Edits {
    /// So many letters put in, left out, changed, or swapped with their neighbour: 0 to 2.
    Number(u8),
    /// By length: the share of letters that stay, above 0 and below 1.
    Similarity(f32),
}

impl Edits {
    /// The number of edits for a term of this many characters: 2 at most.
    pub fn of(self, characters: usize) -> usize {
        match self {
            Edits::Number(number) => number.into(),
            Edits::Similarity(similarity) => (((1.0 - f64::from(similarity)) * characters as f64) as usize).min(2),
        }
    }
}

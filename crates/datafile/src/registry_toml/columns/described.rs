//! What is known of columns without a value.

use super::Out;

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableLooks {
    pub name: &'static str,
    pub about: String,
    /// Keys that no two rows have the same of, taken together.
    pub once: &'static [&'static [&'static str]],
    pub cells: Vec<Cell>,
}

/// A key of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub key: &'static str,
    pub about: String,
    pub presence: Presence,
    /// The key that says the same in another way.
    pub never_beside: Option<&'static str>,
    pub looks: Looks,
}

/// Whether a key has to be there.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    Required,
    Optional,
    /// This holds when it is not there.
    Or(Out),
}

/// What a value looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Looks {
    /// Said after "is": `an ORCID iD`.
    pub like: String,
    pub shape: Shape,
}

/// As far as a schema can say. Whatever can be read fits it; what fits it can be read, but for what only reading finds
/// out.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The whole text matches this regular expression, which ECMA 262 knows, too.
    Text(&'static str),
    Words(Vec<&'static str>),
    /// From this number on.
    Whole(Option<u64>),
    Flag,
    List(Box<Looks>),
    Table(TableLooks),
    /// A table, or a text that stands for one with nothing but this key.
    BareOr(&'static str, TableLooks),
}

impl Looks {
    pub fn new(like: impl Into<String>, shape: Shape) -> Self {
        Looks { like: like.into(), shape }
    }

    /// The table that is looked at, or each member of the list of them.
    pub fn table(&self) -> Option<&TableLooks> {
        match &self.shape {
            Shape::Table(table) | Shape::BareOr(_, table) => Some(table),
            Shape::List(of) => of.table(),
            Shape::Text(_) | Shape::Words(_) | Shape::Whole(_) | Shape::Flag => None,
        }
    }
}

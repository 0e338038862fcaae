//! The query language: what a client writes, as a tree.
//!
//! [`Request::read`] takes the parameters of a request, which is how queries come: `q` in the language that `defType`
//! names, `fq`, `sort`, and the settings of `edismax`. The trees say what was written, with the conjunctions and signs of
//! the classic grammar, and print back as that ([`std::fmt::Display`]): reading what was printed gives the same tree.
//! What a tree asks for follows in a second step, which knows fields and analysis.
//!
//! * Reading is work in proportion to length. Length, depth and the number of clauses are bounded before ([`Limits`]),
//!   nested queries included, which draw on one allowance.
//! * The grammar is that of Solr 8.0 (`search` 9, with the corrections C3 and C4), faults and all: clients rely on what
//!   `a OR b AND c` finds.

mod ast;
mod dismax;
mod error;
mod escape;
mod lexer;
mod limits;
mod local;
mod minimum;
mod params;
mod parser;
mod print;
mod request;
mod settings;
mod split;
#[cfg(test)]
mod tests;

pub use ast::{Boost, Bound, Clause, Edits, Group, Joined, Leaf, Nested, Node, Part, Place, Sign, Tree, What};
pub use dismax::{Dismax, Flavour};
pub(crate) use error::shortened;
pub use error::{Problem, QueryError};
pub use limits::Limits;
pub use minimum::Minimum;
pub use params::Params;
pub use request::{Order, Request, SortKey};
pub use settings::{PhraseField, Settings, WeightedField};

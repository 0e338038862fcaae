//! How much a query may be.

use std::cell::Cell;

use super::{Problem, QueryError};

/// Bounds that are tested before and while a query is read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of all texts that are read, nested ones and those of boost queries included.
    pub length: usize,
    /// Levels of brackets, those of nested queries added up.
    pub depth: usize,
    /// Queries in queries. Each is quoted once more when it is printed, and backslashes double with every level.
    pub nested: usize,
    /// Clauses in one level of brackets, as the published engine has it.
    pub clauses: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // The published engine takes a request line of 8 KB; 1024 clauses of 50 bytes fit into this.
        Limits { length: 65_536, depth: 40, nested: 4, clauses: 1024 }
    }
}

/// What is left of the limits, shared by a query and all that are nested in it.
#[derive(Debug)]
pub(super) struct Allowance {
    pub limits: Limits,
    bytes: Cell<usize>,
}

impl Allowance {
    pub fn new(limits: Limits) -> Self {
        Allowance { limits, bytes: Cell::new(limits.length) }
    }

    /// Takes a text that is about to be read off what is left.
    pub fn spend(&self, text: &str) -> Result<(), QueryError> {
        // An empty text costs, too: a query may name itself, and ends here.
        let left = self.bytes.get().checked_sub(text.len().max(1));
        self.bytes.set(left.ok_or(QueryError::new(0, Problem::TooLong { most: self.limits.length }))?);
        Ok(())
    }
}

/// How deep a query is that is being read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Depth {
    brackets: usize,
    queries: usize,
}

impl Depth {
    /// One level of brackets below. `at` is where they open.
    pub fn below(self, allowance: &Allowance, at: usize) -> Result<Self, QueryError> {
        let most = allowance.limits.depth;
        match self.brackets < most {
            true => Ok(Depth { brackets: self.brackets + 1, ..self }),
            false => Err(QueryError::new(at, Problem::TooDeep { most })),
        }
    }

    /// In a query inside the query.
    pub fn nested(self, allowance: &Allowance) -> Result<Self, QueryError> {
        let most = allowance.limits.nested;
        match self.queries < most {
            true => Ok(Depth { queries: self.queries + 1, ..self }),
            false => Err(QueryError::new(1, Problem::TooDeep { most })),
        }
    }
}

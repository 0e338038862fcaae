//! What a query asks for: terms in fields, and how they come together.
//!
//! [`Plan::of`] makes it from what was written. Operators, analysis and fields are resolved here; what remains says which
//! terms have to be where, and prints as that, for those who wonder what their query finds.

mod date;
mod dismax;
mod pattern;
mod print;
mod regex;
mod resolve;

use byline_model::{OrcidId, Timestamp};

pub use pattern::{Matcher, Rest};
pub use regex::Expression;

use crate::fields::DYNAMIC;
use crate::query::{QueryError, Request, SortKey};

/// What records have to be like to be found, and what each part adds to their score.
#[derive(Clone, Debug, PartialEq)]
pub enum Plan {
    /// Everybody, with a score of 1.
    All,
    Nothing,
    /// Those with this term in this field.
    Term {
        field: usize,
        term: Box<str>,
    },
    /// Those with these terms in a row, with so many moves between them; two terms at least.
    Phrase {
        field: usize,
        terms: Vec<Box<str>>,
        slop: u32,
    },
    /// Those with a term like this; scores 1.
    Terms {
        field: usize,
        like: Matcher,
    },
    /// Those with a term that is so few edits away, the nearest first; scores by nearness.
    Fuzzy {
        field: usize,
        term: Box<str>,
        prefix: usize,
        edits: usize,
    },
    /// Those with a moment from the first to the last, both included; scores 1.
    Moments {
        field: usize,
        from: Timestamp,
        to: Timestamp,
    },
    /// Those that match all required clauses, no prohibited one, and enough of the others; scores add up.
    Clauses {
        clauses: Vec<(Occur, Plan)>,
        least: usize,
    },
    /// Those that match any; the best score, and a share of the others.
    Best {
        of: Vec<Plan>,
        tie: f32,
    },
    /// The same, with this many times the score.
    Times(Box<Plan>, f32),
    /// The same, with this score.
    Constant(Box<Plan>, f32),
}

/// What a clause is to the group that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occur {
    Required,
    Optional,
    Prohibited,
}

/// A request, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    pub plan: Plan,
    /// Who is found at all.
    pub filter: Option<Plan>,
    pub sort: Vec<SortKey>,
    /// Instead of `sort`: in order of iD, and only those on the page who come after one. All count.
    pub by_id: Option<After>,
    /// Whether those who are found are counted by what they have.
    pub facets: bool,
    /// When it is asked: who is found only later is not found.
    pub at: Timestamp,
}

/// A place in the order of iDs: behind this one, or before all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After(pub Option<OrcidId>);

impl After {
    pub(crate) fn is_before(self, orcid: OrcidId) -> bool {
        self.0.is_none_or(|after| after < orcid)
    }
}

impl Search {
    /// The same in order of iD, from this one on.
    #[must_use]
    pub fn by_id(self, after: After) -> Self {
        Search { by_id: Some(after), ..self }
    }

    /// The same, and those who are found are counted by what they have.
    #[must_use]
    pub fn with_facets(self) -> Self {
        Search { facets: true, ..self }
    }

    /// What a request asks for at a moment, which is `NOW` in its date expressions, to the second.
    ///
    /// # Errors
    /// Fields that there are not, and values that their fields cannot have.
    pub fn of(request: &Request, now: Timestamp) -> Result<Self, QueryError> {
        let plan = |node| resolve::whole(node, now);
        Ok(Search {
            plan: request.query.as_ref().map_or(Ok(Plan::Nothing), plan)?,
            filter: request.filter.as_ref().map(plan).transpose()?,
            sort: request.sort.clone(),
            by_id: None,
            facets: false,
            at: now,
        })
    }
}

impl Plan {
    /// Clauses of which some have to match: all that are required, or one where none is.
    fn clauses(clauses: Vec<(Occur, Plan)>, least: usize) -> Plan {
        let required = clauses.iter().any(|(occur, _)| *occur == Occur::Required);
        let least = if required { least } else { least.max(1) };
        Plan::Clauses { clauses, least }
    }

    /// The same where it stands alone: what only says who is not meant means everybody else.
    fn alone(self) -> Plan {
        match self {
            Plan::Clauses { mut clauses, .. } if clauses.iter().all(|(occur, _)| *occur == Occur::Prohibited) => {
                clauses.push((Occur::Required, Plan::All));
                Plan::clauses(clauses, 0)
            }
            plan => plan,
        }
    }

    fn times(self, by: f32) -> Plan {
        if by == 1.0 { self } else { Plan::Times(Box::new(self), by) }
    }
}

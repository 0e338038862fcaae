//! From what was written to what is asked for.

use std::cell::Cell;

use byline_model::Timestamp;

use super::dismax::Words;
use super::{DYNAMIC, Expression, Matcher, Occur, Plan, Rest, date, dismax};
use crate::analysis;
use crate::fields::{self, Analysis, Emptiness, FIELDS, Field};
use crate::query::{
    Boost, Bound, Clause, Group, Joined, Leaf, Nested, Node, Part, Problem, QueryError, Sign, Tree, What,
};

/// How many terms a plan may still ask for: words are looked for in many fields, and each of them takes room.
pub(super) struct Room(Cell<usize>);

const MOST_TERMS: usize = 100_000;
/// Words of a phrase, beyond which nobody quotes.
const LONGEST_PHRASE: usize = 1024;
/// Letters of a word that may be misspelt: the published engine cuts words after so many.
const LONGEST_FUZZY: usize = 255;

impl Room {
    fn new() -> Self {
        Room(Cell::new(MOST_TERMS))
    }

    /// Takes the room of so many terms.
    pub fn take(&self, terms: usize) -> Result<(), Problem> {
        self.0.set(self.0.get().checked_sub(terms).ok_or(Problem::TooManyTerms { most: MOST_TERMS })?);
        Ok(())
    }
}

/// What holds where a clause stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub now: Timestamp,
    pub room: &'s Room,
    /// Whether clauses that nothing joins are all needed, and all words of one.
    pub all: bool,
    pub default_field: &'s str,
    /// What people typed: words without a field are looked for in several, and what makes no sense is passed over.
    pub words: Option<Words<'s>>,
}

/// The plan of a query as a whole.
pub(super) fn whole(node: &Node, now: Timestamp) -> Result<Plan, QueryError> {
    let room = Room::new();
    let scope = Scope { now, room: &room, all: false, default_field: fields::DEFAULT_FIELD, words: None };
    Ok(scope.node(node)?.map_or(Plan::Nothing, Plan::alone))
}

impl Scope<'_> {
    /// `None` for what analysis makes nothing of: it is as if it had not been written.
    fn node(self, node: &Node) -> Result<Option<Plan>, QueryError> {
        match node {
            Node::All => Ok(Some(Plan::All)),
            Node::Nothing => Ok(Some(Plan::Nothing)),
            Node::Leaf(leaf) => self.leaf(leaf),
            Node::Group(group) => self.group(group),
            Node::Filter(group) => Ok(self.group(group)?.map(|plan| Plan::Constant(Box::new(plan.alone()), 0.0))),
            Node::Nested(nested) => match &**nested {
                Nested::Classic(tree) => tree_plan(tree, self.now, self.room),
                Nested::Dismax(query) => dismax::plan(query, self.now, self.room).map(Some),
            },
        }
    }

    /// Clauses as the classic grammar adds them one to another.
    pub fn group(self, group: &Group) -> Result<Option<Plan>, QueryError> {
        if let [clause @ Clause { sign: Sign::None, .. }] = &*group.0 {
            return self.clause(clause);
        }
        let mut found: Vec<(Occur, Plan)> = Vec::new();
        let mut clauses = &*group.0;
        while let Some((clause, behind)) = clauses.split_first() {
            if let Some((run, rest)) = self.words.and_then(|words| words.run(clauses)) {
                found.extend(run.plans(self)?);
                clauses = rest;
                continue;
            }
            clauses = behind;
            let plan = self.clause(clause)?;
            // The operator counts for the clause before, whatever becomes of this one.
            if let Some((before, _)) = found.last_mut().filter(|(before, _)| *before != Occur::Prohibited) {
                match clause.joined {
                    Joined::And => *before = Occur::Required,
                    Joined::Or if self.all => *before = Occur::Optional,
                    Joined::Or | Joined::Not => {}
                }
            }
            let needed = match self.all {
                true => clause.joined != Joined::Or,
                false => clause.joined == Joined::And || clause.sign == Sign::Required,
            };
            let occur = match clause.sign {
                Sign::Prohibited => Occur::Prohibited,
                _ if needed => Occur::Required,
                _ => Occur::Optional,
            };
            found.extend(plan.map(|plan| (occur, plan)));
        }
        Ok((!found.is_empty()).then(|| Plan::clauses(found, 0)))
    }

    fn clause(self, clause: &Clause) -> Result<Option<Plan>, QueryError> {
        let plan = self.node(&clause.node)?;
        Ok(plan.map(|plan| match clause.boost {
            None => plan,
            Some(Boost::Times(by)) => plan.times(by),
            Some(Boost::Constant(score)) => Plan::Constant(Box::new(plan), score),
        }))
    }

    fn leaf(self, leaf: &Leaf) -> Result<Option<Plan>, QueryError> {
        match (&leaf.field, self.words) {
            (None, Some(words)) => words.leaf(self, leaf),
            (field, words) => {
                let found = self.leaf_in(field.as_deref().unwrap_or(self.default_field), leaf);
                // People type what they like.
                if words.is_some() { passed_over(found) } else { found }
            }
        }
    }

    /// What a leaf asks for in a field, whichever it names.
    pub fn leaf_in(self, name: &str, leaf: &Leaf) -> Result<Option<Plan>, QueryError> {
        let error = |problem| QueryError::new(leaf.at.0, problem);
        let unknown = || error(Problem::UnknownField { name: crate::query::shortened(name) });
        match fields::find(name).ok_or_else(unknown)? {
            Field::Listed(field) if FIELDS[field].analysis == Analysis::Date => {
                self.moments(Some(field), &leaf.what).map_err(error)
            }
            Field::Empty(Emptiness::Date) => self.moments(None, &leaf.what).map_err(error),
            Field::Empty(Emptiness::Number) => numbers(&leaf.what).map_err(error),
            Field::Empty(Emptiness::Text) => Ok(Some(Plan::Nothing)),
            Field::Listed(field) => {
                let place = Space { field, analysis: FIELDS[field].analysis, prefix: String::new(), scope: self };
                place.plan(&leaf.what).map_err(error)
            }
            Field::Dynamic(name) => {
                let prefix = format!("{name}\0");
                let place = Space { field: DYNAMIC, analysis: Analysis::Exact, prefix, scope: self };
                place.plan(&leaf.what).map_err(error)
            }
        }
    }

    fn moments(self, field: Option<usize>, what: &What) -> Result<Option<Plan>, Problem> {
        let moment =
            |text: &str| date::moment(text, self.now).ok_or(Problem::Date { value: crate::query::shortened(text) });
        let (from, to) = match what {
            What::Word(text) | What::Phrase { text, .. } | What::Term(text) => {
                let moment = moment(text)?;
                (moment, moment)
            }
            What::Range { low, high } => {
                let from = match low {
                    Bound::Open => Timestamp::from_millis(i64::MIN),
                    Bound::Including(text) => moment(text)?,
                    Bound::Excluding(text) => moment(text)?.plus_millis(1),
                };
                let to = match high {
                    Bound::Open => Timestamp::from_millis(i64::MAX),
                    Bound::Including(text) => moment(text)?,
                    Bound::Excluding(text) => moment(text)?.plus_millis(-1),
                };
                (from, to)
            }
            What::Terms(texts) => {
                let mut found = Vec::new();
                for text in texts {
                    let moment = moment(text)?;
                    found.extend(
                        field.map(|field| (Occur::Optional, Plan::Moments { field, from: moment, to: moment })),
                    );
                }
                return Ok(Some(Plan::Constant(Box::new(Plan::clauses(found, 0)), 1.0)));
            }
            // The published engine of the time finds nobody by this, and later ones everybody with a date.
            What::Exists => return Ok(Some(Plan::Nothing)),
            What::Fuzzy { text, .. } | What::Prefix(text) | What::Regex(text) => {
                return Err(Problem::Date { value: crate::query::shortened(text) });
            }
            What::Pattern(parts) => {
                let text = parts.iter().find_map(|part| if let Part::Text(text) = part { Some(&**text) } else { None });
                return Err(Problem::Date { value: crate::query::shortened(text.unwrap_or("*")) });
            }
        };
        Ok(Some(match field {
            Some(field) if from <= to => Plan::Moments { field, from, to },
            _ => Plan::Nothing,
        }))
    }
}

/// What people type makes sense or is passed over; what is too much stays so.
pub(super) fn passed_over(found: Result<Option<Plan>, QueryError>) -> Result<Option<Plan>, QueryError> {
    match found {
        Err(error) if !error.problem.is_too_much() => Ok(None),
        found => found,
    }
}

pub(super) fn tree_plan(tree: &Tree, now: Timestamp, room: &Room) -> Result<Option<Plan>, QueryError> {
    Scope { now, room, all: tree.all, default_field: &tree.default_field, words: None }.group(&tree.group)
}

/// Fields of numbers are empty, but a value has to be one.
fn numbers(what: &What) -> Result<Option<Plan>, Problem> {
    let number = |text: &str| match text.parse::<f64>() {
        Ok(_) => Ok(()),
        Err(_) => Err(Problem::Number { value: crate::query::shortened(text) }),
    };
    match what {
        What::Word(text) | What::Phrase { text, .. } | What::Term(text) | What::Fuzzy { text, .. } => number(text)?,
        What::Range { low, high } => {
            for bound in [low, high] {
                if let Bound::Including(text) | Bound::Excluding(text) = bound {
                    number(text)?;
                }
            }
        }
        What::Terms(texts) => texts.iter().try_for_each(|text| number(text))?,
        What::Pattern(_) | What::Regex(_) | What::Prefix(_) | What::Exists => {}
    }
    Ok(Some(Plan::Nothing))
}

/// The terms of a field.
struct Space<'s> {
    field: usize,
    analysis: Analysis,
    /// What terms of this field begin with, where fields share theirs.
    prefix: String,
    scope: Scope<'s>,
}

impl Space<'_> {
    fn term(&self, text: &str) -> Plan {
        Plan::Term { field: self.field, term: format!("{}{text}", self.prefix).into() }
    }

    fn like(&self, rest: Rest) -> Plan {
        Plan::Terms { field: self.field, like: Matcher::new(&self.prefix, rest) }
    }

    fn normalised(&self, text: &str) -> Box<str> {
        analysis::normalised(self.analysis, text).into()
    }

    fn plan(&self, what: &What) -> Result<Option<Plan>, Problem> {
        let bound = |bound: &Bound| match bound {
            Bound::Open => Bound::Open,
            Bound::Including(text) => Bound::Including(self.normalised(text)),
            Bound::Excluding(text) => Bound::Excluding(self.normalised(text)),
        };
        Ok(Some(match what {
            What::Word(text) => return self.words(text),
            What::Phrase { text, slop } => {
                return phrase(self.scope.room, (self.field, self.analysis), &self.prefix, text, *slop);
            }
            What::Exists => self.like(Rest::Any),
            What::Pattern(parts) => {
                let normalised = |part: &Part| match part {
                    Part::Text(text) => Part::Text(self.normalised(text)),
                    other => other.clone(),
                };
                self.like(Rest::Pattern(parts.iter().map(normalised).collect()))
            }
            What::Regex(source) => {
                let expression = Expression::read(&self.normalised(source));
                self.like(Rest::Regex(expression.map_err(|reason| Problem::Regex { reason })?))
            }
            What::Fuzzy { text, edits } => {
                let text = self.normalised(text);
                match edits.of(text.chars().count()) {
                    0 => self.term(&text),
                    // An automaton of what is near has a table of states for each letter.
                    _ if text.chars().count() > LONGEST_FUZZY => {
                        return Err(Problem::LongFuzzy { most: LONGEST_FUZZY });
                    }
                    edits => Plan::Fuzzy {
                        field: self.field,
                        term: format!("{}{text}", self.prefix).into(),
                        prefix: self.prefix.len(),
                        edits,
                    },
                }
            }
            What::Range { low, high } => self.like(Rest::Range { low: bound(low), high: bound(high) }),
            What::Term(text) => self.term(text),
            What::Prefix(text) => Plan::Terms { field: self.field, like: Matcher::prefix(&self.prefix, text) },
            What::Terms(terms) => {
                self.scope.room.take(terms.len())?;
                let mut terms = terms.clone();
                terms.sort_unstable();
                terms.dedup();
                self.like(Rest::OneOf(terms))
            }
        }))
    }

    fn words(&self, text: &str) -> Result<Option<Plan>, Problem> {
        let mut found = Vec::new();
        analysis::terms(self.analysis, text, |term| found.push(self.term(term)));
        self.scope.room.take(found.len())?;
        Ok(match found.len() {
            0 | 1 => found.pop(),
            _ => {
                let occur = if self.scope.all { Occur::Required } else { Occur::Optional };
                Some(Plan::clauses(found.into_iter().map(|plan| (occur, plan)).collect(), 0))
            }
        })
    }
}

/// What a phrase asks for in a field; one of a single word is that word.
pub(super) fn phrase(
    room: &Room,
    (field, analysis): (usize, Analysis),
    prefix: &str,
    text: &str,
    slop: u32,
) -> Result<Option<Plan>, Problem> {
    let mut terms: Vec<Box<str>> = Vec::new();
    analysis::terms(analysis, text, |term| terms.push(format!("{prefix}{term}").into()));
    room.take(terms.len())?;
    Ok(match terms.len() {
        0 => None,
        1 => terms.pop().map(|term| Plan::Term { field, term }),
        2..=LONGEST_PHRASE => Some(Plan::Phrase { field, terms, slop }),
        _ => return Err(Problem::LongPhrase { most: LONGEST_PHRASE }),
    })
}

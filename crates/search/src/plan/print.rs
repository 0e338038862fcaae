//! Plans as text: what a query came to.

use std::fmt::{self, Display, Formatter};

use super::{Matcher, Occur, Plan, Rest};
use crate::fields::FIELDS;
use crate::query::{Bound, Part};

/// A term with its field in front.
struct In<'p>(usize, &'p str);

impl Display for In<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match FIELDS.get(self.0) {
            Some(field) => write!(f, "{}:{}", field.name, self.1),
            None => f.write_str(&self.1.replacen('\0', ":", 1)),
        }
    }
}

impl Display for Plan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Plan::All => f.write_str("*:*"),
            Plan::Nothing => f.write_str("nobody"),
            Plan::Term { field, term } => In(*field, term).fmt(f),
            Plan::Phrase { field, terms, slop } => {
                In(*field, &format!("\"{}\"", terms.join(" "))).fmt(f)?;
                if *slop > 0 { write!(f, "~{slop}") } else { Ok(()) }
            }
            Plan::Terms { field, like } => In(*field, &like.to_string()).fmt(f),
            Plan::Fuzzy { field, term, edits, .. } => write!(f, "{}~{edits}", In(*field, term)),
            Plan::Moments { field, from, to } => write!(f, "{}", In(*field, &format!("[{from} TO {to}]"))),
            Plan::Clauses { clauses, least } => {
                f.write_str("(")?;
                for (index, (occur, plan)) in clauses.iter().enumerate() {
                    let blank = if index > 0 { " " } else { "" };
                    let sign = match occur {
                        Occur::Required => "+",
                        Occur::Optional => "",
                        Occur::Prohibited => "-",
                    };
                    write!(f, "{blank}{sign}{plan}")?;
                }
                f.write_str(")")?;
                let free = if clauses.iter().any(|(occur, _)| *occur == Occur::Required) { 0 } else { 1 };
                if *least > free { write!(f, "~{least}") } else { Ok(()) }
            }
            Plan::Best { of, tie } => {
                f.write_str("(")?;
                for (index, plan) in of.iter().enumerate() {
                    write!(f, "{}{plan}", if index > 0 { " | " } else { "" })?;
                }
                f.write_str(")")?;
                if *tie > 0.0 { write!(f, "~{tie}") } else { Ok(()) }
            }
            Plan::Times(plan, by) => write!(f, "{plan}^{by}"),
            Plan::Constant(plan, score) => write!(f, "{plan}^={score}"),
        }
    }
}

impl Display for Matcher {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.prefix[..self.skip])?;
        match &self.rest {
            Rest::Any => write!(f, "{}*", &self.prefix[self.skip..]),
            Rest::Pattern(parts) => parts.iter().try_for_each(|part| match part {
                Part::Text(text) => f.write_str(text),
                Part::One => f.write_str("?"),
                Part::Any => f.write_str("*"),
            }),
            Rest::Regex(expression) => write!(f, "/{}/", expression.source()),
            Rest::Range { low, high } => {
                let text = |bound: &Bound| match bound {
                    Bound::Open => "*".to_owned(),
                    Bound::Including(text) | Bound::Excluding(text) => text.to_string(),
                };
                let open = if matches!(low, Bound::Excluding(_)) { '{' } else { '[' };
                let close = if matches!(high, Bound::Excluding(_)) { '}' } else { ']' };
                write!(f, "{open}{} TO {}{close}", text(low), text(high))
            }
            Rest::OneOf(terms) => write!(f, "({})", terms.join(" ")),
        }
    }
}

//! `mm`: how many of the optional clauses have to match.

use std::fmt;
use std::str::FromStr;

use super::QueryError;

/// How many optional clauses have to match, by how many there are: `2`, `-1`, `75%`, `-25%`, `2<75% 9<-3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minimum(Vec<Step>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    /// Holds for more clauses than this; the first of a plain one holds for any number.
    above: Option<i64>,
    amount: Amount,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Amount {
    Number(i64),
    Percent(i64),
}

impl Minimum {
    /// No clause has to match.
    pub fn none() -> Self {
        Minimum::plain(Amount::Percent(0))
    }

    /// All have to.
    pub fn all() -> Self {
        Minimum::plain(Amount::Percent(100))
    }

    fn plain(amount: Amount) -> Self {
        Minimum(vec![Step { above: None, amount }])
    }

    /// Of so many optional clauses, those that have to match.
    pub fn of(&self, clauses: usize) -> usize {
        let count = i64::try_from(clauses).unwrap_or(i64::MAX);
        // Up to the first step all are needed.
        let step = self.0.iter().take_while(|step| step.above.is_none_or(|above| count > above)).last();
        let needed = match step.map(|step| step.amount) {
            None => count,
            Some(Amount::Number(number)) if number < 0 => count.saturating_add(number),
            Some(Amount::Number(number)) => number,
            Some(Amount::Percent(percent)) => {
                // Toward fewer: the part that has to match, or that may be missing, is cut to a whole number.
                let part = count.saturating_mul(percent) / 100;
                if percent < 0 { count + part } else { part }
            }
        };
        usize::try_from(needed.clamp(0, count)).unwrap_or(clauses)
    }
}

impl FromStr for Minimum {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        let broken = || QueryError::parameter("mm", text, "it is a number, a percentage, or conditions like 2<75%");
        let amount = |text: &str| -> Option<Amount> {
            let bounded = |number: i64| (-1_000_000..=1_000_000).contains(&number).then_some(number);
            match text.strip_suffix('%') {
                Some(percent) => percent.parse().ok().and_then(bounded).map(Amount::Percent),
                None => text.parse().ok().and_then(bounded).map(Amount::Number),
            }
        };
        if !text.contains('<') {
            return amount(text.trim()).map(Minimum::plain).ok_or_else(broken);
        }
        // Blanks may stand around the sign.
        let mut joined = String::with_capacity(text.len());
        for (index, part) in text.trim().split('<').enumerate() {
            if index > 0 {
                joined.push('<');
            }
            joined.push_str(part.trim());
        }
        let step = |step: &str| -> Option<Step> {
            let (above, rest) = step.split_once('<')?;
            Some(Step { above: Some(above.parse().ok()?), amount: amount(rest)? })
        };
        joined.split_whitespace().map(step).collect::<Option<Vec<Step>>>().map(Minimum).ok_or_else(broken)
    }
}

impl fmt::Display for Minimum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            if let Some(above) = step.above {
                write!(f, "{above}<")?;
            }
            match step.amount {
                Amount::Number(number) => write!(f, "{number}")?,
                Amount::Percent(percent) => write!(f, "{percent}%")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_have_to_match() {
        for (text, clauses, needed) in [
            ("2", 3, 2),
            ("5", 3, 3),
            ("-1", 3, 2),
            ("-5", 3, 0),
            ("75%", 3, 2),
            ("50%", 3, 1),
            ("-25%", 3, 3),
            ("-25%", 4, 3),
            ("100%", 7, 7),
            ("0%", 7, 0),
            ("2<75%", 2, 2),
            ("2<75%", 4, 3),
            ("2<-25% 9<-3", 2, 2),
            ("2<-25% 9<-3", 8, 6),
            ("2 < -25%  9 < -3", 12, 9),
            (" 1 ", 2, 1),
        ] {
            assert_eq!(text.parse::<Minimum>().unwrap().of(clauses), needed, "{text} of {clauses}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_and_the_rest_prints_as_it_was() {
        for text in ["", "abc", "1.5", "<", "2<", "<3", "2<x", "%", "99999999999999999999"] {
            assert!(text.parse::<Minimum>().is_err(), "{text}");
        }
        for text in ["2", "-25%", "2<-25% 9<-3"] {
            assert_eq!(text.parse::<Minimum>().unwrap().to_string(), text);
        }
    }
}

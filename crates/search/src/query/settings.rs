//! What `dismax` and `edismax` are told beside the text.

use super::lexer::is_blank;
use super::limits::{Allowance, Depth};
use super::parser;
use super::{Minimum, Params, QueryError, Tree};
use crate::fields;

/// A field, and how much a match in it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedField {
    pub name: Box<str>,
    pub weight: f32,
}

/// A field in which words that stand together count more.
#[derive(Clone, Debug, PartialEq)]
pub struct PhraseField {
    pub field: WeightedField,
    /// How many words make a phrase; `None` for all.
    pub words: Option<usize>,
    /// Moves between them.
    pub slop: u32,
}

/// Settings as they count: defaults are filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where words without a field are looked for.
    pub fields: Vec<WeightedField>,
    /// `q.op=AND`
    pub all: bool,
    /// How many of the clauses have to match, where anybody said.
    pub minimum: Option<Minimum>,
    /// The share of the fields that are not the best in the score.
    pub tie: f32,
    /// Moves between the words of a phrase that the user quoted.
    pub phrase_slop: u32,
    pub phrases: Vec<PhraseField>,
    /// Queries that add to the score and find nobody.
    pub boosts: Vec<Tree>,
    /// Whether each word is looked for by itself, whatever the fields make of it.
    pub split: bool,
    /// Whether `and` and `or` between words are operators.
    pub lower_case_operators: bool,
}

impl Settings {
    /// Those that hold for a query.
    ///
    /// # Errors
    /// What names a field that there is not, holds no number where one should be, or is a boost query that is none.
    pub(super) fn read(params: &Params<'_>, allowance: &Allowance, depth: Depth) -> Result<Self, QueryError> {
        let default = params.get("df").unwrap_or(fields::DEFAULT_FIELD);
        let mut wanted = weighted("qf", params.get("qf").unwrap_or_default())?;
        if wanted.is_empty() {
            wanted.push(Wanted { name: default, weight: 1.0, slop: None });
        }
        for field in &wanted {
            if field.slop.is_some() || fields::find(field.name).is_none() {
                return Err(QueryError::parameter("qf", field.name, "there is no such field"));
            }
        }
        let boosts = params.get("bq").filter(|text| !text.trim_matches(is_blank).is_empty());
        let boosts = boosts.map(|text| {
            allowance.spend(text)?;
            // A boost query is in the classic language, whatever operator the user asked for.
            parser::read(text, &Params::new(&[]), allowance, depth)
        });
        Ok(Settings {
            fields: wanted.into_iter().map(Wanted::field).collect(),
            all: params.get("q.op").is_some_and(|it| it.eq_ignore_ascii_case("AND")),
            minimum: params.get("mm").map(str::parse).transpose()?,
            tie: decimal("tie", params)?.unwrap_or_default(),
            phrase_slop: slop("qs", params)?.unwrap_or_default(),
            phrases: phrases(params)?,
            boosts: boosts.transpose()?.into_iter().collect(),
            split: flag("sow", params),
            lower_case_operators: flag("lowercaseOperators", params),
        })
    }
}

/// Every word is looked for in every field: fields are bounded as words are.
const MOST_FIELDS: usize = 100;

struct Wanted<'t> {
    name: &'t str,
    weight: f32,
    slop: Option<u32>,
}

impl Wanted<'_> {
    fn field(self) -> WeightedField {
        WeightedField { name: self.name.into(), weight: self.weight }
    }
}

/// `name^weight name~slop^weight`
fn weighted<'t>(parameter: &'static str, text: &'t str) -> Result<Vec<Wanted<'t>>, QueryError> {
    let one = |text: &'t str| {
        let (rest, weight) = text.split_once('^').unwrap_or((text, ""));
        let (name, slop) = match rest.split_once('~') {
            Some((name, slop)) => (name, Some(slop)),
            None => (rest, None),
        };
        let slop = slop.filter(|slop| !slop.is_empty()).map(str::parse).transpose();
        let slop = slop.map_err(|_| QueryError::parameter(parameter, text, "the slop is no number"))?;
        match weight.parse::<f32>() {
            _ if weight.is_empty() => Ok(Wanted { name, weight: 1.0, slop }),
            Ok(weight) if weight.is_finite() && weight >= 0.0 => {
                Ok(Wanted { name, weight: parser::number(&weight.to_string()), slop })
            }
            _ => Err(QueryError::parameter(parameter, text, "the boost is no number")),
        }
    };
    let wanted: Vec<&str> = text.split(is_blank).filter(|it| !it.is_empty()).collect();
    if wanted.len() > MOST_FIELDS {
        return Err(QueryError::parameter(parameter, text, "these are more fields than there are"));
    }
    wanted.into_iter().map(one).collect()
}

fn phrases(params: &Params<'_>) -> Result<Vec<PhraseField>, QueryError> {
    let default = slop("ps", params)?.unwrap_or_default();
    let mut found = Vec::new();
    for (parameter, words, own) in [("pf", None, None), ("pf2", Some(2), Some("ps2")), ("pf3", Some(3), Some("ps3"))] {
        let own = own.map(|own| slop(own, params)).transpose()?.flatten().unwrap_or(default);
        for wanted in weighted(parameter, params.get(parameter).unwrap_or_default())? {
            // Unlike in `qf`, a field that there is not is no error here.
            if fields::find(wanted.name).is_some() {
                let slop = wanted.slop.unwrap_or(own);
                found.push(PhraseField { field: wanted.field(), words, slop });
            }
        }
    }
    Ok(found)
}

fn flag(name: &str, params: &Params<'_>) -> bool {
    matches!(params.get(name), Some("true" | "on" | "yes"))
}

fn slop(name: &'static str, params: &Params<'_>) -> Result<Option<u32>, QueryError> {
    let read = |text: &str| text.parse::<u32>().map_err(|_| QueryError::parameter(name, text, "it is no number"));
    params.get(name).map(read).transpose()
}

fn decimal(name: &'static str, params: &Params<'_>) -> Result<Option<f32>, QueryError> {
    let read = |text: &str| match text.parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err(QueryError::parameter(name, text, "it is a number from 0 to 1")),
    };
    params.get(name).map(read).transpose()
}

//! What parts of a plan can add to a score at most, and what it costs to look at who has them.

use std::collections::HashSet;

use super::query::Compiler;
use crate::fields::is_exact;
use crate::memory::{Statistics, most, rarity};
use crate::plan::{Occur, Plan};

/// A word of a field.
pub(super) type Word<'p> = (usize, &'p str);

/// A part of a plan of which any is enough to be found.
pub(super) struct Part {
    /// Its number, in the order of the plan.
    pub number: usize,
    /// What it adds to a score at most.
    pub most: f32,
    /// Entries of lists, about.
    pub cost: u64,
}

/// Calls `each` with the parts of a plan of which any is enough, in order, each with the factor of its scores.
pub(super) fn each_part<'p>(plan: &'p Plan, times: f32, each: &mut dyn FnMut(&'p Plan, f32)) {
    match plan {
        Plan::Times(plan, by) if *by >= 0.0 => each_part(plan, times * by, each),
        _ => match alternatives(plan) {
            Some(plans) => plans.into_iter().for_each(|plan| each_part(plan, times, each)),
            None => each(plan, times),
        },
    }
}

/// The plans of which any is enough, and whose scores come to no more than their sum.
pub(super) fn alternatives(plan: &Plan) -> Option<Vec<&Plan>> {
    match plan {
        Plan::Best { of, tie } if (0.0..=1.0).contains(tie) => Some(of.iter().collect()),
        Plan::Clauses { clauses, least: 0..=1 } if clauses.iter().all(|(occur, _)| *occur == Occur::Optional) => {
            Some(clauses.iter().map(|(_, plan)| plan).collect())
        }
        _ => None,
    }
}

/// A plan with some of its parts alone. `number` is that of the first.
pub(super) fn only(plan: &Plan, number: &mut usize, is_kept: &dyn Fn(usize) -> bool) -> Plan {
    let mut only = |plan: &Plan| only(plan, number, is_kept);
    match plan {
        Plan::Times(plan, by) if *by >= 0.0 => Plan::Times(Box::new(only(plan)), *by),
        Plan::Best { of, tie } if alternatives(plan).is_some() => {
            Plan::Best { of: of.iter().map(only).collect(), tie: *tie }
        }
        Plan::Clauses { clauses, least } if alternatives(plan).is_some() => {
            let clauses = clauses.iter().map(|(occur, plan)| (*occur, only(plan))).collect();
            Plan::Clauses { clauses, least: *least }
        }
        _ => {
            *number += 1;
            if is_kept(*number - 1) { plan.clone() } else { Plan::Nothing }
        }
    }
}

/// Whether everybody who matches some of it is gathered before anybody can be looked at.
pub(super) fn is_gathered(plan: &Plan) -> bool {
    match plan {
        Plan::Terms { like, .. } => !like.is_any(),
        Plan::Fuzzy { .. } | Plan::Moments { .. } => true,
        Plan::All | Plan::Nothing | Plan::Term { .. } | Plan::Phrase { .. } => false,
        Plan::Clauses { clauses, .. } => clauses.iter().any(|(_, plan)| is_gathered(plan)),
        Plan::Best { of, .. } => of.iter().any(is_gathered),
        Plan::Times(plan, _) | Plan::Constant(plan, _) => is_gathered(plan),
    }
}

impl Compiler<'_> {
    /// The parts of a plan of which any is enough, those that may add the most first.
    pub fn parts(&self, plan: &Plan) -> tantivy::Result<Vec<Part>> {
        let mut plans = Vec::new();
        each_part(plan, 1.0, &mut |plan, times| plans.push((plan, times)));
        let mut parts = Vec::with_capacity(plans.len());
        for (number, (plan, times)) in plans.into_iter().enumerate() {
            parts.push(Part { number, most: times * self.most(plan, &HashSet::new()), cost: self.cost(plan)? });
        }
        parts.sort_by(|one, other| other.most.total_cmp(&one.most));
        Ok(parts)
    }

    /// What a plan adds to the score of somebody at most who has none of these words; infinite where that is not known.
    pub fn most(&self, plan: &Plan, without: &HashSet<Word<'_>>) -> f32 {
        let most = |plan: &Plan| self.most(plan, without);
        match plan {
            Plan::Nothing => 0.0,
            Plan::All | Plan::Terms { .. } | Plan::Moments { .. } => 1.0,
            Plan::Term { field, term } if without.contains(&(*field, &**term)) => 0.0,
            Plan::Term { field, term } => self.most_of_words(*field, std::slice::from_ref(term), 0),
            Plan::Phrase { field, terms, .. } if terms.iter().any(|it| without.contains(&(*field, &**it))) => 0.0,
            Plan::Phrase { field, terms, slop } => self.most_of_words(*field, terms, *slop),
            Plan::Fuzzy { .. } => f32::INFINITY,
            Plan::Clauses { clauses, .. } => {
                clauses.iter().filter(|(occur, _)| *occur != Occur::Prohibited).map(|(_, plan)| most(plan)).sum()
            }
            Plan::Best { of, tie } => {
                let all = of.iter().map(most);
                let best = all.clone().fold(0.0, f32::max);
                best + tie.max(0.0) * (all.sum::<f32>() - best)
            }
            Plan::Times(plan, by) if *by >= 0.0 => by * most(plan),
            Plan::Times(..) => f32::INFINITY,
            Plan::Constant(_, score) => score.max(0.0),
        }
    }

    fn most_of_words(&self, field: usize, words: &[Box<str>], slop: u32) -> f32 {
        let rarity: f32 = words.iter().map(|it| rarity(self.statistics, self.statistics.frequency(field, it))).sum();
        if is_exact(field) {
            return rarity;
        }
        // The more often they are in a text, the longer it is. Words that overlap, and loose ones, take less room.
        let apart = words.iter().collect::<HashSet<_>>().len() == words.len();
        let length = match slop {
            0 if apart => words.len(),
            0 => 1,
            _ => 0,
        };
        most(rarity, length, self.statistics.average_length(field))
    }

    /// Entries of the lists that are gone through for a plan, about.
    fn cost(&self, plan: &Plan) -> tantivy::Result<u64> {
        let words = |field: usize, words: &[Box<str>]| -> tantivy::Result<u64> {
            let frequencies = words.iter().map(|text| self.length(&self.layout.term(field, text)));
            frequencies.reduce(|one, other| Ok(one?.min(other?))).unwrap_or(Ok(0))
        };
        Ok(match plan {
            Plan::Nothing => 0,
            Plan::Term { field, term } => words(*field, std::slice::from_ref(term))?,
            Plan::Phrase { field, terms, slop } => match &*self.rows(*field, terms, *slop) {
                [] => words(*field, terms)?,
                [row, ..] => self.length(row)?,
            },
            Plan::Times(plan, _) | Plan::Constant(plan, _) => self.cost(plan)?,
            Plan::Clauses { clauses, .. } => {
                let mut costs = (None, 0);
                for (occur, plan) in clauses.iter().filter(|(occur, _)| *occur != Occur::Prohibited) {
                    let cost = self.cost(plan)?;
                    match occur {
                        Occur::Required => costs.0 = Some(costs.0.map_or(cost, |least: u64| least.min(cost))),
                        _ => costs.1 += cost,
                    }
                }
                costs.0.unwrap_or(costs.1)
            }
            Plan::Best { of, .. } => of.iter().map(|plan| self.cost(plan)).sum::<tantivy::Result<u64>>()?,
            Plan::Terms { field, like } if like.is_any() => self.length(&self.layout.present(*field))?,
            Plan::All | Plan::Terms { .. } | Plan::Fuzzy { .. } | Plan::Moments { .. } => self.searcher.num_docs(),
        })
    }
}

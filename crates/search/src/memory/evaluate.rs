//! Which documents match a plan, and how well.

use super::score::{rarity, score};
use super::terms::{Entries, Entry};
use super::{Budget, Collection, Statistics, TooExpensive, phrase};
use crate::fields::is_exact;
use crate::plan::{Matcher, Occur, Plan, Rest};

/// Numbers of documents in order, each with its score.
pub(super) type Matches = Vec<(u32, f32)>;

/// Everybody who matches a plan.
pub(super) fn matches(
    collection: &Collection,
    plan: &Plan,
    statistics: &dyn Statistics,
    budget: &mut Budget,
) -> Result<Matches, TooExpensive> {
    Evaluation { collection, statistics, budget }.plan(plan)
}

/// Those of the first that are in the second as well.
pub(super) fn only(found: Matches, kept: &Matches) -> Matches {
    let mut kept = kept.iter().map(|(document, _)| *document).peekable();
    let is_kept = |(document, _): &(u32, f32)| {
        while kept.next_if(|it| it < document).is_some() {}
        kept.peek() == Some(document)
    };
    found.into_iter().filter(is_kept).collect()
}

struct Evaluation<'e> {
    collection: &'e Collection,
    statistics: &'e dyn Statistics,
    budget: &'e mut Budget,
}

impl<'e> Evaluation<'e> {
    fn plan(&mut self, plan: &Plan) -> Result<Matches, TooExpensive> {
        match plan {
            Plan::All => {
                self.budget.spend(self.collection.len() as u64)?;
                Ok((0..self.collection.orcids.len() as u32).map(|document| (document, 1.0)).collect())
            }
            Plan::Nothing => Ok(Vec::new()),
            Plan::Term { field, term } => self.term(*field, term),
            Plan::Phrase { field, terms, slop } => self.phrase(*field, terms, *slop),
            Plan::Terms { field, like } => self.terms(*field, like),
            Plan::Fuzzy { field, term, prefix, edits } => self.fuzzy(*field, term, *prefix, *edits),
            Plan::Moments { field, from, to } => {
                let moments = self.collection.moments(*field);
                self.budget.spend(moments.len() as u64)?;
                let is_in = |moment: &Option<_>| moment.is_some_and(|moment| (*from..=*to).contains(&moment));
                let matching = moments.iter().enumerate().filter(|(_, moment)| is_in(moment));
                Ok(matching.map(|(document, _)| (document as u32, 1.0)).collect())
            }
            Plan::Clauses { clauses, least } => self.clauses(clauses, *least),
            Plan::Best { of, tie } => self.best(of, *tie),
            Plan::Times(plan, by) => self.scored(plan, |score| score * by),
            Plan::Constant(plan, score) => self.scored(plan, |_| *score),
        }
    }

    fn scored(&mut self, plan: &Plan, to: impl Fn(f32) -> f32) -> Result<Matches, TooExpensive> {
        let mut found = self.plan(plan)?;
        self.budget.spend(found.len() as u64)?;
        found.iter_mut().for_each(|(_, score)| *score = to(*score));
        Ok(found)
    }

    fn entries(&mut self, field: usize, term: &str) -> Result<Entries<'e>, TooExpensive> {
        let entries = self.collection.fields[field].entries(term);
        self.budget.spend(1 + entries.len() as u64)?;
        Ok(entries)
    }

    fn length(&self, field: usize, document: u32) -> u32 {
        self.collection.fields[field].lengths[document as usize]
    }

    fn term(&mut self, field: usize, term: &str) -> Result<Matches, TooExpensive> {
        let entries = self.entries(field, term)?;
        let rarity = rarity(self.statistics, self.statistics.frequency(field, term));
        if is_exact(field) {
            return Ok(entries.iter().map(|entry| (entry.document, rarity)).collect());
        }
        let average = self.statistics.average_length(field);
        let scored = |entry: Entry<'_>| {
            let times = entry.positions.len() as f32;
            (entry.document, score(rarity, times, self.length(field, entry.document), average))
        };
        Ok(entries.iter().map(scored).collect())
    }

    fn phrase(&mut self, field: usize, terms: &[Box<str>], slop: u32) -> Result<Matches, TooExpensive> {
        let mut lists = Vec::with_capacity(terms.len());
        for term in terms {
            lists.push(self.entries(field, term)?);
        }
        let same = phrase::Repeats::of(terms);
        let rarity: f32 =
            terms.iter().map(|term| rarity(self.statistics, self.statistics.frequency(field, term))).sum();
        let average = self.statistics.average_length(field);
        let Some(shortest) = lists.iter().min_by_key(|list| list.len()).copied() else { return Ok(Vec::new()) };
        let mut at = vec![0; lists.len()];
        let mut found = Vec::new();
        'documents: for entry in shortest.iter() {
            let mut positions: Vec<&[u32]> = Vec::with_capacity(lists.len());
            for (list, at) in lists.iter().zip(&mut at) {
                while list.get(*at).is_some_and(|it| it.document < entry.document) {
                    *at += 1;
                }
                match list.get(*at) {
                    Some(own) if own.document == entry.document => positions.push(own.positions),
                    Some(_) => continue 'documents,
                    None => break 'documents,
                }
            }
            self.budget.spend(phrase::work(&positions, &same, slop))?;
            let times = phrase::times(&positions, &same, slop);
            if times > 0.0 {
                let length = self.length(field, entry.document);
                found.push((entry.document, score(rarity, times, length, average)));
            }
        }
        Ok(found)
    }

    /// However many terms there are, a document counts once.
    fn terms(&mut self, field: usize, like: &Matcher) -> Result<Matches, TooExpensive> {
        let mut is_in = Marks::new(self.collection.len());
        if let Rest::OneOf(terms) = &like.rest {
            for term in terms {
                let entries = self.entries(field, &format!("{}{term}", like.prefix))?;
                entries.iter().for_each(|entry| is_in.mark(entry.document));
            }
            return Ok(is_in.into_matches());
        }
        for (term, entries) in self.collection.fields[field].from(&like.first()) {
            if like.is_past(term) {
                break;
            }
            self.budget.spend(like.work(term))?;
            if like.matches(term) {
                self.budget.spend(entries.len() as u64)?;
                entries.iter().for_each(|entry| is_in.mark(entry.document));
            }
        }
        Ok(is_in.into_matches())
    }

    fn fuzzy(&mut self, field: usize, wanted: &str, prefix: usize, edits: usize) -> Result<Matches, TooExpensive> {
        let (space, text) = wanted.split_at(prefix);
        let length = text.chars().count();
        let mut near: Vec<(usize, usize, &str, Entries<'_>)> = Vec::new();
        for (term, entries) in self.collection.fields[field].from(space) {
            let Some(own) = term.strip_prefix(space) else { break };
            let own_length = own.chars().count();
            self.budget.spend(1 + own.len() as u64 / 64)?;
            if own_length.abs_diff(length) <= edits {
                self.budget.spend((own_length * length) as u64 / 16)?;
                let distance = strsim::osa_distance(text, own);
                if distance <= edits {
                    near.push((distance, own_length, term, entries));
                }
            }
        }
        // The nearest; of those that are as near, the first by letters.
        let nearness =
            |(distance, own_length, ..): &(usize, usize, &str, Entries<'_>)| nearness(*distance, length, *own_length);
        near.sort_by(|one, other| nearness(other).total_cmp(&nearness(one)).then(one.2.cmp(other.2)));
        near.truncate(NEAREST);
        let frequency = near.iter().map(|(_, _, term, _)| self.statistics.frequency(field, term)).max();
        let rarity = rarity(self.statistics, frequency.unwrap_or_default());
        let average = self.statistics.average_length(field);
        let mut found = Sum::default();
        for term in &near {
            self.budget.spend(term.3.len() as u64)?;
            let by = nearness(term);
            found.add(term.3.iter().map(|entry| {
                if is_exact(field) {
                    return (entry.document, by * rarity);
                }
                let length = self.length(field, entry.document);
                (entry.document, by * score(rarity, entry.positions.len() as f32, length, average))
            }));
        }
        Ok(found.into_matches().into_iter().map(|(document, scores)| (document, scores.total)).collect())
    }

    fn clauses(&mut self, clauses: &[(Occur, Plan)], least: usize) -> Result<Matches, TooExpensive> {
        let mut required: Option<Matches> = None;
        let mut optional = Sum::default();
        let mut prohibited = Vec::new();
        for (occur, plan) in clauses {
            let found = self.plan(plan)?;
            self.budget.spend(found.len() as u64)?;
            match occur {
                Occur::Required => {
                    required = Some(match required {
                        None => found,
                        Some(before) => both(before, &found),
                    });
                }
                Occur::Optional => optional.add(found.into_iter()),
                Occur::Prohibited => prohibited.push(found),
            }
        }
        let optional = optional.into_matches();
        let mut found: Matches = match required {
            None => {
                let enough = optional.into_iter().filter(|(_, scores)| scores.count >= least);
                enough.map(|(document, scores)| (document, scores.total)).collect()
            }
            Some(required) => {
                let mut optional = optional.into_iter().peekable();
                let add = |(document, score): (u32, f32)| {
                    while optional.next_if(|(it, _)| *it < document).is_some() {}
                    let own = optional.next_if(|(it, _)| *it == document).map(|(_, scores)| scores).unwrap_or_default();
                    (own.count >= least).then_some((document, score + own.total))
                };
                required.into_iter().filter_map(add).collect()
            }
        };
        for documents in &prohibited {
            found = without(found, documents);
        }
        Ok(found)
    }

    fn best(&mut self, of: &[Plan], tie: f32) -> Result<Matches, TooExpensive> {
        let mut sum = Sum::default();
        for plan in of {
            let found = self.plan(plan)?;
            self.budget.spend(found.len() as u64)?;
            sum.add(found.into_iter());
        }
        let best = |scores: Scores| scores.best + tie * (scores.total - scores.best);
        Ok(sum.into_matches().into_iter().map(|(document, scores)| (document, best(scores))).collect())
    }
}

/// So many terms of those that are near count (`FuzzyQuery.defaultMaxExpansions`).
pub(crate) const NEAREST: usize = 50;

/// The share of a term that stays, from 0 to 1, when so many edits make it one of another length.
pub(crate) fn nearness(edits: usize, length: usize, other: usize) -> f32 {
    (1.0 - edits as f32 / length.min(other).max(1) as f32).max(0.0)
}

/// Those in both; scores add up.
fn both(one: Matches, other: &Matches) -> Matches {
    let mut other = other.iter().peekable();
    let in_both = |(document, score): (u32, f32)| {
        while other.next_if(|(it, _)| *it < document).is_some() {}
        other.next_if(|(it, _)| *it == document).map(|(_, more)| (document, score + more))
    };
    one.into_iter().filter_map(in_both).collect()
}

fn without(found: Matches, others: &Matches) -> Matches {
    let mut others = others.iter().map(|(document, _)| *document).peekable();
    let stays = |(document, _): &(u32, f32)| {
        while others.next_if(|it| it < document).is_some() {}
        others.peek() != Some(document)
    };
    found.into_iter().filter(stays).collect()
}

/// What the clauses that a document matches say of it.
#[derive(Clone, Copy, Debug, Default)]
struct Scores {
    total: f32,
    best: f32,
    count: usize,
}

/// Matches of several plans, in the order of the plans.
#[derive(Default)]
struct Sum(Vec<(u32, f32)>);

impl Sum {
    fn add(&mut self, found: impl Iterator<Item = (u32, f32)>) {
        self.0.extend(found);
    }

    /// One for each document, in order. Scores are added in the order of the plans, so that a sum is always the same.
    fn into_matches(self) -> Vec<(u32, Scores)> {
        let mut all = self.0;
        all.sort_by_key(|(document, _)| *document);
        let mut found: Vec<(u32, Scores)> = Vec::new();
        for (document, score) in all {
            match found.last_mut() {
                Some((same, scores)) if *same == document => {
                    scores.total += score;
                    scores.best = scores.best.max(score);
                    scores.count += 1;
                }
                _ => found.push((document, Scores { total: score, best: score, count: 1 })),
            }
        }
        found
    }
}

/// Documents, each a bit.
struct Marks(Vec<u64>);

impl Marks {
    fn new(documents: usize) -> Self {
        Marks(vec![0; documents.div_ceil(64)])
    }

    fn mark(&mut self, document: u32) {
        self.0[document as usize / 64] |= 1 << (document % 64);
    }

    fn into_matches(self) -> Matches {
        let mut found = Vec::new();
        for (index, mut word) in self.0.into_iter().enumerate() {
            while word != 0 {
                found.push((index as u32 * 64 + word.trailing_zeros(), 1.0));
                word &= word - 1;
            }
        }
        found
    }
}

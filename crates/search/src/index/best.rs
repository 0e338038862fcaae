//! The page of the best, without scoring everybody.
//!
//! All who match are counted, which is a walk along lists of numbers. But whoever has a frequent word in a field that counts
//! little, and nothing else, does not come onto the page: it is enough to score those who have one of the parts of the plan
//! that count more, once so many of them are better than the others can be.

use std::collections::HashSet;

use tantivy::query::{Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader};

use super::IndexError;
use super::bounds::{self, Part, Word};
use super::collect::{Best, Collection, Here, Match};
use super::query::Compiler;
use crate::order::Found;
use crate::plan::{Occur, Plan, Search};

/// Sums of scores differ in their last digits, and those of the engine from ours.
const CLOSE: f32 = 1.001;
/// First those who have one of the parts that count most are looked at, as many parts as have this share of all entries.
const FIRST: u64 = 8;

/// The page of those who match best, from this one on.
pub(super) fn page(
    compiler: &Compiler<'_>,
    collection: &Collection<'_>,
    search: &Search,
    from: usize,
    most: usize,
) -> Result<Found, IndexError> {
    let keep = from.saturating_add(most);
    let count = || collection.count(&*compiler.unscored(&*compiler.search(search)?)?);
    if keep == 0 {
        return Ok(Found { total: count()?, ..Found::default() });
    }
    let (main, extras) = main(&search.plan);
    let parts = compiler.parts(main)?;
    let selection = Selection { compiler, collection, search, main, extras, parts, keep };
    let Some(first) = selection.first() else {
        return collection.best(&*compiler.weight(&*compiler.search(search)?)?, from, most);
    };
    let total = count()?;
    let mut best = selection.among(first, f32::NEG_INFINITY)?;
    if !selection.is_enough(first, best.least) {
        best = match selection.next(best.least) {
            Some(next) => selection.among(next, best.least)?,
            None => return collection.best(&*compiler.weight(&*compiler.search(search)?)?, from, most),
        };
    }
    Ok(Found { total, hits: best.page(from, most), facets: None })
}

/// What decides who is found, and what only adds to scores.
fn main(plan: &Plan) -> (&Plan, Vec<&Plan>) {
    if let Plan::Clauses { clauses, least: 0 } = plan
        && let [(Occur::Required, main), extras @ ..] = &**clauses
        && extras.iter().all(|(occur, _)| *occur == Occur::Optional)
    {
        return (main, extras.iter().map(|(_, plan)| plan).collect());
    }
    (plan, Vec::new())
}

/// Parts that have to be looked at: the first so many of those that count most.
#[derive(Clone, Copy)]
struct Heavy(usize);

struct Selection<'s> {
    compiler: &'s Compiler<'s>,
    collection: &'s Collection<'s>,
    search: &'s Search,
    main: &'s Plan,
    extras: Vec<&'s Plan>,
    /// Those that may add the most first.
    parts: Vec<Part>,
    keep: usize,
}

impl Selection<'_> {
    fn cost(&self, Heavy(parts): Heavy) -> u64 {
        self.parts[..parts].iter().map(|part| part.cost).sum()
    }

    /// Whether it is cheaper to look at these by themselves.
    fn is_worth_it(&self, heavy: Heavy) -> bool {
        heavy.0 < self.parts.len() && self.cost(heavy) <= self.cost(Heavy(self.parts.len())) / 2
    }

    /// Where to begin; `None` where everybody is looked at in one go.
    fn first(&self) -> Option<Heavy> {
        let all = self.cost(Heavy(self.parts.len()));
        let is_gathered = self.search.filter.iter().chain([&self.search.plan]).any(bounds::is_gathered);
        if all <= self.keep as u64 || is_gathered {
            return None;
        }
        let fits = |parts: &usize| self.cost(Heavy(*parts)) <= all / FIRST;
        let most = (1..self.parts.len()).take_while(fits).last().unwrap_or(1);
        Some(Heavy(most)).filter(|heavy| self.is_worth_it(*heavy))
    }

    /// The fewest parts without which nobody scores as much as this.
    fn next(&self, least: Score) -> Option<Heavy> {
        let next = (1..self.parts.len()).map(Heavy).find(|heavy| self.is_enough(*heavy, least))?;
        Some(next).filter(|heavy| self.is_worth_it(*heavy))
    }

    /// Whether everybody who has none of these parts scores less.
    fn is_enough(&self, heavy: Heavy, least: Score) -> bool {
        let (light, mut words) = (self.without(heavy), HashSet::new());
        let mut number = 0;
        bounds::each_part(self.main, 1.0, &mut |plan, _| {
            if self.is_heavy(heavy, number) {
                words.extend(word(plan));
            }
            number += 1;
        });
        let most = |plan: &Plan| self.compiler.most(plan, &words);
        let others = most(&light) + self.extras.iter().map(|plan| most(plan)).sum::<f32>();
        // What is not known is infinite, or no number.
        others * CLOSE < least
    }

    fn is_heavy(&self, Heavy(parts): Heavy, number: usize) -> bool {
        self.parts[..parts].iter().any(|part| part.number == number)
    }

    fn with(&self, heavy: Heavy) -> Plan {
        bounds::only(self.main, &mut 0, &|number| self.is_heavy(heavy, number))
    }

    fn without(&self, heavy: Heavy) -> Plan {
        bounds::only(self.main, &mut 0, &|number| !self.is_heavy(heavy, number))
    }

    /// The best of those who have one of these parts and score no less than this.
    fn among(&self, heavy: Heavy, least: Score) -> Result<Best, IndexError> {
        let compiler = self.compiler;
        let with = compiler.filtered(&self.with(heavy), self.search.filter.as_ref())?;
        let with = compiler.weight(&*with)?;
        let none = HashSet::new();
        let rest = compiler.most(&self.without(heavy), &none)
            + self.extras.iter().map(|plan| compiler.most(plan, &none)).sum::<f32>();
        let whole = Whole::of(&Compiler { charges: false, ..*compiler }, &self.search.plan)?;
        let mut best = Best::new(self.keep);
        best.least = least;
        for (segment, reader) in self.collection.searcher.segment_readers().iter().enumerate() {
            let here = Here::of(self.collection, reader)?;
            let mut whole = whole.scored(reader)?;
            let mut spent = Ok(());
            with.for_each(reader, &mut |document, score| {
                // Nothing that the others add brings it onto the page.
                if (score + rest) * CLOSE < best.least || spent.is_err() {
                    return;
                }
                spent = compiler.work.spend(1);
                let Some(score) = whole.score(document).filter(|score| *score >= best.least) else { return };
                if let Some(base) = here.whose(document) {
                    best.push(Match { base, score, segment, document });
                }
            })?;
            spent?;
        }
        best.cut();
        Ok(best)
    }
}

/// The word that a part asks for, where it is one.
fn word(plan: &Plan) -> Option<Word<'_>> {
    match plan {
        Plan::Term { field, term } => Some((*field, term)),
        _ => None,
    }
}

/// A plan, to be asked what those score who are known to match: what it consists of is sought there, and nowhere else.
enum Whole<P> {
    Sum(Vec<Whole<P>>),
    Best(Vec<Whole<P>>, f32),
    Times(Box<Whole<P>>, f32),
    Part(P),
}

impl<P> Whole<P> {
    fn map<Q>(&self, to: &mut dyn FnMut(&P) -> tantivy::Result<Q>) -> tantivy::Result<Whole<Q>> {
        Ok(match self {
            Whole::Sum(of) => Whole::Sum(of.iter().map(|it| it.map(to)).collect::<tantivy::Result<_>>()?),
            Whole::Best(of, tie) => Whole::Best(of.iter().map(|it| it.map(to)).collect::<tantivy::Result<_>>()?, *tie),
            Whole::Times(of, by) => Whole::Times(Box::new(of.map(to)?), *by),
            Whole::Part(part) => Whole::Part(to(part)?),
        })
    }
}

impl Whole<Box<dyn Weight>> {
    fn of(compiler: &Compiler<'_>, plan: &Plan) -> tantivy::Result<Self> {
        let (main, extras) = main(plan);
        let main = Whole::parts_of(main).map(&mut |plan| compiler.weight(&*compiler.plan(plan)?))?;
        if extras.is_empty() {
            return Ok(main);
        }
        let mut all = vec![main];
        for plan in extras {
            all.push(Whole::parts_of(plan).map(&mut |plan| compiler.weight(&*compiler.plan(plan)?))?);
        }
        Ok(Whole::Sum(all))
    }

    fn scored(&self, reader: &SegmentReader) -> tantivy::Result<Whole<Box<dyn Scorer>>> {
        self.map(&mut |weight| weight.scorer(reader, 1.0))
    }
}

impl<'p> Whole<&'p Plan> {
    fn parts_of(plan: &'p Plan) -> Self {
        match plan {
            Plan::Times(plan, by) => Whole::Times(Box::new(Whole::parts_of(plan)), *by),
            Plan::Best { of, tie } => Whole::Best(of.iter().map(Whole::parts_of).collect(), *tie),
            _ => match bounds::alternatives(plan) {
                Some(of) => Whole::Sum(of.into_iter().map(Whole::parts_of).collect()),
                None => Whole::Part(plan),
            },
        }
    }
}

impl Whole<Box<dyn Scorer>> {
    /// What a document scores, if it matches. Documents come in order.
    fn score(&mut self, document: DocId) -> Option<Score> {
        match self {
            Whole::Sum(of) => of.iter_mut().filter_map(|it| it.score(document)).reduce(|one, other| one + other),
            Whole::Best(of, tie) => {
                let (mut best, mut all) = (None, 0.0);
                for score in of.iter_mut().filter_map(|it| it.score(document)) {
                    best = Some(best.map_or(score, |best: Score| best.max(score)));
                    all += score;
                }
                best.map(|best| best + *tie * (all - best))
            }
            Whole::Times(of, by) => of.score(document).map(|score| score * *by),
            Whole::Part(scorer) => {
                let at = if scorer.doc() < document { scorer.seek(document) } else { scorer.doc() };
                (at == document).then(|| scorer.score())
            }
        }
    }
}

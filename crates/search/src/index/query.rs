//! Plans as queries of the engine.

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery,
    EnableScoring, Occur, Query, TermQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::known::Known;
use super::phrase::Phrase;
use super::terms::{Between, Like};
use super::work::Work;
use super::writer::reverse;
use super::{Layout, emails, fuzzy, rows};
use crate::fields::{FIELDS, Quoted, is_exact, place};
use crate::memory::phrase::Repeats;
use crate::memory::{Statistics, rarity};
use crate::plan::{self, Matcher, Plan, Rest, Search};
use crate::query::Part;

type Compiled = tantivy::Result<Box<dyn Query>>;

/// Makes queries for an index at a moment.
pub(super) struct Compiler<'c> {
    pub searcher: &'c Searcher,
    pub layout: &'c Layout,
    pub statistics: &'c Known<'c>,
    pub work: &'c Work,
    /// Whether lists are paid for as a whole, or only where something is looked for in them.
    pub charges: bool,
}

/// The statistics by which the engine scores.
pub(super) struct Provider<'c> {
    pub statistics: &'c dyn Statistics,
    pub layout: &'c Layout,
}

impl Provider<'_> {
    fn place(&self, field: Field) -> usize {
        self.layout.fields.iter().position(|own| *own == field).unwrap_or_default()
    }
}

impl Bm25StatisticsProvider for Provider<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        // The engine divides by the number of documents again.
        let average = self.statistics.average_length(self.place(field));
        Ok((f64::from(average) * self.statistics.documents() as f64).round() as u64)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.statistics.documents())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let text = term.value();
        let frequency = self.statistics.frequency(self.place(term.field()), text.as_str().unwrap_or_default());
        // Statistics may lag behind, and the engine insists.
        Ok(frequency.min(self.statistics.documents()))
    }
}

impl Compiler<'_> {
    pub fn search(&self, search: &Search) -> Compiled {
        self.filtered(&search.plan, search.filter.as_ref())
    }

    /// Those who match a plan, of those who match another.
    pub fn filtered(&self, plan: &Plan, filter: Option<&Plan>) -> Compiled {
        let query = self.plan(plan)?;
        Ok(match filter {
            None => query,
            Some(filter) => {
                let filter = ConstScoreQuery::new(self.plan(filter)?, 0.0);
                Box::new(BooleanQuery::intersection(vec![query, Box::new(filter)]))
            }
        })
    }

    /// A query with its scores.
    pub fn weight(&self, query: &dyn Query) -> tantivy::Result<Box<dyn Weight>> {
        let provider = Provider { statistics: self.statistics, layout: self.layout };
        query.weight(EnableScoring::enabled_from_statistics_provider(&provider, self.searcher))
    }

    /// A query that only says who matches.
    pub fn unscored(&self, query: &dyn Query) -> tantivy::Result<Box<dyn Weight>> {
        query.weight(EnableScoring::disabled_from_searcher(self.searcher))
    }

    pub fn plan(&self, plan: &Plan) -> Compiled {
        Ok(match plan {
            Plan::All => {
                self.work.spend(self.searcher.num_docs())?;
                // By itself the engine forgets what it counts beside other clauses.
                Box::new(ConstScoreQuery::new(Box::new(AllQuery), 1.0))
            }
            Plan::Nothing => Box::new(EmptyQuery),
            Plan::Term { field, term } => self.term(*field, term)?,
            Plan::Phrase { field, terms, slop } => self.phrase(*field, terms, *slop)?,
            Plan::Terms { field, like } if like.is_any() => self.present(*field)?,
            Plan::Terms { field, like } => Box::new(self.like(*field, like)),
            Plan::Fuzzy { field, term, prefix, edits } => self.fuzzy(*field, term, *prefix, *edits)?,
            Plan::Moments { field, from, to } => {
                self.work.spend(self.searcher.num_docs())?;
                Box::new(Between { name: FIELDS[*field].name, from: from.millis(), to: to.millis() })
            }
            Plan::Clauses { clauses, least } => self.clauses(clauses, *least)?,
            Plan::Best { of, tie } => {
                let of = of.iter().map(|plan| self.plan(plan)).collect::<tantivy::Result<_>>()?;
                Box::new(DisjunctionMaxQuery::with_tie_breaker(of, *tie))
            }
            Plan::Times(plan, by) => Box::new(BoostQuery::new(self.plan(plan)?, *by)),
            Plan::Constant(plan, score) => Box::new(ConstScoreQuery::new(self.plan(plan)?, *score)),
        })
    }

    /// How many entries the lists of a term have.
    pub fn length(&self, term: &Term) -> tantivy::Result<u64> {
        self.statistics.length(self.searcher, term)
    }

    /// Charges for the list of a term, which the engine reads later.
    fn charge(&self, term: &Term) -> tantivy::Result<()> {
        if self.charges { self.work.spend(1 + self.length(term)?) } else { Ok(()) }
    }

    fn term(&self, field: usize, text: &str) -> Compiled {
        let term = self.layout.term(field, text);
        self.charge(&term)?;
        if is_exact(field) {
            let rarity = rarity(self.statistics, self.statistics.frequency(field, text));
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            return Ok(Box::new(ConstScoreQuery::new(Box::new(query), rarity)));
        }
        Ok(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
    }

    fn phrase(&self, field: usize, texts: &[Box<str>], slop: u32) -> Compiled {
        let term = |text: &str| self.layout.term(field, text);
        let rows = self.rows(field, texts, slop);
        let says_it_all = rows.len() == 1 && FIELDS[field].quoted == Quoted::Here;
        let words: Vec<Term> = if says_it_all { Vec::new() } else { texts.iter().map(|text| term(text)).collect() };
        // Where there are rows, they lead, and words are looked at where those are.
        let leading = if rows.is_empty() { &words } else { &rows };
        leading.iter().try_for_each(|term| self.charge(term))?;
        let rarity = |text: &str| rarity(self.statistics, self.statistics.frequency(field, text));
        Ok(Box::new(Phrase {
            field: self.layout.fields[field],
            words,
            rows,
            repeats: Repeats::of(texts),
            slop,
            rarity: texts.iter().map(|text| rarity(text)).sum(),
            average: self.statistics.average_length(field),
            work: self.work.clone(),
        }))
    }

    /// The terms of words that have to stand in a row, where the field has such: who has the phrase has each of them.
    pub fn rows(&self, field: usize, texts: &[Box<str>], slop: u32) -> Vec<Term> {
        let within = match FIELDS.get(field).map(|row| row.quoted) {
            Some(Quoted::Within(name)) => place(name),
            Some(Quoted::Here | Quoted::Nowhere) | None => field,
        };
        match self.layout.rows[within] {
            Some(own) if slop == 0 => rows::terms(texts).map(|row| Term::from_field_text(own, &row)).collect(),
            _ => Vec::new(),
        }
    }

    /// Everybody who has the field: all of its terms would be gone through for it.
    fn present(&self, field: usize) -> Compiled {
        let term = self.layout.present(field);
        self.charge(&term)?;
        Ok(Box::new(ConstScoreQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), 1.0)))
    }

    fn like(&self, field: usize, like: &Matcher) -> Like {
        // All of a domain is what begins so from behind.
        if let Rest::Pattern(parts) = &like.rest
            && let [Part::Any, Part::Text(end)] = &**parts
            && field == emails()
        {
            let reversed = Matcher { prefix: reverse(end).into(), rest: Rest::Any, skip: 0 };
            return Like::new(self.layout.reversed, reversed, self.work.clone());
        }
        Like::new(self.layout.fields[field], like.clone(), self.work.clone())
    }

    fn fuzzy(&self, field: usize, wanted: &str, prefix: usize, edits: usize) -> Compiled {
        let near = fuzzy::near(self.searcher, self.layout.fields[field], wanted, prefix, edits, self.work)?;
        let frequencies: Vec<u64> = near.iter().map(|(_, term)| self.statistics.frequency(field, term)).collect();
        let shared = rarity(self.statistics, frequencies.iter().copied().max().unwrap_or_default());
        let mut of: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(near.len());
        for ((nearness, term), frequency) in near.iter().zip(frequencies) {
            // All of them count as the most frequent does, so that a rare mistake is worth no more than the name.
            let by = nearness * shared / rarity(self.statistics, frequency);
            of.push((Occur::Should, Box::new(BoostQuery::new(self.term(field, term)?, by))));
        }
        Ok(if of.is_empty() { Box::new(EmptyQuery) } else { Box::new(BooleanQuery::new(of)) })
    }

    fn clauses(&self, clauses: &[(plan::Occur, Plan)], least: usize) -> Compiled {
        let mut compiled: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(clauses.len());
        let mut optional = 0;
        for (occur, plan) in clauses {
            let occur = match occur {
                plan::Occur::Required => Occur::Must,
                plan::Occur::Optional => Occur::Should,
                plan::Occur::Prohibited => Occur::MustNot,
            };
            optional += usize::from(occur == Occur::Should);
            compiled.push((occur, self.plan(plan)?));
        }
        // Also what only says who is not meant: it finds nobody.
        if least > optional {
            return Ok(Box::new(EmptyQuery));
        }
        Ok(Box::new(BooleanQuery::with_minimum_required_clauses(compiled, least)))
    }
}

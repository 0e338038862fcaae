//! The other side: the index engine by itself, as a stranger would use it, on the same index. Its own queries, its own
//! collectors, one after the other on one thread, and no HTTP.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, RegexQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use crate::histogram::Histogram;

/// An index, open beside the server that writes it.
pub struct Engine(Searcher);

/// A query, and how many of the best are wanted.
pub struct Ask {
    pub query: Box<dyn Query>,
    pub rows: usize,
}

/// What is asked of the engine in place of a request, where it has a query for it.
pub type Bare = fn(&Engine, super::kinds::People<'_>, usize) -> Result<Option<Ask>>;

impl Engine {
    pub fn open(folder: &Path) -> Result<Self> {
        Ok(Engine(tantivy::Index::open_in_dir(folder)?.reader()?.searcher()))
    }

    fn term(&self, field: &str, text: &str) -> Result<Term> {
        Ok(Term::from_field_text(self.0.schema().get_field(field)?, text))
    }

    /// Who has this whole value.
    pub fn value(&self, field: &str, value: &str) -> Result<Box<dyn Query>> {
        let query = TermQuery::new(self.term(field, value)?, IndexRecordOption::Basic);
        Ok(Box::new(ConstScoreQuery::new(Box::new(query), 1.0)))
    }

    /// Who has these words in a row.
    pub fn phrase(&self, field: &str, text: &str) -> Result<Box<dyn Query>> {
        let mut terms = words(text).map(|word| self.term(field, &word)).collect::<Result<Vec<_>>>()?;
        Ok(match terms.len() {
            1 => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(terms)),
        })
    }

    /// Whose values begin so.
    pub fn beginning(&self, field: &str, text: &str) -> Result<Box<dyn Query>> {
        let is_special = |it: char| "\\.+*?()|[]{}^$".contains(it);
        let escaped: String =
            text.chars().flat_map(|it| is_special(it).then_some('\\').into_iter().chain([it])).collect();
        Ok(Box::new(RegexQuery::from_pattern(&format!("{escaped}.*"), self.0.schema().get_field(field)?)?))
    }

    /// Who has any of these words, in whichever field counts most for it; whoever has one of the last fields counts more.
    pub fn typed(
        &self,
        text: &str,
        fields: &[(&str, f32)],
        phrase: (&str, f32),
        more: &[(&str, f32)],
    ) -> Result<Box<dyn Query>> {
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for word in words(text) {
            let mut best: Vec<Box<dyn Query>> = Vec::new();
            for (field, boost) in fields {
                let term = TermQuery::new(self.term(field, &word)?, IndexRecordOption::WithFreqs);
                best.push(Box::new(BoostQuery::new(Box::new(term), *boost)));
            }
            any.push(Box::new(DisjunctionMaxQuery::new(best)));
        }
        let main: Box<dyn Query> = Box::new(BooleanQuery::union(any));
        let mut all = vec![(Occur::Must, main)];
        if words(text).nth(1).is_some() {
            let query = self.phrase(phrase.0, text)?;
            all.push((Occur::Should, Box::new(BoostQuery::new(query, phrase.1))));
        }
        for (field, boost) in more {
            let has = TermQuery::new(self.term("fields present", field)?, IndexRecordOption::Basic);
            all.push((Occur::Should, Box::new(ConstScoreQuery::new(Box::new(has), *boost))));
        }
        Ok(Box::new(BooleanQuery::new(all)))
    }

    /// The middle and the 99th percentile of the time that these take, asked in turn for so long.
    pub fn measure(&self, asks: &[Ask], during: Duration) -> Result<(Duration, Duration)> {
        let mut histogram = Histogram::new();
        let begun = Instant::now();
        for ask in asks.iter().cycle() {
            if begun.elapsed() >= during {
                break;
            }
            let started = Instant::now();
            self.0.search(&*ask.query, &(Count, TopDocs::with_limit(ask.rows).order_by_score()))?;
            histogram.record(started.elapsed().as_nanos() as u64);
        }
        Ok((Duration::from_nanos(histogram.quantile(0.5)), Duration::from_nanos(histogram.quantile(0.99))))
    }
}

/// Words in lower case.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_lowercase)
}

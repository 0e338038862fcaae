//! In which order records are shown.

use std::cmp::Ordering;

use super::terms::Terms;
use super::{Budget, Collection, TooExpensive};
use crate::fields::{self, Analysis, DYNAMIC, FIELDS, Field};
use crate::order::{Hit, Key, last_without};
use crate::query::{Order, SortKey};

/// Where documents stand by one sort key: smaller ones first, those without a value last.
enum Ranks<'c> {
    /// By score, the best first or last.
    Score { descending: bool },
    /// The moment of each document by its number.
    Moments(Vec<Option<i64>>, bool),
    /// The place of each document's term among these.
    Terms(Vec<Option<usize>>, bool, &'c Terms),
}

/// So many of the documents from this one on, in order. Ties are in order of iD, which is that of the numbers.
pub(super) fn page(
    collection: &Collection,
    mut found: Vec<(u32, f32)>,
    keys: &[SortKey],
    from: usize,
    most: usize,
    budget: &mut Budget,
) -> Result<Vec<Hit>, TooExpensive> {
    let mut ranks = Vec::with_capacity(keys.len().max(1));
    for key in keys {
        ranks.push(ranks_by(collection, key, budget)?);
    }
    if ranks.is_empty() {
        ranks.push(Ranks::Score { descending: true });
    }
    budget.spend(found.len() as u64)?;
    let compare = |one: &(u32, f32), other: &(u32, f32)| {
        let by_key = ranks.iter().map(|ranks| ranks.compare(one, other)).find(|order| order.is_ne());
        by_key.unwrap_or(Ordering::Equal).then(one.0.cmp(&other.0))
    };
    let end = from.saturating_add(most).min(found.len());
    if from >= end {
        return Ok(Vec::new());
    }
    if end < found.len() {
        found.select_nth_unstable_by(end, compare);
        found.truncate(end);
    }
    found.sort_unstable_by(compare);
    let hit = |(document, score): &(u32, f32)| Hit {
        orcid: collection.orcids[*document as usize],
        score: *score,
        keys: if keys.is_empty() { Box::default() } else { ranks.iter().map(|it| it.key(*document, *score)).collect() },
    };
    Ok(found[from..].iter().map(hit).collect())
}

impl Ranks<'_> {
    fn compare(&self, one: &(u32, f32), other: &(u32, f32)) -> Ordering {
        let (own, their) = (one.0 as usize, other.0 as usize);
        match self {
            Ranks::Score { descending: true } => other.1.total_cmp(&one.1),
            Ranks::Score { descending: false } => one.1.total_cmp(&other.1),
            Ranks::Moments(moments, descending) => last_without(&moments[own], &moments[their], *descending),
            Ranks::Terms(ranks, descending, _) => last_without(&ranks[own], &ranks[their], *descending),
        }
    }

    fn key(&self, document: u32, score: f32) -> Key {
        match self {
            Ranks::Score { .. } => Key::Score(score),
            Ranks::Moments(moments, _) => Key::Moment(moments[document as usize]),
            Ranks::Terms(ranks, _, terms) => Key::Term(ranks[document as usize].map(|rank| terms.term(rank).into())),
        }
    }
}

fn ranks_by<'c>(collection: &'c Collection, key: &SortKey, budget: &mut Budget) -> Result<Ranks<'c>, TooExpensive> {
    let Order::Field(name) = &key.by else { return Ok(Ranks::Score { descending: key.descending }) };
    let (field, prefix) = match fields::find(name) {
        Some(Field::Listed(field)) if FIELDS[field].analysis == Analysis::Date => {
            let moments = collection.moments(field).iter().map(|moment| moment.map(|it| it.millis()));
            return Ok(Ranks::Moments(moments.collect(), key.descending));
        }
        Some(Field::Listed(field)) => (field, String::new()),
        Some(Field::Dynamic(name)) => (DYNAMIC, format!("{name}\0")),
        Some(Field::Empty(_)) | None => return Ok(Ranks::Moments(vec![None; collection.len()], key.descending)),
    };
    let mut ranks = vec![None; collection.len()];
    let terms = &collection.fields[field];
    for (rank, (term, entries)) in (terms.first(&prefix)..).zip(terms.from(&prefix)) {
        if !term.starts_with(&prefix) {
            break;
        }
        budget.spend(1 + entries.len() as u64)?;
        for entry in entries.iter() {
            let known = &mut ranks[entry.document as usize];
            // The smallest of several values counts, or the largest.
            if known.is_none() || key.descending {
                *known = Some(rank);
            }
        }
    }
    Ok(Ranks::Terms(ranks, key.descending, terms))
}

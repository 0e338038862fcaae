//! In which order records are shown.

use std::cmp::Ordering;

use super::{Budget, Collection, TooExpensive};
use crate::fields::{self, Analysis, DYNAMIC, FIELDS, Field};
use crate::query::{Order, SortKey};

/// Where documents stand by one sort key: smaller ones first, those without a value last.
enum Ranks {
    /// By score, the best first or last.
    Score { descending: bool },
    /// Of each document by its number.
    Known(Vec<Option<i64>>, bool),
}

/// So many of the documents from this one on, in order. Ties are in order of iD, which is that of the numbers.
pub(super) fn page(
    collection: &Collection,
    mut found: Vec<(u32, f32)>,
    keys: &[SortKey],
    from: usize,
    most: usize,
    budget: &mut Budget,
) -> Result<Vec<(u32, f32)>, TooExpensive> {
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
    found.drain(..from);
    Ok(found)
}

impl Ranks {
    fn compare(&self, one: &(u32, f32), other: &(u32, f32)) -> Ordering {
        match self {
            Ranks::Score { descending: true } => other.1.total_cmp(&one.1),
            Ranks::Score { descending: false } => one.1.total_cmp(&other.1),
            Ranks::Known(ranks, descending) => match (ranks[one.0 as usize], ranks[other.0 as usize]) {
                (Some(one), Some(other)) if *descending => other.cmp(&one),
                (Some(one), Some(other)) => one.cmp(&other),
                (one, other) => other.is_some().cmp(&one.is_some()),
            },
        }
    }
}

fn ranks_by(collection: &Collection, key: &SortKey, budget: &mut Budget) -> Result<Ranks, TooExpensive> {
    let Order::Field(name) = &key.by else { return Ok(Ranks::Score { descending: key.descending }) };
    let nobody = || vec![None; collection.len()];
    let (field, prefix) = match fields::find(name) {
        Some(Field::Listed(field)) if FIELDS[field].analysis == Analysis::Date => {
            let moments = collection.moments(field).iter().map(|moment| moment.map(|it| it.millis()));
            return Ok(Ranks::Known(moments.collect(), key.descending));
        }
        Some(Field::Listed(field)) => (field, String::new()),
        Some(Field::Dynamic(name)) => (DYNAMIC, format!("{name}\0")),
        Some(Field::Empty(_)) | None => return Ok(Ranks::Known(nobody(), key.descending)),
    };
    let mut ranks = nobody();
    for (rank, (term, entries)) in collection.fields[field].from(&prefix).iter().enumerate() {
        if !term.starts_with(&prefix) {
            break;
        }
        budget.spend(1 + entries.len() as u64)?;
        for entry in entries {
            let known = &mut ranks[entry.document as usize];
            // The smallest of several values counts, or the largest.
            if known.is_none() || key.descending {
                *known = Some(rank as i64);
            }
        }
    }
    Ok(Ranks::Known(ranks, key.descending))
}

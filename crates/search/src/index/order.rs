//! Orders other than by score.

use std::cmp::Ordering;

use tantivy::schema::IndexRecordOption;

use super::collect::Match;
use super::work::Work;
use super::{IndexError, Snapshot};
use crate::fields::{self, Analysis, DYNAMIC, FIELDS, Field};
use crate::order::{Found, Hit, Key, last_without};
use crate::query::{Order, SortKey};

/// What matches are compared by, in their order.
enum Keys {
    Score,
    Moments(Vec<Option<i64>>),
    Terms(Vec<Option<Box<str>>>),
}

/// The page from this one on.
pub(super) fn page(
    found: &[Match],
    snapshot: &Snapshot,
    sort: &[SortKey],
    from: usize,
    most: usize,
    work: &Work,
) -> Result<Found, IndexError> {
    let mut keys = Vec::with_capacity(sort.len());
    for key in sort {
        keys.push((keys_by(found, snapshot, key, work)?, key.descending));
    }
    let compare = |one: &usize, other: &usize| {
        let by_key = |(keys, descending): &(Keys, bool)| match keys {
            Keys::Score if *descending => found[*other].score.total_cmp(&found[*one].score),
            Keys::Score => found[*one].score.total_cmp(&found[*other].score),
            Keys::Moments(keys) => last_without(&keys[*one], &keys[*other], *descending),
            Keys::Terms(keys) => last_without(&keys[*one], &keys[*other], *descending),
        };
        let order = keys.iter().map(by_key).find(|order| order.is_ne()).unwrap_or(Ordering::Equal);
        order.then(found[*one].base.cmp(&found[*other].base))
    };
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_unstable_by(compare);
    let key = |keys: &Keys, place: usize| match keys {
        Keys::Score => Key::Score(found[place].score),
        Keys::Moments(keys) => Key::Moment(keys[place]),
        Keys::Terms(keys) => Key::Term(keys[place].clone()),
    };
    let hit =
        |place: usize| Hit { keys: keys.iter().map(|(keys, _)| key(keys, place)).collect(), ..found[place].hit() };
    let hits = order.into_iter().skip(from).take(most).map(hit).collect();
    Ok(Found { total: found.len(), hits, facets: None })
}

fn keys_by(found: &[Match], snapshot: &Snapshot, key: &SortKey, work: &Work) -> Result<Keys, IndexError> {
    let Order::Field(name) = &key.by else { return Ok(Keys::Score) };
    match fields::find(name) {
        Some(Field::Listed(field)) if FIELDS[field].analysis == Analysis::Date => {
            let mut columns = Vec::new();
            for reader in snapshot.searcher.segment_readers() {
                columns.push(reader.fast_fields().column_opt::<i64>(FIELDS[field].name)?);
            }
            let moment = |found: &Match| columns[found.segment].as_ref()?.first(found.document);
            Ok(Keys::Moments(found.iter().map(moment).collect()))
        }
        Some(Field::Listed(field)) => terms_of(found, snapshot, field, "", key.descending, work),
        Some(Field::Dynamic(name)) => terms_of(found, snapshot, DYNAMIC, &format!("{name}\0"), key.descending, work),
        Some(Field::Empty(_)) | None => Ok(Keys::Moments(vec![None; found.len()])),
    }
}

/// Of each match its first term in a field, or its last: the lists of all terms there are read.
fn terms_of(
    found: &[Match],
    snapshot: &Snapshot,
    field: usize,
    prefix: &str,
    last: bool,
    work: &Work,
) -> Result<Keys, IndexError> {
    let mut keys: Vec<Option<Box<str>>> = vec![None; found.len()];
    for (segment, reader) in snapshot.searcher.segment_readers().iter().enumerate() {
        let start = found.partition_point(|found| found.segment < segment);
        let end = found.partition_point(|found| found.segment <= segment);
        let (own, own_keys) = (&found[start..end], &mut keys[start..end]);
        if own.is_empty() {
            continue;
        }
        let index = reader.inverted_index(snapshot.layout.fields[field])?;
        let mut terms = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
        while terms.advance() {
            if !terms.key().starts_with(prefix.as_bytes()) {
                break;
            }
            work.spend(1 + u64::from(terms.value().doc_freq))?;
            // Terms are made of texts.
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            let mut postings = index.read_block_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            while !postings.docs().is_empty() {
                for document in postings.docs() {
                    let place = own.binary_search_by_key(document, |found| found.document).ok();
                    if let Some(place) = place.filter(|place| last || own_keys[*place].is_none()) {
                        own_keys[place] = Some(term.into());
                    }
                }
                postings.advance();
            }
        }
    }
    Ok(Keys::Terms(keys))
}

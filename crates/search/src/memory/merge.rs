//! Two collections as one, without looking at a text again.

use std::cmp::Ordering;
use std::sync::Arc;

use byline_model::{OrcidId, Timestamp};

use super::Collection;
use super::terms::{Entry, Terms};

/// The numbers that the documents of a collection have in the one that is made; `None` for those who are left out.
type Numbers = Vec<Option<u32>>;

impl Collection {
    /// The documents of both, without those that are left out. Nobody may be in both after that. Work in proportion to the
    /// entries of both.
    pub(crate) fn merged(
        one: (&Collection, impl Fn(OrcidId) -> bool),
        other: (&Collection, impl Fn(OrcidId) -> bool),
    ) -> Collection {
        let ((one, is_out), (other, other_is_out)) = (one, other);
        let own = one.orcids.iter().enumerate().filter(|(_, orcid)| !is_out(**orcid)).map(|(at, it)| (*it, false, at));
        let their =
            other.orcids.iter().enumerate().filter(|(_, orcid)| !other_is_out(**orcid)).map(|(at, it)| (*it, true, at));
        let mut order: Vec<(OrcidId, bool, usize)> = own.chain(their).collect();
        order.sort_unstable_by_key(|(orcid, ..)| *orcid);
        debug_assert!(order.is_sorted_by(|one, next| one.0 < next.0), "each is in one of both");
        let mut numbers: [Numbers; 2] = [vec![None; one.len()], vec![None; other.len()]];
        for (number, (_, is_other, at)) in (0..).zip(&order) {
            numbers[usize::from(*is_other)][*at] = Some(number);
        }
        let moments = |of: fn(&Collection) -> &[Option<Timestamp>]| -> Vec<Option<Timestamp>> {
            let moment = |(_, is_other, at): &(OrcidId, bool, usize)| {
                let of = of(if *is_other { other } else { one });
                of.get(*at).copied().flatten()
            };
            order.iter().map(moment).collect()
        };
        let counted = |(_, is_other, at): &(OrcidId, bool, usize)| {
            let of = if *is_other { other } else { one };
            Arc::clone(&of.facets[*at])
        };
        let facets = order.iter().map(counted).collect();
        let fields = one.fields.iter().zip(&other.fields);
        let fields = fields.map(|(own, their)| terms([own, their], &numbers, order.len())).collect();
        let found_from = moments(|it| &it.found_from);
        Collection {
            fields,
            facets,
            modified: moments(|it| &it.modified),
            submitted: moments(|it| &it.submitted),
            found_from: if found_from.iter().any(Option::is_some) { found_from } else { Vec::new() },
            orcids: order.into_iter().map(|(orcid, ..)| orcid).collect(),
        }
    }
}

/// The terms of a field of both.
fn terms(both: [&Terms; 2], numbers: &[Numbers; 2], documents: usize) -> Terms {
    let mut merged = Terms::default();
    let [one, other] = both;
    let (mut own, mut their) = (0, 0);
    let mut entries: Vec<Entry<'_>> = Vec::new();
    while own < one.len() || their < other.len() {
        let order = match (own < one.len(), their < other.len()) {
            (true, true) => one.term(own).cmp(other.term(their)),
            (is_left, _) => {
                if is_left {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        };
        let term = if order.is_le() { one.term(own) } else { other.term(their) };
        entries.clear();
        if order.is_le() {
            entries.extend(one.entries_at(own).iter().filter_map(|it| renumbered(it, &numbers[0])));
            own += 1;
        }
        if order.is_ge() {
            entries.extend(other.entries_at(their).iter().filter_map(|it| renumbered(it, &numbers[1])));
            their += 1;
        }
        if !entries.is_empty() {
            entries.sort_unstable_by_key(|it| it.document);
            entries.iter().for_each(|it| merged.push_entry(it.document, it.positions));
            merged.push(term);
        }
    }
    if merged.count() > 0 {
        merged.lengths.resize(documents, 0);
        for (own, numbers) in both.into_iter().zip(numbers) {
            for (length, number) in own.lengths.iter().zip(numbers) {
                if let Some(number) = number {
                    merged.lengths[*number as usize] = *length;
                    merged.total += u64::from(*length);
                }
            }
        }
    }
    merged.shrink();
    merged
}

fn renumbered<'t>(entry: Entry<'t>, numbers: &Numbers) -> Option<Entry<'t>> {
    Some(Entry { document: numbers[entry.document as usize]?, ..entry })
}

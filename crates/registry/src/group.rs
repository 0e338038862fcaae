//! Which summaries belong together: those that share an identifier (`record-api` 2.8).

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::Hash;
use std::sync::Arc;

use byline_formats::Edition;
use byline_model::document::{Object, Value};
use byline_model::shapes;
use foldhash::fast::RandomState;

use crate::order::Entry;

/// Gathers entries into groups, transitively: an entry that shares a key with two groups makes them one. Groups stand
/// where their first member stood.
pub(crate) fn by_identifier<'a>(entries: Vec<Entry<'a>>, edition: &Edition) -> Vec<Vec<Entry<'a>>> {
    let mut parent: Vec<usize> = (0..entries.len()).collect();
    {
        // Sorted, equal keys are neighbours.
        let mut keys: Vec<((&str, Cow<'_, str>), usize)> = Vec::with_capacity(entries.len() * 2);
        for (index, entry) in entries.iter().enumerate() {
            keys.extend(ids(&entry.summary).iter().filter_map(|id| Some((key(id.as_object()?, edition)?, index))));
        }
        keys.sort_unstable();
        for pair in keys.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            union(&mut parent, pair[0].1, pair[1].1);
        }
    }
    let mut slots: Vec<Option<usize>> = vec![None; entries.len()];
    let mut groups: Vec<Vec<Entry<'a>>> = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let root = find(&mut parent, index);
        let slot = *slots[root].get_or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[slot].push(entry);
    }
    groups
}

fn find(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// The smaller index wins, so that the root of a group is its first member.
fn union(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(parent, a), find(parent, b));
    parent[a.max(b)] = a.min(b);
}

/// The identifiers of a summary; those of a research resource are its proposal's.
fn ids<'o, 'a>(summary: &'o Object<'a>) -> &'o [Value<'a>] {
    let holder = match summary.get("proposal") {
        Value::Object(proposal) => proposal,
        _ => summary,
    };
    holder.object("external-ids").map_or(&[], |ids| ids.list("external-id"))
}

/// What two identifiers must share to be the same, value and type; `None` for those that do not take part. Older
/// versions compare them as they were sent, those that they know (`decisions` 43, 44).
fn key<'o>(id: &'o Object<'_>, edition: &Edition) -> Option<(&'o str, Cow<'o, str>)> {
    if matches!(id.text("external-id-relationship"), Some("part-of" | "funded-by")) {
        return None;
    }
    if edition.groups_as_sent() {
        let (name, value) = (id.text("external-id-type")?, id.text("external-id-value")?);
        return (edition.shows(id) && !value.is_empty()).then_some((value, Cow::Borrowed(name)));
    }
    let normalized = id.object("external-id-normalized").and_then(|it| it.text("value"));
    let value = normalized.or(id.text("external-id-value")).filter(|value| !value.is_empty())?;
    let name = id.text("external-id-type")?;
    let lower = name.bytes().all(|byte| !byte.is_ascii_uppercase());
    Some((value, if lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) }))
}

/// The `external-ids` of a group: the keys of its members, each once, in the order in which they appear. The group
/// shares them with the members.
pub(crate) fn keys<'a>(members: &mut [Entry<'a>], edition: &Edition) -> Object<'a> {
    let mut seen = Seen::default();
    let mut places = Vec::new();
    for (member, entry) in members.iter().enumerate() {
        for (place, id) in ids(&entry.summary).iter().enumerate() {
            if let Some(key) = id.as_object().and_then(|id| key(id, edition))
                && seen.insert(key)
            {
                places.push((member, place));
            }
        }
    }
    drop(seen);
    let shared = places.into_iter().filter_map(|(member, place)| share(ids_mut(&mut members[member].summary)?, place));
    Object::new(&shapes::EXTERNAL_IDS).with("external-id", shared.collect::<Vec<_>>())
}

/// A set that looks through its first few, as most groups have no more, and hashes from then on.
struct Seen<K> {
    few: Vec<K>,
    many: HashSet<K, RandomState>,
}

impl<K> Default for Seen<K> {
    fn default() -> Self {
        Seen { few: Vec::new(), many: HashSet::default() }
    }
}

impl<K: Eq + Hash> Seen<K> {
    const FEW: usize = 8;

    /// Whether it is new.
    fn insert(&mut self, key: K) -> bool {
        if self.few.contains(&key) {
            return false;
        }
        if self.few.len() < Self::FEW {
            self.few.push(key);
            return true;
        }
        self.many.insert(key)
    }
}

fn share<'a>(ids: &mut [Value<'a>], place: usize) -> Option<Value<'a>> {
    let slot = ids.get_mut(place)?;
    *slot = match std::mem::take(slot) {
        Value::Object(object) => Value::Shared(Arc::new(object)),
        other => other,
    };
    Some(slot.clone())
}

/// As [`ids`], to be changed.
fn ids_mut<'o, 'a>(summary: &'o mut Object<'a>) -> Option<&'o mut [Value<'a>]> {
    let holder = match summary.get("proposal") {
        Value::Object(_) => inner(summary, "proposal")?,
        _ => summary,
    };
    match inner(holder, "external-ids")?.get_mut("external-id") {
        Some(Value::List(ids)) => Some(ids),
        _ => None,
    }
}

fn inner<'o, 'a>(object: &'o mut Object<'a>, key: &str) -> Option<&'o mut Object<'a>> {
    match object.get_mut(key) {
        Some(Value::Object(inner)) => Some(inner),
        _ => None,
    }
}

#[cfg(test)]
#[path = "../../formats/tests/it/growth.rs"]
mod growth;

#[cfg(all(test, debug_assertions))]
mod tests {
    use byline_formats::read_body;
    use byline_model::{Item, ItemKind, PutCode, Source, Visibility};

    use super::growth::assert_linear;
    use super::*;

    /// A body with these identifiers.
    fn body(ids: impl Iterator<Item = usize>) -> String {
        let id = |number| {
            let kind = r#""external-id-type":"DOI","external-id-relationship":"self""#;
            format!(r#"{{{kind},"external-id-value":"10.5555/{number}"}}"#)
        };
        let ids: Vec<_> = ids.map(id).collect();
        format!("{{\"external-ids\":{{\"external-id\":[{}]}}}}\n", ids.join(","))
    }

    /// Groups works with these bodies, one on each line.
    fn group(bodies: &str) {
        let item = Item {
            kind: ItemKind::Work,
            put_code: PutCode::SINGLE,
            visibility: Visibility::Public,
            source: Source::default(),
            created: None,
            modified: None,
            display_index: 0,
            body: "{}".into(),
        };
        let summary = |body| read_body(body, &shapes::WORK_SUMMARY).expect("a body");
        let entries = bodies.lines().map(|body| Entry { item: &item, summary: summary(body) });
        for mut members in by_identifier(entries.collect(), Edition::newest()) {
            let kept = keys(&mut members, Edition::newest());
            assert!(!kept.list("external-id").is_empty());
        }
    }

    #[test]
    fn groups_form_in_a_line() {
        assert_linear("one work with many identifiers", |count| body(0..count), group);
        let chain = |count| (0..count).map(|at| body(at..at + 2)).collect::<String>();
        assert_linear("works that share with the next", chain, group);
        let alike = |count| (0..count).map(|_| body(0..2)).collect::<String>();
        assert_linear("works that are all the same", alike, group);
        let apart = |count| (0..count).map(|at| body(at * 2..at * 2 + 2)).collect::<String>();
        assert_linear("works that share nothing", apart, group);
        let back = |count| (0..count).rev().map(|at| body(at..at + 2)).collect::<String>();
        assert_linear("works that share with the one before", back, group);
    }
}

//! Which summaries belong together: those that share an identifier (`record-api` 2.8).

use std::borrow::Cow;
use std::collections::HashMap;

use byline_model::document::{Object, Value};
use byline_model::shapes;

use crate::order::Entry;

/// Gathers entries into groups, transitively: an entry that shares a key with two groups makes them one. Groups stand
/// where their first member stood.
pub(crate) fn by_identifier<'a>(entries: Vec<Entry<'a>>) -> Vec<Vec<Entry<'a>>> {
    let mut parent: Vec<usize> = (0..entries.len()).collect();
    {
        let mut owner: HashMap<(Cow<'_, str>, &str), usize> = HashMap::with_capacity(entries.len() * 2);
        for (index, entry) in entries.iter().enumerate() {
            for id in ids(&entry.summary).iter().filter_map(Value::as_object) {
                let Some(key) = key(id) else { continue };
                match owner.entry(key) {
                    std::collections::hash_map::Entry::Occupied(first) => union(&mut parent, *first.get(), index),
                    std::collections::hash_map::Entry::Vacant(free) => {
                        free.insert(index);
                    }
                }
            }
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

/// What two identifiers must share to be the same; `None` for those that do not take part.
fn key<'o>(id: &'o Object<'_>) -> Option<(Cow<'o, str>, &'o str)> {
    if matches!(id.text("external-id-relationship"), Some("part-of" | "funded-by")) {
        return None;
    }
    let normalized = id.object("external-id-normalized").and_then(|it| it.text("value"));
    let value = normalized.or(id.text("external-id-value")).filter(|value| !value.is_empty())?;
    let name = id.text("external-id-type")?;
    let lower = name.bytes().all(|byte| !byte.is_ascii_uppercase());
    Some((if lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) }, value))
}

/// The `external-ids` of a group: the keys of its members, each once, in the order in which they appear.
pub(crate) fn keys<'a>(members: &[Entry<'a>]) -> Object<'a> {
    let mut seen: Vec<(Cow<'_, str>, &str)> = Vec::new();
    let mut list = Vec::new();
    for id in members.iter().flat_map(|entry| ids(&entry.summary)).filter_map(Value::as_object) {
        if let Some(key) = key(id).filter(|key| !seen.contains(key)) {
            seen.push(key);
            list.push(Value::Object(id.clone()));
        }
    }
    Object::new(&shapes::EXTERNAL_IDS).with("external-id", list)
}

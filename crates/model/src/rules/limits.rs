//! How long the lists of an item may be.
//!
//! The published schemas set no bounds. Ours are far above what is real, for works of large collaborations too, and so low
//! that one item costs nobody who reads it a second. Documents that are imported keep what they have.

use super::at::At;
use super::{Breach, Rule};
use crate::document::{Object, Value};
use crate::{ItemKind, shapes};

/// Identifiers of a work.
pub const MOST_IDENTIFIERS_OF_A_WORK: usize = 500;
/// Identifiers of any other item, in all its lists together.
pub const MOST_IDENTIFIERS: usize = 100;
/// Contributors of a work or funding.
pub const MOST_CONTRIBUTORS: usize = 10_000;
/// Members of any other list of a document that a client sends.
pub const MOST_MEMBERS: usize = 10_000;

/// How long a list may be, and what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    pub members: usize,
    /// `external identifiers`
    of: &'static str,
}

impl Most {
    /// Of the list under `key` in a document whose shape has the name `document`, whichever version it is of: readers need
    /// look at no more of it. All lists of one item together may have less.
    pub fn of(document: &str, key: &'static str) -> Most {
        match key {
            "contributor" => CONTRIBUTORS,
            "external-id" if matches!(document, "work" | "bulk") => IDENTIFIERS_OF_A_WORK,
            "external-id" => IDENTIFIERS,
            of => Most { members: MOST_MEMBERS, of },
        }
    }

    /// What is told of a list that has more.
    pub fn reason(&self) -> String {
        format!("an item has at most {} {}", self.members, self.of)
    }
}

const CONTRIBUTORS: Most = Most { members: MOST_CONTRIBUTORS, of: "contributors" };
const IDENTIFIERS: Most = Most { members: MOST_IDENTIFIERS, of: "external identifiers" };
const IDENTIFIERS_OF_A_WORK: Most = Most { members: MOST_IDENTIFIERS_OF_A_WORK, of: "external identifiers" };

/// 9020.
pub(super) fn check(kind: ItemKind, item: &At<'_, '_>) -> Result<(), Breach> {
    if let Some(contributors) = item.inner("contributors") {
        within(&contributors, "contributor", CONTRIBUTORS, 0)?;
    }
    let most = if kind == ItemKind::Work { IDENTIFIERS_OF_A_WORK } else { IDENTIFIERS };
    // Counted first, since ways to places take longer than that.
    if identifiers(item.object) <= most.members {
        return Ok(());
    }
    let (mut before, mut found) = (0, Ok(()));
    item.each(&shapes::EXTERNAL_IDS, &mut |ids| {
        if found.is_ok() {
            found = within(ids, "external-id", most, before);
            before += ids.object.list("external-id").len();
        }
    });
    found
}

/// How many there are in all lists of an object.
fn identifiers(object: &Object<'_>) -> usize {
    if *object.shape() == shapes::EXTERNAL_IDS {
        return object.list("external-id").len();
    }
    object.slots().iter().map(all_in).sum()
}

fn all_in(value: &Value<'_>) -> usize {
    match value {
        Value::List(members) => members.iter().map(all_in).sum(),
        Value::Object(inner) => identifiers(inner),
        Value::Shared(inner) => identifiers(inner),
        Value::Null | Value::Text(_) | Value::Number(_) | Value::Flag(_) | Value::Time(_) => 0,
    }
}

fn within(list: &At<'_, '_>, key: &'static str, most: Most, before: usize) -> Result<(), Breach> {
    let count = before + list.object.list(key).len();
    if count <= most.members {
        return Ok(());
    }
    Err(list.breach(Rule::Content, key, format!("{}, not {count}", most.reason())))
}

//! How long the lists of an item may be.
//!
//! The published schemas set no bounds. Ours are far above what is real, for works of large collaborations too, and so low
//! that one item costs nobody who reads it a second. Documents that are imported keep what they have.

use super::at::At;
use super::{Breach, Rule};
use crate::{ItemKind, shapes};

/// Identifiers of a work.
pub const MOST_IDENTIFIERS_OF_A_WORK: usize = 500;
/// Identifiers of any other item, in all its lists together.
pub const MOST_IDENTIFIERS: usize = 100;
/// Contributors of a work or funding.
pub const MOST_CONTRIBUTORS: usize = 10_000;

/// 9020.
pub(super) fn check(kind: ItemKind, item: &At<'_, '_>) -> Result<(), Breach> {
    if let Some(contributors) = item.inner("contributors") {
        within(&contributors, "contributor", "contributors", MOST_CONTRIBUTORS, 0)?;
    }
    let most = if kind == ItemKind::Work { MOST_IDENTIFIERS_OF_A_WORK } else { MOST_IDENTIFIERS };
    let (mut before, mut found) = (0, Ok(()));
    item.each(&shapes::EXTERNAL_IDS, &mut |ids| {
        if found.is_ok() {
            found = within(ids, "external-id", "external identifiers", most, before);
            before += ids.object.list("external-id").len();
        }
    });
    found
}

fn within(list: &At<'_, '_>, key: &'static str, of: &str, most: usize, before: usize) -> Result<(), Breach> {
    let count = before + list.object.list(key).len();
    if count <= most {
        return Ok(());
    }
    Err(list.breach(Rule::Content, key, format!("an item has at most {most} {of}, not {count}")))
}

//! Pages that are asked for by number: of groups, as the published API has them, and of inboxes.
//!
//! Stores go on from places and count nothing ([`byline_store::page`]). Where a numbered page begins is found by stepping
//! over the places of those before it, thousands at a time, without reading their rows.

use std::future::Future;

use byline_store::{ByAge, NumberedList, Page, Result, Store, Stretch};

/// The place after which a page begins, `None` within for the first one; pages count from 1. `None` when the list ends
/// before.
pub(crate) async fn begin(
    store: &dyn Store,
    list: NumberedList,
    page: usize,
    size: usize,
) -> Result<Option<Option<ByAge>>> {
    let mut left = page.saturating_sub(1).saturating_mul(size);
    let mut after = None;
    while left > 0 {
        let places = store.places(list, Stretch::after(after, left)).await?;
        left -= places.rows.len();
        if left > 0 && places.next.is_none() {
            return Ok(None);
        }
        after = places.rows.last().copied();
    }
    Ok(Some(after))
}

/// As many rows as a page has, from there on.
pub(crate) async fn rows<T, F: Future<Output = Result<Page<T, ByAge>>>>(
    mut after: Option<ByAge>,
    size: usize,
    mut list: impl FnMut(Stretch<ByAge>) -> F,
) -> Result<Vec<T>> {
    let mut found = Vec::new();
    while found.len() < size {
        let page = list(Stretch::after(after, size - found.len())).await?;
        found.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(found)
}

//! Lists, a stretch at a time.
//!
//! No list leaves a store whole: what is asked for begins after a place in its order and ends at a limit, and whoever
//! wants the rest goes on after the last row they got. Places are keys of rows and no numbers of them, so that a row
//! which is there all along is met once, whatever comes and goes meanwhile, and so that the thousandth stretch costs
//! what the first does.

use std::future::Future;

use crate::Result;

/// No stretch is longer; who asks for more gets as much, and goes on.
pub const LONGEST: usize = 10_000;

/// Which part of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<C> {
    after: Option<C>,
    limit: usize,
}

impl<C> Stretch<C> {
    /// The beginning of a list: from 1 to [`LONGEST`] rows.
    pub fn first(limit: usize) -> Self {
        Stretch { after: None, limit: limit.clamp(1, LONGEST) }
    }

    /// What follows this place.
    pub fn after(place: impl Into<Option<C>>, limit: usize) -> Self {
        Stretch { after: place.into(), ..Stretch::first(limit) }
    }

    /// The place of the last row that is not asked for; `None` is before all of them.
    pub fn place(&self) -> Option<&C> {
        self.after.as_ref()
    }

    /// How many rows are asked for at most.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// How many rows an adapter reads to know whether there are more.
    pub fn with_one_more(&self) -> usize {
        self.limit + 1
    }
}

/// A part of a list, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T, C> {
    pub rows: Vec<T>,
    /// The place after which the list goes on; `None` at its end.
    pub next: Option<C>,
}

impl<T, C> Page<T, C> {
    /// What an adapter found when it read [one row more](Stretch::with_one_more) than was asked for.
    pub fn cut(stretch: &Stretch<C>, mut rows: Vec<T>, place: impl Fn(&T) -> C) -> Self {
        let more = rows.len() > stretch.limit;
        rows.truncate(stretch.limit);
        let next = rows.last().filter(|_| more).map(place);
        Page { rows, next }
    }

    /// The same list with other rows.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U, C> {
        Page { rows: self.rows.into_iter().map(make).collect(), next: self.next }
    }
}

/// The way through a list from its beginning to its end.
///
/// ```
/// # use byline_store::{Page, Stretch, Walk};
/// # fn numbers(asked: Stretch<u64>) -> Page<u64, u64> {
/// #     let from = asked.place().map_or(0, |it| it + 1);
/// #     Page::cut(&asked, (from..5).take(asked.with_one_more()).collect(), |it| *it)
/// # }
/// let (mut walk, mut seen) = (Walk::by(2), Vec::new());
/// while let Some(stretch) = walk.stretch() {
///     seen.extend(walk.on(numbers(stretch)));
/// }
/// assert_eq!(seen, [0, 1, 2, 3, 4]);
/// ```
#[derive(Clone, Debug)]
pub struct Walk<C> {
    /// What comes next; `None` at the end.
    next: Option<Option<C>>,
    limit: usize,
}

impl<C: Clone> Walk<C> {
    /// In stretches of so many rows.
    pub fn by(limit: usize) -> Self {
        Walk { next: Some(None), limit }
    }

    /// What to ask for next; `None` at the end.
    pub fn stretch(&self) -> Option<Stretch<C>> {
        self.next.clone().map(|place| Stretch::after(place, self.limit))
    }

    /// The rows of a stretch, and one step on.
    pub fn on<T>(&mut self, page: Page<T, C>) -> Vec<T> {
        self.next = page.next.map(Some);
        page.rows
    }
}

/// All rows, for tests and for files that hold all of them: whoever can do with a stretch at a time takes a [`Walk`].
///
/// # Errors
/// The first that `page` has.
pub async fn whole<T, C: Clone, F: Future<Output = Result<Page<T, C>>>>(
    mut page: impl FnMut(Stretch<C>) -> F,
) -> Result<Vec<T>> {
    let (mut walk, mut rows) = (Walk::by(1000), Vec::new());
    while let Some(stretch) = walk.stretch() {
        rows.extend(walk.on(page(stretch).await?));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_has_from_one_to_the_most_rows() {
        let limits = [0, 1, LONGEST, usize::MAX].map(|limit| Stretch::<u64>::first(limit).limit());
        assert_eq!(limits, [1, 1, LONGEST, LONGEST]);
        assert_eq!(Stretch::after(7, 3).place(), Some(&7));
    }

    #[test]
    fn a_page_goes_on_only_when_there_is_more() {
        let page = |rows: &[u64]| Page::cut(&Stretch::first(2), rows.to_vec(), |it| *it);
        assert_eq!(page(&[]), Page { rows: vec![], next: None });
        assert_eq!(page(&[5, 6]), Page { rows: vec![5, 6], next: None });
        assert_eq!(page(&[5, 6, 7]), Page { rows: vec![5, 6], next: Some(6) });
    }
}

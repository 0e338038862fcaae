//! Which works are asked for, and in which order (`registry` 11.1).

use std::str::FromStr;

/// What works are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkSort {
    /// When they came out; those that do not say come before all others.
    #[default]
    Date,
    /// Title, then subtitle; those without come first.
    Title,
    /// What sort of work it is, by its name in documents.
    Type,
    /// What an organisation vouches for before the word of the owner.
    Source,
}

impl WorkSort {
    pub const ALL: [WorkSort; 4] = [Self::Date, Self::Title, Self::Type, Self::Source];

    /// As addresses have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            WorkSort::Date => "date",
            WorkSort::Title => "title",
            WorkSort::Type => "type",
            WorkSort::Source => "source",
        }
    }
}

/// It is none of the four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("works are not sorted by that")]
pub struct NoSuchSort;

impl FromStr for WorkSort {
    type Err = NoSuchSort;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(NoSuchSort)
    }
}

/// A stretch of a list of works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorksAsked {
    pub sort: WorkSort,
    /// From the end.
    pub descending: bool,
    /// Words that title, container or an identifier of the preferred work has, in any case; empty for all works.
    pub words: Box<str>,
    /// Counted from 1. Beyond the last it is the last.
    pub page: usize,
    /// Groups on a page.
    pub size: usize,
}

/// The newest first, from the first page, fifty on each.
impl Default for WorksAsked {
    fn default() -> Self {
        WorksAsked { sort: WorkSort::Date, descending: true, words: "".into(), page: 1, size: WorksAsked::SIZES[1] }
    }
}

impl WorksAsked {
    /// What a page may hold.
    pub const SIZES: [usize; 3] = [10, 50, 100];

    /// The place of the first group of the page, of so many.
    pub fn first(&self, groups: usize) -> usize {
        let size = self.size.max(1);
        let pages = groups.div_ceil(size).max(1);
        (self.page.clamp(1, pages) - 1) * size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_last_page_is_the_last() {
        let asked = |page, size| WorksAsked { page, size, ..WorksAsked::default() };
        assert_eq!(asked(1, 50).first(0), 0);
        assert_eq!(asked(3, 50).first(120), 100);
        assert_eq!(asked(usize::MAX, 50).first(100), 50);
        assert_eq!(asked(0, 50).first(100), 0);
        assert_eq!(asked(usize::MAX, usize::MAX).first(100), 0);
    }

    #[test]
    fn orders_are_read_as_they_are_written() {
        for sort in WorkSort::ALL {
            assert_eq!(sort.as_str().parse(), Ok(sort));
        }
        assert_eq!("put-code".parse::<WorkSort>(), Err(NoSuchSort));
    }
}

//! Long sections in pages with numbers: `?works=2`.

/// Entries on a page, unless somebody chooses (`registry` 11.1).
const PAGE: usize = 50;

/// The part of a section that is shown, and the way to the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pager {
    /// Counted from 1.
    pub page: usize,
    pub pages: usize,
    /// What is shown: from this place, counted from 0, up to `last`.
    pub first: usize,
    pub last: usize,
    pub total: usize,
    /// Entries on a page.
    pub size: usize,
}

impl Pager {
    /// The page of a section of so many entries that is asked for; beyond the ends it is the nearest there is.
    pub fn at(asked: usize, size: usize, total: usize) -> Pager {
        let size = size.max(1);
        let pages = total.div_ceil(size).max(1);
        let page = asked.clamp(1, pages);
        let first = (page - 1) * size;
        Pager { page, pages, first, last: (first + size).min(total), total, size }
    }

    /// The page that the query asks of the section with this name, of so many entries.
    pub fn of(query: &str, section: &str, total: usize) -> Pager {
        let asked = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == section));
        Pager::at(asked.and_then(|(_, value)| value.parse().ok()).unwrap_or(1), PAGE, total)
    }

    pub fn previous(&self) -> Option<usize> {
        (self.page > 1).then(|| self.page - 1)
    }

    pub fn next(&self) -> Option<usize> {
        (self.page < self.pages).then_some(self.page + 1)
    }

    /// The pages to name: the first, those around this one, the last; `None` stands for those left out between.
    pub fn numbers(&self) -> Vec<Option<usize>> {
        let near = self.page.saturating_sub(1)..=self.page + 1;
        let mut numbers: Vec<Option<usize>> = Vec::new();
        for page in [1].into_iter().chain(near).chain([self.pages]).filter(|page| (1..=self.pages).contains(page)) {
            match numbers.last().copied().flatten() {
                Some(before) if page <= before => {}
                Some(before) if page > before + 1 => numbers.extend([None, Some(page)]),
                _ => numbers.push(Some(page)),
            }
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::Pager;

    #[test]
    fn a_section_is_cut_into_pages() {
        let pager = Pager::at(1, 50, 1002);
        assert_eq!((pager.page, pager.pages, pager.first, pager.last), (1, 21, 0, 50));
        assert_eq!((pager.previous(), pager.next()), (None, Some(2)));
        let last = Pager::at(21, 50, 1002);
        assert_eq!((last.first, last.last, last.next()), (1000, 1002, None));
        assert_eq!(Pager::at(7, 10, 1002).first, 60);
    }

    #[test]
    fn a_query_asks_each_section_for_itself() {
        assert_eq!(Pager::of("fundings=3&works=2", "works", 1002).first, 50);
        for query in ["", "works=x", "works=-1", "fundings=2"] {
            assert_eq!(Pager::of(query, "works", 1002).page, 1, "{query}");
        }
    }

    #[test]
    fn strange_numbers_lead_to_the_nearest_page() {
        for (asked, page) in [(0, 1), (9, 2), (usize::MAX, 2)] {
            assert_eq!(Pager::at(asked, 50, 60).page, page, "{asked}");
        }
        assert_eq!(Pager::at(7, 50, 0).last, 0);
        assert_eq!(Pager::at(7, 0, 0).size, 1);
    }

    #[test]
    fn the_ends_and_the_neighbours_are_named() {
        let numbers = |page, pages| -> Vec<usize> {
            Pager::at(page, 1, pages).numbers().into_iter().map(Option::unwrap_or_default).collect()
        };
        assert_eq!(numbers(100, 200), [1, 0, 99, 100, 101, 0, 200]);
        assert_eq!(numbers(1, 200), [1, 2, 0, 200]);
        assert_eq!(numbers(2, 4), [1, 2, 3, 4]);
        assert_eq!(numbers(200, 200), [1, 0, 199, 200]);
        assert_eq!(numbers(1, 1), [1]);
        assert_eq!(numbers(1, 0), [1]);
    }
}

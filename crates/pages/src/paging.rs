//! Long sections in pages: `?works=2`.

/// Groups on a page (`registry` 11.1).
pub const PAGE: usize = 50;

/// The part of a section that is shown, and the way to the others.
#[derive(Debug, PartialEq)]
pub struct Pager {
    pub page: usize,
    pub pages: usize,
    pub first: usize,
    pub last: usize,
    pub total: usize,
}

impl Pager {
    /// The page that the query asks of the section with this name; the nearest there is.
    pub fn of(query: &str, section: &str, total: usize) -> Pager {
        let asked = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == section));
        let pages = total.div_ceil(PAGE).max(1);
        let page = asked.and_then(|(_, value)| value.parse().ok()).unwrap_or(1).clamp(1, pages);
        let first = (page - 1) * PAGE;
        Pager { page, pages, first, last: (first + PAGE).min(total), total }
    }

    pub fn previous(&self) -> Option<usize> {
        (self.page > 1).then(|| self.page - 1)
    }

    pub fn next(&self) -> Option<usize> {
        (self.page < self.pages).then_some(self.page + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Pager;

    #[test]
    fn a_section_is_cut_into_pages_of_fifty() {
        let pager = Pager::of("", "works", 1002);
        assert_eq!((pager.page, pager.pages, pager.first, pager.last), (1, 21, 0, 50));
        assert_eq!((pager.previous(), pager.next()), (None, Some(2)));
        let last = Pager::of("fundings=3&works=21", "works", 1002);
        assert_eq!((last.first, last.last, last.next()), (1000, 1002, None));
    }

    #[test]
    fn strange_numbers_lead_to_the_nearest_page() {
        for (query, page) in
            [("works=0", 1), ("works=-1", 1), ("works=x", 1), ("works=99999999999999999999", 1), ("works=9", 2)]
        {
            assert_eq!(Pager::of(query, "works", 60).page, page, "{query}");
        }
        assert_eq!(Pager::of("works=7", "works", 0).last, 0);
    }
}

//! What the query of a record's page asks: `?works=100&size=50&sort=-date&q=fog`, and `?fundings=2` for the other sections.

use byline_model::OrcidId;
use byline_oauth::Form;
use byline_registry::{WorkSort, WorksAsked};

/// Letters of the words that works are looked through for.
const LONGEST: usize = 100;

/// The name of the section that can be sorted and looked through, in addresses.
pub(crate) const WORKS: &str = "works";

#[derive(Clone, Default)]
pub(crate) struct Asked {
    form: Form,
    pub(crate) works: WorksAsked,
}

impl Asked {
    /// What makes no sense is as if it were not there.
    pub(crate) fn of(query: &str) -> Asked {
        let form = Form::parse(query);
        let given = WorksAsked::default();
        let order = form.get("sort").unwrap_or_default();
        let (descending, name) = order.strip_prefix('-').map_or((false, order), |name| (true, name));
        let (sort, descending) = name.parse::<WorkSort>().map_or((given.sort, given.descending), |it| (it, descending));
        let size = form.get("size").and_then(|it| it.parse().ok()).filter(|it| WorksAsked::SIZES.contains(it));
        let words: String = form.get("q").unwrap_or_default().trim().chars().take(LONGEST).collect();
        let works = WorksAsked { sort, descending, words: words.into(), page: 1, size: size.unwrap_or(given.size) };
        let mut asked = Asked { form, works };
        asked.works.page = asked.page(WORKS);
        asked
    }

    /// The page of a section, as it is asked for.
    pub(crate) fn page(&self, section: &str) -> usize {
        self.form.get(section).and_then(|it| it.parse().ok()).unwrap_or(1)
    }

    /// `-date`
    pub(crate) fn order(&self) -> String {
        order(self.works.sort, self.works.descending)
    }

    /// What the page of works is asked with besides its number, as far as it is not how it is anyway.
    pub(crate) fn kept(&self) -> Vec<(&'static str, String)> {
        let (asked, given) = (&self.works, WorksAsked::default());
        let mut kept = Vec::new();
        if asked.size != given.size {
            kept.push(("size", asked.size.to_string()));
        }
        if (asked.sort, asked.descending) != (given.sort, given.descending) {
            kept.push(("sort", self.order()));
        }
        if !asked.words.is_empty() {
            kept.push(("q", asked.words.to_string()));
        }
        kept
    }

    /// The address of a page of a section.
    pub(crate) fn address(&self, orcid: OrcidId, section: &str, page: usize) -> String {
        let number = [(section, page.to_string())];
        let kept = if section == WORKS { self.kept() } else { Vec::new() };
        let all = number.iter().map(|(name, value)| (*name, value.as_str()));
        let query = all.chain(kept.iter().map(|(name, value)| (*name, value.as_str()))).collect::<Form>().to_query();
        format!("/{orcid}?{query}#{section}")
    }

    /// Whether this is the page that the address without a query leads to.
    pub(crate) fn is_plain(&self) -> bool {
        self.works == WorksAsked::default() && self.form.iter().all(|(name, _)| name == "lang")
    }
}

fn order(sort: WorkSort, descending: bool) -> String {
    format!("{}{}", if descending { "-" } else { "" }, sort.as_str())
}

/// The orders to choose from, each with the message that says it.
pub(crate) const ORDERS: [(&str, &str); 7] = [
    ("-date", "works-by-date-newest"),
    ("date", "works-by-date-oldest"),
    ("title", "works-by-title"),
    ("-title", "works-by-title-back"),
    ("type", "works-by-type"),
    ("source", "works-by-source"),
    ("-source", "works-by-source-back"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_says_which_works_are_shown() {
        let asked = Asked::of("works=100&size=10&sort=-title&q=%20fog+horn%20&fundings=2");
        assert_eq!((asked.works.page, asked.works.size, &*asked.works.words), (100, 10, "fog horn"));
        assert_eq!((asked.works.sort, asked.works.descending), (WorkSort::Title, true));
        assert_eq!((asked.page("fundings"), asked.page("employments")), (2, 1));
    }

    #[test]
    fn nonsense_is_as_if_it_were_not_there() {
        for query in [
            "",
            "works=x",
            "works=-1&size=11",
            "size=0&sort=put-code",
            "sort=--date",
            "q=%20",
            "works=99999999999999999999",
        ] {
            assert_eq!(Asked::of(query).works, WorksAsked::default(), "{query}");
        }
        assert_eq!(Asked::of(&format!("q={}", "ö".repeat(500))).works.words.chars().count(), LONGEST);
    }

    #[test]
    fn addresses_keep_what_was_chosen_and_nothing_else() {
        let orcid: OrcidId = "0009-9000-0000-0010".parse().expect("an iD");
        let asked = Asked::of("works=2&size=100&sort=date&q=a%26b&strange=1");
        let address = asked.address(orcid, "works", 3);
        assert_eq!(address, "/0009-9000-0000-0010?works=3&size=100&sort=date&q=a%26b#works");
        assert_eq!(Asked::of("").address(orcid, "works", 2), "/0009-9000-0000-0010?works=2#works");
        assert_eq!(asked.address(orcid, "fundings", 2), "/0009-9000-0000-0010?fundings=2#fundings");
        let again = Asked::of(address.split(['?', '#']).nth(1).expect("a query"));
        assert_eq!(again.works, WorksAsked { page: 3, ..asked.works });
    }

    #[test]
    fn only_the_page_without_a_choice_is_plain() {
        assert!(Asked::of("").is_plain() && Asked::of("lang=de").is_plain());
        for query in ["works=2", "sort=title", "fundings=2", "q=x"] {
            assert!(!Asked::of(query).is_plain(), "{query}");
        }
    }

    #[test]
    fn every_order_that_is_offered_is_understood() {
        for (order, _) in ORDERS {
            assert_eq!(Asked::of(&format!("sort={order}")).order(), order);
        }
    }
}

//! How often values are among those who were found.

use std::collections::HashMap;

/// What those who were found are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// Organizations of affiliations that have not ended.
    CurrentInstitution,
    /// Codes of the countries that a person names.
    Country,
    WorkType,
    /// In which a work was published.
    Year,
}

impl Facet {
    /// All of them, each at its place.
    pub const ALL: [Facet; 4] = [Facet::CurrentInstitution, Facet::Country, Facet::WorkType, Facet::Year];

    /// As answers call it.
    pub const fn name(self) -> &'static str {
        match self {
            Facet::CurrentInstitution => "current-institution",
            Facet::Country => "country",
            Facet::WorkType => "work-type",
            Facet::Year => "year",
        }
    }

    pub(crate) const fn column(self) -> &'static str {
        match self {
            Facet::CurrentInstitution => "facet current-institution",
            Facet::Country => "facet country",
            Facet::WorkType => "facet work-type",
            Facet::Year => "facet year",
        }
    }
}

/// How many records have each value. A record has a value once, however often it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts([HashMap<Box<str>, u64>; Facet::ALL.len()]);

/// The most frequent values of each facet with how many records have them.
pub type Top = Vec<(Facet, Vec<(Box<str>, u64)>)>;

impl Counts {
    pub(crate) fn add(&mut self, facet: Facet, value: &str, records: u64) {
        let values = &mut self.0[facet as usize];
        match values.get_mut(value) {
            Some(known) => *known += records,
            None => _ = values.insert(value.into(), records),
        }
    }

    pub(crate) fn merge(&mut self, other: Counts) {
        for (own, theirs) in self.0.iter_mut().zip(other.0) {
            theirs.into_iter().for_each(|(value, records)| *own.entry(value).or_default() += records);
        }
    }

    /// So many values of each facet at most: the most frequent first, and of those that are as frequent the first by letters.
    pub fn top(&self, most: usize) -> Top {
        let of_one = |facet: Facet| {
            let mut values: Vec<(&str, u64)> =
                self.0[facet as usize].iter().map(|(value, records)| (&**value, *records)).collect();
            let first = |one: &(&str, u64), other: &(&str, u64)| other.1.cmp(&one.1).then(one.0.cmp(other.0));
            if values.len() > most && most > 0 {
                values.select_nth_unstable_by(most - 1, first);
            }
            values.truncate(most);
            values.sort_unstable_by(first);
            (facet, values.into_iter().map(|(value, records)| (value.into(), records)).collect())
        };
        Facet::ALL.map(of_one).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_come_first_and_ties_by_letters() {
        let mut counts = Counts::default();
        for (value, records) in [("SE", 2), ("NO", 2), ("GB", 5), ("US", 1), ("US", 2)] {
            counts.add(Facet::Country, value, records);
        }
        let mut other = Counts::default();
        other.add(Facet::Country, "SE", 1);
        other.add(Facet::Year, "2020", 1);
        counts.merge(other);
        let of = |most| -> Vec<String> {
            let (facet, values) = counts.top(most).swap_remove(1);
            assert_eq!(facet, Facet::Country);
            values.iter().map(|(value, records)| format!("{value} {records}")).collect()
        };
        assert_eq!(of(20), ["GB 5", "SE 3", "US 3", "NO 2"]);
        assert_eq!(of(2), ["GB 5", "SE 3"]);
        assert!(of(0).is_empty());
        assert_eq!(counts.top(1)[3], (Facet::Year, vec![("2020".into(), 1)]));
    }
}

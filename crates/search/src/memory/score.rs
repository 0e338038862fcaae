//! How well a document matches: BM25 as Lucene had it then, k1 1.2 and b 0.75, with the constant factor k1 + 1.

use super::Collection;

/// What is known of all documents, by which the few are weighed that match.
pub trait Statistics {
    /// How many documents there are.
    fn documents(&self) -> u64;

    /// How many have a term in a field, which is a place in [`crate::fields::FIELDS`] or [`crate::fields::DYNAMIC`].
    fn frequency(&self, field: usize, term: &str) -> u64;

    /// How many terms a document has in a field on average.
    fn average_length(&self, field: usize) -> f32;
}

/// Of a collection by itself.
impl Statistics for Collection {
    fn documents(&self) -> u64 {
        self.len() as u64
    }

    fn frequency(&self, field: usize, term: &str) -> u64 {
        self.fields[field].entries(term).len() as u64
    }

    fn average_length(&self, field: usize) -> f32 {
        self.fields[field].total as f32 / self.len().max(1) as f32
    }
}

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// The weight of a term by how many documents have it.
pub(crate) fn rarity(statistics: &dyn Statistics, frequency: u64) -> f32 {
    let (all, frequency) = (statistics.documents().max(frequency) as f32, frequency as f32);
    (1.0 + (all - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// Of a term of this rarity that a document has so many times among so many.
pub(crate) fn score(rarity: f32, times: f32, length: u32, average: f32) -> f32 {
    let share = if average > 0.0 { rounded(length) as f32 / average } else { 1.0 };
    rarity * (K1 + 1.0) * times / (times + K1 * (1.0 - B + B * share))
}

/// The most that [`score`] comes to where a document has at least so many terms for each time.
pub(crate) fn most(rarity: f32, terms: usize, average: f32) -> f32 {
    // Of a length an eighth may be lost. The more often, the less the rest of the formula counts.
    const KEPT: f32 = 0.88;
    let share = if average > 0.0 { KEPT * terms as f32 / average } else { 0.0 };
    rarity * (K1 + 1.0) / (1.0 + K1 * B * share)
}

/// Lengths as indexes keep them, in one byte: exact up to 39, then with three bits behind the first (`SmallFloat`).
fn rounded(length: u32) -> u32 {
    const EXACT: u32 = 24;
    let Some(above) = length.checked_sub(EXACT) else { return length };
    let bits = u32::BITS - above.leading_zeros();
    let shift = bits.saturating_sub(4);
    EXACT + ((above >> shift) << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_a_byte() {
        for (length, expected) in [(0, 0), (24, 24), (39, 39), (40, 40), (41, 40), (42, 42), (57, 56), (1000, 984)] {
            assert_eq!(rounded(length), expected);
        }
        assert!((0..100_000).all(|length| rounded(rounded(length)) == rounded(length) && rounded(length) <= length));
    }

    #[test]
    fn nobody_scores_more_than_the_most() {
        for average in [0.0, 0.3, 2.5, 40.0, 900.0] {
            for (terms, times, rest) in (0..4).flat_map(|terms| [1, 2, 7, 300].map(|times| (terms, times, terms % 3))) {
                let most = most(3.0, terms, average);
                let scored = score(3.0, times as f32, (terms * times + rest) as u32, average);
                assert!(scored <= most, "{terms} terms {times} times, of {average}: {scored} is more than {most}");
            }
        }
        assert!(most(3.0, 2, 2.5) < 0.7 * most(3.0, 0, 2.5), "it says more than that there is an end");
    }

    #[test]
    fn rare_frequent_and_short_counts_more() {
        struct Thousand;
        impl Statistics for Thousand {
            fn documents(&self) -> u64 {
                1000
            }
            fn frequency(&self, _: usize, _: &str) -> u64 {
                1
            }
            fn average_length(&self, _: usize) -> f32 {
                10.0
            }
        }
        let (rare, common) = (rarity(&Thousand, 1), rarity(&Thousand, 900));
        assert!(rare > common && common > 0.0);
        assert!(rarity(&Thousand, 2000) > 0.0, "statistics may lag behind");
        assert!(score(rare, 2.0, 10, 10.0) > score(rare, 1.0, 10, 10.0));
        assert!(score(rare, 1.0, 5, 10.0) > score(rare, 1.0, 10, 10.0));
        // By hand: ln(1 + 999.5 / 1.5) * 2.2 / 2.2.
        assert!((score(rare, 1.0, 10, 10.0) - (1.0_f32 + 999.5 / 1.5).ln()).abs() < 1e-4);
    }
}

//! Terms that stand together.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// Which terms of a phrase are the same: each stands for a word of its own.
#[derive(Clone, Debug)]
pub(crate) struct Repeats(Vec<(usize, usize)>);

impl Repeats {
    /// All pairs of places that have the same term.
    pub fn of(terms: &[Box<str>]) -> Self {
        let mut by_term: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut pairs = Vec::new();
        for (place, term) in terms.iter().enumerate() {
            let before = by_term.entry(term).or_default();
            pairs.extend(before.iter().map(|other| (*other, place)));
            before.push(place);
        }
        Repeats(pairs)
    }
}

/// How much it costs to look for a phrase in a document.
pub(crate) fn work(positions: &[&[u32]], repeats: &Repeats, slop: u32) -> u64 {
    let total: usize = positions.iter().map(|it| it.len()).sum();
    let first = positions.first().map_or(0, |it| it.len());
    let more = if slop == 0 { first * positions.len() } else { total * repeats.0.len() };
    (total + more) as u64
}

/// How often terms stand in a row, given where each stands; with `slop` moves between them, a match counts the less the
/// more it needs.
pub(crate) fn times(positions: &[&[u32]], repeats: &Repeats, slop: u32) -> f32 {
    if slop == 0 { exactly(positions) } else { loosely(positions, repeats, slop) }
}

fn exactly(positions: &[&[u32]]) -> f32 {
    let [first, others @ ..] = positions else { return 0.0 };
    let mut at = vec![0; others.len()];
    let mut found = 0;
    'starts: for start in *first {
        for (index, other) in others.iter().enumerate() {
            let wanted = start + 1 + index as u32;
            while other.get(at[index]).is_some_and(|position| *position < wanted) {
                at[index] += 1;
            }
            match other.get(at[index]) {
                None => return found as f32,
                Some(position) if *position != wanted => continue 'starts,
                Some(_) => {}
            }
        }
        found += 1;
    }
    found as f32
}

/// As Lucene counts: positions are taken as if the phrase began with each term, and terms match when they are all within
/// `slop` of each other. The one that is furthest behind moves on.
fn loosely(positions: &[&[u32]], repeats: &Repeats, slop: u32) -> f32 {
    // Where the phrase would begin by each term, which may be before the text does.
    let start = |term: usize, at: usize| Some(i64::from(*positions[term].get(at)?) - term as i64);
    let mut heap = BinaryHeap::with_capacity(positions.len());
    let mut at = vec![0; positions.len()];
    let mut last = i64::MIN;
    for term in 0..positions.len() {
        let Some(begins) = start(term, 0) else { return 0.0 };
        last = last.max(begins);
        heap.push(Reverse((begins, term)));
    }
    let apart =
        |at: &[usize]| repeats.0.iter().all(|(one, other)| positions[*one][at[*one]] != positions[*other][at[*other]]);
    let mut found = 0.0;
    while let Some(Reverse((mut begins, term))) = heap.pop() {
        let next = heap.peek().map_or(i64::MAX, |Reverse((next, _))| *next);
        let mut best: Option<i64> = None;
        // The term that is behind moves up to the next one; the shortest way on it counts.
        loop {
            if apart(&at) {
                best = Some(best.map_or(last - begins, |best: i64| best.min(last - begins)));
            }
            at[term] += 1;
            match start(term, at[term]) {
                Some(further) if further <= next => begins = further,
                Some(further) => {
                    last = last.max(further);
                    found += weight(best, slop);
                    heap.push(Reverse((further, term)));
                    break;
                }
                None => return found + weight(best, slop),
            }
        }
    }
    found
}

fn weight(distance: Option<i64>, slop: u32) -> f32 {
    match distance {
        Some(distance) if distance <= i64::from(slop) => 1.0 / (1.0 + distance as f32),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(positions: &[&[u32]], slop: u32) -> f32 {
        times(positions, &Repeats(Vec::new()), slop)
    }

    #[test]
    fn words_in_a_row_or_with_moves_between() {
        assert_eq!(of(&[&[0, 5], &[1, 7]], 0), 1.0);
        assert_eq!(of(&[&[0, 5], &[1, 6]], 0), 2.0);
        assert_eq!(of(&[&[0], &[2]], 0), 0.0);
        assert_eq!(of(&[&[0], &[2]], 1), 0.5);
        // Swapped words need two moves.
        assert_eq!(of(&[&[1], &[0]], 1), 0.0);
        assert!(of(&[&[1], &[0]], 2) > 0.0);
        // Gamma of the next value is 100 moves away.
        assert_eq!(of(&[&[1], &[102]], 99), 0.0);
        assert!(of(&[&[1], &[102]], 100) > 0.0);
    }

    #[test]
    fn a_word_stands_for_one_of_the_phrase() {
        let twice = Repeats::of(&["a".into(), "b".into(), "a".into()]);
        assert_eq!(twice.0, [(0, 2)]);
        assert_eq!(times(&[&[3], &[4], &[3]], &twice, 5), 0.0);
        assert!(times(&[&[3, 9], &[4], &[3, 9]], &twice, 9) > 0.0);
    }

    /// Whether any choice of positions fits.
    fn fits(positions: &[Vec<u32>], slop: i64, chosen: &mut Vec<i64>) -> bool {
        let term = chosen.len();
        let Some(own) = positions.get(term) else {
            return chosen.iter().max().zip(chosen.iter().min()).is_some_and(|(most, least)| most - least <= slop);
        };
        own.iter().any(|position| {
            chosen.push(i64::from(*position) - term as i64);
            let fits = fits(positions, slop, chosen);
            chosen.pop();
            fits
        })
    }

    proptest! {
        #[test]
        fn loose_phrases_are_found_whenever_some_choice_fits(
            positions in prop::collection::vec(prop::collection::btree_set(0u32..12, 1..4), 2..4),
            slop in 0u32..6,
        ) {
            let positions: Vec<Vec<u32>> = positions.into_iter().map(|it| it.into_iter().collect()).collect();
            let slices: Vec<&[u32]> = positions.iter().map(|it| &**it).collect();
            let expected = fits(&positions, slop.into(), &mut Vec::new());
            prop_assert_eq!(of(&slices, slop) > 0.0, expected);
        }
    }
}

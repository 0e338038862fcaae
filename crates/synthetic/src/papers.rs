//! Which works people have in common.
//!
//! There is no list of papers. Whoever wants one draws its number from the pool of a community, which is as large as
//! makes each paper drawn as often as it has owners in the mean; two who draw the same number own the same paper, and
//! everything about it follows from the number. So each record can be made without the others.
//!
//! Owners per paper are a mixture of such pools (`platform` 9.3: 1: 62 %, 2: 20 %, 3: 9 %, 4-10: 8.5 %, more: 0.5 %, in
//! the mean 1.83). How often a paper of a pool is drawn is Poisson's distribution, of which the shares below make these.

use crate::rng::{Rng, Stream, hash};

/// A kind of paper by how many own it.
struct Pool {
    /// Draws per paper.
    owners: f64,
    /// Of a thousand draws, those from this pool.
    draws: f64,
    /// People in a community.
    community: u64,
}

/// People in a community: small, so that a small registry has whole ones.
const COMMUNITY: u64 = 4096;
/// Collaborations are larger.
const COLLABORATION: u64 = 32_768;
/// Who has more works than this draws from pools of a wider community: they would empty the small ones.
const MANY: u64 = 1000;
const WIDE: u64 = 1 << 20;

/// Papers that a record draws in the mean: 5.87 summaries with a DOI on 0.65 of them, 1.475 summaries of one work.
const DRAWS: f64 = 5.87 * 0.65 / 1.475;
/// Of these, the part of people with many works.
const OF_MANY: f64 = 0.022;

/// What is drawn of a thousand times from no pool has one owner.
const POOLS: &[Pool] = &[
    Pool { owners: 1.0, draws: 478.0, community: COMMUNITY },
    Pool { owners: 3.0, draws: 241.0, community: COMMUNITY },
    Pool { owners: 6.0, draws: 66.0, community: COMMUNITY },
    Pool { owners: 13.0, draws: 43.0, community: COMMUNITY },
    Pool { owners: 107.0, draws: 32.0, community: COLLABORATION },
];

/// Which paper, and whether a large collaboration wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Paper {
    pub number: u64,
    pub collaboration: bool,
}

/// Draws papers for one person.
pub struct Papers {
    seed: u64,
    index: u64,
    many: bool,
    next_own: u64,
    /// Numbers of this person, so that nobody owns a paper twice.
    taken: std::collections::HashSet<u64>,
}

impl Papers {
    /// For the person at a place, who has so many works: those who have very many share no paper of a large
    /// collaboration.
    pub fn new(seed: u64, index: u64, works: u64) -> Self {
        Papers { seed, index, many: works > MANY, next_own: 0, taken: std::collections::HashSet::new() }
    }

    /// A paper that may have other owners.
    pub fn shared(&mut self, rng: &mut Rng) -> Paper {
        let mut at = rng.unit() * 1000.0;
        let pool = POOLS.iter().enumerate().find(|(_, pool)| {
            at -= pool.draws;
            at < 0.0
        });
        let Some((kind, pool)) = pool else { return self.own() };
        // Thousands of lists with thousands of names each would not fit into memory.
        if self.many && pool.community == COLLABORATION {
            return self.own();
        }
        let (people, draws) =
            if self.many { (WIDE, DRAWS * OF_MANY) } else { (pool.community, DRAWS * (1.0 - OF_MANY)) };
        let papers = (people as f64 * draws * pool.draws / 1000.0 / pool.owners).max(1.0) as u64;
        // In another community of the same number of people, other papers have these numbers.
        let community = (self.index / people) << 8 | (kind as u64) << 1 | u64::from(self.many);
        let number = hash(self.seed ^ community.wrapping_mul(0x9E6C_63D0_876A_68DF), Stream::Paper, rng.below(papers));
        match self.taken.insert(number) {
            true => Paper { number, collaboration: pool.community == COLLABORATION },
            false => self.own(),
        }
    }

    /// A paper of nobody else.
    pub fn own(&mut self) -> Paper {
        self.next_own += 1;
        let place = self.index.wrapping_mul(1 << 20).wrapping_add(self.next_own);
        Paper { number: hash(self.seed, Stream::Paper, place), collaboration: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn owners_per_paper_are_as_published() {
        let mut owners: HashMap<u64, u32> = HashMap::new();
        for index in 0..65_536 {
            let mut rng = Rng::new(5, Stream::Works, index);
            let works = if rng.chance(0.31) { rng.log_normal(6.6, 1.45).clamp(1.0, 1000.0) } else { 0.0 };
            let mut papers = Papers::new(5, index, works as u64);
            for _ in 0..rng.rounded(works * 0.65 / 1.475) {
                *owners.entry(papers.shared(&mut rng).number).or_default() += 1;
            }
        }
        let count = owners.len() as f64;
        let share = |range: std::ops::RangeInclusive<u32>| {
            owners.values().filter(|it| range.contains(it)).count() as f64 / count
        };
        let mean = f64::from(owners.values().sum::<u32>()) / count;
        for (found, wanted) in [
            (share(1..=1), 0.62),
            (share(2..=2), 0.20),
            (share(3..=3), 0.09),
            (share(4..=10), 0.085),
            (share(11..=u32::MAX) * 10.0, 0.05),
            (mean / 10.0, 0.183),
        ] {
            assert!((found - wanted).abs() < 0.02, "{found} for {wanted}");
        }
    }
}

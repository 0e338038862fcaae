//! Looking names up.

use super::{Directory, Named, hash, words_of};

/// Longer input is cut, in letters: no name is looked up by more.
const LONGEST: usize = 200;
/// So few are looked at one by one.
const FEW: usize = 1024;
/// So many places in lists are marked while the names of one entry are looked through.
const MARKED: usize = 16;

/// What somebody typed.
#[derive(Clone, Debug)]
pub struct Typed {
    /// Words with a blank between them.
    words: String,
}

/// Who was found, the best first, and what it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<K> {
    pub keys: Vec<K>,
    /// Entries that were looked at, and places in lists of them.
    pub touched: u64,
}

impl Typed {
    /// The words of a text, as names have them.
    pub fn new(text: &str) -> Self {
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        Typed { words: words_of(&text[..end]) }
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Each word once: names have to have it, and once is enough.
    fn each(&self) -> Vec<&str> {
        let mut words: Vec<_> = self.words.split(' ').collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

impl<K: Clone> Directory<K> {
    /// At most so many of those that have one of these marks.
    pub fn find(&self, typed: &Typed, marks: u8, most: usize) -> Found<K> {
        let mut finding = Finding { directory: self, marks, most, ranks: Vec::new(), touched: 0 };
        if !typed.is_empty() && most > 0 {
            finding.whole(&typed.words);
            finding.phrase(&typed.words);
            finding.beginnings(&typed.each());
        }
        let keys = finding.ranks.iter().map(|rank| self.entries[*rank as usize].key.clone()).collect();
        Found { keys, touched: finding.touched }
    }
}

struct Finding<'d, K> {
    directory: &'d Directory<K>,
    marks: u8,
    most: usize,
    /// Who was found, in order.
    ranks: Vec<u32>,
    touched: u64,
}

impl<K> Finding<'_, K> {
    fn is_full(&self) -> bool {
        self.ranks.len() >= self.most
    }

    /// Takes those of whom it holds, until there are enough.
    fn take(&mut self, ranks: impl IntoIterator<Item = u32>, holds: impl Fn(&str) -> bool) {
        for rank in ranks {
            if self.is_full() {
                return;
            }
            self.touched += 1;
            let Named { marks, names, .. } = &self.directory.entries[rank as usize];
            if marks & self.marks != 0 && !self.ranks.contains(&rank) && holds(names) {
                self.ranks.push(rank);
            }
        }
    }

    /// Whose name is what was typed.
    fn whole(&mut self, words: &str) {
        let (hash, all) = (hash(words), &self.directory.whole);
        let begin = all.partition_point(|it| it.0 < hash);
        let same = all[begin..].iter().take_while(|it| it.0 == hash).map(|it| it.1);
        let line = format!("\n {words} \n");
        self.take(same, |names| names.contains(&line));
    }

    /// Who has it as a phrase in a name.
    fn phrase(&mut self, words: &str) {
        let fewest = words.split(' ').map(|it| self.directory.with_word(it)).min_by_key(|it| it.len());
        let phrase = format!(" {words} ");
        self.take(fewest.unwrap_or_default().iter().copied(), |names| names.contains(&phrase));
    }

    /// In whose name each word begins one.
    fn beginnings(&mut self, words: &[&str]) {
        let beginnings: Vec<_> = words.iter().map(|it| format!(" {it}")).collect();
        let holds = |names: &str| {
            let has_all = |name: &str| beginnings.iter().all(|it| name.contains(it.as_str()));
            if beginnings.len() == 1 { has_all(names) } else { names.lines().any(has_all) }
        };
        let lists: Vec<_> = words.iter().map(|it| self.directory.with_prefix(it)).collect();
        let Some(fewest) = lists.iter().min_by_key(|it| it.len()).copied() else { return };
        if fewest.len() > FEW {
            // Of what many have, the first are soon met.
            let until = fewest.len().min(self.directory.entries.len() / 8);
            self.take(0..until as u32, holds);
        }
        if self.is_full() {
            return;
        }
        let places: usize = lists.iter().map(|it| it.len()).sum();
        let candidates = if fewest.len() <= FEW.max(places / MARKED) { sorted(fewest) } else { self.common(&lists) };
        self.take(candidates, holds);
    }

    /// Ranks that are in all of these lists, in order.
    fn common(&mut self, lists: &[&[u32]]) -> Vec<u32> {
        let mut common: Option<Vec<u64>> = None;
        for list in lists {
            let mut bits = vec![0u64; self.directory.entries.len().div_ceil(64)];
            for rank in *list {
                bits[*rank as usize / 64] |= 1 << (rank % 64);
            }
            self.touched += list.len() as u64;
            common = Some(match common {
                None => bits,
                Some(before) => before.iter().zip(&bits).map(|(a, b)| a & b).collect(),
            });
        }
        let bits = common.unwrap_or_default();
        let of_block = |(block, bits): (usize, u64)| {
            (0..64u32).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| block as u32 * 64 + bit)
        };
        bits.into_iter().enumerate().filter(|it| it.1 != 0).flat_map(of_block).collect()
    }
}

fn sorted(ranks: &[u32]) -> Vec<u32> {
    let mut ranks = ranks.to_vec();
    ranks.sort_unstable();
    ranks.dedup();
    ranks
}

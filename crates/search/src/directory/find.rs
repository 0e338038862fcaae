//! Looking names up.

use super::{Directory, Named, hash, words_of};

/// Longer input is cut, in letters: no name is looked up by more.
const LONGEST: usize = 200;
/// So few are looked at one by one. Beyond them it is cheaper to mark who has each word.
const FEW: usize = 512;

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
    /// Entries whose names were looked at.
    pub looked: u64,
    /// Names that were marked as having a word: a hundred cost what one look does.
    pub marked: u64,
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

    /// Each word that is not the beginning of another: a name that has that one has both.
    fn beginnings(&self) -> Vec<&str> {
        let mut words: Vec<_> = self.words.split(' ').collect();
        words.sort_unstable();
        words.dedup_by(|next, word| {
            let is_covered = next.starts_with(&**word);
            if is_covered {
                std::mem::swap(next, word);
            }
            is_covered
        });
        words
    }
}

impl<K: Clone> Directory<K> {
    /// At most so many of those that have one of these marks.
    pub fn find(&self, typed: &Typed, marks: u8, most: usize) -> Found<K> {
        let mut finding = Finding { directory: self, marks, most, ranks: Vec::new(), looked: 0, marked: 0 };
        if !typed.is_empty() && most > 0 {
            finding.whole(&typed.words);
            finding.phrase(&typed.words);
            finding.beginnings(&typed.beginnings());
        }
        let keys = finding.ranks.iter().map(|rank| self.entries[*rank as usize].key.clone()).collect();
        Found { keys, looked: finding.looked, marked: finding.marked }
    }
}

impl<K> Directory<K> {
    /// Whose names these are, in their order, each once where they are in order.
    fn owners_of<'a>(&'a self, names: &'a [u32]) -> impl Iterator<Item = u32> + use<'a, K> {
        let mut last = None;
        names.iter().map(|name| self.owners[*name as usize]).filter(move |rank| last.replace(*rank) != Some(*rank))
    }
}

struct Finding<'d, K> {
    directory: &'d Directory<K>,
    marks: u8,
    most: usize,
    /// Who was found, in order.
    ranks: Vec<u32>,
    looked: u64,
    marked: u64,
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
            self.looked += 1;
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
        let (directory, phrase) = (self.directory, format!(" {words} "));
        let holds = |names: &str| names.contains(&phrase);
        let lists: Vec<_> = words.split(' ').map(|it| directory.with_word(it)).collect();
        let Some(fewest) = lists.iter().min_by_key(|it| it.len()).copied() else { return };
        // Of what many have, the first are soon met; those of one word are in order.
        let until = if lists.len() == 1 { fewest.len() } else { fewest.len().min(FEW) };
        self.take(directory.owners_of(&fewest[..until]), holds);
        if !self.is_full() && until < fewest.len() {
            let common = self.common(lists);
            self.take(directory.owners_of(&common), holds);
        }
    }

    /// In whose name each word begins one.
    fn beginnings(&mut self, words: &[&str]) {
        let directory = self.directory;
        let lists: Vec<_> = words.iter().map(|it| directory.with_prefix(it)).collect();
        let Some(fewest) = lists.iter().min_by_key(|it| it.len()).copied() else { return };
        let beginnings: Vec<_> = words.iter().map(|it| format!(" {it}")).collect();
        let has_all = |name: &str| beginnings.iter().all(|it| name.contains(it.as_str()));
        let holds = |names: &str| if words.len() == 1 { has_all(names) } else { names.lines().any(has_all) };
        if fewest.len() <= FEW {
            let mut names = fewest.to_vec();
            names.sort_unstable();
            return self.take(directory.owners_of(&names), holds);
        }
        self.take(0..FEW.min(directory.entries.len()) as u32, holds);
        if !self.is_full() {
            let common = self.common(lists);
            self.take(directory.owners_of(&common), |_| true);
        }
    }

    /// The names that are in all of these lists, in order.
    fn common(&mut self, mut lists: Vec<&[u32]>) -> Vec<u32> {
        lists.sort_unstable_by_key(|it| it.len());
        let blocks = self.directory.owners.len().div_ceil(64);
        let (mut common, mut marked) = (vec![u64::MAX; blocks], vec![0u64; blocks]);
        for list in lists {
            marked.fill(0);
            for name in list {
                marked[*name as usize / 64] |= 1 << (name % 64);
            }
            self.marked += list.len() as u64;
            common.iter_mut().zip(&marked).for_each(|(a, b)| *a &= b);
        }
        let of_block = |(block, bits): (usize, u64)| {
            (0..64u32).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| block as u32 * 64 + bit)
        };
        common.into_iter().enumerate().filter(|it| it.1 != 0).flat_map(of_block).collect()
    }
}

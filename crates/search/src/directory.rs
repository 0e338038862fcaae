//! Names that are looked up while they are typed: those of organisations (`search` 12).
//!
//! * What was typed is words, folded as where accents do not count. A name is found when each of them begins a word of it.
//! * A name that is what was typed comes first, then those that have it as a phrase, then the others; among them the
//!   popular ones, then those with the shortest name.
//! * A directory is small, lies in memory and never changes: one with changes is [another](Directory::with). Entries
//!   stand in the order in which they are found, so that looking ends with the last that is wanted.

mod find;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use find::{Found, Typed};

use crate::analysis;
use crate::fields::Analysis;

/// Of one thing; what it is called beyond that is not looked up.
const MOST_NAMES: usize = 100;
/// Of one name.
const MOST_WORDS: usize = 64;

/// What goes into a directory.
#[derive(Clone, Debug)]
pub struct Named<K> {
    pub key: K,
    /// In which look-ups it is found: bits of whoever asks.
    pub marks: u8,
    pub popularity: u64,
    names: Arc<str>,
    /// Words of the first name, in bytes.
    length: u32,
}

impl<K> Named<K> {
    /// By its names, the one it is shown with first. Without any, or without marks, it is not found.
    pub fn new<'n>(key: K, marks: u8, popularity: u64, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut lines = String::from("\n");
        let mut length = None;
        for name in names.into_iter().take(MOST_NAMES) {
            let words = words_of(name);
            if words.is_empty() {
                continue;
            }
            length.get_or_insert(words.len());
            let line = format!(" {words} \n");
            if !lines.ends_with(&line) {
                lines.push_str(&line);
            }
        }
        let length = u32::try_from(length.unwrap_or_default()).unwrap_or(u32::MAX);
        Named { key, marks, popularity, names: lines.into(), length }
    }

    fn is_found(&self) -> bool {
        self.marks != 0 && self.names.len() > 1
    }
}

/// Words as they are compared, with a blank between them.
fn words_of(text: &str) -> String {
    let (mut words, mut count) = (String::new(), 0);
    analysis::terms(Analysis::Folded, text, |word| {
        if count < MOST_WORDS {
            words.push_str(if count > 0 { " " } else { "" });
            words.push_str(word);
            count += 1;
        }
    });
    words
}

/// Everything that can be found by name.
#[derive(Debug)]
pub struct Directory<K> {
    /// The most popular first; the place is a rank.
    entries: Vec<Named<K>>,
    /// All words, sorted, one behind the other.
    text: Box<str>,
    words: Box<[Word]>,
    /// The names that have a word, word by word, each in order.
    names: Box<[u32]>,
    /// Whose name each is, as a rank: names are numbered in the order of their entries.
    owners: Box<[u32]>,
    /// Ranks by the hash of a whole name.
    whole: Box<[(u32, u32)]>,
}

/// Where a word, and the names that have it, begin; the last one is where all end.
#[derive(Clone, Copy, Debug)]
struct Word {
    text: u32,
    names: u32,
}

impl<K> Default for Directory<K> {
    fn default() -> Self {
        let end = Word { text: 0, names: 0 };
        let nothing = || Box::<[u32]>::default();
        let (names, owners) = (nothing(), nothing());
        Directory { entries: Vec::new(), text: "".into(), words: [end].into(), names, owners, whole: [].into() }
    }
}

impl<K: Clone + Ord> Directory<K> {
    /// The same directory in which these stand instead of what they replace. Takes as long as making it anew.
    #[must_use]
    pub fn with(&self, mut changed: Vec<Named<K>>) -> Self {
        changed.sort_by(|a, b| a.key.cmp(&b.key));
        // Of two the later one.
        changed.dedup_by(|next, before| {
            let again = next.key == before.key;
            if again {
                std::mem::swap(next, before);
            }
            again
        });
        let is_kept = |it: &&Named<K>| changed.binary_search_by(|changed| changed.key.cmp(&it.key)).is_err();
        let mut entries: Vec<_> = self.entries.iter().filter(is_kept).cloned().collect();
        entries.extend(changed.into_iter().filter(Named::is_found));
        entries.sort_unstable_by(|a, b| {
            b.popularity.cmp(&a.popularity).then(a.length.cmp(&b.length)).then_with(|| a.key.cmp(&b.key))
        });
        Self::of(entries)
    }

    fn of(entries: Vec<Named<K>>) -> Self {
        let (mut by_word, mut whole, mut owners) = (BTreeMap::<&str, Vec<u32>>::new(), Vec::new(), Vec::new());
        for (rank, entry) in (0..).zip(&entries) {
            for line in entry.names.lines().filter(|line| !line.is_empty()) {
                let name = owners.len() as u32;
                owners.push(rank);
                whole.push((hash(line), rank));
                for word in line.split_ascii_whitespace() {
                    let names = by_word.entry(word).or_default();
                    if names.last() != Some(&name) {
                        names.push(name);
                    }
                }
            }
        }
        whole.sort_unstable();
        whole.dedup();
        let (mut text, mut words, mut names) = (String::new(), Vec::with_capacity(by_word.len() + 1), Vec::new());
        let place = |text: &str, names: &[u32]| Word { text: text.len() as u32, names: names.len() as u32 };
        for (word, of_word) in by_word {
            words.push(place(&text, &names));
            text.push_str(word);
            names.extend(of_word);
        }
        words.push(place(&text, &names));
        let (text, words, names, owners) = (text.into(), words.into(), names.into(), owners.into());
        Directory { entries, text, words, names, owners, whole: whole.into() }
    }
}

impl<K> Directory<K> {
    /// How many can be found.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing can be found.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn word(&self, place: usize) -> &str {
        &self.text[self.words[place].text as usize..self.words[place + 1].text as usize]
    }

    /// The first word from which on this holds; it holds of all that come after one of which it does.
    fn first_word(&self, holds: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.words.len() - 1);
        while low < high {
            let middle = low.midpoint(high);
            if holds(self.word(middle)) { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// The names that have this word, in order.
    fn with_word(&self, word: &str) -> &[u32] {
        let place = self.first_word(|it| it >= word);
        match place + 1 < self.words.len() && self.word(place) == word {
            true => self.names_of(place..place + 1),
            false => &[],
        }
    }

    /// The names that have a word which begins so, in order for each word.
    fn with_prefix(&self, prefix: &str) -> &[u32] {
        let begin = self.first_word(|it| it >= prefix);
        let end = self.first_word(|it| it > prefix && !it.starts_with(prefix));
        self.names_of(begin..end.max(begin))
    }

    fn names_of(&self, words: Range<usize>) -> &[u32] {
        &self.names[self.words[words.start].names as usize..self.words[words.end].names as usize]
    }
}

/// FNV-1a. What has the hash of a name is compared with it.
fn hash(name: &str) -> u32 {
    name.trim().bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

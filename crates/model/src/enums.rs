//! The closed lists of names, as data (`model` 2.4).
//!
//! A value in a document is looked up here for each leaf of its type, millions of times in an import, so every list
//! carries a hash index made at compile time. Names compare exactly, except contributor roles, which are accepted in
//! any case and stored in the case of the list.

mod lists;
mod names;

pub use lists::*;
pub use names::*;

/// A closed list of names.
#[derive(Debug)]
pub struct Enumeration {
    pub name: &'static str,
    /// In order of declaration, which for some lists is an order of display.
    pub values: &'static [&'static str],
    /// Whether any case is accepted; see [`Enumeration::canonical`].
    pub case_insensitive: bool,
    /// Other names that are accepted on write, each with the value it stands for.
    pub aliases: &'static [(&'static str, &'static str)],
    /// Open addressing by [`hash`]: the position in `values` plus one, zero where there is none. The length is a
    /// power of two, at least twice the number of values, so that a search always meets a free slot.
    index: &'static [u16],
}

impl Enumeration {
    /// Whether the value belongs to the list, in any case where the list allows it.
    pub fn contains(&self, value: &str) -> bool {
        self.position(value).is_some()
    }

    /// The place of a value in the order of declaration.
    pub fn position(&self, value: &str) -> Option<usize> {
        let mask = self.index.len() - 1;
        let mut slot = hash(value.as_bytes()) & mask;
        loop {
            let Some(at) = usize::from(*self.index.get(slot)?).checked_sub(1) else {
                return lookup(self.aliases, value).and_then(|value| self.position(value));
            };
            let known = *self.values.get(at)?;
            if known == value || (self.case_insensitive && known.eq_ignore_ascii_case(value)) {
                return Some(at);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The value as the list spells it; differs from the argument for case-insensitive lists and aliases only.
    pub fn canonical(&self, value: &str) -> Option<&'static str> {
        self.position(value).map(|at| self.values[at])
    }
}

/// The CSL type of a work type, if CSL has one.
pub fn csl_type(work_type: &str) -> Option<&'static str> {
    lookup(WORK_TYPE_TO_CSL, work_type)
}

/// The second of the pair whose first is `name`; the tables of pairs are short.
pub fn lookup(pairs: &'static [(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
}

/// FNV-1a over the length and the last bytes in lower case: enough to tell apart names that share a long prefix, and
/// short for those that are long.
const fn hash(text: &[u8]) -> usize {
    let mut state: u32 = 0x811c_9dc5 ^ text.len() as u32;
    let mut at = text.len().saturating_sub(12);
    while at < text.len() {
        state = (state ^ text[at].to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (state ^ (state >> 15)) as usize
}

const fn index_size(values: &[&str]) -> usize {
    (values.len() * 2).next_power_of_two()
}

const fn build_index<const N: usize>(values: &[&str]) -> [u16; N] {
    let mut index = [0u16; N];
    let mut at = 0;
    while at < values.len() {
        let mut slot = hash(values[at].as_bytes()) & (N - 1);
        while index[slot] != 0 {
            slot = (slot + 1) & (N - 1);
        }
        at += 1;
        index[slot] = at as u16;
    }
    index
}

/// Declares a list with its index.
macro_rules! enumeration {
    ($(#[$doc:meta])* $const:ident, $name:literal, $case:ident, [$($value:literal),+ $(,)?] $(, aliases $aliases:expr)?) => {
        $(#[$doc])*
        pub static $const: Enumeration = {
            const VALUES: &[&str] = &[$($value),+];
            const INDEX: &[u16] = &$crate::enums::build_index::<{ $crate::enums::index_size(VALUES) }>(VALUES);
            Enumeration::declare($name, VALUES, $crate::enums::Case::$case, INDEX)$(.also($aliases))?
        };
    };
}
use enumeration;

/// How the values of a list compare.
enum Case {
    Exact,
    AnyCase,
}

impl Enumeration {
    const fn declare(name: &'static str, values: &'static [&'static str], case: Case, index: &'static [u16]) -> Self {
        Enumeration { name, values, case_insensitive: matches!(case, Case::AnyCase), aliases: &[], index }
    }

    const fn also(self, aliases: &'static [(&'static str, &'static str)]) -> Self {
        Enumeration { aliases, ..self }
    }
}

#[cfg(test)]
mod tests;

//! Terms that are a few edits away.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use super::work::Work;
use crate::memory::{NEAREST, nearness};

/// The nearest terms of all segments with how near they are, from 0 to 1: as in memory.
pub(super) fn near(
    searcher: &Searcher,
    field: Field,
    wanted: &str,
    prefix: usize,
    edits: usize,
    work: &Work,
) -> tantivy::Result<Vec<(f32, Box<str>)>> {
    let (space, text) = wanted.split_at(prefix);
    // An automaton has states by the length of the text, and is made anew for each.
    work.spend(LETTER * (1 + text.len() as u64))?;
    let near = Near { space: space.as_bytes(), automaton: automaton(text, edits), steps: Cell::new(0) };
    let length = text.chars().count();
    let mut found: BTreeMap<Box<str>, f32> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().search(&near).into_stream()?;
        while terms.advance() {
            work.spend(1 + near.steps.take())?;
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            let own = &term[prefix..];
            if let Distance::Exact(distance) = near.automaton.eval(own) {
                found.insert(term.into(), nearness(distance.into(), length, own.chars().count()));
            }
        }
    }
    work.spend(near.steps.take())?;
    let mut found: Vec<(f32, Box<str>)> = found.into_iter().map(|(term, nearness)| (nearness, term)).collect();
    // Stable: of those that are as near, the first by letters.
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    found.truncate(NEAREST);
    Ok(found)
}

fn automaton(text: &str, edits: usize) -> DFA {
    // What all automata of a number of edits have in common takes a while to make.
    static ONE: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    static TWO: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    let (builder, edits) = if edits == 1 { (&ONE, 1) } else { (&TWO, 2) };
    builder.get_or_init(|| LevenshteinAutomatonBuilder::new(edits, true)).build_dfa(text)
}

/// Walks a dictionary: first along what names the field, then along what is near.
struct Near<'n> {
    space: &'n [u8],
    automaton: DFA,
    /// How many letters it looked at, wherever that led.
    steps: Cell<u64>,
}

/// What making the automaton of one letter takes, in entries of a list.
const LETTER: u64 = 500;

impl Automaton for Near<'_> {
    /// How much of the name has been passed, and where the automaton is.
    type State = (usize, u32);

    fn start(&self) -> Self::State {
        (0, self.automaton.initial_state())
    }

    fn is_match(&self, (passed, state): &Self::State) -> bool {
        *passed == self.space.len() && matches!(self.automaton.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, (_, state): &Self::State) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, (passed, state): &Self::State, byte: u8) -> Self::State {
        self.steps.set(self.steps.get() + 1);
        match self.space.get(*passed) {
            Some(own) if *own == byte => (passed + 1, *state),
            Some(_) => (*passed, SINK_STATE),
            None => (*passed, self.automaton.transition(*state, byte)),
        }
    }
}

//! Who has which term where, in a field.

use std::collections::HashMap;

/// The terms of a field, in order, and who has them: one after the other in a few lists, since each by itself would take
/// three times the room.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Terms {
    text: String,
    /// Where each term ends in the text, and where its entries end.
    ends: Vec<(u32, u32)>,
    /// A document that has a term, and where its positions end.
    entries: Vec<(u32, u32)>,
    positions: Vec<u32>,
    /// How many terms the documents have here, by their number; empty when nobody has any.
    pub lengths: Vec<u32>,
    pub total: u64,
}

/// Those who have a term, in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entries<'t> {
    terms: &'t Terms,
    first: u32,
    end: u32,
}

/// A document that has a term, and where: the term is the so-manieth of the field. Never nowhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'t> {
    pub document: u32,
    pub positions: &'t [u32],
}

impl Terms {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The term at a place in their order.
    pub fn term(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before].0);
        &self.text[start as usize..self.ends[place].0 as usize]
    }

    /// Those who have the term at a place.
    pub fn entries_at(&self, place: usize) -> Entries<'_> {
        let first = place.checked_sub(1).map_or(0, |before| self.ends[before].1);
        Entries { terms: self, first, end: self.ends[place].1 }
    }

    /// The place of the first term from this one on.
    pub fn first(&self, term: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.term(middle) < term { low = middle + 1 } else { high = middle }
        }
        low
    }

    pub fn entries(&self, term: &str) -> Entries<'_> {
        let place = self.first(term);
        match place < self.len() && self.term(place) == term {
            true => self.entries_at(place),
            false => Entries { terms: self, first: 0, end: 0 },
        }
    }

    /// Terms from this one on, in order.
    pub fn from(&self, term: &str) -> impl Iterator<Item = (&str, Entries<'_>)> {
        (self.first(term)..self.len()).map(|place| (self.term(place), self.entries_at(place)))
    }

    /// The next term; its entries come before.
    pub fn push(&mut self, term: &str) {
        self.text.push_str(term);
        self.ends.push((number(self.text.len()), number(self.entries.len())));
    }

    /// The next entry of the term that is pushed after its last.
    pub fn push_entry(&mut self, document: u32, positions: &[u32]) {
        self.positions.extend_from_slice(positions);
        self.entries.push((document, number(self.positions.len())));
    }

    /// How many entries there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Gives back room that was kept for more.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.positions.shrink_to_fit();
    }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).expect("a collection is held in memory, and far smaller")
}

impl<'t> Entries<'t> {
    pub fn len(self) -> usize {
        (self.end - self.first) as usize
    }

    pub fn get(self, at: usize) -> Option<Entry<'t>> {
        (at < self.len()).then(|| {
            let place = self.first as usize + at;
            let start = place.checked_sub(1).map_or(0, |before| self.terms.entries[before].1);
            let (document, end) = self.terms.entries[place];
            Entry { document, positions: &self.terms.positions[start as usize..end as usize] }
        })
    }

    pub fn iter(self) -> impl Iterator<Item = Entry<'t>> {
        (0..self.len()).filter_map(move |at| self.get(at))
    }
}

/// Terms in the making. What was found grows by pieces, so that nothing is copied and what is let go of fits what comes next.
#[derive(Default)]
pub(super) struct Builder {
    known: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
    /// The number of a term and its position, one after the other.
    found: Vec<Vec<(u32, u32)>>,
    count: u32,
    /// A document, and where what was found of it ends.
    documents: Vec<(u32, u32)>,
}

/// So much of what was found is in one piece.
const PIECE: usize = 1 << 14;

impl Builder {
    /// The next term of a document; documents come in order.
    pub fn add(&mut self, document: u32, position: u32, term: &str) {
        let number = match self.known.get(term) {
            Some(number) => *number,
            None => {
                let number = number(self.known.len());
                self.known.insert(term.into(), number);
                number
            }
        };
        self.count += 1;
        match self.documents.last_mut() {
            Some((same, end)) if *same == document => *end = self.count,
            _ => self.documents.push((document, self.count)),
        }
        match self.found.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push((number, position)),
            // Mostly there is little.
            None => self.found.push(vec![(number, position)]),
            Some(_) => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push((number, position));
                self.found.push(piece);
            }
        }
    }

    pub fn finish(self, documents: usize) -> Terms {
        let mut terms = Terms { total: u64::from(self.count), ..Terms::default() };
        if self.count == 0 {
            return terms;
        }
        terms.lengths.resize(documents, 0);
        let mut start = 0;
        for (document, end) in &self.documents {
            terms.lengths[*document as usize] = end - start;
            start = *end;
        }
        let mut texts: Vec<(Box<str>, u32)> = self.known.into_iter().collect();
        texts.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut ranks = vec![0_u32; texts.len()];
        (0..).zip(&texts).for_each(|(rank, (_, number))| ranks[*number as usize] = rank);
        // Where what was found of each term is put: by rank, and what was found first comes first.
        let mut places = vec![0_u32; texts.len() + 1];
        self.found.iter().flatten().for_each(|(number, _)| places[ranks[*number as usize] as usize + 1] += 1);
        (1..places.len()).for_each(|rank| places[rank] += places[rank - 1]);
        let (mut positions, mut owners) = (vec![0; self.count as usize], vec![0; self.count as usize]);
        let mut of = self.documents.iter();
        let mut document = (0, 0);
        for (at, (number, position)) in (0..).zip(self.found.into_iter().flatten()) {
            if at >= document.1 {
                document = of.next().copied().unwrap_or(document);
            }
            let place = &mut places[ranks[number as usize] as usize];
            (positions[*place as usize], owners[*place as usize]) = (position, document.0);
            *place += 1;
        }
        // By now each place is where its term ends.
        terms.positions = positions;
        let mut start = 0;
        for (rank, (text, _)) in texts.iter().enumerate() {
            let end = places[rank] as usize;
            for of_document in owners[start..end].chunk_by(|one, next| one == next) {
                start += of_document.len();
                terms.entries.push((of_document[0], number(start)));
            }
            terms.push(text);
        }
        terms.shrink();
        terms
    }
}

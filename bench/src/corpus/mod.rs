//! Synthetic records: the same for the same seed, on every machine, in the shape of the live registry.
//!
//! Nobody in here exists. Names are put together from short lists, iDs come from the test block. The shares and
//! distributions follow the published figures on the registry (works a log-normal number, four fifths of the groups
//! with one member, seven identifiers in ten a DOI, …).

mod archive;
mod draw;
mod json;
mod person;
mod rng;
mod xml;

pub use archive::{Sizes, write};
pub use person::Person;

/// Which mix of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shape {
    /// Everyone keeps a record: about 30 items in the median. What a reader of records meets.
    Kept,
    /// As registered: half the records have nothing but a name, a few have thousands of items. What an import meets.
    Registry,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Syntax {
    Xml,
    Json,
}

/// What to make. Equal plans make equal bytes.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub records: u64,
    pub seed: u64,
    pub shape: Shape,
    pub syntax: Syntax,
    /// Works of the first record, when it is to be a heavy one.
    pub first_has_works: Option<usize>,
}

impl Plan {
    /// The record at this place; each can be made without those before it.
    pub fn person(&self, index: u64) -> Person {
        let works = self.first_has_works.filter(|_| index == 0);
        draw::person(&mut rng::Rng::new(self.seed, index), self.shape, index, works)
    }

    /// The document of a record as the data file has it.
    pub fn document(&self, person: &Person) -> String {
        match self.syntax {
            Syntax::Xml => xml::record(person),
            Syntax::Json => json::record(person),
        }
    }

    pub fn extension(&self) -> &'static str {
        match self.syntax {
            Syntax::Xml => "xml",
            Syntax::Json => "json",
        }
    }
}

#[cfg(test)]
mod tests;

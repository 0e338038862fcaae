//! How far somebody has read the change log (`decisions` 21).

/// A place in the change log. What others keep of it is a text that says nothing to them, and that surfaces make
/// (`byline_oauth::Seal`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor(u64);

impl Cursor {
    /// Before everything.
    pub const START: Cursor = Cursor(0);

    /// After the entry with this number.
    pub const fn new(sequence: u64) -> Self {
        Cursor(sequence)
    }

    /// The number of the last entry that was read; leaves the registry sealed alone.
    pub const fn sequence(self) -> u64 {
        self.0
    }
}

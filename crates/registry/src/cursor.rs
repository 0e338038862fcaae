//! How far somebody has read the change log, as a text for others to keep (`decisions` 21).

use std::fmt;
use std::str::FromStr;

/// A place in the change log. Its text says nothing to who keeps it: there is no order in it and nothing to add to, so
/// that another store may write it in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor(u64);

/// A text that is no cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a cursor is taken from an earlier answer; 0 is the beginning")]
pub struct InvalidCursor;

/// Odd, so that multiplying by it can be undone.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
const GATHER: u64 = inverse(SPREAD);

/// Modulo 2^64, by Newton's iteration: each step doubles the number of bits that are right.
const fn inverse(odd: u64) -> u64 {
    let mut found: u64 = odd;
    let mut step = 0;
    while step < 5 {
        found = found.wrapping_mul(2u64.wrapping_sub(odd.wrapping_mul(found)));
        step += 1;
    }
    found
}

impl Cursor {
    /// Before everything.
    pub const START: Cursor = Cursor(0);

    pub const fn new(sequence: u64) -> Self {
        Cursor(sequence)
    }

    pub const fn sequence(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("0"),
            sequence => write!(f, "c{:016x}", sequence.wrapping_mul(SPREAD)),
        }
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "0" {
            return Ok(Cursor::START);
        }
        let digits = text.strip_prefix('c').filter(|digits| digits.len() == 16).ok_or(InvalidCursor)?;
        let spread = u64::from_str_radix(digits, 16).map_err(|_| InvalidCursor)?;
        let sequence = spread.wrapping_mul(GATHER);
        // Stores count in 63 bits.
        if sequence == 0 || sequence > i64::MAX as u64 { Err(InvalidCursor) } else { Ok(Cursor(sequence)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_survive_text() {
        for sequence in [0, 1, 2, 17, 1 << 40, i64::MAX as u64] {
            assert_eq!(Cursor::new(sequence).to_string().parse(), Ok(Cursor::new(sequence)), "{sequence}");
        }
        assert_eq!(Cursor::START.to_string(), "0");
        assert_eq!(Cursor::new(1).to_string().len(), 17);
    }

    #[test]
    fn other_texts_are_none() {
        for text in ["", "1", "c", "c1", "c000000000000000g", "+123", "c0000000000000000", "cffffffffffffffff0", "-1"] {
            assert_eq!(text.parse::<Cursor>(), Err(InvalidCursor), "{text}");
        }
    }
}

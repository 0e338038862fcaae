//! ORCID iDs.
//!
//! An [`OrcidId`] is always well formed: parsing is the only way to get one from text, and the check digit is
//! computed rather than stored, so it cannot be wrong. Holders have nothing left to validate.
//!
//! Check digit: ISO/IEC 7064:2003, MOD 11-2.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Which person a record is about, for example `0000-0002-1825-0097`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrcidId(u64); // the fifteen digits before the check digit

/// Why a text is not an ORCID iD.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidOrcidId {
    #[error("an ORCID iD has sixteen characters in four groups, like 0000-0002-1825-0097")]
    Shape,
    #[error("the check digit should be {expected}")]
    CheckDigit { expected: char },
}

impl OrcidId {
    /// Numbers that are not in use by the live registry; new iDs are minted here unless configured otherwise.
    pub const TEST_BLOCK: RangeInclusive<u64> = 990_000_000_000..=999_999_999_999;

    /// The blocks the live registry allocates from. Byline refuses to mint inside them.
    pub const LIVE_BLOCKS: [RangeInclusive<u64>; 2] = [15_000_000..=35_000_000, 900_000_000_000..=900_100_000_000];

    /// The iD with these first fifteen digits.
    ///
    /// # Errors
    /// [`InvalidOrcidId::Shape`] when `base` has more than fifteen digits.
    pub const fn from_base(base: u64) -> Result<Self, InvalidOrcidId> {
        if base < 1_000_000_000_000_000 { Ok(OrcidId(base)) } else { Err(InvalidOrcidId::Shape) }
    }

    /// The first fifteen digits as a number, the key under which stores keep a record.
    pub const fn base(self) -> u64 {
        self.0
    }

    /// The sixteenth character: a digit or `X`.
    pub const fn check_digit(self) -> char {
        let (mut total, mut divisor, mut left) = (0u64, 100_000_000_000_000u64, self.0);
        while divisor > 0 {
            total = (total + left / divisor) * 2 % 11;
            left %= divisor;
            divisor /= 10;
        }
        match (12 - total) % 11 {
            10 => 'X',
            digit => (b'0' + digit as u8) as char,
        }
    }

    /// The nineteen ASCII bytes of the usual form.
    pub fn to_ascii(self) -> [u8; 19] {
        let mut out = [b'-'; 19];
        let mut left = self.0;
        for index in (0..15).rev() {
            out[index + index / 4] = b'0' + (left % 10) as u8;
            left /= 10;
        }
        out[18] = self.check_digit() as u8;
        out
    }

    /// The last three characters, the folder of a record in the data files (`097`).
    pub fn shard(self) -> String {
        String::from_utf8_lossy(&self.to_ascii()[16..]).into_owned()
    }
}

impl FromStr for OrcidId {
    type Err = InvalidOrcidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text.as_bytes();
        if bytes.len() != 19 {
            return Err(InvalidOrcidId::Shape);
        }
        let mut base = 0u64;
        for (index, byte) in bytes[..18].iter().enumerate() {
            match (index % 5, byte) {
                (4, b'-') => {}
                (0..=3, b'0'..=b'9') => base = base * 10 + u64::from(byte - b'0'),
                _ => return Err(InvalidOrcidId::Shape),
            }
        }
        let id = OrcidId(base);
        match (bytes[18], id.check_digit()) {
            (given, expected) if char::from(given) == expected => Ok(id),
            (b'0'..=b'9' | b'X', expected) => Err(InvalidOrcidId::CheckDigit { expected }),
            _ => Err(InvalidOrcidId::Shape),
        }
    }
}

impl fmt::Display for OrcidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ascii = self.to_ascii();
        f.pad(std::str::from_utf8(&ascii).expect("digits, hyphens and X are ASCII"))
    }
}

impl fmt::Debug for OrcidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_ids_parse_and_print() {
        for text in ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"] {
            assert_eq!(text.parse::<OrcidId>().unwrap().to_string(), text);
        }
    }

    /// REG-01
    #[test]
    fn a_wrong_check_digit_says_which_one_is_right() {
        assert_eq!("0000-0002-1825-0098".parse::<OrcidId>(), Err(InvalidOrcidId::CheckDigit { expected: '7' }));
    }

    #[test]
    fn other_shapes_are_refused() {
        for text in [
            "",
            "0000000218250097",
            "0000-0002-1825-009",
            "0000-0002-1825-009x",
            "0000-0002-1825_0097",
            "００00-0002-1825",
        ] {
            assert_eq!(text.parse::<OrcidId>(), Err(InvalidOrcidId::Shape), "{text}");
        }
    }

    /// D-39
    #[test]
    fn the_test_block_is_outside_the_live_blocks() {
        let ends = [*OrcidId::TEST_BLOCK.start(), *OrcidId::TEST_BLOCK.end()].map(|base| OrcidId(base).to_string());
        assert_eq!(ends.each_ref().map(|text| &text[..18]), ["0009-9000-0000-000", "0009-9999-9999-999"]);
        assert!(OrcidId::LIVE_BLOCKS.iter().all(|live| live.end() < OrcidId::TEST_BLOCK.start()));
    }

    proptest! {
        #[test]
        fn every_base_survives_text(base in 0u64..1_000_000_000_000_000) {
            let id = OrcidId::from_base(base).unwrap();
            prop_assert_eq!(id.to_string().parse::<OrcidId>().unwrap(), id);
        }

        #[test]
        fn one_wrong_digit_is_always_noticed(base in 0u64..1_000_000_000_000_000, at in 0usize..15, by in 1u8..10) {
            let mut ascii = OrcidId::from_base(base).unwrap().to_ascii();
            let place = at + at / 4;
            ascii[place] = b'0' + (ascii[place] - b'0' + by) % 10;
            prop_assert!(std::str::from_utf8(&ascii).unwrap().parse::<OrcidId>().is_err());
        }
    }
}

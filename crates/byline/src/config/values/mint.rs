//! The numbers that new iDs are made from.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use byline_model::OrcidId;
use byline_settings::{Expected, Form, Value, expected};

/// The first fifteen digits of an iD, `0009-9000-0000-000`: one end of the block that new iDs come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BaseNumber(u64);

impl FromStr for BaseNumber {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let digits: String = text.chars().filter(|it| *it != '-').collect();
        match digits.parse() {
            Ok(number) if digits.len() == 15 && digits.bytes().all(|it| it.is_ascii_digit()) => Ok(BaseNumber(number)),
            _ => expected(Self::LIKE),
        }
    }
}

impl fmt::Display for BaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |at: u32, size: u64| self.0 / 10u64.pow(at) % size;
        write!(f, "{:04}-{:04}-{:04}-{:03}", part(11, 10_000), part(7, 10_000), part(3, 10_000), part(0, 1000))
    }
}

impl Value for BaseNumber {
    const NAME: &'static str = "DIGITS";
    const LIKE: &'static str = "an iD without its check digit, like 0009-9000-0000-000";
    const FORM: Form = Form::pattern("^(-*[0-9]){15}-*$");
}

/// The block that new iDs come from; never touches the blocks of the live registry (`registry.md` 4, `decisions` 39).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MintBlock {
    first: BaseNumber,
    last: BaseNumber,
}

impl MintBlock {
    /// # Errors
    /// When the block is empty, or has a number that the live registry hands out.
    pub fn new(first: BaseNumber, last: BaseNumber) -> Result<Self, String> {
        if first > last {
            return Err(format!("the block from {first} to {last} is empty: the first number is above the last"));
        }
        for live in OrcidId::LIVE_BLOCKS {
            if first.0 <= *live.end() && *live.start() <= last.0 {
                return Err(format!(
                    "the block from {first} to {last} reaches into {} to {}, where the live registry mints: choose \
                     another, such as the test block 0009-9000-0000-000 to 0009-9999-9999-999",
                    BaseNumber(*live.start()),
                    BaseNumber(*live.end())
                ));
            }
        }
        Ok(MintBlock { first, last })
    }

    pub fn range(&self) -> RangeInclusive<u64> {
        self.first.0..=self.last.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_the_live_registry_are_never_minted_in() {
        let block = |first: &str, last: &str| MintBlock::new(first.parse().unwrap(), last.parse().unwrap());
        assert_eq!(block("0009-9000-0000-000", "0009-9999-9999-999").unwrap().range(), OrcidId::TEST_BLOCK);
        // Around a live block, inside one, and touching its edge.
        for (first, last) in [
            ("0000-0000-0000-000", "0000-9999-9999-999"),
            ("0000-0002-0000-000", "0000-0002-0000-001"),
            ("0009-0010-0000-000", "0009-0020-0000-000"),
        ] {
            assert!(block(first, last).unwrap_err().contains("live registry"), "{first}");
        }
        assert!(block("0009-9000-0000-001", "0009-9000-0000-000").unwrap_err().contains("empty"));
    }
}

//! New iDs: random inside a block that is not the live registry's, never given twice (`registry` 4, `decisions` 39).

use std::ops::RangeInclusive;

use byline_model::OrcidId;
use byline_model::env::Entropy;

/// The first fifteen digits that new iDs may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdBlock(RangeInclusive<u64>);

/// Why a block cannot be minted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidIdBlock {
    #[error("a block of iDs has a first and a last number, of at most fifteen digits")]
    Shape,
    #[error("the block overlaps with one the live registry mints from")]
    Live,
}

impl IdBlock {
    /// # Errors
    /// [`InvalidIdBlock`] for an empty block, and for one that touches the live registry's.
    pub fn new(bases: RangeInclusive<u64>) -> Result<Self, InvalidIdBlock> {
        if bases.is_empty() || OrcidId::from_base(*bases.end()).is_err() {
            return Err(InvalidIdBlock::Shape);
        }
        let overlaps = |live: &RangeInclusive<u64>| live.start() <= bases.end() && bases.start() <= live.end();
        if OrcidId::LIVE_BLOCKS.iter().any(overlaps) { Err(InvalidIdBlock::Live) } else { Ok(IdBlock(bases)) }
    }

    /// Any iD of the block; whether it is taken shows when the record is made.
    pub(crate) fn draw(&self, entropy: &dyn Entropy) -> OrcidId {
        let mut bytes = [0; 16];
        entropy.fill(&mut bytes);
        let count = u128::from(self.0.end() - self.0.start()) + 1;
        // Of 2^128 numbers the few that make some iDs likelier do not count.
        let place = u64::try_from(u128::from_be_bytes(bytes) % count).expect("less than the size of the block");
        OrcidId::from_base(self.0.start() + place).expect("the block has fifteen digits at most")
    }
}

impl Default for IdBlock {
    fn default() -> Self {
        IdBlock(OrcidId::TEST_BLOCK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u8);

    impl Entropy for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    /// D-39
    #[test]
    fn blocks_keep_clear_of_the_live_registry() {
        assert_eq!(IdBlock::new(OrcidId::TEST_BLOCK), Ok(IdBlock::default()));
        for live in OrcidId::LIVE_BLOCKS {
            for block in [live.clone(), *live.end()..=live.end() + 5, 0..=*live.start(), 0..=999_999_999_999_999] {
                assert_eq!(IdBlock::new(block), Err(InvalidIdBlock::Live));
            }
        }
        #[expect(clippy::reversed_empty_ranges, reason = "that is the mistake")]
        let backwards = IdBlock::new(5..=4);
        assert_eq!(backwards, Err(InvalidIdBlock::Shape));
        assert_eq!(IdBlock::new(1..=1_000_000_000_000_000), Err(InvalidIdBlock::Shape));
    }

    /// REG-01
    #[test]
    fn ids_come_from_the_block() {
        let small = IdBlock::new(990_000_000_005..=990_000_000_007).unwrap();
        for byte in 0..=255 {
            assert!((990_000_000_005..=990_000_000_007).contains(&small.draw(&Fixed(byte)).base()));
            assert!(OrcidId::TEST_BLOCK.contains(&IdBlock::default().draw(&Fixed(byte)).base()));
        }
    }
}

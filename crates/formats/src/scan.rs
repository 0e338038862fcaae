//! Finding the few bytes that cannot be copied as they are, eight at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Bytes equal to `byte` have their high bit set in the result; others may too, but only above one that is equal.
const fn equal(word: u64, byte: u8) -> u64 {
    let x = word ^ (ONES * byte as u64);
    x.wrapping_sub(ONES) & !x
}

/// Bytes below `limit` (at most 128) likewise.
const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(ONES * limit as u64) & !word
}

/// The first of eight bytes that is a control character or one of `N` special ones; 8 when none is.
#[inline]
fn first<const N: usize>(word: u64, special: [u8; N]) -> usize {
    let mut hit = below(word, 0x20);
    let mut index = 0;
    while index < N {
        hit |= equal(word, special[index]);
        index += 1;
    }
    (hit & HIGH).trailing_zeros() as usize / 8
}

/// The first place from `from` on where a control character or one of `special` stands; the length when none does.
#[inline]
pub(crate) fn next<const N: usize>(bytes: &[u8], mut from: usize, special: [u8; N]) -> usize {
    while let Some(chunk) = bytes[from..].first_chunk::<8>() {
        let found = first(u64::from_le_bytes(*chunk), special);
        if found < 8 {
            return from + found;
        }
        from += 8;
    }
    match bytes.last_chunk::<8>() {
        // The rest as the upper part of the last eight bytes; the zeros that move in stand for the end.
        Some(chunk) if from < bytes.len() => {
            let seen = 8 - (bytes.len() - from);
            from + first(u64::from_le_bytes(*chunk) >> (seen * 8), special)
        }
        Some(_) => bytes.len(),
        None => {
            bytes[from..].iter().position(|it| *it < 0x20 || special.contains(it)).map_or(bytes.len(), |at| from + at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::next;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_simple_search_finds(bytes in proptest::collection::vec(any::<u8>(), 0..64), from in 0usize..64) {
            let from = from.min(bytes.len());
            let special = [b'<', b'&', 0xEF];
            let simple = (from..bytes.len()).find(|at| bytes[*at] < 0x20 || special.contains(&bytes[*at]));
            prop_assert_eq!(next(&bytes, from, special), simple.unwrap_or(bytes.len()));
        }
    }
}

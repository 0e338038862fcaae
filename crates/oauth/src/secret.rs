//! Values that nobody but their holder may know: made here, kept as hashes, never printed.

use std::fmt;

use aws_lc_rs::{constant_time, digest};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_model::client::SecretHash;
use byline_model::env::Entropy;

/// A token, code or secret in plain, on its way to the one who may have it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// A value that somebody sent. It is kept from printing from here on.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Secret(text.into())
    }

    /// For the wire, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> SecretHash {
        hash(&self.0)
    }

    /// A random lower-case UUID (RFC 9562 §5.4, version 4): the published shape of access and refresh tokens and of
    /// client secrets, 122 random bits.
    pub fn uuid(entropy: &dyn Entropy) -> Self {
        let mut bytes = [0u8; 16];
        entropy.fill(&mut bytes);
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let digit = |it: u8| char::from_digit(u32::from(it), 16).expect("four bits are a digit");
        let mut text = String::with_capacity(36);
        for (at, byte) in bytes.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            text.extend([digit(byte >> 4), digit(byte & 15)]);
        }
        Secret(text.into())
    }

    /// 256 random bits in base64url: authorization codes, session ids, links in mails.
    pub fn long(entropy: &dyn Entropy) -> Self {
        let mut bytes = [0u8; 32];
        entropy.fill(&mut bytes);
        Secret(BASE64_URL_SAFE_NO_PAD.encode(bytes).into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is kept instead of a secret, a code or a token.
pub fn hash(text: &str) -> SecretHash {
    let hash = digest::digest(&digest::SHA256, text.as_bytes());
    SecretHash(hash.as_ref().try_into().expect("SHA-256 has 32 bytes"))
}

/// Compares in a time that does not depend on where two hashes differ.
pub(crate) fn same(left: SecretHash, right: SecretHash) -> bool {
    constant_time::verify_slices_are_equal(&left.0, &right.0).is_ok()
}

/// The last four characters: all of a token that messages and the store show (`oauth` 8.5).
pub fn tail(token: &str) -> Box<str> {
    let from = token.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    token[from..].into()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = 0xf0u8.wrapping_add(at as u8);
            }
        }
    }

    /// D-14
    #[test]
    fn tokens_are_version_4_uuids() {
        assert_eq!(Secret::uuid(&Counting).expose(), "f0f1f2f3-f4f5-46f7-b8f9-fafbfcfdfeff");
    }

    /// D-14
    #[test]
    fn codes_are_long() {
        assert_eq!(Secret::long(&Counting).expose().len(), 43);
    }

    #[test]
    fn nothing_is_printed() {
        assert!(!format!("{:?}", Secret::uuid(&Counting)).contains("f0f1"));
    }

    #[test]
    fn tails_are_four_characters() {
        assert_eq!(&*tail("abcdef"), "cdef");
        assert_eq!(&*tail("äöü"), "äöü");
        assert_eq!(&*tail("1äöüß"), "äöüß");
        assert_eq!(&*tail(""), "");
    }
}

//! Numbers of the store that leave the registry as texts, and come back.
//!
//! Whoever holds such a text learns nothing from it, not even how far apart two of them are, and cannot make one: it is
//! AES-256-GCM-SIV (RFC 8452), which needs no nonce to tell messages apart, so that the same number is always the same
//! text. The key is made from the oldest signing key of the store, and so survives a rotation, a restart and a move;
//! what a younger one sealed is opened too.

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_store::SigningKey;

/// Which of what is made from a key this is.
const PURPOSE: &[u8] = b"byline: places in the change log";

/// Turns numbers into texts and back, under keys that follow from the signing keys of a store.
pub struct Seal {
    /// The first one seals.
    keys: Vec<LessSafeKey>,
}

impl Seal {
    /// `newest_first`, as stores have them; at least one.
    pub fn new(newest_first: &[SigningKey]) -> Self {
        Seal { keys: newest_first.iter().rev().map(|key| derived(&key.pkcs8)).collect() }
    }

    /// 32 characters that stand in addresses as they are.
    pub fn close(&self, number: u64) -> String {
        let mut text = number.to_be_bytes().to_vec();
        if let Some(key) = self.keys.first() {
            let sealed = key.seal_in_place_append_tag(nonce(), Aad::empty(), &mut text);
            sealed.expect("eight bytes are not too long");
        }
        BASE64_URL_SAFE_NO_PAD.encode(text)
    }

    /// `None` for a text that was not made here.
    pub fn open(&self, text: &str) -> Option<u64> {
        // Nothing else is worth a look.
        let sealed = Some(text).filter(|it| it.len() == 32).and_then(|it| BASE64_URL_SAFE_NO_PAD.decode(it).ok())?;
        self.keys.iter().find_map(|key| {
            let mut sealed = sealed.clone();
            let number = key.open_in_place(nonce(), Aad::empty(), &mut sealed).ok()?;
            Some(u64::from_be_bytes((&*number).try_into().ok()?))
        })
    }
}

fn derived(secret: &[u8]) -> LessSafeKey {
    let secret = Salt::new(HKDF_SHA256, &[]).extract(secret);
    let key = secret.expand(&[PURPOSE], &AES_256_GCM_SIV).expect("a key is not too long");
    LessSafeKey::new(UnboundKey::from(key))
}

fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; 12])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use byline_model::Timestamp;

    use super::*;

    fn key(secret: u8) -> SigningKey {
        let created = Timestamp::from_millis(i64::from(secret));
        SigningKey { kid: format!("{secret}").into(), pkcs8: vec![secret; 64], created }
    }

    #[test]
    fn what_was_closed_is_opened_and_is_always_the_same() {
        let seal = Seal::new(&[key(1)]);
        for number in [0, 1, 2, 17, 1 << 40, u64::MAX] {
            let text = seal.close(number);
            assert_eq!(text.len(), 32);
            assert!(text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_'), "{text}");
            assert_eq!((seal.open(&text), seal.close(number)), (Some(number), text));
        }
    }

    /// D-21
    #[test]
    fn neighbours_have_nothing_in_common() {
        let seal = Seal::new(&[key(1)]);
        let beginnings: BTreeSet<String> = (0..1000).map(|it| seal.close(it)[..6].to_owned()).collect();
        assert!(beginnings.len() > 990, "{} of 1000 begin in a way of their own", beginnings.len());
    }

    #[test]
    fn nothing_else_is_opened() {
        let seal = Seal::new(&[key(1)]);
        let text = seal.close(17);
        for at in 0..text.len() {
            let mut other = text.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(seal.open(&String::from_utf8(other).unwrap()), None, "{at}");
        }
        assert_eq!(seal.open(&Seal::new(&[key(2)]).close(17)), None, "of another registry");
        for text in ["", "17", "c9e3779b97f4a7c15", &text[1..], &format!("{text}A"), &"é".repeat(16)] {
            assert_eq!(seal.open(text), None, "{text}");
        }
    }

    #[test]
    fn a_key_that_is_added_changes_nothing() {
        let (before, after) = (Seal::new(&[key(1)]), Seal::new(&[key(2), key(1)]));
        assert_eq!(after.close(17), before.close(17));
        // One that is taken away does, and what it sealed is known as long as it is there.
        assert_eq!(after.open(&Seal::new(&[key(2)]).close(17)), Some(17));
    }
}

//! What RS256 costs by itself: the ceiling of everything that is signed.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};

/// As long as header and claims of an identity token.
const MESSAGE: usize = 500;

/// Signs, and where wished verifies, for so long on one thread; returns how many times per second.
pub fn rate(duration: Duration, verify: bool) -> Result<f64> {
    let key = KeyPair::generate(KeySize::Rsa2048).ok().context("no key could be made")?;
    let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public_key().as_ref());
    let random = SystemRandom::new();
    let mut message = vec![0u8; MESSAGE];
    let mut signature = vec![0; key.public_modulus_len()];
    let started = Instant::now();
    let mut times = 0u64;
    while started.elapsed() < duration {
        times += 1;
        message[..8].copy_from_slice(&times.to_le_bytes());
        key.sign(&RSA_PKCS1_SHA256, &random, &message, &mut signature).ok().context("it does not sign")?;
        if verify {
            public.verify(&message, black_box(&signature)).ok().context("it does not verify")?;
        }
    }
    Ok(times as f64 / started.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts() {
        assert!(rate(Duration::from_millis(20), true).unwrap() > 1.0);
    }
}

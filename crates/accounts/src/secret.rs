//! Session ids and the secrets in links: made here, kept as hashes, never printed.

use std::fmt;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_model::client::SecretHash;
use byline_model::env::Entropy;

/// A value that only its holder may know: for a cookie or a mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// 256 random bits in base64url.
    pub(crate) fn random(entropy: &dyn Entropy) -> Self {
        let mut bytes = [0u8; 32];
        entropy.fill(&mut bytes);
        Secret(BASE64_URL_SAFE_NO_PAD.encode(bytes).into())
    }

    /// For the cookie or the mail, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> SecretHash {
        hash(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is kept instead of a secret.
pub(crate) fn hash(text: &str) -> SecretHash {
    let hash = digest::digest(&digest::SHA256, text.as_bytes());
    SecretHash(hash.as_ref().try_into().expect("SHA-256 has 32 bytes"))
}

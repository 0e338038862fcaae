//! The hash of a password, for accounts that are made from files and by the sandbox.

use argon2::password_hash::SaltString;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use byline_accounts::Hashing;
use byline_model::env::Entropy;

/// The PHC string of a password, as a sign-in would make it.
pub fn hash(password: &str, entropy: &dyn Entropy) -> Box<str> {
    let mut salt = [0; 16];
    entropy.fill(&mut salt);
    let salt = SaltString::encode_b64(&salt).expect("16 bytes make a salt");
    let Hashing { memory_kib, passes, lanes } = Hashing::default();
    let parameters = Params::new(memory_kib, passes, lanes, None).expect("the defaults are in range");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters);
    let hash = argon2.hash_password(password.as_bytes(), &salt).expect("a password of any length has a hash");
    hash.to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::SeededEntropy;
    use argon2::{PasswordHash, PasswordVerifier};

    #[test]
    fn the_password_verifies_and_no_other() {
        let hash = hash("sandbox-Passw0rd", &SeededEntropy::new(1));
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let parsed = PasswordHash::new(&hash).unwrap();
        assert!(Argon2::default().verify_password(b"sandbox-Passw0rd", &parsed).is_ok());
        assert!(Argon2::default().verify_password(b"sandbox-passw0rd", &parsed).is_err());
    }
}

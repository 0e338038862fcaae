//! Passwords: which are good enough, and how they are kept (`registry` 6.1).

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::{Arc, LazyLock};

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use byline_model::env::Entropy;
use byline_store::StoreError;
use tokio::sync::Semaphore;

/// What a password lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    #[error("a password has at least 8 characters")]
    TooShort,
    #[error("a password has at most 256 characters")]
    TooLong,
    #[error("a password has at least one digit")]
    NoDigit,
    #[error("a password has at least one letter or symbol")]
    NoLetterOrSymbol,
    #[error("a password does not contain an e-mail address of the account")]
    ContainsEmail,
    #[error("this password is one of those that everybody tries first")]
    Common,
    #[error("the two passwords are not the same")]
    Differ,
}

/// The longest password; longer input is refused without hashing it.
pub(crate) const LONGEST: usize = 256;

/// Passwords that satisfy the other rules and are tried first by everybody; one a line, lower case.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("common_passwords.txt").lines().collect());

/// Everything that is wrong with a password, so that the checklist of a form can show it; nothing for a good one.
pub fn problems<'a>(password: &str, emails: impl IntoIterator<Item = &'a str>) -> Vec<PasswordProblem> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let mut emails = emails.into_iter().map(|it| it.trim().to_lowercase()).filter(|it| !it.is_empty());
    [
        (length < 8, PasswordProblem::TooShort),
        (length > LONGEST, PasswordProblem::TooLong),
        (!password.chars().any(char::is_numeric), PasswordProblem::NoDigit),
        (!password.chars().any(|it| !it.is_numeric() && !it.is_whitespace()), PasswordProblem::NoLetterOrSymbol),
        (emails.any(|it| lower.contains(&it)), PasswordProblem::ContainsEmail),
        (COMMON.contains(&*lower), PasswordProblem::Common),
    ]
    .into_iter()
    .filter_map(|(wrong, problem)| wrong.then_some(problem))
    .collect()
}

/// How much work a hash is. The default is what OWASP asks of Argon2id: 19 MiB, two passes, one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hashing {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Default for Hashing {
    fn default() -> Self {
        Hashing { memory_kib: 19_456, passes: 2, lanes: 1 }
    }
}

impl Hashing {
    fn argon2(self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, None);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params.expect("the deployment's parameters are in range"))
    }

    /// The PHC string of a password, for accounts that are made from files. Takes its time on the calling thread.
    pub fn phc(self, password: &str, entropy: &dyn Entropy) -> Box<str> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        self.hash(password, salt)
    }

    fn hash(self, password: &str, salt: [u8; 16]) -> Box<str> {
        let salt = SaltString::encode_b64(&salt).expect("16 bytes make a salt");
        let hash = self.argon2().hash_password(password.as_bytes(), &salt);
        hash.expect("a password of any length has a hash").to_string().into()
    }

    fn made(self, hash: &PasswordHash<'_>) -> bool {
        let params = Params::try_from(hash).ok();
        hash.algorithm == argon2::ARGON2ID_IDENT
            && params
                .is_some_and(|it| (it.m_cost(), it.t_cost(), it.p_cost()) == (self.memory_kib, self.passes, self.lanes))
    }
}

/// What a password proved to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verified {
    Wrong,
    Right {
        /// The hash it should have had: it was made with other parameters.
        upgrade: Option<Box<str>>,
    },
}

/// Hashes and verifies, one at a time per core and never on the threads that serve.
pub(crate) struct Passwords {
    hashing: Hashing,
    free: Arc<Semaphore>,
    /// Of a password that nobody knows: what is verified for people who are not there.
    nobodys: Box<str>,
}

impl Passwords {
    pub fn new(hashing: Hashing, entropy: &dyn Entropy) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let (mut salt, mut secret) = ([0; 16], [0; 16]);
        entropy.fill(&mut salt);
        entropy.fill(&mut secret);
        let secret: String = secret.iter().map(|it| format!("{it:02x}")).collect();
        Passwords { hashing, free: Arc::new(Semaphore::new(cores)), nobodys: hashing.hash(&secret, salt) }
    }

    pub async fn hash(&self, password: &str, entropy: &dyn Entropy) -> Result<Box<str>, StoreError> {
        let (hashing, password, mut salt) = (self.hashing, password.to_owned(), [0; 16]);
        entropy.fill(&mut salt);
        self.work(move || hashing.hash(&password, salt)).await
    }

    /// Verifies against a PHC string; against one that nobody can match when there is none, with the same work.
    pub async fn verify(
        &self,
        password: &str,
        hash: Option<&str>,
        entropy: &dyn Entropy,
    ) -> Result<Verified, StoreError> {
        let (hashing, password, mut salt) = (self.hashing, password.to_owned(), [0; 16]);
        let (known, hash) = (hash.is_some(), hash.unwrap_or(&self.nobodys).to_owned());
        entropy.fill(&mut salt);
        self.work(move || {
            let Ok(parsed) = PasswordHash::new(&hash) else { return Verified::Wrong };
            if hashing.argon2().verify_password(password.as_bytes(), &parsed).is_err() || !known {
                return Verified::Wrong;
            }
            let upgrade = (!hashing.made(&parsed)).then(|| hashing.hash(&password, salt));
            Verified::Right { upgrade }
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
        let stopped = |_| StoreError::Unavailable("the process is shutting down".into());
        let permit = Arc::clone(&self.free)
            .acquire_owned()
            .await
            .map_err(|_| StoreError::Unavailable("the process is shutting down".into()))?;
        let run = move || {
            let _until_done = permit;
            job()
        };
        tokio::task::spawn_blocking(run).await.map_err(stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Hashing = Hashing { memory_kib: 8, passes: 1, lanes: 1 };

    struct Zero;

    impl Entropy for Zero {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    fn of(password: &str) -> Vec<PasswordProblem> {
        problems(password, ["ada@example.org"])
    }

    #[test]
    fn the_policy_names_everything_that_is_wrong() {
        use PasswordProblem as P;
        assert_eq!(of("correct horse 1"), []);
        assert_eq!(of("ääääää1ä"), []);
        assert_eq!(of("1234567!"), []);
        assert_eq!(of("1234 5678"), [P::NoLetterOrSymbol]);
        assert_eq!(of("correct horse"), [P::NoDigit]);
        assert_eq!(of(""), [P::TooShort, P::NoDigit, P::NoLetterOrSymbol]);
        assert_eq!(of("a1b2c3d"), [P::TooShort]);
        assert_eq!(of(&"a1".repeat(128)), []);
        assert_eq!(of(&format!("{}x", "a1".repeat(128))), [P::TooLong]);
        assert_eq!(of("xADA@example.org1"), [P::ContainsEmail]);
        assert_eq!(of("Password1"), [P::Common]);
    }

    #[test]
    fn common_passwords_are_those_that_would_pass_otherwise() {
        for password in &*COMMON {
            let others = of(password).into_iter().filter(|it| *it != PasswordProblem::Common).count();
            assert_eq!((others, password.to_lowercase() == **password), (0, true), "{password}");
        }
        assert!(COMMON.len() > 100);
    }

    #[tokio::test]
    async fn hashes_of_other_parameters_are_renewed() {
        let old = Hashing { passes: 3, ..CHEAP }.hash("correct horse 1", [7; 16]);
        let passwords = Passwords::new(CHEAP, &Zero);
        let verified = passwords.verify("correct horse 1", Some(&old), &Zero).await.unwrap();
        let Verified::Right { upgrade: Some(new) } = verified else { panic!("an upgrade was due") };
        assert!(new.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
        let again = passwords.verify("correct horse 1", Some(&new), &Zero).await.unwrap();
        assert_eq!(again, Verified::Right { upgrade: None });
        assert_eq!(passwords.verify("wrong horse 1", Some(&new), &Zero).await.unwrap(), Verified::Wrong);
        assert_eq!(passwords.verify("correct horse 1", None, &Zero).await.unwrap(), Verified::Wrong);
        assert_eq!(passwords.verify("x", Some("no PHC string"), &Zero).await.unwrap(), Verified::Wrong);
    }
}

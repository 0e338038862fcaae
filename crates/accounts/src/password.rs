//! Passwords: which are good enough, and how they are kept (`registry` 6.1).

use std::borrow::Cow;
use std::collections::HashSet;
use std::num::NonZero;
use std::sync::{Arc, LazyLock};

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use byline_model::effort;
use byline_model::env::Entropy;
use byline_store::StoreError;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

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

/// The longest password, in characters.
const LONGEST: usize = 256;

/// What is hashed of a password, so that it is one however keyboards compose its letters: NFC, with every blank the usual
/// one (RFC 8265 §4.2, `OpaqueString`).
fn normalized(password: &str) -> Cow<'_, str> {
    if password.is_ascii() {
        return password.into();
    }
    let blank =
        |it: char| matches!(it, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}');
    password.nfc().map(|it| if blank(it) { ' ' } else { it }).collect()
}

/// Whether what was typed twice is one password.
pub(crate) fn same(one: &str, other: &str) -> bool {
    normalized(one) == normalized(other)
}

/// Whether it may be a password by its length: longer input is refused without hashing it.
fn fits(password: &str) -> bool {
    // No letter takes more bytes than its parts: first what costs nothing to see.
    password.len() <= 32 * LONGEST && normalized(password).chars().count() <= LONGEST
}

/// Passwords that satisfy the other rules and are tried first by everybody; one a line, lower case.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("common_passwords.txt").lines().collect());

/// Everything that is wrong with a password, so that the checklist of a form can show it; nothing for a good one.
pub fn problems<'a>(password: &str, emails: impl IntoIterator<Item = &'a str>) -> Vec<PasswordProblem> {
    let password = &*normalized(password);
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let mut emails = emails.into_iter().map(|it| normalized(it.trim()).to_lowercase()).filter(|it| !it.is_empty());
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
    /// Looked at for one hash.
    const fn bytes(self) -> usize {
        self.memory_kib as usize * 1024 * self.passes as usize
    }

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
        let hash = self.argon2().hash_password(normalized(password).as_bytes(), &salt);
        hash.expect("a password of any length has a hash").to_string().into()
    }

    /// A hash that is nobody's: verifying against it takes as long as against any, and no password is known that has it. It is
    /// written, and not worked out, since nobody should have to wait for that at each start.
    fn nobodys(self) -> Box<str> {
        let Hashing { memory_kib, passes, lanes } = self;
        let zeros = |bytes: usize| "A".repeat((bytes * 8).div_ceil(6));
        format!("$argon2id$v=19$m={memory_kib},t={passes},p={lanes}${}${}", zeros(16), zeros(32)).into()
    }

    fn made(self, hash: &PasswordHash<'_>) -> bool {
        let params = Params::try_from(hash).ok();
        hash.algorithm == argon2::ARGON2ID_IDENT
            && params
                .is_some_and(|it| (it.m_cost(), it.t_cost(), it.p_cost()) == (self.memory_kib, self.passes, self.lanes))
    }
}

/// Why a stored hash is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHash {
    #[error("a hash is a PHC string of Argon2, which begins with $argon2")]
    Form,
    #[error("a hash asks for at most {MOST_MEMORY_KIB} KiB (m), {MOST_PASSES} passes (t) and {MOST_LANES} lanes (p)")]
    Parameters,
    #[error("a hash asks for at most {MOST_WORK_KIB} KiB in all passes together (m times t)")]
    Work,
    #[error("a hash has a salt of 8 to 48 bytes and is 12 to 64 bytes long")]
    Length,
}

/// Thirteen times the memory and twenty-seven times the work of the default: a second, where that takes 38 ms.
const MOST_MEMORY_KIB: u32 = 256 * 1024;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 16;
const MOST_WORK_KIB: u64 = 1024 * 1024;

/// Whether a PHC string that came from elsewhere can be verified at a cost that everybody can bear: a stored hash says
/// itself how much work it is, up to 4 TB of memory.
///
/// # Errors
/// What is wrong with it.
pub fn check_hash(phc: &str) -> Result<(), InvalidHash> {
    // The longest there is within the other bounds has not half as many.
    if phc.len() > 512 {
        return Err(InvalidHash::Length);
    }
    let parsed = PasswordHash::new(phc).map_err(|_| InvalidHash::Form)?;
    Algorithm::try_from(parsed.algorithm).map_err(|_| InvalidHash::Form)?;
    let version = parsed.version.is_none_or(|it| Version::try_from(it).is_ok());
    let params = Params::try_from(&parsed).ok().filter(|_| version).ok_or(InvalidHash::Form)?;
    let (memory, passes, lanes) = (params.m_cost(), params.t_cost(), params.p_cost());
    if memory > MOST_MEMORY_KIB || passes > MOST_PASSES || lanes > MOST_LANES {
        return Err(InvalidHash::Parameters);
    }
    if u64::from(memory) * u64::from(passes) > MOST_WORK_KIB {
        return Err(InvalidHash::Work);
    }
    let mut salt = [0; 64];
    let salt = parsed.salt.and_then(|it| it.decode_b64(&mut salt).ok().map(<[u8]>::len));
    let length = parsed.hash.map(|it| it.len());
    let good = salt.is_some_and(|it| (8..=48).contains(&it)) && length.is_some_and(|it| (12..=64).contains(&it));
    if good { Ok(()) } else { Err(InvalidHash::Length) }
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
    /// One for each processor at once.
    pub fn new(hashing: Hashing) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Passwords { hashing, free: Arc::new(Semaphore::new(cores)), nobodys: hashing.nobodys() }
    }

    /// The PHC string of a password with a new salt. Takes its time, beside the threads that answer; so many at once as
    /// there are processors.
    ///
    /// # Errors
    /// When the runtime is going down.
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
        if !fits(password) {
            return Ok(Verified::Wrong);
        }
        let (hashing, password, mut salt) = (self.hashing, password.to_owned(), [0; 16]);
        // One that asks for more than anybody should be made to wait for is as good as none.
        let usable = hash.filter(|hash| match check_hash(hash) {
            Ok(()) => true,
            Err(problem) => {
                tracing::warn!(%problem, "the stored hash of a password cannot be used");
                false
            }
        });
        let (known, hash) = (usable.is_some(), usable.unwrap_or(&self.nobodys).to_owned());
        entropy.fill(&mut salt);
        self.work(move || {
            let Ok(parsed) = PasswordHash::new(&hash) else { return Verified::Wrong };
            let is_right = |it: &str| hashing.argon2().verify_password(it.as_bytes(), &parsed).is_ok();
            // Hashes from before were made of what keyboards sent.
            let normalized = normalized(&password);
            let renewed = is_right(&normalized);
            if !(renewed || *normalized != *password && is_right(&password)) || !known {
                return Verified::Wrong;
            }
            let upgrade = (!renewed || !hashing.made(&parsed)).then(|| hashing.hash(&password, salt));
            Verified::Right { upgrade }
        })
        .await
    }

    /// One hash, beside the threads that answer. It is counted on the thread that asks for it.
    async fn work<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
        effort::spend(self.hashing.bytes());
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
    fn what_is_nobodys_is_a_hash_like_any_other() {
        for hashing in [CHEAP, Hashing::default()] {
            let phc = hashing.nobodys();
            assert_eq!(check_hash(&phc), Ok(()), "{phc}");
            let (parsed, real) = (PasswordHash::new(&phc).unwrap(), CHEAP.hash("a", [1; 16]));
            assert!(hashing.made(&parsed));
            let length = |it: &PasswordHash<'_>| (it.salt.map(|it| it.len()), it.hash.map(|it| it.len()));
            assert_eq!(length(&parsed), length(&PasswordHash::new(&real).unwrap()));
        }
    }

    /// REG-05
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

    #[test]
    fn hashes_that_ask_for_too_much_are_none() {
        let hash = |parameters: &str| format!("$argon2id$v=19${parameters}$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo");
        for parameters in ["m=8,t=1,p=1", "m=19456,t=2,p=1", "m=65536,t=3,p=4", "m=262144,t=4,p=4"] {
            assert_eq!(check_hash(&hash(parameters)), Ok(()), "{parameters}");
        }
        for (text, problem) in [
            (hash("m=4294967295,t=1,p=1"), InvalidHash::Parameters),
            (hash("m=262145,t=1,p=1"), InvalidHash::Parameters),
            (hash("m=8,t=4294967295,p=1"), InvalidHash::Parameters),
            (hash("m=8192,t=1,p=1000"), InvalidHash::Parameters),
            (hash("m=262144,t=5,p=1"), InvalidHash::Work),
            (hash("m=7,t=1,p=1"), InvalidHash::Form),
            (hash("m=8,t=0,p=1"), InvalidHash::Form),
            (hash("m=8,t=1,p=1").replace("argon2id", "pbkdf2-sha256"), InvalidHash::Form),
            (hash("m=8,t=1,p=1").replace("v=19", "v=20"), InvalidHash::Form),
            ("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW".to_owned(), InvalidHash::Form),
            ("".to_owned(), InvalidHash::Form),
            (hash("m=8,t=1,p=1").replace("aGFzaGhhc2hoYXNo", "aGFzaGhhc2hoYQ"), InvalidHash::Length),
            (hash("m=8,t=1,p=1").replace("$aGFzaGhhc2hoYXNo", ""), InvalidHash::Length),
            (hash("m=8,t=1,p=1").replace("c2FsdHNhbHQ", "c2FsdA"), InvalidHash::Length),
            (hash(&"m=8,".repeat(1000)), InvalidHash::Length),
        ] {
            assert_eq!(check_hash(&text), Err(problem), "{text:.80}");
        }
        assert_eq!(check_hash(&Hashing::default().hash("x", [1; 16])), Ok(()));
    }

    #[tokio::test]
    async fn a_stored_hash_that_asks_for_too_much_is_wrong_at_once() {
        let passwords = Passwords::new(CHEAP);
        let hungry = "$argon2id$v=19$m=4294967295,t=4294967295,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo";
        assert_eq!(passwords.verify("x", Some(hungry), &Zero).await.unwrap(), Verified::Wrong);
    }

    #[tokio::test]
    async fn a_password_is_one_however_its_letters_are_composed() {
        let passwords = Passwords::new(CHEAP);
        let (composed, apart) = ("pass\u{e4}wort 1", "passa\u{308}wort\u{3000}1");
        let hash = passwords.hash(composed, &Zero).await.unwrap();
        for typed in [composed, apart] {
            let verified = passwords.verify(typed, Some(&hash), &Zero).await.unwrap();
            assert_eq!(verified, Verified::Right { upgrade: None }, "{typed}");
        }
        // One from before, of what a keyboard sent.
        let salt = SaltString::encode_b64(&[7; 16]).unwrap();
        let raw = CHEAP.argon2().hash_password(apart.as_bytes(), &salt).unwrap().to_string();
        let verified = passwords.verify(apart, Some(&raw), &Zero).await.unwrap();
        let Verified::Right { upgrade: Some(renewed) } = verified else { panic!("it is renewed: {verified:?}") };
        assert_eq!(passwords.verify(composed, Some(&renewed), &Zero).await.unwrap(), Verified::Right { upgrade: None });
        // Case and width go on to count.
        for other in ["PASS\u{e4}wort 1", "pass\u{e4}wort １"] {
            assert_eq!(passwords.verify(other, Some(&hash), &Zero).await.unwrap(), Verified::Wrong);
        }
    }

    #[tokio::test]
    async fn what_is_too_long_is_not_hashed() {
        let passwords = Passwords::new(CHEAP);
        let longest = "a\u{308}1".repeat(128);
        let hash = passwords.hash(&longest, &Zero).await.unwrap();
        assert_ne!(passwords.verify(&longest, Some(&hash), &Zero).await.unwrap(), Verified::Wrong);
        assert_eq!(of(&longest), [], "it has 256 letters");
        for longer in [format!("{longest}x"), "a\u{308}".repeat(100_000)] {
            assert_eq!(passwords.verify(&longer, Some(&hash), &Zero).await.unwrap(), Verified::Wrong);
        }
    }

    #[tokio::test]
    async fn hashes_of_other_parameters_are_renewed() {
        let old = Hashing { passes: 3, ..CHEAP }.hash("correct horse 1", [7; 16]);
        let passwords = Passwords::new(CHEAP);
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

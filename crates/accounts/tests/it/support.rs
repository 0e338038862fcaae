//! A registry with one person, Ada.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use async_trait::async_trait;
use byline_accounts::{Accounts, Hashing, Registered, Registration, SecondFactor, Settings, SignIn};
use byline_model::env::Entropy;
use byline_model::{Item, ItemKind, Locale, OrcidId, RecordHead, RecordState, Timestamp, Visibility};
use byline_store::{AccountStore, Change, ChangeSet, KindRange, Mail, Store, whole};
use byline_store_sqlite::SqliteStore;

pub const BASE: &str = "https://orcid.test";
pub const EMAIL: &str = "ada@example.org";
pub const PASSWORD: &str = "analytical engine 1";

/// Different bytes each time, the same from run to run.
pub struct TestEntropy(pub AtomicU64);

impl Entropy for TestEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let mixed = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst);
            *byte = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).to_be_bytes()[0];
        }
    }
}

/// A second factor whose one code is `123456`.
#[derive(Default)]
pub struct Codes(pub AtomicBool);

#[async_trait]
impl SecondFactor for Codes {
    async fn is_on(&self, _person: OrcidId) -> byline_store::Result<bool> {
        Ok(self.0.load(Ordering::SeqCst))
    }

    async fn verify(&self, _person: OrcidId, code: &str, _now: Timestamp) -> byline_store::Result<bool> {
        Ok(code.replace(' ', "") == "123456")
    }
}

pub struct World {
    pub store: Arc<SqliteStore>,
    pub accounts: Arc<Accounts>,
    pub codes: Arc<Codes>,
    now: AtomicI64,
}

pub fn cheap() -> Settings {
    Settings { hashing: Hashing { memory_kib: 8, passes: 1, lanes: 1 }, ..Settings::default() }
}

/// What one hash of these counts as work (`byline_model::effort`): the bytes of its memory.
#[cfg(debug_assertions)]
pub const HASH: u64 = 8 * 1024;

impl World {
    pub fn new() -> Self {
        Self::with(cheap())
    }

    pub fn with(settings: Settings) -> Self {
        let store = SqliteStore::throwaway().expect("a store opens");
        let codes = Arc::new(Codes::default());
        let entropy = Arc::new(TestEntropy(AtomicU64::new(3)));
        let accounts = Accounts::new(store.clone(), entropy, BASE, settings).with_second_factor(codes.clone());
        World { store, accounts: Arc::new(accounts), codes, now: AtomicI64::new(1_790_000_000_000) }
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.now.load(Ordering::SeqCst))
    }

    pub fn pass(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    pub async fn put(&self, change: Change) {
        self.store.commit(ChangeSet::new(self.now()).with(change)).await.expect("nothing stands in the way");
    }

    pub async fn ada(&self) -> Registered {
        self.accounts.register(&form(EMAIL), self.now()).await.expect("the form is good")
    }

    pub async fn sign_in(&self, name: &str, password: &str) -> SignIn {
        self.accounts.sign_in(name, password, Some("192.0.2.1"), self.now()).await.unwrap()
    }

    /// Whether name and password open a session.
    pub async fn opens(&self, name: &str, password: &str) -> bool {
        matches!(self.sign_in(name, password).await, SignIn::SignedIn(_))
    }

    pub async fn set_state(&self, orcid: OrcidId, state: RecordState) {
        let head = self.store.head(orcid).await.unwrap().expect("is there");
        self.put(Change::PutRecord(Box::new(RecordHead { state, ..RecordHead::clone(&head) }))).await;
    }

    pub async fn mails(&self, to: &str) -> Vec<Mail> {
        whole(|it| self.store.mails(Some(to), it)).await.unwrap()
    }

    /// The secret of the link in the newest mail to this address.
    pub async fn link(&self, to: &str, path: &str) -> String {
        let mails = self.mails(to).await;
        let text = &mails.last().expect("a mail").text;
        let prefix = format!("{BASE}/{path}/");
        let at = text.find(&prefix).unwrap_or_else(|| panic!("no link to {path} in {text}"));
        text[at + prefix.len()..].split(['?', '\n']).next().unwrap().to_owned()
    }

    pub async fn items(&self, orcid: OrcidId, kind: ItemKind) -> Vec<Item> {
        self.store.snapshot(orcid, KindRange::one(kind)).await.unwrap().expect("is there").items
    }
}

pub fn form(email: &str) -> Registration {
    Registration {
        given_names: " Ada ".into(),
        family_name: "Lovelace".into(),
        email: email.into(),
        email_again: email.to_uppercase(),
        password: PASSWORD.into(),
        password_again: PASSWORD.into(),
        default_visibility: Some(Visibility::Limited),
        terms: true,
        processing: true,
        locale: Locale::De,
        address: Some("192.0.2.1".into()),
        ..Registration::default()
    }
}

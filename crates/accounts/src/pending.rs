//! Registrations that wait for an answer to "could this be you?" (`registry` 5.5).
//!
//! The form was complete; only the person has to say that none of the records shown is theirs. Until then the store
//! keeps it, where every process and the next start find it, sealed: the page carries a key that is good for this form
//! alone and is kept nowhere, so that neither the store nor a copy of it says who thought about registering. The
//! password waits as its hash.

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use byline_model::Timestamp;
use byline_store::{StoreError, WaitingForm};
use serde::{Deserialize, Serialize};

use crate::registration::{self, Registration};
use crate::secret::Secret;

/// How long the question may be thought about.
const SECONDS: i64 = 30 * 60;
/// Which of what is made from a key this is.
const PURPOSE: &[u8] = b"byline: a registration that waits";

/// A complete form without its password, and the hash of that.
#[derive(Clone)]
pub(crate) struct Held {
    pub form: Registration,
    pub password: Box<str>,
}

/// What is sealed: of the form, what becomes of it.
#[derive(Serialize, Deserialize)]
struct Body {
    given_names: String,
    family_name: String,
    /// The primary one first.
    emails: Vec<String>,
    password: String,
    visibility: Option<String>,
    tips: bool,
    locale: String,
    referred_by: Option<String>,
    address: Option<String>,
}

impl Held {
    /// As the store keeps it; what the page has to carry opens it.
    pub fn seal(&self, key: &Secret, now: Timestamp) -> WaitingForm {
        let Held { form, password } = self;
        let body = Body {
            given_names: form.given_names.trim().to_owned(),
            family_name: form.family_name.trim().to_owned(),
            emails: registration::addresses(form).0.iter().map(|(_, it)| it.as_str().to_owned()).collect(),
            password: password.to_string(),
            visibility: form.default_visibility.map(|it| it.to_string()),
            tips: form.tips,
            locale: form.locale.to_string(),
            referred_by: form.referred_by.as_ref().map(ToString::to_string),
            address: form.address.clone(),
        };
        let body = serde_json::to_vec(&body).expect("plain structs with text keys always serialize");
        seal(PURPOSE, key, body, now)
    }

    /// What was sealed with this key; `None` when its time is over.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it was sealed with another.
    pub fn open(waiting: &WaitingForm, key: &str, now: Timestamp) -> Result<Option<Held>, StoreError> {
        if waiting.expires <= now {
            return Ok(None);
        }
        let held = open(PURPOSE, key, waiting).and_then(|json| Held::read(&json));
        held.map(Some).ok_or_else(|| StoreError::Corrupt("a form that waits cannot be read".into()))
    }

    fn read(json: &[u8]) -> Option<Held> {
        let body: Body = serde_json::from_slice(json).ok()?;
        let mut emails = body.emails.into_iter();
        let email = emails.next()?;
        let form = Registration {
            given_names: body.given_names,
            family_name: body.family_name,
            email_again: email.clone(),
            email,
            more_emails: emails.collect(),
            default_visibility: body.visibility.map(|it| it.parse()).transpose().ok()?,
            terms: true,
            processing: true,
            tips: body.tips,
            locale: body.locale.parse().ok()?,
            referred_by: body.referred_by.map(|it| it.parse()).transpose().ok()?,
            address: body.address,
            ..Registration::default()
        };
        Some(Held { form, password: body.password.into() })
    }
}

/// Something as the store keeps it for half an hour, for one purpose; what the page has to carry opens it.
pub(crate) fn seal(purpose: &'static [u8], key: &Secret, mut body: Vec<u8>, now: Timestamp) -> WaitingForm {
    let done = derived(purpose, key.expose()).seal_in_place_append_tag(nonce(), Aad::empty(), &mut body);
    done.expect("a form is not too long");
    WaitingForm { key: key.hash(), sealed: body.into(), expires: now.plus_seconds(SECONDS) }
}

/// What was sealed with this key for this purpose.
pub(crate) fn open(purpose: &'static [u8], key: &str, waiting: &WaitingForm) -> Option<Vec<u8>> {
    let mut sealed = waiting.sealed.to_vec();
    let opened = derived(purpose, key).open_in_place(nonce(), Aad::empty(), &mut sealed);
    opened.ok().map(|opened| opened.to_vec())
}

/// No two forms have one key, so that one nonce is enough for all.
fn derived(purpose: &'static [u8], secret: &str) -> LessSafeKey {
    let secret = Salt::new(HKDF_SHA256, &[]).extract(secret.as_bytes());
    let info = [purpose];
    let key = secret.expand(&info, &AES_256_GCM_SIV).expect("a key is not too long");
    LessSafeKey::new(UnboundKey::from(key))
}

fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; 12])
}

//! What only a backup has: signing keys, mails that wait, and what belongs to accounts besides their passwords.

use std::fmt;

use aws_lc_rs::rsa::KeyPair;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use byline_model::{ClientId, Timestamp};
use byline_store::{Account, Mail, SigningKey};
use serde::{Deserialize, Serialize};

use super::read::{moment, parsed, required, wrong};
use super::write::moment as write_moment;
use super::{Invalid, raw};

type Result<T> = std::result::Result<T, Invalid>;

/// What stands at the beginning of every file that is written.
pub(super) const WARNING: &str = "\
# A backup of a registry. It holds what is private: e-mail addresses, hashes of passwords and secrets, the keys that sign\n\
# identity tokens, items that nobody else may see. Keep it as you keep the registry itself.\n\n";

/// Of an account, everything but the password.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AccountRest {
    pub terms_accepted: Option<Timestamp>,
    pub tips: bool,
    pub registered_from: Option<Box<str>>,
    pub referred_by: Option<ClientId>,
    pub last_sign_in: Option<Timestamp>,
}

impl AccountRest {
    pub fn of(account: &Account) -> Self {
        let Account { orcid: _, password: _, terms_accepted, tips, registered_from, referred_by, last_sign_in } =
            account;
        AccountRest {
            terms_accepted: *terms_accepted,
            tips: *tips,
            registered_from: registered_from.clone(),
            referred_by: referred_by.clone(),
            last_sign_in: *last_sign_in,
        }
    }

    pub fn put_into(&self, account: &mut Account) {
        let AccountRest { terms_accepted, tips, registered_from, referred_by, last_sign_in } = self.clone();
        *account = Account { terms_accepted, tips, registered_from, referred_by, last_sign_in, ..account.clone() };
    }
}

#[derive(Deserialize, Serialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAccount {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms_accepted: Option<raw::Moment>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub tips: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referred_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_sign_in: Option<raw::Moment>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

pub(super) fn read_account(raw: RawAccount) -> Result<AccountRest> {
    Ok(AccountRest {
        terms_accepted: moment("terms_accepted", raw.terms_accepted)?,
        tips: raw.tips,
        registered_from: raw.registered_from.map(String::into_boxed_str),
        referred_by: raw.referred_by.map(|id| parsed("referred_by", &id)).transpose()?,
        last_sign_in: moment("last_sign_in", raw.last_sign_in)?,
    })
}

pub(super) fn write_account(it: &AccountRest) -> Option<RawAccount> {
    (*it != AccountRest::default()).then(|| RawAccount {
        terms_accepted: write_moment(it.terms_accepted),
        tips: it.tips,
        registered_from: it.registered_from.as_deref().map(str::to_owned),
        referred_by: it.referred_by.as_ref().map(ToString::to_string),
        last_sign_in: write_moment(it.last_sign_in),
    })
}

/// The private key in base64 (PKCS#8).
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKey {
    pub kid: String,
    pub pkcs8: String,
    pub created: raw::Moment,
}

impl fmt::Debug for RawKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}

pub(super) fn read_key(raw: RawKey) -> Result<SigningKey> {
    let pkcs8 = STANDARD.decode(&raw.pkcs8).map_err(|it| wrong(it).under("pkcs8"))?;
    if KeyPair::from_pkcs8(&pkcs8).is_err() {
        return Err(Invalid::new("is no private RSA key (PKCS#8)").under("pkcs8"));
    }
    Ok(SigningKey { kid: required("kid", &raw.kid)?.into(), pkcs8, created: parsed("created", &raw.created.0)? })
}

pub(super) fn write_key(it: &SigningKey) -> RawKey {
    let SigningKey { kid, pkcs8, created } = it;
    RawKey { kid: kid.to_string(), pkcs8: STANDARD.encode(pkcs8), created: raw::Moment(created.to_string()) }
}

/// One that was not sent.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub created: raw::Moment,
}

pub(super) fn read_mail(raw: RawMail) -> Result<Mail> {
    let to = required("to", &raw.to)?;
    // Addresses and subjects become headers.
    for (key, text) in [("to", to), ("subject", raw.subject.as_str())] {
        if text.contains(char::is_control) {
            return Err(Invalid::new("has control characters").under(key));
        }
    }
    let created = parsed("created", &raw.created.0)?;
    Ok(Mail::new(to, &raw.subject, raw.text, raw.html, created))
}

pub(super) fn write_mail(it: &Mail) -> RawMail {
    RawMail {
        to: it.to.to_string(),
        subject: it.subject.to_string(),
        text: it.text.to_string(),
        html: it.html.to_string(),
        created: raw::Moment(it.created.to_string()),
    }
}

//! What all use cases share.

use std::sync::Arc;

use byline_model::env::Entropy;
use byline_store::AccountStore;

use crate::lockout::Lockout;
use crate::mint::IdBlock;
use crate::password::{Hashing, Passwords};
use crate::second_factor::{NoSecondFactor, SecondFactor};

/// What a deployment may set. Times are in seconds.
#[derive(Clone, Debug)]
pub struct Settings {
    pub ids: IdBlock,
    pub hashing: Hashing,
    pub lockout: Lockout,
    /// A session that was not used for so long is over (`registry` 6.4).
    pub session_seconds: i64,
    /// How long the second factor may take.
    pub second_factor_seconds: i64,
    pub verification_seconds: i64,
    /// How long a link for a new password is good (`registry` 6.7).
    pub reset_seconds: i64,
    /// So many mails an hour anybody may have sent to one address.
    pub mails_per_hour: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            ids: IdBlock::default(),
            hashing: Hashing::default(),
            lockout: Lockout::default(),
            session_seconds: 3600,
            second_factor_seconds: 600,
            verification_seconds: 45 * 24 * 3600,
            reset_seconds: 240 * 60,
            mails_per_hour: 5,
        }
    }
}

/// The accounts of a deployment: one per process.
pub struct Accounts {
    pub(crate) store: Arc<dyn AccountStore>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) passwords: Passwords,
    pub(crate) second_factor: Arc<dyn SecondFactor>,
    pub(crate) settings: Settings,
    pub(crate) base_url: Box<str>,
}

impl Accounts {
    /// `base_url` is that of the registry, without a slash at the end; links in mails begin with it.
    pub fn new(store: Arc<dyn AccountStore>, entropy: Arc<dyn Entropy>, base_url: &str, settings: Settings) -> Self {
        Accounts {
            passwords: Passwords::new(settings.hashing),
            second_factor: Arc::new(NoSecondFactor),
            base_url: base_url.trim_end_matches('/').into(),
            store,
            entropy,
            settings,
        }
    }

    /// With a second factor besides passwords.
    #[must_use]
    pub fn with_second_factor(self, second_factor: Arc<dyn SecondFactor>) -> Self {
        Accounts { second_factor, ..self }
    }

    /// How long what counts, and how much work a password is.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

//! Where second factors come in.

use async_trait::async_trait;
use byline_model::{OrcidId, Timestamp};
use byline_store::Result;

/// Something besides the password, such as one-time codes (`registry` 6.6).
#[async_trait]
pub trait SecondFactor: Send + Sync {
    /// Whether the person has switched it on.
    async fn is_on(&self, person: OrcidId) -> Result<bool>;

    /// Whether a typed code, or recovery code, is right. Each counts once; blanks do not matter.
    async fn verify(&self, person: OrcidId, code: &str, now: Timestamp) -> Result<bool>;
}

/// Nobody has one.
pub struct NoSecondFactor;

#[async_trait]
impl SecondFactor for NoSecondFactor {
    async fn is_on(&self, _person: OrcidId) -> Result<bool> {
        Ok(false)
    }

    async fn verify(&self, _person: OrcidId, _code: &str, _now: Timestamp) -> Result<bool> {
        Ok(false)
    }
}

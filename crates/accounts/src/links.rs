//! Links in mails: random, kept as hashes, good once and for a while; of several only the newest is good.

use byline_model::{OrcidId, Timestamp};
use byline_store::{Link, LinkPurpose, StoreError};

use crate::secret::{self, Secret};
use crate::service::Accounts;

/// Why a link does not work.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Unknown, or a newer one was sent.
    #[error("the link is not valid")]
    Invalid,
    #[error("the link has expired")]
    Expired,
    #[error("the link was used already")]
    Used,
    /// Somebody else is signed in.
    #[error("the link belongs to somebody else")]
    WrongUser,
    #[error("the store failed")]
    Store(#[from] StoreError),
}

pub(crate) struct NewLink {
    pub row: Link,
    pub url: String,
}

impl NewLink {
    /// A link for an address, good for as long as the settings say from `now` on. Its secret leaves in the mail alone.
    pub fn draw(accounts: &Accounts, purpose: LinkPurpose, person: OrcidId, address: &str, now: Timestamp) -> Self {
        let secret = Secret::random(&*accounts.entropy);
        let (path, seconds) = match purpose {
            LinkPurpose::VerifyEmail => ("verify-email", accounts.settings.verification_seconds),
            LinkPurpose::ResetPassword => ("reset-password-email", accounts.settings.reset_seconds),
        };
        let row = Link {
            hash: secret.hash(),
            purpose,
            person,
            address: address.into(),
            expires: now.plus_seconds(seconds),
            used: None,
        };
        NewLink { row, url: format!("{}/{path}/{}", accounts.base_url, secret.expose()) }
    }
}

impl Accounts {
    /// The link with this secret, if it is good for this.
    pub(crate) async fn good_link(
        &self,
        secret: &str,
        purpose: LinkPurpose,
        now: Timestamp,
    ) -> Result<Link, LinkError> {
        self.link_of(secret, purpose, None, now).await
    }

    /// The same for somebody who may be signed in: that a link was used is for its owner to hear.
    pub(crate) async fn link_of(
        &self,
        secret: &str,
        purpose: LinkPurpose,
        signed_in: Option<OrcidId>,
        now: Timestamp,
    ) -> Result<Link, LinkError> {
        let link = self.store.link(secret::hash(secret)).await?.filter(|it| it.purpose == purpose);
        let link = link.ok_or(LinkError::Invalid)?;
        if signed_in.is_some_and(|it| it != link.person) {
            return Err(LinkError::WrongUser);
        }
        if link.used.is_some() {
            return Err(LinkError::Used);
        }
        if link.expires <= now { Err(LinkError::Expired) } else { Ok(link) }
    }
}

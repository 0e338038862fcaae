//! What an operation asks for (`oauth` 2.5, `record-api` 1.1 to 1.5).

use super::{Scope, ScopeSet};
use crate::kind::ScopeFamily;

/// What is done with items of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading items that are not public. Without it the public ones are served, or, for a single item, an error.
    ReadLimited,
    Create,
    Update,
    Delete,
}

impl Access {
    /// Reading first, then in the order of an item's life.
    pub const ALL: [Access; 4] = [Self::ReadLimited, Self::Create, Self::Update, Self::Delete];
}

/// Operations that are not about items.
pub mod required {
    use super::Scope;

    /// `/search` and its relatives of the member API; the public API asks for nothing.
    pub const SEARCH: Scope = Scope::ReadPublic;
    /// `GET /{iD}/summary` of the member API, public data alone (`record-api` 2.10).
    pub const RECORD_SUMMARY: Scope = Scope::ReadPublic;
    /// `GET /client/{id}` of the member API.
    pub const CLIENT_VIEW: Scope = Scope::ReadPublic;
    /// `/oauth/userinfo`; `openid` covers it.
    pub const USER_INFO: Scope = Scope::Authenticate;
    /// Opens every e-mail address, whatever its visibility.
    pub const PRIVATE_EMAILS: Scope = Scope::EmailReadPrivate;
    /// Reading groups of peer reviews (`record-api` 5.2); a token of the client alone.
    pub const GROUP_ID_READ: Scope = Scope::GroupIdRecordRead;
    /// Adding, changing and removing them; whose source the client is.
    pub const GROUP_ID_WRITE: Scope = Scope::GroupIdRecordUpdate;
    /// Registering an address for calls about a record (`record-api` 5.3).
    pub const WEBHOOK: Scope = Scope::Webhook;
    /// Putting requests into an inbox, and taking them back (`record-api` 5.1).
    pub const NOTIFICATION: Scope = Scope::PremiumNotification;
    /// Whether an address belongs to a record: only for the registry's own programs.
    pub const FIND_BY_EMAIL: Scope = Scope::OrcidInternal;
    /// When a person was last changed: only for the registry's own programs.
    pub const LAST_MODIFIED: Scope = Scope::OrcidInternalPersonLastModified;
}

/// The scopes of which one has to be covered; none at all where no client may do it.
pub const fn scopes_for(family: ScopeFamily, access: Access) -> &'static [Scope] {
    use Access::{Create, Delete, ReadLimited, Update};
    match (family, access) {
        (ScopeFamily::Person | ScopeFamily::ExternalIdentifiers | ScopeFamily::Email, ReadLimited) => {
            &[Scope::OrcidBioReadLimited]
        }
        // E-mail addresses are written by their owner alone.
        (ScopeFamily::Email, Create | Update | Delete) => &[],
        (ScopeFamily::Person, Create | Update | Delete) => &[Scope::OrcidBioUpdate],
        (ScopeFamily::ExternalIdentifiers, Create | Update) => &[Scope::OrcidBioExternalIdentifiersCreate],
        // Who may only add identifiers may not remove them again.
        (ScopeFamily::ExternalIdentifiers, Delete) => &[Scope::OrcidBioUpdate],
        (ScopeFamily::Affiliations, ReadLimited) => &[Scope::AffiliationsReadLimited],
        (ScopeFamily::Affiliations, Create) => &[Scope::AffiliationsCreate, Scope::AffiliationsUpdate],
        (ScopeFamily::Affiliations, Update | Delete) => &[Scope::AffiliationsUpdate],
        (ScopeFamily::Funding, ReadLimited) => &[Scope::FundingReadLimited],
        (ScopeFamily::Funding, Create) => &[Scope::FundingCreate, Scope::FundingUpdate],
        (ScopeFamily::Funding, Update | Delete) => &[Scope::FundingUpdate],
        (ScopeFamily::PeerReview, ReadLimited) => &[Scope::PeerReviewReadLimited],
        (ScopeFamily::PeerReview, Create) => &[Scope::PeerReviewCreate, Scope::PeerReviewUpdate],
        (ScopeFamily::PeerReview, Update | Delete) => &[Scope::PeerReviewUpdate],
        (ScopeFamily::Works, ReadLimited) => &[Scope::OrcidWorksReadLimited],
        (ScopeFamily::Works, Create) => &[Scope::OrcidWorksCreate, Scope::OrcidWorksUpdate],
        (ScopeFamily::Works, Update | Delete) => &[Scope::OrcidWorksUpdate],
    }
}

impl ScopeSet {
    /// Whether a token with these scopes, as granted, may do this with items of this family.
    pub fn permits(self, family: ScopeFamily, access: Access) -> bool {
        !self.covers().intersection(ScopeSet::of(scopes_for(family, access))).is_empty()
    }

    /// Whether a token with these scopes, as granted, passes where this one is asked for.
    pub fn permits_scope(self, scope: Scope) -> bool {
        self.covers().contains(scope)
    }
}

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
    pub const ALL: [Access; 4] = [Self::ReadLimited, Self::Create, Self::Update, Self::Delete];
}

/// Operations that are not about items.
pub mod required {
    use super::Scope;

    pub const SEARCH: Scope = Scope::ReadPublic;
    pub const RECORD_SUMMARY: Scope = Scope::ReadPublic;
    pub const CLIENT_VIEW: Scope = Scope::ReadPublic;
    pub const USER_INFO: Scope = Scope::Authenticate;
    /// Opens every e-mail address, whatever its visibility.
    pub const PRIVATE_EMAILS: Scope = Scope::EmailReadPrivate;
    pub const GROUP_ID_READ: Scope = Scope::GroupIdRecordRead;
    pub const GROUP_ID_WRITE: Scope = Scope::GroupIdRecordUpdate;
    pub const WEBHOOK: Scope = Scope::Webhook;
    pub const NOTIFICATION: Scope = Scope::PremiumNotification;
    pub const FIND_BY_EMAIL: Scope = Scope::OrcidInternal;
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

//! Permissions: what each is called, what it covers, who may hold it, and what people read about it.
//!
//! This is the only place that knows scopes by name (`oauth` 2). A token keeps its scopes as granted; every check
//! looks at what they cover. Coverage is the table below and nothing else: `create` and `update` of a section do not
//! imply each other, neither implies reading, and `/activities/update` and `/read-limited` do not imply
//! `/authenticate`.

mod access;
mod set;

use std::fmt;
use std::str::FromStr;

pub use access::{Access, required, scopes_for};
pub use set::{ScopeList, ScopeSet};

use crate::client::{ClientType, UnknownName};
use crate::effort;

/// A permission. Variants are named after the paths; the order is that of the published table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Scope {
    ReadPublic,
    Authenticate,
    Openid,
    ReadLimited,
    ActivitiesReadLimited,
    PersonReadLimited,
    ActivitiesUpdate,
    PersonUpdate,
    EmailReadPrivate,
    OrcidProfileReadLimited,
    OrcidBioReadLimited,
    OrcidBioUpdate,
    OrcidBioExternalIdentifiersCreate,
    AffiliationsCreate,
    AffiliationsUpdate,
    AffiliationsReadLimited,
    FundingCreate,
    FundingUpdate,
    FundingReadLimited,
    OrcidWorksCreate,
    OrcidWorksUpdate,
    OrcidWorksReadLimited,
    PeerReviewCreate,
    PeerReviewUpdate,
    PeerReviewReadLimited,
    OrcidPatentsCreate,
    OrcidPatentsUpdate,
    OrcidPatentsReadLimited,
    OrcidProfileCreate,
    GroupIdRecordRead,
    GroupIdRecordUpdate,
    Webhook,
    PremiumNotification,
    BasicNotification,
    IdentifierTypesCreate,
    MemberListRead,
    MemberListWrite,
    MemberListFullAccess,
    OrcidInternal,
    OrcidInternalPersonLastModified,
}

/// Who says yes to a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legs {
    /// The person, on the consent page (authorization code, implicit).
    Three,
    /// Nobody but the client itself (client credentials).
    Two,
    /// The client itself, on the internal host only; the public token endpoint answers 401.
    Internal,
    /// No grant gives it.
    None,
}

/// How the published source lists a scope that people grant; some are in neither list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Read,
    Write,
}

/// What there is to know about a scope.
#[derive(Clone, Copy, Debug)]
pub struct ScopeSpec {
    /// The value on the wire.
    pub name: &'static str,
    /// What it covers directly, besides itself.
    pub inherits: &'static [Scope],
    pub legs: Legs,
    pub class: Option<Class>,
    /// Kept working for old clients; new ones are pointed at a wider scope.
    pub superseded: bool,
    /// No client type has it; staff add it to single clients.
    pub staff_only: bool,
    /// What people read about it, on the consent page and on the list of trusted organisations afterwards: the name of
    /// a message (`permission-…`). Scopes that come to the same share it; those that nobody is asked for have none.
    pub words: Option<&'static str>,
}

/// Values of OpenID Connect that say nothing here; an authorization request may carry them, they are dropped.
pub const IGNORED_AT_AUTHORIZE: [&str; 5] = ["profile", "email", "address", "phone", "offline_access"];

/// The oldest spelling of the funding scopes, which the token endpoint still reads.
pub fn modernize(scope_text: &str) -> String {
    scope_text.replace("orcid-grants", "funding")
}

impl Scope {
    /// In the order of the published table (`oauth` 2.2), which is that of the bits in a [`ScopeSet`].
    pub const ALL: [Scope; 40] = [
        Self::ReadPublic,
        Self::Authenticate,
        Self::Openid,
        Self::ReadLimited,
        Self::ActivitiesReadLimited,
        Self::PersonReadLimited,
        Self::ActivitiesUpdate,
        Self::PersonUpdate,
        Self::EmailReadPrivate,
        Self::OrcidProfileReadLimited,
        Self::OrcidBioReadLimited,
        Self::OrcidBioUpdate,
        Self::OrcidBioExternalIdentifiersCreate,
        Self::AffiliationsCreate,
        Self::AffiliationsUpdate,
        Self::AffiliationsReadLimited,
        Self::FundingCreate,
        Self::FundingUpdate,
        Self::FundingReadLimited,
        Self::OrcidWorksCreate,
        Self::OrcidWorksUpdate,
        Self::OrcidWorksReadLimited,
        Self::PeerReviewCreate,
        Self::PeerReviewUpdate,
        Self::PeerReviewReadLimited,
        Self::OrcidPatentsCreate,
        Self::OrcidPatentsUpdate,
        Self::OrcidPatentsReadLimited,
        Self::OrcidProfileCreate,
        Self::GroupIdRecordRead,
        Self::GroupIdRecordUpdate,
        Self::Webhook,
        Self::PremiumNotification,
        Self::BasicNotification,
        Self::IdentifierTypesCreate,
        Self::MemberListRead,
        Self::MemberListWrite,
        Self::MemberListFullAccess,
        Self::OrcidInternal,
        Self::OrcidInternalPersonLastModified,
    ];

    /// The name on the wire: `/activities/update`, `openid`.
    pub fn as_str(self) -> &'static str {
        self.spec().name
    }

    /// The scope and everything it implies, however remotely.
    pub const fn covers(self) -> ScopeSet {
        const COVERS: [ScopeSet; Scope::ALL.len()] = {
            let mut all = [ScopeSet::EMPTY; Scope::ALL.len()];
            let mut at = 0;
            while at < all.len() {
                all[at] = closure(Scope::ALL[at]);
                at += 1;
            }
            all
        };
        COVERS[self as usize]
    }

    /// What a client of this type holds without anybody's doing (`oauth` 2.3).
    pub const fn automatic(client_type: ClientType) -> ScopeSet {
        const PUBLIC: ScopeSet = ScopeSet::of(&[Scope::Authenticate, Scope::ReadPublic, Scope::Openid]);
        const UPDATER: ScopeSet = UPDATER_SCOPES;
        const CREATOR: ScopeSet = Scope::OrcidProfileCreate.covers();
        match client_type {
            ClientType::PublicClient => PUBLIC,
            ClientType::Updater => UPDATER,
            ClientType::Creator => CREATOR,
            ClientType::PremiumUpdater => UPDATER.with(Scope::Webhook),
            ClientType::PremiumCreator => CREATOR.with(Scope::Webhook),
        }
    }

    /// Whether an authorization request may ask for it, and client credentials cannot.
    pub fn needs_person(self) -> bool {
        self.spec().legs == Legs::Three
    }

    /// The row of this scope.
    pub const fn spec(self) -> &'static ScopeSpec {
        &ROWS[self as usize]
    }
}

const UPDATER_SCOPES: ScopeSet = ScopeSet::of(&[
    Scope::AffiliationsCreate,
    Scope::AffiliationsUpdate,
    Scope::AffiliationsReadLimited,
    Scope::FundingCreate,
    Scope::FundingUpdate,
    Scope::FundingReadLimited,
    Scope::OrcidWorksCreate,
    Scope::OrcidWorksUpdate,
    Scope::OrcidWorksReadLimited,
    Scope::PeerReviewCreate,
    Scope::PeerReviewUpdate,
    Scope::PeerReviewReadLimited,
    Scope::OrcidBioExternalIdentifiersCreate,
    Scope::OrcidBioReadLimited,
    Scope::OrcidBioUpdate,
    Scope::PersonUpdate,
    Scope::PersonReadLimited,
    Scope::ActivitiesUpdate,
    Scope::ActivitiesReadLimited,
    Scope::ReadLimited,
    Scope::OrcidProfileReadLimited,
    Scope::Authenticate,
    Scope::Openid,
    Scope::ReadPublic,
    Scope::GroupIdRecordRead,
    Scope::GroupIdRecordUpdate,
]);

const fn closure(scope: Scope) -> ScopeSet {
    let mut all = ScopeSet::of(&[scope]);
    let inherits = scope.spec().inherits;
    let mut at = 0;
    while at < inherits.len() {
        all = all.union(closure(inherits[at]));
        at += 1;
    }
    all
}

impl FromStr for Scope {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        effort::position(&Self::ALL, |it| it.as_str() == text).map(|at| Self::ALL[at]).ok_or(UnknownName)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

mod table;
use table::ROWS;

#[cfg(test)]
mod tests;

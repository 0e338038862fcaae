//! One row for each scope (`oauth` 2.2), in the order of [`Scope`].

use super::{Class, Legs, Scope, ScopeSpec};

use Scope as S;

const PUBLIC: &[Scope] = &[S::ReadPublic];

/// Everything that a client may need to build up a record: all that people can grant but their private e-mail
/// addresses, and the review groups.
const PROFILE_CREATE: &[Scope] =
    &[S::Openid, S::OrcidProfileReadLimited, S::ActivitiesUpdate, S::PersonUpdate, S::GroupIdRecordUpdate];

impl ScopeSpec {
    const fn new(legs: Legs, name: &'static str, inherits: &'static [Scope]) -> Self {
        ScopeSpec { name, inherits, legs, class: None, superseded: false, staff_only: false, words: None }
    }

    /// Granted by people.
    const fn asked(name: &'static str, inherits: &'static [Scope], words: &'static str) -> Self {
        ScopeSpec { words: Some(words), ..Self::new(Legs::Three, name, inherits) }
    }

    /// Granted by people, to read.
    const fn read(name: &'static str, inherits: &'static [Scope], words: &'static str) -> Self {
        ScopeSpec { class: Some(Class::Read), ..Self::asked(name, inherits, words) }
    }

    /// Granted by people, to write.
    const fn write(name: &'static str, inherits: &'static [Scope], words: &'static str) -> Self {
        ScopeSpec { class: Some(Class::Write), ..Self::asked(name, inherits, words) }
    }

    const fn superseded(self) -> Self {
        ScopeSpec { superseded: true, ..self }
    }

    const fn staff_only(self) -> Self {
        ScopeSpec { staff_only: true, ..self }
    }
}

pub(super) static ROWS: [ScopeSpec; Scope::ALL.len()] = [
    ScopeSpec::new(Legs::Two, "/read-public", &[]),
    ScopeSpec::asked("/authenticate", PUBLIC, "identity"),
    ScopeSpec::read("openid", &[S::Authenticate], "identity"),
    ScopeSpec::read("/read-limited", &[S::ActivitiesReadLimited, S::PersonReadLimited], "read-limited"),
    ScopeSpec::read(
        "/activities/read-limited",
        &[
            S::OrcidWorksReadLimited,
            S::AffiliationsReadLimited,
            S::FundingReadLimited,
            S::PeerReviewReadLimited,
            S::OrcidPatentsReadLimited,
        ],
        "activities-read",
    ),
    ScopeSpec::read("/person/read-limited", &[S::OrcidBioReadLimited], "person-read"),
    ScopeSpec::write(
        "/activities/update",
        &[
            S::OrcidWorksCreate,
            S::OrcidWorksUpdate,
            S::AffiliationsCreate,
            S::AffiliationsUpdate,
            S::FundingCreate,
            S::FundingUpdate,
            S::PeerReviewCreate,
            S::PeerReviewUpdate,
            S::OrcidPatentsCreate,
            S::OrcidPatentsUpdate,
        ],
        "activities-update",
    ),
    ScopeSpec::write("/person/update", &[S::OrcidBioUpdate], "person-update"),
    ScopeSpec::asked("/email/read-private", PUBLIC, "email-read").staff_only(),
    ScopeSpec::read("/orcid-profile/read-limited", &[S::ReadLimited], "read-limited").superseded(),
    ScopeSpec::read("/orcid-bio/read-limited", PUBLIC, "person-read").superseded(),
    ScopeSpec::write("/orcid-bio/update", &[S::OrcidBioExternalIdentifiersCreate], "person-update").superseded(),
    ScopeSpec::write("/orcid-bio/external-identifiers/create", PUBLIC, "identifier-create").superseded(),
    ScopeSpec::write("/affiliations/create", PUBLIC, "affiliations-create").superseded(),
    ScopeSpec::write("/affiliations/update", PUBLIC, "affiliations-update").superseded(),
    ScopeSpec::read("/affiliations/read-limited", PUBLIC, "affiliations-read").superseded(),
    ScopeSpec::write("/funding/create", PUBLIC, "funding-create").superseded(),
    ScopeSpec::write("/funding/update", PUBLIC, "funding-update").superseded(),
    ScopeSpec::read("/funding/read-limited", PUBLIC, "funding-read").superseded(),
    ScopeSpec::write("/orcid-works/create", PUBLIC, "works-create").superseded(),
    ScopeSpec::write("/orcid-works/update", PUBLIC, "works-update").superseded(),
    ScopeSpec::read("/orcid-works/read-limited", PUBLIC, "works-read").superseded(),
    ScopeSpec::asked("/peer-review/create", PUBLIC, "reviews-create"),
    ScopeSpec::asked("/peer-review/update", PUBLIC, "reviews-update"),
    ScopeSpec::read("/peer-review/read-limited", PUBLIC, "reviews-read"),
    ScopeSpec::write("/orcid-patents/create", PUBLIC, "patents-create").superseded(),
    ScopeSpec::write("/orcid-patents/update", PUBLIC, "patents-update").superseded(),
    ScopeSpec::read("/orcid-patents/read-limited", PUBLIC, "patents-read").superseded(),
    ScopeSpec::new(Legs::Two, "/orcid-profile/create", PROFILE_CREATE).superseded(),
    ScopeSpec::new(Legs::Two, "/group-id-record/read", &[]),
    ScopeSpec::new(Legs::Two, "/group-id-record/update", &[S::GroupIdRecordRead]),
    ScopeSpec::new(Legs::Two, "/webhook", &[]),
    ScopeSpec::new(Legs::Two, "/premium-notification", &[S::BasicNotification]).staff_only(),
    ScopeSpec::new(Legs::None, "/basic-notification", &[]),
    ScopeSpec::new(Legs::None, "/identifier-types/create", &[]).staff_only(),
    ScopeSpec::new(Legs::Two, "/member-list/read", &[]).staff_only(),
    ScopeSpec::new(Legs::Two, "/member-list/write", &[]).staff_only(),
    ScopeSpec::new(Legs::Two, "/member-list/full-access", &[]).staff_only(),
    ScopeSpec::new(Legs::Internal, "/orcid-internal", &[]).staff_only(),
    ScopeSpec::new(Legs::Internal, "/orcid-internal/person/last_modified", &[]).staff_only(),
];

//! One row for each scope (`oauth` 2.2), in the order of [`Scope`].

use super::{Class, Legs, Scope, ScopeSpec};

use Scope as S;

const PUBLIC: &[Scope] = &[S::ReadPublic];

/// Everything that a client may need to build up a record: all that people can grant but their private e-mail
/// addresses, and the review groups.
const PROFILE_CREATE: &[Scope] =
    &[S::Openid, S::OrcidProfileReadLimited, S::ActivitiesUpdate, S::PersonUpdate, S::GroupIdRecordUpdate];

impl ScopeSpec {
    const fn new(legs: Legs, name: &'static str, inherits: &'static [Scope], text: [&'static str; 2]) -> Self {
        let [title, description] = text;
        ScopeSpec { name, inherits, legs, class: None, superseded: false, staff_only: false, title, description }
    }

    /// Granted by people, to read.
    const fn read(name: &'static str, inherits: &'static [Scope], text: [&'static str; 2]) -> Self {
        ScopeSpec { class: Some(Class::Read), ..Self::new(Legs::Three, name, inherits, text) }
    }

    /// Granted by people, to write.
    const fn write(name: &'static str, inherits: &'static [Scope], text: [&'static str; 2]) -> Self {
        ScopeSpec { class: Some(Class::Write), ..Self::new(Legs::Three, name, inherits, text) }
    }

    const fn superseded(self) -> Self {
        ScopeSpec { superseded: true, ..self }
    }

    const fn staff_only(self) -> Self {
        ScopeSpec { staff_only: true, ..self }
    }
}

const IDENTITY: [&str; 2] = [
    "Know your ORCID iD and read what you made public",
    "They learn which iD is yours, for certain, because you signed in. They see what anybody can see on your record.",
];
const READ_LIMITED: [&str; 2] = [
    "Read what you share with trusted parties",
    "They see everything on your record that is set to “everyone” or “trusted parties”. What is set to “only me” stays \
     with you.",
];
const PERSON_UPDATE: [&str; 2] = [
    "Add and maintain facts about you",
    "They can add other names, countries, keywords, links and identifiers from other systems to your record, and change \
     or remove what they added. Your names and your biography they cannot touch.",
];
const PATENTS: &str = "Patents have no section of their own any more; this permission opens nothing.";
const MEMBER_LIST: &str = "Belongs to the list of member organisations, which this registry does not serve.";

pub(super) static ROWS: [ScopeSpec; Scope::ALL.len()] = [
    ScopeSpec::new(Legs::Two, "/read-public", &[], [
        "Read public data",
        "Search the registry and read what anybody can see.",
    ]),
    ScopeSpec::new(Legs::Three, "/authenticate", PUBLIC, IDENTITY),
    ScopeSpec::read("openid", &[S::Authenticate], IDENTITY),
    ScopeSpec::read("/read-limited", &[S::ActivitiesReadLimited, S::PersonReadLimited], READ_LIMITED),
    ScopeSpec::read(
        "/activities/read-limited",
        &[
            S::OrcidWorksReadLimited,
            S::AffiliationsReadLimited,
            S::FundingReadLimited,
            S::PeerReviewReadLimited,
            S::OrcidPatentsReadLimited,
        ],
        [
            "Read your research activities",
            "They see the works, positions, funding and reviews that you share with trusted parties.",
        ],
    ),
    ScopeSpec::read("/person/read-limited", &[S::OrcidBioReadLimited], [
        "Read facts about you",
        "They see the names, biography, countries, keywords, links and e-mail addresses that you share with trusted \
         parties.",
    ]),
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
        [
            "Add and maintain research activities",
            "They can add works, positions, funding and reviews to your record, and change or remove what they added. \
             What you or others added they cannot touch.",
        ],
    ),
    ScopeSpec::write("/person/update", &[S::OrcidBioUpdate], PERSON_UPDATE),
    ScopeSpec::new(Legs::Three, "/email/read-private", PUBLIC, [
        "Read all your e-mail addresses",
        "They see every e-mail address of your account, those set to “only me” included.",
    ])
    .staff_only(),
    ScopeSpec::read("/orcid-profile/read-limited", &[S::ReadLimited], READ_LIMITED).superseded(),
    ScopeSpec::read("/orcid-bio/read-limited", PUBLIC, [
        "Read facts about you",
        "They see the names, biography, countries, keywords, links and e-mail addresses that you share with trusted \
         parties.",
    ])
    .superseded(),
    ScopeSpec::write("/orcid-bio/update", &[S::OrcidBioExternalIdentifiersCreate], PERSON_UPDATE).superseded(),
    ScopeSpec::write("/orcid-bio/external-identifiers/create", PUBLIC, [
        "Add an identifier of yours",
        "They can add the identifier that you have in another system to your record, and change the one they added.",
    ])
    .superseded(),
    ScopeSpec::write("/affiliations/create", PUBLIC, [
        "Add positions and education",
        "They can add employment, education, memberships and other affiliations to your record.",
    ])
    .superseded(),
    ScopeSpec::write("/affiliations/update", PUBLIC, [
        "Maintain the affiliations they added",
        "They can add employment, education and other affiliations, and change or remove those they added.",
    ])
    .superseded(),
    ScopeSpec::read("/affiliations/read-limited", PUBLIC, [
        "Read your affiliations",
        "They see the employment, education and other affiliations that you share with trusted parties.",
    ])
    .superseded(),
    ScopeSpec::write("/funding/create", PUBLIC, [
        "Add funding",
        "They can add grants, awards and contracts to your record.",
    ])
    .superseded(),
    ScopeSpec::write("/funding/update", PUBLIC, [
        "Maintain the funding they added",
        "They can add grants, awards and contracts, and change or remove those they added.",
    ])
    .superseded(),
    ScopeSpec::read("/funding/read-limited", PUBLIC, [
        "Read your funding",
        "They see the grants, awards and contracts that you share with trusted parties.",
    ])
    .superseded(),
    ScopeSpec::write("/orcid-works/create", PUBLIC, [
        "Add works",
        "They can add publications and other works to your record.",
    ])
    .superseded(),
    ScopeSpec::write("/orcid-works/update", PUBLIC, [
        "Maintain the works they added",
        "They can add publications and other works, and change or remove those they added.",
    ])
    .superseded(),
    ScopeSpec::read("/orcid-works/read-limited", PUBLIC, [
        "Read your works",
        "They see the works that you share with trusted parties.",
    ])
    .superseded(),
    ScopeSpec::new(Legs::Three, "/peer-review/create", PUBLIC, [
        "Add peer reviews",
        "They can add reviews that you did to your record.",
    ]),
    ScopeSpec::new(Legs::Three, "/peer-review/update", PUBLIC, [
        "Maintain the peer reviews they added",
        "They can add reviews that you did, and change or remove those they added.",
    ]),
    ScopeSpec::read("/peer-review/read-limited", PUBLIC, [
        "Read your peer reviews",
        "They see the reviews that you share with trusted parties.",
    ]),
    ScopeSpec::write("/orcid-patents/create", PUBLIC, ["Add patents", PATENTS]).superseded(),
    ScopeSpec::write("/orcid-patents/update", PUBLIC, ["Maintain the patents they added", PATENTS]).superseded(),
    ScopeSpec::read("/orcid-patents/read-limited", PUBLIC, ["Read your patents", PATENTS]).superseded(),
    ScopeSpec::new(Legs::Two, "/orcid-profile/create", PROFILE_CREATE, [
        "Create records",
        "Work on records that the client itself created, until their owners claim them.",
    ])
    .superseded(),
    ScopeSpec::new(Legs::Two, "/group-id-record/read", &[], [
        "Read review groups",
        "Look up the groups (journals, conferences, publishers) under which peer reviews are listed.",
    ]),
    ScopeSpec::new(Legs::Two, "/group-id-record/update", &[S::GroupIdRecordRead], [
        "Maintain review groups",
        "Create, change and delete the groups under which peer reviews are listed.",
    ]),
    ScopeSpec::new(Legs::Two, "/webhook", &[], [
        "Be told when records change",
        "Register addresses that are called after a change to a record.",
    ]),
    ScopeSpec::new(Legs::Two, "/premium-notification", &[S::BasicNotification], [
        "Send notices to inboxes",
        "Post notices that ask people for permission to add items to their records.",
    ])
    .staff_only(),
    ScopeSpec::new(Legs::None, "/basic-notification", &[], [
        "Send simple notices",
        "Opens nothing today.",
    ]),
    ScopeSpec::new(Legs::None, "/identifier-types/create", &[], [
        "Add identifier types",
        "Opens nothing that can be reached from outside.",
    ])
    .staff_only(),
    ScopeSpec::new(Legs::Two, "/member-list/read", &[], ["Read the member list", MEMBER_LIST]).staff_only(),
    ScopeSpec::new(Legs::Two, "/member-list/write", &[], ["Change the member list", MEMBER_LIST]).staff_only(),
    ScopeSpec::new(Legs::Two, "/member-list/full-access", &[], ["Manage the member list", MEMBER_LIST]).staff_only(),
    ScopeSpec::new(Legs::Internal, "/orcid-internal", &[], [
        "Find iDs by e-mail address",
        "For services of the registry itself, on its internal host.",
    ])
    .staff_only(),
    ScopeSpec::new(Legs::Internal, "/orcid-internal/person/last_modified", &[], [
        "Read when a record changed",
        "For services of the registry itself, on its internal host.",
    ])
    .staff_only(),
];

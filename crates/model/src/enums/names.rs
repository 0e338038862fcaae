//! What some names are called elsewhere: CSL, older versions, the database, JSON.

/// The [CSL](https://docs.citationstyles.org) type of a work type; a type without a row has none.
pub static WORK_TYPE_TO_CSL: &[(&str, &str)] = &[
    ("book", "book"),
    ("book-chapter", "chapter"),
    ("book-review", "review-book"),
    ("conference-abstract", "paper-conference"),
    ("conference-paper", "paper-conference"),
    ("conference-poster", "paper-conference"),
    ("data-set", "dataset"),
    ("dictionary-entry", "entry-dictionary"),
    ("dissertation-thesis", "thesis"),
    ("encyclopedia-entry", "entry-encyclopedia"),
    ("journal-article", "article-journal"),
    ("magazine-article", "article-magazine"),
    ("newsletter-article", "article-newspaper"),
    ("newspaper-article", "article-newspaper"),
    ("online-resource", "webpage"),
    ("report", "report"),
    ("website", "webpage"),
    ("working-paper", "article"),
];

/// Names taken for a work type on write (`record-api` 3.6).
pub static WORK_TYPE_ALIASES: &[(&str, &str)] = &[
    ("article-journal", "journal-article"),
    ("chapter", "book-chapter"),
    ("dataset", "data-set"),
    ("standard", "standards-and-policy"),
];

/// Work types as the pages sort them: publication, conference, intellectual property, other output. The types added
/// later belong to none of the four and count as other output.
pub static WORK_CATEGORIES: &[(&str, &[&str])] = &[
    (
        "publication",
        &[
            "book-chapter",
            "book-review",
            "book",
            "dictionary-entry",
            "dissertation-thesis",
            "edited-book",
            "encyclopedia-entry",
            "journal-article",
            "journal-issue",
            "magazine-article",
            "manual",
            "newsletter-article",
            "newspaper-article",
            "online-resource",
            "preprint",
            "report",
            "research-tool",
            "supervised-student-publication",
            "test",
            "translation",
            "website",
            "working-paper",
            "review",
        ],
    ),
    ("conference", &["conference-abstract", "conference-paper", "conference-poster"]),
    ("intellectual_property", &["disclosure", "license", "patent", "registered-copyright", "trademark"]),
    (
        "other_output",
        &[
            "annotation",
            "artistic-performance",
            "data-management-plan",
            "data-set",
            "invention",
            "lecture-speech",
            "other",
            "physical-object",
            "research-technique",
            "software",
            "spin-off-company",
            "standards-and-policy",
            "technical-standard",
            "undefined",
        ],
    ),
];

/// `creation-method`: how XML writes it, how JSON writes it.
pub static CREATION_METHODS: &[(&str, &str)] = &[
    ("API", "API"),
    ("Direct", "DIRECT"),
    ("Member-referred", "MEMBER_REFERRED"),
    ("website", "WEBSITE"),
    ("integration-test", "INTEGRATION_TEST"),
];

/// One CRediT role: its URI, the constant kept in the database of the first registry, and the words for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreditRole {
    pub uri: &'static str,
    pub constant: &'static str,
    pub label: &'static str,
}

/// The CRediT roles, in the order of [`super::CREDIT_ROLE`].
pub static CREDIT_ROLES: &[CreditRole] = &[
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/conceptualization/",
        constant: "CONCEPTUALIZATION",
        label: "conceptualization",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/data-curation/",
        constant: "DATA_CURATION",
        label: "data curation",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/formal-analysis/",
        constant: "FORMAL_ANALYSIS",
        label: "formal analysis",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/funding-acquisition/",
        constant: "FUNDING_ACQUISITION",
        label: "funding acquisition",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/investigation/",
        constant: "INVESTIGATION",
        label: "investigation",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/methodology/",
        constant: "METHODOLOGY",
        label: "methodology",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/project-administration/",
        constant: "PROJECT_ADMINISTRATION",
        label: "project administration",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/resources/",
        constant: "RESOURCES",
        label: "resources",
    },
    CreditRole { uri: "http://credit.niso.org/contributor-roles/software/", constant: "SOFTWARE", label: "software" },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/supervision/",
        constant: "SUPERVISION",
        label: "supervision",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/validation/",
        constant: "VALIDATION",
        label: "validation",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/visualization/",
        constant: "VISUALIZATION",
        label: "visualization",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/writing-original-draft/",
        constant: "WRITING_ORIGINAL_DRAFT",
        label: "writing - original draft",
    },
    CreditRole {
        uri: "http://credit.niso.org/contributor-roles/writing-review-editing/",
        constant: "WRITING_REVIEW_EDITING",
        label: "writing - review & editing",
    },
];

/// What v2 writes for a CRediT role of a work; roles without a row are left out there.
pub static CREDIT_TO_LEGACY_WORK_ROLE: &[(&str, &str)] = &[
    ("http://credit.niso.org/contributor-roles/writing-original-draft/", "author"),
    ("http://credit.niso.org/contributor-roles/writing-review-editing/", "editor"),
    ("http://credit.niso.org/contributor-roles/investigation/", "co-investigator"),
    ("http://credit.niso.org/contributor-roles/supervision/", "principal-investigator"),
];

/// What v2 writes for a CRediT role of a funding.
pub static CREDIT_TO_LEGACY_FUNDING_ROLE: &[(&str, &str)] =
    &[("http://credit.niso.org/contributor-roles/supervision/", "lead")];

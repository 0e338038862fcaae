//! 3.0 to 2.1 (`model` 6; the XSDs of 2.1).
//!
//! Two kinds of affiliation instead of seven, with names of their own namespace and no identifiers; one level of groups
//! of peer reviews; identifiers without their normalised value; sources without assertion origins; closed lists, written
//! as constants in JSON.

use byline_model::ItemKind;
use byline_model::document::Object;
use byline_model::enums::{self, CREDIT_TO_LEGACY_FUNDING_ROLE, CREDIT_TO_LEGACY_WORK_ROLE};
use byline_model::shape::{Check, Content, Field, Hosts, Ns, Role, Rule};
use byline_model::shapes::{self, roots::Prefixes, rules};

use super::currencies::CURRENCIES;
use super::lens::{Change, Edit, Lens, Loss, Meant, Older, Values, Words};
use Change::{Added, Filled, Filling, Flat, Ignored, In, Inside, Last, Required, Text, Without};

/// From 3.0 to 2.1: five kinds of affiliation and the research resources are not known, relationships are two, and much
/// stands in another namespace.
pub static V2_1: Lens = Lens {
    without_kinds: &[
        ItemKind::Distinction,
        ItemKind::InvitedPosition,
        ItemKind::Membership,
        ItemKind::Qualification,
        ItemKind::ResearchResource,
        ItemKind::Service,
    ],
    without_documents: &["record-summary", "expanded-search"],
    // 3.0 writes these against its own XSDs.
    without_roots: &[("funding", "summary"), ("peer-review", "summary"), ("group-id", "group-id")],
    prefixes: Some((Prefixes::Listed(PREFIXES), Prefixes::Listed(NOTIFICATION_PREFIXES))),
    texts: &[
        (&rules::VISIBILITY, Older::Words(&VISIBILITY)),
        (&rules::WORK_TYPE, Older::Words(&WORK_TYPE)),
        (&rules::SUBJECT_TYPE, Older::Words(&WORK_TYPE)),
        (&rules::RELATIONSHIP, Older::Words(&RELATIONSHIP)),
        (&rules::CITATION_TYPE, Older::Words(&CITATION_TYPE)),
        (&rules::CONTRIBUTOR_SEQUENCE, Older::Words(&SEQUENCE)),
        (&rules::FUNDING_TYPE, Older::Words(&FUNDING_TYPE)),
        (&rules::REVIEWER_ROLE, Older::Words(&REVIEWER_ROLE)),
        (&rules::REVIEW_TYPE, Older::Words(&REVIEW_TYPE)),
        (&rules::LOCALE, Older::Words(&LOCALE)),
        (&rules::NOTIFICATION_TYPE, Older::Words(&NOTIFICATION_TYPE)),
        (&rules::NOTIFICATION_ITEM_TYPE, Older::Words(&NOTIFICATION_ITEM_TYPE)),
        // Plain text in the XSDs of 3.0, closed lists in those of 2.1.
        (&rules::COUNTRY, Older::Content(Content::Text(&COUNTRY), Values::SAME)),
        (&rules::CURRENCY, Older::Words(&CURRENCY)),
        (&rules::LANGUAGE, Older::Content(Content::Text(&LANGUAGE), Values::SAME)),
    ],
    edits: &[
        Edit::shape(
            &shapes::SOURCE_SHAPE,
            &[
                Without("assertion-origin-orcid"),
                Without("assertion-origin-client-id"),
                Without("assertion-origin-name"),
            ],
        ),
        Edit::shape(
            &shapes::EXTERNAL_ID,
            &[Without("external-id-normalized"), Without("external-id-normalized-error")],
        ),
        Edit::shape(&shapes::ORGANIZATION_ADDRESS, &[Required("city"), Required("country")]),
        Edit::shape(&shapes::RESEARCHER_URL, &[Required("url-name"), Filled("url-name", named_by_itself)]),
        Edit::shape(&shapes::EDUCATION, EDUCATION),
        Edit::shape(&shapes::EDUCATION_SUMMARY, EDUCATION),
        Edit::shape(&shapes::EDUCATION_SUMMARY, SUMMARY_TAIL),
        Edit::shape(&shapes::EMPLOYMENT, EMPLOYMENT),
        Edit::shape(&shapes::EMPLOYMENT_SUMMARY, EMPLOYMENT),
        Edit::shape(&shapes::EMPLOYMENT_SUMMARY, SUMMARY_TAIL),
        Edit::shape(&shapes::ACTIVITIES, &[Inside("educations", EDUCATIONS), Inside("employments", EMPLOYMENTS)]),
        Edit::document("educations", EDUCATIONS),
        Edit::document("employments", EMPLOYMENTS),
        Edit::shape(
            &shapes::WORK,
            &[
                In(Ns("work"), &["url"]),
                Filling("contributors"),
                Text("journal-title", MAYBE_EMPTY),
                Inside("publication-date", PUBLICATION_DATE),
            ],
        ),
        Edit::shape(
            &shapes::WORK_SUMMARY,
            &[Without("url"), Without("journal-title"), Inside("publication-date", PUBLICATION_DATE)],
        ),
        Edit::shape(&shapes::WORK_CONTRIBUTOR_ATTRIBUTES, &[Text("contributor-role", Older::Words(&WORK_ROLE))]),
        Edit::shape(&shapes::FUNDING, &[In(Ns("funding"), &["url", "organization"])]),
        Edit::shape(&shapes::FUNDING_SUMMARY, &[Without("url"), In(Ns("funding"), &["organization"])]),
        Edit::shape(&shapes::FUNDING_CONTRIBUTOR_ATTRIBUTES, &[Text("contributor-role", Older::Words(&FUNDING_ROLE))]),
        Edit::shape(&shapes::PEER_REVIEW, &[Text("subject-container-name", MAYBE_EMPTY)]),
        Edit::shape(
            &shapes::PEER_REVIEW_SUMMARY,
            &[Without("reviewer-role"), Without("review-url"), Without("review-type")],
        ),
        Edit::shape(&shapes::PEER_REVIEW_GROUP, &[Flat("peer-review-group", &shapes::PEER_REVIEW_SUMMARY)]),
        // 3.0 writes these against the order of its XSD.
        Edit::shape(
            &shapes::GROUP_ID_RECORD,
            &[Without("last-modified-date"), Without("created-date"), Without("source")],
        ),
    ],
    hidden: &[(&shapes::EXTERNAL_ID, is_related_otherwise), (&shapes::EXTERNAL_IDENTIFIER, is_related_otherwise)],
    groups_as_sent: true,
    lost_below: LOST_BELOW,
    lost_above: LOST_ABOVE,
    ..Lens::to("2.1")
};

// ----- shapes

macro_rules! affiliation {
    ($ns:literal) => {
        &[
            In(Ns($ns), &["department-name", "role-title", "organization"]),
            Required("organization"),
            Without("url"),
            Without("external-ids"),
            Ignored("display-index"),
        ]
    };
}

const EDUCATION: &[Change] = affiliation!("education");
const EMPLOYMENT: &[Change] = affiliation!("employment");
/// Whole items have their number and path at the head, as in 3.0.
const SUMMARY_TAIL: &[Change] = &[Last(&["visibility", "put-code", "path"])];
static EDUCATIONS: &[Change] = &[Flat("affiliation-group", &shapes::EDUCATION_SUMMARY)];
static EMPLOYMENTS: &[Change] = &[Flat("affiliation-group", &shapes::EMPLOYMENT_SUMMARY)];

/// Print or online, which nobody has written for years: JSON still has the key.
static PUBLICATION_DATE: &[Change] =
    &[Added { after: "day", field: Field::attribute("media-type", Content::Literal(MEDIA_TYPES), Role::Own) }];
const MEDIA_TYPES: &[(&str, &str)] = &[
    ("print", "PRINT"),
    ("online", "ONLINE"),
    ("other", "OTHER"),
    ("print", "print"),
    ("online", "online"),
    ("other", "other"),
];

/// The XSD wants a name; a page without one goes by its address.
fn named_by_itself(page: &Object<'_>) -> Option<String> {
    Some(page.text("url")?.chars().take(350).collect())
}

/// A title that may be there and say nothing; 3.0 has none then.
const MAYBE_EMPTY: Older = Older::Content(
    Content::Wrapped { rule: &rules::TEXT_1000, plain: true },
    Values { up: none_when_blank, ..Values::SAME },
);

fn none_when_blank(text: &str, _: &Hosts<'_>) -> Meant {
    if text.trim_ascii().is_empty() { Meant::Nothing } else { Meant::Same }
}

// ----- lists

static COUNTRY: Rule = listed("iso-3166-country", &enums::COUNTRY);
static LANGUAGE: Rule = listed("language-code", &enums::LANGUAGE_CODE);

const fn listed(name: &'static str, list: &'static enums::Enumeration) -> Rule {
    Rule { check: Check::OneOf { list, in_xsd: true, bound: true }, ..Rule::any(name) }
}

static VISIBILITY: Words = Words::same(enums::VISIBILITY.values);
static SEQUENCE: Words = Words::same(enums::CONTRIBUTOR_SEQUENCE.values);
static FUNDING_TYPE: Words = Words::same(enums::FUNDING_TYPE.values);
static REVIEWER_ROLE: Words = Words::same(enums::PEER_REVIEW_ROLE.values);
static REVIEW_TYPE: Words = Words::same(enums::PEER_REVIEW_TYPE.values);
static NOTIFICATION_TYPE: Words = Words::same(enums::NOTIFICATION_TYPE.values);

/// Types that came later are something else there, as are subjects of reviews that are no works.
static WORK_TYPE: Words = Words {
    values: &[
        "artistic-performance",
        "book-chapter",
        "book-review",
        "book",
        "conference-abstract",
        "conference-paper",
        "conference-poster",
        "data-set",
        "dictionary-entry",
        "disclosure",
        "dissertation",
        "edited-book",
        "encyclopedia-entry",
        "invention",
        "journal-article",
        "journal-issue",
        "lecture-speech",
        "license",
        "magazine-article",
        "manual",
        "newsletter-article",
        "newspaper-article",
        "online-resource",
        "other",
        "patent",
        "registered-copyright",
        "report",
        "research-technique",
        "research-tool",
        "spin-off-company",
        "standards-and-policy",
        "supervised-student-publication",
        "technical-standard",
        "test",
        "translation",
        "trademark",
        "website",
        "working-paper",
    ],
    renamed: &[("dissertation-thesis", "dissertation")],
    stand_ins: &[],
    others: Some("other"),
};

/// What is given in a currency that came later keeps its number, and has none that 2.x could name: `XXX` of ISO 4217. A
/// predecessor of the same country would be off by what it was revalued.
static CURRENCY: Words = Words { values: CURRENCIES, renamed: &[], stand_ins: &[], others: Some("XXX") };

/// Identifiers with a relationship that came later are shown nowhere (`decisions` 43).
static RELATIONSHIP: Words = Words::same(&["self", "part-of"]);

fn is_related_otherwise(id: &Object<'_>) -> bool {
    id.text("external-id-relationship").is_some_and(|it| !RELATIONSHIP.values.contains(&it))
}

/// An empty one is the default of the XSD.
static CITATION_TYPE: Words = Words {
    values: &[
        "formatted-unspecified",
        "bibtex",
        "ris",
        "formatted-apa",
        "formatted-harvard",
        "formatted-ieee",
        "formatted-mla",
        "formatted-vancouver",
        "formatted-chicago",
        "",
    ],
    renamed: &[("formatted-unspecified", "")],
    stand_ins: &[],
    others: None,
};

/// Languages of the pages that came later give way to the first.
static LOCALE: Words = Words {
    values: &["en", "es", "fr", "ko", "pt", "ru", "zh_CN", "zh_TW", "it", "ja"],
    renamed: &[],
    stand_ins: &[],
    others: Some("en"),
};

static WORK_ROLE: Words = Words {
    values: &[
        "author",
        "assignee",
        "editor",
        "chair-or-translator",
        "co-investigator",
        "co-inventor",
        "graduate-student",
        "other-inventor",
        "principal-investigator",
        "postdoctoral-researcher",
        "support-staff",
    ],
    renamed: &[],
    stand_ins: CREDIT_TO_LEGACY_WORK_ROLE,
    others: None,
};

static FUNDING_ROLE: Words = Words {
    values: &["lead", "co-lead", "supported-by", "other-contribution"],
    renamed: &[],
    stand_ins: CREDIT_TO_LEGACY_FUNDING_ROLE,
    others: None,
};

/// Affiliations that came later are of one of the two kinds there are.
static NOTIFICATION_ITEM_TYPE: Words = Words {
    values: &["education", "employment", "funding", "work", "peer-review"],
    renamed: &[],
    stand_ins: &[
        ("qualification", "education"),
        ("distinction", "employment"),
        ("invited-position", "employment"),
        ("membership", "employment"),
        ("service", "employment"),
    ],
    others: Some("work"),
};

// ----- prefixes

/// What every record document declares.
const PREFIXES: &[&str] = &[
    "internal",
    "funding",
    "preferences",
    "address",
    "education",
    "work",
    "deprecated",
    "other-name",
    "history",
    "employment",
    "error",
    "common",
    "person",
    "activities",
    "record",
    "researcher-url",
    "peer-review",
    "personal-details",
    "bulk",
    "keyword",
    "email",
    "external-identifier",
];

const NOTIFICATION_PREFIXES: &[&str] = &{
    let mut all = ["notification"; PREFIXES.len() + 1];
    let mut index = 0;
    while index < PREFIXES.len() {
        all[index + 1] = PREFIXES[index];
        index += 1;
    }
    all
};

// ----- losses

const NOT_THERE: &str = "2.1 does not have it";
const GROUPED_ANEW: &str = "2.1 has one level less: going up, each member is a group of its own";
const NOT_RELATED: &str = "2.1 does not have those with a relationship that came later, and of others no normal form, which is worked out again";
const NEAREST: &str = "values that came later become the nearest there was";

const LOST_BELOW: &[Loss] = &[
    Loss::of("activities-summary", "distinctions", NOT_THERE),
    Loss::of("activities-summary", "invited-positions", NOT_THERE),
    Loss::of("activities-summary", "memberships", NOT_THERE),
    Loss::of("activities-summary", "qualifications", NOT_THERE),
    Loss::of("activities-summary", "research-resources", NOT_THERE),
    Loss::of("activities-summary", "services", NOT_THERE),
    Loss::of("affiliations", "affiliation-group", GROUPED_ANEW),
    Loss::of("amount", "currency-code", "those that ISO 4217 got later become XXX"),
    Loss::of("contributor-attributes", "contributor-role", "CRediT roles become the older role that fits, or none"),
    Loss::of("education", "url", NOT_THERE),
    Loss::of("education", "external-ids", NOT_THERE),
    Loss::of("education", "display-index", NOT_THERE),
    Loss::of("education-summary", "url", NOT_THERE),
    Loss::of("education-summary", "external-ids", NOT_THERE),
    Loss::of("education-summary", "display-index", NOT_THERE),
    Loss::of("employment", "url", NOT_THERE),
    Loss::of("employment", "external-ids", NOT_THERE),
    Loss::of("employment", "display-index", NOT_THERE),
    Loss::of("employment-summary", "url", NOT_THERE),
    Loss::of("employment-summary", "external-ids", NOT_THERE),
    Loss::of("employment-summary", "display-index", NOT_THERE),
    Loss::of("external-ids", "external-id", NOT_RELATED),
    Loss::of("external-identifier", "external-id-relationship", "those that came later are none"),
    Loss::of("external-identifiers", "external-identifier", NOT_RELATED),
    Loss::of("funding-summary", "url", NOT_THERE),
    Loss::of("group", "peer-review-group", GROUPED_ANEW),
    Loss::of("group-id-record", "created-date", NOT_THERE),
    Loss::of("group-id-record", "last-modified-date", NOT_THERE),
    Loss::of("group-id-record", "source", NOT_THERE),
    Loss::of("item", "external-id", NOT_RELATED),
    Loss::of("item", "item-type", NEAREST),
    Loss::of("peer-review", "subject-external-identifier", NOT_RELATED),
    Loss::of("peer-review", "subject-type", NEAREST),
    Loss::of("peer-review-summary", "reviewer-role", NOT_THERE),
    Loss::of("peer-review-summary", "review-type", NOT_THERE),
    Loss::of("peer-review-summary", "review-url", NOT_THERE),
    Loss::of("preferences", "locale", NEAREST),
    Loss::of("researcher-url", "url-name", "without one, 2.1 shows the address"),
    Loss::of("source", "assertion-origin-orcid", NOT_THERE),
    Loss::of("source", "assertion-origin-client-id", NOT_THERE),
    Loss::of("source", "assertion-origin-name", NOT_THERE),
    Loss::of("work", "contributors", "an empty list is none"),
    Loss::of("work", "type", NEAREST),
    Loss::of("work-summary", "type", NEAREST),
    Loss::of("work-summary", "url", NOT_THERE),
    Loss::of("work-summary", "journal-title", NOT_THERE),
];

const LOST_ABOVE: &[Loss] = &[
    Loss::of("citation", "citation-type", "an empty one is the default that it stands for"),
    Loss::of("fuzzy-date", "media-type", "3.0 does not have it"),
    Loss::of("peer-review", "subject-container-name", "an empty one is none"),
    Loss::of("work", "contributors", "an empty list is none"),
    Loss::of("work", "journal-title", "an empty one is none"),
];

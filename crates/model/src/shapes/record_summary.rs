//! The record summary (`summary-3.0.xsd`), in the order in which it is sent: the XSD has the e-mail domains at the end,
//! and both are read.

use super::common::*;
use super::rules::*;
use crate::shape::{Content, Field, Ns, Shape, Texts};

const SUMMARY_NS: Ns = Ns("summary");

const fn own(key: &'static str, content: Content) -> Field {
    Field::element(SUMMARY_NS, key, content)
}

/// What `/{iD}/summary` answers: public data alone, counted and cut to what fits a glance (`record-api` 2.10).
pub static RECORD_SUMMARY: Shape = Shape {
    name: "record-summary",
    fields: &[
        CREATED,
        MODIFIED,
        own("credit-name", text(&NON_EMPTY)),
        common("orcid-identifier", Content::Object(&ORCID_ID)).required(),
        own("external-identifiers", Content::Object(&SUMMARY_IDENTIFIERS)),
        own("employments", Content::Object(&SUMMARY_EMPLOYMENTS)),
        own("professional-activities", Content::Object(&SUMMARY_PROFESSIONAL)),
        own("fundings", Content::Object(&SUMMARY_COUNTS)),
        own("works", Content::Object(&SUMMARY_COUNTS)),
        own("peer-reviews", Content::Object(&SUMMARY_REVIEWS)),
        own("email-domains", Content::Object(&SUMMARY_DOMAINS)).late(),
        own("education-qualifications", Content::Object(&SUMMARY_EDUCATION)),
        own("research-resources", Content::Object(&SUMMARY_COUNTS)),
    ],
    check: None,
    texts: Texts::new(),
};

const PUT_CODE_ELEMENT: Field = own("put-code", Content::Number).required();
const VALIDATED: Field = own("validated", Content::Flag).required();

/// All of those that are public.
pub static SUMMARY_IDENTIFIERS: Shape = Shape {
    name: "external-identifiers",
    fields: &[own("external-identifier", Content::Object(&SUMMARY_IDENTIFIER)).many_or_null()],
    check: None,
    texts: Texts::new(),
};

/// An identifier that another system has for the person, and whether that system says so.
pub static SUMMARY_IDENTIFIER: Shape = Shape {
    name: "external-identifier",
    fields: &[
        PUT_CODE_ELEMENT,
        own("external-id-type", text(&NON_EMPTY)).required(),
        own("external-id-value", text(&NON_EMPTY)),
        own("external-id-url", text(&URI)),
        VALIDATED,
    ],
    check: None,
    texts: Texts::new(),
};

macro_rules! affiliations {
    ($name:literal, $key:literal, $item:expr) => {
        Shape {
            name: $name,
            fields: &[own("count", Content::Number).required(), own($key, Content::Object($item)).many_or_null()],
            check: None,
            texts: Texts::new(),
        }
    };
}

/// How many employments there are, and the latest.
pub static SUMMARY_EMPLOYMENTS: Shape = affiliations!("employments", "employment", &SUMMARY_AFFILIATION);
/// How many distinctions, positions, memberships and services there are, and the latest.
pub static SUMMARY_PROFESSIONAL: Shape =
    affiliations!("professional-activities", "professional-activity", &SUMMARY_AFFILIATION);
/// How many educations and qualifications there are, and the latest.
pub static SUMMARY_EDUCATION: Shape =
    affiliations!("education-qualifications", "education-qualification", &SUMMARY_AFFILIATION);

/// One of the latest affiliations, in a line.
pub static SUMMARY_AFFILIATION: Shape = Shape {
    name: "affiliation",
    fields: &[
        PUT_CODE_ELEMENT,
        own("type", text(&ANY)).required(),
        own("organization-name", text(&NON_EMPTY)).required(),
        own("role", text(&NON_EMPTY)),
        own("url", text(&URI)),
        START_DATE,
        END_DATE,
        VALIDATED,
    ],
    check: None,
    texts: Texts::new(),
};

/// How many there are that the person added, and how many that an organisation did.
pub static SUMMARY_COUNTS: Shape = Shape {
    name: "counts",
    fields: &[
        own("self-asserted-count", Content::Number).required(),
        own("validated-count", Content::Number).required(),
    ],
    check: None,
    texts: Texts::new(),
};

/// How many reviews there are, and for how many publications and grants.
pub static SUMMARY_REVIEWS: Shape = Shape {
    name: "peer-reviews",
    fields: &[
        own("peer-review-publication-grants", Content::Number).required(),
        own("self-asserted-count", Content::Number),
        own("total", Content::Number).required(),
    ],
    check: None,
    texts: Texts::new(),
};

/// All domains that are public, and how many.
pub static SUMMARY_DOMAINS: Shape = Shape {
    name: "email-domains",
    fields: &[
        own("count", Content::Number).required(),
        own("email-domain", Content::Object(&SUMMARY_DOMAIN)).many_or_null(),
    ],
    check: None,
    texts: Texts::new(),
};

/// A domain in which the person has a confirmed address, and since when.
pub static SUMMARY_DOMAIN: Shape = Shape {
    name: "email-domain",
    fields: &[
        own("value", text(&NON_EMPTY)).required(),
        own("verification-date", Content::Time),
        CREATED.role(crate::shape::Role::XmlOnly),
        MODIFIED.role(crate::shape::Role::XmlOnly),
    ],
    check: None,
    texts: Texts::new(),
};

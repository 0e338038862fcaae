//! The seven kinds of affiliation: one shape under seven names (`common-3.0.xsd affiliation`).

use super::common::*;
use super::rules::*;
use crate::shape::{Content, Field, Ns, Place, Shape, Texts};

macro_rules! full {
    ($name:literal) => {
        Shape {
            name: $name,
            fields: &[
                CREATED,
                MODIFIED,
                SOURCE,
                PUT_CODE,
                PATH,
                common("department-name", text(&LONG_TEXT)),
                common("role-title", text(&LONG_TEXT)),
                START_DATE,
                END_DATE,
                ORGANIZATION_FIELD,
                URL,
                EXTERNAL_IDS_FIELD,
                DISPLAY_INDEX_TEXT,
                VISIBILITY_ATTRIBUTE,
            ],
            check: None,
            texts: Texts::new(),
        }
    };
}

macro_rules! summary {
    ($name:literal) => {
        Shape {
            name: $name,
            fields: &[
                CREATED,
                MODIFIED,
                SOURCE,
                PUT_CODE,
                common("department-name", text(&LONG_TEXT)),
                common("role-title", text(&LONG_TEXT)),
                START_DATE,
                END_DATE,
                ORGANIZATION_FIELD,
                URL,
                EXTERNAL_IDS_FIELD,
                DISPLAY_INDEX_TEXT,
                VISIBILITY_ATTRIBUTE,
                PATH,
            ],
            check: None,
            texts: Texts::new(),
        }
    };
}

/// A prize or another distinction (`distinction-3.0.xsd`): an affiliation by another name.
pub static DISTINCTION: Shape = full!("distinction");
/// Studies, ended or not (`education-3.0.xsd`): an affiliation by another name.
pub static EDUCATION: Shape = full!("education");
/// A job (`employment-3.0.xsd`): an affiliation by another name.
pub static EMPLOYMENT: Shape = full!("employment");
/// A position that is held by invitation (`invited-position-3.0.xsd`): an affiliation by another name.
pub static INVITED_POSITION: Shape = full!("invited-position");
/// Belonging to a society (`membership-3.0.xsd`): an affiliation by another name.
pub static MEMBERSHIP: Shape = full!("membership");
/// A degree or licence (`qualification-3.0.xsd`): an affiliation by another name.
pub static QUALIFICATION: Shape = full!("qualification");
/// Work for a society or journal (`service-3.0.xsd`): an affiliation by another name.
pub static SERVICE: Shape = full!("service");

/// Its short form in lists.
pub static DISTINCTION_SUMMARY: Shape = summary!("distinction-summary");
/// Its short form in lists.
pub static EDUCATION_SUMMARY: Shape = summary!("education-summary");
/// Its short form in lists.
pub static EMPLOYMENT_SUMMARY: Shape = summary!("employment-summary");
/// Its short form in lists.
pub static INVITED_POSITION_SUMMARY: Shape = summary!("invited-position-summary");
/// Its short form in lists.
pub static MEMBERSHIP_SUMMARY: Shape = summary!("membership-summary");
/// Its short form in lists.
pub static QUALIFICATION_SUMMARY: Shape = summary!("qualification-summary");
/// Its short form in lists.
pub static SERVICE_SUMMARY: Shape = summary!("service-summary");

/// The list of a kind, and its group. Summaries stand directly in the group in XML; JSON puts them under `summaries`,
/// each wrapped in its name. The XSD would take those of any kind; the published binding knows those of the kind alone.
macro_rules! lists {
    ($($list:ident $group:ident $ns:literal $summary:ident;)*) => {$(
        pub static $group: Shape = Shape {
            name: "affiliation-group",
            fields: &[
                MODIFIED,
                EXTERNAL_IDS_FIELD.required(),
                Field {
                    place: Place::Choice(&[(Ns($ns), &$summary)]),
                    ..Field::element(Ns($ns), "summaries", Content::Object(&$summary)).many()
                },
            ],
            check: None,
            texts: Texts::new(),
        };

        pub static $list: Shape = Shape {
            name: "affiliations",
            fields: &[
                MODIFIED,
                Field::element(ACTIVITIES_NS, "affiliation-group", Content::Object(&$group)).many(),
                PATH,
            ],
            check: None,
            texts: Texts::new(),
        };
    )*};
}

lists! {
    DISTINCTIONS DISTINCTION_GROUP "distinction" DISTINCTION_SUMMARY;
    EDUCATIONS EDUCATION_GROUP "education" EDUCATION_SUMMARY;
    EMPLOYMENTS EMPLOYMENT_GROUP "employment" EMPLOYMENT_SUMMARY;
    INVITED_POSITIONS INVITED_POSITION_GROUP "invited-position" INVITED_POSITION_SUMMARY;
    MEMBERSHIPS MEMBERSHIP_GROUP "membership" MEMBERSHIP_SUMMARY;
    QUALIFICATIONS QUALIFICATION_GROUP "qualification" QUALIFICATION_SUMMARY;
    SERVICES SERVICE_GROUP "service" SERVICE_SUMMARY;
}

pub(super) const ACTIVITIES_NS: Ns = Ns("activities");

/// A list of groups: `works`, `fundings`, `research-resources`, `peer-reviews`.
macro_rules! grouped_list {
    ($name:literal, $group:expr) => {
        Shape {
            name: $name,
            fields: &[
                MODIFIED,
                Field::element(super::affiliation::ACTIVITIES_NS, "group", Content::Object($group)).many(),
                PATH,
            ],
            check: None,
            texts: Texts::new(),
        }
    };
}

/// A group of summaries.
macro_rules! group {
    ($name:literal, $ns:expr, $key:literal, $summary:expr) => {
        Shape {
            name: $name,
            fields: &[
                MODIFIED,
                EXTERNAL_IDS_FIELD.required(),
                Field::element($ns, $key, Content::Object($summary)).many(),
            ],
            check: None,
            texts: Texts::new(),
        }
    };
}

pub(super) use {group, grouped_list};

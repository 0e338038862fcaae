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

pub static DISTINCTION: Shape = full!("distinction");
pub static EDUCATION: Shape = full!("education");
pub static EMPLOYMENT: Shape = full!("employment");
pub static INVITED_POSITION: Shape = full!("invited-position");
pub static MEMBERSHIP: Shape = full!("membership");
pub static QUALIFICATION: Shape = full!("qualification");
pub static SERVICE: Shape = full!("service");

pub static DISTINCTION_SUMMARY: Shape = summary!("distinction-summary");
pub static EDUCATION_SUMMARY: Shape = summary!("education-summary");
pub static EMPLOYMENT_SUMMARY: Shape = summary!("employment-summary");
pub static INVITED_POSITION_SUMMARY: Shape = summary!("invited-position-summary");
pub static MEMBERSHIP_SUMMARY: Shape = summary!("membership-summary");
pub static QUALIFICATION_SUMMARY: Shape = summary!("qualification-summary");
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

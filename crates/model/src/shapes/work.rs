//! Works (`work-3.0.xsd`).

use super::affiliation::{group, grouped_list};
use super::common::*;
use super::rules::*;
use crate::shape::{Content, Field, Ns, Shape, Texts};

pub(super) const WORK_NS: Ns = Ns("work");

const TITLE_FIELD: Field = Field::element(WORK_NS, "title", Content::Object(&FULL_TITLE)).required();
const JOURNAL_TITLE: Field = Field::element(WORK_NS, "journal-title", plain(&STRING_1000));
const TYPE: Field = Field::element(WORK_NS, "type", text(&WORK_TYPE)).required();
const PUBLICATION_DATE: Field = common("publication-date", Content::Object(&FUZZY_DATE));

/// A work in full.
pub static WORK: Shape = Shape {
    name: "work",
    fields: &[
        CREATED,
        MODIFIED,
        SOURCE,
        PUT_CODE,
        PATH,
        TITLE_FIELD,
        JOURNAL_TITLE,
        Field::element(WORK_NS, "short-description", text(&SHORT_DESCRIPTION)),
        Field::element(WORK_NS, "citation", Content::Object(&CITATION)),
        TYPE,
        PUBLICATION_DATE,
        EXTERNAL_IDS_FIELD,
        URL,
        Field::element(WORK_NS, "contributors", Content::Object(&WORK_CONTRIBUTORS)),
        common("language-code", text(&LANGUAGE)),
        common("country", Content::Object(&COUNTRY_VALUE)),
        VISIBILITY_ATTRIBUTE,
        DISPLAY_INDEX_IGNORED,
    ],
    check: None,
    texts: Texts::new(),
};

/// Its short form in lists: without description, citation, contributors, language and country.
pub static WORK_SUMMARY: Shape = Shape {
    name: "work-summary",
    fields: &[
        PUT_CODE,
        CREATED,
        MODIFIED,
        SOURCE,
        Field::element(WORK_NS, "title", Content::Object(&SUMMARY_TITLE)).required(),
        EXTERNAL_IDS_FIELD,
        URL,
        TYPE,
        PUBLICATION_DATE,
        JOURNAL_TITLE,
        VISIBILITY_ATTRIBUTE,
        PATH,
        DISPLAY_INDEX_TEXT,
    ],
    check: None,
    texts: Texts::new(),
};

/// A citation as text, and how it is written.
pub static CITATION: Shape = Shape {
    name: "citation",
    fields: &[
        Field::element(WORK_NS, "citation-type", text(&CITATION_TYPE)).required(),
        Field::element(WORK_NS, "citation-value", text(&ANY)).required(),
    ],
    check: None,
    texts: Texts::new(),
};

/// Everybody who took part, in the order that the source gave; 10,000 at most when a client writes.
pub static WORK_CONTRIBUTORS: Shape = Shape {
    name: "contributors",
    fields: &[Field::element(WORK_NS, "contributor", Content::Object(&WORK_CONTRIBUTOR)).many()],
    check: None,
    texts: Texts::new(),
};

/// Roles are checked with the rules of writing, in any case (`record-api` 9058).
pub static WORK_CONTRIBUTOR: Shape = Shape {
    name: "contributor",
    fields: &[
        common("contributor-orcid", Content::Object(&ORCID_ID)),
        Field::element(WORK_NS, "credit-name", plain(&STRING_150)),
        Field::element(WORK_NS, "contributor-email", plain(&EMAIL_ADDRESS)),
        Field::element(WORK_NS, "contributor-attributes", Content::Object(&WORK_CONTRIBUTOR_ATTRIBUTES)),
    ],
    check: None,
    texts: Texts::new(),
};

/// Whether somebody comes first, and what they did.
pub static WORK_CONTRIBUTOR_ATTRIBUTES: Shape = Shape {
    name: "contributor-attributes",
    fields: &[
        Field::element(WORK_NS, "contributor-sequence", text(&CONTRIBUTOR_SEQUENCE)),
        Field::element(WORK_NS, "contributor-role", text(&ANY)),
    ],
    check: None,
    texts: Texts::new(),
};

/// Works that share an identifier of their own, the preferred one first.
pub static WORK_GROUP: Shape = group!("group", WORK_NS, "work-summary", &WORK_SUMMARY);
/// All works of a record, in groups.
pub static WORKS: Shape = grouped_list!("works", &WORK_GROUP);

//! Peer reviews (`peer-review-3.0.xsd`).

use super::affiliation::{ACTIVITIES_NS, group, grouped_list};
use super::common::*;
use super::rules::*;
use crate::shape::{Content, Field, Ns, Shape, Texts};

const REVIEW_NS: Ns = Ns("peer-review");

const fn own(key: &'static str, content: Content) -> Field {
    Field::element(REVIEW_NS, key, content)
}

const ROLE: Field = own("reviewer-role", text(&REVIEWER_ROLE)).required();
const REVIEW_URL: Field = own("review-url", plain(&URI));
const TYPE: Field = own("review-type", text(&REVIEW_TYPE)).required();
const GROUP: Field = own("review-group-id", text(&GROUP_ID)).required();
const ORGANIZATION_OWN: Field = own("convening-organization", Content::Object(&ORGANIZATION)).required();

/// A review in full, with what was reviewed, unless that is confidential.
pub static PEER_REVIEW: Shape = Shape {
    name: "peer-review",
    fields: &[
        CREATED,
        MODIFIED,
        SOURCE,
        ROLE,
        own("review-identifiers", Content::Object(&EXTERNAL_IDS)).required(),
        REVIEW_URL,
        TYPE,
        own("review-completion-date", Content::Object(&FUZZY_DATE)).required(),
        GROUP,
        own("subject-external-identifier", Content::Object(&EXTERNAL_ID)),
        own("subject-container-name", plain(&STRING_1000)),
        own("subject-type", text(&SUBJECT_TYPE)),
        own("subject-name", Content::Object(&FULL_TITLE)),
        own("subject-url", plain(&URI)),
        ORGANIZATION_OWN,
        VISIBILITY_ATTRIBUTE,
        PUT_CODE,
        PATH,
        DISPLAY_INDEX_IGNORED,
    ],
    check: None,
    texts: Texts::new(),
};

/// Two fields have other names here than in the full form.
pub static PEER_REVIEW_SUMMARY: Shape = Shape {
    name: "peer-review-summary",
    fields: &[
        CREATED,
        MODIFIED,
        SOURCE,
        ROLE,
        EXTERNAL_IDS_FIELD.stored_as("review-identifiers"),
        REVIEW_URL,
        TYPE,
        own("completion-date", Content::Object(&FUZZY_DATE)).required().stored_as("review-completion-date"),
        GROUP,
        ORGANIZATION_OWN,
        VISIBILITY_ATTRIBUTE,
        PUT_CODE,
        PATH,
        DISPLAY_INDEX_TEXT,
    ],
    check: None,
    texts: Texts::new(),
};

/// Reviews that share an identifier.
pub static PEER_REVIEW_DUPLICATES: Shape =
    group!("peer-review-group", REVIEW_NS, "peer-review-summary", &PEER_REVIEW_SUMMARY);

/// All reviews for one review group id.
pub static PEER_REVIEW_GROUP: Shape = Shape {
    name: "group",
    fields: &[
        MODIFIED,
        EXTERNAL_IDS_FIELD.required(),
        Field::element(ACTIVITIES_NS, "peer-review-group", Content::Object(&PEER_REVIEW_DUPLICATES)).many(),
    ],
    check: None,
    texts: Texts::new(),
};

/// All reviews of a record, by review group.
pub static PEER_REVIEWS: Shape = grouped_list!("peer-reviews", &PEER_REVIEW_GROUP);

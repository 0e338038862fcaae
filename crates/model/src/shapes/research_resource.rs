//! Research resources (`research-resource-3.0.xsd`).

use super::affiliation::{group, grouped_list};
use super::common::*;
use super::rules::*;
use crate::shape::{Content, Field, Ns, Place, Shape, Texts};

const RESOURCE_NS: Ns = Ns("research-resource");

const fn own(key: &'static str, content: Content) -> Field {
    Field::element(RESOURCE_NS, key, content)
}

const PROPOSAL_FIELD: Field = own("proposal", Content::Object(&PROPOSAL)).required();
const HOSTS_FIELD: Field = own("hosts", Content::Object(&HOSTS)).required();

/// The use of a facility, collection or service in full: the proposal, and each thing that was used.
pub static RESEARCH_RESOURCE: Shape = Shape {
    name: "research-resource",
    fields: &[
        CREATED,
        MODIFIED,
        SOURCE,
        PROPOSAL_FIELD,
        // XML wraps the items; JSON does not.
        Field {
            place: Place::Inside(RESOURCE_NS, "resource-items", "resource-item"),
            ..own("resource-item", Content::Object(&RESOURCE_ITEM)).between(1, 0)
        },
        DISPLAY_INDEX_TEXT,
        VISIBILITY_ATTRIBUTE,
        PUT_CODE,
        PATH,
    ],
    check: None,
    texts: Texts::new(),
};

/// The short form in lists: the proposal alone.
pub static RESEARCH_RESOURCE_SUMMARY: Shape = Shape {
    name: "research-resource-summary",
    fields: &[CREATED, MODIFIED, SOURCE, PROPOSAL_FIELD, VISIBILITY_ATTRIBUTE, PUT_CODE, PATH, DISPLAY_INDEX_TEXT],
    check: None,
    texts: Texts::new(),
};

/// What the resource was asked for: a title, hosts and identifiers, and the time it was granted for.
pub static PROPOSAL: Shape = Shape {
    name: "proposal",
    fields: &[
        own("title", Content::Object(&PLAIN_TITLE)).required(),
        HOSTS_FIELD,
        EXTERNAL_IDS_FIELD.required(),
        START_DATE,
        END_DATE,
        URL,
    ],
    check: None,
    texts: Texts::new(),
};

/// Who provides a resource: one to ten organisations.
pub static HOSTS: Shape = Shape {
    name: "hosts",
    fields: &[common("organization", Content::Object(&ORGANIZATION)).between(1, 10)],
    check: None,
    texts: Texts::new(),
};

/// One thing that was used: its name and type, who hosts it, its identifiers.
pub static RESOURCE_ITEM: Shape = Shape {
    name: "resource-item",
    fields: &[
        own("resource-name", text(&STRING_1000)).required(),
        own("resource-type", text(&RESOURCE_TYPE)).required(),
        HOSTS_FIELD,
        EXTERNAL_IDS_FIELD.required(),
        URL,
    ],
    check: None,
    texts: Texts::new(),
};

/// Those that share an identifier, the preferred one first.
pub static RESEARCH_RESOURCE_GROUP: Shape =
    group!("group", RESOURCE_NS, "research-resource-summary", &RESEARCH_RESOURCE_SUMMARY);
/// All of a record, in groups.
pub static RESEARCH_RESOURCES: Shape = grouped_list!("research-resources", &RESEARCH_RESOURCE_GROUP);

//! Peer-review groups (`group-id-3.0.xsd`).

use super::common::*;
use super::rules::*;
use crate::shape::{Content, Field, Ns, Role, Shape, Texts};

const GROUP_NS: Ns = Ns("group-id");

/// Dates and source are written in XML only, outside the order of the XSD; JSON accepts and forgets them.
pub static GROUP_ID_RECORD: Shape = Shape {
    name: "group-id-record",
    fields: &[
        MODIFIED.role(Role::XmlOnly),
        CREATED.role(Role::XmlOnly),
        Field::element(GROUP_NS, "name", text(&STRING_1000)).required(),
        Field::element(GROUP_NS, "group-id", text(&GROUP_ID)).required(),
        Field::element(GROUP_NS, "description", text(&STRING_1000)).required(),
        Field::element(GROUP_NS, "type", text(&GROUP_TYPE)).required(),
        SOURCE.role(Role::XmlOnly),
        PUT_CODE,
    ],
    check: None,
    texts: Texts::new(),
};

/// A page of groups: how many there are of all, which page, how many on one.
pub static GROUP_ID_RECORDS: Shape = Shape {
    name: "group-id-records",
    fields: &[
        MODIFIED,
        Field::element(GROUP_NS, "total", Content::Number).required(),
        Field::element(GROUP_NS, "page", Content::Number).required(),
        Field::element(GROUP_NS, "page-size", Content::Number).required(),
        Field::element(GROUP_NS, "group-id-record", Content::Object(&GROUP_ID_RECORD)).many(),
    ],
    check: None,
    texts: Texts::new(),
};

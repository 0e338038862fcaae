//! Fundings (`funding-3.0.xsd`).

use super::affiliation::{group, grouped_list};
use super::common::*;
use super::rules::*;
use crate::shape::{Content, Field, Ns, Role, Shape, Texts};

const FUNDING_NS: Ns = Ns("funding");
const TYPE: Field = Field::element(FUNDING_NS, "type", text(&FUNDING_TYPE)).required();
const TITLE_FIELD: Field = Field::element(FUNDING_NS, "title", Content::Object(&PLAIN_TITLE));

/// A grant, award, contract or salary award in full.
pub static FUNDING: Shape = Shape {
    name: "funding",
    fields: &[
        CREATED,
        MODIFIED,
        SOURCE,
        PUT_CODE,
        PATH,
        TYPE,
        Field::element(FUNDING_NS, "organization-defined-type", plain(&STRING_255)),
        TITLE_FIELD,
        Field::element(FUNDING_NS, "short-description", text(&SHORT_DESCRIPTION)),
        Field::element(FUNDING_NS, "amount", Content::Object(&AMOUNT)),
        URL,
        START_DATE,
        END_DATE,
        EXTERNAL_IDS_FIELD,
        Field::element(FUNDING_NS, "contributors", Content::Object(&FUNDING_CONTRIBUTORS)),
        ORGANIZATION_FIELD.required(),
        VISIBILITY_ATTRIBUTE,
        DISPLAY_INDEX_IGNORED,
    ],
    check: None,
    texts: Texts::new(),
};

/// Its short form in lists: without description, amount and contributors.
pub static FUNDING_SUMMARY: Shape = Shape {
    name: "funding-summary",
    fields: &[
        CREATED,
        MODIFIED,
        SOURCE,
        TITLE_FIELD.required(),
        EXTERNAL_IDS_FIELD,
        URL,
        TYPE,
        START_DATE,
        END_DATE,
        ORGANIZATION_FIELD.required(),
        VISIBILITY_ATTRIBUTE,
        PUT_CODE,
        PATH,
        DISPLAY_INDEX_TEXT,
    ],
    check: None,
    texts: Texts::new(),
};

/// The text is kept as sent: no detour over a floating point number.
pub static AMOUNT: Shape = Shape {
    name: "amount",
    fields: &[
        Field::text("value", text(&AMOUNT_VALUE)),
        Field::attribute("currency-code", Content::Text(&CURRENCY), Role::Own).required(),
    ],
    check: None,
    texts: Texts::new(),
};

/// Everybody who takes part, in the order that the source gave.
pub static FUNDING_CONTRIBUTORS: Shape = Shape {
    name: "contributors",
    fields: &[Field::element(FUNDING_NS, "contributor", Content::Object(&FUNDING_CONTRIBUTOR)).many()],
    check: None,
    texts: Texts::new(),
};

/// Somebody who takes part: an iD, a name, an address, a role.
pub static FUNDING_CONTRIBUTOR: Shape = Shape {
    name: "contributor",
    fields: &[
        common("contributor-orcid", Content::Object(&ORCID_ID)),
        Field::element(FUNDING_NS, "credit-name", plain(&STRING_150)),
        Field::element(FUNDING_NS, "contributor-email", plain(&EMAIL_ADDRESS)),
        Field::element(FUNDING_NS, "contributor-attributes", Content::Object(&FUNDING_CONTRIBUTOR_ATTRIBUTES)),
    ],
    check: None,
    texts: Texts::new(),
};

/// No sequence here, unlike works.
pub static FUNDING_CONTRIBUTOR_ATTRIBUTES: Shape = Shape {
    name: "contributor-attributes",
    fields: &[Field::element(FUNDING_NS, "contributor-role", text(&ANY))],
    check: None,
    texts: Texts::new(),
};

/// Fundings that share an identifier, the preferred one first.
pub static FUNDING_GROUP: Shape = group!("group", FUNDING_NS, "funding-summary", &FUNDING_SUMMARY);
/// All fundings of a record, in groups.
pub static FUNDINGS: Shape = grouped_list!("fundings", &FUNDING_GROUP);

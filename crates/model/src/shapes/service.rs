//! Documents of the service itself: errors, search results, clients, bulk answers.

use super::common::*;
use super::rules::*;
use super::work::{WORK, WORK_NS};
use crate::shape::{Content, Field, Ns, Occurs, Place, Role, Shape, Texts};

const ERROR_NS: Ns = Ns("error");
const SEARCH_NS: Ns = Ns("search");
const EXPANDED_NS: Ns = Ns("expanded-search");
const CLIENT_NS: Ns = Ns("client");
const DEPRECATED_NS: Ns = Ns("deprecated");

/// The error document of both APIs: status, code, and a text for either reader (`record-api` 4.1).
pub static ERROR: Shape = Shape {
    name: "error",
    fields: &[
        Field::element(ERROR_NS, "response-code", Content::Number).required(),
        Field::element(ERROR_NS, "developer-message", text(&ANY)).required(),
        Field::element(ERROR_NS, "user-message", text(&ANY)),
        Field::element(ERROR_NS, "error-code", Content::Number),
        Field::element(ERROR_NS, "more-info", text(&URI)),
    ],
    check: None,
    texts: Texts::new(),
};

/// Any mix of works and errors; JSON wraps each in its name.
pub static BULK: Shape = Shape {
    name: "bulk",
    fields: &[Field {
        key: "bulk",
        place: Place::Choice(&[(WORK_NS, &WORK), (ERROR_NS, &ERROR)]),
        content: Content::Object(&WORK),
        occurs: Occurs::Many { min: 0, max: 0 },
        role: Role::Own,
        stored: "bulk",
        late: false,
    }],
    check: None,
    texts: Texts::new(),
};

pub(super) const RESULTS: Field = Field::element(SEARCH_NS, "result", Content::Object(&SEARCH_RESULT)).many_or_null();
pub(super) const EXPANDED_RESULTS: Field =
    Field::element(EXPANDED_NS, "expanded-result", Content::Object(&EXPANDED_RESULT)).many_or_null();
pub(super) const NUM_FOUND: Field = Field::attribute("num-found", Content::Number, Role::Own);

/// A page of what was found, and how many in all; `null` when that is nothing.
pub static SEARCH: Shape = Shape { name: "search", fields: &[RESULTS, NUM_FOUND], check: None, texts: Texts::new() };

/// A record that was found: its iD alone.
pub static SEARCH_RESULT: Shape = Shape {
    name: "result",
    fields: &[common("orcid-identifier", Content::Object(&ORCID_ID)).required()],
    check: None,
    texts: Texts::new(),
};

/// A page of those, and how many were found in all.
pub static EXPANDED_SEARCH: Shape =
    Shape { name: "expanded-search", fields: &[EXPANDED_RESULTS, NUM_FOUND], check: None, texts: Texts::new() };

const fn expanded(key: &'static str) -> Field {
    Field::element(EXPANDED_NS, key, Content::Text(&ANY))
}

/// A record that was found, with names, addresses and institutions.
pub static EXPANDED_RESULT: Shape = Shape {
    name: "expanded-result",
    fields: &[
        expanded("orcid-id").required(),
        expanded("given-names"),
        expanded("family-names"),
        expanded("credit-name"),
        expanded("other-name").many(),
        expanded("email").many(),
        expanded("institution-name").many(),
    ],
    check: None,
    texts: Texts::new(),
};

/// What `/client/{id}` answers: name and description.
pub static CLIENT: Shape = Shape {
    name: "client",
    fields: &[
        Field::element(CLIENT_NS, "name", text(&STRING_255)).required(),
        Field::element(CLIENT_NS, "description", text(&ANY)).required(),
    ],
    check: None,
    texts: Texts::new(),
};

/// What dumps hold in place of a merged record.
pub static DEPRECATED: Shape = Shape {
    name: "deprecated",
    fields: &[
        Field::element(DEPRECATED_NS, "deprecated-date", Content::Time),
        Field::element(DEPRECATED_NS, "primary-record", Content::Object(&PRIMARY_RECORD)),
    ],
    check: None,
    texts: Texts::new(),
};

/// Where a merged record lives on.
pub static PRIMARY_RECORD: Shape = Shape {
    name: "primary-record",
    fields: &[common("orcid-identifier", Content::Object(&ORCID_ID))],
    check: None,
    texts: Texts::new(),
};

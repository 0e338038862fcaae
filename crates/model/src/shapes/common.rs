//! Objects that many documents share (`common-3.0.xsd`).

use super::rules::*;
use crate::document::{Object, Value};
use crate::shape::{Content, Field, Ns, Role, Shape, Texts};

pub(super) const COMMON: Ns = Ns("common");

pub(super) const fn text(rule: &'static crate::shape::Rule) -> Content {
    Content::Text(rule)
}

pub(super) const fn wrapped(rule: &'static crate::shape::Rule) -> Content {
    Content::Wrapped { rule, plain: false }
}

/// `{"value": …}` that may be written as a bare string.
pub(super) const fn plain(rule: &'static crate::shape::Rule) -> Content {
    Content::Wrapped { rule, plain: true }
}

pub(super) const fn common(key: &'static str, content: Content) -> Field {
    Field::element(COMMON, key, content)
}

pub(super) const CREATED: Field = common("created-date", Content::Time).role(Role::Created);
pub(super) const MODIFIED: Field = common("last-modified-date", Content::Time).role(Role::Modified);
pub(super) const SOURCE: Field = common("source", Content::Object(&SOURCE_SHAPE)).role(Role::Source);
pub(super) const PUT_CODE: Field = Field::attribute("put-code", Content::Number, Role::PutCode);
pub(super) const PATH: Field = Field::attribute("path", Content::Text(&ANY), Role::Path);
pub(super) const VISIBILITY_ATTRIBUTE: Field =
    Field::attribute("visibility", Content::Text(&VISIBILITY), Role::Visibility);
/// A number on person items, a string on activities.
pub(super) const DISPLAY_INDEX: Field = Field::attribute("display-index", Content::Number, Role::DisplayIndex);
pub(super) const DISPLAY_INDEX_TEXT: Field = Field::attribute("display-index", Content::NumberText, Role::DisplayIndex);
/// Full works, fundings and peer reviews have none in JSON; the XSD lets the attribute pass.
pub(super) const DISPLAY_INDEX_IGNORED: Field = Field::attribute("display-index", Content::Text(&ANY), Role::Ignored);
pub(super) const URL: Field = common("url", plain(&URI));
pub(super) const START_DATE: Field = common("start-date", Content::Object(&FUZZY_DATE));
pub(super) const END_DATE: Field = common("end-date", Content::Object(&FUZZY_DATE));
pub(super) const EXTERNAL_IDS_FIELD: Field = common("external-ids", Content::Object(&EXTERNAL_IDS));
pub(super) const ORGANIZATION_FIELD: Field = common("organization", Content::Object(&ORGANIZATION));

fn uri_or_path(object: &Object<'_>) -> Result<(), &'static str> {
    match (object.get("uri"), object.get("path")) {
        (Value::Null, Value::Null) => Err("a uri or a path is needed"),
        _ => Ok(()),
    }
}

const HOST: Field = common("host", Content::Text(&ANY));

/// `orcid-id`: orcid-identifier, source-orcid, contributor-orcid, assertion-origin-orcid.
pub static ORCID_ID: Shape = Shape {
    name: "orcid-id",
    fields: &[common("uri", text(&ORCID_URI)), common("path", text(&ORCID_PATH)), HOST],
    check: Some(uri_or_path),
    texts: Texts::new(),
};

/// `client-id`: source-client-id, assertion-origin-client-id.
pub static CLIENT_ID: Shape = Shape {
    name: "client-id",
    fields: &[common("uri", text(&CLIENT_URI)), common("path", text(&CLIENT_PATH)), HOST],
    check: Some(uri_or_path),
    texts: Texts::new(),
};

/// `source-type`.
pub static SOURCE_SHAPE: Shape = Shape {
    name: "source",
    fields: &[
        common("source-orcid", Content::Object(&ORCID_ID)),
        common("source-client-id", Content::Object(&CLIENT_ID)),
        common("source-name", plain(&ANY)),
        common("assertion-origin-orcid", Content::Object(&ORCID_ID)),
        common("assertion-origin-client-id", Content::Object(&CLIENT_ID)),
        common("assertion-origin-name", plain(&ANY)),
    ],
    check: Some(|object| {
        let both = |a: &str, b: &str| !object.get(a).is_null() && !object.get(b).is_null();
        if both("source-orcid", "source-client-id") || both("assertion-origin-orcid", "assertion-origin-client-id") {
            return Err("a source is a person or a client, not both");
        }
        Ok(())
    }),
    texts: Texts::new(),
};

/// `fuzzy-date`.
pub static FUZZY_DATE: Shape = Shape {
    name: "fuzzy-date",
    fields: &[common("year", plain(&YEAR)).required(), common("month", plain(&MONTH)), common("day", plain(&DAY))],
    check: Some(|object| match (object.get("month"), object.get("day")) {
        (Value::Null, day) if !day.is_null() => Err("a day needs a month"),
        _ => Ok(()),
    }),
    texts: Texts::new(),
};

/// `organization-address`: plain strings, the country too.
pub static ORGANIZATION_ADDRESS: Shape = Shape {
    name: "address",
    fields: &[common("city", text(&LONG_TEXT)), common("region", text(&LONG_TEXT)), common("country", text(&COUNTRY))],
    check: None,
    texts: Texts::new(),
};

/// Which organisation is meant, by identifier and by who gives those (ROR, GRID, RINGGOLD, FUNDREF, LEI).
pub static DISAMBIGUATED_ORGANIZATION: Shape = Shape {
    name: "disambiguated-organization",
    fields: &[
        common("disambiguated-organization-identifier", text(&SHORT_TEXT)).required(),
        common("disambiguation-source", text(&SHORT_TEXT)).required(),
    ],
    check: None,
    texts: Texts::new(),
};

/// `organization`: name and address; which one it is where that is known.
pub static ORGANIZATION: Shape = Shape {
    name: "organization",
    fields: &[
        common("name", text(&LONG_TEXT)).required(),
        common("address", Content::Object(&ORGANIZATION_ADDRESS)).required(),
        common("disambiguated-organization", Content::Object(&DISAMBIGUATED_ORGANIZATION)),
    ],
    check: None,
    texts: Texts::new(),
};

/// `transient-non-empty-string`.
pub static NORMALIZED: Shape = Shape {
    name: "external-id-normalized",
    fields: &[
        Field::text("value", text(&NON_EMPTY)),
        Field::attribute("transient", Content::Flag, Role::Own).required(),
    ],
    check: None,
    texts: Texts::new(),
};

/// `transient-error`: code 8001.
pub static NORMALIZED_ERROR: Shape = Shape {
    name: "external-id-normalized-error",
    fields: &[
        common("error-code", text(&NON_EMPTY)),
        common("error-message", text(&NON_EMPTY)),
        Field::attribute("transient", Content::Flag, Role::Own).required(),
    ],
    check: None,
    texts: Texts::new(),
};

/// `external-id`: type, value, address, relationship, and in answers what the value was normalised to.
pub static EXTERNAL_ID: Shape = Shape {
    name: "external-id",
    fields: &[
        common("external-id-type", text(&NON_EMPTY)).required(),
        common("external-id-value", text(&NON_EMPTY)).required(),
        common("external-id-normalized", Content::Object(&NORMALIZED)).role(Role::Computed),
        common("external-id-normalized-error", Content::Object(&NORMALIZED_ERROR)).role(Role::Computed),
        common("external-id-url", plain(&URI)),
        common("external-id-relationship", text(&RELATIONSHIP)),
        // The XSD derives external ids from items, so XML may carry these; nothing reads them.
        Field::attribute("put-code", Content::Text(&ANY), Role::Ignored),
        Field::attribute("visibility", Content::Text(&ANY), Role::Ignored),
        DISPLAY_INDEX_IGNORED,
        Field::attribute("path", Content::Text(&ANY), Role::Ignored),
    ],
    check: None,
    texts: Texts::new(),
};

/// `external-ids`. An empty XML element is `null` in JSON, an empty list stays `[]`.
pub static EXTERNAL_IDS: Shape = Shape {
    name: "external-ids",
    fields: &[common("external-id", Content::Object(&EXTERNAL_ID)).many_or_absent()],
    check: None,
    texts: Texts::new(),
};

/// `translated-title`: a text and the code of its language.
pub static TRANSLATED_TITLE: Shape = Shape {
    name: "translated-title",
    fields: &[
        Field::text("value", text(&STRING_1000)),
        Field::attribute("language-code", Content::Text(&LANGUAGE), Role::Own).required(),
    ],
    check: None,
    texts: Texts::new(),
};

pub(super) const TITLE: Field = common("title", plain(&STRING_1000)).required();
pub(super) const SUBTITLE_FIELD: Field = common("subtitle", plain(&SUBTITLE));
pub(super) const TRANSLATED_TITLE_FIELD: Field = common("translated-title", Content::Object(&TRANSLATED_TITLE));

/// The title of works and of peer-review subjects.
pub static FULL_TITLE: Shape =
    Shape { name: "title", fields: &[TITLE, SUBTITLE_FIELD, TRANSLATED_TITLE_FIELD], check: None, texts: Texts::new() };

/// The title in work summaries: the key is there, a subtitle never is.
pub static SUMMARY_TITLE: Shape = Shape {
    name: "title",
    fields: &[TITLE, SUBTITLE_FIELD.role(Role::Computed), TRANSLATED_TITLE_FIELD],
    check: None,
    texts: Texts::new(),
};

/// The title of fundings and research resources: no subtitle.
pub static PLAIN_TITLE: Shape =
    Shape { name: "title", fields: &[TITLE, TRANSLATED_TITLE_FIELD], check: None, texts: Texts::new() };

/// The country of an address item and of a work.
pub static COUNTRY_VALUE: Shape = Shape {
    name: "country",
    fields: &[
        Field::text("value", text(&COUNTRY)),
        Field::attribute("visibility", Content::Text(&VISIBILITY), Role::Ignored),
    ],
    check: None,
    texts: Texts::new(),
};

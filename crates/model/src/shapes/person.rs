//! The person section (`person-3.0.xsd` and the files it imports).

use super::common::*;
use super::rules::*;
use crate::shape::{Content, Field, Ns, Occurs, Place, Role, Shape, Texts};

const DETAILS: Ns = Ns("personal-details");
const PERSON_NS: Ns = Ns("person");
const OTHER_NAME_NS: Ns = Ns("other-name");
const URL_NS: Ns = Ns("researcher-url");
const EMAIL_NS: Ns = Ns("email");
const ADDRESS_NS: Ns = Ns("address");
const KEYWORD_NS: Ns = Ns("keyword");
const EXTERNAL_NS: Ns = Ns("external-identifier");

/// Given names, family name and the one for publications, at most 150 characters each; a record has one.
pub static NAME: Shape = Shape {
    name: "name",
    fields: &[
        CREATED,
        MODIFIED,
        Field::element(DETAILS, "given-names", wrapped(&STRING_150)),
        Field::element(DETAILS, "family-name", wrapped(&STRING_150)),
        Field::element(DETAILS, "credit-name", plain(&STRING_150)),
        // JSON has the key, always null; XML has nothing.
        JSON_ONLY_SOURCE,
        VISIBILITY_ATTRIBUTE,
        PATH,
    ],
    check: None,
    texts: Texts::new(),
};

const JSON_ONLY_SOURCE: Field = Field {
    key: "source",
    place: Place::JsonOnly,
    content: Content::Object(&SOURCE_SHAPE),
    occurs: Occurs::Optional,
    role: Role::Computed,
    stored: "source",
    late: false,
};

/// `credit-name`: the name under which somebody publishes, where a document names it alone.
pub static CREDIT_NAME: Shape =
    Shape { name: "credit-name", fields: &[Field::text("value", text(&STRING_150))], check: None, texts: Texts::new() };

/// A text about the person, of which a record has one at most.
pub static BIOGRAPHY: Shape = Shape {
    name: "biography",
    fields: &[
        CREATED,
        MODIFIED,
        Field::element(DETAILS, "content", text(&NON_EMPTY)).required(),
        VISIBILITY_ATTRIBUTE,
        PATH,
    ],
    check: None,
    texts: Texts::new(),
};

/// An item of a person list: head, own fields, tail.
macro_rules! person_item {
    ($name:literal, $($own:expr),+) => {
        Shape {
            name: $name,
            fields: &[CREATED, MODIFIED, SOURCE, $($own,)+ VISIBILITY_ATTRIBUTE, PATH, PUT_CODE, DISPLAY_INDEX],
            check: None,
            texts: Texts::new(),
        }
    };
}

/// A list of person items.
macro_rules! person_list {
    ($name:literal, $ns:expr, $key:literal, $item:expr) => {
        Shape {
            name: $name,
            fields: &[MODIFIED, Field::element($ns, $key, Content::Object($item)).many(), PATH],
            check: None,
            texts: Texts::new(),
        }
    };
}

/// A name that the person also goes by, at most 255 characters.
pub static OTHER_NAME: Shape =
    person_item!("other-name", Field::element(OTHER_NAME_NS, "content", text(&CONTENT_255)).required());
/// All other names, in the order of their owner.
pub static OTHER_NAMES: Shape = person_list!("other-names", OTHER_NAME_NS, "other-name", &OTHER_NAME);

/// A word or a few about what the person does, at most 255 characters.
pub static KEYWORD: Shape =
    person_item!("keyword", Field::element(KEYWORD_NS, "content", text(&CONTENT_255)).required());
/// All keywords, in the order of their owner.
pub static KEYWORDS: Shape = person_list!("keywords", KEYWORD_NS, "keyword", &KEYWORD);

/// A page of the person: its address, and a name of at most 350 characters.
pub static RESEARCHER_URL: Shape = person_item!(
    "researcher-url",
    Field::element(URL_NS, "url-name", text(&STRING_350)),
    Field::element(URL_NS, "url", plain(&URI)).required()
);
/// All pages, in the order of their owner.
pub static RESEARCHER_URLS: Shape = person_list!("researcher-urls", URL_NS, "researcher-url", &RESEARCHER_URL);

/// A country or region that the person is in or works on: nothing more of an address is kept.
pub static ADDRESS: Shape =
    person_item!("address", Field::element(ADDRESS_NS, "country", Content::Object(&COUNTRY_VALUE)).required());
/// All countries of the person, in the order of their owner.
pub static ADDRESSES: Shape = person_list!("addresses", ADDRESS_NS, "address", &ADDRESS);

/// Types are free text on persons, and nothing is normalised.
pub static EXTERNAL_IDENTIFIER: Shape = person_item!(
    "external-identifier",
    common("external-id-type", text(&NON_EMPTY)).required(),
    common("external-id-value", text(&NON_EMPTY)).required(),
    common("external-id-url", plain(&URI)),
    common("external-id-relationship", text(&RELATIONSHIP))
);
/// All identifiers that other systems have for the person.
pub static EXTERNAL_IDENTIFIERS: Shape =
    person_list!("external-identifiers", EXTERNAL_NS, "external-identifier", &EXTERNAL_IDENTIFIER);

/// E-mails have no put-code and no path on the wire: both keys are null.
pub static EMAIL: Shape = Shape {
    name: "email",
    fields: &[
        CREATED,
        MODIFIED,
        SOURCE,
        Field::element(EMAIL_NS, "email", text(&EMAIL_ADDRESS)).required(),
        PATH,
        VISIBILITY_ATTRIBUTE,
        Field::attribute("verified", Content::Flag, Role::Own),
        Field::attribute("primary", Content::Flag, Role::Own),
        PUT_CODE,
        DISPLAY_INDEX_IGNORED,
    ],
    check: None,
    texts: Texts::new(),
};
/// All addresses that the reader may see.
pub static EMAILS: Shape = person_list!("emails", EMAIL_NS, "email", &EMAIL);

const OTHER_NAMES_FIELD: Field = Field::element(OTHER_NAME_NS, "other-names", Content::Object(&OTHER_NAMES));

/// `/person`: everything about the person but the activities.
pub static PERSON: Shape = Shape {
    name: "person",
    fields: &[
        MODIFIED,
        Field::element(PERSON_NS, "name", Content::Object(&NAME)),
        OTHER_NAMES_FIELD,
        Field::element(PERSON_NS, "biography", Content::Object(&BIOGRAPHY)),
        Field::element(URL_NS, "researcher-urls", Content::Object(&RESEARCHER_URLS)),
        Field::element(EMAIL_NS, "emails", Content::Object(&EMAILS)).required(),
        Field::element(ADDRESS_NS, "addresses", Content::Object(&ADDRESSES)),
        Field::element(KEYWORD_NS, "keywords", Content::Object(&KEYWORDS)),
        Field::element(EXTERNAL_NS, "external-identifiers", Content::Object(&EXTERNAL_IDENTIFIERS)),
        PATH,
    ],
    check: None,
    texts: Texts::new(),
};

/// `/personal-details`: names and biography.
pub static PERSONAL_DETAILS: Shape = Shape {
    name: "personal-details",
    fields: &[
        MODIFIED,
        Field::element(DETAILS, "name", Content::Object(&NAME)),
        OTHER_NAMES_FIELD,
        Field::element(DETAILS, "biography", Content::Object(&BIOGRAPHY)),
        PATH,
    ],
    check: None,
    texts: Texts::new(),
};

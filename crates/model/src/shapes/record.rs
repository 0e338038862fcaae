//! The record, its history and preferences, and the activities section (`record-3.0.xsd`, `activities-3.0.xsd`).

use super::affiliation::*;
use super::common::*;
use super::rules::*;
use super::{FUNDINGS, PEER_REVIEWS, PERSON, RESEARCH_RESOURCES, WORKS};
use crate::enums::CREATION_METHODS;
use crate::shape::{Content, Field, Ns, Role, Shape, Texts};

const HISTORY_NS: Ns = Ns("history");

const fn history(key: &'static str, content: Content) -> Field {
    Field::element(HISTORY_NS, key, content)
}

/// How and when the record came to be, when it changed, and whether its owner has confirmed an address.
pub static HISTORY: Shape = Shape {
    name: "history",
    fields: &[
        history("creation-method", Content::Literal(CREATION_METHODS)),
        history("completion-date", Content::Time),
        history("submission-date", Content::Time),
        MODIFIED,
        history("claimed", Content::Flag),
        SOURCE,
        history("deactivation-date", Content::Time),
        history("verified-email", Content::Flag).required(),
        history("verified-primary-email", Content::Flag).required(),
        Field::attribute("visibility", Content::Text(&VISIBILITY), Role::Ignored),
    ],
    check: None,
    texts: Texts::new(),
};

/// The language in which its owner reads the registry.
pub static PREFERENCES: Shape = Shape {
    name: "preferences",
    fields: &[Field::element(Ns("preferences"), "locale", text(&LOCALE)).required()],
    check: None,
    texts: Texts::new(),
};

const fn section(key: &'static str, shape: &'static Shape) -> Field {
    Field::element(ACTIVITIES_NS, key, Content::Object(shape))
}

/// Written out by hand: the test below holds it against the table of kinds.
pub static ACTIVITIES: Shape = Shape {
    name: "activities-summary",
    fields: &[
        MODIFIED,
        section("distinctions", &DISTINCTIONS),
        section("educations", &EDUCATIONS),
        section("employments", &EMPLOYMENTS),
        section("fundings", &FUNDINGS),
        section("invited-positions", &INVITED_POSITIONS),
        section("memberships", &MEMBERSHIPS),
        section("peer-reviews", &PEER_REVIEWS),
        section("qualifications", &QUALIFICATIONS),
        section("research-resources", &RESEARCH_RESOURCES),
        section("services", &SERVICES),
        section("works", &WORKS),
        PATH,
    ],
    check: None,
    texts: Texts::new(),
};

/// `/record`: everything of a record that the reader may see, activities in their short form.
pub static RECORD: Shape = Shape {
    name: "record",
    fields: &[
        common("orcid-identifier", Content::Object(&ORCID_ID)),
        Field::element(Ns("preferences"), "preferences", Content::Object(&PREFERENCES)),
        Field::element(HISTORY_NS, "history", Content::Object(&HISTORY)),
        Field::element(Ns("person"), "person", Content::Object(&PERSON)),
        Field::element(ACTIVITIES_NS, "activities-summary", Content::Object(&ACTIVITIES)),
        PATH,
    ],
    check: None,
    texts: Texts::new(),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ItemKind;

    #[test]
    fn every_activity_kind_has_its_section_in_order() {
        let sections: Vec<_> = ACTIVITIES.fields[1..12].iter().map(|field| field.key).collect();
        let kinds: Vec<_> = ItemKind::activities().map(|kind| kind.spec().plural).collect();
        assert_eq!(sections, kinds);
    }
}

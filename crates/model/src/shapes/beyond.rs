//! Answers of searches with more in them than the published ones have, for who asks for it. They are of no edition and are
//! read by nobody here: what is more stands behind everything else, in a namespace of its own.

use std::sync::OnceLock;

use super::common::text;
use super::roots::{Prefixes, Root};
use super::rules::ANY;
use super::service::{EXPANDED_RESULTS, NUM_FOUND, RESULTS};
use crate::shape::{Content, Field, Ns, Role, Shape, Texts};

const BEYOND: Ns = Ns(Ns::OWN);

/// A value, and how many of those who were found have it.
pub static FACET_VALUE: Shape = Shape {
    name: "value",
    fields: &[Field::text("value", text(&ANY)), Field::attribute("count", Content::Number, Role::Own)],
    check: None,
    texts: Texts::new(),
};

const fn values(key: &'static str) -> Field {
    Field::element(BEYOND, key, Content::Object(&FACET_VALUE)).many()
}

/// The most frequent values among those who were found.
pub static FACETS: Shape = Shape {
    name: "facets",
    fields: &[values("current-institution"), values("country"), values("work-type"), values("year")],
    check: None,
    texts: Texts::new(),
};

/// A piece of a value, which the query asked for or not.
pub static SNIPPET_PART: Shape = Shape {
    name: "part",
    fields: &[Field::text("text", text(&ANY)), Field::attribute("match", Content::Flag, Role::Own)],
    check: None,
    texts: Texts::new(),
};

/// A value, or a part of one, in pieces.
pub static SNIPPET: Shape = Shape {
    name: "snippet",
    fields: &[
        Field::attribute("field", text(&ANY), Role::Own),
        Field::element(BEYOND, "part", Content::Object(&SNIPPET_PART)).many(),
    ],
    check: None,
    texts: Texts::new(),
};

/// Why one of those on the page was found.
pub static HIGHLIGHT: Shape = Shape {
    name: "highlight",
    fields: &[
        Field::attribute("orcid-id", text(&ANY), Role::Own),
        Field::element(BEYOND, "snippet", Content::Object(&SNIPPET)).many(),
    ],
    check: None,
    texts: Texts::new(),
};

const FACETS_FIELD: Field = Field::element(BEYOND, "facets", Content::Object(&FACETS));
const HIGHLIGHTS: Field = Field::element(BEYOND, "highlight", Content::Object(&HIGHLIGHT)).many();

macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident: $ns:literal [$($prefix:literal),*] $fields:expr;)*) => {
        $($(#[$doc])* pub static $name: Root = {
            static SHAPE: Shape = Shape { name: $ns, fields: $fields, check: None, texts: Texts::new() };
            Root {
                kind: $ns,
                ns: Ns($ns),
                element: $ns,
                shape: &SHAPE,
                prefixes: Prefixes::Listed(&[$($prefix),*, Ns::OWN]),
                declared: OnceLock::new(),
            }
        };)*
    };
}

answers! {
    /// iDs, with facets.
    SEARCH_WITH_FACETS: "search" ["search", "common"] &[RESULTS, NUM_FOUND, FACETS_FIELD];
    /// iDs, with highlights.
    SEARCH_WITH_HIGHLIGHTS: "search" ["search", "common"] &[RESULTS, NUM_FOUND, HIGHLIGHTS];
    /// iDs, with both.
    SEARCH_WITH_BOTH: "search" ["search", "common"] &[RESULTS, NUM_FOUND, FACETS_FIELD, HIGHLIGHTS];
    /// Names and institutions, with facets.
    EXPANDED_WITH_FACETS: "expanded-search" ["expanded-search"] &[EXPANDED_RESULTS, NUM_FOUND, FACETS_FIELD];
    /// Names and institutions, with highlights.
    EXPANDED_WITH_HIGHLIGHTS: "expanded-search" ["expanded-search"] &[EXPANDED_RESULTS, NUM_FOUND, HIGHLIGHTS];
    /// Names and institutions, with both.
    EXPANDED_WITH_BOTH: "expanded-search" ["expanded-search"] &[EXPANDED_RESULTS, NUM_FOUND, FACETS_FIELD, HIGHLIGHTS];
}

//! The fields that a query may name, as a table.
//!
//! A field is a row, or follows from its name: identifier types have fields by suffix (`doi-self`, `hal-part-of`), so
//! that a new type needs no row. Names are case-sensitive. Those that the published engine defines and never fills are
//! known here as well, since a query that names one finds nobody and is no error.

mod table;

use byline_model::ItemKind;

pub use table::FIELDS;

/// How values and words of a query become terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Analysis {
    /// Words in lower case; accents stay.
    Text,
    /// Words in lower case, Latin letters without their accents.
    Folded,
    /// The whole value as it is.
    Exact,
    /// A moment.
    Date,
}

/// A row of the catalogue.
#[derive(Debug)]
pub struct FieldSpec {
    /// As queries write it.
    pub name: &'static str,
    pub analysis: Analysis,
    /// Whether a record may have several values.
    pub many: bool,
    /// Whether the value is kept, to be returned.
    pub stored: bool,
    /// Where words that stand in a row are terms of the index: people quote names from it.
    pub quoted: Quoted,
    /// Where its values come from.
    pub source: Source,
}

/// In which field words that stand in a row are terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoted {
    Nowhere,
    Here,
    /// In this one, which has all values of the field.
    Within(&'static str),
}

/// Where the values of a field come from: public items of a record alone.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// Texts at these paths of keys into items of these kinds; of a list on the way, each member. A value that JSON wraps
    /// in an object counts as the text that is in it.
    Texts(&'static [(Of, &'static [&'static [&'static str]])]),
    /// Identifiers of works and research resources that have this type.
    Identifiers(&'static str),
    /// Those of all types without a field of their own.
    OtherIdentifiers,
    /// Identifiers that this vocabulary has for the organisations of a record (`search` 7.3).
    Organizations(&'static str),
    /// Rules of its own, see [`crate::document`].
    Made,
}

/// Which items a path leads into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Kind(ItemKind),
    /// The seven kinds that share a shape.
    Affiliations,
}

impl Of {
    /// Whether items of this kind are meant.
    pub fn covers(self, kind: ItemKind) -> bool {
        match self {
            Of::Kind(own) => own == kind,
            Of::Affiliations => kind.is_affiliation(),
        }
    }
}

/// What a name in a query stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field<'n> {
    /// A row of [`FIELDS`], by its place.
    Listed(usize),
    /// An exact field that follows from its name: `doi-self`.
    Dynamic(&'n str),
    /// Known to the published engine and empty in every record.
    Empty(Emptiness),
}

/// What the values of an empty field would be; a query must fit them though it finds nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emptiness {
    Text,
    Number,
    Date,
}

/// The field in which words are looked for that name none: everything of a record.
pub const DEFAULT_FIELD: &str = "text";

/// Suffixes of exact fields that need no row: relationships of identifiers, and vocabularies of organisations.
const SUFFIXES: &[&str] = &["-self", "-part-of", "-version-of", "-org-id"];
/// Suffixes that the published engine brings along. No record has such a field.
const STOCK: &[(Emptiness, &[&str])] = &[
    (Emptiness::Number, &["_i", "_is", "_l", "_ls", "_f", "_fs", "_d", "_ds", "_pi", "_pl", "_pf", "_pd"]),
    (Emptiness::Date, &["_dt", "_dts", "_pdt"]),
    (
        Emptiness::Text,
        &["_s", "_ss", "_t", "_txt", "_b", "_bs", "_en", "_ws", "_s_lower", "_descendent_path", "-org-name"],
    ),
];
const EMPTY: &[(&str, Emptiness)] =
    &[("_text_", Emptiness::Text), ("public-profile-message", Emptiness::Text), ("_version_", Emptiness::Number)];

/// The place behind all rows: exact values of fields that follow from a name, each with its name in front.
pub const DYNAMIC: usize = FIELDS.len();

/// Whether the terms at a place are whole values: they have no length and no order that would count for a score.
pub(crate) fn is_exact(place: usize) -> bool {
    FIELDS.get(place).is_none_or(|field| field.analysis == Analysis::Exact)
}

/// What a name in a query stands for; `None` when there is no such field.
pub fn find(name: &str) -> Option<Field<'_>> {
    // Their place is their rank in the table: a few dozen short names are compared faster than hashed.
    if let Some(place) = FIELDS.iter().position(|field| field.name == name) {
        return Some(Field::Listed(place));
    }
    if SUFFIXES.iter().any(|suffix| name.len() > suffix.len() && name.ends_with(suffix)) {
        return Some(Field::Dynamic(name));
    }
    if let Some((_, emptiness)) = EMPTY.iter().find(|(empty, _)| *empty == name) {
        return Some(Field::Empty(*emptiness));
    }
    let stock = |(_, suffixes): &&(Emptiness, &[&str])| {
        suffixes.iter().any(|suffix| name.len() > suffix.len() && name.ends_with(suffix))
    };
    STOCK.iter().find(stock).map(|(emptiness, _)| Field::Empty(*emptiness))
}

/// The place of a row that this crate asks for by name.
///
/// # Panics
/// When there is no such row: names and table belong together.
pub(crate) fn place(name: &str) -> usize {
    let place = FIELDS.iter().position(|field| field.name == name);
    place.unwrap_or_else(|| panic!("no field is called {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_rows_suffixes_and_empty_fields() {
        for row in FIELDS {
            assert!(matches!(find(row.name), Some(Field::Listed(_))), "{}", row.name);
        }
        for name in ["doi-self", "hal-part-of", "foo-version-of", "bar-org-id"] {
            assert_eq!(find(name), Some(Field::Dynamic(name)));
        }
        assert!(matches!(find("ringgold-org-id"), Some(Field::Listed(_))), "a row goes first");
        assert_eq!(find("foo_s"), Some(Field::Empty(Emptiness::Text)));
        assert_eq!(find("foo_i"), Some(Field::Empty(Emptiness::Number)));
        assert_eq!(find("foo_dt"), Some(Field::Empty(Emptiness::Date)));
        assert_eq!(find("foo-org-name"), Some(Field::Empty(Emptiness::Text)));
        for name in ["Family-Name", "country", "doi", "-self", "_s", "", "*", "hal", "credit-names"] {
            assert_eq!(find(name), None, "{name}");
        }
    }

    #[test]
    fn no_two_rows_have_one_name() {
        let mut names: Vec<&str> = FIELDS.iter().map(|row| row.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FIELDS.len());
    }
}

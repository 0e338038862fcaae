//! `[[organizations]]`.

use byline_model::enums::{COUNTRY, DISAMBIGUATION_SOURCE};
use byline_store::{NameKind, Organization, OrganizationDetails, OrganizationId, OrganizationName, OrganizationStatus};

use crate::registry_toml::columns::{
    Form, count, filled, flag, flat, list, listed, named, rows, rows_or_bare, table, text,
};

table! {
    /// Organizations that affiliations can name, by the identifier that a list of organizations gave them.
    Organizations: Organization { source, identifier, name, city, region, country, details } {
        /// Who gave the number.
        source: listed(&DISAMBIGUATION_SOURCE),
        /// The number.
        identifier: filled(),
        /// What it is called.
        name: filled(),
        /// Where it is.
        city: text().optional(),
        /// Where that is.
        region: text().optional(),
        /// The country, as ISO 3166 writes it in two letters.
        country: listed(&COUNTRY).optional(),
        details: flat(Details),
    }
    once ("source", "identifier") by |it| (&it.source, &it.identifier);
}

table! {
    /// What else is known of it.
    Details: OrganizationDetails { status, successors, names, types, ids, popularity } {
        /// Whether it is there still. What was closed is `inactive`; what its list took back is `obsolete`, and not found
        /// by name.
        status: named(&OrganizationStatus::ALL, OrganizationStatus::as_str).or(OrganizationStatus::Active),
        /// The numbers, in the same list, of those that took its place.
        successors: list(filled()).or_empty(),
        /// What it is called besides. A name alone is an alias.
        names: rows_or_bare("value", Names).or_empty(),
        /// What it is, like `education`; `funder` is found where people name who paid.
        types: list(filled()).or_empty(),
        /// Its numbers in other lists.
        ids: rows(Ids).or_empty(),
        /// How often it is named: what is named often is found first.
        popularity: count().or_empty(),
    }
}

table! {
    /// Another name.
    Names: OrganizationName { value, kind, language } {
        /// The name.
        value: filled(),
        /// Whether it is the name in another language, an acronym, or some other name.
        kind as "type": named(&NameKind::ALL, NameKind::as_str).or(NameKind::Alias),
        /// The language that it is in, like `pt` or `zh-Hans`.
        language: text().optional(),
    }
}

table! {
    /// A number in another list.
    Ids: OrganizationId { source, identifier, preferred } {
        /// The list, like `ISNI`.
        source: filled(),
        /// The number.
        identifier: filled(),
        /// Whether it is the one to use of several.
        preferred: flag().or_empty(),
    }
}

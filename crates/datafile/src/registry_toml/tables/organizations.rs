//! `[[organizations]]`.

use byline_model::enums::{COUNTRY, DISAMBIGUATION_SOURCE};
use byline_store::Organization;

use crate::registry_toml::columns::{Form, filled, listed, table, text};

table! {
    /// Organizations that affiliations can name, by the identifier that a list of organizations gave them.
    Organizations: Organization { source, identifier, name, city, region, country } {
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
    }
    once ("source", "identifier") by |it| (&it.source, &it.identifier);
}

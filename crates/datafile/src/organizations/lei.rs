//! The golden copy of legal entity identifiers (LEI-CDF 3.1), level 1, as CSV or XML.

use byline_store::{NameKind, OrganizationStatus};
use quick_xml::events::BytesStart;

use super::said::{Draft, Record};
use super::source::Row;
use super::xml::{Hears, attribute};

/// Of each sort of other names, the table has so many columns.
const OTHER_NAMES: usize = 5;
const SUCCESSORS: usize = 5;
/// What is told stands no deeper.
const DEEPEST: usize = 3;

/// What a record says of an entity.
#[derive(Default)]
pub(super) struct Entity {
    lei: String,
    name: Option<String>,
    others: Vec<(String, Option<String>)>,
    city: Option<String>,
    region: Option<String>,
    country: Option<String>,
    category: Option<String>,
    status: Option<String>,
    registration: Option<String>,
    successors: Vec<String>,
    /// The outermost elements that are open, how many there are, and the language of the last one.
    path: Vec<Vec<u8>>,
    depth: usize,
    language: Option<String>,
}

/// A row of the table.
pub(super) fn of_row(row: &Row<'_>) -> Record {
    let text = |column: &str| row.get(column).map(str::to_owned);
    let mut others = Vec::new();
    for (list, member) in [
        ("Entity.OtherEntityNames", "OtherEntityName"),
        ("Entity.TransliteratedOtherEntityNames", "TransliteratedOtherEntityName"),
    ] {
        for column in (1..=OTHER_NAMES).map(|number| format!("{list}.{member}.{number}")) {
            others.extend(text(&column).map(|name| (name, text(&format!("{column}.xmllang")))));
        }
    }
    let successors = (1..=SUCCESSORS).map(|number| format!("Entity.SuccessorEntity.{number}.SuccessorLEI"));
    let successors = successors.chain(["Entity.SuccessorEntity.SuccessorLEI".to_owned()]);
    Entity {
        lei: text("LEI").unwrap_or_default(),
        name: text("Entity.LegalName"),
        others,
        city: text("Entity.LegalAddress.City"),
        region: text("Entity.LegalAddress.Region"),
        country: text("Entity.LegalAddress.Country"),
        category: text("Entity.EntityCategory"),
        status: text("Entity.EntityStatus"),
        registration: text("Registration.RegistrationStatus"),
        successors: successors.filter_map(|column| text(&column)).collect(),
        ..Entity::default()
    }
    .record()
}

impl Hears for Entity {
    const ELEMENT: &'static [u8] = b"LEIRecord";

    fn begin(_: &BytesStart<'_>) -> Self {
        Entity::default()
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        self.language = attribute(start, b"lang");
        self.depth += 1;
        if self.depth <= DEEPEST {
            self.path.push(start.local_name().as_ref().to_vec());
        }
    }

    fn close(&mut self, _: &[u8], text: String) {
        if self.depth > DEEPEST {
            self.depth -= 1;
            return;
        }
        let path: Vec<&[u8]> = self.path.iter().map(Vec::as_slice).collect();
        let slot = match path.as_slice() {
            [b"LEI"] => return self.finish(|it| it.lei = text),
            [b"Entity", b"LegalName"] => &mut self.name,
            [b"Entity", b"LegalAddress", b"City"] => &mut self.city,
            [b"Entity", b"LegalAddress", b"Region"] => &mut self.region,
            [b"Entity", b"LegalAddress", b"Country"] => &mut self.country,
            [b"Entity", b"EntityCategory"] => &mut self.category,
            [b"Entity", b"EntityStatus"] => &mut self.status,
            [b"Registration", b"RegistrationStatus"] => &mut self.registration,
            [b"Entity", b"OtherEntityNames", _] | [b"Entity", b"TransliteratedOtherEntityNames", _] => {
                return self.finish(|it| it.others.push((text, it.language.take())));
            }
            [b"Entity", b"SuccessorEntity", b"SuccessorLEI"] => return self.finish(|it| it.successors.push(text)),
            _ => return self.finish(|_| ()),
        };
        *slot = Some(text).filter(|it| !it.is_empty());
        self.finish(|_| ());
    }

    fn record(self) -> Record {
        let mut draft = Draft::new("LEI", &self.lei)?;
        self.name.iter().for_each(|it| draft.name(it));
        for (name, language) in &self.others {
            draft.other_name(NameKind::Alias, name, language.as_deref());
        }
        draft.place(self.city.as_deref(), self.region.as_deref(), self.country.as_deref());
        self.category.iter().for_each(|it| draft.kind(it));
        self.successors.iter().for_each(|it| draft.successor(it));
        draft.status(match (self.registration.as_deref(), self.status.as_deref()) {
            // The entity has another identifier, or none.
            (Some("MERGED" | "DUPLICATE" | "ANNULLED"), _) => OrganizationStatus::Obsolete,
            (_, Some("INACTIVE")) => OrganizationStatus::Inactive,
            _ => OrganizationStatus::Active,
        });
        draft.whole()
    }
}

impl Entity {
    fn finish(&mut self, take: impl FnOnce(&mut Self)) {
        take(self);
        self.path.pop();
        self.depth = self.path.len();
    }
}

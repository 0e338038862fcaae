//! The registry of funders: concepts of SKOS, as RDF in XML.

use byline_model::{country, enums};
use byline_store::{NameKind, OrganizationStatus};
use quick_xml::events::BytesStart;

use super::said::{Draft, Record};
use super::xml::{Hears, attribute};

const SOURCE: &str = "FUNDREF";

/// What a concept says, as it is read.
#[derive(Default)]
pub(super) struct Concept {
    id: String,
    name: Option<String>,
    others: Vec<(NameKind, String, Option<String>)>,
    country: Option<&'static str>,
    kinds: Vec<String>,
    successors: Vec<String>,
    is_obsolete: bool,
    /// The label that is open.
    label: Option<Label>,
}

#[derive(Default)]
struct Label {
    is_name: bool,
    is_acronym: bool,
    value: String,
    language: Option<String>,
}

impl Hears for Concept {
    const ELEMENT: &'static [u8] = b"Concept";

    fn begin(start: &BytesStart<'_>) -> Self {
        Concept { id: attribute(start, b"about").unwrap_or_default(), ..Concept::default() }
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        let resource = || attribute(start, b"resource").unwrap_or_default();
        match start.local_name().as_ref() {
            b"prefLabel" => self.label = Some(Label { is_name: true, ..Label::default() }),
            b"altLabel" => self.label = Some(Label::default()),
            b"literalForm" => {
                if let Some(label) = &mut self.label {
                    label.language = attribute(start, b"lang");
                }
            }
            b"usageFlag" => {
                if let Some(label) = &mut self.label {
                    label.is_acronym |= resource().ends_with("/acronym");
                }
            }
            b"country" => self.country = self.country.or_else(|| country_of(&resource())),
            b"isReplacedBy" => {
                self.is_obsolete = true;
                self.successors.extend(Some(resource()).filter(|it| !it.is_empty()));
            }
            b"status" => self.is_obsolete |= resource().to_lowercase().ends_with("deprecated"),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8], text: String) {
        match name {
            b"literalForm" => {
                if let Some(label) = &mut self.label {
                    label.value = text;
                }
            }
            b"prefLabel" | b"altLabel" => {
                if let Some(label) = self.label.take() {
                    self.take(label, text);
                }
            }
            b"fundingBodyType" | b"fundingBodySubType" => self.kinds.extend(Some(text).filter(|it| !it.is_empty())),
            b"status" => self.is_obsolete |= text.eq_ignore_ascii_case("deprecated"),
            _ => {}
        }
    }

    fn record(self) -> Record {
        let mut draft = Draft::new(SOURCE, &identifier(&self.id))?;
        self.name.iter().for_each(|it| draft.name(it));
        for (kind, value, language) in &self.others {
            draft.other_name(*kind, value, language.as_deref());
        }
        draft.place(None, None, self.country);
        self.kinds.iter().for_each(|it| draft.kind(it));
        self.successors.iter().for_each(|it| draft.successor(&identifier(it)));
        if self.is_obsolete {
            draft.status(OrganizationStatus::Obsolete);
            if !draft.has_name() {
                return Ok(draft.ended());
            }
        }
        draft.whole()
    }
}

impl Concept {
    /// A label has its text inside, or inside what is inside.
    fn take(&mut self, label: Label, text: String) {
        let value = if label.value.is_empty() { text } else { label.value };
        if label.is_name && self.name.is_none() {
            self.name = Some(value);
            return;
        }
        let kind = match (label.is_acronym, label.is_name) {
            (true, _) => NameKind::Acronym,
            (false, true) => NameKind::Label,
            (false, false) => NameKind::Alias,
        };
        self.others.push((kind, value, label.language));
    }
}

/// As records name funders, whichever way the file writes their DOI.
fn identifier(id: &str) -> String {
    let id = id.trim();
    match id.split_once("10.13039/") {
        Some((before, number)) if before.is_empty() || before.ends_with("doi.org/") => {
            format!("http://dx.doi.org/10.13039/{number}")
        }
        _ => id.to_owned(),
    }
}

/// The country that GeoNames has at this address.
fn country_of(geonames: &str) -> Option<&'static str> {
    let number = |uri: &str| uri.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
    let wanted = number(geonames).filter(|it| !it.is_empty())?;
    let countries = enums::COUNTRY.values.iter().filter_map(|code| country::find(code));
    countries.filter(|it| it.geonames.and_then(number).as_ref() == Some(&wanted)).map(|it| it.code).next()
}

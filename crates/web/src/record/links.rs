//! Where things on the page lead, and the links of the page itself.

use axum::http::{HeaderMap, HeaderValue, header};
use byline_i18n::Texts;
use byline_model::OrcidId;
use byline_model::document::{Object, Value};
use byline_model::external_id::normalized_url;
use byline_pages::{Markup, Said, labels, made_address, web_address};

use crate::WebState;

/// An identifier as it is shown.
pub(crate) struct Identifier {
    /// `DOI`
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) href: Option<String>,
    /// The message around it that says what it is to the item; nothing for an item's own.
    pub(crate) relationship: Option<&'static str>,
}

impl Identifier {
    /// Of an external identifier of an activity or a person: the address it was sent with, else that of its resolver.
    pub(crate) fn of(texts: Texts, id: &Object<'_>) -> Option<Identifier> {
        let (name, value) = (id.text("external-id-type")?, id.text("external-id-value")?);
        let sent = id.text("external-id-url").and_then(web_address);
        let made = || made_address(&normalized_url(name, value)?);
        Some(Identifier {
            label: labels::identifier_type(texts, name),
            value: value.to_owned(),
            href: sent.or_else(made),
            relationship: id.text("external-id-relationship").and_then(labels::relationship),
        })
    }

    /// `DOI 10.5555/1`, `part of ISSN 1234-5678`: linked where it leads somewhere.
    pub(crate) fn said(&self, texts: Texts) -> Said {
        let bare = Markup::of(texts, "identifier").name("type", &self.label);
        let bare = match &self.href {
            Some(href) => bare.link_to("value", href, &self.value),
            None => bare.name("value", &self.value),
        };
        match self.relationship {
            Some(key) => Markup::of(texts, key).html("identifier", bare.to_string()).into(),
            None => bare.into(),
        }
    }

    /// The same of a person: `Loop profile: 123`.
    pub(crate) fn labelled(&self, texts: Texts) -> Said {
        let markup = Markup::of(texts, "labelled").name("label", &self.label);
        match &self.href {
            Some(href) => markup.link_to("value", href, &self.value).into(),
            None => markup.name("value", &self.value).into(),
        }
    }

    /// All of an item.
    pub(crate) fn all(texts: Texts, item: &Object<'_>) -> Vec<Identifier> {
        let list = item.object("external-ids").map_or(&[][..], |ids| ids.list("external-id"));
        list.iter().filter_map(Value::as_object).filter_map(|id| Identifier::of(texts, id)).collect()
    }
}

/// The forms in which the public API has a record, best first.
pub(crate) const FORMS: [&str; 6] = [
    "application/vnd.orcid+json",
    "application/vnd.orcid+xml",
    "application/ld+json",
    "text/turtle",
    "application/rdf+xml",
    "application/n-triples",
];

/// What a page of a person is (`registry` 16.2).
pub(crate) const TYPES: [&str; 2] = ["https://schema.org/AboutPage", "https://schema.org/Person"];

/// Public data are free to use.
pub(crate) const LICENCE: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// Where a record is found in its forms, for programs that land on its page (signposting.org).
pub(crate) struct Links {
    /// `https://reg.example/0009-…`
    pub(crate) person: String,
    /// Where the public API has it.
    pub(crate) data: String,
}

impl Links {
    pub(crate) fn new(state: &WebState, orcid: OrcidId) -> Links {
        let data = format!("{}/{orcid}", state.site().public_api);
        Links { person: state.registry().urls().person(orcid), data }
    }

    /// In the head of the answer.
    pub(crate) fn add(&self, headers: &mut HeaderMap) {
        let Links { person, data } = self;
        let mut links = vec![format!("<{person}>; rel=\"cite-as\"")];
        links.extend(TYPES.map(|it| format!("<{it}>; rel=\"type\"")));
        links.push(format!("<{LICENCE}>; rel=\"license\""));
        links.extend(FORMS.map(|form| format!("<{data}>; rel=\"describedby\"; type=\"{form}\"")));
        links.push(format!("<{person}/linkset>; rel=\"linkset\"; type=\"application/linkset+json\""));
        if let Ok(value) = HeaderValue::from_str(&links.join(", ")) {
            headers.insert(header::LINK, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_model::shapes::EXTERNAL_ID;

    #[test]
    fn identifiers_lead_to_their_resolver_unless_they_came_with_an_address() {
        let id = |url: Option<&'static str>| {
            let mut id = Object::new(&EXTERNAL_ID)
                .with("external-id-type", "doi")
                .with("external-id-value", "10.5555/A b%")
                .with("external-id-relationship", "part-of");
            id.set("external-id-url", url);
            Identifier::of(Texts::default(), &id).expect("type and value are there")
        };
        assert_eq!(id(None).label, "DOI");
        assert_eq!(id(None).relationship, Some("relationship-part-of"));
        assert_eq!(id(Some("https://x.example/1")).href.as_deref(), Some("https://x.example/1"));
        assert_eq!(id(None).href.as_deref(), id(Some("javascript:alert(1)")).href.as_deref());
        assert!(id(None).href.is_some_and(|href| href.starts_with("https://doi.org/10.5555/")));
    }
}

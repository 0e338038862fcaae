//! The page of a record, put together from what everybody may see.

use std::borrow::Cow;

use askama::Template;
use byline_model::OrcidId;
use byline_model::document::Object;
use byline_pages::{Date, Layout, Said};

use super::activities::ReviewGroups;
use super::links::FORMS;
use super::person::Person;
use super::section::{self, Section};
use crate::WebState;

#[derive(Template)]
#[template(path = "record/record.html")]
pub(crate) struct RecordPage {
    layout: Layout,
    orcid: String,
    /// `https://reg.example/0009-…`
    uri: String,
    /// Where the public API has it.
    data: String,
    forms: &'static [&'static str],
    person: Person,
    sections: Vec<Section>,
    created: Option<Date>,
    changed: Option<Date>,
    /// For search engines and previews: the beginning of the biography.
    description: String,
}

/// Characters of the biography that previews get.
const DESCRIPTION: usize = 160;

impl RecordPage {
    pub(crate) fn new(
        layout: Layout,
        state: &WebState,
        orcid: OrcidId,
        (record, groups): (&Object<'_>, &ReviewGroups),
        query: &str,
    ) -> Self {
        let texts = layout.texts;
        let empty = Object::new(&byline_model::shapes::PERSON);
        let person = Person::of(texts, record.object("person").unwrap_or(&empty));
        let sections =
            record.object("activities-summary").map_or_else(Vec::new, |it| section::all(texts, it, groups, query));
        let moment = |key| record.object("history").and_then(|it| it.get(key).as_time()).map(|it| Date::day(texts, it));
        // Spam gets records and no trust: what nobody vouches for is not listed by search engines (`registry` 16.2).
        let trusted = sections.iter().any(Section::validated);
        let first = person.biography.first().map(|lines| lines.join(" ")).unwrap_or_default();
        RecordPage {
            layout: layout.indexed(state, trusted),
            orcid: orcid.to_string(),
            uri: state.registry().urls().person(orcid),
            data: format!("{}/{orcid}", state.site().public_api),
            forms: &FORMS,
            description: first.chars().take(DESCRIPTION).collect(),
            person,
            sections,
            created: moment("submission-date"),
            changed: moment("last-modified-date"),
        }
    }

    fn title(&self) -> String {
        match &self.person.name {
            Some(name) => format!("{name} ({})", self.orcid),
            None => self.orcid.clone(),
        }
    }

    /// The record at the public API, for the curious; a browser is shown XML there.
    fn document(&self) -> String {
        let base = self.data.strip_suffix(&self.orcid).unwrap_or(&self.data);
        format!("{base}v3.0/{}/record", self.orcid)
    }

    /// Items of the person with their source, list by list.
    fn sourced(&self) -> Vec<(Cow<'static, str>, &str, Said)> {
        let (person, texts) = (&self.person, self.layout.texts);
        let lists = [
            ("noted-other-name", &person.other_names),
            ("noted-email", &person.emails),
            ("noted-link", &person.websites),
            ("noted-keyword", &person.keywords),
            ("noted-country", &person.countries),
        ];
        let noted = lists.into_iter().flat_map(|(key, list)| {
            list.iter().map(move |it| (texts.text(key), it.text.as_str(), it.source.said(texts)))
        });
        let ids = person.identifiers.iter();
        let ids = ids.map(|it| (texts.text("noted-identifier"), it.id.value.as_str(), it.source.said(texts)));
        noted.chain(ids).collect()
    }

    fn is_empty(&self) -> bool {
        self.person.is_bare() && self.sections.is_empty()
    }
}

//! The page of a record, put together from what everybody may see.

use std::borrow::{Borrow, Cow};

use askama::Template;
use byline_model::OrcidId;
use byline_model::document::Object;
use byline_pages::{Date, Layout, Said, assets};
use byline_registry::{Extract, WorksAsked};

use super::activities::Reading;
use super::asked::{Asked, ORDERS, WORKS};
use super::details::Room;
use super::links::FORMS;
use super::person::Person;
use super::section::{self, Section};
use crate::WebState;

#[derive(Template)]
#[template(path = "record/record.html")]
pub(crate) struct RecordPage {
    layout: Layout,
    orcid: OrcidId,
    asked: Asked,
    /// An organisation vouches for something on the record.
    pub(super) vouched: bool,
    /// `https://reg.example/0009-…`
    uri: String,
    /// Where the public API has it.
    data: String,
    forms: &'static [&'static str],
    person: Person,
    sections: Vec<Section>,
    created: Option<Date>,
    changed: Option<Date>,
    /// Page and person in JSON-LD.
    linked: String,
    /// Address of a picture for previews.
    picture: String,
    /// For search engines and previews: the beginning of the biography.
    description: String,
}

/// Characters of the biography that previews get.
const DESCRIPTION: usize = 160;

impl RecordPage {
    pub(crate) fn new(layout: Layout, state: &WebState, orcid: OrcidId, extract: &Extract<'_>, asked: Asked) -> Self {
        let (texts, record) = (layout.texts, &extract.record);
        let empty = Object::new(&byline_model::shapes::PERSON);
        let person = Person::of(texts, record.object("person").unwrap_or(&empty));
        let reading = Reading { texts, orcid: Some(orcid), whole: Some(&extract.whole), room: Room::Card };
        let moment = |key| record.object("history").and_then(|it| it.get(key).as_time()).map(|it| Date::day(texts, it));
        let urls = state.registry().urls();
        let uri = urls.person(orcid);
        let here = if asked.is_plain() { uri.clone() } else { format!("{}{}", urls.base(), layout.here) };
        let first = person.biography.first().map(|lines| lines.join(" ")).unwrap_or_default();
        RecordPage {
            layout,
            vouched: extract.vouched,
            orcid,
            linked: extract.schema_org(urls, &here, texts.locale().tag()),
            picture: format!("{}{}", urls.base(), assets::picture()),
            uri,
            data: format!("{}/{orcid}", state.site().public_api),
            forms: &FORMS,
            description: first.chars().take(DESCRIPTION).collect(),
            person,
            sections: section::all(reading, extract, &asked),
            created: moment("submission-date"),
            changed: moment("last-modified-date"),
            asked,
        }
    }

    /// Search engines may list it, where the deployment lets them.
    pub(super) fn listed(self, state: &WebState, yes: bool) -> Self {
        RecordPage { layout: self.layout.indexed(state, yes), ..self }
    }

    pub(super) fn is_plain(&self) -> bool {
        self.asked.is_plain()
    }

    fn title(&self) -> String {
        match &self.person.name {
            Some(name) => format!("{name} ({})", self.orcid),
            None => self.orcid.to_string(),
        }
    }

    /// The address of a page of a section.
    fn to(&self, section: &str, page: impl Borrow<usize>) -> String {
        self.asked.address(self.orcid, section, *page.borrow())
    }

    /// Whether works can be sorted and looked through: where there are more than the shortest page holds.
    fn arranges(&self, section: &Section) -> bool {
        section.slug == WORKS && section.total > WorksAsked::SIZES[0]
    }

    /// The record at the public API, for the curious; a browser is shown XML there.
    fn document(&self) -> String {
        let orcid = self.orcid;
        let base = self.data.strip_suffix(&orcid.to_string()).unwrap_or(&self.data);
        format!("{base}v3.0/{orcid}/record")
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

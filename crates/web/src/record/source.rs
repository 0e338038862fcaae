//! Who says so (`registry` 10.2).

use byline_i18n::Texts;
use byline_model::document::Object;
use byline_pages::{Markup, Said};

/// Where an item comes from.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Source {
    /// Who wrote it; nothing when no name is public.
    pub(crate) name: Option<String>,
    /// On whose behalf.
    pub(crate) origin: Option<String>,
    /// Written by an organisation, not by the person or on the person's word.
    pub(crate) validated: bool,
}

impl Source {
    pub(crate) fn of(item: &Object<'_>) -> Source {
        let Some(source) = item.object("source") else { return Source::default() };
        let by_client = source.object("source-client-id").is_some();
        let for_person = source.object("assertion-origin-orcid").is_some();
        Source {
            name: source.text("source-name").map(str::to_owned),
            origin: source.text("assertion-origin-name").map(str::to_owned),
            validated: by_client && !for_person,
        }
    }

    /// "Alderwick University", "Ada Lovelace via Search & Link".
    pub(crate) fn said(&self, texts: Texts) -> Said {
        let say = |key| Markup::of(texts, key);
        let markup = match (&self.origin, &self.name) {
            (Some(origin), Some(name)) => say("source-via").name("origin", origin).name("name", name),
            (Some(only), None) | (None, Some(only)) => return Said::name(only),
            (None, None) => say("source-hidden"),
        };
        markup.into()
    }
}

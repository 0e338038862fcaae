//! What was just done, and the way to take it back.

use byline_i18n::Texts;
use byline_oauth::Form;
use byline_pages::{Markup, Said, SignedIn};
use byline_registry::{Done, RecordError, Registry, What};

use super::own::{LEVELS, Own, OwnCard, said};

/// A word about what a request did.
pub(crate) struct DoneNotice {
    pub(crate) text: Said,
    /// The key under which it can be taken back.
    pub(crate) key: String,
}

/// What the query says was done, as far as it is known and still so.
pub(crate) async fn of(
    registry: &Registry,
    signed_in: &SignedIn,
    query: &str,
) -> Result<Option<(String, Done)>, RecordError> {
    let Some(key) = Form::parse(query).get("done").map(str::to_owned) else { return Ok(None) };
    let done = registry.done(signed_in.person, signed_in.record(), &key).await?;
    Ok(done.filter(|done| !done.undone).map(|done| (key, done)))
}

impl DoneNotice {
    /// On a page with these items.
    pub(crate) fn new<'c>(
        texts: Texts,
        key: String,
        done: &Done,
        cards: impl IntoIterator<Item = &'c OwnCard>,
    ) -> DoneNotice {
        let items = cards.into_iter().flat_map(|card| std::iter::once(&card.item).chain(&card.versions));
        let is_first = |item: &&Own| item.kind == done.kind && Some(&item.code) == done.codes.first();
        let name = match &done.removed {
            Some(document) => Some(said(texts, done.kind, document).0),
            None => items.into_iter().find(is_first).map(|item| item.name.clone()),
        };
        let level = |to| LEVELS.iter().find(|(level, ..)| *level == to).map_or("", |(_, key, _)| *key);
        let (one, many) = match done.what {
            What::Shown(_) => ("done-shown", "done-shown-many"),
            What::Removed => ("done-removed", "done-removed-many"),
            What::Preferred => ("done-preferred", "done-ordered"),
            What::Ordered => ("done-ordered", "done-ordered"),
        };
        let text = match (name, done.codes.len()) {
            (Some(name), 1) => Markup::of(texts, one).name("name", &name),
            (_, count) => Markup::of(texts, many).count("count", count),
        };
        let text = match done.what {
            What::Shown(to) => text.plain("level", texts.text(level(to))),
            What::Removed | What::Preferred | What::Ordered => text,
        };
        DoneNotice { text: text.into(), key }
    }
}

//! Sections of activities: what they are called, which kinds they hold, and the part of them that is shown.

use std::borrow::Cow;

use byline_model::ItemKind;
use byline_model::document::{Object, Value};
use byline_pages::Pager;
use byline_registry::Extract;

use super::activities::{Card, Part, Reading};
use super::asked::{Asked, WORKS};

/// A section of the page.
pub(crate) struct Section {
    /// Anchor, and the key of its pages in the query.
    pub(crate) slug: &'static str,
    pub(crate) title: Cow<'static, str>,
    pub(crate) parts: Vec<Part>,
    /// How many entries there are, whatever is asked for.
    pub(crate) total: usize,
    pub(crate) pager: Pager,
}

/// Name and kinds of each section, in the order of the page (`registry` 16.1).
pub(crate) const SECTIONS: [(&str, &[ItemKind]); 7] = [
    ("employments", &[ItemKind::Employment]),
    ("educations", &[ItemKind::Education, ItemKind::Qualification]),
    ("professional", &[ItemKind::InvitedPosition, ItemKind::Distinction, ItemKind::Membership, ItemKind::Service]),
    ("fundings", &[ItemKind::Funding]),
    (WORKS, &[ItemKind::Work]),
    ("peer-reviews", &[ItemKind::PeerReview]),
    ("research-resources", &[ItemKind::ResearchResource]),
];

/// The section that has a kind, in addresses.
pub(crate) fn slug_of(kind: ItemKind) -> &'static str {
    let section = SECTIONS.iter().find(|(_, kinds)| kinds.contains(&kind));
    section.map_or("main", |(slug, _)| slug)
}

/// The sections that have something in them.
pub(crate) fn all(reading: Reading<'_>, extract: &Extract<'_>, asked: &Asked) -> Vec<Section> {
    let Some(activities) = extract.record.object("activities-summary") else { return Vec::new() };
    let source = Source { reading, extract, activities, asked };
    SECTIONS.iter().filter_map(|(slug, kinds)| source.section(slug, kinds)).collect()
}

/// What sections are made from.
struct Source<'s> {
    reading: Reading<'s>,
    extract: &'s Extract<'s>,
    activities: &'s Object<'s>,
    asked: &'s Asked,
}

impl Source<'_> {
    fn section(&self, slug: &'static str, kinds: &[ItemKind]) -> Option<Section> {
        let title = self.reading.texts.text(&format!("section-{slug}"));
        let (total, pager, parts) = match kinds {
            [ItemKind::Work] => self.works(),
            [kind] => self.plain(slug, *kind),
            kinds => self.mixed(slug, kinds),
        };
        (total > 0).then_some(Section { slug, title, parts, total, pager })
    }

    fn pager(&self, slug: &str, total: usize) -> Pager {
        Pager::at(self.asked.page(slug), self.asked.works.size, total)
    }

    /// They were cut when they were read.
    fn works(&self) -> (usize, Pager, Vec<Part>) {
        let cards = groups(self.activities, ItemKind::Work);
        let cards = cards.filter_map(|group| Card::of_group(self.reading, ItemKind::Work, group)).collect();
        (self.extract.groups, self.pager(WORKS, self.extract.found), vec![Part::plain(cards)])
    }

    /// In the order of the registry.
    fn plain(&self, slug: &str, kind: ItemKind) -> (usize, Pager, Vec<Part>) {
        let pager = self.pager(slug, groups(self.activities, kind).count());
        let shown = groups(self.activities, kind).skip(pager.first).take(pager.last - pager.first);
        let parts = match kind {
            ItemKind::PeerReview => {
                shown.map(|group| Part::reviews(self.reading, group, &self.extract.reviews)).collect()
            }
            kind => vec![Part::plain(shown.filter_map(|group| Card::of_group(self.reading, kind, group)).collect())],
        };
        (pager.total, pager, parts)
    }

    /// Several kinds are mixed by date (`registry` 24.4).
    fn mixed(&self, slug: &str, kinds: &[ItemKind]) -> (usize, Pager, Vec<Part>) {
        let groups = kinds.iter().flat_map(|kind| groups(self.activities, *kind).map(|group| (*kind, group)));
        let mut cards: Vec<Card> =
            groups.filter_map(|(kind, group)| Card::of_group(self.reading, kind, group)).collect();
        cards.sort_by(|a, b| b.preferred.span.recency().cmp(&a.preferred.span.recency()));
        let pager = self.pager(slug, cards.len());
        let shown = cards.drain(pager.first..pager.last).collect();
        (pager.total, pager, vec![Part::plain(shown)])
    }
}

/// The groups of a kind.
pub(crate) fn groups<'o, 'a>(activities: &'o Object<'a>, kind: ItemKind) -> impl Iterator<Item = &'o Object<'a>> {
    let key = if kind.is_affiliation() { "affiliation-group" } else { "group" };
    let list = activities.object(kind.spec().plural).map_or(&[][..], |list| list.list(key));
    list.iter().filter_map(Value::as_object)
}

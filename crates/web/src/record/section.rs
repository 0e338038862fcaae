//! Sections of activities: what they are called, which kinds they hold, and the part of them that is shown.

use std::borrow::Cow;

use byline_i18n::Texts;
use byline_model::ItemKind;
use byline_model::document::{Object, Value};
use byline_pages::Pager;

use super::activities::{Card, Part, ReviewGroups};

/// A section of the page.
pub(crate) struct Section {
    /// Anchor, and the key of its pages in the query.
    pub(crate) slug: &'static str,
    pub(crate) title: Cow<'static, str>,
    pub(crate) parts: Vec<Part>,
    pub(crate) pager: Pager,
}

/// Name and kinds of each section, in the order of the page (`registry` 16.1).
pub(crate) const SECTIONS: [(&str, &[ItemKind]); 7] = [
    ("employments", &[ItemKind::Employment]),
    ("educations", &[ItemKind::Education, ItemKind::Qualification]),
    ("professional", &[ItemKind::InvitedPosition, ItemKind::Distinction, ItemKind::Membership, ItemKind::Service]),
    ("fundings", &[ItemKind::Funding]),
    ("works", &[ItemKind::Work]),
    ("peer-reviews", &[ItemKind::PeerReview]),
    ("research-resources", &[ItemKind::ResearchResource]),
];

/// The sections that have something in them.
pub(crate) fn all(texts: Texts, activities: &Object<'_>, groups: &ReviewGroups, query: &str) -> Vec<Section> {
    let section =
        |&(slug, kinds): &(&'static str, &[ItemKind])| Section::of(texts, (slug, kinds), activities, groups, query);
    SECTIONS.iter().filter_map(section).collect()
}

impl Section {
    fn of(
        texts: Texts,
        (slug, kinds): (&'static str, &[ItemKind]),
        activities: &Object<'_>,
        review_groups: &ReviewGroups,
        query: &str,
    ) -> Option<Section> {
        let mut groups: Vec<(ItemKind, &Object<'_>)> =
            kinds.iter().flat_map(|kind| groups(activities, *kind).map(|group| (*kind, group))).collect();
        if groups.is_empty() {
            return None;
        }
        let pager = Pager::of(query, slug, groups.len());
        // One kind comes in the order of the registry; several are mixed by date (`registry` 24.4).
        let mixed = kinds.len() > 1;
        let parts = if mixed {
            let mut cards: Vec<Card> =
                groups.drain(..).filter_map(|(kind, group)| Card::of_group(texts, kind, group)).collect();
            cards.sort_by(|a, b| b.preferred.span.recency().cmp(&a.preferred.span.recency()));
            let shown = cards.drain(pager.first..pager.last.min(cards.len())).collect();
            vec![Part::plain(shown)]
        } else {
            let shown = groups.drain(pager.first..pager.last);
            match kinds[0] {
                ItemKind::PeerReview => shown.map(|(_, group)| Part::reviews(texts, group, review_groups)).collect(),
                _ => vec![Part::plain(shown.filter_map(|(kind, group)| Card::of_group(texts, kind, group)).collect())],
            }
        };
        Some(Section { slug, title: texts.text(&format!("section-{slug}")), parts, pager })
    }

    /// Whether an organisation vouches for something that is shown here.
    pub(crate) fn validated(&self) -> bool {
        self.parts.iter().flat_map(|part| &part.cards).any(|card| card.entries().any(|entry| entry.source.validated))
    }
}

/// The groups of a kind.
pub(crate) fn groups<'o, 'a>(activities: &'o Object<'a>, kind: ItemKind) -> impl Iterator<Item = &'o Object<'a>> {
    let key = if kind.is_affiliation() { "affiliation-group" } else { "group" };
    let list = activities.object(kind.spec().plural).map_or(&[][..], |list| list.list(key));
    list.iter().filter_map(Value::as_object)
}

//! The sections of one's own record: all of them, empty ones too, with what can be added to each.

use std::borrow::Cow;

use byline_i18n::Texts;
use byline_model::document::{Object, Value};
use byline_model::rules::OwnersPart;
use byline_model::{ItemKind, OrcidId};
use byline_pages::Pager;

use super::own::{Own, OwnCard};
use crate::record::activities::{Heading, Part, Reading, ReviewGroups};
use crate::record::section::{SECTIONS, groups};

/// A section of the page.
pub(crate) struct OwnSection {
    /// Anchor, and the key of its pages in the query.
    pub(crate) slug: &'static str,
    pub(crate) title: Cow<'static, str>,
    /// Where something is added, and what.
    pub(crate) adds: Vec<(String, Cow<'static, str>)>,
    pub(crate) parts: Vec<OwnPart>,
    pub(crate) pager: Pager,
}

impl OwnSection {
    /// What is shown of it.
    pub(crate) fn cards(&self) -> impl Iterator<Item = &OwnCard> {
        self.parts.iter().flat_map(|part| &part.cards)
    }
}

/// All of a section, or the reviews for one review group.
pub(crate) struct OwnPart {
    pub(crate) heading: Option<Heading>,
    pub(crate) cards: Vec<OwnCard>,
}

/// Anchor, title, kind, and the lists that hold it, from the person down.
const OF_THE_PERSON: [(&str, &str, ItemKind, &[&str]); 7] = [
    ("names", "kind-name", ItemKind::Name, &["name"]),
    ("other-names", "mine-other-names", ItemKind::OtherName, &["other-names", "other-name"]),
    ("biography", "record-biography", ItemKind::Biography, &["biography"]),
    ("countries", "record-countries", ItemKind::Address, &["addresses", "address"]),
    ("keywords", "record-keywords", ItemKind::Keyword, &["keywords", "keyword"]),
    ("links", "record-links", ItemKind::ResearcherUrl, &["researcher-urls", "researcher-url"]),
    (
        "identifiers",
        "record-identifiers",
        ItemKind::ExternalIdentifier,
        &["external-identifiers", "external-identifier"],
    ),
];

/// All sections of a record, each with the part of it that the query asks for.
pub(crate) fn all(
    texts: Texts,
    owner: OrcidId,
    (record, reviews): (&Object<'_>, &ReviewGroups),
    query: &str,
) -> Vec<OwnSection> {
    let person = record.object("person");
    let of_person = OF_THE_PERSON.iter().map(|&(slug, title, kind, path)| {
        let items = person.map_or_else(Vec::new, |person| members(person, path));
        let pager = Pager::of(query, slug, items.len());
        let owns = items.iter().map(|item| Own::of(texts, owner, kind, item)).collect();
        let mut cards = OwnCard::list(owns);
        let adds = if kind.is_single() && pager.total > 0 { Vec::new() } else { adds(texts, &[kind]) };
        let cards = cards.drain(pager.first..pager.last).collect();
        OwnSection { slug, title: texts.text(title), adds, parts: vec![OwnPart { heading: None, cards }], pager }
    });
    let activities = record.object("activities-summary");
    let of_activities = SECTIONS.iter().map(|&(slug, kinds)| {
        let (parts, pager) = activities.map_or_else(
            || (Vec::new(), Pager::of("", slug, 0)),
            |activities| shown(texts, owner, (slug, kinds), (activities, reviews), query),
        );
        OwnSection { slug, title: texts.text(&format!("section-{slug}")), adds: adds(texts, kinds), parts, pager }
    });
    of_person.chain(of_activities).collect()
}

/// The one that there is, or the members of a list.
fn members<'o, 'a>(person: &'o Object<'a>, path: &[&str]) -> Vec<&'o Object<'a>> {
    match path {
        [list, member] => {
            let list = person.object(list).map_or(&[][..], |list| list.list(member));
            list.iter().filter_map(Value::as_object).collect()
        }
        _ => path.first().and_then(|key| person.object(key)).into_iter().collect(),
    }
}

/// What an owner can add to a section of these kinds.
fn adds(texts: Texts, kinds: &[ItemKind]) -> Vec<(String, Cow<'static, str>)> {
    let added = kinds.iter().filter(|kind| matches!(OwnersPart::of(**kind), OwnersPart::Adds | OwnersPart::HasOne));
    added.map(|kind| (format!("/my-orcid/{kind}/add"), texts.text(&format!("kind-{kind}")))).collect()
}

/// The part of a section of activities that is shown.
fn shown(
    texts: Texts,
    owner: OrcidId,
    (slug, kinds): (&'static str, &[ItemKind]),
    (activities, reviews): (&Object<'_>, &ReviewGroups),
    query: &str,
) -> (Vec<OwnPart>, Pager) {
    let of_kind = |kind: &ItemKind| {
        let kind = *kind;
        groups(activities, kind).map(move |group| (kind, group))
    };
    let all: Vec<(ItemKind, &Object<'_>)> = kinds.iter().flat_map(of_kind).collect();
    let pager = Pager::of(query, slug, all.len());
    let page = pager.first..pager.last.min(all.len());
    let card = |(kind, group): &(ItemKind, &Object<'_>)| OwnCard::of_group(texts, owner, *kind, group);
    let parts = match kinds {
        [ItemKind::PeerReview] => all[page].iter().map(|(_, group)| of_reviews(texts, owner, group, reviews)).collect(),
        // One kind comes in the order of the registry; several are mixed by date (`registry` 24.4).
        [_] => vec![OwnPart { heading: None, cards: all[page].iter().filter_map(card).collect() }],
        _ => {
            let mut cards: Vec<OwnCard> = all.iter().filter_map(card).collect();
            cards.sort_by(|a, b| b.item.recency().cmp(&a.item.recency()));
            let cards = cards.drain(pager.first..pager.last.min(cards.len())).collect();
            vec![OwnPart { heading: None, cards }]
        }
    };
    (parts, pager)
}

fn of_reviews(texts: Texts, owner: OrcidId, group: &Object<'_>, reviews: &ReviewGroups) -> OwnPart {
    let heading = Part::reviews(Reading::short(texts), group, reviews).heading;
    let duplicates = group.list("peer-review-group").iter().filter_map(Value::as_object);
    let cards = duplicates.filter_map(|it| OwnCard::of_group(texts, owner, ItemKind::PeerReview, it)).collect();
    OwnPart { heading, cards }
}

//! What sorts and finds the works of a record, without the works.

use std::cmp::Ordering;
use std::sync::OnceLock;

use byline_model::document::Value;
use byline_model::{Item, ItemKind, PutCode, shapes};

use super::asked::{WorkSort, WorksAsked};
use crate::decorate::Context;
use crate::order::{self, Entry};
use crate::{RecordError, group};

/// The groups of works of a record.
#[derive(Debug)]
pub(crate) struct Outline {
    groups: Vec<Outlined>,
    /// Their places in each order, worked out when it is first asked for.
    orders: [OnceLock<Box<[u32]>>; WorkSort::ALL.len()],
    /// An organisation vouches for one of the works.
    vouched: bool,
}

/// A group of works, as its preferred work says.
#[derive(Debug)]
struct Outlined {
    /// Of its works, the preferred one first.
    codes: Box<[PutCode]>,
    /// Year, month and day; 0 for what is not said.
    date: [u16; 3],
    /// Title and subtitle, in lower case.
    title: Box<str>,
    kind: Box<str>,
    /// An organisation says so, and not on the word of the owner.
    validated: bool,
    /// What else is looked through for words, in lower case.
    more: Box<str>,
}

/// What is shown of an outline: groups by their places, of so many that were found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) places: Vec<u32>,
    pub(crate) found: usize,
}

impl Outline {
    /// Of these works, which are one viewer's.
    pub(crate) fn of<'a>(context: &Context<'a>, works: &'a [Item]) -> Result<Outline, RecordError> {
        let mut entries = Vec::with_capacity(works.len());
        for item in works {
            entries.push(Entry { item, summary: context.item(item, &shapes::WORK_SUMMARY)? });
        }
        let mut groups = group::by_identifier(entries, context.edition);
        for members in &mut groups {
            order::within_group(ItemKind::Work, members);
        }
        Ok(Outline {
            groups: groups.iter().filter_map(|members| Outlined::of(context, members)).collect(),
            orders: Default::default(),
            vouched: works.iter().any(|item| context.is_validated(&item.source)),
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.groups.len()
    }

    pub(crate) fn vouched(&self) -> bool {
        self.vouched
    }

    /// About as many bytes as it takes.
    pub(crate) fn weight(&self) -> usize {
        let group = size_of::<Outlined>() + WorkSort::ALL.len() * size_of::<u32>();
        let texts = |it: &Outlined| it.title.len() + it.kind.len() + it.more.len();
        self.groups.iter().map(|it| group + texts(it) + it.codes.len() * size_of::<PutCode>()).sum()
    }

    /// The stretch that is asked for. Without words it costs what it is long.
    pub(crate) fn shown(&self, asked: &WorksAsked) -> Shown {
        let order = self.order(asked.sort);
        let words: Vec<String> = asked.words.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return Shown { places: stretch(order, asked), found: order.len() };
        }
        let found = order.iter().copied().filter(|place| self.groups[*place as usize].has(&words));
        let found: Vec<u32> = found.collect();
        Shown { places: stretch(&found, asked), found: found.len() }
    }

    /// The works of the groups that are shown, group by group.
    pub(crate) fn groups(&self, shown: &Shown) -> impl Iterator<Item = &[PutCode]> {
        shown.places.iter().map(|place| &*self.groups[*place as usize].codes)
    }

    /// All of them together.
    pub(crate) fn codes(&self, shown: &Shown) -> Box<[PutCode]> {
        self.groups(shown).flatten().copied().collect()
    }

    /// The places of the groups, from the first to the last.
    fn order(&self, sort: WorkSort) -> &[u32] {
        self.orders[sort as usize].get_or_init(|| {
            let count = u32::try_from(self.groups.len()).expect("a record has thousands of works");
            let mut places: Vec<u32> = (0..count).collect();
            places.sort_by(|a, b| self.groups[*a as usize].compare(&self.groups[*b as usize], sort));
            places.into()
        })
    }
}

/// The part of an order, or of the order from its end, that is asked for.
fn stretch(order: &[u32], asked: &WorksAsked) -> Vec<u32> {
    let first = asked.first(order.len());
    match asked.descending {
        true => order.iter().rev().skip(first).take(asked.size).copied().collect(),
        false => order.iter().skip(first).take(asked.size).copied().collect(),
    }
}

impl Outlined {
    fn of(context: &Context<'_>, members: &[Entry<'_>]) -> Option<Outlined> {
        let first = members.first()?;
        let preferred = &first.summary;
        let date = preferred.object("publication-date");
        let part = |key| date.and_then(|it| it.text(key)?.trim().parse().ok()).unwrap_or(0);
        let text = |path: &[&str]| preferred.at(path).as_text().unwrap_or_default();
        let title = [text(&["title", "title"]), text(&["title", "subtitle"])].join(" ");
        let ids = preferred.object("external-ids").map_or(&[][..], |ids| ids.list("external-id"));
        let ids = ids.iter().filter_map(Value::as_object).filter_map(|id| id.text("external-id-value"));
        let more = [text(&["journal-title"])].into_iter().chain(ids).collect::<Vec<_>>().join("\n");
        Some(Outlined {
            codes: members.iter().map(|member| member.item.put_code).collect(),
            date: [part("year"), part("month"), part("day")],
            title: title.trim().to_lowercase().into(),
            kind: text(&["type"]).into(),
            validated: context.is_validated(&first.item.source),
            more: more.to_lowercase().into(),
        })
    }

    fn compare(&self, other: &Outlined, sort: WorkSort) -> Ordering {
        let by_title = || self.title.cmp(&other.title);
        match sort {
            // Where dates are the same, titles run the other way, so that the newest first has them from A to Z.
            WorkSort::Date => self.date.cmp(&other.date).then_with(|| by_title().reverse()),
            WorkSort::Title => by_title(),
            WorkSort::Type => self.kind.cmp(&other.kind).then_with(by_title),
            WorkSort::Source => other.validated.cmp(&self.validated).then_with(by_title),
        }
    }

    fn has(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.title.contains(&**word) || self.more.contains(&**word))
    }
}

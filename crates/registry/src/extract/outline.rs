//! What sorts and finds the works of a record, without the works.

use byline_model::document::Value;
use byline_model::{Item, ItemKind, PutCode, shapes};

use super::asked::{WorkSort, WorksAsked};
use crate::decorate::Context;
use crate::order::{self, Entry};
use crate::{RecordError, group};

/// The groups of works of a record, in the order of the API.
#[derive(Debug)]
pub(crate) struct Outline {
    groups: Vec<Outlined>,
}

/// A group of works, as its preferred work says.
#[derive(Debug)]
pub(crate) struct Outlined {
    /// Of its works, the preferred one first.
    pub(crate) codes: Box<[PutCode]>,
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
        order::sort_work_groups(&mut groups);
        Ok(Outline { groups: groups.iter().filter_map(|members| Outlined::of(context, members)).collect() })
    }

    pub(crate) fn len(&self) -> usize {
        self.groups.len()
    }

    /// Those that are asked for, in their order.
    pub(crate) fn found(&self, asked: &WorksAsked) -> Vec<&Outlined> {
        let words: Vec<String> = asked.words.split_whitespace().map(str::to_lowercase).collect();
        let mut found: Vec<&Outlined> = self.groups.iter().filter(|group| group.has(&words)).collect();
        match asked.sort {
            // Where dates are the same, titles run the other way, so that the newest first has them from A to Z.
            WorkSort::Date => found.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| b.title.cmp(&a.title))),
            WorkSort::Title => found.sort_by(|a, b| a.title.cmp(&b.title)),
            WorkSort::Type => found.sort_by(|a, b| (&a.kind, &a.title).cmp(&(&b.kind, &b.title))),
            WorkSort::Source => found.sort_by(|a, b| (!a.validated, &a.title).cmp(&(!b.validated, &b.title))),
        }
        if asked.descending {
            found.reverse();
        }
        found
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

    fn has(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.title.contains(&**word) || self.more.contains(&**word))
    }
}

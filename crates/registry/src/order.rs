//! The order of items in a section (`record-api` 2.7).

use std::cmp::{Ordering, Reverse};

use byline_model::document::{Object, Value};
use byline_model::enums::WORK_TYPE;
use byline_model::{Item, ItemKind};

/// An item with its decorated summary.
pub(crate) struct Entry<'a> {
    pub(crate) item: &'a Item,
    pub(crate) summary: Object<'a>,
}

/// Puts a section into the order in which its groups form; inside groups see [`within_group`].
pub(crate) fn sort(kind: ItemKind, entries: &mut [Entry<'_>]) {
    match kind {
        ItemKind::Email | ItemKind::ResearchResource => entries.sort_by_key(|it| it.item.put_code),
        ItemKind::PeerReview => entries.sort_by_key(|it| Reverse(review_date(&it.summary))),
        ItemKind::Work => {}
        kind if kind.is_affiliation() => {
            entries.sort_by_cached_key(|it| Reverse(affiliation_key(it)));
        }
        _ => entries.sort_by(|a, b| by_owner(a.item, b.item)),
    }
}

/// The order that the owner gave; what they put nowhere in particular, in that in which it came.
pub(crate) fn by_owner(a: &Item, b: &Item) -> Ordering {
    b.display_index.cmp(&a.display_index).then_with(|| a.created.cmp(&b.created))
}

/// The order inside a group: the preferred item first.
pub(crate) fn within_group(kind: ItemKind, members: &mut [Entry<'_>]) {
    match kind {
        ItemKind::PeerReview => {
            members.sort_by_key(|it| Reverse(dated(&it.summary)));
        }
        ItemKind::Work => members.sort_by(|a, b| by_owner(a.item, b.item)),
        _ => members.sort_by(by_preference),
    }
}

fn by_preference(a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
    b.item.display_index.cmp(&a.item.display_index)
}

/// Orders groups of works by their preferred one: newest first, then by title, then by type.
pub(crate) fn sort_work_groups(groups: &mut [Vec<Entry<'_>>]) {
    groups.sort_by_cached_key(|members| {
        let preferred = members.first().map(|entry| &entry.summary);
        let text = |path: &[&str]| preferred.and_then(|it| it.at(path).as_text()).unwrap_or("");
        let title = text(&["title", "title"]).to_owned();
        let date = preferred.and_then(|it| it.object("publication-date"));
        let work_type = WORK_TYPE.position(text(&["type"])).unwrap_or(usize::MAX);
        (Reverse(dashed(date, "0")), title.is_empty(), title, work_type)
    });
}

/// `y-m-d`, compared as text; a missing part is `missing`.
fn dashed(date: Option<&Object<'_>>, missing: &str) -> String {
    let part = |key| date.and_then(|it| it.text(key)).unwrap_or(missing);
    [part("year"), part("month"), part("day")].join("-")
}

/// Undated affiliations first, then current ones, then ended ones, the newest first: compared as text, descending.
fn affiliation_key(entry: &Entry<'_>) -> String {
    let date = |key| entry.summary.object(key).map(|date| dashed(Some(date), "00"));
    match (date("start-date"), date("end-date")) {
        (None, None) => {
            let (year, month, day) = entry.item.created.map_or((0, 0, 0), byline_model::Timestamp::date);
            format!("Z-{year}-{month}-{day}")
        }
        (Some(start), None) => format!("Y-{start}"),
        (None, Some(end)) => format!("X-{end}"),
        (Some(start), Some(end)) => format!("X-{end}-{start}"),
    }
}

/// Completion date of a review where a missing month or day counts as later than any.
fn review_date(summary: &Object<'_>) -> [u16; 3] {
    let date = summary.object("completion-date");
    ["year", "month", "day"].map(|key| number(date.map(|it| it.get(key))).unwrap_or(u16::MAX))
}

/// Completion date where a missing part counts as earlier than any.
fn dated(summary: &Object<'_>) -> [u16; 3] {
    let date = summary.object("completion-date");
    ["year", "month", "day"].map(|key| number(date.map(|it| it.get(key))).unwrap_or(0))
}

fn number(value: Option<&Value<'_>>) -> Option<u16> {
    value.and_then(Value::as_text).and_then(|text| text.trim().parse().ok())
}

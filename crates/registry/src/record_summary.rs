//! `/{iD}/summary`: counts and a few items, of public data alone (`record-api` 2.10).

use std::sync::Arc;

use byline_formats::{Edition, Layout, json, xml};
use byline_model::document::{Object, Value};
use byline_model::shape::Shape;
use byline_model::shapes::roots::Root;
use byline_model::{ItemKind, OrcidId, Timestamp, Visibility, shapes};

use crate::heavy::Weight;
use crate::names::display_name;
use crate::render::Read;
use crate::{Form, RecordError, Registry, Rendered, Section, Viewer};

/// How many items of a part are shown.
const SHOWN: usize = 3;

impl Registry {
    /// The summary of a record that `viewer` may read; what is in it does not depend on the viewer.
    ///
    /// # Errors
    /// What [`RecordError`] says of the state of the record.
    pub async fn record_summary(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
        form: Form,
    ) -> Result<Arc<Rendered>, RecordError> {
        let found = self.look(viewer, Section::Record.wanted(orcid)).await?;
        let head = Arc::clone(&found.record.head);
        let mut read = self.load(viewer, found, &Section::Record).await?;
        read.items.retain(|item| item.visibility == Visibility::Public);
        let print = async { self.print_summary(viewer, &read, orcid, form) };
        let body = self.heavy.run(Weight::of_answer(&read.items), print).await??;
        Ok(Arc::new(Rendered::fresh(body, &head)))
    }

    fn print_summary(&self, viewer: &Viewer, read: &Read, orcid: OrcidId, form: Form) -> Result<Vec<u8>, RecordError> {
        let record = self.assemble(viewer, &Section::Record, read, Edition::newest())?;
        let summary = summary(record.get(), orcid, self.clock.now());
        Ok(match form {
            Form::Xml => xml::write(Root::of_kind("record-summary").expect("it is a document"), &summary),
            Form::Json => json::write(&summary, Layout::Compact),
            Form::SpacedJson => json::write(&summary, Layout::Spaced),
        })
    }
}

fn summary<'r>(record: &'r Object<'_>, orcid: OrcidId, now: Timestamp) -> Object<'r> {
    let own = orcid.to_string();
    let name = record.object("person").and_then(|person| person.object("name")).and_then(display_name);
    let counts = |kind| counts(section(record, kind), &own);
    let affiliations = |shape, kinds: &[ItemKind]| affiliations(record, shape, kinds, (&own, now));
    Object::new(&shapes::RECORD_SUMMARY)
        .with("created-date", record.at(&["history", "submission-date"]).clone())
        .with("last-modified-date", record.at(&["history", "last-modified-date"]).clone())
        .with("credit-name", name)
        .with("orcid-identifier", record.get("orcid-identifier").clone())
        .with("external-identifiers", identifiers(record, &own))
        .with("employments", affiliations(&shapes::SUMMARY_EMPLOYMENTS, &[ItemKind::Employment]))
        .with("professional-activities", affiliations(&shapes::SUMMARY_PROFESSIONAL, &PROFESSIONAL))
        .with("fundings", counts(ItemKind::Funding))
        .with("works", counts(ItemKind::Work))
        .with("peer-reviews", reviews(section(record, ItemKind::PeerReview), &own))
        .with("education-qualifications", affiliations(&shapes::SUMMARY_EDUCATION, &EDUCATION))
        .with("research-resources", counts(ItemKind::ResearchResource))
}

const PROFESSIONAL: [ItemKind; 4] =
    [ItemKind::Distinction, ItemKind::InvitedPosition, ItemKind::Membership, ItemKind::Service];
const EDUCATION: [ItemKind; 2] = [ItemKind::Education, ItemKind::Qualification];

/// The groups of one kind.
fn section<'o, 'a>(record: &'o Object<'a>, kind: ItemKind) -> &'o [Value<'a>] {
    let key = if kind.is_affiliation() { "affiliation-group" } else { "group" };
    let list = record.object("activities-summary").and_then(|it| it.object(kind.spec().plural));
    list.map_or(&[], |list| list.list(key))
}

/// The summaries of a group, the preferred one first: the last field of its shape.
fn members<'o, 'a>(group: &'o Object<'a>) -> impl Iterator<Item = &'o Object<'a>> {
    let list = match group.slots().last() {
        Some(Value::List(list)) => list.as_slice(),
        _ => &[],
    };
    list.iter().filter_map(Value::as_object)
}

/// Somebody else than the holder of the record says so: neither source nor assertion origin is the holder.
fn is_validated(item: &Object<'_>, own: &str) -> bool {
    let is_own = |key| item.at(&["source", key, "path"]).as_text() == Some(own);
    !is_own("source-orcid") && !is_own("assertion-origin-orcid")
}

/// How many groups hold something validated, and how many do not.
fn tally(groups: &[Value<'_>], own: &str) -> (i64, i64) {
    let validated = |group: &Object<'_>| members(group).any(|member| is_validated(member, own));
    let groups = groups.iter().filter_map(Value::as_object);
    groups.fold((0, 0), |(yes, no), group| if validated(group) { (yes + 1, no) } else { (yes, no + 1) })
}

fn counts<'a>(groups: &[Value<'_>], own: &str) -> Object<'a> {
    let (validated, asserted) = tally(groups, own);
    Object::new(&shapes::SUMMARY_COUNTS).with("self-asserted-count", asserted).with("validated-count", validated)
}

/// Outer groups are publications, inner ones reviews.
fn reviews<'a>(groups: &[Value<'_>], own: &str) -> Object<'a> {
    let inner = groups.iter().filter_map(Value::as_object).map(|group| tally(group.list("peer-review-group"), own));
    let (validated, asserted) = inner.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    Object::new(&shapes::SUMMARY_REVIEWS)
        .with("peer-review-publication-grants", groups.len() as i64)
        .with("self-asserted-count", asserted)
        .with("total", validated + asserted)
}

fn identifiers<'r>(record: &'r Object<'_>, own: &str) -> Value<'r> {
    let list = record.at(&["person", "external-identifiers"]).as_object();
    let list = list.map_or(&[][..], |list| list.list("external-identifier"));
    if list.is_empty() {
        return Value::Null;
    }
    let shown = list.iter().filter_map(Value::as_object).map(|item| {
        let mut out = Object::new(&shapes::SUMMARY_IDENTIFIER).with("validated", is_validated(item, own));
        for key in ["put-code", "external-id-type", "external-id-value", "external-id-url"] {
            out.set(key, item.get(key).clone());
        }
        Value::Object(out)
    });
    Object::new(&shapes::SUMMARY_IDENTIFIERS).with("external-identifier", shown.collect::<Vec<_>>()).into()
}

/// The preferred item of each group, those that ended last (or did not end) first.
fn affiliations<'r>(
    record: &'r Object<'_>,
    shape: &'static Shape,
    kinds: &[ItemKind],
    (own, now): (&str, Timestamp),
) -> Object<'r> {
    let mut found = Vec::new();
    for kind in kinds {
        let groups = section(record, *kind).iter().filter_map(Value::as_object);
        found.extend(groups.filter_map(|group| members(group).next()).map(|item| (*kind, item)));
    }
    let count = found.len() as i64;
    found.sort_by_key(|(kind, item)| std::cmp::Reverse(end(*kind, item, now)));
    let shown = found.into_iter().take(SHOWN).map(|(kind, item)| {
        let mut out = Object::new(&shapes::SUMMARY_AFFILIATION)
            .with("type", kind.spec().singular)
            .with("organization-name", item.at(&["organization", "name"]).clone())
            .with("role", item.get("role-title").clone())
            .with("validated", is_validated(item, own));
        for key in ["put-code", "url", "start-date", "end-date"] {
            out.set(key, item.get(key).clone());
        }
        Value::Object(out)
    });
    let shown: Vec<_> = shown.collect();
    let members = shape.fields.last().expect("count, then members").key;
    Object::new(shape).with("count", count).with(members, shown)
}

/// When it ended; what did not is as of today, and a distinction lasts no longer than the day it was given.
fn end(kind: ItemKind, item: &Object<'_>, now: Timestamp) -> (i64, i64, i64) {
    let key = if kind == ItemKind::Distinction { "start-date" } else { "end-date" };
    let Some(date) = item.object(key) else {
        let (year, month, day) = now.date();
        return (year, i64::from(month), i64::from(day));
    };
    let part = |key| date.text(key).and_then(|text| text.trim().parse().ok()).unwrap_or(0);
    (part("year"), part("month"), part("day"))
}

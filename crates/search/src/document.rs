//! From a record to what is searched: the values of its fields (`search` 7).
//!
//! Only public items come in, whatever is handed over; a record without any is found by its iD and dates. Values are as
//! they are stored: nothing is normalised, and every member of a group counts.

use std::collections::HashSet;

use byline_model::timestamp::days_in_month;
use byline_model::{Agent, Item, ItemKind, OrcidId, RecordHead, RecordState, Timestamp, Visibility};

use crate::analysis;
use crate::body::Body;
use crate::facets::Facet;
use crate::fields::{Analysis, DYNAMIC, FIELDS, Source, place};

/// Grows whenever a record becomes another document than before: an index of documents of another number is made anew.
pub const FORMAT: u64 = 4;

/// What is searched of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub orcid: OrcidId,
    /// Values by the place of their field in [`FIELDS`]; those of one field in the order of the record. What stands in
    /// other fields is searched as `text`, too, and not repeated here.
    pub values: Vec<(usize, Box<str>)>,
    /// Values of fields that follow from a name: [`dynamic_term`].
    pub dynamic: Vec<Box<str>>,
    /// What those who are found are counted by, each value once.
    pub facets: Vec<(Facet, Box<str>)>,
    pub modified: Option<Timestamp>,
    pub submitted: Option<Timestamp>,
    /// Nobody finds it before: its owner may be about to claim it.
    pub found_from: Option<Timestamp>,
    /// From this moment on it is another document, though nobody changed the record: an affiliation has ended.
    pub until: Option<Timestamp>,
}

/// So far apart are the values of a field for phrases, where words keep their accents; elsewhere they follow each other.
const BETWEEN_VALUES: u32 = 100;

impl Document {
    /// The values of a field, in the order of the record; none for a name that no field has.
    pub fn texts(&self, field: &str) -> impl Iterator<Item = &str> {
        let field = FIELDS.iter().position(|row| row.name == field);
        self.values.iter().filter(move |(own, _)| Some(*own) == field).map(|(_, value)| &**value)
    }

    /// Whose it is, and its moments.
    pub(crate) fn without_texts(&self) -> Document {
        let (values, dynamic, facets) = (Vec::new(), Vec::new(), Vec::new());
        Document { values, dynamic, facets, ..*self }
    }

    /// About how much room it takes.
    pub fn bytes(&self) -> usize {
        const VALUE: usize = 32;
        let facets = self.facets.iter().map(|(_, value)| value);
        let values = self.values.iter().map(|(_, value)| value).chain(&self.dynamic).chain(facets);
        size_of::<Self>() + values.map(|value| VALUE + value.len()).sum::<usize>()
    }

    /// Calls `each` with every term of every field and its position there: the place of the field in [`FIELDS`], or
    /// [`DYNAMIC`]. Terms of one field come in order, those of several mixed.
    pub fn terms(&self, mut each: impl FnMut(usize, u32, &str)) {
        // Where the next term of a field stands; nowhere before its first value.
        let mut next: [Option<u32>; DYNAMIC + 1] = [None; DYNAMIC + 1];
        let mut value = |field: usize, analysis: Analysis, value: &str| {
            let gap = if analysis == Analysis::Text { BETWEEN_VALUES } else { 0 };
            let mut position = next[field].map_or(0, |next| next + gap);
            analysis::terms(analysis, value, |term| {
                each(field, position, term);
                position += 1;
            });
            next[field] = Some(position);
        };
        let everything = place("text");
        for (field, text) in &self.values {
            value(*field, FIELDS[*field].analysis, text);
            // Everything is searched as text, too; what is nothing else stands there already.
            if *field != everything {
                value(everything, Analysis::Text, text);
            }
        }
        for term in &self.dynamic {
            value(DYNAMIC, Analysis::Exact, term);
        }
    }
}

/// A body that is none.
#[derive(Debug, thiserror::Error)]
#[error("the body of a {kind} cannot be read")]
pub struct Unreadable {
    pub kind: ItemKind,
    pub source: serde_json::Error,
}

/// Fields of identifier types share one space of terms: the field's name, a zero, the value. No name has a zero in it.
pub fn dynamic_term(field: &str, value: &str) -> Box<str> {
    format!("{field}\0{value}").into()
}

/// So long a record without an owner is not found: its owner may be about to claim it. In days.
const CLAIM_WAIT: i64 = 10;
const DAY: i64 = 86_400;

/// Whether a record is found, now or when its owner has had time to claim it: its state decides (`search` 8.1).
pub fn has_document(head: &RecordHead) -> bool {
    match head.state {
        RecordState::Active | RecordState::Unclaimed => true,
        RecordState::Locked | RecordState::Deactivated | RecordState::Deprecated { .. } => false,
    }
}

/// Whether a record is found at a moment.
pub fn is_searchable(head: &RecordHead, now: Timestamp) -> bool {
    has_document(head) && found_from(head).is_none_or(|from| from <= now)
}

fn found_from(head: &RecordHead) -> Option<Timestamp> {
    let waits = head.state == RecordState::Unclaimed;
    // Others read it when more than that has passed.
    head.history.submitted.filter(|_| waits).map(|submitted| submitted.plus_seconds(CLAIM_WAIT * DAY).plus_millis(1))
}

/// The document of a record, as things are on the day of `now`: affiliations that have ended are past ones.
///
/// `items` are those of the record, in the order in which they are shown. Those that are not public are passed over.
///
/// # Errors
/// [`Unreadable`] for a body that is no JSON.
pub fn document<'i>(
    head: &RecordHead,
    items: impl IntoIterator<Item = &'i Item>,
    now: Timestamp,
) -> Result<Document, Unreadable> {
    let mut maker = Maker {
        document: Document {
            orcid: head.orcid,
            values: Vec::new(),
            dynamic: Vec::new(),
            facets: Vec::new(),
            modified: head.history.modified,
            submitted: head.history.submitted,
            found_from: found_from(head),
            until: None,
        },
        today: now.date(),
        affiliations: Vec::new(),
        rest: Vec::new(),
    };
    maker.put("orcid", &head.orcid.to_string());
    for item in items.into_iter().filter(|item| item.visibility == Visibility::Public) {
        let body = Body::read(&item.body).map_err(|source| Unreadable { kind: item.kind, source })?;
        maker.add(item, &body);
    }
    Ok(maker.finish())
}

/// Identifiers of which every relationship counts by type, and where a body has them.
const IDENTIFIERS: &[(ItemKind, &[&str])] = &[
    (ItemKind::Work, &["external-ids", "external-id"]),
    (ItemKind::ResearchResource, &["proposal", "external-ids", "external-id"]),
    (ItemKind::ResearchResource, &["resource-item", "external-ids", "external-id"]),
];
/// Those that only count by type and relationship.
const REVIEW_IDENTIFIERS: (ItemKind, &[&str]) = (ItemKind::PeerReview, &["review-identifiers", "external-id"]);
/// The relationships that have fields, and whether those of works do.
const RELATIONSHIPS: &[(&str, bool)] = &[("self", true), ("part-of", true), ("version-of", false)];

/// Organisations whose identifiers count, by the vocabulary that they are from, and where a body has them.
const ORGANIZATIONS: &[(ItemKind, &[&str])] = &[
    (ItemKind::PeerReview, &["convening-organization"]),
    (ItemKind::ResearchResource, &["proposal", "hosts", "organization"]),
    (ItemKind::ResearchResource, &["resource-item", "hosts", "organization"]),
];

/// The order in which the published index has the names of organisations (`search` 7.4).
const AFFILIATIONS: [ItemKind; 7] = [
    ItemKind::Education,
    ItemKind::Employment,
    ItemKind::Distinction,
    ItemKind::InvitedPosition,
    ItemKind::Membership,
    ItemKind::Qualification,
    ItemKind::Service,
];

/// What records are counted by, beside their current affiliations, and where a body has it.
const FACETS: &[(ItemKind, Facet, &[&str])] = &[
    (ItemKind::Address, Facet::Country, &["country"]),
    (ItemKind::Work, Facet::WorkType, &["type"]),
    (ItemKind::Work, Facet::Year, &["publication-date", "year"]),
];

/// Keys whose values nobody looks for: words of the format, and parts of dates.
const NOT_SEARCHED: &[&str] = &[
    "external-id-relationship",
    "external-id-type",
    "disambiguation-source",
    "language-code",
    "visibility",
    "month",
    "day",
];

struct Maker {
    document: Document,
    today: (i64, u8, u8),
    affiliations: Vec<(usize, bool, Box<str>)>,
    /// Searched as `text` and in no field of its own.
    rest: Vec<Box<str>>,
}

impl Maker {
    fn put(&mut self, field: &str, value: &str) {
        self.put_at(place(field), value);
    }

    fn put_at(&mut self, field: usize, value: &str) {
        self.document.values.push((field, value.into()));
    }

    fn add(&mut self, item: &Item, body: &Body<'_>) {
        for (field, row) in FIELDS.iter().enumerate() {
            if let Source::Texts(places) = row.source {
                for (_, paths) in places.iter().filter(|(of, _)| of.covers(item.kind)) {
                    for path in *paths {
                        body.texts_at(path, &mut |text| self.put_at(field, text));
                    }
                }
            }
        }
        for (_, path) in IDENTIFIERS.iter().filter(|(kind, _)| *kind == item.kind) {
            body.at(path, &mut |id| self.identifier(item.kind, id, true));
        }
        if item.kind == REVIEW_IDENTIFIERS.0 {
            body.at(REVIEW_IDENTIFIERS.1, &mut |id| self.identifier(item.kind, id, false));
        }
        for (_, path) in ORGANIZATIONS.iter().filter(|(kind, _)| *kind == item.kind) {
            body.at(path, &mut |organization| self.organization(organization, true));
        }
        for (_, facet, path) in FACETS.iter().filter(|(kind, ..)| *kind == item.kind) {
            body.texts_at(path, &mut |text| self.document.facets.push((*facet, text.into())));
        }
        match item.kind {
            ItemKind::Name => self.full_name(body),
            ItemKind::ExternalIdentifier => self.person_identifier(item, body),
            ItemKind::Funding => self.funding(body),
            kind if kind.is_affiliation() => self.affiliation(kind, body),
            _ => {}
        }
        body.leaves(NOT_SEARCHED, &mut |text| self.rest.push(text.into()));
        self.rest.extend(item.source.author_name.clone());
    }

    fn full_name(&mut self, body: &Body<'_>) {
        let full = match (body.text("given-names"), body.text("family-name")) {
            (Some(given), Some(family)) => format!("{given} {family}"),
            (Some(name), None) | (None, Some(name)) => name.to_owned(),
            (None, None) => return,
        };
        self.put("given-and-family-names", &full);
    }

    fn person_identifier(&mut self, item: &Item, body: &Body<'_>) {
        let Some(value) = body.text("external-id-value") else { return };
        if let Some(name) = body.text("external-id-type") {
            self.put("external-id-type-and-value", &format!("{name}={value}"));
        }
        let source = match &item.source.author {
            Some(Agent::Person(person)) => person.to_string(),
            Some(Agent::Client(client)) => client.as_str().to_owned(),
            None => return,
        };
        self.put("external-id-source-and-reference", &format!("{source}={value}"));
        self.put("external-id-source", &source);
    }

    /// An identifier of an activity; `by_type` when it counts whatever its relationship.
    fn identifier(&mut self, kind: ItemKind, id: &Body<'_>, by_type: bool) {
        let (Some(name), Some(value)) = (id.text("external-id-type"), id.text("external-id-value")) else { return };
        let relationship = id.text("external-id-relationship").unwrap_or_default();
        let has_field = |(known, works): &&(&str, bool)| *known == relationship && (*works || kind != ItemKind::Work);
        if RELATIONSHIPS.iter().any(|it| has_field(&it)) {
            let term = dynamic_term(&format!("{name}-{relationship}"), value);
            self.document.dynamic.push(term);
        }
        if by_type {
            let own = |row: &crate::fields::FieldSpec| matches!(row.source, Source::Identifiers(own) if own == name);
            let field = FIELDS.iter().position(own).unwrap_or_else(|| place("other-identifier-type"));
            self.put_at(field, value);
        }
    }

    /// An organisation; funders are not among those whose identifiers count in FUNDREF's field alone.
    fn organization(&mut self, organization: &Body<'_>, with_funders: bool) {
        let Some(known) = organization.get("disambiguated-organization") else { return };
        let (Some(vocabulary), Some(id)) =
            (known.text("disambiguation-source"), known.text("disambiguated-organization-identifier"))
        else {
            return;
        };
        let own =
            |row: &crate::fields::FieldSpec| matches!(row.source, Source::Organizations(own) if own == vocabulary);
        let counts = vocabulary != "FUNDREF" || with_funders;
        if let Some(field) = FIELDS.iter().position(own).filter(|_| counts) {
            self.put_at(field, id);
        }
    }

    fn funding(&mut self, body: &Body<'_>) {
        body.at(&["external-ids", "external-id"], &mut |id| {
            if let (Some("grant_number"), Some(value)) = (id.text("external-id-type"), id.text("external-id-value")) {
                self.put("grant-numbers", value);
            }
        });
        // Of funders, any identifier is one of a funder, whatever its vocabulary.
        body.texts_at(
            &["organization", "disambiguated-organization", "disambiguated-organization-identifier"],
            &mut |id| self.put("fundref-org-id", id),
        );
    }

    fn affiliation(&mut self, kind: ItemKind, body: &Body<'_>) {
        if let Some(organization) = body.get("organization") {
            self.organization(organization, false);
            if let Some(name) = organization.text("name") {
                let rank = AFFILIATIONS.iter().position(|known| *known == kind).unwrap_or(AFFILIATIONS.len());
                let current = body.get("end-date").is_none_or(|end| is_current(end, self.today));
                let end = body.get("end-date").filter(|_| current).and_then(ends);
                self.document.until = [self.document.until, end].into_iter().flatten().min();
                self.affiliations.push((rank, current, name.into()));
            }
        }
    }

    fn finish(mut self) -> Document {
        let mut affiliations = std::mem::take(&mut self.affiliations);
        affiliations.sort_by_key(|(rank, _, _)| *rank);
        let (current, past) =
            (place("current-institution-affiliation-name"), place("past-institution-affiliation-name"));
        let values =
            affiliations.into_iter().map(|(_, is_current, name)| (if is_current { current } else { past }, name));
        self.document.values.extend(values);
        let institutions = self.document.values.iter().filter(|(field, _)| *field == current);
        let institutions = institutions.map(|(_, name)| (Facet::CurrentInstitution, name.clone()));
        self.document.facets.extend(institutions);
        self.document.facets.sort_unstable();
        self.document.facets.dedup();
        // What a field has is searched as text anyway, and what comes twice is enough once.
        let mut known: HashSet<&str> = self.document.values.iter().map(|(_, value)| &**value).collect();
        let rest: Vec<(usize, Box<str>)> =
            self.rest.iter().filter(|text| known.insert(text)).map(|text| (place("text"), text.clone())).collect();
        self.document.values.extend(rest);
        // By field, in order: stable, so that the values of one stay as they were.
        self.document.values.sort_by_key(|(field, _)| *field);
        self.document
    }
}

/// Whether an affiliation with this end goes on, on a day (`search` 7.4): it has ended on its last day.
fn is_current(end: &Body<'_>, (year, month, day): (i64, u8, u8)) -> bool {
    let part = |key| end.text(key).and_then(|text| text.trim().parse::<i64>().ok());
    let Some(end_year) = part("year") else { return true };
    if end_year != year {
        return end_year > year;
    }
    match part("month") {
        None => true,
        Some(end_month) if end_month != i64::from(month) => end_month > i64::from(month),
        Some(_) => part("day").is_none_or(|end_day| end_day > i64::from(day)),
    }
}

/// When an affiliation with this end is over; `None` for one that goes on, or beyond the years that a moment can have.
fn ends(end: &Body<'_>) -> Option<Timestamp> {
    let part = |key| end.text(key).and_then(|text| text.trim().parse::<i64>().ok());
    let year = part("year")?;
    let (year, month, day) = match (part("month"), part("day")) {
        (Some(..1), _) => (year, 1, 1),
        (Some(month @ 1..=12), Some(..1)) => (year, month, 1),
        (Some(month @ 1..=12), Some(day)) if (1..=days_in_month(year, month)).contains(&day) => (year, month, day),
        (Some(month @ 1..12), _) => (year, month + 1, 1),
        _ => (year + 1, 1, 1),
    };
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z").parse().ok()
}

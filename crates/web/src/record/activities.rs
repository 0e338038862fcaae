//! Activities as they stand on the page.

use std::borrow::Cow;
use std::collections::HashMap;

use byline_i18n::Texts;
use byline_model::document::{Object, Value};
use byline_model::{ItemKind, OrcidId, PutCode};
use byline_pages::{Date, Markup, Said, labels, web_address};
use byline_registry::ReviewGroup;

use super::dates::Span;
use super::details::{Details, Room};
use super::links::Identifier;
use super::source::Source;

/// What entries are made from besides their summaries.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'r> {
    pub(crate) texts: Texts,
    /// Whose record it is, where entries have pages.
    pub(crate) orcid: Option<OrcidId>,
    /// Items that are at hand whole.
    pub(crate) whole: Option<&'r HashMap<PutCode, Object<'r>>>,
    pub(crate) room: Room,
}

impl Reading<'_> {
    /// Of summaries alone, some of which nobody else may see.
    pub(crate) fn short(texts: Texts) -> Self {
        Reading { texts, orcid: None, whole: None, room: Room::Card }
    }
}

/// A stretch of a section: all of it, or the reviews for one review group.
pub(crate) struct Part {
    pub(crate) heading: Option<Heading>,
    pub(crate) cards: Vec<Card>,
}

/// What reviews were written for, how many, and of how much.
pub(crate) struct Heading {
    pub(crate) name: String,
    pub(crate) href: Option<String>,
    pub(crate) counts: Vec<Said>,
}

/// A group: the preferred version, and the others.
pub(crate) struct Card {
    pub(crate) preferred: Entry,
    pub(crate) others: Vec<Entry>,
}

/// One item.
pub(crate) struct Entry {
    /// `work-10028`: a place to link to.
    pub(crate) anchor: String,
    /// The page of its own, if there is one.
    pub(crate) page: Option<String>,
    pub(crate) title: String,
    pub(crate) translated: Option<String>,
    /// Journal, organisation, department: a line each.
    pub(crate) lines: Vec<Said>,
    /// What sort of thing it is, where the section does not say so already; else empty.
    pub(crate) label: String,
    pub(crate) span: Span,
    pub(crate) identifiers: Vec<Identifier>,
    pub(crate) source: Source,
    pub(crate) details: Details,
}

impl Part {
    pub(crate) fn plain(cards: Vec<Card>) -> Part {
        Part { heading: None, cards }
    }

    /// The reviews of one review group; those that share an identifier are versions of one review. The head names the
    /// group as its record does, and says how much was reviewed (`registry` 14).
    pub(crate) fn reviews(reading: Reading<'_>, group: &Object<'_>, groups: &ReviewGroups) -> Part {
        let texts = reading.texts;
        let id = review_group(group).unwrap_or_default();
        let known = groups.get(id).cloned().unwrap_or_default();
        let duplicates = group.list("peer-review-group").iter().filter_map(Value::as_object);
        let cards: Vec<Card> = duplicates.filter_map(|it| Card::of_group(reading, ItemKind::PeerReview, it)).collect();
        let issn = id.strip_prefix("issn:");
        let name = known.name.filter(|name| !name.trim().is_empty()).map(String::from);
        let name = name.unwrap_or_else(|| issn.map_or_else(|| id.to_owned(), |issn| format!("ISSN {issn}")));
        let href = issn.and_then(|issn| byline_model::external_id::normalized_url("issn", issn));
        let counts = [
            ("review-count", cards.len()),
            ("review-publications", known.publications),
            ("review-grants", known.grants),
        ];
        let said = |&(key, count): &(&str, usize)| Markup::of(texts, key).count("count", count).into();
        let counts = counts.iter().filter(|(_, count)| *count > 0).map(said).collect();
        Part { heading: Some(Heading { name, href: href.as_deref().and_then(web_address), counts }), cards }
    }
}

/// What is known of review groups, by id.
pub(crate) type ReviewGroups = HashMap<Box<str>, ReviewGroup>;

/// The id of a group of reviews.
fn review_group<'o>(group: &'o Object<'_>) -> Option<&'o str> {
    group.object("external-ids")?.list("external-id").first()?.as_object()?.text("external-id-value")
}

pub(crate) fn has_reviews(record: &Object<'_>) -> bool {
    let reviews = record.object("activities-summary").and_then(|it| it.object(ItemKind::PeerReview.spec().plural));
    reviews.is_some_and(|it| !it.list("group").is_empty())
}

impl Card {
    /// The members of a group stand in the last field of its shape.
    pub(crate) fn of_group(reading: Reading<'_>, kind: ItemKind, group: &Object<'_>) -> Option<Card> {
        let Some(Value::List(members)) = group.slots().last() else { return None };
        let mut entries = members.iter().filter_map(Value::as_object).map(|summary| Entry::of(reading, kind, summary));
        Some(Card { preferred: entries.next()?, others: entries.collect() })
    }
}

impl Entry {
    pub(crate) fn of(reading: Reading<'_>, kind: ItemKind, summary: &Object<'_>) -> Entry {
        let Reading { texts, orcid, whole, room } = reading;
        let code = summary.get("put-code").as_number().unwrap_or_default();
        let whole = u64::try_from(code).ok().and_then(|it| whole?.get(&PutCode::new(it).ok()?));
        let entry = Entry {
            anchor: format!("{}-{code}", kind.spec().singular),
            page: orcid.map(|orcid| format!("/{orcid}/{}/{code}", kind.spec().item_path)),
            title: String::new(),
            translated: None,
            lines: Vec::new(),
            label: labels::kind(texts, kind).unwrap_or_default().into_owned(),
            span: Span::of(texts, summary),
            identifiers: Identifier::all(texts, summary),
            source: Source::of(summary),
            details: Details::of(texts, summary, whole, room),
        };
        match kind {
            ItemKind::Work => work(texts, entry, summary),
            ItemKind::Funding => funding(texts, entry, summary),
            ItemKind::PeerReview => review(texts, entry, summary),
            ItemKind::ResearchResource => resource(texts, entry, summary),
            _ => affiliation(texts, entry, kind, summary),
        }
    }
}

fn work(texts: Texts, entry: Entry, summary: &Object<'_>) -> Entry {
    Entry {
        lines: summary.text("journal-title").map(Said::name).into_iter().collect(),
        label: labels::name(texts, "work-type", summary.text("type").unwrap_or_default()),
        span: Span::on(Date::fuzzy(texts, summary.object("publication-date"))),
        ..entry.titled(summary.object("title"))
    }
}

fn funding(texts: Texts, entry: Entry, summary: &Object<'_>) -> Entry {
    let agency = summary.object("organization").and_then(|it| organization(texts, it));
    let label = labels::name(texts, "funding-type", summary.text("type").unwrap_or_default());
    let entry = Entry { label, ..entry.titled(summary.object("title")) };
    entry.with_lines(agency)
}

fn review(texts: Texts, entry: Entry, summary: &Object<'_>) -> Entry {
    let name = |list, key| labels::name(texts, list, summary.text(key).unwrap_or_default());
    let convener = summary.object("convening-organization").and_then(|it| organization(texts, it));
    let entry = Entry {
        title: texts
            .say("review-title")
            .with("type", name("review-type", "review-type"))
            .with("role", name("review-role", "reviewer-role"))
            .to_string(),
        span: Span::on(Date::fuzzy(texts, summary.object("completion-date"))),
        ..entry.linked(summary.text("review-url"))
    };
    entry.with_lines(convener)
}

/// The proposal is what it is about.
fn resource(texts: Texts, entry: Entry, summary: &Object<'_>) -> Entry {
    let Some(proposal) = summary.object("proposal") else { return entry };
    let hosts = proposal.object("hosts").map_or(&[][..], |hosts| hosts.list("organization"));
    let hosts: Vec<Said> = hosts.iter().filter_map(Value::as_object).filter_map(|it| organization(texts, it)).collect();
    let entry = Entry {
        span: Span::of(texts, proposal),
        identifiers: Identifier::all(texts, proposal),
        ..entry.titled(proposal.object("title")).linked(proposal.text("url"))
    };
    entry.with_lines(hosts)
}

/// What someone was is the title, where is the line below; without a role the organisation is the title.
fn affiliation(texts: Texts, entry: Entry, kind: ItemKind, summary: &Object<'_>) -> Entry {
    let department = summary.text("department-name").filter(|it| !it.trim().is_empty()).map(Said::name);
    let organization = summary.object("organization");
    // A service to a journal is known by the journal's ISSN (`registry` 12).
    let editorial = kind == ItemKind::Service && entry.identifiers.iter().any(|id| id.label == "ISSN");
    let label = if editorial { texts.text("kind-editorial-service").into_owned() } else { entry.label.clone() };
    // A prize and a degree are got once; that nothing ends them does not make them last.
    let once = matches!(kind, ItemKind::Distinction | ItemKind::Qualification);
    let entry = Entry { span: Span { current: entry.span.current && !once, ..entry.span }, ..entry };
    match summary.text("role-title") {
        Some(role) => {
            let lines = department.into_iter().chain(organization.and_then(|it| self::organization(texts, it)));
            Entry { title: role.to_owned(), label, ..entry }.with_lines(lines)
        }
        None => {
            let title = organization.and_then(|it| it.text("name")).unwrap_or_default().to_owned();
            let place = organization.and_then(|it| said(texts, place(texts, it)));
            Entry { title, label, ..entry }.with_lines(department.into_iter().chain(place))
        }
    }
}

impl Entry {
    /// With the title of works, fundings and proposals.
    fn titled(self, title: Option<&Object<'_>>) -> Entry {
        let Some(title) = title else { return self };
        let text = |key| title.text(key).map(str::to_owned);
        let main = text("title").unwrap_or_default();
        let whole = match text("subtitle") {
            Some(subtitle) => format!("{main}: {subtitle}"),
            None => main,
        };
        let translated = title.object("translated-title").and_then(|it| it.text("value")).map(str::to_owned);
        Entry { title: whole, translated, ..self }
    }

    /// With the address that it gives.
    fn linked(self, url: Option<&str>) -> Entry {
        Entry { details: Details { link: url.and_then(web_address), ..self.details }, ..self }
    }

    fn with_lines(self, lines: impl IntoIterator<Item = Said>) -> Entry {
        Entry { lines: lines.into_iter().collect(), ..self }
    }

    pub(crate) fn has_facts(&self) -> bool {
        self.span.is_known() || !self.label.is_empty()
    }

    /// The title, or what stands in for a missing one.
    pub(crate) fn shown_title(&self, texts: Texts) -> Cow<'_, str> {
        if self.title.trim().is_empty() { texts.text("entry-untitled") } else { self.title.as_str().into() }
    }

    /// Who took part, as far as there is room in a line.
    pub(crate) fn by(&self, texts: Texts) -> Option<Said> {
        self.details.first_names().next()?;
        let names = self.details.first_names();
        Some(match self.details.others() {
            0 => Said::names(texts, names),
            more => Markup::of(texts, "entry-by-others").names("names", names).count("count", more).into(),
        })
    }

    /// Who says so.
    pub(crate) fn provenance(&self, texts: Texts) -> Said {
        Markup::of(texts, "entry-source").html("source", self.source.said(texts).to_string()).into()
    }
}

/// Name, town, region and country of an organisation: each may be written in another direction than the next.
fn organization(texts: Texts, organization: &Object<'_>) -> Option<Said> {
    let name = organization.text("name").map(Cow::from);
    said(texts, name.into_iter().chain(place(texts, organization)))
}

/// Town, region and country.
fn place<'o>(texts: Texts, organization: &'o Object<'_>) -> Vec<Cow<'o, str>> {
    let address = organization.object("address");
    let part = |key| address.and_then(|it| it.text(key));
    let country = part("country").map(|code| texts.country(code));
    [part("city").map(Cow::from), part("region").map(Cow::from), country].into_iter().flatten().collect()
}

/// What of it says something; nothing when none does.
fn said<'p>(texts: Texts, parts: impl IntoIterator<Item = Cow<'p, str>>) -> Option<Said> {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    (!parts.is_empty()).then(|| Said::names(texts, parts))
}

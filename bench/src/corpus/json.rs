//! A record as v3.0 JSON: every key of the schema in its order, `null` where there is nothing, times in milliseconds.

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use super::person::{
    Affiliation, Date, Entry, ExternalId, Funding, Millis, Organization, Person, Review, Source, Work,
};
use super::xml::{SECTIONS, display_name, latest};

type Raw = Box<RawValue>;

pub fn record(person: &Person) -> String {
    if let Some(closed) = &person.closed {
        let fields = closed.error(&person.orcid);
        let [status, developer, user, code, more] = fields.each_ref().map(|(name, text)| (*name, text.as_str()));
        let number = |(name, digits): (&'static str, &str)| (name, raw(&digits.parse::<u32>().unwrap_or_default()));
        let words = |(name, words): (&'static str, &str)| (name, text(words));
        return object(&[number(status), words(developer), words(user), number(code), words(more)]).get().to_owned();
    }
    let history = object(&[
        ("creation-method", text("DIRECT")),
        ("completion-date", null()),
        ("submission-date", time(person.created)),
        ("last-modified-date", time(person.modified)),
        ("claimed", raw(&true)),
        ("source", null()),
        ("deactivation-date", null()),
        ("verified-email", raw(&person.verified)),
        ("verified-primary-email", raw(&person.verified)),
    ]);
    object(&[
        ("orcid-identifier", identity("", &person.orcid)),
        ("preferences", object(&[("locale", text(person.locale))])),
        ("history", history),
        ("person", personal(person)),
        ("activities-summary", activities(person)),
        ("path", text(&format!("/{}", person.orcid))),
    ])
    .get()
    .to_owned()
}

fn personal(person: &Person) -> Raw {
    let orcid = &person.orcid;
    let name = object(&[
        ("created-date", time(person.created)),
        ("last-modified-date", time(person.created)),
        ("given-names", value(Some(&person.given))),
        ("family-name", value(person.family.as_deref())),
        ("credit-name", value(person.credit.as_deref())),
        ("source", null()),
        ("visibility", text("public")),
        ("path", text(orcid)),
    ]);
    let biography = person.biography.as_ref().map_or_else(null, |content| {
        object(&[
            ("created-date", time(person.created)),
            ("last-modified-date", time(person.modified)),
            ("content", text(content)),
            ("visibility", text("public")),
            ("path", text(&format!("/{orcid}/biography"))),
        ])
    });
    object(&[
        ("last-modified-date", time(person.modified)),
        ("name", name),
        (
            "other-names",
            list(person, "other-name", "other-names", &person.other_names, |name| vec![("content", text(name))]),
        ),
        ("biography", biography),
        (
            "researcher-urls",
            list(person, "researcher-url", "researcher-urls", &person.urls, |(name, url)| {
                vec![("url-name", text(name)), ("url", value(Some(url)))]
            }),
        ),
        ("emails", list(person, "email", "email", &person.emails, |email| vec![("email", text(email))])),
        (
            "addresses",
            list(person, "address", "address", &person.countries, |code| vec![("country", value(Some(code)))]),
        ),
        ("keywords", list(person, "keyword", "keywords", &person.keywords, |word| vec![("content", text(word))])),
        (
            "external-identifiers",
            list(person, "external-identifier", "external-identifiers", &person.identifiers, |id| {
                external_id(id, false)
            }),
        ),
        ("path", text(&format!("/{orcid}/person"))),
    ])
}

fn list<T>(
    person: &Person,
    key: &'static str,
    path: &str,
    entries: &[Entry<T>],
    content: impl Fn(&T) -> Vec<(&'static str, Raw)>,
) -> Raw {
    let items = entries.iter().enumerate().map(|(index, entry)| {
        let more = match key {
            "email" => vec![("verified", raw(&true)), ("primary", raw(&false))],
            _ => vec![("display-index", raw(&index))],
        };
        item(person, path, entry, content(&entry.content), more)
    });
    object(&[
        ("last-modified-date", latest(entries).map_or_else(null, time)),
        (key, array(items)),
        ("path", text(&format!("/{}/{path}", person.orcid))),
    ])
}

/// What all items share, around the content of this one.
fn item<T>(
    person: &Person,
    path: &str,
    entry: &Entry<T>,
    content: Vec<(&'static str, Raw)>,
    more: Vec<(&'static str, Raw)>,
) -> Raw {
    let mut keys = vec![
        ("created-date", time(entry.created)),
        ("last-modified-date", time(entry.modified)),
        ("source", source(person, &entry.source)),
    ];
    keys.extend(content);
    keys.extend([
        ("visibility", text("public")),
        ("path", text(&format!("/{}/{path}/{}", person.orcid, entry.put_code))),
        ("put-code", raw(&entry.put_code)),
    ]);
    keys.extend(more);
    object(&keys)
}

fn source(person: &Person, source: &Source) -> Raw {
    let (orcid, client, name) = match source {
        Source::Owner => (identity("", &person.orcid), null(), display_name(person)),
        Source::Client(number, name) => (null(), identity("client/", number), (*name).to_owned()),
    };
    object(&[
        ("source-orcid", orcid),
        ("source-client-id", client),
        ("source-name", value(Some(&name))),
        ("assertion-origin-orcid", null()),
        ("assertion-origin-client-id", null()),
        ("assertion-origin-name", null()),
    ])
}

fn activities(person: &Person) -> Raw {
    let orcid = &person.orcid;
    let mut keys = vec![("last-modified-date", time(person.modified))];
    for (kind, name) in SECTIONS {
        let (list, modified, groups) = section(person, kind, name);
        let path = text(&format!("/{orcid}/{name}"));
        keys.push((
            *name,
            object(&[("last-modified-date", modified.map_or_else(null, time)), (list, groups), ("path", path)]),
        ));
    }
    keys.push(("path", text(&format!("/{orcid}/activities"))));
    object(&keys)
}

/// The key of a section's groups, its last modification, and the groups.
fn section(person: &Person, kind: &str, name: &str) -> (&'static str, Option<Millis>, Raw) {
    match name {
        "fundings" => {
            ("group", latest(&person.fundings), array(person.fundings.iter().map(|entry| funding(person, entry))))
        }
        "peer-reviews" => ("group", latest(&person.reviews), reviews(person)),
        "works" => {
            let modified = person.works.iter().filter_map(|group| latest(&group.members)).max();
            ("group", modified, works(person))
        }
        // Nobody here has any; one in twenty thousand has.
        "research-resources" => ("group", None, array(std::iter::empty())),
        _ => {
            let entries = || person.affiliations.iter().filter(|entry| entry.content.kind == kind);
            let groups = array(entries().map(|entry| {
                let summary =
                    item(person, kind, entry, affiliation(&entry.content), vec![("display-index", text("1"))]);
                let key = summary_key(kind);
                group(entry.modified, &[], "summaries", array(std::iter::once(object(&[(key, summary)]))))
            }));
            ("affiliation-group", entries().map(|entry| entry.modified).max(), groups)
        }
    }
}

fn summary_key(kind: &str) -> &'static str {
    match kind {
        "distinction" => "distinction-summary",
        "education" => "education-summary",
        "employment" => "employment-summary",
        "invited-position" => "invited-position-summary",
        "membership" => "membership-summary",
        "qualification" => "qualification-summary",
        _ => "service-summary",
    }
}

fn affiliation(affiliation: &Affiliation) -> Vec<(&'static str, Raw)> {
    vec![
        ("department-name", raw(&affiliation.department)),
        ("role-title", raw(&affiliation.role)),
        ("start-date", date(affiliation.start)),
        ("end-date", date(affiliation.end)),
        ("organization", organization(&affiliation.organization)),
        ("url", null()),
        ("external-ids", null()),
    ]
}

fn funding(person: &Person, entry: &Entry<Funding>) -> Raw {
    let funding = &entry.content;
    let ids = std::slice::from_ref(&funding.number);
    let content = vec![
        ("title", object(&[("title", value(Some(&funding.title))), ("translated-title", null())])),
        ("external-ids", external_ids(ids)),
        ("url", null()),
        ("type", text(funding.kind)),
        ("start-date", date(funding.start)),
        ("end-date", null()),
        ("organization", organization(&funding.organization)),
    ];
    let summary = item(person, "funding", entry, content, vec![("display-index", text("1"))]);
    group(entry.modified, ids, "funding-summary", array(std::iter::once(summary)))
}

fn reviews(person: &Person) -> Raw {
    array(person.reviews_by_group().into_iter().map(|(name, entries)| {
        let modified = entries.iter().map(|entry| entry.modified).max().unwrap_or(person.modified);
        let shared = ExternalId { kind: "peer-review", value: name.to_owned(), url: None, relationship: "" };
        group(modified, &[shared], "peer-review-group", array(entries.into_iter().map(|entry| review(person, entry))))
    }))
}

fn review(person: &Person, entry: &Entry<Review>) -> Raw {
    let review = &entry.content;
    let ids = std::slice::from_ref(&review.id);
    let content = vec![
        ("reviewer-role", text("reviewer")),
        ("external-ids", external_ids(ids)),
        ("review-url", null()),
        ("review-type", text("review")),
        ("completion-date", date(Some(review.completed))),
        ("review-group-id", text(&review.group)),
        ("convening-organization", organization(&review.organization)),
    ];
    let summary = item(person, "peer-review", entry, content, vec![("display-index", text("0"))]);
    group(entry.modified, ids, "peer-review-summary", array(std::iter::once(summary)))
}

fn works(person: &Person) -> Raw {
    array(person.works.iter().map(|works| {
        let summaries = works
            .members
            .iter()
            .map(|entry| item(person, "work", entry, work(&entry.content), vec![("display-index", text("1"))]));
        let modified = latest(&works.members).unwrap_or(person.modified);
        group(modified, &works.ids, "work-summary", array(summaries))
    }))
}

fn work(work: &Work) -> Vec<(&'static str, Raw)> {
    let title = object(&[
        ("title", value(Some(&work.title))),
        ("subtitle", value(work.subtitle.as_deref())),
        ("translated-title", null()),
    ]);
    let ids = if work.ids.is_empty() { null() } else { external_ids(&work.ids) };
    vec![
        ("title", title),
        ("external-ids", ids),
        ("url", value(work.url.as_deref())),
        ("type", text(work.kind)),
        ("publication-date", date(work.published)),
        ("journal-title", value(work.journal.as_deref())),
    ]
}

fn group(modified: Millis, ids: &[ExternalId], key: &'static str, members: Raw) -> Raw {
    object(&[("last-modified-date", time(modified)), ("external-ids", external_ids(ids)), (key, members)])
}

fn external_ids(ids: &[ExternalId]) -> Raw {
    object(&[("external-id", array(ids.iter().map(|id| object(&external_id(id, true)))))])
}

fn external_id(id: &ExternalId, of_item: bool) -> Vec<(&'static str, Raw)> {
    let mut keys = vec![("external-id-type", text(id.kind)), ("external-id-value", text(&id.value))];
    if of_item {
        keys.extend([("external-id-normalized", null()), ("external-id-normalized-error", null())]);
    }
    let relationship = Some(id.relationship).filter(|text| !text.is_empty());
    keys.extend([("external-id-url", value(id.url.as_deref())), ("external-id-relationship", raw(&relationship))]);
    keys
}

fn organization(organization: &Organization) -> Raw {
    let known_as = organization.known_as.as_ref().map_or_else(null, |(identifier, vocabulary)| {
        object(&[
            ("disambiguated-organization-identifier", text(identifier)),
            ("disambiguation-source", text(vocabulary)),
        ])
    });
    let address =
        object(&[("city", text(organization.city)), ("region", null()), ("country", text(organization.country))]);
    object(&[("name", text(&organization.name)), ("address", address), ("disambiguated-organization", known_as)])
}

fn date(date: Option<Date>) -> Raw {
    let Some(date) = date else { return null() };
    let two = |number: Option<u32>| value(number.map(|number| format!("{number:02}")).as_deref());
    object(&[("year", value(Some(&date.year.to_string()))), ("month", two(date.month)), ("day", two(date.day))])
}

fn identity(folder: &str, path: &str) -> Raw {
    object(&[
        ("uri", text(&format!("https://orcid.org/{folder}{path}"))),
        ("path", text(path)),
        ("host", text("orcid.org")),
    ])
}

/// `{"value":…}`, the form of texts that may be missing.
fn value(value: Option<&str>) -> Raw {
    value.map_or_else(null, |value| object(&[("value", text(value))]))
}

fn time(at: Millis) -> Raw {
    object(&[("value", raw(&at))])
}

fn text(value: &str) -> Raw {
    raw(&value)
}

fn null() -> Raw {
    raw(&())
}

fn raw(value: &(impl Serialize + ?Sized)) -> Raw {
    serde_json::value::to_raw_value(value).expect("texts, numbers and lists of them can be written")
}

/// Keys in the order given, which a map of `serde_json` would lose.
fn object(keys: &[(&str, Raw)]) -> Raw {
    struct Ordered<'a>(&'a [(&'a str, Raw)]);
    impl Serialize for Ordered<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(Some(self.0.len()))?;
            for (key, value) in self.0 {
                map.serialize_entry(key, value)?;
            }
            map.end()
        }
    }
    raw(&Ordered(keys))
}

fn array(items: impl Iterator<Item = Raw>) -> Raw {
    struct List(Vec<Raw>);
    impl Serialize for List {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut list = serializer.serialize_seq(Some(self.0.len()))?;
            for item in &self.0 {
                list.serialize_element(item)?;
            }
            list.end()
        }
    }
    raw(&List(items.collect()))
}

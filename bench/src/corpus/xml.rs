//! A record as v3.0 XML (`record-3.0.xsd`), as the public data file has it.

use std::fmt::Write;

use super::person::{Affiliation, Date, Entry, ExternalId, Millis, Organization, Person, Source};

/// The prefixes every answer of the registry declares, used or not.
const PREFIXES: &[&str] = &[
    "address",
    "email",
    "history",
    "employment",
    "education",
    "other-name",
    "deprecated",
    "funding",
    "research-resource",
    "service",
    "researcher-url",
    "distinction",
    "internal",
    "membership",
    "person",
    "personal-details",
    "bulk",
    "common",
    "record",
    "keyword",
    "activities",
    "qualification",
    "external-identifier",
    "error",
    "preferences",
    "invited-position",
    "work",
    "peer-review",
];

/// The affiliation sections around fundings, peer reviews and so on, in the order of `activities-3.0.xsd`.
pub const SECTIONS: &[(&str, &str)] = &[
    ("distinction", "distinctions"),
    ("education", "educations"),
    ("employment", "employments"),
    ("", "fundings"),
    ("invited-position", "invited-positions"),
    ("membership", "memberships"),
    ("", "peer-reviews"),
    ("qualification", "qualifications"),
    ("", "research-resources"),
    ("service", "services"),
    ("", "works"),
];

pub fn record(person: &Person) -> String {
    if let Some(closed) = &person.closed {
        return error(&closed.error(&person.orcid));
    }
    let mut xml = Xml { out: String::with_capacity(1024 * (4 + person.items())), depth: 0 };
    xml.out += "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<record:record";
    for prefix in PREFIXES {
        let _ = write!(xml.out, " xmlns:{prefix}=\"http://www.orcid.org/ns/{prefix}\"");
    }
    let _ = writeln!(xml.out, " path=\"/{}\">", person.orcid);
    xml.depth = 1;
    xml.identity("common:orcid-identifier", "", &person.orcid);
    xml.element("preferences:preferences", |xml| xml.leaf("preferences:locale", person.locale));
    xml.history(person);
    xml.person(person);
    xml.activities(person);
    xml.out += "</record:record>\n";
    xml.out
}

fn error(fields: &[(&str, String)]) -> String {
    let mut xml = Xml { out: String::new(), depth: 0 };
    xml.out += "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    xml.element("error xmlns=\"http://www.orcid.org/ns/error\"", |xml| {
        fields.iter().for_each(|(name, text)| xml.leaf(name, text));
    });
    xml.out
}

struct Xml {
    out: String,
    depth: usize,
}

impl Xml {
    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out += "    ";
        }
    }

    /// `start` is the name, attributes and all.
    fn element(&mut self, start: &str, inner: impl FnOnce(&mut Self)) {
        self.indent();
        let _ = writeln!(self.out, "<{start}>");
        self.depth += 1;
        inner(self);
        self.depth -= 1;
        self.indent();
        let _ = writeln!(self.out, "</{}>", start.split(' ').next().unwrap_or(start));
    }

    fn leaf(&mut self, name: &str, text: &str) {
        self.indent();
        let _ = writeln!(self.out, "<{name}>{}</{name}>", text.replace('&', "&amp;").replace('<', "&lt;"));
    }

    fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.leaf(name, text);
        }
    }

    fn time(&mut self, name: &str, at: Millis) {
        self.leaf(name, &timestamp(at));
    }

    fn identity(&mut self, name: &str, folder: &str, path: &str) {
        self.element(name, |xml| {
            xml.leaf("common:uri", &format!("https://orcid.org/{folder}{path}"));
            xml.leaf("common:path", path);
            xml.leaf("common:host", "orcid.org");
        });
    }

    fn history(&mut self, person: &Person) {
        self.element("history:history", |xml| {
            xml.leaf("history:creation-method", "Direct");
            xml.time("history:submission-date", person.created);
            xml.time("common:last-modified-date", person.modified);
            xml.leaf("history:claimed", "true");
            xml.leaf("history:verified-email", if person.verified { "true" } else { "false" });
            xml.leaf("history:verified-primary-email", if person.verified { "true" } else { "false" });
        });
    }

    fn person(&mut self, person: &Person) {
        let orcid = &person.orcid;
        self.element(&format!("person:person path=\"/{orcid}/person\""), |xml| {
            xml.time("common:last-modified-date", person.modified);
            xml.element(&format!("person:name visibility=\"public\" path=\"{orcid}\""), |xml| {
                xml.time("common:created-date", person.created);
                xml.time("common:last-modified-date", person.created);
                xml.leaf("personal-details:given-names", &person.given);
                xml.optional("personal-details:family-name", person.family.as_deref());
                xml.optional("personal-details:credit-name", person.credit.as_deref());
            });
            xml.list(person, "other-name:other-names", "other-names", &person.other_names, |xml, name| {
                xml.leaf("other-name:content", name);
            });
            if let Some(text) = &person.biography {
                xml.element(&format!("person:biography visibility=\"public\" path=\"/{orcid}/biography\""), |xml| {
                    xml.time("common:created-date", person.created);
                    xml.time("common:last-modified-date", person.modified);
                    xml.leaf("personal-details:content", text);
                });
            }
            xml.list(person, "researcher-url:researcher-urls", "researcher-urls", &person.urls, |xml, (name, url)| {
                xml.leaf("researcher-url:url-name", name);
                xml.leaf("researcher-url:url", url);
            });
            xml.list(person, "email:emails", "email", &person.emails, |xml, email| xml.leaf("email:email", email));
            xml.list(person, "address:addresses", "address", &person.countries, |xml, country| {
                xml.leaf("address:country", country);
            });
            xml.list(person, "keyword:keywords", "keywords", &person.keywords, |xml, word| {
                xml.leaf("keyword:content", word);
            });
            let section = "external-identifier:external-identifiers";
            xml.list(person, section, "external-identifiers", &person.identifiers, |xml, id| xml.external_id(id));
        });
    }

    /// A list of person items. An empty one is there all the same, with nothing but its path.
    fn list<T>(
        &mut self,
        person: &Person,
        name: &str,
        path: &str,
        entries: &[Entry<T>],
        content: impl Fn(&mut Self, &T),
    ) {
        let attribute = format!("path=\"/{}/{path}\"", person.orcid);
        let Some(latest) = latest(entries) else {
            self.indent();
            let _ = writeln!(self.out, "<{name} {attribute}/>");
            return;
        };
        let prefix = name.split(':').next().unwrap_or(name);
        self.element(&format!("{name} {attribute}"), |xml| {
            xml.time("common:last-modified-date", latest);
            for (index, entry) in entries.iter().enumerate() {
                let more = match prefix {
                    "email" => " verified=\"true\" primary=\"false\"".to_owned(),
                    _ => format!(" display-index=\"{index}\""),
                };
                xml.entry(person, &format!("{prefix}:{prefix}"), path, entry, &more, &content);
            }
        });
    }

    fn entry<T>(
        &mut self,
        person: &Person,
        name: &str,
        path: &str,
        entry: &Entry<T>,
        more: &str,
        content: impl Fn(&mut Self, &T),
    ) {
        let (orcid, put_code) = (&person.orcid, entry.put_code);
        let start =
            format!("{name} put-code=\"{put_code}\" visibility=\"public\" path=\"/{orcid}/{path}/{put_code}\"{more}");
        self.element(&start, |xml| {
            xml.time("common:created-date", entry.created);
            xml.time("common:last-modified-date", entry.modified);
            xml.element("common:source", |xml| match entry.source {
                Source::Owner => {
                    xml.identity("common:source-orcid", "", orcid);
                    xml.leaf("common:source-name", &display_name(person));
                }
                Source::Client(number, name) => {
                    xml.identity("common:source-client-id", "client/", number);
                    xml.leaf("common:source-name", name);
                }
            });
            content(xml, &entry.content);
        });
    }

    fn activities(&mut self, person: &Person) {
        let orcid = &person.orcid;
        self.element(&format!("activities:activities-summary path=\"/{orcid}/activities\""), |xml| {
            xml.time("common:last-modified-date", person.modified);
            for (kind, section) in SECTIONS {
                let start = format!("activities:{section} path=\"/{orcid}/{section}\"");
                let before = xml.out.len();
                let mut filled = false;
                xml.element(&start, |xml| {
                    let inside = xml.out.len();
                    xml.section(person, kind, section);
                    filled = xml.out.len() > inside;
                });
                if !filled {
                    xml.out.truncate(before);
                    xml.indent();
                    let _ = writeln!(xml.out, "<{start}/>");
                }
            }
        });
    }

    fn section(&mut self, person: &Person, kind: &str, section: &str) {
        match section {
            "fundings" => self.fundings(person),
            "peer-reviews" => self.reviews(person),
            "works" => self.works(person),
            _ => self.affiliations(person, kind),
        }
    }

    fn affiliations(&mut self, person: &Person, kind: &str) {
        let entries = || person.affiliations.iter().filter(|entry| entry.content.kind == kind);
        if let Some(latest) = entries().map(|entry| entry.modified).max() {
            self.time("common:last-modified-date", latest);
        }
        for entry in entries() {
            self.group("activities:affiliation-group", entry.modified, &[], |xml| {
                let (name, more) = (format!("{kind}:{kind}-summary"), " display-index=\"1\"");
                xml.entry(person, &name, kind, entry, more, |xml, content| xml.affiliation(content));
            });
        }
    }

    fn affiliation(&mut self, affiliation: &Affiliation) {
        self.optional("common:department-name", affiliation.department.as_deref());
        self.optional("common:role-title", affiliation.role);
        self.date("common:start-date", affiliation.start);
        self.date("common:end-date", affiliation.end);
        self.organization("common:organization", &affiliation.organization);
    }

    fn fundings(&mut self, person: &Person) {
        if let Some(latest) = latest(&person.fundings) {
            self.time("common:last-modified-date", latest);
        }
        for entry in &person.fundings {
            let number = std::slice::from_ref(&entry.content.number);
            self.group("activities:group", entry.modified, number, |xml| {
                xml.entry(
                    person,
                    "funding:funding-summary",
                    "funding",
                    entry,
                    " display-index=\"1\"",
                    |xml, funding| {
                        xml.element("funding:title", |xml| xml.leaf("common:title", &funding.title));
                        xml.external_ids(number);
                        xml.leaf("funding:type", funding.kind);
                        xml.date("common:start-date", funding.start);
                        xml.organization("common:organization", &funding.organization);
                    },
                );
            });
        }
    }

    fn reviews(&mut self, person: &Person) {
        if let Some(latest) = latest(&person.reviews) {
            self.time("common:last-modified-date", latest);
        }
        for (group, entries) in person.reviews_by_group() {
            let modified = entries.iter().map(|entry| entry.modified).max().unwrap_or(person.modified);
            let shared = ExternalId { kind: "peer-review", value: group.to_owned(), url: None, relationship: "" };
            self.group("activities:group", modified, &[shared], |xml| {
                for entry in entries {
                    let ids = std::slice::from_ref(&entry.content.id);
                    xml.group("activities:peer-review-group", entry.modified, ids, |xml| xml.review(person, entry));
                }
            });
        }
    }

    fn review(&mut self, person: &Person, entry: &Entry<super::person::Review>) {
        let (name, more) = ("peer-review:peer-review-summary", " display-index=\"0\"");
        self.entry(person, name, "peer-review", entry, more, |xml, review| {
            xml.leaf("peer-review:reviewer-role", "reviewer");
            xml.external_ids(std::slice::from_ref(&review.id));
            xml.leaf("peer-review:review-type", "review");
            xml.date("peer-review:completion-date", Some(review.completed));
            xml.leaf("peer-review:review-group-id", &review.group);
            xml.organization("peer-review:convening-organization", &review.organization);
        });
    }

    fn works(&mut self, person: &Person) {
        if let Some(latest) = person.works.iter().flat_map(|group| &group.members).map(|entry| entry.modified).max() {
            self.time("common:last-modified-date", latest);
        }
        for group in &person.works {
            self.group("activities:group", latest(&group.members).unwrap_or(person.modified), &group.ids, |xml| {
                for entry in &group.members {
                    xml.entry(person, "work:work-summary", "work", entry, " display-index=\"1\"", |xml, work| {
                        xml.element("work:title", |xml| {
                            xml.leaf("common:title", &work.title);
                            xml.optional("common:subtitle", work.subtitle.as_deref());
                        });
                        if !work.ids.is_empty() {
                            xml.external_ids(&work.ids);
                        }
                        xml.optional("common:url", work.url.as_deref());
                        xml.leaf("work:type", work.kind);
                        xml.date("common:publication-date", work.published);
                        xml.optional("work:journal-title", work.journal.as_deref());
                    });
                }
            });
        }
    }

    fn group(&mut self, name: &str, modified: Millis, ids: &[ExternalId], members: impl FnOnce(&mut Self)) {
        self.element(name, |xml| {
            xml.time("common:last-modified-date", modified);
            xml.external_ids(ids);
            members(xml);
        });
    }

    fn external_ids(&mut self, ids: &[ExternalId]) {
        if ids.is_empty() {
            self.indent();
            self.out += "<common:external-ids/>\n";
            return;
        }
        self.element("common:external-ids", |xml| {
            for id in ids {
                xml.element("common:external-id", |xml| xml.external_id(id));
            }
        });
    }

    fn external_id(&mut self, id: &ExternalId) {
        self.leaf("common:external-id-type", id.kind);
        self.leaf("common:external-id-value", &id.value);
        self.optional("common:external-id-url", id.url.as_deref());
        self.optional("common:external-id-relationship", Some(id.relationship).filter(|text| !text.is_empty()));
    }

    fn date(&mut self, name: &str, date: Option<Date>) {
        let Some(date) = date else { return };
        self.element(name, |xml| {
            xml.leaf("common:year", &date.year.to_string());
            xml.optional("common:month", date.month.map(|month| format!("{month:02}")).as_deref());
            xml.optional("common:day", date.day.map(|day| format!("{day:02}")).as_deref());
        });
    }

    fn organization(&mut self, name: &str, organization: &Organization) {
        self.element(name, |xml| {
            xml.leaf("common:name", &organization.name);
            xml.element("common:address", |xml| {
                xml.leaf("common:city", organization.city);
                xml.leaf("common:country", organization.country);
            });
            if let Some((identifier, vocabulary)) = &organization.known_as {
                xml.element("common:disambiguated-organization", |xml| {
                    xml.leaf("common:disambiguated-organization-identifier", identifier);
                    xml.leaf("common:disambiguation-source", vocabulary);
                });
            }
        });
    }
}

pub fn display_name(person: &Person) -> String {
    match (&person.credit, &person.family) {
        (Some(credit), _) => credit.clone(),
        (None, Some(family)) => format!("{} {family}", person.given),
        (None, None) => person.given.clone(),
    }
}

pub fn latest<T>(entries: &[Entry<T>]) -> Option<Millis> {
    entries.iter().map(|entry| entry.modified).max()
}

/// `2016-01-29T09:30:00.000Z`; days to a date by Howard Hinnant's `civil_from_days`.
fn timestamp(at: Millis) -> String {
    let (days, millis) = (at.div_euclid(86_400_000), at.rem_euclid(86_400_000));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (seconds, thousandths) = (millis / 1000, millis % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{thousandths:03}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments_are_written_right() {
        assert_eq!(timestamp(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(timestamp(951_782_400_000), "2000-02-29T00:00:00.000Z");
        assert_eq!(timestamp(1_767_225_599_999), "2025-12-31T23:59:59.999Z");
    }
}

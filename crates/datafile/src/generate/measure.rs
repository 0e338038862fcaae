//! What came out, counted from the records themselves: bodies are read as any reader would read them.
//!
//! Everything is a sum of whole numbers, so that the order in which chunks are added makes no difference; what is
//! remembered beside sums is bounded by the number of people who are looked at closely.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use byline_formats::read_body;
use byline_model::document::{Object, Value};
use byline_model::{Agent, Item, ItemKind, RecordState, Visibility, external_id, shapes};
use byline_registry::Part;
use byline_synthetic::names::{Script, script_of};
use byline_synthetic::{Person, Plan};

use super::Made;

const DAY: i64 = 86_400_000;

/// How often something was so, of how many times it could have been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub hits: u64,
    pub of: u64,
}

/// A number of each of several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub count: u64,
    pub sum: u64,
    pub squares: u128,
}

/// What was seen of a chunk, or of all.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub shares: BTreeMap<&'static str, Share>,
    pub sums: BTreeMap<&'static str, Sum>,
    /// Papers with a DOI that people own: how many, and whether a large collaboration wrote it.
    pub papers: HashMap<u64, (u32, bool)>,
    /// Of records: items, bytes of the document.
    items: Histogram,
    pub record_bytes: Histogram,
    made: Made,
    planted: bool,
    pub largest: u64,
}

pub(super) type Measured = Seen;

/// Numbers in classes, each at most a fortieth wide.
#[derive(Debug, Default)]
pub(super) struct Histogram(BTreeMap<u32, u64>);

impl Histogram {
    fn add(&mut self, number: u64) {
        *self.0.entry(Self::class(number)).or_default() += 1;
    }

    fn class(number: u64) -> u32 {
        match number {
            0..64 => number as u32,
            _ => 64 + ((number as f64 / 64.0).ln() * 40.0) as u32,
        }
    }

    /// The number that a share of all is not above, within the width of a class.
    pub fn quantile(&self, share: f64) -> u64 {
        let all: u64 = self.0.values().sum();
        let mut left = (all as f64 * share) as u64;
        for (class, count) in &self.0 {
            if *count > left {
                return match class {
                    0..64 => u64::from(*class),
                    _ => (64.0 * (f64::from(class - 64) / 40.0).exp()) as u64,
                };
            }
            left -= count;
        }
        0
    }

    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }
}

impl Seen {
    pub fn hit(&mut self, name: &'static str, hit: bool) {
        let share = self.shares.entry(name).or_default();
        share.of += 1;
        share.hits += u64::from(hit);
    }

    pub fn sum(&mut self, name: &'static str, number: u64) {
        let sum = self.sums.entry(name).or_default();
        sum.count += 1;
        sum.sum += number;
        sum.squares += u128::from(number) * u128::from(number);
    }

    /// Takes in what a chunk has.
    pub fn add(&mut self, chunk: Seen) {
        for (name, share) in chunk.shares {
            let own = self.shares.entry(name).or_default();
            *own = Share { hits: own.hits + share.hits, of: own.of + share.of };
        }
        for (name, sum) in chunk.sums {
            let own = self.sums.entry(name).or_default();
            *own = Sum { count: own.count + sum.count, sum: own.sum + sum.sum, squares: own.squares + sum.squares };
        }
        for (paper, (owners, large)) in chunk.papers {
            let own = self.papers.entry(paper).or_default();
            *own = (own.0 + owners, own.1 || large);
        }
        for (own, other) in [(&mut self.items, chunk.items), (&mut self.record_bytes, chunk.record_bytes)] {
            other.0.into_iter().for_each(|(class, count)| *own.0.entry(class).or_default() += count);
        }
        self.largest = self.largest.max(chunk.largest);
        self.planted |= chunk.planted;
        let Made { people, items, documents, bytes, permissions, webhooks, .. } = chunk.made;
        self.made.people += people;
        self.made.items += items;
        self.made.documents += documents;
        self.made.bytes += bytes;
        self.made.permissions += permissions;
        self.made.webhooks += webhooks;
    }

    pub fn made(&self) -> Made {
        Made {
            median_items: self.items.quantile(0.5),
            median_bytes: self.record_bytes.quantile(0.5),
            ..self.made.clone()
        }
    }

    pub fn document(&mut self, part: Part, bytes: u64, planted: bool) {
        self.made.documents += 1;
        self.made.bytes += bytes;
        match part {
            Part::Record => {
                self.largest = self.largest.max(bytes);
                self.record_bytes.add(bytes);
                if !planted {
                    self.sum("summary bytes", bytes);
                }
            }
            Part::Item(..) if !planted => self.sum("activity bytes", bytes),
            Part::Item(..) => {}
        }
    }

    /// Whether the records are among them that are there for their size.
    pub fn has_planted(&self) -> bool {
        self.planted && self.made.people >= 1000
    }

    /// The size of the summaries of a chunk, packed.
    pub fn packed(&mut self, bytes: u64) {
        let records = self.sums.get("summary bytes").map_or(0, |it| it.count);
        if records > 0 && !self.planted {
            let sum = self.sums.entry("packed bytes").or_default();
            sum.count += records;
            sum.sum += bytes;
            // Of chunks, not of records: a little more than the truth.
            sum.squares += u128::from(bytes) * u128::from(bytes) / u128::from(records);
        }
    }

    /// Counts a record; `closely` reads its items.
    pub fn person(&mut self, person: &Person, plan: &Plan, closely: bool, planted: bool) {
        self.planted |= planted;
        self.made.people += 1;
        self.made.items += person.items.len() as u64;
        self.made.permissions += person.permissions.len() as u64;
        self.made.webhooks += person.webhooks.len() as u64;
        self.items.add(person.items.len() as u64);
        if planted {
            return;
        }
        let public = |kinds: &dyn Fn(ItemKind) -> bool| {
            let public = person.items.iter().filter(|it| it.visibility == Visibility::Public && kinds(it.kind));
            public.count() as u64
        };
        self.sum("works", public(&|it| it == ItemKind::Work));
        self.sum("affiliations", public(&ItemKind::is_affiliation));
        self.sum("peer reviews", public(&|it| it == ItemKind::PeerReview));
        self.hit("research resources", public(&|it| it == ItemKind::ResearchResource) > 0);
        if closely {
            self.head(person, plan);
            let items: Vec<&Item> = person.items.iter().filter(|it| it.visibility == Visibility::Public).collect();
            self.profile(person, &items);
            self.affiliations(&items);
            self.works(&items);
            self.others(&items);
        }
    }

    fn head(&mut self, person: &Person, plan: &Plan) {
        let (head, history) = (&person.head, &person.head.history);
        self.hit("locked", head.state == RecordState::Locked);
        self.hit("deactivated", head.state == RecordState::Deactivated);
        self.hit("deprecated", matches!(head.state, RecordState::Deprecated { .. }));
        self.hit("unclaimed", head.state == RecordState::Unclaimed);
        let year_ago = plan.as_of().millis() - 365 * DAY;
        self.hit("changed in the last year", history.modified.is_some_and(|it| it.millis() >= year_ago));
        let day = history.submitted.map_or(0, |it| it.millis()).div_euclid(DAY);
        self.hit("created on a weekday", !matches!((day + 4).rem_euclid(7), 0 | 6));
        for (name, locale) in [("locale en", "en"), ("locale es", "es"), ("locale pt", "pt"), ("locale zh_CN", "zh_CN")]
        {
            self.hit(name, &*head.locale == locale);
        }
        self.hit("default public", head.default_visibility == Visibility::Public);
        self.hit("default trusted", head.default_visibility == Visibility::Limited);
        self.hit("default private", head.default_visibility == Visibility::Private);
        if head.state == RecordState::Active {
            self.hit("without permissions", person.permissions.is_empty());
            self.sum("permissions", person.permissions.len() as u64);
        }
        self.hit("webhooks", !person.webhooks.is_empty());
        if let Some(hook) = person.webhooks.first() {
            self.hit("webhooks of one client", hook.client.as_str().ends_with("00000000"));
        }
    }

    fn profile(&mut self, person: &Person, items: &[&Item]) {
        let Some(name) = person.items.iter().find(|it| it.kind == ItemKind::Name) else { return };
        let of = |kind: ItemKind| items.iter().filter(move |it| it.kind == kind);
        self.hit("name public", name.visibility == Visibility::Public);
        self.hit("e-mail public", of(ItemKind::Email).count() > 0);
        if person.head.state != RecordState::Unclaimed {
            self.hit("e-mail verified", person.head.history.verified_email);
        }
        if person.head.state == RecordState::Active {
            self.hit("nothing but a name", items.iter().all(|it| it.kind == ItemKind::Name));
        }
        if let Ok(object) = read_body(&name.body, &shapes::NAME) {
            self.name(&object);
        }
        for (share, per_owner, kind) in [
            ("other names", "other names of an owner", ItemKind::OtherName),
            ("country", "countries of an owner", ItemKind::Address),
            ("keywords", "keywords of an owner", ItemKind::Keyword),
            ("researcher URLs", "URLs of an owner", ItemKind::ResearcherUrl),
        ] {
            let count = of(kind).count() as u64;
            self.hit(share, count > 0);
            if count > 0 {
                self.sum(per_owner, count);
            }
        }
        let biography = of(ItemKind::Biography).find_map(|it| read_body(&it.body, &shapes::BIOGRAPHY).ok());
        self.hit("biography", biography.is_some());
        if let Some(text) = biography.as_ref().and_then(|it| it.text("content")) {
            self.hit("biography up to 420", text.chars().count() <= 420);
        }
        for address in of(ItemKind::Address) {
            let Ok(object) = read_body(&address.body, &shapes::ADDRESS) else { continue };
            let code = object.object("country").and_then(|it| it.text("value")).unwrap_or_default();
            for (name, country) in
                [("from BR", "BR"), ("from CN", "CN"), ("from US", "US"), ("from IN", "IN"), ("from ES", "ES")]
            {
                self.hit(name, code == country);
            }
        }
        for url in of(ItemKind::ResearcherUrl) {
            for (name, host) in [
                ("linkedin", "linkedin.com"),
                ("researchgate", "researchgate.net"),
                ("scholar", "scholar.google"),
                ("facebook", "facebook.com"),
            ] {
                self.hit(name, url.body.contains(host));
            }
        }
        let mut owned = [false; 6];
        for id in of(ItemKind::ExternalIdentifier) {
            let kinds = ["Scopus Author ID", "ResearcherID", "SciProfiles", "Loop profile", "Ciência ID"];
            owned[kinds.iter().position(|kind| id.body.contains(kind)).unwrap_or(5)] = true;
        }
        let names = ["Scopus ids", "ResearcherIDs", "SciProfiles", "Loop", "Ciência IDs", "other person ids"];
        names.into_iter().zip(owned).for_each(|(name, owned)| self.hit(name, owned));
    }

    fn name(&mut self, object: &Object<'_>) {
        let given = object.text("given-names").unwrap_or_default();
        let family = object.text("family-name");
        let whole = format!("{given} {}", family.unwrap_or_default());
        let script = script_of(&whole);
        for known in Script::ALL {
            self.hit(known.as_str(), script == known);
        }
        self.hit("credit name", object.text("credit-name").is_some());
        self.hit("no family name", family.is_none());
        let letters = || whole.chars().filter(|it| it.is_alphabetic());
        let cased = letters().count() > 2 && script == Script::Latin && !given.contains('@');
        self.hit("capitals", cased && letters().all(char::is_uppercase));
        self.hit("small letters", cased && letters().all(char::is_lowercase));
        self.hit("title in the name", ["Dr. ", "Prof. "].iter().any(|it| given.starts_with(it)));
        self.hit("spaces", given.ends_with(' ') || given.contains("  "));
        self.hit("tabs and line breaks", whole.contains(['\t', '\n']));
        self.hit("e-mail in the name", whole.contains('@'));
        self.hit("emoji", whole.contains('🔬'));
        self.hit("150 characters", given.chars().count() >= 145);
        if let Some(family) = family {
            // Families of one sign are no slip where names are written so.
            self.hit("single letter", script == Script::Latin && family.chars().count() == 1);
        }
        if script == Script::Latin {
            self.hit("accents", whole.chars().any(|it| it.is_alphabetic() && !it.is_ascii()));
            self.hit("apostrophes", whole.contains(['\'', '’']));
            self.hit("hyphens in families", family.is_some_and(|it| it.contains(['-', '‐', '–'])));
        }
        self.hit("Wei Wang", given == "Wei" && family == Some("Wang"));
    }

    fn affiliations(&mut self, items: &[&Item]) {
        const KINDS: [(&str, ItemKind); 7] = [
            ("employments", ItemKind::Employment),
            ("educations", ItemKind::Education),
            ("qualifications", ItemKind::Qualification),
            ("memberships", ItemKind::Membership),
            ("services", ItemKind::Service),
            ("distinctions", ItemKind::Distinction),
            ("invited positions", ItemKind::InvitedPosition),
        ];
        let owned: Vec<&&Item> = items.iter().filter(|it| it.kind.is_affiliation()).collect();
        self.hit("with affiliations", !owned.is_empty());
        if owned.is_empty() {
            return;
        }
        let count = owned.len();
        for (name, range) in [
            ("1 affiliation", 1..=1),
            ("2 affiliations", 2..=2),
            ("3 affiliations", 3..=3),
            ("4 affiliations", 4..=4),
            ("5-8 affiliations", 5..=8),
            ("9-12 affiliations", 9..=12),
            ("more affiliations", 13..=usize::MAX),
        ] {
            self.hit(name, range.contains(&count));
        }
        let has = |kind| owned.iter().any(|it| it.kind == kind);
        self.hit("education and employment", has(ItemKind::Education) && has(ItemKind::Employment));
        for item in owned {
            for (name, kind) in KINDS {
                self.hit(name, item.kind == kind);
            }
            let Ok(object) = read_body(&item.body, shapes::of(item.kind).full) else { continue };
            let vocabulary = object.at(&["organization", "disambiguated-organization", "disambiguation-source"]);
            let recent = item.created.is_some_and(|it| it.date().0 >= 2024);
            let vocabulary = vocabulary.as_text();
            let names = match recent {
                false => ["ROR", "RINGGOLD", "GRID", "FUNDREF", "no organisation id"],
                true => [
                    "ROR since 2024",
                    "RINGGOLD since 2024",
                    "GRID since 2024",
                    "FUNDREF since 2024",
                    "none since 2024",
                ],
            };
            let known = [Some("ROR"), Some("RINGGOLD"), Some("GRID"), Some("FUNDREF"), None];
            names.into_iter().zip(known).for_each(|(name, it)| self.hit(name, vocabulary == it));
            match item.kind {
                ItemKind::Employment => self.hit("employments that ended", !object.get("end-date").is_null()),
                ItemKind::Education => self.hit("educations that ended", !object.get("end-date").is_null()),
                _ => {}
            }
            self.hit("no start date", object.get("start-date").is_null());
            self.hit("roles", object.text("role-title").is_some());
            self.hit("departments", object.text("department-name").is_some());
            if let Some(role) = object.text("role-title") {
                self.hit("PhD", role == "PhD");
            }
        }
    }

    fn works(&mut self, items: &[&Item]) {
        let works: Vec<&&Item> = items.iter().filter(|it| it.kind == ItemKind::Work).collect();
        self.hit("with works", !works.is_empty());
        if !works.is_empty() {
            self.hit("up to 6 works", works.len() <= 6);
        }
        // By their shared DOI; those without one have nothing that others share.
        let mut groups: HashMap<String, (u32, bool)> = HashMap::new();
        let mut alone = 0;
        for item in works {
            let (body, contributors) = without_contributors(&item.body);
            let Ok(object) = read_body(&body, &shapes::WORK) else { continue };
            let large = contributors > 500;
            if !large {
                self.hit("contributors", contributors > 0);
            }
            self.work(item, &object);
            match doi(&object) {
                Some(doi) => {
                    let group = groups.entry(doi).or_default();
                    *group = (group.0 + 1, group.1 || large);
                }
                None => alone += 1,
            }
        }
        for size in groups.values().map(|it| it.0).chain((0..alone).map(|_| 1)) {
            self.hit("groups of 1", size == 1);
            self.hit("groups of 2", size == 2);
            self.hit("groups of 3", size == 3);
            self.hit("groups of 4", size > 3);
        }
        for (doi, (_, large)) in groups {
            let paper = self.papers.entry(number_of(&doi)).or_default();
            *paper = (paper.0 + 1, paper.1 || large);
        }
    }

    fn work(&mut self, item: &Item, work: &Object<'_>) {
        self.hit("works by clients", matches!(item.source.author, Some(Agent::Client(_))));
        let kind = work.text("type").unwrap_or_default();
        for name in [
            "journal-article",
            "conference-paper",
            "book-chapter",
            "preprint",
            "book",
            "data-set",
            "dissertation-thesis",
        ] {
            self.hit(name, kind == name);
        }
        let date = |part| !work.at(&["publication-date", part]).is_null();
        self.hit("no year", !date("year"));
        if date("year") {
            self.hit("with month", date("month"));
            self.hit("with day", date("day"));
        }
        let title = work.at(&["title", "title"]).as_text().unwrap_or_default();
        self.hit("titles up to 88", title.chars().count() <= 88);
        self.hit("markup in titles", title.contains("<i>") || title.contains("&amp;"));
        self.hit("MathML in titles", title.contains("<mml:"));
        self.hit("subtitles", !work.at(&["title", "subtitle"]).is_null());
        self.hit("translated titles", !work.at(&["title", "translated-title"]).is_null());
        self.hit("journal titles", work.text("journal-title").is_some());
        let text = work.text("short-description");
        self.hit("abstracts", text.is_some());
        if let Some(text) = text {
            self.hit("abstracts up to 1200", text.chars().count() <= 1200);
        }
        let citation = work.object("citation");
        self.hit("citations", citation.is_some());
        if let Some(citation) = citation {
            self.hit("BibTeX", citation.text("citation-type") == Some("bibtex"));
            let length = citation.text("citation-value").map_or(0, |it| it.chars().count());
            self.hit("citations up to 350", length <= 350);
        }
        self.ids(work);
    }

    fn ids(&mut self, work: &Object<'_>) {
        const TYPES: [&str; 19] = [
            "doi",
            "eid",
            "wosuid",
            "source-work-id",
            "pmid",
            "other-id",
            "pmc",
            "arxiv",
            "handle",
            "isbn",
            "bibcode",
            "uri",
            "hal",
            "issn",
            "lensid",
            "dnb",
            "authenticusid",
            "urn",
            "pat",
        ];
        let ids = || ids(work);
        for name in TYPES {
            self.hit(name, ids().any(|(kind, ..)| kind == name));
        }
        for (kind, value, relationship) in ids() {
            match kind {
                "doi" => {
                    self.hit("DOI without relationship", relationship.is_none());
                    self.hit("DOI as URL", value.starts_with("https://"));
                    self.hit("DOI in capitals", value.chars().any(|it| it.is_ascii_uppercase()));
                    self.hit("DOI with prefix", value.starts_with("doi:"));
                    self.hit("DOI with dot or space", value.ends_with(['.', ' ']));
                    self.hit("DOI with brackets", value.contains('('));
                    self.hit("no DOI at all", external_id::normalize("doi", value).is_err());
                }
                "pmid" => {
                    let plain = value.bytes().all(|it| it.is_ascii_digit());
                    self.hit("PMID valid", plain);
                    self.hit("PMID fixable", !plain && external_id::normalize("pmid", value).is_ok());
                }
                _ => {}
            }
        }
    }

    fn others(&mut self, items: &[&Item]) {
        let of = |kind: ItemKind| items.iter().filter(move |it| it.kind == kind);
        let fundings = of(ItemKind::Funding).count() as u64;
        self.hit("with fundings", fundings > 0);
        if fundings > 0 {
            self.sum("fundings of an owner", fundings);
        }
        for item in of(ItemKind::Funding) {
            let Ok(funding) = read_body(&item.body, &shapes::FUNDING) else { continue };
            let vocabulary = funding.at(&["organization", "disambiguated-organization", "disambiguation-source"]);
            self.hit("funders by ROR", vocabulary.as_text() == Some("ROR"));
            self.hit("funders by FUNDREF", vocabulary.as_text() == Some("FUNDREF"));
            self.hit("funders without id", vocabulary.is_null());
            let name = funding.at(&["organization", "name"]).as_text().unwrap_or_default();
            for (what, first) in [
                ("first funder", "Foundation for"),
                ("second funder", "Commission for"),
                ("third funder", "Society for"),
            ] {
                self.hit(what, name.starts_with(first));
            }
        }
        let reviews = of(ItemKind::PeerReview).count();
        self.hit("with peer reviews", reviews > 0);
        if reviews > 0 {
            self.hit("up to 5 reviews", reviews <= 5);
        }
        for item in of(ItemKind::PeerReview) {
            let Ok(review) = read_body(&item.body, &shapes::PEER_REVIEW) else { continue };
            self.hit("reviewers", review.text("reviewer-role") == Some("reviewer"));
            self.hit("reviews", review.text("review-type") == Some("review"));
            self.hit("reviews for journals", review.text("review-group-id").is_some_and(|it| it.starts_with("issn:")));
            let Some(Agent::Client(client)) = &item.source.author else { continue };
            for (name, number) in [
                ("reviews by the first source", "3"),
                ("reviews by the second source", "4"),
                ("reviews by the third source", "5"),
                ("reviews by the fourth source", "6"),
                ("reviews by the fifth source", "7"),
            ] {
                self.hit(name, client.as_str().trim_start_matches("APP-99999900").trim_start_matches('0') == number);
            }
        }
    }
}

/// The body of a work without its contributors, and how many these are: some thousand names are counted, not read.
fn without_contributors(body: &str) -> (Cow<'_, str>, usize) {
    // Inside texts, quotes are escaped.
    match body.split_once(",\"contributors\":") {
        Some((front, list)) => (Cow::Owned([front, "}"].concat()), list.matches("\"contributor-attributes\":").count()),
        None => (Cow::Borrowed(body), 0),
    }
}

/// Type, value and relationship of the identifiers of a work.
fn ids<'o>(work: &'o Object<'_>) -> impl Iterator<Item = (&'o str, &'o str, Option<&'o str>)> {
    let list = work.object("external-ids").map_or(&[][..], |it| it.list("external-id"));
    list.iter().filter_map(Value::as_object).filter_map(|id| {
        Some((id.text("external-id-type")?, id.text("external-id-value")?, id.text("external-id-relationship")))
    })
}

fn doi(work: &Object<'_>) -> Option<String> {
    let (_, value, _) = ids(work).find(|(kind, ..)| *kind == "doi")?;
    let doi = external_id::normalize("doi", value).ok()?;
    Some(doi.trim_end_matches('.').to_owned())
}

/// A number that no two of some million texts share (FNV-1a, mixed).
fn number_of(text: &str) -> u64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_does_not_grow_with_the_people() {
        let settings = byline_synthetic::Settings {
            seed: 1,
            as_of: "2025-10-01T00:00:00Z".parse().unwrap(),
            mix: byline_synthetic::Mix::Registry,
            hidden: 0.3,
        };
        let plan = Plan::new(settings).unwrap();
        let remembered = |people: u64| {
            let mut all = Seen::default();
            for index in 2000..2000 + people {
                let mut seen = Seen::default();
                // What was looked at closely is bounded by how many people that is.
                seen.person(&plan.person(index), &plan, index < 2100, false);
                all.add(seen);
            }
            (all.shares.len() + all.sums.len() + all.papers.len(), all.items.0.len() + all.record_bytes.0.len())
        };
        let ((few, classes), (many, more_classes)) = (remembered(300), remembered(6000));
        assert_eq!(few, many);
        // A class is a fortieth wide: ten times as many items are a hundred classes more.
        assert!(more_classes < classes + 200, "{classes} {more_classes}");
    }

    #[test]
    fn contributors_are_counted_without_being_read() {
        let body = r#"{"title":{"title":"\"contributors\": none"},"type":"book","contributors":{"contributor":[{"credit-name":"A","contributor-attributes":{}},{"contributor-attributes":{}}]},"language-code":"en"}"#;
        let (rest, count) = without_contributors(body);
        assert_eq!(count, 2);
        assert_eq!(read_body(&rest, &shapes::WORK).unwrap().text("type"), Some("book"));
        assert_eq!(without_contributors("{}"), (Cow::Borrowed("{}"), 0));
    }

    #[test]
    fn quantiles_are_within_the_width_of_a_class() {
        let mut histogram = Histogram::default();
        (0..100_000u64).for_each(|number| histogram.add(number));
        for (share, number) in [(0.5, 50_000.0), (0.99, 99_000.0), (0.000_305, 30.0)] {
            let found = histogram.quantile(share) as f64;
            assert!((found / number - 1.0).abs() < 0.03, "{found} for {number}");
        }
    }
}

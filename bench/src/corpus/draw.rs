//! Draws a record. The shares are those published for the registry or, where nothing is, plausible ones.

use super::Shape;
use super::person::{
    Affiliation, Closed, Date, Entry, ExternalId, Funding, Millis, Organization, Person, Review, Source, Work,
    WorkGroup,
};
use super::rng::Rng;

/// The block of base numbers that no live registry hands out: 0009-9000-0000-000 to 0009-9999-9999-999.
const FIRST_BASE: u64 = 990_000_000_000;
const BASES: u64 = 10_000_000_000;
/// Coprime to [`BASES`], so that places spread over the whole block without ever meeting.
const STRIDE: u64 = 7_368_787_411;

/// 2026-01-01, the day the synthetic registry is looked at.
const NOW: Millis = 1_767_225_600_000;
const DAY: Millis = 86_400_000;
const CAP: f64 = 10_000.0;
/// The share of the registry that has more than a name. Whoever keeps works keeps affiliations too: drawn one by one, the
/// published shares would leave a quarter of the records bare instead of nearly half (`platform` 9.6).
const IN_USE: f64 = 0.55;
/// Of a hundred entries of the annual file, those with an error document in place of the record (`platform` 9.1).
const LOCKED: f64 = 0.9;
const DEACTIVATED: f64 = 0.6;
const DEPRECATED: f64 = 1.1;

const GIVEN: &[&str] = &[
    "Ada",
    "Ana",
    "Béatrice",
    "Carlos",
    "Chen",
    "Daniel",
    "Elif",
    "Fatima",
    "Giulia",
    "Hana",
    "Ivan",
    "João",
    "Karin",
    "Lucía",
    "Mehmet",
    "Nguyễn",
    "Olga",
    "Pedro",
    "Rahul",
    "Søren",
    "Tomás",
    "Wei",
    "Yuki",
    "Zoë",
    "伟",
    "Мария",
    "서연",
];
const FAMILY: &[&str] = &[
    "Wang",
    "Silva",
    "Müller",
    "García",
    "Li",
    "Santos",
    "Kumar",
    "Rossi",
    "Nowak",
    "Öztürk",
    "Kim",
    "Dubois",
    "Novák",
    "O’Neill",
    "Svensson",
    "Tanaka",
    "Costa-Pereira",
    "Ivanova",
    "Hansen",
    "de Vries",
    "Okafor",
    "王",
    "Петрова",
    "김",
];
const WORDS: &[&str] = &[
    "adaptive",
    "analysis",
    "approach",
    "assessment",
    "bacterial",
    "cell",
    "climate",
    "clinical",
    "comparison",
    "data",
    "deep",
    "design",
    "dynamics",
    "early",
    "effects",
    "energy",
    "evaluation",
    "evidence",
    "expression",
    "field",
    "for",
    "from",
    "gene",
    "health",
    "human",
    "impact",
    "in",
    "learning",
    "long-term",
    "marine",
    "measurement",
    "mechanisms",
    "model",
    "molecular",
    "networks",
    "neural",
    "novel",
    "of",
    "on",
    "optical",
    "patients",
    "performance",
    "plant",
    "population",
    "prediction",
    "properties",
    "protein",
    "quantum",
    "regional",
    "response",
    "risk",
    "role",
    "soil",
    "spatial",
    "structure",
    "study",
    "surface",
    "synthesis",
    "systems",
    "temperature",
    "the",
    "theory",
    "treatment",
    "under",
    "using",
    "variation",
    "water",
    "with",
    "β-decay",
    "São Paulo",
    "Ca2+ & Mg2+",
];
const CITIES: &[(&str, &str)] = &[
    ("São Paulo", "BR"),
    ("Beijing", "CN"),
    ("Boston", "US"),
    ("Pune", "IN"),
    ("Madrid", "ES"),
    ("Lisboa", "PT"),
    ("Torino", "IT"),
    ("Berlin", "DE"),
    ("Leeds", "GB"),
    ("İzmir", "TR"),
    ("Seoul", "KR"),
    ("Kyōto", "JP"),
    ("Kraków", "PL"),
    ("Lagos", "NG"),
    ("Bogotá", "CO"),
    ("Lyon", "FR"),
    ("Perth", "AU"),
    ("Toronto", "CA"),
];
const CLIENTS: &[(f64, (&str, &str))] = &[
    (44.0, ("APP-9999990000000001", "Index of Articles")),
    (26.0, ("APP-9999990000000002", "Citation Wizard")),
    (12.0, ("APP-9999990000000003", "Data Archive")),
    (10.0, ("APP-9999990000000004", "Review Records")),
    (8.0, ("APP-9999990000000005", "University Library")),
];
const ROLES: &[&str] = &["PhD", "Professor", "Researcher", "MSc", "Associate Professor", "Postdoctoral Fellow", "Dr."];
const SITES: &[(f64, &str)] =
    &[(22.0, "network.example"), (12.0, "gate.example"), (10.0, "scholar.example"), (56.0, "me.example")];

/// The record at `index`. `works` sets the number of groups instead of drawing it.
pub fn person(rng: &mut Rng, shape: Shape, index: u64, works: Option<usize>) -> Person {
    let created = NOW - (rng.unit() * 13.0 * 365.0) as Millis * DAY - rng.below(DAY as u64) as Millis;
    let modified = if rng.chance(0.35) { NOW - rng.below(365 * DAY as u64) as Millis } else { created + 30 * DAY };
    let modified = modified.clamp(created, NOW);
    let closed = (shape == Shape::Registry).then(|| closed(rng, index)).flatten();
    let habits = match shape {
        Shape::Kept => Habits::Kept,
        Shape::Registry if rng.chance(IN_USE) => Habits::InUse,
        Shape::Registry => Habits::Bare,
    };
    let mut draw = Draw { rng, habits, created, modified, next_put_code: 1 + index * 100_000 };
    let family = (!draw.rng.chance(0.03)).then(|| draw.rng.pick(FAMILY).to_owned());
    let given = draw.rng.pick(GIVEN).to_owned();
    let full = format!("{given} {}", family.as_deref().unwrap_or_default());
    Person {
        orcid: orcid_at(index),
        closed,
        credit: draw.has(0.3, 0.039).then(|| full.trim_end().to_owned()),
        locale: draw.rng.weighted(&[(70.0, "en"), (8.0, "es"), (6.0, "pt"), (4.0, "zh_CN"), (12.0, "fr")]),
        verified: draw.rng.chance(0.79),
        biography: draw.biography(),
        other_names: draw.several((0.4, 0.035), 2, |_| full.to_uppercase()),
        urls: draw.several((0.5, 0.05), 3, |draw| draw.url()),
        emails: draw.several((0.035, 0.035), 1, |draw| format!("person{}@mail.example", draw.next_put_code)),
        countries: draw.several((0.8, 0.12), 1, |draw| draw.rng.pick(CITIES).1),
        keywords: draw.several((0.6, 0.05), 7, |draw| draw.words(2)),
        identifiers: draw.several((0.6, 0.15), 2, Draw::person_id),
        affiliations: draw.affiliations(),
        fundings: draw.several((0.3, 0.025), 5, Draw::funding),
        reviews: draw.reviews(),
        works: draw.works(works),
        given,
        family,
        created,
        modified,
    }
}

fn orcid_at(index: u64) -> String {
    orcid(FIRST_BASE + (index % BASES) * STRIDE % BASES)
}

fn closed(rng: &mut Rng, index: u64) -> Option<Closed> {
    let of_a_hundred = rng.unit() * 100.0;
    match of_a_hundred {
        it if it < LOCKED => Some(Closed::Locked),
        it if it < LOCKED + DEACTIVATED => Some(Closed::Deactivated),
        // It lives on in its neighbour.
        it if it < LOCKED + DEACTIVATED + DEPRECATED => Some(Closed::Deprecated { primary: orcid_at(index + 1) }),
        _ => None,
    }
}

/// What sort of owner a record has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habits {
    /// Of [`Shape::Kept`].
    Kept,
    /// Of [`Shape::Registry`]: more than a name, or nothing else.
    InUse,
    Bare,
}

struct Draw<'a> {
    rng: &'a mut Rng,
    habits: Habits,
    created: Millis,
    modified: Millis,
    next_put_code: u64,
}

impl Draw<'_> {
    fn entry<T>(&mut self, source: Source, content: T) -> Entry<T> {
        let put_code = self.next_put_code;
        self.next_put_code += 1;
        let created = self.created + (self.rng.unit() * (self.modified - self.created) as f64) as Millis;
        let modified = if self.rng.chance(0.7) { created } else { self.modified };
        Entry { put_code, created, modified, source, content }
    }

    /// Whether a record has something, by its share among kept records and in the whole registry.
    fn has(&mut self, kept: f64, registry: f64) -> bool {
        self.rng.chance(match self.habits {
            Habits::Kept => kept,
            Habits::InUse => registry / IN_USE,
            Habits::Bare => 0.0,
        })
    }

    /// Nothing, or one to `most` items the owner wrote.
    fn several<T>(
        &mut self,
        (kept, registry): (f64, f64),
        most: u64,
        mut make: impl FnMut(&mut Self) -> T,
    ) -> Vec<Entry<T>> {
        if !self.has(kept, registry) {
            return Vec::new();
        }
        (0..=self.rng.below(most))
            .map(|_| {
                let content = make(self);
                self.entry(Source::Owner, content)
            })
            .collect()
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.rng.pick(WORDS)).collect::<Vec<_>>().join(" ")
    }

    /// Words up to about this many characters, the first with a capital.
    fn sentence(&mut self, characters: f64) -> String {
        let text = self.words(((characters / 8.0) as usize).clamp(2, 600));
        let mut letters = text.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    fn biography(&mut self) -> Option<String> {
        self.has(0.4, 0.044).then(|| {
            let length = self.rng.log_normal(420.0, 1.0).min(4500.0);
            self.sentence(length)
        })
    }

    fn url(&mut self) -> (String, String) {
        let site = self.rng.weighted(SITES);
        (self.words(2), format!("https://{site}/people/{}", self.next_put_code))
    }

    fn person_id(&mut self) -> ExternalId {
        let kind = self.rng.weighted(&[
            (8.5, "Scopus Author ID"),
            (3.3, "ResearcherID"),
            (1.5, "SciProfiles"),
            (1.2, "Loop profile"),
        ]);
        let value = self.rng.below(99_999_999_999).to_string();
        let url = Some(format!("https://ids.example/author?id={value}&origin=record"));
        ExternalId { kind, value, url, relationship: "self" }
    }

    fn client(&mut self, share: f64) -> Source {
        if !self.rng.chance(share) {
            return Source::Owner;
        }
        let (number, name) = self.rng.weighted(CLIENTS);
        Source::Client(number, name)
    }

    fn date(&mut self, from: u32) -> Date {
        // Each eight years have twice as much as the eight before.
        let back = (-8.0 * (1.0 - self.rng.unit()).log2()) as u32;
        let month = self.rng.chance(0.75).then(|| 1 + self.rng.below(12) as u32);
        let day = month.filter(|_| self.rng.chance(0.6)).map(|_| 1 + self.rng.below(28) as u32);
        Date { year: (2025 - back.min(65)).max(from), month, day }
    }

    fn organization(&mut self) -> Organization {
        let rank = self.rng.zipf(60_000);
        let (city, country) = CITIES[(rank % CITIES.len() as u64) as usize];
        let known_as = match self.rng.weighted(&[
            (44.0, "ROR"),
            (33.0, "RINGGOLD"),
            (7.0, "GRID"),
            (3.0, "FUNDREF"),
            (13.0, ""),
        ]) {
            "" => None,
            "ROR" => Some((format!("https://ror.org/0{:08}", 10_000_000 + rank), "ROR")),
            "GRID" => Some((format!("grid.{}.{}", 1000 + rank, rank % 10), "GRID")),
            "FUNDREF" => Some((format!("http://dx.doi.org/10.13039/{}", 100_000_000 + rank), "FUNDREF")),
            other => Some(((1000 + rank).to_string(), other)),
        };
        Organization {
            name: format!("{city} University of {} {rank}", WORDS[(rank % 60) as usize]),
            city,
            country,
            known_as,
        }
    }

    fn affiliations(&mut self) -> Vec<Entry<Affiliation>> {
        if !self.has(0.95, 0.41) {
            return Vec::new();
        }
        let count = self.rng.weighted(&[(43.0, 1), (25.0, 2), (14.0, 3), (7.5, 4), (8.5, 6), (1.5, 10), (0.5, 15)]);
        (0..count)
            .map(|_| {
                let affiliation = self.affiliation();
                let source = self.client(0.3);
                self.entry(source, affiliation)
            })
            .collect()
    }

    fn affiliation(&mut self) -> Affiliation {
        let kind = self.rng.weighted(&[
            (47.0, "employment"),
            (36.0, "education"),
            (7.0, "qualification"),
            (4.0, "membership"),
            (3.0, "service"),
            (2.2, "distinction"),
            (0.8, "invited-position"),
        ]);
        let start = (!self.rng.chance(0.09)).then(|| self.date(1970));
        let ends = if kind == "employment" { 0.38 } else { 0.78 };
        let end = start.filter(|_| self.rng.chance(ends)).map(|start| Date {
            year: (start.year + 4).min(2030),
            month: start.month,
            day: start.day,
        });
        Affiliation {
            kind,
            department: self.rng.chance(0.7).then(|| self.sentence(24.0)),
            role: self.rng.chance(0.85).then(|| self.rng.pick(ROLES)),
            start,
            end,
            organization: self.organization(),
        }
    }

    fn funding(&mut self) -> Funding {
        let value = format!("GR/{}/{}", 2000 + self.rng.below(26), self.rng.below(100_000));
        let url = Some(format!("https://grants.example/{}", value.replace('/', "-")));
        Funding {
            title: self.sentence(80.0),
            kind: self.rng.weighted(&[(80.0, "grant"), (15.0, "award"), (5.0, "contract")]),
            start: Some(self.date(1990)),
            organization: self.organization(),
            number: ExternalId { kind: "grant_number", value, url, relationship: "self" },
        }
    }

    fn reviews(&mut self) -> Vec<Entry<Review>> {
        if !self.has(0.1, 0.04) {
            return Vec::new();
        }
        let count = self.rng.log_normal(5.0, 1.45).clamp(1.0, 3000.0) as usize;
        (0..count)
            .map(|_| {
                let review = Review {
                    group: format!("issn:{:04}-{:03}X", 1000 + self.rng.zipf(3000), 100),
                    completed: self.date(2012),
                    organization: self.organization(),
                    id: ExternalId {
                        kind: "source-work-id",
                        value: format!("review-{}", self.next_put_code),
                        url: None,
                        relationship: "self",
                    },
                };
                let source = self.client(1.0);
                self.entry(source, review)
            })
            .collect()
    }

    fn works(&mut self, groups: Option<usize>) -> Vec<WorkGroup> {
        // Medians are of groups; a group has 1.26 summaries in the mean.
        let (median, sigma) = if self.habits == Habits::Kept { (18.0, 0.9) } else { (5.2, 1.45) };
        let drawn = match self.has(1.0, 0.31) {
            true => self.rng.log_normal(median, sigma).clamp(1.0, CAP) as usize,
            false => 0,
        };
        (0..groups.unwrap_or(drawn)).map(|_| self.work_group()).collect()
    }

    fn work_group(&mut self) -> WorkGroup {
        let shared = ExternalId { relationship: "self", ..self.doi() };
        let length = self.rng.log_normal(88.0, 0.45);
        let title = self.sentence(length);
        let published = (!self.rng.chance(0.01)).then(|| self.date(1960));
        let count = self.rng.weighted(&[(80.0, 1), (15.0, 2), (4.0, 3), (1.0, 4)]);
        let mut ids: Vec<ExternalId> = Vec::new();
        let members = (0..count)
            .map(|_| {
                let work = self.work(&title, published, &shared, count > 1);
                ids.extend(
                    work.ids
                        .iter()
                        .filter(|id| id.relationship == "self" && !ids.contains(id))
                        .cloned()
                        .collect::<Vec<_>>(),
                );
                let source = self.client(0.72);
                self.entry(source, work)
            })
            .collect();
        WorkGroup { ids, members }
    }

    fn work(&mut self, title: &str, published: Option<Date>, shared: &ExternalId, grouped: bool) -> Work {
        let mut ids = Vec::new();
        // Groups of several share one: together that makes 65 DOIs in a hundred summaries (`platform` 9.3).
        if grouped || self.rng.chance(0.45) {
            ids.push(shared.clone());
        }
        for (share, kind) in [(0.33, "eid"), (0.11, "wosuid"), (0.09, "source-work-id"), (0.07, "pmid"), (0.02, "pmc")]
        {
            if self.rng.chance(share) {
                let value = format!("{}{}", self.rng.below(1_000_000_000), self.next_put_code);
                ids.push(ExternalId { kind, value, url: None, relationship: "self" });
            }
        }
        if self.rng.chance(0.0026) {
            let value = format!("{:04}-{:03}5", self.rng.zipf(3000), 123);
            ids.push(ExternalId { kind: "issn", value, url: None, relationship: "part-of" });
        }
        Work {
            title: title.to_owned(),
            subtitle: self.rng.chance(0.04).then(|| self.sentence(40.0)),
            journal: self.rng.chance(0.93).then(|| format!("Journal of {} {}", self.words(2), self.rng.zipf(100_000))),
            kind: self.rng.weighted(&[
                (72.0, "journal-article"),
                (11.0, "conference-paper"),
                (6.0, "book-chapter"),
                (3.0, "preprint"),
                (2.0, "book"),
                (1.0, "data-set"),
                (1.5, "dissertation-thesis"),
                (3.5, "other"),
            ]),
            published,
            url: ids.first().and_then(|id| id.url.clone()),
            ids,
        }
    }

    /// One in eight is written as a link, as people do.
    fn doi(&mut self) -> ExternalId {
        let name = format!("10.{}/j.{}.{}", 1000 + self.rng.zipf(8000), self.rng.below(100_000), self.next_put_code);
        let url = format!("https://doi.org/{name}");
        let value = if self.rng.chance(0.12) { url.clone() } else { name };
        ExternalId { kind: "doi", value, url: Some(url), relationship: "self" }
    }
}

/// The iD with these first fifteen digits; check character by ISO 7064, MOD 11-2.
fn orcid(base: u64) -> String {
    let digits = format!("{base:015}");
    let total = digits.bytes().fold(0u32, |total, digit| (total + u32::from(digit - b'0')) * 2);
    let check = match (12 - total % 11) % 11 {
        10 => 'X',
        digit => char::from(b'0' + digit as u8),
    };
    format!("{}-{}-{}-{}{check}", &digits[..4], &digits[4..8], &digits[8..12], &digits[12..])
}

//! Works: groups of summaries that several sources brought (`platform` 9.3).

use std::sync::OnceLock;

use byline_model::{ItemKind, Source};

use crate::body::Body;
use crate::clients;
use crate::dates::Fuzzy;
use crate::draw::Draw;
use crate::names;
use crate::papers::{Paper, Papers};
use crate::rng::{Rng, Stream};
use crate::words;

/// Of a hundred groups that share a DOI, those with so many members. Groups without one have a single member: together
/// that makes 80 : 15 : 4 : 1.
const MEMBERS: &[(f64, u64)] = &[(64.1, 1), (26.9, 2), (7.2, 3), (1.8, 4)];
/// Of groups, those with a DOI: they hold 65 of a hundred summaries.
const WITH_DOI: f64 = 0.557;
/// Of summaries, those that a client brought.
const BY_CLIENTS: f64 = 0.72;
/// Of DOIs, those that come with their link.
const LINKED: f64 = 0.65;
const TITLE: (f64, f64) = (88.0, 0.45);
const ABSTRACT: f64 = 1200.0;
const CITATION: f64 = 350.0;
const JOURNALS: u64 = 100_000;
/// Members of the large collaborations.
const COLLABORATIONS: [usize; 8] = [900, 1500, 2100, 2600, 2900, 3000, 3100, 3200];

const TYPES: &[(f64, &str)] = &[
    (72.0, "journal-article"),
    (11.0, "conference-paper"),
    (6.0, "book-chapter"),
    (3.0, "preprint"),
    (2.0, "book"),
    (1.0, "data-set"),
    (1.5, "dissertation-thesis"),
    (1.5, "other"),
    (0.8, "report"),
    (0.7, "conference-poster"),
    (0.5, "software"),
];

/// So many summaries.
pub fn draw(draw: &mut Draw<'_>, rng: &mut Rng, count: u64) {
    let mut papers = Papers::new(draw.plan.seed, draw.index, count);
    let mut left = count;
    while left > 0 {
        let doi = rng.chance(WITH_DOI);
        let (paper, members) = if doi {
            let members = rng.weighted(MEMBERS);
            let members = if members == 4 { 4 + rng.geometric(0.35, 8) } else { members };
            (papers.shared(rng), members.min(left))
        } else {
            (papers.own(), 1)
        };
        left -= members;
        group(draw, rng, &Content::of(draw, paper, doi), members);
    }
}

fn group(draw: &mut Draw<'_>, rng: &mut Rng, content: &Content, members: u64) {
    let mut sources: Vec<Option<u64>> = Vec::with_capacity(members as usize);
    for _ in 0..members {
        let mut client = rng.chance(BY_CLIENTS).then(|| clients::of_works(rng));
        // Nobody brings the same thing twice.
        while client.is_some() && sources.contains(&client) {
            client = Some(clients::institution(rng));
        }
        sources.push(client);
        let body = content.body(draw, rng, members > 1);
        let source = client.map_or_else(|| draw.owner(), clients::source);
        draw.put(rng, ItemKind::Work, source, body);
    }
}

/// What everybody says of a paper, as it follows from its number.
struct Content {
    paper: Paper,
    title: String,
    language: Option<&'static str>,
    journal: Option<String>,
    kind: &'static str,
    published: Option<Fuzzy>,
    doi: Option<String>,
    list: Contributors,
}

#[derive(Clone, Copy)]
enum Contributors {
    None,
    /// So many.
    Some(u64),
    Collaboration(usize),
}

impl Content {
    fn of(draw: &Draw<'_>, paper: Paper, with_doi: bool) -> Self {
        let mut rng = Rng::new(draw.plan.seed, Stream::Paper, paper.number);
        let rng = &mut rng;
        let length = rng.log_normal(TITLE.0, TITLE.1).min(900.0);
        let (language, mut title) = match rng.chance(0.12) {
            true => {
                let (code, title) = words::foreign(rng, length);
                (Some(code), title)
            }
            false => (None, words::sentence(rng, length)),
        };
        match rng.unit() {
            it if it < 0.0075 => title.push_str(" in <i>Vicia fabula</i>"),
            it if it < 0.015 => title.push_str(" &amp; its limits"),
            it if it < 0.02 => {
                title.push_str(" at <mml:math><mml:msub><mml:mi>T</mml:mi><mml:mn>0</mml:mn></mml:msub></mml:math>")
            }
            _ => {}
        }
        let journal = rng.chance(0.93).then(|| journal(rng.zipf(JOURNALS)));
        let kind = if paper.collaboration { "journal-article" } else { rng.weighted(TYPES) };
        let last = draw.plan.as_of().date().0;
        let published = (!rng.chance(0.01)).then(|| Fuzzy::draw(rng, 1960, last, 0.75, 0.45));
        let doi = with_doi.then(|| doi(rng, paper.number));
        let list = match (paper.collaboration, rng.chance(0.6)) {
            (true, _) => Contributors::Collaboration((paper.number % COLLABORATIONS.len() as u64) as usize),
            (false, true) => Contributors::Some((1.0 + rng.log_normal(4.0, 0.9).round()).min(500.0) as u64),
            (false, false) => Contributors::None,
        };
        Content { paper, title, language, journal, kind, published, doi, list }
    }

    fn body(&self, draw: &Draw<'_>, rng: &mut Rng, grouped: bool) -> Box<str> {
        let mut body = Body::with_room(1024);
        body.object("title", |it| {
            it.text("title", &self.title);
            if rng.chance(0.04) {
                it.text("subtitle", &words::sentence(rng, 40.0));
            }
            if rng.chance(0.015) {
                let (code, text) = words::foreign(rng, self.title.len() as f64);
                it.object("translated-title", |it| {
                    it.text("value", &text).text("language-code", code);
                });
            }
        });
        body.maybe("journal-title", self.journal.as_deref());
        if rng.chance(0.08) {
            let length = rng.log_normal(ABSTRACT, 0.5).min(4980.0);
            body.text("short-description", &words::paragraph(rng, length));
        }
        if rng.chance(0.35) {
            let kind = if rng.chance(0.9) { "bibtex" } else { "formatted-apa" };
            let text = self.citation(rng, kind);
            body.object("citation", |it| {
                it.text("citation-type", kind).text("citation-value", &text);
            });
        }
        body.text("type", self.kind);
        if let Some(published) = self.published {
            published.put(&mut body, "publication-date");
        }
        let url = self.ids(&mut body, rng, grouped);
        body.maybe("url", url.filter(|_| rng.chance(0.15)).as_deref());
        self.contributors(&mut body, draw, rng);
        if rng.chance(0.15) {
            body.text("language-code", self.language.unwrap_or("en"));
        }
        body.finish()
    }

    /// Identifiers as one source has them. Returns where the first leads.
    fn ids(&self, body: &mut Body, rng: &mut Rng, grouped: bool) -> Option<String> {
        let mut first = None;
        body.list_within("external-ids", "external-id", |list| {
            if let Some(doi) = &self.doi {
                first = Some(format!("https://doi.org/{doi}"));
                let value = if grouped { written(rng, doi, 0.0) } else { written(rng, doi, 0.003) };
                let relationship = (!rng.chance(0.0015)).then_some("self");
                let url = first.as_deref().filter(|_| rng.chance(LINKED));
                put_id(list, "doi", &value, url, relationship);
            }
            let n = self.paper.number;
            let (eid, arxiv) =
                (if self.doi.is_some() { 0.42 } else { 0.163 }, if self.paper.collaboration { 0.56 } else { 0.006 });
            if rng.chance(eid) {
                put_id(list, "eid", &format!("2-s2.0-85{:09}", n % 1_000_000_000), None, Some("self"));
            }
            for (share, kind) in OTHER_IDS {
                if rng.chance(*share) {
                    let relationship =
                        if matches!(*kind, "isbn" | "issn") && rng.chance(0.85) { "part-of" } else { "self" };
                    put_id(list, kind, &identifier(rng, kind, n), None, Some(relationship));
                }
            }
            if rng.chance(arxiv) {
                let value = format!("{:02}{:02}.{:05}", 7 + n % 18, 1 + n / 18 % 12, n / 216 % 100_000);
                put_id(list, "arxiv", &value, Some(&format!("https://arxiv.org/abs/{value}")), Some("self"));
            }
        });
        first
    }

    fn contributors(&self, body: &mut Body, draw: &Draw<'_>, rng: &mut Rng) {
        match self.list {
            Contributors::None => {}
            Contributors::Collaboration(which) => {
                body.object("contributors", |it| {
                    it.list("contributor", |list| {
                        list.members(&collaborations()[which]);
                    });
                });
            }
            Contributors::Some(count) => {
                let mut others = Rng::new(draw.plan.seed, Stream::Paper, self.paper.number ^ 0x5bd1_e995);
                let own = if rng.chance(0.3) { rng.below(count) } else { count };
                body.object("contributors", |it| {
                    it.list("contributor", |list| {
                        for place in 0..count {
                            let owner = (place == own).then_some(draw);
                            contributor(list, &mut others, place, owner);
                        }
                    });
                });
            }
        }
    }

    fn citation(&self, rng: &mut Rng, kind: &str) -> String {
        let wanted = rng.log_normal(CITATION, 0.5).min(4000.0) as usize;
        let mut authors = Rng::new(0, Stream::Paper, self.paper.number);
        let year = self.published.map_or(2000, |it| it.year);
        let journal = self.journal.as_deref().unwrap_or("Preprint");
        let mut out = String::with_capacity(wanted + 64);
        if kind == "bibtex" {
            out.push_str("@article{");
            names::author(&mut authors, &mut out);
            let key: String = out[9..].chars().filter(char::is_ascii_alphabetic).collect();
            out.truncate(9);
            out.push_str(&format!("{key}{year},\n  title = {{{}}},\n  journal = {{{journal}}},\n", self.title));
            out.push_str(&format!("  year = {{{year}}},\n"));
            if let Some(doi) = &self.doi {
                out.push_str(&format!("  doi = {{{doi}}},\n"));
            }
            out.push_str("  author = {");
            names::author(&mut authors, &mut out);
            while out.len() + 4 < wanted {
                out.push_str(" and ");
                names::author(&mut authors, &mut out);
            }
            out.push_str("}\n}");
        } else {
            names::author(&mut authors, &mut out);
            while out.len() + self.title.len() + journal.len() + 20 < wanted {
                out.push_str(", ");
                names::author(&mut authors, &mut out);
            }
            out.push_str(&format!(" ({year}). {}. {journal}.", self.title));
        }
        out
    }
}

fn contributor(list: &mut Body, rng: &mut Rng, place: u64, owner: Option<&Draw<'_>>) {
    let mut name = String::with_capacity(24);
    names::author(rng, &mut name);
    list.member(|it| {
        if let Some(owner) = owner {
            let id = owner.orcid.to_string();
            it.object("contributor-orcid", |it| {
                it.text("uri", &format!("https://orcid.org/{id}")).text("path", &id).text("host", "orcid.org");
            });
            it.text("credit-name", &owner.shown_name);
        } else {
            it.text("credit-name", &name);
        }
        it.object("contributor-attributes", |it| {
            it.text("contributor-sequence", if place == 0 { "first" } else { "additional" })
                .text("contributor-role", "author");
        });
    });
}

/// Lists of some thousand members, which are the same on all papers of a collaboration.
fn collaborations() -> &'static [Box<str>] {
    static LISTS: OnceLock<Vec<Box<str>>> = OnceLock::new();
    LISTS.get_or_init(|| {
        COLLABORATIONS
            .iter()
            .map(|count| {
                let mut rng = Rng::new(0, Stream::Tables, *count as u64);
                let mut body = Body::with_room(count * 160);
                body.list("list", |list| (0..*count as u64).for_each(|place| contributor(list, &mut rng, place, None)));
                let made = body.into_members();
                Box::from(&made["\"list\":[".len()..made.len() - 1])
            })
            .collect()
    })
}

/// Of summaries, those with an identifier of a type.
const OTHER_IDS: &[(f64, &str)] = &[
    (0.11, "wosuid"),
    (0.09, "source-work-id"),
    (0.07, "pmid"),
    (0.025, "other-id"),
    (0.021, "pmc"),
    (0.013, "handle"),
    (0.009, "isbn"),
    (0.006, "bibcode"),
    (0.006, "uri"),
    (0.0037, "hal"),
    (0.0026, "issn"),
    (0.0013, "lensid"),
    (0.0009, "dnb"),
    (0.0009, "authenticusid"),
    (0.0008, "urn"),
    (0.0007, "pat"),
];

fn identifier(rng: &mut Rng, kind: &str, n: u64) -> String {
    match kind {
        "wosuid" => format!("WOS:{:015}", n % 1_000_000_000_000),
        "source-work-id" => format!("{}", n % 100_000_000),
        "pmid" => {
            let digits = 10_000_000 + n % 30_000_000;
            match rng.unit() {
                it if it < 0.0009 => format!("PMID: {digits}"),
                it if it < 0.0016 => format!("none{}.x", n % 100),
                _ => digits.to_string(),
            }
        }
        "pmc" => format!("PMC{}", 1_000_000 + n % 9_000_000),
        "handle" => format!("20.500.{}/{}", 90_000 + n % 400, n / 400 % 1_000_000),
        "isbn" => isbn(n % 100_000_000),
        "bibcode" => format!("{}SynJ..{:03}.{:04}Q", 1960 + n % 60, n / 60 % 1000, n / 60_000 % 10_000),
        "uri" => format!("https://archive.example/item/{}", n % 10_000_000),
        "hal" => format!("hal-{:08}", n % 100_000_000),
        "issn" => issn(n % 90_000),
        "lensid" => format!(
            "{:03}-{:03}-{:03}-{:03}-{:03}",
            n % 1000,
            n / 1000 % 1000,
            n / 10_000 % 1000,
            n / 77 % 1000,
            n / 7 % 1000
        ),
        "authenticusid" => format!("P-{:03X}-{:03X}", n % 4096, n / 4096 % 4096),
        "urn" => format!("urn:nbn:zz:{}", n % 100_000_000),
        _ => format!("{}", n % 1_000_000_000),
    }
}

fn put_id(list: &mut Body, kind: &str, value: &str, url: Option<&str>, relationship: Option<&str>) {
    list.member(|it| {
        it.text("external-id-type", kind)
            .text("external-id-value", value)
            .maybe("external-id-url", url)
            .maybe("external-id-relationship", relationship);
    });
}

/// A name below a prefix that is given to nobody.
fn doi(rng: &mut Rng, n: u64) -> String {
    let prefix = 990_000 + rng.zipf(8000);
    // One in fifty has brackets, as those of one large publisher did.
    match rng.unit() {
        it if it < 0.02 => format!(
            "10.{prefix}/s{:04}-{:04}({:02}){:05}-{}",
            n % 10_000,
            n / 10_000 % 10_000,
            n % 26,
            n / 99 % 100_000,
            n % 10
        ),
        it if it < 0.35 => format!(
            "10.{prefix}/j.{}.{}.{:06}",
            ["aca", "bio", "cel", "env", "mat", "phy", "soc"][(n % 7) as usize],
            2000 + n % 26,
            n / 200 % 1_000_000
        ),
        _ => format!("10.{prefix}/s{}", n % 10_000_000_000),
    }
}

/// A DOI as people write it.
fn written(rng: &mut Rng, doi: &str, invalid: f64) -> String {
    let mut at = rng.unit();
    let mut within = |share: f64| {
        at -= share;
        at < 0.0
    };
    if within(0.12) {
        format!("https://doi.org/{doi}")
    } else if within(0.08) {
        doi.to_uppercase()
    } else if within(0.005) {
        format!("doi:{doi}")
    } else if within(0.0015) {
        format!("{doi}.")
    } else if within(0.0015) {
        format!("{doi} ")
    } else if within(invalid) {
        format!("not known {}", doi.len())
    } else {
        doi.to_owned()
    }
}

/// The journal of a rank.
pub fn journal(rank: u64) -> String {
    let subject = words::subject(rank);
    match rank % 6 {
        0 => format!("Journal of {subject}"),
        1 => format!("Annals of {subject}"),
        2 => format!("{subject} Letters"),
        3 => format!("International Journal of {subject} and {}", words::subject(rank / 7)),
        4 => format!("Proceedings on {subject}"),
        _ => format!("{subject} Review {}", 1 + rank / 6 % 40),
    }
}

/// The ISSN of a journal, with its check digit, from the end of the numbers.
pub fn issn(rank: u64) -> String {
    let number = 9_900_000 + rank % 100_000;
    let digits = format!("{number:07}");
    let sum: u64 = digits.bytes().zip((2..=8).rev()).map(|(digit, weight)| u64::from(digit - b'0') * weight).sum();
    let check = match (11 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from(b'0' + digit as u8),
    };
    format!("{}-{}{check}", &digits[..4], &digits[4..])
}

fn isbn(number: u64) -> String {
    let digits = format!("9799{number:08}");
    let sum: u64 =
        digits.bytes().enumerate().map(|(at, digit)| u64::from(digit - b'0') * if at % 2 == 0 { 1 } else { 3 }).sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// The owner of a record, as a source.
impl Draw<'_> {
    /// The owner of the record, as a source.
    pub fn owner(&self) -> Source {
        Source { author: Some(byline_model::Agent::Person(self.orcid)), ..Source::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_model::external_id::normalize;

    #[test]
    fn a_doi_is_found_in_whatever_people_write() {
        let mut rng = Rng::new(2, Stream::Tables, 0);
        for number in 0..5000 {
            let doi = doi(&mut rng, number * 7919);
            let written = written(&mut rng, &doi, 0.0);
            let found = normalize("doi", &written).unwrap();
            assert_eq!(found.trim_end_matches('.'), doi, "{written}");
        }
    }

    #[test]
    fn issns_have_their_check_digit() {
        for rank in 0..3000 {
            assert!(issn(rank).parse::<byline_model::Issn>().is_ok(), "{}", issn(rank));
        }
    }
}

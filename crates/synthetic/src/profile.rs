//! The person section (`platform` 9.1).

use byline_model::{ItemKind, Visibility};

use crate::body::Body;
use crate::clients;
use crate::draw::Draw;
use crate::names::{self, Name};
use crate::rng::Rng;
use crate::words;

/// Strings that people use as keywords.
const KEYWORDS: u64 = 1_200_000;

/// The share of records that have each part, of all records.
#[derive(Clone, Copy, Debug)]
pub struct Shares {
    pub credit_name: f64,
    pub other_names: f64,
    pub biography: f64,
    pub country: f64,
    pub keywords: f64,
    pub urls: f64,
    /// Each vocabulary of person identifiers.
    pub identifiers: [(f64, &'static str); 6],
    pub public_email: f64,
}

/// Of all people, most of whom tell nothing beyond their name (`platform` 9.1).
pub const REGISTRY: Shares = Shares {
    credit_name: 0.039,
    other_names: 0.035,
    biography: 0.044,
    country: 0.12,
    keywords: 0.05,
    urls: 0.05,
    identifiers: [
        (0.085, "Scopus Author ID"),
        (0.033, "ResearcherID"),
        (0.015, "SciProfiles"),
        (0.012, "Loop profile"),
        (0.003, "Ciência ID"),
        (0.002, "GND"),
    ],
    public_email: 0.035,
};

/// Of people who keep their record.
pub const KEPT: Shares = Shares {
    credit_name: 0.3,
    other_names: 0.4,
    biography: 0.4,
    country: 0.8,
    keywords: 0.6,
    urls: 0.5,
    identifiers: [
        (0.6, "Scopus Author ID"),
        (0.25, "ResearcherID"),
        (0.1, "SciProfiles"),
        (0.08, "Loop profile"),
        (0.02, "Ciência ID"),
        (0.01, "GND"),
    ],
    public_email: 0.035,
};

/// Name and e-mail address, which everybody has, whatever else they tell.
pub fn essentials(draw: &mut Draw<'_>, rng: &mut Rng, name: &Name, credit: Option<&str>, verified: bool, public: bool) {
    let mut body = Body::new();
    body.wrapped("given-names", &name.given);
    if let Some(family) = &name.family {
        body.wrapped("family-name", family);
    }
    body.maybe("credit-name", credit);
    let visibility = if rng.chance(0.9977) { Visibility::Public } else { Visibility::Private };
    draw.put_single(ItemKind::Name, visibility, body.finish());
    let mut body = Body::new();
    body.text("email", &format!("person{}@mail.example", draw.index)).flag("verified", verified).flag("primary", true);
    let visibility = if public { Visibility::Public } else { Visibility::Private };
    draw.put_email(visibility, body.finish());
}

/// What few tell of themselves. `chance` makes the share of those who tell anything out of the share of all.
pub fn rest(draw: &mut Draw<'_>, rng: &mut Rng, shares: &Shares, name: &Name, chance: impl Fn(&mut Rng, f64) -> bool) {
    if chance(rng, shares.biography) {
        let length = rng.log_normal(420.0, 1.0).min(4950.0);
        let mut body = Body::new();
        body.text("content", &words::paragraph(rng, length));
        draw.put_single(ItemKind::Biography, Visibility::Public, body.finish());
    }
    let several = |share: f64, rng: &mut Rng| chance(rng, share);
    if several(shares.other_names, rng) {
        let count = 1 + rng.geometric(0.45, 12);
        other_names(draw, rng, name, count);
    }
    if several(shares.urls, rng) {
        let count = 1 + rng.geometric(0.375, 10);
        urls(draw, rng, count);
    }
    if several(shares.country, rng) {
        let count = 1 + rng.geometric(0.107, 4);
        addresses(draw, rng, count);
    }
    if several(shares.keywords, rng) {
        let count = (1.0 + rng.exponential(3.8)).min(10.0) as u64;
        keywords(draw, rng, count.max(1));
    }
    for (share, kind) in shares.identifiers {
        if chance(rng, share) {
            identifier(draw, rng, kind);
        }
    }
}

/// Other ways of writing the name: initials, the other order, without accents.
pub fn other_names(draw: &mut Draw<'_>, rng: &mut Rng, name: &Name, count: u64) {
    let family = name.family.as_deref().unwrap_or("");
    for number in 0..count {
        let initial = name.given.chars().next().unwrap_or('N');
        let text = match number {
            0 => format!("{initial}. {family}"),
            1 => format!("{family} {initial}"),
            2 => names::folded(&format!("{} {family}", name.given)),
            number => format!("{} {}. {family}", name.given, (b'A' + (number + rng.below(20)) as u8 % 26) as char),
        };
        let mut body = Body::new();
        body.text("content", text.trim());
        draw.put_owned(rng, ItemKind::OtherName, body.finish());
    }
}

/// Pages of the person, a share of them at sites that many use.
pub fn urls(draw: &mut Draw<'_>, rng: &mut Rng, count: u64) {
    for _ in 0..count {
        let number = rng.number() >> 28;
        let host = rng.weighted(&[
            (22.0, Some(("LinkedIn", "www.linkedin.com/in"))),
            (12.0, Some(("ResearchGate", "www.researchgate.net/profile"))),
            (10.0, Some(("Google Scholar", "scholar.google.com/citations"))),
            (3.0, Some(("Facebook", "www.facebook.com"))),
            (53.0, None),
        ]);
        let (name, url) = match host {
            // Nobody there has such a name.
            Some((name, host)) => (name.to_owned(), format!("https://{host}/synthetic-{number}")),
            None => (words::sentence(rng, 14.0), format!("https://page{number}.example/")),
        };
        let mut body = Body::new();
        body.text("url-name", &name).text("url", &url);
        draw.put_owned(rng, ItemKind::ResearcherUrl, body.finish());
    }
}

/// Countries: their own first, then others.
pub fn addresses(draw: &mut Draw<'_>, rng: &mut Rng, count: u64) {
    for number in 0..count {
        let country = if number == 0 { draw.country } else { draw.plan.another_country(rng) };
        let mut body = Body::new();
        body.wrapped("country", country);
        draw.put_owned(rng, ItemKind::Address, body.finish());
    }
}

/// Keywords of their own, the usual ones most often.
pub fn keywords(draw: &mut Draw<'_>, rng: &mut Rng, count: u64) {
    for _ in 0..count {
        let mut body = Body::new();
        body.text("content", &words::keyword(rng.zipf_shifted(KEYWORDS, 0.9, 10.0)));
        draw.put_owned(rng, ItemKind::Keyword, body.finish());
    }
}

/// An identifier that another system has for the person, in the form of that system.
pub fn identifier(draw: &mut Draw<'_>, rng: &mut Rng, kind: &str) {
    let number = rng.number();
    let value = match kind {
        "Scopus Author ID" => (57_000_000_000 + number % 900_000_000).to_string(),
        "ResearcherID" => {
            format!("{}-{:04}-2025", ["AAA", "GXZ", "HJP", "KQR"][(number % 4) as usize], number / 4 % 10_000)
        }
        "Ciência ID" => format!("{:04X}-{:04X}-{:04X}", number % 65_536, number >> 16 & 0xFFFF, number >> 32 & 0xFFFF),
        _ => (number % 10_000_000).to_string(),
    };
    let mut body = Body::new();
    body.text("external-id-type", kind)
        .text("external-id-value", &value)
        .text("external-id-url", &format!("https://ids.example/author?id={value}&origin=record"))
        .text("external-id-relationship", "self");
    draw.put(rng, ItemKind::ExternalIdentifier, clients::source(clients::WIZARD), body.finish());
}

//! The sections beside works: affiliations, fundings, peer reviews, research resources (`platform` 9.4, 9.5).

use byline_model::ItemKind;

use crate::body::Body;
use crate::clients;
use crate::dates::Fuzzy;
use crate::draw::Draw;
use crate::organizations::{self, FUNDERS, RECENT, STOCK, Vocabulary};
use crate::rng::Rng;
use crate::words;
use crate::works::{issn, journal};

/// Of a hundred affiliations that are drawn one by one. Two of some owners are an employment and an education in any
/// case; together that makes 47 : 36 : 7 : 4 : 3 : 2.2 : 0.8.
const KINDS: &[(f64, ItemKind)] = &[
    (46.6, ItemKind::Employment),
    (33.3, ItemKind::Education),
    (8.3, ItemKind::Qualification),
    (4.7, ItemKind::Membership),
    (3.55, ItemKind::Service),
    (2.6, ItemKind::Distinction),
    (0.95, ItemKind::InvitedPosition),
];
/// Of owners with two or more, those who have both in any case.
const BOTH: f64 = 0.36;
const ROLES: &[(f64, &str)] = &[
    (6.0, "PhD"),
    (5.0, "Professor"),
    (4.5, "Researcher"),
    (4.0, "Associate Professor"),
    (3.5, "Assistant Professor"),
    (3.0, "MSc"),
    (2.5, "Student"),
    (2.5, "Research Fellow"),
    (2.0, "Postdoctoral Fellow"),
    (2.0, "Lecturer"),
];

/// How many an owner of affiliations has; 2.45 in the mean.
pub fn affiliations_of_one(rng: &mut Rng) -> u64 {
    match rng.weighted(&[(43.0, 1), (25.0, 2), (14.0, 3), (7.5, 4), (8.5, 5), (1.5, 9), (0.5, 13)]) {
        5 => 5 + rng.below(4),
        9 => 9 + rng.below(4),
        13 => 13 + rng.geometric(0.85, 80),
        few => few,
    }
}

/// So many affiliations of the seven kinds; who has two often has an employment and an education.
pub fn affiliations(draw: &mut Draw<'_>, rng: &mut Rng, count: u64) {
    let both = count >= 2 && rng.chance(BOTH);
    for place in 0..count {
        let kind = match (both, place) {
            (true, 0) => ItemKind::Employment,
            (true, 1) => ItemKind::Education,
            _ => rng.weighted(KINDS),
        };
        let at = draw.moment(rng);
        let start = (!rng.chance(0.09)).then(|| Fuzzy::draw(rng, 1970, draw.plan.as_of().date().0, 0.85, 0.5));
        let ends = match kind {
            ItemKind::Employment => 0.38,
            ItemKind::Education => 0.78,
            _ => 0.5,
        };
        let end = rng.chance(ends).then(|| {
            let years = 1 + rng.below(6) as i64;
            start.map_or_else(|| Fuzzy::draw(rng, 1980, draw.plan.as_of().date().0, 0.0, 0.0), |it| it.plus(years))
        });
        let mut body = Body::new();
        if rng.chance(0.7) {
            body.text("department-name", &format!("Department of {}", words::subject(rng.zipf(4000))));
        }
        if rng.chance(0.85) {
            let role = rng.chance(0.35).then(|| rng.weighted(ROLES));
            body.text("role-title", &role.map_or_else(|| words::sentence(rng, 18.0), str::to_owned));
        }
        if let Some(start) = start {
            start.put(&mut body, "start-date");
        }
        if let Some(end) = end {
            end.put(&mut body, "end-date");
        }
        let vocabulary = vocabulary(rng, draw, at.0);
        organizations::draw(rng).put(&mut body, "organization", vocabulary);
        let source = match rng.chance(0.3) {
            true => clients::source(clients::institution(rng)),
            false => draw.owner(),
        };
        draw.put_at(kind, source, body.finish(), at);
    }
}

/// How an item of that moment says which organisation it means.
fn vocabulary(rng: &mut Rng, draw: &Draw<'_>, created: i64) -> Option<Vocabulary> {
    rng.weighted(if created < draw.plan.since_2024 { STOCK } else { RECENT })
}

/// So many fundings, most of a few funders.
pub fn fundings(draw: &mut Draw<'_>, rng: &mut Rng, count: u64) {
    for _ in 0..count {
        // The three that give most are as far ahead as they are published to be (75,382 : 47,984 : 43,370 of 1.84 M).
        let rank = rng.weighted(&[(4.1, 0), (2.6, 1), (2.35, 2), (90.95, 3)]);
        let rank = if rank == 3 { 3 + rng.zipf(FUNDERS - 3) } else { rank };
        let vocabulary =
            rng.weighted(&[(36.0, Some(Vocabulary::Ror)), (30.0, Some(Vocabulary::Fundref)), (34.0, None)]);
        let mut body = Body::new();
        body.text("type", rng.weighted(&[(80.0, "grant"), (12.0, "award"), (5.0, "contract"), (3.0, "salary-award")]));
        let length = rng.log_normal(80.0, 0.4).min(900.0);
        let title = words::sentence(rng, length);
        body.object("title", |it| {
            it.text("title", &title);
        });
        if rng.chance(0.1) {
            body.text("short-description", &words::paragraph(rng, 500.0));
        }
        if rng.chance(0.3) {
            let amount = (rng.log_normal(80_000.0, 1.2) as u64).to_string();
            let currency = rng.pick(&["EUR", "USD", "BRL", "JPY", "GBP"]);
            body.object("amount", |it| {
                it.text("value", &amount).text("currency-code", currency);
            });
        }
        let start = Fuzzy::draw(rng, 1990, draw.plan.as_of().date().0, 0.9, 0.4);
        start.put(&mut body, "start-date");
        if rng.chance(0.7) {
            start.plus(1 + rng.below(5) as i64).put(&mut body, "end-date");
        }
        let number = format!("{}/{}/{:05}", rng.pick(&["GR", "SFRH", "RES", "H"]), start.year, rng.below(100_000));
        body.object("external-ids", |it| {
            it.list("external-id", |list| {
                list.member(|it| {
                    it.text("external-id-type", "grant_number")
                        .text("external-id-value", &number)
                        .text("external-id-url", &format!("https://grants.example/{}", number.replace('/', "-")))
                        .text("external-id-relationship", "self");
                });
            });
        });
        organizations::funder(rank).put(&mut body, "organization", vocabulary);
        let source = if rng.chance(0.5) { clients::source(clients::WIZARD) } else { draw.owner() };
        draw.put(rng, ItemKind::Funding, source, body.finish());
    }
}

/// Journals that confirm reviews.
pub const REVIEWED: u64 = 12_000;

/// Whether a review group is a journal: ranks are taken unevenly, which makes nine reviews in ten.
pub const fn is_journal(rank: u64) -> bool {
    rank % 8 != 7
}

/// What a review belongs to.
pub fn review_group(rank: u64) -> String {
    // One review in ten is for no journal.
    if is_journal(rank) { format!("issn:{}", issn(rank)) } else { format!("orcid-generated:group-{rank}") }
}

/// So many reviews, each confirmed by one of [`OF_REVIEWS`](crate::clients::OF_REVIEWS).
pub fn peer_reviews(draw: &mut Draw<'_>, rng: &mut Rng, count: u64) {
    // Who reviews does so for few journals.
    let home = rng.zipf(REVIEWED);
    let last = draw.plan.as_of().date().0;
    for _ in 0..count {
        let rank = if rng.chance(0.6) { home } else { rng.zipf(REVIEWED) };
        let mut body = Body::new();
        body.text("reviewer-role", if rng.chance(0.98) { "reviewer" } else { "editor" });
        let number = rng.number() >> 24;
        body.object("review-identifiers", |it| {
            it.list("external-id", |list| {
                list.member(|it| {
                    it.text("external-id-type", "source-work-id")
                        .text("external-id-value", &number.to_string())
                        .text("external-id-url", &format!("https://reviews.example/review/{number}"))
                        .text("external-id-relationship", "self");
                });
            });
        });
        body.text("review-type", if rng.chance(0.98) { "review" } else { "evaluation" });
        Fuzzy::draw(rng, 2012, last, 0.5, 0.3).put(&mut body, "review-completion-date");
        body.text("review-group-id", &review_group(rank));
        if rng.chance(0.1) {
            body.text("subject-container-name", &journal(rank));
        }
        organizations::organization(rank % 500).put(&mut body, "convening-organization", Some(Vocabulary::Ror));
        let client = rng.weighted(clients::OF_REVIEWS);
        draw.put(rng, ItemKind::PeerReview, clients::source(client), body.finish());
    }
}

/// So many uses of facilities, which few people have.
pub fn research_resources(draw: &mut Draw<'_>, rng: &mut Rng, count: u64) {
    for _ in 0..count {
        let number = rng.below(1_000_000_000).to_string();
        let host = organizations::draw(rng);
        let ids = |it: &mut Body, value: &str| {
            it.object("external-ids", |it| {
                it.list("external-id", |list| {
                    list.member(|it| {
                        it.text("external-id-type", "proposal-id")
                            .text("external-id-value", value)
                            .text("external-id-relationship", "self");
                    });
                });
            });
        };
        let hosts = |it: &mut Body| {
            it.object("hosts", |it| {
                it.list("organization", |list| {
                    list.member(|it| host.members(it, Some(Vocabulary::Ror)));
                });
            });
        };
        let title = words::sentence(rng, 60.0);
        let name = words::sentence(rng, 30.0);
        let mut body = Body::new();
        body.object("proposal", |it| {
            it.object("title", |it| {
                it.text("title", &title);
            });
            hosts(it);
            ids(it, &number);
        });
        body.list("resource-item", |list| {
            list.member(|it| {
                it.text("resource-name", &name).text("resource-type", "infrastructures");
                hosts(it);
                ids(it, &format!("{number}-1"));
            });
        });
        let source = clients::source(clients::institution(rng));
        draw.put(rng, ItemKind::ResearchResource, source, body.finish());
    }
}

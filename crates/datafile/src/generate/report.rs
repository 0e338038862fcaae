//! What came out beside what was to come out (`platform` 9).
//!
//! A figure has a target and room around it: a tolerance, for what a rule of thumb cannot hit better, and five standard
//! errors, for chance. In a sound registry one report in some ten thousand complains without reason.

use serde::Serialize;

use super::measure::{Measured, Share, Sum};

/// Standard errors that a figure may be off by chance.
const ERRORS: f64 = 5.0;
/// Smaller registries have no whole community of those who share works.
const COMMUNITIES: u64 = 16_384;
/// Of fewer the mean says nothing: a few that are alike seem to leave no room for chance.
const FEW: u64 = 100;
/// Sizes and tails mean little in smaller ones.
const SIZES: u64 = 2000;

/// What a figure is about, as people read it; each is a section of the plan (`platform` 9.1 to 9.6).
const RECORDS: &str = "records";
const NAMES: &str = "names";
const WORKS: &str = "works";
const AFFILIATIONS: &str = "affiliations";
const OTHERS: &str = "fundings, reviews and permissions";
const DOCUMENTS: &str = "documents";

/// Everything that was compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    pub figures: Vec<Figure>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What it is about: `records`, `works`, `documents`, …
    pub section: &'static str,
    pub name: &'static str,
    pub target: f64,
    pub found: f64,
    /// The least and the most it may be; `None` has no end there.
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub within: bool,
}

impl Report {
    pub fn outside(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(|figure| !figure.within)
    }

    pub(super) fn of(seen: &Measured) -> Self {
        let mut report = Report::default();
        for (section, rows) in SHARES {
            for (name, target, tolerance) in *rows {
                let share = seen.shares.get(name).copied().unwrap_or_default();
                report.share(section, name, share, *target, *tolerance);
            }
        }
        for (section, name, target, tolerance) in MEANS {
            let sum = seen.sums.get(name).copied().unwrap_or_default();
            // What few have much of is not seen in a small sample, and neither is how far it spreads.
            if *section != DOCUMENTS || sum.count >= SIZES {
                report.mean(section, name, sum, *target, *tolerance);
            }
        }
        report.papers(seen);
        report.sizes(seen);
        report
    }

    fn push(&mut self, section: &'static str, name: &'static str, target: f64, found: f64, room: (f64, f64)) {
        let (low, high) = (Some(room.0).filter(|it| it.is_finite()), Some(room.1).filter(|it| it.is_finite()));
        let within = found >= room.0 && found <= room.1;
        self.figures.push(Figure { section, name, target, found, low, high, within });
    }

    fn share(&mut self, section: &'static str, name: &'static str, share: Share, target: f64, tolerance: f64) {
        let (hits, of) = (share.hits as f64, share.of as f64);
        if share.of == 0 {
            return;
        }
        // What is seldom comes in whole numbers: one more is always possible.
        let room = target * tolerance + ERRORS * (target * (1.0 - target) / of).sqrt() + 2.0 / of;
        self.push(section, name, target, hits / of, ((target - room).max(0.0), (target + room).min(1.0)));
    }

    fn mean(&mut self, section: &'static str, name: &'static str, sum: Sum, target: f64, tolerance: f64) {
        if sum.count < FEW {
            return;
        }
        let count = sum.count as f64;
        let mean = sum.sum as f64 / count;
        let variance = (sum.squares as f64 / count - mean * mean).max(0.0);
        let room = target * tolerance + ERRORS * (variance / count).sqrt();
        self.push(section, name, target, mean, ((target - room).max(0.0), target + room));
    }

    /// Owners per paper.
    fn papers(&mut self, seen: &Measured) {
        if seen.made().people < COMMUNITIES {
            return;
        }
        let of = seen.papers.len() as u64;
        let count = |owners: std::ops::RangeInclusive<u32>| Share {
            hits: seen.papers.values().filter(|it| owners.contains(&it.0)).count() as u64,
            of,
        };
        for (name, owners, target) in [
            ("papers with 1 owner", 1..=1, 0.62),
            ("papers with 2", 2..=2, 0.20),
            ("papers with 3", 3..=3, 0.09),
            ("papers with 4 to 10", 4..=10, 0.085),
            ("papers with more", 11..=u32::MAX, 0.005),
        ] {
            self.share(WORKS, name, count(owners), target, 0.15);
        }
        let large = Share { hits: seen.papers.values().filter(|it| it.1).count() as u64, of };
        self.share(WORKS, "papers with more than 500 contributors", large, 0.000_5, 0.6);
        let mut owners = Sum::default();
        for (number, _) in seen.papers.values() {
            owners.count += 1;
            owners.sum += u64::from(*number);
            owners.squares += u128::from(*number) * u128::from(*number);
        }
        self.mean(WORKS, "owners of a paper", owners, 1.83, 0.05);
    }

    /// How long documents are.
    fn sizes(&mut self, seen: &Measured) {
        if seen.record_bytes.count() < SIZES {
            return;
        }
        let nothing = seen.shares.get("nothing but a name").copied().unwrap_or_default();
        let found = nothing.hits as f64 / nothing.of.max(1) as f64;
        let room = ERRORS * (0.25 / nothing.of.max(1) as f64).sqrt();
        self.push(DOCUMENTS, "nothing but a name", 0.475, found, (0.45 - room, 0.50 + room));
        let median = seen.record_bytes.quantile(0.5) as f64;
        // Half the records are bare, and a bare one has 4.4 KB in the form that is served: the figure is of a shorter one.
        self.push(DOCUMENTS, "summary bytes, median", 3000.0, median, (0.0, 4600.0));
        let high = seen.record_bytes.quantile(0.99) as f64;
        // The 99th of a hundred wanders: by a fifth at the least number of records.
        let room = 1.0 - 10.0 / (seen.record_bytes.count() as f64).sqrt().max(20.0);
        self.push(DOCUMENTS, "summary bytes, 99th of 100", 300_000.0, high, (300_000.0 * room, f64::INFINITY));
        if seen.has_planted() {
            self.push(DOCUMENTS, "largest summary", 30e6, seen.largest as f64, (10e6, 1e9));
        }
    }
}

/// Section; name, share, tolerance as a part of the share.
type Shares = (&'static str, &'static [(&'static str, f64, f64)]);

const SHARES: &[Shares] = &[
    (
        RECORDS,
        &[
            ("locked", 0.009, 0.02),
            ("deactivated", 0.006, 0.02),
            ("deprecated", 0.011, 0.02),
            ("unclaimed", 0.010, 0.02),
            ("changed in the last year", 0.35, 0.02),
            ("created on a weekday", 10.0 / 12.0, 0.01),
            ("e-mail verified", 0.79, 0.01),
            ("e-mail public", 0.035, 0.03),
            ("name public", 0.9977, 0.001),
            ("no family name", 0.03, 0.03),
            ("credit name", 0.039, 0.03),
            ("other names", 0.035, 0.03),
            ("biography", 0.044, 0.03),
            ("biography up to 420", 0.5, 0.06),
            ("country", 0.12, 0.03),
            ("from BR", 0.096, 0.02),
            ("from CN", 0.081, 0.02),
            ("from US", 0.073, 0.02),
            ("from IN", 0.060, 0.02),
            ("from ES", 0.035, 0.02),
            ("keywords", 0.05, 0.03),
            ("researcher URLs", 0.05, 0.03),
            ("linkedin", 0.22, 0.02),
            ("researchgate", 0.12, 0.02),
            ("scholar", 0.10, 0.02),
            ("facebook", 0.03, 0.02),
            ("Scopus ids", 0.085, 0.03),
            ("ResearcherIDs", 0.033, 0.03),
            ("SciProfiles", 0.015, 0.03),
            ("Loop", 0.012, 0.03),
            ("Ciência IDs", 0.003, 0.03),
            ("other person ids", 0.002, 0.03),
            ("locale en", 0.70, 0.01),
            ("locale es", 0.08, 0.01),
            ("locale pt", 0.06, 0.01),
            ("locale zh_CN", 0.04, 0.01),
            ("default public", 0.45, 0.01),
            ("default trusted", 0.35, 0.01),
            ("default private", 0.20, 0.01),
        ],
    ),
    (
        NAMES,
        &[
            ("Latin", 0.94, 0.01),
            ("Han", 0.022, 0.05),
            ("Cyrillic", 0.015, 0.05),
            ("Arabic", 0.008, 0.05),
            ("Hangul", 0.004, 0.05),
            ("Kana and Kanji", 0.005, 0.05),
            ("other", 0.006, 0.05),
            ("accents", 0.14, 0.05),
            ("capitals", 0.04, 0.05),
            ("small letters", 0.03, 0.05),
            ("title in the name", 0.006, 0.05),
            ("spaces", 0.01, 0.05),
            ("tabs and line breaks", 0.000_2, 0.1),
            ("e-mail in the name", 0.000_1, 0.1),
            ("emoji", 0.000_1, 0.1),
            ("150 characters", 0.000_01, 0.1),
            ("single letter", 0.005, 0.1),
            ("apostrophes", 0.02, 0.1),
            ("hyphens in families", 0.05, 0.1),
            ("Wei Wang", 0.000_12, 0.2),
        ],
    ),
    (
        WORKS,
        &[
            ("with works", 0.31, 0.02),
            ("up to 6 works", 0.49, 0.05),
            ("groups of 1", 0.80, 0.03),
            ("groups of 2", 0.15, 0.08),
            ("groups of 3", 0.04, 0.1),
            ("groups of 4", 0.01, 0.15),
            ("works by clients", 0.72, 0.02),
            ("journal-article", 0.72, 0.03),
            ("conference-paper", 0.11, 0.05),
            ("book-chapter", 0.06, 0.05),
            ("preprint", 0.03, 0.05),
            ("book", 0.02, 0.05),
            ("data-set", 0.01, 0.05),
            ("dissertation-thesis", 0.015, 0.05),
            ("no year", 0.01, 0.1),
            ("with month", 0.75, 0.02),
            ("with day", 0.45, 0.02),
            ("titles up to 88", 0.5, 0.15),
            ("markup in titles", 0.015, 0.1),
            ("MathML in titles", 0.005, 0.1),
            ("subtitles", 0.04, 0.02),
            ("translated titles", 0.015, 0.02),
            ("journal titles", 0.93, 0.02),
            ("abstracts", 0.08, 0.02),
            ("abstracts up to 1200", 0.5, 0.1),
            ("citations", 0.35, 0.02),
            ("BibTeX", 0.9, 0.02),
            ("citations up to 350", 0.5, 0.25),
            ("contributors", 0.6, 0.03),
            ("doi", 0.65, 0.03),
            ("eid", 0.33, 0.05),
            ("wosuid", 0.11, 0.03),
            ("source-work-id", 0.09, 0.03),
            ("pmid", 0.07, 0.03),
            ("other-id", 0.025, 0.03),
            ("pmc", 0.021, 0.03),
            ("arxiv", 0.018, 0.25),
            ("handle", 0.013, 0.03),
            ("isbn", 0.009, 0.03),
            ("bibcode", 0.006, 0.03),
            ("uri", 0.006, 0.03),
            ("hal", 0.003_7, 0.03),
            ("issn", 0.002_6, 0.03),
            ("lensid", 0.001_3, 0.03),
            ("dnb", 0.000_9, 0.03),
            ("authenticusid", 0.000_9, 0.03),
            ("urn", 0.000_8, 0.03),
            ("pat", 0.000_7, 0.03),
            ("DOI without relationship", 0.001_5, 0.1),
            ("DOI as URL", 0.12, 0.03),
            ("DOI in capitals", 0.08, 0.05),
            ("DOI with prefix", 0.005, 0.05),
            ("DOI with dot or space", 0.003, 0.05),
            ("DOI with brackets", 0.02, 0.15),
            ("no DOI at all", 0.003, 0.65),
            ("PMID valid", 0.998_5, 0.001),
            ("PMID fixable", 0.000_9, 0.1),
        ],
    ),
    (
        AFFILIATIONS,
        &[
            ("with affiliations", 0.41, 0.02),
            ("1 affiliation", 0.43, 0.02),
            ("2 affiliations", 0.25, 0.02),
            ("3 affiliations", 0.14, 0.02),
            ("4 affiliations", 0.075, 0.02),
            ("5-8 affiliations", 0.085, 0.02),
            ("9-12 affiliations", 0.015, 0.02),
            ("more affiliations", 0.005, 0.02),
            ("employments", 0.47, 0.02),
            ("educations", 0.36, 0.02),
            ("qualifications", 0.07, 0.05),
            ("memberships", 0.04, 0.05),
            ("services", 0.03, 0.05),
            ("distinctions", 0.022, 0.05),
            ("invited positions", 0.008, 0.05),
            ("education and employment", 0.40, 0.05),
            ("ROR", 0.44, 0.02),
            ("RINGGOLD", 0.33, 0.02),
            ("GRID", 0.07, 0.02),
            ("FUNDREF", 0.03, 0.02),
            ("no organisation id", 0.13, 0.02),
            ("ROR since 2024", 0.866, 0.02),
            ("RINGGOLD since 2024", 0.011, 0.05),
            ("GRID since 2024", 0.002, 0.05),
            ("FUNDREF since 2024", 0.007, 0.05),
            ("none since 2024", 0.114, 0.02),
            ("employments that ended", 0.38, 0.02),
            ("educations that ended", 0.78, 0.02),
            ("no start date", 0.09, 0.02),
            ("roles", 0.85, 0.02),
            ("departments", 0.70, 0.02),
            ("PhD", 0.058, 0.1),
        ],
    ),
    (
        OTHERS,
        &[
            ("with fundings", 0.025, 0.03),
            ("funders by ROR", 0.36, 0.02),
            ("funders by FUNDREF", 0.30, 0.02),
            ("funders without id", 0.34, 0.02),
            ("first funder", 0.041, 0.05),
            ("second funder", 0.026, 0.05),
            ("third funder", 0.023_5, 0.05),
            ("with peer reviews", 0.04, 0.03),
            ("up to 5 reviews", 0.53, 0.1),
            ("reviews by the first source", 0.44, 0.02),
            ("reviews by the second source", 0.18, 0.02),
            ("reviews by the third source", 0.16, 0.02),
            ("reviews by the fourth source", 0.10, 0.02),
            ("reviews by the fifth source", 0.05, 0.02),
            ("reviewers", 0.98, 0.01),
            ("reviews", 0.98, 0.01),
            ("reviews for journals", 0.90, 0.1),
            ("research resources", 0.000_05, 0.05),
            ("without permissions", 0.10, 0.02),
            ("webhooks", 0.005, 0.05),
            ("webhooks of one client", 0.90, 0.02),
        ],
    ),
];

/// Section, name, mean, tolerance as a part of it. Those of documents are what is published of 25 million records.
const MEANS: &[(&str, &str, f64, f64)] = &[
    (RECORDS, "other names of an owner", 1.818, 0.03),
    (RECORDS, "countries of an owner", 1.12, 0.02),
    (RECORDS, "keywords of an owner", 4.0, 0.05),
    (RECORDS, "URLs of an owner", 1.6, 0.03),
    (OTHERS, "fundings of an owner", 3.0, 0.03),
    (OTHERS, "permissions", 1.6, 0.02),
    (DOCUMENTS, "works", 6.0, 0.05),
    (DOCUMENTS, "affiliations", 1.0, 0.05),
    (DOCUMENTS, "peer reviews", 0.58, 0.05),
    // The parameters of works, written as they are served, come to a fifth more than is told; packed they come to the same.
    (DOCUMENTS, "summary bytes", 22_000.0, 0.25),
    (DOCUMENTS, "packed bytes", 1840.0, 0.15),
    (DOCUMENTS, "activity bytes", 19_000.0, 0.15),
];

//! Generated queries over generated records: memory and index find the same, in the same order.

use std::collections::HashSet;

use byline_model::{ItemKind, OrcidId};
use byline_search::memory::{Budget, Collection};
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};
use serde_json::json;

use crate::people::{Person, agree, identifiers, indexed, is_page_of, now, organization};

const RECORDS: u64 = 2000;
const SHORT: usize = 500;
const LONG: usize = 10_000;

/// SplitMix64: the same numbers from run to run.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    /// One of these, the first ones far more often than the last.
    pub fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let (one, other) = (self.below(words.len()), self.below(words.len()));
        words[one.min(other)]
    }
}

const WORDS: &[&str] = &[
    "smith",
    "jones",
    "garcía",
    "garcia",
    "müller",
    "muller",
    "O'Neill",
    "o’neill",
    "smith-jones",
    "van",
    "dyke",
    "王",
    "伟",
    "Zoë",
    "zoe",
    "einstein",
    "einstien",
    "machine",
    "learning",
    "machine learning",
    "protein",
    "proteins",
    "relativity",
    "of",
    "the",
    "university",
    "Boston",
    "Oxford",
    "red",
    "read",
    "reed",
    "10.5555/x",
    "10.5555",
    "C++",
    "H₂O",
    "ΑΛΕΞΑΝΔΡΟΣ",
    "İbrahim",
    "🎉",
    "สมชาย",
    "a",
    "ab",
    "abc",
    "1846",
    "6752",
    "grid.5509.9",
    "data",
    "date",
];
const EXACT: &[&str] = &["10.5555/x", "10.5555/X", "10.1000/a:b", "7", "77", "ab c", "rev-77", "0"];

fn text(random: &mut Random, most: usize) -> String {
    let words: Vec<&str> = (0..=random.below(most)).map(|_| random.of(WORDS)).collect();
    words.join(" ")
}

pub fn record(random: &mut Random, number: u64) -> Person {
    let orcid = OrcidId::from_base(990_000_000_000 + number).unwrap().to_string();
    let day = 1 + random.below(28);
    let mut person = Person::new("Z", &orcid).modified(&format!(
        "20{}-03-{day:02}T0{}:00:00Z",
        10 + random.below(14),
        random.below(9)
    ));
    if !random.one_in(9) {
        let (given, family) = (text(random, 2), text(random, 2));
        person = person.name(Some(&given), (!random.one_in(8)).then_some(&*family), None);
    }
    for _ in 0..random.below(4) {
        let keyword = text(random, 3);
        person = person.texts(ItemKind::Keyword, &[&keyword]);
    }
    if random.one_in(2) {
        let other = text(random, 3);
        person = person.texts(ItemKind::OtherName, &[&other]);
    }
    if random.one_in(3) {
        let biography = text(random, 60);
        person = person.texts(ItemKind::Biography, &[&biography]);
    }
    for _ in 0..random.below(3) {
        person = person.email(&format!(
            "{}{}@{}.org",
            random.of(EXACT).replace(' ', ""),
            random.below(30),
            random.of(&["x", "y", "zz"])
        ));
    }
    if random.one_in(2) {
        let known = random.one_in(2).then(|| ("RINGGOLD", random.of(EXACT)));
        let end = random.one_in(2).then_some(("2001", None));
        let organization = organization(&text(random, 3), known);
        person = person.affiliation(ItemKind::Employment, organization, end);
    }
    for _ in 0..random.below(4) {
        let title = text(random, 8);
        let id = (random.of(&["doi", "pmid", "hal"]), random.of(EXACT), random.of(&["self", "part-of", "version-of"]));
        let body = json!({ "title": { "title": { "value": title } }, "external-ids": identifiers(&[id]) });
        person = person.item(ItemKind::Work, body);
    }
    person
}

const TEXT_FIELDS: &[&str] = &[
    "text",
    "family-name",
    "given-names",
    "given-and-family-names",
    "keyword",
    "biography",
    "work-titles",
    "other-names",
    "affiliation-org-name",
    "past-institution-affiliation-name",
    "digital-object-ids",
];
const EXACT_FIELDS: &[&str] = &["doi-self", "email", "ringgold-org-id", "pmid-part-of", "hal-self", "orcid"];

/// What is looked for in one field.
fn leaf(random: &mut Random) -> String {
    let word = random.of(WORDS).replace(['"', '\\'], "");
    let escaped = word.replace(' ', "\\ ").replace('+', "\\+");
    let letters: Vec<char> = word.chars().filter(|it| it.is_alphanumeric()).collect();
    let start: String = letters.iter().take(1 + random.below(3)).collect();
    let field = match random.below(5) {
        0 => String::new(),
        1..=3 => format!("{}:", random.of(TEXT_FIELDS)),
        _ => {
            let field = random.of(EXACT_FIELDS);
            let value = random.of(EXACT);
            return match random.below(6) {
                0 => format!("{field}:*"),
                1 => format!("{field}:*{}", random.of(&["7@x.org", "@y.org", "7", "x", "org"])),
                2 => format!("{field}:{}*", random.of(&["10.5", "7", "0009", "r"])),
                3 => format!("{field}:[\"{value}\" TO *]"),
                4 => format!("{field}:\"{value}\"~1"),
                _ => format!("{field}:\"{value}\""),
            };
        }
    };
    let what = match random.below(14) {
        0 => format!("\"{}\"", text(random, 3)),
        1 => format!("\"{}\"~{}", text(random, 3), random.below(9)),
        2 => format!("{start}*"),
        3 => format!("*{start}"),
        4 => format!("{start}?*"),
        5 => format!("{start}~{}", 1 + random.below(2)),
        6 => format!("[{start} TO z]"),
        7 => format!("{{\"a\" TO \"{start}\"]"),
        8 => format!("/[a-{}].*/", random.of(&["c", "m", "z"])),
        9 => "[* TO *]".to_owned(),
        _ => escaped,
    };
    let boost = if random.one_in(6) { "^2.5" } else { "" };
    format!("{field}{what}{boost}")
}

fn query(random: &mut Random, depth: usize) -> String {
    let mut out = String::new();
    for index in 0..=random.below(4) {
        if index > 0 {
            out.push_str(random.of(&[" ", " AND ", " OR ", " NOT "]));
        }
        out.push_str(random.of(&["", "", "", "+", "-"]));
        if out.ends_with("NOT -") || out.ends_with("NOT +") {
            out.pop();
        }
        match random.below(8) {
            0 | 1 if depth > 0 => out.push_str(&format!("({})", query(random, depth - 1))),
            2 if depth > 0 => out.push_str(&format!("filter({})", query(random, 0))),
            3 => out.push_str("*:*"),
            4 => out.push_str("profile-last-modified-date:[2015-01-01T00:00:00Z TO 2018-03-14T00:00:00Z}"),
            _ => out.push_str(&leaf(random)),
        }
    }
    out
}

pub fn params(random: &mut Random) -> Vec<(&'static str, String)> {
    let mut params = match random.below(4) {
        0 => vec![
            ("q", text(random, 4)),
            ("defType", "edismax".to_owned()),
            (
                "qf",
                format!("{}^2 {} {}", random.of(TEXT_FIELDS), random.of(TEXT_FIELDS), random.of(&["text", "email"])),
            ),
            ("mm", random.of(&["1", "100%", "2<50%"]).to_owned()),
            ("pf", random.of(&["given-and-family-names^5", "text~2"]).to_owned()),
            ("tie", random.of(&["0.0", "0.3"]).to_owned()),
            ("bq", random.of(&["email:*^3", "ringgold-org-id:[* TO *]^7 keyword:red"]).to_owned()),
        ],
        _ => vec![("q", query(random, 2))],
    };
    if random.one_in(5) {
        params.push(("q.op", "AND".to_owned()));
    }
    if random.one_in(6) {
        params.push(("fq", query(random, 0)));
    }
    if random.one_in(6) {
        let sort = [
            "orcid desc",
            "profile-last-modified-date asc",
            "email desc, score desc",
            "family-name asc",
            "doi-self desc",
            "score asc",
        ];
        params.push(("sort", random.of(&sort).to_owned()));
    }
    params
}

#[test]
fn memory_and_index_find_the_same_in_the_same_order() {
    let mut random = Random(2026);
    let documents: Vec<_> = (0..RECORDS).map(|number| record(&mut random, number).document()).collect();
    let index = indexed(&documents);
    let (snapshot, collection) = (index.snapshot(), Collection::new(documents));
    let count = if std::env::var_os("BYLINE_LONG").is_some() { LONG } else { SHORT };
    let (mut found_somebody, mut read) = (0, 0);
    for _ in 0..count {
        let params = params(&mut random);
        let borrowed: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, &**value)).collect();
        let Ok(request) = Request::read(&Params::new(&borrowed), Limits::default()) else { continue };
        let search = Search::of(&request, now()).unwrap_or_else(|error| panic!("{params:?}: {error}"));
        let one = collection.search(&search, 0, 5000, &collection, Budget::default()).unwrap();
        let none = HashSet::new();
        let other = snapshot.search(&search, 0, 5000, &none, &snapshot, Budget::default()).unwrap();
        agree(&one, &other, &search.sort)
            .unwrap_or_else(|difference| panic!("{params:?}\nis {}\n{difference}", search.plan));
        for most in [3, 40].into_iter().filter(|_| search.sort.is_empty()) {
            let page = snapshot.search(&search, 0, most, &none, &snapshot, Budget::default()).unwrap();
            is_page_of(&page, &other, most)
                .unwrap_or_else(|difference| panic!("{most} of {params:?}\nis {}\n{difference}", search.plan));
        }
        read += 1;
        found_somebody += usize::from(one.total > 0 && one.total < RECORDS as usize);
    }
    assert!(read > count * 9 / 10, "{read} of {count} were queries");
    assert!(found_somebody > count / 2, "{found_somebody} of {count} found somebody and not everybody");
}

/// Pieces that mean something, thrown together.
const PIECES: &[&str] = &[
    "smith",
    " ",
    " ",
    " ",
    "AND",
    "OR",
    "NOT",
    "&&",
    "||",
    "!",
    "+",
    "-",
    "(",
    ")",
    ":",
    "family-name:",
    "text:",
    "email:",
    "doi-self:",
    "foo_i:",
    "nofield:",
    "profile-last-modified-date:",
    "*",
    "?",
    "*:*",
    "~",
    "~1",
    "~0.5",
    "^",
    "^2",
    "^=3",
    "\"",
    "\"machine learning\"",
    "[",
    "]",
    "{",
    "}",
    " TO ",
    "[a TO z}",
    "[* TO *]",
    "/",
    "/s.+/",
    "/[a-",
    "\\",
    "\\u0041",
    "/*",
    "*/",
    "{!",
    "{!term f=email}",
    "{!edismax qf='family-name text'}",
    "{!lucene q.op=AND}",
    "{!terms f=orcid}",
    "v=",
    "'",
    "_query_:",
    "filter(",
    "ü",
    "王",
    "🎉",
    "\u{0}",
    "10.5555/x",
    "%",
    "NOW-1DAY",
    "2016-03-01T00:00:00Z",
    "10.5555",
    "the",
];

#[test]
fn whatever_is_written_is_searched_or_refused() {
    let mut random = Random(11);
    let documents: Vec<_> = (0..60).map(|number| record(&mut random, number).document()).collect();
    let index = indexed(&documents);
    let (snapshot, collection) = (index.snapshot(), Collection::new(documents));
    let mut searched = 0;
    for round in 0..3000 {
        let text: String = (0..random.below(12)).map(|_| PIECES[random.below(PIECES.len())]).collect();
        let language = ["lucene", "edismax", "dismax"][round % 3];
        let params = [("q", &*text), ("defType", language), ("qf", "family-name text email")];
        let Ok(request) = Request::read(&Params::new(&params), Limits::default()) else { continue };
        let Ok(search) = Search::of(&request, now()) else { continue };
        let one = collection.search(&search, 0, 100, &collection, Budget::default()).unwrap();
        let other = snapshot.search(&search, 0, 100, &HashSet::new(), &collection, Budget::default()).unwrap();
        agree(&one, &other, &[]).unwrap_or_else(|it| panic!("{language} {text:?} is {}: {it}", search.plan));
        searched += 1;
    }
    assert!(searched > 1500, "{searched} were queries");
}

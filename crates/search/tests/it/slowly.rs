//! Generated queries against an evaluator that is slow and obviously right: it takes the tree that the query was written
//! from, knows no parser, no plan and no lists, and has a tokeniser of its own. Who is found is compared, and how well,
//! which with the order of scores is the order of all.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use byline_model::{ItemKind, OrcidId};
use byline_search::document::Document;
use byline_search::fields::FIELDS;
use byline_search::memory::{Budget, Collection};
use byline_search::order::Found;
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};

use crate::generated::Random;
use crate::people::{Person, indexed, now};

const RECORDS: u64 = 2000;
const SHORT: usize = 500;
const LONG: usize = 10_000;

/// What a query says, brackets and all.
enum Tree {
    Everybody,
    Leaf(&'static str, Leaf),
    /// All of these, and none of those.
    All(Vec<Tree>, Vec<Tree>),
    Any(Vec<Tree>),
}

enum Leaf {
    Word(String),
    Phrase(String),
    Starts(String),
    Ends(String),
    /// A `?` in the middle.
    Gap(String, String),
    Near(String, usize),
    Between(String, String),
    There,
}

const WORDS: &[&str] = &[
    "smith",
    "Smith",
    "smyth",
    "smithson",
    "jones",
    "johns",
    "garcía",
    "garcia",
    "Müller",
    "muller",
    "o'neill",
    "smith-jones",
    "王",
    "王伟",
    "zoë",
    "data",
    "date",
    "late",
    "plate",
    "10.5",
    "10.5/x",
    "a",
    "ab",
    "red",
    "Read",
];
const WORD_FIELDS: &[&str] = &["family-name", "given-and-family-names", "keyword", "biography", "text"];
const EXACT_FIELDS: &[&str] = &["email", "orcid"];

/// Words as far as [`WORDS`] go: letters and digits, joined by an apostrophe or a point between two of a kind; Chinese
/// characters by themselves.
fn tokens(text: &str, folded: bool) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut found: Vec<String> = Vec::new();
    let mut joins = false;
    for (at, letter) in letters.iter().enumerate() {
        let chinese = ('\u{4E00}'..='\u{9FFF}').contains(letter);
        let around = (at.checked_sub(1).and_then(|before| letters.get(before)), letters.get(at + 1));
        let bridge = match (letter, around) {
            ('\'', (Some(before), Some(after))) => before.is_alphabetic() && after.is_alphabetic(),
            ('.', (Some(before), Some(after))) => {
                (before.is_numeric() && after.is_numeric()) || (before.is_alphabetic() && after.is_alphabetic())
            }
            _ => false,
        };
        if !(letter.is_alphanumeric() || bridge) {
            joins = false;
            continue;
        }
        let plain = plain(*letter, folded);
        match found.last_mut() {
            Some(word) if joins && !chinese => word.push_str(&plain),
            _ => found.push(plain),
        }
        joins = !chinese;
    }
    found
}

/// A letter as it stands in terms.
fn plain(letter: char, folded: bool) -> String {
    let lower: String = letter.to_lowercase().collect();
    match &*lower {
        "í" if folded => "i".to_owned(),
        "ü" if folded => "u".to_owned(),
        "ë" if folded => "e".to_owned(),
        _ => lower,
    }
}

/// Values of a field as tokens, or whole where they are exact.
struct Record {
    orcid: OrcidId,
    /// By field, each value by itself.
    values: Vec<(&'static str, Vec<String>)>,
}

impl Record {
    fn of(document: &Document) -> Self {
        let mut values = Vec::new();
        for (place, value) in &document.values {
            let name = FIELDS[*place].name;
            match name {
                "email" | "orcid" => values.push((name, vec![value.to_string()])),
                _ => values.push((name, tokens(value, name == "given-and-family-names"))),
            }
            if name != "text" {
                values.push(("text", tokens(value, false)));
            }
        }
        Record { orcid: document.orcid, values }
    }

    fn tokens(&self, field: &str) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(name, _)| *name == field).flat_map(|(_, tokens)| tokens).map(|it| &**it)
    }

    /// How well this matches; `None` when it does not.
    fn score(&self, world: &World, tree: &Tree) -> Option<f64> {
        let score = |tree: &Tree| self.score(world, tree);
        match tree {
            Tree::Everybody => Some(1.0),
            Tree::All(_, none) if none.iter().any(|it| score(it).is_some()) => None,
            Tree::All(all, _) => all.iter().map(score).sum(),
            Tree::Any(any) => any.iter().filter_map(score).reduce(|one, other| one + other),
            Tree::Leaf(field, leaf) => self.score_of_leaf(world, field, leaf),
        }
    }

    fn score_of_leaf(&self, world: &World, field: &str, leaf: &Leaf) -> Option<f64> {
        let folded = field == "given-and-family-names";
        let exact = EXACT_FIELDS.contains(&field);
        // A piece of a term is compared as terms are written.
        let piece = |text: &str| match exact {
            true => text.to_owned(),
            false => text.chars().map(|it| plain(it, folded)).collect(),
        };
        let words = |text: &str| if exact { vec![text.to_owned()] } else { tokens(text, folded) };
        let any = |is: &dyn Fn(&str) -> bool| self.tokens(field).any(is).then_some(1.0);
        let word = |word: &String| {
            let times = self.tokens(field).filter(|token| token == word).count();
            (times > 0).then(|| self.weighed(world, field, world.rarity(field, word), times))
        };
        match leaf {
            Leaf::There => any(&|_| true),
            Leaf::Word(text) => words(text).iter().filter_map(word).reduce(|one, other| one + other),
            Leaf::Phrase(text) => match &*words(text) {
                [only] => word(only),
                words => {
                    let own = self.values.iter().filter(|(name, _)| *name == field);
                    let times =
                        own.map(|(_, value)| value.windows(words.len()).filter(|part| *part == words).count()).sum();
                    let rarity = words.iter().map(|it| world.rarity(field, it)).sum();
                    (times > 0).then(|| self.weighed(world, field, rarity, times))
                }
            },
            Leaf::Starts(text) => any(&|token| token.starts_with(&piece(text))),
            Leaf::Ends(text) => any(&|token| token.ends_with(&piece(text))),
            Leaf::Gap(start, end) => any(&|token| {
                let inner = token.strip_prefix(&*piece(start)).and_then(|rest| rest.strip_suffix(&*piece(end)));
                inner.is_some_and(|inner| inner.chars().count() == 1)
            }),
            Leaf::Near(text, edits) => self.near(world, field, &piece(text), *edits),
            Leaf::Between(low, high) => any(&|token| *token >= *piece(low) && *token <= *piece(high)),
        }
    }

    /// Each term that is near counts by its nearness, and as often as the most frequent of them.
    fn near(&self, world: &World, field: &str, wanted: &str, edits: usize) -> Option<f64> {
        let near = world.near(field, wanted, edits);
        let most = near.iter().map(|term| world.frequency(field, term)).max()?;
        let scores = near.iter().filter_map(|term| {
            let times = self.tokens(field).filter(|token| token == term).count();
            let length = wanted.chars().count().min(term.chars().count());
            let nearness = (1.0 - distance(wanted, term) as f64 / length.max(1) as f64).max(0.0);
            (times > 0).then(|| nearness * self.weighed(world, field, world.rarity_of(most), times))
        });
        scores.reduce(|one, other| one + other)
    }

    /// BM25, k1 1.2 and b 0.75.
    fn weighed(&self, world: &World, field: &str, rarity: f64, times: usize) -> f64 {
        if EXACT_FIELDS.contains(&field) {
            return rarity;
        }
        // Of a length so many bits are kept that it fits into a byte.
        let fits = |length: usize| {
            let above = length.saturating_sub(24);
            above < 16 || above.trailing_zeros() + 4 >= usize::BITS - above.leading_zeros()
        };
        let length = (0..=self.tokens(field).count()).rev().find(|it| fits(*it)).unwrap_or_default() as f64;
        let average = world.average(field, || {
            let all: usize = world.records.iter().map(|it| it.tokens(field).count()).sum();
            all as f64 / world.records.len() as f64
        });
        let times = times as f64;
        rarity * 2.2 * times / (times + 1.2 * (0.25 + 0.75 * length / average))
    }
}

/// Field, word and edits.
type Near = (String, String, usize);

/// All records, and what was counted of them once.
struct World {
    records: Vec<Record>,
    frequencies: RefCell<HashMap<(String, String), usize>>,
    averages: RefCell<HashMap<String, f64>>,
    near: RefCell<HashMap<Near, Rc<[String]>>>,
}

impl World {
    /// How many records have a term.
    fn frequency(&self, field: &str, term: &str) -> usize {
        let key = (field.to_owned(), term.to_owned());
        let count = || self.records.iter().filter(|it| it.tokens(field).any(|token| token == term)).count();
        *self.frequencies.borrow_mut().entry(key).or_insert_with(count)
    }

    fn average(&self, field: &str, count: impl FnOnce() -> f64) -> f64 {
        *self.averages.borrow_mut().entry(field.to_owned()).or_insert_with(count)
    }

    fn rarity(&self, field: &str, term: &str) -> f64 {
        self.rarity_of(self.frequency(field, term))
    }

    fn rarity_of(&self, frequency: usize) -> f64 {
        let (all, frequency) = (self.records.len() as f64, frequency as f64);
        (1.0 + (all - frequency + 0.5) / (frequency + 0.5)).ln()
    }

    /// Every term that somebody has so few edits away, once.
    fn near(&self, field: &str, wanted: &str, edits: usize) -> Rc<[String]> {
        let key = (field.to_owned(), wanted.to_owned(), edits);
        let near = || {
            let mut found: Vec<&str> = self.records.iter().flat_map(|it| it.tokens(field)).collect();
            found.sort_unstable();
            found.dedup();
            found.into_iter().filter(|term| distance(wanted, term) <= edits).map(str::to_owned).collect()
        };
        Rc::clone(self.near.borrow_mut().entry(key).or_insert_with(near))
    }
}

/// How many letters have to be put in, left out, changed or swapped with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for row in 0..=one.len() {
        for column in 0..=other.len() {
            table[row][column] = if row == 0 || column == 0 {
                row + column
            } else {
                let changed = table[row - 1][column - 1] + usize::from(one[row - 1] != other[column - 1]);
                let best = changed.min(table[row - 1][column] + 1).min(table[row][column - 1] + 1);
                let swapped =
                    row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1];
                if swapped { best.min(table[row - 2][column - 2] + 1) } else { best }
            };
        }
    }
    table[one.len()][other.len()]
}

/// The tree as a client would write it.
fn written(tree: &Tree) -> String {
    let escaped = |text: &str| -> String {
        let special = |it: char| "+-!(){}[]^\"~*?:\\/ ".contains(it);
        text.chars().flat_map(|it| special(it).then_some('\\').into_iter().chain([it])).collect()
    };
    match tree {
        Tree::Everybody => "*:*".to_owned(),
        Tree::Any(any) => format!("({})", any.iter().map(written).collect::<Vec<_>>().join(" OR ")),
        Tree::All(all, none) => {
            let all = all.iter().map(written).collect::<Vec<_>>().join(" AND ");
            let none: String = none.iter().map(|it| format!(" NOT {}", written(it))).collect();
            format!("({all}{none})")
        }
        Tree::Leaf(field, leaf) => match leaf {
            Leaf::Word(text) => format!("{field}:{}", escaped(text)),
            Leaf::Phrase(text) => format!("{field}:\"{text}\""),
            Leaf::Starts(text) => format!("{field}:{}*", escaped(text)),
            Leaf::Ends(text) => format!("{field}:*{}", escaped(text)),
            Leaf::Gap(start, end) => format!("{field}:{}?{}", escaped(start), escaped(end)),
            Leaf::Near(text, edits) => format!("{field}:{}~{edits}", escaped(text)),
            Leaf::Between(low, high) => format!("{field}:[\"{low}\" TO \"{high}\"]"),
            Leaf::There => format!("{field}:*"),
        },
    }
}

fn leaf(random: &mut Random) -> Tree {
    let exact = random.below(5) == 0;
    let field = if exact { random.of(EXACT_FIELDS) } else { random.of(WORD_FIELDS) };
    let word =
        if exact { random.of(&["smith1@x.org", "a2@y.org", "0009", "red@x.org"]) } else { random.of(WORDS) }.to_owned();
    let letters: Vec<char> = word.chars().collect();
    let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let middle = random.below(letters.len());
    let leaf = match random.below(12) {
        0 => Leaf::Phrase(format!("{word} {}", random.of(WORDS))),
        1 => Leaf::Starts(part(0, middle + 1)),
        2 => Leaf::Ends(part(middle, letters.len())),
        3 => Leaf::Gap(part(0, middle), part(middle + 1, letters.len())),
        // Of more than fifty near terms some would not count.
        4 if !exact => Leaf::Near(part(0, letters.len()), 1 + random.below(2)),
        5 => {
            let mut ends = [word, random.of(WORDS).to_owned()];
            ends.sort();
            let [low, high] = ends;
            Leaf::Between(low, high)
        }
        6 => Leaf::There,
        7 => Leaf::Phrase(word),
        _ => Leaf::Word(word),
    };
    Tree::Leaf(field, leaf)
}

fn tree(random: &mut Random, depth: usize) -> Tree {
    let several = |random: &mut Random| (0..=random.below(3)).map(|_| tree(random, depth - 1)).collect::<Vec<_>>();
    match random.below(if depth == 0 { 1 } else { 6 }) {
        0 | 1 => leaf(random),
        2 | 3 => Tree::Any(several(random)),
        4 => Tree::All(several(random), Vec::new()),
        _ => {
            let none = (0..=random.below(2)).map(|_| tree(random, depth - 1)).collect();
            let all = if random.below(4) == 0 { vec![Tree::Everybody] } else { several(random) };
            Tree::All(all, none)
        }
    }
}

fn record(random: &mut Random, number: u64) -> Document {
    let orcid = OrcidId::from_base(990_000_000_000 + number).unwrap().to_string();
    let text =
        |random: &mut Random, most| (0..=random.below(most)).map(|_| random.of(WORDS)).collect::<Vec<_>>().join(" ");
    let mut person = Person::new("Z", &orcid);
    if random.below(8) > 0 {
        let (given, family) = (text(random, 1), text(random, 2));
        person = person.name(Some(&given), Some(&family), None);
    }
    for _ in 0..random.below(4) {
        let keyword = text(random, 3);
        person = person.texts(ItemKind::Keyword, &[&keyword]);
    }
    if random.below(3) == 0 {
        let biography = text(random, 20);
        person = person.texts(ItemKind::Biography, &[&biography]);
    }
    if random.below(2) == 0 {
        let address =
            format!("{}{}@{}.org", random.of(&["smith", "a", "red"]), random.below(4), random.of(&["x", "y"]));
        person = person.email(&address);
    }
    person.document()
}

#[test]
fn a_slow_evaluator_finds_the_same() {
    let mut random = Random(31);
    let documents: Vec<Document> = (0..RECORDS).map(|number| record(&mut random, number)).collect();
    let records = documents.iter().map(Record::of).collect();
    let world =
        World { records, frequencies: RefCell::default(), averages: RefCell::default(), near: RefCell::default() };
    let index = indexed(&documents);
    let (snapshot, collection) = (index.snapshot(), Collection::new(documents));
    let count = if std::env::var_os("BYLINE_LONG").is_some() { LONG } else { SHORT };
    let (mut some, mut ordered) = (0, 0);
    for _ in 0..count {
        let tree = tree(&mut random, 3);
        let text = written(&tree);
        let scores = world.records.iter().filter_map(|record| Some((record.orcid, record.score(&world, &tree)?)));
        let expected: HashMap<OrcidId, f64> = scores.collect();
        let params = [("q", &*text)];
        let request =
            Request::read(&Params::new(&params), Limits::default()).unwrap_or_else(|it| panic!("{text}: {it}"));
        let search = Search::of(&request, now()).unwrap();
        let most = RECORDS as usize;
        let found = collection.search(&search, 0, most, &collection, Budget::default()).unwrap();
        let indexed = snapshot.search(&search, 0, most, &HashSet::new(), &snapshot, Budget::default()).unwrap();
        for (who, found) in [("memory", &found), ("index", &indexed)] {
            let what = format!("{who}: {text} is {}", search.plan);
            same(found, &expected).unwrap_or_else(|difference| panic!("{what}: {difference}"));
        }
        some += usize::from(!expected.is_empty() && expected.len() < most);
        ordered += usize::from(found.hits.first().is_some_and(|it| it.score > found.hits[found.hits.len() - 1].score));
    }
    assert!(some > count / 2, "{some} of {count} found somebody and not everybody");
    assert!(ordered > count / 4, "{ordered} of {count} found some better than others");
}

/// Whether these are found, with these scores, the best first and ties in order of iD. Sums of small numbers differ in their
/// last digits.
fn same(found: &Found, expected: &HashMap<OrcidId, f64>) -> Result<(), String> {
    if found.total != expected.len() || found.hits.len() != expected.len() {
        return Err(format!("{} and not {} are found", found.hits.len(), expected.len()));
    }
    for hit in &found.hits {
        let Some(score) = expected.get(&hit.orcid) else { return Err(format!("{} is found", hit.orcid)) };
        if (f64::from(hit.score) - score).abs() > 1e-4 * score.max(0.1) {
            return Err(format!("{} has {} and not {score}", hit.orcid, hit.score));
        }
    }
    let in_order = found
        .hits
        .is_sorted_by(|one, next| one.score > next.score || (one.score == next.score && one.orcid < next.orcid));
    in_order.then_some(()).ok_or_else(|| "they are not in order of scores and iDs".to_owned())
}

//! Generated queries against an evaluator that is slow and obviously right: it takes the tree that the query was written
//! from, knows no parser, no plan and no lists, and has a tokeniser of its own. Who is found is compared, and how well,
//! which with the order of scores is the order of all.

use std::collections::{BTreeMap, HashMap, HashSet};

use byline_model::{ItemKind, OrcidId};
use byline_search::document::Document;
use byline_search::fields::FIELDS;
use byline_search::memory::{Budget, Collection};
use byline_search::order::Found;
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};

use crate::generated::Random;
use crate::people::{Person, indexed, is_page_of, now, organization};

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
    /// So many times the score.
    Times(Box<Tree>, u8),
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
/// Every word that is not in [`EXACT_FIELDS`] is in the last as well.
const WORD_FIELDS: &[&str] = &[
    "family-name",
    "given-and-family-names",
    "keyword",
    "biography",
    "affiliation-org-name",
    "current-institution-affiliation-name",
    "text",
];
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

/// The values of a field as tokens, or whole where they are exact, each value by itself.
type Values = Vec<Vec<String>>;

/// What is searched of a record, by field.
struct Record {
    orcid: OrcidId,
    values: HashMap<&'static str, Values>,
}

impl Record {
    fn of(document: &Document) -> Self {
        let mut values: HashMap<&str, Values> = HashMap::new();
        for (place, value) in &document.values {
            let name = FIELDS[*place].name;
            values.entry(name).or_default().push(match name {
                "email" | "orcid" => vec![value.to_string()],
                _ => tokens(value, name == "given-and-family-names"),
            });
            if name != "text" {
                values.entry("text").or_default().push(tokens(value, false));
            }
        }
        Record { orcid: document.orcid, values }
    }

    fn values(&self, field: &str) -> &[Vec<String>] {
        self.values.get(field).map_or(&[], |values| values)
    }

    fn tokens(&self, field: &str) -> impl Iterator<Item = &str> {
        self.values(field).iter().flatten().map(|it| &**it)
    }

    /// How well this matches; `None` when it does not.
    fn score(&self, world: &World, query: &Query) -> Option<f64> {
        let score = |query: &Query| self.score(world, query);
        match query {
            Query::Everybody => Some(1.0),
            Query::All(_, none) if none.iter().any(|it| score(it).is_some()) => None,
            Query::All(all, _) => all.iter().map(score).sum(),
            Query::Any(any) => any.iter().filter_map(score).reduce(|one, other| one + other),
            Query::Times(query, by) => score(query).map(|score| score * by),
            Query::Is(field, is) => self.tokens(field).any(is).then_some(1.0),
            Query::Words(field, words) => {
                let word = |(word, rarity): &(String, f64)| {
                    let times = self.tokens(field).filter(|token| token == word).count();
                    (times > 0).then(|| self.weighed(world, field, *rarity, times))
                };
                words.iter().filter_map(word).reduce(|one, other| one + other)
            }
            Query::Phrase(field, words, rarity) => {
                let in_value = |value: &Vec<String>| value.windows(words.len()).filter(|part| part == words).count();
                let times = self.values(field).iter().map(in_value).sum();
                (times > 0).then(|| self.weighed(world, field, *rarity, times))
            }
        }
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
        let times = times as f64;
        rarity * 2.2 * times / (times + 1.2 * (0.25 + 0.75 * length / world.average(field)))
    }
}

/// All records, and what was counted of them once.
struct World {
    records: Vec<Record>,
    /// By field, how many records have which token.
    frequencies: HashMap<&'static str, BTreeMap<String, usize>>,
    averages: HashMap<&'static str, f64>,
}

impl World {
    fn of(documents: &[Document]) -> Self {
        let records: Vec<Record> = documents.iter().map(Record::of).collect();
        let (mut frequencies, mut averages) = (HashMap::new(), HashMap::new());
        for field in WORD_FIELDS.iter().chain(EXACT_FIELDS) {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for record in &records {
                let own: HashSet<&str> = record.tokens(field).collect();
                own.into_iter().for_each(|token| *counts.entry(token.to_owned()).or_default() += 1);
            }
            let all: usize = records.iter().map(|it| it.tokens(field).count()).sum();
            frequencies.insert(*field, counts);
            averages.insert(*field, all as f64 / records.len() as f64);
        }
        World { records, frequencies, averages }
    }

    fn average(&self, field: &str) -> f64 {
        self.averages[field]
    }

    fn rarity(&self, field: &str, term: &str) -> f64 {
        self.rarity_of(self.frequencies[field].get(term).copied().unwrap_or_default())
    }

    fn rarity_of(&self, frequency: usize) -> f64 {
        let (all, frequency) = (self.records.len() as f64, frequency as f64);
        (1.0 + (all - frequency + 0.5) / (frequency + 0.5)).ln()
    }
}

/// A tree, with its words as they are compared and what they are worth.
enum Query {
    Everybody,
    All(Vec<Query>, Vec<Query>),
    Any(Vec<Query>),
    Times(Box<Query>, f64),
    Is(&'static str, Box<dyn Fn(&str) -> bool>),
    Words(&'static str, Vec<(String, f64)>),
    Phrase(&'static str, Vec<String>, f64),
}

impl Query {
    fn of(tree: &Tree, world: &World) -> Self {
        let all = |trees: &[Tree]| trees.iter().map(|tree| Query::of(tree, world)).collect();
        match tree {
            Tree::Everybody => Query::Everybody,
            Tree::All(of, none) => Query::All(all(of), all(none)),
            Tree::Any(any) => Query::Any(all(any)),
            Tree::Times(tree, by) => Query::Times(Box::new(Query::of(tree, world)), f64::from(*by)),
            Tree::Leaf(field, leaf) => Query::of_leaf(field, leaf, world),
        }
    }

    fn of_leaf(field: &'static str, leaf: &Leaf, world: &World) -> Self {
        let folded = field == "given-and-family-names";
        let exact = EXACT_FIELDS.contains(&field);
        // A piece of a term is compared as terms are written.
        let piece = |text: &str| -> String {
            if exact { text.to_owned() } else { text.chars().map(|it| plain(it, folded)).collect() }
        };
        let words = |text: &str| if exact { vec![text.to_owned()] } else { tokens(text, folded) };
        let rated = |words: Vec<String>| {
            words.into_iter().map(|it| (world.rarity(field, &it), it)).map(|(rarity, word)| (word, rarity)).collect()
        };
        match leaf {
            Leaf::There => Query::Is(field, Box::new(|_| true)),
            Leaf::Word(text) => Query::Words(field, rated(words(text))),
            Leaf::Phrase(text) => match words(text) {
                words if words.len() == 1 => Query::Words(field, rated(words)),
                words => {
                    let rarity = words.iter().map(|it| world.rarity(field, it)).sum();
                    Query::Phrase(field, words, rarity)
                }
            },
            Leaf::Starts(text) => {
                let start = piece(text);
                Query::Is(field, Box::new(move |token| token.starts_with(&start)))
            }
            Leaf::Ends(text) => {
                let end = piece(text);
                Query::Is(field, Box::new(move |token| token.ends_with(&end)))
            }
            Leaf::Gap(start, end) => {
                let (start, end) = (piece(start), piece(end));
                let one_between = move |token: &str| {
                    let inner = token.strip_prefix(&*start).and_then(|rest| rest.strip_suffix(&*end));
                    inner.is_some_and(|inner| inner.chars().count() == 1)
                };
                Query::Is(field, Box::new(one_between))
            }
            Leaf::Near(text, edits) => Query::near(field, &piece(text), *edits, world),
            Leaf::Between(low, high) => {
                let (low, high) = (piece(low), piece(high));
                Query::Is(field, Box::new(move |token| token >= &*low && token <= &*high))
            }
        }
    }

    /// Each term that is near counts by its nearness, and as often as the most frequent of them.
    fn near(field: &'static str, wanted: &str, edits: usize, world: &World) -> Self {
        let all = &world.frequencies[field];
        let near: Vec<_> = all.iter().filter(|(term, _)| distance(wanted, term) <= edits).collect();
        let rarity = world.rarity_of(near.iter().map(|(_, frequency)| **frequency).max().unwrap_or_default());
        let rated = |(term, _): (&String, &usize)| {
            let length = wanted.chars().count().min(term.chars().count());
            let nearness = (1.0 - distance(wanted, term) as f64 / length.max(1) as f64).max(0.0);
            (term.clone(), nearness * rarity)
        };
        Query::Words(field, near.into_iter().map(rated).collect())
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
        Tree::Times(tree, by) => format!("({})^{by}", written(tree)),
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
        // Some are longer than what an index has as one term.
        0 => Leaf::Phrase((0..1 + random.below(8)).fold(word, |text, _| format!("{text} {}", random.of(WORDS)))),
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
    match random.below(if depth == 0 { 1 } else { 7 }) {
        0 | 1 => leaf(random),
        6 => Tree::Times(Box::new(tree(random, depth - 1)), 1 + 9 * random.below(2) as u8),
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
    for _ in 0..random.below(3) {
        // Often the same few words, so that phrases of several are found.
        let name = text(random, 3);
        let name = if random.below(3) > 0 { format!("red data {name} a red") } else { name };
        let end = (random.below(3) == 0).then_some(("2001", None));
        person = person.affiliation(ItemKind::Employment, organization(&name, None), end);
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
    let world = World::of(&documents);
    let index = indexed(&documents);
    let (snapshot, collection) = (index.snapshot(), Collection::new(documents));
    let count = if std::env::var_os("BYLINE_LONG").is_some() { LONG } else { SHORT };
    let (mut some, mut ordered) = (0, 0);
    for _ in 0..count {
        let tree = tree(&mut random, 3);
        let text = written(&tree);
        let query = Query::of(&tree, &world);
        let scores = world.records.iter().filter_map(|record| Some((record.orcid, record.score(&world, &query)?)));
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
        for most in [1, 10, 100] {
            let page = snapshot.search(&search, 0, most, &HashSet::new(), &snapshot, Budget::default()).unwrap();
            let what = format!("{most} of the index: {text} is {}", search.plan);
            is_page_of(&page, &indexed, most).unwrap_or_else(|difference| panic!("{what}: {difference}"));
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

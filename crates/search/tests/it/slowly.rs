//! Generated queries against an evaluator that is slow and obviously right: it takes the tree that the query was written
//! from, knows no parser, no plan and no lists, and has a tokeniser of its own.

use std::collections::HashSet;

use byline_model::{ItemKind, OrcidId};
use byline_search::document::Document;
use byline_search::fields::FIELDS;
use byline_search::memory::{Budget, Collection};
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};

use crate::generated::Random;
use crate::people::{Person, indexed, now};

const RECORDS: u64 = 400;
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

    fn matches(&self, tree: &Tree) -> bool {
        match tree {
            Tree::Everybody => true,
            Tree::All(all, none) => all.iter().all(|it| self.matches(it)) && !none.iter().any(|it| self.matches(it)),
            Tree::Any(any) => any.iter().any(|it| self.matches(it)),
            Tree::Leaf(field, leaf) => {
                let own = || self.values.iter().filter(|(name, _)| name == field).map(|(_, tokens)| tokens);
                let folded = *field == "given-and-family-names";
                let exact = EXACT_FIELDS.contains(field);
                let any = |is: &dyn Fn(&str) -> bool| own().flatten().any(|token| is(token));
                // A piece of a term is compared as terms are written.
                let piece = |text: &str| match exact {
                    true => text.to_owned(),
                    false => text.chars().map(|it| plain(it, folded)).collect(),
                };
                match leaf {
                    Leaf::There => any(&|_| true),
                    Leaf::Word(text) | Leaf::Phrase(text) if exact => any(&|token| token == text),
                    Leaf::Word(text) => tokens(text, folded).iter().any(|word| any(&|token| token == word)),
                    Leaf::Phrase(text) => {
                        let words = tokens(text, folded);
                        own().any(|value| value.windows(words.len()).any(|part| part == words))
                    }
                    Leaf::Starts(text) => any(&|token| token.starts_with(&piece(text))),
                    Leaf::Ends(text) => any(&|token| token.ends_with(&piece(text))),
                    Leaf::Gap(start, end) => any(&|token| {
                        let inner = token.strip_prefix(&*piece(start)).and_then(|rest| rest.strip_suffix(&*piece(end)));
                        inner.is_some_and(|inner| inner.chars().count() == 1)
                    }),
                    Leaf::Near(text, edits) => any(&|token| distance(&piece(text), token) <= *edits),
                    Leaf::Between(low, high) => any(&|token| *token >= *piece(low) && *token <= *piece(high)),
                }
            }
        }
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
    let records: Vec<Record> = documents.iter().map(Record::of).collect();
    let index = indexed(&documents);
    let (snapshot, collection) = (index.snapshot(), Collection::new(documents));
    let count = if std::env::var_os("BYLINE_LONG").is_some() { LONG } else { SHORT };
    let mut some = 0;
    for _ in 0..count {
        let tree = tree(&mut random, 3);
        let text = written(&tree);
        let expected: Vec<OrcidId> =
            records.iter().filter(|record| record.matches(&tree)).map(|record| record.orcid).collect();
        let params = [("q", &*text), ("sort", "orcid asc")];
        let request =
            Request::read(&Params::new(&params), Limits::default()).unwrap_or_else(|it| panic!("{text}: {it}"));
        let search = Search::of(&request, now()).unwrap();
        let most = RECORDS as usize;
        let found = collection.search(&search, 0, most, &collection, Budget::default()).unwrap();
        let indexed = snapshot.search(&search, 0, most, &HashSet::new(), &snapshot, Budget::default()).unwrap();
        for (who, found) in [("memory", found), ("index", indexed)] {
            let found: Vec<OrcidId> = found.hits.iter().map(|hit| hit.orcid).collect();
            assert_eq!(found, expected, "{who}: {text} is {}", search.plan);
        }
        some += usize::from(!expected.is_empty() && expected.len() < most);
    }
    assert!(some > count / 2, "{some} of {count} found somebody and not everybody");
}

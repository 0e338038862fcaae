use super::*;

const UNIVERSITY: u8 = 1;
const FUNDER: u8 = 2;

fn directory(names: &[(&'static str, u8, u64, &[&str])]) -> Directory<&'static str> {
    let named = |(key, marks, popularity, names): &(&'static str, u8, u64, &[&str])| {
        Named::new(*key, *marks, *popularity, names.iter().copied())
    };
    Directory::default().with(names.iter().map(named).collect())
}

fn some() -> Directory<&'static str> {
    directory(&[
        ("ox", UNIVERSITY, 90, &["University of Oxford", "Oxford University"]),
        ("brookes", UNIVERSITY, 20, &["Oxford Brookes University"]),
        ("press", UNIVERSITY, 5, &["Oxford University Press"]),
        ("oxfam", FUNDER, 50, &["Oxfam"]),
        ("koeln", UNIVERSITY, 40, &["Universität zu Köln", "University of Cologne"]),
        ("aarhus", UNIVERSITY | FUNDER, 30, &["Århus Universitet"]),
        ("tokyo", UNIVERSITY, 60, &["東京大学", "University of Tokyo"]),
        ("gone", 0, 99, &["Oxford Polytechnic"]),
        ("nameless", UNIVERSITY, 99, &["—"]),
    ])
}

fn found(directory: &Directory<&'static str>, text: &str) -> Vec<&'static str> {
    directory.find(&Typed::new(text), UNIVERSITY | FUNDER, 10).keys
}

#[test]
fn a_name_comes_before_a_phrase_and_a_phrase_before_beginnings() {
    let some = some();
    assert_eq!(some.len(), 7);
    assert_eq!(found(&some, "oxford university"), ["ox", "press", "brookes"]);
    assert_eq!(found(&some, "OXF"), ["ox", "oxfam", "brookes", "press"]);
    assert_eq!(found(&some, "univ oxf"), ["ox", "brookes", "press"]);
    assert_eq!(found(&some, "oxford press"), ["press"]);
    assert_eq!(found(&some, "  Press,  "), ["press"]);
}

#[test]
fn letters_are_compared_without_case_and_accents() {
    let some = some();
    assert_eq!(found(&some, "universitat zu koln"), ["koeln"]);
    assert_eq!(found(&some, "ÅRHUS"), ["aarhus"]);
    assert_eq!(found(&some, "arhus uni"), ["aarhus"]);
    assert_eq!(found(&some, "東京"), ["tokyo"]);
}

#[test]
fn words_have_to_be_in_one_name() {
    assert_eq!(found(&some(), "koln cologne"), [""; 0]);
    assert_eq!(found(&some(), "zu kol"), ["koeln"]);
}

#[test]
fn what_is_no_word_finds_nothing() {
    let long = "oxford ".repeat(100_000);
    for text in ["", " ", "—", "\n", "*", "oxfords", "ford"] {
        assert_eq!(found(&some(), text), [""; 0], "{text}");
    }
    assert_eq!(found(&some(), &long), ["ox", "brookes", "press"], "once is enough");
    assert_eq!(found(&Directory::default(), "oxford"), [""; 0]);
}

#[test]
fn those_without_the_mark_are_passed_over() {
    let some = some();
    let funders = |text| some.find(&Typed::new(text), FUNDER, 10).keys;
    assert_eq!(funders("ox"), ["oxfam"]);
    assert_eq!(funders("oxford"), [""; 0]);
    assert_eq!(funders("arhus universitet"), ["aarhus"]);
    assert_eq!(some.find(&Typed::new("u"), UNIVERSITY, 2).keys, ["ox", "tokyo"]);
    assert_eq!(some.find(&Typed::new("u"), UNIVERSITY, 0).keys, [""; 0]);
}

#[test]
fn changes_stand_instead_of_what_they_replace() {
    let changed = some().with(vec![
        Named::new("ox", UNIVERSITY, 1, ["University of Oxford"]),
        Named::new("press", 0, 5, ["Oxford University Press"]),
        Named::new("new", UNIVERSITY, 70, ["Oxford Observatory"]),
    ]);
    assert_eq!(found(&changed, "oxf"), ["new", "oxfam", "brookes", "ox"]);
    assert_eq!(found(&changed, "oxford university"), ["brookes", "ox"]);
    let twice =
        changed.with(["Oxford Lodge", "Oxford Mill"].map(|name| Named::new("new", UNIVERSITY, 70, [name])).into());
    assert_eq!((found(&twice, "oxford lodge"), found(&twice, "oxford mill")), (vec![], vec!["new"]), "the later one");
}

#[test]
fn names_and_words_beyond_a_bound_are_left_out() {
    let many: Vec<String> = (0..MOST_NAMES + 1).map(|at| format!("name{at}")).collect();
    let long: String = (0..MOST_WORDS + 1).map(|at| format!("word{at} ")).collect();
    let of = Directory::default()
        .with(vec![Named::new("many", 1, 0, many.iter().map(String::as_str)), Named::new("long", 1, 0, [&*long])]);
    assert_eq!(found(&of, "name99"), ["many"]);
    assert_eq!(found(&of, "name100"), [""; 0]);
    assert_eq!(found(&of, "word63"), ["long"]);
    assert_eq!(found(&of, "word64"), [""; 0]);
}

/// A town of a number, each with some of several kinds.
fn invented(count: u32) -> Vec<Named<u32>> {
    let kinds = ["University of", "Institute for Fog,", "General Hospital of", "Société de", "Umbrella Works,"];
    let starts = ["Al", "Bre", "Cor", "Dun", "Es", "Fal", "Gor", "Hal", "Il", "Jor", "Kel", "Lun"];
    let draw = |number: u32, salt: u32| number.wrapping_mul(2_654_435_761).rotate_left(salt) >> 8;
    (0..count)
        .map(|number| {
            let town =
                format!("{}{}", starts[draw(number, 3) as usize % starts.len()], starts[draw(number, 9) as usize % 7]);
            let name = format!("{} {town} {number}", kinds[draw(number, 17) as usize % kinds.len()]);
            let alias = format!("{town} {}", ["University", "Clinic", "Laboratory"][draw(number, 5) as usize % 3]);
            Named::new(number, 1 + (number % 5 == 0) as u8, (draw(number, 13) % 1000).into(), [&*name, &*alias])
        })
        .collect()
}

/// The same by looking at everything.
fn slowly(all: &[Named<u32>], text: &str, marks: u8, most: usize) -> Vec<u32> {
    let words = words_of(text);
    let score = |it: &Named<u32>| {
        let names: Vec<&str> = it.names.lines().filter(|line| !line.is_empty()).collect();
        let begins = |name: &&&str| words.split(' ').all(|word| name.split(' ').any(|it| it.starts_with(word)));
        match () {
            () if words.is_empty() || it.marks & marks == 0 => 0,
            () if names.iter().any(|name| name.trim() == words) => 3,
            () if names.iter().any(|name| name.contains(&format!(" {words} "))) => 2,
            () if names.iter().any(|name| begins(&name)) => 1,
            () => 0,
        }
    };
    let mut found: Vec<_> = all.iter().map(|it| (score(it), it)).filter(|it| it.0 > 0).collect();
    found.sort_by_key(|(score, it)| (-score, -(it.popularity as i64), it.length, it.key));
    found.iter().take(most).map(|it| it.1.key).collect()
}

const TYPED: [&str; 16] = [
    "u",
    "un",
    "univ",
    "university",
    "university of",
    "of univ",
    "general hospital of",
    "es",
    "esal clinic",
    "esal cl",
    "h f",
    "umb uni",
    "1",
    "institute fog lunal",
    "of",
    "societe al 7",
];

#[test]
fn looking_finds_what_looking_at_everything_finds() {
    for count in [0, 1, 30, 5_000, 20_000] {
        let all = invented(count);
        let directory = Directory::default().with(all.clone());
        for (text, marks, most) in TYPED.iter().flat_map(|text| [(text, 1, 10), (text, 2, 3), (text, 3, 500)]) {
            let found = directory.find(&Typed::new(text), marks, most).keys;
            assert_eq!(found, slowly(&all, text, marks, most), "{text:?} {marks} among {count}");
        }
    }
}

/// Entries that are looked at, and names that are marked, by each of these among so many.
fn costs(count: u32) -> Vec<(u64, u64)> {
    let directory = Directory::default().with(invented(count));
    let find = |text: &&str| directory.find(&Typed::new(text), 1, 10);
    TYPED.iter().map(find).map(|it| (it.looked, it.marked)).collect()
}

/// Entries that are looked at are as many as ever; marks are a bit for each name that has one of the words.
#[test]
fn looking_costs_little_more_among_a_hundred_times_as_many() {
    let [few, many] = [1_200, 120_000].map(costs);
    let looked = |costs: &[(u64, u64)]| costs.iter().map(|it| it.0).sum::<u64>();
    assert!(looked(&many) < 12 * looked(&few), "{few:?} {many:?}");
    assert!(many.iter().all(|it| it.0 < 1_200 && it.1 < 120_000), "{few:?} {many:?}");
    assert!(many.iter().filter(|it| it.1 > 0).count() < 5, "few need marks: {many:?}");
}

#[test]
fn a_word_that_another_one_begins_with_is_no_more_work() {
    let directory = Directory::default().with(invented(30_000));
    let find = |text: &str| directory.find(&Typed::new(text), 1, 10);
    assert_eq!(find("umb uni"), find("u um uni umb umb un"));
}

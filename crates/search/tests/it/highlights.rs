//! Why somebody was found.

use byline_model::ItemKind;
use byline_search::highlight::{Marker, Snippet};
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};

use crate::people::{Person, all, now};

/// `field: text`, with brackets around marks.
fn shown(snippet: &Snippet) -> String {
    let mut text = String::new();
    let mut at = 0;
    for mark in &snippet.marks {
        text += &format!("{}[{}]", &snippet.text[at..mark.start], &snippet.text[mark.clone()]);
        at = mark.end;
    }
    format!("{}: {text}{}", snippet.field, &snippet.text[at..])
}

fn of(person: &Person, params: &[(&str, &str)]) -> Vec<String> {
    let request = Request::read(&Params::new(params), Limits::default()).unwrap();
    let search = Search::of(&request, now()).unwrap();
    Marker::of(&search.plan).snippets(&person.document()).iter().map(shown).collect()
}

fn person(key: &str) -> Person {
    all().into_iter().find(|person| person.key == key).unwrap()
}

#[test]
fn words_are_marked_where_the_query_has_them() {
    for (key, q, expected) in [
        ("B", "English", &["biography: Studies [English] literature"][..]),
        ("B", "biography:\"english literature\"", &["biography: Studies [English literature]"]),
        ("B", "biography:\"literature studies\"~9", &["biography: [Studies] English [literature]"]),
        ("B", "biography:lit*", &["biography: Studies English [literature]"]),
        ("B", "given-and-family-names:karlsbeard", &["given-and-family-names: Zoë [Kårlsbeârd]"]),
        ("M", "family-name:einstien~", &["family-name: [Einstein]"]),
        ("M", "family-name:/ein.+/", &["family-name: [Einstein]"]),
        ("A", "doi-self:\"10.5555/12345678\"", &["doi-self: [10.5555/12345678]"]),
        ("A", "email:*@brown.example", &["email: [josiah@brown.example]"]),
        ("A", "orcid:0000-0002-1825-0097", &["orcid: [0000-0002-1825-0097]"]),
        ("C", "work-titles:蛋白", &["work-titles: [蛋白]质"]),
        ("K", "family-name:smith -given-names:ann", &["family-name: O'Neill-[Smith]"]),
        ("K", "*:*", &[]),
        ("K", "profile-last-modified-date:[* TO NOW]", &[]),
        ("K", "-family-name:smith", &[]),
    ] {
        assert_eq!(of(&person(key), &[("q", q)]), expected, "{q}");
    }
}

#[test]
fn words_without_a_field_are_marked_in_those_of_the_record() {
    let found = of(&person("A"), &[("q", "carberry brown")]);
    for expected in [
        "family-name: [Carberry]",
        "credit-name: J. S. [Carberry]",
        "other-names: Josiah Stinkney [Carberry]",
        "current-institution-affiliation-name: [Brown] University",
    ] {
        assert!(found.iter().any(|it| it == expected), "{expected} in {found:?}");
    }
    let edismax = [("q", "josiah"), ("defType", "edismax"), ("qf", "given-names^2 other-names")];
    assert_eq!(of(&person("A"), &edismax), ["given-names: [Josiah]", "other-names: [Josiah] Stinkney Carberry"]);
}

#[test]
fn of_what_is_long_a_part_is_shown_and_of_many_the_first() {
    let long = format!("{} needle {}", "Heuhaufen ü ".repeat(100), "hay ".repeat(1000));
    let many: Vec<String> = (0..50).map(|number| format!("needle {number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let person =
        Person::new("Z", "0000-0001-6000-1118").texts(ItemKind::Biography, &[&long]).texts(ItemKind::Keyword, &many);
    let found = of(&person, &[("q", "needle")]);
    assert_eq!(found.len(), 5);
    let part = found.iter().find(|it| it.starts_with("biography: ")).unwrap();
    assert!(part.contains("[needle]") && part.len() < 300, "{part}");
}

#[test]
fn what_is_hidden_is_in_no_snippet() {
    assert_eq!(
        of(&person("L"), &[("q", "zymurgy OR hidden OR ann")]),
        ["given-names: [Ann]", "given-and-family-names: [Ann] Limited"]
    );
}

/// However much somebody has and asks for: what is marked is so much at most.
#[test]
fn marking_ends_where_it_takes_too_long() {
    let words: Vec<String> = (0..20_000).map(|number| format!("word{number}")).collect();
    let person = Person::new("Z", "0000-0001-6000-1118").texts(ItemKind::Biography, &[&words.join(" ")]);
    let near: Vec<String> = (0..200).map(|number| format!("wort{number}~2")).collect();
    let found = of(&person, &[("q", &near.join(" "))]);
    assert_eq!(found.len(), 1);
    let last = of(&person, &[("q", &format!("word19999 {}", near.join(" ")))]);
    assert!(!last.iter().any(|it| it.contains("[word19999]")), "{last:?}");
    let alone = of(&person, &[("q", "word19999")]);
    assert!(alone.iter().any(|it| it.contains("[word19999]")), "{alone:?}");
}

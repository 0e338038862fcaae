use byline_model::shape::Hosts;
use byline_model::shapes;
use proptest::prelude::*;

use super::*;
use crate::json;

/// The item of a work that has these members beside its title.
fn item_of(members: &str, owner: Option<&str>) -> String {
    let text = format!(r#"{{"title": {{"title": "Tides"}}, {members}}}"#);
    let work = json::read(&text, &shapes::WORK, &Hosts::default()).unwrap_or_else(|error| panic!("{text}: {error}"));
    String::from_utf8(item(&work, owner)).expect("UTF-8")
}

fn cited(bibtex: &str) -> String {
    let value = serde_json::Value::from(bibtex);
    item_of(&format!(r#""type": "other", "citation": {{"citation-type": "bibtex", "citation-value": {value}}}"#), None)
}

#[test]
fn a_work_without_citation_speaks_for_itself() {
    let members = r#""type": "journal-article", "put-code": 12, "journal-title": "Seas",
        "publication-date": {"year": "2021", "month": "04", "day": "09"},
        "external-ids": {"external-id": [
            {"external-id-type": "doi", "external-id-value": "10.5555/BOOK", "external-id-relationship": "part-of"},
            {"external-id-type": "doi", "external-id-value": "https://doi.org/10.5555/A", "external-id-relationship": "self"}]},
        "contributors": {"contributor": [{"credit-name": "Ada B."}, {"credit-name": "Lin C."}, {"credit-name": "Ada B."}]}"#;
    assert_eq!(
        item_of(members, None),
        r#"{"id":"12","type":"article-journal","title":"Tides","author":[{"literal":"Ada B. and Lin C."}],"#.to_owned()
            + r#""issued":{"date-parts":[[2021,4,9]]},"container-title":"Seas","DOI":"10.5555/a","URL":"https://doi.org/10.5555/a"}"#
    );
}

#[test]
fn the_owner_is_the_author_where_nobody_else_is() {
    let own = r#""type": "patent", "url": {"value": "https://example.org/t"}"#;
    assert_eq!(
        item_of(own, Some("Marit Ø.")),
        r#"{"title":"Tides","author":[{"literal":"Marit Ø."}],"URL":"https://example.org/t"}"#
    );
    assert_eq!(item_of(own, None), r#"{"title":"Tides","URL":"https://example.org/t"}"#);
}

#[test]
fn a_bibtex_citation_is_taken_apart() {
    let bibtex = r#"@string{jpo = "J. Seas"}
        @InProceedings{key, title = {Breathing {Fjords}: $x^2$}, author = {{\O}deg{\aa}rd, Marit and van der Meer, Jan and {The Group}},
        journal = jpo, year = 2021, month = apr, pages = {12--34}, volume = 3, number = {4}, doi = {10.5555/x}, publisher = {P \& Q}}
        @article{second, title = {Not this}}"#;
    assert_eq!(
        cited(bibtex),
        r#"{"type":"paper-conference","title":"Breathing Fjords: x^2","container-title":"J. Seas","publisher":"P & Q","#
            .to_owned()
            + r#""volume":"3","issue":"4","page":"12–34","DOI":"10.5555/x","author":[{"family":"Ødegård","given":"Marit"},"#
            + r#"{"family":"Meer","given":"Jan","non-dropping-particle":"van der"},{"literal":"The Group"}],"#
            + r#""issued":{"date-parts":[[2021,4]]}}"#
    );
}

#[test]
fn the_type_of_the_work_comes_before_that_of_the_citation() {
    let members = r#""type": "report", "citation": {"citation-type": "bibtex", "citation-value": "@article{a, title = {T}, date = {2020-02-31}}"}"#;
    assert_eq!(item_of(members, None), r#"{"type":"report","title":"T","issued":{"date-parts":[[2020,2,31]]}}"#);
}

#[test]
fn what_is_no_usable_citation_is_passed_over() {
    let nested = format!("@misc{{a, title = {}x{}}}", "{".repeat(40), "}".repeat(40));
    let long = format!("@misc{{a, title = {{{}}}}}", "x".repeat(40_000));
    for text in ["", "plain text", "@misc{a}", "@misc{a, title = {}", "@misc{a, title = unknown}", &nested, &long] {
        assert_eq!(cited(text), r#"{"title":"Tides"}"#, "{text:.40}");
    }
    let other = r#""type": "other", "citation": {"citation-type": "ris", "citation-value": "@misc{a, title={T}}"}"#;
    assert_eq!(item_of(other, None), r#"{"title":"Tides"}"#);
}

#[test]
fn references_that_go_round_in_circles_end() {
    assert_eq!(cited("@misc{a, title = {T}, crossref = {a}, xdata = {a}}"), r#"{"title":"T"}"#);
    assert_eq!(cited("@misc{a, title = {T}, CrossRef = {a}}"), r#"{"title":"T"}"#);
    assert_eq!(cited("@string{s = s # s} @misc{a, title = s}"), r#"{"title":"Tides"}"#);
}

proptest! {
    #[test]
    fn no_citation_panics(pieces in prop::collection::vec(prop_oneof![
        prop::sample::select(&["@article{k, ", "title = {T}", "author = {", "date = {2020-99-99/}", "}", "{", "\"", ",", " = ", "\\", "\\'e", "$",
            " and ", "#", "@string{", "year = ", "month = dec", "pages", "99999999999", "~", "--", "= {a, b, c, d}", "given=x"][..]).prop_map(str::to_owned),
        ".{0,6}",
    ], 0..30)) {
        let text = format!("@misc{{k, title = {{T}}, {}", pieces.concat());
        if let Some(citation) = bibtex::Citation::parse(&text) {
            let mut item = Members::default();
            citation.describe(&mut item);
        }
        let _ = bibtex::Citation::parse(&pieces.concat());
        let inside = format!("@misc{{k, title = {{T}}, author = {{{0}}}, date = {{{0}}}, month = {{{0}}}, pages = {{{0}}}}}", pieces.concat());
        if let Some(citation) = bibtex::Citation::parse(&inside) {
            citation.describe(&mut Members::default());
        }
    }
}

/// A year is a number of four places at most, and a month no year.
#[test]
fn nothing_is_issued_without_a_year() {
    for date in [
        "year = {in press}",
        "year = {September 2020}",
        "year = {may}",
        "year = {0}",
        "year = {n.d.}",
        "month = mar",
        "date = {forthcoming}",
        "year = {}",
        "month = 3, day = 4",
    ] {
        let item = cited(&format!("@article{{k, title = {{T}}, {date}}}"));
        assert!(!item.contains("issued"), "{date}: {item}");
    }
    for (date, parts) in [
        ("year = 2020, month = {September}", "[[2020,9]]"),
        ("year = 2020, month = 13", "[[2020]]"),
        ("year = 2020, month = 2, day = {may}", "[[2020,2]]"),
        ("year = 2020, month = 2, day = 40", "[[2020,2]]"),
    ] {
        let item = cited(&format!("@article{{k, title = {{T}}, {date}}}"));
        assert!(item.contains(&format!(r#""date-parts":{parts}"#)), "{date}: {item}");
    }
}

/// Works that others published may have any date.
#[test]
fn dates_of_works_are_issued_as_far_as_the_calendar_has_them() {
    let of = |year: &str, month: &str, day: &str| {
        let text = format!(
            r#"{{"title":{{"title":"Tides"}},"type":"book","publication-date":{{"year":"{year}","month":"{month}","day":"{day}"}}}}"#
        );
        let root = byline_model::shapes::roots::Root::of_kind("work").expect("a kind");
        let work = crate::keep_json(&text, root).expect("a work").object;
        String::from_utf8(item(&work, None)).expect("UTF-8")
    };
    for (date, parts) in [
        (("0", "1", "1"), None),
        (("", "1", "1"), None),
        (("99999", "1", "1"), None),
        (("2020", "00", "1"), Some("[[2020]]")),
        (("2020", "13", "1"), Some("[[2020]]")),
        (("2020", "2", "00"), Some("[[2020,2]]")),
        (("1066", "10", "14"), Some("[[1066,10,14]]")),
    ] {
        let item = of(date.0, date.1, date.2);
        match parts {
            None => assert!(!item.contains("issued"), "{item}"),
            Some(parts) => assert!(item.contains(&format!(r#""date-parts":{parts}"#)), "{item}"),
        }
    }
}

#[test]
fn and_others_is_nobody() {
    let names = "{Doe, Jane and others}";
    let item = cited(&format!("@article{{k, title = {{T}}, author = {names}, editor = {{others}}}}"));
    assert!(item.contains(r#""author":[{"family":"Doe","given":"Jane"}]"#), "{item}");
    assert!(!item.contains("others") && !item.contains("editor"), "{item}");
    let item = cited("@article{k, title = {T}, author = {Others, Ann and {others of us}}}");
    assert!(item.contains("Others") && item.contains("others of us"), "{item}");
}

use std::collections::BTreeSet;

use byline_model::document::{Object, Value};
use byline_model::shape::Hosts;
use byline_model::shapes;

use super::*;
use crate::json;

const CONTEXT: Context<'static> =
    Context { base_url: "https://testserver.orcid.org", document_url: Some("https://pub.testserver.orcid.org/d/1") };

fn fixture(name: &str) -> Object<'static> {
    let path = format!("{}/../../fixtures/3.0/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("our own fixture");
    json::read(&text, &shapes::RECORD, &Hosts::default()).expect("a valid fixture").into_owned()
}

/// A record with nothing but an iD and these researcher URLs.
fn with_urls(urls: &[(Option<&str>, &str)]) -> Object<'static> {
    let mut record = fixture("record");
    record.set("history", Value::Null);
    let items = urls.iter().map(|(name, url)| {
        let item = Object::new(&shapes::RESEARCHER_URL);
        Value::from(item.with("url-name", name.map(str::to_owned)).with("url", (*url).to_owned()))
    });
    let list = Object::new(&shapes::RESEARCHER_URLS).with("researcher-url", items.collect::<Vec<_>>());
    record.set("person", Object::new(&shapes::PERSON).with("researcher-urls", list));
    record
}

/// Lines of N-Triples, with the blank node under one name whatever a parser called it.
fn lines<'t>(triples: impl IntoIterator<Item = &'t oxrdf::Triple>) -> BTreeSet<String> {
    let blank = |line: String| match line.find("_:") {
        None => line,
        Some(at) => {
            let end = line[at..].find(' ').map_or(line.len(), |length| at + length);
            format!("{}_:b{}", &line[..at], &line[end..])
        }
    };
    triples.into_iter().map(|triple| blank(triple.to_string())).collect()
}

fn said(record: &Object<'_>) -> BTreeSet<String> {
    lines(graph(record, &CONTEXT).triples())
}

/// MODEL-7.2
#[test]
fn the_three_forms_say_the_same() {
    for name in ["record", "record-owner", "record-empty"] {
        let graph = graph(&fixture(name), &CONTEXT);
        let expected = lines(graph.triples());
        assert!(expected.len() >= 10, "{name}");
        let from_turtle: Vec<_> =
            oxttl::TurtleParser::new().for_slice(&turtle(&graph)).map(|it| it.expect("valid Turtle")).collect();
        assert_eq!(lines(&from_turtle), expected, "{name} in Turtle");
        let from_n_triples: Vec<_> =
            oxttl::NTriplesParser::new().for_slice(&n_triples(&graph)).map(|it| it.expect("valid N-Triples")).collect();
        assert_eq!(lines(&from_n_triples), expected, "{name} in N-Triples");
        let from_xml: Vec<_> =
            oxrdfxml::RdfXmlParser::new().for_slice(&rdf_xml(&graph)).map(|it| it.expect("valid RDF/XML")).collect();
        assert_eq!(lines(&from_xml), expected, "{name} in RDF/XML");
    }
}

#[test]
fn a_record_is_the_same_bytes_every_time() {
    let first = turtle(&graph(&fixture("record"), &CONTEXT));
    assert!(first.starts_with(b"@prefix as: <https://www.w3.org/ns/activitystreams#> .\n@prefix foaf:"));
    for _ in 0..10 {
        assert_eq!(turtle(&graph(&fixture("record"), &CONTEXT)), first);
    }
}

/// MODEL-7.2
#[test]
fn the_whole_fixture_is_said() {
    const P: &str = "<https://testserver.orcid.org/0009-9000-0100-0012>";
    const D: &str = "<https://pub.testserver.orcid.org/d/1>";
    let said = said(&fixture("record"));
    let said: Vec<_> = said.iter().map(String::as_str).collect();
    let expected = [
        format!("{P} <http://xmlns.com/foaf/0.1/name> \"Marit Ødegård\""),
        format!("{P} <http://www.w3.org/2000/01/rdf-schema#label> \"Marit Ødegård\""),
        format!("{P} <http://xmlns.com/foaf/0.1/mbox> <mailto:marit@fjordland.example.org>"),
        format!("{P} <http://xmlns.com/foaf/0.1/based_near> _:b"),
        "_:b <http://www.geonames.org/ontology#parentCountry> <http://sws.geonames.org/3144096/>".to_owned(),
        "<http://sws.geonames.org/3144096/> <http://www.geonames.org/ontology#name> \"Norway\"".to_owned(),
        format!("{D} <http://xmlns.com/foaf/0.1/maker> {P}"),
        format!("{D} <http://purl.org/pav/importedBy> <https://api.orcid.org/>"),
        format!("{D} <http://purl.org/pav/curatedBy> {P}"),
        format!(
            "{D} <http://purl.org/pav/createdOn> \
             \"2021-03-01T09:08:07.006Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>"
        ),
    ];
    for triple in &expected {
        assert!(said.contains(&triple.as_str()), "{triple} is not in {said:#?}");
    }
    assert_eq!(said.len(), 36);
}

#[test]
fn nothing_is_said_of_what_is_not_public() {
    let said = said(&fixture("record-empty"));
    for word in ["name>", "label> \"M", "plan>", "mbox>", "based_near>", "0.1/page>"] {
        assert!(
            !said.iter().any(|triple| triple.contains(word) && !triple.contains("accountName")),
            "{word}: {said:#?}"
        );
    }
}

#[test]
fn the_name_of_a_link_decides_what_it_is() {
    let record = with_urls(&[
        (Some("homepage"), "https://a.example/1"),
        (Some("Homepage"), "https://a.example/2"),
        (None, "https://a.example/3"),
        (Some("FOAF"), "https://a.example/4"),
        (Some("WebID"), "https://a.example/5"),
        (Some("inbox"), "https://a.example/6"),
        (Some("outbox"), "https://a.example/7"),
        (Some("storage"), "https://a.example/8"),
        (Some("broken"), "not a link"),
        (Some("blank"), "https://a.example/9 9"),
    ]);
    let mut found: Vec<_> = said(&record)
        .iter()
        .filter(|triple| triple.contains("a.example"))
        .map(|triple| triple.replace("<https://testserver.orcid.org/0009-9000-0100-0012> ", ""))
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            "<http://www.w3.org/2000/01/rdf-schema#seeAlso> <https://a.example/4>",
            "<http://www.w3.org/2002/07/owl#sameAs> <https://a.example/5>",
            "<http://www.w3.org/ns/ldp#inbox> <https://a.example/6>",
            "<http://www.w3.org/ns/pim/space#storage> <https://a.example/8>",
            "<http://www.w3.org/ns/prov#alternateOf> <https://a.example/4>",
            "<http://xmlns.com/foaf/0.1/homepage> <https://a.example/1>",
            "<http://xmlns.com/foaf/0.1/page> <https://a.example/2>",
            "<http://xmlns.com/foaf/0.1/page> <https://a.example/3>",
            "<http://xmlns.com/foaf/0.1/page> <https://a.example/9%209>",
            "<https://a.example/4> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Person>",
            "<https://a.example/4> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Person>",
            "<https://www.w3.org/ns/activitystreams#outbox> <https://a.example/7>",
        ]
    );
}

#[test]
fn the_way_a_record_was_made_decides_who_made_it() {
    let of = |method: &'static str, claimed: bool| {
        let mut record = fixture("record");
        let Some(Value::Object(history)) = record.get_mut("history") else { panic!("the fixture has a history") };
        history.set("creation-method", method).set("claimed", claimed);
        let said = said(&record);
        ["createdBy>", "wasAttributedTo>", "createdWith>", "importedBy>", "curatedBy>", "maker>"]
            .map(|word| said.iter().any(|triple| triple.contains(word)))
    };
    assert_eq!(of("Direct", true), [true, true, true, false, false, true]);
    assert_eq!(of("website", false), [true, true, true, false, false, false]);
    assert_eq!(of("Member-referred", true), [true, true, false, false, false, true]);
    assert_eq!(of("API", true), [false, false, false, true, true, true]);
    assert_eq!(of("API", false), [false, false, false, true, false, false]);
}

#[test]
fn without_a_credit_name_both_names_make_the_label() {
    let names = |given: Option<&'static str>, family: Option<&'static str>| {
        let mut record = with_urls(&[]);
        let name = Object::new(&shapes::NAME).with("given-names", given).with("family-name", family);
        let Some(Value::Object(person)) = record.get_mut("person") else { panic!("the record has a person") };
        person.set("name", name);
        let said = said(&record);
        let label = "<http://www.w3.org/2000/01/rdf-schema#label> \"Ada Byron\"";
        assert!(!said.iter().any(|it| it.contains("foaf/0.1/name>")));
        said.iter().any(|it| it.contains(label))
    };
    assert!(names(Some("Ada"), Some("Byron")));
    assert!(!names(Some("Ada"), None));
}

#[test]
fn control_characters_do_not_break_the_xml() {
    let mut record = with_urls(&[]);
    let biography = Object::new(&shapes::BIOGRAPHY).with("content", "a\u{1}b\r\n\u{FFFE}<c>&");
    let Some(Value::Object(person)) = record.get_mut("person") else { panic!("the record has a person") };
    person.set("biography", biography);
    let graph = graph(&record, &CONTEXT);
    let parsed: Vec<_> =
        oxrdfxml::RdfXmlParser::new().for_slice(&rdf_xml(&graph)).map(|it| it.expect("valid RDF/XML")).collect();
    assert_eq!(lines(&parsed), lines(graph.triples()));
}

#[test]
fn every_term_has_a_namespace() {
    for term in terms::ALL {
        assert!(term.iri().ends_with(term.local), "{term:?}");
    }
}

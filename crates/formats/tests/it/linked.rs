//! The linked forms of any record and any work can be parsed, whatever people wrote into them.

use std::collections::BTreeSet;

use byline_formats::linked::{Context, csl, rdf, schema_org};
use byline_model::document::Object;
use byline_model::shape::Shape;
use byline_model::shapes;
use oxrdf::Triple;
use proptest::prelude::*;

use crate::generate::{self, Tape};
use crate::support::cases;

const CONTEXT: Context<'static> = Context { base_url: "https://testserver.orcid.org", document_url: None };

fn any_of(shape: &'static Shape) -> impl Strategy<Value = Object<'static>> {
    prop::collection::vec(any::<u32>(), 0..1500).prop_map(move |tape| generate::object(shape, &mut Tape::new(&tape)))
}

/// A record as the registry serves it: whose it is, is never missing.
fn record() -> impl Strategy<Value = Object<'static>> {
    any_of(&shapes::RECORD).prop_map(|record| record.with("path", "/0009-9000-0100-0012"))
}

/// The triples as lines; the one blank node has the same name throughout.
fn lines<E: std::fmt::Debug>(triples: impl Iterator<Item = Result<Triple, E>>) -> BTreeSet<String> {
    triples.map(|it| it.expect("our own RDF").to_string().replace("based-near", "b")).collect()
}

/// RDF/XML parsers name blank nodes anew.
fn without_blank_names(lines: &BTreeSet<String>) -> BTreeSet<String> {
    let word = |word: &str| if word.starts_with("_:") { "_:b".to_owned() } else { word.to_owned() };
    lines.iter().map(|line| line.split(' ').map(word).collect::<Vec<_>>().join(" ")).collect()
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_three_forms_of_rdf_say_the_same(record in record()) {
        let graph = rdf::graph(&record, &CONTEXT);
        let n_triples = lines(oxttl::NTriplesParser::new().for_slice(&rdf::n_triples(&graph)));
        let turtle = lines(oxttl::TurtleParser::new().for_slice(&rdf::turtle(&graph)));
        let xml = lines(oxrdfxml::RdfXmlParser::new().for_slice(&rdf::rdf_xml(&graph)));
        prop_assert!(n_triples.len() >= 9);
        prop_assert_eq!(&turtle, &n_triples);
        prop_assert_eq!(without_blank_names(&xml), without_blank_names(&n_triples));
    }

    #[test]
    fn json_ld_is_json(record in record()) {
        let printed = schema_org::person(&record, &CONTEXT);
        let document: serde_json::Value = serde_json::from_slice(&printed).expect("our own JSON");
        prop_assert_eq!(&document["@type"], "Person");
        prop_assert!(document["@reverse"].is_object());
    }

    #[test]
    fn a_csl_item_is_json_with_a_title(work in any_of(&shapes::WORK)) {
        let item: serde_json::Value = serde_json::from_slice(&csl::item(&work, Some("Ada"))).expect("our own JSON");
        prop_assert!(item["title"].is_string());
    }
}

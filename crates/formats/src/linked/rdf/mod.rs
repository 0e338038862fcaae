//! A record in RDF: who the person is and where this document comes from, in FOAF, PROV and PAV (`model` 7.2).
//!
//! One graph, three ways to write it. Works, affiliations, fundings, other names, keywords and identifiers are not in
//! it, as in the published form.

mod graph;
mod terms;
mod xml;

use byline_model::Timestamp;
use byline_model::country;
use byline_model::document::Object;
use oxrdf::BlankNode;
use oxttl::{NTriplesSerializer, TurtleSerializer};

pub use graph::Graph;
use graph::{Node, literal, moment, named};
use terms::*;
pub use xml::rdf_xml;

use super::{Context, iri, members, orcid, person_uri};

/// Everything that is said of a record.
pub fn graph(record: &Object<'_>, context: &Context<'_>) -> Graph {
    let uri = person_uri(record, context);
    let mut graph = Graph::default();
    let Some(person) = named(&uri) else { return graph };
    about_person(&mut graph, &person, record);
    about_urls(&mut graph, &person, record);
    about_country(&mut graph, &person, record);
    about_account(&mut graph, &person, &uri, record, context);
    about_document(&mut graph, &person, &uri, record, context);
    graph.group_by_subject();
    graph
}

/// The graph in Turtle; also what `text/n3` gets.
pub fn turtle(graph: &Graph) -> Vec<u8> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).expect("our own namespaces are IRIs");
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in graph.triples() {
        writer.serialize_triple(triple).expect("writing to memory cannot fail");
    }
    with_sorted_prefixes(&writer.finish().expect("writing to memory cannot fail"))
}

/// The writer declares prefixes in another order in every run; the same record has the same bytes here.
fn with_sorted_prefixes(turtle: &[u8]) -> Vec<u8> {
    let is_prefix = |line: &&[u8]| line.starts_with(b"@prefix ");
    let mut prefixes: Vec<_> = turtle.split_inclusive(|byte| *byte == b'\n').take_while(is_prefix).collect();
    let body = prefixes.iter().map(|line| line.len()).sum();
    prefixes.sort_unstable();
    let mut sorted = prefixes.concat();
    sorted.extend_from_slice(&turtle[body..]);
    sorted
}

/// The graph in N-Triples.
pub fn n_triples(graph: &Graph) -> Vec<u8> {
    let mut writer = NTriplesSerializer::new().for_writer(Vec::new());
    for triple in graph.triples() {
        writer.serialize_triple(triple).expect("writing to memory cannot fail");
    }
    writer.finish()
}

fn about_person(graph: &mut Graph, person: &Node, record: &Object<'_>) {
    graph.is_a(person, FOAF_PERSON).is_a(person, PROV_PERSON);
    let name = |key: &str| record.at(&["person", "name", key]).as_text();
    let (credit, given, family) = (name("credit-name"), name("given-names"), name("family-name"));
    match (credit, given, family) {
        (Some(credit), _, _) => {
            graph.add(person, FOAF_NAME, literal(credit)).add(person, RDFS_LABEL, literal(credit));
        }
        (None, Some(given), Some(family)) => {
            graph.add(person, RDFS_LABEL, literal(&format!("{given} {family}")));
        }
        _ => {}
    }
    for (predicate, text) in [
        (FOAF_GIVEN_NAME, given),
        (FOAF_FAMILY_NAME, family),
        (FOAF_PLAN, record.at(&["person", "biography", "content"]).as_text()),
    ] {
        if let Some(text) = text {
            graph.add(person, predicate, literal(text));
        }
    }
    for email in members(record, &["person", "emails", "email"]) {
        let address = email.text("email").and_then(iri::mailto);
        graph.link(person, FOAF_MBOX, address.and_then(|address| named(&address)));
    }
}

fn about_urls(graph: &mut Graph, person: &Node, record: &Object<'_>) {
    for item in members(record, &["person", "researcher-urls", "researcher-url"]) {
        let Some(target) = item.text("url").and_then(iri::absolute).and_then(|url| named(&url)) else { continue };
        let name = item.text("url-name").unwrap_or_default();
        match name {
            "homepage" | "home" | "home page" | "personal" | "personal homepage" | "personal home page" => {
                graph.link(person, FOAF_HOMEPAGE, Some(target));
            }
            "inbox" => graph.link(person, LDP_INBOX, Some(target)),
            "outbox" => graph.link(person, AS_OUTBOX, Some(target)),
            "storage" => graph.link(person, PIM_STORAGE, Some(target)),
            _ if name.eq_ignore_ascii_case("foaf") => {
                graph.is_a(&target, FOAF_PERSON).is_a(&target, PROV_PERSON);
                graph.link(person, PROV_ALTERNATE_OF, Some(target.clone()));
                graph.link(person, RDFS_SEE_ALSO, Some(target));
            }
            _ if name.eq_ignore_ascii_case("webid") => graph.link(person, OWL_SAME_AS, Some(target)),
            _ => graph.link(person, FOAF_PAGE, Some(target)),
        }
    }
}

/// Where the person is based: the first address alone, with what GeoNames calls the country.
fn about_country(graph: &mut Graph, person: &Node, record: &Object<'_>) {
    let first = members(record, &["person", "addresses", "address"]).next();
    let Some(code) = first.and_then(|address| address.at(&["country", "value"]).as_text()) else { return };
    let place = Node::from(BlankNode::new_unchecked("based-near"));
    graph.link(person, FOAF_BASED_NEAR, Some(place.clone()));
    graph.is_a(&place, GN_FEATURE).add(&place, GN_COUNTRY_CODE, literal(code));
    let Some(country) = country::find(code) else { return };
    let Some(entry) = country.geonames.and_then(named) else { return };
    graph.link(&place, GN_PARENT_COUNTRY, Some(entry.clone()));
    graph.add(&entry, GN_COUNTRY_CODE, literal(code));
    for name in country.geonames_names {
        graph.add(&entry, GN_NAME, literal(name));
    }
    for label in country.geonames_labels {
        graph.add(&entry, RDFS_LABEL, literal(label));
    }
}

fn about_account(graph: &mut Graph, person: &Node, uri: &str, record: &Object<'_>, context: &Context<'_>) {
    let works = named(&format!("{uri}#workspace-works"));
    let account = named(&format!("{uri}#orcid-id"));
    let (Some(works), Some(account)) = (works, account) else { return };
    graph.link(person, FOAF_PUBLICATIONS, Some(works.clone()));
    graph.link(person, FOAF_ACCOUNT, Some(account.clone()));
    graph.is_a(&works, FOAF_DOCUMENT);
    let id = orcid(record);
    graph.is_a(&account, FOAF_ONLINE_ACCOUNT);
    graph.link(&account, FOAF_ACCOUNT_SERVICE_HOMEPAGE, named(context.base_url));
    graph.add(&account, FOAF_ACCOUNT_NAME, literal(id)).add(&account, RDFS_LABEL, literal(id));
}

/// Who made the document, and when.
fn about_document(graph: &mut Graph, person: &Node, uri: &str, record: &Object<'_>, context: &Context<'_>) {
    let given = context.document_url.and_then(named);
    let Some(document) = given.or_else(|| named(&format!("{uri}#personalProfileDocument"))) else { return };
    graph.is_a(&document, FOAF_PERSONAL_PROFILE_DOCUMENT);
    graph.link(&document, FOAF_PRIMARY_TOPIC, Some(person.clone()));
    let Some(history) = record.object("history") else { return };
    let claimed = history.get("claimed").as_flag() == Some(true);
    if claimed {
        graph.link(&document, FOAF_MAKER, Some(person.clone()));
    }
    match history.text("creation-method") {
        Some(method @ ("Direct" | "Member-referred" | "website")) => {
            graph.link(&document, PAV_CREATED_BY, Some(person.clone()));
            graph.link(&document, PROV_WAS_ATTRIBUTED_TO, Some(person.clone()));
            if method != "Member-referred" {
                graph.link(&document, PAV_CREATED_WITH, named(context.base_url));
            }
        }
        Some("API") => imported(graph, &document, claimed.then_some(person)),
        _ => {}
    }
    let at = |key: &str| history.get(key).as_time();
    dates(
        graph,
        &document,
        &[
            (PAV_LAST_UPDATE_ON, at("last-modified-date")),
            (PROV_GENERATED_AT_TIME, at("last-modified-date")),
            (PAV_CREATED_ON, at("submission-date")),
            (PAV_CONTRIBUTED_ON, at("completion-date")),
            (PROV_INVALIDATED_AT_TIME, at("deactivation-date")),
        ],
    );
}

/// A record that a member created, and its owner curates once it is claimed.
fn imported(graph: &mut Graph, document: &Node, curator: Option<&Node>) {
    if let Some(api) = named("https://api.orcid.org/") {
        graph.is_a(&api, PROV_SOFTWARE_AGENT);
        graph.link(document, PAV_IMPORTED_BY, Some(api));
    }
    graph.link(document, PAV_CURATED_BY, curator.cloned());
}

fn dates(graph: &mut Graph, document: &Node, dates: &[(Term, Option<Timestamp>)]) {
    for (predicate, time) in dates {
        if let Some(time) = time {
            graph.add(document, *predicate, moment(*time));
        }
    }
}

#[cfg(test)]
mod tests;

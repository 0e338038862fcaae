//! The graph in RDF/XML, in one fixed shape: a description for each subject, an element for each predicate.

use oxrdf::{NamedOrBlankNode, Term as Object, vocab::xsd};

use super::graph::Graph;
use super::terms::{PREFIXES, Term};
use crate::xml::{escape_attribute, escape_text};

/// The graph in RDF/XML (RDF 1.1 XML Syntax).
pub fn rdf_xml(graph: &Graph) -> Vec<u8> {
    let mut out = Vec::with_capacity(4 * 1024);
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF");
    for (prefix, namespace) in PREFIXES {
        put(&mut out, &[" xmlns:", prefix, "=\"", namespace, "\""]);
    }
    put(&mut out, &[">\n"]);
    for group in graph.said().chunk_by(|(a, _), (b, _)| a.subject == b.subject) {
        match &group[0].0.subject {
            NamedOrBlankNode::NamedNode(node) => open(&mut out, "rdf:about", node.as_str()),
            NamedOrBlankNode::BlankNode(node) => open(&mut out, "rdf:nodeID", node.as_str()),
        }
        for (triple, predicate) in group {
            property(&mut out, *predicate, &triple.object);
        }
        put(&mut out, &["    </rdf:Description>\n"]);
    }
    put(&mut out, &["</rdf:RDF>\n"]);
    out
}

fn put(out: &mut Vec<u8>, parts: &[&str]) {
    for part in parts {
        out.extend_from_slice(part.as_bytes());
    }
}

fn open(out: &mut Vec<u8>, attribute: &str, value: &str) {
    put(out, &["    <rdf:Description"]);
    assign(out, attribute, value);
    put(out, &[">\n"]);
}

fn assign(out: &mut Vec<u8>, attribute: &str, value: &str) {
    put(out, &[" ", attribute, "=\""]);
    escape_attribute(out, value);
    put(out, &["\""]);
}

fn property(out: &mut Vec<u8>, predicate: Term, object: &Object) {
    let Term { prefix, local } = predicate;
    put(out, &["        <", prefix, ":", local]);
    match object {
        Object::NamedNode(node) => assign(out, "rdf:resource", node.as_str()),
        Object::BlankNode(node) => assign(out, "rdf:nodeID", node.as_str()),
        Object::Literal(literal) => {
            if literal.datatype() != xsd::STRING {
                assign(out, "rdf:datatype", literal.datatype().as_str());
            }
            put(out, &[">"]);
            escape_text(out, literal.value());
            put(out, &["</", prefix, ":", local, ">\n"]);
            return;
        }
    }
    put(out, &["/>\n"]);
}

//! A set of triples that keeps the order in which they were said.

use std::collections::HashSet;

use byline_model::Timestamp;
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term as Object, Triple};

use super::terms::{RDF_TYPE, Term, XSD_DATE_TIME};

/// What something is said about, or what it is linked to.
pub(super) type Node = NamedOrBlankNode;

/// Triples, none of them twice.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    triples: Vec<(Triple, Term)>,
    seen: HashSet<Triple>,
}

/// The node with this address; `None` when the text is no absolute IRI.
pub(super) fn named(iri: &str) -> Option<Node> {
    NamedNode::new(iri).ok().map(Node::NamedNode)
}

impl Graph {
    /// Every triple once, in the order in which it was said first.
    pub fn triples(&self) -> impl Iterator<Item = &Triple> {
        self.triples.iter().map(|(triple, _)| triple)
    }

    /// Each triple with the term that is its predicate.
    pub(super) fn said(&self) -> &[(Triple, Term)] {
        &self.triples
    }

    pub(super) fn add(&mut self, subject: &Node, predicate: Term, object: impl Into<Object>) -> &mut Self {
        let triple = Triple::new(subject.clone(), NamedNode::new_unchecked(predicate.iri()), object);
        if self.seen.insert(triple.clone()) {
            self.triples.push((triple, predicate));
        }
        self
    }

    /// Adds a link; to nothing when there is no target.
    pub(super) fn link(&mut self, subject: &Node, predicate: Term, target: Option<Node>) {
        if let Some(target) = target {
            self.add(subject, predicate, target);
        }
    }

    pub(super) fn is_a(&mut self, subject: &Node, class: Term) -> &mut Self {
        self.add(subject, RDF_TYPE, NamedNode::new_unchecked(class.iri()))
    }

    /// Moves what is said of one subject together, subjects in the order of their first appearance.
    pub(super) fn group_by_subject(&mut self) {
        let mut subjects: Vec<Node> = Vec::new();
        for (triple, _) in &self.triples {
            if !subjects.contains(&triple.subject) {
                subjects.push(triple.subject.clone());
            }
        }
        let place = |triple: &Triple| subjects.iter().position(|subject| *subject == triple.subject);
        self.triples.sort_by_key(|(triple, _)| place(triple));
    }
}

/// A plain literal, without the characters that no XML document can hold: all three forms say the same.
pub(super) fn literal(text: &str) -> Literal {
    let allowed =
        |it: &char| !matches!(it, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    Literal::new_simple_literal(text.chars().filter(allowed).collect::<String>())
}

pub(super) fn moment(time: Timestamp) -> Literal {
    Literal::new_typed_literal(time.to_string(), NamedNode::new_unchecked(XSD_DATE_TIME.iri()))
}

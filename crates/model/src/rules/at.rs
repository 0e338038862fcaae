//! Places in a document.

use std::fmt::Write;

use super::{Breach, Rule};
use crate::document::{Object, Value};
use crate::shape::{Content, Field, Place, Shape};

/// One step down a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The field with this JSON key.
    Key(&'static str),
    /// A member of a list, from 0.
    Index(usize),
}

/// A place in a document, named in either syntax.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    root: &'static Shape,
    pub steps: Vec<Step>,
}

impl Location {
    /// The place that these steps lead to in a document of this shape.
    pub fn new(root: &'static Shape, steps: Vec<Step>) -> Self {
        Location { root, steps }
    }

    /// RFC 6901: `/external-ids/external-id/0/external-id-type`.
    pub fn json_pointer(&self) -> String {
        let mut text = String::new();
        for step in &self.steps {
            let written = match step {
                // Keys have neither `~` nor `/`.
                Step::Key(key) => write!(text, "/{key}"),
                Step::Index(index) => write!(text, "/{index}"),
            };
            written.expect("a string takes everything");
        }
        text
    }

    /// With the conventional prefixes: `/work:work/common:external-ids/common:external-id[1]/common:external-id-type`.
    pub fn xpath(&self) -> String {
        let mut text = String::from("/");
        text.push_str(&self.element());
        let mut shape = Some(self.root);
        let mut members: &[(crate::shape::Ns, &'static Shape)] = &[];
        for step in &self.steps {
            match step {
                Step::Index(index) => write!(text, "[{}]", index + 1).expect("a string takes everything"),
                Step::Key(key) => {
                    if let Some((ns, member)) = members.iter().find(|(_, member)| member.name == *key) {
                        write!(text, "/{}:{key}", ns.0).expect("a string takes everything");
                        (shape, members) = (Some(*member), &[]);
                        continue;
                    }
                    let found = shape.and_then(|shape| shape.fields.iter().find(|field| field.key == *key));
                    text.push_str(&found.map_or_else(|| format!("/{key}"), step_into));
                    members = match found.map(|field| &field.place) {
                        Some(Place::Choice(choices)) => choices,
                        _ => &[],
                    };
                    shape = found.and_then(|field| match field.content {
                        Content::Object(inner) => Some(inner),
                        _ => None,
                    });
                }
            }
        }
        text
    }

    fn element(&self) -> String {
        match crate::shapes::roots::Root::of_shape(self.root) {
            Some(root) => format!("{}:{}", root.ns.0, root.element),
            None => self.root.name.to_owned(),
        }
    }
}

fn step_into(field: &Field) -> String {
    match field.place {
        Place::Element(ns, name) => format!("/{}:{name}", ns.0),
        Place::Inside(ns, outer, inner) => format!("/{}:{outer}/{}:{inner}", ns.0, ns.0),
        Place::Attribute(name) => format!("/@{name}"),
        Place::XmlAttribute(name) => format!("/@xml:{name}"),
        Place::Choice(_) | Place::Text | Place::JsonOnly => String::new(),
    }
}

/// An object of a document, with the way to it.
#[derive(Clone)]
pub(super) struct At<'o, 'a> {
    pub object: &'o Object<'a>,
    root: &'static Shape,
    steps: Vec<Step>,
}

impl<'o, 'a> At<'o, 'a> {
    /// The document itself.
    pub fn root(object: &'o Object<'a>) -> Self {
        At { object, root: object.shape(), steps: Vec::new() }
    }

    fn step(&self, object: &'o Object<'a>, more: &[Step]) -> Self {
        At { object, root: self.root, steps: [&self.steps, more].concat() }
    }

    /// The object under a key.
    pub fn inner(&self, key: &'static str) -> Option<Self> {
        self.object.object(key).map(|object| self.step(object, &[Step::Key(key)]))
    }

    /// The objects in the list under a key.
    pub fn members(&self, key: &'static str) -> impl Iterator<Item = Self> {
        let objects = self.object.list(key).iter().enumerate();
        objects.filter_map(move |(index, member)| {
            Some(self.step(member.as_object()?, &[Step::Key(key), Step::Index(index)]))
        })
    }

    /// The text under a key, unless it is blank.
    pub fn text(&self, key: &str) -> Option<&'o str> {
        let Value::Text(text) = self.object.get(key) else { return None };
        (!text.trim_ascii().is_empty()).then_some(text)
    }

    /// A breach at a key of this object.
    pub fn breach(&self, rule: Rule, key: &'static str, reason: impl Into<String>) -> Breach {
        let steps = [&self.steps, &[Step::Key(key)][..]].concat();
        Breach { rule, at: Location { root: self.root, steps }, reason: reason.into(), most: None }
    }

    /// A breach of the object itself.
    pub fn broken(&self, rule: Rule, reason: impl Into<String>) -> Breach {
        Breach { rule, at: self.location(), reason: reason.into(), most: None }
    }

    /// Where this object stands, in a form that outlives the document.
    pub fn location(&self) -> Location {
        Location { root: self.root, steps: self.steps.clone() }
    }

    /// Every object of this shape, in the order of the document.
    pub fn each(&self, shape: &'static Shape, visit: &mut dyn FnMut(&Self)) {
        if self.object.shape() == shape {
            visit(self);
        }
        for field in self.object.shape().fields {
            match self.object.get(field.key) {
                Value::List(_) => self.members(field.key).for_each(|member| member.each(shape, visit)),
                value if value.as_object().is_some() => {
                    if let Some(inner) = self.inner(field.key) {
                        inner.each(shape, visit);
                    }
                }
                _ => {}
            }
        }
    }
}

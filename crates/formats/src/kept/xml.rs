//! XML, element by element: order does not matter, and what nobody knows is dropped.

use std::borrow::Cow;

use byline_model::document::{Object, Value};
use byline_model::shape::{Content, Field, Hosts, Place, Role, Shape};
use byline_model::shapes::roots::ROOTS;
use roxmltree::{Node, StringStorage};

use super::{Drops, Kept, instead, kept_text};
use crate::extent::{Extent, Room};
use crate::xml::{XML_NS, XSI, matches, parse, text_pieces, unknown_root, value};
use crate::{ReadError, ReadErrorKind};

/// Reads a document of any kind, or of this one.
///
/// # Errors
/// [`Malformed`](crate::ReadErrorKind::Malformed), [`Schema`](crate::ReadErrorKind::Schema) for a root element that no
/// document has, and [`TooMuch`](crate::ReadErrorKind::TooMuch) for a tree beyond [`tree_room`](crate::tree_room).
pub fn read<'a>(text: &'a str, kind: Option<&str>, hosts: &Hosts<'_>) -> Result<Kept<'a>, ReadError> {
    let document = parse(text)?;
    let node = document.root_element();
    let (uri, name) = (node.tag_name().namespace().unwrap_or(""), node.tag_name().name());
    let roots = ROOTS.iter().filter(|root| root.is(uri, name) && kind.is_none_or(|kind| root.kind == kind));
    // Where one element has two shapes, the one that loses less.
    let read = roots.map(|root| {
        let room = Room::new(Extent::Kept, root.shape, text);
        let mut walk = Walk { hosts, path: vec![(root.element, None)], drops: Drops::default(), room, full: false };
        let object = walk.object(node, root.shape);
        match walk.full {
            false => Ok(Kept { root, object, dropped: walk.drops.0 }),
            true => Err(ReadError::new(ReadErrorKind::TooMuch, root.element.to_owned(), walk.room.reason(None))),
        }
    });
    let best = read.min_by_key(|kept| kept.as_ref().map_or(usize::MAX, |kept| kept.dropped.len()));
    best.unwrap_or_else(|| Err(unknown_root(&document, node)))
}

struct Walk<'h> {
    hosts: &'h Hosts<'h>,
    /// Elements from the root on; members of lists with their number.
    path: Vec<(&'static str, Option<usize>)>,
    drops: Drops,
    room: Room,
    /// That there is no more room: nothing is kept from then on.
    full: bool,
}

impl Walk<'_> {
    fn drop_at(&mut self, name: &str, value: &str, reason: impl Into<String>) {
        let path = &self.path;
        let text = || {
            let mut text = String::new();
            for (name, number) in path {
                text.push_str(name);
                if let Some(number) = number {
                    text.push_str(&format!("[{number}]"));
                }
                text.push('/');
            }
            if name.is_empty() { text.trim_end_matches('/').to_owned() } else { text + name }
        };
        self.drops.add(text, value, reason);
    }

    fn object<'a>(&mut self, node: Node<'_, 'a>, shape: &'static Shape) -> Object<'a> {
        let mut object = Object::new(shape);
        self.full = self.full || !self.room.object(shape);
        if self.full {
            return object;
        }
        self.attributes(node, &mut object);
        match shape.fields.iter().position(|field| matches!(field.place, Place::Text)) {
            Some(index) => {
                let value = self.leaf(node, &shape.fields[index], "");
                object.slots_mut()[index] = value;
            }
            None => self.children(node, &mut object),
        }
        object
    }

    fn attributes<'a>(&mut self, node: Node<'_, 'a>, object: &mut Object<'a>) {
        for attribute in node.attributes().filter(|it| it.namespace() != Some(XSI)) {
            let (uri, name) = (attribute.namespace(), attribute.name());
            let fields = object.shape().fields;
            let index = fields.iter().position(|field| match field.place {
                Place::Attribute(known) => uri.is_none() && known == name,
                Place::XmlAttribute(known) => uri == Some(XML_NS) && known == name,
                _ => false,
            });
            match index {
                Some(index) if fields[index].role == Role::Ignored => {}
                Some(index) => {
                    let value = self.value(&fields[index], owned(attribute.value_storage()), name);
                    object.slots_mut()[index] = value;
                }
                None => self.drop_at(&format!("@{name}"), attribute.value(), "there is no such attribute"),
            }
        }
    }

    fn children<'a>(&mut self, node: Node<'_, 'a>, object: &mut Object<'a>) {
        let fields = object.shape().fields;
        for child in node.children() {
            if !child.is_element() {
                if let Some(text) = child.text().filter(|it| child.is_text() && !it.trim_ascii().is_empty()) {
                    self.drop_at("", text, "text is not allowed between elements");
                }
                continue;
            }
            let (uri, name) = (child.tag_name().namespace().unwrap_or(""), child.tag_name().name());
            let found = fields.iter().enumerate().find_map(|(at, field)| Some((at, matches(field, uri, name)?)));
            let Some((index, choice)) = found else {
                self.drop_at(name, child.text().unwrap_or_default(), "there is no such element");
                continue;
            };
            let (field, slot) = (&fields[index], &mut object.slots_mut()[index]);
            match (field.place, choice) {
                (Place::Inside(_, outer, inner), _) => {
                    self.path.push((outer, None));
                    for member in child.children().filter(Node::is_element) {
                        if member.tag_name().name() == inner {
                            self.member(member, field, None, inner, slot);
                        } else {
                            let text = member.text().unwrap_or_default();
                            self.drop_at(member.tag_name().name(), text, "there is no such element");
                        }
                    }
                    self.path.pop();
                }
                (Place::Choice(_), Some(shape)) => self.member(child, field, Some(shape), shape.name, slot),
                (Place::Element(_, name), _) if field.is_list() => self.member(child, field, None, name, slot),
                _ if !slot.is_null() => {
                    self.drop_at(name, child.text().unwrap_or_default(), "it is there already");
                }
                (Place::Element(_, name), _) => {
                    self.path.push((name, None));
                    *slot = self.leaf(child, field, "");
                    self.path.pop();
                }
                _ => {}
            }
        }
        value::fill_lists(fields, object.slots_mut());
    }

    fn member<'a>(
        &mut self,
        node: Node<'_, 'a>,
        field: &Field,
        shape: Option<&'static Shape>,
        name: &'static str,
        slot: &mut Value<'a>,
    ) {
        let before = value::members(slot);
        self.path.push((name, Some(before + 1)));
        let value = match shape {
            Some(shape) => Value::Object(self.object(node, shape)),
            None => self.leaf(node, field, ""),
        };
        self.path.pop();
        self.full = self.full || !self.room.member(field, before);
        if !value.is_null() && !self.full {
            value::push(slot, value);
        }
    }

    fn leaf<'a>(&mut self, node: Node<'_, 'a>, field: &Field, name: &str) -> Value<'a> {
        if let Content::Object(shape) = field.content {
            return Value::Object(self.object(node, shape));
        }
        if !matches!(field.place, Place::Text) {
            for attribute in node.attributes().filter(|it| it.namespace() != Some(XSI)) {
                self.drop_at(&format!("@{}", attribute.name()), attribute.value(), "there is no such attribute");
            }
        }
        for element in node.children().filter(Node::is_element) {
            let text = element.text().unwrap_or_default();
            self.drop_at(element.tag_name().name(), text, "there is no such element");
        }
        self.value(field, text_pieces(node), name)
    }

    fn value<'a>(&mut self, field: &Field, text: Cow<'a, str>, name: &str) -> Value<'a> {
        let read = kept_text(field, text.clone()).map(|it| it.map_err(str::to_owned));
        let read = read.unwrap_or_else(|| value::of_text(field, text.clone(), self.hosts).map_err(|refused| refused.1));
        read.unwrap_or_else(|reason| {
            let name = if name.is_empty() { String::new() } else { format!("@{name}") };
            self.drop_at(&name, &text, reason);
            instead(field)
        })
    }
}

fn owned<'a>(storage: &StringStorage<'a>) -> Cow<'a, str> {
    match storage {
        StringStorage::Borrowed(text) => Cow::Borrowed(text),
        StringStorage::Owned(text) => Cow::Owned(text.to_string()),
    }
}

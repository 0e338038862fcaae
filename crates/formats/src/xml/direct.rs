//! Reading without a tree, for the XML that data files and our own printers write: elements, prefixes declared at the
//! root, texts with nothing but the five named entities.
//!
//! It gives an answer only where the reader with a tree (`read.rs`) would give the same if it had the memory; `None` is no
//! verdict, but means that the other one has to look: at the rest of XML, at documents that are refused, and at why.

use std::borrow::Cow;

use byline_model::document::{Object, Value};
use byline_model::effort;
use byline_model::shape::{Content, Field, Hosts, Ns, Place, Role, Shape};
use byline_model::shapes::roots::Root;

use super::{bounds, value};
use crate::check::complete;
use crate::extent::{Extent, Room};
use crate::scan;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"";

/// The first of the documents that the root element may begin and that are wanted.
pub(super) fn read<'a>(
    extent: Extent,
    roots: &'static [Root],
    text: &'a str,
    wanted: impl Fn(&Root) -> bool,
    hosts: &Hosts<'_>,
) -> Option<(&'static Root, Object<'a>)> {
    let room = Room::new(extent, roots[0].shape, text);
    let mut reader = Reader { text, at: 0, prefixes: Vec::with_capacity(32), hosts, room };
    reader.prolog()?;
    let tag = reader.start_tag()?;
    reader.prefixes()?;
    let (space, name) = reader.resolve(tag)?;
    let uri = format!("{}{space}", Ns::BASE);
    let root = roots.iter().find(|root| root.is(&uri, name) && wanted(root))?;
    reader.room = Room::new(extent, root.shape, text);
    let object = reader.object(tag, root.shape, true);
    effort::spend(reader.at);
    let object = object?;
    reader.skip_blanks();
    (reader.at == text.len()).then_some((root, object))
}

struct Reader<'a, 'h> {
    text: &'a str,
    at: usize,
    /// Each prefix with the last part of its namespace; the one used last comes first.
    prefixes: Vec<(&'a str, &'a str)>,
    hosts: &'h Hosts<'h>,
    room: Room,
}

impl<'a> Reader<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, what: &str) -> Option<()> {
        let found = self.text.as_bytes()[self.at..].starts_with(what.as_bytes());
        found.then(|| self.at += what.len())
    }

    fn skip_blanks(&mut self) {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.at += self.text.as_bytes()[self.at..].iter().take_while(|byte| blank(byte)).count();
    }

    fn prolog(&mut self) -> Option<()> {
        if self.eat(DECLARATION).is_some() {
            let _unsaid = self.eat(" standalone=\"yes\"").or_else(|| self.eat(" standalone=\"no\""));
            self.eat("?>")?;
        }
        self.skip_blanks();
        Some(())
    }

    // ----- tags

    /// The name in a start tag, as it is written; its attributes come next.
    fn start_tag(&mut self) -> Option<&'a str> {
        self.eat("<")?;
        let rest = self.rest();
        let length = rest.bytes().position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>'))?;
        self.at += length;
        Some(&rest[..length])
    }

    fn end_tag(&mut self, name: &str) -> Option<()> {
        self.eat("</")?;
        self.eat(name)?;
        self.skip_blanks();
        self.eat(">")
    }

    /// Namespace and local name of an element. Only names that a shape has are ever taken, so nobody need look at their
    /// letters.
    fn resolve(&mut self, tag: &'a str) -> Option<(&'a str, &'a str)> {
        let (prefix, name) = tag.split_once(':').unwrap_or(("", tag));
        let place = effort::position(&self.prefixes, |(known, _)| *known == prefix)?;
        self.prefixes.swap(0, place);
        Some((self.prefixes[0].1, name))
    }

    /// The next attribute of a tag, or `None` inside when there is none.
    fn attribute(&mut self) -> Option<Option<(&'a str, Cow<'a, str>)>> {
        let before = self.at;
        self.skip_blanks();
        if matches!(self.byte()?, b'/' | b'>') {
            return Some(None);
        }
        let rest = self.rest();
        let length = rest.bytes().position(|byte| !matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'-' | b':'))?;
        if before == self.at || length == 0 {
            return None;
        }
        self.at += length;
        self.eat("=\"")?;
        let value = self.piece(b'"')?;
        self.eat("\"")?;
        let plain = !value.bytes().any(|byte| byte < b' ');
        plain.then_some(Some((&rest[..length], value)))
    }

    /// The end of a start tag; whether the element ends with it.
    fn is_empty(&mut self) -> Option<bool> {
        match self.eat(">") {
            Some(()) => Some(false),
            None => self.eat("/>").map(|()| true),
        }
    }

    /// Takes the declarations of the root element; its attributes are read again.
    fn prefixes(&mut self) -> Option<()> {
        let start = self.at;
        while let Some((name, value)) = self.attribute()? {
            let Some(prefix) = declared(name) else { continue };
            let Cow::Borrowed(uri) = value else { return None };
            let known = self.prefixes.iter().any(|(known, _)| *known == prefix);
            effort::spend(self.prefixes.len());
            if known
                || self.prefixes.len() == bounds::NAMESPACES
                || prefix.contains(':')
                || prefix.starts_with(['-', 'x', 'X'])
            {
                return None;
            }
            self.prefixes.push((prefix, uri.strip_prefix(Ns::BASE)?));
        }
        self.at = start;
        Some(())
    }

    fn attributes(&mut self, object: &mut Object<'a>, is_root: bool) -> Option<()> {
        let fields = object.shape().fields;
        let mut seen = 0u64;
        while let Some((name, value)) = self.attribute()? {
            if is_root && declared(name).is_some() {
                continue;
            }
            let index = fields.iter().position(|field| match field.place {
                Place::Attribute(known) => known == name,
                Place::XmlAttribute(known) => name.strip_prefix("xml:") == Some(known),
                _ => false,
            })?;
            let bit = 1u64.checked_shl(u32::try_from(index).ok()?)?;
            if seen & bit != 0 {
                return None;
            }
            seen |= bit;
            let value = value::of_text(&fields[index], value, self.hosts).ok()?;
            if fields[index].role != Role::Ignored {
                object.slots_mut()[index] = value;
            }
        }
        Some(())
    }

    // ----- elements

    /// An element, from behind its name on.
    fn object(&mut self, tag: &'a str, shape: &'static Shape, is_root: bool) -> Option<Object<'a>> {
        let mut object = Object::new(shape);
        self.room.object(shape).then_some(())?;
        self.attributes(&mut object, is_root)?;
        let is_empty = self.is_empty()?;
        if let Some(index) = shape.fields.iter().position(|field| matches!(field.place, Place::Text)) {
            object.slots_mut()[index] = self.value(&shape.fields[index], tag, is_empty)?;
        } else {
            if !is_empty {
                self.children(tag, &mut object)?;
            }
            value::fill_lists(shape.fields, object.slots_mut());
        }
        complete(&object).ok()?;
        Some(object)
    }

    fn children(&mut self, tag: &'a str, object: &mut Object<'a>) -> Option<()> {
        let fields = object.shape().fields;
        let mut next = 0;
        loop {
            self.skip_blanks();
            if self.text.as_bytes()[self.at..].starts_with(b"</") {
                return self.end_tag(tag);
            }
            let child = self.start_tag()?;
            let (space, name) = self.resolve(child)?;
            let found = (next..fields.len()).find_map(|at| Some((at, as_field(&fields[at], space, name)?)));
            let (index, content) = found?;
            let field = &fields[index];
            let value = match content {
                Content::Object(shape) => Value::Object(self.object(child, shape, false)?),
                _ => {
                    self.skip_blanks();
                    let is_empty = self.is_empty()?;
                    self.value(field, child, is_empty)?
                }
            };
            if field.is_list() || matches!(field.place, Place::Choice(_)) {
                let list = &mut object.slots_mut()[index];
                self.room.member(field, value::members(list)).then_some(())?;
                value::push(list, value);
                next = index;
            } else {
                object.slots_mut()[index] = value;
                next = index + 1;
            }
        }
    }

    /// The text of an element, from behind its start tag on.
    fn value(&mut self, field: &Field, tag: &str, is_empty: bool) -> Option<Value<'a>> {
        let text = if is_empty {
            Cow::Borrowed("")
        } else {
            let text = self.piece(b'<')?;
            self.end_tag(tag)?;
            text
        };
        value::of_text(field, text, self.hosts).ok()
    }

    /// A text up to what ends it.
    fn piece(&mut self, end: u8) -> Option<Cow<'a, str>> {
        let bytes = self.text.as_bytes();
        let (start, mut from) = (self.at, self.at);
        let mut decoded: Option<String> = None;
        loop {
            self.at = scan::next(bytes, self.at, [end, b'<', b'&', b'>', 0xEF]);
            match self.byte()? {
                byte if byte == end => break,
                b'\t' | b'\n' => self.at += 1,
                // Only "]]>" is not allowed.
                b'>' if !bytes[start..self.at].ends_with(b"]]") => self.at += 1,
                // U+FFFE and U+FFFF are no characters of XML.
                0xEF if !matches!(bytes[self.at + 1..], [0xBF, 0xBE | 0xBF, ..]) => self.at += 1,
                b'&' => {
                    let text = decoded.get_or_insert_default();
                    text.push_str(&self.text[from..self.at]);
                    text.push(self.entity()?);
                    from = self.at;
                }
                _ => return None,
            }
        }
        let rest = &self.text[from..self.at];
        Some(match decoded {
            None => Cow::Borrowed(rest),
            Some(text) => Cow::Owned(text + rest),
        })
    }

    fn entity(&mut self) -> Option<char> {
        let named = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\'')];
        named.into_iter().find_map(|(entity, meant)| self.eat(entity).map(|()| meant))
    }
}

/// The prefix that an attribute declares.
fn declared(attribute: &str) -> Option<&str> {
    match attribute.strip_prefix("xmlns")? {
        "" => Some(""),
        rest => rest.strip_prefix(':').filter(|prefix| !prefix.is_empty()),
    }
}

/// What an element of this name holds if it is this field. Members of wrappers are left to the other reader.
fn as_field(field: &Field, space: &str, name: &str) -> Option<Content> {
    match field.place {
        Place::Element(ns, known) => (known == name && ns.0 == space).then_some(field.content),
        Place::Choice(choices) => {
            let choice = choices.iter().find(|(ns, shape)| shape.name == name && ns.0 == space);
            choice.map(|(_, shape)| Content::Object(shape))
        }
        Place::Inside(..) | Place::Attribute(_) | Place::XmlAttribute(_) | Place::Text | Place::JsonOnly => None,
    }
}

//! The XML printer: fixed prefixes, four spaces, one line per element (`model` 1.1).

use byline_model::document::{Object, Value};
use byline_model::shape::{Field, FieldText, Ns, Place, Role, tags};
use byline_model::shapes::roots::{Prefixes, Root};

use crate::copies::Copies;
use crate::scan;

/// Prints a document under its root element. Characters that XML 1.0 forbids are dropped.
pub fn write(root: &Root, object: &Object<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(16 * 1024);
    write_into(&mut out, root, object);
    out
}

/// Like [`write`], behind what the buffer holds already.
pub fn write_into(out: &mut Vec<u8>, root: &Root, object: &Object<'_>) {
    let mut printer = Printer { out, prefixed: root.prefixes != Prefixes::Default, copies: Copies::new() };
    printer.put("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let (open, close) = printer.tags(root.ns, root.element);
    printer.put(&open);
    printer.put(root.declarations());
    printer.rest(object, &close, 0);
}

struct Printer<'o> {
    out: &'o mut Vec<u8>,
    prefixed: bool,
    copies: Copies,
}

impl Printer<'_> {
    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn indent(&mut self, depth: usize) {
        const SPACES: &[u8; 64] = &[b' '; 64];
        let mut left = depth * 4;
        while left > 0 {
            let step = left.min(SPACES.len());
            self.out.extend_from_slice(&SPACES[..step]);
            left -= step;
        }
    }

    /// Start and end of an element, with the prefix unless the document has a default namespace.
    fn tags(&self, ns: Ns, name: &str) -> (String, String) {
        if self.prefixed { tags(ns, name) } else { (format!("<{name}"), format!("</{name}>\n")) }
    }

    fn element(&mut self, object: &Object<'_>, open: &str, close: &str, depth: usize) {
        self.indent(depth);
        self.put(open);
        self.rest(object, close, depth);
    }

    /// An element that stands elsewhere too.
    fn shared(&mut self, object: &Object<'_>, open: &str, close: &str, depth: usize) {
        if !self.prefixed {
            return self.element(object, open, close, depth);
        }
        // With prefixes, tags are fixed texts: the same address is the same name.
        let manner = (depth, open.as_ptr().addr());
        if let Some(text) = self.copies.find(object, manner) {
            return self.out.extend_from_within(text);
        }
        let start = self.out.len();
        self.element(object, open, close, depth);
        self.copies.keep(object, manner, start..self.out.len());
    }

    /// Everything of an element after its name: attributes, content, end tag.
    fn rest(&mut self, object: &Object<'_>, close: &str, depth: usize) {
        let texts = object.shape().texts();
        let mut content = None;
        let mut children = false;
        for ((field, value), text) in object.shape().fields.iter().zip(object.slots()).zip(texts) {
            if value.is_null() || field.role == Role::Ignored {
                continue;
            }
            match field.place {
                Place::Attribute(_) | Place::XmlAttribute(_) => self.attribute(text, value),
                Place::Text => content = Some(value),
                Place::Choice(_) | Place::Element(..) => {
                    children |= !matches!(value, Value::List(list) if list.is_empty());
                }
                Place::Inside(..) => children = true,
                Place::JsonOnly => {}
            }
        }
        if let Some(value) = content {
            self.out.push(b'>');
            self.leaf(value);
            self.put(close);
        } else if children {
            self.put(">\n");
            for ((field, value), text) in object.shape().fields.iter().zip(object.slots()).zip(texts) {
                if !value.is_null() {
                    self.field(field, text, value, depth + 1);
                }
            }
            self.indent(depth);
            self.put(close);
        } else {
            self.put("/>\n");
        }
    }

    fn field(&mut self, field: &Field, text: &FieldText, value: &Value<'_>, depth: usize) {
        let members = match value {
            Value::List(members) => members.as_slice(),
            single => std::slice::from_ref(single),
        };
        match field.place {
            Place::Element(ns, name) => self.members(members, ns, name, text, depth),
            Place::Inside(ns, outer, inner) => {
                let (open, close) = self.tags(ns, outer);
                self.indent(depth);
                self.put(&open);
                self.put(">\n");
                self.members(members, ns, inner, text, depth + 1);
                self.indent(depth);
                self.put(&close);
            }
            Place::Choice(choices) => {
                for object in members.iter().filter_map(Value::as_object) {
                    if let Some((ns, shape)) = choices.iter().find(|(_, shape)| *shape == object.shape()) {
                        let (open, close) = self.tags(*ns, shape.name);
                        self.element(object, &open, &close, depth);
                    }
                }
            }
            Place::Attribute(_) | Place::XmlAttribute(_) | Place::Text | Place::JsonOnly => {}
        }
    }

    fn members(&mut self, members: &[Value<'_>], ns: Ns, name: &str, text: &FieldText, depth: usize) {
        let bare;
        let (open, close) = if self.prefixed {
            (&*text.open, &*text.close)
        } else {
            bare = self.tags(ns, name);
            (bare.0.as_str(), bare.1.as_str())
        };
        for member in members {
            if let Value::Shared(object) = member {
                self.shared(object, open, close, depth);
            } else if let Value::Object(object) = member {
                self.element(object, open, close, depth);
            } else {
                self.indent(depth);
                self.put(open);
                self.out.push(b'>');
                self.leaf(member);
                self.put(close);
            }
        }
    }

    fn attribute(&mut self, text: &FieldText, value: &Value<'_>) {
        self.put(&text.open);
        match value {
            Value::Text(text) => escape_attribute(self.out, text),
            other => self.leaf(other),
        }
        self.out.push(b'"');
    }

    fn leaf(&mut self, value: &Value<'_>) {
        match value {
            Value::Text(text) => escape_text(self.out, text),
            Value::Number(number) => self.put(itoa::Buffer::new().format(*number)),
            Value::Flag(flag) => self.put(if *flag { "true" } else { "false" }),
            Value::Time(time) => self.out.extend_from_slice(&time.to_ascii()),
            Value::Null | Value::Object(_) | Value::Shared(_) | Value::List(_) => {}
        }
    }
}

/// The first byte of U+FFFE and U+FFFF, which XML forbids, and of many others.
const MAYBE_FORBIDDEN: u8 = 0xEF;

pub(crate) fn escape_text(out: &mut Vec<u8>, text: &str) {
    escape(out, text, [b'<', b'>', b'&', MAYBE_FORBIDDEN], |bytes, at| match bytes[at] {
        b'\n' | b'\t' => None,
        byte => replace(bytes, at, byte),
    });
}

pub(crate) fn escape_attribute(out: &mut Vec<u8>, text: &str) {
    escape(out, text, [b'<', b'>', b'&', b'"', MAYBE_FORBIDDEN], |bytes, at| match bytes[at] {
        b'"' => Some((b"&quot;", 1)),
        b'\n' => Some((b"&#10;", 1)),
        b'\t' => Some((b"&#9;", 1)),
        byte => replace(bytes, at, byte),
    });
}

/// What stands for the bytes at a place, and how many it replaces; `None` when they stay.
type Replacement = Option<(&'static [u8], usize)>;

fn escape<const N: usize>(out: &mut Vec<u8>, text: &str, special: [u8; N], with: impl Fn(&[u8], usize) -> Replacement) {
    let bytes = text.as_bytes();
    let (mut start, mut at) = (0, 0);
    loop {
        at = scan::next(bytes, at, special);
        if at == bytes.len() {
            break;
        }
        let Some((replacement, width)) = with(bytes, at) else {
            at += 1;
            continue;
        };
        out.extend_from_slice(&bytes[start..at]);
        out.extend_from_slice(replacement);
        at += width;
        start = at;
    }
    out.extend_from_slice(&bytes[start..]);
}

/// What stands for a special byte in texts and attributes alike. A carriage return is
/// written as a reference, or reading would make a line feed of it (XML 1.0 §2.11).
fn replace(bytes: &[u8], at: usize, byte: u8) -> Replacement {
    match byte {
        b'&' => Some((b"&amp;", 1)),
        b'<' => Some((b"&lt;", 1)),
        b'>' => Some((b"&gt;", 1)),
        b'\r' => Some((b"&#13;", 1)),
        MAYBE_FORBIDDEN => matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])).then_some((b"", 3)),
        _ => Some((b"", 1)),
    }
}

//! The XML printer: fixed prefixes, four spaces, one line per element (`model` 1.1).

use byline_model::document::{Object, Value};
use byline_model::shape::{Field, Ns, Place, Role};
use byline_model::shapes::roots::{Prefixes, Root};

/// Prints a document under its root element. Characters that XML 1.0 forbids are dropped.
pub fn write(root: &Root, object: &Object<'_>) -> Vec<u8> {
    let mut printer = Printer { out: Vec::with_capacity(8 * 1024), prefixed: root.prefixes != Prefixes::Default };
    printer.out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    printer.open(root.ns, root.element);
    match root.prefixes {
        Prefixes::Default => printer.put(&[" xmlns=\"", Ns::BASE, root.ns.0, "\""]),
        Prefixes::Listed(list) => {
            for prefix in list {
                printer.put(&[" xmlns:", prefix, "=\"", Ns::BASE, prefix, "\""]);
            }
        }
    }
    printer.rest(object, root.ns, root.element, 0);
    printer.out
}

struct Printer {
    out: Vec<u8>,
    prefixed: bool,
}

impl Printer {
    fn put(&mut self, parts: &[&str]) {
        for part in parts {
            self.out.extend_from_slice(part.as_bytes());
        }
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

    fn name(&mut self, ns: Ns, name: &str) {
        if self.prefixed {
            self.put(&[ns.0, ":", name]);
        } else {
            self.put(&[name]);
        }
    }

    fn open(&mut self, ns: Ns, name: &str) {
        self.out.push(b'<');
        self.name(ns, name);
    }

    fn close(&mut self, ns: Ns, name: &str) {
        self.out.extend_from_slice(b"</");
        self.name(ns, name);
        self.out.extend_from_slice(b">\n");
    }

    fn element(&mut self, object: &Object<'_>, ns: Ns, name: &str, depth: usize) {
        self.indent(depth);
        self.open(ns, name);
        self.rest(object, ns, name, depth);
    }

    /// Everything of an element after its name: attributes, content, end tag.
    fn rest(&mut self, object: &Object<'_>, ns: Ns, name: &str, depth: usize) {
        let mut text = None;
        let mut children = false;
        for (field, value) in object.shape().fields.iter().zip(object.slots()) {
            if value.is_null() || field.role == Role::Ignored {
                continue;
            }
            match field.place {
                Place::Attribute(attribute) => self.attribute("", attribute, value),
                Place::XmlAttribute(attribute) => self.attribute("xml:", attribute, value),
                Place::Text => text = Some(value),
                Place::JsonOnly => {}
                Place::Choice(_) | Place::Element(..) => children |= !matches!(value, Value::List(list) if list.is_empty()),
                Place::Inside(..) => children = true,
            }
        }
        if let Some(value) = text {
            self.out.push(b'>');
            self.leaf(value);
            self.close(ns, name);
        } else if children {
            self.out.extend_from_slice(b">\n");
            for (field, value) in object.shape().fields.iter().zip(object.slots()) {
                self.field(field, value, depth + 1);
            }
            self.indent(depth);
            self.close(ns, name);
        } else {
            self.out.extend_from_slice(b"/>\n");
        }
    }

    fn field(&mut self, field: &Field, value: &Value<'_>, depth: usize) {
        let members = match value {
            Value::Null => return,
            Value::List(members) => members.as_slice(),
            single => std::slice::from_ref(single),
        };
        match field.place {
            Place::Element(ns, name) => self.members(members, ns, name, depth),
            Place::Inside(ns, outer, inner) => {
                self.indent(depth);
                self.open(ns, outer);
                self.out.extend_from_slice(b">\n");
                self.members(members, ns, inner, depth + 1);
                self.indent(depth);
                self.close(ns, outer);
            }
            Place::Choice(choices) => {
                for object in members.iter().filter_map(Value::as_object) {
                    let ns = choices.iter().find(|(_, shape)| *shape == object.shape()).map(|(ns, _)| *ns);
                    if let Some(ns) = ns {
                        self.element(object, ns, object.shape().name, depth);
                    }
                }
            }
            Place::Attribute(_) | Place::XmlAttribute(_) | Place::Text | Place::JsonOnly => {}
        }
    }

    fn members(&mut self, members: &[Value<'_>], ns: Ns, name: &str, depth: usize) {
        for member in members {
            if let Value::Object(object) = member {
                self.element(object, ns, name, depth);
            } else {
                self.indent(depth);
                self.open(ns, name);
                self.out.push(b'>');
                self.leaf(member);
                self.close(ns, name);
            }
        }
    }

    fn attribute(&mut self, prefix: &str, name: &str, value: &Value<'_>) {
        self.put(&[" ", prefix, name, "=\""]);
        match value {
            Value::Text(text) => escape(&mut self.out, text, true),
            other => self.leaf(other),
        }
        self.out.push(b'"');
    }

    fn leaf(&mut self, value: &Value<'_>) {
        match value {
            Value::Text(text) => escape(&mut self.out, text, false),
            Value::Number(number) => self.out.extend_from_slice(number.to_string().as_bytes()),
            Value::Flag(flag) => self.put(&[if *flag { "true" } else { "false" }]),
            Value::Time(time) => self.out.extend_from_slice(&time.to_ascii()),
            Value::Null | Value::Object(_) | Value::List(_) => {}
        }
    }
}

/// What the printer must not copy: markup, characters XML forbids, white space that reading would change.
static SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'\n' as usize] = false;
    table[b'\t' as usize] = false;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[0xEF] = true; // the first byte of U+FFFE and U+FFFF, among others
    table
};

fn escape(out: &mut Vec<u8>, text: &str, attribute: bool) {
    let bytes = text.as_bytes();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let special = SPECIAL[*byte as usize] || (attribute && matches!(byte, b'"' | b'\n' | b'\t'));
        if !special {
            continue;
        }
        let (replacement, width): (&[u8], usize) = match byte {
            b'&' => (b"&amp;", 1),
            b'<' => (b"&lt;", 1),
            b'>' => (b"&gt;", 1),
            b'"' => (b"&quot;", 1),
            b'\n' => (b"&#10;", 1),
            b'\t' => (b"&#9;", 1),
            b'\r' => (b"&#13;", 1),
            0xEF if matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])) => (b"", 3),
            0xEF => continue,
            _ => (b"", 1),
        };
        out.extend_from_slice(&bytes[start..at]);
        out.extend_from_slice(replacement);
        start = at + width;
    }
    out.extend_from_slice(&bytes[start..]);
}

//! The JSON printer, in both layouts (`model` 1.2).

use byline_model::document::{Object, Value};
use byline_model::shape::{Content, Field, Occurs, Place};

use crate::copies::Copies;
use crate::{Layout, scan};

/// Prints a document: every key of every object, empty ones as `null`. No final newline.
pub fn write(object: &Object<'_>, layout: Layout) -> Vec<u8> {
    let mut out = Vec::with_capacity(16 * 1024);
    write_into(&mut out, object, layout);
    out
}

/// Like [`write`], behind what the buffer holds already.
pub fn write_into(out: &mut Vec<u8>, object: &Object<'_>, layout: Layout) {
    Printer { out, spaced: layout == Layout::Spaced, depth: 0, copies: Copies::new() }.object(object);
}

/// Appends a text as a JSON string, quotes included.
pub fn write_value(out: &mut Vec<u8>, text: &str) {
    string(out, text);
}

struct Printer<'o> {
    out: &'o mut Vec<u8>,
    spaced: bool,
    depth: usize,
    copies: Copies,
}

impl Printer<'_> {
    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn newline(&mut self) {
        self.out.push(b'\n');
        self.out.resize(self.out.len() + self.depth * 2, b' ');
    }

    fn open(&mut self) {
        self.out.push(b'{');
        self.depth += 1;
    }

    /// The key of a member, with all that stands before and after it.
    fn key(&mut self, key: &str, first: bool) {
        self.next(first);
        self.out.push(b'"');
        self.put(key);
        self.put(if self.spaced { "\" : " } else { "\":" });
    }

    fn close(&mut self) {
        self.depth -= 1;
        if self.spaced {
            self.newline();
        }
        self.out.push(b'}');
    }

    fn object(&mut self, object: &Object<'_>) {
        if self.spaced {
            return self.spaced_object(object);
        }
        self.out.push(b'{');
        let shape = object.shape();
        let nulls = shape.nulls();
        let mut skip = 1; // the comma before the first key
        let mut written = 0; // of the nulls: those up to the last field that had something, its own left out
        for ((field, value), text) in shape.fields.iter().zip(object.slots()).zip(shape.texts()) {
            if value.is_null() || !field.in_json() {
                continue;
            }
            if text.null.start > written {
                self.put(&nulls[written + skip..text.null.start]);
                skip = 0;
            }
            written = text.null.end;
            self.put(&text.key[skip..]);
            skip = 0;
            if field.is_wrapped() && !field.is_list() {
                self.scalar(value);
                self.out.push(b'}');
            } else {
                self.field(field, value);
            }
        }
        if nulls.len() > written {
            self.put(&nulls[written + skip..]);
        }
        self.out.push(b'}');
    }

    /// An object that stands elsewhere too.
    fn shared(&mut self, object: &Object<'_>) {
        if let Some(text) = self.copies.find(object, (self.depth, 0)) {
            return self.out.extend_from_within(text);
        }
        let start = self.out.len();
        self.object(object);
        self.copies.keep(object, (self.depth, 0), start..self.out.len());
    }

    fn spaced_object(&mut self, object: &Object<'_>) {
        self.out.push(b'{');
        self.depth += 1;
        let mut first = true;
        for ((field, value), text) in object.shape().fields.iter().zip(object.slots()).zip(object.shape().texts()) {
            if field.in_json() {
                self.next(first);
                self.put(&text.spaced_key);
                self.field(field, value);
                first = false;
            }
        }
        if first {
            self.depth -= 1;
            self.put(" }");
        } else {
            self.close();
        }
    }

    /// What stands between two members of an object.
    fn next(&mut self, first: bool) {
        if !first {
            self.out.push(b',');
        }
        if self.spaced {
            self.newline();
        }
    }

    fn field(&mut self, field: &Field, value: &Value<'_>) {
        match value {
            Value::List(members) if members.is_empty() => self.put(match field.occurs {
                Occurs::ManyOrNull => "null",
                _ if self.spaced => "[ ]",
                _ => "[]",
            }),
            Value::List(members) => self.list(field, members),
            single => self.value(field, single),
        }
    }

    fn list(&mut self, field: &Field, members: &[Value<'_>]) {
        self.put(if self.spaced { "[ " } else { "[" });
        for (index, member) in members.iter().enumerate() {
            if index > 0 {
                self.put(if self.spaced { ", " } else { "," });
            }
            match (member.as_object(), &field.place) {
                (Some(object), Place::Choice(_)) => {
                    self.open();
                    self.key(object.shape().name, true);
                    self.object(object);
                    self.close();
                }
                _ => self.value(field, member),
            }
        }
        self.put(if self.spaced { " ]" } else { "]" });
    }

    fn value(&mut self, field: &Field, value: &Value<'_>) {
        match (value, field.content) {
            (Value::Null | Value::List(_), _) => self.put("null"),
            (Value::Object(object), _) => self.object(object),
            (Value::Shared(object), _) => self.shared(object),
            (value, Content::Wrapped { .. } | Content::Time) => {
                self.open();
                self.key("value", true);
                self.scalar(value);
                self.close();
            }
            (Value::Text(text), Content::Literal(pairs)) => {
                let json = pairs.iter().find(|(xml, _)| xml == text).map_or(&**text, |(_, json)| json);
                string(self.out, json);
            }
            (Value::Number(number), Content::NumberText) => {
                self.out.push(b'"');
                self.number(*number);
                self.out.push(b'"');
            }
            (value, _) => self.scalar(value),
        }
    }

    fn scalar(&mut self, value: &Value<'_>) {
        match value {
            Value::Text(text) => string(self.out, text),
            Value::Number(number) => self.number(*number),
            Value::Flag(flag) => self.put(if *flag { "true" } else { "false" }),
            Value::Time(time) => self.number(time.millis()),
            Value::Null | Value::Object(_) | Value::Shared(_) | Value::List(_) => self.put("null"),
        }
    }

    fn number(&mut self, number: i64) {
        self.put(itoa::Buffer::new().format(number));
    }
}

/// What follows the `\` for a byte that cannot stand for itself.
static ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = b'u';
        byte += 1;
    }
    table[0x08] = b'b';
    table[0x0C] = b'f';
    table[b'\n' as usize] = b'n';
    table[b'\r' as usize] = b'r';
    table[b'\t' as usize] = b't';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

fn string(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut start = 0;
    loop {
        let at = scan::next(bytes, start, [b'"', b'\\']);
        out.extend_from_slice(&bytes[start..at]);
        let Some(byte) = bytes.get(at) else { break };
        let escape = ESCAPES[*byte as usize];
        out.extend_from_slice(&[b'\\', escape]);
        if escape == b'u' {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.extend_from_slice(&[b'0', b'0', HEX[(byte >> 4) as usize], HEX[(byte & 15) as usize]]);
        }
        start = at + 1;
    }
    out.push(b'"');
}

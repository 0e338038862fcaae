//! The stored form of an item: compact JSON of its own fields, empty ones left out.
//!
//! Keys are those of the full shape, also when the item was known from its summary alone, so that a summary later
//! completed by the full item is the same body with more keys.

mod read;

use byline_model::document::{Object, Value};
use byline_model::shape::{Content, Field, Place, Shape};

use crate::ReadError;
use crate::json::write_value;

/// The body of an item, from its full form or its summary.
pub fn write_body(object: &Object<'_>) -> String {
    let mut out = Vec::with_capacity(512);
    write_object(&mut out, object);
    String::from_utf8(out).expect("JSON of texts is UTF-8")
}

/// The item in the given shape, full or summary; fields that the body does not have are empty.
///
/// # Errors
/// When the body is damaged: bodies are written by [`write_body`] alone.
pub fn read_body<'a>(body: &'a str, shape: &'static Shape) -> Result<Object<'a>, ReadError> {
    read::read(body, shape)
}

fn write_object(out: &mut Vec<u8>, object: &Object<'_>) {
    out.push(b'{');
    let mut first = true;
    for (field, value) in object.shape().fields.iter().zip(object.slots()) {
        if value.is_null() || !field.in_body() {
            continue;
        }
        if !first {
            out.push(b',');
        }
        first = false;
        write_value(out, field.stored);
        out.push(b':');
        match value {
            Value::List(members) => {
                out.push(b'[');
                for (index, member) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    write_member(out, field, member);
                }
                out.push(b']');
            }
            single => write_member(out, field, single),
        }
    }
    out.push(b'}');
}

fn write_member(out: &mut Vec<u8>, field: &Field, value: &Value<'_>) {
    if let Some(object) = value.as_object() {
        if !matches!(field.place, Place::Choice(_)) {
            return write_object(out, object);
        }
        out.push(b'{');
        write_value(out, object.shape().name);
        out.push(b':');
        write_object(out, object);
        out.push(b'}');
        return;
    }
    match (value, field.content) {
        (Value::Text(text), Content::Literal(pairs)) => {
            let json = pairs.iter().find(|(xml, _)| xml == text).map_or(&**text, |(_, json)| json);
            write_value(out, json);
        }
        (Value::Time(time), Content::Time) => {
            out.extend_from_slice(b"{\"value\":");
            out.extend_from_slice(time.millis().to_string().as_bytes());
            out.push(b'}');
        }
        (Value::Text(text), Content::Wrapped { plain: true, .. }) => write_value(out, text),
        (Value::Text(text), Content::Wrapped { .. }) => {
            out.extend_from_slice(b"{\"value\":");
            write_value(out, text);
            out.push(b'}');
        }
        (Value::Text(text), _) => write_value(out, text),
        (Value::Number(number), _) => out.extend_from_slice(number.to_string().as_bytes()),
        (Value::Flag(flag), _) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
        (Value::Time(time), _) => out.extend_from_slice(time.millis().to_string().as_bytes()),
        (Value::Null | Value::List(_) | Value::Object(_) | Value::Shared(_), _) => out.extend_from_slice(b"null"),
    }
}

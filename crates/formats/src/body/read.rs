//! The reader of stored bodies. Every record that is shown is read here, so it is written for speed: it knows the form
//! that [`write_body`](super::write_body) gives bodies (compact, keys without escapes) and walks the shape beside the
//! text. Nothing is checked again: what is stored went through a schema check.

use std::borrow::Cow;

use byline_model::Timestamp;
use byline_model::document::{Object, Value};
use byline_model::shape::{Content, Field, Occurs, Place, Shape};

use crate::{Position, ReadError, ReadErrorKind, scan};

pub(super) fn read<'a>(body: &'a str, shape: &'static Shape) -> Result<Object<'a>, ReadError> {
    let mut reader = Reader { body, bytes: body.as_bytes(), at: 0 };
    let object = reader.object(shape).and_then(|object| match reader.bytes.get(reader.at) {
        None => Ok(object),
        Some(_) => Err(Damage("something follows the object")),
    });
    object.map_err(|Damage(reason)| ReadError {
        kind: ReadErrorKind::Malformed,
        position: Some(Position { line: 1, column: reader.at as u32 + 1 }),
        path: shape.name.to_owned(),
        reason: reason.to_owned(),
    })
}

/// What is wrong with the byte at which reading stopped.
struct Damage(&'static str);

type Result<T, E = Damage> = std::result::Result<T, E>;

struct Reader<'a> {
    body: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over `byte` if it is next.
    fn takes(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, byte: u8, otherwise: &'static str) -> Result<()> {
        if self.takes(byte) { Ok(()) } else { Err(Damage(otherwise)) }
    }

    /// Whether another member follows, in an object or list that `close` ends.
    fn more(&mut self, close: u8) -> Result<bool> {
        if self.takes(b',') { Ok(true) } else { self.expect(close, "a comma or the end was expected").map(|()| false) }
    }

    fn object(&mut self, shape: &'static Shape) -> Result<Object<'a>> {
        self.expect(b'{', "an object was expected")?;
        let mut object = Object::new(shape);
        if !self.takes(b'}') {
            let keys = shape.stored_keys();
            // Mostly the key that follows in the shape follows in the body as well.
            let mut next = 0;
            loop {
                let found = match keys.get(next) {
                    Some(key) if self.word(&key.text) => Some(next),
                    _ => shape.stored_key(self.key()?),
                };
                match found {
                    Some(index) => {
                        let position = keys[index].position;
                        object.slots_mut()[position] = self.field(&shape.fields[position])?;
                        next = index + 1;
                    }
                    None => self.skip()?,
                }
                if !self.more(b'}')? {
                    break;
                }
            }
        }
        // What is stored with an empty list has one, also when XML wrote it, which cannot tell it from none
        // (`model` 2.2).
        for (field, slot) in shape.fields.iter().zip(object.slots_mut()) {
            if field.occurs == Occurs::ManyOrAbsent && slot.is_null() {
                *slot = Value::List(Vec::new());
            }
        }
        Ok(object)
    }

    /// A key and its colon.
    fn key(&mut self) -> Result<&'a [u8]> {
        self.expect(b'"', "a key was expected")?;
        let start = self.at;
        let end = scan::next(self.bytes, start, [b'"']);
        self.at = end;
        self.expect(b'"', "a key has no end")?;
        self.expect(b':', "a colon was expected")?;
        Ok(&self.bytes[start..end])
    }

    fn field(&mut self, field: &'static Field) -> Result<Value<'a>> {
        if !field.is_list() || self.peek() != Some(b'[') {
            return self.member(field);
        }
        self.at += 1;
        let mut members = Vec::new();
        if !self.takes(b']') {
            loop {
                let member = self.member(field)?;
                // Older programs kept the nulls that clients sent.
                if !member.is_null() {
                    members.push(member);
                }
                if !self.more(b']')? {
                    break;
                }
            }
        }
        Ok(Value::List(members))
    }

    /// One value of a field, list or not.
    fn member(&mut self, field: &'static Field) -> Result<Value<'a>> {
        match self.peek() {
            Some(b'{') => match (field.content, &field.place) {
                (_, Place::Choice(choices)) => {
                    self.at += 1;
                    let key = self.key()?;
                    let chosen = choices.iter().find(|(_, shape)| shape.name.as_bytes() == key);
                    let (_, shape) = chosen.ok_or(Damage("no such member of the choice"))?;
                    let object = self.object(shape)?;
                    self.expect(b'}', "a choice has one member")?;
                    Ok(Value::Object(object))
                }
                (Content::Object(shape), _) => self.object(shape).map(Value::Object),
                (content @ (Content::Wrapped { .. } | Content::Time), _) => {
                    self.at += 1;
                    if self.key()? != b"value" {
                        return Err(Damage("a wrapper has a value"));
                    }
                    let value = self.scalar(content)?;
                    self.expect(b'}', "a wrapper has nothing but a value")?;
                    Ok(value)
                }
                _ => Err(Damage("an object was not expected")),
            },
            _ if matches!(field.content, Content::Object(_)) || matches!(field.place, Place::Choice(_)) => {
                self.word("null").then_some(Value::Null).ok_or(Damage("an object was expected"))
            }
            _ => self.scalar(field.content),
        }
    }

    fn scalar(&mut self, content: Content) -> Result<Value<'a>> {
        match self.peek() {
            Some(b'"') => {
                let text = self.text()?;
                match content {
                    Content::Literal(pairs) => {
                        let known = pairs.iter().find(|(_, json)| *json == text);
                        known.map(|(xml, _)| Value::Text(Cow::Borrowed(*xml))).ok_or(Damage("no such value"))
                    }
                    Content::Text(_) | Content::Wrapped { .. } => Ok(Value::Text(text)),
                    _ => Err(Damage("a text was not expected")),
                }
            }
            Some(b'-' | b'0'..=b'9') => match (content, self.number()?) {
                (Content::Number | Content::NumberText, number) => Ok(Value::Number(number)),
                (Content::Time | Content::BareTime, number) => Ok(Value::Time(Timestamp::from_millis(number))),
                _ => Err(Damage("a number was not expected")),
            },
            _ if self.word("null") => Ok(Value::Null),
            _ if matches!(content, Content::Flag) && self.word("true") => Ok(Value::Flag(true)),
            _ if matches!(content, Content::Flag) && self.word("false") => Ok(Value::Flag(false)),
            _ => Err(Damage("a value was expected")),
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let there = self.bytes[self.at..].starts_with(word.as_bytes());
        self.at += if there { word.len() } else { 0 };
        there
    }

    fn number(&mut self) -> Result<i64> {
        let start = self.at;
        self.skip_bare();
        self.body[start..self.at].parse().map_err(|_| Damage("a whole number was expected"))
    }

    /// A string, of which the opening quote is next.
    fn text(&mut self) -> Result<Cow<'a, str>> {
        let start = self.at + 1;
        let end = scan::next(self.bytes, start, [b'"', b'\\']);
        if self.bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(&self.body[start..end]));
        }
        // With escapes, seldom.
        let quoted = self.at;
        self.skip_text()?;
        let text = serde_json::from_str(&self.body[quoted..self.at]);
        text.map(Cow::Owned).map_err(|_| Damage("a string cannot be read"))
    }

    /// Steps over a string, of which the opening quote is next.
    fn skip_text(&mut self) -> Result<()> {
        let mut at = self.at + 1;
        loop {
            at += memchr::memchr2(b'"', b'\\', self.bytes.get(at..).unwrap_or_default()).ok_or(Damage("no end"))?;
            if self.bytes[at] == b'"' {
                self.at = at + 1;
                return Ok(());
            }
            at += 2;
        }
    }

    fn skip_bare(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| matches!(byte, b',' | b'}' | b']')).unwrap_or(rest.len());
    }

    /// Steps over a value of any form.
    fn skip(&mut self) -> Result<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                Some(b'"') => self.skip_text()?,
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                    continue;
                }
                Some(b'}' | b']') if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                Some(b',' | b':') if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                Some(b't' | b'f' | b'n' | b'-' | b'0'..=b'9') => self.skip_bare(),
                _ => return Err(Damage("a value was expected")),
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use byline_model::shapes;

    use super::*;

    fn reason(body: &str) -> String {
        read(body, &shapes::KEYWORD).expect_err(body).to_string()
    }

    #[test]
    fn unknown_keys_of_any_form_are_passed_over() {
        let body =
            r#"{"a":[{"b":"x\"]}"},[],-1.5e3,true,null],"c":{},"content":"a \"\u00e9\" b","d":{"e":{"f":[1,2]}}}"#;
        assert_eq!(read(body, &shapes::KEYWORD).expect("a body").text("content"), Some("a \"é\" b"));
    }

    #[test]
    fn damaged_bodies_are_errors_with_a_place() {
        assert_eq!(reason(""), "line 1, column 1: keyword: an object was expected");
        assert_eq!(reason(r#"{"content":"x"}}"#), "line 1, column 16: keyword: something follows the object");
        let whole = r#"{"x":{"y":["z\\",1]},"content":"x\n"}"#;
        for end in 0..whole.len() {
            assert!(read(&whole[..end], &shapes::KEYWORD).is_err(), "{}", &whole[..end]);
        }
        for body in [r#"{"content":1}"#, r#"{"content":{"value":"x"}}"#, r#"{"content":"x",}"#, "[]", r#"{"content"}"#]
        {
            reason(body);
        }
    }
}

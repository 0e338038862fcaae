//! What `/__sandbox/` is sent: JSON objects, read key by key, so that each mistake names its key.

use std::str::FromStr;

use axum::body::Bytes;
use serde_json::{Map, Value};

use super::refusal::Refusal;

type Result<T> = std::result::Result<T, Refusal>;

/// An object whose keys are taken out one by one; what is left in the end is unknown.
#[derive(Debug)]
pub struct Input {
    keys: Map<String, Value>,
    /// What was asked for, for those who misspelt it.
    known: Vec<String>,
}

impl Input {
    fn of(keys: Map<String, Value>) -> Self {
        Input { keys, known: Vec::new() }
    }

    /// No body at all is an object without keys.
    pub fn parse(body: &Bytes) -> Result<Self> {
        if body.trim_ascii().is_empty() {
            return Ok(Input::of(Map::new()));
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(keys)) => Ok(Input::of(keys)),
            Ok(_) => Err(Refusal::bad("", "expected a JSON object")),
            Err(error) => Err(Refusal::bad("", format!("expected JSON: {error}"))),
        }
    }

    fn take(&mut self, key: &str) -> Option<Value> {
        self.known.push(key.to_owned());
        self.keys.remove(key).filter(|value| !value.is_null())
    }

    pub fn text(&mut self, key: &str) -> Result<Option<String>> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Refusal::bad(key, "expected a text")),
        }
    }

    /// A text of at most so many characters.
    pub fn text_of(&mut self, key: &str, most: usize) -> Result<Option<String>> {
        let text = self.text(key)?;
        match text.as_ref().is_some_and(|text| text.chars().nth(most).is_some()) {
            true => Err(Refusal::bad(key, format!("expected {most} characters at most"))),
            false => Ok(text),
        }
    }

    pub fn parsed<T: FromStr<Err: ToString>>(&mut self, key: &str) -> Result<Option<T>> {
        let text = self.text(key)?;
        text.map(|text| text.parse().map_err(|error: T::Err| Refusal::bad(key, error.to_string()))).transpose()
    }

    pub fn number(&mut self, key: &str) -> Result<Option<i64>> {
        let value = self.take(key);
        value.map(|it| it.as_i64().ok_or_else(|| Refusal::bad(key, "expected a whole number"))).transpose()
    }

    pub fn flag(&mut self, key: &str) -> Result<bool> {
        match self.take(key) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| Refusal::bad(key, "expected true or false")),
        }
    }

    /// A list of texts, each understood by `FromStr`; mistakes name their place in the list.
    pub fn list<T: FromStr>(&mut self, key: &str, expected: &str) -> Result<Vec<T>> {
        let members = match self.take(key) {
            None => return Ok(Vec::new()),
            Some(Value::Array(members)) => members,
            Some(_) => return Err(Refusal::bad(key, "expected a list of texts")),
        };
        let parse = |(index, member): (usize, Value)| {
            let wrong = || Refusal::bad(format!("{key}[{index}]"), format!("expected {expected}, not {member}"));
            member.as_str().and_then(|text| text.parse().ok()).ok_or_else(wrong)
        };
        members.into_iter().enumerate().map(parse).collect()
    }

    pub fn required<T>(key: &str, value: Option<T>) -> Result<T> {
        value.ok_or_else(|| Refusal::bad(key, "is needed"))
    }

    /// Refuses keys that nobody took.
    pub fn finish(self) -> Result<()> {
        match self.keys.into_iter().next() {
            None => Ok(()),
            Some((key, _)) => {
                let known = self.known.join(", ");
                Err(Refusal::bad(key, format!("there is no such key; those that there are: {known}")))
            }
        }
    }

    pub fn into_keys(self) -> Map<String, Value> {
        self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(text: &'static str) -> Result<Input> {
        Input::parse(&Bytes::from_static(text.as_bytes()))
    }

    #[test]
    fn mistakes_name_their_key() {
        let mut it = input(r#"{"a": 1, "b": "x", "c": ["1", "y"], "d": null}"#).unwrap();
        assert_eq!(it.text("a").unwrap_err().place(), "a");
        assert_eq!(it.parsed::<u8>("b").unwrap_err().place(), "b");
        assert_eq!(it.list::<u8>("c", "numbers").unwrap_err().place(), "c[1]");
        assert_eq!(it.text("d"), Ok(None));
        assert_eq!(it.finish(), Ok(()));
    }

    #[test]
    fn texts_have_an_end() {
        let long = |count: usize| {
            let mut it = Input::parse(&Bytes::from(format!(r#"{{"name": "{}"}}"#, "é".repeat(count)))).unwrap();
            it.text_of("name", 150)
        };
        assert_eq!(long(150).unwrap().map(|it| it.chars().count()), Some(150));
        assert_eq!(long(151).unwrap_err().place(), "name");
    }

    #[test]
    fn unknown_keys_are_refused() {
        let mut it = input(r#"{"emial": "x"}"#).unwrap();
        assert_eq!((it.text("email"), it.text("name")), (Ok(None), Ok(None)));
        let refusal = it.finish().unwrap_err();
        assert_eq!(refusal.place(), "emial");
        assert!(format!("{refusal:?}").contains("email, name"), "{refusal:?}");
    }

    #[test]
    fn only_objects_are_taken() {
        assert!(input("[]").is_err());
        assert!(input("{").is_err());
        assert!(input("  ").is_ok());
    }
}

//! JSON in an order of its own: the linked forms have no tables.

use crate::json::write_value;

/// A value to be printed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Text(String),
    Number(i64),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

/// An object that leaves out what is empty.
#[derive(Default)]
pub(super) struct Members(Vec<(&'static str, Json)>);

impl Members {
    pub(super) fn text(&mut self, key: &'static str, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push((key, Json::Text(text)));
        }
        self
    }

    pub(super) fn optional<T: Into<String>>(&mut self, key: &'static str, text: Option<T>) -> &mut Self {
        self.text(key, text.map(Into::into).unwrap_or_default())
    }

    pub(super) fn value(&mut self, key: &'static str, value: Json) -> &mut Self {
        self.0.push((key, value));
        self
    }

    /// A list, of which no member and one member are written as such.
    pub(super) fn unwrapped(&mut self, key: &'static str, mut list: Vec<Json>) -> &mut Self {
        match list.len() {
            0 => {}
            1 => self.0.push((key, list.remove(0))),
            _ => self.0.push((key, Json::List(list))),
        }
        self
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == key)
    }

    pub(super) fn into_json(self) -> Json {
        Json::Object(self.0)
    }
}

impl Json {
    /// Without white space.
    pub(super) fn compact(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.print(&mut out, None);
        out
    }

    /// Two spaces, `"key" : value`, lists inline; as documents in [`crate::Layout::Spaced`].
    pub(super) fn spaced(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.print(&mut out, Some(0));
        out
    }

    fn print(&self, out: &mut Vec<u8>, depth: Option<usize>) {
        match self {
            Json::Text(text) => write_value(out, text),
            Json::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Json::List(members) => print_list(members, out, depth),
            Json::Object(members) => print_object(members, out, depth),
        }
    }
}

fn print_list(members: &[Json], out: &mut Vec<u8>, depth: Option<usize>) {
    let blank: &[u8] = if depth.is_some() { b" " } else { b"" };
    out.push(b'[');
    for (index, member) in members.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        out.extend_from_slice(blank);
        member.print(out, depth);
    }
    out.extend_from_slice(blank);
    out.push(b']');
}

fn print_object(members: &[(&'static str, Json)], out: &mut Vec<u8>, depth: Option<usize>) {
    let line = |out: &mut Vec<u8>, depth: usize| {
        out.push(b'\n');
        out.resize(out.len() + depth * 2, b' ');
    };
    out.push(b'{');
    for (index, (key, value)) in members.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        if let Some(depth) = depth {
            line(out, depth + 1);
        }
        write_value(out, key);
        out.extend_from_slice(if depth.is_some() { b" : " } else { b":" });
        value.print(out, depth.map(|depth| depth + 1));
    }
    match depth {
        Some(_) if members.is_empty() => out.push(b' '),
        Some(depth) => line(out, depth),
        None => {}
    }
    out.push(b'}');
}

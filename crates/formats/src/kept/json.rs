//! JSON, value by value: keys that nobody knows are dropped, and values where they are of another kind.

use std::borrow::Cow;

use byline_model::Timestamp;
use byline_model::document::{Object, Value};
use byline_model::rules::Step;
use byline_model::shape::{Content, Field, Ns, Place, Role, Shape};
use byline_model::shapes::roots::Root;
use serde_json::{Map, Value as Json};

use super::{Drops, Kept, instead, kept_text};
use crate::error::joined;
use crate::{Position, ReadError, ReadErrorKind};

/// Reads a document of a kind.
///
/// # Errors
/// [`ReadErrorKind::Malformed`] for what is no JSON, [`ReadErrorKind::WrongDocument`] for what is no object.
pub fn read(text: &str, root: &'static Root) -> Result<Kept<'static>, ReadError> {
    let json: Json = serde_json::from_str(text).map_err(|error| ReadError {
        kind: ReadErrorKind::Malformed,
        position: Some(Position { line: error.line() as u32, column: error.column() as u32 }),
        path: String::new(),
        reason: error.to_string(),
    })?;
    let Json::Object(map) = json else {
        let reason = format!("an object was expected ({})", root.kind);
        return Err(ReadError { kind: ReadErrorKind::WrongDocument, position: None, path: String::new(), reason });
    };
    let mut walk = Walk { path: vec![Step::Key(root.shape.name)], drops: Drops::default() };
    let object = walk.object(map, root.shape);
    Ok(Kept { root, object, dropped: walk.drops.0 })
}

struct Walk {
    path: Vec<Step>,
    drops: Drops,
}

impl Walk {
    fn drop_here(&mut self, value: &Json, reason: &str) {
        let path = &self.path;
        // Not more of it than anybody reads.
        let shown = match value {
            Json::String(text) => text.clone(),
            Json::Object(_) => "{…}".to_owned(),
            Json::Array(_) => "[…]".to_owned(),
            other => other.to_string(),
        };
        self.drops.add(|| joined(path), &shown, reason);
    }

    fn object(&mut self, map: Map<String, Json>, shape: &'static Shape) -> Object<'static> {
        let mut object = Object::new(shape);
        for (key, json) in map {
            let known = |field: &Field| field.key == key && field.role != Role::Ignored;
            let Some(index) = shape.fields.iter().position(known) else {
                let path = &self.path;
                let shown = if let Json::String(text) = &json { text.clone() } else { String::new() };
                self.drops.add(|| format!("{}/{key}", joined(path)), &shown, "there is no such key");
                continue;
            };
            let field = &shape.fields[index];
            self.path.push(Step::Key(field.key));
            let value = if field.is_list() { self.list(field, json) } else { self.member(field, json) };
            object.slots_mut()[index] = value;
            self.path.pop();
        }
        object
    }

    fn list(&mut self, field: &Field, json: Json) -> Value<'static> {
        let members = match json {
            Json::Null => return Value::Null,
            Json::Array(members) => members,
            single => vec![single],
        };
        let mut kept = Vec::with_capacity(members.len());
        for (index, member) in members.into_iter().enumerate() {
            self.path.push(Step::Index(index));
            let member = self.member(field, member);
            self.path.pop();
            if !member.is_null() {
                kept.push(member);
            }
        }
        Value::List(kept)
    }

    fn member(&mut self, field: &Field, json: Json) -> Value<'static> {
        match (json, &field.place, field.content) {
            (Json::Null, ..) => Value::Null,
            (Json::Object(map), Place::Choice(choices), _) => self.choice(map, choices),
            (Json::Object(map), _, Content::Object(shape)) => Value::Object(self.object(map, shape)),
            (Json::Object(mut map), _, Content::Wrapped { .. } | Content::Time) => {
                let value = map.remove("value").unwrap_or_default();
                for (key, json) in map {
                    let path = &self.path;
                    self.drops.add(|| format!("{}/{key}", joined(path)), &json.to_string(), "there is no such key");
                }
                self.scalar(field, value)
            }
            (json @ (Json::Object(_) | Json::Array(_)), ..) => self.dropped(field, &json, "it is of the wrong kind"),
            (json, _, Content::Object(_)) => self.dropped(field, &json, "an object was expected"),
            (json, ..) => self.scalar(field, json),
        }
    }

    fn choice(&mut self, map: Map<String, Json>, choices: &[(Ns, &'static Shape)]) -> Value<'static> {
        let mut found = Value::Null;
        for (key, json) in map {
            let shape = choices.iter().find(|(_, shape)| shape.name == key).map(|(_, shape)| *shape);
            match (shape, json) {
                (Some(shape), Json::Object(map)) if found.is_null() => {
                    self.path.push(Step::Key(shape.name));
                    found = Value::Object(self.object(map, shape));
                    self.path.pop();
                }
                (_, json) => {
                    let path = &self.path;
                    let shown = if json.is_object() { "{…}".to_owned() } else { json.to_string() };
                    self.drops.add(|| format!("{}/{key}", joined(path)), &shown, "there is no such member");
                }
            }
        }
        found
    }

    fn scalar(&mut self, field: &Field, json: Json) -> Value<'static> {
        let text = match &json {
            Json::Null => return Value::Null,
            Json::String(text) => text.clone(),
            Json::Number(number) => number.to_string(),
            Json::Bool(flag) => flag.to_string(),
            Json::Array(_) | Json::Object(_) => return self.dropped(field, &json, "it is of the wrong kind"),
        };
        if let Some(kept) = kept_text(field, Cow::Owned(text.clone())) {
            return kept.unwrap_or_else(|reason| self.dropped(field, &json, reason));
        }
        let number = || text.trim_ascii().parse::<i64>().ok();
        let value = match field.content {
            Content::Number | Content::NumberText => number().map(Value::Number),
            Content::Flag => text.parse().ok().map(Value::Flag),
            Content::Time | Content::BareTime => {
                text.parse::<Timestamp>().ok().or_else(|| number().map(Timestamp::from_millis)).map(Value::Time)
            }
            Content::Literal(pairs) => {
                let known = pairs.iter().find(|(xml, json)| *json == text || *xml == text);
                known.map(|(xml, _)| Value::Text(Cow::Borrowed(*xml)))
            }
            Content::Text(_) | Content::Wrapped { .. } | Content::Object(_) => None,
        };
        value.unwrap_or_else(|| self.dropped(field, &json, "it is no value of this kind"))
    }

    fn dropped(&mut self, field: &Field, json: &Json, reason: &str) -> Value<'static> {
        self.drop_here(json, reason);
        instead(field)
    }
}

//! What editors know about a settings file: a JSON Schema, draft 7, which is what they read.

use serde_json::{Map, Value as Json, json};

use crate::row::{Kind, Looks, Row};
use crate::value::Form;
use crate::{Commands, Table};

/// The schema of a settings file with these rows.
pub fn schema<T: Table>(title: &str) -> Json {
    let mut schema = object(T::ROWS, None, title.to_owned());
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema
}

fn object(rows: &[Row], rest: Option<&str>, description: String) -> Json {
    let mut properties: Map<String, Json> = rows.iter().map(|row| (row.name.to_owned(), of(row))).collect();
    if let (Some(rest), Some(row)) = (rest, rows.first()) {
        let mut all = of(row);
        all["description"] = "All that are not named".into();
        if let Some(all) = all.as_object_mut() {
            all.remove("default");
        }
        properties.insert(rest.to_owned(), all);
    }
    let needed = rows.iter().filter(|row| matches!(row.kind, Kind::One(_)) && row.default.is_none());
    let needed: Vec<&str> = needed.map(|row| row.name).collect();
    let mut object = json!({
        "type": "object",
        "description": description,
        "properties": properties,
        "additionalProperties": false,
    });
    if !needed.is_empty() {
        object["required"] = json!(needed);
    }
    object
}

fn of(row: &Row) -> Json {
    let text = row.text(Commands::NONE);
    let with = |like: &str| format!("{text}: {like}");
    let mut schema = match row.kind {
        Kind::Group(rows) => return object(rows, row.rest, text),
        Kind::Tables(rows) => json!({"type": "array", "description": text, "items": object(rows, None, String::new())}),
        Kind::One(looks) | Kind::Maybe(looks) => described(form(looks.form), with(looks.like)),
        Kind::List(looks) => {
            json!({"type": "array", "description": with(looks.like), "items": form(looks.form)})
        }
    };
    if let Some(default) = row.default {
        schema["default"] = match row.kind {
            Kind::List(looks) => default.split_terminator(',').map(|it| literal(looks, it)).collect(),
            Kind::One(looks) | Kind::Maybe(looks) => literal(looks, default),
            Kind::Group(_) | Kind::Tables(_) => Json::Null,
        };
    }
    schema
}

fn described(mut schema: Json, text: String) -> Json {
    schema["description"] = text.into();
    schema
}

fn form(form: Form) -> Json {
    let words = (!form.words.is_empty()).then(|| json!({"type": "string", "enum": form.words}));
    let number = form.number.map(|(from, to)| match to {
        u64::MAX => json!({"type": "integer", "minimum": from}),
        to => json!({"type": "integer", "minimum": from, "maximum": to}),
    });
    let pattern = form.pattern.map(|pattern| json!({"type": "string", "pattern": pattern}));
    let switch = form.switch.then(|| json!({"type": "boolean"}));
    let mut forms: Vec<Json> = [words, number, pattern, switch].into_iter().flatten().collect();
    match forms.len() {
        1 => forms.remove(0),
        _ => json!({"anyOf": forms}),
    }
}

fn literal(looks: Looks, written: &str) -> Json {
    match written.parse::<u64>() {
        Ok(number) if looks.form.number.is_some() => number.into(),
        _ if looks.form.switch => (written == "true").into(),
        _ => written.into(),
    }
}

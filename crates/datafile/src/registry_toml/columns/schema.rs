//! What editors know about a file: a JSON Schema, draft 7, which is what they read.

use serde_json::{Map, Value as Json, json};

use super::described::{Cell, Looks, Presence, Shape, TableLooks};

/// The schema of a file with these keys. Tables in tables are `definitions`.
pub fn schema(file: &TableLooks) -> Json {
    let mut definitions = Map::new();
    let mut schema = object(file, &mut definitions);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["definitions"] = definitions.into();
    schema
}

fn object(table: &TableLooks, definitions: &mut Map<String, Json>) -> Json {
    let properties: Map<String, Json> =
        table.cells.iter().map(|cell| (cell.key.to_owned(), property(cell, definitions))).collect();
    let required: Vec<&str> =
        table.cells.iter().filter(|it| it.presence == Presence::Required).map(|it| it.key).collect();
    let apart: Vec<Json> = table
        .cells
        .iter()
        .filter_map(|cell| Some(json!({"not": {"required": [cell.key, cell.never_beside?]}})))
        .collect();
    let mut object = json!({
        "type": "object",
        "description": table.about,
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    if !apart.is_empty() {
        object["allOf"] = json!(apart);
    }
    object
}

fn property(cell: &Cell, definitions: &mut Map<String, Json>) -> Json {
    let mut schema = of(&cell.looks, definitions);
    // Nothing counts beside a reference (draft 7, 8.3).
    if schema.get("$ref").is_some() {
        schema = json!({"allOf": [schema]});
    }
    if !cell.about.is_empty() {
        schema["description"] = cell.about.as_str().into();
    }
    if let Presence::Or(default) = &cell.presence {
        schema["default"] = serde_json::to_value(default).expect("what is written has a form in JSON");
    }
    schema
}

fn of(looks: &Looks, definitions: &mut Map<String, Json>) -> Json {
    match &looks.shape {
        Shape::Text("") => json!({"type": "string"}),
        Shape::Text(pattern) => json!({"type": "string", "pattern": pattern}),
        Shape::Words(words) => json!({"type": "string", "enum": words}),
        Shape::Whole(None) => json!({"type": "integer"}),
        Shape::Whole(Some(from)) => json!({"type": "integer", "minimum": from}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::List(of_each) => json!({"type": "array", "items": of(of_each, definitions)}),
        Shape::Table(table) => reference(table, definitions),
        Shape::BareOr(key, table) => {
            let bare = table.cells.iter().find(|it| it.key == *key).map(|it| of(&it.looks, definitions));
            json!({"anyOf": [bare, reference(table, definitions)]})
        }
    }
}

fn reference(table: &TableLooks, definitions: &mut Map<String, Json>) -> Json {
    if !definitions.contains_key(table.name) {
        let object = object(table, definitions);
        definitions.insert(table.name.to_owned(), object);
    }
    json!({"$ref": format!("#/definitions/{}", table.name)})
}

//! The description holds for whatever is read: what is accepted fits the schema, what is written is all of it.

use std::collections::BTreeSet;

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use serde_json::Value as Json;
use toml::Value;

use super::{FULL, project, read};
use crate::registry_toml::columns::{Columns, TableLooks};
use crate::registry_toml::tables::File;
use crate::registry_toml::{page, schema, to_toml};

/// What editors see of a file: dates are texts to them.
fn seen(value: &Value) -> Json {
    match value {
        Value::String(text) => text.as_str().into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Boolean(flag) => (*flag).into(),
        Value::Datetime(date) => date.to_string().into(),
        Value::Array(list) => list.iter().map(seen).collect(),
        Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), seen(value))).collect(),
    }
}

struct Editor(Schemas, SchemaIndex);

impl Editor {
    fn new() -> Self {
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V7);
        compiler.add_resource("registry.json", schema()).unwrap();
        let mut schemas = Schemas::new();
        let index = compiler.compile("registry.json", &mut schemas).unwrap();
        Editor(schemas, index)
    }

    fn complaint(&self, file: &Value) -> Option<String> {
        self.0.validate(&seen(file), self.1).err().map(|it| it.to_string())
    }
}

fn toml(text: &str) -> Value {
    Value::Table(toml::from_str(text).unwrap())
}

/// A step to a value: the key of a table, the place in a list.
type Path = Vec<Result<String, usize>>;

fn paths(value: &Value, here: &Path, found: &mut Vec<Path>) {
    let step = |last| here.iter().cloned().chain([last]).collect::<Path>();
    let inner: Vec<(Path, &Value)> = match value {
        Value::Table(table) => table.iter().map(|(key, value)| (step(Ok(key.clone())), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(at, value)| (step(Err(at)), value)).collect(),
        _ => Vec::new(),
    };
    for (path, value) in inner {
        paths(value, &path, found);
        found.push(path);
    }
}

fn at<'v>(root: &'v mut Value, path: &Path) -> &'v mut Value {
    path.iter().fold(root, |value, step| match step {
        Ok(key) => &mut value[key.as_str()],
        Err(at) => &mut value[*at],
    })
}

/// Every value of a file in turn becomes every one of these; every key is left out, and misspelt.
fn changed(file: &Value) -> Vec<Value> {
    let others = toml(
        r#"all = [0, true, "", "x", "public", "deprecated", "amended", "/read-public", "0000-0002-1825-0097", "a@b.org",
        "https://x.example/y", 2020-01-01T00:00:00Z, "2020-01-01T00:00:00", [], ["x"], { uri = "https://x.example/y" }]"#,
    );
    let others = others["all"].as_array().unwrap();
    let mut found = Vec::new();
    paths(file, &Vec::new(), &mut found);
    let mut all = Vec::new();
    for path in &found {
        all.extend(others.iter().map(|other| {
            let mut file = file.clone();
            at(&mut file, path).clone_from(other);
            file
        }));
        if let Some((Ok(key), table)) = path.split_last() {
            let mut file = file.clone();
            let table = at(&mut file, &table.to_vec()).as_table_mut().unwrap();
            let value = table.remove(key).unwrap();
            all.push(file.clone());
            at(&mut file, &path[..path.len() - 1].to_vec()).as_table_mut().unwrap().insert(format!("{key}s_"), value);
            all.push(file);
        }
    }
    all
}

#[test]
fn what_can_be_read_fits_the_schema() {
    let (editor, file) = (Editor::new(), toml(FULL));
    assert_eq!(editor.complaint(&toml(&super::full())), None);
    assert_eq!(editor.complaint(&toml(&to_toml(read(&super::full()).unwrap()))), None);
    let mut accepted = 0;
    for changed in changed(&file) {
        let text = toml::to_string(&changed).unwrap();
        if read(&text).is_ok() {
            assert_eq!(editor.complaint(&changed), None, "{text}");
            accepted += 1;
        }
    }
    assert!(accepted > 200, "{accepted} of the changed ones are accepted");
}

#[test]
fn editors_mark_what_is_wrong_and_miss_what_is_not_there() {
    let editor = Editor::new();
    let client = "[[clients]]\nid = \"APP-0000000000000A01\"\nname = \"x\"\ntype = \"updater\"\n";
    assert_eq!(editor.complaint(&toml(client)), None);
    for wrong in [
        client.replace("type", "kind"),
        client.replace("updater", "member"),
        client.replace("0A01", "0A0"),
        client.replace("\"x\"", "7"),
        client.replace("\"x\"", "\" \""),
        format!("{client}strikt = true"),
        format!("{client}webhooks = \"yes\""),
        format!("{client}created = \"yesterday\""),
        format!("{client}redirect_uris = [{{ type = \"default\" }}]"),
        format!("{client}extra_scopes = [\"/red\"]"),
        format!("{client}secret = \"s\"\nsecret_hash = \"{}\"", "0".repeat(64)),
        "[[people]]\norcid = \"0000-0002-1825-0097\"\nsource = { clients = 1 }".to_owned(),
        "next_put_code = -1".to_owned(),
        "clients = {}".to_owned(),
    ] {
        assert!(editor.complaint(&toml(&wrong)).is_some(), "{wrong}");
        assert!(read(&wrong).is_err(), "{wrong}");
    }
}

fn tables<'t>(table: &'t TableLooks, found: &mut Vec<&'t TableLooks>) {
    if !found.iter().any(|it| it.name == table.name) {
        found.push(table);
        table.cells.iter().filter_map(|it| it.looks.table()).for_each(|it| tables(it, found));
    }
}

/// What stands beside another key, or is read but never written, is in plain.
#[test]
fn the_file_of_these_tests_has_every_key_that_can_be_written() {
    fn keys(value: &Value, table: &TableLooks, found: &mut BTreeSet<(&'static str, &'static str)>) {
        for cell in &table.cells {
            let Some(value) = value.get(cell.key) else { continue };
            found.insert((table.name, cell.key));
            let Some(inner) = cell.looks.table() else { continue };
            match value {
                Value::Array(rows) => rows.iter().for_each(|row| keys(row, inner, found)),
                row => keys(row, inner, found),
            }
        }
    }
    let looks = File.looks();
    let mut all = Vec::new();
    tables(&looks, &mut all);
    let all: BTreeSet<_> = all.iter().flat_map(|table| table.cells.iter().map(|cell| (table.name, cell.key))).collect();
    let mut found = BTreeSet::new();
    let written = toml(&to_toml(read(&super::full()).unwrap()));
    keys(&toml(&super::full()), &looks, &mut found);
    keys(&written, &looks, &mut found);
    assert_eq!(all.difference(&found).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
}

#[test]
fn every_key_says_what_it_is_for() {
    let looks = File.looks();
    let mut all = Vec::new();
    tables(&looks, &mut all);
    for table in all {
        assert!(table.about.ends_with('.'), "{}: {}", table.name, table.about);
        for cell in &table.cells {
            let (table, key) = (table.name, cell.key);
            // A list of tables is about what they are.
            assert!(cell.about.ends_with('.') || cell.looks.table().is_some(), "{table}.{key}: {}", cell.about);
        }
    }
}

/// What `cargo xtask generate` writes.
#[test]
fn the_page_has_every_table() {
    let there = std::fs::read_to_string(project().join("docs/fixtures.md")).unwrap();
    assert!(there.contains(&page()), "docs/fixtures.md is out of date; run `cargo xtask generate`");
}

//! Every setting of the reference goes through file, variable and flag, and what is wrong with it is told with its place.

use std::collections::BTreeMap;
use std::process::Output;

use serde_json::Value;

use crate::support::{byline, run, text};

/// A line of `byline config reference`.
struct Row {
    /// `limits`, or nothing.
    table: String,
    /// `max_body`
    key: String,
    /// `--max-body`
    flag: String,
    variable: String,
    /// Its value stands behind its name there.
    named: bool,
    is_list: bool,
    form: String,
}

impl Row {
    fn full_key(&self) -> String {
        if self.table.is_empty() { self.key.clone() } else { format!("{}.{}", self.table, self.key) }
    }

    /// What nobody would have set otherwise.
    fn example(&self) -> &str {
        match &*self.form {
            "ADDR" => "[::1]:9000",
            "ADDRESS" => "staff@example.org",
            "DATABASE" => "postgres://byline@db.example.org/byline",
            "DIGITS" => "0009-9000-0000-123",
            "DIR" | "FILE" => "/nowhere/at/all",
            "ID" => "APP-0123456789ABCDEF",
            "NAME" | "PASSWORD" => "correct horse",
            "NETWORK" => "10.0.0.0/8",
            "NUMBER" => "7",
            "NUMBER|off" => "500",
            "PORT" => "8080",
            "RATE" => "10/s:20",
            "RATE|off" => "9/s",
            "SERVER" => "smtps://mail.example.org:465",
            "SIZE" | "BODY_SIZE" => "3KiB",
            "TIME" => "90s",
            "URL" => "https://reg.example.org",
            "true|false" => "true",
            "off|store|memory|memory:SIZE" => "memory:1MiB",
            words => words.rsplit('|').next().unwrap_or_default(),
        }
    }

    /// In a file.
    fn literal(&self) -> String {
        let bare = self.example().parse::<u64>().is_ok() || self.form == "true|false";
        let one = if bare { self.example().to_owned() } else { format!("{:?}", self.example()) };
        if self.is_list { format!("[{one}]") } else { one }
    }

    /// By flag or variable.
    fn given(&self, value: &str) -> String {
        if self.named { format!("{}={value}", self.key) } else { value.to_owned() }
    }
}

/// What `serve` can be told, but for one of two passwords each.
fn rows() -> Vec<Row> {
    let page = text(&run(["config", "reference"]).stdout);
    let (mut table, mut rows) = (String::new(), Vec::new());
    for line in page.lines().take_while(|line| !line.contains("sandbox` alone")) {
        if let Some(name) = line.strip_prefix("## ") {
            table = name.trim_matches('`').trim_matches(['[', ']']).to_owned();
        }
        let unescaped = line.replace("\\|", "\u{1}");
        let cells: Vec<String> = unescaped.split(" | ").map(|it| it.replace('\u{1}', "|")).collect();
        let [key, given, form, ..] = &cells[..] else { continue };
        let Some(key) = key.strip_prefix("| `") else { continue };
        let given: Vec<&str> = given.split('`').collect();
        let (flag, named) = given[1].split_once(' ').map_or((given[1], false), |(flag, _)| (flag, true));
        let form = form.strip_prefix("list of ");
        rows.push(Row {
            table: if table.contains(' ') { String::new() } else { table.clone() },
            key: key.trim_matches('`').to_owned(),
            flag: flag.to_owned(),
            variable: given[3].to_owned(),
            named,
            is_list: form.is_some(),
            form: form.unwrap_or(&cells[2]).to_owned(),
        });
    }
    rows.retain(|row| row.key != "password_file");
    assert!(rows.len() > 50, "{page}");
    rows
}

/// A file that has each of them, the outer tables first.
fn file(rows: &[Row], value: impl Fn(&Row) -> String) -> String {
    let mut tables: BTreeMap<&str, String> = BTreeMap::new();
    for row in rows {
        *tables.entry(&row.table).or_default() += &format!("{} = {}\n", row.key, value(row));
    }
    let titled = |(name, lines): (&str, String)| if name.is_empty() { lines } else { format!("[{name}]\n{lines}") };
    tables.into_iter().map(titled).collect()
}

/// Holds `config show` to the examples, each from where it was set.
fn shows_all(rows: &[Row], output: &Output, origin: impl Fn(&Row) -> String) {
    let shown = text(&output.stdout);
    let (mut table, mut lines) = (String::new(), BTreeMap::new());
    for line in shown.lines() {
        match line.strip_prefix('[') {
            Some(name) => table = name.trim_end_matches(']').to_owned(),
            None => drop(line.trim_start_matches("# ").split_once(" =").map(|(key, rest)| {
                lines.insert(if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }, rest)
            })),
        }
    }
    for row in rows {
        let key = row.full_key();
        let line = lines.get(&key).unwrap_or_else(|| panic!("no {key}: {shown}{}", text(&output.stderr)));
        let (value, from) = line.split_once("# ").unwrap();
        let hidden = row.form == "PASSWORD";
        assert_eq!(from, origin(row) + if hidden { "; not shown" } else { "" }, "{key}");
        assert_eq!(value.trim(), if hidden { String::new() } else { row.literal() }, "{key}");
    }
    assert!(!shown.contains("password = \"correct horse"), "{shown}");
}

#[test]
fn every_setting_is_read_from_a_file() {
    let (folder, rows) = (tempfile::tempdir().unwrap(), rows());
    let path = folder.path().join("byline.toml");
    std::fs::write(&path, file(&rows, Row::literal)).unwrap();
    let output = byline().args(["config", "show", "--config"]).arg(&path).output().unwrap();
    shows_all(&rows, &output, |_| "settings file".to_owned());
}

#[test]
fn every_setting_is_read_from_its_variable() {
    let rows = rows();
    let mut variables: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in &rows {
        variables.entry(&row.variable).or_default().push(row.given(row.example()));
    }
    let mut command = byline();
    command.args(["config", "show"]).envs(variables.into_iter().map(|(name, values)| (name, values.join(","))));
    shows_all(&rows, &command.output().unwrap(), |row| row.variable.clone());
}

#[test]
fn every_setting_is_read_from_its_flag() {
    let rows = rows();
    let flags = rows.iter().map(|row| format!("{}={}", row.flag, row.given(row.example())));
    let output = byline().args(["config", "show"]).args(flags).output().unwrap();
    shows_all(&rows, &output, |row| row.flag.clone());
}

#[test]
fn what_is_wrong_with_every_setting_is_told_with_its_place() {
    let (folder, rows) = (tempfile::tempdir().unwrap(), rows());
    let path = folder.path().join("byline.toml");
    let wrong = file(&rows, |_| "{ }".to_owned());
    std::fs::write(&path, &wrong).unwrap();
    let output = byline().args(["config", "check"]).arg(&path).output().unwrap();
    let said = text(&output.stderr);
    let mut told = said.lines();
    let mut table = String::new();
    for (number, line) in wrong.lines().enumerate() {
        let Some((key, _)) = line.split_once(" = ") else {
            table = format!("{}.", line.trim_matches(['[', ']']));
            continue;
        };
        let start = format!("{}:{}: {table}{key}: expected ", path.display(), number + 1);
        assert!(told.next().is_some_and(|it| it.starts_with(&start)), "{start}\n{said}");
    }
    assert_eq!((told.next(), output.status.code()), (None, Some(1)));

    let mut command = byline();
    command.args(["config", "check"]).envs(rows.iter().map(|row| (&row.variable, row.given(""))));
    let output = command.output().unwrap();
    let said = text(&output.stderr);
    let blamed = |row: &Row| said.lines().any(|line| line.starts_with(&format!("{}: ", row.variable)));
    assert!(rows.iter().all(blamed) && !said.contains("--") && !said.contains("error"), "{said}");
    assert_eq!(output.status.code(), Some(2), "a wrong call");
}

#[test]
fn editors_are_told_what_the_program_takes() {
    let schema: Value = serde_json::from_slice(&run(["config", "schema"]).stdout).unwrap();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("byline.schema.json", schema).unwrap();
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("byline.schema.json", &mut schemas).unwrap();
    let fits = |toml: &str| {
        let table: toml::Table = toml.parse().unwrap_or_else(|error| panic!("{error}: {toml}"));
        schemas.validate(&serde_json::to_value(table).unwrap(), index).map_err(|error| error.to_string())
    };
    let rows = rows();
    assert_eq!(fits(&file(&rows, Row::literal)), Ok(()));
    assert_eq!(fits(&text(&run(["config", "show"]).stdout)), Ok(()), "what is shown is a file, too");
    assert_eq!(fits("[limits.rates]\nall = \"off\""), Ok(()));
    for row in &rows {
        let wrong = file(std::slice::from_ref(row), |_| "{ }".to_owned());
        assert!(fits(&wrong).is_err(), "{wrong}");
        let unknown = wrong.replace(&row.key, "poems");
        assert!(fits(&unknown).is_err(), "{unknown}");
    }
}

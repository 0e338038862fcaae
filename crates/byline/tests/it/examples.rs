//! The examples that `--help` shows can be pasted: each is taken from the help itself and run.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{Running, byline, root, run, text};

/// Narrower terminals wrap help, and what is wrapped cannot be pasted.
const WIDTH: usize = 80;

/// What there is in the folder where the examples are run.
const REGISTRY: &str = r#"
[[clients]]
id = "APP-0123456789ABCDEF"
name = "Alderwick"
type = "updater"
secret = "not so secret"

[[people]]
orcid = "0000-0002-1825-0097"

[[webhooks]]
client = "APP-0123456789ABCDEF"
orcid = "0000-0002-1825-0097"
uri = "https://alderwick.example/one"

[[webhooks]]
client = "APP-0123456789ABCDEF"
orcid = "0000-0002-1825-0097"
uri = "https://alderwick.example/two"

[[mails]]
to = "you@example.org"
subject = "One"
text = "One."
html = "<p>One.</p>"
created = 2026-01-01T00:00:00Z

[[mails]]
to = "me@example.org"
subject = "Two"
text = "Two."
html = "<p>Two.</p>"
created = 2026-01-01T00:00:00Z
"#;

/// Nobody listens at this port: what a mail is handed to is not there.
const SETTINGS: &str = "data = \"registry\"\n[mail]\nserver = \"smtp://127.0.0.1:1\"\nfrom = \"a@example.org\"\n";

/// A command, in the order of the words that one types.
type Words = Vec<String>;

fn help(command: &[String]) -> String {
    let output = byline().args(command).arg("--help").output().expect("it starts");
    assert!(output.status.success(), "{command:?}");
    text(&output.stdout)
}

/// All commands that have none below, and the program itself.
fn commands() -> Vec<Words> {
    let (mut found, mut open) = (vec![Words::new()], vec![Words::new()]);
    while let Some(command) = open.pop() {
        let help = help(&command);
        let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        let names = listed.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
        let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
        let below: Vec<Words> = names.map(|name| [&command[..], &[name.to_owned()]].concat()).collect();
        if below.is_empty() {
            found.push(command);
        }
        open.extend(below);
    }
    found
}

/// The lines that are commands of this program; one that ends with a backslash goes on in the next.
fn examples(help: &str) -> Vec<String> {
    let start = |line: &&str| matches!(*line, "Examples:" | "Example:" | "Start here:");
    let shown: Vec<&str> = help.lines().skip_while(|line| !start(line)).skip(1).collect();
    for line in &shown {
        assert!(line.chars().count() <= WIDTH, "longer than {WIDTH} characters: {line}");
    }
    let joined = shown.join("\n").replace("\\\n", " ");
    let commands = joined.lines().filter(|line| line.starts_with("  ")).map(str::trim);
    commands.filter(|line| line.starts_with("byline ") || line.contains(" byline ")).map(str::to_owned).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A folder with everything that examples name.
fn prepared(command: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let demo = root().join("demo");
    fs::create_dir_all(at("root/etc")).unwrap();
    fs::write(at("root/etc/byline.toml"), SETTINGS).unwrap();
    fs::write(at("password.txt"), "correct horse battery 1\n").unwrap();
    fs::create_dir(at("small")).unwrap();
    fs::write(at("small/registry.toml"), REGISTRY).unwrap();
    for folder in ["tests/registry", "fixtures"] {
        copy(&at("small"), &at(folder));
    }
    copy(&demo.join("summaries/010"), &at("summaries/010"));
    copy(&demo.join("activities/010"), &at("activities/010"));
    copy(&at("small"), &at("backup"));
    let record = root().join("fixtures/3.0/record.xml");
    fs::copy(&record, at("record.xml")).unwrap();
    fs::copy(&record, at("extra.xml")).unwrap();
    fs::copy(root().join("fixtures/3.0/works.json"), at("works.json")).unwrap();
    let organizations = root().join("fixtures/organizations");
    fs::copy(organizations.join("registry.rdf"), at("registry.rdf")).unwrap();
    // What is no archive is read as what it is.
    let ror = "v1.80-2026-01-01-ror-data";
    fs::copy(organizations.join(format!("{ror}.json")), at(&format!("{ror}.zip"))).unwrap();
    for (archive, content) in [("ORCID_2025_10_summaries", "summaries"), ("ORCID_2025_10_activities_0", "activities")] {
        let mut tar = Command::new("tar");
        tar.arg("-czf").arg(at(&format!("{archive}.tar.gz"))).arg("-C").arg(folder.path()).arg(content);
        assert!(tar.status().expect("tar starts").success());
    }
    // These two make a folder of their own.
    match command.first().map(String::as_str) {
        Some("generate") => {}
        Some("export") => {
            import(&at("registry"), &at("small"));
            fs::remove_dir_all(at("backup")).unwrap();
        }
        Some("restore") => {
            import(&at("registry"), &at("small"));
            let made =
                run([OsStr::new("backup"), OsStr::new("--data"), at("registry").as_ref(), at("byline.bak").as_ref()]);
            assert!(made.status.success(), "{}", text(&made.stderr));
        }
        _ => import(&at("registry"), &at("small")),
    }
    folder
}

fn import(data: &Path, from: &Path) {
    let imported = run(["import".as_ref(), "--data".as_ref(), data.as_os_str(), from.as_os_str()]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
}

/// The example as it is run: below this folder instead of `/`, with few people, and with numbers that there are.
fn adapted(example: &str, folder: &Path) -> String {
    let mut words: Words = example.replace(" /", " root/").split(' ').map(str::to_owned).collect();
    for at in 1..words.len() {
        if words[at - 1] == "--people" {
            words[at] = "20".into();
        }
    }
    let example = words.join(" ").replace("mail.example.org:587", "127.0.0.1:1").replace("COMMAND", "serve");
    let Some(list) =
        [("mail", "retry"), ("webhooks", "retry")].iter().find(|(a, b)| example.contains(&format!("{a} {b}")))
    else {
        return example;
    };
    let mut command = byline();
    let listed = command.args([list.0, "list", "--json", "--data"]).arg(folder.join("registry"));
    let listed = if list.0 == "webhooks" { listed.arg("--all") } else { listed };
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&listed.output().unwrap().stdout).unwrap();
    let numbers: Vec<String> = rows.iter().map(|row| row["id"].to_string()).collect();
    assert_eq!(numbers.len(), 2, "{rows:?}");
    example.replace("17 21", &numbers.join(" "))
}

/// A shell in that folder that knows the program, without settings of whoever runs the tests.
fn shell(folder: &Path, line: &str) -> Command {
    let program = PathBuf::from(byline().get_program());
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let paths =
        [program.parent().expect("it lies in a folder").to_owned()].into_iter().chain(std::env::split_paths(&paths));
    let mut command = Command::new("sh");
    command.args(["-ec", line]).current_dir(folder).env("PATH", std::env::join_paths(paths).unwrap());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("BYLINE_") || name == "RUST_LOG") {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// What these examples need is not in the folder: a mail server, and webhooks of records that changed since. They come as
/// far as that, and say so.
const WITHOUT: [(&str, &str); 2] = [
    ("byline mail test", "127.0.0.1:1"),
    ("byline webhooks retry --data registry/ 1", "there is no webhook 1 that is owed a call"),
];

/// What is wrong with an example, when it is run in this folder.
fn run_example(example: &str, folder: &Path) -> Result<(), String> {
    let serves = ["byline sandbox", "byline serve"].iter().any(|it| example.starts_with(it));
    if serves && !example.contains("--help") {
        let mut server = shell(folder, &format!("exec {example}"));
        if !example.contains("--listen") {
            server.env("BYLINE_LISTEN", "127.0.0.1:0");
        }
        let running = Running::start(&mut server);
        return if running.ready["event"] == "ready" { Ok(()) } else { Err(running.ready.to_string()) };
    }
    let output = shell(folder, example).output().expect("a shell starts");
    let said = text(&output.stderr);
    let without = WITHOUT.iter().find(|(start, _)| example.contains(start));
    match (output.status.code(), without) {
        (Some(0), None) => Ok(()),
        (Some(1), Some((_, words))) if said.contains(words) => Ok(()),
        (code, _) => Err(format!("{code:?}: {said}")),
    }
}

#[test]
fn every_example_of_help_can_be_pasted() {
    let commands = commands();
    assert!(commands.len() > 20, "{commands:?}");
    let mut wrong = Vec::new();
    for command in &commands {
        let examples = examples(&help(command));
        assert!(!examples.is_empty(), "byline {} shows no example", command.join(" "));
        let folder = prepared(command);
        for shown in examples {
            let done = run_example(&adapted(&shown, folder.path()), folder.path());
            wrong.extend(done.err().map(|problem| format!("{shown}\n{problem}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

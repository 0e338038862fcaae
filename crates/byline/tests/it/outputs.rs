//! Whatever a command writes, it replaces nothing unasked.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{byline, root, text};

/// A command that writes into a folder, and the file that it writes there.
struct Writes {
    name: &'static str,
    file: &'static str,
    call: fn(&Path) -> Command,
}

fn command(arguments: &[&str], out: &str, path: PathBuf) -> Command {
    let mut command = byline();
    command.args(arguments).arg(out).arg(path);
    command
}

fn fixture() -> String {
    root().join("fixtures/3.0/work.xml").display().to_string()
}

const WRITES: &[Writes] = &[
    Writes {
        name: "figures",
        file: "figures.json",
        call: |folder| command(&["generate", "--people", "2"], "--report", folder.join("figures.json")),
    },
    Writes {
        name: "a registry as archives",
        file: "ORCID_2025_10_activities_3.tar.gz",
        call: |folder| command(&["generate", "--people", "2"], "--out", folder.into()),
    },
    Writes {
        name: "a document in a folder",
        file: "work.json",
        call: |folder| command(&["convert", &fixture()], "--out", folder.into()),
    },
    Writes {
        name: "a document in an archive",
        file: "out.tar.gz",
        call: |folder| command(&["convert", &fixture()], "--out", folder.join("out.tar.gz")),
    },
    Writes {
        name: "certificates",
        file: "server-key.pem",
        call: |folder| command(&["dev-ca"], "--out", folder.into()),
    },
];

#[test]
fn nothing_is_replaced_unless_that_is_wanted() {
    for Writes { name, file, call } in WRITES {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(file);
        fs::write(&file, "dear to somebody").unwrap();
        let refused = call(folder.path()).output().unwrap();
        assert_eq!(refused.status.code(), Some(1), "{name}: {}", text(&refused.stderr));
        assert!(text(&refused.stderr).contains("--force"), "{name}: {}", text(&refused.stderr));
        assert_eq!(fs::read(&file).unwrap(), b"dear to somebody", "{name}");
        let forced = call(folder.path()).arg("--force").output().unwrap();
        assert!(forced.status.success(), "{name}: {}", text(&forced.stderr));
        let written = fs::read(&file).unwrap();
        assert!(!written.is_empty() && written != b"dear to somebody", "{name}");
        let again = call(folder.path()).output().unwrap();
        assert_eq!(again.status.code(), Some(1), "{name}: its own results are dear, too");
    }
}

/// `mktemp` makes a file first.
#[test]
fn an_empty_file_is_there_to_be_written() {
    for Writes { name, file, call } in WRITES.iter().filter(|it| it.name != "certificates") {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(file);
        fs::write(&file, "").unwrap();
        let output = call(folder.path()).output().unwrap();
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        assert!(fs::metadata(&file).unwrap().len() > 0, "{name}");
    }
}

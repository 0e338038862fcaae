//! What is said before anything runs.

use std::fs;

use crate::support::{byline, run, text};

#[test]
fn help_and_version_go_to_standard_output() {
    let help = run(["--help"]);
    assert!(help.status.success());
    for word in ["sandbox", "serve", "import", "export", "convert", "config", "client", "person", "dev-ca"] {
        assert!(text(&help.stdout).contains(word), "{word}");
    }
    let version = text(&run(["--version"]).stdout);
    assert_eq!(version, format!("byline {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_call_ends_with_2() {
    for arguments in [
        &["sandbux"][..],
        &["import"],
        &["sandbox", "--at", "yesterday"],
        &["client", "create", "--name", "x", "--type", "y"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn config_check_tells_everything_that_is_wrong_with_lines() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("byline.toml");
    fs::write(&file, "listen = \"nowhere\"\nview_cache = \"disk\"\n\n[mint]\nfirst = \"0000-0002-0000-000\"\n")
        .unwrap();
    let output = byline().args(["config", "check"]).arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    for (line, key) in [(1, "listen: expected an address"), (2, "view_cache: expected off, store"), (5, "mint: ")] {
        assert!(said.contains(&format!("byline.toml:{line}: {key}")), "{said}");
    }
}

#[test]
fn config_check_reads_the_files_that_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("byline.toml");
    fs::write(&file, "[tls]\ncert = \"no.pem\"\nkey = \"no.pem\"\n").unwrap();
    let output = byline().args(["config", "check"]).arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("expected certificates in PEM"), "{}", text(&output.stderr));
}

#[test]
fn config_show_says_where_each_setting_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("byline.toml");
    fs::write(&file, "threads = 3\n").unwrap();
    let output = byline()
        .args(["config", "show", "--config"])
        .arg(&file)
        .env("BYLINE_VIEW_CACHE", "memory:1MiB")
        .output()
        .unwrap();
    let shown = text(&output.stdout);
    let line = |key: &str| shown.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key}: {shown}"));
    assert!(line("threads = 3").ends_with("# settings file"));
    assert!(line("view_cache = \"memory:1MiB\"").ends_with("# flag or variable"));
    assert!(line("listen = \"127.0.0.1:8080\"").ends_with("# default"));
    fs::write(&file, &shown).unwrap();
    let again = byline().args(["config", "check"]).arg(&file).output().unwrap();
    assert!(again.status.success(), "{}", text(&again.stderr));
}

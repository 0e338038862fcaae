//! What somebody who sets up a registry for the first time gets wrong, and is told.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Running, byline, run, text};

/// A folder of fixtures with this `registry.toml`.
fn fixtures(folder: &Path, declared: &str) {
    fs::write(folder.join("registry.toml"), declared).unwrap();
}

const CLIENT: &str = "[[clients]]\nid = \"APP-0000000000000001\"\nname = \"Depot\"\ntype = \"updater\"\nsecret = \"s\"\n\
    redirect_uris = [\"https://depot.example.org/callback\"]\n";

/// `docs/fixtures.md` has the schema lie beside the file.
#[test]
fn the_schema_beside_a_fixture_file_is_no_document() {
    let folder = tempfile::tempdir().unwrap();
    fixtures(folder.path(), CLIENT);
    fs::write(folder.path().join("registry.schema.json"), run(["fixtures", "schema"]).stdout).unwrap();
    let output = byline()
        .args(["import", "--strict", "--data"])
        .arg(folder.path().join("data"))
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn a_wrong_fixture_file_makes_no_registry_and_promises_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fixtures(folder.path(), &CLIENT.replace("updater", "member"));
    for input in [folder.path().to_owned(), folder.path().join("registry.toml")] {
        let data = folder.path().join("data");
        let output = byline().args(["import", "--data"]).arg(&data).arg(input).output().unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("registry.toml:4: clients[0].type") && !said.contains("run the same command"), "{said}");
        assert!(!data.exists());
    }
}

#[test]
fn fixtures_beside_a_registry_that_is_there_are_not_read_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fixtures(folder.path(), CLIENT);
    let data = folder.path().join("data");
    let arguments = [Path::new("--data"), &data, Path::new("--fixtures"), folder.path()];
    for is_there in [false, true] {
        let sandbox = Running::sandbox(arguments);
        sandbox.terminate();
        let (_, said) = sandbox.wait_and_listen();
        assert_eq!(said.contains("has a registry already"), is_there, "{said}");
    }
}

#[test]
fn misspelt_variables_are_named() {
    let said = |name: &str, arguments: &[&str]| {
        text(&byline().args(arguments).env(name, "127.0.0.1:0").output().unwrap().stderr)
    };
    let check = ["config", "check"];
    assert!(
        said("BYLINE_LISTN", &check).contains("BYLINE_LISTN: there is no such variable; did you mean BYLINE_LISTEN?")
    );
    assert!(said("BYLINE_CONFG", &check).contains("did you mean BYLINE_CONFIG?"));
    for fine in ["BYLINE_LISTEN", "BYLINE_CORPUS", "XBYLINE_LISTN", "LISTN"] {
        assert!(!said(fine, &check).contains("did you mean"), "{fine}");
    }
}

#[test]
fn a_body_longer_than_anybody_reads_is_no_setting() {
    for (size, fine) in [("32MiB", true), ("33MiB", false), ("2GiB", false), ("0", false)] {
        let output = run(["config", "check", "--max-body", size]);
        assert_eq!(output.status.success(), fine, "{size}: {}", text(&output.stderr));
        assert!(fine || text(&output.stderr).contains("at most 32MiB"), "{}", text(&output.stderr));
    }
}

#[test]
fn a_client_is_shown_as_the_fixture_file_has_it() {
    let folder = tempfile::tempdir().unwrap();
    fixtures(folder.path(), CLIENT);
    let data = folder.path().join("data");
    let on = |more: &[&str]| byline().args(more).arg("--data").arg(&data).output().unwrap();
    assert!(byline().args(["import", "--data"]).arg(&data).arg(folder.path()).status().unwrap().success());
    let shown = text(&on(&["client", "show", "APP-0000000000000001"]).stdout);
    assert!(shown.starts_with("[[clients]]") && shown.contains("https://depot.example.org/callback"), "{shown}");
    assert!(shown.contains("hash") && !shown.contains("\"s\""), "{shown}");
    let json = on(&["client", "show", "APP-0000000000000001", "--json"]).stdout;
    let json: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["redirect_uris"][0]["uri"], "https://depot.example.org/callback", "{json}");
    // What is shown can be declared again.
    let again = tempfile::tempdir().unwrap();
    fixtures(again.path(), &shown);
    let copy = again.path().join("data");
    assert!(byline().args(["import", "--data"]).arg(&copy).arg(again.path()).status().unwrap().success());
    let other = byline().args(["client", "show", "APP-0000000000000001", "--data"]).arg(&copy).output().unwrap();
    assert_eq!(text(&other.stdout), shown);
    let missing = on(&["client", "show", "APP-0000000000000002"]);
    assert_eq!(missing.status.code(), Some(1), "{}", text(&missing.stderr));
}

#[test]
fn looking_at_keys_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let on = |more: &[&str]| byline().args(more).arg("--data").arg(&data).output().unwrap();
    let made = on(&["client", "create", "--name", "A", "--type", "updater"]);
    assert!(text(&made.stderr).contains("a new one is made"), "{}", text(&made.stderr));
    assert!(!text(&on(&["client", "create", "--name", "B", "--type", "updater"]).stderr).contains("a new one"));
    let listed = on(&["keys", "list"]);
    assert!(listed.status.success() && listed.stdout.is_empty(), "{}", text(&listed.stdout));
    assert!(text(&listed.stderr).contains("no keys yet"), "{}", text(&listed.stderr));
    assert!(!text(&on(&["journal"]).stdout).contains("key"), "nothing was made");
    assert!(on(&["keys", "rotate"]).status.success());
    assert_eq!(text(&on(&["keys", "list"]).stdout).lines().count(), 2);
}

#[test]
fn commands_on_many_want_to_know_which_and_what() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    for arguments in [
        &["client", "set", "--data", data, "--strict", "true"][..],
        &["mail", "retry", "--data", data],
        &["webhooks", "retry", "--data", data],
    ] {
        let output = run(arguments);
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains("--all"), "{arguments:?}: {said}");
        let both = run(arguments.iter().copied().chain(["--all", "7"]));
        assert_eq!(both.status.code(), Some(2), "{arguments:?}: {}", text(&both.stderr));
    }
    let nothing = run(["client", "set", "--data", data, "--all"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(text(&nothing.stderr).contains("nothing to change was named"), "{}", text(&nothing.stderr));
}

/// What a command says ends in logs.
#[test]
fn a_password_inside_an_address_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("byline.toml");
    for (variable, table, key) in [
        ("BYLINE_MAIL_SERVER", "[mail]\n", "server"),
        ("BYLINE_BASE_URL", "", "base_url"),
        ("BYLINE_ISSN_PORTAL", "[issn]\n", "portal"),
        ("BYLINE_LISTEN", "", "listen"),
    ] {
        for address in
            ["smtp://u:pw-s3cret@h/x y", "https://user:pw-s3cret@registry.example.org/a/b", "ftp://u:pw-s3/c@ret@h"]
        {
            let said = text(&byline().args(["config", "check"]).env(variable, address).output().unwrap().stderr);
            assert!(said.contains(variable) && !said.contains("s3"), "{said}");
            fs::write(&file, format!("{table}{key} = \"{address}\"\n")).unwrap();
            let said = text(&byline().args(["config", "check"]).arg(&file).output().unwrap().stderr);
            assert!(said.contains(key) && !said.contains("s3"), "{said}");
        }
    }
}

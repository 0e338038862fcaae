//! What is said before anything runs.

use std::fs;

use crate::support::{Running, byline, root, run, text};

#[test]
fn help_and_version_go_to_standard_output() {
    let help = run(["--help"]);
    assert!(help.status.success());
    for word in
        ["sandbox", "serve", "import", "export", "convert", "config", "check", "client", "person", "dev-ca", "journal"]
    {
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

/// Whoever mistypes a value reads which, as it is called on the command line, and what belongs there.
#[test]
fn a_wrong_value_is_told_by_its_flag() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("registry");
    let create = ["client", "create", "--name", "A", "--type", "updater"];
    let set = ["client", "set", "APP-0123456789ABCDEF"];
    for (call, wrong, told) in [
        (
            &create[..],
            &["--redirect-uri", "https://a.example/cb", "--redirect-uri", "ftp://b.example"][..],
            "an address begins",
        ),
        (&create, &["--redirect-uri", ""], "--redirect-uri"),
        (&create, &["--application", "browser"], "public-client"),
        (&create, &["--application", "native"], "public-client"),
        (&create, &["--application", "phone"], "browser"),
        (&create, &["--switch", "on"], "bare-prompt-errors"),
        (&["client", "create", "--name", "A"], &["--type", "member"], "premium-updater"),
        (&["client", "create", "--type", "updater"], &["--name", " "], "a name"),
        (&set, &["--name", ""], "a name"),
        (&set, &["--redirect-uri", "nonsense"], "--redirect-uri"),
        (&set, &["--state", "asleep"], "locked"),
        (&set, &["--webhook-body", "xml"], "json"),
        (&set, &["--webhook-secret", "abc"], "whsec_"),
        (&set, &["--strict", "perhaps"], "true"),
        (&["client", "rotate-secret", "APP-0123456789ABCDEF"], &["--keep-old", "soon"], "--keep-old"),
        (&["dev-ca"], &["--host", "bad host"], "a name like"),
        (&["generate", "--people", "1"], &["--as-of", "1999-01-01"], "2013"),
        (&["generate", "--people", "1"], &["--hidden", "2"], "from 0 to 1"),
        (&["generate"], &["--people", "-1"], "--people"),
        (&["person", "create", "--given-names", "A", "--email", "a@x.org"], &["--locale", "xx"], "zh_CN"),
    ] {
        let mut command = byline();
        command.args(call).args(wrong);
        if !matches!(call[0], "dev-ca" | "generate") {
            command.arg("--data").arg(&data);
        }
        let output = command.output().unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{call:?} {wrong:?}: {said}");
        assert!(said.contains(wrong[0]) && said.contains(told), "{call:?} {wrong:?}: {said}");
        assert!(output.stdout.is_empty() && !data.exists(), "{call:?} {wrong:?}");
    }
}

/// Every line is an object.
fn lines_of_json(said: &str) -> Vec<serde_json::Value> {
    let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    said.lines().map(parse).inspect(|it: &serde_json::Value| assert!(it["message"].is_string(), "{it}")).collect()
}

#[test]
fn with_json_all_of_standard_error_is_json() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("registry");
    let broken = folder.path().join("broken.xml");
    fs::write(&broken, "<work/>").unwrap();
    let say = |arguments: &[&std::ffi::OsStr]| {
        let output = byline().args(["--log-format", "json"]).args(arguments).output().unwrap();
        lines_of_json(&text(&output.stderr))
    };
    let imported = say(&["import".as_ref(), "--data".as_ref(), data.as_ref(), broken.as_ref()]);
    assert!(imported.iter().any(|it| it["message"].as_str().unwrap().starts_with("refused: ")), "{imported:?}");
    let failed = say(&["serve".as_ref()]);
    assert_eq!(failed.last().unwrap()["level"], "ERROR");
    assert!(!say(&["config".as_ref(), "check".as_ref()]).is_empty());
}

#[cfg(unix)]
#[test]
fn with_json_a_sandbox_introduces_itself_in_one_line() {
    let sandbox = Running::sandbox(["--log-format", "json"]);
    let mail = sandbox.url("/__sandbox/mail");
    sandbox.terminate();
    let (_, said) = sandbox.wait_and_listen();
    let lines = lines_of_json(&said);
    let first = &lines[0];
    assert!(first["mail"] == mail.as_str() && first["people"].as_u64() > Some(0), "{first}");
    assert!(!said.contains("Passw0rd"), "{said}");
}

/// As with `| head -1`, or `| true`.
#[test]
fn nobody_reading_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("registry");
    let made = byline().args(["client", "create", "--name", "x", "--type", "updater", "--data"]).arg(&data).output();
    assert!(made.unwrap().status.success());
    let (data, demo) = (data.to_str().unwrap(), root().join("demo"));
    let work = root().join("fixtures/3.0/work.xml");
    for arguments in [
        &["--help"][..],
        &["config", "show"],
        &["convert", work.to_str().unwrap()],
        &["client", "list", "--data", data],
        &["client", "list", "--json", "--data", data],
        &["mail", "list", "--json", "--data", data],
        &["import", "--data", data, demo.to_str().unwrap()],
        &["config", "check"],
    ] {
        let nowhere = || std::io::pipe().map(|(_, writer)| writer).unwrap();
        let mut quiet = byline();
        let output = quiet.args(arguments).stdout(nowhere()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        assert!(!text(&output.stderr).contains("panicked") && !text(&output.stderr).contains("pipe"), "{arguments:?}");
        let deaf = byline().args(arguments).stdout(nowhere()).stderr(nowhere()).status().unwrap();
        assert_eq!(deaf.code(), Some(0), "{arguments:?} with nobody listening either");
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
    let said = text(&output.stderr);
    assert!(said.contains("byline.toml:2: tls.cert: "), "{said}");
    assert!(said.contains("no.pem: expected certificates in PEM"), "{said}");
    fs::write(folder.path().join("serials.csv"), "issn,title\n1741-4857,Tides\n1741,Ebb\n").unwrap();
    fs::write(&file, "[issn]\ntable = \"serials.csv\"\n").unwrap();
    let output = byline().args(["config", "check"]).arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains("serials.csv: line 3: an ISSN looks like 1741-4857"), "{said}");
    assert!(said.contains("byline.toml:2: issn.table: "), "{said}");
}

#[test]
fn whoever_names_a_file_that_cannot_be_used_is_told_where() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("byline.toml");
    let mail = "[mail]\nserver = \"smtps://mail.example.org\"\nfrom = \"a@example.org\"\nusername = \"u\"\n";
    fs::write(&file, format!("{mail}\npassword_file = \"no-password\"\n")).unwrap();
    fs::write(folder.path().join("empty"), "\n").unwrap();
    let data = folder.path().join("data");
    for command in [&["config", "check"][..], &["serve", "--listen", "127.0.0.1:0", "--config"]] {
        let run = |variables: &[(&str, &str)]| {
            let mut it = byline();
            it.args(command).arg(&file).envs(variables.iter().copied()).env("BYLINE_DATA", &data);
            let output = it.current_dir(&folder).output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{command:?}: {}", text(&output.stderr));
            text(&output.stderr)
        };
        let said = run(&[]);
        assert!(said.contains("byline.toml:6: mail.password_file") && said.contains("no-password"), "{said}");
        assert!(said.contains("No such file"), "{said}");
        let said = run(&[("BYLINE_MAIL_PASSWORD_FILE", "empty")]);
        assert!(said.contains("BYLINE_MAIL_PASSWORD_FILE: mail.password_file"), "{said}");
        assert!(said.contains("the password is empty"), "{said}");
        let said = run(&[("BYLINE_TLS_CERT", "no.pem"), ("BYLINE_TLS_KEY", "no.pem")]);
        assert!(said.contains("BYLINE_TLS_CERT: tls.cert") && said.contains("no.pem"), "{said}");
    }
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
    assert!(line("view_cache = \"memory:1MiB\"").ends_with("# BYLINE_VIEW_CACHE"));
    assert!(line("listen = \"127.0.0.1:8080\"").ends_with("# default"));
    fs::write(&file, &shown).unwrap();
    let again = byline().args(["config", "check"]).arg(&file).output().unwrap();
    assert!(again.status.success(), "{}", text(&again.stderr));
}

/// Whoever reads them has to mend a variable, and maybe three.
#[test]
fn what_variables_get_wrong_is_said_of_them() {
    let mut command = byline();
    let output = command.args(["serve", "--max-body", "lots"]).envs([("BYLINE_LISTEN", "x"), ("BYLINE_THREADS", "0")]);
    let output = output.output().unwrap();
    let said = text(&output.stderr);
    for told in
        ["--max-body: expected a size", "BYLINE_LISTEN: expected an address", "BYLINE_THREADS: expected a whole"]
    {
        assert!(said.contains(told), "{said}");
    }
    assert!(!said.contains("--listen") && output.status.code() == Some(2), "{said}");
}

#[test]
fn failures_of_the_system_have_no_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("byline.toml");
    let said = text(&byline().args(["config", "check"]).arg(&file).output().unwrap().stderr);
    assert!(said.contains("byline.toml: cannot be read: No such file") && !said.contains("os error"), "{said}");
    fs::write(&file, "[tls]\ncert = \"a\"\nkey = \"a\"\n[issn]\ntable = \"b\"\n").unwrap();
    let said = text(&byline().args(["config", "check"]).arg(&file).output().unwrap().stderr);
    assert!(said.matches("No such file").count() == 2 && !said.contains("os error"), "{said}");
}

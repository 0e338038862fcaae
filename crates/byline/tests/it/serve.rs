//! A registry that keeps its data.

use crate::mail_server::eventually;
use crate::support::{AMELIE, Running, byline, root, run, text};

fn imported() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = byline().args(["import", "--data"]).arg(folder.path()).arg(root().join("demo")).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

#[tokio::test]
async fn an_empty_folder_becomes_a_registry_without_a_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    let registry = Running::serve(&folder.path().join("new"));
    assert_eq!(registry.ready["event"], "ready");
    assert_eq!(registry.get("/pub/v3.0/status", "application/json").await.status(), 200);
    for path in ["/__sandbox/health", "/__sandbox/people", "/__sandbox"] {
        assert_eq!(registry.get(path, "application/json").await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn what_was_imported_is_served() {
    let folder = imported();
    let registry = Running::serve(folder.path());
    let record = registry.json(&format!("/pub/v3.0/{AMELIE}/record")).await;
    assert_eq!(record["orcid-identifier"]["path"], AMELIE);
}

#[test]
fn a_second_process_is_refused_and_told_why() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Running::serve(folder.path());
    let second = byline().args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder.path()).output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    let said = text(&second.stderr);
    assert!(said.contains("another process has") && said.contains(&folder.path().display().to_string()), "{said}");
    assert!(second.stdout.is_empty());
}

#[cfg(unix)]
#[test]
fn a_second_process_is_refused_also_without_the_lock_file() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Running::serve(folder.path());
    std::fs::remove_file(folder.path().join("byline.db.lock")).unwrap();
    for command in ["serve", "import", "export"] {
        let mut second = byline();
        second.args([command, "--data"]).arg(folder.path());
        match command {
            "serve" => second.args(["--listen", "127.0.0.1:0"]),
            "import" => second.arg(root().join("demo")),
            _ => second.arg("--fixture").arg(folder.path().join("out")),
        };
        let output = second.output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert!(text(&output.stderr).contains("another process has"), "{command}: {}", text(&output.stderr));
    }
}

#[test]
fn a_flag_that_beats_a_variable_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = byline();
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder.path());
    command.env("BYLINE_LISTEN", "192.0.2.1:80").env("BYLINE_THREADS", "2").env("BYLINE_DATA", folder.path());
    let server = Running::start(&mut command);
    server.terminate();
    let (_, told) = server.wait_and_listen();
    let beaten: Vec<_> = told.lines().filter(|line| line.contains("wins over")).collect();
    assert!(matches!(beaten[..], [one] if one.contains("--listen wins over BYLINE_LISTEN")), "{told}");
    let unit = std::fs::read_to_string(root().join("contrib/byline.service")).unwrap();
    let start = unit.lines().find(|line| line.starts_with("ExecStart=")).unwrap();
    assert!(!start.contains("--"), "{start}: a flag would beat the environment file");
}

#[test]
fn an_address_in_use_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let first = Running::serve(&folder.path().join("one"));
    let second = byline()
        .args(["serve", "--listen", first.address(), "--data"])
        .arg(folder.path().join("two"))
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second.stderr).contains(&format!("cannot listen on {}", first.address())));
}

#[test]
fn without_a_folder_it_says_how_to_name_one() {
    let output = run(["serve"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("--data DIR"));
}

/// A request whose body is still on its way counts as under way.
#[tokio::test]
async fn on_sigterm_requests_under_way_are_finished() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let folder = tempfile::tempdir().unwrap();
    let registry = Running::serve(folder.path());
    let mut stream = tokio::net::TcpStream::connect(registry.address()).await.unwrap();
    let form = "client_id=x&client_secret=y&grant_type=client_credentials&scope=/read-public";
    let head = format!(
        "POST /oauth/token HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Expect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        registry.address(),
        form.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // The head has to be read before the signal counts against it: whoever reads it asks for the rest.
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(&form.as_bytes()[..10]).await.unwrap();
    registry.terminate();
    // New connections are refused.
    let refused = async || tokio::net::TcpStream::connect(registry.address()).await.is_err().then_some(());
    eventually(refused).await;
    stream.write_all(&form.as_bytes()[10..]).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    assert_eq!(registry.wait(), (true, String::new()));
}

#[test]
fn settings_come_from_file_and_variables() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("byline.toml");
    std::fs::write(&file, "data = \"registry\"\nlisten = \"127.0.0.1:1\"\nbase_url = \"https://reg.example.org\"\n")
        .unwrap();
    let mut command = byline();
    command.args(["serve", "--config"]).arg(&file).env("BYLINE_LISTEN", "127.0.0.1:0");
    let registry = Running::start(&mut command);
    assert_eq!(registry.ready["base_url"], "https://reg.example.org");
    let addresses = serde_json::json!({
        "pages": "https://reg.example.org",
        "public_api": ["https://pub.reg.example.org", "https://reg.example.org/pub"],
        "member_api": ["https://api.reg.example.org", "https://reg.example.org/api"],
    });
    assert_eq!(registry.ready["addresses"], addresses);
    assert!(folder.path().join("registry/byline.db").is_file());
}

/// MEM-60
#[test]
fn clients_are_created_listed_and_given_new_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let client = |arguments: &[&str]| {
        let output = byline().arg("client").args(arguments).arg("--data").arg(folder.path()).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let made: serde_json::Value = serde_json::from_str(&client(&[
        "create",
        "--name",
        "Alderwick",
        "--type",
        "updater",
        "--redirect-uri",
        "https://alderwick.example/cb",
    ]))
    .unwrap();
    let id = made["id"].as_str().unwrap();
    assert!(client(&["list"]).contains(&format!("{id} updater")));
    assert!(!client(&["list", "--json"]).contains(made["secret"].as_str().unwrap()));
    let rotated: serde_json::Value = serde_json::from_str(&client(&["rotate-secret", id])).unwrap();
    assert_ne!(rotated["secret"], made["secret"]);
}

/// MEM-02
#[tokio::test]
async fn a_created_client_gets_tokens_with_either_secret() {
    let folder = tempfile::tempdir().unwrap();
    let client = |arguments: &[&str]| -> serde_json::Value {
        let output = byline().arg("client").args(arguments).arg("--data").arg(folder.path()).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let made = client(&["create", "--name", "Alderwick", "--type", "updater"]);
    let id = made["id"].as_str().unwrap();
    let rotated = client(&["rotate-secret", id]);
    let registry = Running::serve(folder.path());
    for (secret, status) in [(&made["secret"], 200), (&rotated["secret"], 200), (&"wrong".into(), 401)] {
        let form = [
            ("client_id", id),
            ("client_secret", secret.as_str().unwrap()),
            ("grant_type", "client_credentials"),
            ("scope", "/read-public"),
        ];
        let answer = reqwest::Client::new().post(registry.url("/oauth/token")).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), status);
    }
}

#[tokio::test]
async fn a_created_person_has_a_record_and_bad_passwords_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let create = |password: &str| {
        use std::io::Write;
        let mut child = byline()
            .args(["person", "create", "--given-names", "Ada", "--family-name", "Probe", "--email", "ada@example.org"])
            .arg("--data")
            .arg(folder.path())
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let refused = create("short\n");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("at least 8 characters"), "{}", text(&refused.stderr));

    let made = create("correct horse 7\n");
    assert!(made.status.success(), "{}", text(&made.stderr));
    let made: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    let again = create("correct horse 7\n");
    assert!(text(&again.stderr).contains("has this address already"), "{}", text(&again.stderr));

    let registry = Running::serve(folder.path());
    let person = registry.json(&format!("/pub/v3.0/{}/person", made["orcid"].as_str().unwrap())).await;
    assert_eq!(person["name"]["family-name"]["value"], "Probe");
}

//! Making and changing clients of a registry, and the keys that sign for them.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Running, byline, text};

/// Runs a command on the registry in a folder; what it printed.
fn on(data: &Path, arguments: &[&str]) -> Value {
    let (command, rest) = arguments.split_at(2);
    let output = byline().args(command).arg("--data").arg(data).args(rest).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

fn create(data: &Path, more: &[&str]) -> String {
    let plain = ["client", "create", "--name", "A", "--type", "updater", "--redirect-uri", "https://app.test/cb"];
    on(data, &[&plain, more].concat())["id"].as_str().unwrap().to_owned()
}

fn client(data: &Path, id: &str) -> Value {
    let clients = on(data, &["client", "list", "--json"]);
    clients.as_array().unwrap().iter().find(|it| it["id"] == id).unwrap().clone()
}

/// Where `prompt=none` leads without anybody signed in.
async fn silent(registry: &Running, client: &str, redirect: &str) -> String {
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let query = [
        ("client_id", client),
        ("response_type", "code"),
        ("scope", "openid"),
        ("prompt", "none"),
        ("redirect_uri", redirect),
    ];
    let answer = http.get(registry.url("/oauth/authorize")).query(&query).send().await.unwrap();
    answer.headers().get("location").map_or(String::new(), |it| it.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn switches_of_a_client_are_set_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let old = create(data, &["--switch", "bare-prompt-errors", "--switch", "bare-prefix-redirects"]);
    let new = create(data, &[]);
    assert_eq!(client(data, &old)["switches"], json!(["bare-prefix-redirects", "bare-prompt-errors"]));
    {
        let registry = Running::serve(data);
        assert_eq!(silent(&registry, &old, "https://app.test/cbx").await, "https://app.test/cbx#login_required");
        assert_eq!(silent(&registry, &new, "https://app.test/cbx").await, "");
        assert!(silent(&registry, &new, "https://app.test/cb").await.contains("?error=login_required"));
    }
    on(data, &["client", "set", "--all", "--switch-off", "bare-prefix-redirects", "--switch", "without-issuer"]);
    assert_eq!(client(data, &old)["switches"], json!(["bare-prompt-errors", "without-issuer"]));
    assert_eq!(client(data, &new)["switches"], json!(["without-issuer"]));
    let registry = Running::serve(data);
    assert_eq!(silent(&registry, &old, "https://app.test/cbx").await, "");
    assert!(!silent(&registry, &new, "https://app.test/cb").await.contains("iss="));
}

#[test]
fn applications_that_keep_no_secret_get_none() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    for application in ["browser", "native"] {
        let arguments = ["client", "create", "--name", "A", "--type", "public-client", "--application", application];
        let made = on(data, &[&arguments[..], &["--redirect-uri", "http://127.0.0.1/cb"]].concat());
        assert!(made["id"].is_string() && made.get("secret").is_none(), "{made}");
        let id = made["id"].as_str().unwrap();
        assert_eq!(client(data, id)["application"], application);
        on(data, &["client", "set", id, "--name", "B"]);
        assert_eq!(client(data, id)["application"], application);
        let output = byline().args(["client", "rotate-secret", "--data"]).arg(data).arg(id).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("cannot keep a secret"), "{}", text(&output.stderr));
    }
}

/// MEM-04
#[test]
fn what_no_request_could_name_is_not_registered() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let id = create(data, &[]);
    for (address, said) in [
        ("https://app.test/cb#x", "fragment"),
        ("https://bücher.example/cb", "xn--"),
        ("https://app.test:99999/cb", "port"),
        ("https://*.app.test/", "wildcards"),
        ("  ", "empty"),
    ] {
        for command in [vec!["create", "--name", "A", "--type", "updater"], vec!["set", &id]] {
            let output =
                byline().arg("client").args(command).args(["--redirect-uri", address, "--data"]).arg(data).output();
            let output = output.unwrap();
            assert_eq!(output.status.code(), Some(2), "{address}");
            assert!(text(&output.stderr).contains("--redirect-uri"), "{address}: {}", text(&output.stderr));
            assert!(text(&output.stderr).contains(said), "{address}: {}", text(&output.stderr));
        }
    }
}

/// D-15
#[test]
fn what_is_not_named_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let id = create(data, &["--strict", "--switch", "implicit"]);
    assert_eq!(client(data, &create(data, &[]))["strict"], json!(false), "nobody is strict without asking for it");
    on(data, &["client", "set", &id, "--name", "B", "--state", "deactivated"]);
    let changed = client(data, &id);
    assert_eq!((&changed["name"], &changed["state"]), (&json!("B"), &json!("deactivated")));
    assert_eq!((&changed["strict"], &changed["switches"]), (&json!(true), &json!(["implicit"])));
    on(data, &["client", "set", &id, "--strict", "false"]);
    assert_eq!(client(data, &id)["strict"], json!(false));
    for (wrong, code, said) in [
        (vec!["client", "set", "APP-NOBODYNOBODY0000", "--strict", "true"], 1, "there is no client"),
        (vec!["client", "set", &id, "--redirect-uri", "nonsense"], 2, "--redirect-uri"),
        (vec!["client", "set", &id, "--switch", "everything"], 2, "bare-prompt-errors"),
        (vec!["client", "set", "--strict", "true"], 2, "<ID|--all>"),
    ] {
        let output = byline().args(&wrong).arg("--data").arg(data).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{wrong:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(said), "{wrong:?}: {}", text(&output.stderr));
    }
}

#[tokio::test]
async fn switches_survive_an_export() {
    let folder = tempfile::tempdir().unwrap();
    let id = create(&folder.path().join("data"), &["--switch", "resource-server"]);
    let files = folder.path().join("files");
    let data = folder.path().join("data");
    let exported = byline().args(["export", "--data"]).arg(&data).arg("--fixture").arg(&files).output().unwrap();
    assert!(exported.status.success(), "{}", text(&exported.stderr));
    let sandbox = Running::sandbox([std::ffi::OsStr::new("--fixtures"), files.as_os_str()]);
    let clients = sandbox.json("/__sandbox/clients").await;
    let found = clients.as_array().unwrap().iter().find(|it| it["id"] == *id).unwrap();
    assert_eq!(found["switches"], json!(["resource-server"]));
}

#[tokio::test]
async fn a_new_key_is_published_at_once_and_the_old_one_goes_on_signing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let kids = async || {
        let registry = Running::serve(data);
        let keys = registry.json("/oauth/jwks").await;
        keys["keys"].as_array().unwrap().iter().map(|it| it["kid"].clone()).collect::<Vec<_>>()
    };
    let first = kids().await;
    assert_eq!(first.len(), 1);
    let new = on(data, &["keys", "rotate"]);
    let listed = on(data, &["keys", "list", "--json"]);
    let stages: Vec<_> = listed.as_array().unwrap().iter().map(|it| (&it["kid"], &it["stage"])).collect();
    assert_eq!(stages, [(&new["kid"], &json!("published")), (&first[0], &json!("signing"))]);
    let both = kids().await;
    assert_eq!(both, [new["kid"].clone(), first[0].clone()]);
}

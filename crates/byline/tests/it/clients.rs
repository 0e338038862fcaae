//! Published clients, as they are, against a sandbox that plays the hosts they know.

use std::path::PathBuf;
use std::process::Command;

use serde_json::json;

use crate::support::{AMELIE, Running, UPDATER, byline, root, skip, text};

/// The Python that has the packages of `xtask/needs/requirements.txt`.
fn python() -> Option<PathBuf> {
    let venv = std::env::var_os("BYLINE_VENV").map_or_else(|| root().join(".cache/venv"), PathBuf::from);
    Some(venv.join("bin/python")).filter(|python| python.is_file())
}

#[tokio::test]
async fn pyorcid_reads_every_section() {
    let Some(python) = python() else {
        return skip("pyorcid_reads_every_section", "no Python packages; `cargo xtask test` gets them");
    };
    let folder = tempfile::tempdir().unwrap();
    let certificates = byline()
        .args(["dev-ca", "--host", "orcid.org", "--host", "pub.orcid.org", "--host", "api.orcid.org", "--out"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(certificates.status.success(), "{}", text(&certificates.stderr));
    let at = |name: &str| folder.path().join(name).into_os_string();
    let sandbox = Running::sandbox([
        "--base-url".into(),
        "https://orcid.org".into(),
        "--tls-cert".into(),
        at("server.pem"),
        "--tls-key".into(),
        at("server-key.pem"),
    ]);
    let ca = reqwest::Certificate::from_pem(&std::fs::read(at("ca.pem")).unwrap()).unwrap();
    let client = reqwest::Client::builder().tls_certs_only([ca]).build().unwrap();
    let body = json!({ "client": UPDATER, "orcid": AMELIE, "scopes": ["/read-limited"], "value": "pyorcid-test" });
    let url = format!("https://{}/__sandbox/tokens", sandbox.address());
    let made = client.post(url).json(&body).send().await.unwrap();
    assert_eq!(made.status(), 201);

    let (address, port) = sandbox.address().split_once(':').unwrap();
    let output = Command::new(python)
        .arg(root().join("crates/byline/tests/clients/pyorcid_reads.py"))
        .args([address, port, AMELIE, "pyorcid-test"])
        .env("REQUESTS_CA_BUNDLE", at("ca.pem"))
        .env_remove("HTTPS_PROXY")
        .env_remove("https_proxy")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(text(&output.stdout).trim(), "pyorcid read everything");
}

//! Published clients, as they are, against a sandbox that plays the hosts they know.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::json;

use crate::support::{AMELIE, Running, UPDATER, byline, root, skip, text};

/// The Python that has the packages of `xtask/needs/requirements.txt`.
fn python() -> Option<PathBuf> {
    let venv = std::env::var_os("BYLINE_VENV").map_or_else(|| root().join(".cache/venv"), PathBuf::from);
    Some(venv.join("bin/python")).filter(|python| python.is_file())
}

/// Whether that Python has a package.
fn has(python: &Path, package: &str) -> bool {
    let output = Command::new(python).args(["-c", &format!("import {package}")]).output();
    output.is_ok_and(|it| it.status.success())
}

/// A sandbox that has certificates for the hosts of the live registry.
struct LiveHosts {
    folder: tempfile::TempDir,
    sandbox: Running,
}

impl LiveHosts {
    fn start() -> Self {
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
        LiveHosts { folder, sandbox }
    }

    fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Runs a script with address and port of the sandbox, and these arguments.
    fn run(&self, python: &Path, script: &str, arguments: &[&str]) -> Output {
        let (address, port) = self.sandbox.address().split_once(':').unwrap();
        Command::new(python)
            .arg(root().join("crates/byline/tests/clients").join(script))
            .args([address, port])
            .args(arguments)
            .env("REQUESTS_CA_BUNDLE", self.authority())
            .env_remove("HTTPS_PROXY")
            .env_remove("https_proxy")
            .output()
            .unwrap()
    }
}

#[tokio::test]
async fn pyorcid_reads_every_section() {
    let Some(python) = python() else {
        return skip("pyorcid_reads_every_section", "no Python packages; `cargo xtask test` gets them");
    };
    let live = LiveHosts::start();
    let ca = reqwest::Certificate::from_pem(&std::fs::read(live.authority()).unwrap()).unwrap();
    let client = reqwest::Client::builder().tls_certs_only([ca]).build().unwrap();
    let body = json!({ "client": UPDATER, "orcid": AMELIE, "scopes": ["/read-limited"], "value": "pyorcid-test" });
    let url = format!("https://{}/__sandbox/tokens", live.sandbox.address());
    let made = client.post(url).json(&body).send().await.unwrap();
    assert_eq!(made.status(), 201);

    let output = live.run(&python, "pyorcid_reads.py", &[AMELIE, "pyorcid-test"]);
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(text(&output.stdout).trim(), "pyorcid read everything");
}

#[test]
fn the_orcid_package_signs_people_in_without_a_page() {
    let Some(python) = python().filter(|python| has(python, "orcid")) else {
        let why = "no Python packages; `cargo xtask test` gets them";
        return skip("the_orcid_package_signs_people_in_without_a_page", why);
    };
    let arguments = [
        UPDATER,
        "021bdb7a-17c5-52b5-8a88-e37a9bc05f11",
        "https://example.org/quill/callback",
        "amelie@brume.example.org",
        "sandbox-Passw0rd",
        AMELIE,
    ];
    let output = LiveHosts::start().run(&python, "orcid_signs_in.py", &arguments);
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(text(&output.stdout).trim(), "orcid signed in");
}

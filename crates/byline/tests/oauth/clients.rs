//! Published clients, as they are: each finds everything by discovery, signs somebody in with a code and PKCE, checks
//! the identity token, asks UserInfo, refreshes, and gives the tokens back.

mod openidconnect;

use std::path::PathBuf;
use std::process::Command;

use serde_json::json;

use crate::support::{root, skip, text};
use crate::world::{A, CALLBACK, Certificates, U, World, secret};

fn script(name: &str) -> PathBuf {
    root().join("crates/byline/tests/clients").join(name)
}

/// The Python that has the packages of `xtask/needs/requirements.txt`.
fn python(package: &str) -> Option<PathBuf> {
    let venv = std::env::var_os("BYLINE_VENV").map_or_else(|| root().join(".cache/venv"), PathBuf::from);
    let python = venv.join("bin/python");
    let imports = Command::new(&python).args(["-c", &format!("import {package}")]).output();
    imports.is_ok_and(|output| output.status.success()).then_some(python)
}

/// The packages of `xtask/needs/package.json`.
fn node_modules(package: &str) -> Option<PathBuf> {
    let usual = || root().join(".cache/npm/node_modules");
    let modules = std::env::var_os("BYLINE_NODE_MODULES").map_or_else(usual, PathBuf::from);
    modules.join(package).is_dir().then(|| modules.canonicalize().expect("the folder is there"))
}

/// Runs a client, which says in its last line that it did everything.
fn run(command: &mut Command, says: &str) {
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env_remove(name);
    }
    let output = command.output().expect("it starts");
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(text(&output.stdout).trim(), says);
}

const NO_PACKAGES: &str = "the package is not there; `cargo xtask test` gets it";

async fn javascript(package: &str) {
    let Some(modules) = node_modules(package) else { return skip(package, NO_PACKAGES) };
    let world = World::new().await;
    // `import` looks for packages from where the script lies.
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(modules, folder.path().join("node_modules")).unwrap();
    let name = format!("{}.mjs", package.replace('-', "_"));
    let copy = folder.path().join(&name);
    std::fs::copy(script(&name), &copy).unwrap();
    let mut command = Command::new("node");
    command.arg(copy).args([&*world.sandbox.url(""), A, &*secret(A), CALLBACK, U]);
    run(&mut command, &format!("{package} did everything"));
}

#[tokio::test]
async fn openid_client_of_npm() {
    javascript("openid-client").await;
}

#[tokio::test]
async fn oauth4webapi_of_npm() {
    javascript("oauth4webapi").await;
}

#[tokio::test]
async fn authlib_of_pypi() {
    let Some(python) = python("authlib.integrations.requests_client") else { return skip("authlib", NO_PACKAGES) };
    let world = World::new().await;
    let mut command = Command::new(python);
    command.arg(script("authlib_flow.py")).args([&*world.sandbox.url(""), A, &*secret(A), CALLBACK, U]);
    run(&mut command, "authlib did everything");
}

/// Its `orcid` provider knows how hosts are called and that they speak https, so the sandbox plays such hosts.
#[tokio::test]
async fn django_allauth_of_pypi() {
    let Some(python) = python("allauth.socialaccount") else { return skip("django-allauth", NO_PACKAGES) };
    let certificates = Certificates::new();
    let world = World::secure(&certificates).await;
    let (address, port) = world.sandbox.address().split_once(':').unwrap();
    let callback = "https://site.test/accounts/orcid/login/callback/";
    world.put_client(A, json!({ "type": "updater", "redirect_uris": [callback] })).await;
    for member in ["public", "member"] {
        let mut command = Command::new(&python);
        command.arg(script("allauth_flow.py")).args([address, port, A, &*secret(A), U, member]);
        command.env("REQUESTS_CA_BUNDLE", certificates.authority());
        run(&mut command, "django-allauth did everything");
    }
}

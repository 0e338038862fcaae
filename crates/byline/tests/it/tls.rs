//! HTTPS with certificates of one's own.

use std::fs;

use crate::support::{AMELIE, Running, byline, run, text};

pub fn certificates(hosts: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut command = byline();
    command.args(["dev-ca", "--force", "--out"]).arg(folder.path());
    for host in hosts {
        command.args(["--host", host]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

pub fn sandbox(folder: &tempfile::TempDir) -> Running {
    let at = |name: &str| folder.path().join(name).into_os_string();
    Running::sandbox(["--tls-cert".into(), at("server.pem"), "--tls-key".into(), at("server-key.pem")])
}

fn trusting(folder: &tempfile::TempDir) -> reqwest::Client {
    let ca = reqwest::Certificate::from_pem(&fs::read(folder.path().join("ca.pem")).unwrap()).unwrap();
    reqwest::Client::builder().tls_certs_only([ca]).build().unwrap()
}

#[tokio::test]
async fn whoever_trusts_the_authority_is_answered_over_http_2() {
    let folder = certificates(&[]);
    let sandbox = sandbox(&folder);
    let base_url = sandbox.ready["base_url"].as_str().unwrap();
    assert!(base_url.starts_with("https://127.0.0.1:"), "{base_url}");
    let response = trusting(&folder).get(sandbox.url(&format!("/v3.0/{AMELIE}/person"))).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.version(), reqwest::Version::HTTP_2);
}

#[tokio::test]
async fn whoever_does_not_is_not() {
    let (folder, other) = (certificates(&[]), certificates(&[]));
    let sandbox = sandbox(&folder);
    assert!(trusting(&other).get(sandbox.url("/v3.0/status")).send().await.is_err());
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_on_sighup() {
    let folder = certificates(&[]);
    let sandbox = sandbox(&folder);
    let before = trusting(&folder);
    assert!(before.get(sandbox.url("/pub/v3.0/status")).send().await.is_ok());
    let output = byline().args(["dev-ca", "--force", "--out"]).arg(folder.path()).output().unwrap();
    assert!(output.status.success());
    sandbox.hang_up();
    // The signal is handled at some moment after it was sent.
    for _ in 0..100 {
        if trusting(&folder).get(sandbox.url("/pub/v3.0/status")).send().await.is_ok() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the old certificate is still served");
}

#[test]
fn keys_are_private_and_nothing_is_replaced_unasked() {
    let folder = certificates(&["pub.orcid.org"]);
    assert!(!folder.path().join("ca-key.pem").exists(), "the authority's key is not kept");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.path().join("server-key.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = run(["dev-ca".as_ref(), "--out".as_ref(), folder.path().as_os_str()]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("--force"));
}

#[test]
fn a_key_of_another_certificate_is_refused() {
    let (one, other) = (certificates(&[]), certificates(&[]));
    let output = byline()
        .args(["sandbox", "--listen", "127.0.0.1:0", "--tls-cert"])
        .arg(one.path().join("server.pem"))
        .arg("--tls-key")
        .arg(other.path().join("server-key.pem"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("do not belong together"), "{}", text(&output.stderr));
}

#[test]
fn every_host_is_listed_and_every_platform_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let run = |hosts: &[&str]| {
        let hosts = hosts.iter().flat_map(|host| ["--host", host]);
        let output = byline().args(["dev-ca", "--force"]).args(hosts).arg("--out").arg(folder.path()).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stderr)
    };
    let told = run(&["pub.orcid.org", "api.orcid.org", "localhost", "192.0.2.7"]);
    assert!(
        told.contains("Certificates for localhost, 127.0.0.1, ::1, pub.orcid.org, api.orcid.org, 192.0.2.7:"),
        "{told}"
    );
    for platform in ["curl --cacert", "SSL_CERT_FILE=", "NODE_EXTRA_CA_CERTS=", "keytool -importcert", "trustStore="] {
        assert!(told.contains(platform), "{platform}: {told}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = folder.path().join("server-key.pem");
        fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).unwrap();
        run(&[]);
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600, "also one that was there before");
    }
}

//! `byline dev-ca`: HTTPS on one's own machine.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use byline_model::env::Clock;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};

use crate::arguments::DevCaArguments;
use crate::commands::Outcome;
use crate::data;
use crate::environment::SystemClock;

const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];
/// Programs refuse server certificates that are valid for more than 825 days.
const YEARS: i64 = 2;

pub fn run(arguments: &DevCaArguments) -> anyhow::Result<Outcome> {
    let files = Files::in_folder(&arguments.out);
    if !arguments.force && files.any_exists() {
        anyhow::bail!("{} has certificates already: --force replaces them", arguments.out.display());
    }
    let mut names: Vec<String> = NAMES.map(str::to_owned).into();
    for host in &arguments.hosts {
        if !names.contains(host) {
            names.push(host.clone());
        }
    }
    let made = make(names.clone())?;
    // Others are to read the authority: a folder that is there stays as open as it is. The key is private by itself.
    if !arguments.out.is_dir() {
        data::create_private(&arguments.out).with_context(|| format!("cannot create {}", arguments.out.display()))?;
    }
    write(&files.ca, &made.ca, false)?;
    write(&files.server, &made.server, false)?;
    write(&files.key, &made.key, true)?;
    explain(&files, &names);
    Ok(Outcome::Done)
}

struct Files {
    ca: std::path::PathBuf,
    server: std::path::PathBuf,
    key: std::path::PathBuf,
}

impl Files {
    fn in_folder(folder: &Path) -> Self {
        Files { ca: folder.join("ca.pem"), server: folder.join("server.pem"), key: folder.join("server-key.pem") }
    }

    fn any_exists(&self) -> bool {
        [&self.ca, &self.server, &self.key].into_iter().any(|path| path.exists())
    }
}

struct Made {
    ca: String,
    server: String,
    key: String,
}

/// The authority signs one certificate and its key is dropped: nobody can sign another in its name.
fn make(names: Vec<String>) -> anyhow::Result<Made> {
    let mut authority = CertificateParams::default();
    valid_from_today(&mut authority);
    authority.distinguished_name.push(DnType::CommonName, "Byline development authority");
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;

    let mut server = CertificateParams::new(names).context("a --host is neither a name nor an address")?;
    valid_from_today(&mut server);
    server.distinguished_name.push(DnType::CommonName, "Byline development server");
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    server.use_authority_key_identifier_extension = true;
    let key = KeyPair::generate()?;
    let certificate = server.signed_by(&key, &authority)?;
    Ok(Made { ca: authority.pem(), server: certificate.pem(), key: key.serialize_pem() })
}

fn valid_from_today(params: &mut CertificateParams) {
    let (year, month, day) = SystemClock.now().date();
    let date = |year: i64| {
        // Years of four digits, and a day that every month of every year has.
        rcgen::date_time_ymd(i32::try_from(year).unwrap_or(9999), month, day.min(28))
    };
    params.not_before = date(year);
    params.not_after = date(year + YEARS);
}

fn write(path: &Path, pem: &str, secret: bool) -> anyhow::Result<()> {
    let mut options = fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if secret { 0o600 } else { 0o644 });
    // What is replaced may have had other rights.
    let gone = match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    };
    let written = gone.and_then(|()| options.open(path)?.write_all(pem.as_bytes()));
    written.with_context(|| format!("cannot write {}", path.display()))
}

fn explain(files: &Files, names: &[String]) {
    let (ca, server, key) = (files.ca.display(), files.server.display(), files.key.display());
    say!(
        "\
Certificates for {names}:
  {ca}    the authority; its key was not kept
  {server}, {key}

Use them:
  byline sandbox --tls-cert {server} --tls-key {key}

Trust the authority, for one program:
  curl --cacert {ca} https://127.0.0.1:8080/v3.0/status
  SSL_CERT_FILE={ca}         OpenSSL, Python, Ruby, Go, Rust
  REQUESTS_CA_BUNDLE={ca}    Python requests
  NODE_EXTRA_CA_CERTS={ca}   Node.js
  keytool -importcert -noprompt -alias byline-dev -file {ca} -keystore byline-dev.p12 -storetype PKCS12 -storepass changeit
    and java -Djavax.net.ssl.trustStore=byline-dev.p12 -Djavax.net.ssl.trustStorePassword=changeit ...   Java
or for the whole machine (Debian):
  sudo cp {ca} /usr/local/share/ca-certificates/byline-dev.crt && sudo update-ca-certificates",
        names = names.join(", ")
    );
}

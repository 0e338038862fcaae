//! A PostgreSQL server for tests: one for the process, which ends with it, and a database for each test.
//!
//! `BYLINE_TEST_POSTGRES=postgres://…` names a server to use instead; its user must be allowed to make databases.
//! `BYLINE_PG_BIN` names the folder of the server's programs, which is found where Debian puts it otherwise.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::sync::OnceCell;
use tokio_postgres::{Client, NoTls};

use crate::{Address, Options, PostgresStore};

/// Where Debian puts the programs of each version.
const DEBIAN: &str = "/usr/lib/postgresql";
/// What is said when there is no server.
const MISSING: &str =
    "PostgreSQL is not installed: apt-get install postgresql (or name a server in BYLINE_TEST_POSTGRES)";

/// The server of this process, or why there is none.
static SERVER: OnceCell<Result<Server, String>> = OnceCell::const_new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A server, and a database on it that has the schema and nothing else.
struct Server {
    /// How its databases are reached: whatever follows is the name of one.
    url: String,
    template: String,
    network: Option<Network>,
}

/// How a server is reached that this process started: without words by its socket, and over the network by those who have
/// a password, encrypted or not. Its certificate is for `localhost`.
#[derive(Clone, Debug)]
pub struct Network {
    pub port: u16,
    /// Who signed its certificate (PEM).
    pub authority: PathBuf,
}

/// An empty database with the schema, gone when this is dropped.
pub struct Database {
    url: String,
    name: String,
    admin: String,
    network: Option<Network>,
}

impl Database {
    /// Makes one. `None` where no server is installed: tests that are skipped for it say so by [`skipped`].
    ///
    /// # Panics
    /// When a server is there and does not start, or makes no database.
    pub async fn create() -> Option<Database> {
        let server = match SERVER.get_or_init(Server::start).await {
            Ok(server) => server,
            Err(told) if told == MISSING => return None,
            Err(told) => panic!("the PostgreSQL server for tests: {told}"),
        };
        let number = DATABASES.fetch_add(1, Ordering::Relaxed);
        let name = format!("byline_test_{}_{number}", std::process::id());
        let made = server.make(&name, &server.template).await;
        made.unwrap_or_else(|error| panic!("no database for a test: {error}"));
        let (url, admin, network) = (server.of(&name), server.of("postgres"), server.network.clone());
        Some(Database { url, name, admin, network })
    }

    /// How it is reached.
    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Other as soon as anything in it is other, but for answers that are kept.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn fingerprint(&self) -> String {
        let client = connect(&self.url).await.expect("the database of a test can be reached");
        let tables = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relname <> 'views'
            AND relnamespace = 'public'::regnamespace ORDER BY relname";
        let mut found = String::new();
        for row in client.query(tables, &[]).await.expect("it has tables") {
            let table: String = row.get(0);
            let rows =
                format!("SELECT md5(coalesce(string_agg(it::text, ';' ORDER BY it::text), '')) FROM {table} AS it");
            let sum: String = client.query_one(&rows, &[]).await.expect("its rows are read").get(0);
            found += &format!("{table} {sum}\n");
        }
        found
    }

    /// Its server on the network; `None` for a server that was named.
    pub fn network(&self) -> Option<&Network> {
        self.network.as_ref()
    }

    /// A few connections to it, as tests need them.
    pub fn options(&self) -> Options {
        Options { connections: 12, ..Options::new(address(&self.url)) }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (admin, name) = (self.admin.clone(), self.name.clone());
        // A thread of its own: this may happen inside of a runtime.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let client = connect(&admin).await.map_err(io::Error::other)?;
                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                client.batch_execute(&sql).await.map_err(io::Error::other)
            })
        });
        if !matches!(dropping.join(), Ok(Ok(()))) {
            eprintln!("a database of a test is left behind: {}", self.name);
        }
    }
}

/// Says that a test did not run for want of a server, where somebody counts such tests.
pub fn skipped(test: &str) {
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{test}: {MISSING}");
    eprintln!("skipped: {MISSING}");
    if let Some(log) = std::env::var_os("BYLINE_SKIP_LOG") {
        let file = fs::OpenOptions::new().create(true).append(true).open(log);
        let written = file.and_then(|mut file| writeln!(file, "{test}: {MISSING}"));
        written.expect("the log of skipped tests can be written");
    }
}

fn address(url: &str) -> Address {
    url.parse().expect("tests have an address")
}

async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(async move {
        let _ended = connection.await;
    });
    Ok(client)
}

impl Server {
    async fn start() -> Result<Server, String> {
        let (url, network) = match std::env::var("BYLINE_TEST_POSTGRES") {
            Ok(url) => (url.rsplit_once('/').map_or(url.clone(), |(server, _)| server.to_owned()), None),
            Err(_) => {
                let (url, network) = start(&programs().ok_or(MISSING)?).await?;
                (url, Some(network))
            }
        };
        let server = Server { url, template: format!("byline_template_{}", std::process::id()), network };
        server.make(&server.template, "template0").await.map_err(|error| error.to_string())?;
        let migrated = PostgresStore::migrate(&Options::new(address(&server.of(&server.template)))).await;
        migrated.map_err(|error| format!("the schema: {error}"))?;
        Ok(server)
    }

    fn of(&self, database: &str) -> String {
        match self.url.split_once('?') {
            Some((server, rest)) => format!("{server}/{database}?{rest}"),
            None => format!("{}/{database}", self.url),
        }
    }

    async fn make(&self, name: &str, template: &str) -> Result<(), tokio_postgres::Error> {
        let client = connect(&self.of("postgres")).await?;
        client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await
    }
}

/// The folder of the newest version's programs.
fn programs() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("BYLINE_PG_BIN") {
        return Some(folder.into());
    }
    let versions = fs::read_dir(DEBIAN).ok()?.flatten().map(|it| it.path().join("bin"));
    let number = |path: &PathBuf| path.parent()?.file_name()?.to_str()?.split('.').next()?.parse::<u32>().ok();
    versions.filter(|it| it.join("postgres").is_file()).max_by_key(number)
}

/// Ends the server, and takes its folder away, once nobody holds the other end of its input any more: however this process
/// ends, its server does not outlive it.
const KEEPER: &str = r#"
"$@" >"$FOLDER/log" 2>&1 </dev/null &
SERVER=$!
cat >/dev/null
kill -INT $SERVER
wait $SERVER
rm -rf "$FOLDER"
"#;

/// Starts a server on a socket in a folder of its own, that nothing has to survive; returns how it is reached.
async fn start(programs: &Path) -> Result<(String, Network), String> {
    let told = |what: &str, error: io::Error| format!("{what}: {error}");
    let folder = tempfile::Builder::new().prefix("byline-pg-").tempdir();
    let folder = folder.map_err(|error| told("a temporary folder", error))?.keep();
    let owner = fs::metadata(&folder).map_err(|error| told("the folder", error))?.uid();
    // PostgreSQL does not run as root.
    let other: &[&str] =
        if owner == 0 { &["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] } else { &[] };
    if owner == 0 {
        let given = std::os::unix::fs::chown(&folder, Some(65534), Some(65534));
        given.map_err(|error| told("the folder", error))?;
    }
    let (data, log) = (folder.join("data"), folder.join("log"));
    let network = network(&folder, owner == 0).map_err(|error| told("the network", error))?;
    let mut init = command(other, &programs.join("initdb"));
    init.arg("-D").arg(&data).args([
        "-U",
        "byline",
        "--auth-local=trust",
        "--auth-host=scram-sha-256",
        "-E",
        "UTF8",
        "--no-locale",
        "-N",
    ]);
    let made = init.current_dir(&folder).output().map_err(|error| told("initdb", error))?;
    if !made.status.success() {
        return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr)));
    }
    let mut keeper = Command::new("sh");
    keeper
        .args(["-c", KEEPER, "sh"])
        .args(other)
        .arg(programs.join("postgres"))
        .arg("-D")
        .arg(&data)
        .arg("-k")
        .arg(&folder);
    for setting in [
        "listen_addresses=localhost",
        &format!("port={}", network.port),
        "ssl=on",
        &format!("ssl_cert_file={}", folder.join(CERTIFICATE).display()),
        &format!("ssl_key_file={}", folder.join(KEY).display()),
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "autovacuum=off",
        "max_connections=400",
        "shared_buffers=64MB",
        "max_wal_senders=0",
        "wal_level=minimal",
    ] {
        keeper.arg("-c").arg(setting);
    }
    keeper.env("FOLDER", &folder).current_dir(&folder).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut keeper = keeper.spawn().map_err(|error| told("sh", error))?;
    // Held until the process ends: the keeper reads from it.
    std::mem::forget(keeper.stdin.take());
    // The keeper outlives nobody who could wait for it.
    std::mem::forget(keeper);
    let url = format!("postgres://byline@{}:{}", percent(&folder), network.port);
    for _ in 0..600 {
        if connect(&format!("{url}/postgres")).await.is_ok() {
            return Ok((url, network));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("it does not start: {}", fs::read_to_string(log).unwrap_or_default()))
}

const CERTIFICATE: &str = "certificate.pem";
const KEY: &str = "key.pem";

/// Certificate and key for a server in this folder, and a port that is free.
fn network(folder: &Path, is_root: bool) -> io::Result<Network> {
    let port = std::net::TcpListener::bind(("localhost", 0))?.local_addr()?.port();
    let authority = folder.join("authority.pem");
    let (key, certificates) = certificates().map_err(io::Error::other)?;
    for (name, text) in [("authority.pem", &certificates.0), (CERTIFICATE, &certificates.1), (KEY, &key)] {
        let path = folder.join(name);
        fs::write(&path, text)?;
        // PostgreSQL takes no key that others can read.
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        if is_root {
            std::os::unix::fs::chown(&path, Some(65534), Some(65534))?;
        }
    }
    Ok(Network { port, authority })
}

/// A key, with the certificates of who signed for it and its own.
fn certificates() -> Result<(String, (String, String)), rcgen::Error> {
    let (of_authority, of_server) = (rcgen::KeyPair::generate()?, rcgen::KeyPair::generate()?);
    let mut authority = rcgen::CertificateParams::new(Vec::new())?;
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let signed = authority.self_signed(&of_authority)?.pem();
    let issuer = rcgen::Issuer::new(authority, of_authority);
    let server = rcgen::CertificateParams::new(vec!["localhost".into()])?.signed_by(&of_server, &issuer)?;
    Ok((of_server.serialize_pem(), (signed, server.pem())))
}

fn command(other: &[&str], program: &Path) -> Command {
    let mut words = other.iter();
    match words.next() {
        Some(first) => {
            let mut command = Command::new(first);
            command.args(words).arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// A path as the host of an address.
fn percent(path: &Path) -> String {
    path.to_string_lossy()
        .bytes()
        .map(|it| match it {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(it).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

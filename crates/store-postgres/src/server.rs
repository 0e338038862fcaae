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

use crate::{Options, PostgresStore};

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
}

/// An empty database with the schema, gone when this is dropped.
pub struct Database {
    url: String,
    name: String,
    admin: String,
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
        Some(Database { url: server.of(&name), name, admin: server.of("postgres") })
    }

    /// How it is reached.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A few connections to it, as tests need them.
    pub fn options(&self) -> Options {
        Options { connections: 12, ..Options::new(&self.url) }
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

async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(async move {
        let _ended = connection.await;
    });
    Ok(client)
}

impl Server {
    async fn start() -> Result<Server, String> {
        let url = match std::env::var("BYLINE_TEST_POSTGRES") {
            Ok(url) => url.rsplit_once('/').map_or(url.clone(), |(server, _)| server.to_owned()),
            Err(_) => start(&programs().ok_or(MISSING)?).await?,
        };
        let server = Server { url, template: format!("byline_template_{}", std::process::id()) };
        server.make(&server.template, "template0").await.map_err(|error| error.to_string())?;
        let migrated = PostgresStore::migrate(&Options::new(server.of(&server.template))).await;
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
async fn start(programs: &Path) -> Result<String, String> {
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
    let mut init = command(other, &programs.join("initdb"));
    init.arg("-D").arg(&data).args(["-U", "byline", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]);
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
        "listen_addresses=",
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
    let url = format!("postgres://byline@{}", percent(&folder));
    for _ in 0..600 {
        if connect(&format!("{url}/postgres")).await.is_ok() {
            return Ok(url);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("it does not start: {}", fs::read_to_string(log).unwrap_or_default()))
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

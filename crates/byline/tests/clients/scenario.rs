//! What a client does, from within its network.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::crates_io;
use crate::network::{APIS, search_path};
use crate::support::{AMELIE, Running, byline, root, text};
use crate::table::{Client, Registry};

const EMAIL: &str = "amelie@brume.example.org";
const PASSWORD: &str = "sandbox-Passw0rd";
const SECRET: &str = "a-secret-of-the-scenario";
pub const CLIENT_ID: &str = "APP-CLIENTCLIENT0001";
/// Without a secret: a page without a server, and a program on somebody's device.
const PAGE_ID: &str = "APP-CLIENTCLIENT0002";
const PROGRAM_ID: &str = "APP-CLIENTCLIENT0003";
/// Where the program listens, on whatever port it gets.
const PROGRAM_CALLBACK: &str = "http://127.0.0.1/callback";

/// What scenarios run on.
pub struct Needs {
    pub python: PathBuf,
    pub modules: PathBuf,
    apache: PathBuf,
    /// A folder for each project in `xtask/needs/maven`.
    maven: PathBuf,
    go: PathBuf,
    chromium: PathBuf,
}

impl Needs {
    pub fn find() -> Self {
        let place = |name, usual: PathBuf| std::env::var_os(name).map_or(usual, PathBuf::from);
        Needs {
            python: place("BYLINE_VENV", root().join(".cache/venv")).join("bin/python"),
            modules: place("BYLINE_NODE_MODULES", root().join(".cache/npm/node_modules")),
            apache: place("BYLINE_APACHE_MODULES", "/usr/lib/apache2/modules".into()),
            maven: place("BYLINE_MAVEN", root().join(".cache/maven")),
            go: place("BYLINE_GO", root().join(".cache/go")),
            chromium: place("BYLINE_CHROMIUM", "/usr/bin/chromium".into()),
        }
    }

    /// What a client needs and does not find.
    pub fn missing(&self, client: &Client) -> Option<&'static str> {
        let with_pages = [(self.chromium.is_file(), "Chromium"), (self.modules.is_dir(), "JavaScript packages")];
        let own: &[(bool, &str)] = match client.from {
            Registry::PyPi => &[(self.python.is_file(), "Python packages")],
            Registry::Debian => &[(self.apache.join("mod_auth_openidc.so").is_file(), "mod_auth_openidc")],
            Registry::Maven => &[(self.built(client).is_dir(), "its Maven project")],
            Registry::Go => &[(self.program(client).is_file(), "the program")],
            Registry::Npm => &[],
            Registry::CratesIo => return None,
        };
        with_pages.iter().chain(own).find(|(there, _)| !there).map(|(_, what)| *what)
    }

    /// What became of the Maven project of a client.
    fn built(&self, client: &Client) -> PathBuf {
        self.maven.join(client.test).join("target")
    }

    /// The program that a client from the Go module proxy is.
    fn program(&self, client: &Client) -> PathBuf {
        self.go.join("bin").join(client.name)
    }
}

/// The sandbox as what the client takes it for, with what the scenario is told about it.
pub struct Stage {
    folder: tempfile::TempDir,
    _sandbox: Running,
    pub issuer: String,
    pub callback: &'static str,
    pub secret: &'static str,
    /// Trusts the authority of the sandbox, and follows no redirects.
    pub http: reqwest::Client,
}

impl Stage {
    fn set(client: &Client) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let hosts = APIS.map(|api| format!("{api}.{}", client.registry));
        let hosts = hosts.iter().map(String::as_str).chain([client.registry]);
        let made = byline()
            .arg("dev-ca")
            .args(hosts.flat_map(|host| ["--host", host]))
            .arg("--out")
            .arg(folder.path())
            .output();
        let made = made.expect("it starts");
        assert!(made.status.success(), "{}", text(&made.stderr));
        let issuer = format!("https://{}", client.registry);
        let mut sandbox = byline();
        sandbox.args(["sandbox", "--listen", "127.0.0.1:443", "--base-url", &issuer]);
        sandbox.arg("--tls-cert").arg(folder.path().join("server.pem"));
        sandbox.arg("--tls-key").arg(folder.path().join("server-key.pem"));
        let _sandbox = Running::start(&mut sandbox);
        let authority = std::fs::read(folder.path().join("ca.pem")).expect("it was written");
        let authority = reqwest::Certificate::from_pem(&authority).expect("a certificate");
        let http = reqwest::Client::builder().tls_certs_only([authority]).redirect(reqwest::redirect::Policy::none());
        let http = http.build().expect("a client");
        Stage { folder, _sandbox, issuer, callback: client.callback, secret: SECRET, http }
    }

    /// Registers the client, as its developers would have.
    async fn register(&self) {
        let client = json!({
            "name": "Journal of Journeys",
            "type": "premium-updater",
            "description": "A published client.",
            "website": "https://journeys.example.org/",
            "secret": SECRET,
            "extra_scopes": ["/group-id-record/update"],
            "redirect_uris": [self.callback],
        });
        let without_secret = |application: &str, callback: &str| json!({ "name": "Open Journeys", "type": "public-client", "application": application, "redirect_uris": [callback] });
        for (id, client) in [
            (CLIENT_ID, client),
            (PAGE_ID, without_secret("browser", self.callback)),
            (PROGRAM_ID, without_secret("native", PROGRAM_CALLBACK)),
        ] {
            let put = self.http.put(format!("{}/__sandbox/clients/{id}", self.issuer)).json(&client);
            let answer = put.send().await.expect("it answers");
            assert_eq!(answer.status(), 201, "{}", answer.text().await.unwrap_or_default());
        }
    }

    fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Runs a program that is told everything by its environment; returns what it says it did.
    fn run(&self, command: &mut Command, needs: &Needs) -> Vec<String> {
        command.env_clear().env("PATH", search_path()).env("LANG", "C.UTF-8");
        command.current_dir(self.folder.path()).env("HOME", self.folder.path()).env("PYTHONDONTWRITEBYTECODE", "1");
        for (name, value) in [
            ("ISSUER", self.issuer.as_str()),
            ("CLIENT_ID", CLIENT_ID),
            ("CLIENT_SECRET", SECRET),
            ("PAGE_ID", PAGE_ID),
            ("PROGRAM_ID", PROGRAM_ID),
            ("REDIRECT_URI", self.callback),
            ("ORCID_ID", AMELIE),
            ("EMAIL", EMAIL),
            ("PASSWORD", PASSWORD),
        ] {
            command.env(name, value);
        }
        // How each kind of client is told which authorities to trust.
        for name in ["AUTHORITY", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"] {
            command.env(name, self.authority());
        }
        command.env("BYLINE_CHROMIUM", &needs.chromium).env("BYLINE_APACHE_MODULES", &needs.apache);
        command.env("BYLINE_MAVEN", absolute(&needs.maven)).env("BYLINE_GO", absolute(&needs.go));
        command
            .env("BYLINE", env!("CARGO_BIN_EXE_byline"))
            .env("BYLINE_NODE_MODULES", absolute(&needs.modules))
            .env("PERSON", self.folder.path().join("person.mjs"));
        let output = command.output().expect("it starts");
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{}\n{stdout}\n{stderr}", output.status);
        stdout.lines().filter_map(|line| line.strip_prefix("did: ")).map(str::to_owned).collect()
    }

    /// Scripts beside the JavaScript packages: `import` looks for them from where a script lies.
    fn bring_scripts(&self, needs: &Needs) {
        if !needs.modules.is_dir() {
            return;
        }
        let modules = self.folder.path().join("node_modules");
        std::os::unix::fs::symlink(absolute(&needs.modules), modules).expect("a link");
        for script in std::fs::read_dir(scripts()).expect("a folder") {
            let script = script.expect("a file").path();
            if script.is_file() {
                std::fs::copy(&script, self.folder.path().join(script.file_name().expect("a name"))).expect("a copy");
            }
        }
    }
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn scripts() -> PathBuf {
    root().join("crates/byline/tests/clients/scenarios")
}

/// Plays the scenario of a client, and notes what it did.
pub fn play(client: &Client, notes: &Path) {
    let needs = Needs::find();
    let stage = Stage::set(client);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(stage.register());
    stage.bring_scripts(&needs);
    let script = |extension| stage.folder.path().join(format!("with_{}.{extension}", client.test));
    let did = match client.from {
        Registry::PyPi => stage.run(Command::new(&needs.python).arg(script("py")), &needs),
        Registry::Npm | Registry::Debian | Registry::Maven | Registry::Go => {
            stage.run(Command::new("node").arg(script("mjs")), &needs)
        }
        Registry::CratesIo => runtime.block_on(crates_io::play(client, &stage)),
    };
    std::fs::write(notes, did.join("\n")).expect("the notes are a file");
}

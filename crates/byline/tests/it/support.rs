//! Starting the program and talking to it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use serde_json::Value;

/// The person whose record has everything, from `demo/`.
pub const AMELIE: &str = "0009-9000-0000-0010";
pub const UPDATER: &str = "APP-DEMOUPDATER00001";

/// The program, without settings of whoever runs the tests.
pub fn byline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("BYLINE_") || name == "RUST_LOG") {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub fn run<I: IntoIterator<Item: AsRef<OsStr>>>(arguments: I) -> Output {
    byline().args(arguments).output().expect("the program starts")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A server that is ready; dropping it ends it.
pub struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
    told: Option<std::thread::JoinHandle<String>>,
    /// The line it printed.
    pub ready: Value,
}

impl Running {
    pub fn sandbox<I: IntoIterator<Item: AsRef<OsStr>>>(arguments: I) -> Self {
        let mut command = byline();
        command.args(["sandbox", "--listen", "127.0.0.1:0"]).args(arguments);
        Self::start(&mut command)
    }

    pub fn serve(data: &Path) -> Self {
        let mut command = byline();
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        Self::start(&mut command)
    }

    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut stderr = child.stderr.take().expect("stderr is piped");
        let told = std::thread::spawn(move || {
            let mut text = String::new();
            let _as_far_as_it_goes = stderr.read_to_string(&mut text);
            text
        });
        let mut stdout = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("stdout can be read");
        if line.is_empty() {
            let _ended = child.wait();
            panic!("no ready line; it said: {}", told.join().unwrap_or_default());
        }
        let ready = serde_json::from_str(&line).expect("the first line is JSON");
        Running { child, stdout, told: Some(told), ready }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.ready["base_url"].as_str().expect("a text"))
    }

    pub fn address(&self) -> &str {
        self.ready["listen"].as_str().expect("a text")
    }

    pub async fn get(&self, path: &str, accept: &str) -> reqwest::Response {
        let request = reqwest::Client::new().get(self.url(path)).header("accept", accept);
        request.send().await.expect("it answers")
    }

    pub async fn json(&self, path: &str) -> Value {
        self.get(path, "application/json").await.json().await.expect("the answer is JSON")
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let response = reqwest::Client::new().post(self.url(path)).json(&body).send().await.expect("it answers");
        (response.status().as_u16(), response.json().await.unwrap_or_default())
    }

    /// Asks it to end, without waiting.
    #[cfg(unix)]
    pub fn terminate(&self) {
        self.signal("-TERM");
    }

    /// Asks it to read its certificate again.
    #[cfg(unix)]
    pub fn hang_up(&self) {
        self.signal("-HUP");
    }

    #[cfg(unix)]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    #[cfg(unix)]
    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(sent.expect("kill starts").success());
    }

    /// Waits for the end; returns whether it was a good one, and what else stood on standard output.
    pub fn wait(mut self) -> (bool, String) {
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).expect("stdout can be read");
        (self.child.wait().expect("it is our child").success(), rest)
    }
}

impl Running {
    /// Waits for the end; returns whether it was a good one, and all that stood on standard error.
    pub fn wait_and_listen(mut self) -> (bool, String) {
        let good = self.child.wait().expect("it is our child").success();
        let told = self.told.take().expect("nobody took it before").join();
        (good, told.expect("reading does not panic"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _ended_already = self.child.wait();
    }
}

/// The project, where `fixtures/` and `demo/` lie.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Notes that a test had nothing to run on; on CI that is a failure.
pub fn skip(test: &str, why: &str) {
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{test}: {why}");
    println!("skipped: {why}");
    if let Some(log) = std::env::var_os("BYLINE_SKIP_LOG") {
        use std::io::Write;
        let file = std::fs::File::options().append(true).create(true).open(log);
        file.and_then(|mut file| writeln!(file, "{test}: {why}")).expect("the log of skipped tests can be written");
    }
}

/// The browser and the packages of `xtask/needs/package.json`.
pub fn browser_needs() -> Option<(PathBuf, PathBuf)> {
    let place = |name, usual: PathBuf| std::env::var_os(name).map_or(usual, PathBuf::from);
    let chromium = place("BYLINE_CHROMIUM", "/usr/bin/chromium".into());
    let modules = place("BYLINE_NODE_MODULES", root().join(".cache/npm/node_modules"));
    (chromium.is_file() && modules.join("playwright-core").is_dir()).then_some((chromium, modules))
}

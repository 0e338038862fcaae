//! A real mail server (aiosmtpd), and somebody with a browser.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use reqwest::header::{LOCATION, SET_COOKIE};
use serde_json::{Value, json};

use crate::support::{Running, byline, root, text};

/// Far longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A Python that has the server, or why there is none.
pub fn python() -> Option<PathBuf> {
    let venv = std::env::var_os("BYLINE_VENV").map_or_else(|| root().join(".cache/venv"), PathBuf::from);
    let python = venv.join("bin/python");
    let has = |python: &Path| Command::new(python).args(["-c", "import aiosmtpd"]).output();
    has(&python).is_ok_and(|it| it.status.success()).then_some(python)
}

pub struct MailServer {
    child: Child,
    events: Receiver<Value>,
    pub port: u16,
}

impl MailServer {
    /// Behaves as `options` say (`tests/it/mail_server.py`).
    pub fn start(python: &Path, options: &Value) -> Self {
        let script = root().join("crates/byline/tests/it/mail_server.py");
        let mut command = Command::new(python);
        command.arg("-W").arg("ignore").arg(script).arg(options.to_string());
        let mut child = command.stdout(Stdio::piped()).spawn().expect("Python starts");
        let lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let (sender, events) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let event = serde_json::from_str(&line).expect("one line of JSON for each event");
                if sender.send(event).is_err() {
                    break;
                }
            }
        });
        let mut server = MailServer { child, events, port: 0 };
        server.port = u16::try_from(server.next("ready")["port"].as_u64().unwrap()).unwrap();
        server
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The next event, which must be of this kind.
    #[track_caller]
    pub fn next(&self, kind: &str) -> Value {
        let event = self.events.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {kind} came"));
        assert_eq!(event["event"], kind, "{event}");
        event
    }

    /// The next event of this kind, whatever comes before.
    pub fn events_until(&self, kind: &str) -> Value {
        loop {
            let event = self.events.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {kind} came"));
            if event["event"] == kind {
                return event;
            }
        }
    }

    /// Nothing happened, and nothing does for a moment.
    #[track_caller]
    pub fn expect_silence(&self) {
        if let Ok(event) = self.events.recv_timeout(Duration::from_millis(700)) {
            panic!("{event}");
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _ended_already = self.child.wait();
    }
}

/// A registry that sends mail, with these further variables.
pub fn registry(data: &Path, server: &str, settings: &[(&str, &str)]) -> Running {
    let mut command = byline();
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
    command.envs([
        ("BYLINE_MAIL_SERVER", server),
        ("BYLINE_MAIL_FROM", "no-reply@registry.example.org"),
        ("BYLINE_MAIL_FROM_NAME", "The Régistry"),
        ("BYLINE_MAIL_STARTTLS", "never"),
        ("BYLINE_MAIL_RETRY_AFTER", "100ms"),
        ("BYLINE_LOG", "debug"),
    ]);
    command.envs(settings.iter().copied());
    Running::start(&mut command)
}

/// What `byline mail list` says, with JSON read.
pub fn listed(data: &Path) -> Vec<Value> {
    let output = byline().args(["mail", "list", "--json", "--data"]).arg(data).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Asks until it is so.
pub async fn eventually<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    // For half a minute: often at first.
    for turn in 0..350 {
        if let Some(found) = ask().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(if turn < 50 { 5 } else { 100 })).await;
    }
    panic!("it never became so");
}

/// Somebody with a browser: keeps cookies, and fills in the forms it is shown.
pub struct Browser<'r> {
    registry: &'r Running,
    client: reqwest::Client,
    cookies: BTreeMap<String, String>,
}

pub struct Page {
    pub status: u16,
    pub location: Option<String>,
    pub body: String,
}

pub const PASSWORD: &str = "correct horse 7";

impl<'r> Browser<'r> {
    pub fn new(registry: &'r Running) -> Self {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Browser { registry, client, cookies: BTreeMap::new() }
    }

    /// The same browser in front of another server at the same name.
    pub fn at<'o>(self, registry: &'o Running) -> Browser<'o> {
        Browser { registry, client: self.client, cookies: self.cookies }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        let request = self.client.get(self.registry.url(path));
        self.send(request).await
    }

    /// Opens the page and sends its form, filled in like this.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.submit_after(path, Duration::ZERO, fields).await
    }

    async fn submit_after(&mut self, path: &str, time: Duration, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        tokio::time::sleep(time).await;
        let form: Vec<(&str, &str)> = hidden(&page.body).chain(fields.iter().copied()).collect();
        let request = self.client.post(self.registry.url(path)).header("origin", self.registry.url("")).form(&form);
        self.send(request).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header("accept", "text/html").header("cookie", cookies.join("; "));
        let response = request.send().await.expect("it answers");
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("a text").split(';').next().expect("a pair");
            let (name, value) = cookie.split_once('=').expect("a pair");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let location = response.headers().get(LOCATION).map(|it| it.to_str().expect("a text").to_owned());
        Page { status: response.status().as_u16(), location, body: response.text().await.expect("a page") }
    }

    /// Asks for the password of an account that there is not: a mail says so.
    pub async fn asks_for_a_mail(&mut self, email: &str) {
        assert_eq!(self.submit("/reset-password", &[("email", email)]).await.status, 200);
    }

    /// Registers somebody and stays signed in as them.
    pub async fn register(&mut self, email: &str) {
        let page = self
            .submit_after(
                "/register",
                // Nobody fills it in faster (`registry` 5.2).
                Duration::from_millis(2100),
                &[
                    ("given_names", "Ada"),
                    ("family_name", "Probe"),
                    ("email", email),
                    ("email_again", email),
                    ("password", PASSWORD),
                    ("password_again", PASSWORD),
                    ("visibility", "public"),
                    ("terms", "1"),
                    ("processing", "1"),
                ],
            )
            .await;
        assert_eq!(page.status, 303, "{}", page.body);
    }
}

/// What the form of a page sends unasked.
fn hidden(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split("<input type=\"hidden\" name=\"").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once("\" value=\"")?;
        Some((name, rest.split_once('"')?.0))
    })
}

/// The path of the link in a mail, as text and HTML agree on it.
pub fn link(mail: &Value, registry: &Running) -> String {
    let path = |part: &str| {
        let text = mail[part].as_str().expect("a text");
        let (_, rest) = text.rsplit_once(&registry.url("/")).unwrap_or_else(|| panic!("{text}"));
        format!("/{}", rest.split(|it: char| it == '<' || it.is_whitespace()).next().expect("a start"))
    };
    let found = path("text");
    assert_eq!(path("html"), found);
    found
}

/// The settings of a server that wants TLS, signed by an authority of its own.
pub fn certificates(folder: &Path) -> Value {
    let made = byline().args(["dev-ca", "--out"]).arg(folder).output().unwrap();
    assert!(made.status.success(), "{}", text(&made.stderr));
    json!({ "cert": folder.join("server.pem"), "key": folder.join("server-key.pem") })
}

//! How a server ends, and how another takes its place, with nobody turned away. With real processes.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "how long an end takes is what is looked at")]

use std::net::{SocketAddr, TcpListener};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::mail_server::eventually;
use crate::support::{AMELIE, Running, UPDATER, byline, root, run, skip, text};

/// A registry with the demo in it.
fn imported(folder: &Path) {
    let output = run([Path::new("import"), Path::new("--data"), folder, &root().join("demo")]);
    assert!(output.status.success(), "{}", text(&output.stderr));
}

fn serve(folder: &Path, arguments: &[&str]) -> Running {
    let mut command = byline();
    command.arg("serve").arg("--data").arg(folder).args(arguments);
    Running::start(&mut command)
}

/// OPS-02
#[tokio::test]
async fn a_server_says_that_it_leaves_before_it_does() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path());
    let token = made_token(folder.path(), json!({"client": UPDATER, "scopes": ["/read-public"]})).await;
    let server = serve(folder.path(), &["--listen", "127.0.0.1:0", "--drain-delay", "2s"]);
    eventually(async || (server.get("/readyz", "*/*").await.status() == 200).then_some(())).await;
    let mut stream = reqwest::Client::new()
        .get(server.url("/api/sync/changes"))
        .header("accept", "text/event-stream")
        .bearer_auth(&token)
        .send()
        .await
        .unwrap();
    assert_eq!(stream.status(), 200);
    let began = Instant::now();
    server.terminate();
    let not_ready = eventually(async || {
        let answer = server.get("/readyz", "*/*").await;
        (answer.status() == 503).then_some(answer)
    })
    .await;
    assert_eq!(not_ready.headers()["connection"], "close");
    assert_eq!(not_ready.json::<Value>().await.unwrap()["checks"]["serving"]["status"], "failing");
    assert_eq!(server.get("/healthz", "*/*").await.status(), 200);
    let read = server.get(&format!("/pub/v3.0/{AMELIE}/record"), "application/json").await;
    assert_eq!(read.status(), 200, "whoever is sent here all the same is answered");
    // To its end, which is one: a body that is cut off would be an error.
    while stream.chunk().await.expect("the stream ends as streams do").is_some() {}
    assert!(began.elapsed() >= Duration::from_secs(2), "it went on until then");
    let (good, told) = server.wait_and_listen();
    assert!(good && told.contains("leaving") && told.contains("stopped"), "{told}");
    assert!(began.elapsed() < Duration::from_secs(20), "nothing kept it: {:?}", began.elapsed());
}

/// OPS-02
#[tokio::test]
async fn whoever_asks_twice_does_not_wait() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(folder.path(), &["--listen", "127.0.0.1:0", "--drain-delay", "10m"]);
    server.terminate();
    eventually(async || (server.get("/readyz", "*/*").await.status() == 503).then_some(())).await;
    let began = Instant::now();
    server.terminate();
    assert!(!server.wait().0);
    assert!(began.elapsed() < Duration::from_secs(10));
}

/// A token, made with the folder as a sandbox.
async fn made_token(folder: &Path, wanted: Value) -> String {
    let sandbox = Running::sandbox([Path::new("--data"), folder]);
    let (status, token) = sandbox.post("/__sandbox/tokens", wanted).await;
    assert_eq!(status, 201, "{token}");
    token["access_token"].as_str().unwrap().to_owned()
}

/// What clients saw.
#[derive(Default)]
struct Seen {
    over: AtomicBool,
    answered: AtomicUsize,
    failed: std::sync::Mutex<Vec<String>>,
}

impl Seen {
    fn goes_on(&self) -> bool {
        !self.over.load(Ordering::Relaxed)
    }

    fn note(&self, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => drop(self.answered.fetch_add(1, Ordering::Relaxed)),
            Err(why) => self.failed.lock().unwrap().push(why),
        }
    }
}

/// One connection of a client that repeats nothing by itself, so that whatever goes wrong shows.
struct Line {
    to: SocketAddr,
    stream: Option<TcpStream>,
    keeps: bool,
}

impl Line {
    fn new(to: SocketAddr, keeps: bool) -> Self {
        Line { to, stream: None, keeps }
    }

    /// Asks once; the status has to be the one that was asked for.
    async fn ask(&mut self, head: &str, body: &str, wanted: &str) -> Result<(), String> {
        let asked = tokio::time::timeout(Duration::from_secs(30), self.exchange(head, body));
        let answer = asked.await.map_err(|_| "no answer".to_owned())?.map_err(|error| format!("{error:?}"))?;
        match answer.starts_with(&format!("HTTP/1.1 {wanted} ")) {
            true => Ok(()),
            false => Err(answer.chars().take(300).collect()),
        }
    }

    async fn exchange(&mut self, head: &str, body: &str) -> std::io::Result<String> {
        // A connection that was closed before anything is said on it is no failure.
        let open = self.stream.take().filter(|stream| {
            let closed = stream.try_read(&mut [0]);
            closed.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock)
        });
        let mut stream = match open {
            Some(stream) => stream,
            None => TcpStream::connect(self.to).await?,
        };
        let close = if self.keeps { "" } else { "Connection: close\r\n" };
        let length = body.len();
        let request = format!("{head}\r\nHost: {}\r\n{close}Content-Length: {length}\r\n\r\n{body}", self.to);
        stream.write_all(request.as_bytes()).await?;
        let answer = read_answer(&mut stream).await?;
        if self.keeps && !answer.to_lowercase().contains("\r\nconnection: close\r\n") {
            self.stream = Some(stream);
        }
        Ok(answer)
    }
}

/// Head and body of an answer that says how long it is.
async fn read_answer(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
            if body.len() >= length {
                return Ok(text);
            }
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(std::io::Error::other(format!("cut off after {} bytes: {text}", bytes.len())));
        }
    }
}

/// Clients that read, half of them on connections that they keep, until it is over.
fn readers(to: SocketAddr, seen: &Arc<Seen>) -> tokio::task::JoinSet<()> {
    let mut readers = tokio::task::JoinSet::new();
    for number in 0..8 {
        let seen = Arc::clone(seen);
        readers.spawn(async move {
            let mut line = Line::new(to, number % 2 == 0);
            while seen.goes_on() {
                let head = format!("GET /pub/v3.0/{AMELIE}/person HTTP/1.1\r\nAccept: application/json");
                seen.note(line.ask(&head, "", "200").await);
                // Some wait between two requests, as people do.
                tokio::time::sleep(Duration::from_millis([1, 40, 150][number % 3])).await;
            }
        });
    }
    readers
}

async fn over(seen: &Seen, mut clients: tokio::task::JoinSet<()>, at_least: usize) {
    seen.over.store(true, Ordering::Relaxed);
    while let Some(ended) = clients.join_next().await {
        ended.unwrap();
    }
    let (answered, failed) = (seen.answered.load(Ordering::Relaxed), seen.failed.lock().unwrap());
    println!("{answered} answered, {} failed", failed.len());
    assert!(
        failed.is_empty(),
        "{} of {}: {:#?}",
        failed.len(),
        answered + failed.len(),
        &failed[..failed.len().min(5)]
    );
    assert!(answered > at_least, "only {answered}");
}

/// A server on a socket that stays open when it ends.
fn handed(folder: &Path, socket: &TcpListener) -> Running {
    let program = byline();
    let mut shell = Command::new("sh");
    let script = "exec 3<&0 </dev/null; LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" serve --data \"$1\"";
    shell.args(["-c", script]).arg(program.get_program()).arg(folder);
    for (name, _) in program.get_envs().filter(|(_, value)| value.is_none()) {
        shell.env_remove(name);
    }
    shell.stdin(Stdio::from(OwnedFd::from(socket.try_clone().unwrap())));
    Running::start(&mut shell)
}

/// OPS-03
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_socket_that_stays_a_restart_turns_nobody_away() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path());
    let wanted = json!({"client": UPDATER, "orcid": AMELIE, "scopes": ["/activities/update", "/read-limited"]});
    let token = made_token(folder.path(), wanted).await;
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let mut server = handed(folder.path(), &socket);
    assert_eq!(server.address(), address.to_string());
    let seen = Arc::new(Seen::default());
    let mut clients = readers(address, &seen);
    for writer in 0..2 {
        let (seen, token) = (Arc::clone(&seen), token.clone());
        clients.spawn(async move {
            let mut line = Line::new(address, writer == 0);
            for number in 0.. {
                if !seen.goes_on() {
                    return;
                }
                let head = format!(
                    "POST /api/v3.0/{AMELIE}/work HTTP/1.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json"
                );
                let id = format!("10.5555/{writer}.{number}");
                let body = json!({"title": {"title": {"value": "Ants"}}, "type": "journal-article",
                    "external-ids": {"external-id": [{"external-id-type": "doi", "external-id-value": id,
                        "external-id-relationship": "self"}]}});
                seen.note(line.ask(&head, &body.to_string(), "201").await);
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
    }
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(500)).await;
        server.terminate();
        assert!(server.wait().0);
        server = handed(folder.path(), &socket);
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    over(&seen, clients, 200).await;
}

/// A port that was free a moment ago.
fn port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// HAProxy, as the page says to set it up, asking more often; it ends with this.
struct Proxy {
    process: std::process::Child,
    _folder: tempfile::TempDir,
}

impl Proxy {
    fn start(program: &Path, front: u16, backs: [u16; 2]) -> Self {
        let page = std::fs::read_to_string(root().join("docs/operating/restarts.md")).expect("the page is there");
        let (_, block) = page.split_once("```haproxy\n").expect("it shows a configuration");
        let (block, _) = block.split_once("```").expect("it ends");
        let mut told = block.to_owned();
        let [one, two] = backs.map(|port| format!("127.0.0.1:{port}"));
        for (shown, here) in [
            ("bind :80\n", &*format!("bind 127.0.0.1:{front}\n    stats enable\n    stats uri /haproxy\n")),
            ("10.0.0.1:8080", &*one),
            ("10.0.0.2:8080", &*two),
            ("inter 1s", "inter 200ms"),
        ] {
            assert!(told.contains(shown), "{shown:?} is not in the block");
            told = told.replace(shown, here);
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("haproxy.cfg");
        std::fs::write(&file, told).unwrap();
        let mut command = Command::new(program);
        // It warns of each server that goes.
        command.arg("-q").arg("-db").arg("-f").arg(&file).stderr(Stdio::null());
        let process = command.spawn().expect("it starts");
        Proxy { process, _folder: folder }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ended_already = self.process.kill();
        let _ended_already = self.process.wait();
    }
}

/// Whether the proxy sends requests to a server.
async fn is_up(front: u16, name: &str) -> Option<()> {
    let table = reqwest::get(format!("http://127.0.0.1:{front}/haproxy;csv")).await.ok()?.text().await.ok()?;
    let row = table.lines().find(|row| row.starts_with(&format!("processes,{name},")))?;
    (row.split(',').nth(17)? == "UP").then_some(())
}

/// OPS-02
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_proxy_two_restart_one_after_the_other_and_nobody_notices() {
    let place = std::env::var_os("BYLINE_HAPROXY").unwrap_or_else(|| "/usr/sbin/haproxy".into());
    let haproxy = Path::new(&place);
    if !haproxy.is_file() {
        return skip("rolling restart", "there is no HAProxy");
    }
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    folders.iter().for_each(|folder| imported(folder.path()));
    let (front, backs) = (port(), [port(), port()]);
    let start = |number: usize| {
        let listen = format!("127.0.0.1:{}", backs[number]);
        let base_url = format!("http://127.0.0.1:{front}");
        let told =
            ["--listen", &*listen, "--base-url", &*base_url, "--drain-delay", "1500ms", "--trusted-proxy", "127.0.0.1"];
        serve(folders[number].path(), &told)
    };
    let mut servers = [Some(start(0)), Some(start(1))];
    let _proxy = Proxy::start(haproxy, front, backs);
    for name in ["one", "two"] {
        eventually(async || is_up(front, name).await).await;
    }
    let seen = Arc::new(Seen::default());
    let clients = readers(([127, 0, 0, 1], front).into(), &seen);
    for _ in 0..2 {
        for (number, name) in ["one", "two"].into_iter().enumerate() {
            let before = servers[number].take().expect("it runs");
            before.terminate();
            assert!(before.wait().0);
            servers[number] = Some(start(number));
            eventually(async || is_up(front, name).await).await;
        }
    }
    over(&seen, clients, 500).await;
}

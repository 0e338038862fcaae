//! Programs we start, where they run, and what they use.

use std::cell::RefCell;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// Linux counts processor time in hundredths of a second, whatever its own clock does (`proc(5)`, `USER_HZ`).
const TICK: Duration = Duration::from_millis(10);

/// The core a program is to stay on, so that server and generator do not take turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Core {
    Server,
    Generator,
}

/// A command that stays on its core, where `taskset` and a second core exist.
pub fn pinned(core: Core, program: impl AsRef<OsStr>) -> Command {
    if !can_pin() {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.arg("-c").arg(if core == Core::Server { "0" } else { "1" }).arg(program);
    command
}

/// Whether server and generator each have a core of their own.
pub fn can_pin() -> bool {
    cores() > 1 && Command::new("taskset").arg("--version").output().is_ok_and(|output| output.status.success())
}

pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A running server; dropping it ends it.
pub struct Server {
    child: Child,
    pub listen: SocketAddr,
    /// From just before it was started to the moment its ready line was read.
    pub ready_after: Duration,
}

#[derive(Deserialize)]
struct Ready {
    event: String,
    listen: SocketAddr,
}

impl Server {
    /// Starts a server and waits for its one line on stdout.
    pub fn start(command: &mut Command) -> Result<Self> {
        let shown = format!("{command:?}");
        let started = Instant::now();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {shown}"))?;
        // From here on the child is ended whatever happens.
        let mut server = Server { child, listen: SocketAddr::from(([0, 0, 0, 0], 0)), ready_after: Duration::ZERO };
        let mut line = String::new();
        BufReader::new(server.child.stdout.take().expect("stdout is piped")).read_line(&mut line)?;
        server.ready_after = started.elapsed();
        let ready: Ready = serde_json::from_str(&line)
            .with_context(|| format!("{shown} did not say that it is ready but {:?}", line.trim_end()))?;
        if ready.event != "ready" {
            bail!("{shown} said {:?} instead of being ready", ready.event);
        }
        server.listen = ready.listen;
        Ok(server)
    }

    /// Memory held in RAM now, in bytes.
    pub fn resident_bytes(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("the server is gone")?;
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes * 1024)
    }

    /// Bytes that it had written to disks so far.
    pub fn written(&self) -> Result<u64> {
        let io = fs::read_to_string(format!("/proc/{}/io", self.child.id()))?;
        let line =
            io.lines().find_map(|line| line.strip_prefix("write_bytes: ")).context("an unknown form of /proc/*/io")?;
        Ok(line.trim().parse()?)
    }

    pub fn cpu_time(&self) -> Result<Duration> {
        cpu_time(&self.child.id().to_string())
    }

    /// As [`Server::cpu_time`], of the threads that are there now, to the nanosecond; zero where the kernel does not say.
    pub fn cpu_time_of_threads(&self) -> Result<Duration> {
        let mut nanos = 0;
        for thread in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            // A thread may have ended meanwhile.
            let Ok(text) = fs::read_to_string(thread?.path().join("schedstat")) else { continue };
            nanos += text.split_whitespace().next().and_then(|it| it.parse::<u64>().ok()).unwrap_or(0);
        }
        Ok(Duration::from_nanos(nanos))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Processor time a process has used, by its number or `self`.
pub fn cpu_time(process: &str) -> Result<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The second field is the program's name in parentheses, blanks and all; fields 14 and 15 are the times.
    let (_, fields) = stat.rsplit_once(") ").context("an unknown form of /proc/*/stat")?;
    let mut times = fields.split(' ').skip(11).map(str::parse::<u32>);
    match (times.next(), times.next()) {
        (Some(Ok(user)), Some(Ok(system))) => Ok(TICK * (user + system)),
        _ => bail!("an unknown form of /proc/*/stat"),
    }
}

/// Runs a command to its end and returns how long it took; its output is shown only when it fails.
pub fn timed(command: &mut Command) -> Result<Duration> {
    let started = Instant::now();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("could not start {command:?}"))?;
    let took = started.elapsed();
    if !output.status.success() {
        bail!("{command:?} failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(took)
}

thread_local! {
    /// Another program that plays Byline's part, on this thread.
    static PLAYED_BY: RefCell<Option<PathBuf>> = const { RefCell::new(None) };
}

/// Does something with another binary as [`byline`], if one is given.
pub fn with_binary<T>(binary: Option<&Path>, act: impl FnOnce() -> T) -> T {
    let before = PLAYED_BY.replace(binary.map(Path::to_owned));
    let done = act();
    PLAYED_BY.set(before);
    done
}

/// The Byline binary: `BYLINE_BIN`, or the one that lies beside this program.
pub fn byline() -> Result<PathBuf> {
    if let Some(other) = PLAYED_BY.with_borrow(Clone::clone) {
        return Ok(other);
    }
    own_byline()
}

/// The same, also while another plays it.
pub fn own_byline() -> Result<PathBuf> {
    let binary = match std::env::var_os("BYLINE_BIN") {
        Some(named) => PathBuf::from(named),
        None => std::env::current_exe()?.parent().unwrap_or(Path::new(".")).join("byline"),
    };
    if !binary.is_file() {
        bail!("there is no {}; build it, or name it in BYLINE_BIN", binary.display());
    }
    Ok(binary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_processor_time_can_be_read() {
        let before = cpu_time("self").unwrap();
        let started = Instant::now();
        let mut sum = 0u64;
        while started.elapsed() < Duration::from_millis(200) {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        assert!(cpu_time("self").unwrap() > before, "{sum}");
    }

    #[test]
    fn a_server_that_says_it_is_ready_is_found_there() {
        let line = r#"{"event":"ready","base_url":"http://127.0.0.1:1","listen":"127.0.0.1:1","ms":1}"#;
        let server = Server::start(Command::new("sh").args(["-c", &format!("echo '{line}'; exec sleep 60")])).unwrap();
        assert_eq!(server.listen.port(), 1);
        assert!(server.resident_bytes().unwrap() > 0);
    }

    #[test]
    fn a_server_that_says_something_else_is_refused() {
        let error = Server::start(Command::new("sh").args(["-c", "echo hello"])).err().unwrap();
        assert!(error.to_string().contains("hello"), "{error}");
    }
}

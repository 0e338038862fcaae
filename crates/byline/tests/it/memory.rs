//! What an import holds in memory does not grow with what it imports.

#![cfg(target_os = "linux")]

use std::fs;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::byline;

const MIB: u64 = 1 << 20;

/// The largest that was seen, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Peak {
    /// The process's own memory.
    pub own: u64,
    /// Pages of files that it has mapped: the program itself, and not the database, which grows.
    mapped: u64,
}

#[test]
fn an_import_needs_no_more_memory_for_more_records() {
    let long = std::env::var_os("BYLINE_LONG").is_some();
    // Few are enough for what is bounded to come near its bounds: batches on their way, pages in the cache.
    let (few, many) = if long { (800, 5_000) } else { (200, 800) };
    let (small, large) = (peak(few), peak(many));
    let (own, mapped) = (large.own.saturating_sub(small.own), large.mapped.saturating_sub(small.mapped));
    println!("{few} records: {small:?}; {many} records: {large:?}");
    // The documents of 600 records more are 78 MB.
    assert!(own < 30 * MIB, "the import itself: {small:?}, {large:?}");
    assert!(mapped < 8 * MIB, "what it has mapped: {small:?}, {large:?}");
}

fn peak(records: u64) -> Peak {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    let mut generate = byline();
    // All keep their records: some 130 KB of summary each.
    generate.args(["generate", "--people", &records.to_string(), "--mix", "kept", "--only-summaries", "--out"]);
    assert!(generate.arg(&files).stderr(Stdio::null()).status().unwrap().success());
    let mut import = byline();
    import.args(["import", "--data"]).arg(folder.path().join("data")).arg(&files);
    watched(import.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
}

/// Until it ends well.
pub fn watched(mut child: Child) -> Peak {
    let mut peak = Peak::default();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        // Gone between the question and the look.
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        peak.own = peak.own.max(bytes(&status, "RssAnon:"));
        peak.mapped = peak.mapped.max(bytes(&status, "RssFile:"));
        thread::sleep(Duration::from_millis(5));
    };
    assert!(status.success(), "{status}");
    assert!(peak.own > 0, "memory was looked at");
    peak
}

fn bytes(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().map_or(0, |kilobytes: u64| kilobytes * 1024)
}

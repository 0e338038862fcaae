//! The browser of a scenario (`tests/browser/walker.mjs`): it stays open, and people in it stay signed in.

use std::process::Stdio;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::scene::Person;
use crate::support::{browser_needs, root};

pub struct Walker {
    /// Ends with this.
    _child: Child,
    stdin: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Walker {
    /// `None` where there is no browser.
    pub async fn start(base: &str) -> Option<Self> {
        let (chromium, modules) = browser_needs()?;
        let mut child = Command::new("node")
            .arg(root().join("crates/byline/tests/browser/walker.mjs"))
            .arg(base)
            .env("BYLINE_CHROMIUM", chromium)
            .env("BYLINE_NODE_MODULES", modules.canonicalize().expect("the folder is there"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts");
        let stdin = child.stdin.take().expect("stdin is piped");
        let lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let mut walker = Walker { _child: child, stdin, lines };
        assert_eq!(walker.answer().await, json!("ready"));
        Some(walker)
    }

    /// `told` without `do` and `who`.
    pub async fn tell(&mut self, verb: &str, who: &Person, mut told: Value) -> Value {
        told["do"] = json!(verb);
        told["who"] = json!({ "email": who.email, "password": who.password });
        self.stdin.write_all(format!("{told}\n").as_bytes()).await.expect("the browser listens");
        self.answer().await
    }

    async fn answer(&mut self) -> Value {
        let line = self.lines.next_line().await.expect("a line").expect("the browser is there");
        let mut answer: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(answer["error"], Value::Null, "{}", answer["error"].as_str().unwrap_or_default());
        answer["ok"].take()
    }
}

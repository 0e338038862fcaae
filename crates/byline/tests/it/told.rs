//! What pages of the documentation tell people to ask a sandbox is answered as the pages say.
//!
//! Of blocks of console, the calls of `curl` are made. Commands begin with `$`, and go on behind a backslash at the end of a line or within quotes. What follows is the beginning of what they
//! print; `…` stands for anything. All of a page is one session with a sandbox.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Running, byline, root, skip, text};

/// With what is there to be read beside their commands, in the order of the page.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    command: String,
    printed: String,
}

fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for block in page.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let mut goes_on = false;
        for line in block.lines() {
            match (line.strip_prefix("$ "), steps.last_mut()) {
                (Some(command), _) => steps.push(Step { command: command.to_owned(), printed: String::new() }),
                (None, Some(step)) if goes_on => step.command += &format!("\n{line}"),
                (None, Some(step)) => step.printed += &format!("{line}\n"),
                (None, None) => panic!("output before any command: {line}"),
            }
            let open = |it: &Step| it.command.matches('\'').count() % 2 == 1 || it.command.ends_with('\\');
            goes_on = steps.last().is_some_and(|it| it.printed.is_empty() && open(it));
        }
    }
    steps
}

/// Whether a text begins as was told.
fn fits(told: &str, text: &str) -> bool {
    let mut rest = text;
    told.trim_end().split('…').enumerate().all(|(index, part)| {
        let found = rest.find(part).filter(|at| index > 0 || *at == 0);
        found.is_some_and(|at| {
            rest = &rest[at + part.len()..];
            true
        })
    })
}

fn plays(page: &str) {
    let Some(curl) =
        ["/usr/bin/curl", "/usr/local/bin/curl", "/bin/curl"].into_iter().find(|it| fs::exists(it).unwrap_or(false))
    else {
        return skip(&format!("told::{page}"), "curl is not here");
    };
    let text = fs::read_to_string(root().join(page)).unwrap();
    let mut steps = steps(&text);
    steps.retain(|step| step.command.starts_with("curl "));
    assert!(steps.len() > 1, "{page} has commands");
    let sandbox = Running::sandbox([] as [&str; 0]);
    let folder = tempfile::tempdir().unwrap();
    for Step { command, printed } in &steps {
        let here = command.replace("http://127.0.0.1:8080", &sandbox.url("")).replacen("curl ", &format!("{curl} "), 1);
        let output = Command::new("sh").arg("-c").arg(&here).current_dir(folder.path()).output().unwrap();
        let (out, err) =
            (String::from_utf8_lossy(&output.stdout).replace('\r', ""), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{page}: {command}\n{out}\n{err}");
        let told = printed.replace("http://127.0.0.1:8080", &sandbox.url(""));
        assert!(fits(&told, &out), "{page}: {command}\nshould print\n{told}\nand printed\n{out}");
    }
}

/// Makes the calls of `byline` on a page, in a folder with these files. What is told is on standard error.
fn runs(page: &str, files: &str) {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(root().join(files)).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    runs_in(page, folder.path());
}

/// The same in this folder.
pub fn runs_in(page: &str, folder: &Path) {
    let mut steps = steps(&fs::read_to_string(root().join(page)).unwrap());
    steps.retain(|step| step.command.starts_with("byline "));
    assert!(steps.len() > 1, "{page} has commands");
    for Step { command, printed } in &steps {
        let words = command.strip_prefix("byline ").expect("it is a command of ours");
        // Where it is sent is the shell's.
        let (words, out) = words.split_once(" > ").map_or((words, None), |(words, out)| (words, Some(out)));
        let output = byline().args(words.split(' ')).current_dir(folder).output().unwrap();
        let said = text(&output.stderr);
        assert!(output.status.success() && fits(printed, &said), "{page}: {command}\n{said}");
        if let Some(out) = out {
            fs::write(folder.join(out), &output.stdout).unwrap();
        }
    }
}

#[test]
fn organisations_are_imported_as_their_page_says() {
    runs("docs/organizations.md", "fixtures/organizations");
}

#[test]
fn the_sandbox_can_be_played_with_as_its_page_says() {
    plays("docs/sandbox.md");
}

#[test]
fn a_record_is_written_as_the_page_on_writing_says() {
    plays("docs/writing.md");
}

#[test]
fn people_are_found_as_the_page_on_search_says() {
    plays("docs/search.md");
}

/// OPS-01
#[test]
fn probes_are_answered_as_their_page_says() {
    plays("docs/operating/restarts.md");
}

#[test]
fn the_first_page_says_what_to_try() {
    plays("README.md");
}

#[test]
fn pages_are_read_as_people_read_them() {
    let page = "x\n```console\n$ a \\\n  b\n1\n2\n$ c\n```\ny\n```json\n{}\n```\n";
    let step = |command: &str, printed: &str| Step { command: command.to_owned(), printed: printed.to_owned() };
    assert_eq!(steps(page), [step("a \\\n  b", "1\n2\n"), step("c", "")]);
    assert!(fits("a…c", "abcd") && fits("", "x") && fits("ab", "abc"));
    assert!(!fits("b", "abc") && !fits("a…x", "abc"));
}

//! How far a long run is, on standard error: a bar for people, a line now and then for everybody else.

use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::Context;
use byline_datafile::{DroppedPart, Progress, Refusal};
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};

use crate::environment::Stopwatch;

/// Refusals that are shown; a file has room for all of them.
const SHOWN: u64 = 100;
/// Between two lines where there is no bar.
const PAUSE: Duration = Duration::from_secs(30);

/// The file that every refusal goes to. Each is written at once: whatever ends the run, the next one does not read
/// again what this one refused.
pub struct Refusals(File);

impl Refusals {
    /// Goes on with what is there, or begins anew.
    pub fn open(path: &Path, goes_on: bool) -> anyhow::Result<Self> {
        let mut options = File::options();
        match goes_on {
            true => options.append(true),
            false => options.write(true).truncate(true),
        };
        options.create(true).open(path).map(Refusals).with_context(|| format!("cannot write {}", path.display()))
    }
}

pub struct Shown {
    bar: ProgressBar,
    state: Mutex<State>,
}

struct State {
    input: String,
    size: Option<u64>,
    documents: u64,
    refused: u64,
    dropped: u64,
    came_in: u64,
    refusals: Option<Refusals>,
    said: Stopwatch,
}

impl Shown {
    pub fn new(refusals: Option<Refusals>) -> Self {
        let state = State {
            input: String::new(),
            size: None,
            documents: 0,
            refused: 0,
            dropped: 0,
            came_in: 0,
            refusals,
            said: Stopwatch::start(),
        };
        let bar = match std::io::stderr().is_terminal() && !crate::out::is_for_machines() {
            true => ProgressBar::no_length(),
            false => ProgressBar::hidden(),
        };
        Shown { bar, state: Mutex::new(state) }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
        let State { refused, dropped, .. } = *self.state();
        for (count, what) in [(refused, "refused"), (dropped, "parts left out")] {
            if count > SHOWN {
                say!("… and {} more {what}", HumanCount(count - SHOWN));
            }
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics while holding it")
    }
}

impl State {
    fn list(&mut self, line: &str) {
        if let Some(Refusals(file)) = &mut self.refusals
            && let Err(error) = file.write_all(format!("{line}\n").as_bytes())
        {
            tracing::warn!("the list of refusals is incomplete: {error}");
            self.refusals = None;
        }
    }

    /// A line now and then, where nobody sees a bar.
    fn say(&mut self, position: u64) {
        if self.said.elapsed() < PAUSE {
            return;
        }
        self.said = Stopwatch::start();
        let documents = HumanCount(self.documents);
        match self.size {
            Some(size) => {
                say!("{}: {documents} documents, {} of {}", self.input, HumanBytes(position), HumanBytes(size));
            }
            None => say!("{}: {documents} documents", self.input),
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates below are well formed")
}

impl Progress for Shown {
    fn began(&self, input: &Path, size: Option<u64>) {
        let name = input.file_name().unwrap_or(input.as_os_str()).to_string_lossy().into_owned();
        let mut state = self.state();
        state.documents = 0;
        state.size = size;
        // The style first: every other step draws the bar.
        self.bar.set_style(match size {
            Some(_) => style("{prefix} [{bar:24}] {bytes}/{total_bytes} {bytes_per_sec} {msg} documents, {eta} left"),
            None => style("{prefix} {spinner} {msg} documents, {elapsed}"),
        });
        self.bar.set_prefix(name.clone());
        self.bar.set_message("0");
        match size {
            Some(size) => self.bar.set_length(size),
            None => self.bar.unset_length(),
        }
        self.bar.reset();
        state.input = name;
    }

    fn resumes(&self, input: &Path, done: u64) {
        let (input, done) = (input.display(), HumanCount(done));
        self.bar.suspend(|| say!("{input}: going on after the {done} that an earlier run imported"));
    }

    fn advanced(&self, position: u64, documents: u64) {
        let mut state = self.state();
        state.documents += documents;
        self.bar.set_message(HumanCount(state.documents).to_string());
        match state.size {
            Some(_) => self.bar.set_position(position),
            None => self.bar.tick(),
        }
        if self.bar.is_hidden() {
            state.say(position);
        }
    }

    fn refused(&self, refusal: &Refusal) {
        let mut state = self.state();
        state.refused += 1;
        if state.refused <= SHOWN {
            self.bar.suspend(|| say!("refused: {refusal}"));
        }
        state.list(&refusal.to_string());
    }

    fn dropped(&self, part: &DroppedPart) {
        let mut state = self.state();
        state.dropped += 1;
        if state.dropped <= SHOWN {
            self.bar.suspend(|| say!("{part}"));
        }
        state.list(&part.to_string());
    }

    fn came_in(&self, refusal: &Refusal) {
        let mut state = self.state();
        state.came_in += 1;
        let line = format!("came in after all: {}", refusal.place());
        if state.came_in <= SHOWN {
            self.bar.suspend(|| say!("{line}"));
        }
        state.list(&line);
    }
}

//! How far a long run is, on standard error: a bar for people, a line now and then for everybody else.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::Mutex;

use anyhow::Context;
use byline_datafile::{Progress, Refusal};
use indicatif::{ProgressBar, ProgressStyle};

/// Refusals that are shown; a file has room for all of them.
const SHOWN: u64 = 100;

pub struct Shown {
    bar: ProgressBar,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    documents: u64,
    refused: u64,
    came_in: u64,
    file: Option<BufWriter<File>>,
}

impl Shown {
    /// Refusals go to `refusals` too, all of them.
    pub fn new(refusals: Option<&Path>) -> anyhow::Result<Self> {
        let create = |path: &Path| {
            File::create(path).map(BufWriter::new).with_context(|| format!("cannot write {}", path.display()))
        };
        let state = State { file: refusals.map(create).transpose()?, ..State::default() };
        let bar = match std::io::stderr().is_terminal() && !crate::out::is_for_machines() {
            true => ProgressBar::no_length(),
            false => ProgressBar::hidden(),
        };
        Ok(Shown { bar, state: Mutex::new(state) })
    }

    /// Takes the bar away and closes the file.
    pub fn finish(&self) -> anyhow::Result<()> {
        self.bar.finish_and_clear();
        let mut state = self.state();
        if state.refused > SHOWN {
            say!("… and {} more", state.refused - SHOWN);
        }
        match &mut state.file {
            Some(file) => file.flush().context("cannot write the list of refusals"),
            None => Ok(()),
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics while holding it")
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates below are well formed")
}

impl Progress for Shown {
    fn began(&self, input: &Path, size: Option<u64>) {
        self.state().documents = 0;
        self.bar.reset();
        match size {
            Some(size) => {
                self.bar.set_length(size);
                self.bar.set_style(style(
                    "{prefix} [{bar:24}] {bytes}/{total_bytes} {bytes_per_sec} {msg} documents, {eta} left",
                ));
            }
            None => self.bar.set_style(style("{prefix} {spinner} {msg} documents, {elapsed}")),
        }
        self.bar.set_prefix(input.file_name().unwrap_or(input.as_os_str()).to_string_lossy().into_owned());
    }

    fn advanced(&self, bytes: u64, documents: u64) {
        let mut state = self.state();
        state.documents += documents;
        self.bar.set_message(state.documents.to_string());
        match self.bar.length() {
            Some(_) => self.bar.inc(bytes),
            None => self.bar.tick(),
        }
    }

    fn refused(&self, refusal: &Refusal) {
        let mut state = self.state();
        state.refused += 1;
        if state.refused <= SHOWN {
            self.bar.suspend(|| say!("refused: {refusal}"));
        }
        if let Some(file) = &mut state.file
            && let Err(error) = writeln!(file, "{refusal}")
        {
            tracing::warn!("the list of refusals is incomplete: {error}");
            state.file = None;
        }
    }

    fn came_in(&self, refusal: &Refusal) {
        let mut state = self.state();
        state.came_in += 1;
        let line = format!("came in after all: {}", refusal.place());
        if state.came_in <= SHOWN {
            self.bar.suspend(|| say!("{line}"));
        }
        if let Some(file) = &mut state.file
            && let Err(error) = writeln!(file, "{line}")
        {
            tracing::warn!("the list of refusals is incomplete: {error}");
            state.file = None;
        }
    }
}

//! How far an import has come, in a file beside the store.
//!
//! Written after each commit, by renaming: a run that is broken off in between repeats no more than what was on its way,
//! and repeating changes nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::ImportError;

#[derive(Default)]
pub(super) struct Resume {
    file: Option<PathBuf>,
    state: State,
}

#[derive(Serialize, Deserialize, Default)]
struct State {
    inputs: Vec<Cursor>,
}

#[derive(Serialize, Deserialize)]
struct Cursor {
    input: PathBuf,
    /// Another size is another file: it is read from the beginning.
    size: Option<u64>,
    /// Entries of an archive, people or files of a directory.
    done: u64,
}

impl Resume {
    pub fn open(file: Option<&Path>) -> Result<Self, ImportError> {
        let Some(file) = file else { return Ok(Resume::default()) };
        let failed = |it| ImportError::Resume(file.into(), it);
        let state = match fs::read(file) {
            Ok(text) => serde_json::from_slice(&text).map_err(|it| failed(it.into()))?,
            Err(it) if it.kind() == io::ErrorKind::NotFound => State::default(),
            Err(it) => return Err(failed(it)),
        };
        Ok(Resume { file: Some(file.into()), state })
    }

    /// How many units of this input were committed by earlier runs.
    pub fn position(&self, input: &Path, size: Option<u64>) -> u64 {
        let input = full(input);
        let cursor = self.state.inputs.iter().find(|it| it.input == input && it.size == size);
        cursor.map_or(0, |it| it.done)
    }

    pub fn advance(&mut self, input: &Path, size: Option<u64>, done: u64) -> Result<(), ImportError> {
        let Some(file) = &self.file else { return Ok(()) };
        let input = full(input);
        self.state.inputs.retain(|it| it.input != input);
        self.state.inputs.push(Cursor { input, size, done });
        let text = serde_json::to_vec(&self.state).map_err(io::Error::from);
        let fresh = file.with_extension("new");
        let written = text.and_then(|text| fs::write(&fresh, text)).and_then(|()| fs::rename(&fresh, file));
        written.map_err(|it| ImportError::Resume(file.clone(), it))
    }
}

/// The same file, whatever folder the run was started in.
fn full(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.into())
}

//! Where the index is: a folder with the one that answers, and the one that is being made to take its place.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use byline_model::OrcidId;
use byline_search::document::FORMAT;
use byline_search::index::{Index, IndexError};

/// The folder of the index. Nothing in it is data: it can be deleted, and is made again.
#[derive(Clone, Debug)]
pub struct Shelf(PathBuf);

/// How far the writer of an index had come, in the commit that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Everybody is in it, as of this number of the log.
    Whole { seen: u64 },
    /// It was begun at this number of the log, and has everybody up to this iD.
    Making { from: u64, after: Option<OrcidId> },
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Progress::Whole { seen } => write!(f, "{FORMAT} whole {seen}"),
            Progress::Making { from, after: Some(after) } => write!(f, "{FORMAT} making {from} {after}"),
            Progress::Making { from, after: None } => write!(f, "{FORMAT} making {from}"),
        }
    }
}

impl FromStr for Progress {
    type Err = ();

    /// Of another format than documents have now is nothing to go on from.
    fn from_str(text: &str) -> Result<Self, ()> {
        let words: Vec<&str> = text.split(' ').collect();
        let number = |word: &str| word.parse::<u64>().map_err(|_| ());
        match &*words {
            [format, rest @ ..] if number(format)? == FORMAT => match rest {
                ["whole", seen] => Ok(Progress::Whole { seen: number(seen)? }),
                ["making", from] => Ok(Progress::Making { from: number(from)?, after: None }),
                ["making", from, after] => {
                    let after = Some(after.parse().map_err(|_| ())?);
                    Ok(Progress::Making { from: number(from)?, after })
                }
                _ => Err(()),
            },
            _ => Err(()),
        }
    }
}

impl Shelf {
    /// In this folder, which is made when an index is.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Shelf(folder.into())
    }

    fn live(&self) -> PathBuf {
        self.0.join("live")
    }

    fn fresh(&self) -> PathBuf {
        self.0.join("new")
    }

    fn old(&self) -> PathBuf {
        self.0.join("old")
    }

    /// The index that answers and what it has seen; `None` when there is none that can be used.
    pub(super) fn open(&self) -> Result<Option<(Index, u64)>, IndexError> {
        remove(&self.old())?;
        if !self.live().exists() {
            // Whoever put another in its place may have been ended between the two steps.
            match read(&self.fresh())? {
                Some((_, Progress::Whole { .. })) => fs::rename(self.fresh(), self.live())?,
                _ => return Ok(None),
            }
        }
        match read(&self.live())? {
            Some((index, Progress::Whole { seen })) => Ok(Some((index, seen))),
            _ => Ok(None),
        }
    }

    /// The index that is being made, and how far it is; a new one where there is none to go on with.
    pub(super) fn begun(&self, newest: u64) -> Result<(Index, Progress), IndexError> {
        if let Some((index, progress)) = read(&self.fresh())? {
            let (Progress::Making { from, .. } | Progress::Whole { seen: from }) = progress;
            // One that has seen more than there is belongs to another registry, or to another time of this one.
            if from <= newest {
                return Ok((index, progress));
            }
        }
        remove(&self.fresh())?;
        private(&self.fresh())?;
        Ok((Index::open(&self.fresh())?, Progress::Making { from: newest, after: None }))
    }

    /// Puts the one that was made in place of the one that answers. Nobody has either open.
    pub(super) fn swap(&self) -> io::Result<()> {
        remove(&self.old())?;
        if self.live().exists() {
            fs::rename(self.live(), self.old())?;
        }
        fs::rename(self.fresh(), self.live())?;
        fs::File::open(&self.0)?.sync_all()?;
        remove(&self.old())
    }
}

/// The index in a folder, unless there is none, or it is of no use.
fn read(folder: &Path) -> Result<Option<(Index, Progress)>, IndexError> {
    if !folder.join("meta.json").exists() {
        return Ok(None);
    }
    let progress = |index: &Index| Ok::<_, IndexError>(index.progress()?.and_then(|it| it.parse().ok()));
    match Index::open(folder).and_then(|index| Ok((progress(&index)?, index))) {
        Ok((Some(progress), index)) => Ok(Some((index, progress))),
        Ok((None, _)) => Ok(None),
        Err(error) if error.is_beyond_repair() => {
            tracing::warn!(%error, "the index cannot be used, and is made anew");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// A folder for its owner alone, as all that lies beside a database is.
fn private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_survives_text() {
        let after = Some(OrcidId::from_base(900_900_000_000_001).unwrap());
        for progress in [
            Progress::Whole { seen: 7 },
            Progress::Making { from: 8, after },
            Progress::Making { from: 0, after: None },
        ] {
            assert_eq!(progress.to_string().parse(), Ok(progress));
        }
        let other = format!("{} whole 7", FORMAT + 1);
        for text in ["", "whole 7", &other, "1 whole", "1 making 7 x"] {
            assert_eq!(text.parse::<Progress>(), Err(()), "{text}");
        }
    }
}

//! `byline backup`: a registry in one file.

use std::fs::{self, File, TryLockError};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use byline_model::env::Clock;
use byline_store_sqlite::backup::Copy;
use indicatif::HumanBytes;

use crate::arguments::BackupArguments;
use crate::backup::{self, Manifest};
use crate::commands::import::settings;
use crate::commands::meter::Meter;
use crate::commands::{Outcome, counted};
use crate::environment::SystemClock;
use crate::home::Home;

const OF_A_SERVER: &str = "back it up with what PostgreSQL has for that, pg_dump for a copy, or pg_basebackup and its log \
    (PITR) to go back to any moment";

pub fn run(arguments: &BackupArguments) -> anyhow::Result<Outcome> {
    let settings = settings(&arguments.store)?;
    let home = Home::existing(&settings)?;
    let folder = home.embedded(OF_A_SERVER)?;
    let target = Target::of(&arguments.file, arguments.force)?;
    let scratch = arguments.scratch.clone().unwrap_or_else(|| target.scratch());
    let meter = Meter::new("copied");
    // Before the copy begins: what was acknowledged until then is in it.
    let made = SystemClock.now();
    let copy = folder.copy(&scratch, &|done, all| meter.show(done, all));
    meter.finish();
    let mut copy = copy?;
    let manifest = Manifest::new(&copy.facts, made.to_string());
    let seconds = u64::try_from(made.seconds()).unwrap_or_default();
    let size = target.write(|out| put(out, &manifest, seconds, &mut copy))?;
    let (records, bytes) = (counted(manifest.count("records"), "record"), HumanBytes(manifest.bytes));
    say!("backed up {records} as of {made}: {bytes}, {} compressed", HumanBytes(size));
    Ok(Outcome::Done)
}

/// Compresses the copy; returns how long that is.
fn put(out: &mut dyn Write, manifest: &Manifest, seconds: u64, copy: &mut Copy) -> io::Result<u64> {
    let meter = Meter::new("compressed");
    let counted = Counted { out, bytes: 0 };
    let written = backup::write(counted, manifest, seconds, copy.bytes(), &|done| meter.show(done, manifest.bytes));
    meter.finish();
    Ok(written?.bytes)
}

struct Counted<'o> {
    out: &'o mut dyn Write,
    bytes: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Where a backup goes.
enum Target {
    Output,
    /// A pipe or a device: what is written to it is gone.
    Stream(PathBuf),
    File {
        path: PathBuf,
        replace: bool,
    },
}

impl Target {
    fn of(path: &Path, replace: bool) -> anyhow::Result<Self> {
        if path == Path::new("-") {
            anyhow::ensure!(!io::stdout().is_terminal(), "a backup is no text: name a file, or send it somewhere");
            return Ok(Target::Output);
        }
        match path.metadata() {
            Ok(it) if it.is_dir() => anyhow::bail!("{} is a folder: name the file to write", path.display()),
            Ok(it) if !it.is_file() => return Ok(Target::Stream(path.to_owned())),
            Ok(_) if !replace => {
                anyhow::bail!("cannot write {}: there is one already (--force replaces it)", path.display())
            }
            Ok(_) | Err(_) => {}
        }
        Ok(Target::File { path: path.to_owned(), replace })
    }

    fn scratch(&self) -> PathBuf {
        match self {
            Target::Output | Target::Stream(_) => std::env::temp_dir(),
            Target::File { path, .. } => parent(path).to_owned(),
        }
    }

    fn write(&self, put: impl FnOnce(&mut dyn Write) -> io::Result<u64>) -> anyhow::Result<u64> {
        match self {
            Target::Output => put(&mut io::stdout().lock()).context("cannot write to standard output"),
            Target::Stream(path) => {
                let unusable = || format!("cannot write {}", path.display());
                let mut out = File::options().write(true).open(path).with_context(unusable)?;
                put(&mut out).with_context(unusable)
            }
            Target::File { path, replace } => {
                let unusable = || format!("cannot write {}", path.display());
                Part::begin(path).and_then(|part| part.fill(put, path, *replace)).with_context(unusable)
            }
        }
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that is on its way to its name. What a run that was killed has left is taken over by the next.
struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    fn begin(path: &Path) -> io::Result<Self> {
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        let path = PathBuf::from(name);
        let file = crate::data::private_file(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(io::Error::other("another backup is being written there")),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        file.set_len(0)?;
        Ok(Part { path, file })
    }

    fn fill(
        mut self,
        put: impl FnOnce(&mut dyn Write) -> io::Result<u64>,
        path: &Path,
        replace: bool,
    ) -> io::Result<u64> {
        let size = put(&mut self.file)?;
        self.file.sync_all()?;
        match replace {
            true => fs::rename(&self.path, path)?,
            false => name(&self.path, path)?,
        }
        // The name is to survive a power cut as well.
        #[cfg(unix)]
        File::open(parent(path))?.sync_all()?;
        Ok(size)
    }
}

/// Unlike a rename, a second name fails where somebody was quicker. Not every file system has second names.
fn name(part: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(part, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => fs::rename(part, path),
        named => named,
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _has_its_name = fs::remove_file(&self.path);
    }
}

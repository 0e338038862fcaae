//! Databases that end with the process: for tests and the sandbox.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::failure::{Failure, Result};

/// A directory of its own, removed when the store is dropped.
///
/// Where the system lets go of open files by name ([`Directory::unlink`]), that happens as soon as all connections are
/// there, so nothing stays behind however the process ends.
#[derive(Debug)]
pub struct Directory(PathBuf);

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Directory {
    /// Where the system has what is thrown away.
    pub fn create() -> Result<Self> {
        Self::within(&std::env::temp_dir())
    }

    /// Names are the process and a number; a directory that a killed process left behind is passed over. It is for its owner
    /// alone.
    pub fn within(parent: &Path) -> Result<Self> {
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = parent.join(format!("byline-{}-{number}", std::process::id()));
            match private(&path) {
                Ok(()) => return Ok(Directory(path)),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Failure::unavailable(format!("{}: {error}", path.display()))),
            }
        }
    }

    /// Where the database file is to be.
    pub fn database(&self) -> PathBuf {
        self.0.join("byline.db")
    }

    /// Removes the names of files that are open: on Unix they live on without.
    pub fn unlink(&self) {
        if cfg!(unix) {
            let _tried_again_on_drop = fs::remove_dir_all(&self.0);
        }
    }
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<()> {
    std::os::unix::fs::DirBuilderExt::mode(&mut fs::DirBuilder::new(), 0o700).create(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> std::io::Result<()> {
    fs::create_dir(path)
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _best_effort = fs::remove_dir_all(&self.0);
    }
}

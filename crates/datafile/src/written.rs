//! Files that are written.

use std::fs::File;
use std::io;
use std::path::Path;

/// A file to write into, from its beginning. One that holds something is somebody's: it is replaced where that is wanted.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`], and those of the system.
pub fn create(path: &Path, replace: bool) -> io::Result<File> {
    // Pipes and devices hold nothing, and neither does what `mktemp` makes.
    let holds_nothing = path.metadata().is_ok_and(|it| !it.is_file() || it.len() == 0);
    if replace || holds_nothing {
        return File::create(path);
    }
    File::create_new(path).map_err(|problem| match problem.kind() {
        io::ErrorKind::AlreadyExists => io::Error::new(problem.kind(), "there is one already (--force replaces it)"),
        _ => problem,
    })
}

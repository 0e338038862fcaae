//! The folder of a registry.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use byline_registry::Shelf;
use byline_store_sqlite::backup::{Copied, Copy};
use byline_store_sqlite::{Inspection, Options, SqliteStore};

/// The database inside the folder.
const DATABASE: &str = "byline.db";

/// A folder that holds, or will hold, one registry.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// The SQLite database: in the folder, unless it was named.
    database: PathBuf,
}

impl Folder {
    /// Created when there is none, for its owner alone: hashes of secrets lie in it.
    pub fn create(path: &Path) -> anyhow::Result<Self> {
        create_private(path).with_context(|| format!("cannot use {} as the folder of a registry", path.display()))?;
        Ok(Folder::at(path))
    }

    /// One that may be there.
    pub fn at(path: &Path) -> Self {
        Folder { path: path.to_owned(), database: path.join(DATABASE) }
    }

    /// The same with this file as its database, wherever that lies.
    #[must_use]
    pub fn holding(self, database: &Path) -> Self {
        Folder { database: database.to_owned(), ..self }
    }

    pub fn has_registry(&self) -> bool {
        self.database.is_file()
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file that has the registry, on SQLite.
    pub fn database(&self) -> &Path {
        &self.database
    }

    /// Puts another database in place of the one that is there, which nobody has open.
    pub fn replace(&self, image: &[u8]) -> anyhow::Result<()> {
        let unusable = || format!("cannot replace the registry in {}", self.path.display());
        // What SQLite keeps beside a database belongs to the one that goes.
        for leftover in ["-wal", "-shm"] {
            let mut name = self.database.as_os_str().to_owned();
            name.push(leftover);
            match fs::remove_file(name) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error).with_context(unusable),
                Ok(()) | Err(_) => {}
            }
        }
        fs::write(&self.database, image).with_context(unusable)
    }

    /// Gives a database that is whole, and that nobody has open, its name in a folder that has none.
    pub fn put_in_place(&self, database: &Path) -> anyhow::Result<()> {
        let unusable = || format!("cannot put the registry into {}", self.path.display());
        fs::rename(database, &self.database).with_context(unusable)?;
        // The name is to survive a power cut as well.
        #[cfg(unix)]
        fs::File::open(&self.path).and_then(|folder| folder.sync_all()).with_context(unusable)?;
        Ok(())
    }

    /// Where the index of the search is: no data, but made from it.
    pub fn index(&self) -> Shelf {
        Shelf::at(self.path.join("search"))
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// What can be looked at, and tried again, while a server runs on it.
    pub fn inspection(&self) -> anyhow::Result<Inspection> {
        let inspection = Inspection::open(&self.database);
        inspection.with_context(|| format!("cannot look at the registry in {}", self.path.display()))
    }

    /// A copy of all of it as it is now, also while a server runs on it; made in the folder `scratch`.
    pub fn copy(&self, scratch: &Path, copied: Copied<'_>) -> anyhow::Result<Copy> {
        let copy = Copy::of(&self.database, scratch, copied);
        copy.with_context(|| format!("cannot copy the registry in {}", self.path.display()))
    }

    pub fn open(&self, options: Options) -> anyhow::Result<Arc<SqliteStore>> {
        let store = SqliteStore::open(&self.database, options);
        store.with_context(|| format!("cannot open the registry in {}", self.path.display()))
    }
}

/// Opens a file to write, made where there is none, for its owner alone.
pub fn private_file(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// A folder for its owner alone, made where there is none. One that is there and empty becomes so; what is in others has
/// rights of its own.
#[cfg(unix)]
pub fn create_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    if fs::read_dir(path)?.next().is_none() {
        match fs::set_permissions(path, PermissionsExt::from_mode(0o700)) {
            // It may be somebody else's who lets us write there.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
            done => done?,
        }
    }
    Ok(())
}

#[cfg(not(unix))]
pub fn create_private(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

//! The folder of a registry.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use byline_registry::Shelf;
use byline_store_sqlite::{Inspection, Options, Outbox, SqliteStore, WebhookDesk};

/// The database inside the folder.
const DATABASE: &str = "byline.db";

/// A folder that holds, or will hold, one registry.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Created when there is none, for its owner alone: hashes of secrets lie in it.
    pub fn create(path: &Path) -> anyhow::Result<Self> {
        create_private(path).with_context(|| format!("cannot use {} as the folder of a registry", path.display()))?;
        Ok(Folder(path.to_owned()))
    }

    /// One that has a registry already.
    pub fn existing(path: &Path) -> anyhow::Result<Self> {
        let folder = Folder(path.to_owned());
        if !folder.has_registry() {
            anyhow::bail!("there is no registry in {}: `byline import` or `byline serve` makes one", path.display());
        }
        Ok(folder)
    }

    pub fn has_registry(&self) -> bool {
        self.0.join(DATABASE).is_file()
    }

    /// Puts another database in place of the one that is there, which nobody has open.
    pub fn replace(&self, image: &[u8]) -> anyhow::Result<()> {
        let unusable = || format!("cannot replace the registry in {}", self.0.display());
        // What SQLite keeps beside a database belongs to the one that goes.
        for leftover in ["byline.db-wal", "byline.db-shm"] {
            match fs::remove_file(self.0.join(leftover)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error).with_context(unusable),
                Ok(()) | Err(_) => {}
            }
        }
        fs::write(self.0.join(DATABASE), image).with_context(unusable)
    }

    /// Where the index of the search is: no data, but made from it.
    pub fn index(&self) -> Shelf {
        Shelf::at(self.0.join("search"))
    }

    /// A file beside the database.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Its mails alone, also while a server runs on it.
    pub fn outbox(&self) -> anyhow::Result<Outbox> {
        let outbox = Outbox::open(self.0.join(DATABASE));
        outbox.with_context(|| format!("cannot read the mails of the registry in {}", self.0.display()))
    }

    /// Its webhooks alone, also while a server runs on it.
    pub fn webhooks(&self) -> anyhow::Result<WebhookDesk> {
        let desk = WebhookDesk::open(self.0.join(DATABASE));
        desk.with_context(|| format!("cannot read the webhooks of the registry in {}", self.0.display()))
    }

    /// What can be looked at while a server runs on it.
    pub fn inspection(&self) -> anyhow::Result<Inspection> {
        let inspection = Inspection::open(self.0.join(DATABASE));
        inspection.with_context(|| format!("cannot look at the registry in {}", self.0.display()))
    }

    pub fn open(&self, options: Options) -> anyhow::Result<Arc<SqliteStore>> {
        let store = SqliteStore::open(self.0.join(DATABASE), options);
        store.with_context(|| format!("cannot open the registry in {}", self.0.display()))
    }
}

#[cfg(unix)]
pub fn create_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
pub fn create_private(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

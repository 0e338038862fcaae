//! Where a registry is at home: its database, and the folder that this node has for itself.
//!
//! With SQLite both are one folder. Nodes on PostgreSQL share everything that has to be the same for all: records, accounts,
//! clients, tokens, sessions, codes, signing keys, mails, and what is owed to webhooks. In its folder, a node has the index
//! of the search, which it makes from that, and how far an import came.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use byline_store::AccountStore;
use byline_store_postgres::PostgresStore;

use crate::beside::Beside;
use crate::config::values::DatabaseAddress;
use crate::config::{Settings, Unusable};
use crate::data::Folder;
use crate::runtime;

/// A registry, for a command that works with it.
#[derive(Clone, Debug)]
pub struct Home {
    database: Database,
    /// `None`: a node on PostgreSQL that nobody named a folder for.
    folder: Option<Folder>,
}

#[derive(Clone, Debug)]
enum Database {
    /// In the folder.
    Sqlite,
    Postgres(Box<byline_store_postgres::Options>),
}

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Many who ask at once.
    Serving,
    /// Writing much. Memory is the same however many records there are: with SQLite, pages come from the system's cache past
    /// this, and the file is not mapped, which would count as memory of the process as it grows.
    Filling,
    /// One thing, quickly.
    Little,
}

impl Purpose {
    fn of_sqlite(self) -> byline_store_sqlite::Options {
        use byline_store_sqlite::Options;
        match self {
            Purpose::Serving => Options::default(),
            Purpose::Filling => Options { writer_cache: 16 << 20, mapped: 0, ..Options::default() },
            Purpose::Little => Options::small(),
        }
    }
}

impl Home {
    /// Folders are made where there are none. A database on a server is not.
    ///
    /// # Errors
    /// When no registry was named, or its folder cannot be used.
    pub fn of(settings: &Settings) -> anyhow::Result<Self> {
        Self::by(settings, Folder::create)
    }

    /// One that has a registry already, as far as that shows before it is opened.
    ///
    /// # Errors
    /// As [`Home::of`], and when there is no database in the folder.
    pub fn existing(settings: &Settings) -> anyhow::Result<Self> {
        let home = Self::by(settings, |path| Ok(Folder::at(path)))?;
        match (&home.database, &home.folder) {
            (Database::Sqlite, Some(folder)) if !folder.has_registry() => {
                let place = folder.database().parent().unwrap_or(Path::new(".")).display();
                anyhow::bail!("there is no registry in {place}: `byline import` or `byline serve` makes one")
            }
            _ => Ok(home),
        }
    }

    fn by(settings: &Settings, folder: impl Fn(&Path) -> anyhow::Result<Folder>) -> anyhow::Result<Self> {
        let told = |unusable: Unusable| anyhow::anyhow!("{unusable}");
        if let Some(options) = settings.database.postgres().map_err(told)? {
            // What a node keeps for itself can always be made anew.
            let folder = settings.data.as_ref().map(|path| Folder::create(&path.0)).transpose()?;
            return Ok(Home { database: Database::Postgres(Box::new(options)), folder });
        }
        let folder = match (&settings.data, &settings.database.address) {
            (None, Some(DatabaseAddress::Sqlite(file))) => folder(parent(file))?.holding(file),
            (Some(path), Some(DatabaseAddress::Sqlite(file))) => folder(&path.0)?.holding(file),
            (_, Some(DatabaseAddress::Postgres(_)) | None) => folder(settings.data()?)?,
        };
        Ok(Home { database: Database::Sqlite, folder: Some(folder) })
    }

    /// Whether opening it makes a registry, as far as that shows before.
    pub fn is_new(&self) -> bool {
        match self.database {
            Database::Sqlite => self.folder.as_ref().is_none_or(|it| !it.has_registry()),
            Database::Postgres(_) => false,
        }
    }

    /// What this node has for itself.
    ///
    /// # Errors
    /// When nobody named a folder.
    pub fn folder(&self) -> anyhow::Result<&Folder> {
        self.folder.as_ref().context(
            "a node on PostgreSQL needs a folder of its own, for the index of the search: give --data DIR, BYLINE_DATA, or \
             `data` in the settings file",
        )
    }

    /// The folder with all of it.
    ///
    /// # Errors
    /// When it is elsewhere; `instead` says what to do then.
    pub fn embedded(&self, instead: &str) -> anyhow::Result<&Folder> {
        match &self.database {
            Database::Sqlite => self.folder(),
            Database::Postgres(options) => anyhow::bail!("the registry is in {}: {instead}", options.address),
        }
    }

    /// Opens the registry for one piece of work, on so many threads, and closes it before anything is reported.
    ///
    /// # Errors
    /// When it cannot be opened, and those of the work.
    pub fn run<T, F>(
        &self,
        purpose: Purpose,
        threads: Option<usize>,
        work: impl FnOnce(Arc<dyn AccountStore>) -> F,
    ) -> anyhow::Result<T>
    where
        F: Future<Output = anyhow::Result<T>>,
    {
        let (store, done) = runtime::block_on(threads, async {
            let store = self.open(purpose).await?;
            let done = work(Arc::clone(&store)).await;
            anyhow::Ok((store, done))
        })??;
        // Nobody else has it any more: dropping it writes what is waiting and closes the files.
        drop(store);
        done
    }

    /// The store itself, with its tables brought up to date.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(&self, purpose: Purpose) -> anyhow::Result<Arc<dyn AccountStore>> {
        match &self.database {
            Database::Sqlite => Ok(self.folder()?.open(purpose.of_sqlite())?),
            Database::Postgres(options) => Ok(postgres(options, purpose).await?),
        }
    }

    /// For what can be looked at while servers run.
    ///
    /// # Errors
    /// When it cannot be opened, and those of the work.
    pub fn beside<T, F>(&self, work: impl FnOnce(Beside) -> F) -> anyhow::Result<T>
    where
        F: Future<Output = anyhow::Result<T>>,
    {
        runtime::block_on(Some(1), async {
            let beside = match &self.database {
                Database::Sqlite => Beside::Embedded(self.folder()?.inspection()?),
                Database::Postgres(options) => Beside::Shared(postgres(options, Purpose::Little).await?),
            };
            work(beside).await
        })?
    }

    /// Brings the tables up to date, and does nothing else.
    ///
    /// # Errors
    /// When the database cannot be reached, is of a newer version, or may not be changed.
    pub async fn migrate(&self) -> anyhow::Result<()> {
        match &self.database {
            Database::Sqlite => drop(self.open(Purpose::Little).await?),
            Database::Postgres(options) => {
                let migrated = PostgresStore::migrate(options).await;
                migrated.with_context(|| format!("cannot bring the tables in {} up to date", options.address))?;
            }
        }
        Ok(())
    }
}

async fn postgres(options: &byline_store_postgres::Options, purpose: Purpose) -> anyhow::Result<Arc<PostgresStore>> {
    let connections = if purpose == Purpose::Little { options.connections.min(2) } else { options.connections };
    let opened = PostgresStore::open(byline_store_postgres::Options { connections, ..options.clone() }).await;
    opened.with_context(|| format!("cannot use the registry in {}", options.address))
}

fn parent(file: &Path) -> &Path {
    file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

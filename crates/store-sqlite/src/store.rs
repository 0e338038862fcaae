//! The store itself: opening, and the contract spoken in terms of the other modules.

use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use async_trait::async_trait;
use byline_model::client::{Client, SecretHash, Token};
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead};
use byline_store::put_codes::Block;
use byline_store::{
    ByAge, ByChange, ChangeSet, ChangedOrganization, Committed, Found, GroupId, KeptToken, KindRange, LogEntry,
    NumberedList, Organization, OrganizationKey, Page, Read, Reply, Result, Snapshot, Store, StoreError, Stretch, View,
};
use tokio::sync::{oneshot, watch};

use crate::cache::Cache;
use crate::checkpoint::{Checkpointer, Signal};
use crate::connection::{self, Durability};
use crate::failure::Failure;
use crate::identities;
use crate::leases::Leases;
use crate::lists;
use crate::lock::{self, Lock};
use crate::migrate;
use crate::names;
use crate::options::Options;
use crate::permissions::{self, End};
use crate::query::{self, Short, TokenRow};
use crate::read::{self, Conn};
use crate::readers::{Lookups, Readers};
use crate::replies;
use crate::review_groups;
use crate::statements::Heard;
use crate::throwaway::Directory;
use crate::usage;
use crate::writer::{self, Answer, Request, Writer};

/// Records of up to this many items are read where they are asked for: handing them to a reader and back costs as much
/// as reading them.
const INLINE: usize = 400;

/// Views that wait for the writer; more are dropped.
const QUEUED_VIEWS: usize = 256;

/// What the writer and everybody else share.
pub struct Shared {
    pub heads: Cache<OrcidId, RecordHead>,
    pub clients: Cache<ClientId, Client>,
    pub tokens: Cache<SecretHash, TokenRow>,
    /// Those that ended, of the tokens in memory.
    pub permissions: Cache<i64, End>,
    pub names_epoch: AtomicU64,
    pub clients_epoch: AtomicU64,
    /// The newest number in the change log.
    pub newest: watch::Sender<u64>,
    /// How often mails became due since the store was opened.
    pub mails: watch::Sender<u64>,
    /// How often webhooks became due since the store was opened.
    pub webhooks: watch::Sender<u64>,
    pub block: Block,
    pub log_written: Arc<Signal>,
    pub queued_views: AtomicUsize,
    /// Whether the last transaction failed because nothing can be written.
    pub read_only: AtomicBool,
    pub heard: Arc<Heard>,
}

/// A deployment in one SQLite file. Dropping it waits for the writes that were accepted, then closes the file.
pub struct SqliteStore {
    // In the order in which they end: no more requests, the writer, the rest, the files.
    requests: Option<mpsc::Sender<Request>>,
    writer: Option<JoinHandle<()>>,
    pub(crate) readers: Readers,
    pub(crate) lookups: Lookups,
    pub(crate) leases: Leases,
    _checkpointer: Checkpointer,
    shared: Arc<Shared>,
    _lock: Lock,
    _directory: Option<Directory>,
}

impl SqliteStore {
    /// Opens the database at `path`, creating it when there is none. What it acknowledges is durable.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when another process has it open, when it was written by a newer version, or when
    /// the file cannot be used; the text names the file.
    pub fn open(path: impl AsRef<Path>, options: Options) -> Result<Arc<Self>> {
        let store = Self::start(path.as_ref(), &options, Durability::Full, None)?;
        Ok(Arc::new(store))
    }

    /// An empty store that is gone with the process, for tests and the sandbox; nothing waits for the disk.
    pub fn throwaway() -> Result<Arc<Self>> {
        Self::throwaway_from(None)
    }

    /// Like [`SqliteStore::throwaway`], from the bytes of a prepared database ([`SqliteStore::copy_to`]).
    pub fn throwaway_from(image: Option<&[u8]>) -> Result<Arc<Self>> {
        let directory = Directory::create()?;
        let path = directory.database();
        if let Some(image) = image {
            let written = std::fs::write(&path, image);
            written.map_err(|error| StoreError::Unavailable(format!("{}: {error}", path.display())))?;
        }
        let store = Self::start(&path, &Options::small(), Durability::None, Some(directory))?;
        Ok(Arc::new(store))
    }

    /// Writes a compact copy of the database, as of one moment, to a file that does not exist yet: for images that
    /// sandboxes go back to. Copies of what somebody else has open are made by [`crate::backup`].
    pub async fn copy_to(&self, path: &Path) -> Result<()> {
        let exists = path.symlink_metadata().is_ok();
        if exists {
            return Err(StoreError::Unavailable(format!("{} exists already", path.display())));
        }
        // SQLite takes an empty file for none, and would make one that everybody can read.
        let made = lock::private(path);
        made.map_err(|error| StoreError::Unavailable(format!("{}: {error}", path.display())))?;
        let path = path.to_string_lossy().into_owned();
        self.readers
            .run(move |conn| {
                conn.execute_batch("PRAGMA query_only = OFF")?;
                let copied = conn.execute("VACUUM INTO $1", [path]);
                conn.execute_batch("PRAGMA query_only = ON")?;
                copied?;
                Ok(())
            })
            .await
    }

    fn start(
        path: &Path,
        options: &Options,
        durability: Durability,
        directory: Option<Directory>,
    ) -> Result<Self, Failure> {
        let lock = Lock::take(path)?;
        let mut conn = connection::writer(path, options, durability)?;
        migrate::run(&mut conn)?;
        identities::renew(&mut conn, identities::STRETCH)?;
        let counters = writer::counters(&conn)?;
        let shared = Arc::new(Shared {
            heads: Cache::new(options.cached),
            clients: Cache::new(options.cached),
            tokens: Cache::new(options.cached),
            permissions: Cache::new(options.cached),
            names_epoch: AtomicU64::new(counters.names_epoch),
            clients_epoch: AtomicU64::new(counters.clients_epoch),
            newest: watch::Sender::new(counters.sequence),
            mails: watch::Sender::new(0),
            webhooks: watch::Sender::new(0),
            block: Block::default(),
            log_written: Arc::default(),
            queued_views: AtomicUsize::new(0),
            read_only: AtomicBool::new(false),
            heard: Arc::default(),
        });
        let several = |count: usize| -> Result<Vec<_>, Failure> {
            (0..count.max(1)).map(|_| connection::reader(path, options, durability)).collect()
        };
        let checkpoints = connection::checkpointer(path, options, durability)?;
        let (readers, lookups) = (several(options.readers)?, several(options.lookups)?);
        if let Some(directory) = &directory {
            directory.unlink();
        }
        let (requests, waiting) = mpsc::channel();
        let writer = Writer::new(conn, waiting, Arc::clone(&shared), durability, options.longest_log)?;
        let thread = std::thread::Builder::new().name("store-write".into()).spawn(move || writer.run());
        Ok(SqliteStore {
            requests: Some(requests),
            writer: Some(thread.map_err(|error| Failure::unavailable(error.to_string()))?),
            readers: Readers::start(readers, &shared.heard)?,
            lookups: Lookups::new(lookups, &shared.heard),
            leases: Leases::default(),
            _checkpointer: Checkpointer::start(checkpoints, Arc::clone(&shared.log_written))?,
            shared,
            _lock: lock,
            _directory: directory,
        })
    }

    /// What was asked of SQLite so far.
    #[cfg(test)]
    pub(crate) fn heard(&self) -> &Heard {
        &self.shared.heard
    }

    pub(crate) async fn mails_written_after(&self, seen: u64) -> u64 {
        beyond(&self.shared.mails, seen).await
    }

    pub(crate) async fn webhooks_due_after(&self, seen: u64) -> u64 {
        beyond(&self.shared.webhooks, seen).await
    }

    fn send(&self, request: Request) -> Result<()> {
        self.shared.heard.turn();
        let sent = self.requests.as_ref().and_then(|requests| requests.send(request).ok());
        sent.ok_or_else(|| StoreError::Unavailable("the writer has stopped".into()))
    }

    async fn ask<T>(&self, request: impl FnOnce(Answer<T>) -> Request) -> Result<T> {
        let (answer, waiting) = oneshot::channel();
        self.send(request(answer))?;
        waiting.await.map_err(|_| StoreError::Unavailable("the writer has stopped".into()))?
    }
}

/// Waits until there is more than `seen`.
async fn beyond(number: &watch::Sender<u64>, seen: u64) -> u64 {
    match number.subscribe().wait_for(|number| *number > seen).await {
        Ok(number) => *number,
        Err(_) => seen, // the sender is ours and cannot be gone
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(writer) = self.writer.take() {
            let _panicked = writer.join();
        }
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn read(&self, wanted: &Read) -> Result<Found> {
        // No connection is held across the wait below.
        let short = read::read(&self.shared, &Conn::from(&self.lookups), wanted, INLINE)?;
        if let Some(found) = short {
            return Ok(found);
        }
        let (shared, wanted) = (Arc::clone(&self.shared), wanted.clone());
        let whole = move |conn: &_| read::read(&shared, &Conn::Of(conn), &wanted, usize::MAX);
        Ok(self.readers.run(whole).await?.unwrap_or_default())
    }

    async fn head(&self, orcid: OrcidId) -> Result<Option<Arc<RecordHead>>> {
        Ok(self.shared.heads.get(&orcid, || self.lookups.run(|conn| query::head(conn, orcid)))?)
    }

    async fn snapshot(&self, orcid: OrcidId, kinds: KindRange) -> Result<Option<Snapshot>> {
        let known = self.shared.heads.peek(&orcid);
        let short = self.lookups.run(|conn| query::snapshot(conn, orcid, kinds, known.clone(), INLINE))?;
        match short {
            None => return Ok(None),
            Some(Short::Whole(snapshot)) => return Ok(Some(snapshot)),
            Some(Short::Longer) => {}
        }
        match self.readers.run(move |conn| query::snapshot(conn, orcid, kinds, known, usize::MAX)).await? {
            Some(Short::Whole(snapshot)) => Ok(Some(snapshot)),
            None | Some(Short::Longer) => Ok(None),
        }
    }

    async fn snapshots(&self, orcids: &[OrcidId], kinds: KindRange, most: usize) -> Result<Vec<Option<Snapshot>>> {
        let wanted: Vec<_> = orcids.iter().map(|orcid| (*orcid, self.shared.heads.peek(orcid))).collect();
        self.readers.run(move |conn| query::snapshots(conn, wanted, kinds, most)).await
    }

    async fn item(&self, orcid: OrcidId, kinds: KindRange, put_code: PutCode) -> Result<Option<Item>> {
        Ok(self.lookups.run(|conn| query::item(conn, orcid, kinds.kinds(), put_code))?)
    }

    async fn find_identities(&self, owner: OrcidId, keys: &[i64]) -> Result<Vec<(i64, PutCode)>> {
        Ok(self.lookups.run(|conn| identities::find(conn, owner, keys))?)
    }

    async fn count_items(&self, owner: OrcidId, kind: ItemKind) -> Result<u64> {
        Ok(self.lookups.run(|conn| identities::count(conn, owner, kind))?)
    }

    async fn records(&self, stretch: Stretch<OrcidId>) -> Result<Page<Arc<RecordHead>, OrcidId>> {
        self.readers.run(move |conn| lists::records(conn, &stretch)).await
    }

    async fn count_records(&self) -> Result<u64> {
        Ok(self.lookups.run(query::count_records)?)
    }

    async fn find_by_email(&self, address: &str) -> Result<Option<OrcidId>> {
        Ok(self.lookups.run(|conn| query::find_by_email(conn, address))?)
    }

    async fn find_by_name(&self, given: &str, family: &str, limit: usize) -> Result<Vec<OrcidId>> {
        Ok(self.lookups.run(|conn| names::find(conn, given, family, limit))?)
    }

    async fn client(&self, id: &ClientId) -> Result<Option<Arc<Client>>> {
        Ok(self.shared.clients.get(id, || self.lookups.run(|conn| query::client(conn, id)))?)
    }

    async fn clients(&self, stretch: Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>> {
        self.readers.run(move |conn| lists::clients(conn, &stretch)).await
    }

    async fn count_clients(&self) -> Result<u64> {
        Ok(self.lookups.run(query::count_clients)?)
    }

    async fn clients_of(&self, owner: OrcidId, stretch: Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>> {
        self.readers.run(move |conn| lists::clients_of(conn, owner, &stretch)).await
    }

    async fn owns_clients(&self, owner: OrcidId) -> Result<bool> {
        Ok(self.lookups.run(|conn| query::owns_clients(conn, owner))?)
    }

    async fn clients_epoch(&self) -> Result<u64> {
        Ok(self.shared.clients_epoch.load(Ordering::Acquire))
    }

    async fn token(&self, access: SecretHash) -> Result<Option<Arc<Token>>> {
        Ok(read::token(&self.shared, &Conn::from(&self.lookups), access)?)
    }

    async fn token_by_refresh(&self, refresh: SecretHash) -> Result<Option<Arc<Token>>> {
        Ok(self.lookups.run(|conn| query::token_by_refresh(conn, refresh))?.map(Arc::new))
    }

    async fn tokens(&self, stretch: Stretch<SecretHash>) -> Result<Page<KeptToken, SecretHash>> {
        self.readers.run(move |conn| permissions::tokens(conn, &stretch)).await
    }

    async fn group_id(&self, put_code: PutCode) -> Result<Option<GroupId>> {
        Ok(self.lookups.run(|conn| query::group_id(conn, put_code))?)
    }

    async fn group_ids(&self, stretch: Stretch<ByAge>) -> Result<Page<GroupId, ByAge>> {
        self.readers.run(move |conn| lists::group_ids(conn, &stretch)).await
    }

    async fn count_groups(&self) -> Result<u64> {
        Ok(self.lookups.run(query::count_groups)?)
    }

    async fn find_group_by_name(&self, name: &str) -> Result<Option<GroupId>> {
        Ok(self.lookups.run(|conn| query::find_group_by_name(conn, name))?)
    }

    async fn find_group_id(&self, group_id: &str) -> Result<Option<GroupId>> {
        Ok(self.lookups.run(|conn| query::find_group_id(conn, group_id))?)
    }

    async fn group_in_use(&self, group_id: &str) -> Result<bool> {
        Ok(self.lookups.run(|conn| review_groups::in_use(conn, group_id))?)
    }

    async fn organization(&self, source: &str, identifier: &str) -> Result<Option<Organization>> {
        Ok(self.lookups.run(|conn| query::organization(conn, source, identifier))?)
    }

    async fn organizations(&self, stretch: Stretch<OrganizationKey>) -> Result<Page<Organization, OrganizationKey>> {
        self.readers.run(move |conn| lists::organizations(conn, &stretch)).await
    }

    async fn organizations_by_change(&self, stretch: Stretch<ByChange>) -> Result<Page<ChangedOrganization, ByChange>> {
        // One row is asked for with every look-up, and is nearly never there.
        match stretch.limit() {
            1 => Ok(self.lookups.run(|conn| lists::organizations_by_change(conn, &stretch))?),
            _ => self.readers.run(move |conn| lists::organizations_by_change(conn, &stretch)).await,
        }
    }

    async fn places(&self, list: NumberedList, stretch: Stretch<ByAge>) -> Result<Page<ByAge, ByAge>> {
        self.readers.run(move |conn| lists::places(conn, list, &stretch)).await
    }

    async fn reply(&self, to: &Agent, key: &str) -> Result<Option<Reply>> {
        Ok(self.lookups.run(|conn| replies::find(conn, to, key))?)
    }

    async fn check_writes(&self) -> Result<()> {
        if self.shared.read_only.load(Ordering::Acquire) {
            // Of the writer, and not of what it handed out before: that is a write.
            self.ask(|answer| Request::Lease { count: 1, answer }).await?;
        }
        Ok(())
    }

    async fn check_schema(&self) -> Result<()> {
        Ok(self.lookups.run(migrate::must_be_current)?)
    }

    async fn lease_put_codes(&self, count: u64) -> Result<Range<u64>> {
        match self.shared.block.take(count) {
            Some(range) => Ok(range),
            None => self.ask(|answer| Request::Lease { count, answer }).await,
        }
    }

    async fn commit(&self, set: ChangeSet) -> Result<Committed> {
        self.commit_shared(Arc::new(set)).await
    }

    async fn commit_shared(&self, set: Arc<ChangeSet>) -> Result<Committed> {
        let identities = byline_store::identities::of_set(&set)?;
        let settled = self.leases.settled_by(&set.changes);
        let committed = self.ask(|answer| Request::Commit { set, identities, answer }).await?;
        self.leases.settle(&settled);
        Ok(committed)
    }

    async fn log_after(&self, cursor: u64, limit: usize) -> Result<Vec<LogEntry>> {
        self.readers.run(move |conn| query::log_after(conn, cursor, limit)).await
    }

    async fn log_length(&self, cursor: u64, most: u64) -> Result<u64> {
        // The writer numbers without gaps, but for change sets that were refused in a transaction with others, and where a
        // backup was restored.
        Ok(self.newest_in_log().await?.saturating_sub(cursor).min(most))
    }

    async fn newest_in_log(&self) -> Result<u64> {
        // Nobody else writes, and a commit is acknowledged when this has its number.
        Ok(*self.shared.newest.borrow())
    }

    async fn cursor(&self, consumer: &str) -> Result<u64> {
        Ok(self.lookups.run(|conn| query::cursor(conn, consumer))?)
    }

    async fn uses(&self, day: i64, who: &str) -> Result<u64> {
        Ok(self.lookups.run(|conn| usage::counted(conn, day, who))?)
    }

    async fn wait_for_log(&self, cursor: u64) -> u64 {
        beyond(&self.shared.newest, cursor).await
    }

    async fn view(&self, orcid: OrcidId, key: u32) -> Result<Option<View>> {
        Ok(self.lookups.run(|conn| query::view(conn, orcid, key))?)
    }

    fn keep_view(&self, orcid: OrcidId, key: u32, view: View) {
        if self.shared.queued_views.fetch_add(1, Ordering::Relaxed) >= QUEUED_VIEWS
            || self.send(Request::KeepView { orcid, key, view }).is_err()
        {
            self.shared.queued_views.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

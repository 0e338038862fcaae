//! The store itself: opening, and the contract spoken in terms of the other modules.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use byline_model::client::{Client, SecretHash, Token};
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, email};
use byline_store::groups::group_key;
use byline_store::{
    ByAge, ByChange, ChangeSet, ChangedOrganization, Committed, Found, GroupId, KeptToken, KindRange, LogEntry,
    NumberedList, Organization, OrganizationKey, Page, Read, Reply, Result, Snapshot, Store, StoreError, Stretch, View,
    identities, rows,
};
use tokio::sync::Semaphore;

use crate::bell::{AbortOnDrop, Bell, attend};
use crate::change::{Application, Effects};
use crate::change_log;
use crate::decode::{self, get};
use crate::failure::{Failure, Result as Done};
use crate::foreseen::{Asked, Foreseen, Questions};
use crate::guards;
use crate::lists::{self, count, group_columns, one, organization_columns, whether};
use crate::locks::Locks;
use crate::migrate;
use crate::numbers::{self, Numbers};
use crate::options::Options;
use crate::pool::{Conn, Pool};
use crate::query::{Query, query};
use crate::read;
use crate::replies;

/// Views that are on their way into the database; more are dropped.
const VIEWS: usize = 64;
/// How often a commit is tried that others were in the way of.
const TRIES: usize = 8;

/// What the store and its tasks share.
struct Shared {
    pool: Pool,
    numbers: Numbers,
    bell: Arc<Bell>,
    views: Arc<Semaphore>,
    /// Whether the last commit failed because nothing can be written.
    read_only: AtomicBool,
}

/// A deployment in a PostgreSQL database, which any number of processes share. Nothing of what it holds is kept in memory,
/// so that what another process changed counts at once.
pub struct PostgresStore {
    shared: Arc<Shared>,
    _listener: AbortOnDrop,
}

impl PostgresStore {
    /// Opens the database, with its schema brought up to date.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it cannot be reached or used; the text says why.
    pub async fn open(options: Options) -> Result<Arc<Self>> {
        migrate::run(&options).await?;
        let pool = Pool::new(&options)?;
        let bell = Arc::new(Bell::new(change_log::visible(&pool).await?));
        let listener = tokio::spawn(attend(Arc::clone(&bell), options));
        let shared = Shared {
            pool,
            numbers: Numbers::default(),
            bell,
            views: Arc::new(Semaphore::new(VIEWS)),
            read_only: AtomicBool::new(false),
        };
        Ok(Arc::new(PostgresStore { shared: Arc::new(shared), _listener: AbortOnDrop(listener) }))
    }

    /// Brings the schema of a database up to date, and returns how many migrations that took.
    ///
    /// # Errors
    /// As [`PostgresStore::open`].
    pub async fn migrate(options: &Options) -> Result<usize> {
        Ok(migrate::run(options).await?)
    }

    /// How often the store turned to its database so far, and with how many statements.
    pub fn asked(&self) -> (u64, u64) {
        self.shared.pool.heard().counted()
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.shared.pool
    }

    pub(crate) fn bell(&self) -> &Bell {
        &self.shared.bell
    }
}

impl Shared {
    /// Tries again as long as others are in the way, which never lasts: somebody got through each time.
    async fn commit(&self, set: &ChangeSet) -> Result<Committed> {
        let identities = identities::of_set(set)?;
        let mut tries = 0;
        let done = loop {
            tries += 1;
            match self.commit_once(set, &identities).await {
                Err(failure) if failure.is_transient() && tries < TRIES => {
                    tracing::debug!(?failure, tries, "a commit is tried again");
                }
                done => break done,
            }
        };
        match done {
            Ok((committed, effects)) => {
                if self.read_only.swap(false, Ordering::AcqRel) {
                    tracing::info!("the store can be written to again");
                }
                self.bell.committed(committed.sequence, effects);
                Ok(committed)
            }
            Err(failure) => {
                let error = failure.into();
                if matches!(error, StoreError::ReadOnly(_)) && !self.read_only.swap(true, Ordering::AcqRel) {
                    tracing::error!(%error, "nothing can be written; what is there is served");
                }
                Err(error)
            }
        }
    }

    async fn commit_once(&self, set: &ChangeSet, identities: &[Vec<i64>]) -> Done<(Committed, Effects)> {
        let mut conn = self.pool.conn().await?;
        let done = self.commit_on(&mut conn, set, identities).await;
        if done.is_err() {
            conn.roll_back().await;
        }
        done
    }

    async fn commit_on(&self, conn: &mut Conn, set: &ChangeSet, identities: &[Vec<i64>]) -> Done<(Committed, Effects)> {
        let mut opening = vec![query!("BEGIN")];
        opening.extend(Locks::of(set).take());
        let locks = opening.len();
        let (guards, otherwise): (Vec<Query>, Vec<&str>) = set.guards.iter().map(guards::question).unzip();
        let mut asked = Questions::of(set)?.ask();
        let mut seen = Foreseen::default();
        if !guards.is_empty() || !asked.queries.is_empty() {
            opening.extend(guards);
            opening.append(&mut asked.queries);
            let mut answers = conn.run(&std::mem::take(&mut opening)).await?.split_off(locks);
            let found = answers.split_off(otherwise.len());
            for (answer, otherwise) in answers.iter().zip(otherwise) {
                if !answer.is_true()? {
                    return Err(Failure::conflict(otherwise));
                }
            }
            seen = Asked::answered(found, &asked)?;
        }
        Application::new(conn, &self.numbers, set, opening, seen).run(identities).await
    }
}

const GROUP: &str = concat!("SELECT ", group_columns!(), " FROM group_ids WHERE put_code = $1");
const GROUP_BY_ID: &str = concat!("SELECT ", group_columns!(), " FROM group_ids WHERE group_key = $1");
const GROUP_BY_NAME: &str =
    concat!("SELECT ", group_columns!(), " FROM group_ids WHERE name_key = $1 ORDER BY age, put_code LIMIT 1");
const ORGANIZATION: &str =
    concat!("SELECT ", organization_columns!(), " FROM organizations WHERE source = $1 AND identifier = $2");
const ITEM: &str = "SELECT kind, put_code, visibility, author, author_name, origin, origin_name, created, modified,
    display_index, body FROM items WHERE orcid = $1 AND kind BETWEEN $2 AND $3 AND put_code = $4 ORDER BY kind LIMIT 1";
const IDENTITIES: &str = "SELECT it.key, it.put_code FROM unnest($2::bigint[]) WITH ORDINALITY AS wanted(key, place)
    JOIN identities AS it ON it.orcid = $1 AND it.key = wanted.key ORDER BY wanted.place, it.put_code";
const COUNT: &str = "SELECT coalesce(sum(count), 0)::bigint FROM counters WHERE name = $1";
/// By the closest number first. Whether the record is in use is asked when somebody looks: closing one touches no rows
/// here.
const NAMED: &str = "SELECT found.orcid FROM unnest($1::bigint[]) WITH ORDINALITY AS wanted(key, place)
    CROSS JOIN LATERAL (SELECT n.orcid FROM names n JOIN records r ON r.orcid = n.orcid
        WHERE n.key = wanted.key AND r.state = 'active' ORDER BY n.orcid LIMIT $2) AS found ORDER BY wanted.place";
const VIEW: &str = "SELECT v.version, v.epoch, v.body FROM views v
    JOIN records r ON r.orcid = v.orcid AND r.version = v.version WHERE v.orcid = $1 AND v.key = $2";
/// A row has ten bytes for each entry, and the first may begin before the cursor.
const LOG_LENGTH: &str = "SELECT coalesce(sum(least(length(entries) / 10, sequence - $1)), 0)::bigint
    FROM (SELECT sequence, entries FROM change_log WHERE sequence > $1 ORDER BY sequence LIMIT $2) AS it";
const KEEP_VIEW: &str = "INSERT INTO views (orcid, key, version, epoch, body)
    SELECT orcid, $2, version, $4, $5 FROM records WHERE orcid = $1 AND version = $3
    ON CONFLICT (orcid, key) DO UPDATE SET version = excluded.version, epoch = excluded.epoch, body = excluded.body";

impl PostgresStore {
    async fn counter(&self, name: &str) -> Result<u64> {
        Ok(count(self.pool(), query!(COUNT, name.to_owned())).await?)
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn read(&self, wanted: &Read) -> Result<Found> {
        Ok(read::read(self.pool(), wanted).await?)
    }

    async fn head(&self, orcid: OrcidId) -> Result<Option<Arc<RecordHead>>> {
        Ok(read::head(self.pool(), orcid).await?)
    }

    async fn snapshot(&self, orcid: OrcidId, kinds: KindRange) -> Result<Option<Snapshot>> {
        Ok(read::snapshot(self.pool(), orcid, kinds).await?)
    }

    async fn snapshots(&self, orcids: &[OrcidId], kinds: KindRange, most: usize) -> Result<Vec<Option<Snapshot>>> {
        Ok(read::snapshots(self.pool(), orcids, kinds, most).await?)
    }

    async fn item(&self, orcid: OrcidId, kinds: KindRange, put_code: PutCode) -> Result<Option<Item>> {
        let (first, last) = (i16::from(kinds.first.code()), i16::from(kinds.last.code()));
        let query = query!(ITEM, rows::orcid_code(orcid), first, last, rows::put_code_code(put_code));
        Ok(one(self.pool(), query, decode::item).await?)
    }

    async fn find_identities(&self, owner: OrcidId, keys: &[i64]) -> Result<Vec<(i64, PutCode)>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let query = query!(IDENTITIES, rows::orcid_code(owner), keys.to_vec());
        Ok(lists::all(self.pool(), query, |row| Ok((get(row, 0)?, rows::put_code(get(row, 1)?)?))).await?)
    }

    async fn count_items(&self, owner: OrcidId, kind: ItemKind) -> Result<u64> {
        const SQL: &str = "SELECT count FROM item_counts WHERE orcid = $1 AND kind = $2";
        Ok(count(self.pool(), query!(SQL, rows::orcid_code(owner), i16::from(kind.code()))).await?)
    }

    async fn records(&self, stretch: Stretch<OrcidId>) -> Result<Page<Arc<RecordHead>, OrcidId>> {
        Ok(lists::records(self.pool(), &stretch).await?)
    }

    async fn count_records(&self) -> Result<u64> {
        self.counter("records").await
    }

    async fn find_by_email(&self, address: &str) -> Result<Option<OrcidId>> {
        let query = query!("SELECT orcid FROM emails WHERE address = $1", email::key(address));
        Ok(one(self.pool(), query, |row| Ok(rows::orcid(get(row, 0)?)?)).await?)
    }

    async fn find_by_name(&self, given: &str, family: &str, limit: usize) -> Result<Vec<OrcidId>> {
        let keys = byline_store::names::name_keys(given, family);
        let query = query!(NAMED, keys, lists::limit(limit));
        let found: Vec<OrcidId> = lists::all(self.pool(), query, |row| Ok(rows::orcid(get(row, 0)?)?)).await?;
        let mut once = Vec::new();
        for orcid in found {
            if once.len() < limit && !once.contains(&orcid) {
                once.push(orcid);
            }
        }
        Ok(once)
    }

    async fn check_writes(&self) -> Result<()> {
        if self.shared.read_only.load(Ordering::Acquire) {
            numbers::reserve(self.pool(), 1).await?;
        }
        Ok(())
    }

    async fn check_schema(&self) -> Result<()> {
        match whether(self.pool(), migrate::current()).await? {
            true => Ok(()),
            false => Err(StoreError::Unavailable("the tables are of an older version than this program".into())),
        }
    }

    async fn client(&self, id: &ClientId) -> Result<Option<Arc<Client>>> {
        let query = query!("SELECT id, name, body FROM clients WHERE id = $1", id.to_string());
        Ok(one(self.pool(), query, lists::client).await?)
    }

    async fn clients(&self, stretch: Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>> {
        Ok(lists::clients(self.pool(), &stretch).await?)
    }

    async fn count_clients(&self) -> Result<u64> {
        self.counter("clients").await
    }

    async fn clients_of(&self, owner: OrcidId, stretch: Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>> {
        Ok(lists::clients_of(self.pool(), owner, &stretch).await?)
    }

    async fn owns_clients(&self, owner: OrcidId) -> Result<bool> {
        let query = query!("SELECT EXISTS (SELECT FROM clients WHERE owner = $1)", owner.to_string());
        Ok(whether(self.pool(), query).await?)
    }

    async fn clients_epoch(&self) -> Result<u64> {
        Ok(count(self.pool(), query!("SELECT clients_epoch FROM meta WHERE id = 1")).await?)
    }

    async fn token(&self, access: SecretHash) -> Result<Option<Arc<Token>>> {
        Ok(one(self.pool(), read::token(access), decode::token).await?.map(Arc::new))
    }

    async fn token_by_refresh(&self, refresh: SecretHash) -> Result<Option<Arc<Token>>> {
        let query = query!(crate::permissions::TOKEN_BY_REFRESH, refresh.0.to_vec());
        Ok(one(self.pool(), query, decode::token).await?.map(Arc::new))
    }

    async fn tokens(&self, stretch: Stretch<SecretHash>) -> Result<Page<KeptToken, SecretHash>> {
        Ok(crate::permissions::tokens(self.pool(), &stretch).await?)
    }

    async fn group_id(&self, put_code: PutCode) -> Result<Option<GroupId>> {
        Ok(one(self.pool(), query!(GROUP, rows::put_code_code(put_code)), decode::group_id).await?)
    }

    async fn group_ids(&self, stretch: Stretch<ByAge>) -> Result<Page<GroupId, ByAge>> {
        Ok(lists::group_ids(self.pool(), &stretch).await?)
    }

    async fn count_groups(&self) -> Result<u64> {
        self.counter("groups").await
    }

    async fn find_group_by_name(&self, name: &str) -> Result<Option<GroupId>> {
        Ok(one(self.pool(), query!(GROUP_BY_NAME, name.to_lowercase()), decode::group_id).await?)
    }

    async fn find_group_id(&self, group_id: &str) -> Result<Option<GroupId>> {
        Ok(one(self.pool(), query!(GROUP_BY_ID, group_key(group_id)), decode::group_id).await?)
    }

    async fn group_in_use(&self, group_id: &str) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT FROM review_groups WHERE group_key = $1)";
        Ok(whether(self.pool(), query!(SQL, group_key(group_id))).await?)
    }

    async fn organization(&self, source: &str, identifier: &str) -> Result<Option<Organization>> {
        let query = query!(ORGANIZATION, source.to_owned(), identifier.to_owned());
        Ok(one(self.pool(), query, decode::organization).await?)
    }

    async fn organizations(&self, stretch: Stretch<OrganizationKey>) -> Result<Page<Organization, OrganizationKey>> {
        Ok(lists::organizations(self.pool(), &stretch).await?)
    }

    async fn organizations_by_change(&self, stretch: Stretch<ByChange>) -> Result<Page<ChangedOrganization, ByChange>> {
        Ok(lists::organizations_by_change(self.pool(), &stretch).await?)
    }

    async fn places(&self, list: NumberedList, stretch: Stretch<ByAge>) -> Result<Page<ByAge, ByAge>> {
        Ok(lists::places(self.pool(), list, &stretch).await?)
    }

    async fn reply(&self, to: &Agent, key: &str) -> Result<Option<Reply>> {
        Ok(replies::find(self.pool(), to, key).await?)
    }

    async fn lease_put_codes(&self, count: u64) -> Result<Range<u64>> {
        Ok(self.shared.numbers.lease(self.pool(), count).await?)
    }

    async fn commit(&self, set: ChangeSet) -> Result<Committed> {
        self.commit_shared(Arc::new(set)).await
    }

    async fn commit_shared(&self, set: Arc<ChangeSet>) -> Result<Committed> {
        // Whoever asked may be gone before it is done: it is done all the same, and leaves a connection that can be used.
        let shared = Arc::clone(&self.shared);
        let done = tokio::spawn(async move { shared.commit(&set).await }).await;
        done.unwrap_or_else(|error| Err(StoreError::Unavailable(format!("a commit was broken off: {error}"))))
    }

    async fn log_after(&self, cursor: u64, limit: usize) -> Result<Vec<LogEntry>> {
        Ok(change_log::after(self.pool(), cursor, limit).await?)
    }

    async fn log_length(&self, cursor: u64, most: u64) -> Result<u64> {
        let query = query!(LOG_LENGTH, guards::stored(cursor), guards::stored(most));
        Ok(count(self.pool(), query).await?.min(most))
    }

    async fn newest_in_log(&self) -> Result<u64> {
        Ok(change_log::newest(self.pool()).await?)
    }

    async fn cursor(&self, consumer: &str) -> Result<u64> {
        let query = query!("SELECT sequence FROM cursors WHERE consumer = $1", consumer.to_owned());
        Ok(count(self.pool(), query).await?)
    }

    async fn uses(&self, day: i64, who: &str) -> Result<u64> {
        Ok(replies::uses(self.pool(), day, who).await?)
    }

    async fn wait_for_log(&self, cursor: u64) -> u64 {
        self.bell().log_beyond(cursor).await
    }

    async fn view(&self, orcid: OrcidId, key: u32) -> Result<Option<View>> {
        Ok(one(self.pool(), query!(VIEW, rows::orcid_code(orcid), i64::from(key)), decode::view).await?)
    }

    fn keep_view(&self, orcid: OrcidId, key: u32, view: View) {
        let Ok(permit) = Arc::clone(&self.shared.views).try_acquire_owned() else { return };
        let pool = self.pool().clone();
        tokio::spawn(async move {
            let (orcid, key) = (rows::orcid_code(orcid), i64::from(key));
            let (version, epoch) = (guards::stored(view.version), guards::stored(view.epoch));
            let keep = query!(KEEP_VIEW, orcid, key, version, epoch, view.body.to_vec());
            if let Err(failure) = pool.one(keep).await {
                tracing::debug!(?failure, "a view was not kept");
            }
            drop(permit);
        });
    }
}

//! The change log: numbers without a counter, and a reader that skips nothing.
//!
//! A number is made of the number of the transaction, which PostgreSQL gives out anyway, and of a place within it:
//!
//! ```text
//! number = (transaction + base) << 20 | place          places from 1 to 2^20 - 1
//! ```
//!
//! Transactions that write have ascending 64-bit numbers. `base` is 0 until the database is restored into another
//! cluster, whose transactions begin anew ([`crate::migrate`]). 43 bits are left for transactions: at 10,000 a second they
//! last for 27 years.
//!
//! Transactions do not end in the order of their numbers. A reader therefore stops at its *horizon*: the first transaction
//! that was under way when its statement began. Whatever becomes visible later has that number or a greater one, so who
//! goes on after the last number they read misses nothing. Nobody holds a lock for it. Who asks for what was acknowledged
//! before they began waits until all older transactions have ended, which takes as long as those take and is bounded by
//! their time-outs.

use byline_model::{Agent, ItemKind, OrcidId, PutCode, Visibility};
use byline_store::{ChangeSet, LogEntry, Operation, Subject, log_pack, rows};
use tokio_postgres::Row;

use crate::decode::{self, get};
use crate::failure::{Failure, Result};
use crate::pool::Pool;
use crate::query::{Answer, Query, query};

/// How many bits of a number are the place within its transaction.
pub const PLACE_BITS: u32 = 20;
/// A commit has at most so many entries.
pub const MOST_ENTRIES: u64 = (1 << PLACE_BITS) - 1;

/// The number of the transaction that this stands in, where the place is 0.
macro_rules! own_number {
    () => {
        "((pg_current_xact_id()::text::bigint + (SELECT log_base FROM meta WHERE id = 1)) << 20)"
    };
}
pub(crate) use own_number;

/// The first number that may still become visible: that of the oldest transaction under way.
pub const HORIZON: &str =
    "((pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (SELECT log_base FROM meta WHERE id = 1)) << 20)";

/// The same, but for transactions of other databases of the cluster, which write to other logs. Who is in which database
/// is looked up after the snapshot was taken; a transaction that has ended meanwhile counts as one of this database.
pub const HORIZON_HERE: &str = "((coalesce(
        (SELECT min(x.number::text::bigint) FROM pg_snapshot_xip(pg_current_snapshot()) AS x(number)
            LEFT JOIN pg_stat_activity a
                ON a.backend_xid::text::bigint = (x.number::text::bigint & 4294967295)
            WHERE a.datname IS NULL OR a.datname = current_database()),
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
    + (SELECT log_base FROM meta WHERE id = 1)) << 20)";

/// Entries that are about one subject, as a row.
struct LogRow {
    orcid: Option<OrcidId>,
    subject: Option<String>,
    entries: Vec<u8>,
    /// The place of the last.
    place: u64,
}

/// What an entry is about: the record, its item.
pub type About = (Option<OrcidId>, Option<ItemKind>, Option<PutCode>);

/// The entries of a commit, in order.
#[derive(Default)]
pub struct Log {
    rows: Vec<LogRow>,
    /// The place of the last.
    place: u64,
}

impl Log {
    /// Appends an entry.
    ///
    /// # Errors
    /// When there are more than a number has room for.
    pub fn add(
        &mut self,
        about: About,
        subject: Option<&Subject>,
        operation: Operation,
        openness: Visibility,
    ) -> Result<()> {
        let (orcid, kind, put_code) = about;
        let subject = subject.map(Subject::to_string);
        if self.place == MOST_ENTRIES {
            return Err(Failure::conflict("a commit has too many changes"));
        }
        self.place += 1;
        if self.rows.last().is_none_or(|it| it.orcid != orcid || it.subject != subject) {
            self.rows.push(LogRow { orcid, subject, entries: Vec::new(), place: 0 });
        }
        if let Some(row) = self.rows.last_mut() {
            row.place = self.place;
            log_pack::push(&mut row.entries, operation, openness, kind, put_code);
        }
        Ok(())
    }

    /// The place of the last entry so far; 0 when there is none.
    pub fn place(&self) -> i64 {
        self.place.cast_signed()
    }

    /// The statement that writes all of them, and returns the number of the last.
    pub fn write(self, set: &ChangeSet) -> Option<Query> {
        if self.rows.is_empty() {
            return None;
        }
        let agent = |agent: &Option<Agent>| agent.as_ref().map(rows::agent_text);
        let by = set.by.as_ref();
        let (author, origin) = (by.and_then(|it| agent(&it.author)), by.and_then(|it| agent(&it.origin)));
        let (mut places, mut orcids, mut subjects, mut entries) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for row in self.rows {
            places.push(row.place.cast_signed());
            orcids.push(row.orcid.map(rows::orcid_code));
            subjects.push(row.subject);
            entries.push(row.entries);
        }
        let sql = concat!(
            "INSERT INTO change_log (sequence, at, orcid, subject, entries, author, origin)
             SELECT ",
            own_number!(),
            " + place, $1, orcid, subject, entries, $2, $3
             FROM unnest($4::bigint[], $5::bigint[], $6::text[], $7::bytea[]) AS it(place, orcid, subject, entries)
             RETURNING sequence"
        );
        Some(query!(sql, set.at.millis(), author, origin, places, orcids, subjects, entries))
    }
}

/// The greatest number that [`Log::write`] returned.
pub fn written(answer: &Answer) -> Result<u64> {
    let mut numbers = answer.rows.iter().map(|row| decode::unsigned::<u64>(row, 0));
    numbers.try_fold(0, |last, number| Ok(last.max(number?)))
}

// ----- reading

/// How often the horizon is looked at, at first and at most, while older transactions are under way.
const PAUSES: (u64, u64) = (1, 50);
/// How often at most: for longer than the time-outs let a transaction be.
const ROUNDS: usize = 1000;

/// Waits from one look at the horizon to the next.
struct Pauses(u64, usize);

impl Pauses {
    fn new() -> Self {
        Pauses(PAUSES.0, 0)
    }

    /// False once it has been long enough.
    async fn pause(&mut self) -> bool {
        tokio::time::sleep(std::time::Duration::from_millis(self.0)).await;
        self.0 = (self.0 * 2).min(PAUSES.1);
        self.1 += 1;
        self.1 < ROUNDS
    }
}

/// The newest entry, and the horizon.
fn newest_sql(horizon: &str) -> String {
    format!("SELECT coalesce((SELECT max(sequence) FROM change_log), 0), {horizon}")
}

/// The newest number that is visible, once nothing can become visible before it: a place from which to go on.
pub async fn newest(pool: &Pool) -> Result<u64> {
    let (first, mut horizon) = numbers(&pool.one(query!(newest_sql(HORIZON))).await?)?;
    let mut pauses = Pauses::new();
    while first >= horizon {
        (_, horizon) = numbers(&pool.one(query!(newest_sql(HORIZON_HERE))).await?)?;
        if first >= horizon && !pauses.pause().await {
            return Err(stuck());
        }
    }
    Ok(first)
}

/// The newest number that is visible, be it a place from which to go on or not.
pub async fn visible(pool: &Pool) -> Result<u64> {
    let answer = pool.one(query!("SELECT coalesce((SELECT max(sequence) FROM change_log), 0)")).await?;
    answer.rows.first().map_or(Ok(0), |row| decode::unsigned(row, 0))
}

fn numbers(answer: &Answer) -> Result<(u64, u64)> {
    let row = answer.rows.first().ok_or_else(|| Failure::corrupt("no horizon"))?;
    Ok((decode::unsigned(row, 0)?, decode::unsigned(row, 1)?))
}

fn stuck() -> Failure {
    let told = "a transaction has been under way for so long that the change log cannot be read past it";
    Failure::Store(byline_store::StoreError::Unavailable(told.into()))
}

/// Rows in order, each with the newest number that is visible; one without a row at the end.
fn after_sql(horizon: &str) -> String {
    format!(
        "WITH it AS MATERIALIZED (SELECT sequence, at, orcid, subject, entries, author, origin FROM change_log
            WHERE sequence > $1 AND sequence < {horizon} ORDER BY sequence LIMIT $2)
         SELECT sequence, at, orcid, subject, entries, author, origin, NULL::bigint FROM it
         UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, (SELECT max(sequence) FROM change_log)"
    )
}

/// Entries after a number, at most so many: all that were acknowledged when this began, and perhaps more. A row holds all
/// entries of one kind of a commit about one record, so the last may be cut.
pub async fn after(pool: &Pool, cursor: u64, most: usize) -> Result<Vec<LogEntry>> {
    let (mut pauses, mut known) = (Pauses::new(), None);
    let mut sql = after_sql(HORIZON);
    loop {
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let answer = pool.one(query!(sql, crate::guards::stored(cursor), limit)).await?;
        let (mut entries, mut newest) = (Vec::new(), 0);
        for row in &answer.rows {
            match get::<Option<i64>>(row, 0)? {
                Some(_) => decode::log_entries(row, cursor, &mut entries)?,
                None => newest = newest_of(row)?,
            }
        }
        entries.sort_unstable_by_key(|it| it.sequence);
        entries.truncate(most);
        let goal = known.unwrap_or(newest);
        let last = entries.last().map_or(cursor, |it| it.sequence);
        if entries.len() >= most || last >= goal {
            return Ok(entries);
        }
        // The first look is cheap and stops at any transaction of the cluster; the others know whose they are.
        if known.replace(goal).is_some() && !pauses.pause().await {
            return if entries.is_empty() { Err(stuck()) } else { Ok(entries) };
        }
        sql = after_sql(HORIZON_HERE);
    }
}

fn newest_of(row: &Row) -> Result<u64> {
    Ok(get::<Option<i64>>(row, 7)?.unwrap_or(0).cast_unsigned())
}

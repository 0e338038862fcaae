//! Applying one change set inside the writer's transaction.

use std::collections::{HashMap, HashSet};

use byline_model::client::Client;
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp, Visibility};
use byline_store::put_codes::{Block, HIGHEST_FOLLOWED};
use byline_store::rows::{self, HeadRow};
use byline_store::{
    AccountChange, Change, ChangeSet, Committed, GroupId, NotificationChange, Operation, Organization, Subject, groups,
    identities::of_item, log_pack,
};
use rusqlite::{Connection, OptionalExtension, Params, params};

use crate::effects::{Effects, Touch};
use crate::failure::{Failure, Result};
use crate::{
    accounts, addresses, decode, grants, identities, journal, names, notifications, permissions, query, replies,
    review_groups, usage, webhooks,
};

/// The row of `meta`, in the writer's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counters {
    pub put_code: u64,
    pub names_epoch: u64,
    pub records: u64,
    pub sequence: u64,
    pub groups: u64,
    pub clients: u64,
    /// The newest number in the journal.
    pub journal: u64,
    /// The newest number in the journal that has its places.
    pub journal_placed: u64,
    /// How often a client was changed, or came, or went.
    pub clients_epoch: u64,
}

fn makes_mail_due(change: &AccountChange) -> bool {
    matches!(change, AccountChange::PutMail(_) | AccountChange::RetryMail { .. })
}

/// One change set on its way into the database. When [`Application::run`] fails, the caller undoes what it did to the
/// database and to the counters; effects that stay behind make the memory forget too much, which does no harm.
pub struct Application<'a> {
    pub conn: &'a Connection,
    pub counters: &'a mut Counters,
    pub effects: &'a mut Effects,
    pub block: &'a Block,
    /// Whether answers are kept in the database at all.
    pub keeps_views: bool,
    at: Timestamp,
    /// Who does it: author and origin, as columns.
    by: [Option<String>; 2],
    touched: HashSet<OrcidId>,
    /// Records that this change set created, and what it put into them: nothing else is there to be looked for, and
    /// imports are mostly these.
    fresh: HashMap<OrcidId, HashSet<(ItemKind, PutCode)>>,
    /// By how many items of a kind records have grown.
    growth: HashMap<(OrcidId, ItemKind), i64>,
    unwritten: Option<LogRow>,
}

/// What a log entry is about: the record, its item.
type About = (Option<OrcidId>, Option<ItemKind>, Option<PutCode>);

/// Log entries about one subject that are not in the database yet; the last has the newest number.
struct LogRow {
    orcid: Option<OrcidId>,
    subject: Option<String>,
    entries: Vec<u8>,
}

/// Whether a query that is kept prepared finds anything.
pub fn exists(conn: &Connection, sql: &str, params: impl Params) -> Result<bool> {
    Ok(conn.prepare_cached(sql)?.exists(params)?)
}

/// Runs a statement that is kept prepared; returns how many rows it changed.
pub fn execute(conn: &Connection, sql: &str, params: impl Params) -> Result<usize> {
    Ok(conn.prepare_cached(sql)?.execute(params)?)
}

/// The first column of the first row, if there is one.
pub fn number(conn: &Connection, sql: &str, params: impl Params) -> Result<Option<i64>> {
    Ok(conn.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()?)
}

/// A moment as a column: milliseconds since the epoch.
pub fn millis(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::millis)
}

const NO_RECORD: &str = "there is no such record";

impl<'a> Application<'a> {
    /// An application that has done nothing yet, inside of a transaction that the caller began.
    pub fn new(conn: &'a Connection, counters: &'a mut Counters, effects: &'a mut Effects, block: &'a Block) -> Self {
        Application {
            conn,
            counters,
            effects,
            block,
            keeps_views: true,
            at: Timestamp::EPOCH,
            by: [None, None],
            touched: HashSet::new(),
            fresh: HashMap::new(),
            growth: HashMap::new(),
            unwritten: None,
        }
    }

    /// Makes the changes; the guards are the caller's to [`check`] before, and `identities` are those of the items that
    /// are put.
    pub fn run(&mut self, set: &ChangeSet, identities: &[Vec<i64>]) -> Result<Committed> {
        let before = self.counters.sequence;
        let rows = self.conn.total_changes();
        self.at = set.at;
        let agent = |agent: &Option<Agent>| agent.as_ref().map(rows::agent_text);
        self.by = set.by.as_ref().map_or([None, None], |by| [agent(&by.author), agent(&by.origin)]);
        let mut identities = identities.iter();
        let is_deed = |change: &&Change| matches!(change, Change::Journal(_));
        let mut alone = true;
        for change in set.changes.iter().filter(|it| !is_deed(it)) {
            alone = false;
            self.apply(change, &mut identities)?;
        }
        // What is done is known once it is done.
        let changed = self.conn.total_changes() != rows;
        if changed || alone {
            for deed in set.changes.iter().filter(is_deed) {
                self.apply(deed, &mut identities)?;
            }
        }
        for ((owner, kind), more) in std::mem::take(&mut self.growth) {
            identities::add_to_count(self.conn, owner, kind, more)?;
        }
        self.write_log()?;
        let sequence = if self.counters.sequence == before { 0 } else { self.counters.sequence };
        Ok(Committed { sequence, changed: changed || alone && !set.changes.is_empty() })
    }

    fn apply(&mut self, change: &Change, identities: &mut std::slice::Iter<'_, Vec<i64>>) -> Result<()> {
        match change {
            Change::PutRecord(head) => self.put_record(head),
            Change::DeleteRecord(orcid) => self.delete_record(*orcid),
            Change::PutItem { owner, item } => {
                let identities = identities.next().expect("each item that is put has its identities");
                self.put_item(*owner, item, identities)
            }
            Change::DeleteItem { owner, kind, put_code } => self.delete_item(*owner, *kind, *put_code),
            Change::PutClient(client) => self.put_client(client),
            Change::DeleteClient(id) => self.delete_client(id),
            Change::PutToken(token) => permissions::put(self.conn, self.effects, token, None),
            Change::RevokeToken { access, at, reason } => {
                permissions::revoke(self.conn, self.effects, *access, (*at, *reason))
            }
            Change::PutGroupId(group) => self.put_group_id(group),
            Change::DeleteGroupId(put_code) => self.delete_group_id(*put_code),
            Change::PutOrganization(organization) => self.put_organization(organization),
            Change::PutReply { to, key, reply } => replies::put(self.conn, to, key, reply, self.at),
            Change::PutCursor { consumer, sequence } => self.put_cursor(consumer, *sequence),
            Change::Notification(change) => {
                if let NotificationChange::Put(notification) = change {
                    self.follow(notification.put_code);
                }
                notifications::apply(self.conn, change)
            }
            Change::Grant(change) => grants::apply(self.conn, self.effects, change),
            Change::Account(change) => {
                self.effects.mails += u64::from(makes_mail_due(change));
                accounts::apply(self.conn, change)
            }
            Change::Journal(deed) => {
                self.counters.journal += 1;
                journal::put(self.conn, self.counters.journal, self.at, deed)
            }
            Change::ForgetJournal { now, most } => {
                self.place_journal()?;
                journal::forget(self.conn, *now, *most)
            }
            Change::CountUses { day, counts } => usage::count(self.conn, *day, counts),
            Change::ForgetUses { before } => usage::forget(self.conn, *before),
            Change::Webhook(change) => {
                self.effects.webhooks += webhooks::apply(self.conn, self.counters.sequence, change)? as u64;
                Ok(())
            }
        }
    }

    /// Whatever changes entries of the journal finds all of them by their places.
    fn place_journal(&mut self) -> Result<()> {
        journal::place(self.conn, self.counters.journal_placed)?;
        self.counters.journal_placed = self.counters.journal;
        Ok(())
    }

    // ----- the log

    fn log(
        &mut self,
        about: About,
        subject: Option<&Subject>,
        operation: Operation,
        openness: Visibility,
    ) -> Result<()> {
        let (orcid, kind, put_code) = about;
        let subject = subject.map(Subject::to_string);
        if self.unwritten.as_ref().is_some_and(|it| it.orcid != orcid || it.subject != subject) {
            self.write_log()?;
        }
        self.counters.sequence += 1;
        let row = self.unwritten.get_or_insert_with(|| LogRow { orcid, subject, entries: Vec::new() });
        log_pack::push(&mut row.entries, operation, openness, kind, put_code);
        Ok(())
    }

    /// Writes the entries that wait: one row for all that came one after another about the same.
    fn write_log(&mut self) -> Result<()> {
        let Some(row) = self.unwritten.take() else { return Ok(()) };
        execute(
            self.conn,
            "INSERT INTO change_log (sequence, at, orcid, subject, entries, author, origin)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![
                stored(self.counters.sequence),
                self.at.millis(),
                row.orcid.map(rows::orcid_code),
                row.subject,
                row.entries,
                self.by[0],
                self.by[1],
            ],
        )?;
        Ok(())
    }

    fn log_subject(&mut self, subject: &Subject, operation: Operation) -> Result<()> {
        let put_code = match subject {
            Subject::GroupId(put_code) => Some(*put_code),
            Subject::Client(_) | Subject::Organization { .. } => None,
        };
        self.log((None, None, put_code), Some(subject), operation, Visibility::Public)
    }

    // ----- records

    /// The first change to a record in this change set: one more version, a new last modification, no views. Clocks go back
    /// now and then, the last modification does not.
    fn touch(&mut self, orcid: OrcidId) -> Result<()> {
        if !self.touched.insert(orcid) {
            return Ok(());
        }
        let sql = "UPDATE records SET version = version + 1, modified = max(coalesce(modified, $1), $1)
             WHERE orcid = $2 RETURNING version, modified";
        let touch = query::one(self.conn, sql, params![self.at.millis(), rows::orcid_code(orcid)], |row| {
            Ok(Touch { version: decode::unsigned(row, 0)?, modified: Timestamp::from_millis(decode::get(row, 1)?) })
        })?;
        let Some(touch) = touch else { return Err(Failure::conflict(NO_RECORD)) };
        self.drop_views(orcid)?;
        self.effects.heads.push((orcid, Some(touch)));
        Ok(())
    }

    fn drop_views(&self, orcid: OrcidId) -> Result<()> {
        if !self.keeps_views {
            return Ok(());
        }
        execute(self.conn, "DELETE FROM views WHERE orcid = $1", [rows::orcid_code(orcid)])?;
        Ok(())
    }

    fn log_record(&mut self, orcid: OrcidId, operation: Operation) -> Result<()> {
        self.log((Some(orcid), None, None), None, operation, Visibility::Public)
    }

    fn put_record(&mut self, head: &RecordHead) -> Result<()> {
        let (version, operation) = self.next_version(head.orcid)?;
        if operation == Operation::Created {
            self.fresh.insert(head.orcid, HashSet::new());
        }
        let row = HeadRow::from(head);
        execute(
            self.conn,
            "INSERT INTO records (orcid, version, state, primary_orcid, modified, body)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (orcid) DO UPDATE SET version = excluded.version, state = excluded.state,
                primary_orcid = excluded.primary_orcid, modified = excluded.modified, body = excluded.body",
            params![row.orcid, version, row.state, row.primary, row.modified, row.body],
        )?;
        self.effects.heads.push((head.orcid, None));
        self.log_record(head.orcid, operation)
    }

    /// The version of a record that is about to be put: one more than it has, unless this change set raised it already.
    fn next_version(&mut self, orcid: OrcidId) -> Result<(i64, Operation)> {
        let key = [rows::orcid_code(orcid)];
        let first = self.touched.insert(orcid);
        if let Some(version) = number(self.conn, "SELECT version FROM records WHERE orcid = $1", key)? {
            self.drop_views(orcid)?;
            return Ok((version + i64::from(first), Operation::Updated));
        }
        self.counters.records += 1;
        let retired = number(self.conn, "SELECT version FROM retired WHERE orcid = $1", key)?;
        Ok((retired.unwrap_or(0) + 1, Operation::Created))
    }

    fn delete_record(&mut self, orcid: OrcidId) -> Result<()> {
        let key = [rows::orcid_code(orcid)];
        let retired = execute(
            self.conn,
            "INSERT INTO retired (orcid, version) SELECT orcid, version FROM records WHERE orcid = $1
             ON CONFLICT (orcid) DO UPDATE SET version = excluded.version",
            key,
        )?;
        if retired == 0 {
            return Ok(());
        }
        permissions::forget_person(self.conn, self.effects, orcid)?;
        grants::forget_person(self.conn, orcid)?;
        accounts::forget_person(self.conn, orcid)?;
        webhooks::forget_record(self.conn, orcid)?;
        notifications::forget_person(self.conn, orcid)?;
        replies::forget_person(self.conn, orcid)?;
        self.place_journal()?;
        journal::forget_person(self.conn, orcid)?;
        names::delete(self.conn, orcid, PutCode::SINGLE)?;
        identities::forget_record(self.conn, orcid)?;
        addresses::forget_record(self.conn, orcid)?;
        self.growth.retain(|(owner, _), _| *owner != orcid);
        self.fresh.remove(&orcid);
        for sql in [
            "DELETE FROM items WHERE orcid = $1",
            "DELETE FROM review_groups WHERE orcid = $1",
            "DELETE FROM views WHERE orcid = $1",
            "DELETE FROM records WHERE orcid = $1",
        ] {
            execute(self.conn, sql, key)?;
        }
        self.touched.remove(&orcid);
        self.counters.records -= 1;
        self.effects.heads.push((orcid, None));
        self.log_record(orcid, Operation::Deleted)
    }

    // ----- items

    /// What the database has in the place of an item, as far as it matters to what follows from items.
    fn present(&self, owner: OrcidId, kind: ItemKind, put_code: PutCode) -> Result<Option<Present>> {
        let sql = "SELECT kind, put_code, visibility, author, author_name, origin, origin_name, created, modified,
                display_index, body
            FROM items WHERE orcid = $1 AND kind = $2 AND put_code = $3";
        let key = params![rows::orcid_code(owner), kind.code(), rows::put_code_code(put_code)];
        let Some(item) = query::one(self.conn, sql, key, decode::item)? else { return Ok(None) };
        Ok(Some(Present { visibility: item.visibility, identities: of_item(&item)? }))
    }

    fn put_item(&mut self, owner: OrcidId, item: &Item, identities: &[i64]) -> Result<()> {
        self.touch(owner)?;
        self.follow(item.put_code);
        let first = self.fresh.get_mut(&owner).is_some_and(|items| items.insert((item.kind, item.put_code)));
        let before = if first { None } else { self.present(owner, item.kind, item.put_code)? };
        let known = before.as_ref().map_or(&[][..], |it| &it.identities);
        identities::replace(self.conn, owner, item.put_code, known, identities)?;
        if item.kind == ItemKind::Name {
            names::put(self.conn, owner, item)?;
        }
        let Source { author, author_name, origin, origin_name } = &item.source;
        execute(
            self.conn,
            "INSERT INTO items (orcid, kind, put_code, visibility, author, author_name, origin, origin_name, created,
                modified, display_index, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (orcid, kind, put_code) DO UPDATE SET visibility = excluded.visibility,
                author = excluded.author, author_name = excluded.author_name, origin = excluded.origin,
                origin_name = excluded.origin_name, created = excluded.created, modified = excluded.modified,
                display_index = excluded.display_index, body = excluded.body",
            params![
                rows::orcid_code(owner),
                item.kind.code(),
                rows::put_code_code(item.put_code),
                rows::visibility_code(item.visibility),
                author.as_ref().map(rows::agent_text),
                author_name,
                origin.as_ref().map(rows::agent_text),
                origin_name,
                millis(item.created),
                millis(item.modified),
                item.display_index,
                item.body,
            ],
        )?;
        if item.kind == ItemKind::Email {
            addresses::drop(self.conn, owner, item.put_code)?;
            addresses::keep(self.conn, owner, item)?;
        }
        if item.kind == ItemKind::PeerReview {
            review_groups::put(self.conn, owner, item)?;
        }
        let operation = if before.is_some() { Operation::Updated } else { Operation::Created };
        let openness = before.map_or(item.visibility, |before| before.visibility.min(item.visibility));
        if operation == Operation::Created {
            *self.growth.entry((owner, item.kind)).or_default() += 1;
        }
        self.log((Some(owner), Some(item.kind), Some(item.put_code)), None, operation, openness)
    }

    fn delete_item(&mut self, owner: OrcidId, kind: ItemKind, put_code: PutCode) -> Result<()> {
        let Some(before) = self.present(owner, kind, put_code)? else { return Ok(()) };
        if kind == ItemKind::Name {
            names::delete(self.conn, owner, put_code)?;
        }
        identities::replace(self.conn, owner, put_code, &before.identities, &[])?;
        execute(
            self.conn,
            "DELETE FROM items WHERE orcid = $1 AND kind = $2 AND put_code = $3",
            params![rows::orcid_code(owner), kind.code(), rows::put_code_code(put_code)],
        )?;
        *self.growth.entry((owner, kind)).or_default() -= 1;
        if kind == ItemKind::Email {
            addresses::drop(self.conn, owner, put_code)?;
            addresses::uncontest(self.conn, owner, put_code)?;
        }
        if kind == ItemKind::PeerReview {
            review_groups::delete(self.conn, owner, put_code)?;
        }
        self.touch(owner)?;
        self.log((Some(owner), Some(kind), Some(put_code)), None, Operation::Deleted, before.visibility)
    }

    /// Numbers that came from elsewhere are not handed out again.
    fn follow(&mut self, put_code: PutCode) {
        let used = put_code.get();
        if used <= HIGHEST_FOLLOWED {
            self.block.skip(used);
            self.counters.put_code = self.counters.put_code.max(used + 1);
        }
    }

    // ----- clients

    fn put_client(&mut self, client: &Client) -> Result<()> {
        let before = query::client(self.conn, &client.id)?;
        // What of a client shows in records: its name, and whether it speaks for their owners.
        let shown = |client: &Client| (client.name.clone(), client.user_obo_enabled);
        if before.as_ref().map(shown) != Some(shown(client)) {
            self.counters.names_epoch += 1;
        }
        let operation = if before.is_some() { Operation::Updated } else { Operation::Created };
        execute(
            self.conn,
            "INSERT INTO clients (id, name, body, owner) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body, owner = excluded.owner",
            params![client.id.as_str(), client.name, rows::client_json(client), client.owner.map(|it| it.to_string())],
        )?;
        self.counters.clients += u64::from(operation == Operation::Created);
        self.counters.clients_epoch += 1;
        self.effects.clients.push(client.id.clone());
        self.log_subject(&Subject::Client(client.id.clone()), operation)
    }

    fn delete_client(&mut self, id: &ClientId) -> Result<()> {
        if execute(self.conn, "DELETE FROM clients WHERE id = $1", [id.as_str()])? == 0 {
            return Ok(());
        }
        webhooks::forget_client(self.conn, id)?;
        self.counters.names_epoch += 1;
        self.counters.clients = self.counters.clients.saturating_sub(1);
        self.counters.clients_epoch += 1;
        self.effects.clients.push(id.clone());
        self.log_subject(&Subject::Client(id.clone()), Operation::Deleted)
    }

    // ----- group ids and organisations

    fn put_group_id(&mut self, group: &GroupId) -> Result<()> {
        let put_code = rows::put_code_code(group.put_code);
        let key = groups::group_key(&group.group_id);
        let sql = "SELECT 1 FROM group_ids WHERE group_key = $1 AND put_code <> $2";
        if exists(self.conn, sql, params![key, put_code])? {
            return Err(Failure::conflict("a group has this id"));
        }
        self.follow(group.put_code);
        let operation = self.operation("SELECT 1 FROM group_ids WHERE put_code = $1", [put_code])?;
        let Source { author, author_name, origin, origin_name } = &group.source;
        execute(
            self.conn,
            "INSERT INTO group_ids (put_code, group_id, group_key, name, description, group_type, author, author_name,
                origin, origin_name, created, modified, name_key, age)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             ON CONFLICT (put_code) DO UPDATE SET group_id = excluded.group_id, group_key = excluded.group_key,
                name = excluded.name, description = excluded.description, group_type = excluded.group_type,
                author = excluded.author, author_name = excluded.author_name, origin = excluded.origin,
                origin_name = excluded.origin_name, created = excluded.created, modified = excluded.modified,
                name_key = excluded.name_key, age = excluded.age",
            params![
                put_code,
                group.group_id,
                key,
                group.name,
                group.description,
                group.group_type,
                author.as_ref().map(rows::agent_text),
                author_name,
                origin.as_ref().map(rows::agent_text),
                origin_name,
                millis(group.created),
                millis(group.modified),
                group.name.to_lowercase(),
                rows::moment_of_age(group.created),
            ],
        )?;
        self.counters.groups += u64::from(operation == Operation::Created);
        self.log_subject(&Subject::GroupId(group.put_code), operation)
    }

    fn delete_group_id(&mut self, put_code: PutCode) -> Result<()> {
        match execute(self.conn, "DELETE FROM group_ids WHERE put_code = $1", [rows::put_code_code(put_code)])? {
            0 => Ok(()),
            _ => {
                self.counters.groups = self.counters.groups.saturating_sub(1);
                self.log_subject(&Subject::GroupId(put_code), Operation::Deleted)
            }
        }
    }

    fn put_organization(&mut self, organization: &Organization) -> Result<()> {
        let Organization { source, identifier, name, city, region, country, details } = organization;
        let sql = "SELECT 1 FROM organizations WHERE source = $1 AND identifier = $2";
        let operation = self.operation(sql, [source, identifier])?;
        let subject = Subject::Organization { source: source.clone(), identifier: identifier.clone() };
        self.log_subject(&subject, operation)?;
        let changed = stored(self.counters.sequence);
        execute(
            self.conn,
            "INSERT INTO organizations (source, identifier, name, city, region, country, details, changed)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (source, identifier) DO UPDATE SET name = excluded.name, city = excluded.city,
                region = excluded.region, country = excluded.country, details = excluded.details,
                changed = excluded.changed",
            params![source, identifier, name, city, region, country, details.to_json(), changed],
        )?;
        Ok(())
    }

    /// What putting a row will have been: the query finds the one that is there.
    fn operation(&self, sql: &str, params: impl Params) -> Result<Operation> {
        Ok(if exists(self.conn, sql, params)? { Operation::Updated } else { Operation::Created })
    }

    fn put_cursor(&self, consumer: &str, sequence: u64) -> Result<()> {
        let sql = "INSERT INTO cursors (consumer, sequence) VALUES ($1, $2)
             ON CONFLICT (consumer) DO UPDATE SET sequence = excluded.sequence";
        execute(self.conn, sql, params![consumer, stored(sequence)])?;
        Ok(())
    }
}

/// What matters of an item that is about to be replaced or deleted.
struct Present {
    visibility: Visibility,
    identities: Vec<i64>,
}

/// A counter as a column.
pub fn stored(counter: u64) -> i64 {
    i64::try_from(counter).unwrap_or(i64::MAX)
}

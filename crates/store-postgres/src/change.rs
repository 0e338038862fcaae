//! Applying one change set inside of a transaction.
//!
//! What can be worked out in memory is (records, items, clients, groups), from what was [foreseen](crate::foreseen);
//! everything else is a statement that waits. All that waits goes out together, with the end of the transaction behind it,
//! so that a commit is two turns: locks, guards and questions, then changes and `COMMIT`. It is one where nothing has to
//! be known before, and one more where something hangs on what a statement finds (what ends with a permission, whether a
//! deed was done at all).

use std::collections::BTreeMap;

use byline_model::client::Client;
use byline_model::{ClientId, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp, Visibility};
use byline_store::put_codes::HIGHEST_FOLLOWED;
use byline_store::{
    AccountChange, Change, ChangeSet, Committed, Deed, GrantChange, GroupId, NotificationChange, Operation,
    Organization, Subject, groups, rows,
};

use crate::change_log::{self, Log, own_number};
use crate::failure::{Failure, Result};
use crate::foreseen::Foreseen;
use crate::guards::stored;
use crate::locks::Locks;
use crate::numbers::Numbers;
use crate::permissions::{self, Ending};
use crate::pool::Conn;
use crate::query::{Answer, Query, query};
use crate::record::Records;
use crate::{accounts, grants, journal, notifications, replies, webhooks};

/// What others want to hear of once this is committed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Effects {
    /// How often mails became due.
    pub mails: u64,
    /// How often webhooks became due.
    pub webhooks: u64,
}

/// A row of `meta` or `counters` that a commit moves.
#[derive(Default)]
struct Counters {
    names_epoch: i64,
    clients_epoch: i64,
    clients: i64,
    groups: i64,
}

/// One change set on its way into the database.
pub struct Application<'a> {
    conn: &'a mut Conn,
    numbers: &'a Numbers,
    set: &'a ChangeSet,
    /// What begins the transaction, where that is not done yet.
    opening: Vec<Query>,
    seen: Foreseen,
    records: Records<'a>,
    log: Log,
    organizations: BTreeMap<(&'a str, &'a str), (&'a Organization, i64)>,
    waiting: Vec<Query>,
    /// How many rows were changed by what waited before.
    affected: u64,
    /// Whether something is certain to change.
    certain: bool,
    counters: Counters,
    /// One more than the greatest put-code that came from elsewhere.
    followed: u64,
    pub effects: Effects,
}

impl<'a> Application<'a> {
    /// An application that has done nothing yet. The guards have been looked at, unless there are none, and then `opening`
    /// begins the transaction.
    pub fn new(
        conn: &'a mut Conn,
        numbers: &'a Numbers,
        set: &'a ChangeSet,
        opening: Vec<Query>,
        mut seen: Foreseen,
    ) -> Self {
        Application {
            conn,
            numbers,
            set,
            opening,
            records: Records::new(&mut seen),
            seen,
            log: Log::default(),
            organizations: BTreeMap::new(),
            waiting: Vec::new(),
            affected: 0,
            certain: false,
            counters: Counters::default(),
            followed: 0,
            effects: Effects::default(),
        }
    }

    /// Makes the changes and commits; `identities` are those of the items that are put.
    pub async fn run(mut self, identities: &[Vec<i64>]) -> Result<(Committed, Effects)> {
        let (set, mut identities) = (self.set, identities.iter());
        let deed = |change: &'a Change| match change {
            Change::Journal(deed) => Some(&**deed),
            _ => None,
        };
        let deeds: Vec<&Deed> = set.changes.iter().filter_map(deed).collect();
        let alone = deeds.len() == set.changes.len();
        for change in set.changes.iter().filter(|it| deed(it).is_none()) {
            self.apply(change, &mut identities).await?;
        }
        // What is done is known once it is done.
        if !deeds.is_empty() && !alone && !self.certain {
            self.fetch(Vec::new()).await?;
        }
        let tells = !deeds.is_empty() && (alone || self.certain || self.affected > 0);
        self.finish(if tells { &deeds } else { &[] }, alone).await
    }

    /// Sends all that waits, and then these; returns their answers.
    async fn fetch(&mut self, queries: Vec<Query>) -> Result<Vec<Answer>> {
        let wanted = queries.len();
        let (mut batch, waiting) = (std::mem::take(&mut self.opening), std::mem::take(&mut self.waiting));
        let (opened, counted) = (batch.len(), waiting.len());
        batch.extend(waiting);
        batch.extend(queries);
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        let mut answers = self.conn.run(&batch).await?;
        self.affected += answers[opened..opened + counted].iter().map(|it| it.affected).sum::<u64>();
        let rung = batch.iter().zip(&answers).filter(|(query, _)| query.rings);
        self.effects.webhooks += rung.map(|(_, answer)| answer.affected).sum::<u64>();
        Ok(answers.split_off(answers.len() - wanted))
    }

    /// Writes what was worked out in memory, the log, the journal, and ends the transaction.
    async fn finish(mut self, deeds: &[&Deed], alone: bool) -> Result<(Committed, Effects)> {
        let records = self.records.more;
        let counters = std::mem::take(&mut self.counters);
        let mut last = std::mem::take(&mut self.records).write()?;
        last.extend(put_organizations(&self.organizations));
        let log = std::mem::take(&mut self.log).write(self.set);
        let written = log.is_some();
        let log_at = last.len();
        last.extend(log);
        if !deeds.is_empty() {
            last.push(journal::put(self.set.at, deeds));
        }
        if self.followed > 0 {
            last.push(query!("UPDATE put_codes SET next = $1 WHERE id = 1 AND next < $1", stored(self.followed)));
        }
        // What everybody shares comes at the very end, when nobody is waited for any more.
        last.extend(counters.write(records));
        last.push(query!("COMMIT"));
        let answers = self.fetch(last).await?;
        let sequence = if written { change_log::written(&answers[log_at])? } else { 0 };
        let changed = self.certain || self.affected > 0 || alone && !self.set.changes.is_empty();
        self.numbers.follow(self.followed);
        Ok((Committed { sequence, changed }, self.effects))
    }

    fn wait(&mut self, queries: impl IntoIterator<Item = Query>) {
        self.waiting.extend(queries);
    }

    async fn apply(&mut self, change: &'a Change, identities: &mut std::slice::Iter<'_, Vec<i64>>) -> Result<()> {
        match change {
            Change::PutRecord(head) => self.put_record(head)?,
            Change::DeleteRecord(orcid) => self.delete_record(*orcid)?,
            Change::PutItem { owner, item } => {
                let identities = identities.next().map_or(&[][..], Vec::as_slice);
                let before = self.records.put_item(*owner, item, identities, self.set.at)?;
                self.follow(item.put_code);
                let operation = if before.is_some() { Operation::Updated } else { Operation::Created };
                let openness = before.map_or(item.visibility, |before| before.visibility.min(item.visibility));
                self.log_item(*owner, (item.kind, item.put_code), operation, openness)?;
            }
            Change::DeleteItem { owner, kind, put_code } => {
                if let Some(before) = self.records.delete_item((*owner, *kind, *put_code), self.set.at)? {
                    self.log_item(*owner, (*kind, *put_code), Operation::Deleted, before.visibility)?;
                }
            }
            Change::PutClient(client) => self.put_client(client)?,
            Change::DeleteClient(id) => self.delete_client(id)?,
            Change::PutToken(token) => self.wait(permissions::put(token, None)),
            Change::RevokeToken { access, at, reason } => {
                self.end(permissions::revoke(*access, (*at, *reason))).await?;
            }
            Change::PutGroupId(group) => self.put_group_id(group)?,
            Change::DeleteGroupId(put_code) => self.delete_group_id(*put_code)?,
            Change::PutOrganization(organization) => self.put_organization(organization)?,
            Change::PutReply { to, key, reply } => self.wait(replies::put(to, key, reply, self.set.at)),
            Change::PutCursor { consumer, sequence } => self.wait([put_cursor(consumer, *sequence)]),
            Change::Notification(change) => {
                if let NotificationChange::Put(it) = change {
                    if !self.records.has(it.person) {
                        return Err(Failure::conflict("there is no such record"));
                    }
                    self.follow(it.put_code);
                }
                self.wait(notifications::apply(change));
            }
            Change::Grant(change) => self.grant(change).await?,
            Change::Account(change) => {
                let makes_due = matches!(change, AccountChange::PutMail(_) | AccountChange::RetryMail { .. });
                self.effects.mails += u64::from(makes_due);
                self.wait(accounts::apply(change));
            }
            Change::Journal(_) => {}
            Change::ForgetJournal { now, most } => self.wait([journal::forget(*now, *most)]),
            Change::CountUses { day, counts } => self.wait([replies::count_uses(*day, counts)]),
            Change::ForgetUses { before } => self.wait([replies::forget_uses(*before)]),
            Change::Webhook(change) => {
                self.wait(webhooks::apply(self.log.place(), change));
            }
        }
        Ok(())
    }

    // ----- the log

    fn log_item(
        &mut self,
        owner: OrcidId,
        (kind, put_code): (ItemKind, PutCode),
        operation: Operation,
        openness: Visibility,
    ) -> Result<()> {
        self.certain = true;
        self.log.add((Some(owner), Some(kind), Some(put_code)), None, operation, openness)
    }

    fn log_record(&mut self, orcid: OrcidId, operation: Operation) -> Result<()> {
        self.certain = true;
        self.log.add((Some(orcid), None, None), None, operation, Visibility::Public)
    }

    fn log_subject(&mut self, subject: &Subject, operation: Operation) -> Result<()> {
        let put_code = match subject {
            Subject::GroupId(put_code) => Some(*put_code),
            Subject::Client(_) | Subject::Organization { .. } => None,
        };
        self.certain = true;
        self.log.add((None, None, put_code), Some(subject), operation, Visibility::Public)
    }

    // ----- records

    fn put_record(&mut self, head: &RecordHead) -> Result<()> {
        let operation = self.records.put(head);
        self.log_record(head.orcid, operation)
    }

    fn delete_record(&mut self, orcid: OrcidId) -> Result<()> {
        let Some(rows) = self.records.delete(orcid) else { return Ok(()) };
        self.wait(permissions::forget_person(orcid));
        self.wait(grants::forget_person(orcid));
        self.wait(accounts::forget_person(orcid));
        self.wait(webhooks::forget_record(orcid));
        self.wait([notifications::forget_person(orcid), replies::forget_person(orcid)]);
        self.wait(journal::forget_person(orcid));
        self.wait(rows);
        self.log_record(orcid, Operation::Deleted)
    }

    /// Numbers that came from elsewhere are not handed out again.
    fn follow(&mut self, put_code: PutCode) {
        let used = put_code.get();
        if used <= HIGHEST_FOLLOWED {
            self.numbers.block.skip(used);
            if used >= self.numbers.leased_to() {
                self.followed = self.followed.max(used + 1);
            }
        }
    }

    // ----- clients

    fn put_client(&mut self, client: &Client) -> Result<()> {
        const SQL: &str = "INSERT INTO clients (id, name, body, owner) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body, owner = excluded.owner";
        let before = self.seen.clients.insert(client.id.clone(), client.clone());
        // What of a client shows in records: its name, and whether it speaks for their owners.
        let shown = |client: &Client| (client.name.clone(), client.user_obo_enabled);
        self.counters.names_epoch += i64::from(before.as_ref().map(shown) != Some(shown(client)));
        self.counters.clients_epoch += 1;
        let operation = if before.is_some() { Operation::Updated } else { Operation::Created };
        self.counters.clients += i64::from(operation == Operation::Created);
        let (id, owner) = (client.id.to_string(), client.owner.map(|it| it.to_string()));
        self.wait([query!(SQL, id, client.name.to_string(), rows::client_json(client), owner)]);
        self.log_subject(&Subject::Client(client.id.clone()), operation)
    }

    fn delete_client(&mut self, id: &ClientId) -> Result<()> {
        if self.seen.clients.remove(id).is_none() {
            return Ok(());
        }
        self.counters.names_epoch += 1;
        self.counters.clients_epoch += 1;
        self.counters.clients -= 1;
        self.wait([query!("DELETE FROM clients WHERE id = $1", id.to_string())]);
        self.wait(webhooks::forget_client(id));
        self.log_subject(&Subject::Client(id.clone()), Operation::Deleted)
    }

    // ----- group ids and organisations

    fn put_group_id(&mut self, group: &GroupId) -> Result<()> {
        let key: Box<str> = groups::group_key(&group.group_id).into();
        if self.seen.groups.iter().any(|(code, other)| *other == key && *code != group.put_code) {
            return Err(Failure::conflict("a group has this id"));
        }
        self.follow(group.put_code);
        let before = self.seen.groups.insert(group.put_code, key.clone());
        let operation = if before.is_some() { Operation::Updated } else { Operation::Created };
        self.counters.groups += i64::from(operation == Operation::Created);
        self.wait([put_group(group, &key)]);
        self.log_subject(&Subject::GroupId(group.put_code), operation)
    }

    fn delete_group_id(&mut self, put_code: PutCode) -> Result<()> {
        if self.seen.groups.remove(&put_code).is_none() {
            return Ok(());
        }
        self.counters.groups -= 1;
        self.wait([query!("DELETE FROM group_ids WHERE put_code = $1", rows::put_code_code(put_code))]);
        self.log_subject(&Subject::GroupId(put_code), Operation::Deleted)
    }

    fn put_organization(&mut self, organization: &'a Organization) -> Result<()> {
        let Organization { source, identifier, .. } = organization;
        let first = self.seen.organizations.insert((source.clone(), identifier.clone()));
        let subject = Subject::Organization { source: source.clone(), identifier: identifier.clone() };
        self.log_subject(&subject, if first { Operation::Created } else { Operation::Updated })?;
        self.organizations.insert((&**source, &**identifier), (organization, self.log.place()));
        Ok(())
    }

    // ----- grants

    async fn grant(&mut self, change: &GrantChange) -> Result<()> {
        match change {
            GrantChange::PutCode(code) => self.wait([grants::put_code(code)]),
            GrantChange::UseCode { hash, at } => self.wait([grants::use_code(*hash, *at)]),
            GrantChange::GrantConsent(consent) => {
                let scopes = self.seen.consents.entry((consent.person, consent.client.clone())).or_default();
                let granted = grants::grant_consent(consent, scopes);
                self.wait([granted]);
            }
            GrantChange::PassOn { token, bases } => self.wait(permissions::put(token, Some(bases))),
            GrantChange::ReplaceBasis { from, to } => self.wait(permissions::hand_on(*from, *to)),
            GrantChange::RevokeTrust { person, client, at, reason } => {
                self.end(permissions::end_trust(*person, client, (*at, *reason))).await?;
                self.seen.consents.remove(&(*person, client.clone()));
                self.wait(grants::end_trust(*person, client));
            }
            GrantChange::RevokeCode { code, at, reason } => {
                self.end(permissions::revoke_code(*code, (*at, *reason))).await?;
            }
            GrantChange::RevokeFamily { access, at, reason } => {
                self.end(permissions::revoke_family(*access, (*at, *reason))).await?;
            }
            GrantChange::RevokePerson { person, at, reason } => {
                self.seen.consents.retain(|(whose, _), _| whose != person);
                self.wait([permissions::end_person(*person, (*at, *reason))]);
                self.wait(grants::forget_person(*person));
            }
            GrantChange::PutSigningKey(key) => self.wait([grants::put_signing_key(key)]),
            GrantChange::DeleteSigningKey(kid) => self.wait([grants::delete_signing_key(kid)]),
            GrantChange::ForgetExpired { before, most } => self.forget_expired(*before, *most).await?,
        }
        Ok(())
    }

    /// What ends, and then what was passed on by those who lost something. Every round ends what counted until then, so the
    /// rounds end. Mostly nothing was passed on for the person, and then it is one turn.
    async fn end(&mut self, ending: Ending) -> Result<()> {
        let Ending { end, mut queries, passed_on } = ending;
        queries.push(passed_on);
        let answers = self.fetch(queries).await?;
        let Some((passed_on, ended)) = answers.split_last() else { return Ok(()) };
        let mut lost = Vec::new();
        note_lost(ended, &mut lost)?;
        self.affected += ended.iter().map(|it| it.affected).sum::<u64>();
        if !passed_on.is_true()? {
            return Ok(());
        }
        while let Some((origin, person)) = lost.pop() {
            let found = self.fetch(vec![permissions::passed_on(person, &origin, end.0.millis())]).await?;
            let mut falls = Vec::new();
            for row in found.iter().flat_map(|it| &it.rows) {
                falls.extend(permissions::fall(row, person, end)?);
            }
            if !falls.is_empty() {
                let ended = self.fetch(falls).await?;
                note_lost(&ended, &mut lost)?;
            }
        }
        Ok(())
    }

    async fn forget_expired(&mut self, before: Timestamp, most: usize) -> Result<()> {
        self.wait([grants::forget_codes(before, most)]);
        let answers = self.fetch(permissions::forget_gone(before, most)).await?;
        self.affected += answers.iter().map(|it| it.affected).sum::<u64>();
        let holders = answers.iter().flat_map(|it| &it.rows).map(permissions::holder).collect::<Result<Vec<_>>>()?;
        let mut emptied: Vec<_> = holders.iter().map(|it| it.permission).collect();
        emptied.sort_unstable();
        emptied.dedup();
        // Locks that are taken, and only then another look.
        if let Some(take) = Locks::of_holders(&holders).take() {
            self.fetch(vec![take]).await?;
            self.wait([permissions::forget_emptied(emptied)]);
        }
        Ok(())
    }
}

/// Adds clients and people who lost something, each once.
fn note_lost(answers: &[Answer], lost: &mut Vec<(String, i64)>) -> Result<()> {
    for row in answers.iter().flat_map(|it| &it.rows) {
        if let Some(it) = permissions::lost(row)?.filter(|it| !lost.contains(it)) {
            lost.push(it);
        }
    }
    Ok(())
}

impl Counters {
    fn write(self, records: i64) -> Vec<Query> {
        const COUNT: &str = "INSERT INTO counters (name, part, count)
            SELECT name, pg_current_xact_id()::text::bigint % 16, more FROM unnest($1::text[], $2::bigint[]) AS it(name, more)
            ON CONFLICT (name, part) DO UPDATE SET count = counters.count + excluded.count";
        const EPOCHS: &str =
            "UPDATE meta SET names_epoch = names_epoch + $1, clients_epoch = clients_epoch + $2 WHERE id = 1";
        let mut queries = Vec::new();
        let counts = [("clients", self.clients), ("groups", self.groups), ("records", records)];
        let (names, more): (Vec<_>, Vec<_>) =
            counts.into_iter().filter(|(_, more)| *more != 0).map(|(name, more)| (name.to_owned(), more)).unzip();
        if !names.is_empty() {
            queries.push(query!(COUNT, names, more));
        }
        if self.names_epoch != 0 || self.clients_epoch != 0 {
            queries.push(query!(EPOCHS, self.names_epoch, self.clients_epoch));
        }
        queries
    }
}

fn put_cursor(consumer: &str, sequence: u64) -> Query {
    const SQL: &str = "INSERT INTO cursors (consumer, sequence) VALUES ($1, $2)
        ON CONFLICT (consumer) DO UPDATE SET sequence = excluded.sequence";
    query!(SQL, consumer.to_owned(), stored(sequence))
}

fn put_group(group: &GroupId, key: &str) -> Query {
    const SQL: &str = "INSERT INTO group_ids (put_code, group_id, group_key, name, description, group_type, author,
            author_name, origin, origin_name, created, modified, name_key, age)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (put_code) DO UPDATE SET group_id = excluded.group_id, group_key = excluded.group_key,
            name = excluded.name, description = excluded.description, group_type = excluded.group_type,
            author = excluded.author, author_name = excluded.author_name, origin = excluded.origin,
            origin_name = excluded.origin_name, created = excluded.created, modified = excluded.modified,
            name_key = excluded.name_key, age = excluded.age";
    let Source { author, author_name, origin, origin_name } = &group.source;
    query!(
        SQL,
        rows::put_code_code(group.put_code),
        group.group_id.to_string(),
        key.to_owned(),
        group.name.to_string(),
        group.description.to_string(),
        group.group_type.to_string(),
        author.as_ref().map(rows::agent_text),
        author_name.as_ref().map(ToString::to_string),
        origin.as_ref().map(rows::agent_text),
        origin_name.as_ref().map(ToString::to_string),
        group.created.map(Timestamp::millis),
        group.modified.map(Timestamp::millis),
        group.name.to_lowercase(),
        rows::moment_of_age(group.created),
    )
}

/// One statement, with each as it was put last.
fn put_organizations(put: &BTreeMap<(&str, &str), (&Organization, i64)>) -> Option<Query> {
    const SQL: &str = concat!(
        "INSERT INTO organizations (source, identifier, name, city, region, country, details, changed)
         SELECT source, identifier, name, city, region, country, details, ",
        own_number!(),
        " + place FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::bigint[]) AS it(source, identifier, name, city, region, country, details, place)
         ON CONFLICT (source, identifier) DO UPDATE SET name = excluded.name, city = excluded.city,
            region = excluded.region, country = excluded.country, details = excluded.details,
            changed = excluded.changed"
    );
    if put.is_empty() {
        return None;
    }
    let text = |of: fn(&Organization) -> &str| put.values().map(|(it, _)| of(it).to_owned()).collect::<Vec<_>>();
    let place = |of: fn(&Organization) -> &Option<Box<str>>| {
        put.values().map(|(it, _)| of(it).as_ref().map(ToString::to_string)).collect::<Vec<_>>()
    };
    let details: Vec<Option<String>> = put.values().map(|(it, _)| it.details.to_json()).collect();
    let places: Vec<_> = put.values().map(|(_, place)| *place).collect();
    Some(query!(
        SQL,
        text(|it| &it.source),
        text(|it| &it.identifier),
        text(|it| &it.name),
        place(|it| &it.city),
        place(|it| &it.region),
        place(|it| &it.country),
        details,
        places
    ))
}

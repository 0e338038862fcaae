//! Records and their items: what a change set makes of them is worked out in memory, from what was foreseen, and written
//! by a few statements, however many items there are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp};
use byline_store::groups::review_group_key;
use byline_store::rows::{self, HeadRow};
use byline_store::{Operation, StoreError};

use crate::failure::{EMAIL_TAKEN, Failure, Result};
use crate::foreseen::{Foreseen, Known, Place, Present};
use crate::query::{Query, query};

const NO_RECORD: &str = "there is no such record";

/// A record on its way.
#[derive(Default)]
struct Record {
    known: Known,
    /// Whether this change set raised its version.
    touched: bool,
    /// The head that was put last.
    head: Option<HeadRow>,
    source: [Option<String>; 2],
}

/// An item on its way.
enum Fate<'a> {
    Put(&'a Item),
    Gone,
}

/// All records that a change set is about, as they are after the changes so far.
#[derive(Default)]
pub struct Records<'a> {
    records: BTreeMap<OrcidId, Record>,
    present: HashMap<Place, Present>,
    items: BTreeMap<Place, Fate<'a>>,
    /// Whether a number is to be there.
    identities: BTreeMap<(OrcidId, i64, PutCode), bool>,
    names: BTreeMap<(i64, OrcidId), bool>,
    emails: HashMap<Box<str>, (OrcidId, PutCode)>,
    /// Addresses whose row goes, and those that get one.
    emails_gone: BTreeSet<Box<str>>,
    emails_kept: BTreeMap<Box<str>, (OrcidId, PutCode)>,
    reviews: BTreeMap<(OrcidId, PutCode), Option<String>>,
    growth: BTreeMap<(OrcidId, ItemKind), i64>,
    /// How many records more there are.
    pub more: i64,
}

impl<'a> Records<'a> {
    /// Takes over what was foreseen of them.
    pub fn new(seen: &mut Foreseen) -> Self {
        let known = std::mem::take(&mut seen.records);
        let records = known.into_iter().map(|(orcid, known)| (orcid, Record { known, ..Record::default() }));
        Records {
            records: records.collect(),
            present: std::mem::take(&mut seen.items),
            emails: std::mem::take(&mut seen.emails),
            ..Records::default()
        }
    }

    /// Whether there is such a record.
    pub fn has(&self, orcid: OrcidId) -> bool {
        self.records.get(&orcid).is_some_and(|it| it.known.version.is_some())
    }

    /// The first change to a record in this change set: one more version, a new last modification. Clocks go back now and
    /// then, the last modification does not.
    fn touch(&mut self, orcid: OrcidId, at: Timestamp) -> Result<()> {
        let record = self.records.entry(orcid).or_default();
        let Some(version) = &mut record.known.version else { return Err(Failure::conflict(NO_RECORD)) };
        if !record.touched {
            record.touched = true;
            *version += 1;
            record.known.modified = Some(record.known.modified.map_or(at.millis(), |it| it.max(at.millis())));
        }
        Ok(())
    }

    /// A version stands for one content, also of a record that was deleted and is there again.
    pub fn put(&mut self, head: &RecordHead) -> Operation {
        let record = self.records.entry(head.orcid).or_default();
        let (version, operation) = match record.known.version {
            Some(version) => (version + i64::from(!record.touched), Operation::Updated),
            None => (record.known.retired.unwrap_or(0) + 1, Operation::Created),
        };
        self.more += i64::from(operation == Operation::Created);
        let row = HeadRow::from(head);
        record.touched = true;
        record.known.version = Some(version);
        record.known.modified = row.modified;
        record.source = [&head.history.source.author, &head.history.source.origin]
            .map(|agent| agent.as_ref().map(rows::agent_text));
        record.head = Some(row);
        operation
    }

    /// Forgets a record with its items; the statements take its rows away, before any of them is written again. `None`
    /// when there is no such record.
    pub fn delete(&mut self, orcid: OrcidId) -> Option<Vec<Query>> {
        let record = self.records.get_mut(&orcid)?;
        let version = record.known.version.take()?;
        *record = Record { known: Known { retired: Some(version), ..Known::default() }, ..Record::default() };
        self.more -= 1;
        // Names lead to their record from elsewhere, by numbers that are made of the item.
        self.names.iter_mut().filter(|((_, owner), _)| *owner == orcid).for_each(|(_, kept)| *kept = false);
        let name = self.present.get(&(orcid, ItemKind::Name, PutCode::SINGLE));
        self.names.extend(name.iter().flat_map(|it| &it.names).map(|key| ((*key, orcid), false)));
        self.present.retain(|(owner, ..), _| *owner != orcid);
        self.items.retain(|(owner, ..), _| *owner != orcid);
        self.identities.retain(|(owner, ..), _| *owner != orcid);
        self.reviews.retain(|(owner, _), _| *owner != orcid);
        self.growth.retain(|(owner, _), _| *owner != orcid);
        self.emails.retain(|_, (owner, _)| *owner != orcid);
        self.emails_kept.retain(|_, (owner, _)| *owner != orcid);
        let orcid = rows::orcid_code(orcid);
        let mut gone = vec![query!(
            "INSERT INTO retired (orcid, version) VALUES ($1, $2)
             ON CONFLICT (orcid) DO UPDATE SET version = excluded.version",
            orcid,
            version
        )];
        gone.extend(ROWS_OF_RECORD.iter().map(|sql| query!(*sql, orcid)));
        Some(gone)
    }

    /// Puts an item with its identities; returns what was in its place.
    pub fn put_item(
        &mut self,
        owner: OrcidId,
        item: &'a Item,
        identities: &[i64],
        at: Timestamp,
    ) -> Result<Option<Present>> {
        self.touch(owner, at)?;
        let place = (owner, item.kind, item.put_code);
        let after = Present::of(item, identities.to_vec())?;
        let before = self.present.insert(place, after.clone());
        self.follow(place, before.as_ref(), Some(&after));
        if item.kind == ItemKind::Email {
            self.drop_addresses(owner, item.put_code);
            self.keep_address(owner, item)?;
        }
        if item.kind == ItemKind::PeerReview {
            self.reviews.insert((owner, item.put_code), review_group_key(&item.body)?);
        }
        if before.is_none() {
            *self.growth.entry((owner, item.kind)).or_default() += 1;
        }
        self.items.insert(place, Fate::Put(item));
        Ok(before)
    }

    /// Takes an item away; returns what was there.
    pub fn delete_item(&mut self, place: Place, at: Timestamp) -> Result<Option<Present>> {
        let Some(before) = self.present.remove(&place) else { return Ok(None) };
        let (owner, kind, put_code) = place;
        self.follow(place, Some(&before), None);
        if kind == ItemKind::Email {
            self.drop_addresses(owner, put_code);
        }
        if kind == ItemKind::PeerReview {
            self.reviews.insert((owner, put_code), None);
        }
        *self.growth.entry((owner, kind)).or_default() -= 1;
        self.items.insert(place, Fate::Gone);
        self.touch(owner, at)?;
        Ok(Some(before))
    }

    /// Keeps the numbers of an item in the place of those it had.
    fn follow(&mut self, (owner, _, put_code): Place, before: Option<&Present>, after: Option<&Present>) {
        let numbers = |it: Option<&Present>| it.map_or_else(Vec::new, |it| it.identities.clone());
        for key in numbers(before) {
            self.identities.insert((owner, key, put_code), false);
        }
        for key in numbers(after) {
            self.identities.insert((owner, key, put_code), true);
        }
        for key in before.iter().flat_map(|it| &it.names) {
            self.names.insert((*key, owner), false);
        }
        for key in after.iter().flat_map(|it| &it.names) {
            self.names.insert((*key, owner), true);
        }
    }

    fn drop_addresses(&mut self, owner: OrcidId, put_code: PutCode) {
        let of_item: Vec<_> =
            self.emails.iter().filter(|(_, place)| **place == (owner, put_code)).map(|(it, _)| it.clone()).collect();
        for address in of_item {
            self.emails.remove(&address);
            if self.emails_kept.remove(&address).is_none() {
                self.emails_gone.insert(address);
            }
        }
    }

    /// An address belongs to one item.
    fn keep_address(&mut self, owner: OrcidId, item: &Item) -> Result<()> {
        let Some(address) = rows::email_of(&item.body)?.map(String::into_boxed_str) else { return Ok(()) };
        if self.emails.contains_key(&address) {
            return Err(Failure::conflict(EMAIL_TAKEN));
        }
        self.emails.insert(address.clone(), (owner, item.put_code));
        self.emails_kept.insert(address, (owner, item.put_code));
        Ok(())
    }

    // ----- writing

    /// The statements that make the database what this is.
    pub fn write(self) -> Result<Vec<Query>> {
        let mut queries = Vec::new();
        write_heads(&self.records, &mut queries);
        write_items(&self.items, &mut queries)?;
        self.write_look_ups(&mut queries);
        Ok(queries)
    }

    fn write_look_ups(self, queries: &mut Vec<Query>) {
        let identities: Vec<_> =
            self.identities.into_iter().map(|((owner, key, put_code), kept)| (owner, (key, put_code), kept)).collect();
        for (kept, sql) in [(false, FORGET_IDENTITIES), (true, KEEP_IDENTITIES)] {
            let (mut orcids, mut keys, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
            for (owner, (key, put_code), _) in identities.iter().filter(|it| it.2 == kept) {
                orcids.push(rows::orcid_code(*owner));
                keys.push(*key);
                numbers.push(rows::put_code_code(*put_code));
            }
            if !orcids.is_empty() {
                queries.push(query!(sql, orcids, keys, numbers));
            }
        }
        for (kept, sql) in [(false, FORGET_NAMES), (true, KEEP_NAMES)] {
            let (keys, orcids): (Vec<_>, Vec<_>) = self
                .names
                .iter()
                .filter(|(_, is_kept)| **is_kept == kept)
                .map(|((key, owner), _)| (*key, rows::orcid_code(*owner)))
                .unzip();
            if !keys.is_empty() {
                queries.push(query!(sql, keys, orcids));
            }
        }
        if !self.emails_gone.is_empty() {
            let gone: Vec<_> = self.emails_gone.into_iter().map(String::from).collect();
            queries.push(query!("DELETE FROM emails WHERE address = ANY($1::text[])", gone));
        }
        if !self.emails_kept.is_empty() {
            let (mut addresses, mut orcids, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
            for (address, (owner, put_code)) in self.emails_kept {
                addresses.push(String::from(address));
                orcids.push(rows::orcid_code(owner));
                numbers.push(rows::put_code_code(put_code));
            }
            queries.push(query!(KEEP_EMAILS, addresses, orcids, numbers));
        }
        for ((owner, put_code), group) in self.reviews {
            let (owner, put_code) = (rows::orcid_code(owner), rows::put_code_code(put_code));
            queries.push(match group {
                Some(group) => query!(KEEP_REVIEW, owner, put_code, group),
                None => query!("DELETE FROM review_groups WHERE orcid = $1 AND put_code = $2", owner, put_code),
            });
        }
        let growth: Vec<_> = self.growth.into_iter().filter(|(_, more)| *more != 0).collect();
        if !growth.is_empty() {
            let (mut orcids, mut kinds, mut counts) = (Vec::new(), Vec::new(), Vec::new());
            for ((owner, kind), more) in growth {
                orcids.push(rows::orcid_code(owner));
                kinds.push(i16::from(kind.code()));
                counts.push(more);
            }
            queries.push(query!(COUNT_ITEMS, orcids, kinds, counts));
        }
    }
}

/// What goes with a record, besides what its modules take away.
const ROWS_OF_RECORD: &[&str] = &[
    "DELETE FROM identities WHERE orcid = $1",
    "DELETE FROM item_counts WHERE orcid = $1",
    "DELETE FROM emails WHERE orcid = $1",
    "DELETE FROM items WHERE orcid = $1",
    "DELETE FROM review_groups WHERE orcid = $1",
    "DELETE FROM views WHERE orcid = $1",
    "DELETE FROM records WHERE orcid = $1",
];

const PUT_HEADS: &str = "INSERT INTO records (orcid, version, state, primary_orcid, modified, author, origin, body)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[],
        $8::text[])
    ON CONFLICT (orcid) DO UPDATE SET version = excluded.version, state = excluded.state,
        primary_orcid = excluded.primary_orcid, modified = excluded.modified, author = excluded.author,
        origin = excluded.origin, body = excluded.body";
const TOUCH: &str = "UPDATE records SET version = it.version, modified = it.modified
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS it(orcid, version, modified)
    WHERE records.orcid = it.orcid";
const PUT_ITEMS: &str =
    "INSERT INTO items (orcid, kind, put_code, visibility, author, author_name, origin, origin_name,
        created, modified, display_index, body)
    SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::smallint[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::bigint[], $10::bigint[], $11::bigint[], $12::text[])
    ON CONFLICT (orcid, kind, put_code) DO UPDATE SET visibility = excluded.visibility, author = excluded.author,
        author_name = excluded.author_name, origin = excluded.origin, origin_name = excluded.origin_name,
        created = excluded.created, modified = excluded.modified, display_index = excluded.display_index,
        body = excluded.body";
const DELETE_ITEMS: &str = "DELETE FROM items
    USING unnest($1::bigint[], $2::smallint[], $3::bigint[]) AS it(orcid, kind, put_code)
    WHERE items.orcid = it.orcid AND items.kind = it.kind AND items.put_code = it.put_code";
const KEEP_IDENTITIES: &str = "INSERT INTO identities (orcid, key, put_code)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) ON CONFLICT (orcid, key, put_code) DO NOTHING";
const FORGET_IDENTITIES: &str = "DELETE FROM identities
    USING unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS it(orcid, key, put_code)
    WHERE identities.orcid = it.orcid AND identities.key = it.key AND identities.put_code = it.put_code";
const KEEP_NAMES: &str = "INSERT INTO names (key, orcid) SELECT * FROM unnest($1::bigint[], $2::bigint[])
    ON CONFLICT (key, orcid) DO NOTHING";
const FORGET_NAMES: &str = "DELETE FROM names USING unnest($1::bigint[], $2::bigint[]) AS it(key, orcid)
    WHERE names.key = it.key AND names.orcid = it.orcid";
const KEEP_EMAILS: &str =
    "INSERT INTO emails (address, orcid, put_code) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[])";
const KEEP_REVIEW: &str = "INSERT INTO review_groups (orcid, put_code, group_key) VALUES ($1, $2, $3)
    ON CONFLICT (orcid, put_code) DO UPDATE SET group_key = excluded.group_key";
const COUNT_ITEMS: &str = "INSERT INTO item_counts (orcid, kind, count)
    SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::bigint[])
    ON CONFLICT (orcid, kind) DO UPDATE SET count = item_counts.count + excluded.count";

fn write_heads(records: &BTreeMap<OrcidId, Record>, queries: &mut Vec<Query>) {
    let is_there = |it: &&Record| it.touched && it.known.version.is_some();
    let touched = || records.iter().filter(|(_, it)| is_there(it));
    let orcids: Vec<_> = touched().map(|(orcid, _)| rows::orcid_code(*orcid)).collect();
    if orcids.is_empty() {
        return;
    }
    queries.push(query!("DELETE FROM views WHERE orcid = ANY($1::bigint[])", orcids));
    let (mut orcids, mut versions, mut modified) = (Vec::new(), Vec::new(), Vec::new());
    for (orcid, record) in touched().filter(|(_, it)| it.head.is_none()) {
        orcids.push(rows::orcid_code(*orcid));
        versions.push(record.known.version);
        modified.push(record.known.modified);
    }
    if !orcids.is_empty() {
        queries.push(query!(TOUCH, orcids, versions, modified));
    }
    let heads: Vec<_> = touched().filter_map(|(_, it)| Some((it, it.head.as_ref()?))).collect();
    if heads.is_empty() {
        return;
    }
    let column = |of: fn(&HeadRow) -> Option<i64>| heads.iter().map(|(_, row)| of(row)).collect::<Vec<_>>();
    let words = |of: fn(&HeadRow) -> &String| heads.iter().map(|(_, row)| of(row).clone()).collect::<Vec<_>>();
    let agents = |which: usize| heads.iter().map(|(it, _)| it.source[which].clone()).collect::<Vec<_>>();
    let versions: Vec<_> = heads.iter().map(|(it, _)| it.known.version).collect();
    queries.push(query!(
        PUT_HEADS,
        column(|it| Some(it.orcid)),
        versions,
        words(|it| &it.state),
        column(|it| it.primary),
        column(|it| it.modified),
        agents(0),
        agents(1),
        words(|it| &it.body)
    ));
}

fn write_items(items: &BTreeMap<Place, Fate<'_>>, queries: &mut Vec<Query>) -> Result<(), StoreError> {
    let (mut orcids, mut kinds, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    let mut put = Vec::new();
    for ((owner, kind, put_code), fate) in items {
        match fate {
            Fate::Put(item) => put.push((rows::orcid_code(*owner), *item)),
            Fate::Gone => {
                orcids.push(rows::orcid_code(*owner));
                kinds.push(i16::from(kind.code()));
                numbers.push(rows::put_code_code(*put_code));
            }
        }
    }
    if !orcids.is_empty() {
        queries.push(query!(DELETE_ITEMS, orcids, kinds, numbers));
    }
    if !put.is_empty() {
        queries.push(put_items(&put));
    }
    Ok(())
}

fn put_items(put: &[(i64, &Item)]) -> Query {
    let small = |of: fn(&Item) -> i64| put.iter().map(|(_, it)| of(it) as i16).collect::<Vec<_>>();
    let number = |of: fn(&Item) -> i64| put.iter().map(|(_, it)| of(it)).collect::<Vec<_>>();
    let moment = |of: fn(&Item) -> Option<Timestamp>| {
        put.iter().map(|(_, it)| of(it).map(Timestamp::millis)).collect::<Vec<_>>()
    };
    let word = |of: fn(&Source) -> Option<String>| put.iter().map(|(_, it)| of(&it.source)).collect::<Vec<_>>();
    let orcids: Vec<_> = put.iter().map(|(orcid, _)| *orcid).collect();
    let bodies: Vec<_> = put.iter().map(|(_, it)| it.body.to_string()).collect();
    query!(
        PUT_ITEMS,
        orcids,
        small(|it| it.kind.code().into()),
        number(|it| rows::put_code_code(it.put_code)),
        small(|it| rows::visibility_code(it.visibility)),
        word(|it| it.author.as_ref().map(rows::agent_text)),
        word(|it| it.author_name.as_ref().map(ToString::to_string)),
        word(|it| it.origin.as_ref().map(rows::agent_text)),
        word(|it| it.origin_name.as_ref().map(ToString::to_string)),
        moment(|it| it.created),
        moment(|it| it.modified),
        number(|it| it.display_index),
        bodies
    )
}

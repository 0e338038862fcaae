//! Notices about what clients changed in somebody's record (`registry` 18.1, AMENDED): they follow the change log.
//!
//! Changes of one source are gathered in one notice, as long as nobody has read it, for a day. It tells of a hundred items
//! one by one and counts the others: whoever loads ten thousand works fills no inbox.
//! The place in the log moves in the commit that writes the notices, so that none is lost or written twice.

use std::sync::Arc;

use byline_model::document::Object;
use byline_model::item_name::name_paths;
use byline_model::{Agent, Item, OrcidId, PutCode, Source, Timestamp, shapes};
use byline_store::{
    Amendment, Change, ChangeSet, Guard, KindRange, LogEntry, Notification, NotificationChange, NotificationContent,
    Operation, StoreError,
};

use crate::Registry;

/// Under which the store keeps how far the notices have come.
const CONSUMER: &str = "notices";
/// So many entries of the log are looked at in one go.
const BATCH: usize = 1000;
/// So many changes are told one by one, as many as the largest bulk of a client has.
const MOST: usize = 100;
/// Later changes begin a notice of their own.
const SECONDS: i64 = 24 * 3600;

/// Follows the log and writes notices.
pub struct Notices {
    registry: Arc<Registry>,
    /// How far it has looked, and how far that is written down: what is of no interest is not worth a commit.
    at: Option<u64>,
    written: u64,
}

/// What one source did to one record.
struct Work {
    person: OrcidId,
    source: Arc<Source>,
    at: Timestamp,
    amendments: Vec<Amendment>,
}

impl Notices {
    /// Goes on where the last one came to, by the cursor that the store keeps.
    pub fn new(registry: Arc<Registry>) -> Self {
        Notices { registry, at: None, written: 0 }
    }

    /// Waits until there may be something to do.
    pub async fn wait(&self) {
        self.registry.store.wait_for_log(self.at.unwrap_or_default()).await;
    }

    /// Writes the notices of the next entries; says whether there may be more.
    ///
    /// # Errors
    /// When the store fails; trying again goes on from where it was.
    pub async fn go_on(&mut self) -> Result<bool, StoreError> {
        let at = match self.at {
            Some(at) => at,
            None => self.begin().await?,
        };
        let entries = self.registry.store.log_after(at, BATCH).await?;
        let Some(last) = entries.last().map(|it| it.sequence) else { return Ok(false) };
        let more = entries.len() >= BATCH;
        let works = gather(&entries);
        if !works.is_empty() || !more {
            let mut set = ChangeSet::new(self.registry.clock.now());
            set.guards.push(Guard::Cursor { consumer: CONSUMER.into(), at: self.written });
            set.changes.push(Change::PutCursor { consumer: CONSUMER.into(), sequence: last });
            for work in works {
                self.add(&mut set, work).await?;
            }
            match self.registry.store.commit(set).await {
                Ok(_) => self.written = last,
                // Somebody read a notice that was to be added to, a record is gone, or another node was quicker.
                Err(StoreError::Conflict(_)) => {
                    self.at = None;
                    return Ok(true);
                }
                Err(error) => return Err(error),
            }
        }
        self.at = Some(last);
        Ok(more)
    }

    async fn begin(&mut self) -> Result<u64, StoreError> {
        self.written = self.registry.store.cursor(CONSUMER).await?;
        self.at = Some(self.written);
        Ok(self.written)
    }

    async fn add(&self, set: &mut ChangeSet, work: Work) -> Result<(), StoreError> {
        let store = &self.registry.store;
        if store.head(work.person).await?.is_none() {
            return Ok(());
        }
        let open = store.open_amendment(work.person, &work.source).await?;
        let open = open.filter(|it| work.at < it.created.plus_seconds(SECONDS));
        let is_new = open.is_none();
        let mut notice = match open {
            Some(notice) => notice,
            None => self.begin_notice(&work).await?,
        };
        let NotificationContent::Amended { changes, more } = &mut notice.content else { return Ok(()) };
        for mut amendment in work.amendments {
            let known = changes.iter().position(|it| is_about_the_same(it, &amendment));
            if known.is_none() && changes.len() >= MOST {
                *more += 1;
                continue;
            }
            if amendment.operation != Operation::Deleted {
                let item = store.item(work.person, KindRange::one(amendment.kind), amendment.put_code).await?;
                amendment.name = item.as_ref().and_then(name);
            }
            match known {
                Some(at) => tell_once(&mut changes[at], amendment),
                None => changes.push(amendment),
            }
        }
        let trim = self.registry.trimmed(notice.person);
        if !is_new {
            set.guards.push(Guard::NotificationUnread(notice.put_code));
        }
        set.changes.push(Change::Notification(NotificationChange::Put(Box::new(notice))));
        set.changes.extend(is_new.then_some(trim));
        Ok(())
    }

    async fn begin_notice(&self, work: &Work) -> Result<Notification, StoreError> {
        let range = self.registry.store.lease_put_codes(1).await?;
        let put_code = PutCode::new(range.start);
        Ok(Notification {
            put_code: put_code.map_err(|_| StoreError::Unavailable("there are no more put-codes".into()))?,
            person: work.person,
            source: Source::clone(&work.source),
            created: work.at,
            sent: None,
            read: None,
            actioned: None,
            archived: None,
            content: NotificationContent::Amended { changes: Vec::new(), more: 0 },
        })
    }
}

/// Entries about items that a client changed, by record and source in order of their first.
fn gather(entries: &[LogEntry]) -> Vec<Work> {
    let mut works: Vec<Work> = Vec::new();
    for entry in entries {
        let (Some(person), Some(kind), Some(put_code), Some(by)) = (entry.orcid, entry.kind, entry.put_code, &entry.by)
        else {
            continue;
        };
        if !matches!(by.author, Some(Agent::Client(_))) {
            continue;
        }
        let amendment = Amendment { kind, put_code, name: None, operation: entry.operation };
        match works.iter_mut().rev().find(|work| work.person == person && work.source.is_same(by)) {
            Some(work) => work.amendments.push(amendment),
            None => {
                let source = Arc::clone(by);
                works.push(Work { person, source, at: entry.at, amendments: vec![amendment] });
            }
        }
    }
    works
}

fn is_about_the_same(one: &Amendment, other: &Amendment) -> bool {
    one.kind == other.kind && one.put_code == other.put_code
}

/// What happens to an item twice is told once: what was added and then changed was added, what was deleted keeps the name
/// that was told.
fn tell_once(known: &mut Amendment, new: Amendment) {
    known.name = new.name.or(known.name.take());
    if !(known.operation == Operation::Created && new.operation == Operation::Updated) {
        known.operation = new.operation;
    }
}

/// What an item is called, if it has a name.
fn name(item: &Item) -> Option<Box<str>> {
    let object = byline_formats::read_body(&item.body, shapes::of(item.kind).full).ok()?;
    let at = |path: &&[&str]| {
        let (last, objects) = path.split_last()?;
        let inner = objects.iter().try_fold(&object, |object: &Object<'_>, key| object.object(key))?;
        inner.text(last).map(str::trim).filter(|text| !text.is_empty()).map(Box::from)
    };
    name_paths(item.kind).iter().find_map(at)
}

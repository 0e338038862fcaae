//! Everything that a request reads, one connection taken once, and none where all of it is in memory.

use std::cell::OnceCell;
use std::sync::{Arc, MutexGuard, atomic::Ordering};

use byline_model::client::{Client, SecretHash, Token};
use byline_model::{Agent, ClientId, ItemKind, OrcidId, PutCode, RecordHead};
use byline_store::read::{self, Found, FoundRecord, Items, Named, NamedPerson, OfRecord, Read, Stamp};
use byline_store::{KindRange, Snapshot};
use rusqlite::Connection;

use crate::failure::Result;
use crate::identities;
use crate::permissions;
use crate::query::{self, Short};
use crate::readers::Lookups;
use crate::store::Shared;

/// A connection, taken when it is first needed.
pub enum Conn<'a> {
    Of(&'a Connection),
    From(&'a Lookups, OnceCell<MutexGuard<'a, Connection>>),
}

impl<'a> Conn<'a> {
    /// One of those for look-ups, unless nothing needs it.
    pub fn from(lookups: &'a Lookups) -> Self {
        Conn::From(lookups, OnceCell::new())
    }

    fn get(&self) -> Result<&Connection> {
        match self {
            Conn::Of(conn) => Ok(conn),
            Conn::From(lookups, taken) => match taken.get() {
                Some(conn) => Ok(conn),
                None => {
                    let conn = lookups.take()?;
                    Ok(taken.get_or_init(|| conn))
                }
            },
        }
    }
}

/// What was found, unless there were more items than were to be read.
///
/// Nobody waits here for a row that somebody else is loading: they may wait for the connection that this one holds.
pub fn read(shared: &Shared, conn: &Conn<'_>, read: &Read, most: usize) -> Result<Option<Found>> {
    let mut found = Found { epoch: shared.names_epoch.load(Ordering::Acquire), ..Found::default() };
    if let Some(access) = read.token {
        found.token = token(shared, conn, access)?;
        if let Some(token) = &found.token {
            found.client = client(shared, conn, &token.client)?;
        }
    }
    if let Some(of) = &read.record {
        let Some(record) = record(shared, conn, of, found.epoch, most)? else { return Ok(None) };
        found.record = record;
    }
    found.named = named(shared, conn, read, found.record.as_ref())?;
    for key in &read.organizations {
        found.organizations.push(query::organization(conn.get()?, &key.source, &key.identifier)?);
    }
    Ok(Some(found))
}

/// A token, as it is together with the permission that it is a part of.
pub fn token(shared: &Shared, conn: &Conn<'_>, access: SecretHash) -> Result<Option<Arc<Token>>> {
    let kept = shared.tokens.get_at_once(&access, || query::token(conn.get()?, access))?;
    let Some(kept) = kept else { return Ok(None) };
    if kept.token.revoked.is_some() {
        return Ok(Some(Arc::clone(&kept.token)));
    }
    // A permission ends without a word to its tokens, of which there may be many.
    let permission = kept.permission;
    let end = shared.permissions.get_at_once(&permission, || permissions::end(conn.get()?, permission))?;
    Ok(Some(match end {
        None => Arc::clone(&kept.token),
        Some(end) => Arc::new(Token { revoked: Some(*end), ..Token::clone(&kept.token) }),
    }))
}

fn client(shared: &Shared, conn: &Conn<'_>, id: &ClientId) -> Result<Option<Arc<Client>>> {
    shared.clients.get_at_once(id, || query::client(conn.get()?, id))
}

fn head(shared: &Shared, conn: &Conn<'_>, orcid: OrcidId) -> Result<Option<Arc<RecordHead>>> {
    shared.heads.get_at_once(&orcid, || query::head(conn.get()?, orcid))
}

/// Of the record: `None` when it has too many items, `Some(None)` when there is none.
fn record(
    shared: &Shared,
    conn: &Conn<'_>,
    of: &OfRecord,
    epoch: u64,
    most: usize,
) -> Result<Option<Option<FoundRecord>>> {
    let Some(head) = head(shared, conn, of.orcid)? else { return Ok(Some(None)) };
    let mut found =
        FoundRecord { head, current: false, view: None, items: Vec::new(), identities: Vec::new(), count: 0 };
    if let Some(kept) = &of.kept
        && is_current(shared, conn, kept, (found.head.version, epoch))?
    {
        found.current = true;
        return Ok(Some(Some(found)));
    }
    if let Some(key) = of.view {
        let view = query::view(conn.get()?, of.orcid, key)?;
        found.view = view.filter(|it| it.version == found.head.version && it.epoch == epoch);
    }
    if found.view.is_none() {
        match &of.items {
            Items::None => {}
            Items::One(kinds, put_code) => {
                found.items.extend(query::item(conn.get()?, of.orcid, kinds.iter().copied(), *put_code)?);
            }
            Items::Around(kind, codes) => {
                let known = Some(Arc::clone(&found.head));
                match query::around(conn.get()?, (of.orcid, *kind, codes), known, most)? {
                    Some(Short::Whole(Snapshot { head, items })) => (found.head, found.items) = (head, items),
                    Some(Short::Longer) => return Ok(None),
                    None => return Ok(Some(None)),
                }
            }
            Items::Of(kinds) => {
                let known = Some(Arc::clone(&found.head));
                match query::snapshot(conn.get()?, of.orcid, *kinds, known, most)? {
                    Some(Short::Whole(Snapshot { head, items })) => (found.head, found.items) = (head, items),
                    Some(Short::Longer) => return Ok(None),
                    None => return Ok(Some(None)),
                }
            }
        }
    }
    if let Some(kind) = of.count {
        (found.identities, found.count) = identities::find_and_count(conn.get()?, of.orcid, &of.identities, kind)?;
    } else if !of.identities.is_empty() {
        found.identities = identities::find(conn.get()?, of.orcid, &of.identities)?;
    }
    Ok(Some(Some(found)))
}

fn is_current(shared: &Shared, conn: &Conn<'_>, kept: &Stamp, now: (u64, u64)) -> Result<bool> {
    if (kept.version, kept.epoch) != now {
        return Ok(false);
    }
    for (other, version) in &*kept.others {
        if head(shared, conn, *other)?.is_none_or(|head| head.version != *version) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn named(shared: &Shared, conn: &Conn<'_>, read: &Read, record: Option<&FoundRecord>) -> Result<Named> {
    let mut named = Named::default();
    if read.agents.is_empty() && record.is_none_or(|it| it.current || it.view.is_some()) {
        return Ok(named);
    }
    let own = record.map(|it| it.head.orcid);
    let mut wants_own = read.record.as_ref().is_some_and(|it| it.owner);
    for agent in read::agents(read, record) {
        match agent {
            Agent::Client(id) => {
                let client = client(shared, conn, id)?;
                wants_own |= client.as_ref().is_some_and(|it| it.user_obo_enabled);
                named.clients.extend(client);
            }
            Agent::Person(orcid) if Some(*orcid) == own => wants_own = true,
            Agent::Person(orcid) => named.people.extend(person(shared, conn, *orcid)?),
        }
    }
    if let (Some(record), Some(of)) = (record, &read.record)
        && wants_own
        && !of.items.contain(ItemKind::Name)
        && !record.current
        && record.view.is_none()
    {
        let name = query::item(conn.get()?, of.orcid, [ItemKind::Name], PutCode::SINGLE)?;
        named.people.push(NamedPerson { orcid: of.orcid, version: record.head.version, name });
    }
    Ok(named)
}

fn person(shared: &Shared, conn: &Conn<'_>, orcid: OrcidId) -> Result<Option<NamedPerson>> {
    let known = shared.heads.peek(&orcid);
    let name = KindRange::one(ItemKind::Name);
    Ok(match query::snapshot(conn.get()?, orcid, name, known, usize::MAX)? {
        Some(Short::Whole(Snapshot { head, items })) => {
            Some(NamedPerson { orcid, version: head.version, name: items.into_iter().next() })
        }
        Some(Short::Longer) | None => None,
    })
}

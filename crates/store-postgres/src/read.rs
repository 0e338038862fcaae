//! Everything that a request reads, in one turn.
//!
//! What is wanted of a record and of those who are named is one statement, so that all of it is of one moment, and what
//! depends on what is found (who is a source of the items, whether what is kept is current) is worked out by it. Its parts
//! are rows of one shape: a number that says which part, six numbers, four texts, a body, and bytes.

use std::collections::HashMap;
use std::sync::Arc;

use byline_model::client::{Client, SecretHash};
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, Source};
use byline_store::read::{self, Found, FoundRecord, Items, Named, NamedPerson, OfRecord, Read};
use byline_store::rows::{self, HeadRow};
use byline_store::{KindRange, Organization, OrganizationKey, Snapshot, View};
use tokio_postgres::Row;

use crate::decode::{self, get, moment, optional_boxed, optional_text, text};
use crate::failure::{Failure, Result};
use crate::guards::stored;
use crate::permissions::TOKEN_AND_CLIENT;
use crate::pool::Pool;
use crate::query::{Param, Query, query};

/// The parts of what is found, as the first column says.
mod part {
    pub const EPOCH: i32 = 0;
    pub const HEAD: i32 = 1;
    pub const VIEW: i32 = 2;
    pub const ITEM: i32 = 3;
    pub const IDENTITY: i32 = 4;
    pub const COUNT: i32 = 5;
    pub const CLIENT: i32 = 6;
    pub const PERSON: i32 = 7;
}

/// A statement that is put together from parts.
#[derive(Default)]
struct Builder {
    with: Vec<String>,
    parts: Vec<String>,
    params: Vec<Param>,
}

impl Builder {
    /// The name of a parameter with this value.
    fn param(&mut self, value: impl Into<Param>) -> String {
        self.params.push(value.into());
        format!("${}", self.params.len())
    }

    fn build(self) -> Query {
        let with = if self.with.is_empty() { String::new() } else { format!("WITH {} ", self.with.join(", ")) };
        Query::new(format!("{with}{}", self.parts.join(" UNION ALL ")), self.params)
    }
}

/// A value as a parameter.
fn value<T: tokio_postgres::types::ToSql + Sync + Send + 'static>(value: T) -> Param {
    Box::new(value)
}

/// Items as a part: a kind, a put-code, a visibility, two moments, a place, a source, a body.
const AS_ITEM: &str = "kind::bigint, put_code, visibility::bigint, created, modified, display_index, author, author_name, \
                       origin, origin_name, body, NULL::bytea";
const NOTHING: &str = "NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint";
const NO_TEXT: &str = "NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::bytea";

fn question(wanted: &Read) -> Query {
    let mut it = Builder::default();
    it.with.push("epoch AS MATERIALIZED (SELECT names_epoch AS n FROM meta WHERE id = 1)".to_owned());
    let mut people: Vec<i64> = Vec::new();
    let mut clients: Vec<String> = Vec::new();
    for agent in &wanted.agents {
        match agent {
            Agent::Client(id) => clients.push(id.to_string()),
            Agent::Person(orcid) => people.push(rows::orcid_code(*orcid)),
        }
    }
    let mut current = "false".to_owned();
    let mut sources = false;
    if let Some(of) = &wanted.record {
        current = of_record(&mut it, of);
        sources = of.sources;
    }
    let epoch = part::EPOCH;
    it.parts.insert(
        0,
        format!("SELECT {epoch}, (SELECT n FROM epoch), ({current})::int::bigint, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, {NO_TEXT}"),
    );
    if sources || !clients.is_empty() || !people.is_empty() {
        named(&mut it, clients, people, sources);
    }
    it.build()
}

/// What is wanted of a record; returns the condition under which what is kept is current.
fn of_record(it: &mut Builder, of: &OfRecord) -> String {
    let orcid = it.param(value(rows::orcid_code(of.orcid)));
    it.with.push(format!(
        "head AS MATERIALIZED (SELECT orcid, version, state, primary_orcid, modified, author, origin, body
            FROM records WHERE orcid = {orcid})"
    ));
    it.parts.push(format!(
        "SELECT {}, version, primary_orcid, modified, NULL, NULL, NULL, state, NULL, NULL, NULL, body, NULL FROM head",
        part::HEAD
    ));
    let mut current = "false".to_owned();
    if let Some(kept) = &of.kept {
        let (version, epoch) = (it.param(value(stored(kept.version))), it.param(value(stored(kept.epoch))));
        let (orcids, versions): (Vec<_>, Vec<_>) =
            kept.others.iter().map(|(orcid, version)| (rows::orcid_code(*orcid), stored(*version))).unzip();
        let (orcids, versions) = (it.param(value(orcids)), it.param(value(versions)));
        it.with.push(format!(
            "kept AS MATERIALIZED (SELECT EXISTS (SELECT FROM head, epoch WHERE version = {version} AND n = {epoch})
                AND NOT EXISTS (SELECT FROM unnest({orcids}::bigint[], {versions}::bigint[]) AS o(orcid, version)
                    LEFT JOIN records r ON r.orcid = o.orcid WHERE r.version IS DISTINCT FROM o.version) AS yes)"
        ));
        current = "SELECT yes FROM kept".to_owned();
    }
    // Where there is a view, no items are wanted.
    let mut wanted = format!("NOT ({current})");
    if let Some(key) = of.view {
        let key = it.param(value(i64::from(key)));
        it.with.push(format!(
            "seen AS MATERIALIZED (SELECT v.version, v.epoch, v.body FROM head
                JOIN views v ON v.orcid = head.orcid AND v.version = head.version
                JOIN epoch ON v.epoch = epoch.n WHERE v.key = {key} AND NOT ({current}))"
        ));
        it.parts.push(format!(
            "SELECT {}, version, epoch, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, body FROM seen",
            part::VIEW
        ));
        wanted = format!("{wanted} AND NOT EXISTS (SELECT FROM seen)");
    }
    items(it, of, &orcid, &wanted);
    if !of.identities.is_empty() {
        let keys = it.param(value(of.identities.to_vec()));
        it.parts.push(format!(
            "SELECT {}, i.key, i.put_code, w.place, NULL, NULL, NULL, {NO_TEXT}
             FROM unnest({keys}::bigint[]) WITH ORDINALITY AS w(key, place)
             JOIN identities i ON i.orcid = {orcid} AND i.key = w.key WHERE NOT ({current})",
            part::IDENTITY
        ));
    }
    if let Some(kind) = of.count {
        let kind = it.param(value(i16::from(kind.code())));
        it.parts.push(format!(
            "SELECT {}, count, NULL, NULL, NULL, NULL, NULL, {NO_TEXT} FROM item_counts
             WHERE orcid = {orcid} AND kind = {kind} AND NOT ({current})",
            part::COUNT
        ));
    }
    // Whether the owner is named follows from who the sources are, so the name comes along in any case.
    if (of.sources || of.owner) && !of.items.contain(ItemKind::Name) {
        let name = ItemKind::Name.code();
        it.parts.push(format!(
            "SELECT {}, {AS_ITEM} FROM items WHERE orcid = {orcid} AND kind = {name} AND put_code = 0 AND {wanted}",
            part::ITEM
        ));
    }
    current
}

fn items(it: &mut Builder, of: &OfRecord, orcid: &str, wanted: &str) {
    let which = match &of.items {
        Items::None => "false".to_owned(),
        Items::Of(kinds) => {
            let (first, last) = (kinds.first.code(), kinds.last.code());
            format!("kind BETWEEN {first} AND {last}")
        }
        Items::Around(kind, codes) => {
            let codes: Vec<_> = codes.iter().map(|code| rows::put_code_code(*code)).collect();
            let (kind, codes) = (kind.code(), it.param(value(codes)));
            // Three stretches of the key, so that what lies between is not looked at.
            format!("(kind < {kind} OR kind = {kind} AND put_code = ANY({codes}::bigint[]) OR kind > {kind})")
        }
        Items::One(kinds, put_code) => {
            let kinds: Vec<_> = kinds.iter().map(|kind| i16::from(kind.code())).collect();
            let (kinds, put_code) = (it.param(value(kinds)), it.param(value(rows::put_code_code(*put_code))));
            format!("kind = ANY({kinds}::smallint[]) AND put_code = {put_code}")
        }
    };
    it.with.push(format!(
        "found AS MATERIALIZED (SELECT kind, put_code, visibility, created, modified, display_index, author,
            author_name, origin, origin_name, body FROM items WHERE orcid = {orcid} AND {which} AND {wanted})"
    ));
    if of.items != Items::None {
        it.parts.push(format!("SELECT {}, {AS_ITEM} FROM found", part::ITEM));
    }
    if of.sources {
        it.with.push(format!(
            "sources AS MATERIALIZED (SELECT author AS agent FROM found UNION SELECT origin FROM found
                UNION SELECT author FROM head WHERE {wanted} UNION SELECT origin FROM head WHERE {wanted})"
        ));
    }
}

/// Who is behind agents, and who is a source of what was found.
fn named(it: &mut Builder, clients: Vec<String>, people: Vec<i64>, sources: bool) {
    let (clients, people) = (it.param(value(clients)), it.param(value(people)));
    let (mut ids, mut orcids) =
        (format!("SELECT unnest({clients}::text[]) AS id"), format!("SELECT unnest({people}::bigint[]) AS orcid"));
    if sources {
        ids.push_str(
            " UNION SELECT CASE WHEN agent LIKE 'client/%' THEN substr(agent, 8) ELSE agent END FROM sources
                WHERE agent LIKE 'client/%' OR agent LIKE 'APP-%'",
        );
        orcids.push_str(
            " UNION SELECT CASE WHEN agent ~ '^[0-9]{4}-' THEN replace(substr(agent, 1, 18), '-', '')::bigint END
                FROM sources",
        );
    }
    it.parts.push(format!(
        "SELECT {}, {NOTHING}, c.id, c.name, NULL, NULL, c.body, NULL FROM ({ids}) AS w JOIN clients c ON c.id = w.id",
        part::CLIENT
    ));
    let name = ItemKind::Name.code();
    it.parts.push(format!(
        "SELECT {}, r.orcid, r.version, i.visibility::bigint, i.created, i.modified, i.display_index, i.author,
            i.author_name, i.origin, i.origin_name, i.body, NULL
         FROM ({orcids}) AS w JOIN records r ON r.orcid = w.orcid
         LEFT JOIN items i ON i.orcid = r.orcid AND i.kind = {name} AND i.put_code = 0",
        part::PERSON
    ));
}

/// What came back, by its parts.
#[derive(Default)]
struct Parts {
    epoch: u64,
    current: bool,
    head: Option<HeadRow>,
    view: Option<View>,
    items: Vec<Item>,
    identities: Vec<(i64, i64, PutCode)>,
    count: u64,
    clients: HashMap<ClientId, Arc<Client>>,
    people: HashMap<OrcidId, NamedPerson>,
}

impl Parts {
    fn add(&mut self, row: &Row, orcid: Option<OrcidId>) -> Result<()> {
        match get::<i32>(row, 0)? {
            part::EPOCH => (self.epoch, self.current) = (decode::unsigned(row, 1)?, get::<i64>(row, 2)? == 1),
            part::HEAD => {
                self.head = Some(HeadRow {
                    orcid: orcid.map_or(0, rows::orcid_code),
                    version: get(row, 1)?,
                    state: get(row, 7)?,
                    primary: get(row, 2)?,
                    modified: get(row, 3)?,
                    body: get(row, 11)?,
                });
            }
            part::VIEW => {
                let body: &[u8] = get(row, 12)?;
                let (version, epoch) = (decode::unsigned(row, 1)?, decode::unsigned(row, 2)?);
                self.view = Some(View { version, epoch, body: body.to_vec().into() });
            }
            part::ITEM => {
                let kind = rows::kind(get(row, 1)?)?;
                self.items.push(item(row, kind, rows::put_code(get(row, 2)?)?)?);
            }
            part::IDENTITY => {
                self.identities.push((get(row, 3)?, get(row, 1)?, rows::put_code(get(row, 2)?)?));
            }
            part::COUNT => self.count = decode::unsigned(row, 1)?,
            part::CLIENT => {
                let client = rows::client(text(row, 7)?, text(row, 8)?, text(row, 11)?)?;
                self.clients.insert(client.id.clone(), Arc::new(client));
            }
            part::PERSON => {
                let orcid = rows::orcid(get(row, 1)?)?;
                let name = match optional_text(row, 11)? {
                    Some(_) => Some(item(row, ItemKind::Name, PutCode::SINGLE)?),
                    None => None,
                };
                self.people.insert(orcid, NamedPerson { orcid, version: decode::unsigned(row, 2)?, name });
            }
            other => return Err(Failure::corrupt(format!("part {other} of an answer"))),
        }
        Ok(())
    }
}

fn item(row: &Row, kind: ItemKind, put_code: PutCode) -> Result<Item> {
    let source = Source {
        author: optional_text(row, 7)?.map(rows::agent).transpose()?,
        author_name: optional_boxed(row, 8)?,
        origin: optional_text(row, 9)?.map(rows::agent).transpose()?,
        origin_name: optional_boxed(row, 10)?,
    };
    Ok(Item {
        kind,
        put_code,
        visibility: rows::visibility(get(row, 3)?)?,
        source,
        created: moment(row, 4)?,
        modified: moment(row, 5)?,
        display_index: get(row, 6)?,
        body: decode::boxed(row, 11)?,
    })
}

/// All that a request wants to know.
pub async fn read(pool: &Pool, wanted: &Read) -> Result<Found> {
    let mut queries = vec![question(wanted)];
    queries.extend(wanted.token.map(|access| query!(TOKEN_AND_CLIENT, access.0.to_vec())));
    if !wanted.organizations.is_empty() {
        queries.push(organizations(&wanted.organizations));
    }
    let mut answers = pool.ask(&queries).await?.into_iter();
    let orcid = wanted.record.as_ref().map(|it| it.orcid);
    let mut parts = Parts::default();
    for row in &answers.next().unwrap_or_default().rows {
        parts.add(row, orcid)?;
    }
    let mut found = Found { epoch: parts.epoch, ..Found::default() };
    if wanted.token.is_some()
        && let Some(row) = answers.next().unwrap_or_default().rows.first()
    {
        found.token = Some(Arc::new(decode::token(row)?));
        if let Some(id) = optional_text(row, 12)? {
            found.client = Some(Arc::new(rows::client(id, text(row, 13)?, text(row, 14)?)?));
        }
    }
    if !wanted.organizations.is_empty() {
        let rows = answers.next().unwrap_or_default().rows;
        found.organizations = rows.iter().map(organization).collect::<Result<_>>()?;
    }
    let own_name = match &wanted.record {
        Some(of) => {
            let (record, name) = record(&mut parts, of)?;
            found.record = record;
            name
        }
        None => None,
    };
    found.named = named_of(&parts, wanted, found.record.as_ref(), own_name);
    Ok(found)
}

/// The record, and the owner's name where it is no part of what was asked for.
fn record(parts: &mut Parts, of: &OfRecord) -> Result<(Option<FoundRecord>, Option<Item>)> {
    let Some(head) = parts.head.take() else { return Ok((None, None)) };
    let mut items = std::mem::take(&mut parts.items);
    let mut own_name = None;
    if !of.items.contain(ItemKind::Name) {
        own_name = items.iter().position(|it| it.kind == ItemKind::Name).map(|at| items.swap_remove(at));
    }
    match &of.items {
        Items::None => items.clear(),
        Items::Of(_) | Items::Around(..) => items.sort_unstable_by_key(|it| (it.kind, it.put_code)),
        Items::One(kinds, _) => {
            let place = |it: &Item| kinds.iter().position(|kind| *kind == it.kind);
            items.sort_by_key(place);
            items.truncate(1);
        }
    }
    parts.identities.sort_unstable();
    let found = FoundRecord {
        head: Arc::new(RecordHead::try_from(head)?),
        current: parts.current,
        view: parts.view.take(),
        items,
        identities: parts.identities.iter().map(|(_, key, put_code)| (*key, *put_code)).collect(),
        count: parts.count,
    };
    Ok((Some(found), own_name))
}

fn named_of(parts: &Parts, wanted: &Read, record: Option<&FoundRecord>, own_name: Option<Item>) -> Named {
    let mut named = Named::default();
    if wanted.agents.is_empty() && record.is_none_or(|it| it.current || it.view.is_some()) {
        return named;
    }
    let own = record.map(|it| it.head.orcid);
    let mut wants_own = wanted.record.as_ref().is_some_and(|it| it.owner);
    for agent in read::agents(wanted, record) {
        match agent {
            Agent::Client(id) => {
                let client = parts.clients.get(id).cloned();
                wants_own |= client.as_ref().is_some_and(|it| it.user_obo_enabled);
                named.clients.extend(client);
            }
            Agent::Person(orcid) if Some(*orcid) == own => wants_own = true,
            Agent::Person(orcid) => named.people.extend(parts.people.get(orcid).cloned()),
        }
    }
    if let (Some(record), Some(of)) = (record, &wanted.record)
        && wants_own
        && !of.items.contain(ItemKind::Name)
        && !record.current
        && record.view.is_none()
    {
        let name = own_name.or_else(|| parts.people.get(&of.orcid).and_then(|it| it.name.clone()));
        named.people.push(NamedPerson { orcid: of.orcid, version: record.head.version, name });
    }
    named
}

fn organizations(keys: &[OrganizationKey]) -> Query {
    const SQL: &str = "SELECT o.source, o.identifier, o.name, o.city, o.region, o.country, o.details
        FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w(source, identifier, place)
        LEFT JOIN organizations o ON o.source = w.source AND o.identifier = w.identifier ORDER BY w.place";
    let (sources, identifiers): (Vec<_>, Vec<_>) =
        keys.iter().map(|it| (it.source.to_string(), it.identifier.to_string())).unzip();
    query!(SQL, sources, identifiers)
}

fn organization(row: &Row) -> Result<Option<Organization>> {
    optional_text(row, 0)?.map(|_| decode::organization(row)).transpose()
}

// ----- the plain reads

/// State and version of a record.
pub async fn head(pool: &Pool, orcid: OrcidId) -> Result<Option<Arc<RecordHead>>> {
    const SQL: &str = "SELECT orcid, version, state, primary_orcid, modified, body FROM records WHERE orcid = $1";
    crate::lists::one(pool, query!(SQL, rows::orcid_code(orcid)), |row| decode::head(row).map(Arc::new)).await
}

/// A token, as it is together with the permission that it is a part of.
pub fn token(access: SecretHash) -> Query {
    query!(crate::permissions::TOKEN, access.0.to_vec())
}

/// Head and items of one moment.
pub async fn snapshot(pool: &Pool, orcid: OrcidId, kinds: KindRange) -> Result<Option<Snapshot>> {
    let of = OfRecord { items: Items::Of(kinds), ..OfRecord::head(orcid) };
    let found = read(pool, &Read::of(of)).await?;
    Ok(found.record.map(|it| Snapshot { head: it.head, items: it.items }))
}

/// Head and items of several records, until there are so many items: which they are is known from how many items records
/// have. All are of one moment.
pub async fn snapshots(
    pool: &Pool,
    orcids: &[OrcidId],
    kinds: KindRange,
    most: usize,
) -> Result<Vec<Option<Snapshot>>> {
    const SQL: &str = "WITH counted AS (SELECT w.orcid, w.place, coalesce(sum(c.count), 0)::bigint AS items
            FROM unnest($1::bigint[]) WITH ORDINALITY AS w(orcid, place)
            LEFT JOIN item_counts c ON c.orcid = w.orcid AND c.kind BETWEEN $2 AND $3 GROUP BY w.orcid, w.place),
        before AS (SELECT orcid, place, coalesce(sum(items) OVER (ORDER BY place
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::bigint AS items FROM counted),
        wanted AS MATERIALIZED (SELECT orcid, place FROM before WHERE items < $4 OR place = 1)
        SELECT w.place, true, r.orcid, r.version, r.state, r.primary_orcid, r.modified, r.body,
            NULL::smallint, NULL::bigint, NULL::smallint, NULL::text, NULL::text, NULL::text, NULL::text, NULL::bigint,
            NULL::bigint, NULL::bigint, NULL::text
        FROM wanted w LEFT JOIN records r ON r.orcid = w.orcid
        UNION ALL SELECT w.place, false, NULL, NULL, NULL, NULL, NULL, NULL, i.kind, i.put_code, i.visibility, i.author,
            i.author_name, i.origin, i.origin_name, i.created, i.modified, i.display_index, i.body
        FROM wanted w JOIN items i ON i.orcid = w.orcid AND i.kind BETWEEN $2 AND $3";
    let wanted: Vec<_> = orcids.iter().map(|it| rows::orcid_code(*it)).collect();
    let (first, last) = (i16::from(kinds.first.code()), i16::from(kinds.last.code()));
    let answer = pool.one(query!(SQL, wanted, first, last, crate::lists::limit(most))).await?;
    let mut found: Vec<Option<Snapshot>> = Vec::new();
    let mut heads: Vec<_> = answer.rows.iter().filter(|row| matches!(get(row, 1), Ok(true))).collect();
    heads.sort_by_key(|row| get::<i64>(row, 0).unwrap_or_default());
    for row in heads {
        let is_there = get::<Option<i64>>(row, 2)?.is_some();
        found.push(if is_there { Some(Snapshot { head: Arc::new(head_from(row)?), items: Vec::new() }) } else { None });
    }
    for row in &answer.rows {
        let place = usize::try_from(get::<i64>(row, 0)? - 1).unwrap_or(usize::MAX);
        if !get::<bool>(row, 1)?
            && let Some(Some(snapshot)) = found.get_mut(place)
        {
            snapshot.items.push(decode::item_from(row, 8)?);
        }
    }
    for snapshot in found.iter_mut().flatten() {
        snapshot.items.sort_unstable_by_key(|it| (it.kind, it.put_code));
    }
    Ok(found)
}

fn head_from(row: &Row) -> Result<RecordHead> {
    let row = HeadRow {
        orcid: get(row, 2)?,
        version: get(row, 3)?,
        state: get(row, 4)?,
        primary: get(row, 5)?,
        modified: get(row, 6)?,
        body: get(row, 7)?,
    };
    Ok(RecordHead::try_from(row)?)
}

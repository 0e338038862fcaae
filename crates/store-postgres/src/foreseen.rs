//! What a commit has to know of the database before it changes anything, asked for in the turn that takes its locks: the
//! rows that its changes are about to replace.

use std::collections::{BTreeSet, HashMap, HashSet};

use byline_model::client::Client;
use byline_model::{ClientId, Item, ItemKind, OrcidId, PutCode};
use byline_store::identities::of_item;
use byline_store::{Change, ChangeSet, GrantChange, NotificationChange, groups, names, rows};
use tokio_postgres::Row;

use crate::decode::{self, boxed, get, text};
use crate::failure::Result;
use crate::query::{Answer, Query, query};

/// The place of an item.
pub type Place = (OrcidId, ItemKind, PutCode);

/// A record as it is, or was.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// Of a record that is there.
    pub version: Option<i64>,
    pub modified: Option<i64>,
    /// The version that it had when it was deleted.
    pub retired: Option<i64>,
}

/// What matters of an item that is about to be replaced or deleted.
#[derive(Clone, Debug)]
pub struct Present {
    pub visibility: byline_model::Visibility,
    pub identities: Vec<i64>,
    /// Of a name: where it is found.
    pub names: Vec<i64>,
}

impl Present {
    /// What follows from an item with these identities.
    pub fn of(item: &Item, identities: Vec<i64>) -> Result<Self> {
        let is_name = item.kind == ItemKind::Name;
        let names = if is_name { names::public_name_keys(item.visibility, &item.body)? } else { Vec::new() };
        Ok(Present { visibility: item.visibility, identities, names })
    }
}

/// The rows that were found.
#[derive(Debug, Default)]
pub struct Foreseen {
    pub records: HashMap<OrcidId, Known>,
    pub items: HashMap<Place, Present>,
    /// Which item has an address, as far as it is about those that are put or replaced.
    pub emails: HashMap<Box<str>, (OrcidId, PutCode)>,
    pub clients: HashMap<ClientId, Client>,
    /// Ids of groups by their put-codes.
    pub groups: HashMap<PutCode, Box<str>>,
    pub organizations: HashSet<(Box<str>, Box<str>)>,
    pub consents: HashMap<(OrcidId, ClientId), Vec<Box<str>>>,
}

/// Which part of what is foreseen a statement finds.
#[derive(Clone, Copy)]
enum Part {
    Records,
    Items,
    Emails,
    Clients,
    Groups,
    Organizations,
    Consents,
}

const RECORDS: &str = "SELECT wanted.orcid, records.version, records.modified, retired.version
    FROM unnest($1::bigint[]) AS wanted(orcid)
    LEFT JOIN records ON records.orcid = wanted.orcid LEFT JOIN retired ON retired.orcid = wanted.orcid";
const ITEMS: &str = "SELECT it.kind, it.put_code, it.visibility, it.author, it.author_name, it.origin, it.origin_name,
        it.created, it.modified, it.display_index, it.body, it.orcid
    FROM unnest($1::bigint[], $2::smallint[], $3::bigint[]) AS wanted(orcid, kind, put_code)
    JOIN items AS it ON it.orcid = wanted.orcid AND it.kind = wanted.kind AND it.put_code = wanted.put_code";
const EMAILS: &str = "SELECT address, orcid, put_code FROM emails WHERE address = ANY($1::text[])
    UNION SELECT it.address, it.orcid, it.put_code FROM unnest($2::bigint[], $3::bigint[]) AS wanted(orcid, put_code)
    JOIN emails AS it ON it.orcid = wanted.orcid AND it.put_code = wanted.put_code";
const CLIENTS: &str = "SELECT id, name, body FROM clients WHERE id = ANY($1::text[])";
const GROUPS: &str =
    "SELECT put_code, group_key FROM group_ids WHERE put_code = ANY($1::bigint[]) OR group_key = ANY($2::text[])";
const ORGANIZATIONS: &str = "SELECT it.source, it.identifier
    FROM unnest($1::text[], $2::text[]) AS wanted(source, identifier)
    JOIN organizations AS it ON it.source = wanted.source AND it.identifier = wanted.identifier";
const CONSENTS: &str = "SELECT it.person, it.client, it.scopes
    FROM unnest($1::bigint[], $2::text[]) AS wanted(person, client)
    JOIN consents AS it ON it.person = wanted.person AND it.client = wanted.client";

/// What a change set will ask about.
#[derive(Default)]
pub struct Questions {
    records: BTreeSet<OrcidId>,
    items: BTreeSet<(i64, i16, i64)>,
    addresses: BTreeSet<String>,
    emails: BTreeSet<(i64, i64)>,
    clients: BTreeSet<String>,
    groups: (Vec<i64>, Vec<String>),
    organizations: BTreeSet<(String, String)>,
    consents: BTreeSet<(i64, String)>,
}

impl Questions {
    /// Those of a change set.
    pub fn of(set: &ChangeSet) -> Result<Self> {
        let mut questions = Questions::default();
        for change in &set.changes {
            questions.about(change)?;
        }
        Ok(questions)
    }

    fn about(&mut self, change: &Change) -> Result<()> {
        match change {
            Change::PutRecord(head) => {
                self.records.insert(head.orcid);
            }
            Change::DeleteRecord(orcid) => self.item(*orcid, ItemKind::Name, PutCode::SINGLE),
            Change::PutItem { owner, item } => {
                self.item(*owner, item.kind, item.put_code);
                if item.kind == ItemKind::Email {
                    self.addresses.extend(rows::email_of(&item.body)?);
                }
            }
            Change::DeleteItem { owner, kind, put_code } => self.item(*owner, *kind, *put_code),
            Change::PutClient(client) => {
                self.clients.insert(client.id.to_string());
            }
            Change::DeleteClient(id) => {
                self.clients.insert(id.to_string());
            }
            Change::PutGroupId(group) => {
                self.groups.0.push(rows::put_code_code(group.put_code));
                self.groups.1.push(groups::group_key(&group.group_id));
            }
            Change::DeleteGroupId(put_code) => self.groups.0.push(rows::put_code_code(*put_code)),
            Change::PutOrganization(it) => {
                self.organizations.insert((it.source.to_string(), it.identifier.to_string()));
            }
            Change::Notification(NotificationChange::Put(it)) => {
                self.records.insert(it.person);
            }
            Change::Grant(GrantChange::GrantConsent(it)) => {
                self.consents.insert((rows::orcid_code(it.person), it.client.to_string()));
            }
            _ => {}
        }
        Ok(())
    }

    fn item(&mut self, owner: OrcidId, kind: ItemKind, put_code: PutCode) {
        let (orcid, number) = (rows::orcid_code(owner), rows::put_code_code(put_code));
        self.records.insert(owner);
        self.items.insert((orcid, kind.code().into(), number));
        if kind == ItemKind::Email {
            self.emails.insert((orcid, number));
        }
    }

    /// The statements that answer them.
    pub fn ask(self) -> Asked {
        let mut asked = Asked::default();
        if !self.records.is_empty() {
            let records: Vec<_> = self.records.into_iter().map(rows::orcid_code).collect();
            asked.add(Part::Records, query!(RECORDS, records));
        }
        if !self.items.is_empty() {
            let (mut orcids, mut kinds, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
            for (orcid, kind, number) in self.items {
                orcids.push(orcid);
                kinds.push(kind);
                numbers.push(number);
            }
            asked.add(Part::Items, query!(ITEMS, orcids, kinds, numbers));
        }
        if !self.emails.is_empty() {
            let addresses: Vec<_> = self.addresses.into_iter().collect();
            let (orcids, numbers): (Vec<_>, Vec<_>) = self.emails.into_iter().unzip();
            asked.add(Part::Emails, query!(EMAILS, addresses, orcids, numbers));
        }
        if !self.clients.is_empty() {
            asked.add(Part::Clients, query!(CLIENTS, self.clients.into_iter().collect::<Vec<_>>()));
        }
        if !self.groups.0.is_empty() {
            asked.add(Part::Groups, query!(GROUPS, self.groups.0, self.groups.1));
        }
        if !self.organizations.is_empty() {
            let (sources, identifiers): (Vec<_>, Vec<_>) = self.organizations.into_iter().unzip();
            asked.add(Part::Organizations, query!(ORGANIZATIONS, sources, identifiers));
        }
        if !self.consents.is_empty() {
            let (people, clients): (Vec<_>, Vec<_>) = self.consents.into_iter().unzip();
            asked.add(Part::Consents, query!(CONSENTS, people, clients));
        }
        asked
    }
}

/// Statements, and what each finds.
#[derive(Default)]
pub struct Asked {
    parts: Vec<Part>,
    pub queries: Vec<Query>,
}

impl Asked {
    fn add(&mut self, part: Part, query: Query) {
        self.parts.push(part);
        self.queries.push(query);
    }

    /// What was found: an answer for each statement, in their order.
    pub fn answered(parts: Vec<Answer>, asked: &Self) -> Result<Foreseen> {
        let mut found = Foreseen::default();
        for (part, answer) in asked.parts.iter().zip(parts) {
            for row in &answer.rows {
                found.add(*part, row)?;
            }
        }
        Ok(found)
    }
}

impl Foreseen {
    fn add(&mut self, part: Part, row: &Row) -> Result<()> {
        match part {
            Part::Records => {
                let known = Known { version: get(row, 1)?, modified: get(row, 2)?, retired: get(row, 3)? };
                self.records.insert(rows::orcid(get(row, 0)?)?, known);
            }
            Part::Items => {
                let (item, owner) = (decode::item(row)?, rows::orcid(get(row, 11)?)?);
                let identities = of_item(&item)?;
                self.items.insert((owner, item.kind, item.put_code), Present::of(&item, identities)?);
            }
            Part::Emails => {
                let place = (rows::orcid(get(row, 1)?)?, rows::put_code(get(row, 2)?)?);
                self.emails.insert(boxed(row, 0)?, place);
            }
            Part::Clients => {
                let client = decode::client(row)?;
                self.clients.insert(client.id.clone(), client);
            }
            Part::Groups => {
                self.groups.insert(rows::put_code(get(row, 0)?)?, boxed(row, 1)?);
            }
            Part::Organizations => {
                self.organizations.insert((boxed(row, 0)?, boxed(row, 1)?));
            }
            Part::Consents => {
                let whose = (rows::orcid(get(row, 0)?)?, rows::client_id(text(row, 1)?)?);
                self.consents.insert(whose, rows::names(text(row, 2)?)?);
            }
        }
        Ok(())
    }
}

//! From a request for a section to the bytes of the answer.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use byline_formats::{Edition, Layout, json, xml};
use byline_model::document::{Object, Value};
use byline_model::shape::{Hosts, Role};
use byline_model::shapes::roots::Root;
use byline_model::{Agent, Item, ItemKind, OrcidId, RecordHead, Timestamp, effort, shapes};
use byline_store::read::{FoundRecord, Items, Named, OfRecord, Read as Wanted, Stamp};
use byline_store::{Found, View};
use bytes::Bytes;

use crate::assemble::{self, EmailFacts};
use crate::decorate::Context;
use crate::heavy::Weight;
use crate::names::{self, Names, OwnName};
use crate::views::Key;
use crate::{Denied, RecordError, Registry, Section, Viewer, Visible};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Form {
    Xml = 0,
    Json = 1,
    SpacedJson = 2,
}

impl Form {
    fn write_into(self, out: &mut Vec<u8>, root: &'static Root, object: &Object<'_>) {
        match self {
            Form::Xml => xml::write_into(out, root, object),
            Form::Json => json::write_into(out, object, Layout::Compact),
            Form::SpacedJson => json::write_into(out, object, Layout::Spaced),
        }
    }

    /// About as many bytes as these items take in an answer, rather more than fewer.
    fn room(self, items: &[Item]) -> usize {
        let content: usize = items.iter().map(|item| item.body.len()).sum();
        match self {
            Form::Json => content + items.len() * 1200,
            Form::Xml | Form::SpacedJson => content * 5 / 4 + items.len() * 2600,
        }
    }
}

/// How an answer is written: in which syntax, and as the documents of which version.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    pub form: Form,
    pub edition: &'static Edition,
}

/// In the newest version.
impl From<Form> for Written {
    fn from(form: Form) -> Self {
        Written { form, edition: Edition::newest() }
    }
}

/// A finished answer.
#[derive(Debug)]
pub struct Rendered {
    pub body: Bytes,
    /// Changes with every byte of the body.
    pub hash: u128,
    /// When the record was last modified.
    pub modified: Option<Timestamp>,
    /// What it was made from.
    pub(crate) stamp: Stamp,
}

impl Rendered {
    /// An answer that is not kept.
    pub(crate) fn fresh(body: Vec<u8>, head: &RecordHead) -> Self {
        let body = Bytes::from(body);
        let hash = xxhash_rust::xxh3::xxh3_128(&body);
        let modified = head.history.modified;
        let stamp = Stamp { version: head.version, epoch: 0, others: Arc::default() };
        Rendered { body, hash, modified, stamp }
    }
}

impl Registry {
    /// Reads a section as `viewer` and prints it.
    ///
    /// # Errors
    /// See [`RecordError`].
    pub async fn render(
        self: &Arc<Self>,
        viewer: &Viewer,
        orcid: OrcidId,
        section: &Section,
        written: impl Into<Written>,
    ) -> Result<Arc<Rendered>, RecordError> {
        let asked = self.ask(viewer.is_public(), orcid, section, written);
        let found = self.store.read(&Wanted::of(asked.wanted())).await?;
        self.answer(viewer, Ready { asked, found }).await
    }

    /// What has to be asked to answer a request for a section, before it is known who asks: whether it is for what everybody
    /// may see has to be known.
    pub fn ask(&self, public: bool, orcid: OrcidId, section: &Section, written: impl Into<Written>) -> Asked {
        let written: Written = written.into();
        let key = section.view_key().filter(|_| public).map(|section| Key::new(orcid, section, written));
        let kept = key.and_then(|key| self.views.get(key));
        let in_store = key.filter(|_| self.views.reads_store());
        Asked { public, orcid, section: section.clone(), written, key, kept, in_store }
    }

    /// Answers what was asked.
    ///
    /// # Errors
    /// See [`RecordError`].
    pub async fn answer(
        self: &Arc<Self>,
        viewer: &Viewer,
        Ready { asked, found }: Ready,
    ) -> Result<Arc<Rendered>, RecordError> {
        debug_assert_eq!(asked.public, viewer.is_public(), "who asks sees what was asked for");
        let Asked { public: _, orcid, section, written, key, kept, in_store: _ } = asked;
        let section = &section;
        let found = self.admit(viewer, found).await?;
        if let Some(kept) = kept.filter(|_| found.record.current) {
            return Ok(kept);
        }
        if let Some(key) = key
            && let Some(kept) = self.kept(key, &found.record)
        {
            return Ok(kept);
        }
        let epoch = found.epoch;
        let mut read = self.load(viewer, found, section).await?;
        if !written.edition.is_newest() {
            // Dates and groups are worked out over what the version knows.
            read.items.retain(|item| written.edition.has(item.kind));
        }
        let stamp = Stamp { version: read.head.version, epoch, others: read.names.others.as_slice().into() };
        let modified = read.head.history.modified;
        let print = async {
            let body = self.print(viewer, section, &read, written)?;
            let hash = xxhash_rust::xxh3::xxh3_128(&body);
            Ok::<_, RecordError>((body, hash))
        };
        let (body, hash) = self.heavy.run(Weight::of_answer(&read.items), print).await??;
        let rendered = Arc::new(Rendered { body, hash, modified, stamp });
        if let Some(key) = key {
            self.views.put(key, &rendered);
            if self.views.writes_store(&rendered) {
                let view = View { version: rendered.stamp.version, epoch, body: with_hash(&rendered) };
                self.store.keep_view(orcid, key.view, view);
            }
        }
        Ok(rendered)
    }

    /// Prints an item as the answer to the request that replaced it: what a GET answers, but for its path, which the
    /// published service leaves out there. Beside it the hash of what a GET answers, so that clients may go on with it.
    ///
    /// # Errors
    /// See [`RecordError`].
    pub async fn render_replaced(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
        section: &Section,
        Written { form, edition }: Written,
    ) -> Result<(Rendered, u128), RecordError> {
        let found = self.look(viewer, section.wanted(orcid)).await?;
        let read = self.load(viewer, found, section).await?;
        let root = edition.root(section.document()).expect("versions are asked for what they know");
        let hosts = Hosts::of(Some(self.urls.base()));
        let object = self.assemble(viewer, section, &read, edition)?;
        let mut object = object.map(|object| edition.down(root.kind, object, &hosts));
        let mut body = Vec::new();
        form.write_into(&mut body, root, object.get());
        let hash_of_get = xxhash_rust::xxh3::xxh3_128(&body);
        object = object.map(|mut object| {
            object.set_role(Role::Path, Value::Null);
            object
        });
        body.clear();
        form.write_into(&mut body, root, object.get());
        Ok((Rendered::fresh(body, &read.head), hash_of_get))
    }

    /// Reads a section as `viewer`, as a tree.
    ///
    /// # Errors
    /// See [`RecordError`].
    pub async fn read(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
        section: &Section,
    ) -> Result<Visible<Object<'static>>, RecordError> {
        self.read_for(viewer, orcid, section, std::future::ready).await
    }

    /// The same, and makes something of it: a page. Where it is long, both are one job away from the threads that answer.
    ///
    /// # Errors
    /// See [`RecordError`].
    pub async fn read_for<F: Future>(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
        section: &Section,
        make: impl FnOnce(Visible<Object<'static>>) -> F,
    ) -> Result<F::Output, RecordError> {
        let found = self.look(viewer, section.wanted(orcid)).await?;
        let read = self.load(viewer, found, section).await?;
        let job = async {
            let object = self.assemble(viewer, section, &read, Edition::newest())?;
            Ok(make(object.map(Object::into_owned)).await)
        };
        self.heavy.run(Weight::of_answer(&read.items), job).await?
    }

    /// All that an answer rests on, in one call of the store, when the record's state lets this viewer read it.
    ///
    /// # Errors
    /// As [`Registry::readable`].
    pub(crate) async fn look(&self, viewer: &Viewer, wanted: OfRecord) -> Result<Look, RecordError> {
        let found = self.store.read(&Wanted::of(wanted)).await?;
        self.admit(viewer, found).await
    }

    /// What was found, when the record's state lets this viewer read it.
    async fn admit(&self, viewer: &Viewer, found: Found) -> Result<Look, RecordError> {
        let record = found.record.ok_or(RecordError::NoSuchRecord)?;
        self.is_readable(viewer, &record.head).await?;
        Ok(Look { epoch: found.epoch, record, named: found.named })
    }

    /// The answer that the store keeps, from now on in memory.
    fn kept(&self, key: Key, record: &FoundRecord) -> Option<Arc<Rendered>> {
        let view = record.view.as_ref()?;
        let (hash, body) = split_hash(&view.body)?;
        let modified = record.head.history.modified;
        let stamp = Stamp { version: view.version, epoch: view.epoch, others: Arc::default() };
        let rendered = Arc::new(Rendered { body, hash, modified, stamp });
        self.views.put(key, &rendered);
        Some(rendered)
    }

    /// What is shown of what was found.
    ///
    /// # Errors
    /// Those of single items, and of items that cannot be read.
    pub(crate) async fn load(
        &self,
        viewer: &Viewer,
        Look { epoch: _, record: FoundRecord { head, items, .. }, named }: Look,
        section: &Section,
    ) -> Result<Read, RecordError> {
        let orcid = head.orcid;
        let items = match section {
            Section::Item(kind, _) | Section::Summary(kind, _) => vec![single(viewer, orcid, *kind, items)?],
            _ => items,
        };
        effort::spend(items.iter().map(|item| item.body.len()).sum());
        let emails = email_facts(&items)?;
        // Also one that the viewer must not see.
        let hidden = items.iter().find(|item| item.kind == ItemKind::Name).or_else(|| named.name_of(orcid));
        let (is_named, owner) = (hidden.is_some(), names::of_owner(&named, hidden));
        // A bulk answer says what it hides, in place; everything else simply lacks it.
        let items = match section {
            Section::Bulk(..) => items,
            Section::Biography => vec![biography(viewer, orcid, items)?],
            _ => only_verified(viewer, viewer.filter(orcid, items).into_inner())?,
        };
        let own_name = match named.name_of(orcid).or_else(|| items.iter().find(|item| item.kind == ItemKind::Name)) {
            Some(item) => OwnName::Item(item),
            None if is_named => OwnName::Unread,
            None => OwnName::None,
        };
        let sources: Vec<_> = items.iter().map(|item| &item.source).chain([&head.history.source]).collect();
        let mut names = Names::resolve(&self.urls, (orcid, own_name), owner, &sources, &named);
        let contributors = self.contributors(section, &items, &mut names);
        let contributors = self.heavy.run(Weight::of_answer(&items), contributors).await??;
        Ok(Read { head, items, emails, names, contributors })
    }

    /// Public names of registered contributors: a full funding shows them instead of what was sent.
    async fn contributors(
        &self,
        section: &Section,
        items: &[Item],
        names: &mut Names,
    ) -> Result<HashMap<OrcidId, String>, RecordError> {
        let mut found = HashMap::new();
        let (Section::Item(ItemKind::Funding, _), Some(item)) = (section, items.first()) else { return Ok(found) };
        let funding = byline_formats::read_body(&item.body, &shapes::FUNDING).map_err(RecordError::Damaged)?;
        let list = funding.object("contributors").map_or(&[][..], |it| it.list("contributor"));
        let paths = list.iter().filter_map(|it| it.as_object()?.object("contributor-orcid")?.text("path"));
        let people: HashSet<OrcidId> = paths.filter_map(|it| it.parse().ok()).collect();
        if people.is_empty() {
            return Ok(found);
        }
        let wanted = Wanted::named(people.into_iter().map(Agent::Person).collect());
        for person in self.store.read(&wanted).await?.named.people {
            let name = names.see(&person);
            found.insert(person.orcid, name.as_deref().unwrap_or_default().to_owned());
        }
        Ok(found)
    }

    pub(crate) fn assemble<'a>(
        &'a self,
        viewer: &Viewer,
        section: &Section,
        read: &'a Read,
        edition: &'static Edition,
    ) -> Result<Visible<Object<'a>>, RecordError> {
        let context = self.context(read).of(edition);
        let items = read.items.as_slice();
        let object = match section {
            Section::Record => assemble::record(&context, &read.head, read.emails, items)?,
            Section::Person => assemble::person(&context, items)?,
            Section::PersonalDetails => assemble::personal_details(&context, items)?,
            Section::Biography => assemble::biography(&context, &items[0])?,
            Section::Activities => assemble::activities(&context, items)?,
            Section::List(kind) if kind.is_person() => assemble::person_list(&context, items, *kind)?,
            Section::List(kind) => assemble::activity_list(&context, items, *kind)?,
            Section::Item(..) => {
                let mut object = assemble::item(&context, &items[0], false)?;
                assemble::name_contributors(&mut object, &read.contributors);
                object
            }
            Section::Summary(..) => assemble::item(&context, &items[0], true)?,
            Section::Bulk(kind, codes) => {
                assemble::bulk(&context, viewer, *kind, items, &assemble::parse_codes(codes)?)?
            }
        };
        Ok(Visible::public(object))
    }

    /// What decorates the items of an answer in the newest version.
    pub(crate) fn context<'a>(&'a self, read: &'a Read) -> Context<'a> {
        Context::new(read.head.orcid, &self.urls, &read.names)
    }

    fn print(&self, viewer: &Viewer, section: &Section, read: &Read, written: Written) -> Result<Bytes, RecordError> {
        let Written { form, edition } = written;
        let root = edition.root(section.document()).expect("versions are asked for what they know");
        let hosts = Hosts::of(Some(self.urls.base()));
        let object = self.assemble(viewer, section, read, edition)?;
        let object = object.map(|object| edition.down(root.kind, object, &hosts));
        let print = |out: &mut Vec<u8>| form.write_into(out, root, object.get());
        Ok(if Weight::of_answer(&read.items) != Weight::Light {
            in_room(form.room(&read.items), print)
        } else {
            in_buffer(print)
        })
    }
}

/// An answer as the store keeps it: the hash, which takes longer to work out than to read, and the body.
fn with_hash(rendered: &Rendered) -> Bytes {
    let hash = rendered.hash.to_le_bytes();
    [&hash[..], &rendered.body].concat().into()
}

fn split_hash(kept: &Bytes) -> Option<(u128, Bytes)> {
    let (hash, body) = kept.split_first_chunk::<16>()?;
    Some((u128::from_le_bytes(*hash), kept.slice_ref(body)))
}

/// Buffers above this size are given back.
const BUFFER: usize = 1 << 20;

/// Prints into a buffer of the thread and copies what it holds then: an answer takes as much memory as it has bytes,
/// and no buffer grows step by step for each.
fn in_buffer(print: impl FnOnce(&mut Vec<u8>)) -> Bytes {
    thread_local! {
        static OUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    OUT.with_borrow_mut(|out| {
        out.clear();
        print(out);
        if out.capacity() > BUFFER {
            Bytes::from(std::mem::take(out).into_boxed_slice())
        } else {
            Bytes::copy_from_slice(out)
        }
    })
}

/// Prints a large answer where there is room for it. A buffer that grows would be there three times while it moves.
fn in_room(room: usize, print: impl FnOnce(&mut Vec<u8>)) -> Bytes {
    let mut out = Vec::with_capacity(room);
    print(&mut out);
    Bytes::from(out.into_boxed_slice())
}

/// What was read for an answer, filtered.
pub(crate) struct Read {
    head: Arc<RecordHead>,
    pub(crate) items: Vec<Item>,
    emails: EmailFacts,
    names: Names,
    contributors: HashMap<OrcidId, String>,
}

/// A request for a section on its way to an answer.
pub struct Asked {
    public: bool,
    orcid: OrcidId,
    section: Section,
    written: Written,
    key: Option<Key>,
    kept: Option<Arc<Rendered>>,
    in_store: Option<Key>,
}

impl Asked {
    /// What the store has to be asked.
    pub fn wanted(&self) -> OfRecord {
        OfRecord {
            kept: self.kept.as_ref().map(|it| it.stamp.clone()),
            view: self.in_store.map(|key| key.view),
            ..self.section.wanted(self.orcid)
        }
    }

    /// What was found for it; `None` when nothing was looked for, or there is no such record.
    pub fn with(self, found: Found) -> Option<Ready> {
        found.record.is_some().then_some(Ready { asked: self, found })
    }
}

/// The same with what was found.
pub struct Ready {
    asked: Asked,
    found: Found,
}

impl Ready {
    /// Whether it is what this viewer asks for.
    pub fn is(&self, viewer: &Viewer, orcid: OrcidId, section: &Section, written: Written) -> bool {
        let asked = &self.asked;
        let as_written = asked.written.form == written.form && std::ptr::eq(asked.written.edition, written.edition);
        asked.public == viewer.is_public() && asked.orcid == orcid && asked.section == *section && as_written
    }
}

/// What was found for an answer, of a record that its viewer may read.
pub(crate) struct Look {
    pub(crate) epoch: u64,
    pub(crate) record: FoundRecord,
    pub(crate) named: Named,
}

impl Section {
    /// What has to be read of the record for it.
    pub(crate) fn wanted(&self, orcid: OrcidId) -> OfRecord {
        let items = match self {
            // Who mixes up affiliations is told so.
            Section::Item(kind, code) | Section::Summary(kind, code) if kind.is_affiliation() => {
                let others = ItemKind::activities().filter(|other| other.is_affiliation() && other != kind);
                Items::One([*kind].into_iter().chain(others).collect(), *code)
            }
            Section::Item(kind, code) | Section::Summary(kind, code) => Items::One([*kind].into(), *code),
            _ => Items::Of(self.kinds()),
        };
        OfRecord { items, sources: true, ..OfRecord::head(orcid) }
    }
}

/// The item at a put-code, or why not (`record-api` 2.1, 2.3).
fn single(viewer: &Viewer, orcid: OrcidId, kind: ItemKind, found: Vec<Item>) -> Result<Item, RecordError> {
    let item = found.into_iter().next().ok_or(RecordError::NoSuchItem)?;
    if item.kind != kind {
        return Err(RecordError::OtherKind);
    }
    viewer.may_see(orcid, &item).map_err(denied)?;
    Ok(item)
}

fn denied(denied: Denied) -> RecordError {
    match denied {
        Denied::NotPublic => RecordError::NotPublic,
        Denied::Private => RecordError::Private,
        Denied::ScopeMissing => RecordError::ScopeMissing,
    }
}

fn biography(viewer: &Viewer, orcid: OrcidId, items: Vec<Item>) -> Result<Item, RecordError> {
    let item = items.into_iter().next().ok_or(RecordError::NoBiography)?;
    viewer.may_see(orcid, &item).map_err(denied)?;
    Ok(item)
}

/// Members are shown verified addresses only (`record-api` 2.2).
fn only_verified(viewer: &Viewer, mut items: Vec<Item>) -> Result<Vec<Item>, RecordError> {
    if viewer.client().is_none() {
        return Ok(items);
    }
    let mut failed = None;
    items.retain(|item| {
        item.kind != ItemKind::Email
            || is_verified(item).unwrap_or_else(|error| {
                failed = Some(error);
                false
            })
    });
    failed.map_or(Ok(items), Err)
}

fn is_verified(item: &Item) -> Result<bool, RecordError> {
    let email = byline_formats::read_body(&item.body, &shapes::EMAIL).map_err(RecordError::Damaged)?;
    Ok(email.get("verified").as_flag() == Some(true))
}

pub(crate) fn email_facts(items: &[Item]) -> Result<EmailFacts, RecordError> {
    let mut facts = EmailFacts::default();
    for item in assemble::of_kind(items, ItemKind::Email) {
        let email = byline_formats::read_body(&item.body, &shapes::EMAIL).map_err(RecordError::Damaged)?;
        let flag = |key| email.get(key).as_flag() == Some(true);
        facts.verified |= flag("verified");
        facts.verified_primary |= flag("verified") && flag("primary");
    }
    Ok(facts)
}

/// The name that pages show for a person, from a visible person or record.
pub fn display_name(name: &Object<'_>) -> Option<String> {
    names::display_name(name)
}

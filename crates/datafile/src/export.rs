//! Writing a store as a fixture directory that imports to the same again.
//!
//! `registry.toml` has every person, with the e-mail addresses; a summary document has the rest of the record, each
//! item in a group of its own, as groups are worked out when they are served; items that say more than their summary
//! have a document of their own.
//!
//! It is all of a registry: nothing is left out but what begins anew by itself (sessions, links, counters, the change log), and what
//! follows from the rest. A test lists every table of the store.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::future::Future;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_formats::{Layout, Syntax, json, read_body, xml};
use byline_model::client::Client;
use byline_model::document::{Object, Value};
use byline_model::shape::{Content, Field, Place as XmlPlace, Role, Shape};
use byline_model::shapes::roots::Root;
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, Source, email, shapes};
use byline_store::{AccountStore, Consent, KeptToken, KindRange, Page, Snapshot, StoreError, Stretch, Walk, whole};
use tokio::runtime::Handle;

use crate::Progress;
use crate::import::says_more;
use crate::layout::Place;
use crate::registry_toml::{
    self, AccountRest, ClientEntry, EmailBody, LeftOut, Password, PersonEntry, Registry, TokenEntry, WebhookEntry,
};

/// How an export goes about it.
pub struct ExportOptions {
    pub syntax: Syntax,
    /// What URIs in the documents begin with, without a slash at the end.
    pub base_url: Box<str>,
    /// What people are there for: the sandbox remembers it, stores do not.
    pub about: Option<AboutOf>,
}

pub type AboutOf = Arc<dyn Fn(OrcidId) -> Option<Box<str>> + Send + Sync>;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportReport {
    pub people: u64,
    pub documents: u64,
    /// Addresses left out, as another record keeps them (`decisions` 61). Whom they belonged to is asked for another, and
    /// [`AccountStore::shared_addresses`] names both.
    pub contested: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("{}: cannot be written", .0.display())]
    Output(PathBuf, #[source] io::Error),
    #[error("the store cannot be read")]
    Store(#[from] StoreError),
    #[error("{orcid}, {kind} {put_code}: the stored item is damaged")]
    Item {
        orcid: OrcidId,
        kind: ItemKind,
        put_code: u64,
        #[source]
        problem: byline_formats::ReadError,
    },
}

impl ExportOptions {
    pub fn new(base_url: &str) -> Self {
        ExportOptions { syntax: Syntax::Json, base_url: base_url.trim_end_matches('/').into(), about: None }
    }
}

/// Writes everything that is in the store under `folder`.
///
/// # Errors
/// [`ExportError`]; what was written by then stays.
pub async fn export_fixture(
    store: Arc<dyn AccountStore>,
    folder: PathBuf,
    options: ExportOptions,
    progress: Arc<dyn Progress>,
) -> Result<ExportReport, ExportError> {
    let handle = Handle::current();
    let run = tokio::task::spawn_blocking(move || {
        let clients = handle.block_on(whole(|it| store.clients(it)))?;
        let names = clients.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
        let shared = handle.block_on(whole(|it| store.shared_addresses(it)))?;
        let mut export = Export {
            handle,
            store,
            folder,
            options,
            progress,
            names,
            contested: shared.into_iter().map(|it| (it.other, it.address)).collect(),
            people: Vec::new(),
            consents: Vec::new(),
            report: ExportReport::default(),
        };
        export.people()?;
        export.registry(clients.iter().map(|it| export.client(it)).collect())?;
        Ok(export.report)
    });
    match run.await {
        Ok(result) => result,
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

struct Export {
    handle: Handle,
    store: Arc<dyn AccountStore>,
    folder: PathBuf,
    options: ExportOptions,
    progress: Arc<dyn Progress>,
    names: BTreeMap<ClientId, Box<str>>,
    /// Who has an address that another keeps, and its key: a file in which two have one is refused.
    contested: BTreeSet<(OrcidId, Box<str>)>,
    people: Vec<PersonEntry>,
    consents: Vec<Consent>,
    report: ExportReport,
}

impl Export {
    fn people(&mut self) -> Result<(), ExportError> {
        let mut walk = Walk::by(256);
        while let Some(stretch) = walk.stretch() {
            let heads = walk.on(self.handle.block_on(self.store.records(stretch))?);
            for head in &heads {
                // A record that went away meanwhile is not there to be written.
                let Some(snapshot) = self.handle.block_on(self.store.snapshot(head.orcid, KindRange::ALL))? else {
                    continue;
                };
                self.person(snapshot)?;
            }
            self.progress.advanced(0, heads.len() as u64);
        }
        Ok(())
    }

    fn person(&mut self, snapshot: Snapshot) -> Result<(), ExportError> {
        let Snapshot { head, items } = snapshot;
        let (mut emails, items): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.kind == ItemKind::Email);
        let orcid = head.orcid;
        if !self.contested.is_empty() {
            let had = emails.len();
            emails.retain(|it| !self.contested.contains(&(orcid, email::key(&EmailBody::of(it).email).into())));
            self.report.contested += (had - emails.len()) as u64;
        }
        let account = self.handle.block_on(self.store.account(orcid))?;
        let rest = account.as_ref().map(AccountRest::of).unwrap_or_default();
        let password = account.and_then(|it| it.password).map(|hash| Password { plain: None, hash: Some(hash) });
        self.people.push(PersonEntry {
            head: RecordHead { version: 0, ..(*head).clone() },
            left_out: LeftOut::default(),
            about: self.options.about.as_ref().and_then(|about| about(orcid)),
            password,
            account: rest,
            emails,
        });
        self.consents.extend(self.whole(|it| self.store.consents_of(orcid, it))?);
        self.report.people += 1;
        if items.is_empty() {
            return Ok(());
        }
        let record = self.record(&head, &items)?;
        self.write(Place::Record(orcid), &record)?;
        for item in items.iter().filter(|item| item.kind.is_activity()) {
            let of_kind = shapes::of(item.kind);
            let whole = self.object(orcid, item, of_kind.full)?;
            if says_more(&whole, of_kind.summary) {
                self.write(Place::Item(orcid, item.kind, item.put_code), &whole)?;
            }
        }
        Ok(())
    }

    /// A client without those that went away: they mean nobody, and a file that names nobody is refused.
    fn client(&self, client: &Client) -> ClientEntry {
        let mut client = client.clone();
        client.obo_whitelist.retain(|id| self.names.contains_key(id));
        ClientEntry { client, secret: None }
    }

    fn registry(&mut self, clients: Vec<ClientEntry>) -> Result<(), ExportError> {
        let tokens = self.whole(|it| self.store.tokens(it))?.into_iter();
        let tokens = tokens.map(|KeptToken { token, bases }| TokenEntry { token, bases, value: None });
        let registry = Registry {
            clients,
            people: std::mem::take(&mut self.people),
            tokens: tokens.collect(),
            consents: std::mem::take(&mut self.consents),
            notifications: self.whole(|it| self.store.notifications(it))?,
            webhooks: self.whole(|it| self.store.webhooks(None, it))?.into_iter().map(WebhookEntry::from).collect(),
            group_ids: self.whole(|it| self.store.group_ids(it))?,
            organizations: self.whole(|it| self.store.organizations(it))?,
            signing_keys: self.handle.block_on(self.store.signing_keys())?,
            mails: self.whole(|it| self.store.unsent_mails(it))?,
            next_put_code: PutCode::new(self.handle.block_on(self.store.lease_put_codes(1))?.start).ok(),
        };
        let text = registry_toml::to_toml(registry);
        put(&self.folder.join(registry_toml::FILE_NAME), text.as_bytes())
    }

    /// All rows of a list: they go into one file.
    fn whole<T, C: Clone, F: Future<Output = byline_store::Result<Page<T, C>>>>(
        &self,
        page: impl FnMut(Stretch<C>) -> F,
    ) -> Result<Vec<T>, ExportError> {
        Ok(self.handle.block_on(whole(page))?)
    }

    fn write(&mut self, place: Place, object: &Object<'_>) -> Result<(), ExportError> {
        let bytes = match self.options.syntax {
            Syntax::Json => json::write(object, Layout::Spaced),
            Syntax::Xml => {
                let root = Root::of_kind(place.kind()).expect("records and activities are documents");
                xml::write(root, object)
            }
        };
        self.report.documents += 1;
        put(&self.folder.join(place.path(self.options.syntax)), &bytes)
    }

    // ----- documents

    fn record<'a>(&self, head: &'a RecordHead, items: &'a [Item]) -> Result<Object<'a>, ExportError> {
        let orcid = head.orcid;
        let mut person = Object::new(&shapes::PERSON).with("path", format!("/{orcid}/person"));
        // The schema wants the element; the addresses are in registry.toml.
        person.set(
            "emails",
            Object::new(&shapes::EMAILS).with("path", format!("/{orcid}/email")).with("email", Vec::new()),
        );
        let mut activities = Object::new(&shapes::ACTIVITIES).with("path", format!("/{orcid}/activities"));
        for item in items {
            let spec = item.kind.spec();
            let object = self.object(orcid, item, shapes::of(item.kind).summary)?;
            let section = if item.kind.is_person() { &mut person } else { &mut activities };
            if item.kind.is_single() {
                section.set(spec.singular, object);
                continue;
            }
            let list = shapes::of(item.kind).list;
            let slot = section.get_mut(spec.plural).expect("sections are named by their kinds");
            if slot.is_null() {
                *slot = Object::new(list).with("path", format!("/{orcid}/{}", spec.list_path)).into();
            }
            if let Value::Object(container) = slot {
                file_under(container, object);
            }
        }
        let preferences = Object::new(&shapes::PREFERENCES).with("locale", &*head.locale);
        Ok(Object::new(&shapes::RECORD)
            .with("orcid-identifier", self.person_id(orcid))
            .with("preferences", preferences)
            .with("history", self.history(head))
            .with("person", person)
            .with("activities-summary", activities)
            .with("path", format!("/{orcid}")))
    }

    fn history<'a>(&self, head: &'a RecordHead) -> Object<'a> {
        let history = &head.history;
        Object::new(&shapes::HISTORY)
            .with("creation-method", history.creation_method.map(|method| method.as_xml()))
            .with("completion-date", history.completed)
            .with("submission-date", history.submitted)
            .with("last-modified-date", history.modified)
            .with("claimed", history.claimed)
            .with("source", self.source(&history.source))
            .with("deactivation-date", history.deactivated)
            .with("verified-email", history.verified_email)
            .with("verified-primary-email", history.verified_primary_email)
    }

    /// An item in its full or short form, with everything that is known of it.
    fn object<'a>(&self, orcid: OrcidId, item: &'a Item, shape: &'static Shape) -> Result<Object<'a>, ExportError> {
        let (kind, put_code) = (item.kind, item.put_code.get());
        let mut object =
            read_body(&item.body, shape).map_err(|problem| ExportError::Item { orcid, kind, put_code, problem })?;
        let number = i64::try_from(put_code).unwrap_or(i64::MAX);
        object.set_role(Role::Visibility, item.visibility.as_str());
        object.set_role(Role::Created, item.created);
        object.set_role(Role::Modified, item.modified);
        object.set_role(Role::Source, self.source(&item.source));
        object.set_role(Role::DisplayIndex, item.display_index);
        if !kind.is_single() {
            object.set_role(Role::PutCode, number);
            object.set_role(Role::Path, format!("/{orcid}/{}/{put_code}", kind.spec().item_path));
        }
        Ok(object)
    }

    fn source(&self, source: &Source) -> Option<Object<'static>> {
        if source.is_empty() {
            return None;
        }
        let name = |agent: &Option<Agent>, said: &Option<Box<str>>| match agent {
            Some(Agent::Client(id)) => self.names.get(id).or(said.as_ref()).map(|name| name.to_string()),
            Some(Agent::Person(_)) | None => said.as_ref().map(|name| name.to_string()),
        };
        let mut object = Object::new(&shapes::SOURCE_SHAPE)
            .with("source-name", name(&source.author, &source.author_name))
            .with("assertion-origin-name", name(&source.origin, &source.origin_name));
        for (agent, person, client) in [
            (&source.author, "source-orcid", "source-client-id"),
            (&source.origin, "assertion-origin-orcid", "assertion-origin-client-id"),
        ] {
            match agent {
                Some(Agent::Person(orcid)) => object.set(person, self.person_id(*orcid)),
                Some(Agent::Client(id)) => object.set(client, self.id(&shapes::CLIENT_ID, "client/", id.as_str())),
                None => continue,
            };
        }
        Some(object)
    }

    fn person_id(&self, orcid: OrcidId) -> Object<'static> {
        self.id(&shapes::ORCID_ID, "", &orcid.to_string())
    }

    fn id(&self, shape: &'static Shape, folder: &str, id: &str) -> Object<'static> {
        let base = &*self.options.base_url;
        let host = base.split_once("://").map_or(base, |(_, host)| host);
        Object::new(shape)
            .with("uri", format!("{base}/{folder}{id}"))
            .with("path", id.to_owned())
            .with("host", host.to_owned())
    }
}

/// Puts an item into the list, in as many groups as the section nests, each for it alone.
fn file_under<'a>(container: &mut Object<'a>, item: Object<'a>) {
    let Some(field) = container.shape().fields.iter().find(|field| field.is_list()) else { return };
    let member = match holds(field, item.shape()) {
        true => item,
        false => {
            let Content::Object(group) = field.content else { return };
            let mut group = Object::new(group);
            if group.shape().position("external-ids").is_some() {
                group.set("external-ids", Object::new(&shapes::EXTERNAL_IDS).with("external-id", Vec::new()));
            }
            file_under(&mut group, item);
            group
        }
    };
    match container.get_mut(field.key) {
        Some(Value::List(members)) => members.push(member.into()),
        Some(slot) => *slot = Value::List(vec![member.into()]),
        None => {}
    }
}

fn holds(field: &Field, shape: &'static Shape) -> bool {
    match (&field.place, field.content) {
        (XmlPlace::Choice(members), _) => members.iter().any(|(_, it)| *it == shape),
        (_, Content::Object(it)) => it == shape,
        _ => false,
    }
}

/// For its owner alone: much of what is written is private.
fn put(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || {
        fs::create_dir_all(folder)?;
        let mut options = fs::File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)?.write_all(bytes)
    };
    write().map_err(|it| ExportError::Output(path.into(), it))
}

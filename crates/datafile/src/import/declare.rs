//! `registry.toml`: what is committed before and after the documents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use byline_model::client::Client;
use byline_model::{ClientId, OrcidId, PutCode};
use byline_store::{
    Account, AccountChange, Change, Consent, GrantChange, Mail, Notification, NotificationChange, SigningKey,
    StoreError,
};

use super::{Import, ImportError};
use crate::Refusal;
use crate::registry_toml::{self, AccountRest, ClientEntry, PersonEntry, Registry, TokenEntry, WebhookEntry};

/// What people allowed clients, and what is in their inboxes; committed last, because it names both.
#[derive(Default)]
pub(super) struct Grants {
    tokens: Vec<TokenEntry>,
    consents: Vec<Consent>,
    notifications: Vec<Notification>,
    webhooks: Vec<WebhookEntry>,
    signing_keys: Vec<SigningKey>,
    mails: Vec<Mail>,
    next_put_code: Option<PutCode>,
    /// Clients with the place they have in the file, whose owners documents may bring.
    owned: Vec<(usize, Client)>,
    /// The file, to name its lines.
    text: Box<str>,
}

impl Import {
    /// Commits clients, organisations and group ids; remembers the people until their documents come by. What is
    /// handed back names people.
    pub(super) fn declare(&mut self, file: &Path) -> Result<Grants, ImportError> {
        let text = fs::read_to_string(file).map_err(|it| ImportError::Input(file.into(), it))?;
        self.declare_text(&text, file)
    }

    pub(super) fn declare_text(&mut self, text: &str, file: &Path) -> Result<Grants, ImportError> {
        let mut registry = registry_toml::parse(text, file, self.options.now)?;
        registry_toml::check_clients(&registry, |id| self.clients.contains(id), text, file)?;
        if let Some(hasher) = &self.options.hash_password {
            hash_passwords(&mut registry.people, &**hasher, self.options.workers);
        }
        self.report.clients += registry.clients.len() as u64;
        self.report.group_ids += registry.group_ids.len() as u64;
        self.report.organizations += registry.organizations.len() as u64;
        let mut changes = Vec::new();
        let people: BTreeSet<_> = registry.people.iter().map(|entry| entry.head.orcid).collect();
        let mut owned = Vec::new();
        for (index, ClientEntry { mut client, .. }) in registry.clients.into_iter().enumerate() {
            self.clients.insert(client.id.clone());
            if client.owner.is_some_and(|owner| !people.contains(&owner)) {
                owned.push((index, client.clone()));
                client.owner = None;
            }
            changes.push(Change::PutClient(Box::new(client)));
        }
        changes.extend(registry.organizations.into_iter().map(|it| Change::PutOrganization(Box::new(it))));
        changes.extend(registry.group_ids.into_iter().map(|it| Change::PutGroupId(Box::new(it))));
        self.declared.extend(registry.people.into_iter().map(|entry| (entry.head.orcid, entry)));
        self.commit(file, changes)?;
        let Registry { tokens, consents, notifications, webhooks, signing_keys, mails, next_put_code, .. } = registry;
        let text = text.into();
        Ok(Grants { tokens, consents, notifications, webhooks, signing_keys, mails, next_put_code, owned, text })
    }

    /// People who have no documents.
    pub(super) fn rest_of_the_declared(&mut self) -> Result<(), ImportError> {
        let people: BTreeMap<_, _> = self.declared.keys().map(|orcid| (*orcid, Vec::new())).collect();
        if people.is_empty() {
            return Ok(());
        }
        self.commit_people(people, Path::new(registry_toml::FILE_NAME), None)?;
        self.settle()
    }

    /// Tokens, consents and inboxes. Somebody who holds a token of a client has consented to it, said or not.
    pub(super) fn grants(&mut self, file: &Path, grants: Grants) -> Result<(), ImportError> {
        let Grants { mut tokens, mut consents, mut notifications, mut webhooks, text, .. } = grants;
        let Grants { signing_keys, mails, next_put_code, owned, .. } = grants;
        if let Some(next) = next_put_code {
            self.put_codes_from(next.get())?;
        }
        let mut there = There { import: self, file, text: &text, known: BTreeMap::new() };
        there.retain("tokens", "person", &mut tokens, |it| it.token.person)?;
        there.retain("consents", "person", &mut consents, |it| Some(it.person))?;
        there.retain("notifications", "person", &mut notifications, |it| Some(it.person))?;
        there.retain("webhooks", "orcid", &mut webhooks, |it| Some(it.orcid))?;
        let owned = there.owned(owned)?;
        let said: BTreeSet<_> = consents.iter().map(|it| (it.person, it.client.clone())).collect();
        let mut implied = implied_consents(&tokens);
        implied.retain(|key, _| !said.contains(key));
        self.report.tokens += tokens.len() as u64;
        self.report.notifications += notifications.len() as u64;
        self.report.webhooks += webhooks.len() as u64;
        self.report.consents += (consents.len() + implied.len()) as u64;
        let mut changes: Vec<_> = owned.into_iter().map(|client| Change::PutClient(Box::new(client))).collect();
        changes.extend(in_order(tokens).into_iter().map(|TokenEntry { token, bases, .. }| {
            let token = Box::new(token);
            if bases.is_empty() { Change::PutToken(token) } else { Change::Grant(GrantChange::PassOn { token, bases }) }
        }));
        let consents = implied.into_values().chain(consents);
        changes.extend(consents.map(|it| Change::Grant(GrantChange::GrantConsent(Box::new(it)))));
        let inboxes = notifications.into_iter().map(|it| NotificationChange::Put(Box::new(it)));
        changes.extend(inboxes.map(Change::Notification));
        let now = self.options.now;
        changes.extend(webhooks.into_iter().map(|it| Change::Webhook(it.change(now))));
        changes.extend(signing_keys.into_iter().map(|it| Change::Grant(GrantChange::PutSigningKey(Box::new(it)))));
        // Nothing tells two mails apart, and nobody wants one twice: they come into what is filled for the first time.
        let mails = if self.was_empty || self.report.resumed > 0 { mails } else { Vec::new() };
        changes.extend(mails.into_iter().map(|it| Change::Account(AccountChange::PutMail(Box::new(it)))));
        self.commit(file, changes)
    }

    /// Put-codes are never handed out twice, even after a delete: what was handed out where the file is from counts, too.
    fn put_codes_from(&mut self, next: u64) -> Result<(), ImportError> {
        let lease = |count: u64| self.handle.block_on(self.store.lease_put_codes(count)).map(|it| it.start);
        let here = lease(1)?;
        if here < next {
            lease(next - here)?;
        }
        Ok(())
    }

    /// The account of a declared person: how to sign in.
    pub(super) fn account(&self, entry: &PersonEntry) -> Result<Option<Change>, ImportError> {
        let orcid = entry.head.orcid;
        let mut account = Account::new(orcid);
        entry.account.put_into(&mut account);
        match &entry.password {
            None if entry.account == AccountRest::default() => return Ok(None),
            None => {}
            Some(password) => {
                let Some(hash) = &password.hash else { return Err(ImportError::Password(orcid)) };
                account.password = Some(hash.clone());
            }
        }
        Ok(Some(Change::Account(AccountChange::PutAccount(Box::new(account)))))
    }

    /// All at once, or one after the other when the store refuses that.
    fn commit(&mut self, file: &Path, changes: Vec<Change>) -> Result<(), ImportError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut set = self.change_set();
        set.changes = changes.clone();
        match self.handle.block_on(self.store.commit(set)) {
            Ok(_) => return Ok(()),
            Err(StoreError::Conflict(_)) => {}
            Err(problem) => return Err(problem.into()),
        }
        for change in changes {
            let set = self.change_set().with(change);
            match self.handle.block_on(self.store.commit(set)) {
                Ok(_) => {}
                Err(StoreError::Conflict(why)) => self.refuse(Refusal::new(file, "", why)),
                Err(problem) => return Err(problem.into()),
            }
        }
        Ok(())
    }
}

/// Tokens come in order of issue, and what was derived from others comes after them.
fn in_order(mut tokens: Vec<TokenEntry>) -> Vec<TokenEntry> {
    tokens.sort_by_key(|it| (it.token.origin_client.is_some(), it.token.issued, it.token.access));
    tokens
}

/// Whether people are there that the file speaks of: their documents have come by.
struct There<'a> {
    import: &'a mut Import,
    file: &'a Path,
    text: &'a str,
    known: BTreeMap<OrcidId, bool>,
}

impl There<'_> {
    /// Keeps what is about people who are there; the rest is refused, each with its line.
    fn retain<T>(
        &mut self,
        list: &'static str,
        key: &'static str,
        entries: &mut Vec<T>,
        person: impl Fn(&T) -> Option<OrcidId>,
    ) -> Result<(), ImportError> {
        let mut kept = Vec::with_capacity(entries.len());
        for (index, entry) in std::mem::take(entries).into_iter().enumerate() {
            match person(&entry) {
                Some(orcid) if !self.is_there(orcid)? => self.refuse((list, index, key), orcid),
                _ => kept.push(entry),
            }
        }
        *entries = kept;
        Ok(())
    }

    /// Clients whose owners are there. The others are nobody's, which is told.
    fn owned(&mut self, clients: Vec<(usize, Client)>) -> Result<Vec<Client>, ImportError> {
        let mut owned = Vec::with_capacity(clients.len());
        for (index, client) in clients {
            match client.owner {
                Some(owner) if !self.is_there(owner)? => self.refuse(("clients", index, "owner"), owner),
                _ => owned.push(client),
            }
        }
        Ok(owned)
    }

    fn refuse(&mut self, place: (&'static str, usize, &'static str), orcid: OrcidId) {
        let problem = registry_toml::nobody(self.text, self.file, place, orcid);
        let line = format!("line {}", problem.line);
        self.import.refuse(Refusal::new(self.file, &line, problem.message));
    }

    fn is_there(&mut self, orcid: OrcidId) -> Result<bool, ImportError> {
        if let Some(known) = self.known.get(&orcid) {
            return Ok(*known);
        }
        let found = self.import.handle.block_on(self.import.store.head(orcid))?.is_some();
        self.known.insert(orcid, found);
        Ok(found)
    }
}

/// Hashing is slow on purpose: it is done side by side.
fn hash_passwords(people: &mut [PersonEntry], hasher: &(dyn Fn(&str) -> Box<str> + Send + Sync), workers: usize) {
    let passwords = people.iter_mut().filter_map(|it| it.password.as_mut());
    let mut plain: Vec<_> = passwords.filter(|it| it.hash.is_none()).collect();
    let share = plain.len().div_ceil(workers.max(1)).max(1);
    std::thread::scope(|scope| {
        for share in plain.chunks_mut(share) {
            scope.spawn(move || share.iter_mut().for_each(|it| it.hash = it.plain.as_deref().map(hasher)));
        }
    });
}

fn implied_consents(tokens: &[TokenEntry]) -> BTreeMap<(OrcidId, ClientId), Consent> {
    let mut consents: BTreeMap<(OrcidId, ClientId), Consent> = BTreeMap::new();
    for token in tokens.iter().map(|entry| &entry.token) {
        let Some(person) = token.person.filter(|_| token.revoked.is_none() && token.origin_client.is_none()) else {
            continue;
        };
        let (client, at) = (token.client.clone(), token.issued);
        let consent = consents.entry((person, client.clone())).or_insert_with(|| Consent {
            person,
            client,
            scopes: Vec::new(),
            first: at,
            latest: at,
        });
        consent.first = consent.first.min(at);
        consent.latest = consent.latest.max(at);
        for scope in &token.scopes {
            if !consent.scopes.contains(scope) {
                consent.scopes.push(scope.clone());
            }
        }
    }
    consents
}

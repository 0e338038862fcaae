//! `registry.toml`: what is committed before and after the documents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use byline_model::{ClientId, OrcidId};
use byline_store::{
    Account, AccountChange, Change, Consent, GrantChange, Notification, NotificationChange, StoreError,
};

use super::{Import, ImportError};
use crate::Refusal;
use crate::registry_toml::{self, PersonEntry, Registry, TokenEntry, WebhookEntry};

/// What people allowed clients, and what is in their inboxes; committed last, because it names both.
#[derive(Default)]
pub(super) struct Grants {
    tokens: Vec<TokenEntry>,
    consents: Vec<Consent>,
    notifications: Vec<Notification>,
    webhooks: Vec<WebhookEntry>,
}

impl Import {
    /// Commits clients, organisations and group ids; remembers the people until their documents come by. What is
    /// handed back names people.
    pub(super) fn declare(&mut self, file: &Path) -> Result<Grants, ImportError> {
        let text = fs::read_to_string(file).map_err(|it| ImportError::Input(file.into(), it))?;
        self.declare_text(&text, file)
    }

    pub(super) fn declare_text(&mut self, text: &str, file: &Path) -> Result<Grants, ImportError> {
        let registry = registry_toml::parse(text, file, self.options.now)?;
        self.report.clients += registry.clients.len() as u64;
        self.report.group_ids += registry.group_ids.len() as u64;
        self.report.organizations += registry.organizations.len() as u64;
        let mut changes = Vec::new();
        for entry in registry.clients {
            self.clients.insert(entry.client.id.clone());
            changes.push(Change::PutClient(Box::new(entry.client)));
        }
        changes.extend(registry.organizations.into_iter().map(|it| Change::PutOrganization(Box::new(it))));
        changes.extend(registry.group_ids.into_iter().map(|it| Change::PutGroupId(Box::new(it))));
        self.declared.extend(registry.people.into_iter().map(|entry| (entry.head.orcid, entry)));
        self.commit(file, changes)?;
        let Registry { tokens, consents, notifications, webhooks, .. } = registry;
        Ok(Grants { tokens, consents, notifications, webhooks })
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
        let Grants { tokens, consents, notifications, webhooks } = grants;
        let said: BTreeSet<_> = consents.iter().map(|it| (it.person, it.client.clone())).collect();
        let mut implied = implied_consents(&tokens);
        implied.retain(|key, _| !said.contains(key));
        self.report.tokens += tokens.len() as u64;
        self.report.notifications += notifications.len() as u64;
        self.report.webhooks += webhooks.len() as u64;
        self.report.consents += (consents.len() + implied.len()) as u64;
        let mut changes = Vec::new();
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
        self.commit(file, changes)
    }

    /// The account of a declared person: how to sign in.
    pub(super) fn account(&self, entry: &PersonEntry) -> Result<Option<Change>, ImportError> {
        let orcid = entry.head.orcid;
        let Some(password) = &entry.password else { return Ok(None) };
        let hash = match (&password.hash, &password.plain, &self.options.hash_password) {
            (Some(hash), ..) => hash.clone(),
            (None, Some(plain), Some(hasher)) => hasher(plain),
            (None, ..) => return Err(ImportError::Password(orcid)),
        };
        let account = Account { password: Some(hash), ..Account::new(orcid) };
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

//! `registry.toml`: what is committed before and after the documents.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use byline_store::{Change, StoreError};

use super::{Import, ImportError};
use crate::Refusal;
use crate::registry_toml::{self, TokenEntry};

impl Import {
    /// Commits clients, organisations and group ids; remembers the people until their documents come by. The tokens
    /// are handed back: they name people.
    pub(super) fn declare(&mut self, file: &Path) -> Result<Vec<TokenEntry>, ImportError> {
        let text = fs::read_to_string(file).map_err(|it| ImportError::Input(file.into(), it))?;
        let registry = registry_toml::parse(&text, file, self.options.now)?;
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
        Ok(registry.tokens)
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

    pub(super) fn tokens(&mut self, file: &Path, tokens: Vec<TokenEntry>) -> Result<(), ImportError> {
        self.report.tokens += tokens.len() as u64;
        self.commit(file, tokens.into_iter().map(|entry| Change::PutToken(Box::new(entry.token))).collect())
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
